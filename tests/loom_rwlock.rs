//! Loom explores the readers-writer lock, and finds the flaw in each broken one.
#![cfg(loom)]

mod loom_support;

use interleave::lock::RwLock;
use interleave::sync::atomic::Ordering;
use interleave::sync::{Stop, Stopped, UnsafeCell, Word};
use loom::thread;
use loom_support::{DEADLOCK, RACE, assert_caught, explore};
use std::sync::Arc;

const LONG_AGO: f64 = 0.0;

/// What the tests do with a readers-writer lock round a number.
trait Shared: Send + Sync + 'static {
    fn new() -> Self;
    fn read(&self, stop: &Stop) -> Result<u32, Stopped>;
    fn add_one(&self, stop: &Stop) -> Result<(), Stopped>;

    /// Reads, and does `meanwhile` while it still holds the lock.
    fn read_and(&self, stop: &Stop, meanwhile: impl FnOnce()) -> Result<u32, Stopped>;
}

impl Shared for RwLock<u32> {
    fn new() -> Self {
        RwLock::new(0)
    }

    fn read(&self, stop: &Stop) -> Result<u32, Stopped> {
        Ok(*RwLock::read(self, stop)?)
    }

    fn add_one(&self, stop: &Stop) -> Result<(), Stopped> {
        *self.write(stop)? += 1;
        Ok(())
    }

    fn read_and(&self, stop: &Stop, meanwhile: impl FnOnce()) -> Result<u32, Stopped> {
        let value = RwLock::read(self, stop)?;
        meanwhile();
        Ok(*value)
    }
}

/// Joins the readers by a load and a store.
const JOINS_BY_STORE: u8 = 0;
/// A reader's release is Relaxed: the next writer does not start after the read.
const READS_UNORDERED: u8 = 1;
/// Readers and writers sleep on one word, and a release wakes one of them.
const WAKES_ANY: u8 = 2;
/// A writer that is stopped leaves the readers asleep that it held back.
const LEAVES_READERS_ASLEEP: u8 = 3;

const WRITING: u32 = 1 << 31;
const ONE_WAITING_WRITER: u32 = 1 << 16;
const READERS: u32 = ONE_WAITING_WRITER - 1;

/// One word, everybody sleeps on it, and every release wakes all: the algorithm without its economies.
struct Broken<const FLAW: u8> {
    state: Word,
    value: UnsafeCell<u32>,
}

// SAFETY: the value is reached with the lock held; whether that is enough is the question, and loom watches each access.
unsafe impl<const FLAW: u8> Sync for Broken<FLAW> {}

impl<const FLAW: u8> Broken<FLAW> {
    fn wake(&self) {
        if FLAW == WAKES_ANY {
            self.state.wake_one();
        } else {
            self.state.wake_all();
        }
    }
}

impl<const FLAW: u8> Shared for Broken<FLAW> {
    fn new() -> Self {
        Self {
            state: Word::new(0),
            value: UnsafeCell::new(0),
        }
    }

    fn read(&self, stop: &Stop) -> Result<u32, Stopped> {
        self.read_and(stop, || {})
    }

    fn read_and(&self, stop: &Stop, meanwhile: impl FnOnce()) -> Result<u32, Stopped> {
        loop {
            let state = self.state.load(Ordering::Acquire);
            if state > READERS {
                stop.wait(&self.state, state, None)?;
            } else if FLAW == JOINS_BY_STORE {
                self.state.store(state + 1, Ordering::Relaxed);
                break;
            } else {
                let joined = self.state.compare_exchange(
                    state,
                    state + 1,
                    Ordering::Acquire,
                    Ordering::Relaxed,
                );
                if joined.is_ok() {
                    break;
                }
            }
        }
        // SAFETY: see `Sync` above.
        let value = self.value.with(|value| unsafe { *value });
        meanwhile();
        let release = if FLAW == READS_UNORDERED {
            Ordering::Relaxed
        } else {
            Ordering::Release
        };
        self.state.fetch_sub(1, release);
        self.wake();
        Ok(value)
    }

    fn add_one(&self, stop: &Stop) -> Result<(), Stopped> {
        self.state.fetch_add(ONE_WAITING_WRITER, Ordering::Relaxed);
        loop {
            let state = self.state.load(Ordering::Relaxed);
            if state & (WRITING | READERS) == 0 {
                let taken = self.state.compare_exchange(
                    state,
                    (state - ONE_WAITING_WRITER) | WRITING,
                    Ordering::Acquire,
                    Ordering::Relaxed,
                );
                if taken.is_ok() {
                    break;
                }
            } else if let Err(stopped) = stop.wait(&self.state, state, None) {
                self.state.fetch_sub(ONE_WAITING_WRITER, Ordering::Relaxed);
                if FLAW != LEAVES_READERS_ASLEEP {
                    self.wake();
                }
                return Err(stopped);
            }
        }
        // SAFETY: see `Sync` above.
        self.value.with_mut(|value| unsafe { *value += 1 });
        self.state.fetch_and(!WRITING, Ordering::Release);
        self.wake();
        Ok(())
    }
}

struct Run<S> {
    shared: S,
    stop: Stop,
}

impl<S: Shared> Run<S> {
    fn new() -> Arc<Self> {
        Arc::new(Self {
            shared: S::new(),
            stop: Stop::new(),
        })
    }
}

/// Two writers and a reader.
fn keeps_apart<S: Shared>(preemptions: usize) {
    explore(preemptions, || {
        let run = Run::<S>::new();
        let writer = {
            let run = Arc::clone(&run);
            thread::spawn(move || run.shared.add_one(&run.stop).unwrap())
        };
        let reader = {
            let run = Arc::clone(&run);
            thread::spawn(move || run.shared.read(&run.stop).unwrap())
        };
        run.shared.add_one(&run.stop).unwrap();
        assert!(reader.join().unwrap() <= 2);
        writer.join().unwrap();
        assert_eq!(run.shared.read(&run.stop), Ok(2));
    });
}

/// Two readers and a writer.
fn wakes_all_readers<S: Shared>(preemptions: usize) {
    explore(preemptions, || {
        let run = Run::<S>::new();
        let readers = [(); 2].map(|()| {
            let run = Arc::clone(&run);
            thread::spawn(move || run.shared.read(&run.stop).unwrap())
        });
        run.shared.add_one(&run.stop).unwrap();
        for reader in readers {
            assert!(reader.join().unwrap() <= 1);
        }
        assert_eq!(run.shared.read(&run.stop), Ok(1));
    });
}

/// Somebody reads while main does.
fn readers_share<S: Shared>() {
    explore(3, || {
        let run = Run::<S>::new();
        let other = {
            let run = Arc::clone(&run);
            move || thread::spawn(move || run.shared.read(&run.stop).unwrap())
        };
        let read = run.shared.read_and(&run.stop, || {
            assert_eq!(other().join().unwrap(), 0);
        });
        assert_eq!(read, Ok(0));
    });
}

/// A writer waits behind one reader and before another, and is stopped as the first one leaves.
fn a_stopped_writer_lets_readers_go<S: Shared>(preemptions: usize) {
    explore(preemptions, || {
        let run = Run::<S>::new();
        let stop = Arc::new(Stop::new());
        let mut others = None;
        let read = run.shared.read_and(&run.stop, || {
            let writer = {
                let (run, stop) = (Arc::clone(&run), Arc::clone(&stop));
                thread::spawn(move || run.shared.add_one(&stop).is_ok())
            };
            let reader = {
                let run = Arc::clone(&run);
                thread::spawn(move || run.shared.read(&run.stop).unwrap())
            };
            others = Some((writer, reader));
            stop.request();
        });
        assert_eq!(read, Ok(0));
        let (writer, reader) = others.unwrap();
        assert!(reader.join().unwrap() <= 1);
        let written = u32::from(writer.join().unwrap());
        assert_eq!(run.shared.read(&run.stop), Ok(written));
    });
}

#[test]
fn writers_exclude() {
    keeps_apart::<RwLock<u32>>(2);
}

#[test]
fn a_writer_wakes_all_readers() {
    wakes_all_readers::<RwLock<u32>>(2);
}

#[test]
fn readers_do_not_wait_for_each_other() {
    readers_share::<RwLock<u32>>();
}

#[test]
fn a_writer_stops() {
    a_stopped_writer_lets_readers_go::<RwLock<u32>>(2);
}

#[test]
fn one_of_two_waiting_writers_stops() {
    explore(2, || {
        let run = Run::<RwLock<u32>>::new();
        let stop = Arc::new(Stop::new());
        let value = run.shared.try_write().unwrap();
        let stopped = {
            let (run, stop) = (Arc::clone(&run), Arc::clone(&stop));
            thread::spawn(move || run.shared.add_one(&stop).is_ok())
        };
        let waiting = {
            let run = Arc::clone(&run);
            thread::spawn(move || run.shared.add_one(&run.stop).unwrap())
        };
        stop.request();
        drop(value);
        waiting.join().unwrap();
        let written = 1 + u32::from(stopped.join().unwrap());
        assert_eq!(run.shared.try_read().map(|value| *value), Some(written));
    });
}

#[test]
fn tries_and_gives_up_when_the_time_is_over() {
    explore(2, || {
        let run = Run::<RwLock<u32>>::new();
        let writer = {
            let run = Arc::clone(&run);
            thread::spawn(move || run.shared.add_one(&run.stop).unwrap())
        };
        let reader = {
            let run = Arc::clone(&run);
            thread::spawn(move || run.shared.try_read().map(|value| *value))
        };
        let written = match run.shared.write_until(&run.stop, LONG_AGO).unwrap() {
            Some(mut value) => {
                *value += 1;
                2
            }
            None => 1,
        };
        if let Some(value) = run.shared.read_until(&run.stop, LONG_AGO).unwrap() {
            assert!(*value <= 2);
        }
        writer.join().unwrap();
        assert!(reader.join().unwrap().is_none_or(|value| value <= 2));
        assert_eq!(run.shared.try_write().map(|value| *value), Some(written));
    });
}

#[test]
fn a_store_for_a_compare_and_swap_is_caught() {
    assert_caught(RACE, || keeps_apart::<Broken<JOINS_BY_STORE>>(2));
}

#[test]
fn a_relaxed_release_is_caught() {
    assert_caught(RACE, || keeps_apart::<Broken<READS_UNORDERED>>(2));
}

#[test]
fn waking_whoever_sleeps_is_caught() {
    assert_caught(DEADLOCK, || {
        a_stopped_writer_lets_readers_go::<Broken<WAKES_ANY>>(3);
    });
}

#[test]
fn a_stopped_writer_that_leaves_readers_asleep_is_caught() {
    assert_caught(DEADLOCK, || {
        a_stopped_writer_lets_readers_go::<Broken<LEAVES_READERS_ASLEEP>>(2);
    });
}
