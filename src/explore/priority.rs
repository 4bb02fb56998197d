//! Random schedules by priorities (Burckhardt, Kothari, Musuvathi and Nagarakatte, "A Randomized Scheduler with Probabilistic
//! Guarantees of Finding Bugs", 2010).
//!
//! Every actor gets a random priority, and the enabled one with the highest goes on; at `depth - 1` random steps the one that would
//! go on falls below all others. With n actors and k steps one such schedule finds a bug that needs `depth` steps in a certain
//! order with a probability of at least 1 / (n · k^(depth - 1)).

use super::{bounded::Stop, model::Model, random::Random, replay::take, sighting::Sightings};

/// A schedule ends after this many times as many steps as the longest one that came to an end.
const LONGER: u64 = 4;
/// So many steps are taken to be a schedule's, before one has come to an end.
const STEPS: u64 = 10_000;

/// Random schedules, and what they were.
pub struct Priorities {
    random: Random,
    /// How many steps in a certain order a bug may need.
    pub depth: u32,
    /// How many schedules have been followed.
    pub schedules: u32,
    /// How many of them were broken off.
    pub cut: u32,
    /// The most actors that were able to go on, by number.
    pub actors: u32,
    /// The steps of the longest that came to an end.
    pub longest: u64,
    /// How many steps have been taken.
    pub transitions: u64,
}

impl Priorities {
    /// The schedules that belong to this seed.
    ///
    /// # Panics
    /// If the depth is 0.
    pub fn new(seed: u64, depth: u32) -> Self {
        assert!(depth > 0, "every bug needs a step");
        Self {
            random: Random::new(seed),
            depth,
            schedules: 0,
            cut: 0,
            actors: 0,
            longest: 0,
            transitions: 0,
        }
    }

    /// Follows one more schedule.
    ///
    /// # Errors
    /// What the model says, or why a way could not be followed again.
    pub fn follow<M: Model>(
        &mut self,
        model: &mut M,
        sightings: &mut Sightings,
    ) -> Result<(), Stop> {
        let expected = if self.longest == 0 {
            STEPS
        } else {
            self.longest
        };
        let mut changes: Vec<u64> = (1..self.depth)
            .map(|_| u64::from(self.random.below(expected.min(u32::MAX.into()) as u32)))
            .collect();
        changes.sort_unstable();
        // High ones are random, low ones fall.
        let mut priorities = [None; 64];
        let mut low = i64::from(u32::MAX);
        let mut choices: Vec<u32> = Vec::new();
        let mut state = model.initial();
        let mut next = Vec::new();
        let (mut last, mut in_a_row) = (64, 0);
        loop {
            let ended = sightings
                .look(model, &state, || choices.clone(), None)
                .map_err(Stop::Failure)?;
            if ended {
                self.longest = self.longest.max(choices.len() as u64);
                break;
            }
            let step = choices.len() as u64;
            if step >= expected.saturating_mul(LONGER) {
                self.cut += 1;
                break;
            }
            let enabled = model.enabled(&state);
            self.actors = self.actors.max(64 - model.alive(&state).leading_zeros());
            for actor in (0..64).filter(|actor| enabled >> actor & 1 == 1) {
                priorities[actor].get_or_insert_with(|| {
                    i64::from(u32::MAX) + 1 + i64::from(self.random.next() as u32)
                });
            }
            let mut actor = first_by_priority(&priorities, enabled);
            while changes.first() == Some(&step) {
                changes.remove(0);
                low -= 1;
                priorities[actor as usize] = Some(low);
                actor = first_by_priority(&priorities, enabled);
            }
            // One that waits in a loop would keep the others from what it waits for.
            in_a_row = if actor == last { in_a_row + 1 } else { 0 };
            if in_a_row > expected {
                low -= 1;
                priorities[actor as usize] = Some(low);
                actor = first_by_priority(&priorities, enabled);
                in_a_row = 0;
            }
            last = actor;
            let transition = take(model, &state, actor, &mut next).map_err(Stop::Interruption)?;
            sightings.look_at_step(model, &state, actor, transition, || choices.clone());
            choices.push(actor);
            self.transitions += 1;
            std::mem::swap(&mut state, &mut next);
        }
        self.schedules += 1;
        Ok(())
    }
}

/// The enabled actor with the highest priority; all that are enabled have one.
fn first_by_priority(priorities: &[Option<i64>; 64], enabled: u64) -> u32 {
    (0..64)
        .filter(|actor| enabled >> actor & 1 == 1)
        .max_by_key(|actor| priorities[*actor as usize])
        .expect("somebody is enabled")
}
