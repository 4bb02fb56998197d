//! Loom explores the condition variable, and finds the flaw in each broken one.
#![cfg(loom)]

mod loom_support;

use interleave::lock::{Condvar, Mutex};
use interleave::sync::atomic::Ordering;
use interleave::sync::{Stop, Stopped, Word};
use loom::thread::{self, JoinHandle};
use loom_support::{DEADLOCK, assert_caught, explore};
use std::sync::Arc;

const LONG_AGO: f64 = 0.0;

/// What the tests do with a condition variable.
trait Signal: Default + Send + Sync + 'static {
    /// Waits until there is an item and takes it.
    fn take(&self, items: &Mutex<u32>, stop: &Stop) -> Result<(), Stopped>;
    fn notify_one(&self);
    fn notify_all(&self);
}

impl Signal for Condvar {
    fn take(&self, items: &Mutex<u32>, stop: &Stop) -> Result<(), Stopped> {
        let mut items = self.wait_while(items.lock(stop)?, stop, |items| *items == 0)?;
        *items -= 1;
        Ok(())
    }

    fn notify_one(&self) {
        Condvar::notify_one(self);
    }

    fn notify_all(&self) {
        Condvar::notify_all(self);
    }
}

/// Looks at the count only after it has released the lock.
const LOOKS_TOO_LATE: u8 = 0;
/// Takes a wake-up for an item.
const LOOKS_ONCE: u8 = 1;
/// Leaves with a notification that another waiter needs.
const KEEPS_THE_WAKE_UP: u8 = 2;

struct Broken<const FLAW: u8>(Word);

impl<const FLAW: u8> Default for Broken<FLAW> {
    fn default() -> Self {
        Self(Word::new(0))
    }
}

impl<const FLAW: u8> Signal for Broken<FLAW> {
    fn take(&self, items: &Mutex<u32>, stop: &Stop) -> Result<(), Stopped> {
        let mut guard = items.lock(stop)?;
        while *guard == 0 {
            let mut seen = self.0.load(Ordering::Relaxed);
            drop(guard);
            if FLAW == LOOKS_TOO_LATE {
                seen = self.0.load(Ordering::Relaxed);
            }
            stop.wait(&self.0, seen, None).inspect_err(|_| {
                if FLAW != KEEPS_THE_WAKE_UP {
                    self.0.wake_one();
                }
            })?;
            guard = items.lock(stop)?;
            if FLAW == LOOKS_ONCE {
                break;
            }
        }
        if *guard == 0 {
            // The panic must not release a lock in a model that is over.
            std::mem::forget(guard);
            panic!("woken for nothing");
        }
        *guard -= 1;
        Ok(())
    }

    fn notify_one(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
        self.0.wake_one();
    }

    fn notify_all(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
        self.0.wake_all();
    }
}

struct Shop<S> {
    items: Mutex<u32>,
    signal: S,
    stop: Stop,
}

impl<S: Signal> Shop<S> {
    fn new() -> Arc<Self> {
        Arc::new(Self {
            items: Mutex::new(0),
            signal: S::default(),
            stop: Stop::new(),
        })
    }

    fn add(&self, count: u32) {
        *self.items.lock(&self.stop).unwrap() += count;
    }

    fn customer(self: &Arc<Self>) -> JoinHandle<()> {
        let shop = Arc::clone(self);
        thread::spawn(move || shop.signal.take(&shop.items, &shop.stop).unwrap())
    }

    fn assert_empty(&self) {
        assert_eq!(*self.items.lock(&self.stop).unwrap(), 0);
    }
}

/// One item, one notification, while the lock is held or after: the customer gets it.
fn one_notification_is_enough<S: Signal>() {
    explore(4, || {
        let shop = Shop::<S>::new();
        let customer = shop.customer();
        shop.add(1);
        shop.signal.notify_one();
        customer.join().unwrap();
        shop.assert_empty();
    });
}

/// Two customers and two items, one by one.
fn each_notification_counts<S: Signal>() {
    explore(2, || {
        let shop = Shop::<S>::new();
        let customers = [(); 2].map(|()| shop.customer());
        for _ in 0..2 {
            let mut items = shop.items.lock(&shop.stop).unwrap();
            *items += 1;
            shop.signal.notify_one();
            drop(items);
        }
        for customer in customers {
            customer.join().unwrap();
        }
        shop.assert_empty();
    });
}

/// Everybody is told of two items; the customer who comes too late for the first waits for the second.
fn all_look_again<S: Signal>() {
    explore(2, || {
        let shop = Shop::<S>::new();
        let customers = [(); 2].map(|()| shop.customer());
        shop.add(1);
        shop.signal.notify_all();
        shop.add(1);
        shop.signal.notify_all();
        for customer in customers {
            customer.join().unwrap();
        }
        shop.assert_empty();
    });
}

/// One of two customers is stopped as the only item comes; should it have been quicker, it puts the item back.
fn a_stopped_waiter_passes_it_on<S: Signal>() {
    explore(2, || {
        stop_one_of_two::<S>(|shop, stop| {
            stop.request();
            shop.add(1);
            shop.signal.notify_one();
        })
    });
    // Already notified, it hears of the stop as it waits to get the lock back.
    explore(2, || {
        stop_one_of_two::<S>(|shop, stop| {
            let mut items = shop.items.lock(&shop.stop).unwrap();
            *items += 1;
            shop.signal.notify_one();
            stop.request();
            drop(items);
        })
    });
}

fn stop_one_of_two<S: Signal>(add_and_stop: impl FnOnce(&Shop<S>, &Stop)) {
    let shop = Shop::<S>::new();
    let stop = Arc::new(Stop::new());
    let stopped = {
        let (shop, stop) = (Arc::clone(&shop), Arc::clone(&stop));
        thread::spawn(move || {
            if shop.signal.take(&shop.items, &stop).is_ok() {
                shop.add(1);
                shop.signal.notify_one();
            }
        })
    };
    let waiting = shop.customer();
    add_and_stop(&shop, &stop);
    waiting.join().unwrap();
    // No slice ever ends under loom: if it sleeps still, it hears of the stop by this.
    shop.signal.notify_all();
    stopped.join().unwrap();
    shop.assert_empty();
}

#[test]
fn no_notification_is_lost() {
    one_notification_is_enough::<Condvar>();
    each_notification_counts::<Condvar>();
}

#[test]
fn notify_all_reaches_all() {
    all_look_again::<Condvar>();
}

#[test]
fn stops() {
    a_stopped_waiter_passes_it_on::<Condvar>();
}

#[test]
fn gives_up_when_the_time_is_over() {
    explore(3, || {
        let shop = Shop::<Condvar>::new();
        let customer = shop.customer();
        let items = shop.items.lock(&shop.stop).unwrap();
        let (mut items, some) = shop
            .signal
            .wait_while_until(items, &shop.stop, LONG_AGO, |items| *items == 0)
            .unwrap();
        assert!(!some, "nobody has added an item");
        *items += 1;
        shop.signal.notify_one();
        drop(items);
        customer.join().unwrap();
        shop.assert_empty();
    });
}

#[test]
fn looking_at_the_count_without_the_lock_is_caught() {
    assert_caught(
        DEADLOCK,
        one_notification_is_enough::<Broken<LOOKS_TOO_LATE>>,
    );
}

#[test]
fn not_looking_again_is_caught() {
    assert_caught("woken for nothing", all_look_again::<Broken<LOOKS_ONCE>>);
}

#[test]
fn a_notification_lost_on_a_stopped_waiter_is_caught() {
    assert_caught(
        DEADLOCK,
        a_stopped_waiter_passes_it_on::<Broken<KEEPS_THE_WAKE_UP>>,
    );
}
