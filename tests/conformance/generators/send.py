def echo():
    received = None
    while True:
        received = yield received
        print("received", received)
g = echo()
print(next(g), g.send(1), g.send("two"), next(g))
try:
    echo().send(5)
except TypeError as error:
    print(error)
def average():
    total, count, mean = 0, 0, None
    while True:
        total += yield mean
        count += 1
        mean = total / count
a = average()
a.send(None)
print(a.send(10), a.send(20), a.send(60))
def expressions():
    x = (yield 1) + (yield 2) * 10
    print("x", x)
    y = [(yield "a"), (yield "b")]
    print("y", y)
    return (yield x, y)
e = expressions()
print(next(e), e.send(3), e.send(4), e.send(5), e.send(6))
try:
    e.send("done")
except StopIteration as stop:
    print("value", stop.value)
def until_none():
    items = []
    while (item := (yield len(items))) is not None:
        items.append(item)
    return items
u = until_none()
next(u)
print(u.send("a"), u.send("b"))
try:
    u.send(None)
except StopIteration as stop:
    print(stop.value)
def call():
    print("got", (yield), (yield), sep="|")
    yield "end"
c = call()
next(c); c.send(1)
print(c.send(2))
