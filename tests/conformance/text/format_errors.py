cases = [(3, "s"), ("a", "d"), (1.5, "d"), (1.5, "x"), ("a", "+"), ("a", ","), ("a", "=5"), (3, ".2"), (3, "c,"), (3, ",_"), (3, "5z"),
         ([], "5"), (None, ">5"), (True, "s"), (3, "%"), (3, ".1e"), (3, "+c"), (10 ** 10, "c"), ("a", "05"), (3.5, "c"), (3, ""), ((1,), "")]
for value, spec in cases:
    try:
        print(repr(value), repr(spec), "->", repr(format(value, spec)))
    except Exception as error:
        print(repr(value), repr(spec), "->", type(error).__name__, error)
