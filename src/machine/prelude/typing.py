# typing: names for readers; annotations are not evaluated.
from collections import _NamedTuple

TYPE_CHECKING = False


class _Name:
    __module__ = "typing"

    def __init__(self, name):
        self._name = name

    def __getitem__(self, parameters):
        return self

    def __or__(self, other):
        return self

    def __ror__(self, other):
        return self

    def __call__(self, *args, **kwargs):
        raise TypeError(f"Type {self._name} cannot be instantiated; use a class of your own")

    def __repr__(self):
        return f"typing.{self._name}"


Any = _Name("Any")
Union = _Name("Union")
Optional = _Name("Optional")
Callable = _Name("Callable")
Literal = _Name("Literal")
ClassVar = _Name("ClassVar")
Final = _Name("Final")
Annotated = _Name("Annotated")
Type = _Name("Type")
List = _Name("List")
Dict = _Name("Dict")
Set = _Name("Set")
FrozenSet = _Name("FrozenSet")
Tuple = _Name("Tuple")
Deque = _Name("Deque")
DefaultDict = _Name("DefaultDict")
OrderedDict = _Name("OrderedDict")
Counter = _Name("Counter")
Iterable = _Name("Iterable")
Iterator = _Name("Iterator")
Generator = _Name("Generator")
Sequence = _Name("Sequence")
MutableSequence = _Name("MutableSequence")
Mapping = _Name("Mapping")
MutableMapping = _Name("MutableMapping")
Collection = _Name("Collection")
Container = _Name("Container")
Hashable = _Name("Hashable")
Sized = _Name("Sized")
Reversible = _Name("Reversible")
ContextManager = _Name("ContextManager")
NoReturn = _Name("NoReturn")
Never = _Name("Never")
Self = _Name("Self")
AnyStr = _Name("AnyStr")
Text = str


class Generic:
    __module__ = "typing"

    def __class_getitem__(cls, parameters):
        return cls


class Protocol(Generic):
    __module__ = "typing"


def TypeVar(name, *constraints, bound=None, covariant=False, contravariant=False):
    return _Name(name)


def NewType(name, tp):
    return lambda value: value


def cast(typ, val):
    return val


def overload(func):
    return func


def final(f):
    return f


def override(f):
    return f


def no_type_check(arg):
    return arg


def runtime_checkable(cls):
    return cls


def get_type_hints(obj):
    raise RuntimeError("get_type_hints() is not supported here: annotations are not evaluated")


class NamedTuple(_NamedTuple):
    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        names = [*cls.__dict__.get("__annotations__", {})]
        defaults = {}
        for name in names:
            if name in cls.__dict__:
                defaults[name] = cls.__dict__[name]
        cls._fields = cls.__match_args__ = tuple(names)
        cls._field_defaults = defaults
        for at, name in enumerate(names):
            setattr(cls, name, _field(at))
