def count(n):
    print("start")
    for i in range(n):
        yield i
        print("after", i)
    print("end")
g = count(2)
print("made", type(g).__name__)
print(next(g))
print(next(g))
try:
    next(g)
except StopIteration as stop:
    print("stopped", stop.value)
try:
    next(g)
except StopIteration:
    print("still stopped")
print(list(count(3)))
def squares():
    n = 0
    while True:
        yield n * n
        n += 1
s = squares()
print([next(s) for _ in range(5)], next(s))
def empty():
    return
    yield
print(list(empty()), iter(s) is s, next(empty(), "default"))
for x in count(1):
    print("loop", x)
def fib(limit):
    a, b = 0, 1
    while a < limit:
        yield a
        a, b = b, a + b
print(*fib(50), sum(fib(100)), max(fib(30)), 13 in fib(50), sorted(fib(10), reverse=True))
a, b, *c = fib(10)
print(a, b, c, dict(zip("abc", squares())), list(zip(fib(5), squares())))
def returning():
    yield 1
    return "value"
r = returning()
next(r)
try:
    next(r)
except StopIteration as stop:
    print(stop.value, stop.args)
