//! Queues between actors that share memory.
//!
//! | queue | producers | consumers | what it carries | after |
//! | --- | --- | --- | --- | --- |
//! | [`Queue`] | any | any | items | D. Vyukov's bounded queue |
//! | [`ItemRing`] | one | one | items | L. Lamport's ring, with cached indices |
//! | [`ByteRing`] | one | one | bytes, in whatever portions | the same, in a layout that JavaScript can read too |
//!
//! An operation that need not wait takes no lock and makes no system call. One that must wait (a get from an empty queue, a
//! put into a full one) spins for some microseconds, then sleeps, and whoever ends the wait wakes it. Every blocking
//! call takes the run's [`Stop`](crate::sync::Stop) and ends within [`SLICE`](crate::sync::SLICE) of a request; a call
//! that need not wait does not look at it. Deadlines are in milliseconds on [`clock::now`](crate::sync::clock::now).
//!
//! Whatever is stopped, runs out of time or is closed at whatever moment: an item is got once if its put succeeded, and
//! never if it did not. A put that fails gives the item back.
//!
//! How the rings are laid out and why no wake-up is lost is in `README.md` beside this file.

mod bounded;
mod byte_ring;
mod doze;
mod error;
mod item_ring;
mod line;
mod sleepers;
mod slots;

pub use bounded::Queue;
pub use byte_ring::{ByteReader, ByteRing, ByteWriter};
pub use error::{GetError, PutError};
pub use item_ring::{ItemConsumer, ItemProducer, ItemRing};

/// Whether `deadline` (milliseconds on [`clock::now`](crate::sync::clock::now)), if there is one, has passed.
fn has_passed(deadline: Option<f64>) -> bool {
    deadline.is_some_and(|deadline| crate::sync::clock::now() >= deadline)
}
