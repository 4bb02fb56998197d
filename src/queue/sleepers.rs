//! Any number of actors that sleep until one of them is wanted.
//!
//! A waker pays one load while nobody sleeps, and one call of the platform for each sleeper that it wakes: it takes that
//! sleeper off the count in the same step, so that the next waker does not call for it again while it is still waking
//! up. The word is that of a futex semaphore (U. Drepper, "Futexes Are Tricky", 2011), counting wake-ups.

use super::has_passed;
use crate::sync::atomic::Ordering;
use crate::sync::{Backoff, Stop, Stopped, Word, order_seq_cst};

const WAKE_UPS: u32 = 0xffff;
const ONE_SLEEPER: u32 = 1 << 16;

/// The sleepers at one end of a queue; 65,535 of them at the most.
///
/// A sleeper announces itself, looks at the queue once more, and sleeps. A waker changes the queue, and looks whether
/// there are sleepers. The announcement and the change are SeqCst, and so are the looks that each side takes at the
/// other's: in the order of all of these, one of the two looks comes after both, and sees what it looks for.
#[derive(Debug)]
pub(super) struct Sleepers {
    /// | bits | meaning |
    /// | --- | --- |
    /// | 0–15 | wake-ups on their way, for whichever sleeper takes one first |
    /// | 16–31 | announced sleepers that no wake-up is for yet |
    state: Word,
}

impl Sleepers {
    pub(super) fn new() -> Self {
        Self {
            state: Word::new(0),
        }
    }

    /// Whether somebody sleeps whom nobody woke yet. For a look after a change.
    #[inline]
    pub(super) fn are_there(&self) -> bool {
        order_seq_cst();
        // SeqCst: see the type.
        self.state.load(Ordering::SeqCst) >= ONE_SLEEPER
    }

    /// Wakes one sleeper, if there is one that nobody woke yet. To be called after the change that it waits for.
    #[inline]
    pub(super) fn wake_one(&self) {
        if self.are_there() {
            self.wake(|_| 1);
        }
    }

    /// Wakes all.
    pub(super) fn wake_all(&self) {
        if self.are_there() {
            self.wake(|sleepers| sleepers);
        }
    }

    #[cold]
    fn wake(&self, how_many: impl Fn(u32) -> u32) {
        let mut state = self.state.load(Ordering::Relaxed);
        while state >= ONE_SLEEPER {
            let count = how_many(state / ONE_SLEEPER);
            // Release pairs with the Acquires in `sleep` and `leave`: who takes the wake-up sees what it is about.
            match self.state.compare_exchange_weak(
                state,
                state - count * ONE_SLEEPER + count,
                Ordering::Release,
                Ordering::Relaxed,
            ) {
                Ok(_) if count == 1 => return self.state.wake_one(),
                Ok(_) => return self.state.wake_all(),
                Err(actual) => state = actual,
            }
        }
    }

    /// Repeats `attempt` until it gives something: first spinning, then whenever woken. `None` if the deadline passed before
    /// that; the last attempt was after it.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop while it slept.
    pub(super) fn wait<R>(
        &self,
        stop: &Stop,
        deadline: Option<f64>,
        mut attempt: impl FnMut() -> Option<R>,
    ) -> Result<Option<R>, Stopped> {
        loop {
            let mut backoff = Backoff::new();
            while backoff.spin() {
                if let Some(result) = attempt() {
                    return Ok(Some(result));
                }
            }
            // SeqCst: see the type.
            self.state.fetch_add(ONE_SLEEPER, Ordering::SeqCst);
            order_seq_cst();
            if let Some(result) = attempt() {
                self.leave();
                return Ok(Some(result));
            }
            if !self.sleep(stop, deadline)? {
                return Ok(attempt());
            }
        }
    }

    /// Sleeps, once announced, until woken, or until `deadline`: says whether it was woken. In any case the announcement is
    /// used up.
    fn sleep(&self, stop: &Stop, deadline: Option<f64>) -> Result<bool, Stopped> {
        loop {
            let state = self.state.load(Ordering::Relaxed);
            if state & WAKE_UPS > 0 {
                // Acquire pairs with the Release in `wake`.
                if self
                    .state
                    .compare_exchange_weak(state, state - 1, Ordering::Acquire, Ordering::Relaxed)
                    .is_ok()
                {
                    return Ok(true);
                }
            } else if has_passed(deadline) {
                self.leave_waking();
                return Ok(false);
            } else if let Err(stopped) = stop.wait(&self.state, state, deadline) {
                self.leave_waking();
                return Err(stopped);
            }
        }
    }

    /// Takes this sleeper off the count, or, if a waker has done that, takes the wake-up that it left. Returns the state
    /// before.
    fn leave(&self) -> u32 {
        let mut state = self.state.load(Ordering::Relaxed);
        loop {
            let part = if state >= ONE_SLEEPER { ONE_SLEEPER } else { 1 };
            // Acquire pairs with the Release in `wake`.
            match self.state.compare_exchange_weak(
                state,
                state - part,
                Ordering::Acquire,
                Ordering::Relaxed,
            ) {
                Ok(before) => return before,
                Err(actual) => state = actual,
            }
        }
    }

    /// For a sleeper that may have been woken and goes for another reason: whoever the wake-up is for now has to hear of
    /// it.
    #[cold]
    fn leave_waking(&self) {
        let before = self.leave();
        if before >= ONE_SLEEPER && before & WAKE_UPS > 0 {
            self.state.wake_one();
        }
    }
}
