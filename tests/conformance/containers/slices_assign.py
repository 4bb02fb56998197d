a = list(range(8))
a[1:3] = [10, 20, 30]
print(a)
a[5:] = []
print(a)
a[::2] = ["x", "y", "z"]
print(a)
a[:0] = (1, 2)
print(a)
a[-1:] = "ab"
print(a)
del a[::3]
print(a)
a[1:1] = range(3)
print(a)
a[3:1] = ["late"]
print(a, a[slice(1, None, 2)])
b = a[:]
b[0] = "own"
print(a[0], b[0], a[10:], a[-100:2])
c = [1, 2, 3] * 2
c[1::2] = [0] * 3
print(c, c[::-1][1:], c[-2::-2])
for wrong in (lambda: c.__setitem__(slice(None, None, 2), [1]), lambda: c.__setitem__(slice(0, 1), 5), lambda: c["a":]):
    try:
        wrong()
    except (ValueError, TypeError) as error:
        print(error)
c += "xy"
c.extend(i for i in range(2))
c *= 1
print(c, [*c[:2], *c[-2:]])
