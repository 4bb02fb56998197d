class Animal:
    def __init__(self, name):
        self.name = name
        print("Animal.__init__", name)
    def speak(self): return "..."
    def introduce(self): return f"{self.name} says {self.speak()}"
class Cat(Animal):
    def __init__(self, name, lives=9):
        super().__init__(name)
        self.lives = lives
    def speak(self): return "Meow"
class Kitten(Cat):
    def speak(self): return super().speak().lower() + "!"
class Robot(Animal):
    def __init__(self):
        Animal.__init__(self, "R2")
    def speak(self): return super(Robot, self).speak() + "beep"
for animal in (Animal("a"), Cat("tom"), Kitten("kit", 3), Robot()):
    print(animal.introduce(), vars(animal))
print(isinstance(Kitten("k"), Animal), issubclass(Kitten, Cat), issubclass(Cat, Kitten), issubclass(Cat, (int, Animal)), isinstance(5, Animal))
print([c.__name__ for c in Kitten.__mro__], Kitten.__bases__, Kitten.__base__.__name__)
class Base:
    x = 1
    def get(self): return self.x
class Derived(Base):
    x = 2
print(Base().get(), Derived().get(), Base.get(Derived()), Derived.x)
Base.y = 5
print(Derived.y, Derived().y)
class Stack(list):
    def push(self, item):
        self.append(item)
        return self
    def peek(self): return self[-1]
s = Stack([1])
print(s.push(2).push(3), s.peek(), len(s), isinstance(s, list), s.pop(), s == [1, 2])
class Default(dict):
    def __missing__(self, key): return f"no {key}"
d = Default(a=1)
print(d["a"], d["b"], d.get("b"), d, len(d))
class MyInt(int):
    def double(self): return self * 2
print(MyInt(5).double(), MyInt(5) + 1, type(MyInt(5) + 1).__name__)
class Shout(str):
    def __str__(self): return self.upper() + "!"
print(Shout("hi"), Shout("hi") + "x", len(Shout("abc")))
