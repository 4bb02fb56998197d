//! The stop word: how a run is told to end, and how every wait hears of it.

use super::atomic::Ordering;
use super::{Word, clock};
use core::fmt;
use core::time::Duration;

/// The longest that a wait goes on without a look at the stop word. A waiter on some other word is not woken by
/// [`Stop::request`], so this is also the longest that it answers late.
pub const SLICE: Duration = Duration::from_millis(100);

/// The run was told to stop. Programs hand it up with `?`, so that their guards release on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped;

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the run was stopped")
    }
}

impl core::error::Error for Stopped {}

/// The stop word of a run.
///
/// | value | state |
/// | --- | --- |
/// | 0 | go on |
/// | 1 | stop: every wait and every sleep ends with [`Stopped`] |
///
/// The page writes it directly in shared memory, which is why the layout is that of its one word.
#[derive(Debug)]
#[repr(transparent)]
pub struct Stop {
    word: Word,
}

const GO: u32 = 0;
const STOP: u32 = 1;

impl Stop {
    /// A stop word that says "go on".
    #[cfg(not(loom))]
    pub const fn new() -> Self {
        Self {
            word: Word::new(GO),
        }
    }

    /// A stop word that says "go on".
    #[cfg(loom)]
    pub fn new() -> Self {
        Self {
            word: Word::new(GO),
        }
    }

    /// Tells the run to stop. Sleepers wake at once, other waiters within [`SLICE`].
    pub fn request(&self) {
        // Release pairs with the Acquire in `check`: who sees the stop sees what led to it.
        self.word.store(STOP, Ordering::Release);
        self.word.wake_all();
    }

    /// Makes the word ready for the next run. Only when no actor of the last one is left.
    pub fn reset(&self) {
        // Release pairs with the Acquire in `check`, as in `request`.
        self.word.store(GO, Ordering::Release);
    }

    /// An error once the run was told to stop. Loops that never wait call it now and then.
    #[inline]
    pub fn check(&self) -> Result<(), Stopped> {
        // Acquire pairs with the Release in `request`.
        if self.word.load(Ordering::Acquire) == GO {
            Ok(())
        } else {
            Err(Stopped)
        }
    }

    /// Waits while `word` holds `expected`: until it is woken, a slice has passed, or for no reason at all
    /// (so callers look again in a loop). The deadline, if any, is on [`clock::now`] in milliseconds; the caller
    /// compares it after the return.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop, before or during the wait.
    #[inline]
    pub fn wait(&self, word: &Word, expected: u32, deadline: Option<f64>) -> Result<(), Stopped> {
        self.check()?;
        word.wait(expected, Some(slice_until(deadline)));
        self.check()
    }

    /// Sleeps for `duration` of real time.
    ///
    /// # Errors
    /// [`Stopped`] at once when the run is told to stop, and without sleeping if it was before.
    pub fn sleep(&self, duration: Duration) -> Result<(), Stopped> {
        let deadline = clock::now() + duration.as_secs_f64() * 1e3;
        loop {
            self.check()?;
            let left = deadline - clock::now();
            if left <= 0.0 {
                return Ok(());
            }
            // No slices needed: this waits on the stop word itself.
            self.word.wait(GO, Some(milliseconds(left)));
        }
    }
}

impl Default for Stop {
    fn default() -> Self {
        Self::new()
    }
}

/// The time until `deadline`, but no more than a slice.
fn slice_until(deadline: Option<f64>) -> Duration {
    match deadline {
        None => SLICE,
        Some(deadline) => milliseconds(deadline - clock::now()).min(SLICE),
    }
}

fn milliseconds(ms: f64) -> Duration {
    Duration::try_from_secs_f64(ms.max(0.0) / 1e3).unwrap_or(Duration::MAX)
}
