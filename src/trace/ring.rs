//! The ring that carries one actor's events to the page: single producer, single consumer, never blocking.
//!
//! After Lamport, "Specifying Concurrent Program Modules" (1983): each side writes its own index and reads the other's.
//! The protocol is in `README.md` beside this file.

use super::record::Encoded;
use super::recorder::Sink;
use crate::sync::UnsafeCell;
use crate::sync::atomic::{AtomicU32, Ordering};

/// Words of a ring in use: 64 KiB, some 1,600 events between two frames of the page.
pub const RING_WORDS: usize = 8192;

/// Keeps what one side writes off the cache line that the other side writes.
#[derive(Debug)]
#[repr(C, align(64))]
struct Line<T>(T);

/// What the producer writes.
#[derive(Debug)]
#[repr(C)]
struct Produced {
    /// Words ever written, modulo 2^32; the next one goes to `head % N`.
    head: AtomicU32,
    /// Events that found no room.
    dropped: AtomicU32,
    /// Which ends are taken.
    ///
    /// | bit | meaning |
    /// | --- | --- |
    /// | 0 | there is a [`Producer`] |
    /// | 1 | there is a [`Consumer`] |
    claimed: AtomicU32,
}

const PRODUCER: u32 = 1;
const CONSUMER: u32 = 2;

/// A ring of `N` words (a power of two). The page reads it directly in shared memory: `head` at byte 0, `dropped` at 4,
/// `tail` at 64, the words from 128.
#[derive(Debug)]
#[repr(C)]
pub struct Ring<const N: usize = RING_WORDS> {
    produced: Line<Produced>,
    /// Words ever read, modulo 2^32. Written by the consumer only.
    tail: Line<AtomicU32>,
    words: [UnsafeCell<u64>; N],
}

// SAFETY: the words are the only part that is not `Sync` by itself. `Producer` and `Consumer` exist at most once each
// (`claimed`); the producer writes only words in [head, tail + N) and the consumer reads only words in [tail, head),
// which never overlap, and the indices hand words over by Release and Acquire.
unsafe impl<const N: usize> Sync for Ring<N> {}

impl<const N: usize> Ring<N> {
    const MASK: usize = {
        assert!(N.is_power_of_two() && N <= 1 << 31);
        N - 1
    };

    /// An empty ring.
    #[cfg(not(loom))]
    pub const fn new() -> Self {
        Self {
            produced: Line(Produced {
                head: AtomicU32::new(0),
                dropped: AtomicU32::new(0),
                claimed: AtomicU32::new(0),
            }),
            tail: Line(AtomicU32::new(0)),
            words: [const { UnsafeCell::new(0) }; N],
        }
    }

    /// An empty ring.
    #[cfg(loom)]
    pub fn new() -> Self {
        Self {
            produced: Line(Produced {
                head: AtomicU32::new(0),
                dropped: AtomicU32::new(0),
                claimed: AtomicU32::new(0),
            }),
            tail: Line(AtomicU32::new(0)),
            words: core::array::from_fn(|_| UnsafeCell::new(0)),
        }
    }

    /// The writing end, unless somebody has it.
    pub fn producer(&self) -> Option<Producer<'_, N>> {
        self.claim(PRODUCER).then_some(Producer { ring: self })
    }

    /// The reading end, unless somebody has it. In the browser the page reads instead, so nobody takes it there.
    pub fn consumer(&self) -> Option<Consumer<'_, N>> {
        self.claim(CONSUMER).then_some(Consumer { ring: self })
    }

    /// Events that found no room so far.
    pub fn dropped(&self) -> u32 {
        // Relaxed: a count on its own.
        self.produced.0.dropped.load(Ordering::Relaxed)
    }

    fn claim(&self, end: u32) -> bool {
        // Acquire pairs with the Release in `give_back`: this end goes on from where the last one stopped.
        self.produced.0.claimed.fetch_or(end, Ordering::Acquire) & end == 0
    }

    fn give_back(&self, end: u32) {
        // Release pairs with the Acquire in `claim`.
        self.produced.0.claimed.fetch_and(!end, Ordering::Release);
    }
}

impl<const N: usize> Default for Ring<N> {
    fn default() -> Self {
        Self::new()
    }
}

/// The writing end of a [`Ring`].
#[derive(Debug)]
pub struct Producer<'a, const N: usize = RING_WORDS> {
    ring: &'a Ring<N>,
}

impl<const N: usize> Producer<'_, N> {
    /// Writes a record, whole, or drops it whole and counts it. `false` if it was dropped.
    ///
    /// Takes `&mut self`: there is one writer at a time.
    #[inline]
    pub fn push(&mut self, record: &Encoded<'_>) -> bool {
        let produced = &self.ring.produced.0;
        // Relaxed: only this end writes `head`.
        let head = produced.head.load(Ordering::Relaxed);
        // Acquire pairs with the Release in `Consumer::pop_into` (and the page's store): the words up to
        // `tail` have been read before they are written again here.
        let tail = self.ring.tail.0.load(Ordering::Acquire);
        let used = head.wrapping_sub(tail) as usize;
        if N - used < record.len() {
            self.drop_event();
            return false;
        }
        for (i, word) in record.words().enumerate() {
            let at = (head as usize).wrapping_add(i) & Ring::<N>::MASK;
            // SAFETY: the word is in [head, tail + N): the consumer does not read it before the store to `head`
            // below, and `&mut self` makes this the only writer.
            self.ring.words[at].with_mut(|slot| unsafe { *slot = word });
        }
        // Release pairs with the Acquire in `Consumer::pop_into` (and the page's load): who sees the new head sees
        // the words.
        produced
            .head
            .store(head.wrapping_add(record.len() as u32), Ordering::Release);
        true
    }

    #[cold]
    fn drop_event(&self) {
        let dropped = &self.ring.produced.0.dropped;
        // Relaxed load and store: only this end writes while an actor runs.
        dropped.store(
            dropped.load(Ordering::Relaxed).wrapping_add(1),
            Ordering::Relaxed,
        );
    }
}

impl<const N: usize> Drop for Producer<'_, N> {
    fn drop(&mut self) {
        self.ring.give_back(PRODUCER);
    }
}

impl<const N: usize> Sink for Producer<'_, N> {
    #[inline]
    fn push(&mut self, record: &Encoded<'_>) {
        Producer::push(self, record);
    }
}

/// The reading end of a [`Ring`].
#[derive(Debug)]
pub struct Consumer<'a, const N: usize = RING_WORDS> {
    ring: &'a Ring<N>,
}

impl<const N: usize> Consumer<'_, N> {
    /// Moves all that is in the ring to the end of `out`: whole records.
    pub fn pop_into(&mut self, out: &mut Vec<u64>) {
        // Relaxed: only this end writes `tail`.
        let tail = self.ring.tail.0.load(Ordering::Relaxed);
        // Acquire pairs with the Release in `Producer::push`: the words up to `head` are written.
        let head = self.ring.produced.0.head.load(Ordering::Acquire);
        let mut at = tail;
        while at != head {
            let slot = &self.ring.words[at as usize & Ring::<N>::MASK];
            // SAFETY: the word is in [tail, head): the producer does not write it before the store to `tail` below.
            out.push(slot.with(|word| unsafe { *word }));
            at = at.wrapping_add(1);
        }
        // Release pairs with the Acquire in `Producer::push`: the words are read before they are written again.
        self.ring.tail.0.store(head, Ordering::Release);
    }
}

impl<const N: usize> Drop for Consumer<'_, N> {
    fn drop(&mut self) {
        self.ring.give_back(CONSUMER);
    }
}
