//! A small state graph as it is drawn: every state, every step, and what it does in words.

use super::{
    component::Components,
    ending::Endings,
    graph::Graph,
    model::{Model, OutcomeKind},
    report::Report,
};
use serde::Serialize;

/// A state graph.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// The states, the first one first, by how far they are from it.
    pub nodes: Vec<Node>,
    /// The steps, by the state where they begin and then by the actor: of each state and actor there is one at most.
    pub edges: Vec<Arrow>,
}

/// A state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Node {
    /// Its number.
    pub id: u32,
    /// How many steps it takes to get there at least.
    pub depth: u32,
    /// The index of the report's outcome that it is the end of, or that runs end in that cannot leave it.
    pub outcome: Option<u32>,
    /// How that one ends.
    pub kind: Option<OutcomeKind>,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Arrow {
    /// Where it begins.
    pub from: u32,
    /// Where it leads.
    pub to: u32,
    /// Who takes it.
    pub actor: u32,
    /// What that does, in words to come after the actor's name.
    pub label: String,
}

impl Picture {
    /// The whole graph; outcomes have the numbers of the report.
    pub fn new<M: Model>(
        model: &mut M,
        graph: &Graph,
        components: &Components,
        endings: &Endings,
        report: &Report,
    ) -> Self {
        let place = |outcome: u32| {
            let outcome = &endings.outcomes[outcome as usize];
            let same = |each: &&super::OutcomeReport| {
                each.kind == outcome.kind
                    && each.values == outcome.values
                    && each.output == outcome.output
            };
            let index = report.outcomes.iter().position(|each| same(&each));
            index.map(|index| (index as u32, outcome.kind))
        };
        let mut nodes: Vec<Node> = Vec::with_capacity(graph.len());
        for id in 0..graph.len() as u32 {
            let parent = graph.before(id).map(|before| nodes[before as usize].depth);
            let ends = endings
                .states
                .binary_search_by_key(&id, |(state, _)| *state);
            let trap = endings.traps.get(&components.of[id as usize]);
            let outcome = ends.ok().map(|at| endings.states[at].1);
            let found = outcome.or(trap.copied()).and_then(place);
            nodes.push(Node {
                id,
                depth: parent.map_or(0, |depth| depth + 1),
                outcome: found.map(|(index, _)| index),
                kind: found.map(|(_, kind)| kind),
            });
        }
        let mut edges = Vec::with_capacity(graph.edges.len());
        for from in 0..graph.expanded() as u32 {
            let (row, _) = graph.state(from);
            for edge in graph.out(from) {
                edges.push(Arrow {
                    from,
                    to: edge.to,
                    actor: edge.actor(),
                    label: model.step_name(row, edge.actor()),
                });
            }
        }
        Self { nodes, edges }
    }

    /// As JSON, one object.
    pub fn json(&self) -> String {
        serde_json::to_string(self).expect("strings and numbers can be written")
    }
}
