//! What searches have seen that do not see everything.

use super::{
    ending::terminal,
    failure::Failure,
    finding::{Finding, FindingKind, explain_race, misuse},
    model::{Event, Model, Outcome, OutcomeKind, Position, Transition},
    race::{Known, in_state},
    stuck::deadlock,
    witness::Way,
};
use std::collections::{BTreeMap, BTreeSet};

/// How an outcome came about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sighting {
    /// A way to it.
    pub witness: Vec<u32>,
    /// One with as few preemptions as there can be, where that is known.
    pub fewest: Option<Way>,
}

/// A finding without its way: what makes it the same as another one.
type Seen = (FindingKind, Option<String>, Vec<u32>, Vec<Option<Position>>);

/// Outcomes and findings that have been met.
#[derive(Clone, Debug, Default)]
pub struct Sightings {
    /// Outcomes, and how each came about.
    pub outcomes: BTreeMap<Outcome, Sighting>,
    /// Findings, in the order in which they were met.
    pub findings: Vec<Finding>,
    seen: BTreeSet<Seen>,
    /// Races that are known.
    races: Known,
}

impl Sightings {
    /// Takes findings in, those that are new.
    pub fn add(&mut self, findings: impl IntoIterator<Item = Finding>) {
        for finding in findings {
            let mut sides: Vec<_> = (finding.actors.iter().copied())
                .zip(finding.positions.iter().copied())
                .collect();
            sides.sort_unstable();
            let (actors, positions) = sides.into_iter().unzip();
            let seen = (finding.kind, finding.object.clone(), actors, positions);
            if self.seen.insert(seen) {
                self.findings.push(finding);
            }
        }
    }

    /// Looks at a row that a search has come to, and says whether the run ends there. `way` gives a way to it.
    ///
    /// # Errors
    /// What the model says as it follows a way.
    pub fn look<M: Model>(
        &mut self,
        model: &mut M,
        row: &[u32],
        way: impl Fn() -> Vec<u32>,
        preemptions: Option<u32>,
    ) -> Result<bool, Failure> {
        let (state, endless) = super::graph::split(row);
        let enabled = if endless { 0 } else { model.enabled(state) };
        if enabled == 0 {
            let outcome = terminal(model, row);
            if outcome.kind == OutcomeKind::Deadlock && !self.outcomes.contains_key(&outcome) {
                let waits = model.waiting(state);
                self.add([deadlock(model, state, &waits, way())]);
            }
            let sighting = self.outcomes.entry(outcome).or_insert_with(|| Sighting {
                witness: way(),
                fewest: None,
            });
            if sighting.fewest.is_none()
                && let Some(preemptions) = preemptions
            {
                let actors = way();
                sighting.fewest = Some(Way {
                    actors,
                    preemptions,
                });
            }
            return Ok(true);
        }
        let actors = (0..64).filter(|actor| enabled >> actor & 1 == 1);
        let mut races = Vec::new();
        in_state(model, state, 0, actors, &mut self.races, &mut races);
        for race in races {
            let finding = explain_race(model, state, &race, way())?;
            self.add([finding]);
        }
        Ok(false)
    }

    /// Looks at a step that was taken from this state.
    pub fn look_at_step<M: Model>(
        &mut self,
        model: &M,
        row: &[u32],
        actor: u32,
        transition: Transition,
        way: impl Fn() -> Vec<u32>,
    ) {
        if let Event::Misuse(message) = transition.event() {
            self.add([misuse(model, row, actor, message, way())]);
        }
    }
}
