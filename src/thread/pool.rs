//! The pool of parked workers.

use crate::sync::atomic::{AtomicU32, Ordering};
use crate::sync::{Stop, Stopped, UnsafeCell, Word, clock};

/// Workers in a pool at the most: what the labs need, and the main worker.
pub const MAX_WORKERS: usize = 32;

/// What a worker is given to do. It gets the worker's number.
pub(super) type Job = Box<dyn FnOnce(u32) + Send>;

/// One worker's place in the pool.
struct Slot {
    /// | value | name | state | who leaves it |
    /// | --- | --- | --- | --- |
    /// | 0 | ABSENT | no worker has come | the worker |
    /// | 1 | PARKED | the worker waits on this word | a spawner, by compare-and-swap |
    /// | 2 | CLAIMED | a spawner writes `job` | that spawner |
    /// | 3 | READY | `job` is written, the worker is woken | the worker |
    /// | 4 | RUNNING | the worker took the job and runs it | the worker |
    state: Word,
    job: UnsafeCell<Option<Job>>,
}

const ABSENT: u32 = 0;
const PARKED: u32 = 1;
const CLAIMED: u32 = 2;
const READY: u32 = 3;
const RUNNING: u32 = 4;

// SAFETY: `job` is the only part that is not `Sync` by itself, and `state` says who may touch it: the spawner that won
// the compare-and-swap to CLAIMED, and then, from READY on, the worker.
unsafe impl Sync for Slot {}

/// Workers that wait for something to do.
pub(super) struct Pool {
    slots: [Slot; MAX_WORKERS],
    /// Counts the times that a worker parked, so that a spawner can wait for the next one.
    parkings: Word,
    /// Workers that ever came.
    present: AtomicU32,
}

/// How long a spawner waits for a worker: one that has just done its work is parked within microseconds.
const PATIENCE_MS: f64 = 1000.0;

/// Why nothing was started.
#[derive(Debug)]
pub(super) enum Refused {
    /// The run was told to stop.
    Stopped,
    /// All workers are busy, and stayed so.
    NoWorker,
}

impl From<Stopped> for Refused {
    fn from(_: Stopped) -> Self {
        Self::Stopped
    }
}

impl Pool {
    pub(super) const fn new() -> Self {
        Self {
            slots: [const {
                Slot {
                    state: Word::new(ABSENT),
                    job: UnsafeCell::new(None),
                }
            }; MAX_WORKERS],
            parkings: Word::new(0),
            present: AtomicU32::new(0),
        }
    }

    /// Serves as worker number `index`: parks, runs what it is given, parks again, until `go_on` is false after a job.
    ///
    /// # Panics
    /// If `index` is not below [`MAX_WORKERS`], or is another worker's.
    pub(super) fn serve(&self, index: u32, after_job: impl Fn(), go_on: impl Fn() -> bool) {
        let slot = &self.slots[index as usize];
        // Relaxed: the slot carries no data yet.
        let before = slot.state.swap(PARKED, Ordering::Relaxed);
        assert!(before == ABSENT, "worker {index} serves already");
        // Relaxed: a count on its own.
        self.present.fetch_add(1, Ordering::Relaxed);
        self.announce();
        loop {
            // Acquire pairs with the Release of READY in `give`: the job is written.
            let state = slot.state.load(Ordering::Acquire);
            if state != READY {
                slot.state.wait(state, None);
                continue;
            }
            // SAFETY: from READY until PARKED the slot's job is this worker's alone.
            let job = slot.job.with_mut(|job| unsafe { (*job).take() });
            // Relaxed: says only that it runs; nobody acts on it.
            slot.state.store(RUNNING, Ordering::Relaxed);
            if let Some(job) = job {
                job(index);
            }
            if !go_on() {
                // Relaxed: the next worker in this slot takes nothing over.
                slot.state.store(ABSENT, Ordering::Relaxed);
                after_job();
                return;
            }
            // Release pairs with the Acquire of the compare-and-swap in `give`: the slot is done with.
            slot.state.store(PARKED, Ordering::Release);
            after_job();
            self.announce();
        }
    }

    /// Gives `job` to a parked worker.
    pub(super) fn give(&self, stop: &Stop, job: Job) -> Result<(), Refused> {
        let deadline = clock::now() + PATIENCE_MS;
        loop {
            // Acquire pairs with the Release in `announce`: a parking counted here is seen in the scan below.
            let parkings = self.parkings.load(Ordering::Acquire);
            if let Some(slot) = self.slots.iter().find(|slot| {
                // Acquire pairs with the Release of PARKED in `serve`: the worker is done with the slot.
                slot.state
                    .compare_exchange(PARKED, CLAIMED, Ordering::Acquire, Ordering::Relaxed)
                    .is_ok()
            }) {
                // SAFETY: the compare-and-swap made the slot's job this spawner's alone until READY.
                slot.job.with_mut(|place| unsafe { *place = Some(job) });
                // Release pairs with the Acquire in `serve`.
                slot.state.store(READY, Ordering::Release);
                slot.state.wake_one();
                return Ok(());
            }
            if clock::now() >= deadline {
                return Err(Refused::NoWorker);
            }
            stop.wait(&self.parkings, parkings, Some(deadline))?;
        }
    }

    /// Workers that are in the pool.
    pub(super) fn present(&self) -> u32 {
        // Relaxed: a count on its own.
        self.present.load(Ordering::Relaxed)
    }

    fn announce(&self) {
        // Release pairs with the Acquire in `give`.
        self.parkings.fetch_add(1, Ordering::Release);
        self.parkings.wake_all();
    }
}
