t = (1, 2, 3)
print(t, (), (1,), 1, (1, "a", None), t[0], t[-1], t[1:], t[::-1], len(t))
print(t + (4,), t * 2, 2 in t, t.index(2), t.count(1), t == (1, 2, 3), t < (1, 2, 4), t < (1, 2), hash(t) == hash((1, 2, 3)))
a, b, c = t
a, b = b, a
print(a, b, c, (a, b) == (2, 1))
(x, (y, z)), w = (1, (2, 3)), 4
print(x, y, z, w)
for i, (k, v) in enumerate([("a", 1), ("b", 2)]):
    print(i, k, v)
d = {(0, 0): "origin", (1, 0): "right"}
print(d[0, 0], d[(1, 0)], (0, 1) in d)
print(tuple("abc"), tuple([1, 2]), tuple(range(3)), tuple(), tuple(x * x for x in range(3)))
m = (1, [2])
m[1].append(3)
print(m)
try:
    m[0] = 5
except TypeError as error:
    print(error)
try:
    m[1] += [4]
except TypeError as error:
    print(error, m)
try:
    hash(m)
except TypeError as error:
    print(error)
u = 1,
print(u, type(u), (1), [(1, 2), (3,)], ((),), min((3, 1), (2, 9)))
print(*t, sep="<")
t += (4, 5)
print(t, sum(t), max(t), sorted((3, 1, 2)), any(()), dict([(1, 2)]), *zip((1, 2), (3, 4)))
