//! What a search leaves: states, and the steps between them.

use super::{
    model::{Event, Transition},
    table::Table,
};
use std::ops::Range;

/// A step: where it leads, who took it, and what is to be remembered of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The successor's number.
    pub to: u32,
    /// The actor in six bits, and above them the transition.
    label: u32,
}

impl Edge {
    /// A step of this actor.
    pub fn new(to: u32, actor: u32, transition: Transition) -> Self {
        Self {
            to,
            label: actor | transition.0 << 6,
        }
    }

    /// Who took it.
    pub fn actor(self) -> u32 {
        self.label % 64
    }

    /// What is remembered of it.
    pub fn event(self) -> Event {
        Transition(self.label >> 6).event()
    }
}

/// No edge: how the first state was found.
const NONE: u32 = u32::MAX;

/// The states in the order in which breadth-first search found them, and the steps from those that it has expanded, which are
/// the first ones.
#[derive(Clone, Debug)]
pub struct Graph {
    /// The states.
    pub table: Table,
    /// Where each expanded state's edges begin, and the end.
    pub first: Vec<u32>,
    /// All steps, by the state where they begin and then by the actor.
    pub edges: Vec<Edge>,
    /// The edge by which each state was found.
    pub parent: Vec<u32>,
}

impl Default for Graph {
    fn default() -> Self {
        Self {
            table: Table::default(),
            first: vec![0],
            edges: Vec::new(),
            parent: Vec::new(),
        }
    }
}

impl Graph {
    /// How many states there are.
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// How many of them have been expanded.
    pub fn expanded(&self) -> usize {
        self.first.len() - 1
    }

    /// The steps from a state: none if it has not been expanded.
    pub fn out(&self, state: u32) -> &[Edge] {
        match self.first.get(state as usize + 1) {
            Some(end) => &self.edges[self.first[state as usize] as usize..*end as usize],
            None => &[],
        }
    }

    /// Whether it has been expanded, and nobody can take a step.
    pub fn is_terminal(&self, state: u32) -> bool {
        (state as usize) < self.expanded() && self.out(state).is_empty()
    }

    /// The actors that can take a step.
    pub fn enabled(&self, state: u32) -> u64 {
        self.out(state)
            .iter()
            .fold(0, |mask, edge| mask | 1 << edge.actor())
    }

    /// The state that an edge leaves.
    pub fn source(&self, edge: u32) -> u32 {
        self.first.partition_point(|start| *start <= edge) as u32 - 1
    }

    /// The model's row of a state, and whether a step without an end began there: then the state is a mark of that, and the row
    /// is that of the state before.
    pub fn state(&self, state: u32) -> (&[u32], bool) {
        split(self.table.row(state))
    }

    /// Remembers how a new state was found: by the edge that comes next, or by none.
    pub fn found(&mut self, by_edge: bool) {
        self.parent.push(if by_edge {
            self.edges.len() as u32
        } else {
            NONE
        });
    }

    /// How many states were found by the edges before this one.
    pub fn found_before(&self, edge: u32) -> u32 {
        // Edges that find states are in the order of the states; the first state's is none.
        1 + self.parent[1..].partition_point(|parent| *parent < edge) as u32
    }

    /// The states one step further from the first one than these, which are all that are as far as they are.
    pub fn level_after(&self, level: Range<u32>) -> Range<u32> {
        match self.first.get(level.end as usize) {
            Some(edge) => level.end..self.found_before(*edge),
            // Not all of the level has been expanded.
            None => level.end..self.len() as u32,
        }
    }

    /// A shortest way to a state, as the actors that take its steps.
    pub fn way(&self, mut state: u32) -> Vec<u32> {
        let mut actors = Vec::new();
        loop {
            let edge = self.parent[state as usize];
            if edge == NONE {
                actors.reverse();
                return actors;
            }
            actors.push(self.edges[edge as usize].actor());
            state = self.source(edge);
        }
    }

    /// The state from which a state was found; none for the first one.
    pub fn before(&self, state: u32) -> Option<u32> {
        match self.parent[state as usize] {
            NONE => None,
            edge => Some(self.source(edge)),
        }
    }

    /// The memory that all of it takes, in bytes.
    pub fn bytes(&self) -> u64 {
        self.table.bytes()
            + self.edges.len() as u64 * size_of::<Edge>() as u64
            + (self.first.len() + self.parent.len()) as u64 * 4
    }
}

/// What the explorer writes behind the row of a state where a step without an end begins: the actor, and this.
pub const MARK: u32 = u32::MAX;

/// A row as the model knows it, and whether it was marked.
pub fn split(row: &[u32]) -> (&[u32], bool) {
    match row {
        [state @ .., _, MARK] => (state, true),
        _ => (row, false),
    }
}
