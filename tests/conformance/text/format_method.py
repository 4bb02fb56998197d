print("{} {}".format("a", 1), "{1} {0} {1}".format("a", "b"), "{x} {y}".format(x=1, y=2), "{0} {x}".format("p", x="k"))
print("{:>8}|{:<8}|{:^8}|{:*^8}|".format("r", "l", "c", "m"))
print("{:d} {:5d} {:05d} {:+d} {:,} {:x} {:X} {:#o} {:b}".format(1, 2, 3, 4, 5000, 255, 255, 8, 5))
print("{:f} {:.2f} {:8.3f} {:e} {:g} {:%} {:.1%}".format(1.5, 2.345, 3.14159, 12345.678, 0.0001, 0.5, 0.123))
print("{0[0]} {0[1]} {1[key]} {2.real}".format([10, 20], {"key": "v"}, 7))
print("{!r} {!s} {!r:>6}".format("a", "b", "c"), "{{}} {{{}}}".format(1), "{:{}}|{:{}.{}f}|".format("x", 5, 2.71828, 8, 2))
print("{:>{w}}|{:{f}^{w}}".format("a", "b", w=6, f="-"))
print("{:s} {:.2s} {:10.3s}|".format("text", "text", "text"), "{}".format(None), "{}".format([1]), "{:}".format(3))
for template, arguments in [("{} {}", (1,)), ("{1}", (0,)), ("{x}", ()), ("{:d}", ("a",)), ("{:s}", (1,)), ("{", ()), ("}", ()),
                            ("{0} {}", (1, 2)), ("{:q}", (1,)), ("{:.2d}", (1,)), ("{:5}", (None,)), ("{:,s}", ("a",)), ("{0.x}", (1,))]:
    try:
        print(template.format(*arguments))
    except Exception as error:
        print(template, type(error).__name__, error)
print("{a}-{b}".format_map({"a": 1, "b": 2}))
print("{:=+6d}|{:=6}|{:<+6}|{:06.1f}|{:+.0e}|{:#.3g}|{:z.1f}".format(5, -3, 4, -2.55, 12345.0, 1.0, -0.01))
