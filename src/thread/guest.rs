//! Actors on threads that are not the pool's: those of a library that makes its own, such as rayon's.

use super::actor::{Actor, set_current};
use super::engine::Engine;
use crate::sync::Stopped;
use crate::trace::{Kind, Value};
use core::cell::Cell;

thread_local! {
    static WORKER: Cell<u32> = const { Cell::new(0) };
}

/// Says which worker the calling thread is: the number by which the page knows it.
pub fn set_worker(number: u32) {
    WORKER.set(number);
}

/// An actor that runs now and then, for a piece of work at a time, on a thread that outlives the run. The thread stays
/// the library's; the actor is the run's name and ring for it.
///
/// It begins with its first work, and ends as it is dropped.
pub struct Guest {
    actor: Actor,
    id: u32,
    name: String,
    begun: bool,
    /// Whether some work of it was stopped before its end.
    stopped: bool,
}

impl Guest {
    pub(super) fn new(actor: Actor, id: u32, name: &str) -> Self {
        Self {
            actor,
            id,
            name: name.to_owned(),
            begun: false,
            stopped: false,
        }
    }

    /// Does `work` as this actor, on the calling thread.
    ///
    /// # Errors
    /// [`Stopped`] if `work` says so.
    pub fn work<T>(
        &mut self,
        work: impl FnOnce(&Actor) -> Result<T, Stopped>,
    ) -> Result<T, Stopped> {
        set_current(&self.name);
        let result = self.begin().and_then(|()| work(&self.actor));
        self.stopped |= result.is_err();
        self.actor.record_around(Kind::Wait, 0, Value::None);
        result
    }

    fn begin(&mut self) -> Result<(), Stopped> {
        if self.begun {
            self.actor.record_around(Kind::Wake, 0, Value::None);
            return Ok(());
        }
        self.begun = true;
        let worker = i64::from(WORKER.get());
        self.actor.record_around(Kind::Start, self.id, worker);
        Engine::strike(&self.actor, self.id)
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        if self.begun {
            let detail = u8::from(self.stopped);
            self.actor
                .recorder()
                .record_engine(Kind::Exit, detail, self.id, Value::None);
        }
    }
}
