//! Loom explores the event and the stop word, and finds the flaw in each broken one.
#![cfg(loom)]

mod loom_support;

use interleave::lock::Event;
use interleave::sync::atomic::Ordering;
use interleave::sync::{Stop, Stopped, UnsafeCell, Word};
use loom::thread;
use loom_support::{DEADLOCK, RACE, assert_caught, explore};
use std::sync::Arc;
use std::time::Duration;

const LONG_AGO: f64 = 0.0;

/// What the tests do with an event.
trait Gate: Default + Send + Sync + 'static {
    fn set(&self);
    fn wait(&self, stop: &Stop) -> Result<(), Stopped>;
}

impl Gate for Event {
    fn set(&self) {
        Event::set(self);
    }

    fn wait(&self, stop: &Stop) -> Result<(), Stopped> {
        Event::wait(self, stop)
    }
}

/// The waiter marks the word by a store, which may undo a setting.
const MARKS_BY_STORE: u8 = 0;
/// Sets without Release.
const SETS_UNORDERED: u8 = 1;
/// Wakes one of those who wait.
const WAKES_ONE: u8 = 2;

const SET: u32 = 1;
const AWAITED: u32 = 2;

struct Broken<const FLAW: u8>(Word);

impl<const FLAW: u8> Default for Broken<FLAW> {
    fn default() -> Self {
        Self(Word::new(0))
    }
}

impl<const FLAW: u8> Gate for Broken<FLAW> {
    fn set(&self) {
        let order = if FLAW == SETS_UNORDERED {
            Ordering::Relaxed
        } else {
            Ordering::Release
        };
        if self.0.swap(SET, order) == AWAITED {
            if FLAW == WAKES_ONE {
                self.0.wake_one();
            } else {
                self.0.wake_all();
            }
        }
    }

    fn wait(&self, stop: &Stop) -> Result<(), Stopped> {
        while self.0.load(Ordering::Acquire) != SET {
            if FLAW == MARKS_BY_STORE {
                self.0.store(AWAITED, Ordering::Relaxed);
            } else {
                // If it fails, somebody else has changed the word, and this waiter does not sleep below.
                let _ = self
                    .0
                    .compare_exchange(0, AWAITED, Ordering::Relaxed, Ordering::Relaxed);
            }
            stop.wait(&self.0, AWAITED, None)?;
        }
        Ok(())
    }
}

struct Run<G> {
    gate: G,
    value: UnsafeCell<u32>,
    stop: Stop,
}

// SAFETY: the value is written before the event is set and read after it was waited for; that this is enough is what the
// tests are about, and loom watches each access.
unsafe impl<G: Gate> Sync for Run<G> {}

impl<G: Gate> Run<G> {
    fn new() -> Arc<Self> {
        Arc::new(Self {
            gate: G::default(),
            value: UnsafeCell::new(0),
            stop: Stop::new(),
        })
    }

    fn wait_and_read(&self) {
        self.gate.wait(&self.stop).unwrap();
        // SAFETY: see `Sync` above.
        assert_eq!(self.value.with(|value| unsafe { *value }), 7);
    }
}

/// Two wait for what main has ready.
fn lets_all_through<G: Gate>() {
    explore(3, || {
        let run = Run::<G>::new();
        let others = [(); 2].map(|()| {
            let run = Arc::clone(&run);
            thread::spawn(move || run.wait_and_read())
        });
        // SAFETY: see `Sync` above.
        run.value.with_mut(|value| unsafe { *value = 7 });
        run.gate.set();
        for other in others {
            other.join().unwrap();
        }
        run.wait_and_read();
    });
}

#[test]
fn all_get_through() {
    lets_all_through::<Event>();
}

#[test]
fn can_be_cleared_and_set_again() {
    explore(3, || {
        let run = Run::<Event>::new();
        let other = {
            let run = Arc::clone(&run);
            thread::spawn(move || run.gate.wait(&run.stop).unwrap())
        };
        run.gate.set();
        run.gate.clear();
        assert!(!run.gate.is_set());
        assert_eq!(run.gate.wait_until(&run.stop, LONG_AGO), Ok(false));
        // For a waiter that comes only now.
        run.gate.set();
        other.join().unwrap();
        assert_eq!(run.gate.wait_until(&run.stop, LONG_AGO), Ok(true));
    });
}

#[test]
fn a_stopped_waiter_leaves_no_trace() {
    explore(3, || {
        let run = Run::<Event>::new();
        let stop = Arc::new(Stop::new());
        let stopped = {
            let (run, stop) = (Arc::clone(&run), Arc::clone(&stop));
            thread::spawn(move || run.gate.wait(&stop))
        };
        let waiting = {
            let run = Arc::clone(&run);
            thread::spawn(move || run.gate.wait(&run.stop).unwrap())
        };
        stop.request();
        run.gate.set();
        waiting.join().unwrap();
        // Either is right: it was told to stop before the event was set.
        let _ = stopped.join().unwrap();
        run.gate.clear();
        assert!(!run.gate.is_set());
    });
}

#[test]
fn a_sleeper_hears_of_the_stop() {
    explore(5, || {
        let stop = Arc::new(Stop::new());
        let sleeper = {
            let stop = Arc::clone(&stop);
            thread::spawn(move || stop.sleep(Duration::from_secs(3600)))
        };
        stop.request();
        assert_eq!(sleeper.join().unwrap(), Err(Stopped));
        assert_eq!(stop.check(), Err(Stopped));
    });
}

#[test]
fn a_store_for_a_compare_and_swap_is_caught() {
    assert_caught(DEADLOCK, lets_all_through::<Broken<MARKS_BY_STORE>>);
}

#[test]
fn a_relaxed_setting_is_caught() {
    assert_caught(RACE, lets_all_through::<Broken<SETS_UNORDERED>>);
}

#[test]
fn waking_one_of_two_is_caught() {
    assert_caught(DEADLOCK, lets_all_through::<Broken<WAKES_ONE>>);
}
