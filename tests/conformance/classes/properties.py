class Temperature:
    def __init__(self, celsius): self.celsius = celsius
    @property
    def celsius(self):
        return self._celsius
    @celsius.setter
    def celsius(self, value):
        if value < -273.15:
            raise ValueError("below absolute zero")
        print("set", value)
        self._celsius = value
    @celsius.deleter
    def celsius(self):
        print("delete")
        del self._celsius
    @property
    def fahrenheit(self): return self._celsius * 9 / 5 + 32
t = Temperature(25)
print(t.celsius, t.fahrenheit)
t.celsius += 5
print(t.celsius, t.fahrenheit, vars(t))
try:
    t.celsius = -300
except ValueError as error:
    print(error)
try:
    t.fahrenheit = 1
except AttributeError as error:
    print(error)
del t.celsius
try:
    t.celsius
except AttributeError as error:
    print(error)
class Sub(Temperature):
    @property
    def fahrenheit(self): return round(super().fahrenheit)
s = Sub(10.3)
print(s.fahrenheit, isinstance(Temperature.celsius, property))
class Old:
    def get_x(self): return self._x
    def set_x(self, v): self._x = v * 2
    x = property(get_x, set_x)
o = Old()
o.x = 4
print(o.x)
