class Date:
    count = 0
    def __init__(self, y, m, d):
        self.y, self.m, self.d = y, m, d
        type(self).count += 1
    @classmethod
    def parse(cls, text):
        return cls(*map(int, text.split("-")))
    @staticmethod
    def valid(text):
        return len(text.split("-")) == 3
    @classmethod
    def how_many(cls): return f"{cls.__name__}: {cls.count}"
    def __str__(self): return f"{self.y:04}-{self.m:02}-{self.d:02}"
class Special(Date):
    count = 0
    def __str__(self): return "*" + super().__str__()
    @classmethod
    def parse(cls, text):
        made = super().parse(text)
        made.extra = True
        return made
print(Date.parse("2024-1-5"), Special.parse("2023-12-31"), Date(1, 2, 3).parse("4-5-6"))
print(Date.valid("1-2-3"), Special.valid("x"), Date(1, 1, 1).valid("1-1"))
print(Date.how_many(), Special.how_many(), Special(1, 1, 1).how_many())
print(Special.parse("1-1-1").extra, Date.parse.__name__, Date.valid.__name__)
make = Special.parse
print(make("9-9-9"), type(make("1-1-1")).__name__)
class Single:
    instance = None
    def __new__(cls, *args):
        if cls.instance is None:
            print("new")
            cls.instance = super().__new__(cls)
        return cls.instance
    def __init__(self, value): self.value = value
a, b = Single(1), Single(2)
print(a is b, a.value)
class Private:
    def __init__(self): self.__secret = 42
    def reveal(self): return self.__secret
    def __hidden(self): return "hidden"
    def call(self): return self.__hidden()
p = Private()
print(p.reveal(), p.call(), p._Private__secret, vars(p))
try:
    p.__secret
except AttributeError as error:
    print(error)
