from itertools import count, cycle, repeat, islice, takewhile, dropwhile
import itertools
print(list(islice(count(), 3)), list(islice(count(5, -2), 3)), list(islice(count(0.5, 0.25), 3)), list(islice(cycle("ab"), 5)), list(repeat(7, 3)))
print(list(islice("abcdef", 2)), list(islice("abcdef", 2, 4)), list(islice("abcdef", 1, None, 2)), list(islice(range(3), 10)), list(islice("abc", 0)))
print(list(takewhile(lambda x: x < 3, count())), list(dropwhile(lambda x: x < 3, range(6))), list(itertools.filterfalse(lambda x: x % 2, range(5))))
c = count(10)
print(next(c), next(c), c, list(zip(c, "ab")), next(c))
r = repeat("x", 2)
print(next(r), next(r), next(r, "end"), list(map(pow, range(4), repeat(2))))
cy = cycle([1, 2])
print([next(cy) for _ in range(5)], list(cycle([])))
it = iter(range(10))
print(list(takewhile(lambda x: x < 3, it)), next(it))
for i in count(1):
    if i * i > 50:
        print(i)
        break
try:
    islice("abc", -1)
except ValueError as error:
    print(error)
