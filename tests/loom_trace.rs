//! Loom explores the trace ring, and finds the flaw in each broken one.
#![cfg(loom)]

mod loom_support;

use interleave::sync::UnsafeCell;
use interleave::sync::atomic::{AtomicU32, Ordering};
use interleave::trace::{Decoder, Encoded, Event, Kind, Ring, Value};
use loom::thread;
use loom_support::{RACE, assert_caught, explore};
use std::ops::Range;
use std::sync::Arc;

/// Words of a ring here, and of the records that are tried: two fit.
const WORDS: usize = 8;
const RECORD: usize = 4;

/// What the tests do with a ring: numbers go through as the objects of events.
trait Carrier: Default + Send + Sync + 'static {
    /// Pushes all `numbers`; says how many were not dropped.
    fn send(&self, numbers: Range<u32>) -> u32;
    /// Pops all that is there.
    fn receive(&self, numbers: &mut Vec<u32>);
}

fn event(object: u32) -> Event<'static> {
    Event {
        kind: Kind::Yield,
        coroutine: 0,
        detail: 0,
        time: 0.0,
        sequence: object,
        object,
        line: 0,
        value: Value::None,
    }
}

impl Carrier for Ring<WORDS> {
    fn send(&self, numbers: Range<u32>) -> u32 {
        let mut producer = self.producer().unwrap();
        let mut sent = 0;
        for number in numbers {
            sent += u32::from(producer.push(&Encoded::new(&event(number))));
        }
        sent
    }

    fn receive(&self, numbers: &mut Vec<u32>) {
        let mut words = Vec::new();
        self.consumer().unwrap().pop_into(&mut words);
        let mut events = Decoder::new(&words);
        while let Some(event) = events.next() {
            let event = event.expect("records arrive whole");
            assert_eq!(event.sequence, event.object);
            numbers.push(event.object);
        }
    }
}

/// The new head may be seen before the words.
const PUBLISHES_UNORDERED: u8 = 0;
/// The words may be written again before they are read.
const FREES_UNORDERED: u8 = 1;
/// Says that it has read before it reads.
const FREES_TOO_EARLY: u8 = 2;
/// Takes the room for one record more than there is.
const OVERFILLS: u8 = 3;

struct Broken<const FLAW: u8> {
    head: AtomicU32,
    tail: AtomicU32,
    words: [UnsafeCell<u32>; WORDS],
}

// SAFETY: each side reaches only its part of the words; whether the flawed indices ensure that is the question, and loom
// watches each access.
unsafe impl<const FLAW: u8> Sync for Broken<FLAW> {}

impl<const FLAW: u8> Default for Broken<FLAW> {
    fn default() -> Self {
        Self {
            head: AtomicU32::new(0),
            tail: AtomicU32::new(0),
            words: std::array::from_fn(|_| UnsafeCell::new(0)),
        }
    }
}

/// `Release`, unless that is the flaw.
fn release(is_flaw: bool) -> Ordering {
    if is_flaw {
        Ordering::Relaxed
    } else {
        Ordering::Release
    }
}

impl<const FLAW: u8> Carrier for Broken<FLAW> {
    fn send(&self, numbers: Range<u32>) -> u32 {
        let mut sent = 0;
        for number in numbers {
            let head = self.head.load(Ordering::Relaxed);
            let tail = self.tail.load(Ordering::Acquire);
            let room = WORDS - (head - tail) as usize + usize::from(FLAW == OVERFILLS) * RECORD;
            if room < RECORD {
                continue;
            }
            for i in 0..RECORD {
                let slot = &self.words[(head as usize + i) % WORDS];
                // SAFETY: see `Sync` above.
                slot.with_mut(|word| unsafe { *word = number });
            }
            self.head
                .store(head + RECORD as u32, release(FLAW == PUBLISHES_UNORDERED));
            sent += 1;
        }
        sent
    }

    fn receive(&self, numbers: &mut Vec<u32>) {
        let tail = self.tail.load(Ordering::Relaxed);
        let head = self.head.load(Ordering::Acquire);
        if FLAW == FREES_TOO_EARLY {
            self.tail.store(head, Ordering::Release);
        }
        for at in tail..head {
            let slot = &self.words[at as usize % WORDS];
            // SAFETY: see `Sync` above.
            let number = slot.with(|word| unsafe { *word });
            if (at as usize).is_multiple_of(RECORD) {
                numbers.push(number);
            }
        }
        self.tail.store(head, release(FLAW == FREES_UNORDERED));
    }
}

/// One actor sends four events through a ring for two, while main receives three times. What arrives are the events that
/// were not dropped, in order.
fn arrives_in_order<C: Carrier>() {
    explore(4, || {
        let ring = Arc::new(C::default());
        let sender = {
            let ring = Arc::clone(&ring);
            thread::spawn(move || ring.send(1..5))
        };
        let mut received = Vec::new();
        ring.receive(&mut received);
        ring.receive(&mut received);
        let sent = sender.join().unwrap();
        ring.receive(&mut received);
        assert_eq!(received.len(), sent as usize);
        assert!(received.is_sorted_by(|a, b| a < b), "overwritten");
        assert!(sent >= 2, "two fit in any case");
    });
}

#[test]
fn events_arrive_whole_and_in_order() {
    arrives_in_order::<Ring<WORDS>>();
}

#[test]
fn dropped_events_are_counted() {
    explore(4, || {
        let ring = Arc::new(Ring::<WORDS>::new());
        let sender = {
            let ring = Arc::clone(&ring);
            thread::spawn(move || ring.send(1..5))
        };
        let mut received = Vec::new();
        ring.receive(&mut received);
        let sent = sender.join().unwrap();
        assert_eq!(sent + ring.dropped(), 4);
    });
}

#[test]
fn an_end_is_handed_over_with_all_that_was_done_with_it() {
    explore(4, || {
        let ring = Arc::new(Ring::<WORDS>::new());
        let other = {
            let ring = Arc::clone(&ring);
            thread::spawn(move || {
                ring.producer()
                    .is_some_and(|mut producer| producer.push(&Encoded::new(&event(1))))
            })
        };
        let mine = ring
            .producer()
            .is_some_and(|mut producer| producer.push(&Encoded::new(&event(2))));
        let theirs = other.join().unwrap();
        assert!(mine || theirs, "one of them was first");
        let mut received = Vec::new();
        ring.receive(&mut received);
        assert_eq!(received.len(), usize::from(mine) + usize::from(theirs));
    });
}

#[test]
fn a_relaxed_head_is_caught() {
    assert_caught(RACE, arrives_in_order::<Broken<PUBLISHES_UNORDERED>>);
}

#[test]
fn a_relaxed_tail_is_caught() {
    assert_caught(RACE, arrives_in_order::<Broken<FREES_UNORDERED>>);
}

#[test]
fn a_tail_that_moves_too_early_is_caught() {
    assert_caught(RACE, arrives_in_order::<Broken<FREES_TOO_EARLY>>);
}

#[test]
fn a_ring_that_is_filled_too_far_is_caught() {
    assert_caught("overwritten", arrives_in_order::<Broken<OVERFILLS>>);
}
