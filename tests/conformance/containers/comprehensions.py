print([x * x for x in range(6)], [x for x in range(10) if x % 2 if x > 3], [(x, y) for x in range(3) for y in range(x)])
print({x: x ** 2 for x in range(4)}, {x % 3 for x in range(9)}, list(x for x in "abc"), sum(x for x in range(5)))
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)], [v for row in matrix for v in row], [sum(row) for row in matrix])
x = "outer"
values = [x for x in range(3)]
print(x, values)
print([y := 5, y ** 2, y + 1], [last := n for n in range(4)], last)
print([f"{a}{b}" for a in "ab" for b in "12" if a + b != "a2"], [i if i % 2 else -i for i in range(5)])
functions = [lambda: i for i in range(3)]
print([f() for f in functions], [f() for f in [lambda i=i: i for i in range(3)]])
def local(n):
    factor = 10
    return [factor * k for k in range(n) if k != n // 2]
print(local(4))
class Scope:
    size = 3
    items = [k for k in range(size)]
print(Scope.items, any(v > 5 for row in matrix for v in row), all(v for v in [1, 1, 0]))
print(dict((k, len(k)) for k in ("a", "bb")), ",".join(str(v) for v in (1, 2)), max((len(w), w) for w in "to be or not".split()))
print([a + b for a, b in zip([1, 2], [3, 4])], [i for i, c in enumerate("hello") if c == "l"], [*(c for c in "xy")])
primes = [n for n in range(2, 40) if all(n % d for d in range(2, int(n ** 0.5) + 1))]
print(primes, [[j for j in range(i)] for i in range(3)], [None for _ in range(2)], [[i, j] for i in [1] for j in [2, i]])
