def none(): pass
def one(a): pass
def two(a, b): pass
def three(a, b, c): pass
def default(a, b=1): pass
def keyword(a, *, k): pass
def keywords(*, k, m, n): pass
def star(a, *args): pass
def positional(a, b, /): pass
class K:
    def __init__(self, x): pass
    def method(self, y): pass
    def nothing(): pass
cases = [lambda: none(1), lambda: none(1, 2), lambda: one(), lambda: one(1, 2), lambda: two(1), lambda: two(), lambda: three(), lambda: three(1), lambda: default(), lambda: default(1, 2, 3),
         lambda: keyword(1), lambda: keyword(1, 2), lambda: keyword(1, 2, k=3), lambda: keywords(), lambda: keywords(k=1), lambda: keywords(k=1, m=2), lambda: star(), lambda: positional(a=1, b=2), lambda: positional(1),
         lambda: one(b=1), lambda: one(1, a=2), lambda: one(1, z=2), lambda: two(a=1), lambda: one(**{"a": 1, "b": 2}), lambda: one(*5), lambda: one(**5), lambda: one(a=1, **{"a": 2}),
         lambda: K(), lambda: K(1, 2), lambda: K(1).method(), lambda: K(1).method(1, 2), lambda: K.method(), lambda: K(1).nothing(), lambda: K(1).missing, lambda: K.missing, lambda: (lambda x: x)(),
         lambda: 5(), lambda: "x"(), lambda: None(), lambda: len(), lambda: len(1, 2), lambda: len(x=1), lambda: int("1", "2"), lambda: object(1), lambda: isinstance(1, 2)]
for number, case in enumerate(cases):
    try:
        case()
        print(number, "no error")
    except TypeError as error:
        print(number, "TypeError", error)
    except AttributeError as error:
        print(number, "AttributeError", error)
