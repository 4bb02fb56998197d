//! A value that many may read at once or one may write.

use super::rwlock::RawRwLock;
use crate::sync::{Stop, Stopped, UnsafeCell};
use core::marker::PhantomData;
use core::ops::{Deref, DerefMut};

/// A value behind a readers-writer lock that favours writers: readers that come while a writer waits wait behind it, so a
/// steady flow of writers starves readers, and a reader that reads again while it holds the lock may wait for itself.
///
/// At most 32,767 readers and as many waiting writers. Nothing is poisoned by a holder that panics.
#[derive(Debug)]
pub struct RwLock<T> {
    raw: RawRwLock,
    value: UnsafeCell<T>,
}

// SAFETY: `&RwLock` gives `&T` to several actors at once (`T: Sync`) and `&mut T` to one after the other (`T: Send`), through the
// guards only, which the raw lock keeps apart.
unsafe impl<T: Send + Sync> Sync for RwLock<T> {}

impl<T> RwLock<T> {
    /// An unlocked lock round `value`.
    pub fn new(value: T) -> Self {
        Self {
            raw: RawRwLock::default(),
            value: UnsafeCell::new(value),
        }
    }

    /// Waits until no writer holds the lock or waits for it, and joins the readers.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop while the call waited.
    #[inline]
    pub fn read(&self, stop: &Stop) -> Result<ReadGuard<'_, T>, Stopped> {
        if !self.raw.try_read() {
            self.raw.read_slow(stop, None)?;
        }
        Ok(ReadGuard::new(self))
    }

    /// Joins the readers if no writer holds the lock or waits for it.
    #[inline]
    pub fn try_read(&self) -> Option<ReadGuard<'_, T>> {
        self.raw.try_read().then(|| ReadGuard::new(self))
    }

    /// Like [`RwLock::read`], until `deadline_ms` on [`clock::now`](crate::sync::clock::now).
    ///
    /// # Errors
    /// As [`RwLock::read`].
    #[inline]
    pub fn read_until(
        &self,
        stop: &Stop,
        deadline_ms: f64,
    ) -> Result<Option<ReadGuard<'_, T>>, Stopped> {
        let joined = self.raw.try_read() || self.raw.read_slow(stop, Some(deadline_ms))?;
        Ok(joined.then(|| ReadGuard::new(self)))
    }

    /// Waits until nobody holds the lock, and holds it alone.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop while the call waited. Readers that waited behind it go on.
    #[inline]
    pub fn write(&self, stop: &Stop) -> Result<WriteGuard<'_, T>, Stopped> {
        if !self.raw.try_write() {
            self.raw.write_slow(stop, None)?;
        }
        Ok(WriteGuard::new(self))
    }

    /// Holds the lock alone if nobody holds it or waits for it.
    #[inline]
    pub fn try_write(&self) -> Option<WriteGuard<'_, T>> {
        self.raw.try_write().then(|| WriteGuard::new(self))
    }

    /// Like [`RwLock::write`], until `deadline_ms` on [`clock::now`](crate::sync::clock::now).
    ///
    /// # Errors
    /// As [`RwLock::write`].
    #[inline]
    pub fn write_until(
        &self,
        stop: &Stop,
        deadline_ms: f64,
    ) -> Result<Option<WriteGuard<'_, T>>, Stopped> {
        let taken = self.raw.try_write() || self.raw.write_slow(stop, Some(deadline_ms))?;
        Ok(taken.then(|| WriteGuard::new(self)))
    }

    /// The value, once nobody shares the lock any more.
    pub fn into_inner(self) -> T {
        self.value.into_inner()
    }
}

impl<T: Default> Default for RwLock<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

/// One of the readers of an [`RwLock`]. Stays with the actor that took it.
#[derive(Debug)]
#[must_use = "the lock is released as the guard is dropped"]
pub struct ReadGuard<'a, T> {
    lock: &'a RwLock<T>,
    not_send: PhantomData<*const ()>,
}

// SAFETY: `&ReadGuard` gives `&T` only.
unsafe impl<T: Sync> Sync for ReadGuard<'_, T> {}

impl<'a, T> ReadGuard<'a, T> {
    /// For a caller that has just joined `lock`'s readers.
    #[inline]
    fn new(lock: &'a RwLock<T>) -> Self {
        Self {
            lock,
            not_send: PhantomData,
        }
    }
}

impl<T> Deref for ReadGuard<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: this guard is one of the readers, so there is no writer for as long as it is borrowed.
        self.lock.value.with(|value| unsafe { &*value })
    }
}

impl<T> Drop for ReadGuard<'_, T> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: a guard exists only between joining the readers and here.
        unsafe { self.lock.raw.unlock_read() }
    }
}

/// The one writer of an [`RwLock`]. Stays with the actor that took it.
#[derive(Debug)]
#[must_use = "the lock is released as the guard is dropped"]
pub struct WriteGuard<'a, T> {
    lock: &'a RwLock<T>,
    not_send: PhantomData<*const ()>,
}

// SAFETY: `&WriteGuard` gives `&T` only.
unsafe impl<T: Sync> Sync for WriteGuard<'_, T> {}

impl<'a, T> WriteGuard<'a, T> {
    /// For a caller that has just become `lock`'s writer.
    #[inline]
    fn new(lock: &'a RwLock<T>) -> Self {
        Self {
            lock,
            not_send: PhantomData,
        }
    }
}

impl<T> Deref for WriteGuard<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: this guard is the writer, so nobody else reads or writes the value; its borrow lasts as long as the
        // reference, so neither does this actor write through it meanwhile.
        self.lock.value.with(|value| unsafe { &*value })
    }
}

impl<T> DerefMut for WriteGuard<'_, T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: as in `deref`, and the mutable borrow of the guard excludes every other reference from it.
        self.lock.value.with_mut(|value| unsafe { &mut *value })
    }
}

impl<T> Drop for WriteGuard<'_, T> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: a guard exists only between becoming the writer and here.
        unsafe { self.lock.raw.unlock_write() }
    }
}
