import random
for seed in (0, 1, -1, 42, 2 ** 40, 123456789012345678901234567890, "text", "", b"bytes", 1.5, True):
    random.seed(seed)
    print(repr(seed), random.random(), random.randint(1, 1000))
random.seed(5)
first = [random.random() for _ in range(3)]
random.seed(5)
print(first == [random.random() for _ in range(3)])
