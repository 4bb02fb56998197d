//! The word on a native platform: waiters park in a table keyed by address, as in a futex's hash table in a kernel.
//! It serves tests and the command line; the portable standard library is fast enough for both, and Miri runs it.

use core::ops::Deref;
use core::time::Duration;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};

/// Whether there are threads, so that one can wait for another.
pub const THREADS: bool = true;

/// An atomic word that actors can wait on. Dereferences to its [`AtomicU32`].
#[derive(Debug)]
#[repr(transparent)]
pub struct Word(AtomicU32);

/// Words that share a bucket wake each other now and then; waiters look again, so that is only slow.
struct Bucket {
    parked: Mutex<()>,
    woken: Condvar,
}

const BUCKETS: usize = 64;

static TABLE: [Bucket; BUCKETS] = [const {
    Bucket {
        parked: Mutex::new(()),
        woken: Condvar::new(),
    }
}; BUCKETS];

impl Word {
    /// A word that holds `value`.
    pub const fn new(value: u32) -> Self {
        Self(AtomicU32::new(value))
    }

    /// Waits while the word holds `expected`, for `timeout` at the most (`None`: for ever). May return at any time.
    ///
    /// Comparing and falling asleep are one atomic step: a wake that follows a change of the word is never lost.
    pub fn wait(&self, expected: u32, timeout: Option<Duration>) {
        let bucket = self.bucket();
        // A poisoned bucket guards no data.
        let parked = bucket.parked.lock().unwrap_or_else(PoisonError::into_inner);
        // Under the bucket's lock: a waker changes the word first and takes the lock then, so either this load sees
        // the change or the waker finds this waiter parked. The lock orders the two; Relaxed is enough.
        if self.0.load(Ordering::Relaxed) != expected {
            return;
        }
        match timeout {
            None => drop(bucket.woken.wait(parked)),
            Some(timeout) => drop(bucket.woken.wait_timeout(parked, timeout)),
        }
    }

    /// Wakes one waiter, if there is one (and others of the same bucket, who look again).
    pub fn wake_one(&self) {
        self.wake_all();
    }

    /// Wakes all who wait now.
    pub fn wake_all(&self) {
        let bucket = self.bucket();
        // Taken and given back, so that no waiter is between its look at the word and its sleep.
        drop(bucket.parked.lock().unwrap_or_else(PoisonError::into_inner));
        bucket.woken.notify_all();
    }

    fn bucket(&self) -> &'static Bucket {
        &TABLE[(self.0.as_ptr().addr() / size_of::<u64>()) % BUCKETS]
    }
}

impl Deref for Word {
    type Target = AtomicU32;

    fn deref(&self) -> &AtomicU32 {
        &self.0
    }
}
