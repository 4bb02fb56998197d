pairs = [(ZeroDivisionError, ArithmeticError), (OverflowError, ArithmeticError), (IndexError, LookupError), (KeyError, LookupError), (UnboundLocalError, NameError), (RecursionError, RuntimeError),
         (NotImplementedError, RuntimeError), (ConnectionResetError, ConnectionError), (BrokenPipeError, ConnectionError), (ConnectionError, OSError), (TimeoutError, OSError),
         (StopIteration, Exception), (GeneratorExit, Exception), (KeyboardInterrupt, Exception), (SystemExit, Exception), (SystemExit, BaseException), (AssertionError, Exception)]
for a, b in pairs:
    print(a.__name__, b.__name__, issubclass(a, b), [c.__name__ for c in a.__mro__])
def kind(function):
    try:
        function()
    except LookupError as error:
        return "lookup", type(error).__name__
    except ArithmeticError as error:
        return "arithmetic", type(error).__name__
    except Exception as error:
        return "other", type(error).__name__, str(error)
print(kind(lambda: [][0]), kind(lambda: {}[0]), kind(lambda: 1 / 0), kind(lambda: undefined), kind(lambda: None.x), kind(lambda: next(iter(()))))
try:
    raise SystemExit(3)
except Exception:
    print("never")
except BaseException as error:
    print(type(error).__name__, error.code)
try:
    raise KeyboardInterrupt
except:
    print("bare except catches all")
