# functools

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name, value in (getattr(wrapped, "__dict__", None) or {}).items():
        setattr(wrapper, name, value)
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return lambda wrapper: update_wrapper(wrapper, wrapped, assigned, updated)


_MISSING = object()


def reduce(function, iterable, initial=_MISSING, /):
    iterator = iter(iterable)
    if initial is _MISSING:
        try:
            value = next(iterator)
        except StopIteration:
            raise TypeError("reduce() of empty iterable with no initial value") from None
    else:
        value = initial
    for item in iterator:
        value = function(value, item)
    return value


class partial:
    __module__ = "functools"

    def __init__(self, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func, self.args, self.keywords = func, args, keywords

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    def __repr__(self):
        parts = [repr(self.func)]
        for arg in self.args:
            parts.append(repr(arg))
        for name, value in self.keywords.items():
            parts.append(f"{name}={value!r}")
        return f"functools.partial({', '.join(parts)})"


class partialmethod:
    __module__ = "functools"

    def __init__(self, func, /, *args, **keywords):
        self.func, self.args, self.keywords = func, args, keywords

    def __get__(self, instance, owner=None):
        return partial(self.func, instance, *self.args, **self.keywords)


class _Key:
    def __init__(self, compare, value):
        self.compare, self.obj = compare, value

    def __lt__(self, other):
        return self.compare(self.obj, other.obj) < 0

    def __gt__(self, other):
        return self.compare(self.obj, other.obj) > 0

    def __eq__(self, other):
        return self.compare(self.obj, other.obj) == 0

    def __le__(self, other):
        return self.compare(self.obj, other.obj) <= 0

    def __ge__(self, other):
        return self.compare(self.obj, other.obj) >= 0


def cmp_to_key(mycmp):
    return lambda value: _Key(mycmp, value)


def _cache_key(args, kwargs, typed):
    key = args
    if kwargs:
        key += (_MISSING,)
        for name, value in kwargs.items():
            key += (name, value)
    if typed:
        key += (_MISSING, *[type(arg) for arg in args], *[type(value) for value in kwargs.values()])
    return key


class _CacheInfo(tuple):
    __module__ = "functools"

    def __repr__(self):
        return f"CacheInfo(hits={self[0]}, misses={self[1]}, maxsize={self[2]}, currsize={self[3]})"

    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])


class _Cached:
    # The results in the order in which they were used last.
    def __init__(self, function, maxsize, typed):
        self._results = {}
        self._function, self._maxsize, self._typed = function, maxsize, typed
        self._hits = self._misses = 0
        update_wrapper(self, function)

    def __call__(self, *args, **kwargs):
        if self._maxsize == 0:
            self._misses += 1
            return self._function(*args, **kwargs)
        results = self._results
        key = _cache_key(args, kwargs, self._typed) if kwargs or self._typed else args
        result = results.get(key, _MISSING)
        if result is not _MISSING:
            self._hits += 1
            if self._maxsize is not None:
                results[key] = results.pop(key)
            return result
        self._misses += 1
        result = self._function(*args, **kwargs)
        if self._maxsize is not None and key not in results and len(results) >= self._maxsize:
            for oldest in results:
                del results[oldest]
                break
        results[key] = result
        return result

    def __get__(self, instance, owner=None):
        return self if instance is None else partial(self, instance)

    def cache_info(self):
        return _CacheInfo((self._hits, self._misses, self._maxsize, len(self._results)))

    def cache_clear(self):
        self._results.clear()
        self._hits = self._misses = 0

    def cache_parameters(self):
        return {"maxsize": self._maxsize, "typed": self._typed}


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize) and isinstance(typed, bool):
        return _Cached(maxsize, 128, typed)
    if maxsize is not None:
        if not isinstance(maxsize, int):
            raise TypeError("Expected first argument to be an integer, a callable, or None")
        maxsize = max(maxsize, 0)
    return lambda function: _Cached(function, maxsize, typed)


def cache(user_function, /):
    return _Cached(user_function, None, False)


class cached_property:
    __module__ = "functools"

    def __init__(self, func):
        self.func = func
        self.attrname = None

    def __set_name__(self, owner, name):
        self.attrname = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        value = self.func(instance)
        object.__setattr__(instance, self.attrname, value)
        return value


def _negated(method):
    def other(self, value):
        result = method(self, value)
        return result if result is NotImplemented else not result

    return other


def _or_equal(method, strict):
    def other(self, value):
        result = method(self, value)
        if result is NotImplemented:
            return result
        return (result or self == value) if strict else (not result or self == value)

    return other


def _and_unequal(method, inverse):
    def other(self, value):
        result = method(self, value)
        if result is NotImplemented:
            return result
        return (not result and self != value) if inverse else (result and self != value)

    return other


def total_ordering(cls):
    roots = [name for name in ("__lt__", "__le__", "__gt__", "__ge__") if _lookup(cls, name) is not None and _lookup(cls, name) is not _lookup(object, name)]
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    if "__lt__" in roots:
        root = _lookup(cls, "__lt__")
        made = {"__gt__": _and_unequal(root, True), "__le__": _or_equal(root, True), "__ge__": _negated(root)}
    elif "__le__" in roots:
        root = _lookup(cls, "__le__")
        made = {"__ge__": _or_equal(root, False), "__lt__": _and_unequal(root, False), "__gt__": _negated(root)}
    elif "__gt__" in roots:
        root = _lookup(cls, "__gt__")
        made = {"__lt__": _and_unequal(root, True), "__ge__": _or_equal(root, True), "__le__": _negated(root)}
    else:
        root = _lookup(cls, "__ge__")
        made = {"__le__": _or_equal(root, False), "__gt__": _and_unequal(root, False), "__lt__": _negated(root)}
    for name, method in made.items():
        if name not in roots:
            setattr(cls, name, method)
    return cls


class _Single:
    def __init__(self, function):
        self._function = function
        self._kinds = []
        self._functions = []
        update_wrapper(self, function)

    def register(self, cls, func=None):
        if func is None:
            if not isinstance(cls, type):
                raise TypeError("register() by annotations is not supported here; use register(cls)")
            return lambda function: self.register(cls, function)
        self._kinds.append(cls)
        self._functions.append(func)
        return func

    def dispatch(self, cls):
        for base in cls.__mro__:
            for at in range(len(self._kinds) - 1, -1, -1):
                if self._kinds[at] is base:
                    return self._functions[at]
        return self._function

    def __call__(self, *args, **kwargs):
        if not args:
            raise TypeError(f"{self.__name__} requires at least 1 positional argument")
        return self.dispatch(type(args[0]))(*args, **kwargs)


def singledispatch(func):
    return _Single(func)
