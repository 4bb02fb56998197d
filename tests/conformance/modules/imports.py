import math
import math as m
from math import floor, ceil as up
import collections, itertools
from collections import (
    deque,
    Counter,
)
import concurrent.futures
from concurrent.futures import ThreadPoolExecutor as Pool
print(math is m, floor(1.5), up(1.5), collections.deque is deque, concurrent.futures.ThreadPoolExecutor is Pool, math.__name__, m.pi == math.pi)
def local():
    import random as r
    from functools import reduce
    r.seed(1)
    return reduce(lambda a, b: a + b, [r.randint(1, 6) for _ in range(3)])
print(local(), "r" in globals(), "itertools" in globals())
try:
    math.nothing
except AttributeError as error:
    print(error)
try:
    from math import nothing
except ImportError as error:
    print(str(error).split("(")[0])
