//! The mutual-exclusion locks on native threads, all put through the same tests.
#![cfg(not(loom))]

mod lock_support;

use interleave::lock::{FutexLock, Lock, RawLock, SpinLock, TicketLock};
use interleave::sync::{Stop, clock};
use lock_support::{A_WHILE, assert_gives_up, assert_stops};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, mpsc};
use std::thread;

/// Threads read, add one and write, each under the lock: none of the additions is lost.
fn excludes<R: RawLock>() {
    const THREADS: u64 = 4;
    const ROUNDS: u64 = if cfg!(miri) { 70 } else { 5000 };
    let (lock, stop) = (Lock::<R, u64>::new(0), Stop::new());
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                for round in 0..ROUNDS {
                    let mut count = lock.lock(&stop).unwrap();
                    let before = *count;
                    if round % 64 == 0 {
                        // Now and then the holder loses its processor, and everybody comes to wait.
                        thread::yield_now();
                    }
                    *count = before + 1;
                }
            });
        }
    });
    assert_eq!(lock.into_inner(), THREADS * ROUNDS);
}

/// The same with threads that try and threads that give up after next to no time: whoever says that it has the lock has it,
/// and those who leave do not harm the others.
fn excludes_those_who_leave<R: RawLock>() {
    const ROUNDS: u64 = if cfg!(miri) { 30 } else { 2000 };
    let (lock, stop) = (Lock::<R, u64>::new(0), Stop::new());
    let add_one = |count: &mut u64| {
        let before = *count;
        thread::yield_now();
        *count = before + 1;
    };
    let added = thread::scope(|scope| {
        let patient = scope.spawn(|| {
            for _ in 0..ROUNDS {
                add_one(&mut lock.lock(&stop).unwrap());
            }
            ROUNDS
        });
        let trying = scope.spawn(|| {
            let taken = (0..ROUNDS).filter_map(|_| lock.try_lock());
            taken.map(|mut count| add_one(&mut count)).count() as u64
        });
        let hasty = [(); 2].map(|()| {
            scope.spawn(|| {
                let taken = (0..ROUNDS).filter_map(|_| {
                    let soon = clock::now() + 0.02;
                    lock.lock_until(&stop, soon).unwrap()
                });
                taken.map(|mut count| add_one(&mut count)).count() as u64
            })
        });
        let [first, second] = hasty.map(|thread| thread.join().unwrap());
        patient.join().unwrap() + trying.join().unwrap() + first + second
    });
    assert_eq!(lock.into_inner(), added);
}

fn is_held_until_the_guard_is_dropped<R: RawLock>() {
    let (lock, stop) = (Lock::<R, &str>::new("before"), Stop::new());
    let mut guard = lock.lock(&stop).unwrap();
    *guard = "after";
    assert!(lock.try_lock().is_none());
    drop(guard);
    assert_eq!(lock.try_lock().map(|guard| *guard), Some("after"));
    assert_eq!(
        lock.lock_until(&stop, 0.0).unwrap().as_deref(),
        Some(&"after")
    );
    assert_eq!(lock.into_inner(), "after");
}

fn a_panic_releases<R: RawLock>() {
    let (lock, stop) = (Lock::<R, u32>::new(7), Stop::new());
    let panic = catch_unwind(AssertUnwindSafe(|| {
        let _guard = lock.lock(&stop).unwrap();
        panic!("on purpose");
    }));
    assert!(panic.is_err());
    assert_eq!(lock.try_lock().map(|guard| *guard), Some(7));
}

fn waits_no_longer_than_it_should<R: RawLock>() {
    let lock = Lock::<R, ()>::new(());
    let guard = lock.try_lock().unwrap();
    assert_stops(|stop| lock.lock(stop).map(drop));
    assert_stops(|stop| lock.lock_until(stop, f64::INFINITY).map(drop));
    assert_gives_up(|stop, deadline| Ok(lock.lock_until(stop, deadline)?.is_some()));
    drop(guard);
    assert!(lock.try_lock().is_some(), "those who left did no harm");
}

/// Of several waiters, those in the middle are stopped; the others all get the lock.
fn the_others_go_on<R: RawLock>() {
    let lock = Lock::<R, u32>::new(0);
    let (run, stopped) = (Stop::new(), Stop::new());
    thread::scope(|scope| {
        let guard = lock.try_lock().unwrap();
        for waiter in 0..12 {
            let stop = if waiter % 3 == 0 { &run } else { &stopped };
            scope.spawn(|| {
                if let Ok(mut count) = lock.lock(stop) {
                    *count += 1;
                }
            });
        }
        thread::sleep(A_WHILE);
        stopped.request();
        thread::sleep(A_WHILE);
        drop(guard);
    });
    // The stopped ones may have been quicker than the stop.
    assert!((4..=12).contains(&lock.into_inner()));
}

macro_rules! for_each_lock {
    ($($name:ident: $lock:ty;)*) => {$(
        mod $name {
            #[test]
            fn excludes() {
                super::excludes::<$lock>();
            }

            #[test]
            fn excludes_those_who_leave() {
                super::excludes_those_who_leave::<$lock>();
            }

            #[test]
            fn is_held_until_the_guard_is_dropped() {
                super::is_held_until_the_guard_is_dropped::<$lock>();
            }

            #[test]
            fn a_panic_releases() {
                super::a_panic_releases::<$lock>();
            }

            #[test]
            fn waits_no_longer_than_it_should() {
                super::waits_no_longer_than_it_should::<$lock>();
            }

            #[test]
            fn the_others_go_on() {
                super::the_others_go_on::<$lock>();
            }
        }
    )*};
}

for_each_lock! {
    spin: super::SpinLock;
    futex: super::FutexLock;
    ticket: super::TicketLock;
    ticket_with_a_queue_of_one: super::TicketLock<1>;
}

/// In which order eight waiters get the lock that came one after the other, as far as a pause between them can see to that.
fn order_of_service() -> Vec<u32> {
    let (lock, stop, order) = (TicketLock::<32>::default(), Stop::new(), Mutex::new(vec![]));
    thread::scope(|scope| {
        lock.lock(&stop).unwrap();
        for waiter in 0..8 {
            let (lock, stop, order) = (&lock, &stop, &order);
            let (coming, comes) = mpsc::channel();
            scope.spawn(move || {
                coming.send(()).unwrap();
                lock.lock(stop).unwrap();
                order.lock().unwrap().push(waiter);
                // SAFETY: taken two lines above.
                unsafe { lock.unlock() };
            });
            // So that it has drawn its ticket before the next one comes.
            comes.recv().unwrap();
            thread::sleep(A_WHILE);
        }
        // SAFETY: taken before the loop.
        unsafe { lock.unlock() };
    });
    order.into_inner().unwrap()
}

#[test]
fn tickets_are_served_in_order() {
    // On a busy machine a pause may be too short for a waiter to draw its ticket; a lock without an order would still pass
    // in one of 8,000 runs only.
    let mut orders = std::iter::repeat_with(order_of_service).take(5);
    assert!(orders.any(|order| order.is_sorted()));
}

#[test]
fn giving_up_again_and_again_leaves_room_in_the_queue() {
    let (lock, stop) = (Lock::<TicketLock<2>, ()>::default(), Stop::new());
    let guard = lock.try_lock().unwrap();
    for _ in 0..if cfg!(miri) { 10 } else { 100 } {
        let soon = clock::now() + 0.01;
        assert!(lock.lock_until(&stop, soon).unwrap().is_none());
    }
    drop(guard);
    assert!(lock.try_lock().is_some());
}
