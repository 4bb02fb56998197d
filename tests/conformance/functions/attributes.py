def f(a, b=2):
    return a
f.count = 0
f.count += 1
print(f.__name__, f.count, f.__qualname__, f.__defaults__, hasattr(f, "count"), getattr(f, "nope", "default"))
f.__name__ = "renamed"
print(f.__name__)
def outer():
    def inner(): pass
    return inner
print(outer().__qualname__, (lambda: 0).__qualname__)
class C:
    def m(self): pass
    class D:
        def n(self): pass
print(C.m.__qualname__, C.D.__qualname__, C.D.n.__qualname__, C.__name__, C().m.__name__, C.__module__, f.__module__)
c = C()
setattr(c, "x", 5)
print(getattr(c, "x"), getattr(c, "y", None), hasattr(c, "y"), c.__dict__, vars(c), c.__class__ is C, c.__class__.__name__)
delattr(c, "x")
print(c.__dict__)
try:
    getattr(c, "x")
except AttributeError as error:
    print(error, error.name)
bound = c.m
print(bound.__self__ is c, bound.__func__ is C.m, c.m == c.m)
try:
    (5).x = 1
except AttributeError as error:
    print(error)
try:
    len.x = 1
except AttributeError as error:
    print(error)
def gen(): yield
print(gen.__name__, gen().__name__, type(gen()).__name__, type(f).__name__, type(c.m).__name__, type(len).__name__, type(C).__name__)
print([type(x).__name__ for x in (1, "", b"", [], (), {}, set(), range(0), iter([]), iter(()), iter({}), iter(""), zip(), map(len, ""), enumerate(""), slice(0), frozenset(), object(), NotImplemented, property(), reversed([]))])
