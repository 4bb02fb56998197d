//! Schedules that lead to an outcome with as few preemptions as possible. A preemption is a switch away from an actor that could
//! have gone on; other switches are free.

use super::graph::Graph;

/// A way to a state, as the actors that take its steps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Way {
    /// Who takes each step.
    pub actors: Vec<u32>,
    /// How many of the steps are preemptions.
    pub preemptions: u32,
}

/// A place in the search: a state, and who took the last step. Only an actor that can go on matters, so a place is that actor's
/// edge from the state; and one more place of the state, behind all edges, stands for all others.
#[derive(Clone, Copy)]
struct Place {
    state: u32,
    number: u32,
    /// The place before, and one; 0 at the start.
    before: u32,
}

/// A way with the fewest preemptions to each group of states (given by state, in rising order, with the group's number below
/// `groups`), and of those with as few a shortest one. Nothing for a group that cannot be reached or when the search, which
/// needs four bytes for each edge and each state that it meets, has followed `limit` steps.
pub fn fewest_preemptions(
    graph: &Graph,
    states: &[(u32, u32)],
    groups: usize,
    limit: u64,
) -> Vec<Option<Way>> {
    let mut ways = vec![None; groups];
    let mut missing = groups;
    let places = graph.edges.len() + graph.len();
    if places >= u32::MAX as usize {
        return ways;
    }
    // The place before each place that has been settled, and one.
    let mut before = vec![0u32; places];
    let mut work = 0;
    // The places to settle, by number of steps: with this many preemptions, and with one more.
    let mut now: Vec<Vec<Place>> = vec![vec![Place {
        state: 0,
        number: graph.edges.len() as u32,
        before: u32::MAX,
    }]];
    let mut later: Vec<Vec<Place>> = Vec::new();
    for preemptions in 0.. {
        let mut length = 0;
        while length < now.len() {
            for place in std::mem::take(&mut now[length]) {
                if before[place.number as usize] != 0 {
                    continue;
                }
                before[place.number as usize] = place.before;
                let edges = graph.out(place.state);
                let last = (place.number as usize) < graph.edges.len();
                let last = last.then(|| graph.edges[place.number as usize].actor());
                if let Ok(index) = states.binary_search_by_key(&place.state, |(state, _)| *state) {
                    let way = &mut ways[states[index].1 as usize];
                    if way.is_none() {
                        *way = Some(Way {
                            actors: retrace(graph, &before, place.number),
                            preemptions,
                        });
                        missing -= 1;
                        if missing == 0 {
                            return ways;
                        }
                    }
                }
                work += edges.len() as u64;
                if work > limit {
                    return ways;
                }
                for edge in edges {
                    let free = last.is_none_or(|last| last == edge.actor());
                    let next = Place {
                        state: edge.to,
                        number: place_of(graph, edge.to, edge.actor()),
                        before: place.number + 1,
                    };
                    if before[next.number as usize] != 0 {
                        continue;
                    }
                    let lists = if free { &mut now } else { &mut later };
                    if lists.len() <= length + 1 {
                        lists.resize_with(length + 2, Vec::new);
                    }
                    lists[length + 1].push(next);
                }
            }
            length += 1;
        }
        if later.is_empty() {
            break;
        }
        now = std::mem::take(&mut later);
    }
    ways
}

fn place_of(graph: &Graph, state: u32, last: u32) -> u32 {
    let edges = graph.out(state);
    match edges.iter().position(|edge| edge.actor() == last) {
        Some(rank) => graph.first[state as usize] + rank as u32,
        None => graph.edges.len() as u32 + state,
    }
}

fn state_of(graph: &Graph, place: u32) -> u32 {
    match place.checked_sub(graph.edges.len() as u32) {
        Some(state) => state,
        None => graph.source(place),
    }
}

fn retrace(graph: &Graph, before: &[u32], mut place: u32) -> Vec<u32> {
    let mut actors = Vec::new();
    while before[place as usize] != u32::MAX {
        let previous = before[place as usize] - 1;
        let last = graph.edges.get(previous as usize).map(|e| e.actor());
        // Several steps may lead from the place before to this one: the search took a free one where there was one.
        let step = graph
            .out(state_of(graph, previous))
            .iter()
            .filter(|edge| place_of(graph, edge.to, edge.actor()) == place)
            .min_by_key(|edge| last.is_some_and(|last| last != edge.actor()))
            .expect("a place is settled from one before it");
        actors.push(step.actor());
        place = previous;
    }
    actors.reverse();
    actors
}
