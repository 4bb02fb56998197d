//! Loom explores the queue for any number of actors, and finds the flaw in each broken one.
#![cfg(loom)]

#[path = "loom_support/broken_queues.rs"]
#[allow(dead_code, reason = "the ring in it is for another test crate")]
mod broken;
mod loom_support;

use interleave::queue::{GetError, PutError, Queue};
use interleave::sync::Stop;
use loom::thread;
use loom_support::{DEADLOCK, RACE, assert_caught, explore};
use std::sync::Arc;

const LONG_AGO: f64 = 0.0;

/// A queue that blocks, of one or two slots.
trait Fifo: Send + Sync + 'static {
    fn new() -> Self;
    fn put(&self, item: u32, stop: &Stop) -> Result<(), PutError<u32>>;
    fn get(&self, stop: &Stop) -> Result<u32, GetError>;
    /// Claims a slot for the first item, puts the second one, and only then fills that slot.
    fn put_both(&self, first: u32, second: u32, stop: &Stop);
    fn close(&self);
}

/// The real one, of so many slots.
struct Real<const CAPACITY: usize>(Queue<u32>);

impl<const CAPACITY: usize> Fifo for Real<CAPACITY> {
    fn new() -> Self {
        Self(Queue::new(CAPACITY))
    }

    fn put(&self, item: u32, stop: &Stop) -> Result<(), PutError<u32>> {
        self.0.put(item, stop)
    }

    fn get(&self, stop: &Stop) -> Result<u32, GetError> {
        self.0.get(stop)
    }

    fn put_both(&self, first: u32, second: u32, stop: &Stop) {
        let overtake = |_| assert!(self.0.put(second, stop).is_ok());
        assert!(self.0.put_with(first, stop, overtake).is_ok());
    }

    fn close(&self) {
        self.0.close();
    }
}

impl<const FLAW: u8> Fifo for broken::Queue<FLAW> {
    fn new() -> Self {
        Self::new()
    }

    fn put(&self, item: u32, stop: &Stop) -> Result<(), PutError<u32>> {
        self.put(item, stop)
    }

    fn get(&self, stop: &Stop) -> Result<u32, GetError> {
        self.get(stop)
    }

    fn put_both(&self, first: u32, second: u32, _stop: &Stop) {
        self.put_both(first, second);
    }

    fn close(&self) {
        self.close();
    }
}

/// Starts `body` as an actor with the queue and a stop word of its own.
fn actor<Q: Fifo, R: 'static>(
    queue: &Arc<Q>,
    stop: &Arc<Stop>,
    body: impl FnOnce(&Q, &Stop) -> R + 'static,
) -> thread::JoinHandle<R> {
    let (queue, stop) = (Arc::clone(queue), Arc::clone(stop));
    thread::spawn(move || body(&queue, &stop))
}

/// More items than there are slots, from one actor to another: each waits for the other.
fn hands_over<Q: Fifo>(items: u32) {
    explore(2, move || {
        let (queue, stop) = (Arc::new(Q::new()), Arc::new(Stop::new()));
        let producer = actor(&queue, &stop, move |queue, stop| {
            for item in 0..items {
                assert!(queue.put(item, stop).is_ok());
            }
        });
        for item in 0..items {
            assert_eq!(queue.get(&stop), Ok(item));
        }
        producer.join().unwrap();
    });
}

/// Two actors put one item each.
fn producers_compete<Q: Fifo>() {
    explore(2, || {
        let (queue, stop) = (Arc::new(Q::new()), Arc::new(Stop::new()));
        let producers = [1, 10].map(|item| {
            actor(&queue, &stop, move |queue, stop| {
                assert!(queue.put(item, stop).is_ok());
            })
        });
        let sum = queue.get(&stop).unwrap() + queue.get(&stop).unwrap();
        assert_eq!(sum, 11, "an item was lost or doubled");
        for producer in producers {
            producer.join().unwrap();
        }
    });
}

/// Two actors get one item each.
fn consumers_compete<Q: Fifo>() {
    explore(2, || {
        let (queue, stop) = (Arc::new(Q::new()), Arc::new(Stop::new()));
        let consumers =
            [(); 2].map(|()| actor(&queue, &stop, |queue, stop| queue.get(stop).unwrap()));
        assert!(queue.put(1, &stop).is_ok());
        assert!(queue.put(10, &stop).is_ok());
        let sum: u32 = consumers
            .into_iter()
            .map(|consumer| consumer.join().unwrap())
            .sum();
        assert_eq!(sum, 11, "an item was lost or doubled");
    });
}

/// Two consumers, and a producer that is overtaken by another one between claiming its slot and filling it.
fn a_producer_is_overtaken<Q: Fifo>() {
    explore(2, || {
        let (queue, stop) = (Arc::new(Q::new()), Arc::new(Stop::new()));
        let consumers =
            [(); 2].map(|()| actor(&queue, &stop, |queue, stop| queue.get(stop).unwrap()));
        queue.put_both(1, 10, &stop);
        let sum: u32 = consumers
            .into_iter()
            .map(|consumer| consumer.join().unwrap())
            .sum();
        assert_eq!(sum, 11, "an item was lost or doubled");
    });
}

/// Of two consumers that wait, one is stopped as an item comes, perhaps for it. If it has the item already, it gives it
/// back, so that the other one always gets it. (Time does not pass in a model: only a wake-up ends a sleep, so at last the
/// queue is closed for the one that nobody wakes.)
fn a_stopped_consumer_leaves_no_trace<Q: Fifo>() {
    explore(2, || {
        let (queue, stop) = (Arc::new(Q::new()), Arc::new(Stop::new()));
        let stopping = Arc::new(Stop::new());
        let stopped = actor(&queue, &stopping, |queue, stop| {
            if let Ok(item) = queue.get(stop) {
                assert!(queue.put(item, stop).is_ok());
            }
        });
        let waiting = actor(&queue, &stop, |queue, stop| queue.get(stop));
        stopping.request();
        assert!(queue.put(1, &stop).is_ok());
        assert_eq!(waiting.join().unwrap(), Ok(1));
        queue.close();
        stopped.join().unwrap();
    });
}

/// A consumer waits while the queue gets its last item and is closed.
fn closing_ends_a_get<Q: Fifo>() {
    explore(3, || {
        let (queue, stop) = (Arc::new(Q::new()), Arc::new(Stop::new()));
        let consumer = actor(&queue, &stop, |queue, stop| {
            assert_eq!(queue.get(stop), Ok(1));
            assert_eq!(queue.get(stop), Err(GetError::Closed));
        });
        assert!(queue.put(1, &stop).is_ok());
        queue.close();
        assert_eq!(queue.put(2, &stop), Err(PutError::Closed(2)));
        consumer.join().unwrap();
    });
}

/// Puts meet the closing of the queue: what was put is there, and what was not is not.
fn closing_decides_a_put<const CAPACITY: usize>() {
    explore(2, || {
        let (queue, stop) = (Arc::new(Real::<CAPACITY>::new()), Arc::new(Stop::new()));
        let producers = [1, 10].map(|item| {
            actor(&queue, &stop, move |queue, stop| {
                match queue.put(item, stop) {
                    Ok(()) => item,
                    Err(error) => {
                        assert_eq!(error, PutError::Closed(item));
                        0
                    }
                }
            })
        });
        queue.close();
        let put: u32 = producers
            .into_iter()
            .map(|producer| producer.join().unwrap())
            .sum();
        let mut got = 0;
        while let Ok(item) = queue.get(&stop) {
            got += item;
        }
        assert_eq!(put, got);
    });
}

#[test]
fn one_to_one() {
    hands_over::<Real<1>>(3);
    hands_over::<Real<2>>(3);
}

#[test]
fn many_producers() {
    producers_compete::<Real<1>>();
    producers_compete::<Real<2>>();
}

#[test]
fn many_consumers() {
    consumers_compete::<Real<1>>();
    consumers_compete::<Real<2>>();
}

#[test]
fn overtaken_producers() {
    a_producer_is_overtaken::<Real<2>>();
}

#[test]
fn overtaken_consumers() {
    explore(2, || {
        let (queue, stop) = (Arc::new(Real::<2>::new()), Arc::new(Stop::new()));
        assert!(queue.put(1, &stop).is_ok());
        assert!(queue.put(2, &stop).is_ok());
        let producers = [10, 20].map(|item| {
            actor(&queue, &stop, move |queue, stop| {
                assert!(queue.put(item, stop).is_ok());
            })
        });
        let overtake = |_, _: &u32| assert_eq!(queue.get(&stop), Ok(2));
        assert_eq!(queue.0.get_with(&stop, overtake), Ok(1));
        for producer in producers {
            producer.join().unwrap();
        }
        assert_eq!(queue.get(&stop).unwrap() + queue.get(&stop).unwrap(), 30);
    });
}

#[test]
fn the_last_item_of_a_closed_queue_ends_every_wait() {
    explore(2, || {
        let (queue, stop) = (Arc::new(Real::<2>::new()), Arc::new(Stop::new()));
        let consumers = [(); 2].map(|()| {
            actor(&queue, &stop, |queue, stop| match queue.get(stop) {
                Ok(item) => item,
                Err(error) => {
                    assert_eq!(error, GetError::Closed);
                    0
                }
            })
        });
        let close = |_| assert!(queue.0.close());
        assert!(queue.0.put_with(1, &stop, close).is_ok());
        let sum: u32 = consumers
            .into_iter()
            .map(|consumer| consumer.join().unwrap())
            .sum();
        assert_eq!(sum, 1);
    });
}

#[test]
fn stopped_consumers() {
    a_stopped_consumer_leaves_no_trace::<Real<2>>();
}

#[test]
fn stopped_producers() {
    explore(2, || {
        let (queue, stop) = (Arc::new(Real::<1>::new()), Arc::new(Stop::new()));
        let stopping = Arc::new(Stop::new());
        assert!(queue.put(1, &stop).is_ok());
        let stopped = actor(&queue, &stopping, |queue, stop| {
            if queue.put(10, stop).is_ok() {
                assert_eq!(queue.0.try_get(), Ok(10));
            }
        });
        let waiting = actor(&queue, &stop, |queue, stop| queue.put(100, stop));
        stopping.request();
        assert_eq!(queue.get(&stop), Ok(1));
        assert_eq!(waiting.join().unwrap(), Ok(()));
        queue.close();
        stopped.join().unwrap();
        assert_eq!(queue.get(&stop), Ok(100));
        assert_eq!(queue.get(&stop), Err(GetError::Closed));
    });
}

#[test]
fn a_passed_deadline_leaves_no_trace() {
    explore(2, || {
        let (queue, stop) = (Arc::new(Real::<2>::new()), Arc::new(Stop::new()));
        let timed = actor(&queue, &stop, |queue, stop| {
            if let Ok(item) = queue.0.get_until(stop, LONG_AGO) {
                assert!(queue.put(item, stop).is_ok());
            }
        });
        let waiting = actor(&queue, &stop, |queue, stop| queue.get(stop));
        assert!(queue.put(1, &stop).is_ok());
        assert_eq!(waiting.join().unwrap(), Ok(1));
        timed.join().unwrap();
    });
}

#[test]
fn closing() {
    closing_ends_a_get::<Real<1>>();
    closing_ends_a_get::<Real<2>>();
    closing_decides_a_put::<1>();
    closing_decides_a_put::<2>();
}

#[test]
fn a_claim_by_store_is_caught() {
    assert_caught(
        RACE,
        producers_compete::<broken::Queue<{ broken::CLAIMS_BY_STORE }>>,
    );
}

#[test]
fn a_relaxed_hand_over_is_caught() {
    assert_caught(RACE, || {
        hands_over::<broken::Queue<{ broken::HANDS_OVER_UNORDERED }>>(3);
    });
}

#[test]
fn a_last_look_too_early_is_caught() {
    assert_caught(DEADLOCK, || {
        hands_over::<broken::Queue<{ broken::LOOKS_TOO_EARLY }>>(3);
    });
}

#[test]
fn a_wake_up_lost_on_a_stopped_consumer_is_caught() {
    assert_caught(
        DEADLOCK,
        a_stopped_consumer_leaves_no_trace::<broken::Queue<{ broken::KEEPS_THE_WAKE_UP }>>,
    );
}

#[test]
fn sleeping_at_a_gap_is_caught() {
    assert_caught(
        DEADLOCK,
        a_producer_is_overtaken::<broken::Queue<{ broken::SLEEPS_AT_A_GAP }>>,
    );
}

#[test]
fn closing_silently_is_caught() {
    assert_caught(
        DEADLOCK,
        closing_ends_a_get::<broken::Queue<{ broken::CLOSES_SILENTLY }>>,
    );
}
