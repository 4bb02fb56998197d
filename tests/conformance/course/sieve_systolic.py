def cell():
    """Keeps the first number that it gets, passes on what that does not divide."""
    prime = yield None
    passed = None
    while True:
        value = yield passed
        passed = value if value is not None and value % prime else None

class Row:
    def __init__(self):
        self.cells, self.primes = [], []

    def send(self, value):
        for c in self.cells:
            value = c.send(value)
            if value is None:
                return
        fresh = cell()
        next(fresh)
        fresh.send(value)
        self.cells.append(fresh)
        self.primes.append(value)

row = Row()
for n in range(2, 60):
    row.send(n)
print(row.primes, len(row.cells))

def sieve(numbers):
    prime = next(numbers)
    yield prime
    yield from sieve(n for n in numbers if n % prime)

def naturals(n):
    while True:
        yield n
        n += 1

primes = sieve(naturals(2))
print([next(primes) for _ in range(12)])
