# copy: another one with the same content.


class Error(Exception):
    __module__ = "copy"


_SAME = (int, float, bool, str, bytes, type, range, slice, type(None), type(Ellipsis), type(NotImplemented))


def _is_same(value):
    return type(value) in _SAME or type(value) is type(_is_same) or type(value) is type(len)


def copy(x):
    kind = type(x)
    if _is_same(x) or kind is tuple or kind is frozenset:
        return x
    if kind is list or kind is dict or kind is set or kind is bytearray:
        return kind(x)
    method = _class_lookup(x, "__copy__")
    if method is not None:
        return method(x)
    return _again(x, lambda value: value)


def _again(x, of):
    # An object of the program: made without `__init__`, which may want arguments.
    kind = type(x)
    if isinstance(x, BaseException):
        made = kind.__new__(kind, *of(x.args))
    elif isinstance(x, (list, set, dict)):
        made = _bare(kind, x)
        if isinstance(x, list):
            list.extend(made, [of(item) for item in list.__iter__(x)])
        elif isinstance(x, set):
            set.update(made, [of(item) for item in set.__iter__(x)])
        else:
            for key in dict.__iter__(x):
                dict.__setitem__(made, of(key), of(dict.__getitem__(x, key)))
    elif isinstance(x, (tuple, int, float, str, bytes, frozenset)):
        return x
    else:
        made = _bare(kind, x)
    for name, value in x.__dict__.items():
        object.__setattr__(made, name, of(value))
    return made


def _bare(kind, x):
    try:
        for base in (list, set, dict):
            if isinstance(x, base):
                return base.__new__(kind)
        x.__dict__
        return object.__new__(kind)
    except (AttributeError, TypeError):
        raise TypeError(f"cannot pickle '{kind.__name__}' object") from None


def deepcopy(x, memo=None):
    if _is_same(x):
        return x
    if memo is None:
        memo = {}
    number = id(x)
    if number in memo:
        return memo[number][0]
    kind = type(x)
    if kind is list:
        made = []
        memo[number] = (made, x)
        for item in x:
            made.append(deepcopy(item, memo))
        return made
    if kind is dict:
        made = {}
        memo[number] = (made, x)
        for key, value in x.items():
            made[deepcopy(key, memo)] = deepcopy(value, memo)
        return made
    if kind is tuple or kind is frozenset or kind is set or kind is bytearray:
        made = kind([deepcopy(item, memo) for item in x])
        memo[number] = (made, x)
        return made
    method = _class_lookup(x, "__deepcopy__")
    if method is not None:
        made = method(x, memo)
        memo[number] = (made, x)
        return made
    if isinstance(x, (BaseException, list, set, dict)):
        made = _again(x, lambda value: deepcopy(value, memo))
        memo[number] = (made, x)
        return made
    made = _again(x, lambda value: value)
    memo[number] = (made, x)
    if made is not x:
        for name, value in x.__dict__.items():
            object.__setattr__(made, name, deepcopy(value, memo))
    return made
