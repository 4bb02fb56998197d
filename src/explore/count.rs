//! How many interleavings there are, exactly.
//!
//! The ways to a state are the sum of those to the states before it, so one pass in topological order counts all of them; an
//! outcome's are the sum over its states. A state that can be reached through a cycle has infinitely many.

use super::{component::Components, component::cycles, ending::Endings, graph::Graph};
use num_bigint::BigUint;

/// The number of interleavings; none where it is infinite.
pub type Count = Option<BigUint>;

/// The numbers of interleavings by outcome, and of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// By outcome, in the order of [`Endings::outcomes`].
    pub outcomes: Vec<Count>,
    /// The sum.
    pub total: Count,
}

/// Counts the ways to each outcome.
pub fn count(graph: &Graph, components: &Components, endings: &Endings) -> Counts {
    let infinite = infinite(graph, components);
    let outcomes = small(graph, components, endings, &infinite)
        .unwrap_or_else(|| large(graph, components, endings, &infinite));
    let total = (outcomes.iter()).try_fold(BigUint::ZERO, |sum, count| {
        count.as_ref().map(|count| sum + count)
    });
    Counts { outcomes, total }
}

/// The states that can be reached through a cycle; nothing if there is no cycle.
fn infinite(graph: &Graph, components: &Components) -> Vec<bool> {
    if components.rising() {
        return Vec::new();
    }
    let mut infinite = vec![false; graph.len()];
    for (_, members) in cycles(graph, components) {
        members.iter().for_each(|s| infinite[*s as usize] = true);
    }
    components.each_in_order(|state| {
        if infinite[state as usize] {
            for edge in graph.out(state) {
                infinite[edge.to as usize] = true;
            }
        }
    });
    infinite
}

/// With numbers of 128 bits: nothing if one is larger.
fn small(
    graph: &Graph,
    components: &Components,
    endings: &Endings,
    infinite: &[bool],
) -> Option<Vec<Count>> {
    let mut ways = vec![0u128; graph.len()];
    ways[0] = 1;
    let mut overflow = false;
    components.each_in_order(|state| {
        let here = ways[state as usize];
        if here != 0 && !infinite.get(state as usize).is_some_and(|i| *i) {
            for edge in graph.out(state) {
                let (sum, over) = ways[edge.to as usize].overflowing_add(here);
                ways[edge.to as usize] = sum;
                overflow |= over;
            }
        }
    });
    if overflow {
        return None;
    }
    let ways = |state: u32| BigUint::from(ways[state as usize]);
    Some(sums(endings, infinite, ways))
}

/// With numbers of any size. A state's is dropped as soon as it has been handed on.
fn large(
    graph: &Graph,
    components: &Components,
    endings: &Endings,
    infinite: &[bool],
) -> Vec<Count> {
    let mut ways = vec![BigUint::ZERO; graph.len()];
    ways[0] = BigUint::from(1u32);
    components.each_in_order(|state| {
        let edges = graph.out(state);
        if !edges.is_empty() && !infinite.get(state as usize).is_some_and(|i| *i) {
            let here = std::mem::take(&mut ways[state as usize]);
            for edge in edges {
                ways[edge.to as usize] += &here;
            }
        }
    });
    sums(endings, infinite, |state| {
        std::mem::take(&mut ways[state as usize])
    })
}

fn sums(endings: &Endings, infinite: &[bool], mut ways: impl FnMut(u32) -> BigUint) -> Vec<Count> {
    let mut sums = vec![Some(BigUint::ZERO); endings.outcomes.len()];
    for (state, outcome) in &endings.states {
        let sum = &mut sums[*outcome as usize];
        if infinite.get(*state as usize).is_some_and(|i| *i) {
            *sum = None;
        } else if let Some(sum) = sum {
            *sum += ways(*state);
        }
    }
    sums
}
