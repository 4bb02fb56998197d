//! Byte streams between actors that share nothing, with the semantics of stream sockets.
//!
//! The protocol is a [`Connection`]: it knows states, buffers and credit, and neither time nor place. A [`Transport`]
//! carries its segments; an [`Endpoint`] is the two together and never waits. How to wait is up to the actors:
//!
//! | actors | transport | waits by | where |
//! | --- | --- | --- | --- |
//! | threads | two rings in shared memory ([`Ring`]) | sleeping, and hears of a stop | [`Stream`], [`Network`] |
//! | processes | a message port ([`Messages`]) | `await` | [`process`](crate::process) |
//!
//! States, segments and the rules of credit are in `README.md` beside this file.

mod connection;
mod endpoint;
mod error;
pub mod framing;
mod messages;
mod network;
mod ring;
mod segment;
mod stream;
mod transport;

pub use connection::{Buffers, Connection, Counts, MAX_BUFFER};
pub use endpoint::Endpoint;
pub use error::SocketError;
pub use messages::{MESSAGE_BYTES, Messages, Post};
pub use network::{Listener, Network};
pub use ring::{RING_BYTES, Ring};
pub use segment::{HEADER_BYTES, Segment, SegmentError};
pub use stream::Stream;
pub use transport::Transport;
