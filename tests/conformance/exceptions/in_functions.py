def checked(value):
    if value < 0:
        raise ValueError(f"negative: {value}")
    return value ** 0.5
def batch(values):
    results = []
    for value in values:
        try:
            results.append(checked(value))
        except ValueError as error:
            results.append(str(error))
        except TypeError:
            results.append("type")
    return results
print(batch([4, -1, "x", 9, None]))
def retry(function, times):
    for attempt in range(1, times + 1):
        try:
            return function(attempt)
        except RuntimeError as error:
            print("attempt", attempt, "failed:", error)
            last = error
    raise TimeoutError(f"gave up after {times}") from last
def flaky(n):
    if n < 3:
        raise RuntimeError(f"not yet {n}")
    return "worked"
print(retry(flaky, 5))
try:
    retry(flaky, 2)
except TimeoutError as error:
    print(error, "|", error.__cause__)
def cleanup(log):
    try:
        log.append("open")
        yield_value = log[5]
    except IndexError:
        log.append("error")
        raise
    finally:
        log.append("close")
log = []
try:
    cleanup(log)
except IndexError as error:
    print(log, error)
def depth(n):
    if n == 0:
        raise LookupError("bottom")
    try:
        depth(n - 1)
    finally:
        print("unwind", n)
try:
    depth(3)
except LookupError as error:
    print(error)
errors = []
for f in (lambda: int("x"), lambda: [][1], lambda: {}["a"], lambda: None + 1, lambda: undefined_thing, lambda: (1).foo, lambda: 1 / 0):
    try:
        f()
    except Exception as e:
        errors.append(e)
for e in errors:
    print(f"{type(e).__name__}: {e}")
