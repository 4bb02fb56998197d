//! Loom explores the semaphore, and finds the flaw in each broken one.
#![cfg(loom)]

mod loom_support;

use interleave::lock::Semaphore;
use interleave::sync::atomic::{AtomicU32, Ordering};
use interleave::sync::{Stop, Stopped, UnsafeCell, Word};
use loom::thread;
use loom_support::{DEADLOCK, RACE, assert_caught, explore};
use std::sync::Arc;

const LONG_AGO: f64 = 0.0;

/// Dijkstra's P and V.
trait Permits: Send + Sync + 'static {
    fn new(permits: u16) -> Self;
    fn take(&self, stop: &Stop) -> Result<(), Stopped>;
    fn give(&self, permits: u16);
}

impl Permits for Semaphore {
    fn new(permits: u16) -> Self {
        Semaphore::new(permits)
    }

    fn take(&self, stop: &Stop) -> Result<(), Stopped> {
        self.acquire(stop)?.forget();
        Ok(())
    }

    fn give(&self, permits: u16) {
        self.release(permits);
    }
}

/// Takes a permit by a load and a store.
const TAKES_BY_STORE: u8 = 0;
/// Counts itself as a waiter after its last look at the permits, in a word that the sleep does not look at.
const COUNTS_APART: u8 = 1;
/// Wakes one, however many permits there are.
const WAKES_ONE: u8 = 2;
/// Leaves with a wake-up that another waiter needs.
const KEEPS_THE_WAKE_UP: u8 = 3;

struct Broken<const FLAW: u8> {
    permits: Word,
    waiters: AtomicU32,
}

impl<const FLAW: u8> Permits for Broken<FLAW> {
    fn new(permits: u16) -> Self {
        Self {
            permits: Word::new(u32::from(permits)),
            waiters: AtomicU32::new(0),
        }
    }

    fn take(&self, stop: &Stop) -> Result<(), Stopped> {
        loop {
            let permits = self.permits.load(Ordering::Acquire);
            if permits > 0 {
                if FLAW == TAKES_BY_STORE {
                    self.permits.store(permits - 1, Ordering::Relaxed);
                    return Ok(());
                }
                let taken = self.permits.compare_exchange(
                    permits,
                    permits - 1,
                    Ordering::Acquire,
                    Ordering::Relaxed,
                );
                if taken.is_ok() {
                    return Ok(());
                }
                continue;
            }
            if FLAW == COUNTS_APART {
                self.waiters.fetch_add(1, Ordering::Relaxed);
            }
            let waited = stop.wait(&self.permits, 0, None);
            if FLAW == COUNTS_APART {
                self.waiters.fetch_sub(1, Ordering::Relaxed);
            }
            waited.inspect_err(|_| {
                if FLAW != KEEPS_THE_WAKE_UP {
                    self.permits.wake_one();
                }
            })?;
        }
    }

    fn give(&self, permits: u16) {
        if FLAW == COUNTS_APART && self.waiters.load(Ordering::Relaxed) == 0 {
            self.permits
                .fetch_add(u32::from(permits), Ordering::Release);
            return;
        }
        self.permits
            .fetch_add(u32::from(permits), Ordering::Release);
        if FLAW == WAKES_ONE || FLAW == KEEPS_THE_WAKE_UP {
            self.permits.wake_one();
        } else {
            self.permits.wake_all();
        }
    }
}

struct Counter<S> {
    semaphore: S,
    count: UnsafeCell<u32>,
    stop: Stop,
}

// SAFETY: the count is reached by the holder of the only permit; that this is enough is what the tests are about, and loom
// watches each access.
unsafe impl<S: Permits> Sync for Counter<S> {}

impl<S: Permits> Counter<S> {
    fn new(permits: u16) -> Arc<Self> {
        Arc::new(Self {
            semaphore: S::new(permits),
            count: UnsafeCell::new(0),
            stop: Stop::new(),
        })
    }

    fn add_one(&self) {
        // SAFETY: see `Sync` above.
        self.count.with_mut(|count| unsafe { *count += 1 });
    }

    fn assert_count(&self, expected: u32) {
        // SAFETY: nobody else is left.
        assert_eq!(self.count.with(|count| unsafe { *count }), expected);
    }
}

/// One permit is a lock: three actors add one each.
fn one_permit_excludes<S: Permits>() {
    explore(3, || {
        let counter = Counter::<S>::new(1);
        let add_one = |counter: &Counter<S>| {
            counter.semaphore.take(&counter.stop).unwrap();
            counter.add_one();
            counter.semaphore.give(1);
        };
        let others = [(); 2].map(|()| {
            let counter = Arc::clone(&counter);
            thread::spawn(move || add_one(&counter))
        });
        add_one(&counter);
        for other in others {
            other.join().unwrap();
        }
        counter.assert_count(3);
    });
}

/// Two actors wait for a permit each. They come both at once, or one by one.
fn every_permit_is_taken<S: Permits>(releases: &'static [u16]) {
    explore(3, move || {
        let counter = Counter::<S>::new(0);
        let others = [(); 2].map(|()| {
            let counter = Arc::clone(&counter);
            thread::spawn(move || counter.semaphore.take(&counter.stop).unwrap())
        });
        for &permits in releases {
            counter.semaphore.give(permits);
        }
        for other in others {
            other.join().unwrap();
        }
    });
}

/// One of two waiters is stopped as the only permit comes; should it have been quicker, it gives the permit back.
fn a_stopped_waiter_passes_it_on<S: Permits>() {
    explore(3, || {
        let counter = Counter::<S>::new(0);
        let stop = Arc::new(Stop::new());
        let stopped = {
            let (counter, stop) = (Arc::clone(&counter), Arc::clone(&stop));
            thread::spawn(move || {
                if counter.semaphore.take(&stop).is_ok() {
                    counter.semaphore.give(1);
                }
            })
        };
        let waiting = {
            let counter = Arc::clone(&counter);
            thread::spawn(move || counter.semaphore.take(&counter.stop).unwrap())
        };
        stop.request();
        counter.semaphore.give(1);
        waiting.join().unwrap();
        // No slice ever ends under loom: if it sleeps still, it hears of the stop by this.
        counter.semaphore.give(1);
        stopped.join().unwrap();
    });
}

#[test]
fn excludes() {
    one_permit_excludes::<Semaphore>();
}

#[test]
fn no_permit_is_lost() {
    every_permit_is_taken::<Semaphore>(&[2]);
    every_permit_is_taken::<Semaphore>(&[1, 1]);
}

#[test]
fn stops() {
    a_stopped_waiter_passes_it_on::<Semaphore>();
}

#[test]
fn gives_up_when_the_time_is_over() {
    explore(3, || {
        let counter = Counter::<Semaphore>::new(0);
        let waiting = {
            let counter = Arc::clone(&counter);
            thread::spawn(move || counter.semaphore.take(&counter.stop).unwrap())
        };
        counter.semaphore.release(1);
        let taken = counter
            .semaphore
            .acquire_until(&counter.stop, LONG_AGO)
            .unwrap();
        // Given back as it is dropped: the one that waits gets it in any case.
        drop(taken);
        waiting.join().unwrap();
        assert_eq!(counter.semaphore.available(), 0);
        assert!(counter.semaphore.try_acquire().is_none());
    });
}

#[test]
fn a_store_for_a_compare_and_swap_is_caught() {
    assert_caught(RACE, one_permit_excludes::<Broken<TAKES_BY_STORE>>);
}

#[test]
fn waiters_counted_apart_are_caught() {
    assert_caught(DEADLOCK, || {
        every_permit_is_taken::<Broken<COUNTS_APART>>(&[1, 1]);
    });
}

#[test]
fn waking_too_few_is_caught() {
    assert_caught(DEADLOCK, || {
        every_permit_is_taken::<Broken<WAKES_ONE>>(&[2]);
    });
}

#[test]
fn a_wake_up_lost_on_a_stopped_waiter_is_caught() {
    assert_caught(
        DEADLOCK,
        a_stopped_waiter_passes_it_on::<Broken<KEEPS_THE_WAKE_UP>>,
    );
}
