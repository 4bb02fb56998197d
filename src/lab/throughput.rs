//! How often a lock can be taken and given back in a second, by lock and by number of threads.

use super::crew::Crew;
use super::survey::Survey;
use crate::lock::{FutexLock, Lock, RawLock, SpinLock, TicketLock};
use crate::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use crate::sync::{Stop, Stopped};
use crate::thread::Actor;
use core::time::Duration;
use std::sync::Arc;

/// Threads at the most.
const THREADS: u32 = 8;

/// How often each lock is measured with each number of threads.
const ROUNDS: u32 = 5;

/// How long each lock is contended for in a round: a hundred times what it takes to begin and to end a round.
const WINDOW: Duration = Duration::from_millis(30);

/// Passes between two looks at whether the round is over: far less than a millisecond's.
const PASSES: u64 = 32;

/// A counter that threads increment under a lock.
trait Contest: Send + Sync {
    /// Increments until `over`, and says how often.
    fn compete(&self, stop: &Stop, over: &AtomicBool) -> Result<u64, Stopped>;
    /// The counter.
    fn count(&self, stop: &Stop) -> Result<u64, Stopped>;
}

/// The loop is compiled for each lock by itself, so that fast paths are inlined as they would be in a program.
fn compete(
    stop: &Stop,
    over: &AtomicBool,
    pass: impl Fn() -> Result<(), Stopped>,
) -> Result<u64, Stopped> {
    let mut passes = 0;
    // Relaxed: says only when to end; what was counted is handed over as the round ends.
    while !over.load(Ordering::Relaxed) {
        stop.check()?;
        for _ in 0..PASSES {
            pass()?;
        }
        passes += PASSES;
    }
    Ok(passes)
}

impl<R: RawLock> Contest for Lock<R, u64> {
    fn compete(&self, stop: &Stop, over: &AtomicBool) -> Result<u64, Stopped> {
        compete(stop, over, || {
            *self.lock(stop)? += 1;
            Ok(())
        })
    }

    fn count(&self, stop: &Stop) -> Result<u64, Stopped> {
        Ok(*self.lock(stop)?)
    }
}

/// The standard library's, as compiled into this program. It knows no stop word, and needs none: here each holder soon releases.
impl Contest for std::sync::Mutex<u64> {
    fn compete(&self, stop: &Stop, over: &AtomicBool) -> Result<u64, Stopped> {
        compete(stop, over, || {
            *self.lock().expect(UNPOISONED) += 1;
            Ok(())
        })
    }

    fn count(&self, _stop: &Stop) -> Result<u64, Stopped> {
        Ok(*self.lock().expect(UNPOISONED))
    }
}

const UNPOISONED: &str = "no holder panics";

/// Makes a lock that nobody holds, and a counter of 0 behind it.
type Make = fn() -> Box<dyn Contest>;

/// By the names that they have in links.
const LOCKS: [(&str, Make); 4] = [
    ("std", || Box::new(std::sync::Mutex::new(0))),
    ("mutex", || Box::new(Lock::<FutexLock, u64>::default())),
    ("spin", || Box::new(Lock::<SpinLock, u64>::default())),
    ("ticket", || Box::new(Lock::<TicketLock, u64>::default())),
];

/// One lock's round.
struct Heat {
    contest: Box<dyn Contest>,
    over: AtomicBool,
    passes: AtomicU64,
}

pub(super) fn main(me: &Actor) -> Result<(), Stopped> {
    let steps = (ROUNDS + 1) * THREADS * LOCKS.len() as u32;
    let survey = Survey::new(me, steps);
    let crew = Crew::start(me, THREADS, "task", |me, _, heat: &Arc<Heat>| {
        let passes = heat.contest.compete(me.stop(), &heat.over)?;
        // Relaxed: handed over as the round ends.
        heat.passes.fetch_add(passes, Ordering::Relaxed);
        Ok(())
    })?;
    // All locks in each round, so that whatever else the machine does meanwhile hits them alike.
    for round in 0..=ROUNDS {
        for threads in 1..=THREADS {
            for (name, make) in LOCKS {
                let rate = measure(me, &crew, threads, make())?;
                // The first round warms up: code gets compiled, processors speed up.
                if round > 0 {
                    survey.sample("throughput", name, threads, rate);
                }
                survey.advance();
            }
        }
    }
    crew.dismiss(me)
}

/// Times per second that so many threads together took the lock.
fn measure(
    me: &Actor,
    crew: &Crew<Arc<Heat>>,
    threads: u32,
    contest: Box<dyn Contest>,
) -> Result<f64, Stopped> {
    let heat = Arc::new(Heat {
        contest,
        over: AtomicBool::new(false),
        passes: AtomicU64::new(0),
    });
    let ms = crew.round_with(me, threads, Arc::clone(&heat), |heat| {
        me.stop().sleep(WINDOW)?;
        // Relaxed: as in `compete`.
        heat.over.store(true, Ordering::Relaxed);
        Ok(())
    })?;
    let passes = heat.passes.load(Ordering::Relaxed);
    assert_eq!(
        passes,
        heat.contest.count(me.stop())?,
        "two threads held the lock at once"
    );
    Ok(passes as f64 * 1e3 / ms)
}
