//! The recorder: stamps what an actor does with time and sequence number, and hands it to the actor's sink.

use super::event::{Class, Event, Kind, Value};
use super::record::Encoded;
use super::ring::{RING_WORDS, Ring};
use crate::sync::atomic::{AtomicU32, Ordering};
use crate::sync::clock;
use core::cell::{Cell, RefCell};
use core::panic::Location;

/// Where records go: a ring in shared memory, or a batch.
pub trait Sink {
    /// Takes a record, or counts it as dropped. Never blocks.
    fn push(&mut self, record: &Encoded<'_>);
}

/// Numbers the events of actors that share it.
pub trait Numbering {
    /// The next number.
    fn next(&self) -> u32;
}

/// For actors that share memory.
impl Numbering for &AtomicU32 {
    #[inline]
    fn next(&self) -> u32 {
        // AcqRel: with both, the numbers agree with happened-before between any two actors.
        self.fetch_add(1, Ordering::AcqRel)
    }
}

/// For an actor alone in its memory.
impl Numbering for Cell<u32> {
    fn next(&self) -> u32 {
        self.replace(self.get().wrapping_add(1))
    }
}

/// Records for one actor. Not `Sync`: each actor has its own.
#[derive(Debug)]
pub struct Recorder<S, N> {
    sink: RefCell<S>,
    numbering: N,
    began: f64,
}

impl<S: Sink, N: Numbering> Recorder<S, N> {
    /// A recorder into `sink`. `began` is when the run began, on [`clock::now`].
    pub fn new(sink: S, numbering: N, began: f64) -> Self {
        Self {
            sink: RefCell::new(sink),
            numbering,
            began,
        }
    }

    /// Milliseconds since the run began.
    #[inline]
    pub fn now(&self) -> f64 {
        clock::now() - self.began
    }

    /// Records that `kind` was done to `object` at `place` of the source.
    #[inline]
    pub fn record(&self, kind: Kind, object: u32, value: Value<'_>, place: &Location<'_>) {
        self.push(0, kind, 0, object, value, place.line());
    }

    /// Like [`Recorder::record`], with a detail.
    #[inline]
    pub fn record_detail(
        &self,
        kind: Kind,
        detail: u8,
        object: u32,
        value: Value<'_>,
        place: &Location<'_>,
    ) {
        self.push(0, kind, detail, object, value, place.line());
    }

    /// Like [`Recorder::record_detail`], of a coroutine that this actor hosts; 0 is the actor itself. `line` is 0 for what
    /// has no place in the source.
    pub fn record_of(
        &self,
        coroutine: u16,
        kind: Kind,
        detail: u8,
        object: u32,
        value: Value<'_>,
        line: u32,
    ) {
        self.push(coroutine, kind, detail, object, value, line);
    }

    /// Records that `object` exists and what it is called.
    pub fn declare(&self, object: u32, class: Class, name: &str) {
        self.push(0, Kind::Declare, class as u8, object, name.into(), 0);
    }

    /// Records what the engine does around the program, which has no place in its source.
    pub fn record_engine(&self, kind: Kind, detail: u8, object: u32, value: Value<'_>) {
        self.push(0, kind, detail, object, value, 0);
    }

    /// Lets `f` look at the sink.
    pub fn with_sink<R>(&self, f: impl FnOnce(&mut S) -> R) -> R {
        f(&mut self.sink.borrow_mut())
    }

    #[inline]
    fn push(
        &self,
        coroutine: u16,
        kind: Kind,
        detail: u8,
        object: u32,
        value: Value<'_>,
        line: u32,
    ) {
        let event = Event {
            kind,
            detail,
            coroutine,
            time: self.now(),
            sequence: self.numbering.next(),
            object,
            line,
            value,
        };
        self.sink.borrow_mut().push(&Encoded::new(&event));
    }
}

/// Nanoseconds that recording an event takes, over `count` of them, with the ring emptied as a reader would. For
/// benchmarks.
pub fn time_recording(count: u32) -> f64 {
    /// Well below what a ring holds.
    const BETWEEN_READS: u32 = 1000;
    let ring = Box::new(Ring::<RING_WORDS>::new());
    let (Some(producer), Some(mut consumer)) = (ring.producer(), ring.consumer()) else {
        unreachable!("the ring is new");
    };
    let sequence = AtomicU32::new(0);
    let recorder = Recorder::new(producer, &sequence, clock::now());
    let mut read = Vec::with_capacity(RING_WORDS);
    let mut spent = 0.0;
    for first in (0..count).step_by(BETWEEN_READS as usize) {
        let began = clock::now();
        for i in first..count.min(first + BETWEEN_READS) {
            let value = Value::Int(i64::from(i));
            recorder.record(Kind::Progress, 1, value, Location::caller());
        }
        spent += clock::now() - began;
        read.clear();
        consumer.pop_into(&mut read);
    }
    spent * 1e6 / f64::from(count)
}
