//! Data races: two actors that can both go on, each with an access to the same variable, one of them a write.
//!
//! As every interleaving is explored, nothing needs to be guessed from the order of a single run: where two accesses can be
//! adjacent, there is a state in which both come next.

use super::{
    graph::Graph,
    model::{Access, Model, Position},
};
use crate::machine::HashState;
use rayon::prelude::*;
use std::collections::HashSet;

/// Two accesses that race.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Race {
    /// The state in which both come next.
    pub state: u32,
    /// Who.
    pub actors: [u32; 2],
    /// What each does.
    pub accesses: [Access; 2],
    key: Key,
}

/// One variable and two places in the source are one race.
pub type Key = (u64, [(Option<Position>, bool); 2]);

/// The races that are known.
pub type Known = HashSet<Key, HashState>;

/// So many states are looked at by one thread at a time.
const PIECE: u32 = 1 << 14;

/// All races, each at the first state where it occurs.
pub fn races<M: Model>(model: &M, graph: &Graph, several_threads: bool) -> Vec<Race> {
    let expanded = graph.expanded() as u32;
    let starts: Vec<u32> = (0..expanded).step_by(PIECE as usize).collect();
    let look = |start: &u32| {
        let mut found = Vec::new();
        let mut known = Known::default();
        for state in *start..expanded.min(start + PIECE) {
            let edges = graph.out(state);
            if edges.len() >= 2 {
                let row = graph.state(state).0;
                let actors = edges.iter().map(|edge| edge.actor());
                in_state(model, row, state, actors, &mut known, &mut found);
            }
        }
        found
    };
    let pieces: Vec<Vec<Race>> = if several_threads {
        starts.par_iter().map(look).collect()
    } else {
        starts.iter().map(look).collect()
    };
    let mut known = Known::default();
    let mut names = HashSet::new();
    let mut races: Vec<Race> = pieces.into_iter().flatten().collect();
    races.retain(|race| {
        // A variable may have another number in another state, but not another name.
        known.insert(race.key) && {
            let state = graph.state(race.state).0;
            names.insert((model.variable_name(state, race.accesses[0]), race.key.1))
        }
    });
    races
}

/// The races of one state that are not known yet.
pub fn in_state<M: Model>(
    model: &M,
    row: &[u32],
    state: u32,
    actors: impl Iterator<Item = u32>,
    known: &mut Known,
    found: &mut Vec<Race>,
) {
    let mut pending = [(0, None); 64];
    let mut count = 0;
    for actor in actors {
        if let Some(access) = model.pending(row, actor) {
            pending[count] = (actor, Some(access));
            count += 1;
        }
    }
    for (index, (one, access)) in pending[..count].iter().enumerate() {
        for (other, against) in &pending[..index] {
            let (Some(access), Some(against)) = (*access, *against) else {
                continue;
            };
            if access.variable == against.variable
                && (access.write || against.write)
                && !(access.atomic && against.atomic)
            {
                let mut sides = [
                    (model.position(row, *other), against.write),
                    (model.position(row, *one), access.write),
                ];
                sides.sort_unstable();
                let key = (access.variable, sides);
                if known.insert(key) {
                    found.push(Race {
                        state,
                        actors: [*other, *one],
                        accesses: [against, access],
                        key,
                    });
                }
            }
        }
    }
}
