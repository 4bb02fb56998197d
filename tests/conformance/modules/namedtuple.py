from collections import namedtuple
Point = namedtuple("Point", ["x", "y"])
p = Point(1, y=2)
print(p, p.x, p[1], p == (1, 2), len(p), list(p), p._asdict(), p._replace(x=5), Point._fields, Point._make([7, 8]), hash(p) == hash((1, 2)))
x, y = p
print(x, y, isinstance(p, tuple), sorted([Point(2, 1), Point(1, 9)]), p + (3,), {p: "k"}[(1, 2)], max(p), f"{p.x}/{p.y}")
Task = namedtuple("Task", "name priority done", defaults=[0, False])
print(Task("a"), Task("b", 5), Task._field_defaults, Task("c", done=True))
class Circle(namedtuple("Circle", "centre radius")):
    def area(self): return 3 * self.radius ** 2
print(Circle(p, 2).area(), Circle(p, 2))
for attempt in (lambda: Point(1), lambda: Point(1, 2, 3), lambda: Point(1, z=2), lambda: p.z, lambda: setattr(p, "x", 5), lambda: namedtuple("Bad", "a a"), lambda: p._replace(q=1)):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
match p:
    case Point(a, b): print("matched", a, b)
