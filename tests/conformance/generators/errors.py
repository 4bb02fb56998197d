def raises():
    yield 1
    raise ValueError("inside")
g = raises()
print(next(g))
try:
    next(g)
except ValueError as error:
    print(error)
print(next(g, "exhausted"))
def stops():
    yield 1
    raise StopIteration("wrong way")
try:
    print(list(stops()))
except RuntimeError as error:
    print(error, "|", repr(error.__cause__))
def leaks():
    yield next(iter([]))
try:
    list(leaks())
except RuntimeError as error:
    print(error)
def reenter():
    yield next(me)
me = reenter()
try:
    next(me)
except ValueError as error:
    print(error)
try:
    me.throw("not an exception")
except TypeError as error:
    print(error)
def context():
    try:
        yield
    finally:
        print("in finally")
try:
    for _ in context():
        raise KeyError("in the loop")
except KeyError as error:
    print(error)
def two():
    try:
        yield 1
    except Exception as e:
        print("first", repr(e))
    try:
        yield 2
    except Exception as e:
        print("second", repr(e))
    yield 3
t = two()
print(next(t), t.throw(ValueError(1)), t.throw(ValueError(2)), next(t, None))
