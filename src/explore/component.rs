//! Strongly connected components: the cycles of a state graph, and an order for the rest (Tarjan, "Depth-First Search and
//! Linear Graph Algorithms", 1972), without recursion.

use super::graph::Graph;

/// The components of a graph, sinks first: no step leads to a later one.
#[derive(Clone, Debug)]
pub struct Components {
    /// The component of each state.
    pub of: Vec<u32>,
    /// The states by component, in rising order within each.
    members: Vec<u32>,
    /// Where each component's members begin, and the end; nothing where each state is its own component, and the order is that
    /// of numbers, downwards.
    starts: Vec<u32>,
}

impl Components {
    /// The components of the whole graph.
    pub fn new(graph: &Graph) -> Self {
        let count = graph.len() as u32;
        let rising = (0..graph.expanded() as u32)
            .all(|state| graph.out(state).iter().all(|edge| edge.to > state));
        if rising {
            return Self {
                of: (0..count).rev().collect(),
                members: Vec::new(),
                starts: Vec::new(),
            };
        }
        let all: Vec<u32> = (0..count).collect();
        Self::among(graph, &all, |state| Some(state as usize), |_| true)
    }

    /// The components of these states, over the steps that stay among them and that `keep` keeps (given an actor). `place` gives
    /// a state's place in `states`, if it is one of them, and `of` is then by place.
    pub fn among(
        graph: &Graph,
        states: &[u32],
        place: impl Fn(u32) -> Option<usize>,
        keep: impl Fn(u32) -> bool,
    ) -> Self {
        const OPEN: u32 = u32::MAX;
        let mut of = vec![OPEN; states.len()];
        // When each was met, from 1, and the earliest that it leads back to.
        let mut low = vec![0u32; states.len()];
        let mut members: Vec<u32> = Vec::with_capacity(states.len());
        let mut starts = vec![0];
        let mut pending: Vec<u32> = Vec::new();
        // A place, when it was met, and the next of its steps.
        let mut calls: Vec<(u32, u32, u32)> = Vec::new();
        let mut met = 0;
        for root in 0..states.len() as u32 {
            if low[root as usize] != 0 {
                continue;
            }
            met += 1;
            low[root as usize] = met;
            pending.push(root);
            calls.push((root, met, 0));
            while let Some((here, index, next)) = calls.last_mut() {
                let (at, index) = (*here as usize, *index);
                if let Some(edge) = graph.out(states[at]).get(*next as usize) {
                    *next += 1;
                    let there = place(edge.to).filter(|_| keep(edge.actor()));
                    let Some(there) = there else { continue };
                    if low[there] == 0 {
                        met += 1;
                        low[there] = met;
                        pending.push(there as u32);
                        calls.push((there as u32, met, 0));
                    } else if of[there] == OPEN {
                        low[at] = low[at].min(low[there]);
                    }
                    continue;
                }
                calls.pop();
                if let Some((above, _, _)) = calls.last() {
                    let above = *above as usize;
                    low[above] = low[above].min(low[at]);
                }
                if low[at] == index {
                    let number = starts.len() as u32 - 1;
                    let start = members.len();
                    loop {
                        let member = pending.pop().expect("a component's root is pending");
                        of[member as usize] = number;
                        members.push(states[member as usize]);
                        if member as usize == at {
                            break;
                        }
                    }
                    members[start..].sort_unstable();
                    starts.push(members.len() as u32);
                }
            }
        }
        Self {
            of,
            members,
            starts,
        }
    }

    /// Whether every step leads to a higher number, so that there is no cycle for a simple reason.
    pub fn rising(&self) -> bool {
        self.starts.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> u32 {
        if self.starts.is_empty() {
            self.of.len() as u32
        } else {
            self.starts.len() as u32 - 1
        }
    }

    /// The states of one, where the graph is not [`rising`](Self::rising).
    pub fn members(&self, component: u32) -> &[u32] {
        let component = component as usize;
        &self.members[self.starts[component] as usize..self.starts[component + 1] as usize]
    }

    /// Calls with every state, sources first: a state comes before those that it leads to, except on a cycle.
    pub fn each_in_order(&self, mut visit: impl FnMut(u32)) {
        if self.starts.is_empty() {
            (0..self.of.len() as u32).for_each(visit);
        } else {
            for component in (0..self.len()).rev() {
                self.members(component).iter().for_each(|s| visit(*s));
            }
        }
    }
}

/// The components with a cycle.
pub fn cycles<'a>(
    graph: &'a Graph,
    components: &'a Components,
) -> impl Iterator<Item = (u32, &'a [u32])> {
    let count = if components.rising() {
        0
    } else {
        components.len()
    };
    (0..count)
        .map(|number| (number, components.members(number)))
        .filter(|(_, members)| {
            members.len() > 1 || graph.out(members[0]).iter().any(|e| e.to == members[0])
        })
}
