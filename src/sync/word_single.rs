//! The word where there is one thread only: it can be read and written, but to wait on it would be for ever.

use core::ops::Deref;
use core::sync::atomic::AtomicU32;
use core::time::Duration;

/// Whether there are threads, so that one can wait for another.
pub const THREADS: bool = false;

/// An atomic word that actors can wait on. Dereferences to its [`AtomicU32`].
#[derive(Debug)]
#[repr(transparent)]
pub struct Word(AtomicU32);

impl Word {
    /// A word that holds `value`.
    pub const fn new(value: u32) -> Self {
        Self(AtomicU32::new(value))
    }

    /// Returns if the word does not hold `expected`.
    ///
    /// # Panics
    /// If it does: no other thread exists that could ever change it.
    pub fn wait(&self, expected: u32, _timeout: Option<Duration>) {
        let now = self.0.load(core::sync::atomic::Ordering::Relaxed);
        assert!(
            now != expected,
            "waiting on a word in a build without threads would never end"
        );
    }

    /// Wakes nobody: nobody can wait.
    pub fn wake_one(&self) {}

    /// Wakes nobody: nobody can wait.
    pub fn wake_all(&self) {}
}

impl Deref for Word {
    type Target = AtomicU32;

    fn deref(&self) -> &AtomicU32 {
        &self.0
    }
}
