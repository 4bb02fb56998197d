//! The slots of a bounded queue, and what puts an item into one or takes it out: without waiting.
//!
//! The algorithm is D. Vyukov's "Bounded MPMC queue" (1024cores.net, 2010): each slot has a stamp that says whose turn it
//! is, so that producers compete with producers only, and consumers with consumers. Positions in laps, so that the
//! capacity can be any number, and the mark that closes the queue in the same word as the producers' position, are those of
//! S. Glavina's channel in crossbeam (2019).

use super::line::Line;
use super::sleepers::Sleepers;
use crate::sync::UnsafeCell;
use crate::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use core::mem::MaybeUninit;

/// Set in `tail` once the queue is closed.
const CLOSED: u64 = 1 << 63;

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

/// Those who sleep at the two ends. In one cache line: each operation looks at both, and they change only when somebody
/// goes to sleep or is woken.
struct Ends {
    /// Consumers that sleep until there is an item.
    getters: Sleepers,
    /// Producers that sleep until there is room.
    putters: Sleepers,
}

/// The slots, and where to go on.
///
/// All accesses to `head`, `tail` and the stamps that decide about sleeping are SeqCst; see [`Sleepers`].
pub(super) struct Slots<T> {
    /// Where the next item is got, as a position: the slot's index, plus `lap` for each time round.
    head: Line<AtomicU64>,
    /// Where the next item is put, as a position; bit 63 is set once the queue is closed.
    tail: Line<AtomicU64>,
    ends: Line<Ends>,
    slots: Box<[Slot<T>]>,
    /// The smallest power of two above the capacity, so that an index plus one never runs into the laps.
    lap: u64,
}

// SAFETY: an item moves from the actor that puts it to the one that gets it, hence `T: Send`; neither refers to it before or
// after. A slot's `item` is touched only by whom its stamp says, and by moving `tail` or `head` on from a position
// exactly one actor becomes that one.
unsafe impl<T: Send> Sync for Slots<T> {}

/// Why an attempt to put failed. The item comes back.
pub(super) enum NotPut<T> {
    /// There is no room.
    Full(T),
    /// A consumer has claimed the slot and is still taking its item out; others may have room already.
    Busy(T),
    Closed(T),
}

/// Why an attempt to get failed.
pub(super) enum NotGot {
    /// There is nothing.
    Empty,
    /// A producer has claimed the slot and is still filling it; others may be full already.
    Busy,
    /// There is nothing, and nothing will come.
    Closed,
}

impl<T> Slots<T> {
    pub(super) fn new(capacity: u32) -> Self {
        let slots = (0..capacity).map(|index| Slot {
            stamp: AtomicU32::new(index),
            item: UnsafeCell::new(MaybeUninit::uninit()),
        });
        Self {
            head: Line(AtomicU64::new(0)),
            tail: Line(AtomicU64::new(0)),
            ends: Line(Ends {
                getters: Sleepers::new(),
                putters: Sleepers::new(),
            }),
            slots: slots.collect(),
            lap: (u64::from(capacity) + 1).next_power_of_two(),
        }
    }

    pub(super) fn capacity(&self) -> usize {
        self.slots.len()
    }

    pub(super) fn getters(&self) -> &Sleepers {
        &self.ends.0.getters
    }

    pub(super) fn putters(&self) -> &Sleepers {
        &self.ends.0.putters
    }

    /// Slots that are claimed for an item and not yet for taking it out.
    pub(super) fn len(&self) -> usize {
        loop {
            let tail = self.tail.0.load(Ordering::SeqCst);
            let head = self.head.0.load(Ordering::SeqCst);
            // Otherwise the two are of different moments.
            if self.tail.0.load(Ordering::SeqCst) == tail {
                return self.distance(head, tail & !CLOSED);
            }
        }
    }

    pub(super) fn is_closed(&self) -> bool {
        self.tail.0.load(Ordering::SeqCst) & CLOSED != 0
    }

    /// Says whether it was open.
    pub(super) fn close(&self) -> bool {
        let tail = self.tail.0.fetch_or(CLOSED, Ordering::SeqCst);
        self.ends.0.getters.wake_all();
        self.ends.0.putters.wake_all();
        tail & CLOSED == 0
    }

    /// Puts `item` if that can be done now. `claimed` is called with the slot's index in between claiming it and handing
    /// it over.
    #[inline]
    pub(super) fn put(&self, item: T, claimed: impl Fn(usize)) -> Result<(), NotPut<T>> {
        let mut tail = self.tail.0.load(Ordering::SeqCst);
        loop {
            if tail & CLOSED != 0 {
                return Err(NotPut::Closed(item));
            }
            let index = self.index(tail);
            let slot = &self.slots[index];
            // Acquire pairs with the Release in `HandOver`: the item that was here has been taken out.
            if slot.stamp.load(Ordering::SeqCst) == tail as u32 {
                let next = self.next(tail);
                match self.tail.0.compare_exchange_weak(
                    tail,
                    next,
                    Ordering::SeqCst,
                    Ordering::SeqCst,
                ) {
                    Ok(_) => {
                        let hand_over = HandOver {
                            stamp: &slot.stamp,
                            value: tail as u32 + 1,
                            wake: || {
                                self.ends.0.getters.wake_one();
                                self.pass_on_to_putter(next);
                            },
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
            // A lap behind: full, and not of an earlier moment, since `tail` cannot have moved on without `head`.
            if self.head.0.load(Ordering::SeqCst) + self.lap == tail {
                return Err(NotPut::Full(item));
            }
            let now = self.tail.0.load(Ordering::SeqCst);
            if now == tail {
                return Err(NotPut::Busy(item));
            }
            tail = now;
        }
    }

    /// Gets an item if that can be done now. `claimed` is called with the slot's index and the item in between claiming
    /// the slot and handing it over.
    #[inline]
    pub(super) fn get(&self, claimed: impl Fn(usize, &T)) -> Result<T, NotGot> {
        let mut head = self.head.0.load(Ordering::SeqCst);
        loop {
            let index = self.index(head);
            let slot = &self.slots[index];
            // Acquire pairs with the Release in `HandOver`: the item is there.
            if slot.stamp.load(Ordering::SeqCst) == head as u32 + 1 {
                let next = self.next(head);
                match self.head.0.compare_exchange_weak(
                    head,
                    next,
                    Ordering::SeqCst,
                    Ordering::SeqCst,
                ) {
                    Ok(_) => {
                        let hand_over = HandOver {
                            stamp: &slot.stamp,
                            value: (head + self.lap) as u32,
                            wake: || {
                                self.ends.0.putters.wake_one();
                                self.pass_on_to_getter(next);
                            },
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
            let tail = self.tail.0.load(Ordering::SeqCst);
            // Empty, and not of an earlier moment, since `head` cannot have moved on past `tail`.
            if tail & !CLOSED == head {
                return Err(if tail & CLOSED == 0 {
                    NotGot::Empty
                } else {
                    NotGot::Closed
                });
            }
            let now = self.head.0.load(Ordering::SeqCst);
            if now == head {
                return Err(NotGot::Busy);
            }
            head = now;
        }
    }

    /// A producer that found its slot busy sleeps, though the slots after it may become free meanwhile. Whoever moves `tail`
    /// on to such a slot wakes the next one: nobody else would.
    #[inline]
    fn pass_on_to_putter(&self, tail: u64) {
        if self.ends.0.putters.are_there() {
            let stamp = &self.slots[self.index(tail)].stamp;
            if stamp.load(Ordering::SeqCst) == tail as u32 {
                self.ends.0.putters.wake_one();
            }
        }
    }

    /// The same for consumers; and the last item of a closed queue is the last that they wait for.
    #[inline]
    fn pass_on_to_getter(&self, head: u64) {
        if self.ends.0.getters.are_there() {
            let stamp = &self.slots[self.index(head)].stamp;
            if stamp.load(Ordering::SeqCst) == head as u32 + 1 || self.is_closed() {
                self.ends.0.getters.wake_one();
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
struct HandOver<'a, W: Fn()> {
    stamp: &'a AtomicU32,
    value: u32,
    wake: W,
}

impl<W: Fn()> Drop for HandOver<'_, W> {
    #[inline]
    fn drop(&mut self) {
        // Release pairs with the Acquire loads of the stamp in `put` and `get`: who sees it sees the slot as this actor
        // left it. SeqCst: see `Sleepers`.
        self.stamp.store(self.value, Ordering::SeqCst);
        (self.wake)();
    }
}

impl<T> Drop for Slots<T> {
    fn drop(&mut self) {
        if core::mem::needs_drop::<T>() {
            while let Ok(item) = self.get(|_, _| ()) {
                drop(item);
            }
        }
    }
}
