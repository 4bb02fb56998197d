def worker():
    while True:
        try:
            value = yield "ready"
            print("value", value)
        except ValueError as error:
            print("handled", error)
            yield "recovered"
        except GeneratorExit:
            print("closing")
            raise
        finally:
            print("finally")
w = worker()
print(next(w))
print(w.send(1))
print(w.throw(ValueError("bad")))
print(next(w))
w.close()
w.close()
try:
    next(w)
except StopIteration:
    print("closed")
g = worker()
try:
    g.throw(KeyError("before start"))
except KeyError as error:
    print("out", error)
print(list(g))
g = worker()
next(g)
try:
    g.throw(TypeError("not handled"))
except TypeError as error:
    print("through", error)
def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2
s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)
def replaces():
    try:
        yield
    except ValueError as error:
        raise LookupError("replaced") from error
r = replaces()
next(r)
try:
    r.throw(ValueError("original"))
except LookupError as error:
    print(error, repr(error.__cause__))
def ends():
    try:
        yield 1
    except ValueError:
        return "ended"
e = ends()
next(e)
try:
    e.throw(ValueError)
except StopIteration as stop:
    print(stop.value)
def cleanup():
    try:
        yield 1
        yield 2
    finally:
        print("cleaned")
for x in cleanup():
    break
c = cleanup()
next(c)
c.close()
never = cleanup()
never.close()
print(list(never))
