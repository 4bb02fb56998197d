# dataclasses: of the names that a class's body annotates; the annotations themselves are not evaluated.

from copy import deepcopy as _deepcopy

MISSING = object()


class FrozenInstanceError(AttributeError):
    __module__ = "dataclasses"


class Field:
    __module__ = "dataclasses"

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = self.type = None
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.hash, self.compare = init, repr, hash, compare
        self.metadata, self.kw_only = metadata, kw_only


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata or {}, kw_only)


class KW_ONLY:
    __module__ = "dataclasses"


def _own_fields(cls, kw_only):
    found = []
    for name, annotation in cls.__dict__.get("__annotations__", {}).items():
        if annotation == "KW_ONLY":
            kw_only = True
            continue
        if annotation == "ClassVar" or annotation.startswith(("ClassVar[", "typing.ClassVar")):
            continue
        if annotation == "InitVar":
            raise TypeError("InitVar is not supported here; use a class method")
        default = cls.__dict__.get(name, MISSING)
        if isinstance(default, Field):
            each = default
            if each.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, each.default)
        else:
            each = field(default=default)
        if isinstance(each.default, (list, dict, set)):
            raise ValueError(
                f"mutable default {type(each.default)} for field {name} is not allowed: use default_factory"
            )
        each.name, each.type = name, annotation
        if each.kw_only is MISSING:
            each.kw_only = kw_only
        found.append(each)
    return found


def _make_init(cls, all_fields, frozen):
    positional = [each for each in all_fields if each.init and not each.kw_only]
    named = [each.name for each in all_fields if each.init and each.kw_only]
    names = [each.name for each in positional]
    least = len([each for each in positional if each.default is MISSING and each.default_factory is MISSING])
    own = f"{cls.__name__}.__init__()"

    def too_many(given):
        count = len(names) + 1
        takes = f"from {least + 1} to {count}" if least < len(names) else f"{count}"
        s = "" if takes == "1" else "s"
        raise TypeError(f"{own} takes {takes} positional argument{s} but {given + 1} were given")

    def check_names(kwargs, taken):
        for name in kwargs:
            if name in taken:
                raise TypeError(f"{own} got multiple values for argument '{name}'")
            if name not in names and name not in named:
                raise TypeError(f"{own} got an unexpected keyword argument '{name}'")

    def not_given(missing, kind):
        s = "s" if len(missing) > 1 else ""
        quoted = [repr(name) for name in missing]
        if len(quoted) > 2:
            listed = ", ".join(quoted[:-1]) + ", and " + quoted[-1]
        else:
            listed = " and ".join(quoted)
        raise TypeError(f"{own} missing {len(quoted)} required {kind} argument{s}: {listed}")

    def __init__(self, /, *args, **kwargs):
        if kwargs:
            check_names(kwargs, names[: len(args)])
        if len(args) > len(names):
            too_many(len(args))
        at = 0
        missing, missing_named = [], []
        for each in all_fields:
            name = each.name
            if each.init:
                if not each.kw_only:
                    at += 1
                    if at <= len(args):
                        object.__setattr__(self, name, args[at - 1])
                        continue
                if name in kwargs:
                    object.__setattr__(self, name, kwargs[name])
                    continue
            if each.default_factory is not MISSING:
                object.__setattr__(self, name, each.default_factory())
            elif each.default is not MISSING:
                object.__setattr__(self, name, each.default)
            elif each.init:
                (missing_named if each.kw_only else missing).append(name)
        if missing:
            not_given(missing, "positional")
        if missing_named:
            not_given(missing_named, "keyword-only")
        if hasattr(self, "__post_init__"):
            self.__post_init__()

    return __init__


def _values(instance, names):
    return tuple([getattr(instance, name) for name in names])


def _make_order(names, compare):
    def method(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return compare(_values(self, names), _values(other, names))

    return method


def _process(cls, init, repr_, eq, order, unsafe_hash, frozen, match_args, kw_only):
    by_name = {}
    for base in reversed(cls.__mro__[1:]):
        for each in base.__dict__.get("__dataclass_fields__", {}).values():
            by_name[each.name] = each
    for each in _own_fields(cls, kw_only):
        by_name[each.name] = each
    all_fields = [*by_name.values()]
    seen_default = False
    for each in all_fields:
        if each.init and not each.kw_only:
            if each.default is not MISSING or each.default_factory is not MISSING:
                seen_default = True
            elif seen_default:
                raise TypeError(f"non-default argument {each.name!r} follows default argument")
    own = cls.__dict__
    cls.__dataclass_fields__ = by_name
    if init:
        cls.__init__ = _make_init(cls, all_fields, frozen)
    compared = [each.name for each in all_fields if each.compare]
    if repr_ and "__repr__" not in own:
        shown = [each.name for each in all_fields if each.repr]

        def __repr__(self):
            return f"{type(self).__qualname__}({', '.join([f'{name}={getattr(self, name)!r}' for name in shown])})"

        cls.__repr__ = __repr__
    if eq and "__eq__" not in own:
        cls.__eq__ = _make_order(compared, lambda a, b: a == b)
    if order:
        if not eq:
            raise ValueError("eq must be true if order is true")
        for name, compare in (
            ("__lt__", lambda a, b: a < b),
            ("__le__", lambda a, b: a <= b),
            ("__gt__", lambda a, b: a > b),
            ("__ge__", lambda a, b: a >= b),
        ):
            if name in own:
                raise TypeError(
                    f"Cannot overwrite attribute {name} in class {cls.__name__}. Consider using functools.total_ordering"
                )
            setattr(cls, name, _make_order(compared, compare))
    has_hash = own.get("__hash__", None) is not None
    if unsafe_hash or eq and frozen and not has_hash:
        hashed = [each.name for each in all_fields if (each.compare if each.hash is None else each.hash)]
        cls.__hash__ = lambda self: hash(_values(self, hashed))
    elif eq and not has_hash:
        cls.__hash__ = None
    if frozen:

        def __setattr__(self, name, value):
            raise FrozenInstanceError(f"cannot assign to field {name!r}")

        def __delattr__(self, name):
            raise FrozenInstanceError(f"cannot delete field {name!r}")

        cls.__setattr__ = __setattr__
        cls.__delattr__ = __delattr__
    if match_args and "__match_args__" not in own:
        cls.__match_args__ = tuple([each.name for each in all_fields if each.init and not each.kw_only])
    return cls


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False):
    def decorate(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only)

    return decorate if cls is None else decorate(cls)


def fields(class_or_instance):
    try:
        return tuple(class_or_instance.__dataclass_fields__.values())
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None


def is_dataclass(obj):
    return hasattr(obj, "__dataclass_fields__")


def _plain(value, of_pairs):
    if is_dataclass(value) and not isinstance(value, type):
        return of_pairs([(each.name, _plain(getattr(value, each.name), of_pairs)) for each in fields(value)])
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*[_plain(item, of_pairs) for item in value])
    if isinstance(value, (list, tuple)):
        return type(value)([_plain(item, of_pairs) for item in value])
    if isinstance(value, dict):
        return {_plain(key, of_pairs): _plain(item, of_pairs) for key, item in value.items()}
    return _deepcopy(value)


def asdict(obj, *, dict_factory=dict):
    if not is_dataclass(obj) or isinstance(obj, type):
        raise TypeError("asdict() should be called on dataclass instances")
    return _plain(obj, dict_factory)


def astuple(obj, *, tuple_factory=tuple):
    if not is_dataclass(obj) or isinstance(obj, type):
        raise TypeError("astuple() should be called on dataclass instances")
    return _plain(obj, lambda pairs: tuple_factory([value for _, value in pairs]))


def replace(obj, /, **changes):
    for each in fields(obj):
        if not each.init:
            if each.name in changes:
                raise ValueError(f"field {each.name} is declared with init=False, it cannot be specified with replace()")
        elif each.name not in changes:
            changes[each.name] = getattr(obj, each.name)
    return type(obj)(**changes)
