//! A queue that threads share, each operation recorded.

use super::actor::Actor;
use crate::queue::{GetError, PutError, Queue};
use crate::trace::{Awaited, Class, Kind, Value};
use core::panic::Location;

/// A bounded blocking queue of integers. Each put and each get is recorded while its slot is claimed, so that in the trace no
/// item is got before it is put, and no slot is used twice at once.
pub struct SharedQueue {
    object: u32,
    queue: Queue<i64>,
}

impl SharedQueue {
    /// An empty queue called `name` with so many slots.
    ///
    /// # Panics
    /// If there are none, or more than 256: a record has no room for more.
    pub fn new(me: &Actor, name: &str, slots: usize) -> Self {
        assert!(slots <= 256, "a recorded queue has 256 slots at the most");
        let object = me.declare(Class::Queue, name);
        me.record(Kind::Capacity, object, slots as i64);
        Self {
            object,
            queue: Queue::new(slots),
        }
    }

    /// Puts `item`, waiting until there is room.
    ///
    /// # Errors
    /// As [`Queue::put`].
    #[track_caller]
    pub fn put(&self, me: &Actor, item: i64) -> Result<(), PutError<i64>> {
        let place = Location::caller();
        let put = |slot: usize| {
            me.record_detail(Kind::Put, slot as u8, self.object, item, place);
        };
        match self.queue.try_put_with(item, put) {
            Err(PutError::Full(_)) => {}
            done => return done,
        }
        self.wait_for(me, Awaited::Room, place);
        let done = self.queue.put_with(item, me.stop(), |slot| {
            me.record_detail(Kind::Wake, 0, 0, Value::None, place);
            put(slot);
        });
        if let Err(PutError::Closed(_)) = done {
            me.record_detail(Kind::Wake, 0, 0, Value::None, place);
        }
        done
    }

    /// Gets the next item, waiting until there is one.
    ///
    /// # Errors
    /// As [`Queue::get`].
    #[track_caller]
    pub fn get(&self, me: &Actor) -> Result<i64, GetError> {
        let place = Location::caller();
        let got = |slot: usize, item: &i64| {
            me.record_detail(Kind::Get, slot as u8, self.object, *item, place);
        };
        match self.queue.try_get_with(got) {
            Err(GetError::Empty) => {}
            done => return done,
        }
        self.wait_for(me, Awaited::Something, place);
        let got = self.queue.get_with(me.stop(), |slot, item| {
            me.record_detail(Kind::Wake, 0, 0, Value::None, place);
            got(slot, item);
        });
        if got == Err(GetError::Closed) {
            me.record_detail(Kind::Wake, 0, 0, Value::None, place);
        }
        got
    }

    /// Closes it: what is in it can still be got.
    #[track_caller]
    pub fn close(&self, me: &Actor) {
        if self.queue.close() {
            me.record(Kind::Close, self.object, Value::None);
        }
    }

    /// How many items are in it just now. Not recorded, as the following.
    pub fn len(&self) -> usize {
        self.queue.len()
    }

    /// Whether it is empty just now.
    pub fn is_empty(&self) -> bool {
        self.queue.is_empty()
    }

    /// Whether it is full just now.
    pub fn is_full(&self) -> bool {
        self.queue.is_full()
    }

    /// Whether it was closed.
    pub fn is_closed(&self) -> bool {
        self.queue.is_closed()
    }

    fn wait_for(&self, me: &Actor, what: Awaited, place: &Location<'_>) {
        me.record_detail(Kind::Wait, what as u8, self.object, Value::None, place);
    }
}
