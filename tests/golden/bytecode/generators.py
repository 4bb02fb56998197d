def both(a, b):
    received = yield a
    result = yield from b
    return received, result


squares = {x: x * x for x in range(9) if x % 2 if x > 1}
pairs = ((x, y) for x in 'ab' for y in 'cd')
