x = "global"
def outer():
    x = "outer"
    def inner():
        nonlocal x
        x = "changed by inner"
        def innermost():
            global x
            x = "global changed"
        innermost()
    inner()
    print(x)
outer()
print(x)
def counter():
    count = 0
    def increment(by=1):
        nonlocal count
        count += by
        return count
    def current():
        return count
    return increment, current
inc, cur = counter()
inc(); inc(5)
other, _ = counter()
print(cur(), other(), inc())
def unbound():
    try:
        print(total)
    except UnboundLocalError as error:
        print(error)
    total = 1
    return total
unbound()
def read_free():
    def inner():
        return later
    try:
        inner()
    except NameError as error:
        print(error)
    later = 1
    print(inner())
read_free()
def shadow(print_=print, list=[1, 2]):
    print_(list, len(list))
shadow()
def set_global():
    global fresh
    fresh = 42
set_global()
print(fresh, "fresh" in globals())
y = 1
class Body:
    y = y + 1
    def method(self):
        return y
print(Body.y, Body().method(), y)
def late():
    return defined_later()
def defined_later():
    return "late"
print(late())
try:
    undefined_name
except NameError as error:
    print(error, error.name)
i = "module"
[i for i in range(3)]
print(i)
