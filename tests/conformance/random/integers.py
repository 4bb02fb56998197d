import random
random.seed(7)
print([random.randint(1, 6) for _ in range(10)])
print([random.randrange(100) for _ in range(5)], [random.randrange(10, 20, 3) for _ in range(5)], random.randrange(5, 0, -1))
print(random.getrandbits(8), random.getrandbits(40), random.getrandbits(1), random.getrandbits(100))
print(random.randint(0, 10 ** 30), random.randint(-5, 5), random.randint(3, 3))
for attempt in (lambda: random.randint(2, 1), lambda: random.randrange(0), lambda: random.randrange(5, 5), lambda: random.choice([]), lambda: random.sample([1], 2)):
    try:
        print(attempt())
    except (ValueError, IndexError) as error:
        print(type(error).__name__, error)
