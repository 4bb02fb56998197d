name, value, width, digits = "World", 3.14159, 10, 3
print(f"Hello {name}!", f"{name!r}", f"{name!s:>10}", f"{name!a}", f"{value:.2f}", f"{value:{width}.{digits}f}|")
print(f"{name:>10}|{name:<10}|{name:^10}|{name:*^11}|{name:.3}|{name:-<8.2}|")
print(f"{42:5}|{42:<5}|{42:^5}|{42:05}|{42:+}|{-42: }|{42: }|{42:x}|{42:#x}|{42:#010b}|{42:o}|{42:c}|")
print(f"{1234567:,}|{1234567:_}|{1234567.891:,.2f}|{255:_x}|{0xdeadbeef:_x}|{1234567:>15,}|{-1234567:015,}|")
print(f"{0.25:%}|{0.256:.1%}|{1e10:e}|{12345.678:.3e}|{0.00001234:g}|{1234567.0:g}|{1e20:.3G}|{3.0:n}|")
print(f"{value=}", f"{value = }", f"{value=:.2f}", f"{name=!s}", f"{1 + 1=}", f"{ name = }")
print(f"{{literal}} {{{name}}}", f"{'nested ' + 'quotes'}", f"{[i * i for i in range(4)]}", f"{ {'a': 1}['a'] }")
print(f"{True} {None} {True:d} {True:5}| {1.0} {1e300} {[1, 'a']} {(1,)}")
print(f"{'yes' if value > 3 else 'no'} {len(name)} {name.upper():_^9} {name[0]}{name[-1]} {-value:.0f}")
print(f"{(lambda x: x * 2)(4)} {max(1, 2, 3)} {value:>{width}} {'%'}" f" joined" " plain")
print(f"""multi
{name}
line""")
print(f"{'a':>{'5'}}|{3:{'0'}>{4}}|{'x':{'^'}{5}}|")

class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __format__(self, spec):
        return f"<{self.x:{spec or 'd'}};{self.y:{spec or 'd'}}>"

    def __repr__(self):
        return "Point"

p = Point(1, 2)
print(f"{p} {p:03d} {p!r} {p!r:>8} {p!s}", format(p, "5"), "{:2}".format(p))
