//! Why an operation did not simply give a value.

use super::actor::After;
use super::raised::{Raised, Raises};
use super::value::Value;

/// Why an operation did not give a value. Only `Halt::Raise`, `Halt::Throw` and `Halt::Call` are the program's doing;
/// after the others the operation is executed again later, so whoever returns one has changed nothing.
#[derive(Clone, Debug)]
pub enum Halt {
    /// An exception of the machine's own.
    Raise(Box<Raised>),
    /// An exception that is there already.
    Throw(Value),
    /// The result is what this function gives for these arguments.
    Call(Box<(Value, Vec<Value>, After)>),
    /// Another actor may go first: the operation is one that others can notice.
    Switch,
    /// The actor waits, as its `wait` says.
    Block,
    /// What was taken for nobody's business turned out to be shared: the exploration begins again.
    Restart,
    /// `os._exit` and the like: the actor ends at once.
    End,
}

impl Halt {
    /// An exception of this class with this message.
    #[cold]
    pub fn raise(class: Raises, message: impl Into<String>) -> Self {
        Self::Raise(Box::new(Raised::new(class, message)))
    }

    /// A TypeError.
    #[cold]
    pub fn type_error(message: impl Into<String>) -> Self {
        Self::raise(Raises::TypeError, message)
    }

    /// A ValueError.
    #[cold]
    pub fn value_error(message: impl Into<String>) -> Self {
        Self::raise(Raises::ValueError, message)
    }

    /// Goes on with this function.
    pub fn call(function: Value, arguments: impl Into<Vec<Value>>) -> Self {
        Self::Call(Box::new((function, arguments.into(), After::Push)))
    }
}

impl From<Raised> for Halt {
    fn from(raised: Raised) -> Self {
        Self::Raise(Box::new(raised))
    }
}

/// What an operation gives, or why not.
pub type Outcome<T = Value> = Result<T, Halt>;
