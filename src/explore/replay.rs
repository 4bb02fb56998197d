//! Following a schedule of choices.

use super::{
    expand::successor,
    failure::Failure,
    model::{Interruption, Model, Transition},
    schedule::Schedule,
};

/// Takes one step, known or not.
///
/// # Errors
/// What the model says. A step without an end leads to a marked state.
pub fn take<M: Model>(
    model: &mut M,
    state: &[u32],
    actor: u32,
    next: &mut Vec<u32>,
) -> Result<Transition, Interruption> {
    next.clear();
    if let Some(transition) = model.recall(state, actor, next) {
        return Ok(transition);
    }
    next.clear();
    successor(model, state, actor, next)
}

/// Takes these steps from the first state on, calls before each of them, and gives the last state's row.
///
/// # Errors
/// What the model says: it says nothing that it did not say when the steps were found.
pub fn replay<M: Model>(
    model: &mut M,
    actors: &[u32],
    mut before: impl FnMut(&mut M, &[u32], u32),
) -> Result<Vec<u32>, Failure> {
    let mut state = model.initial();
    let mut next = Vec::new();
    for actor in actors {
        before(model, &state, *actor);
        take(model, &state, *actor, &mut next)?;
        std::mem::swap(&mut state, &mut next);
    }
    Ok(state)
}

/// The operations that these choices amount to.
///
/// # Errors
/// What the model says: it says nothing that it did not say when the steps were found.
pub fn schedule<M: Model>(
    model: &mut M,
    program: u64,
    actors: &[u32],
) -> Result<Schedule, Failure> {
    let mut schedule = Schedule {
        program,
        ..Schedule::default()
    };
    for (actor, operations) in model.prologue() {
        schedule.push(actor, operations);
    }
    replay(model, actors, |model, state, actor| {
        for (actor, operations) in model.runs(state, actor) {
            schedule.push(actor, operations);
        }
    })?;
    Ok(schedule)
}
