def coroutine(function):
    def primed(*arguments):
        generator = function(*arguments)
        next(generator)
        return generator

    return primed


@coroutine
def divide(x, target):
    output = yield
    while True:
        value = yield output
        output = target.send(value / x)


@coroutine
def add(x):
    output = yield
    while True:
        value = yield output
        output = value + x


pipeline = divide(2, add(1))
for i in range(10):
    print(i, pipeline.send(i))
pipeline.close()
