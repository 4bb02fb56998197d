//! A model as small as can be: a few actors with a program each, given as data.

use interleave::explore::{
    Access, Interruption, Model, Outcome, OutcomeKind, Position, Synchronisation, Transition,
    WaitKind, Waiting,
};
use std::collections::HashMap;

/// One operation; an actor has one register. Jumps are invisible and belong to the step before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// The register is the variable's value.
    Load(u32),
    /// As that, and meant to be concurrent.
    LoadAtomic(u32),
    /// The variable is the register plus this, and the modulus bounds it.
    Add(u32, u32),
    /// The variable is this.
    Set(u32, u32),
    SetAtomic(u32, u32),
    Lock(u32),
    Unlock(u32),
    Wait(u32),
    Notify(u32),
    /// If the register is this, go there.
    JumpIf(u32, u32),
    Jump(u32),
}

/// The programs, and what they share.
#[derive(Clone, Debug)]
pub struct Toy {
    pub programs: Vec<Vec<Op>>,
    pub variables: u32,
    pub locks: u32,
    pub modulus: u32,
    /// Whether successors are computed at once where they are asked for, and not remembered.
    pub eager: bool,
    memo: HashMap<(Vec<u32>, u32), (Vec<u32>, Transition)>,
    /// How often it still asks to begin again.
    pub restarts: u32,
}

const OPEN: u32 = 0;

impl Toy {
    pub fn new(variables: u32, locks: u32, programs: Vec<Vec<Op>>) -> Self {
        Self {
            programs,
            variables,
            locks,
            modulus: 1000,
            eager: false,
            memo: HashMap::new(),
            restarts: 0,
        }
    }

    /// Where the actor's place in its program is; behind it its register, and the condition that it waits for and one.
    fn at(&self, actor: u32) -> usize {
        (self.variables + self.locks + 3 * actor) as usize
    }

    fn lock(&self, lock: u32) -> usize {
        (self.variables + lock) as usize
    }

    pub fn next_op(&self, state: &[u32], actor: u32) -> Option<Op> {
        self.programs[actor as usize]
            .get(state[self.at(actor)] as usize)
            .copied()
    }

    /// Follows jumps; false if that has no end.
    fn settle(&self, state: &mut [u32], actor: u32) -> bool {
        let at = self.at(actor);
        for _ in 0..100 {
            match self.next_op(state, actor) {
                Some(Op::Jump(to)) => state[at] = to,
                Some(Op::JumpIf(value, to)) => {
                    state[at] = if state[at + 1] == value {
                        to
                    } else {
                        state[at] + 1
                    };
                }
                _ => return true,
            }
        }
        false
    }

    pub fn take(&self, state: &[u32], actor: u32, next: &mut Vec<u32>) -> Option<Transition> {
        next.extend_from_slice(state);
        let at = self.at(actor);
        let mut transition = Transition::PLAIN;
        next[at] += 1;
        match self
            .next_op(state, actor)
            .expect("an enabled actor has an operation")
        {
            Op::Load(variable) | Op::LoadAtomic(variable) => {
                next[at + 1] = state[variable as usize];
            }
            Op::Add(variable, value) => {
                next[variable as usize] = (state[at + 1] + value) % self.modulus;
            }
            Op::Set(variable, value) | Op::SetAtomic(variable, value) => {
                next[variable as usize] = value;
            }
            Op::Lock(lock) => next[self.lock(lock)] = actor + 1,
            Op::Unlock(lock) => {
                if state[self.lock(lock)] == actor + 1 {
                    next[self.lock(lock)] = OPEN;
                } else {
                    transition = Transition::misuse(lock);
                }
            }
            Op::Wait(condition) => {
                next[at] -= 1;
                next[at + 2] = condition + 1;
                return Some(transition);
            }
            Op::Notify(condition) => {
                transition = Transition::unheard(self.locks + condition);
                for other in 0..self.programs.len() as u32 {
                    let place = self.at(other);
                    if next[place + 2] == condition + 1 {
                        transition = Transition::PLAIN;
                        next[place + 2] = 0;
                        next[place] += 1;
                        if !self.settle(next, other) {
                            return None;
                        }
                    }
                }
            }
            Op::JumpIf(..) | Op::Jump(_) => unreachable!("jumps belong to the step before"),
        }
        self.settle(next, actor).then_some(transition)
    }
}

impl Model for Toy {
    fn initial(&mut self) -> Vec<u32> {
        let mut state = vec![0; (self.variables + self.locks) as usize + 3 * self.programs.len()];
        for actor in 0..self.programs.len() as u32 {
            assert!(self.settle(&mut state, actor), "the begin has an end");
        }
        state
    }

    fn prologue(&mut self) -> Vec<(u32, u32)> {
        Vec::new()
    }

    fn enabled(&self, state: &[u32]) -> u64 {
        let mut enabled = 0;
        for actor in 0..self.programs.len() as u32 {
            let able = state[self.at(actor) + 2] == 0
                && match self.next_op(state, actor) {
                    None => false,
                    Some(Op::Lock(lock)) => state[self.lock(lock)] == OPEN,
                    Some(_) => true,
                };
            enabled |= u64::from(able) << actor;
        }
        enabled
    }

    fn alive(&self, state: &[u32]) -> u64 {
        (0..self.programs.len() as u32)
            .filter(|actor| self.next_op(state, *actor).is_some())
            .fold(0, |mask, actor| mask | 1 << actor)
    }

    fn recall(&self, state: &[u32], actor: u32, next: &mut Vec<u32>) -> Option<Transition> {
        if self.eager {
            return self.take(state, actor, next);
        }
        let (row, transition) = self.memo.get(&(state.to_vec(), actor))?;
        next.extend_from_slice(row);
        Some(*transition)
    }

    fn step(
        &mut self,
        state: &[u32],
        actor: u32,
        next: &mut Vec<u32>,
    ) -> Result<Transition, Interruption> {
        if self.restarts > 0 && state[0] != 0 {
            self.restarts -= 1;
            return Err(Interruption::Restart);
        }
        let transition = self.take(state, actor, next).ok_or(Interruption::Endless)?;
        self.memo
            .insert((state.to_vec(), actor), (next.clone(), transition));
        Ok(transition)
    }

    fn pending(&self, state: &[u32], actor: u32) -> Option<Access> {
        let (variable, write, atomic) = match self.next_op(state, actor)? {
            Op::Load(variable) => (variable, false, false),
            Op::LoadAtomic(variable) => (variable, false, true),
            Op::Add(variable, _) | Op::Set(variable, _) => (variable, true, false),
            Op::SetAtomic(variable, _) => (variable, true, true),
            _ => return None,
        };
        Some(Access {
            variable: variable.into(),
            write,
            atomic,
        })
    }

    fn variable_name(&self, _: &[u32], access: Access) -> String {
        format!("v{}", access.variable)
    }

    fn outcome(&mut self, state: &[u32]) -> Outcome {
        Outcome {
            kind: if self.alive(state) == 0 {
                OutcomeKind::Finished
            } else {
                OutcomeKind::Deadlock
            },
            values: (0..self.variables as usize)
                .map(|variable| (format!("v{variable}"), state[variable].to_string()))
                .collect(),
            output: None,
        }
    }

    fn waiting(&self, state: &[u32]) -> Vec<Waiting> {
        let mut waiting = Vec::new();
        for actor in 0..self.programs.len() as u32 {
            match (self.next_op(state, actor), state[self.at(actor) + 2]) {
                (Some(Op::Lock(lock)), _) if state[self.lock(lock)] != OPEN => {
                    waiting.push(Waiting {
                        actor,
                        object: lock,
                        kind: WaitKind::Lock,
                        holders: vec![state[self.lock(lock)] - 1],
                    });
                }
                (Some(Op::Wait(condition)), 1..) => waiting.push(Waiting {
                    actor,
                    object: self.locks + condition,
                    kind: WaitKind::Notification,
                    holders: Vec::new(),
                }),
                _ => {}
            }
        }
        waiting
    }

    fn object_name(&self, object: u32) -> String {
        match object.checked_sub(self.locks) {
            None => format!("lock {object}"),
            Some(condition) => format!("condition {condition}"),
        }
    }

    fn misuse_text(&self, message: u32) -> String {
        format!("it releases lock {message}, which it does not hold.")
    }

    fn synchronises(&mut self, state: &[u32], actor: u32) -> Vec<Synchronisation> {
        let object = |object: u32| u64::from(object);
        match self.next_op(state, actor) {
            Some(Op::Lock(lock)) => vec![Synchronisation::Acquire(object(lock))],
            Some(Op::Unlock(lock)) => vec![Synchronisation::Release(object(lock))],
            Some(Op::Wait(condition) | Op::Notify(condition)) => vec![
                Synchronisation::Acquire(object(self.locks + condition)),
                Synchronisation::Release(object(self.locks + condition)),
            ],
            _ => Vec::new(),
        }
    }

    fn runs(&mut self, _: &[u32], actor: u32) -> Vec<(u32, u32)> {
        vec![(actor, 1)]
    }

    fn position(&self, state: &[u32], actor: u32) -> Option<Position> {
        self.next_op(state, actor).map(|_| Position {
            line: state[self.at(actor)] + 1,
            column: actor + 1,
        })
    }

    fn actor_name(&self, _: &[u32], actor: u32) -> String {
        format!("actor {actor}")
    }

    fn step_name(&self, _: &[u32], actor: u32) -> String {
        format!("step of {actor}")
    }

    fn bytes(&self) -> u64 {
        0
    }
}
