"""The stages as Python generators, and what they answer.

Writes coroutine.json beside this file, which the tests in Rust and in TypeScript read:

    python3 tests/golden/coroutine.py

Numbers are written as the 16 hexadecimal digits of their bits. An answer that is a window is a list of such.
"""

import json
import math
import random
import struct
from collections import deque
from functools import wraps
from pathlib import Path


def coroutine(function):
    """Primes the generator: runs it to its first yield."""

    @wraps(function)
    def primed(*arguments, **named):
        generator = function(*arguments, **named)
        next(generator)
        return generator

    return primed


def answer(value, target):
    """What the rest of the pipeline makes of the value."""
    return value if target is None else target.send(value)


# Each stage is written as the course writes them: the first value is taken by a yield of its own before the loop. A
# filling stage echoes that value; an immediate one treats it like all others.


@coroutine
def minimize(target=None, fill=False):
    current = yield
    output = current if fill else answer(current, target)
    while True:
        value = yield output
        current = min(value, current)
        output = answer(current, target)


@coroutine
def maximize(target=None, fill=False):
    current = yield
    output = current if fill else answer(current, target)
    while True:
        value = yield output
        current = max(value, current)
        output = answer(current, target)


@coroutine
def total(target=None, fill=False):
    value = yield
    current = 0.0 + value
    output = value if fill else answer(current, target)
    while True:
        value = yield output
        current = current + value
        output = answer(current, target)


@coroutine
def add(x, target=None, fill=False):
    value = yield
    output = value if fill else answer(value + x, target)
    while True:
        value = yield output
        output = answer(value + x, target)


@coroutine
def subtract(x, target=None, fill=False):
    value = yield
    output = value if fill else answer(value - x, target)
    while True:
        value = yield output
        output = answer(value - x, target)


@coroutine
def multiply(x, target=None, fill=False):
    value = yield
    output = value if fill else answer(value * x, target)
    while True:
        value = yield output
        output = answer(value * x, target)


@coroutine
def divide(x, target=None, fill=False):
    value = yield
    output = value if fill else answer(value / x, target)
    while True:
        value = yield output
        output = answer(value / x, target)


@coroutine
def delay(n, target=None, fill=False):
    line = deque([0.0] * n)
    value = yield
    line.append(value)
    delayed = line.popleft()
    output = value if fill else answer(delayed, target)
    while True:
        value = yield output
        line.append(value)
        output = answer(line.popleft(), target)


def mean_of(values):
    # Not sum(), which compensates for rounding errors since Python 3.12.
    current = 0.0
    for value in values:
        current = current + value
    return current / len(values)


@coroutine
def mean(n, target=None, fill=False):
    value = yield
    last = deque([value], maxlen=n)
    output = value if fill else answer(mean_of(last), target)
    while True:
        value = yield output
        last.append(value)
        output = answer(mean_of(last), target)


@coroutine
def window(n, target=None, fill=False):
    value = yield
    last = deque([value], maxlen=n)
    output = value if fill else answer(list(last), target)
    while True:
        value = yield output
        last.append(value)
        output = answer(list(last), target)


STAGES = {
    "minimize": minimize,
    "maximize": maximize,
    "sum": total,
    "add": add,
    "subtract": subtract,
    "multiply": multiply,
    "divide": divide,
    "delay": delay,
    "mean": mean,
    "window": window,
}

PLAIN = ["minimize", "maximize", "sum"]
WITH_NUMBER = ["add", "subtract", "multiply", "divide"]
WITH_COUNT = ["delay", "mean"]

SPECIAL = [0.0, -0.0, 1.0, -1.5, math.inf, 2.0, -math.inf, 3.0, math.nan, 7.0, 5e-324, -1e308, 1e308, 1e308, -0.0, 0.0, 4.0]


def run(stages, fill, values):
    target = None
    for name, *parameters in reversed(stages):
        target = STAGES[name](*parameters, target=target, fill=fill)
    return [target.send(value) for value in values]


def bits(value):
    if isinstance(value, list):
        return [bits(each) for each in value]
    return struct.pack(">d", value).hex()


def case(stages, fill, values):
    values = [float(value) for value in values]
    return {
        "stages": [[name, *[bits(float(x)) for x in parameters]] for name, *parameters in stages],
        "fill": fill,
        "sent": [bits(value) for value in values],
        "answers": [bits(value) for value in run(stages, fill, values)],
    }


def random_number(source):
    kind = source.randrange(4)
    if kind == 0:
        return float(source.randint(-5, 5))
    if kind == 1:
        return source.uniform(-100, 100)
    if kind == 2:
        return source.choice(SPECIAL)
    return struct.unpack(">d", source.randbytes(8))[0]


def random_stage(source, is_last):
    kind = source.randrange(9)
    if kind < 3:
        return (source.choice(PLAIN),)
    if kind < 7:
        name = source.choice(WITH_NUMBER)
        x = random_number(source)
        # Python raises where IEEE 754 and JavaScript answer with an infinity or NaN.
        return (name, 2.0 if name == "divide" and x == 0 else x)
    if is_last and kind == 7:
        return ("window", source.randint(1, 5))
    name = source.choice(WITH_COUNT)
    return (name, source.randint(0 if name == "delay" else 1, 5))


def main():
    cases = [
        case([("minimize",)], False, [10, 4, 22, -1]),
        case([("divide", 2), ("add", 1)], True, range(10)),
        case([("divide", 2), ("add", 1)], False, range(10)),
    ]
    for fill in (False, True):
        for name in PLAIN:
            cases.append(case([(name,)], fill, SPECIAL))
        for name in WITH_NUMBER:
            cases.append(case([(name, 3)], fill, SPECIAL))
        for name in [*WITH_COUNT, "window"]:
            cases.append(case([(name, 3)], fill, SPECIAL))
    source = random.Random(1978)
    for _ in range(60):
        length = source.randint(1, 8)
        stages = [random_stage(source, i == length - 1) for i in range(length)]
        values = [random_number(source) for _ in range(16)]
        cases.append(case(stages, source.random() < 0.5, values))
    lines = ",\n".join(json.dumps(each) for each in cases)
    Path(__file__).with_name("coroutine.json").write_text(f"[\n{lines}\n]\n")


main()
