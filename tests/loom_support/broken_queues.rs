//! Queues with one flaw each: the part of the real algorithm that the flaw is in, and no more.

use interleave::queue::{GetError, PutError};
use interleave::sync::atomic::{AtomicU32, Ordering};
use interleave::sync::{Stop, UnsafeCell, Word, nap, order_seq_cst};
use std::time::Duration;

/// Claims a slot by a load and a store.
pub const CLAIMS_BY_STORE: u8 = 0;
/// Hands a slot over without Release.
pub const HANDS_OVER_UNORDERED: u8 = 1;
/// Looks, says that it sleeps, and sleeps.
pub const LOOKS_TOO_EARLY: u8 = 2;
/// Leaves with a wake-up that another sleeper needs.
pub const KEEPS_THE_WAKE_UP: u8 = 3;
/// Sleeps when the slot is not ready, though a producer is about to make it so.
pub const SLEEPS_AT_A_GAP: u8 = 4;
/// Closes without waking anybody.
pub const CLOSES_SILENTLY: u8 = 5;

const CLOSED: u32 = 1 << 31;

/// Those who sleep at one end: how many, and a word that changes with each wake-up.
struct Sleepers {
    count: AtomicU32,
    wake_ups: Word,
}

impl Sleepers {
    fn new() -> Self {
        Self {
            count: AtomicU32::new(0),
            wake_ups: Word::new(0),
        }
    }

    fn wake_one(&self) {
        order_seq_cst();
        if self.count.load(Ordering::SeqCst) > 0 {
            self.wake_ups.fetch_add(1, Ordering::Relaxed);
            self.wake_ups.wake_one();
        }
    }

    fn wake_all(&self) {
        self.wake_ups.fetch_add(1, Ordering::Relaxed);
        self.wake_ups.wake_all();
    }
}

/// The queue of two slots.
pub struct Queue<const FLAW: u8> {
    head: AtomicU32,
    tail: AtomicU32,
    stamps: [AtomicU32; 2],
    items: [UnsafeCell<u32>; 2],
    getters: Sleepers,
    putters: Sleepers,
}

// SAFETY: none is needed: loom watches each access to the items, and reports those that this promise should exclude.
unsafe impl<const FLAW: u8> Sync for Queue<FLAW> {}

impl<const FLAW: u8> Queue<FLAW> {
    pub fn new() -> Self {
        Self {
            head: AtomicU32::new(0),
            tail: AtomicU32::new(0),
            stamps: [AtomicU32::new(0), AtomicU32::new(1)],
            items: [UnsafeCell::new(0), UnsafeCell::new(0)],
            getters: Sleepers::new(),
            putters: Sleepers::new(),
        }
    }

    fn hand_over(&self, position: u32, stamp: u32, to: &Sleepers) {
        let ordering = if FLAW == HANDS_OVER_UNORDERED {
            Ordering::Relaxed
        } else {
            Ordering::Release
        };
        self.stamps[position as usize % 2].store(stamp, ordering);
        to.wake_one();
    }

    fn claim(index: &AtomicU32, position: u32) -> bool {
        if FLAW == CLAIMS_BY_STORE {
            index.store(position + 1, Ordering::SeqCst);
            return true;
        }
        index
            .compare_exchange(position, position + 1, Ordering::SeqCst, Ordering::Relaxed)
            .is_ok()
    }

    fn try_put(&self, item: u32) -> Result<(), PutError<u32>> {
        loop {
            let tail = self.tail.load(Ordering::SeqCst);
            if tail & CLOSED != 0 {
                return Err(PutError::Closed(item));
            }
            let slot = tail as usize % 2;
            if self.stamps[slot].load(Ordering::Acquire) == tail {
                if Self::claim(&self.tail, tail) {
                    // SAFETY: see `Sync` above.
                    self.items[slot].with_mut(|place| unsafe { *place = item });
                    self.hand_over(tail, tail + 1, &self.getters);
                    return Ok(());
                }
            } else if self.head.load(Ordering::SeqCst) + 2 == tail {
                return Err(PutError::Full(item));
            } else {
                nap(Duration::ZERO);
            }
        }
    }

    fn try_get(&self) -> Result<u32, GetError> {
        loop {
            let head = self.head.load(Ordering::SeqCst);
            let slot = head as usize % 2;
            if self.stamps[slot].load(Ordering::Acquire) == head + 1 {
                if Self::claim(&self.head, head) {
                    // SAFETY: see `Sync` above.
                    let item = self.items[slot].with(|place| unsafe { *place });
                    self.hand_over(head, head + 2, &self.putters);
                    return Ok(item);
                }
                continue;
            }
            let tail = self.tail.load(Ordering::SeqCst);
            if tail & !CLOSED == head || FLAW == SLEEPS_AT_A_GAP {
                return Err(if tail & CLOSED == 0 {
                    GetError::Empty
                } else {
                    GetError::Closed
                });
            }
            nap(Duration::ZERO);
        }
    }

    pub fn put(&self, item: u32, stop: &Stop) -> Result<(), PutError<u32>> {
        loop {
            let again = || match self.try_put(item) {
                Err(PutError::Full(_)) => None,
                done => Some(done),
            };
            match wait::<FLAW, _>(&self.putters, stop, again) {
                Some(Some(done)) => return done,
                Some(None) => {}
                None => return Err(PutError::Stopped(item)),
            }
        }
    }

    pub fn get(&self, stop: &Stop) -> Result<u32, GetError> {
        loop {
            let again = || match self.try_get() {
                Err(GetError::Empty) => None,
                done => Some(done),
            };
            match wait::<FLAW, _>(&self.getters, stop, again) {
                Some(Some(done)) => return done,
                Some(None) => {}
                None => return Err(GetError::Stopped),
            }
        }
    }

    /// The first item's slot is claimed before the second item is put, and filled after it.
    pub fn put_both(&self, first: u32, second: u32) {
        let tail = self.tail.load(Ordering::SeqCst);
        assert!(Self::claim(&self.tail, tail));
        assert!(self.try_put(second).is_ok());
        // SAFETY: see `Sync` above.
        self.items[tail as usize % 2].with_mut(|place| unsafe { *place = first });
        self.hand_over(tail, tail + 1, &self.getters);
    }

    pub fn close(&self) {
        self.tail.fetch_or(CLOSED, Ordering::SeqCst);
        if FLAW != CLOSES_SILENTLY {
            self.getters.wake_all();
            self.putters.wake_all();
        }
    }
}

/// Tries, and sleeps once if that was in vain. `None` if it was stopped, `Some(None)` if it is to be tried again.
fn wait<const FLAW: u8, R>(
    sleepers: &Sleepers,
    stop: &Stop,
    attempt: impl Fn() -> Option<R>,
) -> Option<Option<R>> {
    let early = attempt();
    if early.is_some() {
        return Some(early);
    }
    sleepers.count.fetch_add(1, Ordering::SeqCst);
    order_seq_cst();
    let seen = sleepers.wake_ups.load(Ordering::Acquire);
    if FLAW != LOOKS_TOO_EARLY {
        let late = attempt();
        if late.is_some() {
            sleepers.count.fetch_sub(1, Ordering::Relaxed);
            return Some(late);
        }
    }
    let slept = stop.wait(&sleepers.wake_ups, seen, None);
    sleepers.count.fetch_sub(1, Ordering::Relaxed);
    match slept {
        Ok(()) => Some(None),
        Err(_) => {
            if FLAW != KEEPS_THE_WAKE_UP {
                sleepers.wake_ups.wake_one();
            }
            None
        }
    }
}

/// Shows the new index without Release.
pub const SHOWS_UNORDERED: u8 = 10;
/// Sleeps without a look after it has said so.
pub const SLEEPS_AT_ONCE: u8 = 11;
/// Does not look whether the other end sleeps.
pub const WAKES_NOBODY: u8 = 12;

/// The ring of one slot, for one producer and one consumer.
pub struct Ring<const FLAW: u8> {
    head: AtomicU32,
    tail: AtomicU32,
    item: UnsafeCell<u32>,
    consumer: Word,
    producer: Word,
}

// SAFETY: as for `Queue`.
unsafe impl<const FLAW: u8> Sync for Ring<FLAW> {}

impl<const FLAW: u8> Ring<FLAW> {
    pub fn new() -> Self {
        Self {
            head: AtomicU32::new(0),
            tail: AtomicU32::new(0),
            item: UnsafeCell::new(0),
            consumer: Word::new(0),
            producer: Word::new(0),
        }
    }

    fn show(index: &AtomicU32, value: u32, to: &Word) {
        let ordering = if FLAW == SHOWS_UNORDERED {
            Ordering::Relaxed
        } else {
            Ordering::SeqCst
        };
        index.store(value, ordering);
        if FLAW == WAKES_NOBODY {
            return;
        }
        order_seq_cst();
        if to.load(Ordering::SeqCst) == 1 {
            to.store(0, Ordering::Relaxed);
            to.wake_one();
        }
    }

    fn sleep(word: &Word, stop: &Stop, needed: impl Fn() -> bool) {
        word.store(1, Ordering::SeqCst);
        order_seq_cst();
        if FLAW == SLEEPS_AT_ONCE || needed() {
            stop.wait(word, 1, None).unwrap();
        }
        word.store(0, Ordering::Relaxed);
    }

    pub fn put(&self, item: u32, stop: &Stop) {
        let head = self.head.load(Ordering::Relaxed);
        while self.tail.load(Ordering::SeqCst) != head {
            Self::sleep(&self.producer, stop, || {
                self.tail.load(Ordering::SeqCst) != head
            });
        }
        // SAFETY: see `Sync` above.
        self.item.with_mut(|place| unsafe { *place = item });
        Self::show(&self.head, head + 1, &self.consumer);
    }

    pub fn get(&self, stop: &Stop) -> u32 {
        let tail = self.tail.load(Ordering::Relaxed);
        while self.head.load(Ordering::SeqCst) == tail {
            Self::sleep(&self.consumer, stop, || {
                self.head.load(Ordering::SeqCst) == tail
            });
        }
        // SAFETY: see `Sync` above.
        let item = self.item.with(|place| unsafe { *place });
        Self::show(&self.tail, tail + 1, &self.producer);
        item
    }
}
