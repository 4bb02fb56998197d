//! Lines between processes: each message is one array of bytes, whole.

use super::Waiting;
use core::any::Any;

/// Bytes outside of any process's memory, which can be handed on. A process has it or has not: once handed over, it is
/// somebody else's.
pub trait Array {
    /// How many bytes.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The byte at `index`.
    ///
    /// # Panics
    /// If there is none. So does [`Array::set`].
    fn get(&self, index: usize) -> u8;

    /// Makes the byte at `index` be `byte`.
    fn set(&mut self, index: usize, byte: u8);

    /// For the system that made it.
    fn as_any(&self) -> &dyn Any;
}

/// One end of a line to another process. Messages arrive in order.
pub trait Line {
    /// Sends a copy of `array`.
    fn copy(&self, array: &dyn Array);

    /// Sends `array` itself, which no byte is copied for.
    fn transfer(&self, array: Box<dyn Array>);

    /// Waits for the next message.
    fn receive(&self) -> Waiting<Box<dyn Array>>;
}
