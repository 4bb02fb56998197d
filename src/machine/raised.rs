//! What an operation raises.

/// The class of what is raised; Python's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Raises {
    /// `TypeError`
    TypeError,
    /// `ValueError`
    ValueError,
    /// `OverflowError`
    OverflowError,
    /// `ZeroDivisionError`
    ZeroDivisionError,
    /// `MemoryError`
    MemoryError,
    /// `IndexError`
    IndexError,
    /// `KeyError`
    KeyError,
    /// `LookupError`
    LookupError,
    /// `UnicodeDecodeError`
    UnicodeDecodeError,
    /// `UnicodeEncodeError`
    UnicodeEncodeError,
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
    pub(super) fn new(class: Raises, message: impl Into<String>) -> Self {
        Self {
            class,
            message: message.into(),
        }
    }
}

impl std::fmt::Display for Raised {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:?}: {}", self.class, self.message)
    }
}
