//! Where not everything can be explored: all schedules with few preemptions (Musuvathi and Qadeer, "Iterative Context Bounding
//! for Systematic Testing of Multithreaded Programs", 2007). Most bugs need no more than two.

use super::{
    failure::Failure,
    model::{Interruption, Model},
    replay::take,
    search::{Budget, Standing},
    sighting::Sightings,
    table::{Table, hash},
};
use crate::machine::HashState;
use std::collections::HashMap;

/// A state, and the actor that took the last step if it can go on: no other would be preempted.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Place {
    state: u32,
    last: u32,
}

/// No actor that could be preempted.
const NOBODY: u32 = 64;

/// How a place was first come to: from which one (by number; none for the first), by whose step.
#[derive(Clone, Copy)]
struct Origin {
    before: u32,
    actor: u32,
}

/// A place to be looked at, and where it would come from.
#[derive(Clone, Copy)]
struct Entry {
    place: Place,
    origin: Origin,
}

/// The search: one number of preemptions after the other, and within each by the number of steps.
pub struct Bounded {
    table: Table,
    places: HashMap<Place, u32, HashState>,
    origins: Vec<Origin>,
    now: Vec<Vec<Entry>>,
    later: Vec<Vec<Entry>>,
    length: usize,
    /// How many preemptions are allowed at present.
    pub bound: u32,
    /// How many steps it has taken.
    pub transitions: u64,
}

const NONE: u32 = u32::MAX;

impl Bounded {
    /// A search that knows the first state.
    pub fn new<M: Model>(model: &mut M) -> Self {
        let mut table = Table::default();
        let initial = model.initial();
        table.insert(&initial, hash(&initial));
        let first = Entry {
            place: Place {
                state: 0,
                last: NOBODY,
            },
            origin: Origin {
                before: NONE,
                actor: 0,
            },
        };
        Self {
            table,
            places: HashMap::with_hasher(HashState),
            origins: Vec::new(),
            now: vec![vec![first]],
            later: Vec::new(),
            length: 0,
            bound: 0,
            transitions: 0,
        }
    }

    /// How many states it knows.
    pub fn states(&self) -> u64 {
        self.table.len() as u64
    }

    /// How many places are known but not looked at.
    pub fn frontier(&self) -> u64 {
        let count = |lists: &[Vec<Entry>]| lists.iter().map(|list| list.len() as u64).sum::<u64>();
        count(&self.now) + count(&self.later)
    }

    fn bytes(&self) -> u64 {
        // A map's entry with its share of the empty ones, an origin; an entry that waits.
        self.table.bytes() + self.places.len() as u64 * 40 + self.frontier() * 16
    }

    /// Goes on until so many steps have been taken or, which `Running` says too, a number of preemptions has been gone
    /// through.
    ///
    /// # Errors
    /// What the model says, or why a way could not be followed again.
    pub fn advance<M: Model>(
        &mut self,
        model: &mut M,
        budget: Budget,
        steps: u64,
        sightings: &mut Sightings,
    ) -> Result<Standing, Stop> {
        let goal = self.transitions.saturating_add(steps);
        while self.transitions < goal {
            let Some(list) = self.now.get_mut(self.length) else {
                if self.later.is_empty() {
                    return Ok(Standing::Complete);
                }
                self.now = std::mem::take(&mut self.later);
                self.length = 0;
                self.bound += 1;
                return Ok(Standing::Running);
            };
            let Some(entry) = list.pop() else {
                self.length += 1;
                continue;
            };
            let full = self.places.len() as u64 >= budget.states.min(Table::LIMIT)
                || self.bytes() + model.bytes() >= budget.bytes;
            if full {
                return Ok(Standing::Exhausted);
            }
            self.look(model, entry, sightings)?;
        }
        Ok(Standing::Running)
    }

    fn look<M: Model>(
        &mut self,
        model: &mut M,
        entry: Entry,
        sightings: &mut Sightings,
    ) -> Result<(), Stop> {
        let number = self.origins.len() as u32;
        match self.places.entry(entry.place) {
            std::collections::hash_map::Entry::Occupied(_) => return Ok(()),
            std::collections::hash_map::Entry::Vacant(place) => place.insert(number),
        };
        self.origins.push(entry.origin);
        let origins = &self.origins;
        let row = self.table.row(entry.place.state).to_vec();
        let bound = Some(self.bound);
        if sightings
            .look(model, &row, || way(origins, number), bound)
            .map_err(Stop::Failure)?
        {
            return Ok(());
        }
        let mut next = Vec::new();
        let enabled = model.enabled(&row);
        for actor in (0..64).filter(|actor| enabled >> actor & 1 == 1) {
            let transition = take(model, &row, actor, &mut next).map_err(Stop::Interruption)?;
            sightings.look_at_step(model, &row, actor, transition, || way(origins, number));
            self.transitions += 1;
            let (state, _) = self.table.insert(&next, hash(&next));
            let able = super::graph::split(&next).1 || model.enabled(&next) >> actor & 1 == 1;
            let last = if able { actor } else { NOBODY };
            let place = Place { state, last };
            if self.places.contains_key(&place) {
                continue;
            }
            let free = entry.place.last == NOBODY || entry.place.last == actor;
            let lists = if free { &mut self.now } else { &mut self.later };
            if lists.len() <= self.length + 1 {
                lists.resize_with(self.length + 2, Vec::new);
            }
            lists[self.length + 1].push(Entry {
                place,
                origin: Origin {
                    before: number,
                    actor,
                },
            });
        }
        Ok(())
    }
}

/// Why it does not go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// What the model says of a step.
    Interruption(Interruption),
    /// A way could not be followed again.
    Failure(Failure),
}

fn way(origins: &[Origin], mut number: u32) -> Vec<u32> {
    let mut actors = Vec::new();
    loop {
        let origin = origins[number as usize];
        if origin.before == NONE {
            actors.reverse();
            return actors;
        }
        actors.push(origin.actor);
        number = origin.before;
    }
}
