//! A starting line: actors that are to run at the same moment wait for each other there.

use super::actor::Actor;
use crate::sync::atomic::{AtomicU32, Ordering};
use crate::sync::{Stop, Stopped, Word, clock, spin_hint};
use crate::trace::{Class, Kind, Value};

/// Where a number of actors wait, once, until all of them run at the same moment.
///
/// A counting loop of a million takes milliseconds here, about as long as a scheduler leaves one thread on a core. Where
/// the actors only waited for each other to come, the first could be off its core when the last comes, and one would count
/// after the other: no race to see. So they pass a turn round, and start when a round was so quick that nobody can have
/// been off a core.
///
/// | word | meaning |
/// | --- | --- |
/// | `come` | actors that have come; the n-th to come is number n, from 0 |
/// | `turn` | turns taken; it is the turn of actor `turn mod actors`, or the start if it is `GO` |
pub struct Rendezvous {
    object: u32,
    actors: u32,
    come: AtomicU32,
    turn: Word,
}

/// The value of `turn` that means: start.
const GO: u32 = u32::MAX;
/// A round that takes no longer than this was taken by actors that all ran. Some steps of the coarsest clock, and far less
/// than it takes to come back to a core.
const QUICK_MS: f64 = 0.1;
/// After so long they start as they are: perhaps there is one core only.
const PATIENCE_MS: f64 = 250.0;
/// How long one whose turn it is not keeps its core before it sleeps a little, so that another can have it.
const SPIN_MS: f64 = 2.0;

impl Rendezvous {
    /// A starting line called `name` for so many actors.
    pub fn new(me: &Actor, name: &str, actors: u32) -> Self {
        Self {
            object: me.declare(Class::Other, name),
            actors,
            come: AtomicU32::new(0),
            turn: Word::new(0),
        }
    }

    /// Waits until all have come and run.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop.
    #[track_caller]
    pub fn wait(&self, me: &Actor) -> Result<(), Stopped> {
        me.record(Kind::Wait, self.object, Value::None);
        self.pass_turns(me.stop())?;
        me.record(Kind::Wake, self.object, Value::None);
        Ok(())
    }

    fn pass_turns(&self, stop: &Stop) -> Result<(), Stopped> {
        // Relaxed: hands out each number once, that is all.
        let number = self.come.fetch_add(1, Ordering::Relaxed);
        let mut deadline = None;
        let mut last_turn = f64::NEG_INFINITY;
        for round in 0.. {
            let mine = round * self.actors + number;
            if self.wait_for_turn(stop, mine)? {
                return Ok(());
            }
            let now = clock::now();
            let deadline = *deadline.get_or_insert(now + PATIENCE_MS);
            // From the second round on all have come. Number 0 decides.
            let start = number == 0 && round > 0 && (now - last_turn <= QUICK_MS || now > deadline);
            last_turn = now;
            // Release pairs with the Acquire in `wait_for_turn`: what each did before the line happens before what any
            // does after it.
            self.turn
                .store(if start { GO } else { mine + 1 }, Ordering::Release);
            self.turn.wake_all();
            if start {
                break;
            }
        }
        Ok(())
    }

    /// Waits until it is turn `mine`, or the start: then true.
    fn wait_for_turn(&self, stop: &Stop, mine: u32) -> Result<bool, Stopped> {
        let mut patience = None;
        loop {
            for _ in 0..1000 {
                // Acquire pairs with the Release in `pass_turns`.
                let turn = self.turn.load(Ordering::Acquire);
                if turn == mine || turn == GO {
                    return Ok(turn == GO);
                }
                spin_hint();
            }
            stop.check()?;
            let now = clock::now();
            if now > *patience.get_or_insert(now + SPIN_MS) {
                let turn = self.turn.load(Ordering::Acquire);
                if turn != mine && turn != GO {
                    stop.wait(&self.turn, turn, None)?;
                }
            }
        }
    }
}
