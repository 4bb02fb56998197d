//! How fast a lock is, uncontended and contended.

use crate::together::{Work, together};
use interleave::lock::{FutexLock, Lock, RawLock, SpinLock, TicketLock};
use interleave::sync::{Stop, Stopped};
use interleave::thread::Actor;
use std::sync::Arc;

/// A counter that threads increment under a lock.
pub trait Contest: Send + Sync {
    /// Increments it so often.
    fn compete(&self, passes: u32, stop: &Stop) -> Result<(), Stopped>;
    /// The count. Once nobody competes.
    fn count(&self, stop: &Stop) -> Result<u64, Stopped>;
}

impl<R: RawLock> Contest for Lock<R, u64> {
    fn compete(&self, passes: u32, stop: &Stop) -> Result<(), Stopped> {
        for _ in 0..passes {
            *self.lock(stop)? += 1;
        }
        Ok(())
    }

    fn count(&self, stop: &Stop) -> Result<u64, Stopped> {
        Ok(*self.lock(stop)?)
    }
}

impl Contest for std::sync::Mutex<u64> {
    fn compete(&self, passes: u32, _stop: &Stop) -> Result<(), Stopped> {
        for _ in 0..passes {
            *self.lock().expect(UNPOISONED) += 1;
        }
        Ok(())
    }

    fn count(&self, _stop: &Stop) -> Result<u64, Stopped> {
        Ok(*self.lock().expect(UNPOISONED))
    }
}

const UNPOISONED: &str = "no holder panics";

/// The lock of this name, with a count of 0.
pub fn find(name: &str) -> Option<Arc<dyn Contest>> {
    Some(match name {
        "std" => Arc::new(std::sync::Mutex::new(0)),
        "mutex" => Arc::new(Lock::<FutexLock, u64>::default()),
        "spin" => Arc::new(Lock::<SpinLock, u64>::default()),
        "ticket" => Arc::new(Lock::<TicketLock, u64>::default()),
        _ => return None,
    })
}

/// Passes per second of all threads together.
pub fn rate(
    me: &Actor,
    contest: Arc<dyn Contest>,
    threads: u32,
    passes: u32,
) -> Result<f64, Stopped> {
    let works = (0..threads).map(|_| -> Work {
        let contest = Arc::clone(&contest);
        Box::new(move |me| contest.compete(passes, me.stop()))
    });
    let ms = together(me, works.collect())?;
    let all = u64::from(threads) * u64::from(passes);
    assert_eq!(contest.count(me.stop())?, all, "increments were lost");
    Ok(all as f64 * 1e3 / ms)
}
