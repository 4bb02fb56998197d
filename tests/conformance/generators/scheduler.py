def task(name, steps):
    for i in range(steps):
        print(f"{name} step {i}")
        yield
    return f"{name} result"
def round_robin(*tasks):
    waiting, results = list(tasks), []
    while waiting:
        current = waiting.pop(0)
        try:
            next(current)
            waiting.append(current)
        except StopIteration as stop:
            results.append(stop.value)
    return results
print(round_robin(task("a", 2), task("b", 3), task("c", 1)))
def parent():
    print("parent waits")
    answer = yield child(4)
    print("answer", answer)
    other = yield child(5)
    return answer + other
def child(n):
    yield
    return n * n
def trampoline(main):
    stack, value = [main], None
    while stack:
        try:
            result = stack[-1].send(value)
            value = None
            if result is not None and hasattr(result, "send"):
                stack.append(result)
        except StopIteration as stop:
            stack.pop()
            value = stop.value
    return value
print(trampoline(parent()))
def ping(n):
    for i in range(n):
        got = yield f"ping {i}"
        print("ping got", got)
def pong(n):
    got = yield
    for i in range(n):
        got = yield f"pong to {got}"
a, b = ping(3), pong(3)
next(b)
message = next(a)
while True:
    try:
        message = a.send(b.send(message))
    except StopIteration:
        break
print("over")
