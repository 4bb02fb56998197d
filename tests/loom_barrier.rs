//! Loom explores the barrier, and finds the flaw in each broken one.
#![cfg(loom)]

mod loom_support;

use interleave::lock::Barrier;
use interleave::sync::atomic::{AtomicU32, Ordering};
use interleave::sync::{Stop, Stopped, UnsafeCell, Word};
use loom::thread;
use loom_support::{DEADLOCK, RACE, assert_caught, explore};
use std::sync::Arc;

const LONG_AGO: f64 = 0.0;

/// What the tests do with a barrier.
trait Meeting: Send + Sync + 'static {
    fn new(actors: u32) -> Self;
    fn wait(&self, stop: &Stop) -> Result<bool, Stopped>;
    fn wait_until(&self, stop: &Stop, deadline_ms: f64) -> Result<Option<bool>, Stopped>;
}

impl Meeting for Barrier {
    fn new(actors: u32) -> Self {
        Barrier::new(actors)
    }

    fn wait(&self, stop: &Stop) -> Result<bool, Stopped> {
        Barrier::wait(self, stop)
    }

    fn wait_until(&self, stop: &Stop, deadline_ms: f64) -> Result<Option<bool>, Stopped> {
        Barrier::wait_until(self, stop, deadline_ms)
    }
}

/// Counts itself in by a load and a store.
const COUNTS_BY_STORE: u8 = 0;
/// Waits for the count to be 0 again, which a quick actor's next arrival prevents.
const HAS_NO_GENERATIONS: u8 = 1;
/// Counts itself in without handing over what it did.
const COUNTS_UNORDERED: u8 = 2;
/// Is stopped and leaves its arrival behind.
const LEAVES_ITS_ARRIVAL: u8 = 3;

struct Broken<const FLAW: u8> {
    arrived: AtomicU32,
    generation: Word,
    actors: u32,
}

impl<const FLAW: u8> Meeting for Broken<FLAW> {
    fn new(actors: u32) -> Self {
        Self {
            arrived: AtomicU32::new(0),
            generation: Word::new(0),
            actors,
        }
    }

    fn wait(&self, stop: &Stop) -> Result<bool, Stopped> {
        let generation = self.generation.load(Ordering::Acquire);
        let arrived = match FLAW {
            COUNTS_BY_STORE => {
                let arrived = self.arrived.load(Ordering::Acquire);
                self.arrived.store(arrived + 1, Ordering::Release);
                arrived
            }
            COUNTS_UNORDERED => self.arrived.fetch_add(1, Ordering::Relaxed),
            _ => self.arrived.fetch_add(1, Ordering::AcqRel),
        };
        if arrived + 1 == self.actors {
            self.arrived.store(0, Ordering::Release);
            self.generation.fetch_add(1, Ordering::Release);
            self.generation.wake_all();
            return Ok(true);
        }
        loop {
            let now = self.generation.load(Ordering::Acquire);
            let over = if FLAW == HAS_NO_GENERATIONS {
                self.arrived.load(Ordering::Acquire) == 0
            } else {
                now != generation
            };
            if over {
                return Ok(false);
            }
            stop.wait(&self.generation, now, None)?;
        }
    }

    fn wait_until(&self, stop: &Stop, _deadline_ms: f64) -> Result<Option<bool>, Stopped> {
        // No flawed one ever takes an arrival back, so what is missing can only become less. Adds nothing, but hands over
        // what this actor did, the request to stop before all.
        let arrived = self.arrived.fetch_add(0, Ordering::AcqRel);
        if arrived + 1 == self.actors {
            self.wait(stop).map(Some)
        } else {
            Ok(None)
        }
    }
}

struct Run<M> {
    meeting: M,
    stop: Stop,
    done: [UnsafeCell<bool>; 3],
}

// SAFETY: actor i writes `done[i]` before it comes, and the others read it after they have met; that this is enough is what
// the tests are about, and loom watches each access.
unsafe impl<M: Meeting> Sync for Run<M> {}

impl<M: Meeting> Run<M> {
    fn new(actors: u32) -> Arc<Self> {
        Arc::new(Self {
            meeting: M::new(actors),
            stop: Stop::new(),
            done: std::array::from_fn(|_| UnsafeCell::new(false)),
        })
    }

    /// Does its own part, meets the others, and looks at the part of actor `looks_at`.
    fn work(&self, actor: usize, looks_at: usize) -> u32 {
        // SAFETY: see `Sync` above.
        self.done[actor].with_mut(|done| unsafe { *done = true });
        let last = self.meeting.wait(&self.stop).unwrap();
        // SAFETY: see `Sync` above.
        assert!(self.done[looks_at].with(|done| unsafe { *done }));
        u32::from(last)
    }
}

/// Three actors meet once, and each sees what another did before.
fn all_come_before_one_goes_on<M: Meeting>() {
    explore(3, || {
        let run = Run::<M>::new(3);
        let others = [1, 2].map(|actor| {
            let run = Arc::clone(&run);
            thread::spawn(move || run.work(actor, actor - 1))
        });
        let mut last = run.work(0, 2);
        for other in others {
            last += other.join().unwrap();
        }
        assert_eq!(last, 1, "exactly one is the last to come");
    });
}

/// Two actors meet twice at the same barrier.
fn is_reusable<M: Meeting>() {
    explore(4, || {
        let run = Run::<M>::new(2);
        let other = {
            let run = Arc::clone(&run);
            thread::spawn(move || {
                run.meeting.wait(&run.stop).unwrap();
                run.meeting.wait(&run.stop).unwrap();
            })
        };
        run.meeting.wait(&run.stop).unwrap();
        run.meeting.wait(&run.stop).unwrap();
        other.join().unwrap();
    });
}

/// One of two actors is stopped, the other has no time: either they meet or neither has come.
fn who_leaves_has_not_come<M: Meeting>() {
    explore(4, || {
        let run = Run::<M>::new(2);
        let stop = Arc::new(Stop::new());
        let stopped = {
            let (run, stop) = (Arc::clone(&run), Arc::clone(&stop));
            thread::spawn(move || run.meeting.wait(&stop))
        };
        stop.request();
        let here = run.meeting.wait_until(&run.stop, LONG_AGO).unwrap();
        match (here, stopped.join().unwrap()) {
            (Some(last), Ok(other_last)) => assert!(last != other_last),
            (None, Err(Stopped)) => {}
            other => panic!("only one of them came: {other:?}"),
        }
        // As good as new: two actors meet.
        let other = {
            let run = Arc::clone(&run);
            thread::spawn(move || run.meeting.wait(&run.stop).unwrap())
        };
        let last = run.meeting.wait(&run.stop).unwrap();
        assert!(last != other.join().unwrap());
    });
}

#[test]
fn hands_over_what_was_done() {
    all_come_before_one_goes_on::<Barrier>();
}

#[test]
fn serves_again() {
    is_reusable::<Barrier>();
}

#[test]
fn stops_and_gives_up() {
    who_leaves_has_not_come::<Barrier>();
}

#[test]
fn a_store_for_a_compare_and_swap_is_caught() {
    assert_caught(
        DEADLOCK,
        all_come_before_one_goes_on::<Broken<COUNTS_BY_STORE>>,
    );
}

#[test]
fn a_relaxed_arrival_is_caught() {
    assert_caught(
        RACE,
        all_come_before_one_goes_on::<Broken<COUNTS_UNORDERED>>,
    );
}

#[test]
fn a_barrier_without_generations_is_caught() {
    assert_caught(DEADLOCK, is_reusable::<Broken<HAS_NO_GENERATIONS>>);
}

#[test]
fn an_arrival_left_behind_is_caught() {
    // It counts for the next round, and there lets one actor through alone.
    assert_caught(
        DEADLOCK,
        who_leaves_has_not_come::<Broken<LEAVES_ITS_ARRIVAL>>,
    );
}
