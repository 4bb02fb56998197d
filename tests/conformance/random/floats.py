import random
random.seed(7)
print([random.random() for _ in range(5)])
print(random.uniform(1, 10), random.uniform(5, -5), random.gauss(0, 1), random.gauss(10, 2), random.gauss(0, 1))
print(random.expovariate(2), random.normalvariate(0, 1), random.triangular(0, 10, 3), random.betavariate(2, 3))
