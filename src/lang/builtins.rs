//! Python's own names.

const NAMES: &str = "
    ArithmeticError AssertionError AttributeError BaseException BrokenPipeError ConnectionError
    ConnectionRefusedError ConnectionResetError EOFError Ellipsis Exception GeneratorExit IndexError
    KeyError KeyboardInterrupt LookupError NameError NotImplemented NotImplementedError OSError
    OverflowError RecursionError RuntimeError StopIteration SystemExit TimeoutError TypeError
    UnboundLocalError ValueError ZeroDivisionError __name__ abs all any ascii bin bool bytes
    callable chr classmethod delattr dict divmod enumerate filter float format frozenset getattr
    globals hasattr hash hex id int isinstance issubclass iter len list map max min next object oct
    ord pow print property range repr reversed round set setattr slice sorted staticmethod str sum
    super tuple type vars zip
";

/// Whether a name that is none of the program's globals is one of Python's own; it is unknown when it runs otherwise.
pub(super) fn is_builtin(name: &str) -> bool {
    NAMES.split_ascii_whitespace().any(|each| each == name)
}
