class A:
    def who(self): return ["A"]
    def only_a(self): return "only A"
class B(A):
    def who(self): return ["B"] + super().who()
class C(A):
    def who(self): return ["C"] + super().who()
class D(B, C):
    def who(self): return ["D"] + super().who()
print(D().who(), B().who(), [c.__name__ for c in D.__mro__], [c.__name__ for c in D.mro()], D().only_a())
class Base:
    def __init__(self, **kwargs):
        print("Base", kwargs)
class Left(Base):
    def __init__(self, left=0, **kwargs):
        print("Left", left)
        super().__init__(**kwargs)
class Right(Base):
    def __init__(self, right=0, **kwargs):
        print("Right", right)
        super().__init__(**kwargs)
class Both(Left, Right):
    def __init__(self, **kwargs):
        print("Both")
        super().__init__(**kwargs)
Both(left=1, right=2, more=3)
try:
    class Impossible(A, B): pass
except TypeError as error:
    print(str(error).replace("\n", " "))
class Loud:
    def speak(self): return super().speak().upper()
class Person:
    def speak(self): return "hello"
class LoudPerson(Loud, Person): pass
print(LoudPerson().speak())
try:
    Loud().speak()
except AttributeError as error:
    print(error)
print(super(B, D()).who(), super(D, D).who(D()))
