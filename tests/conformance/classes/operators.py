class Vector:
    def __init__(self, *v): self.v = v
    def __repr__(self): return f"V{self.v}"
    def __add__(self, o): return Vector(*(a + b for a, b in zip(self.v, o.v))) if isinstance(o, Vector) else NotImplemented
    def __sub__(self, o): return self + -o
    def __neg__(self): return Vector(*(-a for a in self.v))
    def __pos__(self): return self
    def __abs__(self): return sum(a * a for a in self.v) ** 0.5
    def __mul__(self, k): return Vector(*(a * k for a in self.v)) if isinstance(k, (int, float)) else NotImplemented
    __rmul__ = __mul__
    def __matmul__(self, o): return sum(a * b for a, b in zip(self.v, o.v))
    def __truediv__(self, k): return Vector(*(a / k for a in self.v))
    def __floordiv__(self, k): return Vector(*(a // k for a in self.v))
    def __mod__(self, k): return Vector(*(a % k for a in self.v))
    def __pow__(self, k): return Vector(*(a ** k for a in self.v))
    def __eq__(self, o): return isinstance(o, Vector) and self.v == o.v
    def __hash__(self): return hash(self.v)
    def __bool__(self): return any(self.v)
    def __invert__(self): return "inverted"
    def __lshift__(self, o): return ("<<", o)
    def __rshift__(self, o): return (">>", o)
    def __and__(self, o): return ("&", o)
    def __or__(self, o): return ("|", o)
    def __xor__(self, o): return ("^", o)
    def __radd__(self, o): return ("radd", o)
    def __rsub__(self, o): return ("rsub", o)
    def __divmod__(self, k): return self // k, self % k
    def __round__(self, n=None): return ("round", n)
    def __int__(self): return len(self.v)
    def __float__(self): return float(len(self.v))
    def __index__(self): return len(self.v)
a, b = Vector(1, 2), Vector(3, 4)
print(a + b, a - b, -a, +a, abs(b), a * 3, 3 * a, a @ b, b / 2, b // 2, b % 2, b ** 2)
print(a == Vector(1, 2), a != b, a == 5, hash(a) == hash(Vector(1, 2)), bool(Vector(0, 0)), not a, ~a, a << 1, a >> 2, a & 3, a | 4, a ^ 5)
print(5 + a, 5 - a, divmod(b, 2), round(a), round(a, 2), int(a), float(a), [10, 20, 30][a], hex(a), {a: 1}[Vector(1, 2)], sum([a, b], Vector(0, 0)), sum([a]))
for attempt in (lambda: a + 5, lambda: a * "x", lambda: a < b, lambda: "x" * a * a, lambda: a.x, lambda: a(), lambda: a[0], lambda: len(a), lambda: iter(a), lambda: 1 / a):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
class Log:
    def __init__(self): self.log = []
    def __iadd__(self, x): self.log.append(x); return self
    def __isub__(self, x): return "replaced"
x = y = Log()
x += 1; x += 2
print(x is y, y.log)
x -= 1
print(x)
