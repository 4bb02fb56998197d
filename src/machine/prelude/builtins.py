# Python's own functions that call functions of the program, and operators that are methods.

_METHODS = (
    ("__add__", "__radd__", "__iadd__"),
    ("__sub__", "__rsub__", "__isub__"),
    ("__mul__", "__rmul__", "__imul__"),
    ("__matmul__", "__rmatmul__", "__imatmul__"),
    ("__truediv__", "__rtruediv__", "__itruediv__"),
    ("__mod__", "__rmod__", "__imod__"),
    ("__pow__", "__rpow__", "__ipow__"),
    ("__lshift__", "__rlshift__", "__ilshift__"),
    ("__rshift__", "__rrshift__", "__irshift__"),
    ("__or__", "__ror__", "__ior__"),
    ("__xor__", "__rxor__", "__ixor__"),
    ("__and__", "__rand__", "__iand__"),
    ("__floordiv__", "__rfloordiv__", "__ifloordiv__"),
)

_COMPARISONS = (
    ("__lt__", "__gt__"),
    ("__le__", "__ge__"),
    ("__eq__", "__eq__"),
    ("__ne__", "__ne__"),
    ("__gt__", "__lt__"),
    ("__ge__", "__le__"),
)


def _binary(a, b, number):
    forward, backward, _ = _METHODS[number]
    left = _class_lookup(a, forward)
    right = _class_lookup(b, backward)
    # A derived class knows better than its base.
    if right is not None and type(b) is not type(a) and issubclass(type(b), type(a)):
        result = right(b, a)
        if result is not NotImplemented:
            return result
        right = None
    if left is not None:
        result = left(a, b)
        if result is not NotImplemented:
            return result
    if right is not None and type(a) is not type(b):
        result = right(b, a)
        if result is not NotImplemented:
            return result
    if number == 2:
        # A sequence is repeated as often as an object says that it is as an int.
        for sequence, times in ((a, b), (b, a)):
            if isinstance(sequence, (str, bytes, bytearray, list, tuple)) and not isinstance(times, int):
                method = _class_lookup(times, "__index__")
                if method is not None:
                    return sequence * _index_of(method, times)
    return _plain(a, b, number)


def _inplace(a, b, number):
    method = _class_lookup(a, _METHODS[number][2])
    if method is not None:
        result = method(a, b)
        if result is not NotImplemented:
            return result
    forward, backward, _ = _METHODS[number]
    if _class_lookup(a, forward) is None and _class_lookup(b, backward) is None:
        return _plain_in_place(a, b, number)
    return _binary(a, b, number)


def _compare(a, b, number):
    forward, backward = _COMPARISONS[number]
    left = _class_lookup(a, forward)
    right = _class_lookup(b, backward)
    if right is not None and type(b) is not type(a) and issubclass(type(b), type(a)):
        result = right(b, a)
        if result is not NotImplemented:
            return result
        right = None
    if left is not None:
        result = left(a, b)
        if result is not NotImplemented:
            return result
    if right is not None:
        result = right(b, a)
        if result is not NotImplemented:
            return result
    if number == 3:
        # Without a method of its own, `!=` is what `==` is not.
        return not _compare(a, b, 2)
    return _sequences(a, b, number)


def _sequences(a, b, number):
    # What has items, some of which have methods of their own.
    for kind in (list, tuple, deque):
        if isinstance(a, kind) and isinstance(b, kind):
            for at in range(len(a) if len(a) < len(b) else len(b)):
                x = a[at]
                y = b[at]
                if x is not y and not x == y:
                    if number == 2:
                        return False
                    return _compare(x, y, number)
            return _plain_compare(len(a), len(b), number)
    if isinstance(a, dict) and isinstance(b, dict) and number == 2:
        if len(a) != len(b):
            return False
        for key in a:
            if key not in b or not (a[key] is b[key] or a[key] == b[key]):
                return False
        return True
    if isinstance(a, (set, frozenset, dict_keys, dict_items)) and isinstance(b, (set, frozenset, dict_keys, dict_items)):
        return _set_order(a, b, number)
    return _plain_compare(a, b, number)


def _equal(a, b):
    return True if _compare(a, b, 2) else False


def _truth(function, value):
    result = function(value)
    if result is True or result is False:
        return result
    if function is _class_lookup(value, "__bool__"):
        raise TypeError(f"__bool__ should return bool, returned {type(result).__name__}")
    if not isinstance(result, int):
        raise TypeError(f"'{type(result).__name__}' object cannot be interpreted as an integer")
    if result < 0:
        raise ValueError("__len__() should return >= 0")
    return result != 0


def _len(function, value):
    result = function(value)
    if not isinstance(result, int):
        raise TypeError(f"'{type(result).__name__}' object cannot be interpreted as an integer")
    if result < 0:
        raise ValueError("__len__() should return >= 0")
    return result


def _contains_method(function, container, item, invert=False):
    found = True if function(container, item) else False
    return not found if invert else found


def _contains(container, item, invert=False):
    for each in container:
        if each is item or each == item:
            return not invert
    return invert


def _iterate(sequence):
    at = 0
    while True:
        try:
            item = sequence[at]
        except IndexError:
            return
        yield item
        at += 1


def _list(iterable):
    items = []
    for item in iterable:
        _list_append(items, item)
    return items


def _extend(items, more):
    for item in more:
        _list_append(items, item)
    return items


def _next(function, iterator, default):
    try:
        return function(iterator)
    except StopIteration:
        return default


def _iter_until(function, sentinel):
    while True:
        value = function()
        if value == sentinel:
            return
        yield value


def _close(generator):
    try:
        generator.throw(GeneratorExit)
    except (GeneratorExit, StopIteration):
        return None
    raise RuntimeError("generator ignored GeneratorExit")


def _close_then_raise(generator, exception):
    generator.close()
    raise exception


def _getattr(value, name, default):
    try:
        return getattr(value, name)
    except AttributeError:
        return default


def _hasattr(value, name):
    try:
        getattr(value, name)
    except AttributeError:
        return False
    return True


def _mro(cls):
    return [*cls.__mro__]


def _text_of(result, method):
    if isinstance(result, str):
        return result
    raise TypeError(f"{method} returned non-string (type {type(result).__name__})")


def _repr(value):
    if isinstance(value, list):
        return "[" + _join_reprs(value) + "]"
    if type(value) is tuple:
        return "(" + _join_reprs(value) + (",)" if len(value) == 1 else ")")
    if type(value) is dict:
        parts = []
        for key in value:
            _list_append(parts, _repr(key) + ": " + _repr(value[key]))
        return "{" + ", ".join(parts) + "}"
    if type(value) is set:
        return "{" + _join_reprs(value) + "}" if value else "set()"
    if type(value) is frozenset:
        return "frozenset({" + _join_reprs(value) + "})" if value else "frozenset()"
    method = _class_lookup(value, "__repr__")
    return _text_of(method(value), "__repr__")


def _join_reprs(values):
    parts = []
    for value in values:
        _list_append(parts, _repr(value))
    return ", ".join(parts)


def _str(value):
    if isinstance(value, str) and type(value) is str:
        return value
    method = _class_lookup(value, "__str__")
    if method is None or isinstance(value, (list, tuple, dict, set, frozenset)):
        return _repr(value)
    return _text_of(method(value), "__str__")


def _print(values, sep, end, file):
    parts = []
    for value in values:
        _list_append(parts, _str(value))
    text = sep.join(parts) + end
    if file is None:
        _write(text)
    else:
        file.write(text)


def _format(value, conversion, spec):
    if conversion == "s":
        value = _str(value)
    elif conversion == "r":
        value = _repr(value)
    elif conversion == "a":
        value = _ascii(_repr(value))
    return format(value, spec)


# What natives do where the program must be asked.


def _with_list(function, values, at, names):
    values = [*values]
    values[at] = _list(values[at])
    if names is None:
        return function(*values)
    named = {}
    first = len(values) - len(names)
    for name in names:
        named[name] = values[first + len(named)]
    return function(*values[:first], **named)


def _with_made(function, before, make, values, after):
    make(*values)
    return function(*before, values[0], *after)


def _nothing(function, values):
    function(*values)


def _then_give(function, target, more, result):
    function(target, more)
    return result


def _call_then_give(function, values, result):
    function(*values)
    return result


def _with_index(function, method, value):
    return function(_index_of(method, value))


def _index_of(method, value):
    number = method(value)
    if not isinstance(number, int):
        raise TypeError(f"__index__ returned non-int (type {type(number).__name__})")
    return number


def _item_at(sequence, method, value):
    return sequence[_index_of(method, value)]


def _as_number(cls, method, value, name):
    result = method(value)
    kind = "float" if name == "__float__" else "int"
    if not isinstance(result, (int, float)):
        raise TypeError(f"{name} returned non-{kind} (type {type(result).__name__})")
    return cls(result)


def _str_first(cls, value):
    return cls(_str(value))


def _ascii_of(value):
    return _ascii(_repr(value))


def _hash(value):
    if type(value) is tuple:
        hashes = []
        for item in value:
            _list_append(hashes, _hash(item))
        return _hash_items(hashes)
    method = _class_lookup(value, "__hash__")
    if method is None:
        raise TypeError(f"unhashable type: '{type(value).__name__}'")
    result = method(value)
    if not isinstance(result, int):
        raise TypeError("__hash__ method should return an integer")
    return result


def _no_key(key):
    raise TypeError(f"a '{type(key).__name__}' as a key is not supported here")


def _ready(container, key):
    # A key with its hash, and the one that is there already if they are equal.
    number = _hash(key)
    for other in _with_hash(container, number):
        if other is key or other == key:
            return _key(other, number)
    return _key(key, number)


def _keyed(function, values):
    container, key, *rest = values
    return function(container, _ready(container, key), *rest)


def _contains_key(function, container, key, invert=False):
    found = function(container, _ready(container, key))
    return not found if invert else found


def _fill_set(made, items):
    for item in items:
        _set_add(made, item)
    return made


def _fill_dict(made, items):
    for at in range(0, len(items), 2):
        made[items[at]] = items[at + 1]
    return made


def _fill_from(made, mapping):
    for key in mapping:
        made[key] = mapping[key]
    return made


def _fill_any(made, source, named):
    keys = getattr(source, "keys", None)
    if keys is not None:
        for key in keys():
            made[key] = source[key]
    else:
        at = 0
        for pair in source:
            pair = _list(pair)
            if len(pair) != 2:
                raise ValueError(f"dictionary update sequence element #{at} has length {len(pair)}; 2 is required")
            made[pair[0]] = pair[1]
            at += 1
    return _fill_dict(made, named)


def _dict_first(values, names):
    cls, source, *rest = values
    made = _fill_any({}, source, ())
    if names is None:
        return cls(made)
    named = {}
    for name in names:
        named[name] = rest[len(named)]
    return cls(made, **named)


def _fromkeys(cls, items):
    return _fill_dict(cls(), items)


def _set_operation(a, b, number, changes):
    # The numbers are those of the operators: 9 |, 10 ^, 11 &, 3 -.
    made = a if changes else set(a)
    if number == 9:
        for item in b:
            made.add(item)
    elif number == 10:
        for item in [*b]:
            if item in made:
                made.discard(item)
            else:
                made.add(item)
    else:
        keep = number == 11
        for item in [*made]:
            if (item in b) is not keep:
                made.discard(item)
    return frozenset(made) if isinstance(made, set) and isinstance(a, frozenset) else made


def _set_operations(made, others, number, changes):
    for other in others:
        made = _set_operation(made, other, number, changes)
    return None if changes else made


def _within(a, b):
    for item in a:
        if item not in b:
            return False
    return True


def _set_order(a, b, number, *_):
    if number == 0:
        return len(a) < len(b) and _within(a, b)
    if number == 1:
        return _within(a, b)
    if number == 2:
        return len(a) == len(b) and _within(a, b)
    if number == 3:
        return len(a) != len(b) or not _within(a, b)
    if number == 4:
        return len(b) < len(a) and _within(b, a)
    return _within(b, a)


def _isdisjoint(a, b):
    for item in a:
        if item in b:
            return False
    return True


def _index(items, value, start, stop):
    for at in range(start, stop if stop < len(items) else len(items)):
        if items[at] is value or items[at] == value:
            return at
    raise ValueError(f"{value!r} is not in {type(items).__name__}")


def _count(items, value):
    count = 0
    for item in items:
        if item is value or item == value:
            count += 1
    return count


def _list_remove(items, value):
    for at in range(len(items)):
        if items[at] is value or items[at] == value:
            del items[at]
            return
    raise ValueError("list.remove(x): x not in list")


def _sort(items, key, reverse):
    values = [*items]
    keys = values if key is None else [key(value) for value in values]
    ordered = _sorted_by(keys, values, reverse)
    if ordered is None:
        pairs = []
        for at in range(len(values)):
            _list_append(pairs, (keys[at], values[at]))
        if reverse:
            pairs.reverse()
        ordered = [pair[1] for pair in _merge_sort(pairs)]
        if reverse:
            ordered.reverse()
    _replace(items, ordered)


def _merge_sort(pairs):
    if len(pairs) < 64:
        return _binary_sort(pairs)
    middle = len(pairs) // 2
    left = _merge_sort(pairs[:middle])
    right = _merge_sort(pairs[middle:])
    merged = []
    i = j = 0
    while i < len(left) and j < len(right):
        if right[j][0] < left[i][0]:
            _list_append(merged, right[j])
            j += 1
        else:
            _list_append(merged, left[i])
            i += 1
    return merged + left[i:] + right[j:]


def _binary_sort(pairs):
    # As CPython sorts what is short: the first run, then the others one by one. A program sees which are compared.
    count = len(pairs)
    if count < 2:
        return pairs
    at = 2
    if pairs[1][0] < pairs[0][0]:
        while at < count and pairs[at][0] < pairs[at - 1][0]:
            at += 1
        pairs = pairs[:at][::-1] + pairs[at:]
    else:
        while at < count and not pairs[at][0] < pairs[at - 1][0]:
            at += 1
    while at < count:
        pivot = pairs[at]
        low = 0
        high = at
        while low < high:
            middle = (low + high) // 2
            if pivot[0] < pairs[middle][0]:
                high = middle
            else:
                low = middle + 1
        pairs = pairs[:low] + [pivot] + pairs[low:at] + pairs[at + 1:]
        at += 1
    return pairs


def _format_pieces(pieces, positional, named):
    texts = []
    for piece in pieces:
        if type(piece) is str:
            _list_append(texts, piece)
        elif len(piece) == 1:
            raise ValueError(piece[0])
        else:
            first, path, conversion, spec = piece
            value = named[first] if type(first) is str else positional[first]
            for is_item, name in path:
                value = value[name] if is_item else getattr(value, name)
            _list_append(texts, _format(value, conversion, _format_pieces(spec, positional, named)))
    return "".join(texts)


def _percent(template, arguments):
    values = []
    at = 0
    if not isinstance(arguments, tuple):
        rest = (arguments,)
    else:
        rest = arguments
    keyed = False
    for key, letter in _percent_parts(template):
        if key is not None:
            value = arguments[key]
            keyed = True
        elif at < len(rest):
            value = rest[at]
            at += 1
        else:
            raise TypeError("not enough arguments for format string")
        if letter == "s":
            value = _str(value)
        elif letter == "r":
            value = _repr(value)
        elif letter == "a":
            value = _ascii(_repr(value))
        elif letter in "eEfFgG" and not isinstance(value, (int, float)):
            value = float(value)
        elif letter in "diuxXoc*" and not isinstance(value, (int, float, str)):
            value = int(value)
        _list_append(values, value)
    if not keyed and at < len(rest):
        raise TypeError("not all arguments converted during string formatting")
    return _percent_fill(template, (*values,))
