//! Waiting for an actor's end, and its result.

use super::actor::Actor;
use crate::sync::atomic::Ordering;
use crate::sync::{Stopped, UnsafeCell, Word};
use crate::trace::{Kind, Value};
use std::sync::Arc;

/// Where an actor leaves its result.
pub(super) struct Packet<T> {
    /// | value | state |
    /// | --- | --- |
    /// | 0 | the actor goes on; the result is the actor's to write |
    /// | 1 | it has ended; the result is the joiner's to take |
    done: Word,
    result: UnsafeCell<Option<Result<T, Stopped>>>,
}

// SAFETY: `done` says whose `result` is: before 1 the actor's, from 1 on the joiner's, and there is one of each
// (`complete` is called once, `JoinHandle::join` takes the handle). The result moves between threads, hence `T: Send`.
unsafe impl<T: Send> Sync for Packet<T> {}

impl<T> Packet<T> {
    pub(super) fn new() -> Self {
        Self {
            done: Word::new(0),
            result: UnsafeCell::new(None),
        }
    }

    /// Leaves the result. Called once, by the actor.
    pub(super) fn complete(&self, result: Result<T, Stopped>) {
        // SAFETY: `done` is 0, so the result is the actor's, which is the caller.
        self.result
            .with_mut(|place| unsafe { *place = Some(result) });
        // Release pairs with the Acquire in `JoinHandle::join`.
        self.done.store(1, Ordering::Release);
        self.done.wake_all();
    }
}

/// The right to wait for an actor's end. Dropping it lets the actor go on by itself; the run waits for it anyway.
#[must_use = "an actor that is not joined goes on by itself"]
pub struct JoinHandle<T> {
    packet: Arc<Packet<T>>,
    actor: u32,
}

impl<T> JoinHandle<T> {
    pub(super) fn new(packet: Arc<Packet<T>>, actor: u32) -> Self {
        Self { packet, actor }
    }

    /// Waits until the actor has ended, and returns its result.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop: while waiting, or before the actor came to its end.
    #[track_caller]
    pub fn join(self, me: &Actor) -> Result<T, Stopped> {
        me.record(Kind::Join, self.actor, Value::None);
        // Acquire pairs with the Release in `complete`: the result is written.
        while self.packet.done.load(Ordering::Acquire) == 0 {
            me.stop().wait(&self.packet.done, 0, None)?;
        }
        me.record(Kind::Wake, self.actor, Value::None);
        // SAFETY: `done` is 1, so the result is the joiner's, and `self` is the only joiner.
        self.packet
            .result
            .with_mut(|place| unsafe { (*place).take() })
            .expect("complete wrote it, and it is taken once")
    }
}
