def coroutine(function):
    def primed(*arguments):
        generator = function(*arguments)
        next(generator)
        return generator

    return primed


@coroutine
def task_1():
    while True:
        value = yield
        print('1', value)


@coroutine
def task_2(target):
    print('next executed')
    while True:
        value = yield
        target.send(2)
        print('2', value)


chain = task_2(task_1())
for _ in range(3):
    chain.send(3)
chain.close()
