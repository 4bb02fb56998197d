//! The bounded queue for any number of producers and consumers.
//!
//! The algorithm without the waiting is D. Vyukov's "Bounded MPMC queue" (1024cores.net, 2010): each slot has a stamp that
//! says whose turn it is, so that producers compete with producers only, and consumers with consumers. Positions in
//! laps, so that the capacity can be any number, and the mark that closes the queue in the same word as the
//! producers' position, are those of S. Glavina's channel in crossbeam (2019). Waiting and waking are our own, on a word
//! of each end (`sleepers.rs`).

use super::error::{GetError, PutError};
use super::line::Line;
use super::sleepers::Sleepers;
use crate::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use crate::sync::{Backoff, Stop, UnsafeCell};
use core::fmt;
use core::mem::MaybeUninit;
use core::time::Duration;

/// Set in `tail` once the queue is closed.
const CLOSED: u64 = 1 << 63;

/// How long to sleep for an actor that was interrupted between claiming a slot and handing it over.
const NAP: Duration = Duration::from_micros(50);

/// A place for one item.
struct Slot<T> {
    /// Whose turn it is, as the lower half of a position:
    ///
    /// | value | state | who may touch `item` |
    /// | --- | --- | --- |
    /// | `p` | free | the producer that moves `tail` on from `p` |
    /// | `p + 1` | holds the item that was put at `p` | the consumer that moves `head` on from `p` |
    ///
    /// After that consumer it is free again for the position one lap after `p`.
    stamp: AtomicU32,
    item: UnsafeCell<MaybeUninit<T>>,
}

/// A bounded blocking queue.
///
/// First in, first out: items come out in the order in which their puts claimed a slot. All waiting at an end is without
/// an order: who comes at the right moment overtakes sleepers.
pub struct Queue<T> {
    /// Where the next item is got, as a position: the slot's index, plus `lap` for each time round.
    head: Line<AtomicU64>,
    /// Where the next item is put, as a position; bit 63 is set once the queue is closed.
    tail: Line<AtomicU64>,
    /// Consumers that sleep until there is an item.
    getters: Line<Sleepers>,
    /// Producers that sleep until there is room.
    putters: Line<Sleepers>,
    slots: Box<[Slot<T>]>,
    /// The smallest power of two above the capacity, so that an index plus one never runs into the laps.
    lap: u64,
}

// SAFETY: an item moves from the actor that puts it to the one that gets it, hence `T: Send`; neither refers to it before or
// after. A slot's `item` is touched only by whom its stamp says, and by moving `tail` or `head` on from a position
// exactly one actor becomes that one.
unsafe impl<T: Send> Sync for Queue<T> {}

impl<T> Queue<T> {
    /// An empty queue of this many slots.
    ///
    /// # Panics
    /// If there are none, or more than 2^30.
    pub fn new(capacity: usize) -> Self {
        assert!(
            (1..=1 << 30).contains(&capacity),
            "a queue has from 1 to 2^30 slots, not {capacity}"
        );
        let slots = (0..capacity as u32).map(|index| Slot {
            stamp: AtomicU32::new(index),
            item: UnsafeCell::new(MaybeUninit::uninit()),
        });
        Self {
            head: Line(AtomicU64::new(0)),
            tail: Line(AtomicU64::new(0)),
            getters: Line(Sleepers::new()),
            putters: Line(Sleepers::new()),
            slots: slots.collect(),
            lap: (capacity as u64 + 1).next_power_of_two(),
        }
    }

    /// How many items it holds at the most.
    pub fn capacity(&self) -> usize {
        self.slots.len()
    }

    /// How many items are in it, those included that are being put or got just now. Another actor may have changed that by
    /// the time it is looked at.
    pub fn len(&self) -> usize {
        loop {
            let tail = self.tail.0.load(Ordering::SeqCst);
            let head = self.head.0.load(Ordering::SeqCst);
            // Otherwise the two are of different moments.
            if self.tail.0.load(Ordering::SeqCst) == tail {
                return self.distance(head, tail & !CLOSED);
            }
        }
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
        self.tail.0.load(Ordering::SeqCst) & CLOSED != 0
    }

    /// Closes it: from now on each put fails, and each get once the queue is empty. Whoever waits hears of it. Says whether
    /// it was open until now.
    pub fn close(&self) -> bool {
        // SeqCst, as every change of `tail`: see `Sleepers`.
        let tail = self.tail.0.fetch_or(CLOSED, Ordering::SeqCst);
        self.getters.0.wake_all();
        self.putters.0.wake_all();
        tail & CLOSED == 0
    }

    /// Puts `item`, waiting until there is room.
    ///
    /// # Errors
    /// [`PutError::Closed`], or [`PutError::Stopped`] if the run was told to stop while the call waited.
    #[inline]
    pub fn put(&self, item: T, stop: &Stop) -> Result<(), PutError<T>> {
        self.put_with(item, stop, &|_| ())
    }

    /// Puts `item` if there is room.
    ///
    /// # Errors
    /// [`PutError::Closed`] or [`PutError::Full`].
    #[inline]
    pub fn try_put(&self, item: T) -> Result<(), PutError<T>> {
        self.try_put_with(item, &|_| ())
    }

    /// Like [`Queue::put`], but gives up when `deadline_ms` has passed. It does put the item if there is room, even after
    /// the deadline.
    ///
    /// # Errors
    /// As [`Queue::put`], and [`PutError::Full`].
    #[inline]
    pub fn put_until(&self, item: T, stop: &Stop, deadline_ms: f64) -> Result<(), PutError<T>> {
        match self.try_put(item) {
            Err(PutError::Full(item)) => self.put_slow(item, stop, Some(deadline_ms), &|_| ()),
            done => done,
        }
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
        claimed: &impl Fn(usize),
    ) -> Result<(), PutError<T>> {
        match self.try_put_with(item, claimed) {
            Err(PutError::Full(item)) => self.put_slow(item, stop, None, claimed),
            done => done,
        }
    }

    /// Like [`Queue::try_put`], with `claimed` as in [`Queue::put_with`].
    ///
    /// # Errors
    /// As [`Queue::try_put`].
    #[inline]
    pub fn try_put_with(&self, item: T, claimed: &impl Fn(usize)) -> Result<(), PutError<T>> {
        let mut backoff = Backoff::new();
        let mut tail = self.tail.0.load(Ordering::Relaxed);
        loop {
            if tail & CLOSED != 0 {
                return Err(PutError::Closed(item));
            }
            let index = self.index(tail);
            let slot = &self.slots[index];
            // Acquire pairs with the Release in `try_get_with`: the item that was here has been taken out.
            if slot.stamp.load(Ordering::Acquire) == tail as u32 {
                // SeqCst: consumers that mean to sleep look at `tail`; see `Sleepers`.
                match self.tail.0.compare_exchange_weak(
                    tail,
                    self.next(tail),
                    Ordering::SeqCst,
                    Ordering::Relaxed,
                ) {
                    Ok(_) => {
                        let hand_over = HandOver {
                            stamp: &slot.stamp,
                            next: tail as u32 + 1,
                            sleepers: &self.getters.0,
                        };
                        // SAFETY: this actor moved `tail` on from the position that the stamp says it is the turn of,
                        // so the slot is its own until the stamp changes, which is in `hand_over`'s drop.
                        slot.item.with_mut(|place| unsafe { (*place).write(item) });
                        claimed(index);
                        drop(hand_over);
                        return Ok(());
                    }
                    Err(actual) => tail = actual,
                }
                continue;
            }
            // SeqCst: the look before a sleep; see `Sleepers`.
            let head = self.head.0.load(Ordering::SeqCst);
            // A lap behind: full, and not of an earlier moment, since `tail` cannot have moved on without `head`.
            if head + self.lap == tail {
                return Err(PutError::Full(item));
            }
            // Either a consumer is taking out what is here, or `tail` has moved on.
            backoff.spin_or_nap(NAP);
            tail = self.tail.0.load(Ordering::Relaxed);
        }
    }

    #[cold]
    fn put_slow(
        &self,
        mut item: T,
        stop: &Stop,
        deadline: Option<f64>,
        claimed: &impl Fn(usize),
    ) -> Result<(), PutError<T>> {
        loop {
            let mut backoff = Backoff::new();
            while backoff.spin() {
                match self.try_put_with(item, claimed) {
                    Err(PutError::Full(back)) => item = back,
                    done => return done,
                }
            }
            self.putters.0.announce();
            match self.try_put_with(item, claimed) {
                Err(PutError::Full(back)) => item = back,
                done => {
                    self.putters.0.withdraw();
                    return done;
                }
            }
            match self.putters.0.sleep(stop, deadline) {
                Ok(true) => {}
                Ok(false) => return self.try_put_with(item, claimed),
                Err(_) => return Err(PutError::Stopped(item)),
            }
        }
    }

    /// Gets the next item, waiting until there is one.
    ///
    /// # Errors
    /// [`GetError::Closed`] once the queue is closed and empty, or [`GetError::Stopped`] if the run was told to stop
    /// while the call waited.
    #[inline]
    pub fn get(&self, stop: &Stop) -> Result<T, GetError> {
        self.get_with(stop, &|_, _| ())
    }

    /// Gets the next item if there is one.
    ///
    /// # Errors
    /// [`GetError::Empty`] or, if it is closed besides, [`GetError::Closed`].
    #[inline]
    pub fn try_get(&self) -> Result<T, GetError> {
        self.try_get_with(&|_, _| ())
    }

    /// Like [`Queue::get`], but gives up when `deadline_ms` has passed. It does get an item if there is one, even after
    /// the deadline.
    ///
    /// # Errors
    /// As [`Queue::get`], and [`GetError::Empty`].
    #[inline]
    pub fn get_until(&self, stop: &Stop, deadline_ms: f64) -> Result<T, GetError> {
        match self.try_get() {
            Err(GetError::Empty) => self.get_slow(stop, Some(deadline_ms), &|_, _| ()),
            done => done,
        }
    }

    /// Like [`Queue::get`]. `claimed` is called with the index of the slot and the item, when the slot is claimed and
    /// before anybody can use it anew: a record made there stands before the record of the next put into it.
    ///
    /// # Errors
    /// As [`Queue::get`].
    #[inline]
    pub fn get_with(&self, stop: &Stop, claimed: &impl Fn(usize, &T)) -> Result<T, GetError> {
        match self.try_get_with(claimed) {
            Err(GetError::Empty) => self.get_slow(stop, None, claimed),
            done => done,
        }
    }

    /// Like [`Queue::try_get`], with `claimed` as in [`Queue::get_with`].
    ///
    /// # Errors
    /// As [`Queue::try_get`].
    #[inline]
    pub fn try_get_with(&self, claimed: &impl Fn(usize, &T)) -> Result<T, GetError> {
        let mut backoff = Backoff::new();
        let mut head = self.head.0.load(Ordering::Relaxed);
        loop {
            let index = self.index(head);
            let slot = &self.slots[index];
            // Acquire pairs with the Release in `HandOver` of `try_put_with`: the item is there.
            if slot.stamp.load(Ordering::Acquire) == head as u32 + 1 {
                // SeqCst: producers that mean to sleep look at `head`; see `Sleepers`.
                match self.head.0.compare_exchange_weak(
                    head,
                    self.next(head),
                    Ordering::SeqCst,
                    Ordering::Relaxed,
                ) {
                    Ok(_) => {
                        let hand_over = HandOver {
                            stamp: &slot.stamp,
                            next: (head + self.lap) as u32,
                            sleepers: &self.putters.0,
                        };
                        // SAFETY: this actor moved `head` on from the position whose item the stamp says is here, so
                        // the slot is its own until the stamp changes, which is in `hand_over`'s drop; and the item
                        // was written before the stamp said so. It is taken out once: no other actor reads it, and
                        // the next one writes over it without dropping it.
                        let item = slot
                            .item
                            .with_mut(|place| unsafe { (*place).assume_init_read() });
                        claimed(index, &item);
                        drop(hand_over);
                        return Ok(item);
                    }
                    Err(actual) => head = actual,
                }
                continue;
            }
            // SeqCst: the look before a sleep; see `Sleepers`.
            let tail = self.tail.0.load(Ordering::SeqCst);
            // Empty, and not of an earlier moment, since `head` cannot have moved on past `tail`.
            if tail & !CLOSED == head {
                return Err(if tail & CLOSED == 0 {
                    GetError::Empty
                } else {
                    GetError::Closed
                });
            }
            // Either a producer is writing what will be here, or `head` has moved on.
            backoff.spin_or_nap(NAP);
            head = self.head.0.load(Ordering::Relaxed);
        }
    }

    #[cold]
    fn get_slow(
        &self,
        stop: &Stop,
        deadline: Option<f64>,
        claimed: &impl Fn(usize, &T),
    ) -> Result<T, GetError> {
        loop {
            let mut backoff = Backoff::new();
            while backoff.spin() {
                match self.try_get_with(claimed) {
                    Err(GetError::Empty) => {}
                    done => return done,
                }
            }
            self.getters.0.announce();
            match self.try_get_with(claimed) {
                Err(GetError::Empty) => {}
                done => {
                    self.getters.0.withdraw();
                    return done;
                }
            }
            if !self.getters.0.sleep(stop, deadline)? {
                return self.try_get_with(claimed);
            }
        }
    }

    #[inline]
    fn index(&self, position: u64) -> usize {
        (position & (self.lap - 1)) as usize
    }

    /// The position after this one.
    #[inline]
    fn next(&self, position: u64) -> u64 {
        if self.index(position) + 1 == self.slots.len() {
            (position & !(self.lap - 1)) + self.lap
        } else {
            position + 1
        }
    }

    /// Positions from `head` to `tail`, neither of them with its mark.
    fn distance(&self, head: u64, tail: u64) -> usize {
        let (first, end) = (self.index(head), self.index(tail));
        if first < end || head == tail {
            end - first
        } else {
            self.slots.len() - first + end
        }
    }
}

/// Hands a claimed slot over to the other end as it is dropped, also if the caller's code panics meanwhile: the others
/// would wait for ever.
struct HandOver<'a> {
    stamp: &'a AtomicU32,
    next: u32,
    sleepers: &'a Sleepers,
}

impl Drop for HandOver<'_> {
    #[inline]
    fn drop(&mut self) {
        // Release pairs with the Acquires in `try_put_with` and `try_get_with`: who sees the stamp sees the slot as this
        // actor left it.
        self.stamp.store(self.next, Ordering::Release);
        self.sleepers.wake_one();
    }
}

impl<T> Drop for Queue<T> {
    fn drop(&mut self) {
        if core::mem::needs_drop::<T>() {
            while let Ok(item) = self.try_get() {
                drop(item);
            }
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
