

# More of Python's own functions: the second part of `builtins`.

def sorted(iterable, /, *, key=None, reverse=False):
    items = [*iterable]
    items.sort(key=key, reverse=reverse)
    return items


def _enumerate(iterable, start):
    return _enumerated(iter(iterable), start)


def _enumerated(iterator, number):
    for item in iterator:
        yield number, item
        number += 1


def _zip(iterables, strict):
    iterators = [iter(each) for each in iterables]
    return _zipped(iterators, strict)


def _zipped(iterators, strict):
    while iterators:
        items = []
        for at, iterator in _enumerate(iterators, 0):
            try:
                _list_append(items, next(iterator))
            except StopIteration:
                if not strict:
                    return
                others = "argument 1" if at == 1 else f"arguments 1-{at}"
                if at > 0:
                    raise ValueError(f"zip() argument {at + 1} is shorter than {others}") from None
                for at in range(1, len(iterators)):
                    others = "argument 1" if at == 1 else f"arguments 1-{at}"
                    for _ in iterators[at]:
                        raise ValueError(f"zip() argument {at + 1} is longer than {others}") from None
                return
        yield _list_to_tuple(items)


def map(function, iterable, /, *iterables):
    if iterables:
        return _starmapped(function, zip(iterable, *iterables))
    return _mapped(function, iter(iterable))


def _mapped(function, iterator):
    for item in iterator:
        yield function(item)


def _starmapped(function, iterator):
    for items in iterator:
        yield function(*items)


def filter(function, iterable, /):
    return _filtered(function, iter(iterable))


def _filtered(function, iterator):
    if function is None or function is bool:
        for item in iterator:
            if item:
                yield item
    else:
        for item in iterator:
            if function(item):
                yield item


def _backwards(sequence):
    for at in range(len(sequence) - 1, -1, -1):
        yield sequence[at]


def _sum(iterable, total):
    for item in iterable:
        total = total + item
    return total


def _any(iterable):
    for item in iterable:
        if item:
            return True
    return False


def _all(iterable):
    for item in iterable:
        if not item:
            return False
    return True


def _extreme(iterable, key, default, greatest):
    iterator = iter(iterable)
    try:
        best = next(iterator)
    except StopIteration:
        if default:
            return default[0]
        name = "max" if greatest else "min"
        raise ValueError(f"{name}() arg is an empty sequence") from None
    if key is None:
        for item in iterator:
            if item > best if greatest else item < best:
                best = item
        return best
    best_key = key(best)
    for item in iterator:
        item_key = key(item)
        if item_key > best_key if greatest else item_key < best_key:
            best, best_key = item, item_key
    return best


def vars(*objects):
    if not objects:
        raise RuntimeError("vars() without an argument is not supported here; use globals()")
    try:
        return objects[0].__dict__
    except AttributeError:
        raise TypeError("vars() argument must have __dict__ attribute") from None


def dir(*objects):
    if not objects:
        return sorted(globals())
    method = _class_lookup(objects[0], "__dir__")
    if method is not None:
        return sorted(method(objects[0]))
    return sorted(_names(objects[0]))


def exit(code=None):
    raise SystemExit(code)


quit = exit


def input(prompt="", /):
    raise RuntimeError("input() is not supported here; use a value in the program")


def _construct(cls, args, kwargs):
    made = _lookup(cls, "__new__")(cls, *args, **kwargs)
    if isinstance(made, cls):
        init = _lookup(type(made), "__init__")
        if init is not object.__init__:
            init(made, *args, **kwargs)
    return made


def _class_made(cls, kwargs):
    for name in _own_names(cls):
        value = _lookup(cls, name)
        method = _class_lookup(value, "__set_name__")
        if method is not None:
            method(value, cls, name)
    super(cls, cls).__init_subclass__(**(kwargs or {}))
    return cls


def _attributes(value, names):
    values = []
    for name in names:
        try:
            _list_append(values, getattr(value, name))
        except AttributeError:
            return None
    return _list_to_tuple(values)
