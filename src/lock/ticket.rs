//! A fair lock: actors draw a number and are served in that order, but may leave the queue.
//!
//! After J. M. Mellor-Crummey and M. L. Scott, "Algorithms for Scalable Synchronization on Shared-Memory
//! Multiprocessors" (1991), section 2.2. Waiters sleep on one of several words by their ticket, as in D. Dice, "Brief
//! Announcement: A Partitioned Ticket Lock" (2011), so that a release wakes the next one and not all.
//!
//! The textbook's waiter cannot leave: its ticket would be served to nobody, and the lock be lost. Here it marks its
//! ticket as given up, and whoever releases passes over marked tickets. Which ticket is served, which were drawn and
//! which were given up are in one word, so a waiter that leaves and a release that serves it cannot miss each other:
//! either the mark comes first and the release passes over it, or the waiter finds itself served and releases in turn.

use super::{RawLock, has_passed};
use crate::sync::atomic::{AtomicU64, Ordering};
use crate::sync::{Backoff, Stop, Stopped, Word};

/// Words that waiters sleep on. With at most this many waiters, each has one to itself.
const TURNS: usize = 8;

/// The most that the word has marks for.
const MAX_PLACES: u16 = 32;

/// A ticket lock with a queue of `PLACES` (1 to 32). Further actors wait at its door, in no order, until a place
/// is free; a place is taken until its ticket has been served or passed over.
#[derive(Debug)]
pub struct TicketLock<const PLACES: u16 = MAX_PLACES> {
    /// A [`Queue`].
    state: AtomicU64,
    /// Word `t % TURNS` counts how often the turn came to a ticket `t`; who waits for such a turn sleeps on it.
    turns: [Word; TURNS],
    /// Counts how often a full queue got a free place; who finds it full sleeps on it.
    door: Word,
}

/// The state word, unpacked. Tickets are counted modulo 2^16.
///
/// | bits | meaning |
/// | --- | --- |
/// | 0–31 | bit k: ticket `serving + 1 + k` was given up |
/// | 32–47 | `serving`: the ticket that holds the lock, or would if it were drawn |
/// | 48–63 | `next`: the ticket to be drawn next; the lock is free if it is `serving` |
#[derive(Clone, Copy)]
struct Queue {
    given_up: u32,
    serving: u16,
    next: u16,
}

impl Queue {
    const EMPTY: Self = Self {
        given_up: 0,
        serving: 0,
        next: 0,
    };

    #[inline]
    fn unpack(word: u64) -> Self {
        Self {
            given_up: word as u32,
            serving: (word >> 32) as u16,
            next: (word >> 48) as u16,
        }
    }

    #[inline]
    fn pack(self) -> u64 {
        u64::from(self.given_up) | u64::from(self.serving) << 32 | u64::from(self.next) << 48
    }

    /// Tickets drawn and not yet done with: the holder's and the places taken.
    #[inline]
    fn drawn(self) -> u16 {
        self.next.wrapping_sub(self.serving)
    }

    /// One more ticket drawn: the one that was `next`.
    #[inline]
    fn draw(self) -> Self {
        Self {
            next: self.next.wrapping_add(1),
            ..self
        }
    }

    /// The next ticket that was not given up is served; with none left the lock is free.
    #[inline]
    fn serve_next(self) -> Self {
        // Marks exist for drawn tickets only, so this never passes `next`.
        let passed_over = self.given_up.trailing_ones();
        Self {
            given_up: (u64::from(self.given_up) >> (passed_over + 1)) as u32,
            serving: self.serving.wrapping_add(1 + passed_over as u16),
            ..self
        }
    }

    /// `ticket`, which waits, is given up. Given-up tickets at the end of the queue go back, so that an actor that
    /// tries again and again does not fill it.
    fn give_up(self, ticket: u16) -> Self {
        let place = ticket.wrapping_sub(self.serving) - 1;
        let mut queue = self;
        queue.given_up |= 1 << place;
        while queue.drawn() > 1 && queue.given_up & 1 << (queue.drawn() - 2) != 0 {
            queue.given_up &= !(1 << (queue.drawn() - 2));
            queue.next = queue.next.wrapping_sub(1);
        }
        queue
    }
}

impl<const PLACES: u16> Default for TicketLock<PLACES> {
    fn default() -> Self {
        const { assert!(PLACES >= 1 && PLACES <= MAX_PLACES) };
        Self {
            state: AtomicU64::new(Queue::EMPTY.pack()),
            turns: core::array::from_fn(|_| Word::new(0)),
            door: Word::new(0),
        }
    }
}

impl<const PLACES: u16> TicketLock<PLACES> {
    #[cold]
    fn lock_slow(&self, stop: &Stop, deadline: Option<f64>) -> Result<bool, Stopped> {
        let Some(ticket) = self.draw(stop, deadline)? else {
            return Ok(false);
        };
        let turn = self.turn(ticket);
        let mut backoff = Backoff::new();
        loop {
            // Acquire pairs with the Release in `announce`: a waiter that sees the new count sees the new queue, and
            // one that sees the old count is woken, or does not fall asleep.
            let seen = turn.load(Ordering::Acquire);
            // Acquire pairs with the Release in `unlock`: this holder sees what the last one did.
            let queue = Queue::unpack(self.state.load(Ordering::Acquire));
            match ticket.wrapping_sub(queue.serving) {
                0 => return Ok(true),
                // Only the next in line is worth a processor.
                1 if backoff.spin() => continue,
                _ => {}
            }
            if has_passed(deadline) {
                return Ok(!self.give_up(ticket));
            }
            if let Err(stopped) = stop.wait(turn, seen, deadline) {
                if !self.give_up(ticket) {
                    // SAFETY: the ticket is served, so this call holds the lock; nobody else releases it.
                    unsafe { self.unlock() };
                }
                return Err(stopped);
            }
        }
    }

    /// Draws a ticket as soon as there is a place. `None` after the deadline.
    fn draw(&self, stop: &Stop, deadline: Option<f64>) -> Result<Option<u16>, Stopped> {
        loop {
            // Acquire pairs with the Release in `admit`, as `seen` in `lock_slow` does with that in `announce`.
            let seen = self.door.load(Ordering::Acquire);
            let word = self.state.load(Ordering::Relaxed);
            let queue = Queue::unpack(word);
            if queue.drawn() <= PLACES {
                // Relaxed: to draw a ticket is not to hold the lock. As a read-modify-write it keeps up the release
                // sequence of the last `unlock`.
                if self
                    .state
                    .compare_exchange(
                        word,
                        queue.draw().pack(),
                        Ordering::Relaxed,
                        Ordering::Relaxed,
                    )
                    .is_ok()
                {
                    return Ok(Some(queue.next));
                }
            } else if has_passed(deadline) {
                return Ok(None);
            } else {
                stop.wait(&self.door, seen, deadline)?;
            }
        }
    }

    /// Gives up `ticket`, which waits; or says, by `false`, that it is served and therefore holds the lock.
    fn give_up(&self, ticket: u16) -> bool {
        // Acquire pairs with the Release in `unlock`, for the case that the ticket is served.
        let mut word = self.state.load(Ordering::Acquire);
        loop {
            let before = Queue::unpack(word);
            if before.serving == ticket {
                return false;
            }
            let after = before.give_up(ticket);
            // Relaxed on success: a mark hands over nothing. Acquire on failure as above.
            match self.state.compare_exchange(
                word,
                after.pack(),
                Ordering::Relaxed,
                Ordering::Acquire,
            ) {
                Ok(_) => {
                    self.admit(before, after);
                    return true;
                }
                Err(actual) => word = actual,
            }
        }
    }

    /// Wakes the actor whose turn it is, after the queue has come to say so.
    #[cold]
    fn announce(&self, serving: u16) {
        let turn = self.turn(serving);
        // Release pairs with the Acquire of `seen` in `lock_slow`.
        turn.fetch_add(1, Ordering::Release);
        // All: tickets a multiple of `TURNS` apart share the word.
        turn.wake_all();
    }

    /// Wakes the actors at the door if a full queue got a free place.
    #[inline]
    fn admit(&self, before: Queue, after: Queue) {
        if before.drawn() > PLACES && after.drawn() <= PLACES {
            // Release pairs with the Acquire of `seen` in `draw`.
            self.door.fetch_add(1, Ordering::Release);
            self.door.wake_all();
        }
    }

    #[inline]
    fn turn(&self, ticket: u16) -> &Word {
        &self.turns[usize::from(ticket) % TURNS]
    }
}

impl<const PLACES: u16> RawLock for TicketLock<PLACES> {
    const NAME: &'static str = "ticket";

    #[inline]
    fn lock(&self, stop: &Stop) -> Result<(), Stopped> {
        if self.try_lock() {
            return Ok(());
        }
        self.lock_slow(stop, None).map(drop)
    }

    #[inline]
    fn try_lock(&self) -> bool {
        let word = self.state.load(Ordering::Relaxed);
        let queue = Queue::unpack(word);
        // Acquire pairs with the Release in `unlock`: this holder sees what the last one did.
        queue.drawn() == 0
            && self
                .state
                .compare_exchange(
                    word,
                    queue.draw().pack(),
                    Ordering::Acquire,
                    Ordering::Relaxed,
                )
                .is_ok()
    }

    #[inline]
    fn lock_until(&self, stop: &Stop, deadline_ms: f64) -> Result<bool, Stopped> {
        if self.try_lock() {
            return Ok(true);
        }
        self.lock_slow(stop, Some(deadline_ms))
    }

    #[inline]
    unsafe fn unlock(&self) {
        let mut word = self.state.load(Ordering::Relaxed);
        let (before, after) = loop {
            let before = Queue::unpack(word);
            let after = before.serve_next();
            // Release pairs with the Acquires in `try_lock`, `lock_slow` and `give_up`.
            match self.state.compare_exchange(
                word,
                after.pack(),
                Ordering::Release,
                Ordering::Relaxed,
            ) {
                Ok(_) => break (before, after),
                Err(actual) => word = actual,
            }
        };
        if after.drawn() > 0 {
            self.announce(after.serving);
        }
        self.admit(before, after);
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    fn queue(serving: u16, next: u16, given_up: u32) -> Queue {
        Queue {
            given_up,
            serving,
            next,
        }
    }

    fn parts(queue: Queue) -> (u16, u16, u32) {
        (queue.serving, queue.next, queue.given_up)
    }

    #[test]
    fn packing_keeps_every_field() {
        let full = queue(u16::MAX, 31, u32::MAX);
        assert_eq!(parts(Queue::unpack(full.pack())), parts(full));
    }

    #[test]
    fn a_release_passes_over_tickets_that_were_given_up() {
        assert_eq!(parts(queue(7, 11, 0b011).serve_next()), (10, 11, 0));
        assert_eq!(parts(queue(7, 11, 0b101).serve_next()), (9, 11, 0b1));
        assert_eq!(parts(queue(7, 8, 0).serve_next()), (8, 8, 0));
    }

    #[test]
    fn a_queue_that_all_gave_up_becomes_free_in_one_step() {
        let all = queue(u16::MAX, 32, u32::MAX);
        assert_eq!(parts(all.serve_next()), (32, 32, 0));
    }

    #[test]
    fn the_last_tickets_go_back_when_they_are_given_up() {
        assert_eq!(parts(queue(7, 10, 0).give_up(8)), (7, 10, 0b1));
        assert_eq!(parts(queue(7, 10, 0b1).give_up(9)), (7, 8, 0));
        assert_eq!(parts(queue(7, 10, 0).give_up(9)), (7, 9, 0));
    }

    #[test]
    fn tickets_count_on_past_the_end_of_their_numbers() {
        assert_eq!(parts(queue(u16::MAX, 1, 0b1).serve_next()), (1, 1, 0));
        assert_eq!(parts(queue(u16::MAX, 2, 0).give_up(0)), (u16::MAX, 2, 0b1));
    }
}
