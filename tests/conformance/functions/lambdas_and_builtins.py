print(list(map(lambda x: x * 2, [1, 2, 3])), list(map(lambda a, b: a + b, [1, 2], [10, 20, 30])), list(map(str, range(3))))
print(list(filter(lambda x: x % 2, range(6))), list(filter(None, [0, 1, "", "a", [], None])), list(filter(str.isdigit, "a1b2")))
print(list(zip([1, 2, 3], "ab")), list(zip()), list(zip("abc")), list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate("ab", start=-1)))
print(list(zip(*[(1, "a"), (2, "b")])), dict(zip("xy", range(2))), list(reversed("abc")), list(reversed((1, 2))), list(reversed({1: 0, 2: 0})))
m = map(len, ["a", "bb"])
print(next(m), next(m), next(m, "end"))
z = zip(range(2), "ab")
print(next(z), list(z), list(z))
try:
    list(zip([1, 2], [1], strict=True))
except ValueError as error:
    print(error)
it = iter([1, 2, 3])
print(next(it), list(it), list(it), next(it, None))
lines = iter(["a", "b", "stop", "c"])
print(list(iter(lambda: next(lines), "stop")), list(lines))
try:
    next(iter([]))
except StopIteration as error:
    print("stopped", error.args)
for attempt in (lambda: iter(5), lambda: next([1]), lambda: list(map(1, [1])), lambda: reversed({1}), lambda: enumerate(5), lambda: list(map(lambda: 0, [1])), lambda: sorted(5), lambda: zip(1)):
    try:
        print(attempt())
    except TypeError as error:
        print(error)
print(sorted([(lambda x: -x)(i) for i in range(3)]), (lambda *a: sum(a))(1, 2, 3), [f(3) for f in (lambda x: x, lambda x: x ** 2)])
ops = {"+": lambda a, b: a + b, "-": lambda a, b: a - b}
print([ops[o](5, 3) for o in "+-"], max(ops, key=lambda o: ops[o](1, 1)))
print(list(map(print, "ab")), any(map(lambda v: v > 2, [1, 2, 3])), sum(map(int, "123")), min(map(abs, [-3, 2])))
