//! The successors of a few states.

use super::{
    graph::{Edge, MARK, split},
    model::{Interruption, Model, Transition},
    table::{Rows, SHARDS, hash, shard_of},
};

/// A successor, before it is known whether it is new.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    /// The row's hash.
    pub hash: u64,
    start: u32,
    length: u32,
    /// Whose step.
    pub actor: u32,
    /// What is to be remembered of it; none as long as the successor is not known.
    transition: Option<Transition>,
}

impl Candidate {
    /// The step, which leads to this state.
    pub fn edge(&self, to: u32) -> Edge {
        Edge::new(to, self.actor, self.transition.unwrap_or_default())
    }
}

/// The successors of states with consecutive numbers.
#[derive(Clone, Debug, Default)]
pub struct Piece {
    rows: Vec<u32>,
    /// By state, then by actor.
    pub candidates: Vec<Candidate>,
    /// How many of them each state has.
    pub counts: Vec<u8>,
    /// The candidates' indices by shard, in their order within each, and where each shard's begin.
    by_shard: Vec<u32>,
    shard_starts: [u32; SHARDS + 1],
    first: u32,
    unknown: bool,
    next: Vec<u32>,
}

impl Piece {
    /// The row of a successor.
    pub fn row(&self, candidate: &Candidate) -> &[u32] {
        &self.rows[candidate.start as usize..][..candidate.length as usize]
    }

    /// The indices of the candidates of a shard, in their order.
    pub fn in_shard(&self, shard: usize) -> &[u32] {
        let [start, end] = [shard, shard + 1].map(|n| self.shard_starts[n] as usize);
        &self.by_shard[start..end]
    }

    /// Sorts the candidates by their shards, once all are known.
    pub fn sort(&mut self) {
        let mut starts = [0; SHARDS + 1];
        for candidate in &self.candidates {
            starts[shard_of(candidate.hash) + 1] += 1;
        }
        for shard in 0..SHARDS {
            starts[shard + 1] += starts[shard];
        }
        self.shard_starts = starts;
        self.by_shard.clear();
        self.by_shard.resize(self.candidates.len(), 0);
        for (index, candidate) in self.candidates.iter().enumerate() {
            let place = &mut starts[shard_of(candidate.hash)];
            self.by_shard[*place as usize] = index as u32;
            *place += 1;
        }
    }

    /// Whether the model has not told all of them.
    pub fn is_unknown(&self) -> bool {
        self.unknown
    }

    fn write(&mut self, row: &[u32]) -> (u32, u32) {
        let start = self.rows.len() as u32;
        self.rows.extend_from_slice(row);
        (start, row.len() as u32)
    }

    /// Writes the successors of these states, as far as the model can tell them without changing.
    pub fn recall<M: Model>(&mut self, model: &M, rows: &Rows, states: std::ops::Range<u32>) {
        self.rows.clear();
        self.candidates.clear();
        self.counts.clear();
        self.first = states.start;
        self.unknown = false;
        let mut next = std::mem::take(&mut self.next);
        for number in states {
            let (state, endless) = split(rows.row(number));
            let mut enabled = if endless { 0 } else { model.enabled(state) };
            self.counts.push(enabled.count_ones() as u8);
            while enabled != 0 {
                let actor = enabled.trailing_zeros();
                enabled &= enabled - 1;
                next.clear();
                let transition = model.recall(state, actor, &mut next);
                self.unknown |= transition.is_none();
                let (start, length) = self.write(if transition.is_some() { &next } else { &[] });
                self.candidates.push(Candidate {
                    hash: if transition.is_some() { hash(&next) } else { 0 },
                    start,
                    length,
                    actor,
                    transition,
                });
            }
        }
        self.next = next;
    }

    /// Has the model compute those that it could not tell.
    ///
    /// # Errors
    /// What the model says.
    pub fn compute<M: Model>(&mut self, model: &mut M, rows: &Rows) -> Result<(), Interruption> {
        if !self.unknown {
            return Ok(());
        }
        let mut next = std::mem::take(&mut self.next);
        let mut index = 0;
        for (offset, count) in self.counts.clone().into_iter().enumerate() {
            let (state, _) = split(rows.row(self.first + offset as u32));
            for _ in 0..count {
                let actor = self.candidates[index].actor;
                if self.candidates[index].transition.is_none() {
                    next.clear();
                    // A step before this one, in the same piece, may have been the same.
                    let transition = match model.recall(state, actor, &mut next) {
                        Some(transition) => transition,
                        None => {
                            next.clear();
                            successor(model, state, actor, &mut next)?
                        }
                    };
                    let (start, length) = self.write(&next);
                    self.candidates[index] = Candidate {
                        hash: hash(&next),
                        start,
                        length,
                        actor,
                        transition: Some(transition),
                    };
                }
                index += 1;
            }
        }
        self.next = next;
        self.unknown = false;
        Ok(())
    }
}

/// A step of the model's; one without an end leads to a state of the explorer's own.
///
/// # Errors
/// What the model says.
pub fn successor<M: Model>(
    model: &mut M,
    state: &[u32],
    actor: u32,
    next: &mut Vec<u32>,
) -> Result<Transition, Interruption> {
    match model.step(state, actor, next) {
        Err(Interruption::Endless) => {
            next.clear();
            next.extend_from_slice(state);
            next.extend([actor, MARK]);
            Ok(Transition::ENDLESS)
        }
        answer => answer,
    }
}
