def running_minimum():
    minimum = None
    while True:
        value = yield minimum
        if minimum is None or value < minimum:
            minimum = value

m = running_minimum()
next(m)
for value in (7, 3, 9, 1, 4):
    print(value, "->", m.send(value))
m.close()
try:
    m.send(0)
except StopIteration:
    print("closed")

def running(function, start=None):
    state = start
    while True:
        value = yield state
        state = value if state is None else function(state, value)

for name, f in (("max", max), ("sum", lambda a, b: a + b), ("product", lambda a, b: a * b)):
    r = running(f)
    next(r)
    print(name, [r.send(v) for v in (2, 5, 3, 4)])
