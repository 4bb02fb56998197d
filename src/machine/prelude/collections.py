# collections

deque = deque


class defaultdict(dict):
    __module__ = "collections"

    def __init__(self, default_factory=None, /, *args, **kwargs):
        if default_factory is not None and not callable(default_factory):
            raise TypeError("first argument must be callable or None")
        self.default_factory = default_factory
        dict.__init__(self, *args, **kwargs)

    def __missing__(self, key):
        factory = self.default_factory
        if factory is None:
            raise KeyError(key)
        value = factory()
        dict.__setitem__(self, key, value)
        return value

    def copy(self):
        return defaultdict(self.default_factory, self)

    __copy__ = copy

    def __repr__(self):
        return f"defaultdict({self.default_factory!r}, {dict.__repr__(self)})"


class OrderedDict(dict):
    __module__ = "collections"

    def move_to_end(self, key, last=True):
        value = self.pop(key)
        if last:
            dict.__setitem__(self, key, value)
            return
        others = [*dict.items(self)]
        dict.clear(self)
        dict.__setitem__(self, key, value)
        for other, value in others:
            dict.__setitem__(self, other, value)

    def popitem(self, last=True):
        if not self:
            raise KeyError("dictionary is empty")
        if last:
            return dict.popitem(self)
        for key in self:
            return key, self.pop(key)

    def copy(self):
        return OrderedDict(self)

    def __eq__(self, other):
        if isinstance(other, OrderedDict):
            return [*self.items()] == [*other.items()]
        return dict.__eq__(self, other)

    def __ne__(self, other):
        return not self == other

    def __reversed__(self):
        return reversed([*dict.keys(self)])

    def __repr__(self):
        return f"OrderedDict({[*self.items()]!r})" if self else "OrderedDict()"


class Counter(dict):
    __module__ = "collections"

    def __init__(self, iterable=None, /, **kwds):
        dict.__init__(self)
        self.update(iterable, **kwds)

    def __missing__(self, key):
        return 0

    def update(self, iterable=None, /, **kwds):
        if isinstance(iterable, dict):
            for key, count in iterable.items():
                self[key] = self.get(key, 0) + count
        elif iterable is not None:
            for key in iterable:
                self[key] = self.get(key, 0) + 1
        for key, count in kwds.items():
            self[key] = self.get(key, 0) + count

    def subtract(self, iterable=None, /, **kwds):
        if isinstance(iterable, dict):
            for key, count in iterable.items():
                self[key] = self.get(key, 0) - count
        elif iterable is not None:
            for key in iterable:
                self[key] = self.get(key, 0) - 1
        for key, count in kwds.items():
            self[key] = self.get(key, 0) - count

    def most_common(self, n=None):
        pairs = sorted(self.items(), key=lambda pair: pair[1], reverse=True)
        return pairs if n is None else pairs[: max(n, 0)]

    def elements(self):
        return _elements([*self.items()])

    def total(self):
        return sum(self.values())

    def copy(self):
        return Counter(self)

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def __delitem__(self, key):
        if key in self:
            dict.__delitem__(self, key)

    def __eq__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[key] == other[key] for each in (self, other) for key in each)

    def __ne__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return not self == other

    def __le__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[key] <= other[key] for each in (self, other) for key in each)

    def __lt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self <= other and self != other

    def __ge__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return other <= self

    def __gt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return other < self

    def _positive(self, counts):
        made = Counter()
        for key, count in counts:
            if count > 0:
                made[key] = count
        return made

    def __add__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        made = self._positive((key, count + other[key]) for key, count in self.items())
        for key, count in other.items():
            if key not in self and count > 0:
                made[key] = count
        return made

    def __sub__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        made = self._positive((key, count - other[key]) for key, count in self.items())
        for key, count in other.items():
            if key not in self and count < 0:
                made[key] = -count
        return made

    def __or__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        made = self._positive((key, max(count, other[key])) for key, count in self.items())
        for key, count in other.items():
            if key not in self and count > 0:
                made[key] = count
        return made

    def __and__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._positive((key, min(count, other[key])) for key, count in self.items())

    def __pos__(self):
        return self._positive(self.items())

    def __neg__(self):
        return self._positive((key, -count) for key, count in self.items())

    def _keep_positive(self):
        for key in [key for key, count in self.items() if count <= 0]:
            del self[key]
        return self

    def __iadd__(self, other):
        for key, count in other.items():
            self[key] += count
        return self._keep_positive()

    def __isub__(self, other):
        for key, count in other.items():
            self[key] -= count
        return self._keep_positive()

    def __ior__(self, other):
        for key, count in other.items():
            self[key] = max(self[key], count)
        return self._keep_positive()

    def __iand__(self, other):
        for key, count in [*self.items()]:
            self[key] = min(count, other[key])
        return self._keep_positive()

    def __repr__(self):
        if not self:
            return "Counter()"
        try:
            pairs = self.most_common()
        except TypeError:
            pairs = [*self.items()]
        parts = [f"{key!r}: {count!r}" for key, count in pairs]
        return "Counter({" + ", ".join(parts) + "})"


def _elements(pairs):
    for key, count in pairs:
        for _ in range(count):
            yield key


class ChainMap:
    __module__ = "collections"

    def __init__(self, *maps):
        self.maps = [*maps] or [{}]

    def __getitem__(self, key):
        for each in self.maps:
            if key in each:
                return each[key]
        return self.__missing__(key)

    def __missing__(self, key):
        raise KeyError(key)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def _merged(self):
        merged = {}
        for each in reversed(self.maps):
            merged.update(each)
        return merged

    def __len__(self):
        return len(self._merged())

    def __iter__(self):
        return iter(self._merged())

    def keys(self):
        return self._merged().keys()

    def values(self):
        return self._merged().values()

    def items(self):
        return self._merged().items()

    def __contains__(self, key):
        return any(key in each for each in self.maps)

    def __bool__(self):
        return any(self.maps)

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        try:
            del self.maps[0][key]
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}") from None

    def pop(self, key, *args):
        try:
            return self.maps[0].pop(key, *args)
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}") from None

    def update(self, *args, **kwargs):
        self.maps[0].update(*args, **kwargs)

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def clear(self):
        self.maps[0].clear()

    def new_child(self, m=None, **kwargs):
        m = {} if m is None else m
        m.update(kwargs)
        return ChainMap(m, *self.maps)

    @property
    def parents(self):
        return ChainMap(*self.maps[1:])

    def __eq__(self, other):
        return dict(self.items()) == (dict(other.items()) if isinstance(other, ChainMap) else other)

    def __repr__(self):
        return f"ChainMap({', '.join([repr(each) for each in self.maps])})"


def _takes(count):
    return f"{count} positional argument" + ("" if count == 1 else "s")


def _bind_fields(cls, args, kwargs):
    # As a function would that has the fields as its parameters.
    name, fields, defaults = cls.__name__, cls._fields, cls._field_defaults
    if len(args) > len(fields):
        count = len(fields) + 1
        takes = f"from {count - len(defaults)} to {count} positional arguments" if defaults else _takes(count)
        raise TypeError(f"{name}.__new__() takes {takes} but {len(args) + 1} were given")
    values = [*args]
    missing = []
    for field in fields[len(args) :]:
        if field in kwargs:
            _list_append(values, kwargs.pop(field))
        elif field in defaults:
            _list_append(values, defaults[field])
        else:
            _list_append(missing, repr(field))
    for key in kwargs:
        what = "multiple values for argument" if key in fields else "an unexpected keyword argument"
        raise TypeError(f"{name}.__new__() got {what} '{key}'")
    if missing:
        if len(missing) > 2:
            listed = ", ".join(missing[:-1]) + ", and " + missing[-1]
        else:
            listed = " and ".join(missing)
        s = "s" if len(missing) > 1 else ""
        raise TypeError(f"{name}.__new__() missing {len(missing)} required positional argument{s}: {listed}")
    return values


class _NamedTuple(tuple):
    def __new__(cls, /, *args, **kwargs):
        return tuple.__new__(cls, _bind_fields(cls, args, kwargs))

    @classmethod
    def _make(cls, iterable):
        values = [*iterable]
        if len(values) != len(cls._fields):
            raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(values)}")
        return tuple.__new__(cls, values)

    def _asdict(self):
        return dict(zip(self._fields, self))

    def _replace(self, /, **kwargs):
        made = self._make([kwargs.pop(field, value) for field, value in zip(self._fields, self)])
        if kwargs:
            raise ValueError(f"Got unexpected field names: {[*kwargs]!r}")
        return made

    def __getnewargs__(self):
        return tuple(self)

    def __repr__(self):
        parts = [f"{field}={value!r}" for field, value in zip(self._fields, self)]
        return f"{type(self).__name__}({', '.join(parts)})"


_KEYWORDS = (
    "False None True and as assert async await break class continue def del elif else except finally for from global "
    "if import in is lambda nonlocal not or pass raise return try while with yield"
)


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    names = [str(name) for name in field_names]
    keywords = _KEYWORDS.split()
    if rename:
        seen = []
        for at, name in enumerate(names):
            if not name.isidentifier() or name in keywords or name.startswith("_") or name in seen:
                names[at] = f"_{at}"
            seen.append(name)
    for name in [typename] + names:
        if not name.isidentifier():
            raise ValueError(f"Type names and field names must be valid identifiers: {name!r}")
        if name in keywords:
            raise ValueError(f"Type names and field names cannot be a keyword: {name!r}")
    seen = []
    for name in names:
        if name.startswith("_") and not rename:
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in seen:
            raise ValueError(f"Encountered duplicate field name: {name!r}")
        seen.append(name)
    values = {}
    if defaults is not None:
        defaults = [*defaults]
        if len(defaults) > len(names):
            raise TypeError("Got more default values than field names")
        values = dict(zip(names[len(names) - len(defaults) :], defaults))
    return _named_tuple(typename, names, values, "__main__" if module is None else module)


def _named_tuple(typename, names, defaults, module):
    body = {"__module__": module, "_fields": tuple(names), "_field_defaults": defaults, "__match_args__": tuple(names)}
    for at, name in enumerate(names):
        body[name] = _field(at)
    return type(typename, (_NamedTuple,), body)


class UserDict(dict):
    __module__ = "collections"
    data = property(lambda self: self)


class UserList(list):
    __module__ = "collections"
    data = property(lambda self: self)
