def inner():
    x = yield 1
    print("inner got", x)
    y = yield 2
    print("inner got", y)
    return "inner result"
def outer():
    result = yield from inner()
    print("result", result)
    yield from [10, 20]
    yield from "ab"
    return "outer result"
g = outer()
print(next(g), g.send("x"), g.send("y"), next(g), next(g), next(g))
try:
    next(g)
except StopIteration as stop:
    print(stop.value)
def flatten(value):
    for part in value:
        if isinstance(part, list):
            yield from flatten(part)
        else:
            yield part
print(list(flatten([1, [2, [3, []], 4], [[5]]])))
def catches():
    while True:
        try:
            yield "waiting"
        except ValueError as error:
            yield f"caught {error}"
def delegate():
    try:
        yield from catches()
    except KeyError as error:
        yield f"outer caught {error}"
    finally:
        print("delegate ends")
d = delegate()
print(next(d), d.throw(ValueError("v")), next(d), d.throw(KeyError("k")))
d.close()
def closes():
    try:
        yield 1
    finally:
        print("inner closed")
def wrap():
    yield from closes()
w = wrap()
next(w)
w.close()
def chain(*parts):
    for part in parts:
        yield from part
print(list(chain([1], (2, 3), range(4, 6), {"k": 0}, (x for x in "z"))))
def tree(n):
    if n:
        left = yield from tree(n - 1)
        yield n
        right = yield from tree(n - 1)
        return left + right + 1
    return 0
def run():
    total = yield from tree(3)
    print("total", total)
print(list(run()))
try:
    list((lambda: (yield from 5))())
except TypeError as error:
    print(error)
