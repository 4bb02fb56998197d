from functools import lru_cache, reduce
@lru_cache(maxsize=None)
def ways(amount, coins):
    if amount == 0: return 1
    if amount < 0 or not coins: return 0
    return ways(amount - coins[0], coins) + ways(amount, coins[1:])
print(ways(100, (50, 25, 10, 5, 1)))
@lru_cache(None)
def edit(a, b):
    if not a or not b: return len(a) + len(b)
    return min(edit(a[1:], b) + 1, edit(a, b[1:]) + 1, edit(a[1:], b[1:]) + (a[0] != b[0]))
print(edit("kitten", "sitting"), edit.cache_info().currsize)
@lru_cache(None)
def collatz(n): return 1 if n == 1 else 1 + collatz(n // 2 if n % 2 == 0 else 3 * n + 1)
print(max(range(1, 300), key=collatz), collatz(27))
print(reduce(lambda acc, x: {**acc, x: len(x)}, ["a", "bb"], {}), reduce(lambda f, g: lambda x: g(f(x)), [abs, str, len])(-1234))
