//! Any number of actors that sleep until one of them is wanted.
//!
//! A waker pays one load while nobody sleeps, and one call of the platform for each sleeper that it wakes: it takes that
//! sleeper off the count in the same step, so that the next waker does not call for it again while it is still waking
//! up. The word is that of a futex semaphore (U. Drepper, "Futexes Are Tricky", 2011), counting wake-ups.

use super::has_passed;
use crate::sync::atomic::Ordering;
use crate::sync::{Stop, Stopped, Word, order_seq_cst};

const WAKE_UPS: u32 = 0xffff;
const ONE_SLEEPER: u32 = 1 << 16;

/// The sleepers at one end of a queue; 65,535 of them at the most.
///
/// To sleep: [`announce`](Self::announce), look at the queue once more, then [`sleep`](Self::sleep), or
/// [`withdraw`](Self::withdraw) if there is no need any more. To wake: change the queue, then
/// [`wake_one`](Self::wake_one). Both the announcement and the change are SeqCst, and so are the looks that each side
/// takes at the other's: in the order of all of these, one of the two comes second and sees the first.
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

    /// Wakes one sleeper, if there is one that nobody woke yet. To be called after the change that it waits for.
    #[inline]
    pub(super) fn wake_one(&self) {
        order_seq_cst();
        // SeqCst: see the type.
        if self.state.load(Ordering::SeqCst) >= ONE_SLEEPER {
            self.wake_slow();
        }
    }

    #[cold]
    fn wake_slow(&self) {
        // Relaxed: the queue itself hands things over; this only counts.
        let mut state = self.state.load(Ordering::Relaxed);
        while state >= ONE_SLEEPER {
            match self.state.compare_exchange_weak(
                state,
                state - ONE_SLEEPER + 1,
                Ordering::Relaxed,
                Ordering::Relaxed,
            ) {
                Ok(_) => return self.state.wake_one(),
                Err(actual) => state = actual,
            }
        }
    }

    /// Wakes all.
    pub(super) fn wake_all(&self) {
        order_seq_cst();
        // SeqCst: see the type.
        let mut state = self.state.load(Ordering::SeqCst);
        while state >= ONE_SLEEPER {
            match self.state.compare_exchange_weak(
                state,
                state % ONE_SLEEPER + state / ONE_SLEEPER,
                Ordering::Relaxed,
                Ordering::Relaxed,
            ) {
                Ok(_) => return self.state.wake_all(),
                Err(actual) => state = actual,
            }
        }
    }

    /// From here on a waker knows of this sleeper.
    pub(super) fn announce(&self) {
        // SeqCst: see the type.
        self.state.fetch_add(ONE_SLEEPER, Ordering::SeqCst);
        order_seq_cst();
    }

    /// An announced sleeper does not sleep after all.
    pub(super) fn withdraw(&self) {
        self.leave();
    }

    /// Sleeps until woken, or until `deadline`: says whether it was woken. Either way the announcement is used up.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop.
    pub(super) fn sleep(&self, stop: &Stop, deadline: Option<f64>) -> Result<bool, Stopped> {
        loop {
            let state = self.state.load(Ordering::Relaxed);
            if state & WAKE_UPS > 0 {
                // Relaxed, here and below: a wake-up says to look again, and the look is what synchronises.
                if self
                    .state
                    .compare_exchange_weak(state, state - 1, Ordering::Relaxed, Ordering::Relaxed)
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
            match self.state.compare_exchange_weak(
                state,
                state - part,
                Ordering::Relaxed,
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
