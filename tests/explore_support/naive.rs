//! What the explorer is held against: all schedules one by one, without a state ever being recognized.

use super::toy::{Op, Toy};
use interleave::explore::{Model, Outcome, OutcomeKind};
use std::collections::{BTreeMap, BTreeSet};

/// What is known of an outcome.
#[derive(Clone, Debug)]
pub struct Known {
    pub count: u64,
    pub probability: f64,
    pub shortest: usize,
    /// Preemptions, and then steps.
    pub fewest: (u32, usize),
}

/// One access of a schedule: the actor, its clock then, and what it does.
#[derive(Clone)]
struct Accessed {
    actor: usize,
    clock: Vec<u32>,
    variable: u64,
    write: bool,
    atomic: bool,
}

#[derive(Default)]
pub struct Naive {
    pub outcomes: BTreeMap<Outcome, Known>,
    /// Variables with two accesses of some schedule that nothing orders.
    pub races: BTreeSet<u64>,
    /// Whether somebody released what is not his own.
    pub misuse: bool,
    /// Whether an actor waits for a notification at the end that came too early.
    pub lost_wake_up: bool,
}

struct Path {
    steps: usize,
    preemptions: u32,
    probability: f64,
    last: Option<u32>,
    clocks: Vec<Vec<u32>>,
    /// What a lock or a condition hands on.
    objects: BTreeMap<u32, Vec<u32>>,
    accesses: Vec<Accessed>,
    unheard: BTreeSet<u32>,
}

/// Follows every schedule of a model whose schedules all end.
pub fn enumerate(toy: &mut Toy) -> Naive {
    let mut naive = Naive::default();
    let state = toy.initial();
    let actors = toy.programs.len();
    let path = Path {
        steps: 0,
        preemptions: 0,
        probability: 1.0,
        last: None,
        clocks: vec![vec![0; actors]; actors],
        objects: BTreeMap::new(),
        accesses: Vec::new(),
        unheard: BTreeSet::new(),
    };
    follow(toy, &state, &path, &mut naive);
    naive
}

fn end(naive: &mut Naive, outcome: Outcome, path: &Path) {
    let known = naive.outcomes.entry(outcome).or_insert(Known {
        count: 0,
        probability: 0.0,
        shortest: usize::MAX,
        fewest: (u32::MAX, 0),
    });
    known.count += 1;
    known.probability += path.probability;
    known.shortest = known.shortest.min(path.steps);
    known.fewest = known.fewest.min((path.preemptions, path.steps));
}

fn follow(toy: &mut Toy, state: &[u32], path: &Path, naive: &mut Naive) {
    let enabled = toy.enabled(state);
    if enabled == 0 {
        let outcome = toy.outcome(state);
        let waits = toy.waiting(state);
        naive.lost_wake_up |= outcome.kind == OutcomeKind::Deadlock
            && waits.iter().any(|wait| path.unheard.contains(&wait.object));
        end(naive, outcome, path);
        return;
    }
    for actor in (0..64).filter(|actor| enabled >> actor & 1 == 1) {
        let op = toy.next_op(state, actor).expect("it is enabled");
        let mut after = Path {
            steps: path.steps + 1,
            preemptions: path.preemptions
                + u32::from(
                    path.last
                        .is_some_and(|last| last != actor && enabled >> last & 1 == 1),
                ),
            probability: path.probability / f64::from(enabled.count_ones()),
            last: Some(actor),
            clocks: path.clocks.clone(),
            objects: path.objects.clone(),
            accesses: path.accesses.clone(),
            unheard: path.unheard.clone(),
        };
        observe(toy, state, actor, op, &mut after, naive);
        let mut next = Vec::new();
        match toy.take(state, actor, &mut next) {
            Some(_) => follow(toy, &next, &after, naive),
            None => {
                let mut outcome = toy.outcome(state);
                outcome.kind = OutcomeKind::Endless;
                end(naive, outcome, &after);
            }
        }
    }
}

fn observe(toy: &Toy, state: &[u32], actor: u32, op: Op, path: &mut Path, naive: &mut Naive) {
    let me = actor as usize;
    path.clocks[me][me] += 1;
    let object = match op {
        Op::Lock(lock) | Op::Unlock(lock) => Some(lock),
        Op::Wait(condition) | Op::Notify(condition) => Some(toy.locks + condition),
        _ => None,
    };
    if let Some(object) = object {
        if !matches!(op, Op::Unlock(_)) {
            for (own, other) in path.clocks[me]
                .iter_mut()
                .zip(path.objects.get(&object).into_iter().flatten())
            {
                *own = (*own).max(*other);
            }
        }
        if !matches!(op, Op::Lock(_)) {
            let handed = path
                .objects
                .entry(object)
                .or_insert_with(|| vec![0; path.clocks.len()]);
            for (handed, own) in handed.iter_mut().zip(&path.clocks[me]) {
                *handed = (*handed).max(*own);
            }
        }
    }
    match op {
        Op::Unlock(lock) => {
            naive.misuse |= state[(toy.variables + lock) as usize] != actor + 1;
        }
        Op::Notify(condition) => {
            let waits = toy.waiting(state);
            if !waits
                .iter()
                .any(|wait| wait.object == toy.locks + condition)
            {
                path.unheard.insert(toy.locks + condition);
            }
        }
        _ => {}
    }
    if let Some(access) = toy.pending(state, actor) {
        let clock = path.clocks[me].clone();
        for before in &path.accesses {
            if before.actor != me
                && before.variable == access.variable
                && (before.write || access.write)
                && !(before.atomic && access.atomic)
                && clock[before.actor] < before.clock[before.actor]
            {
                naive.races.insert(access.variable);
            }
        }
        path.accesses.push(Accessed {
            actor: me,
            clock,
            variable: access.variable,
            write: access.write,
            atomic: access.atomic,
        });
    }
}
