//! A starting line: actors that are to run at the same time wait for each other there.

use super::actor::Actor;
use crate::sync::atomic::Ordering;
use crate::sync::{Stopped, Word, clock, spin_hint};
use crate::trace::{Class, Kind, Value};

/// How long an early actor keeps its core before it sleeps. While it spins, the others need only be woken; if it slept
/// at once, the last to come would be well ahead before it was awake.
const SPIN_MS: f64 = 20.0;

/// Where a number of actors wait for each other, once. A counting loop of a million takes milliseconds here: without
/// this the first actor can be done before the second is awake, and then there is no race to see.
pub struct Rendezvous {
    object: u32,
    /// Actors that have not come yet.
    missing: Word,
}

impl Rendezvous {
    /// A starting line called `name` for so many actors.
    pub fn new(me: &Actor, name: &str, actors: u32) -> Self {
        Self {
            object: me.declare(Class::Other, name),
            missing: Word::new(actors),
        }
    }

    /// Waits until all have come.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop.
    #[track_caller]
    pub fn wait(&self, me: &Actor) -> Result<(), Stopped> {
        me.record(Kind::Wait, self.object, Value::None);
        self.wait_for_all(me)?;
        me.record(Kind::Wake, self.object, Value::None);
        Ok(())
    }

    fn wait_for_all(&self, me: &Actor) -> Result<(), Stopped> {
        // AcqRel: what each did before the line happens before what any does after it (pairs with itself and with the
        // Acquire below).
        if self.missing.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.missing.wake_all();
            return Ok(());
        }
        let patience = clock::now() + SPIN_MS;
        loop {
            for _ in 0..1000 {
                // Acquire pairs with the Release in the last one's `fetch_sub`.
                if self.missing.load(Ordering::Acquire) == 0 {
                    return Ok(());
                }
                spin_hint();
            }
            me.stop().check()?;
            if clock::now() > patience {
                let missing = self.missing.load(Ordering::Acquire);
                if missing != 0 {
                    me.stop().wait(&self.missing, missing, None)?;
                }
            }
        }
    }
}
