class Both:
    def __str__(self): return "str"
    def __repr__(self): return "repr"
class OnlyRepr:
    def __repr__(self): return "only"
class Inherits(Both):
    def __repr__(self): return "new " + super().__repr__()
b = Both()
print(b, [b], (b,), {b: b}, str(b), repr(b), f"{b}", f"{b!r}", "%s %r" % (b, b), "{} {!r}".format(b, b), f"{b!s:>6}")
print(OnlyRepr(), str(OnlyRepr()), [OnlyRepr()], Inherits(), [Inherits()])
class BadStr:
    def __str__(self): return 5
class BadRepr:
    def __repr__(self): return None
class BadLen:
    def __len__(self): return "x"
class BadBool:
    def __bool__(self): return 1
class BadHash:
    def __hash__(self): return "x"
class BadIter:
    def __iter__(self): return 5
class BadIndex:
    def __index__(self): return 1.5
for attempt in (lambda: str(BadStr()), lambda: repr(BadRepr()), lambda: len(BadLen()), lambda: bool(BadBool()), lambda: hash(BadHash()), lambda: list(BadIter()), lambda: [1][BadIndex()]):
    try:
        print(attempt())
    except TypeError as error:
        print(error)
try:
    print(b + "text")
except TypeError as error:
    print(error)
class Tree:
    def __init__(self, value, *children): self.value, self.children = value, children
    def __repr__(self): return f"Tree({', '.join(map(repr, (self.value, *self.children)))})"
    def __str__(self, depth=0): return "\n".join(["  " * depth + str(self.value)] + [c.__str__(depth + 1) for c in self.children])
t = Tree(1, Tree("two", Tree(3)), Tree(4))
print(t)
print(repr(t))
class Error(Exception):
    def __str__(self): return "shown"
print(Error("given"), repr(Error("given")), [Error(1, 2)])
