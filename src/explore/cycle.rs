//! Livelock and starvation: cycles that some fair schedule never leaves.
//!
//! Fair is weakly fair: an actor that can go on all the time does so at some time. A schedule that goes through all of a
//! component again and again is fair if each actor takes a step in it or cannot go on somewhere in it; and if the whole
//! component is not fair, no cycle in it is. An actor starves on a fair cycle without a step of its own where it could go on
//! somewhere.

use super::{
    component::{Components, cycles},
    finding::{Finding, FindingKind, list, place},
    graph::{Edge, Graph},
    model::{Model, Position},
};
use std::collections::{BTreeSet, HashMap, VecDeque};

/// Of so many states of a component positions are asked: enough to tell one cycle of a program from another.
const ASKED: usize = 256;

/// A part of the graph that can be gone round.
struct Round<'a> {
    graph: &'a Graph,
    members: &'a [u32],
    /// Which part each state of the graph is in, and which part this is.
    part_of: &'a [u32],
    part: u32,
    /// The actor whose steps are left out.
    without: Option<u32>,
    /// The actors with a step that stays.
    stepping: u64,
    /// Those that can go on everywhere, and somewhere.
    always: u64,
    sometimes: u64,
}

impl<'a> Round<'a> {
    fn new(
        graph: &'a Graph,
        members: &'a [u32],
        (part_of, part): (&'a [u32], u32),
        without: Option<u32>,
    ) -> Self {
        let mut round = Self {
            graph,
            members,
            part_of,
            part,
            without,
            stepping: 0,
            always: u64::MAX,
            sometimes: 0,
        };
        for state in members {
            let enabled = graph.enabled(*state);
            round.always &= enabled;
            round.sometimes |= enabled;
            for edge in graph.out(*state) {
                if round.stays(*edge) {
                    round.stepping |= 1 << edge.actor();
                }
            }
        }
        round
    }

    fn stays(&self, edge: Edge) -> bool {
        Some(edge.actor()) != self.without && self.part_of[edge.to as usize] == self.part
    }

    fn is_fair(&self) -> bool {
        self.always & !self.stepping == 0
    }

    /// Where the steps that stay are.
    fn positions<M: Model>(&self, model: &M) -> Vec<(u32, Option<Position>)> {
        let mut positions = BTreeSet::new();
        for state in self.members.iter().take(ASKED) {
            let row = self.graph.state(*state).0;
            for edge in self.graph.out(*state) {
                if self.stays(*edge) {
                    positions.insert((edge.actor(), model.position(row, edge.actor())));
                }
            }
        }
        positions.into_iter().collect()
    }

    /// From the first member back to it, with a step of every actor that takes one, and past a state for every other in which
    /// it cannot go on, and for the starving one in which it can.
    fn way(&self) -> Vec<u32> {
        let start = self.members[0];
        let (mut way, mut here) = (Vec::new(), start);
        for actor in actors(self.sometimes) {
            let mut go = |goal: &dyn Fn(u32, Edge) -> bool| {
                here = self.walk(here, &mut way, goal);
            };
            if self.stepping >> actor & 1 == 1 {
                go(&|_, edge| edge.actor() == actor);
            } else {
                go(&|state, _| self.graph.enabled(state) >> actor & 1 == 0);
                go(&|state, _| self.graph.enabled(state) >> actor & 1 == 1);
            }
        }
        if here != start || way.is_empty() {
            self.walk(here, &mut way, &|_, edge| edge.to == start);
        }
        way
    }

    /// A shortest way from here that ends with such a step (given where it begins): the actors, and where it leads.
    fn walk(&self, here: u32, way: &mut Vec<u32>, goal: &dyn Fn(u32, Edge) -> bool) -> u32 {
        let mut before: HashMap<u32, (u32, u32)> = HashMap::new();
        let mut queue = VecDeque::from([here]);
        while let Some(state) = queue.pop_front() {
            for edge in self.graph.out(state) {
                if !self.stays(*edge) {
                    continue;
                }
                if goal(state, *edge) {
                    let begin = way.len();
                    way.push(edge.actor());
                    let mut at = state;
                    while at != here {
                        let (previous, actor) = before[&at];
                        way.push(actor);
                        at = previous;
                    }
                    way[begin..].reverse();
                    return edge.to;
                }
                if edge.to != here && !before.contains_key(&edge.to) {
                    before.insert(edge.to, (state, edge.actor()));
                    queue.push_back(edge.to);
                }
            }
        }
        here
    }
}

fn actors(mask: u64) -> impl Iterator<Item = u32> {
    (0..64).filter(move |actor| mask >> actor & 1 == 1)
}

/// The livelocks and starvations of a graph; those of the same actors at the same places are one.
pub fn find<M: Model>(model: &M, graph: &Graph, components: &Components, found: &mut Vec<Finding>) {
    let mut known = BTreeSet::new();
    // By state: its place in its component, and the part of the component that it is in, each part with a number of its own.
    let mut place_of: Vec<u32> = Vec::new();
    let mut part_of: Vec<u32> = Vec::new();
    let mut parts_so_far = 0;
    for (component, members) in cycles(graph, components) {
        place_of.resize(graph.len(), 0);
        part_of.resize(graph.len(), 0);
        for (place, state) in members.iter().enumerate() {
            place_of[*state as usize] = place as u32;
        }
        let place = |state: u32| {
            let inside = components.of[state as usize] == component;
            inside.then(|| place_of[state as usize] as usize)
        };
        let round = Round::new(graph, members, (&components.of, component), None);
        let idle = round.sometimes & !round.stepping;
        if round.is_fair() && idle == 0 {
            report(model, &round, None, &mut known, found);
        }
        for victim in actors(round.sometimes) {
            if round.stepping >> victim & 1 == 0 {
                if round.is_fair() {
                    report(model, &round, Some(victim), &mut known, found);
                }
                continue;
            }
            // A cycle of the others alone, within this one.
            let parts = Components::among(graph, members, place, |actor| actor != victim);
            for (state, part) in members.iter().zip(&parts.of) {
                part_of[*state as usize] = parts_so_far + part + 1;
            }
            for part in 0..parts.len() {
                parts_so_far += 1;
                let members = parts.members(part);
                let round = Round::new(graph, members, (&part_of, parts_so_far), Some(victim));
                let able = round.sometimes >> victim & 1 == 1;
                if round.stepping != 0 && able && round.is_fair() {
                    report(model, &round, Some(victim), &mut known, found);
                }
            }
        }
    }
}

type Key = (Option<u32>, Vec<(u32, Option<Position>)>);

fn report<M: Model>(
    model: &M,
    round: &Round<'_>,
    victim: Option<u32>,
    known: &mut BTreeSet<Key>,
    found: &mut Vec<Finding>,
) {
    let places = round.positions(model);
    if !known.insert((victim, places.clone())) {
        return;
    }
    let start = round.members[0];
    let row = round.graph.state(start).0;
    let way = round.way();
    let mut witness = round.graph.way(start);
    witness.extend(&way);
    let stepping: Vec<u32> = actors(round.stepping).collect();
    let names: Vec<String> = (stepping.iter())
        .map(|actor| model.actor_name(row, *actor))
        .collect();
    let steps = match way.len() {
        1 => "the last step leads".to_owned(),
        count => format!("the last {count} steps lead"),
    };
    let (kind, involved, explanation) = match victim {
        None => {
            let each = if names.len() == 1 {
                "It takes steps for ever and gets no further"
            } else {
                "Each takes steps for ever and none gets any further"
            };
            let text = format!(
                "{} can go round for ever: {steps} back to the same state. {each}, and a fair scheduler need not end that.",
                list(&names),
            );
            (FindingKind::Livelock, stepping, text)
        }
        Some(victim) => {
            let text = format!(
                "{}{} may never get its turn: {steps} back to the same state, all of them taken by {}. On the way it can go on \
                 at times and is held up at others, so a fair scheduler may choose it only ever when it is held up.",
                model.actor_name(row, victim),
                place(model.position(row, victim)),
                list(&names),
            );
            (FindingKind::Starvation, vec![victim], text)
        }
    };
    let mut at: Vec<Option<Position>> = Vec::new();
    match victim {
        Some(victim) => at.push(model.position(row, victim)),
        None => {
            // Where each is first, in the order of actors.
            for actor in &involved {
                let first = places.iter().find(|(other, _)| other == actor);
                at.push(first.and_then(|(_, position)| *position));
            }
        }
    }
    found.push(Finding {
        kind,
        object: None,
        actors: involved,
        positions: at,
        witness,
        repeats: way.len() as u32,
        explanation,
    });
}
