//! A lock whose waiters sleep: one compare-and-swap to take it, one exchange to release it, and the platform is asked
//! only when somebody has to wait or may be waiting.
//!
//! After U. Drepper, "Futexes Are Tricky" (2011), the third of its mutexes, with a short spin before the sleep.

use super::{RawLock, has_passed};
use crate::sync::atomic::Ordering;
use crate::sync::{Backoff, Stop, Stopped, Word};

const FREE: u32 = 0;
const HELD: u32 = 1;
const CONTENDED: u32 = 2;

/// A futex-style mutex of three states.
#[derive(Debug)]
pub struct FutexLock {
    /// | value | state | who releases |
    /// | --- | --- | --- |
    /// | 0 | free | |
    /// | 1 | held, and nobody waits | changes the word, that is all |
    /// | 2 | held, and somebody may wait | wakes one waiter |
    state: Word,
}

impl Default for FutexLock {
    fn default() -> Self {
        Self {
            state: Word::new(FREE),
        }
    }
}

impl FutexLock {
    #[cold]
    fn lock_slow(&self, stop: &Stop, deadline: Option<f64>) -> Result<bool, Stopped> {
        let mut state = self.spin();
        if state == FREE && self.try_lock() {
            return Ok(true);
        }
        loop {
            // From here on the holder must wake somebody as it releases, so the word has to say so; and who takes
            // the lock this way cannot know whether others sleep, so it stays that way. Acquire pairs with the
            // Release in `unlock`.
            if state != CONTENDED && self.state.swap(CONTENDED, Ordering::Acquire) == FREE {
                return Ok(true);
            }
            // Nothing to undo on giving up: a holder that wakes nobody in the end has made one call in vain.
            if has_passed(deadline) {
                return Ok(false);
            }
            if let Err(stopped) = stop.wait(&self.state, CONTENDED, deadline) {
                // This waiter may have been chosen by a release that another waiter could have used.
                self.state.wake_one();
                return Err(stopped);
            }
            state = self.spin();
        }
    }

    #[cold]
    fn wake(&self) {
        self.state.wake_one();
    }

    /// Watches the word while the lock is held and nobody sleeps for it. Where somebody does, spinning would only let
    /// this waiter overtake. Returns what it saw last.
    fn spin(&self) -> u32 {
        let mut backoff = Backoff::new();
        loop {
            // Relaxed: whoever then takes the lock synchronises by that.
            let state = self.state.load(Ordering::Relaxed);
            if state != HELD || !backoff.spin_briefly() {
                return state;
            }
        }
    }
}

impl RawLock for FutexLock {
    const NAME: &'static str = "futex";

    #[inline]
    fn lock(&self, stop: &Stop) -> Result<(), Stopped> {
        if self.try_lock() {
            return Ok(());
        }
        self.lock_slow(stop, None).map(drop)
    }

    #[inline]
    fn try_lock(&self) -> bool {
        // Acquire pairs with the Release in `unlock`: this holder sees what the last one did. On failure nothing is
        // read that depends on it.
        self.state
            .compare_exchange(FREE, HELD, Ordering::Acquire, Ordering::Relaxed)
            .is_ok()
    }

    #[inline]
    fn lock_until(&self, stop: &Stop, deadline_ms: f64) -> Result<bool, Stopped> {
        if self.try_lock() {
            return Ok(true);
        }
        self.lock_slow(stop, Some(deadline_ms))
    }

    #[inline]
    unsafe fn unlock(&self) {
        // Release pairs with the Acquire in `try_lock` and `lock_slow`.
        if self.state.swap(FREE, Ordering::Release) == CONTENDED {
            self.wake();
        }
    }
}
