//! The bounded queue for any number of producers and consumers: its operations, and how they wait.

use super::error::{GetError, PutError};
use super::slots::{NotGot, NotPut, Slots};
use crate::sync::{Backoff, Stop};
use core::fmt;
use core::time::Duration;

/// How long to sleep, where an answer is due at once, for an actor that was interrupted between claiming a slot and handing
/// it over.
const NAP: Duration = Duration::from_micros(50);

/// A bounded blocking queue.
///
/// First in, first out: items come out in the order in which their puts claimed a slot. All waiting at an end is without
/// an order: who comes at the right moment overtakes sleepers.
pub struct Queue<T> {
    slots: Slots<T>,
}

impl<T> Queue<T> {
    /// An empty queue for this many items.
    ///
    /// # Panics
    /// If that is none, or more than 2^30.
    pub fn new(capacity: usize) -> Self {
        assert!(
            (1..=1 << 30).contains(&capacity),
            "a queue has from 1 to 2^30 slots, not {capacity}"
        );
        Self {
            slots: Slots::new(capacity as u32),
        }
    }

    /// How many items it holds at the most.
    pub fn capacity(&self) -> usize {
        self.slots.capacity()
    }

    /// How many items are in it, those included that are being put just now, and not those that are being got. Another
    /// actor may have changed that by the time it is looked at.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether it is empty just now.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether it is full just now.
    pub fn is_full(&self) -> bool {
        self.len() == self.capacity()
    }

    /// Whether it was closed.
    pub fn is_closed(&self) -> bool {
        self.slots.is_closed()
    }

    /// Closes it: from now on each put fails, and each get once the queue is empty. Whoever waits hears of it. Says whether
    /// it was open until now.
    pub fn close(&self) -> bool {
        self.slots.close()
    }

    /// Puts `item`, waiting until there is room.
    ///
    /// # Errors
    /// [`PutError::Closed`], or [`PutError::Stopped`] if the run was told to stop while the call waited.
    #[inline]
    pub fn put(&self, item: T, stop: &Stop) -> Result<(), PutError<T>> {
        self.put_with(item, stop, |_| ())
    }

    /// Like [`Queue::put`], but gives up when `deadline_ms` has passed. It does put the item if there is room, even after
    /// the deadline.
    ///
    /// # Errors
    /// As [`Queue::put`], and [`PutError::Full`].
    #[inline]
    pub fn put_until(&self, item: T, stop: &Stop, deadline_ms: f64) -> Result<(), PutError<T>> {
        self.put_deadline(item, stop, Some(deadline_ms), |_| ())
    }

    /// Puts `item` if there is room.
    ///
    /// # Errors
    /// [`PutError::Closed`] or [`PutError::Full`].
    #[inline]
    pub fn try_put(&self, item: T) -> Result<(), PutError<T>> {
        self.try_put_with(item, |_| ())
    }

    /// Like [`Queue::put`]. `claimed` is called with the index of the slot when that is claimed, and before anybody can
    /// get the item: a record made there stands before the record of its get.
    ///
    /// # Errors
    /// As [`Queue::put`].
    #[inline]
    pub fn put_with(
        &self,
        item: T,
        stop: &Stop,
        claimed: impl Fn(usize),
    ) -> Result<(), PutError<T>> {
        self.put_deadline(item, stop, None, claimed)
    }

    /// Like [`Queue::try_put`], with `claimed` as in [`Queue::put_with`].
    ///
    /// # Errors
    /// As [`Queue::try_put`].
    #[inline]
    pub fn try_put_with(&self, mut item: T, claimed: impl Fn(usize)) -> Result<(), PutError<T>> {
        let mut backoff = Backoff::new();
        loop {
            item = match self.slots.put(item, &claimed) {
                Ok(()) => return Ok(()),
                Err(NotPut::Closed(item)) => return Err(PutError::Closed(item)),
                Err(NotPut::Full(item)) => return Err(PutError::Full(item)),
                Err(NotPut::Busy(item)) => item,
            };
            backoff.spin_or_nap(NAP);
        }
    }

    #[inline]
    fn put_deadline(
        &self,
        item: T,
        stop: &Stop,
        deadline: Option<f64>,
        claimed: impl Fn(usize),
    ) -> Result<(), PutError<T>> {
        match self.slots.put(item, &claimed) {
            Ok(()) => Ok(()),
            Err(NotPut::Closed(item)) => Err(PutError::Closed(item)),
            Err(NotPut::Full(item) | NotPut::Busy(item)) => {
                self.put_slow(item, stop, deadline, claimed)
            }
        }
    }

    #[cold]
    fn put_slow(
        &self,
        item: T,
        stop: &Stop,
        deadline: Option<f64>,
        claimed: impl Fn(usize),
    ) -> Result<(), PutError<T>> {
        let mut item = Some(item);
        let done = self.slots.putters().wait(stop, deadline, || {
            match self.slots.put(item.take()?, &claimed) {
                Ok(()) => Some(Ok(())),
                Err(NotPut::Closed(back)) => Some(Err(PutError::Closed(back))),
                Err(NotPut::Full(back) | NotPut::Busy(back)) => {
                    item = Some(back);
                    None
                }
            }
        });
        match (done, item) {
            (Ok(None), Some(item)) => Err(PutError::Full(item)),
            (Err(_), Some(item)) => Err(PutError::Stopped(item)),
            (Ok(Some(done)), _) => done,
            (_, None) => unreachable!("an attempt that fails gives the item back"),
        }
    }

    /// Gets the next item, waiting until there is one.
    ///
    /// # Errors
    /// [`GetError::Closed`] once the queue is closed and empty, or [`GetError::Stopped`] if the run was told to stop
    /// while the call waited.
    #[inline]
    pub fn get(&self, stop: &Stop) -> Result<T, GetError> {
        self.get_with(stop, |_, _| ())
    }

    /// Like [`Queue::get`], but gives up when `deadline_ms` has passed. It does get an item if there is one, even after
    /// the deadline.
    ///
    /// # Errors
    /// As [`Queue::get`], and [`GetError::Empty`].
    #[inline]
    pub fn get_until(&self, stop: &Stop, deadline_ms: f64) -> Result<T, GetError> {
        self.get_deadline(stop, Some(deadline_ms), |_, _| ())
    }

    /// Gets the next item if there is one.
    ///
    /// # Errors
    /// [`GetError::Empty`] or, if it is closed besides, [`GetError::Closed`].
    #[inline]
    pub fn try_get(&self) -> Result<T, GetError> {
        self.try_get_with(|_, _| ())
    }

    /// Like [`Queue::get`]. `claimed` is called with the index of the slot and the item, when the slot is claimed and
    /// before anybody can use it anew: a record made there stands before the record of the next put into it.
    ///
    /// # Errors
    /// As [`Queue::get`].
    #[inline]
    pub fn get_with(&self, stop: &Stop, claimed: impl Fn(usize, &T)) -> Result<T, GetError> {
        self.get_deadline(stop, None, claimed)
    }

    /// Like [`Queue::try_get`], with `claimed` as in [`Queue::get_with`].
    ///
    /// # Errors
    /// As [`Queue::try_get`].
    #[inline]
    pub fn try_get_with(&self, claimed: impl Fn(usize, &T)) -> Result<T, GetError> {
        let mut backoff = Backoff::new();
        loop {
            match self.slots.get(&claimed) {
                Ok(item) => return Ok(item),
                Err(NotGot::Empty) => return Err(GetError::Empty),
                Err(NotGot::Closed) => return Err(GetError::Closed),
                Err(NotGot::Busy) => backoff.spin_or_nap(NAP),
            }
        }
    }

    #[inline]
    fn get_deadline(
        &self,
        stop: &Stop,
        deadline: Option<f64>,
        claimed: impl Fn(usize, &T),
    ) -> Result<T, GetError> {
        match self.slots.get(&claimed) {
            Ok(item) => Ok(item),
            Err(NotGot::Closed) => Err(GetError::Closed),
            Err(NotGot::Empty | NotGot::Busy) => self.get_slow(stop, deadline, claimed),
        }
    }

    #[cold]
    fn get_slow(
        &self,
        stop: &Stop,
        deadline: Option<f64>,
        claimed: impl Fn(usize, &T),
    ) -> Result<T, GetError> {
        let attempt = || match self.slots.get(&claimed) {
            Ok(item) => Some(Ok(item)),
            Err(NotGot::Closed) => Some(Err(GetError::Closed)),
            Err(NotGot::Empty | NotGot::Busy) => None,
        };
        match self.slots.getters().wait(stop, deadline, attempt)? {
            Some(done) => done,
            None => Err(GetError::Empty),
        }
    }
}

impl<T> fmt::Debug for Queue<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Queue")
            .field("len", &self.len())
            .field("capacity", &self.capacity())
            .field("closed", &self.is_closed())
            .finish_non_exhaustive()
    }
}
