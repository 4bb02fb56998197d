//! Vector clocks: what each actor knows of the others' steps (Mattern, "Virtual Time and Global States of Distributed Systems",
//! 1989).

use super::{
    failure::Failure,
    model::{Model, Synchronisation},
    replay::replay,
};
use std::collections::BTreeMap;

/// The clocks of all actors at some point of a schedule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clocks {
    actors: Vec<Vec<u32>>,
    objects: BTreeMap<u64, Vec<u32>>,
}

impl Clocks {
    /// The clocks after these choices.
    ///
    /// # Errors
    /// As for [`replay`].
    pub fn after<M: Model>(model: &mut M, choices: &[u32]) -> Result<Self, Failure> {
        let mut clocks = Self::default();
        replay(model, choices, |model, state, actor| {
            let orders = model.synchronises(state, actor);
            clocks.step(actor, &orders);
        })?;
        Ok(clocks)
    }

    /// A step of an actor, and how it orders things.
    pub fn step(&mut self, actor: u32, orders: &[Synchronisation]) {
        at(self.clock(actor), actor, |own| *own += 1);
        for order in orders {
            match *order {
                Synchronisation::Acquire(object) => {
                    if let Some(known) = self.objects.get(&object).cloned() {
                        join(self.clock(actor), &known);
                    }
                }
                Synchronisation::Release(object) => {
                    let known = self.clock(actor).clone();
                    join(self.objects.entry(object).or_default(), &known);
                }
                Synchronisation::Start(other) => {
                    let known = self.clock(actor).clone();
                    join(self.clock(other), &known);
                }
                Synchronisation::Join(other) => {
                    let known = self.clock(other).clone();
                    join(self.clock(actor), &known);
                }
            }
        }
    }

    /// How many steps of `other` come before all that `actor` does next. Of an actor's own steps it knows all.
    pub fn knows(&self, actor: u32, other: u32) -> u32 {
        let clock = self.actors.get(actor as usize);
        clock
            .and_then(|clock| clock.get(other as usize))
            .copied()
            .unwrap_or(0)
    }

    fn clock(&mut self, actor: u32) -> &mut Vec<u32> {
        let index = actor as usize;
        if self.actors.len() <= index {
            self.actors.resize_with(index + 1, Vec::new);
        }
        &mut self.actors[index]
    }
}

fn at(clock: &mut Vec<u32>, actor: u32, change: impl FnOnce(&mut u32)) {
    let index = actor as usize;
    if clock.len() <= index {
        clock.resize(index + 1, 0);
    }
    change(&mut clock[index]);
}

fn join(clock: &mut Vec<u32>, other: &[u32]) {
    if clock.len() < other.len() {
        clock.resize(other.len(), 0);
    }
    for (own, other) in clock.iter_mut().zip(other) {
        *own = (*own).max(*other);
    }
}
