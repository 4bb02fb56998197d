//! Many readers or one writer.
//!
//! After P. J. Courtois, F. Heymans and D. L. Parnas, "Concurrent Control with 'Readers' and 'Writers'" (1971), the second
//! problem: a writer that waits goes before readers that come later. The guards are in `rw_guard.rs`.

use super::has_passed;
use crate::sync::atomic::Ordering;
use crate::sync::{Backoff, Stop, Stopped, Word};

const ONE_READER: u32 = 1;
const READERS: u32 = 0x7fff;
const READERS_WAIT: u32 = 1 << 15;
const ONE_WAITING_WRITER: u32 = 1 << 16;
const WAITING_WRITERS: u32 = 0x7fff << 16;
const WRITING: u32 = 1 << 31;

/// Whoever holds it in either way keeps a writer out.
const HELD: u32 = READERS | WRITING;

/// A readers-writer lock without a value. The default is unlocked.
#[derive(Debug)]
pub(super) struct RawRwLock {
    /// | bits | meaning |
    /// | --- | --- |
    /// | 0–14 | readers that hold the lock |
    /// | 15 | readers may sleep on this word |
    /// | 16–30 | writers that wait |
    /// | 31 | a writer holds the lock |
    ///
    /// Readers sleep on it while there is a writer, holding or waiting.
    state: Word,
    /// Counts how often waiting writers were told to try; they sleep on it. A word of their own, so that to wake one
    /// writer never wakes a reader instead.
    tries: Word,
}

impl Default for RawRwLock {
    fn default() -> Self {
        Self {
            state: Word::new(0),
            tries: Word::new(0),
        }
    }
}

impl RawRwLock {
    /// Joins the readers unless there is a writer, holding or waiting.
    #[inline]
    pub(super) fn try_read(&self) -> bool {
        let mut state = self.state.load(Ordering::Relaxed);
        while may_read(state) {
            // Acquire pairs with the Release in `unlock_write`: readers see what the last writer did.
            match self.state.compare_exchange(
                state,
                state + ONE_READER,
                Ordering::Acquire,
                Ordering::Relaxed,
            ) {
                Ok(_) => return true,
                Err(actual) => state = actual,
            }
        }
        false
    }

    /// Waits until it can join the readers. False if the deadline passed first.
    #[cold]
    pub(super) fn read_slow(&self, stop: &Stop, deadline: Option<f64>) -> Result<bool, Stopped> {
        let mut backoff = Backoff::new();
        loop {
            if self.try_read() {
                return Ok(true);
            }
            if backoff.spin() {
                continue;
            }
            if has_passed(deadline) {
                return Ok(false);
            }
            let state = self.state.load(Ordering::Relaxed);
            if may_read(state) {
                continue;
            }
            // Relaxed: the flag hands over nothing.
            if state & READERS_WAIT == 0
                && self
                    .state
                    .compare_exchange(
                        state,
                        state | READERS_WAIT,
                        Ordering::Relaxed,
                        Ordering::Relaxed,
                    )
                    .is_err()
            {
                continue;
            }
            // Nothing to undo on leaving: readers are woken all at once, and a flag with nobody behind it is one call
            // in vain.
            stop.wait(&self.state, state | READERS_WAIT, deadline)?;
        }
    }

    /// Leaves the readers.
    ///
    /// # Safety
    /// The caller is one of them: it joined by `try_read` or `read_slow` and has not left since.
    #[inline]
    pub(super) unsafe fn unlock_read(&self) {
        // Release pairs with the Acquire in `try_write` and `write_slow`: the next writer starts after this read.
        let state = self.state.fetch_sub(ONE_READER, Ordering::Release) - ONE_READER;
        if state & READERS == 0 && state & WAITING_WRITERS != 0 {
            self.wake_writer();
        }
    }

    /// Becomes the writer if nobody holds the lock and no writer waits.
    #[inline]
    pub(super) fn try_write(&self) -> bool {
        // Acquire pairs with the Releases in `unlock_read` and `unlock_write`.
        self.state
            .compare_exchange(0, WRITING, Ordering::Acquire, Ordering::Relaxed)
            .is_ok()
    }

    /// Waits until it can become the writer. False if the deadline passed first.
    #[cold]
    pub(super) fn write_slow(&self, stop: &Stop, deadline: Option<f64>) -> Result<bool, Stopped> {
        let mut backoff = Backoff::new();
        // From here on no reader joins. Relaxed: that hands over nothing.
        self.state.fetch_add(ONE_WAITING_WRITER, Ordering::Relaxed);
        loop {
            // Acquire pairs with the Release in `wake_writer`: who sees the new count sees the new state, and who
            // sees the old count is woken, or does not fall asleep.
            let seen = self.tries.load(Ordering::Acquire);
            let state = self.state.load(Ordering::Relaxed);
            if state & HELD == 0 {
                // Acquire pairs with the Releases in `unlock_read` and `unlock_write`.
                if self
                    .state
                    .compare_exchange(
                        state,
                        (state - ONE_WAITING_WRITER) | WRITING,
                        Ordering::Acquire,
                        Ordering::Relaxed,
                    )
                    .is_ok()
                {
                    return Ok(true);
                }
                continue;
            }
            if backoff.spin() {
                continue;
            }
            if has_passed(deadline) {
                self.stop_waiting_to_write();
                return Ok(false);
            }
            if let Err(stopped) = stop.wait(&self.tries, seen, deadline) {
                self.stop_waiting_to_write();
                return Err(stopped);
            }
        }
    }

    /// A waiting writer leaves: what it held back or was chosen for goes on without it.
    fn stop_waiting_to_write(&self) {
        let mut state = self.state.load(Ordering::Relaxed);
        loop {
            let mut after = state - ONE_WAITING_WRITER;
            let readers_may_go = after & READERS_WAIT != 0 && may_read(after);
            if readers_may_go {
                after &= !READERS_WAIT;
            }
            // Relaxed: hands over nothing.
            match self
                .state
                .compare_exchange(state, after, Ordering::Relaxed, Ordering::Relaxed)
            {
                Ok(_) if readers_may_go => return self.state.wake_all(),
                // The holder that released has chosen this writer, perhaps.
                Ok(_) if after & HELD == 0 && after & WAITING_WRITERS != 0 => {
                    return self.wake_writer();
                }
                Ok(_) => return,
                Err(actual) => state = actual,
            }
        }
    }

    /// Stops writing.
    ///
    /// # Safety
    /// The caller is the writer: it became so by `try_write` or `write_slow` and has not stopped since.
    #[inline]
    pub(super) unsafe fn unlock_write(&self) {
        // Nobody waits: one compare-and-swap. Release pairs with the Acquires in `try_read`, `try_write` and
        // `write_slow`.
        if let Err(state) =
            self.state
                .compare_exchange(WRITING, 0, Ordering::Release, Ordering::Relaxed)
        {
            self.unlock_write_slow(state);
        }
    }

    #[cold]
    fn unlock_write_slow(&self, mut state: u32) {
        loop {
            let writers_wait = state & WAITING_WRITERS != 0;
            // Waiting writers first; the readers stay asleep then, and their flag stays.
            let after = if writers_wait {
                state & !WRITING
            } else {
                state & !(WRITING | READERS_WAIT)
            };
            // Release as in `unlock_write`.
            match self
                .state
                .compare_exchange(state, after, Ordering::Release, Ordering::Relaxed)
            {
                Ok(_) if writers_wait => return self.wake_writer(),
                Ok(_) => return self.state.wake_all(),
                Err(actual) => state = actual,
            }
        }
    }

    #[cold]
    fn wake_writer(&self) {
        // Release pairs with the Acquire of `seen` in `write_slow`.
        self.tries.fetch_add(1, Ordering::Release);
        self.tries.wake_one();
    }
}

fn may_read(state: u32) -> bool {
    state & (WRITING | WAITING_WRITERS) == 0
}
