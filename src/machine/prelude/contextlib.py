# contextlib: what `with` goes into and out of.
from functools import wraps


class AbstractContextManager:
    __module__ = "contextlib"

    def __enter__(self):
        return self

    def __exit__(self, kind, exception, traceback):
        return None


class ContextDecorator:
    __module__ = "contextlib"

    def _recreate_cm(self):
        return self

    def __call__(self, function):
        @wraps(function)
        def inside(*args, **kwargs):
            with self._recreate_cm():
                return function(*args, **kwargs)

        return inside


class _GeneratorContextManager(ContextDecorator):
    __module__ = "contextlib"

    def __init__(self, function, args, kwargs):
        self.gen = function(*args, **kwargs)
        self.func, self.args, self.kwds = function, args, kwargs

    def _recreate_cm(self):
        return _GeneratorContextManager(self.func, self.args, self.kwds)

    def __enter__(self):
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, kind, exception, traceback):
        if kind is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            raise RuntimeError("generator didn't stop")
        try:
            self.gen.throw(exception)
        except StopIteration as stop:
            return stop is not exception
        except RuntimeError as error:
            if error is exception:
                return False
            if isinstance(exception, StopIteration) and error.__cause__ is exception:
                return False
            raise
        except BaseException as error:
            if error is not exception:
                raise
            return False
        raise RuntimeError("generator didn't stop after throw()")


def contextmanager(function):
    @wraps(function)
    def helper(*args, **kwargs):
        return _GeneratorContextManager(function, args, kwargs)

    return helper


class closing(AbstractContextManager):
    __module__ = "contextlib"

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class suppress(AbstractContextManager):
    __module__ = "contextlib"

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, kind, exception, traceback):
        return kind is not None and issubclass(kind, self._exceptions)


class nullcontext(AbstractContextManager):
    __module__ = "contextlib"

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *exc_info):
        pass


class ExitStack(AbstractContextManager):
    __module__ = "contextlib"

    def __init__(self):
        self._exits = []

    def enter_context(self, manager):
        kind = type(manager)
        result = kind.__enter__(manager)
        self._exits.append(lambda *exc_info: kind.__exit__(manager, *exc_info))
        return result

    def push(self, thing):
        kind = type(thing)
        if hasattr(kind, "__exit__"):
            self._exits.append(lambda *exc_info: kind.__exit__(thing, *exc_info))
        else:
            self._exits.append(thing)
        return thing

    def callback(self, function, /, *args, **kwargs):
        def leave(*exc_info):
            function(*args, **kwargs)

        self._exits.append(leave)
        return function

    def pop_all(self):
        other = ExitStack()
        other._exits, self._exits = self._exits, []
        return other

    def close(self):
        self.__exit__(None, None, None)

    def __exit__(self, kind, exception, traceback):
        pending = exception
        while self._exits:
            leave = self._exits.pop()
            try:
                if leave(None if pending is None else type(pending), pending, None):
                    pending = None
            except BaseException as error:
                pending = error
        if pending is not None and pending is not exception:
            raise pending
        return exception is not None and pending is None
