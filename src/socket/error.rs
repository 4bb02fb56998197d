use crate::sync::Stopped;
use core::fmt;

/// Why an operation on a socket was not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SocketError {
    /// It would have to wait: no room in the send buffer, or nothing in the receive buffer. Only from the forms that do
    /// not wait, and at a deadline.
    WouldBlock,
    /// Nobody listens at the address, or too many connections wait there already.
    Refused,
    /// Somebody listens at the address already.
    InUse,
    /// This end was shut down: nothing can be sent any more.
    Closed,
    /// The peer does not take part any more: it was killed, or closed its end with bytes unread.
    Reset,
    /// The run was told to stop.
    Stopped,
}

impl From<Stopped> for SocketError {
    fn from(_: Stopped) -> Self {
        Self::Stopped
    }
}

impl fmt::Display for SocketError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::WouldBlock => "the operation would have to wait",
            Self::Refused => "connection refused",
            Self::InUse => "the address is in use",
            Self::Closed => "this end of the connection was shut down",
            Self::Reset => "connection reset by peer",
            Self::Stopped => "the run was stopped",
        })
    }
}

impl core::error::Error for SocketError {}
