//! Locks made from atomics, one primitive per file, each after the paper or the book that it names.
//!
//! All of them wait through [`crate::sync`] and nothing else, so they run on real threads, in the browser's workers and
//! under loom. Every blocking call takes the run's [`Stop`] and ends with [`Stopped`] within [`crate::sync::SLICE`] of
//! a request; a call that need not wait does not look at it. Deadlines are in milliseconds on
//! [`crate::sync::clock::now`].

mod guard;
mod mutex;
mod spin;

pub use guard::{Guard, Lock};
pub use mutex::FutexLock;
pub use spin::SpinLock;

use crate::sync::{Stop, Stopped};

/// A value behind a [`FutexLock`]: the lock to use unless there is a reason for another.
pub type Mutex<T> = Lock<FutexLock, T>;

/// A value behind a [`SpinLock`].
pub type SpinMutex<T> = Lock<SpinLock, T>;

/// Mutual exclusion without a value: what [`Lock`] is made from. The default is unlocked.
pub trait RawLock: Default + Send + Sync {
    /// The algorithm's name, as a reader of a diagram sees it.
    const NAME: &'static str;

    /// Waits until nobody holds the lock and takes it. Not re-entrant: a holder that locks again waits for itself.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop while the call waited. The lock is not taken then, and every other
    /// waiter is as well off as if this one had never come.
    fn lock(&self, stop: &Stop) -> Result<(), Stopped>;

    /// Takes the lock if nobody holds it. Says whether it did.
    fn try_lock(&self) -> bool;

    /// Like [`RawLock::lock`], but gives up when `deadline_ms` has passed. Says whether it took the lock; it always
    /// does if nobody holds it, even after the deadline.
    ///
    /// # Errors
    /// As [`RawLock::lock`].
    fn lock_until(&self, stop: &Stop, deadline_ms: f64) -> Result<bool, Stopped>;

    /// Releases the lock. What its holder did happens before whatever the next holder does.
    ///
    /// # Safety
    /// The caller holds the lock: it or who handed it over took it by one of the calls above, and nobody has released
    /// it since.
    unsafe fn unlock(&self);
}

/// Whether `deadline` (milliseconds on [`clock::now`](crate::sync::clock::now)), if there is one, has passed.
fn has_passed(deadline: Option<f64>) -> bool {
    deadline.is_some_and(|deadline| crate::sync::clock::now() >= deadline)
}
