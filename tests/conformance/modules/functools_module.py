import functools
from functools import reduce, partial, lru_cache, cache, cmp_to_key, wraps
print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a * b, range(1, 6), 1), reduce(max, [3, 9, 2]), reduce(lambda a, b: a, [], "start"))
try:
    reduce(lambda a, b: a, [])
except TypeError as error:
    print(error)
power = partial(pow, 2)
print(power(5), partial(int, base=2)("101"), partial(print, "a", sep="-")("b"), partial(partial(max, 5), 3)(4), power.func is pow, power.args, power.keywords)
calls = []
@lru_cache(maxsize=2)
def square(x):
    calls.append(x)
    return x * x
print(square(1), square(2), square(1), square(3), square(2), calls, square.cache_info())
square.cache_clear()
print(square.cache_info())
@cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info().misses)
@lru_cache
def plain(a, b=1): return a + b
print(plain(1), plain(1, b=1), plain(1), plain.cache_info().hits)
try:
    plain([])
except TypeError as error:
    print(error)
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)), sorted("bca", key=cmp_to_key(lambda a, b: (a > b) - (a < b))))
def logged(f):
    @wraps(f)
    def wrapper(*args): return f(*args)
    return wrapper
@logged
def named(): pass
print(named.__name__, named.__wrapped__.__name__)
class Circle:
    def __init__(self, r): self.r = r
    @functools.cached_property
    def area(self):
        print("computing")
        return 3 * self.r ** 2
c = Circle(2)
print(c.area, c.area, vars(c))
@functools.singledispatch
def show(x): return f"object {x}"
@show.register(int)
def _(x): return f"int {x}"
@show.register(list)
def _(x): return f"list of {len(x)}"
print(show("a"), show(5), show([1]), show(True))
