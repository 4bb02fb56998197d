//! Successors entered into the graph by several threads, with the numbers that one thread would give them.
//!
//! First each shard is searched for its candidates, in their order; a row that is not there is entered with a provisional number,
//! which says which candidate it was. Then each piece counts its new rows, so that it is known where its part of everything
//! begins, and writes that part. At last the shards get the final numbers.

use super::{
    expand::{Candidate, Piece},
    graph::{Edge, Graph},
    search::PIECE,
    table::{Rows, SHARDS, Shard},
};
use rayon::prelude::*;

/// A provisional number is the number of states so far, and this many times the piece's index, and the candidate's index.
const STRIDE: u32 = PIECE * 64;

/// What one shard says to its candidates.
struct Answers {
    /// A state's number, or the provisional number of the first candidate with this row.
    numbers: Vec<u32>,
    /// Where in it each piece's candidates begin.
    starts: Vec<u32>,
    /// Where new ones were entered, and their provisional numbers.
    entered: Vec<(usize, u32)>,
}

/// What a piece makes of the answers.
struct Resolved {
    /// The answer to each candidate.
    answers: Vec<u32>,
    /// How many candidates before it were new.
    ranks: Vec<u32>,
    /// How many are new, and how many words they have.
    new: usize,
    words: usize,
}

/// Enters the successors that these pieces hold.
pub fn enter(graph: &mut Graph, pieces: &[Piece]) {
    let base = graph.len() as u32;
    let table = &mut graph.table;
    let answers: Vec<Answers> = table
        .shards
        .par_iter_mut()
        .enumerate()
        .map(|(number, shard)| look_up(number, shard, &table.rows, pieces))
        .collect();
    let resolved: Vec<Resolved> = pieces
        .par_iter()
        .enumerate()
        .map(|(number, piece)| resolve(base, number, piece, &answers))
        .collect();
    // The number of each piece's first new state.
    let mut bases = Vec::with_capacity(pieces.len());
    let mut next = base;
    for resolved in &resolved {
        bases.push(next);
        next += resolved.new as u32;
    }
    let number = |answer: u32| match answer.checked_sub(base) {
        None => answer,
        Some(candidate) => {
            let piece = (candidate / STRIDE) as usize;
            bases[piece] + resolved[piece].ranks[(candidate % STRIDE) as usize]
        }
    };
    write(graph, pieces, &resolved, number);
    let shards = graph.table.shards.par_iter_mut();
    shards.zip(&answers).for_each(|(shard, answers)| {
        for (place, provisional) in &answers.entered {
            shard.renumber(*place, number(*provisional));
        }
    });
}

fn look_up(number: usize, shard: &mut Shard, rows: &Rows, pieces: &[Piece]) -> Answers {
    let base = rows.len() as u32;
    let count = pieces.iter().map(|piece| piece.in_shard(number).len());
    let count: usize = count.sum();
    shard.reserve(count);
    let mut answers = Answers {
        numbers: Vec::with_capacity(count),
        starts: Vec::with_capacity(pieces.len()),
        entered: Vec::new(),
    };
    for (index, piece) in pieces.iter().enumerate() {
        answers.starts.push(answers.numbers.len() as u32);
        let candidates = piece.in_shard(number);
        shard.touch_all(
            candidates
                .iter()
                .map(|n| piece.candidates[*n as usize].hash),
        );
        for place in candidates {
            let candidate = &piece.candidates[*place as usize];
            let row = piece.row(candidate);
            let equal = |other: u32| match other.checked_sub(base) {
                None => rows.row(other) == row,
                Some(other) => {
                    let piece = &pieces[(other / STRIDE) as usize];
                    piece.row(&piece.candidates[(other % STRIDE) as usize]) == row
                }
            };
            let provisional = base + index as u32 * STRIDE + place;
            match shard.find_or_enter(candidate.hash, provisional, equal) {
                Ok(number) => answers.numbers.push(number),
                Err(place) => {
                    answers.numbers.push(provisional);
                    answers.entered.push((place, provisional));
                }
            }
        }
    }
    answers
}

fn resolve(base: u32, number: usize, piece: &Piece, answers: &[Answers]) -> Resolved {
    let own = base + number as u32 * STRIDE;
    let mut resolved = Resolved {
        answers: vec![0; piece.candidates.len()],
        ranks: vec![0; piece.candidates.len()],
        new: 0,
        words: 0,
    };
    for (shard, answers) in answers.iter().enumerate().take(SHARDS) {
        let start = answers.starts[number] as usize;
        for (place, answer) in piece.in_shard(shard).iter().zip(&answers.numbers[start..]) {
            resolved.answers[*place as usize] = *answer;
        }
    }
    for (index, answer) in resolved.answers.iter().enumerate() {
        resolved.ranks[index] = resolved.new as u32;
        if *answer == own + index as u32 {
            resolved.new += 1;
            resolved.words += piece.row(&piece.candidates[index]).len();
        }
    }
    resolved
}

/// A piece's part of everything.
struct Part<'a> {
    piece: &'a Piece,
    resolved: &'a Resolved,
    /// The number of the piece's first candidate, provisionally, and of its first edge; where its words begin.
    own: u32,
    edge: u32,
    word: u64,
    words: &'a mut [u32],
    ends: &'a mut [u64],
    parents: &'a mut [u32],
    edges: &'a mut [Edge],
    first: &'a mut [u32],
}

fn write(
    graph: &mut Graph,
    pieces: &[Piece],
    resolved: &[Resolved],
    number: impl Fn(u32) -> u32 + Sync,
) {
    let base = graph.len() as u32;
    let new = resolved.iter().map(|resolved| resolved.new).sum();
    let words = resolved.iter().map(|resolved| resolved.words).sum();
    let (mut word, mut words, mut ends) = graph.table.rows.extend(new, words);
    let mut edge = graph.edges.len();
    let count: usize = pieces.iter().map(|piece| piece.candidates.len()).sum();
    graph
        .edges
        .resize(edge + count, Edge::new(0, 0, Default::default()));
    let mut edges = &mut graph.edges[edge..];
    let found = graph.parent.len();
    graph.parent.resize(found + new, 0);
    let mut parents = &mut graph.parent[found..];
    let expanded = graph.first.len();
    let states: usize = pieces.iter().map(|piece| piece.counts.len()).sum();
    graph.first.resize(expanded + states, 0);
    let mut first = &mut graph.first[expanded..];
    let mut parts = Vec::with_capacity(pieces.len());
    for (index, (piece, resolved)) in pieces.iter().zip(resolved).enumerate() {
        parts.push(Part {
            piece,
            resolved,
            own: base + index as u32 * STRIDE,
            edge: edge as u32,
            word,
            words: cut(&mut words, resolved.words),
            ends: cut(&mut ends, resolved.new),
            parents: cut(&mut parents, resolved.new),
            edges: cut(&mut edges, piece.candidates.len()),
            first: cut(&mut first, piece.counts.len()),
        });
        edge += piece.candidates.len();
        word += resolved.words as u64;
    }
    parts.into_par_iter().for_each(|part| part.write(&number));
}

/// Takes the first ones off.
fn cut<'a, T>(rest: &mut &'a mut [T], count: usize) -> &'a mut [T] {
    let (cut, left) = std::mem::take(rest).split_at_mut(count);
    *rest = left;
    cut
}

impl Part<'_> {
    fn write(self, number: impl Fn(u32) -> u32) {
        let (mut new, mut word) = (0, 0);
        let candidates: &[Candidate] = &self.piece.candidates;
        for (index, candidate) in candidates.iter().enumerate() {
            let answer = self.resolved.answers[index];
            self.edges[index] = candidate.edge(number(answer));
            if answer == self.own + index as u32 {
                let row = self.piece.row(candidate);
                self.words[word..word + row.len()].copy_from_slice(row);
                word += row.len();
                self.ends[new] = self.word + word as u64;
                self.parents[new] = self.edge + index as u32;
                new += 1;
            }
        }
        let mut edge = self.edge;
        for (first, count) in self.first.iter_mut().zip(&self.piece.counts) {
            edge += u32::from(*count);
            *first = edge;
        }
    }
}
