//! Locks made from atomics, one primitive per file, each after the paper or the book that it names.
//!
//! All of them wait through [`crate::sync`] and nothing else, so they run on real threads, in the browser's workers and
//! under loom. Every blocking call takes the run's [`Stop`] and ends with [`Stopped`] within [`crate::sync::SLICE`] of
//! a request; a call that need not wait does not look at it. Deadlines are in milliseconds on
//! [`crate::sync::clock::now`].
//!
//! | primitive | fair? | what a waiter costs | what if a holder dies |
//! | --- | --- | --- | --- |
//! | [`SpinLock`] | no | a processor, but for a nap of 50 µs now and then; a release costs nothing more | stays locked |
//! | [`TicketLock`] | yes: first come, first served, up to 32 in the queue | sleeps, on a word of its own up to 8 waiters; the next in line spins first | stays locked |
//! | [`FutexLock`] | no: who comes at the right moment overtakes sleepers | spins for a moment, then sleeps; a release then costs a wake-up | stays locked |
//! | [`Condvar`] | no | sleeps; woken, it competes for the lock | nobody holds it; its lock stays locked |
//! | [`Semaphore`] | no | spins for a moment, then sleeps | its permit is gone; the others remain |
//! | [`RwLock`] | favours writers; no order among either | spins for a moment, then sleeps | dead writer: stays locked; dead reader: no writer gets in, nor any later reader once one waits |
//! | [`Barrier`] | all go at once | spins for a moment, then sleeps | who dies before it comes keeps all waiting |
//! | [`Event`] | all go at once | spins for a moment, then sleeps | nobody holds it |
//!
//! To die is to end without unwinding: a trap or a killed worker. Waiters then wait until the run is stopped; no
//! primitive finds out by itself, as none knows its holder. A panic that unwinds (native builds) drops the guards, and
//! they release; no value is poisoned.
//!
//! A waiter that is stopped, or whose deadline passes, leaves the primitive as if it had never come: a wake-up that
//! may have chosen it goes to another waiter, its ticket is passed over, its arrival at a barrier is taken back.

mod barrier;
mod condvar;
mod event;
mod guard;
mod mutex;
mod rw_guard;
mod rwlock;
mod semaphore;
mod spin;
mod ticket;

pub use barrier::Barrier;
pub use condvar::Condvar;
pub use event::Event;
pub use guard::{Guard, Lock};
pub use mutex::FutexLock;
pub use rw_guard::{ReadGuard, RwLock, WriteGuard};
pub use semaphore::{Permit, Semaphore};
pub use spin::SpinLock;
pub use ticket::TicketLock;

use crate::sync::{Stop, Stopped};

/// A value behind a [`FutexLock`]: the lock to use unless there is a reason for another.
pub type Mutex<T> = Lock<FutexLock, T>;

/// A value behind a [`SpinLock`].
pub type SpinMutex<T> = Lock<SpinLock, T>;

/// A value behind a [`TicketLock`].
pub type TicketMutex<T> = Lock<TicketLock, T>;

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
