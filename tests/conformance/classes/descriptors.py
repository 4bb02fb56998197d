class Typed:
    def __set_name__(self, owner, name): self.name = "_" + name
    def __get__(self, instance, owner):
        return self if instance is None else getattr(instance, self.name)
    def __set__(self, instance, value):
        if not isinstance(value, int):
            raise TypeError(f"{self.name[1:]} must be an int")
        setattr(instance, self.name, value)
class Data:
    size = Typed()
d = Data()
d.size = 3
print(d.size, vars(d), type(Data.size).__name__)
try:
    d.size = "x"
except TypeError as error:
    print(error)
class Slots:
    __slots__ = ("a", "b")
q = Slots()
q.a = 1
try:
    q.c = 2
except AttributeError as error:
    print(error)
