print(range(5), range(1, 5), range(1, 10, 2), range(5, 0, -1), list(range(0)), list(range(5, 0, -2)))
r = range(2, 20, 3)
print(list(r), len(r), r[0], r[-1], r[1:3], r[::-1], 5 in r, 6 in r, r.index(8), r.count(8), r.start, r.stop, r.step)
print(range(0, 3) == range(0, 3, 1), range(0) == range(2, 2), range(0, 5, 2) == range(0, 6, 2), hash(range(3)) == hash(range(0, 3, 1)))
print(sum(range(101)), max(range(3, 9)), min(range(9, 3, -1)), sorted(range(3), reverse=True), list(reversed(range(4))))
print(10 ** 20 in range(10 ** 21), len(range(10 ** 10)), range(10 ** 20, 10 ** 20 + 3)[2], bool(range(0)), bool(range(1)))
for i in range(3):
    for j in range(i):
        print(i, j, end=";")
print()
for attempt in (lambda: range(1.5), lambda: range(1, 2, 0), lambda: range(), lambda: range(3)[5], lambda: range("3"), lambda: range(3).index(9)):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
print([*range(3), *range(2)], tuple(range(3)), 2.0 in range(5), "a" in range(5), range(3) != [0, 1, 2])
