//! Why nothing was put or got.

use crate::sync::Stopped;
use core::fmt;

/// Why an item was not put. It comes back.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum PutError<T> {
    /// There was no room: at once (the `try` form), or until the deadline (the timed form).
    Full(T),
    /// Nothing can be put any more.
    Closed(T),
    /// The run was told to stop while the call waited.
    Stopped(T),
}

impl<T> PutError<T> {
    /// The item.
    pub fn into_item(self) -> T {
        match self {
            Self::Full(item) | Self::Closed(item) | Self::Stopped(item) => item,
        }
    }
}

/// Why nothing was got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GetError {
    /// There was nothing: at once (the `try` form), or until the deadline (the timed form).
    Empty,
    /// There is nothing, and nothing will come any more.
    Closed,
    /// The run was told to stop while the call waited.
    Stopped,
}

impl From<Stopped> for GetError {
    fn from(_: Stopped) -> Self {
        Self::Stopped
    }
}

// Without the item, so that it need not be `Debug` itself.
impl<T> fmt::Debug for PutError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Full(_) => "Full(..)",
            Self::Closed(_) => "Closed(..)",
            Self::Stopped(_) => "Stopped(..)",
        })
    }
}

impl<T> fmt::Display for PutError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Full(_) => "the queue is full",
            Self::Closed(_) => "the queue is closed",
            Self::Stopped(_) => "the run was stopped",
        })
    }
}

impl fmt::Display for GetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "the queue is empty",
            Self::Closed => "the queue is closed and empty",
            Self::Stopped => "the run was stopped",
        })
    }
}

impl<T> core::error::Error for PutError<T> {}

impl core::error::Error for GetError {}
