# sys: what there is of the interpreter.


class _Stream:
    def __init__(self, number, name):
        self._number = number
        self.name = name
        self.encoding = "utf-8"

    def write(self, text, /):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        _write(text, self._number)
        return len(text)

    def writelines(self, lines, /):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def isatty(self):
        return False

    def fileno(self):
        return self._number + 1


stdout = __stdout__ = _Stream(0, "<stdout>")
stderr = __stderr__ = _Stream(1, "<stderr>")


class _Info:
    def __init__(self, name, values):
        self._name = name
        for key in values:
            object.__setattr__(self, key, values[key])

    def __repr__(self):
        parts = []
        for key, value in self.__dict__.items():
            if key != "_name":
                _list_append(parts, f"{key}={value!r}")
        return f"sys.{self._name}({', '.join(parts)})"


class _Version(tuple):
    major = property(lambda self: self[0])
    minor = property(lambda self: self[1])
    micro = property(lambda self: self[2])
    releaselevel = property(lambda self: self[3])
    serial = property(lambda self: self[4])

    def __repr__(self):
        return f"sys.version_info(major={self[0]}, minor={self[1]}, micro={self[2]}, releaselevel={self[3]!r}, serial={self[4]})"


maxsize = 9223372036854775807
maxunicode = 1114111
byteorder = "little"
platform = "interleave"
version = "3.11.7 (Interleave)"
version_info = _Version((3, 11, 7, "final", 0))
hexversion = 0x030B07F0
implementation = _Info("implementation", {"name": "interleave"})
argv = [""]
executable = ""
float_info = _Info(
    "float_info",
    {
        "max": 1.7976931348623157e308,
        "max_exp": 1024,
        "max_10_exp": 308,
        "min": 2.2250738585072014e-308,
        "min_exp": -1021,
        "min_10_exp": -307,
        "dig": 15,
        "mant_dig": 53,
        "epsilon": 2.220446049250313e-16,
        "radix": 2,
        "rounds": 1,
    },
)
int_info = _Info(
    "int_info",
    {"bits_per_digit": 30, "sizeof_digit": 4, "default_max_str_digits": 4300, "str_digits_check_threshold": 640},
)


def exit(status=None, /):
    raise SystemExit(status)


def exc_info():
    exception = _handled()
    if exception is None:
        return None, None, None
    return type(exception), exception, _Traceback(exception)


class _Traceback:
    def __init__(self, exception):
        self._exception = exception


def exception():
    return _handled()


def getrecursionlimit():
    return 1000


def setrecursionlimit(limit, /):
    if limit < 1:
        raise ValueError("recursion limit must be greater or equal than 1")


def getswitchinterval():
    return 0.005


def setswitchinterval(interval, /):
    if interval <= 0:
        raise ValueError("switch interval must be strictly positive")


def getdefaultencoding():
    return "utf-8"


def intern(string, /):
    return string


def getrefcount(object, /):
    raise RuntimeError("sys.getrefcount() is not supported here: references are not counted")


def getsizeof(object, default=None):
    raise RuntimeError("sys.getsizeof() is not supported here; use len()")


def settrace(function, /):
    raise RuntimeError("sys.settrace() is not supported here; step through the program instead")


setprofile = settrace
