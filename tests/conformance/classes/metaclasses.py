class Meta(type):
    def __new__(cls, name, bases, body):
        body["made_by"] = cls.__name__
        return super().__new__(cls, name, bases, body)
class Made(metaclass=Meta): pass
print(Made.made_by, type(Made).__name__)
class Registry:
    known = []
    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        Registry.known.append(cls.__name__)
class One(Registry): pass
class Two(One): pass
print(Registry.known)
class A:
    def who(self): return ["A"]
T = type("T", (A,), {"x": 5, "who": lambda self: ["T"] + A.who(self)})
print(T().who(), T.x, T.__name__)
