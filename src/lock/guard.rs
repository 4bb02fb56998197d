//! A value that only the holder of a lock can reach.

use super::RawLock;
use crate::sync::{Stop, Stopped, UnsafeCell};
use core::marker::PhantomData;
use core::ops::{Deref, DerefMut};

/// A value of type `T` behind a lock of kind `R`.
///
/// A holder that panics releases the lock as its guard is dropped and the value stays usable: nothing is poisoned.
#[derive(Debug)]
pub struct Lock<R, T> {
    raw: R,
    value: UnsafeCell<T>,
}

// SAFETY: `&Lock` hands out `&T` and `&mut T` through a `Guard` only, and at most one guard exists at a time, so to share
// the lock is to send the value from holder to holder: `T: Send` is enough. `R` is `Sync` by `RawLock`.
unsafe impl<R: RawLock, T: Send> Sync for Lock<R, T> {}

impl<R: RawLock, T> Lock<R, T> {
    /// An unlocked lock round `value`.
    pub fn new(value: T) -> Self {
        Self {
            raw: R::default(),
            value: UnsafeCell::new(value),
        }
    }

    /// Waits for the lock; the guard releases it as it is dropped.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop while the call waited.
    #[inline]
    pub fn lock(&self, stop: &Stop) -> Result<Guard<'_, R, T>, Stopped> {
        self.raw.lock(stop)?;
        Ok(Guard::new(self))
    }

    /// Takes the lock if nobody holds it.
    #[inline]
    pub fn try_lock(&self) -> Option<Guard<'_, R, T>> {
        self.raw.try_lock().then(|| Guard::new(self))
    }

    /// Waits for the lock until `deadline_ms` on [`clock::now`](crate::sync::clock::now); `None` if it was not free by
    /// then.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop while the call waited.
    #[inline]
    pub fn lock_until(
        &self,
        stop: &Stop,
        deadline_ms: f64,
    ) -> Result<Option<Guard<'_, R, T>>, Stopped> {
        let taken = self.raw.lock_until(stop, deadline_ms)?;
        Ok(taken.then(|| Guard::new(self)))
    }

    /// The value, once nobody shares the lock any more.
    pub fn into_inner(self) -> T {
        self.value.into_inner()
    }
}

impl<R: RawLock, T: Default> Default for Lock<R, T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

/// Proof that its owner holds a [`Lock`], and the way to the value in it.
///
/// It stays with the actor that took it (it is not `Send`), so that a trace tells who holds what:
///
/// ```compile_fail,E0277
/// let (lock, stop) = (interleave::lock::Mutex::new(0), interleave::sync::Stop::new());
/// let guard = lock.lock(&stop).unwrap();
/// std::thread::scope(|scope| scope.spawn(|| drop(guard)).join().unwrap());
/// ```
#[derive(Debug)]
#[must_use = "the lock is released as the guard is dropped"]
pub struct Guard<'a, R: RawLock, T> {
    pub(super) lock: &'a Lock<R, T>,
    not_send: PhantomData<*const ()>,
}

// SAFETY: `&Guard` gives `&T` and a `&Lock`, which is `Sync` by its bounds and takes `T: Send` only to hand the value over,
// which `&Guard` cannot; so `T: Sync` is enough.
unsafe impl<R: RawLock, T: Sync> Sync for Guard<'_, R, T> {}

impl<'a, R: RawLock, T> Guard<'a, R, T> {
    /// For a caller that has just taken `lock`'s raw lock.
    #[inline]
    fn new(lock: &'a Lock<R, T>) -> Self {
        Self {
            lock,
            not_send: PhantomData,
        }
    }
}

impl<R: RawLock, T> Deref for Guard<'_, R, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: this guard holds the lock, so nobody else reads or writes the value; the borrow of the guard lasts as
        // long as the reference, so neither does this actor write through it meanwhile.
        self.lock.value.with(|value| unsafe { &*value })
    }
}

impl<R: RawLock, T> DerefMut for Guard<'_, R, T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: as in `deref`, and the mutable borrow of the guard excludes every other reference from it.
        self.lock.value.with_mut(|value| unsafe { &mut *value })
    }
}

impl<R: RawLock, T> Drop for Guard<'_, R, T> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: a guard exists only between taking the lock and here.
        unsafe { self.lock.raw.unlock() }
    }
}
