//! A program stepped by hand, forwards and backwards.
//!
//! A step is what it is while exploring: one operation that others can notice, and what belongs to it. After each step the state is
//! packed, as a checkpoint; a checkpoint is a row of numbers, because its components are interned. Where these take too much memory,
//! only every so many steps keep theirs, and those about the present one; to go anywhere is to unpack the last checkpoint
//! before it and to take the steps in between again, which gives the same because choices determine a run.
//!
//! What is visible is learned, first by exploring a little. A step that finds more is undone, and the history is derived anew from
//! how many operations each actor executed, which does not depend on it.

mod follow;

use super::advance::{Detail, ENDLESS};
use super::machine::{Machine, Pause, Stream, Switching, Time};
use super::model::{ModelOptions, ProgramModel};
use super::pack::Packer;
use super::program::Program;
use super::tell;
use super::value::Value;
use super::watch::{Spot, Watch};
use crate::explore::{Exploration, Interruption, Options};
use crate::lang::{Diagnostic, Source};
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

pub use follow::FollowError;

/// How a program is stepped.
#[derive(Clone, Copy, Debug)]
pub struct SessionOptions {
    /// Where actors may be interrupted.
    pub switching: Switching,
    /// What time is.
    pub time: Time,
    /// How much memory checkpoints may take, in bytes, before some are dropped.
    pub memory: usize,
}

impl Default for SessionOptions {
    fn default() -> Self {
        Self {
            switching: Switching::Any,
            time: Time::Free,
            memory: 48 << 20,
        }
    }
}

/// Why a step cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepError {
    /// There is no such actor.
    Actor {
        /// The one that was named.
        actor: u32,
        /// How many there are.
        actors: u32,
    },
    /// It has ended.
    Ended(u32),
    /// It waits: for what, in words.
    Waits(u32, String),
    /// The machine cannot go on.
    Machine(String),
}

impl fmt::Display for StepError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Actor { actor, actors } => {
                write!(f, "there is no actor {actor}: there are {actors}")
            }
            Self::Ended(actor) => write!(f, "actor {actor} has ended"),
            Self::Waits(actor, why) => write!(f, "actor {actor} {why}"),
            Self::Machine(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for StepError {}

/// A step of the history.
#[derive(Clone, Debug)]
struct Taken {
    actor: u32,
    /// How many operations that others can notice it may execute.
    budget: u32,
    /// How many operations of any kind.
    limit: u64,
    runs: Vec<(u32, u32)>,
    printed: Vec<(Stream, String)>,
    told: String,
}

/// A state that can be gone back to.
#[derive(Clone, Debug)]
struct Checkpoint {
    row: Box<[u32]>,
    /// Actors that stand where they were told to, and not before an operation that others can notice.
    held: u64,
}

/// Why a step was not finished.
#[derive(Debug)]
enum Unfinished {
    /// More is visible than was known.
    Restart,
    Error(String),
}

/// A program, stepped by hand.
#[derive(Debug)]
pub struct Session {
    pub(super) program: Arc<Program>,
    options: SessionOptions,
    pub(super) machine: Machine,
    packer: Packer,
    visible: BTreeSet<Spot>,
    /// What ran before the first choice.
    prologue: Taken,
    steps: Vec<Taken>,
    /// One more than steps.
    checkpoints: Vec<Option<Checkpoint>>,
    at: usize,
    held: u64,
    /// Every so many steps keep their checkpoint in any case.
    stride: usize,
}

/// How much is explored to learn what is visible: steps, and operations, of which a step may execute very many.
const LEARNING_STEPS: u64 = 8_000;
const LEARNING_OPERATIONS: u64 = 4_000_000;
/// How often stepping may learn more.
const RESTARTS: u32 = 1000;
/// The steps about the present one whose checkpoints are kept.
const NEAR: usize = 128;
const STRIDE: usize = 256;

fn bit(actor: u32) -> u64 {
    1_u64.checked_shl(actor).unwrap_or(0)
}

impl Session {
    /// A program before its first choice.
    ///
    /// # Errors
    /// What is wrong with the program.
    pub fn load(source: &Source, options: SessionOptions) -> Result<Self, Vec<Diagnostic>> {
        let program = Program::load(source)?;
        let visible = learn(&program, options);
        let mut session = Self {
            machine: Machine::new(&program),
            program,
            options,
            packer: Packer::default(),
            visible,
            prologue: Taken {
                actor: 0,
                budget: 0,
                limit: ENDLESS,
                runs: Vec::new(),
                printed: Vec::new(),
                told: String::new(),
            },
            steps: Vec::new(),
            checkpoints: Vec::new(),
            at: 0,
            held: 0,
            stride: STRIDE,
        };
        session.begin();
        Ok(session)
    }

    /// How many steps were taken.
    pub fn at(&self) -> usize {
        self.at
    }

    /// How many there are, with those that were gone back from.
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Who took each step of the history.
    pub fn path(&self) -> Vec<u32> {
        self.steps.iter().map(|taken| taken.actor).collect()
    }

    /// Whether no step was taken yet.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// The program's hash, for schedules.
    pub fn hash(&self) -> u64 {
        self.program.schedule_hash(self.options.time)
    }

    /// Whether an actor can take a step.
    pub fn is_enabled(&self, actor: u32) -> bool {
        let Some(one) = self.machine.actors.get(actor as usize) else {
            return false;
        };
        !one.has_ended()
            && (one.poised || self.held & bit(actor) != 0)
            && self.machine.is_enabled(actor)
    }

    /// The actors that can take a step.
    pub fn enabled(&self) -> Vec<u32> {
        (0..self.machine.actors.len() as u32)
            .filter(|actor| self.is_enabled(*actor))
            .collect()
    }

    /// Whether an actor stands where it was told to stop, within a step.
    pub(super) fn is_held(&self, actor: u32) -> bool {
        self.held & bit(actor) != 0
    }

    /// Takes one step of an actor, as in exploring. What was gone back from is forgotten, unless it began with the same step.
    ///
    /// # Errors
    /// Why it cannot; then nothing has changed.
    pub fn step(&mut self, actor: u32) -> Result<(), StepError> {
        self.take(actor, 1, ENDLESS)
    }

    /// Executes one operation of bytecode.
    ///
    /// # Errors
    /// Why it cannot; then nothing has changed.
    pub fn step_operation(&mut self, actor: u32) -> Result<(), StepError> {
        self.take(actor, 1, 1)
    }

    /// Goes on up to the actor's next operation that others can notice; if it stands before one, beyond that.
    ///
    /// # Errors
    /// Why it cannot; then nothing has changed.
    pub fn step_to_access(&mut self, actor: u32) -> Result<(), StepError> {
        if !self.is_held(actor) {
            return self.step(actor);
        }
        self.take(actor, 0, ENDLESS)?;
        if self.steps[self.at - 1].runs[0].1 == 0 {
            self.back(1)?;
            return self.step(actor);
        }
        Ok(())
    }

    /// Goes back so many steps, or to the first state.
    ///
    /// # Errors
    /// [`StepError::Machine`].
    pub fn back(&mut self, steps: usize) -> Result<(), StepError> {
        self.jump(self.at.saturating_sub(steps))
    }

    /// Takes the next of the steps that were gone back from; false if there is none.
    ///
    /// # Errors
    /// [`StepError::Machine`].
    pub fn redo(&mut self) -> Result<bool, StepError> {
        if self.at == self.steps.len() {
            return Ok(false);
        }
        self.jump(self.at + 1)?;
        Ok(true)
    }

    /// Goes to the state after so many steps of the history, or to its end.
    ///
    /// # Errors
    /// [`StepError::Machine`].
    pub fn jump(&mut self, step: usize) -> Result<(), StepError> {
        let mut step = step.min(self.steps.len());
        for _ in 0..RESTARTS {
            match self.go_to(step) {
                Ok(()) => return Ok(()),
                Err(Unfinished::Restart) => step = self.derive(step),
                Err(Unfinished::Error(message)) => return Err(StepError::Machine(message)),
            }
        }
        Err(unsettled())
    }

    /// What was printed up to the present state: the step, the stream, the text.
    pub(super) fn printed(&self) -> impl Iterator<Item = (usize, Stream, &str)> {
        let taken = std::iter::once(&self.prologue).chain(&self.steps[..self.at]);
        taken.enumerate().flat_map(|(step, taken)| {
            taken
                .printed
                .iter()
                .map(move |(stream, text)| (step, *stream, text.as_str()))
        })
    }

    /// The last step: its actor, and what it did in words.
    pub(super) fn last(&self) -> Option<(u32, &str)> {
        let taken = &self.steps[self.at.checked_sub(1)?];
        Some((taken.actor, &taken.told))
    }

    /// Lets a closure look at the state before the last step.
    pub(super) fn look_before<T>(&mut self, look: impl FnOnce(&Machine) -> T) -> Option<T> {
        let before = self.at.checked_sub(1)?;
        let checkpoint = self.checkpoints[before].clone()?;
        self.restore(&checkpoint);
        let seen = look(&self.machine);
        let now = self.checkpoints[self.at].clone()?;
        self.restore(&now);
        Some(seen)
    }

    fn take(&mut self, actor: u32, budget: u32, limit: u64) -> Result<(), StepError> {
        let actors = self.machine.actors.len() as u32;
        if actor >= actors {
            return Err(StepError::Actor { actor, actors });
        }
        if self.machine.actors[actor as usize].has_ended() {
            return Err(StepError::Ended(actor));
        }
        if !self.is_enabled(actor) {
            return Err(StepError::Waits(actor, tell::wait(&self.machine, actor).0));
        }
        for _ in 0..RESTARTS {
            match self.execute(actor, budget, limit) {
                Ok(taken) => {
                    self.push(taken);
                    return Ok(());
                }
                Err(Unfinished::Restart) => {
                    let at = self.derive(self.at);
                    self.jump(at)?;
                }
                Err(Unfinished::Error(message)) => {
                    let now = self.checkpoints[self.at].clone();
                    self.restore(&now.expect("the present state is kept"));
                    return Err(StepError::Machine(message));
                }
            }
        }
        Err(unsettled())
    }

    /// Adds a step to the history after the present one.
    fn push(&mut self, taken: Taken) {
        let same = self.steps.get(self.at).is_some_and(|next| {
            (next.actor, next.budget, next.limit) == (taken.actor, taken.budget, taken.limit)
        });
        if !same {
            self.steps.truncate(self.at);
            self.checkpoints.truncate(self.at + 1);
            self.steps.push(taken);
            self.checkpoints.push(None);
        }
        self.at += 1;
        self.keep();
    }

    /// Executes and settles; the machine is then in the new state, which is not kept yet.
    fn execute(&mut self, actor: u32, budget: u32, limit: u64) -> Result<Taken, Unfinished> {
        let before = self.machine.actors[actor as usize].next;
        let poised = self.machine.actors[actor as usize].poised;
        let mut told = match before.filter(|_| poised) {
            Some(access) => tell::access(&self.machine, actor, &access),
            None => tell::operation(&self.machine, actor),
        };
        let ended: Vec<bool> = self
            .machine
            .actors
            .iter()
            .map(|each| each.has_ended())
            .collect();
        let mut detail = Detail::default();
        self.machine.printed.clear();
        let pause = self.machine.go(actor, budget, limit, &mut detail);
        if pause == Pause::Restart {
            return Err(Unfinished::Restart);
        }
        if !poised && let Some(access) = detail.log.first() {
            told = tell::access(&self.machine, actor, access);
        }
        self.held &= !bit(actor);
        if pause == Pause::Limit {
            self.held |= bit(actor);
        }
        self.settle(&mut detail)?;
        for started in &detail.started {
            told.push_str(&format!(
                ", and starts {}",
                tell::name(&self.machine, *started)
            ));
        }
        for each in 0..self.machine.actors.len() {
            if self.machine.actors[each].has_ended() && !ended.get(each).copied().unwrap_or(false) {
                self.machine.report_end(each as u32);
                if each as u32 == actor {
                    told.push_str(", and ends");
                } else {
                    let name = tell::name(&self.machine, each as u32);
                    told.push_str(&format!("; {name} ends"));
                }
            }
        }
        Ok(Taken {
            actor,
            budget,
            limit,
            runs: detail.runs,
            printed: std::mem::take(&mut self.machine.printed),
            told,
        })
    }

    fn settle(&mut self, detail: &mut Detail) -> Result<(), Unfinished> {
        loop {
            match self.machine.go_all(self.held, detail) {
                Ok(()) => return Ok(()),
                // Somebody computes for very long without anybody noticing: one can look at it, and go on with it.
                Err(Interruption::Endless) => {
                    self.held |= detail.runs.last().map_or(0, |(actor, _)| bit(*actor));
                }
                Err(Interruption::Restart) => return Err(Unfinished::Restart),
                Err(Interruption::Error(message)) => return Err(Unfinished::Error(message)),
            }
        }
    }

    /// Keeps the machine's state as the present one.
    fn keep(&mut self) {
        let checkpoint = self.pack();
        self.restore(&checkpoint);
        self.checkpoints[self.at] = Some(checkpoint);
        // Looked at rarely, as it counts everything.
        if self.at.is_multiple_of(64) && self.bytes() > self.options.memory {
            self.thin();
        }
    }

    fn pack(&mut self) -> Checkpoint {
        let mut outline = self.machine.outline(self.options.time, Value::NONE);
        let mut row = Vec::new();
        self.packer.pack(&mut self.machine, &mut outline, &mut row);
        Checkpoint {
            row: row.into(),
            held: self.held,
        }
    }

    fn restore(&mut self, checkpoint: &Checkpoint) {
        let outline = self.packer.unpack(&checkpoint.row, &mut self.machine);
        self.machine.printed.clear();
        self.held = checkpoint.held;
        let watch = self.machine.watch.as_mut().expect("it is watched");
        watch.shared.clear();
        watch.shared.resize(outline.shared as usize, true);
        watch.escaped = false;
    }

    /// How much memory checkpoints take, in bytes.
    pub fn bytes(&self) -> usize {
        let rows = self.checkpoints.iter().flatten();
        self.packer.interner.bytes() + rows.map(|kept| kept.row.len() * 4 + 24).sum::<usize>()
    }

    /// Drops checkpoints, and the components that only they have.
    fn thin(&mut self) {
        loop {
            let near = self.at.saturating_sub(NEAR)..=self.at + NEAR;
            let old = std::mem::take(&mut self.packer);
            for number in 0..self.checkpoints.len() {
                let kept = number.is_multiple_of(self.stride) || near.contains(&number);
                let Some(checkpoint) = self.checkpoints[number].take().filter(|_| kept) else {
                    continue;
                };
                old.unpack(&checkpoint.row, &mut self.machine);
                self.held = checkpoint.held;
                self.checkpoints[number] = Some(self.pack());
            }
            let now = self.checkpoints[self.at]
                .clone()
                .expect("the present state is kept");
            self.restore(&now);
            if self.bytes() <= self.options.memory / 2 || self.stride > self.steps.len() {
                return;
            }
            self.stride *= 2;
        }
    }

    fn go_to(&mut self, step: usize) -> Result<(), Unfinished> {
        let from = (0..=step)
            .rev()
            .find(|from| self.checkpoints[*from].is_some())
            .expect("the first state is kept");
        let checkpoint = self.checkpoints[from].clone().expect("it was looked for");
        self.restore(&checkpoint);
        self.at = from;
        while self.at < step {
            let Taken {
                actor,
                budget,
                limit,
                ..
            } = self.steps[self.at];
            self.execute(actor, budget, limit)?;
            self.at += 1;
            self.keep();
        }
        Ok(())
    }

    /// The program at its beginning, without a history.
    fn begin(&mut self) {
        let mut watch = Watch::new(self.visible.clone());
        if let Some(old) = self.machine.watch.take() {
            watch.uses = old.uses;
        }
        self.steps.clear();
        loop {
            self.machine = Machine::new(&self.program);
            self.machine.switching = self.options.switching;
            self.machine.time = self.options.time;
            self.machine.alive = 1;
            self.machine.watch = Some(Box::new(watch.clone()));
            self.held = 0;
            let mut detail = Detail::default();
            let settled = self.settle(&mut detail);
            let seen = self.machine.watch.as_ref().expect("it is watched");
            self.visible.clone_from(&seen.visible);
            if matches!(settled, Err(Unfinished::Restart)) {
                watch = Watch::new(seen.visible.clone());
                watch.uses = seen.uses.clone();
                continue;
            }
            for actor in 0..self.machine.actors.len() {
                if self.machine.actors[actor].has_ended() {
                    self.machine.report_end(actor as u32);
                }
            }
            self.prologue.runs = detail.runs;
            self.prologue.printed = std::mem::take(&mut self.machine.printed);
            break;
        }
        self.packer = Packer::default();
        self.at = 0;
        self.checkpoints = vec![None];
        self.keep();
    }
}

fn unsettled() -> StepError {
    StepError::Machine("what others can notice is not to be found out".into())
}

/// Explores a little, to learn what is visible.
fn learn(program: &Arc<Program>, options: SessionOptions) -> BTreeSet<Spot> {
    let model = ProgramModel::new(
        program,
        ModelOptions {
            switching: options.switching,
            time: options.time,
            ..ModelOptions::default()
        },
    );
    let mut exploration = Exploration::new(model, Options::default());
    let mut transitions = 0;
    // What goes wrong here will go wrong in stepping, too, and is told there.
    while let Ok(progress) = exploration.advance(256) {
        transitions += progress.transitions.min(256);
        let operations = exploration.model().operations();
        if progress.done || transitions > LEARNING_STEPS || operations > LEARNING_OPERATIONS {
            break;
        }
    }
    exploration.model().visible().clone()
}
