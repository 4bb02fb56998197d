//! Python's own names.

const NAMES: &str = "
    ArithmeticError AssertionError AttributeError BaseException BlockingIOError BrokenPipeError
    BufferError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError
    EOFError Ellipsis Exception FileNotFoundError FloatingPointError GeneratorExit ImportError
    IndexError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError
    NotImplemented NotImplementedError OSError OverflowError PermissionError RecursionError
    RuntimeError StopIteration SyntaxError SystemExit TimeoutError TypeError UnboundLocalError
    UnicodeDecodeError UnicodeEncodeError UnicodeError ValueError Warning ZeroDivisionError __name__
    abs all any ascii bin bool bytearray bytes callable chr classmethod delattr dict dir divmod enumerate exit
    filter float format frozenset getattr globals hasattr hash hex id input int isinstance
    issubclass iter len list map max min next object oct ord pow print property quit range repr
    reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip
";

/// Whether a name that is none of the program's globals is one of Python's own; it is unknown when it runs otherwise.
pub(crate) fn is_builtin(name: &str) -> bool {
    NAMES.split_ascii_whitespace().any(|each| each == name)
}
