class Suppress:
    def __init__(self, *kinds):
        self.kinds = kinds
    def __enter__(self):
        return self
    def __exit__(self, kind, error, trace):
        self.caught = error
        return kind is not None and issubclass(kind, self.kinds)
with Suppress(ZeroDivisionError, KeyError) as s:
    1 / 0
print(repr(s.caught))
with Suppress(KeyError) as s:
    pass
print(s.caught)
class Transaction:
    def __init__(self, data):
        self.data = data
    def __enter__(self):
        self.saved = dict(self.data)
        return self.data
    def __exit__(self, kind, error, trace):
        if kind:
            self.data.clear()
            self.data.update(self.saved)
            print("rolled back:", error)
        else:
            print("committed")
account = {"a": 10, "b": 0}
with Transaction(account) as data:
    data["a"] -= 4; data["b"] += 4
print(account)
try:
    with Transaction(account) as data:
        data["a"] -= 100
        if data["a"] < 0:
            raise ValueError("overdrawn")
except ValueError as error:
    print("still raised:", error, account)
def generator_inside():
    with Suppress(ValueError) as s:
        yield 1
        yield 2
    print("left with", repr(s.caught))
    yield 3
g = generator_inside()
print(next(g), g.throw(ValueError("thrown in")))
class Order:
    def __init__(self, name): self.name = name
    def __enter__(self): print("+", self.name); return self
    def __exit__(self, *_): print("-", self.name)
with Order("a") as a, Order(a.name + "b") as b, Order(b.name + "c"):
    print("inside")
