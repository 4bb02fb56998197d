def source(values, target):
    for value in values:
        target.send(value)
    target.close()

def only(predicate, target):
    next(target)
    try:
        while True:
            value = yield
            if predicate(value):
                target.send(value)
    except GeneratorExit:
        target.close()

def scale(factor, target):
    next(target)
    try:
        while True:
            target.send(factor * (yield))
    except GeneratorExit:
        target.close()

def sink(label, received):
    try:
        while True:
            value = yield
            received.append(value)
            print(label, value)
    except GeneratorExit:
        print(label, "done:", received)

received = []
chain = only(lambda x: x % 2 == 0, only(lambda x: x > 4, scale(10, sink("out", received))))
next(chain)
source(range(12), chain)
print(sum(received))
