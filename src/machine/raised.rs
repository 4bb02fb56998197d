//! What an operation raises.

macro_rules! exceptions {
    ($($name:ident < $base:ident,)*) => {
        /// The class of what is raised; Python's name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each is Python's exception of that name")]
        pub enum Raises {
            $($name,)*
        }

        impl Raises {
            /// Every class, a base before what is derived from it.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Python's name.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)*
                }
            }

            /// The class that it is derived from; itself at the root.
            pub fn base(self) -> Self {
                match self {
                    $(Self::$name => Self::$base,)*
                }
            }
        }
    };
}

exceptions! {
    BaseException < BaseException,
    GeneratorExit < BaseException,
    KeyboardInterrupt < BaseException,
    SystemExit < BaseException,
    Exception < BaseException,
    ArithmeticError < Exception,
    OverflowError < ArithmeticError,
    ZeroDivisionError < ArithmeticError,
    FloatingPointError < ArithmeticError,
    AssertionError < Exception,
    AttributeError < Exception,
    BufferError < Exception,
    EOFError < Exception,
    ImportError < Exception,
    ModuleNotFoundError < ImportError,
    LookupError < Exception,
    IndexError < LookupError,
    KeyError < LookupError,
    MemoryError < Exception,
    NameError < Exception,
    UnboundLocalError < NameError,
    OSError < Exception,
    BlockingIOError < OSError,
    ConnectionError < OSError,
    BrokenPipeError < ConnectionError,
    ConnectionAbortedError < ConnectionError,
    ConnectionRefusedError < ConnectionError,
    ConnectionResetError < ConnectionError,
    FileNotFoundError < OSError,
    PermissionError < OSError,
    TimeoutError < OSError,
    RuntimeError < Exception,
    NotImplementedError < RuntimeError,
    RecursionError < RuntimeError,
    StopIteration < Exception,
    SyntaxError < Exception,
    TypeError < Exception,
    ValueError < Exception,
    UnicodeError < ValueError,
    UnicodeDecodeError < UnicodeError,
    UnicodeEncodeError < UnicodeError,
    Warning < Exception,
}

/// An exception that an operation raises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raised {
    /// Its class.
    pub class: Raises,
    /// CPython's message.
    pub message: String,
}

impl Raised {
    /// An exception of this class with this message.
    pub fn new(class: Raises, message: impl Into<String>) -> Self {
        Self {
            class,
            message: message.into(),
        }
    }
}

impl std::fmt::Display for Raised {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}: {}", self.class.name(), self.message)
    }
}
