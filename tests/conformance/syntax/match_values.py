def describe(value):
    match value:
        case 0:
            return "zero"
        case 1 | 2 | 3:
            return "small"
        case -1:
            return "minus one"
        case 2.5:
            return "float"
        case "hello":
            return "greeting"
        case True:
            return "never: 1 came first"
        case None:
            return "none"
        case int() | float() if value > 100:
            return "large"
        case int(n):
            return f"int {n}"
        case str() as text:
            return f"text {text!r}"
        case [] | ():
            return "empty sequence"
        case {}:
            return "a mapping"
        case _:
            return "something else"
for value in (0, 1, 3, -1, 2.5, "hello", True, None, 500, 50, 7.5, "x", [], (), {}, {"a": 1}, {1, 2}, 101.5, b"x"):
    print(repr(value), "->", describe(value))
class Colour:
    RED = 1
    BLUE = "b"
def name(c):
    match c:
        case Colour.RED: return "red"
        case Colour.BLUE: return "blue"
        case other: return f"unknown {other}"
print(name(1), name("b"), name(3))
match 5:
    case n if n > 10: print("big")
    case n if n > 3: print("middle", n)
    case n: print("rest")
match "nothing":
    case "x": print("never")
print(n)
