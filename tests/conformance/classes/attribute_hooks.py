class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "target", target)
    def __getattr__(self, name):
        print("getattr", name)
        return getattr(self.target, name)
    def __setattr__(self, name, value):
        print("setattr", name, value)
        setattr(self.target, name, value)
    def __delattr__(self, name):
        print("delattr", name)
        delattr(self.target, name)
class Thing: pass
t = Thing()
p = Proxy(t)
p.x = 5
print(p.x, t.x, p.target is t)
p.x += 1
print(t.x)
del p.x
try:
    p.x
except AttributeError as error:
    print(error)
print(hasattr(p, "y"), getattr(p, "z", "default"), Proxy([3, 1]).count(3))
class Dynamic:
    def __getattr__(self, name):
        if name.startswith("get_"):
            return lambda: name[4:]
        raise AttributeError(f"no {name} here")
d = Dynamic()
print(d.get_size(), hasattr(d, "other"))
try:
    d.other
except AttributeError as error:
    print(error)
class All:
    value = 1
    def __getattribute__(self, name):
        print("lookup", name)
        return super().__getattribute__(name)
print(All().value)
class Record:
    def __init__(self, **fields): self.__dict__.update(fields)
    def __repr__(self): return "Record(" + ", ".join(f"{k}={v!r}" for k, v in self.__dict__.items()) + ")"
    def __eq__(self, other): return self.__dict__ == other.__dict__
r = Record(a=1, b="x")
print(r, r == Record(a=1, b="x"), r == Record(a=2))
r.__dict__["c"] = 3
print(r.c, r)
class Counter:
    def __setattr__(self, name, value):
        super().__setattr__(name, value)
        super().__setattr__("changes", getattr(self, "changes", 0) + 1)
c = Counter()
c.a = 1; c.b = 2; c.a = 3
print(c.changes, c.a)
