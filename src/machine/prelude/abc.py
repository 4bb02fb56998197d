# abc: classes of which no object can be made before all is there.


def abstractmethod(function):
    function.__isabstractmethod__ = True
    return function


def _is_abstract(value):
    if isinstance(value, property):
        for function in (value.fget, value.fset, value.fdel):
            if function is not None and _is_abstract(function):
                return True
        return False
    return True if getattr(value, "__isabstractmethod__", False) else False


class ABC:
    __module__ = "abc"
    __abstractmethods__ = ()

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        abstract = []
        for base in cls.__mro__:
            for name in _own_names(base):
                if name not in abstract and _is_abstract(_lookup(cls, name)):
                    _list_append(abstract, name)
        cls.__abstractmethods__ = _list_to_tuple(abstract)

    def __new__(cls, *args, **kwargs):
        if cls.__abstractmethods__:
            names = sorted(cls.__abstractmethods__)
            s = "s" if len(names) > 1 else ""
            raise TypeError(
                f"Can't instantiate abstract class {cls.__name__} with abstract method{s} {', '.join(names)}"
            )
        return super().__new__(cls)

    @classmethod
    def register(cls, subclass):
        raise TypeError("register() of an abstract class is not supported here; use a base class")


ABCMeta = ABC


def abstractproperty(function):
    return property(abstractmethod(function))


def abstractclassmethod(function):
    return classmethod(abstractmethod(function))


def abstractstaticmethod(function):
    return staticmethod(abstractmethod(function))
