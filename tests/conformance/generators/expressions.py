g = (x * x for x in range(5) if x % 2)
print(type(g).__name__, next(g), list(g), list(g))
print(sum(x for x in range(10)), max((len(w), w) for w in ("a", "ccc", "bb")), ",".join(str(i) for i in range(3)), list((i, j) for i in range(2) for j in "ab"))
n = 3
lazy = (n * i for i in range(3))
n = 10
print(list(lazy))
source = [1, 2, 3]
late = (x for x in source)
source.append(4)
print(list(late))
def loud(x):
    print("compute", x)
    return x
stream = (loud(x) for x in range(100))
print(any(x > 1 for x in stream), next(stream))
nested = ((i, (j for j in range(i))) for i in range(3))
print([(i, list(js)) for i, js in nested])
try:
    (x for x in 5)
except TypeError as error:
    print(error)
failing = (10 // x for x in [5, 0, 2])
print(next(failing))
try:
    next(failing)
except ZeroDivisionError as error:
    print(error, list(failing))
print(dict((k, v) for k, v in zip("ab", (1, 2))), set(c for c in "aab") == {"a", "b"}, tuple(i for i in range(3)), all(x for x in ()), [*(i for i in "xy")])
def takes(gen, n): return list(gen)[:n]
print(takes((c for c in "hello"), 2))
