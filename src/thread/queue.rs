//! A queue that threads share, each operation recorded.

use super::actor::Actor;
use crate::queue::{GetError, PutError, Queue};
use crate::sync::Stopped;
use crate::trace::{Awaited, Class, Kind, Value};
use core::hint::spin_loop;
use core::panic::Location;

/// Polls between two looks at the stop word and the clock: some ten microseconds.
const POLLS: u64 = 1 << 12;
/// Milliseconds between two records of an actor that polls on and on.
const BETWEEN_RECORDS: f64 = 50.0;

/// A bounded blocking queue of something that the trace can show. Each put and each get is recorded while its slot is
/// claimed, so that in the trace no item is got before it is put, and no slot is used twice at once. Puts into different
/// slots, or gets, may be recorded in another order than that in which the slots were claimed.
pub struct SharedQueue<T = i64> {
    object: u32,
    queue: Queue<T>,
}

impl<T: Copy + Into<Value<'static>>> SharedQueue<T> {
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
    pub fn put(&self, me: &Actor, item: T) -> Result<(), PutError<T>> {
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
    pub fn get(&self, me: &Actor) -> Result<T, GetError> {
        let place = Location::caller();
        let got = |slot: usize, item: &T| {
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
        if let Err(GetError::Closed) = got {
            me.record_detail(Kind::Wake, 0, 0, Value::None, place);
        }
        got
    }

    /// Asks again and again, without a pause, until there is room or the queue is closed: what [`SharedQueue::put`] would do
    /// asleep. Meanwhile the actor keeps a core busy. By the time of its put, others may have taken the room.
    ///
    /// `polls` is raised by each answer "no". It is recorded with the first of them, now and then, and with the last.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop.
    #[track_caller]
    pub fn poll_for_room(&self, me: &Actor, polls: &mut u64) -> Result<(), Stopped> {
        let no = || self.is_full() && !self.is_closed();
        self.poll(me, Awaited::Room, polls, Location::caller(), no)
    }

    /// The same until there is an item or the queue is closed, as [`SharedQueue::get`] would do asleep.
    ///
    /// # Errors
    /// As [`SharedQueue::poll_for_room`].
    #[track_caller]
    pub fn poll_for_item(&self, me: &Actor, polls: &mut u64) -> Result<(), Stopped> {
        let no = || self.is_empty() && !self.is_closed();
        self.poll(me, Awaited::Something, polls, Location::caller(), no)
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

    fn poll(
        &self,
        me: &Actor,
        what: Awaited,
        polls: &mut u64,
        place: &Location<'_>,
        no: impl Fn() -> bool,
    ) -> Result<(), Stopped> {
        if !no() {
            return Ok(());
        }
        let record = |polls: u64| {
            me.record_detail(Kind::Progress, what as u8, self.object, polls as i64, place);
        };
        *polls += 1;
        record(*polls);
        let mut recorded = me.now();
        let mut result = Ok(());
        while result.is_ok() && no() {
            *polls += 1;
            if polls.is_multiple_of(POLLS) {
                result = me.stop().check();
                if me.now() - recorded >= BETWEEN_RECORDS {
                    record(*polls);
                    recorded = me.now();
                }
            }
            spin_loop();
        }
        record(*polls);
        result
    }

    fn wait_for(&self, me: &Actor, what: Awaited, place: &Location<'_>) {
        me.record_detail(Kind::Wait, what as u8, self.object, Value::None, place);
    }
}
