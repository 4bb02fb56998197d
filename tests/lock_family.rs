//! The primitives that are more than mutual exclusion, on native threads.
#![cfg(not(loom))]

mod lock_support;

use interleave::lock::{Barrier, Condvar, Event, Mutex, RwLock, Semaphore, TicketMutex};
use interleave::sync::atomic::{AtomicU32, Ordering};
use interleave::sync::{Stop, clock};
use lock_support::{A_WHILE, assert_gives_up, assert_stops};
use std::collections::VecDeque;
use std::thread;

mod condvar {
    use super::*;

    /// A bounded buffer, the textbook's use: every item arrives once, in the order of its producer.
    #[test]
    fn carries_a_bounded_buffer() {
        const ITEMS: u32 = if cfg!(miri) { 30 } else { 2000 };
        const CAPACITY: usize = 3;
        let (buffer, stop) = (Mutex::new(VecDeque::new()), Stop::new());
        let (filled, emptied) = (Condvar::new(), Condvar::new());
        let sums = thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    for item in 1..=ITEMS {
                        let guard = buffer.lock(&stop).unwrap();
                        let mut guard = emptied
                            .wait_while(guard, &stop, |items| items.len() == CAPACITY)
                            .unwrap();
                        guard.push_back(item);
                        assert!(guard.len() <= CAPACITY);
                        drop(guard);
                        filled.notify_one();
                    }
                });
            }
            let consumers = [(); 2].map(|()| {
                scope.spawn(|| {
                    let mut sum = 0_u64;
                    for _ in 0..ITEMS {
                        let guard = buffer.lock(&stop).unwrap();
                        let mut guard = filled
                            .wait_while(guard, &stop, |items| items.is_empty())
                            .unwrap();
                        sum += u64::from(guard.pop_front().unwrap());
                        drop(guard);
                        emptied.notify_one();
                    }
                    sum
                })
            });
            consumers.map(|consumer| consumer.join().unwrap())
        });
        let one = u64::from(ITEMS) * u64::from(ITEMS + 1) / 2;
        assert_eq!(sums.iter().sum::<u64>(), 2 * one);
        assert!(buffer.into_inner().is_empty());
    }

    /// With any lock of the family.
    #[test]
    fn notify_all_reaches_all() {
        let (open, stop, signal) = (TicketMutex::new(false), Stop::new(), Condvar::new());
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let guard = open.lock(&stop).unwrap();
                    assert!(*signal.wait_while(guard, &stop, |open| !*open).unwrap());
                });
            }
            thread::sleep(A_WHILE);
            *open.lock(&stop).unwrap() = true;
            signal.notify_all();
        });
    }

    #[test]
    fn waits_no_longer_than_it_should() {
        let (lock, signal) = (Mutex::new(0), Condvar::new());
        assert_stops(|stop| signal.wait(lock.lock(stop)?, stop).map(drop));
        assert_stops(|stop| {
            signal
                .wait_while(lock.lock(stop)?, stop, |_| true)
                .map(drop)
        });
        assert_gives_up(|stop, deadline| {
            let (_guard, notified) = signal.wait_until(lock.lock(stop)?, stop, deadline)?;
            Ok(notified)
        });
        assert_gives_up(|stop, deadline| {
            let guard = lock.lock(stop)?;
            let (guard, holds) = signal.wait_while_until(guard, stop, deadline, |_| true)?;
            assert_eq!(*guard, 0, "the lock is held again");
            Ok(holds)
        });
        assert!(
            lock.try_lock().is_some(),
            "those who left do not hold the lock"
        );
    }

    #[test]
    fn says_that_it_was_notified_in_time() {
        let (ready, stop, signal) = (Mutex::new(false), Stop::new(), Condvar::new());
        thread::scope(|scope| {
            let waiting = scope.spawn(|| {
                let guard = ready.lock(&stop).unwrap();
                let (guard, holds) = signal
                    .wait_while_until(guard, &stop, f64::INFINITY, |ready| !*ready)
                    .unwrap();
                (*guard, holds)
            });
            thread::sleep(A_WHILE);
            *ready.lock(&stop).unwrap() = true;
            signal.notify_one();
            assert_eq!(waiting.join().unwrap(), (true, true));
        });
    }
}

mod semaphore {
    use super::*;

    #[test]
    fn lets_no_more_in_than_it_has_permits() {
        const PERMITS: u16 = 2;
        const ROUNDS: u32 = if cfg!(miri) { 20 } else { 1000 };
        let (semaphore, stop) = (Semaphore::new(PERMITS), Stop::new());
        let (inside, most) = (AtomicU32::new(0), AtomicU32::new(0));
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..ROUNDS {
                        let permit = semaphore.acquire(&stop).unwrap();
                        most.fetch_max(
                            inside.fetch_add(1, Ordering::Relaxed) + 1,
                            Ordering::Relaxed,
                        );
                        thread::yield_now();
                        inside.fetch_sub(1, Ordering::Relaxed);
                        drop(permit);
                    }
                });
            }
        });
        assert!(most.into_inner() <= u32::from(PERMITS));
        assert_eq!(semaphore.available(), PERMITS);
    }

    #[test]
    fn wakes_as_many_as_get_a_permit() {
        let (semaphore, stop) = (Semaphore::new(0), Stop::new());
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| semaphore.acquire(&stop).unwrap().forget());
            }
            thread::sleep(A_WHILE);
            semaphore.release(3);
            semaphore.release(1);
        });
        assert_eq!(semaphore.available(), 0);
    }

    #[test]
    fn a_try_in_vain_changes_nothing() {
        let (semaphore, stop) = (Semaphore::new(1), Stop::new());
        let permit = semaphore.try_acquire().unwrap();
        assert!(semaphore.try_acquire().is_none());
        assert!(semaphore.acquire_until(&stop, 0.0).unwrap().is_none());
        assert_eq!(semaphore.available(), 0);
        drop(permit);
        assert_eq!(semaphore.available(), 1);
        semaphore.try_acquire().unwrap().forget();
        assert_eq!(semaphore.available(), 0);
    }

    #[test]
    fn waits_no_longer_than_it_should() {
        let semaphore = Semaphore::new(0);
        assert_stops(|stop| semaphore.acquire(stop).map(drop));
        assert_gives_up(|stop, deadline| Ok(semaphore.acquire_until(stop, deadline)?.is_some()));
        semaphore.release(1);
        assert!(semaphore.try_acquire().is_some());
    }

    #[test]
    #[should_panic(expected = "a semaphore holds at most 65535 permits")]
    fn has_a_limit() {
        Semaphore::new(u16::MAX).release(1);
    }
}

mod rwlock {
    use super::*;

    /// Writers keep two numbers equal; no reader ever sees them differ.
    #[test]
    fn keeps_readers_and_writers_apart() {
        const ROUNDS: u32 = if cfg!(miri) { 30 } else { 2000 };
        let (pair, stop) = (RwLock::new((0, 0)), Stop::new());
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    for _ in 0..ROUNDS {
                        let mut pair = pair.write(&stop).unwrap();
                        pair.0 += 1;
                        thread::yield_now();
                        pair.1 += 1;
                    }
                });
                scope.spawn(|| {
                    for _ in 0..ROUNDS {
                        let pair = pair.read(&stop).unwrap();
                        assert_eq!(pair.0, pair.1);
                    }
                });
            }
        });
        assert_eq!(pair.into_inner(), (2 * ROUNDS, 2 * ROUNDS));
    }

    #[test]
    fn readers_share_and_writers_do_not() {
        let (lock, stop) = (RwLock::new(7), Stop::new());
        let (first, second) = (lock.read(&stop).unwrap(), lock.try_read().unwrap());
        assert_eq!((*first, *second), (7, 7));
        assert!(lock.try_write().is_none());
        assert!(lock.write_until(&stop, 0.0).unwrap().is_none());
        drop((first, second));
        let mut only = lock.write(&stop).unwrap();
        *only = 8;
        assert!(lock.try_read().is_none() && lock.try_write().is_none());
        assert!(lock.read_until(&stop, 0.0).unwrap().is_none());
        drop(only);
        assert_eq!(*lock.try_read().unwrap(), 8);
    }

    #[test]
    fn a_waiting_writer_goes_before_later_readers() {
        let (lock, stop) = (RwLock::new(0), Stop::new());
        thread::scope(|scope| {
            let reading = lock.read(&stop).unwrap();
            let writer = scope.spawn(|| *lock.write(&stop).unwrap() = 1);
            while lock.try_read().is_some() {
                thread::yield_now();
            }
            let reader = scope.spawn(|| *lock.read(&stop).unwrap());
            thread::sleep(A_WHILE);
            assert!(!reader.is_finished(), "it waits behind the writer");
            drop(reading);
            writer.join().unwrap();
            assert_eq!(reader.join().unwrap(), 1);
        });
    }

    #[test]
    fn a_stopped_writer_lets_the_readers_go() {
        let (lock, run, stop) = (RwLock::new(0), Stop::new(), Stop::new());
        thread::scope(|scope| {
            let reading = lock.read(&run).unwrap();
            let writer = scope.spawn(|| lock.write(&stop).is_err());
            while lock.try_read().is_some() {
                thread::yield_now();
            }
            let reader = scope.spawn(|| lock.read(&run).is_ok());
            thread::sleep(A_WHILE);
            stop.request();
            assert!(writer.join().unwrap());
            assert!(reader.join().unwrap(), "while the first still reads");
            drop(reading);
        });
        assert!(lock.try_write().is_some());
    }

    #[test]
    fn waits_no_longer_than_it_should() {
        let lock = RwLock::new(0);
        let writing = lock.try_write().unwrap();
        assert_stops(|stop| lock.read(stop).map(drop));
        assert_stops(|stop| lock.write(stop).map(drop));
        assert_gives_up(|stop, deadline| Ok(lock.read_until(stop, deadline)?.is_some()));
        assert_gives_up(|stop, deadline| Ok(lock.write_until(stop, deadline)?.is_some()));
        drop(writing);
        assert!(lock.try_write().is_some(), "those who left did no harm");
    }
}

mod barrier {
    use super::*;

    /// Nobody begins a round before all have ended the one before.
    #[test]
    fn keeps_rounds_apart() {
        const ACTORS: u32 = 4;
        const ROUNDS: u32 = if cfg!(miri) { 10 } else { 500 };
        let (barrier, stop) = (Barrier::new(ACTORS), Stop::new());
        let (arrivals, last) = (AtomicU32::new(0), AtomicU32::new(0));
        thread::scope(|scope| {
            for _ in 0..ACTORS {
                scope.spawn(|| {
                    for round in 1..=ROUNDS {
                        arrivals.fetch_add(1, Ordering::Relaxed);
                        if barrier.wait(&stop).unwrap() {
                            last.fetch_add(1, Ordering::Relaxed);
                        }
                        assert_eq!(arrivals.load(Ordering::Relaxed), ACTORS * round);
                        barrier.wait(&stop).unwrap();
                    }
                });
            }
        });
        assert_eq!(last.into_inner(), ROUNDS, "one is the last in each round");
    }

    #[test]
    fn waits_no_longer_than_it_should() {
        let (barrier, stop) = (Barrier::new(2), Stop::new());
        assert_stops(|stop| barrier.wait(stop).map(drop));
        assert_gives_up(|stop, deadline| Ok(barrier.wait_until(stop, deadline)?.is_some()));
        // Neither of them counts: it takes two more.
        thread::scope(|scope| {
            let first = scope.spawn(|| barrier.wait(&stop).unwrap());
            thread::sleep(A_WHILE);
            assert!(!first.is_finished());
            let last = barrier.wait(&stop).unwrap();
            assert!(last != first.join().unwrap());
        });
    }

    #[test]
    fn alone_nobody_waits() {
        let (barrier, stop) = (Barrier::new(1), Stop::new());
        assert_eq!(barrier.wait(&stop), Ok(true));
        assert_eq!(barrier.wait_until(&stop, 0.0), Ok(Some(true)));
    }

    #[test]
    #[should_panic(expected = "a barrier is for 1 to 1023 actors, not 0")]
    fn is_for_somebody() {
        let _ = Barrier::new(0);
    }
}

mod event {
    use super::*;

    #[test]
    fn lets_through_while_it_is_set() {
        let (event, stop) = (Event::new(), Stop::new());
        assert!(!event.is_set());
        assert_eq!(event.wait_until(&stop, 0.0), Ok(false));
        event.set();
        event.set();
        assert!(event.is_set());
        assert_eq!(event.wait(&stop), Ok(()));
        event.clear();
        assert_eq!(event.wait_until(&stop, 0.0), Ok(false));
    }

    /// Opens the gate for a moment while four wait, as far as a pause can see to that; says whether all got through.
    fn opens_for_a_moment() -> bool {
        let (event, stop, coming) = (Event::new(), Stop::new(), AtomicU32::new(0));
        let all = thread::scope(|scope| {
            let waiting = [(); 4].map(|()| {
                scope.spawn(|| {
                    coming.fetch_add(1, Ordering::Relaxed);
                    event.wait_until(&stop, clock::now() + 1e3)
                })
            });
            while coming.load(Ordering::Relaxed) < 4 {
                thread::yield_now();
            }
            thread::sleep(A_WHILE);
            event.set();
            event.clear();
            waiting.map(|waiter| waiter.join().unwrap()) == [Ok(true); 4]
        });
        assert!(!event.is_set());
        all
    }

    /// Everybody who waits gets through, though it is closed again before they wake.
    #[test]
    fn a_short_opening_is_enough() {
        // On a busy machine the pause may be too short for one of them to come to wait.
        assert!((0..5).any(|_| opens_for_a_moment()));
    }

    #[test]
    fn waits_no_longer_than_it_should() {
        let event = Event::new();
        assert_stops(|stop| event.wait(stop));
        assert_gives_up(|stop, deadline| event.wait_until(stop, deadline));
    }
}
