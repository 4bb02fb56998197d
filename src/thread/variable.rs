//! Variables that threads share without a lock, and that the page can watch.

use super::actor::Actor;
use crate::sync::Stopped;
use crate::sync::atomic::{AtomicI64, AtomicPtr, Ordering};
use crate::trace::{Class, Kind};

/// A shared text. Each read and each write is recorded.
///
/// It refers to texts of the program itself, so that a read and a write are one atomic operation each, as assigning a
/// string is in Python.
pub struct TextVariable {
    object: u32,
    /// A `&'static &'static str`, always.
    text: AtomicPtr<&'static str>,
}

impl TextVariable {
    /// A variable called `name` that refers to `text`.
    pub fn new(me: &Actor, name: &str, text: &'static &'static str) -> Self {
        let object = me.declare(Class::Variable, name);
        me.record(Kind::Write, object, *text);
        Self {
            object,
            text: AtomicPtr::new(core::ptr::from_ref(text).cast_mut()),
        }
    }

    /// What it refers to now.
    #[track_caller]
    pub fn get(&self, me: &Actor) -> &'static str {
        // Acquire pairs with the Release in `set`. The texts are constants, so even Relaxed would be sound; it is the
        // event numbers that should agree with what was read.
        let pointer = self.text.load(Ordering::Acquire);
        // SAFETY: `new` and `set` store only pointers made from `&'static &'static str`.
        let text: &'static str = unsafe { *pointer };
        me.record(Kind::Read, self.object, text);
        text
    }

    /// Makes it refer to `text`.
    #[track_caller]
    pub fn set(&self, me: &Actor, text: &'static &'static str) {
        // Release pairs with the Acquire in `get`.
        self.text
            .store(core::ptr::from_ref(text).cast_mut(), Ordering::Release);
        me.record(Kind::Write, self.object, *text);
    }
}

/// Passes of a counting loop between two looks at the stop word and two events: some hundred events in the course's
/// loop of a million, and far too rare to change the race.
const PASSES: u64 = 1 << 14;

/// A shared integer that is loaded and stored, nothing more: `store(load() + 1)` is two operations, and another thread
/// can come between them.
///
/// Relaxed atomics, so that a lost update is just that. With a plain variable it would be a data race, which is undefined
/// behaviour in Rust.
pub struct Counter {
    object: u32,
    value: AtomicI64,
}

impl Counter {
    /// A counter called `name` that holds `value`.
    pub fn new(me: &Actor, name: &str, value: i64) -> Self {
        let object = me.declare(Class::Variable, name);
        me.record(Kind::Write, object, value);
        Self {
            object,
            value: AtomicI64::new(value),
        }
    }

    /// Its value now. Not recorded: see [`Counter::progress`].
    #[inline]
    pub fn load(&self) -> i64 {
        // Relaxed: to order nothing is the point.
        self.value.load(Ordering::Relaxed)
    }

    /// Makes it `value`. Not recorded: see [`Counter::progress`].
    #[inline]
    pub fn store(&self, value: i64) {
        // Relaxed: to order nothing is the point.
        self.value.store(value, Ordering::Relaxed);
    }

    /// To be called in each pass of a loop: every so many passes it records the value and looks at the stop word.
    /// Recording each pass would take longer than the pass, and change the race that one wants to watch.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop.
    #[track_caller]
    #[inline]
    pub fn progress(&self, me: &Actor, pass: u64) -> Result<(), Stopped> {
        if pass.is_multiple_of(PASSES) {
            me.record(Kind::Progress, self.object, self.load());
            me.stop().check()
        } else {
            Ok(())
        }
    }

    /// Records the value that the last pass left.
    #[track_caller]
    pub fn done(&self, me: &Actor) {
        me.record(Kind::Progress, self.object, self.load());
    }
}
