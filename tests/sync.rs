//! Waiting and waking on native threads: the word, the stop word, the clock.
#![cfg(not(loom))]

mod lock_support;

use interleave::sync::atomic::Ordering;
use interleave::sync::{Backoff, SLICE, Stop, Stopped, Word, clock, nap};
use lock_support::{A_WHILE, assert_gives_up, assert_stops};
use std::thread;
use std::time::{Duration, Instant};

#[test]
fn a_word_that_has_changed_is_not_waited_for() {
    let began = Instant::now();
    Word::new(1).wait(0, Some(Duration::from_secs(60)));
    assert!(began.elapsed() < Duration::from_secs(30));
}

#[test]
fn a_wait_ends_when_its_time_is_over() {
    let word = Word::new(0);
    let began = Instant::now();
    // It may also end for no reason; callers look again, and so does this one.
    while began.elapsed() < A_WHILE {
        word.wait(0, Some(A_WHILE));
    }
    assert!(began.elapsed() < Duration::from_secs(30));
}

#[test]
fn every_change_reaches_the_waiter() {
    const ROUNDS: u32 = 2000;
    let word = Word::new(0);
    thread::scope(|scope| {
        // Two threads count to the end in turns: one wake-up lost, and this would not return.
        for parity in 0..2 {
            let word = &word;
            scope.spawn(move || {
                loop {
                    let count = word.load(Ordering::Acquire);
                    if count >= ROUNDS {
                        break;
                    }
                    if count % 2 == parity {
                        word.store(count + 1, Ordering::Release);
                        word.wake_one();
                    } else {
                        word.wait(count, None);
                    }
                }
            });
        }
    });
    assert_eq!(word.load(Ordering::Relaxed), ROUNDS);
}

#[test]
fn wake_all_wakes_all() {
    let word = Word::new(0);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while word.load(Ordering::Acquire) == 0 {
                    word.wait(0, None);
                }
            });
        }
        thread::sleep(A_WHILE);
        word.store(1, Ordering::Release);
        word.wake_all();
    });
}

#[test]
fn a_wait_on_another_word_hears_of_the_stop() {
    let word = Word::new(0);
    assert_stops(|stop| {
        loop {
            stop.wait(&word, 0, None)?;
        }
    });
}

#[test]
fn a_wait_lasts_no_longer_than_a_slice() {
    let (stop, word) = (Stop::new(), Word::new(0));
    let began = Instant::now();
    stop.wait(&word, 0, Some(f64::INFINITY)).unwrap();
    assert!(began.elapsed() < SLICE + Duration::from_secs(10));
}

#[test]
fn a_wait_ends_at_its_deadline() {
    let word = Word::new(0);
    assert_gives_up(|stop, deadline| {
        while clock::now() < deadline {
            stop.wait(&word, 0, Some(deadline))?;
        }
        Ok(false)
    });
}

#[test]
fn a_sleeper_wakes_as_it_is_told_to_stop() {
    assert_stops(|stop| stop.sleep(Duration::from_secs(3600)));
}

#[test]
fn a_sleep_lasts_as_long_as_it_should() {
    let began = Instant::now();
    assert_eq!(Stop::new().sleep(A_WHILE), Ok(()));
    assert!(began.elapsed() >= A_WHILE);
}

#[test]
fn nobody_sleeps_or_waits_after_the_stop() {
    let (stop, word) = (Stop::new(), Word::new(0));
    stop.request();
    let began = Instant::now();
    assert_eq!(stop.sleep(Duration::from_secs(3600)), Err(Stopped));
    assert_eq!(stop.wait(&word, 0, None), Err(Stopped));
    assert!(began.elapsed() < Duration::from_secs(30));
    stop.reset();
    assert_eq!(stop.check(), Ok(()));
}

#[test]
fn the_clock_runs_in_milliseconds() {
    let (before, began) = (clock::now(), Instant::now());
    thread::sleep(A_WHILE);
    let (after, elapsed) = (clock::now(), began.elapsed());
    let counted = after - before;
    assert!(counted >= A_WHILE.as_secs_f64() * 1e3);
    assert!(counted <= elapsed.as_secs_f64() * 1e3 + 400.0);
}

#[test]
fn a_busy_wait_does_not_go_on_for_ever() {
    let mut backoff = Backoff::new();
    let rounds = (0..1000).take_while(|_| backoff.spin()).count();
    assert!((1..1000).contains(&rounds));
}

#[test]
fn a_nap_takes_its_time() {
    let began = Instant::now();
    nap(A_WHILE);
    // Words that share a bucket wake each other on native platforms, so only the upper bound is sure.
    assert!(began.elapsed() < Duration::from_secs(30));
}
