//! What a thread's program is handed: its own identity, and everything that it may do.

use super::engine::Engine;
use super::guest::Guest;
use super::join::JoinHandle;
use crate::sync::atomic::AtomicU32;
use crate::sync::{Stop, Stopped};
use crate::trace::{Class, Kind, Producer, Recorder, Value};
use core::cell::RefCell;
use core::fmt;
use core::panic::Location;
use core::time::Duration;

pub(super) type ThreadRecorder = Recorder<Producer<'static>, &'static AtomicU32>;

thread_local! {
    static CURRENT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The name of the actor that the calling thread runs or ran last; empty before its first.
pub fn current_name() -> String {
    CURRENT.with_borrow(Clone::clone)
}

pub(super) fn set_current(name: &str) {
    CURRENT.with_borrow_mut(|current| {
        current.clear();
        current.push_str(name);
    });
}

/// A thread as its program sees itself. What it does through this is in the trace.
pub struct Actor {
    engine: &'static Engine,
    recorder: ThreadRecorder,
}

impl Actor {
    pub(super) fn new(engine: &'static Engine, recorder: ThreadRecorder) -> Self {
        Self { engine, recorder }
    }

    pub(super) fn engine(&self) -> &'static Engine {
        self.engine
    }

    pub(super) fn recorder(&self) -> &ThreadRecorder {
        &self.recorder
    }

    /// Starts `body` as an actor called `name` on another worker.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop.
    ///
    /// # Panics
    /// If no worker becomes free within a second, or the run has too many actors.
    #[track_caller]
    pub fn spawn<T: Send + 'static>(
        &self,
        name: &str,
        body: impl FnOnce(&Actor) -> Result<T, Stopped> + Send + 'static,
    ) -> Result<JoinHandle<T>, Stopped> {
        self.engine.spawn(self, name, body)
    }

    /// Makes an actor called `name` that will work on a thread which is not the pool's.
    ///
    /// # Panics
    /// If the run has too many actors.
    #[track_caller]
    pub fn invite(&self, name: &str) -> Guest {
        self.engine.invite(self, name)
    }

    /// Prints `text` to the console of the page, without a newline of its own.
    #[track_caller]
    pub fn print(&self, text: fmt::Arguments<'_>) {
        let place = Location::caller();
        match text.as_str() {
            Some(text) => self.recorder.record(Kind::Print, 0, text.into(), place),
            None => {
                let text = text.to_string();
                self.recorder
                    .record(Kind::Print, 0, text.as_str().into(), place);
            }
        }
    }

    /// Sleeps for `seconds` of the program's time (the visitor may have chosen a faster one).
    ///
    /// # Errors
    /// [`Stopped`] at once when the run is told to stop.
    #[track_caller]
    pub fn sleep(&self, seconds: f64) -> Result<(), Stopped> {
        let place = Location::caller();
        self.recorder.record(Kind::Sleep, 0, seconds.into(), place);
        let real = Duration::try_from_secs_f64(seconds / self.engine.speed())
            .expect("a time to sleep is not negative");
        self.engine.stop().sleep(real)?;
        self.recorder.record(Kind::Wake, 0, Value::None, place);
        Ok(())
    }

    /// The run's stop word, for whatever blocks.
    pub fn stop(&self) -> &Stop {
        self.engine.stop()
    }

    /// Milliseconds since the run began.
    pub fn now(&self) -> f64 {
        self.recorder.now()
    }

    /// Reports a result of the run.
    #[track_caller]
    pub fn measure<'a>(&self, name: &str, value: impl Into<Value<'a>>) {
        let object = self.declare(Class::Measure, name);
        self.recorder
            .record(Kind::Measure, object, value.into(), Location::caller());
    }

    /// Gives an object a number and a name in the trace.
    pub fn declare(&self, class: Class, name: &str) -> u32 {
        let object = self.engine.number_object();
        self.recorder.declare(object, class, name);
        object
    }

    /// Records that `kind` was done to `object`.
    #[track_caller]
    #[inline]
    pub fn record<'a>(&self, kind: Kind, object: u32, value: impl Into<Value<'a>>) {
        self.recorder
            .record(kind, object, value.into(), Location::caller());
    }

    /// Like [`Actor::record`], with a detail, for `place` of the source.
    #[inline]
    pub fn record_detail<'a>(
        &self,
        kind: Kind,
        detail: u8,
        object: u32,
        value: impl Into<Value<'a>>,
        place: &Location<'_>,
    ) {
        self.recorder
            .record_detail(kind, detail, object, value.into(), place);
    }

    /// Records what is done around the program, and has no place in its source.
    pub(crate) fn record_around<'a>(&self, kind: Kind, object: u32, value: impl Into<Value<'a>>) {
        self.recorder.record_engine(kind, 0, object, value.into());
    }
}
