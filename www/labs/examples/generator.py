def minimum():
    least = None
    while True:
        value = yield least
        if least is None or value < least:
            least = value


coroutine = minimum()
next(coroutine)
for value in [7, 3, 9, 1]:
    print(value, "least so far:", coroutine.send(value))
