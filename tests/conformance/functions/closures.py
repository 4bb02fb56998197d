def adder(n):
    return lambda x: x + n
print(adder(3)(4), [f(10) for f in [adder(i) for i in range(3)]])
def make():
    functions = []
    for i in range(3):
        def show():
            return i
        functions.append(show)
    return functions
print([f() for f in make()])
def make_bound():
    return [(lambda i: lambda: i)(i) for i in range(3)]
print([f() for f in make_bound()])
def account(balance):
    def deposit(amount):
        nonlocal balance
        balance += amount
        return balance
    def withdraw(amount):
        nonlocal balance
        if amount > balance:
            raise ValueError("insufficient funds")
        balance -= amount
        return balance
    return {"deposit": deposit, "withdraw": withdraw, "balance": lambda: balance}
a = account(100)
print(a["deposit"](50), a["withdraw"](30), a["balance"]())
try:
    a["withdraw"](1000)
except ValueError as error:
    print(error, a["balance"]())
def compose(*functions):
    def composed(x):
        for f in reversed(functions):
            x = f(x)
        return x
    return composed
print(compose(str, lambda x: x + 1, abs)(-5))
def level1():
    a = 1
    def level2():
        b = 2
        def level3():
            nonlocal a, b
            a += 10
            b += 20
            return a, b
        return level3() + (a, b)
    return level2() + (a,)
print(level1())
def curry(f): return lambda a: lambda b: f(a, b)
print(curry(pow)(2)(10), curry(lambda a, b: a + b)("x")("y"))
def memoize(f):
    cache = {}
    def wrapper(*args):
        if args not in cache:
            print("computing", args)
            cache[args] = f(*args)
        return cache[args]
    return wrapper
square = memoize(lambda x: x * x)
print(square(4), square(4), square(5))
