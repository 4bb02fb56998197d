def cause():
    try:
        {}["key"]
    except KeyError as error:
        raise ValueError("no such key") from error
try:
    cause()
except ValueError as error:
    print(repr(error), repr(error.__cause__), repr(error.__context__), error.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise RuntimeError("while handling")
except RuntimeError as error:
    print(repr(error), repr(error.__cause__), repr(error.__context__), error.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise RuntimeError("hidden") from None
except RuntimeError as error:
    print(repr(error.__cause__), repr(error.__context__), error.__suppress_context__)
try:
    raise ValueError("direct") from KeyError("class instance")
except ValueError as error:
    print(repr(error.__cause__), error.__context__)
try:
    raise ValueError from KeyError
except ValueError as error:
    print(repr(error), repr(error.__cause__))
try:
    try:
        raise ValueError("a")
    finally:
        raise TypeError("b")
except TypeError as error:
    print(repr(error.__context__))
try:
    try:
        try:
            raise ValueError(1)
        except ValueError:
            raise ValueError(2)
    except ValueError:
        raise ValueError(3)
except ValueError as error:
    chain = []
    while error:
        chain.append(error.args[0])
        error = error.__context__
    print(chain)
def again():
    try:
        raise OSError("first")
    except OSError as error:
        saved = error
    raise saved
try:
    again()
except OSError as error:
    print(error, error.__context__, error.__traceback__ is not None)
try:
    raise
except RuntimeError as error:
    print(error)
