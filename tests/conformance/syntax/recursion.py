def fib(n, memo={}):
    if n < 2:
        return n
    if n not in memo:
        memo[n] = fib(n - 1) + fib(n - 2)
    return memo[n]
print(fib(50))
def hanoi(n, a, b, c):
    return 0 if n == 0 else hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)
print(hanoi(8, "A", "B", "C"))
def ackermann(m, n):
    if m == 0: return n + 1
    if n == 0: return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))
print(ackermann(2, 3))
def permutations(items):
    return [[x] + rest for i, x in enumerate(items) for rest in permutations(items[:i] + items[i + 1:])] if items else [[]]
print(len(permutations([1, 2, 3, 4])), permutations("abc"[:0]), permutations([1, 2]))
def even(n): return True if n == 0 else odd(n - 1)
def odd(n): return False if n == 0 else even(n - 1)
print(even(100), odd(51))
def depth(n):
    return depth(n + 1)
try:
    depth(0)
except RecursionError as error:
    print(type(error).__name__, str(error)[:32])
def queens(n, row=0, placed=()):
    if row == n:
        return 1
    return sum(queens(n, row + 1, placed + (c,)) for c in range(n) if all(c != p and abs(c - p) != row - r for r, p in enumerate(placed)))
print([queens(n) for n in range(1, 7)])
def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)
print(deep(900))
def gcd(a, b): return a if not b else gcd(b, a % b)
print(gcd(1071, 462), (lambda f: f(f, 5))(lambda f, n: 1 if n < 2 else n * f(f, n - 1)))
