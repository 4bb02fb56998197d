class Dog:
    kind = "canine"
    tricks = []
    def __init__(self, name, age=1):
        self.name = name
        self.age = age
    def bark(self, times=1):
        return f"{self.name}: " + "Woof" * times
    def birthday(self):
        self.age += 1
        return self
    def __str__(self):
        return f"Dog {self.name}"
    def __repr__(self):
        return f"Dog({self.name!r}, {self.age})"
a, b = Dog("Rex"), Dog("Fido", age=3)
print(a, repr(a), [a, b], {"d": a}, str(b), f"{a} {a!r}")
print(a.bark(), b.bark(2), Dog.bark(a), a.birthday().birthday().age)
a.kind = "own"
Dog.kind = "changed"
print(a.kind, b.kind, Dog.kind)
a.tricks.append("roll")
print(b.tricks, a.__dict__, isinstance(a, Dog), type(a) is Dog, type(a).__name__)
class Empty: pass
e = Empty()
e.x = e.y = 1
print(e.x, vars(e))
def outside(self): return f"outside {self.name}"
Dog.outside = outside
print(a.outside())
a.only = lambda: "instance function"
print(a.only())
class Counter:
    total = 0
    def __init__(self):
        Counter.total += 1
        self.number = Counter.total
print([Counter().number for _ in range(3)], Counter.total)
print(Dog, type(Dog), Empty.__name__, Dog.__mro__, a == a, a == b, a != b, a is a)
method = b.bark
b.name = "Later"
print(method(), list(map(Dog.bark, [a, b])))
x = Empty
print(x().__class__.__name__, bool(x()), callable(x))
