def coroutine(function):
    def primed(*arguments):
        generator = function(*arguments)
        next(generator)
        return generator

    return primed


@coroutine
def minimize():
    current = yield
    while True:
        value = yield current
        current = min(value, current)


least = minimize()
print(least.send(10))
print(least.send(4))
print(least.send(22))
print(least.send(-1))
least.close()
