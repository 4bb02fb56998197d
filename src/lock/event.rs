//! A gate: closed at first, opened for all, and closed again when somebody says so.
//!
//! Python's `threading.Event`. That a waiter gets through although the gate was closed again before it woke comes from
//! counting the openings: D. P. Reed and R. K. Kanodia, "Synchronization with Eventcounts and Sequencers" (1979).

use super::has_passed;
use crate::sync::atomic::Ordering;
use crate::sync::{Backoff, Stop, Stopped, Word};

const SET: u32 = 1;
const AWAITED: u32 = 2;
const ONE_SETTING: u32 = 4;

/// An event that stays set until it is cleared. Setting it lets everybody through who waits, even if it is cleared
/// at once.
#[derive(Debug)]
pub struct Event {
    /// | bits | meaning |
    /// | --- | --- |
    /// | 0 | set |
    /// | 1 | somebody may sleep on this word |
    /// | 2–31 | how often it was set when it had not been, modulo 2^30 |
    state: Word,
}

impl Default for Event {
    fn default() -> Self {
        Self::new()
    }
}

impl Event {
    /// An event that is not set.
    pub fn new() -> Self {
        Self {
            state: Word::new(0),
        }
    }

    /// Sets it and wakes all who wait. What was done before happens before whatever those do who see it set.
    pub fn set(&self) {
        let mut state = self.state.load(Ordering::Relaxed);
        loop {
            let after = if state & SET == 0 {
                (state & !AWAITED).wrapping_add(ONE_SETTING) | SET
            } else {
                state
            };
            // Also when it was set already: Release pairs with the Acquires in `is_set` and `wait_slow`, and what this
            // actor did is to be seen, too.
            match self
                .state
                .compare_exchange(state, after, Ordering::Release, Ordering::Relaxed)
            {
                Ok(_) => break,
                Err(actual) => state = actual,
            }
        }
        if state & AWAITED != 0 {
            self.state.wake_all();
        }
    }

    /// Makes those wait who come from now on.
    pub fn clear(&self) {
        // Relaxed: closing hands over nothing. As a read-modify-write it keeps up the release sequence of `set`.
        self.state.fetch_and(!SET, Ordering::Relaxed);
    }

    /// Whether it is set now.
    #[inline]
    pub fn is_set(&self) -> bool {
        // Acquire pairs with the Release in `set`.
        self.state.load(Ordering::Acquire) & SET != 0
    }

    /// Waits until it is set.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop while the call waited.
    #[inline]
    pub fn wait(&self, stop: &Stop) -> Result<(), Stopped> {
        if self.is_set() {
            return Ok(());
        }
        self.wait_slow(stop, None).map(drop)
    }

    /// Like [`Event::wait`], until `deadline_ms` on [`clock::now`](crate::sync::clock::now). Says whether it was set.
    ///
    /// # Errors
    /// As [`Event::wait`].
    #[inline]
    pub fn wait_until(&self, stop: &Stop, deadline_ms: f64) -> Result<bool, Stopped> {
        if self.is_set() {
            return Ok(true);
        }
        self.wait_slow(stop, Some(deadline_ms))
    }

    #[cold]
    fn wait_slow(&self, stop: &Stop, deadline: Option<f64>) -> Result<bool, Stopped> {
        let mut backoff = Backoff::new();
        // Acquire, here and below, pairs with the Release in `set`.
        let mut state = self.state.load(Ordering::Acquire);
        let settings = state / ONE_SETTING;
        loop {
            if state & SET != 0 || state / ONE_SETTING != settings {
                return Ok(true);
            }
            if !backoff.spin() {
                if has_passed(deadline) {
                    return Ok(false);
                }
                // Relaxed: the flag hands over nothing. If it fails, the state is another, and so is the question. A
                // flag with nobody behind it, left by a waiter that is stopped, is one call in vain.
                if state & AWAITED != 0
                    || self
                        .state
                        .compare_exchange(
                            state,
                            state | AWAITED,
                            Ordering::Relaxed,
                            Ordering::Relaxed,
                        )
                        .is_ok()
                {
                    stop.wait(&self.state, state | AWAITED, deadline)?;
                }
            }
            state = self.state.load(Ordering::Acquire);
        }
    }
}
