//! Where runs end, and as what.

use super::{
    component::{Components, cycles},
    graph::Graph,
    model::{Model, Outcome, OutcomeKind},
};
use std::collections::BTreeMap;

/// The outcomes of a graph, and the states that amount to each.
#[derive(Clone, Debug, Default)]
pub struct Endings {
    /// The outcomes, in their order.
    pub outcomes: Vec<Outcome>,
    /// States where a run ends, in rising order, and the index of what it amounts to. A run that is caught in a component
    /// without a way out is represented by the component's first state.
    pub states: Vec<(u32, u32)>,
    /// The components without a way out, and the index of the outcome.
    pub traps: BTreeMap<u32, u32>,
}

impl Endings {
    /// Asks the model.
    pub fn new<M: Model>(model: &mut M, graph: &Graph, components: &Components) -> Self {
        let mut found: BTreeMap<Outcome, u32> = BTreeMap::new();
        let mut number = |outcome| {
            let next = found.len() as u32;
            *found.entry(outcome).or_insert(next)
        };
        let mut states = Vec::new();
        for state in (0..graph.expanded() as u32).filter(|state| graph.is_terminal(*state)) {
            states.push((state, number(terminal(model, graph.table.row(state)))));
        }
        let mut traps = BTreeMap::new();
        for (component, members) in cycles(graph, components) {
            let closed = members.iter().all(|state| {
                (graph.out(*state).iter()).all(|edge| components.of[edge.to as usize] == component)
            });
            if closed {
                let outcome = number(endless(model, graph, members));
                states.push((members[0], outcome));
                traps.insert(component, outcome);
            }
        }
        states.sort_unstable();
        // Numbers so far are by the first state; from here on by the order of outcomes.
        let mut rank = vec![0; found.len()];
        for (index, number) in found.values().enumerate() {
            rank[*number as usize] = index as u32;
        }
        states.iter_mut().for_each(|(_, n)| *n = rank[*n as usize]);
        traps.values_mut().for_each(|n| *n = rank[*n as usize]);
        Self {
            outcomes: found.into_keys().collect(),
            states,
            traps,
        }
    }
}

/// What a row amounts to in which nobody is enabled, or which is marked as the begin of a step without an end.
pub fn terminal<M: Model>(model: &mut M, row: &[u32]) -> Outcome {
    let (state, endless) = super::graph::split(row);
    let mut outcome = model.outcome(state);
    if endless {
        outcome.kind = OutcomeKind::Endless;
    }
    outcome
}

/// What stands for a value that is not the same all along an endless run.
const CHANGING: &str = "…";

/// What all states of an endless run have in common.
fn endless<M: Model>(model: &mut M, graph: &Graph, members: &[u32]) -> Outcome {
    let mut common = model.outcome(graph.state(members[0]).0);
    common.kind = OutcomeKind::Endless;
    for state in &members[1..] {
        let fixed = common.values.iter().any(|(_, value)| value != CHANGING)
            || common.output.as_ref().is_some_and(|text| text != CHANGING);
        if !fixed {
            break;
        }
        let other = model.outcome(graph.state(*state).0);
        for (name, value) in &mut common.values {
            if !other.values.iter().any(|(n, v)| n == name && v == value) {
                *value = CHANGING.to_owned();
            }
        }
        if common.output != other.output {
            common.output = Some(CHANGING.to_owned());
        }
    }
    common
}
