//! What recording costs a program: the same work with the trace on and off, on one thread.

use interleave::queue::Queue;
use interleave::sync::{Stop, clock};
use interleave::trace::{Kind, Producer, Recorder, Ring, Value};
use std::hint::black_box;
use std::panic::Location;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};

/// What the programs of the labs work with.
struct Objects {
    queue: Queue<i64>,
    counter: AtomicI64,
    stop: Stop,
}

type Recording<'a> = Recorder<Producer<'a>, &'a AtomicU32>;

/// Does so much.
type Work = fn(&Objects, &Recording<'_>, u32);

/// Puts an item and gets it again: two events, as in the queue lab.
fn put_and_get<const RECORDED: bool>(objects: &Objects, recorder: &Recording<'_>, items: u32) {
    let Objects { queue, stop, .. } = objects;
    let record = |kind, slot: usize, item: i64| {
        if RECORDED {
            recorder.record_detail(kind, slot as u8, 1, Value::Int(item), Location::caller());
        }
    };
    for item in 0..i64::from(items) {
        queue
            .put_with(item, stop, |slot| record(Kind::Put, slot, item))
            .expect("there is room");
        let got = queue.get_with(stop, |slot, item| record(Kind::Get, slot, *item));
        black_box(got.expect("there is an item"));
    }
}

/// Passes between two events of a loop that counts, as in the race and the lock lab.
const PASSES: u32 = 1 << 14;

/// Loads, adds and stores.
fn count<const RECORDED: bool>(objects: &Objects, recorder: &Recording<'_>, passes: u32) {
    let Objects { counter, stop, .. } = objects;
    for pass in 0..passes {
        // Relaxed: as the labs' counter.
        let value = counter.load(Ordering::Relaxed) + 1;
        counter.store(value, Ordering::Relaxed);
        if pass.is_multiple_of(PASSES) {
            if RECORDED {
                recorder.record(Kind::Progress, 1, Value::Int(value), Location::caller());
            }
            stop.check().expect("nobody stops a trial");
        }
    }
}

/// The work of this name, recorded or not, and how much of it there may be between two reads of the ring, which has to have
/// room for all.
fn find(name: &str, recorded: bool) -> Option<(u32, Work)> {
    const ALL: u32 = u32::MAX;
    Some(match (name, recorded) {
        ("queue", true) => (500, put_and_get::<true>),
        ("queue", false) => (ALL, put_and_get::<false>),
        ("counter", true) => (512 * PASSES, count::<true>),
        ("counter", false) => (ALL, count::<false>),
        _ => return None,
    })
}

/// How much of the work is done in a second; the ring is emptied as the page would, and that takes none of the time.
pub fn rate(name: &str, recorded: bool, amount: u32) -> Option<f64> {
    let (portion, work) = find(name, recorded)?;
    let objects = Objects {
        queue: Queue::new(10),
        counter: AtomicI64::new(0),
        stop: Stop::new(),
    };
    let ring = Box::new(Ring::new());
    let (producer, mut consumer) = (ring.producer()?, ring.consumer()?);
    let sequence = AtomicU32::new(0);
    let recorder = Recorder::new(producer, &sequence, clock::now());
    let mut read = Vec::new();
    let (mut left, mut spent) = (amount, 0.0);
    while left > 0 {
        let now = portion.min(left);
        let began = clock::now();
        work(&objects, &recorder, now);
        spent += clock::now() - began;
        left -= now;
        consumer.pop_into(&mut read);
        read.clear();
    }
    assert_eq!(ring.dropped(), 0, "an event that is dropped costs less");
    Some(f64::from(amount) * 1e3 / spent)
}
