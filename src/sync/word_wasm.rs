//! The word on Wasm with threads: the engine's own wait and notify on shared memory.

use core::arch::wasm32::{memory_atomic_notify, memory_atomic_wait32};
use core::ops::Deref;
use core::sync::atomic::AtomicU32;
use core::time::Duration;

/// Whether there are threads, so that one can wait for another.
pub const THREADS: bool = true;

/// An atomic word that actors can wait on. Dereferences to its [`AtomicU32`].
#[derive(Debug)]
#[repr(transparent)]
pub struct Word(AtomicU32);

impl Word {
    /// A word that holds `value`.
    pub const fn new(value: u32) -> Self {
        Self(AtomicU32::new(value))
    }

    /// Waits while the word holds `expected`, for `timeout` at the most (`None`: for ever). May return at any time.
    ///
    /// Comparing and falling asleep are one atomic step: a wake that follows a change of the word is never lost.
    #[inline]
    pub fn wait(&self, expected: u32, timeout: Option<Duration>) {
        let nanoseconds = timeout.map_or(-1, |t| i64::try_from(t.as_nanos()).unwrap_or(i64::MAX));
        // SAFETY: the pointer is to an aligned `AtomicU32` that `&self` keeps alive for the call. The instruction
        // traps on memory that is not shared and on the page's own thread: this file is compiled only for the
        // shared build, and the page never enters that instance.
        unsafe {
            memory_atomic_wait32(
                self.0.as_ptr().cast::<i32>(),
                expected.cast_signed(),
                nanoseconds,
            );
        }
    }

    /// Wakes one waiter, if there is one.
    #[inline]
    pub fn wake_one(&self) {
        self.notify(1);
    }

    /// Wakes all who wait now.
    #[inline]
    pub fn wake_all(&self) {
        self.notify(u32::MAX);
    }

    #[inline]
    fn notify(&self, count: u32) {
        // SAFETY: as in `wait`; notifying never blocks.
        unsafe {
            memory_atomic_notify(self.0.as_ptr().cast::<i32>(), count);
        }
    }
}

impl Deref for Word {
    type Target = AtomicU32;

    #[inline]
    fn deref(&self) -> &AtomicU32 {
        &self.0
    }
}
