//! What is wrong with a program, beyond its outcomes.

use super::{
    clock::Clocks,
    component::Components,
    cycle,
    ending::Endings,
    failure::Failure,
    graph::Graph,
    model::{Event, Model, Position},
    race::{Race, races},
    stuck,
};
use serde::Serialize;
use std::collections::BTreeSet;

/// What sort of thing it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub enum FindingKind {
    /// Two actors are about to access one variable, one of them writes, and nothing orders them.
    #[serde(rename = "data race")]
    DataRace,
    /// Actors wait for ever.
    #[serde(rename = "deadlock")]
    Deadlock,
    /// An actor waits for ever for a notification that came before it waited.
    #[serde(rename = "lost wake-up")]
    LostWakeUp,
    /// Actors go on for ever, and get nowhere, under a fair scheduler.
    #[serde(rename = "livelock")]
    Livelock,
    /// An actor could go on again and again, and never does, under a fair scheduler.
    #[serde(rename = "starvation")]
    Starvation,
    /// An operation that must not be done, such as releasing somebody else's lock.
    #[serde(rename = "misuse")]
    Misuse,
}

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What sort of thing.
    pub kind: FindingKind,
    /// The variable, the lock, the condition …
    pub object: Option<String>,
    /// Who takes part.
    pub actors: Vec<u32>,
    /// Where each of them is, as far as it is anywhere.
    pub positions: Vec<Option<Position>>,
    /// The choices that lead there.
    pub witness: Vec<u32>,
    /// How many of the last choices can be repeated for ever.
    pub repeats: u32,
    /// What happens, for a person.
    pub explanation: String,
}

/// Everything that is found in a graph, by kind and then by the state where it begins.
///
/// # Errors
/// What the model says as it follows a witness.
pub fn findings<M: Model>(
    model: &mut M,
    graph: &Graph,
    components: &Components,
    endings: &Endings,
    several_threads: bool,
) -> Result<Vec<Finding>, Failure> {
    let mut found = Vec::new();
    for race in races(model, graph, several_threads) {
        let state = graph.state(race.state).0;
        found.push(explain_race(model, state, &race, graph.way(race.state))?);
    }
    stuck::find(model, graph, endings, &mut found);
    cycle::find(model, graph, components, &mut found);
    misuses(model, graph, &mut found);
    found.sort_by_key(|finding| finding.kind);
    Ok(found)
}

/// A race as a finding, given a way to its state.
///
/// # Errors
/// What the model says as it follows the way.
pub fn explain_race<M: Model>(
    model: &mut M,
    state: &[u32],
    race: &Race,
    witness: Vec<u32>,
) -> Result<Finding, Failure> {
    let clocks = Clocks::after(model, &witness)?;
    let variable = model.variable_name(state, race.accesses[0]);
    let [one, other] = race.actors;
    let positions = race.actors.map(|actor| model.position(state, actor));
    let doing = race
        .accesses
        .map(|access| if access.write { "write" } else { "read" });
    let names = race.actors.map(|actor| model.actor_name(state, actor));
    let places = positions.map(place);
    let numbers = race.actors.map(|actor| clocks.knows(actor, actor) + 1);
    let explanation = format!(
        "{} is about to {} {variable}{} and {} to {} it{}, in either order, for no lock, queue or join makes one of them wait. \
         By the vector clocks of this schedule, the {} is step {} of {}, of which {} knows {}; the {} is step {} of {}, of which \
         {} knows {}. So neither access happens before the other.",
        names[0],
        doing[0],
        places[0],
        names[1],
        doing[1],
        places[1],
        doing[0],
        numbers[0],
        names[0],
        names[1],
        known(clocks.knows(other, one)),
        doing[1],
        numbers[1],
        names[1],
        names[0],
        known(clocks.knows(one, other)),
    );
    Ok(Finding {
        kind: FindingKind::DataRace,
        object: Some(variable),
        actors: race.actors.to_vec(),
        positions: positions.to_vec(),
        witness,
        repeats: 0,
        explanation,
    })
}

fn known(steps: u32) -> String {
    match steps {
        0 => "none".to_owned(),
        1 => "only the first".to_owned(),
        _ => format!("only the first {steps}"),
    }
}

/// A place in a sentence, with a space in front; nothing if there is none.
pub fn place(position: Option<Position>) -> String {
    match position {
        Some(position) => format!(" (line {}, column {})", position.line, position.column),
        None => String::new(),
    }
}

/// Names in a sentence.
pub fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [name] => name.clone(),
        [names @ .., last] => format!("{} and {last}", names.join(", ")),
    }
}

/// Each message once for each place, at the first state where it occurs.
fn misuses<M: Model>(model: &M, graph: &Graph, found: &mut Vec<Finding>) {
    let mut known = BTreeSet::new();
    for (index, edge) in graph.edges.iter().enumerate() {
        if let Event::Misuse(message) = edge.event() {
            let source = graph.source(index as u32);
            let state = graph.state(source).0;
            if known.insert((message, model.position(state, edge.actor()))) {
                found.push(misuse(
                    model,
                    state,
                    edge.actor(),
                    message,
                    graph.way(source),
                ));
            }
        }
    }
}

/// A misuse as a finding, given a way to the state before it.
pub fn misuse<M: Model>(
    model: &M,
    state: &[u32],
    actor: u32,
    message: u32,
    mut witness: Vec<u32>,
) -> Finding {
    witness.push(actor);
    let position = model.position(state, actor);
    Finding {
        kind: FindingKind::Misuse,
        object: None,
        actors: vec![actor],
        positions: vec![position],
        witness,
        repeats: 0,
        explanation: format!(
            "{}{}: {}",
            model.actor_name(state, actor),
            place(position),
            model.misuse_text(message)
        ),
    }
}
