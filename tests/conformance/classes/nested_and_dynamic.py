class Outer:
    limit = 3
    class Inner:
        def __init__(self, n):
            self.n = n
        def double(self):
            return Outer.Inner(self.n * 2)
    def make(self, n):
        return self.Inner(min(n, self.limit))
print(Outer().make(5).double().double().n, Outer.Inner.__qualname__)
def make_class(name, base):
    class Made(base):
        label = name
        def describe(self):
            return f"{self.label} of {super().__class__.__name__}"
    Made.__name__ = name
    return Made
A = make_class("Alpha", Outer)
print(A.__name__, A.label, isinstance(A(), Outer), A().make(1).n)
class Chain:
    def __init__(self):
        self.steps = []
    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        def step(*args):
            self.steps.append((name, *args))
            return self
        return step
print(Chain().move(1).turn("left").stop().steps)
class Switch:
    def __init__(self):
        self.handlers = {"add": self.add, "neg": lambda x: -x}
    def add(self, a, b=1):
        return a + b
    def run(self, name, *args):
        return self.handlers.get(name, lambda *a: ("unknown", a))(*args)
s = Switch()
print(s.run("add", 1, 2), s.run("add", 5), s.run("neg", 3), s.run("what", 0))
Switch.extra = property(lambda self: len(self.handlers))
print(s.extra, type(s).__dict__["extra"].fget(s))
instance = type("Quick", (), {"value": 7, "get": lambda self: self.value})()
print(instance.get(), type(instance).__name__, type(instance).__bases__)
