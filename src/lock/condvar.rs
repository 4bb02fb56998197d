//! Waiting, without the lock, for what a holder of the lock will make true.
//!
//! The idea is C. A. R. Hoare's, "Monitors: An Operating System Structuring Concept" (1974), with the signal of B. W. Lampson and
//! D. D. Redell, "Experience with Processes and Monitors in Mesa" (1980): a notified waiter has to compete for the lock,
//! so what it waits for may be gone again. The form on a wait/wake word is that of M. Bos, "Rust Atomics and Locks"
//! (2023), chapter 9.

use super::{Guard, RawLock, has_passed};
use crate::sync::atomic::{AtomicU32, Ordering};
use crate::sync::{Stop, Stopped, Word};

/// A condition variable.
///
/// A wait may end though nobody notified (a spurious wake-up), and another actor may have taken what a notification was
/// about. [`Condvar::wait_while`] looks again and is the form to use; after the others the caller looks again itself.
///
/// The lock must have been held for the change that a notification is about. The notification itself may come while
/// it is held or after it.
///
/// A waiter that is stopped or runs out of time passes on a notification that may have been meant for it.
#[derive(Debug)]
pub struct Condvar {
    /// Counts notifications, modulo 2^32; waiters sleep on it.
    notified: Word,
    /// How many actors are in a wait. With none, to notify is one load.
    waiters: AtomicU32,
}

impl Default for Condvar {
    fn default() -> Self {
        Self::new()
    }
}

impl Condvar {
    /// A condition variable that nobody waits on.
    pub fn new() -> Self {
        Self {
            notified: Word::new(0),
            waiters: AtomicU32::new(0),
        }
    }

    /// Wakes one waiter, if there is one.
    #[inline]
    pub fn notify_one(&self) {
        if self.count() {
            self.notified.wake_one();
        }
    }

    /// Wakes all who wait now.
    #[inline]
    pub fn notify_all(&self) {
        if self.count() {
            self.notified.wake_all();
        }
    }

    /// Counts a notification, unless nobody waits.
    #[inline]
    fn count(&self) -> bool {
        // Relaxed, both: this actor has held the lock since it changed what waiters look at. A waiter that came
        // before has released it since it announced itself and read the count, so both are seen here, and
        // its look at the word as it falls asleep sees this count; a waiter that comes later sees the change.
        if self.waiters.load(Ordering::Relaxed) == 0 {
            return false;
        }
        self.notified.fetch_add(1, Ordering::Relaxed);
        true
    }

    /// Releases the lock, waits to be notified, and takes the lock again.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop meanwhile. The lock is not held then.
    pub fn wait<'a, R: RawLock, T>(
        &self,
        guard: Guard<'a, R, T>,
        stop: &Stop,
    ) -> Result<Guard<'a, R, T>, Stopped> {
        let (guard, _) = self.wait_deadline(guard, stop, None)?;
        Ok(guard)
    }

    /// Like [`Condvar::wait`], until `deadline_ms` on [`clock::now`](crate::sync::clock::now). Says whether it was
    /// notified; if not, nobody else's notification was lost on it. Taking the lock again may last beyond the deadline.
    ///
    /// # Errors
    /// As [`Condvar::wait`].
    pub fn wait_until<'a, R: RawLock, T>(
        &self,
        guard: Guard<'a, R, T>,
        stop: &Stop,
        deadline_ms: f64,
    ) -> Result<(Guard<'a, R, T>, bool), Stopped> {
        self.wait_deadline(guard, stop, Some(deadline_ms))
    }

    /// Waits as long as `condition` holds. It is asked with the lock held, first before any waiting.
    ///
    /// # Errors
    /// As [`Condvar::wait`].
    pub fn wait_while<'a, R: RawLock, T>(
        &self,
        mut guard: Guard<'a, R, T>,
        stop: &Stop,
        mut condition: impl FnMut(&mut T) -> bool,
    ) -> Result<Guard<'a, R, T>, Stopped> {
        while condition(&mut guard) {
            guard = self.wait(guard, stop)?;
        }
        Ok(guard)
    }

    /// Like [`Condvar::wait_while`], until `deadline_ms` on [`clock::now`](crate::sync::clock::now). Says whether the
    /// condition has ceased to hold, as asked after the deadline too.
    ///
    /// # Errors
    /// As [`Condvar::wait`].
    pub fn wait_while_until<'a, R: RawLock, T>(
        &self,
        mut guard: Guard<'a, R, T>,
        stop: &Stop,
        deadline_ms: f64,
        mut condition: impl FnMut(&mut T) -> bool,
    ) -> Result<(Guard<'a, R, T>, bool), Stopped> {
        while condition(&mut guard) {
            if has_passed(Some(deadline_ms)) {
                return Ok((guard, false));
            }
            (guard, _) = self.wait_until(guard, stop, deadline_ms)?;
        }
        Ok((guard, true))
    }

    fn wait_deadline<'a, R: RawLock, T>(
        &self,
        guard: Guard<'a, R, T>,
        stop: &Stop,
        deadline: Option<f64>,
    ) -> Result<(Guard<'a, R, T>, bool), Stopped> {
        // Relaxed, both, under the lock: see `count`.
        self.waiters.fetch_add(1, Ordering::Relaxed);
        let seen = self.notified.load(Ordering::Relaxed);
        let lock = guard.lock;
        drop(guard);
        let waited = self.sleep(seen, stop, deadline);
        // Relaxed: too large a count for a while is only a notification in vain.
        self.waiters.fetch_sub(1, Ordering::Relaxed);
        let notified = waited?;
        match lock.lock(stop) {
            Ok(guard) => Ok((guard, notified)),
            Err(stopped) => {
                self.pass_on();
                Err(stopped)
            }
        }
    }

    /// Sleeps until the count is no longer `seen`. False if the deadline passed first.
    fn sleep(&self, seen: u32, stop: &Stop, deadline: Option<f64>) -> Result<bool, Stopped> {
        // Relaxed: the lock, taken next, is what synchronises.
        while self.notified.load(Ordering::Relaxed) == seen {
            if has_passed(deadline) {
                return Ok(false);
            }
            if let Err(stopped) = stop.wait(&self.notified, seen, deadline) {
                self.pass_on();
                return Err(stopped);
            }
        }
        Ok(true)
    }

    /// For a waiter that leaves without a look at the condition: if a notification chose it, another gets it.
    #[cold]
    fn pass_on(&self) {
        self.notified.wake_one();
    }
}
