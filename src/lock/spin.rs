//! A lock that busy-waits: test and test-and-set with exponential back-off.
//!
//! After T. E. Anderson, "The Performance of Spin Lock Alternatives for Shared-Memory Multiprocessors" (1990), and
//! J. M. Mellor-Crummey and M. L. Scott, "Algorithms for Scalable Synchronization on Shared-Memory Multiprocessors"
//! (1991); M. Herlihy and N. Shavit, "The Art of Multiprocessor Programming", chapter 7, explains both.

use super::{RawLock, has_passed};
use crate::sync::atomic::{AtomicU32, Ordering};
use crate::sync::{Backoff, Stop, Stopped};
use core::time::Duration;

const FREE: u32 = 0;
const HELD: u32 = 1;

/// How long a waiter that has spun in vain stays away: the holder may be waiting for this very processor. Nobody wakes
/// it, so it is short.
const NAP: Duration = Duration::from_micros(50);

/// A test and test-and-set lock with back-off.
///
/// To release it is one store; it never wakes anybody. Waiters burn a processor each, so it is for sections of a
/// microsecond or less.
#[derive(Debug)]
pub struct SpinLock {
    /// | value | state |
    /// | --- | --- |
    /// | 0 | free |
    /// | 1 | held |
    state: AtomicU32,
}

impl Default for SpinLock {
    fn default() -> Self {
        Self {
            state: AtomicU32::new(FREE),
        }
    }
}

impl SpinLock {
    #[cold]
    fn lock_slow(&self, stop: &Stop, deadline: Option<f64>) -> Result<bool, Stopped> {
        let mut backoff = Backoff::new();
        loop {
            // Test before test-and-set: a load leaves the line shared between the waiters' caches, a
            // compare-and-swap would take it from the holder each time. Relaxed: `try_lock` is what synchronises.
            if self.state.load(Ordering::Relaxed) == FREE && self.try_lock() {
                return Ok(true);
            }
            stop.check()?;
            if has_passed(deadline) {
                return Ok(false);
            }
            backoff.spin_or_nap(NAP);
        }
    }
}

impl RawLock for SpinLock {
    const NAME: &'static str = "spin";

    #[inline]
    fn lock(&self, stop: &Stop) -> Result<(), Stopped> {
        if self.try_lock() {
            return Ok(());
        }
        self.lock_slow(stop, None).map(drop)
    }

    #[inline]
    fn try_lock(&self) -> bool {
        // Not a swap: a failed attempt writes nothing. Acquire pairs with the Release in `unlock`: this holder sees what
        // the last one did.
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
        // Release pairs with the Acquire in `try_lock`.
        self.state.store(FREE, Ordering::Release);
    }
}
