"""What pipelines of the lab's stages print in Python, filling and immediate.

Writes pipelines.txt: python3 tests/golden/pipelines.py > tests/golden/pipelines.txt
"""


def coroutine(function):
    def primed(*arguments):
        generator = function(*arguments)
        next(generator)
        return generator

    return primed


@coroutine
def filling(transform, target):
    output = yield
    transform(output)
    while True:
        value = yield output
        output = transform(value)
        if target is not None:
            output = target.send(output)


@coroutine
def immediate(transform, target):
    value = yield
    while True:
        output = transform(value)
        if target is not None:
            output = target.send(output)
        value = yield output


def remembering(combine, start=None):
    memory = start

    def transform(value):
        nonlocal memory
        memory = value if memory is None else combine(value, memory)
        return memory

    return transform


OPERATIONS = {
    "add": lambda x: lambda value: value + x,
    "subtract": lambda x: lambda value: value - x,
    "multiply": lambda x: lambda value: value * x,
    "divide": lambda x: lambda value: value / x,
    "minimize": lambda _: remembering(min),
    "maximize": lambda _: remembering(max),
    "sum": lambda _: remembering(lambda value, total: total + value, 0),
}

PIPELINES = [
    "divide:2,add:1",
    "add:1,divide:2",
    "add:1",
    "subtract:0.5,multiply:-3",
    "multiply:1000,multiply:1000,multiply:0.001,divide:3",
    "sum,divide:4",
    "subtract:4.5,minimize",
    "multiply:-1,maximize,add:0.1",
    "sum,sum,multiply:2,minimize,divide:-7,add:1000",
    "divide:1000,divide:1000,divide:1000",
]

for text in PIPELINES:
    for name, stage in (("fill", filling), ("immediate", immediate)):
        pipeline = None
        for part in reversed(text.split(",")):
            operation, _, number = part.partition(":")
            x = float(number or 0)
            x = int(x) if x.is_integer() else x
            pipeline = stage(OPERATIONS[operation](x), pipeline)
        print("#", text, name)
        for i in range(10):
            print(i, pipeline.send(i))
