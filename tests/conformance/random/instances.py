import random
a, b = random.Random(1), random.Random(1)
print(a.random() == b.random(), a.randint(1, 100), b.randint(1, 100))
random.seed(1)
print(random.random() == random.Random(1).random())
a.seed(9)
state = a.getstate()
x = a.random()
a.setstate(state)
print(x == a.random(), a.choice("hello"), a.sample(range(50), 4), a.shuffle([1]))
def dice(generator, n): return [generator.randint(1, 6) for _ in range(n)]
print(dice(random.Random(3), 6), dice(random.Random(4), 6))
inside = sum(1 for _ in range(1000) if a.random() ** 2 + a.random() ** 2 <= 1)
print(4 * inside / 1000)
