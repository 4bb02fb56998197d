//! How long to busy-wait before sleeping is cheaper.

use core::time::Duration;

/// Rounds after which a busy-wait stops doubling.
const DOUBLINGS: u32 = 6;

/// Rounds after which to sleep is cheaper. Spinning costs a processor and saves a sleep and a wake-up, some microseconds
/// in all; it should go on for no longer (Karlin, Manasse, McGeoch and Owicki, "Competitive Randomized Algorithms for
/// Nonuniform Problems", 1990).
const ROUNDS: u32 = unless_loom(24);

/// The same at a lock that its holder takes again and again: while others sleep it does so without them, some ten times as
/// fast as in turns with one who spins.
const BRIEF_ROUNDS: u32 = unless_loom(6);

/// Rounds after which a busy-wait that nobody wakes suspects that the actor waited for has no processor.
const PATIENT_ROUNDS: u32 = unless_loom(400);

/// Under loom nobody spins: to wait for what another actor does is one more turn for that actor, however often it is
/// written down.
const fn unless_loom(rounds: u32) -> u32 {
    if cfg!(loom) { 0 } else { rounds }
}

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

    /// Spins for one round, or returns false at once when to sleep is cheaper.
    #[inline]
    pub fn spin(&mut self) -> bool {
        self.spin_at_most(ROUNDS)
    }

    /// Like [`Backoff::spin`], but sooner says that to sleep is cheaper: to those who wait, and to whoever makes them wait.
    #[inline]
    pub fn spin_briefly(&mut self) -> bool {
        self.spin_at_most(BRIEF_ROUNDS)
    }

    /// Spins for one round; from time to time sleeps for `nap` instead. For waits that nobody ends by a wake-up: on a
    /// machine with few processors the actor waited for gets one.
    #[inline]
    pub fn spin_or_nap(&mut self, nap: Duration) {
        if !self.spin_at_most(PATIENT_ROUNDS) {
            super::nap(nap);
            self.round = 0;
        }
    }

    #[inline]
    fn spin_at_most(&mut self, rounds: u32) -> bool {
        if self.round >= rounds {
            return false;
        }
        for _ in 0..1_u32 << self.round.min(DOUBLINGS) {
            super::spin_hint();
        }
        self.round += 1;
        true
    }
}
