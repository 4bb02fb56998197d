//! How long to busy-wait before sleeping is cheaper.

use core::time::Duration;

/// Rounds after which a busy-wait stops doubling.
const DOUBLINGS: u32 = 6;

/// Rounds after which [`Backoff::spin`] says that it has been long enough. Spinning costs a processor and saves a
/// sleep and a wake-up, some microseconds in all: it goes on for about as long (Karlin, Manasse, McGeoch and Owicki,
/// "Competitive randomized algorithms for non-uniform problems", 1990). Under loom it never spins: waiting for what
/// another thread does is one more turn for that thread, however often it is written down.
const ROUNDS: u32 = if cfg!(loom) { 0 } else { 24 };

/// The state of one busy-wait: each round spins twice as long as the one before, up to a limit (Anderson, "The
/// Performance of Spin Lock Alternatives for Shared-Memory Multiprocessors", 1990).
#[derive(Debug, Default)]
pub struct Backoff {
    round: u32,
}

impl Backoff {
    /// A wait that has not begun.
    pub const fn new() -> Self {
        Self { round: 0 }
    }

    /// Spins for one round, or returns false at once if that was done often enough already.
    #[inline]
    pub fn spin(&mut self) -> bool {
        if self.round == ROUNDS {
            return false;
        }
        for _ in 0..1_u32 << self.round.min(DOUBLINGS) {
            super::spin_hint();
        }
        self.round += 1;
        true
    }

    /// Spins for one round; when that was done often enough, sleeps for `nap` instead and begins anew. For loops that
    /// nobody wakes: on a machine with few cores the actor waited for gets to run.
    #[inline]
    pub fn spin_or_nap(&mut self, nap: Duration) {
        if !self.spin() {
            super::nap(nap);
            self.round = 0;
        }
    }
}
