def coroutine(function):
    def start(*args, **kwargs):
        made = function(*args, **kwargs)
        next(made)
        return made
    return start
@coroutine
def filtering(predicate, target):
    try:
        while True:
            value = yield
            if predicate(value):
                target.send(value)
    except GeneratorExit:
        target.close()
@coroutine
def mapping(f, target):
    try:
        while True:
            target.send(f((yield)))
    except GeneratorExit:
        target.close()
@coroutine
def broadcast(*targets):
    while True:
        value = yield
        for target in targets:
            target.send(value)
@coroutine
def printer(label):
    count = 0
    try:
        while True:
            value = yield
            count += 1
            print(label, value)
    except GeneratorExit:
        print(label, "closed after", count)
pipe = filtering(lambda x: x % 2, mapping(lambda x: x * x, printer("odd square")))
for n in range(6):
    pipe.send(n)
pipe.close()
both = broadcast(printer("a"), mapping(str.upper, printer("b")))
for word in ("x", "y"):
    both.send(word)
@coroutine
def running_minimum():
    smallest = yield
    while True:
        value = yield smallest
        smallest = min(smallest, value)
m = running_minimum()
print([m.send(v) for v in (5, 7, 3, 4, 1)])
