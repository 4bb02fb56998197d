//! How likely each outcome is if in each step every enabled actor is equally likely to go on.
//!
//! How often a state is passed on average is the sum over the states before it of their number divided by how many can go on
//! there. Without cycles one pass gives that, and it is a probability. The states of a component that can be left solve a
//! linear system; a component that cannot be left keeps what flows in.

use super::{component::Components, ending::Endings, graph::Graph};

/// A component of so many states is solved directly; a larger one by iteration.
const DIRECT: usize = 48;
/// What may still be on its way in a component when the iteration ends.
const REST: f64 = 1e-13;
/// So many steps are followed in an iteration before it is given up.
const WORK: u64 = 500_000_000;

/// The probability of each outcome, in the order of [`Endings::outcomes`], to about twelve places; nothing if a component is
/// left so seldom that the iteration was given up.
pub fn probabilities(
    graph: &Graph,
    components: &Components,
    endings: &Endings,
) -> Option<Vec<f64>> {
    let mut flow = vec![0.0; graph.len()];
    flow[0] = 1.0;
    let mut result = vec![0.0; endings.outcomes.len()];
    if components.rising() {
        components.each_in_order(|state| hand_on(graph, &mut flow, state));
    } else {
        let mut work = WORK;
        for component in (0..components.len()).rev() {
            let members = components.members(component);
            if let Some(outcome) = endings.traps.get(&component) {
                let caught: f64 = members.iter().map(|s| flow[*s as usize]).sum();
                result[*outcome as usize] += caught;
                members.iter().for_each(|s| flow[*s as usize] = 0.0);
            } else if members.len() <= DIRECT {
                solve(graph, members, &mut flow);
            } else {
                iterate(graph, members, &mut flow, &mut work)?;
            }
        }
    }
    for (state, outcome) in &endings.states {
        if graph.is_terminal(*state) {
            result[*outcome as usize] += flow[*state as usize];
        }
    }
    Some(result)
}

fn hand_on(graph: &Graph, flow: &mut [f64], state: u32) {
    let edges = graph.out(state);
    let share = flow[state as usize] / edges.len() as f64;
    for edge in edges {
        flow[edge.to as usize] += share;
    }
}

/// Gauss's elimination on the members: how often each is passed, given what flows in; and what flows out is handed on. Without
/// pivoting, which such a system (a column's entries sum to at least zero) does not need.
fn solve(graph: &Graph, members: &[u32], flow: &mut [f64]) {
    if let [state] = members
        && graph.out(*state).iter().all(|edge| edge.to != *state)
    {
        hand_on(graph, flow, *state);
        return;
    }
    let size = members.len();
    // Row i: passes(i) - sum over j of passes(j) * share(j to i) = what flows in at i, which is the last column.
    let mut rows = vec![vec![0.0; size + 1]; size];
    for (column, state) in members.iter().enumerate() {
        rows[column][column] += 1.0;
        rows[column][size] = flow[*state as usize];
        let edges = graph.out(*state);
        for edge in edges {
            if let Ok(row) = members.binary_search(&edge.to) {
                rows[row][column] -= 1.0 / edges.len() as f64;
            }
        }
    }
    for pivot in 0..size {
        let (above, below) = rows.split_at_mut(pivot + 1);
        let pivot_row = &above[pivot];
        for row in below {
            let factor = row[pivot] / pivot_row[pivot];
            if factor != 0.0 {
                for (cell, other) in row[pivot..].iter_mut().zip(&pivot_row[pivot..]) {
                    *cell -= factor * other;
                }
            }
        }
    }
    let mut passes = vec![0.0; size];
    for row in (0..size).rev() {
        let known: f64 = (row + 1..size).map(|c| rows[row][c] * passes[c]).sum();
        passes[row] = (rows[row][size] - known) / rows[row][row];
    }
    for (state, passes) in members.iter().zip(passes) {
        let edges = graph.out(*state);
        for edge in edges {
            if members.binary_search(&edge.to).is_err() {
                flow[edge.to as usize] += passes / edges.len() as f64;
            }
        }
    }
}

/// Hands on what is in the component until next to nothing is left in it.
fn iterate(graph: &Graph, members: &[u32], flow: &mut [f64], work: &mut u64) -> Option<()> {
    let edges: usize = members.iter().map(|state| graph.out(*state).len()).sum();
    loop {
        let mut rest = 0.0;
        for state in members {
            let here = std::mem::take(&mut flow[*state as usize]);
            rest += here;
            let edges = graph.out(*state);
            // What stays in place is handed on at once.
            let staying = edges.iter().filter(|edge| edge.to == *state).count();
            let share = here / (edges.len() - staying) as f64;
            for edge in edges.iter().filter(|edge| edge.to != *state) {
                flow[edge.to as usize] += share;
            }
        }
        if rest < REST {
            return Some(());
        }
        *work = work.checked_sub(edges as u64)?;
    }
}
