if (n := len("hello")) > 3:
    print("long", n)
data = [3, 8, 1, 9]
print([y for x in data if (y := x * 2) > 5], y)
stream = iter([1, 2, 0, 4])
while (value := next(stream)) != 0:
    print("value", value)
print(any((found := x) > 5 for x in data), found)
print((a := 1) + (b := a + 1), a, b)
x = 10
del x
try:
    print(x)
except NameError as error:
    print(error)
def local():
    y = 1
    del y
    try:
        print(y)
    except UnboundLocalError as error:
        print(error)
local()
items = [0, 1, 2, 3, 4, 5]
del items[0], items[-1]
del items[1:3]
print(items)
d = {"a": 1, "b": 2}
del d["a"]
print(d)
class C:
    value = 1
c = C()
c.own = 2
del c.own
print(hasattr(c, "own"), hasattr(c, "value"))
try:
    del c.value
except AttributeError as error:
    print(error)
del C.value
print(hasattr(c, "value"))
try:
    del undefined
except NameError as error:
    print(error)
p, q, r = 1, 2, 3
del p, (q, r)
print("p" in globals(), "a" in globals())
