//! Loom explores the mutual-exclusion locks, and finds the flaw in each broken one.
#![cfg(loom)]

#[path = "loom_support/broken_locks.rs"]
mod broken;
mod loom_support;

use broken::{Futex, SpinByStore, SpinUnordered, Ticket};
use interleave::lock::{FutexLock, Lock, RawLock, SpinLock, TicketLock};
use interleave::sync::{Stop, UnsafeCell};
use loom::thread;
use loom_support::{DEADLOCK, RACE, assert_caught, explore};
use std::sync::Arc;

/// On `lock_until`, whose deadline has passed before it begins.
const LONG_AGO: f64 = 0.0;

/// A counter that loom watches, next to a lock. No guard: a panic that loom reports must not release the lock on its
/// way, in a model that is over.
struct Counter<L> {
    lock: L,
    count: UnsafeCell<u32>,
    stop: Stop,
}

// SAFETY: the count is reached with the lock held only; that this is enough is what the tests are about, and loom
// watches each access.
unsafe impl<L: RawLock> Sync for Counter<L> {}

impl<L: RawLock> Counter<L> {
    fn new() -> Arc<Self> {
        Arc::new(Self {
            lock: L::default(),
            count: UnsafeCell::new(0),
            stop: Stop::new(),
        })
    }

    /// With the lock held.
    fn add_one_and_unlock(&self) {
        // SAFETY: see `Sync` above.
        self.count.with_mut(|count| unsafe { *count += 1 });
        // SAFETY: the caller has taken the lock.
        unsafe { self.lock.unlock() };
    }

    fn add_one(&self) {
        self.lock.lock(&self.stop).unwrap();
        self.add_one_and_unlock();
    }

    /// With every other actor joined.
    fn assert_count(&self, expected: u32) {
        // SAFETY: nobody else is left.
        assert_eq!(self.count.with(|count| unsafe { *count }), expected);
        assert!(self.lock.try_lock(), "somebody left the lock locked");
    }
}

/// Three actors add one each, the last of them main.
fn excludes<L: RawLock + 'static>(preemptions: usize) {
    explore(preemptions, || {
        let counter = Counter::<L>::new();
        let others = [(); 2].map(|()| {
            let counter = Arc::clone(&counter);
            thread::spawn(move || counter.add_one())
        });
        counter.add_one();
        for other in others {
            other.join().unwrap();
        }
        counter.assert_count(3);
    });
}

/// Two actors lock twice each: a release meets an actor that comes and one that sleeps.
fn excludes_repeatedly<L: RawLock + 'static>(preemptions: usize) {
    explore(preemptions, || {
        let counter = Counter::<L>::new();
        let other = {
            let counter = Arc::clone(&counter);
            thread::spawn(move || [(); 2].map(|()| counter.add_one()))
        };
        counter.add_one();
        counter.add_one();
        other.join().unwrap();
        counter.assert_count(4);
    });
}

/// Actors that do not wait, or no longer, leave those alone who do.
fn tries<L: RawLock + 'static>(preemptions: usize) {
    explore(preemptions, || {
        let counter = Counter::<L>::new();
        let waiting = {
            let counter = Arc::clone(&counter);
            thread::spawn(move || counter.add_one())
        };
        let trying = {
            let counter = Arc::clone(&counter);
            thread::spawn(move || {
                let taken = counter.lock.try_lock();
                if taken {
                    counter.add_one_and_unlock();
                }
                u32::from(taken)
            })
        };
        let taken = counter.lock.lock_until(&counter.stop, LONG_AGO).unwrap();
        if taken {
            counter.add_one_and_unlock();
        }
        waiting.join().unwrap();
        let tried = trying.join().unwrap();
        counter.assert_count(1 + u32::from(taken) + tried);
    });
}

/// The only waiter is stopped just as the lock is released.
fn a_stopped_waiter_leaves<L: RawLock + 'static>() {
    explore(4, || {
        let counter = Counter::<L>::new();
        assert!(counter.lock.try_lock());
        let stopped = {
            let counter = Arc::clone(&counter);
            thread::spawn(move || {
                let taken = counter.lock.lock(&counter.stop).is_ok();
                if taken {
                    counter.add_one_and_unlock();
                }
                u32::from(taken)
            })
        };
        counter.stop.request();
        counter.add_one_and_unlock();
        let taken = stopped.join().unwrap();
        counter.assert_count(1 + taken);
    });
}

/// One of two waiters is stopped just as the lock is released, perhaps to that one.
fn a_stopped_waiter_leaves_no_trace<L: RawLock + 'static>(preemptions: usize) {
    explore(preemptions, || {
        let counter = Counter::<L>::new();
        let stop = Arc::new(Stop::new());
        assert!(counter.lock.try_lock());
        let stopped = {
            let (counter, stop) = (Arc::clone(&counter), Arc::clone(&stop));
            thread::spawn(move || {
                let taken = counter.lock.lock(&stop).is_ok();
                if taken {
                    counter.add_one_and_unlock();
                }
                u32::from(taken)
            })
        };
        let waiting = {
            let counter = Arc::clone(&counter);
            thread::spawn(move || counter.add_one())
        };
        stop.request();
        counter.add_one_and_unlock();
        waiting.join().unwrap();
        let taken = stopped.join().unwrap();
        counter.assert_count(2 + taken);
    });
}

#[test]
fn spin_excludes() {
    // Two actors: of three, two could spin in turns for ever while the third is never let on.
    excludes_repeatedly::<SpinLock>(5);
}

#[test]
fn spin_tries() {
    tries::<SpinLock>(3);
}

#[test]
fn spin_stops() {
    a_stopped_waiter_leaves::<SpinLock>();
}

#[test]
fn futex_excludes() {
    excludes::<FutexLock>(3);
    excludes_repeatedly::<FutexLock>(5);
}

#[test]
fn futex_tries() {
    tries::<FutexLock>(3);
}

#[test]
fn futex_stops() {
    a_stopped_waiter_leaves_no_trace::<FutexLock>(3);
}

#[test]
fn ticket_excludes() {
    excludes::<TicketLock>(2);
    excludes_repeatedly::<TicketLock>(3);
}

#[test]
fn ticket_excludes_with_a_queue_of_one() {
    excludes::<TicketLock<1>>(2);
}

#[test]
fn ticket_tries() {
    tries::<TicketLock>(3);
}

#[test]
fn ticket_stops() {
    a_stopped_waiter_leaves_no_trace::<TicketLock>(2);
}

#[test]
fn ticket_stops_with_a_queue_of_one() {
    a_stopped_waiter_leaves_no_trace::<TicketLock<1>>(2);
}

#[test]
fn guards_keep_their_value_apart() {
    explore(4, || {
        let value = Arc::new(Lock::<FutexLock, u32>::new(0));
        let stop = Arc::new(Stop::new());
        let other = {
            let (value, stop) = (Arc::clone(&value), Arc::clone(&stop));
            thread::spawn(move || *value.lock(&stop).unwrap() += 1)
        };
        if let Some(mut guard) = value.try_lock() {
            *guard += 10;
        }
        *value.lock(&stop).unwrap() += 100;
        other.join().unwrap();
        let sum = *value.lock(&stop).unwrap();
        assert!(sum == 101 || sum == 111);
    });
}

#[test]
fn a_store_for_a_compare_and_swap_is_caught() {
    assert_caught(RACE, || excludes::<SpinByStore>(3));
}

#[test]
fn a_relaxed_release_is_caught() {
    assert_caught(RACE, || excludes::<SpinUnordered>(3));
}

#[test]
fn a_sleep_that_the_word_does_not_show_is_caught() {
    assert_caught(DEADLOCK, || excludes::<Futex<{ broken::SLEEPS_UNSEEN }>>(3));
}

#[test]
fn a_waker_that_forgets_other_sleepers_is_caught() {
    assert_caught(DEADLOCK, || {
        excludes::<Futex<{ broken::FORGETS_OTHERS }>>(3)
    });
}

#[test]
fn a_wake_up_lost_on_a_stopped_waiter_is_caught() {
    assert_caught(DEADLOCK, || {
        a_stopped_waiter_leaves_no_trace::<Futex<{ broken::KEEPS_THE_WAKE_UP }>>(3)
    });
}

#[test]
fn a_ticket_drawn_twice_is_caught() {
    // Two hold one ticket, and nobody has the one after it.
    assert_caught(DEADLOCK, || {
        excludes_repeatedly::<Ticket<{ broken::DRAWS_TWICE }>>(3)
    });
}

#[test]
fn a_ticket_left_in_the_queue_is_caught() {
    assert_caught(DEADLOCK, || {
        a_stopped_waiter_leaves_no_trace::<Ticket<{ broken::LEAVES_ITS_TICKET }>>(3)
    });
}

#[test]
fn waking_whoever_sleeps_is_caught() {
    assert_caught(DEADLOCK, || excludes::<Ticket<{ broken::WAKES_ANY }>>(3));
}
