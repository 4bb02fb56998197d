//! The lock that CPython's threads pass round: whoever runs Python code holds it.
//!
//! After CPython's `Python/ceval_gil.c` (3.2 and later; A. Pitrou, 2009). A thread that wants the lock sleeps for one
//! interval at a time. When nobody else got the lock during one, it asks for it; the holder looks for such a request
//! now and then, releases, and waits until another thread has the lock, so that it cannot overtake the one that asked.

use crate::lock::{Condvar, Mutex};
use crate::sync::atomic::{AtomicBool, Ordering};
use crate::sync::{Stopped, clock};
use crate::thread::Actor;
use crate::trace::{Class, Kind, Value};

/// A global interpreter lock.
pub(super) struct InterpreterLock {
    state: Mutex<State>,
    /// Nobody holds the lock.
    released: Condvar,
    /// Somebody else holds the lock than before.
    passed_on: Condvar,
    /// Whether a waiter has waited for an interval in vain.
    asked_for: AtomicBool,
    interval_ms: f64,
    /// Its number in the trace.
    object: u32,
}

struct State {
    held: bool,
    /// Who holds it or held it last.
    holder: u32,
    /// How often it went to another thread.
    switches: u64,
}

/// Nobody's number.
const NOBODY: u32 = u32::MAX;

impl InterpreterLock {
    /// A lock that nobody holds, and that a waiter asks for after so many milliseconds.
    pub(super) fn new(me: &Actor, interval_ms: f64) -> Self {
        Self {
            state: Mutex::new(State {
                held: false,
                holder: NOBODY,
                switches: 0,
            }),
            released: Condvar::new(),
            passed_on: Condvar::new(),
            asked_for: AtomicBool::new(false),
            interval_ms,
            object: me.declare(Class::Lock, "the global lock"),
        }
    }

    /// Waits for the lock and takes it, as thread number `thread`.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop. The lock is not held then.
    #[track_caller]
    pub(super) fn take(&self, me: &Actor, thread: u32) -> Result<(), Stopped> {
        let stop = me.stop();
        let mut state = self.state.lock(stop)?;
        if state.held {
            me.record(Kind::Wait, self.object, Value::None);
        }
        while state.held {
            let seen = state.switches;
            let deadline = clock::now() + self.interval_ms;
            let free;
            (state, free) = self
                .released
                .wait_while_until(state, stop, deadline, |state| state.held)?;
            if !free && state.switches == seen {
                // Relaxed: a hint. The holder then takes `state`'s lock, and by that sees the rest.
                self.asked_for.store(true, Ordering::Relaxed);
            }
        }
        state.held = true;
        if state.holder != thread {
            state.holder = thread;
            state.switches += 1;
        }
        // Relaxed: as above; who still waits will ask again.
        self.asked_for.store(false, Ordering::Relaxed);
        drop(state);
        self.passed_on.notify_all();
        me.record(Kind::Acquire, self.object, Value::None);
        Ok(())
    }

    /// Releases the lock, which `thread` holds. If a waiter has asked for it, it gets it first.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop. The lock may be held then.
    #[track_caller]
    pub(super) fn release(&self, me: &Actor, thread: u32) -> Result<(), Stopped> {
        me.record(Kind::Release, self.object, Value::None);
        let stop = me.stop();
        let mut state = self.state.lock(stop)?;
        state.held = false;
        self.released.notify_one();
        // Relaxed: set by a waiter, which stays until it has the lock.
        if self.asked_for.load(Ordering::Relaxed) {
            let passed_on = self
                .passed_on
                .wait_while(state, stop, |state| state.holder == thread)?;
            drop(passed_on);
        }
        Ok(())
    }

    /// To be called now and then by the holder, between two operations: lets the lock go to who has asked for it.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop. The lock is not held then.
    #[inline]
    #[track_caller]
    pub(super) fn checkpoint(&self, me: &Actor, thread: u32) -> Result<(), Stopped> {
        // Relaxed: as in `release`.
        if !self.asked_for.load(Ordering::Relaxed) {
            return me.stop().check();
        }
        self.release(me, thread)?;
        self.take(me, thread)
    }
}
