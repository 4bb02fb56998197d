//! What carries a connection from process to process.

use crate::socket::Post;

/// What comes through a port.
#[derive(Debug)]
pub enum Heard {
    /// A message of the peer.
    Message(Vec<u8>),
    /// The peer is no more.
    Gone,
    /// The run is to stop.
    Stopped,
}

/// One end of a way for messages to another process. Each connection has its own.
pub trait Port: Post {
    /// The connection's number, the same at both ends.
    fn number(&self) -> u32;

    /// From now on `hear` is told what comes, and what has come before; never from within a call of the process.
    fn attach(&self, hear: Box<dyn Fn(Heard)>);
}

impl Post for Box<dyn Port> {
    fn post(&self, message: &[u8]) {
        (**self).post(message);
    }
}
