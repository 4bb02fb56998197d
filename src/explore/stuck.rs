//! Deadlocks, and among them those after a lost wake-up.

use super::{
    ending::Endings,
    finding::{Finding, FindingKind, list, place},
    graph::Graph,
    model::{Event, Model, OutcomeKind, WaitKind, Waiting},
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The deadlocks of a graph. Those in which the same actors wait for the same things are one, but for those after a notification
/// that nobody heard.
pub fn find<M: Model>(model: &M, graph: &Graph, endings: &Endings, found: &mut Vec<Finding>) {
    let mut stuck = Vec::new();
    let mut by_object: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for (state, outcome) in &endings.states {
        if endings.outcomes[*outcome as usize].kind == OutcomeKind::Deadlock {
            let mut waits = model.waiting(graph.state(*state).0);
            waits.sort();
            for wait in &waits {
                if wait.kind == WaitKind::Notification {
                    by_object.entry(wait.object).or_default().insert(*state);
                }
            }
            stuck.push((*state, waits));
        }
    }
    let reached: Vec<(u32, Reached)> = by_object
        .into_iter()
        .map(|(object, targets)| (object, after(graph, Event::Unheard(object), targets)))
        .collect();
    let mut known = BTreeSet::new();
    for (state, waits) in stuck {
        let lost = reached.iter().find(|(object, reached)| {
            let waited =
                |wait: &Waiting| wait.kind == WaitKind::Notification && wait.object == *object;
            reached.contains_key(&state) && waits.iter().any(waited)
        });
        let key = (waits.clone(), lost.map(|(object, _)| *object));
        if known.insert(key) {
            let row = graph.state(state).0;
            found.push(match lost {
                Some((object, reached)) => {
                    let way = retrace(graph, reached, state);
                    lost_wake_up(model, row, &waits, *object, way)
                }
                None => deadlock(model, row, &waits, graph.way(state)),
            });
        }
    }
}

/// States after an event: the edge by which each was reached first, and whether that is the event's own.
type Reached = HashMap<u32, (u32, bool)>;

/// The states that can be reached after a step with this event, by shortest ways from the first state, until these have been
/// met.
fn after(graph: &Graph, event: Event, mut targets: BTreeSet<u32>) -> Reached {
    let mut reached = Reached::new();
    let mut level = 0..1u32;
    let mut frontier: Vec<u32> = Vec::new();
    while !(targets.is_empty() || level.is_empty() && frontier.is_empty()) {
        let mut next = Vec::new();
        let mut reach = |state: u32, own: bool| {
            for (rank, edge) in graph.out(state).iter().enumerate() {
                if !own || edge.event() == event {
                    reached.entry(edge.to).or_insert_with(|| {
                        next.push(edge.to);
                        (graph.first[state as usize] + rank as u32, own)
                    });
                }
            }
        };
        level.clone().for_each(|state| reach(state, true));
        frontier.iter().for_each(|state| reach(*state, false));
        for state in &next {
            targets.remove(state);
        }
        frontier = next;
        level = graph.level_after(level);
    }
    reached
}

/// A shortest way to such a state that passes the event.
fn retrace(graph: &Graph, reached: &Reached, mut state: u32) -> Vec<u32> {
    let mut actors = Vec::new();
    loop {
        let (edge, own) = reached[&state];
        actors.push(graph.edges[edge as usize].actor());
        state = graph.source(edge);
        if own {
            break;
        }
    }
    let mut way = graph.way(state);
    way.extend(actors.into_iter().rev());
    way
}

fn lost_wake_up<M: Model>(
    model: &M,
    row: &[u32],
    waits: &[Waiting],
    object: u32,
    witness: Vec<u32>,
) -> Finding {
    let actors: Vec<u32> = waits
        .iter()
        .filter(|wait| wait.kind == WaitKind::Notification && wait.object == object)
        .map(|wait| wait.actor)
        .collect();
    let names: Vec<String> = actors.iter().map(|a| model.actor_name(row, *a)).collect();
    let (wait, they) = if names.len() == 1 {
        ("waits", "it")
    } else {
        ("wait", "they")
    };
    let positions: Vec<_> = actors.iter().map(|a| model.position(row, *a)).collect();
    let name = model.object_name(object);
    let explanation = format!(
        "{} {wait} for a notification of {name}{}. It came before {they} waited, when nobody was there to be woken, and is not \
         kept; no other will come. What is waited for must be tested under the lock before waiting, and again after.",
        list(&names),
        place(positions.first().copied().flatten()),
    );
    Finding {
        kind: FindingKind::LostWakeUp,
        object: Some(name),
        actors,
        positions,
        witness,
        repeats: 0,
        explanation,
    }
}

/// A deadlock as a finding, given a way to it.
pub fn deadlock<M: Model>(model: &M, row: &[u32], waits: &[Waiting], witness: Vec<u32>) -> Finding {
    let circle = circle(waits);
    let shown: Vec<&Waiting> = match &circle {
        Some(circle) => circle.iter().map(|index| &waits[*index]).collect(),
        None => waits.iter().collect(),
    };
    let sentences: Vec<String> = shown.iter().map(|wait| says(model, row, wait)).collect();
    let end = match &circle {
        Some(circle) if circle.len() > 1 => {
            "So each waits for the next in a circle, and none of them can go on."
        }
        Some(_) => "So it waits for itself.",
        None => "Nobody is left who could end that.",
    };
    let mut objects: Vec<String> = Vec::new();
    for wait in &shown {
        let name = model.object_name(wait.object);
        if !objects.contains(&name) {
            objects.push(name);
        }
    }
    Finding {
        kind: FindingKind::Deadlock,
        object: (!objects.is_empty()).then(|| objects.join(", ")),
        actors: shown.iter().map(|wait| wait.actor).collect(),
        positions: (shown.iter())
            .map(|wait| model.position(row, wait.actor))
            .collect(),
        witness,
        repeats: 0,
        explanation: format!("{}. {end}", sentences.join("; ")),
    }
}

fn says<M: Model>(model: &M, row: &[u32], wait: &Waiting) -> String {
    let actor = model.actor_name(row, wait.actor);
    let object = model.object_name(wait.object);
    let place = place(model.position(row, wait.actor));
    let holders: Vec<String> = (wait.holders.iter())
        .map(|actor| model.actor_name(row, *actor))
        .collect();
    match wait.kind {
        WaitKind::Lock if holders.is_empty() => format!("{actor} waits for {object}{place}"),
        WaitKind::Lock => {
            let holds = if holders.len() == 1 { "holds" } else { "hold" };
            format!(
                "{actor} waits for {object}{place}, which {} {holds}",
                list(&holders)
            )
        }
        WaitKind::Notification => {
            format!("{actor} waits for a notification of {object}{place}")
        }
        WaitKind::Queue => format!("{actor} waits at the queue {object}{place}"),
        WaitKind::Join => format!("{actor} waits for the end of {object}{place}"),
        WaitKind::Socket => format!("{actor} waits at the socket {object}{place}"),
        WaitKind::Other => format!("{actor} waits for {object}{place}"),
    }
}

/// Waits of which each is held up by the actor of the next one, and the last by that of the first, as indices.
fn circle(waits: &[Waiting]) -> Option<Vec<usize>> {
    let by_actor: BTreeMap<u32, usize> = (waits.iter().enumerate())
        .map(|(index, wait)| (wait.actor, index))
        .collect();
    // Depth first; a wait that leads to no circle is not looked at again.
    let mut finished = BTreeSet::new();
    for start in 0..waits.len() {
        let mut path = vec![(start, 0)];
        while let Some((index, next)) = path.last_mut() {
            let index = *index;
            let Some(holder) = waits[index].holders.get(*next) else {
                finished.insert(index);
                path.pop();
                continue;
            };
            *next += 1;
            let Some(after) = by_actor.get(holder) else {
                continue;
            };
            if let Some(begin) = path.iter().position(|(index, _)| index == after) {
                return Some(path[begin..].iter().map(|(index, _)| *index).collect());
            }
            if !finished.contains(after) {
                path.push((*after, 0));
            }
        }
    }
    None
}
