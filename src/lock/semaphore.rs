//! A number of permits: whoever wants one waits until there is one.
//!
//! The semaphore is E. W. Dijkstra's, "Cooperating Sequential Processes" (1965), P as [`Semaphore::acquire`] and V as
//! [`Semaphore::release`]. Permits and waiters share one word, as in the GNU C library's, so that a release knows in the same
//! step whether anybody is to be woken.

use super::has_passed;
use crate::sync::atomic::Ordering;
use crate::sync::{Backoff, Stop, Stopped, Word};

const PERMITS: u32 = 0xffff;
const ONE_WAITER: u32 = 1 << 16;

/// A counting semaphore of at most 65,535 permits and as many waiters.
///
/// Not fair: an actor that comes when there is a permit takes it, also if others were woken for it.
#[derive(Debug)]
pub struct Semaphore {
    /// | bits | meaning |
    /// | --- | --- |
    /// | 0–15 | permits to be had |
    /// | 16–31 | actors that wait for one |
    ///
    /// Waiters sleep on it. Whenever there are both permits and sleepers, a wake-up is on its way to one of these for
    /// each of those.
    state: Word,
}

/// A permit, given back as it is dropped.
#[derive(Debug)]
#[must_use = "the permit is given back as it is dropped"]
pub struct Permit<'a> {
    semaphore: &'a Semaphore,
}

impl Semaphore {
    /// A semaphore with `permits` to be had.
    pub fn new(permits: u16) -> Self {
        Self {
            state: Word::new(u32::from(permits)),
        }
    }

    /// Permits to be had now; another actor may have changed that by the time it is looked at.
    pub fn available(&self) -> u16 {
        // Relaxed: a number on its own.
        (self.state.load(Ordering::Relaxed) & PERMITS) as u16
    }

    /// Waits for a permit and takes it.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop while the call waited.
    #[inline]
    pub fn acquire(&self, stop: &Stop) -> Result<Permit<'_>, Stopped> {
        if !self.take() {
            self.take_slow(stop, None)?;
        }
        Ok(Permit { semaphore: self })
    }

    /// Takes a permit if there is one.
    #[inline]
    pub fn try_acquire(&self) -> Option<Permit<'_>> {
        // Lazily: to drop a permit that was never taken would give it back.
        self.take().then(|| Permit { semaphore: self })
    }

    /// Like [`Semaphore::acquire`], until `deadline_ms` on [`clock::now`](crate::sync::clock::now); `None` if there was
    /// no permit by then.
    ///
    /// # Errors
    /// As [`Semaphore::acquire`].
    #[inline]
    pub fn acquire_until(
        &self,
        stop: &Stop,
        deadline_ms: f64,
    ) -> Result<Option<Permit<'_>>, Stopped> {
        let taken = self.take() || self.take_slow(stop, Some(deadline_ms))?;
        // Lazily, as in `try_acquire`.
        Ok(taken.then(|| Permit { semaphore: self }))
    }

    /// Adds `permits`, which need not have been taken before, and wakes as many waiters.
    ///
    /// # Panics
    /// If there would be more than 65,535 to be had; none is added then.
    #[inline]
    pub fn release(&self, permits: u16) {
        let mut state = self.state.load(Ordering::Relaxed);
        loop {
            assert!(
                (state & PERMITS) + u32::from(permits) <= PERMITS,
                "a semaphore holds at most {PERMITS} permits"
            );
            // Release pairs with the Acquires in `take` and `take_slow`: who takes a permit sees what was done before
            // it was given back.
            match self.state.compare_exchange(
                state,
                state + u32::from(permits),
                Ordering::Release,
                Ordering::Relaxed,
            ) {
                Ok(_) => break,
                Err(actual) => state = actual,
            }
        }
        if state >= ONE_WAITER {
            self.wake(u32::from(permits).min(state / ONE_WAITER));
        }
    }

    #[inline]
    fn take(&self) -> bool {
        let mut state = self.state.load(Ordering::Relaxed);
        while state & PERMITS > 0 {
            // Acquire pairs with the Release in `release`.
            match self.state.compare_exchange(
                state,
                state - 1,
                Ordering::Acquire,
                Ordering::Relaxed,
            ) {
                Ok(_) => return true,
                Err(actual) => state = actual,
            }
        }
        false
    }

    #[cold]
    fn take_slow(&self, stop: &Stop, deadline: Option<f64>) -> Result<bool, Stopped> {
        let mut backoff = Backoff::new();
        while backoff.spin() {
            if self.take() {
                return Ok(true);
            }
        }
        // Relaxed: a waiter that announces itself hands over nothing.
        let mut state = self.state.fetch_add(ONE_WAITER, Ordering::Relaxed) + ONE_WAITER;
        loop {
            while state & PERMITS > 0 {
                // The permit and the announcement, in one step. Acquire pairs with the Release in `release`.
                match self.state.compare_exchange(
                    state,
                    state - 1 - ONE_WAITER,
                    Ordering::Acquire,
                    Ordering::Relaxed,
                ) {
                    Ok(_) => return Ok(true),
                    Err(actual) => state = actual,
                }
            }
            if has_passed(deadline) {
                self.leave();
                return Ok(false);
            }
            // Another waiter's coming or going changes the word too; then this one only looks again.
            if let Err(stopped) = stop.wait(&self.state, state, deadline) {
                self.leave();
                return Err(stopped);
            }
            state = self.state.load(Ordering::Relaxed);
        }
    }

    /// A waiter leaves without a permit. If there is one, its wake-up may have come here, and another waiter gets it.
    fn leave(&self) {
        // Relaxed: hands over nothing.
        let state = self.state.fetch_sub(ONE_WAITER, Ordering::Relaxed);
        if state & PERMITS > 0 && state / ONE_WAITER > 1 {
            self.wake(1);
        }
    }

    #[cold]
    fn wake(&self, waiters: u32) {
        for _ in 0..waiters {
            self.state.wake_one();
        }
    }
}

impl Permit<'_> {
    /// Uses the permit up: it is not given back, though [`Semaphore::release`] may add another.
    pub fn forget(self) {
        core::mem::forget(self);
    }
}

impl Drop for Permit<'_> {
    #[inline]
    fn drop(&mut self) {
        self.semaphore.release(1);
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    #[test]
    fn no_waiter_stays_in_the_count() {
        let (semaphore, stop) = (Semaphore::new(0), Stop::new());
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| semaphore.acquire(&stop).map(Permit::forget));
            while semaphore.state.load(Ordering::Relaxed) < ONE_WAITER {
                std::thread::yield_now();
            }
            assert!(semaphore.acquire_until(&stop, 0.0).unwrap().is_none());
            semaphore.release(3);
            assert_eq!(waiting.join().unwrap(), Ok(()));
        });
        assert_eq!(semaphore.state.load(Ordering::Relaxed), 2);
    }
}
