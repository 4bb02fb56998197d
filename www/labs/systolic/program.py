def coroutine(function):
    def primed(*arguments):
        generator = function(*arguments)
        next(generator)
        return generator

    return primed


@coroutine
def cell():
    right = below = None
    total = 0
    while True:
        left, above = yield right, below, total
        if left is not None and above is not None:
            total += left * above
        right, below = left, above


@coroutine
def row(size):
    cells = [cell() for _ in range(size)]
    wires = [None] * size  # what each cell yielded to the right in the last beat
    line = [None] * size
    sums = [0] * size
    while True:
        left, above = yield line, sums
        line = []
        for j in range(size):
            right, below, sums[j] = cells[j].send((left, above[j]))
            left, wires[j] = wires[j], right
            line.append(below)


def entering(values, number, beat):
    """The value that comes into row or column `number`: each is a beat later than the one before."""
    k = beat - number
    return values[k] if 0 <= k < len(values) else None


def product(a, b):
    n = len(a)
    columns = list(zip(*b))
    rows = [row(n) for _ in range(n)]
    lines = [[None] * n for _ in range(n + 1)]  # what is on its way into each row
    c = [None] * n
    for beat in range(3 * n - 2):
        lines[0] = [entering(columns[j], j, beat) for j in range(n)]
        # From the last row up: what a row yields now, the one below it gets in the next beat.
        for i in reversed(range(n)):
            left = entering(a[i], i, beat)
            lines[i + 1], c[i] = rows[i].send((left, lines[i]))
    return c


def digits(seed):
    while True:
        seed = (seed * 1103515245 + 12345) % 2**31
        yield (seed >> 16) % 10


size = 3
digit = digits(1)
a = [[next(digit) for _ in range(size)] for _ in range(size)]
b = [[next(digit) for _ in range(size)] for _ in range(size)]
c = product(a, b)
for numbers in c:
    print(*numbers)
print(3 * size - 2, "beats")
plain = [[sum(x * y for x, y in zip(r, s)) for s in zip(*b)] for r in a]
print("the same as the plain product:", "yes" if c == plain else "no")
