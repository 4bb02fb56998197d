//! Breadth-first search, by slices.
//!
//! States are expanded in the order of their numbers, a chunk at a time, and a chunk's size does not depend on anything. Of a
//! chunk, several threads first recall the successors that the model knows; one thread has the model compute the others, in
//! their order; then several threads look for them in the table, a shard each. Numbers are given in the order of successors, as
//! one thread would. So everything is the same for any number of threads.

use super::{
    enter::enter,
    expand::{Candidate, Piece},
    graph::Graph,
    model::{Interruption, Model},
    table::{Shard, Table, hash, shard_of},
};
use rayon::prelude::*;
use std::ops::Range;

/// How many states are expanded together.
const CHUNK: u32 = 4096;
/// How many of them by one thread at a time: few enough for their successors to stay in the processor's cache.
pub const PIECE: u32 = 128;

/// What a search may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// So many states, about: a chunk is finished.
    pub states: u64,
    /// So much memory in bytes, about.
    pub bytes: u64,
}

/// Where a search stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// There are states to expand.
    Running,
    /// All states are known, and all steps.
    Complete,
    /// The budget is used up.
    Exhausted,
}

/// A search under way.
#[derive(Clone, Debug)]
pub struct Search {
    /// What has been found.
    pub graph: Graph,
    /// Steps from the first state to those that are being expanded.
    pub depth: u32,
    level: Range<u32>,
    pieces: Vec<Piece>,
}

impl Search {
    /// A search that knows the first state.
    pub fn new<M: Model>(model: &mut M) -> Self {
        let mut graph = Graph::default();
        let initial = model.initial();
        graph.table.insert(&initial, hash(&initial));
        graph.found(false);
        Self {
            graph,
            depth: 0,
            level: 0..1,
            pieces: Vec::new(),
        }
    }

    /// Expands states until so many steps have been taken, with the threads of the pool in which it is called, or alone.
    ///
    /// # Errors
    /// What the model says: then the search is of no more use.
    pub fn advance<M: Model>(
        &mut self,
        model: &mut M,
        budget: Budget,
        steps: u64,
        several_threads: bool,
    ) -> Result<Standing, Interruption> {
        let goal = (self.graph.edges.len() as u64).saturating_add(steps);
        loop {
            let (done, known) = (self.graph.expanded() as u32, self.graph.len() as u32);
            if done == known {
                return Ok(Standing::Complete);
            }
            // Edges have numbers of 32 bits.
            let full = u64::from(known) >= budget.states.min(Table::LIMIT)
                || self.graph.bytes() + model.bytes() >= budget.bytes
                || self.graph.edges.len() as u64 >= u64::from(u32::MAX) - 64 * u64::from(CHUNK);
            if full {
                return Ok(Standing::Exhausted);
            }
            if self.graph.edges.len() as u64 >= goal {
                return Ok(Standing::Running);
            }
            let end = known.min(done + CHUNK);
            if several_threads && end - done > PIECE {
                self.expand_together(model, done, end)?;
            } else {
                self.expand_alone(model, done, end)?;
            }
            while self.level.end <= self.graph.expanded() as u32
                && (self.level.end as usize) < self.graph.len()
            {
                self.depth += 1;
                self.level = self.graph.level_after(self.level.clone());
            }
        }
    }

    fn expand_alone<M: Model>(
        &mut self,
        model: &mut M,
        start: u32,
        end: u32,
    ) -> Result<(), Interruption> {
        let mut piece = self.pieces.pop().unwrap_or_default();
        for first in (start..end).step_by(PIECE as usize) {
            let rows = &self.graph.table.rows;
            piece.recall(model, rows, first..end.min(first + PIECE));
            piece.compute(model, rows)?;
            touch(&self.graph.table.shards, &piece.candidates);
            let mut candidates = piece.candidates.iter();
            for count in &piece.counts {
                for candidate in candidates.by_ref().take(usize::from(*count)) {
                    let row = piece.row(candidate);
                    let (to, new) = self.graph.table.insert(row, candidate.hash);
                    if new {
                        self.graph.found(true);
                    }
                    self.graph.edges.push(candidate.edge(to));
                }
                self.graph.first.push(self.graph.edges.len() as u32);
            }
        }
        self.pieces.push(piece);
        Ok(())
    }

    fn expand_together<M: Model>(
        &mut self,
        model: &mut M,
        start: u32,
        end: u32,
    ) -> Result<(), Interruption> {
        let count = (end - start).div_ceil(PIECE) as usize;
        if self.pieces.len() < count {
            self.pieces.resize_with(count, Piece::default);
        }
        let rows = &self.graph.table.rows;
        let pieces = &mut self.pieces[..count];
        let shared: &M = model;
        pieces.par_iter_mut().enumerate().for_each(|(n, piece)| {
            let first = start + n as u32 * PIECE;
            piece.recall(shared, rows, first..end.min(first + PIECE));
            if !piece.is_unknown() {
                piece.sort();
            }
        });
        for piece in pieces.iter_mut().filter(|piece| piece.is_unknown()) {
            piece.compute(model, rows)?;
            piece.sort();
        }
        enter(&mut self.graph, pieces);
        Ok(())
    }
}

/// Reads what a search for each of them will read first.
fn touch(shards: &[Shard], candidates: &[Candidate]) {
    let sum = candidates.iter().fold(0, |sum, candidate| {
        sum ^ shards[shard_of(candidate.hash)].touch(candidate.hash)
    });
    std::hint::black_box(sum);
}
