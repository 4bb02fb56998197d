def cell():
    total, left, above = 0, None, None
    while True:
        got = yield total, left, above
        if got is None:
            continue
        left, above = got
        if left is not None and above is not None:
            total += left * above

def multiply(a, b):
    n = len(a)
    grid = [[cell() for _ in range(n)] for _ in range(n)]
    state = [[next(c) for c in row] for row in grid]
    beats = 3 * n - 2
    for beat in range(beats):
        before = [row[:] for row in state]
        for i in range(n):
            for j in range(n):
                k = beat - i
                left = (a[i][k] if 0 <= k < n else None) if j == 0 else before[i][j - 1][1]
                k = beat - j
                above = (b[k][j] if 0 <= k < n else None) if i == 0 else before[i - 1][j][2]
                state[i][j] = grid[i][j].send((left, above))
    return [[s[0] for s in row] for row in state], beats

a, b = [[1, 2, 3], [4, 5, 6], [7, 8, 9]], [[1, 0, 2], [0, 1, 0], [3, 0, 1]]
product, beats = multiply(a, b)
for row in product:
    print(*row)
print(beats, "beats", product == [[sum(x * y for x, y in zip(r, c)) for c in zip(*b)] for r in a])
