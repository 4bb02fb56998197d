a, *b, (c, d) = 1, 2, 3, (4, -5)
b[0] += a
b.x += 2**100
del b[1:2], d
e = 0 < a <= c != 5
f = a and b or not c
g = f'{a!r:>{c}} {b=}' if a is not None and c not in b else [*b, 1.5]
h = (i := 3) + {**{}, 'k': i}['k']
print(*b, sep='', **{'end': '\n'})
while not (a or b) and c:
    pass
