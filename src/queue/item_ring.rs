//! The ring of items for one producer and one consumer.
//!
//! After L. Lamport, "Specifying Concurrent Program Modules" (1983): each end writes its own index and reads the other's.
//! That each keeps a copy of the other's index, and looks again only when the copy says full or empty, is from P. P. C.
//! Lee, T. Bu and G. Chandranmenon, "A Lock-Free, Cache-Efficient Shared Ring Buffer for Multi-Core Architectures" (2009):
//! a cache line then moves once in many items.

use super::doze::Doze;
use super::error::{GetError, PutError};
use super::line::Line;
use crate::sync::atomic::{AtomicU32, Ordering};
use crate::sync::{Arc, Backoff, Stop, UnsafeCell};
use core::fmt;
use core::mem::MaybeUninit;

/// What both ends look at, and change seldom.
struct Signals {
    /// | bit | meaning |
    /// | --- | --- |
    /// | 0 | the producer is gone |
    /// | 1 | the consumer is gone |
    gone: AtomicU32,
    consumer: Doze,
    producer: Doze,
}

const PRODUCER: u32 = 1;
const CONSUMER: u32 = 2;

/// A bounded ring of items; only its two ends are ever in a program's hands.
pub struct ItemRing<T> {
    /// The slot that is written next. Written by the producer.
    head: Line<AtomicU32>,
    /// The slot that is read next; the ring is empty where the two are the same. Written by the consumer.
    tail: Line<AtomicU32>,
    signals: Line<Signals>,
    /// One more than the capacity: with all of them in use, full would look like empty.
    slots: Box<[UnsafeCell<MaybeUninit<T>>]>,
}

// SAFETY: an item moves from the producer to the consumer, hence `T: Send`. There is one of each: they are made together, once,
// by `ItemRing::new`, and are not `Clone`. The producer writes only slots in [head, tail), the consumer reads only slots
// in [tail, head), round the end; these never overlap, and the indices hand slots over by Release and Acquire.
unsafe impl<T: Send> Sync for ItemRing<T> {}

impl<T> ItemRing<T> {
    /// The two ends of a ring of this many items.
    ///
    /// # Panics
    /// If that is none, or more than 2^30.
    #[allow(clippy::new_ret_no_self, reason = "a ring is its two ends")]
    pub fn new(capacity: usize) -> (ItemProducer<T>, ItemConsumer<T>) {
        assert!(
            (1..=1 << 30).contains(&capacity),
            "a ring holds from 1 to 2^30 items, not {capacity}"
        );
        let ring = Arc::new(Self {
            head: Line(AtomicU32::new(0)),
            tail: Line(AtomicU32::new(0)),
            signals: Line(Signals {
                gone: AtomicU32::new(0),
                consumer: Doze::new(),
                producer: Doze::new(),
            }),
            slots: (0..=capacity)
                .map(|_| UnsafeCell::new(MaybeUninit::uninit()))
                .collect(),
        });
        let producer = ItemProducer {
            ring: Arc::clone(&ring),
            head: 0,
            tail: 0,
        };
        let consumer = ItemConsumer {
            ring,
            tail: 0,
            head: 0,
        };
        (producer, consumer)
    }

    fn next(&self, index: u32) -> u32 {
        if index as usize + 1 == self.slots.len() {
            0
        } else {
            index + 1
        }
    }

    fn is_gone(&self, end: u32) -> bool {
        // Acquire pairs with the Release in `leave`.
        self.signals.0.gone.load(Ordering::Acquire) & end != 0
    }

    fn leave(&self, end: u32, other: &Doze) {
        // SeqCst, which is Release too: pairs with `is_gone`, and is a change that the other end may sleep for.
        self.signals.0.gone.fetch_or(end, Ordering::SeqCst);
        other.wake();
    }
}

impl<T> Drop for ItemRing<T> {
    fn drop(&mut self) {
        // Relaxed: both ends are gone, and the last reference to the ring ordered that.
        let head = self.head.0.load(Ordering::Relaxed);
        let mut tail = self.tail.0.load(Ordering::Relaxed);
        while tail != head {
            // SAFETY: slots in [tail, head) hold items, and nobody else is left.
            self.slots[tail as usize].with_mut(|slot| unsafe { (*slot).assume_init_drop() });
            tail = self.next(tail);
        }
    }
}

/// The end of an [`ItemRing`] that items are put into. Dropping it ends the ring: the consumer gets what is in it, and
/// then [`GetError::Closed`].
pub struct ItemProducer<T> {
    ring: Arc<ItemRing<T>>,
    /// The ring's own, which only this end writes.
    head: u32,
    /// The ring's as it was when last looked at.
    tail: u32,
}

impl<T> ItemProducer<T> {
    /// How many items the ring holds at the most.
    pub fn capacity(&self) -> usize {
        self.ring.slots.len() - 1
    }

    /// Puts `item` if there is room.
    ///
    /// # Errors
    /// [`PutError::Full`], or [`PutError::Closed`] if the consumer is gone.
    #[inline]
    pub fn try_put(&mut self, item: T) -> Result<(), PutError<T>> {
        let ring = &*self.ring;
        if ring.is_gone(CONSUMER) {
            return Err(PutError::Closed(item));
        }
        let next = ring.next(self.head);
        if next == self.tail {
            // SeqCst, which is Acquire too, pairs with the store in `try_get`: the slot has been read. The look before a
            // sleep; see `Doze`.
            self.tail = ring.tail.0.load(Ordering::SeqCst);
            if next == self.tail {
                return Err(PutError::Full(item));
            }
        }
        // SAFETY: the slot is in [head, tail): the consumer does not read it before the store to `head` below, and
        // `&mut self` makes this the only writer.
        ring.slots[self.head as usize].with_mut(|slot| unsafe { (*slot).write(item) });
        self.head = next;
        // SeqCst, which is Release too, pairs with the load in `try_get`: who sees the new head sees the item. A change
        // that the consumer may sleep for; see `Doze`.
        ring.head.0.store(next, Ordering::SeqCst);
        ring.signals.0.consumer.wake();
        Ok(())
    }

    /// Puts `item`, waiting until there is room.
    ///
    /// # Errors
    /// [`PutError::Closed`] if the consumer is gone, or [`PutError::Stopped`] if the run was told to stop while the call
    /// waited.
    #[inline]
    pub fn put(&mut self, item: T, stop: &Stop) -> Result<(), PutError<T>> {
        match self.try_put(item) {
            Err(PutError::Full(item)) => self.put_slow(item, stop, None),
            done => done,
        }
    }

    /// Like [`ItemProducer::put`], but gives up when `deadline_ms` has passed.
    ///
    /// # Errors
    /// As [`ItemProducer::put`], and [`PutError::Full`].
    #[inline]
    pub fn put_until(&mut self, item: T, stop: &Stop, deadline_ms: f64) -> Result<(), PutError<T>> {
        match self.try_put(item) {
            Err(PutError::Full(item)) => self.put_slow(item, stop, Some(deadline_ms)),
            done => done,
        }
    }

    #[cold]
    fn put_slow(
        &mut self,
        mut item: T,
        stop: &Stop,
        deadline: Option<f64>,
    ) -> Result<(), PutError<T>> {
        loop {
            let mut backoff = Backoff::new();
            while backoff.spin() {
                match self.try_put(item) {
                    Err(PutError::Full(back)) => item = back,
                    done => return done,
                }
            }
            let ring = &*self.ring;
            let next = ring.next(self.head);
            let slept = ring.signals.0.producer.sleep(stop, deadline, || {
                ring.tail.0.load(Ordering::SeqCst) == next
                    && ring.signals.0.gone.load(Ordering::SeqCst) & CONSUMER == 0
            });
            let Ok(woken) = slept else {
                return Err(PutError::Stopped(item));
            };
            match self.try_put(item) {
                Err(PutError::Full(back)) if woken => item = back,
                done => return done,
            }
        }
    }
}

impl<T> Drop for ItemProducer<T> {
    fn drop(&mut self) {
        self.ring.leave(PRODUCER, &self.ring.signals.0.consumer);
    }
}

/// The end of an [`ItemRing`] that items are got from. Dropping it ends the ring: what is in it is dropped, and each later
/// put fails.
pub struct ItemConsumer<T> {
    ring: Arc<ItemRing<T>>,
    /// The ring's own, which only this end writes.
    tail: u32,
    /// The ring's as it was when last looked at.
    head: u32,
}

impl<T> ItemConsumer<T> {
    /// Gets the next item if there is one.
    ///
    /// # Errors
    /// [`GetError::Empty`], or [`GetError::Closed`] if the producer is gone besides.
    #[inline]
    pub fn try_get(&mut self) -> Result<T, GetError> {
        let ring = &*self.ring;
        if self.tail == self.head {
            // Before the look at `head`: nothing is put any more once this says so.
            let gone = ring.is_gone(PRODUCER);
            // SeqCst, which is Acquire too, pairs with the store in `try_put`: the item is there. The look before a
            // sleep; see `Doze`.
            self.head = ring.head.0.load(Ordering::SeqCst);
            if self.tail == self.head {
                return Err(if gone {
                    GetError::Closed
                } else {
                    GetError::Empty
                });
            }
        }
        // SAFETY: the slot is in [tail, head): it holds an item, and the producer does not write it before the store to
        // `tail` below. The item is read once, and then written over without being dropped.
        let item =
            ring.slots[self.tail as usize].with(|slot| unsafe { (*slot).assume_init_read() });
        self.tail = ring.next(self.tail);
        // SeqCst, which is Release too, pairs with the load in `try_put`: the item is read before its slot is written
        // again. A change that the producer may sleep for; see `Doze`.
        ring.tail.0.store(self.tail, Ordering::SeqCst);
        ring.signals.0.producer.wake();
        Ok(item)
    }

    /// Gets the next item, waiting until there is one.
    ///
    /// # Errors
    /// [`GetError::Closed`] once the producer is gone and the ring is empty, or [`GetError::Stopped`] if the run was told
    /// to stop while the call waited.
    #[inline]
    pub fn get(&mut self, stop: &Stop) -> Result<T, GetError> {
        match self.try_get() {
            Err(GetError::Empty) => self.get_slow(stop, None),
            done => done,
        }
    }

    /// Like [`ItemConsumer::get`], but gives up when `deadline_ms` has passed.
    ///
    /// # Errors
    /// As [`ItemConsumer::get`], and [`GetError::Empty`].
    #[inline]
    pub fn get_until(&mut self, stop: &Stop, deadline_ms: f64) -> Result<T, GetError> {
        match self.try_get() {
            Err(GetError::Empty) => self.get_slow(stop, Some(deadline_ms)),
            done => done,
        }
    }

    #[cold]
    fn get_slow(&mut self, stop: &Stop, deadline: Option<f64>) -> Result<T, GetError> {
        loop {
            let mut backoff = Backoff::new();
            while backoff.spin() {
                match self.try_get() {
                    Err(GetError::Empty) => {}
                    done => return done,
                }
            }
            let ring = &*self.ring;
            let tail = self.tail;
            let woken = ring.signals.0.consumer.sleep(stop, deadline, || {
                ring.head.0.load(Ordering::SeqCst) == tail
                    && ring.signals.0.gone.load(Ordering::SeqCst) & PRODUCER == 0
            })?;
            match self.try_get() {
                Err(GetError::Empty) if woken => {}
                done => return done,
            }
        }
    }
}

impl<T> Drop for ItemConsumer<T> {
    fn drop(&mut self) {
        self.ring.leave(CONSUMER, &self.ring.signals.0.producer);
    }
}

impl<T> fmt::Debug for ItemProducer<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemProducer")
            .field("capacity", &self.capacity())
            .finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for ItemConsumer<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemConsumer").finish_non_exhaustive()
    }
}
