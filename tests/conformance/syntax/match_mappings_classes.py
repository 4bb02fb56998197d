class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y):
        self.x, self.y = x, y
class Circle:
    def __init__(self, centre, radius):
        self.centre, self.radius = centre, radius
def what(value):
    match value:
        case {"type": "text", "body": str(body)}: return f"text {body}"
        case {"type": kind}: return f"of type {kind}"
        case {"pos": (x, y)}: return f"at {x},{y}"
        case {1: one, "k": [first, *_]}: return f"{one} {first}"
        case Point(0, 0): return "origin"
        case Point(x=0, y=y): return f"on the y axis at {y}"
        case Point(x, y) if x == y: return f"diagonal {x}"
        case Point(x, _): return f"point x={x}"
        case Circle(centre=Point(0, 0), radius=r): return f"circle at origin, {r}"
        case Circle(radius=r): return f"circle, {r}"
        case [Point(x=a), Point(x=b)]: return f"two points {a} {b}"
        case int(n) | float(n): return f"number {n}"
        case bool(): return "never"
        case {}: return "mapping"
        case _: return "?"
for value in ({"type": "text", "body": "hi"}, {"type": "text", "body": 5}, {"type": "image", "w": 3, "h": 4}, {"pos": [1, 2]}, {1: "one", "k": [9, 8]},
              Point(0, 0), Point(0, 5), Point(3, 3), Point(4, 1), Circle(Point(0, 0), 2), Circle(Point(1, 0), 3), [Point(1, 0), Point(2, 0)], 7, 2.5, True, {}, {"z": 1}, None):
    print(what(value))
def evaluate(tree):
    match tree:
        case ("+", a, b): return evaluate(a) + evaluate(b)
        case ("*", a, b): return evaluate(a) * evaluate(b)
        case ("neg", a): return -evaluate(a)
        case int() | float(): return tree
        case _: raise ValueError(f"unknown: {tree!r}")
print(evaluate(("+", 1, ("*", 2, ("neg", 3)))))
try:
    evaluate(("/", 1, 2))
except ValueError as error:
    print(error)
try:
    match 5:
        case int(1, 2): pass
except TypeError as error:
    print(error)
