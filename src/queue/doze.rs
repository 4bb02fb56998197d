//! One actor that sleeps until the one at the other end of a ring wakes it.

use super::has_passed;
use crate::sync::atomic::Ordering;
use crate::sync::{Stop, Stopped, Word, order_seq_cst};

const AWAKE: u32 = 0;
const ASLEEP: u32 = 1;

/// The sleep of one end of a ring.
#[derive(Debug)]
#[repr(transparent)]
pub(super) struct Doze {
    /// | value | state | who leaves it |
    /// | --- | --- | --- |
    /// | 0 | awake | the sleeper |
    /// | 1 | asleep, or about to look once more and then sleep | the waker, who then wakes; or the sleeper |
    word: Word,
}

impl Doze {
    #[cfg(not(loom))]
    pub(super) const fn new() -> Self {
        Self {
            word: Word::new(AWAKE),
        }
    }

    #[cfg(loom)]
    pub(super) fn new() -> Self {
        Self {
            word: Word::new(AWAKE),
        }
    }

    /// Wakes the sleeper, if it sleeps. To be called after a SeqCst change of what it waits for: either this load
    /// sees the store in [`Doze::sleep`], or the sleeper's next look sees the change.
    #[inline]
    pub(super) fn wake(&self) {
        order_seq_cst();
        if self.word.load(Ordering::SeqCst) == ASLEEP {
            self.wake_slow();
        }
    }

    #[cold]
    fn wake_slow(&self) {
        // Relaxed: the ring's indices hand things over.
        self.word.store(AWAKE, Ordering::Relaxed);
        self.word.wake_one();
    }

    /// Sleeps until it is woken, unless `needed` says that there is no need (it has to look with SeqCst). False if the
    /// deadline passed first.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop.
    pub(super) fn sleep(
        &self,
        stop: &Stop,
        deadline: Option<f64>,
        needed: impl Fn() -> bool,
    ) -> Result<bool, Stopped> {
        self.word.store(ASLEEP, Ordering::SeqCst);
        order_seq_cst();
        let mut woken = Ok(true);
        if needed() {
            while self.word.load(Ordering::Relaxed) == ASLEEP {
                if has_passed(deadline) {
                    woken = Ok(false);
                    break;
                }
                if let Err(stopped) = stop.wait(&self.word, ASLEEP, deadline) {
                    woken = Err(stopped);
                    break;
                }
            }
        }
        self.word.store(AWAKE, Ordering::Relaxed);
        woken
    }
}
