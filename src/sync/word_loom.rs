//! The word in loom's model. A wait ends only by a wake, never by time: so a lost wake-up shows as a deadlock.

use core::ops::Deref;
use core::time::Duration;
use loom::sync::atomic::{AtomicU32, Ordering};
use loom::sync::{Condvar, Mutex};

/// Whether there are threads, so that one can wait for another.
pub const THREADS: bool = true;

/// An atomic word that actors can wait on. Dereferences to its [`AtomicU32`].
#[derive(Debug)]
pub struct Word {
    value: AtomicU32,
    parked: Mutex<()>,
    woken: Condvar,
}

impl Word {
    /// A word that holds `value`.
    pub fn new(value: u32) -> Self {
        Self {
            value: AtomicU32::new(value),
            parked: Mutex::new(()),
            woken: Condvar::new(),
        }
    }

    /// Waits while the word holds `expected`; the timeout never passes here.
    pub fn wait(&self, expected: u32, _timeout: Option<Duration>) {
        let parked = self.parked.lock().unwrap();
        if self.value.load(Ordering::Relaxed) == expected {
            drop(self.woken.wait(parked).unwrap());
        }
    }

    /// Wakes one waiter, if there is one.
    pub fn wake_one(&self) {
        drop(self.parked.lock().unwrap());
        self.woken.notify_one();
    }

    /// Wakes all who wait now.
    pub fn wake_all(&self) {
        drop(self.parked.lock().unwrap());
        self.woken.notify_all();
    }
}

impl Deref for Word {
    type Target = AtomicU32;

    fn deref(&self) -> &AtomicU32 {
        &self.value
    }
}
