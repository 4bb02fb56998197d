//! A meeting point: nobody goes on before everybody has come.
//!
//! The centralised barrier of J. M. Mellor-Crummey and M. L. Scott, "Algorithms for Scalable Synchronization on
//! Shared-Memory Multiprocessors" (1991), section 3.1, with a generation number for their one bit of sense, so that an
//! actor that slept through a round does not take a later one for its own.

use super::has_passed;
use crate::sync::atomic::Ordering;
use crate::sync::{Backoff, Stop, Stopped, Word};

const GENERATION_SHIFT: u32 = 10;
const ARRIVED: u32 = (1 << GENERATION_SHIFT) - 1;

/// A reusable barrier for up to 1,023 actors.
///
/// An actor that is stopped or runs out of time takes its arrival back: the barrier is then as if it had not come, and the
/// others go on waiting for as many as before. (The alternative, to break the barrier for everybody, would be a
/// second way to be told to stop, which they are anyway.)
#[derive(Debug)]
pub struct Barrier {
    /// | bits | meaning |
    /// | --- | --- |
    /// | 0–9 | actors that have come in this generation |
    /// | 10–31 | generation: how often all had come, modulo 2^22 |
    ///
    /// Who has come sleeps on it until the generation changes.
    state: Word,
    actors: u32,
}

impl Barrier {
    /// A barrier that lets go when `actors` have come.
    ///
    /// # Panics
    /// If `actors` is 0 or more than 1,023.
    pub fn new(actors: u32) -> Self {
        assert!(
            (1..=ARRIVED).contains(&actors),
            "a barrier is for 1 to {ARRIVED} actors, not {actors}"
        );
        Self {
            state: Word::new(0),
            actors,
        }
    }

    /// Waits until all have come. True for exactly one actor of each generation, the last to come. What each did before it
    /// came happens before whatever any does after.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop and not all had come.
    pub fn wait(&self, stop: &Stop) -> Result<bool, Stopped> {
        // Without a deadline the answer is always there.
        Ok(self.wait_deadline(stop, None)?.unwrap_or(false))
    }

    /// Like [`Barrier::wait`], until `deadline_ms` on [`clock::now`](crate::sync::clock::now); `None` if not all had
    /// come by then.
    ///
    /// # Errors
    /// As [`Barrier::wait`].
    pub fn wait_until(&self, stop: &Stop, deadline_ms: f64) -> Result<Option<bool>, Stopped> {
        self.wait_deadline(stop, Some(deadline_ms))
    }

    fn wait_deadline(&self, stop: &Stop, deadline: Option<f64>) -> Result<Option<bool>, Stopped> {
        let mut state = self.arrive();
        if state & ARRIVED == 0 {
            self.state.wake_all();
            return Ok(Some(true));
        }
        let generation = state >> GENERATION_SHIFT;
        let mut backoff = Backoff::new();
        while state >> GENERATION_SHIFT == generation {
            if !backoff.spin() {
                if has_passed(deadline) {
                    return Ok((!self.take_back(generation)).then_some(false));
                }
                if let Err(stopped) = stop.wait(&self.state, state, deadline) {
                    return if self.take_back(generation) {
                        Err(stopped)
                    } else {
                        Ok(Some(false))
                    };
                }
            }
            // Acquire pairs with the Release in `arrive`: the last to come saw what all others had done.
            state = self.state.load(Ordering::Acquire);
        }
        Ok(Some(false))
    }

    /// Counts this actor in, or, if it is the last, begins the next generation. Returns the state it made.
    fn arrive(&self) -> u32 {
        let mut state = self.state.load(Ordering::Relaxed);
        loop {
            let after = if (state & ARRIVED) + 1 == self.actors {
                ((state >> GENERATION_SHIFT) + 1) << GENERATION_SHIFT
            } else {
                state + 1
            };
            // Release hands over what this actor did, Acquire takes what those before it did; the last one's
            // Release pairs with the Acquires in `wait_deadline` and `take_back`.
            match self
                .state
                .compare_exchange(state, after, Ordering::AcqRel, Ordering::Relaxed)
            {
                Ok(_) => return after,
                Err(actual) => state = actual,
            }
        }
    }

    /// Takes an arrival in `generation` back; or says, by `false`, that all have come meanwhile.
    fn take_back(&self, generation: u32) -> bool {
        // Acquire pairs with the Release in `arrive`, for the case that all have come.
        let mut state = self.state.load(Ordering::Acquire);
        while state >> GENERATION_SHIFT == generation {
            // Relaxed on success: hands over nothing. Acquire on failure as above.
            match self.state.compare_exchange(
                state,
                state - 1,
                Ordering::Relaxed,
                Ordering::Acquire,
            ) {
                Ok(_) => return true,
                Err(actual) => state = actual,
            }
        }
        false
    }
}
