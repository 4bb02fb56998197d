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
mod listing;
mod trace;

use super::advance::{Detail, ENDLESS};
use super::machine::{Machine, Pause, Stream, Switching, Time};
use super::model::{ModelOptions, ProgramModel};
use super::pack::Packer;
use super::program::Program;
use super::tell;
use super::value::Value;
use super::watch::{Access, Spot, Verb, Watch};
use crate::explore::{Exploration, Grain, Interruption, Options, runs_text};
use crate::lang::{Diagnostic, Source};
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

pub use follow::FollowError;
pub use listing::{FunctionListing, Listing, OperationListing, Place, StatementListing};
pub use trace::{Datum, TraceEvent, TraceUpdate};

/// How a program is stepped.
#[derive(Clone, Copy, Debug)]
pub struct SessionOptions {
    /// Where actors may be interrupted.
    pub switching: Switching,
    /// What time is.
    pub time: Time,
    /// How much memory checkpoints may take, in bytes, before some are dropped.
    pub memory: usize,
    /// Whether it begins before the program's first statement, and not before its first operation that others can notice.
    pub from_start: bool,
}

impl Default for SessionOptions {
    fn default() -> Self {
        Self {
            switching: Switching::Any,
            time: Time::Free,
            memory: 48 << 20,
            from_start: false,
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

/// How far a step goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// Up to the actor's next operation that others can notice. What nobody notices the others do at once, too.
    Access,
    /// Up to its next statement, or to its second operation that others can notice.
    Statement,
    /// So many operations of bytecode.
    Operations(u64),
}

impl Until {
    /// As it stands in a schedule.
    fn grain(self) -> Grain {
        match self {
            Self::Access => Grain::Access,
            Self::Statement => Grain::Statement,
            Self::Operations(_) => Grain::Operations,
        }
    }
}

/// What a step is made of: it comes to the same whenever it is taken in the same state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Choice {
    actor: u32,
    /// How many operations that others can notice it may execute.
    budget: u32,
    until: Until,
}

/// A step of the history.
#[derive(Clone, Debug)]
struct Taken {
    choice: Choice,
    runs: Vec<(u32, u32)>,
    printed: Vec<(Stream, String)>,
    told: String,
    /// What others did then, in words, until it is added to the history.
    also: String,
    /// How many steps of the explorer it amounts to.
    moves: u32,
    happened: Vec<trace::Happening>,
    events: Vec<trace::Recorded>,
}

impl Taken {
    /// Its runs, without those of others who could not go on. It may itself have come to wait at once.
    fn executed(&self) -> Vec<(u32, u32)> {
        let runs = self.runs.iter().copied().enumerate();
        let runs = runs.filter(|(at, (_, count))| *at == 0 || *count > 0);
        runs.map(|(_, run)| run).collect()
    }

    fn nothing() -> Self {
        Self {
            choice: Choice {
                actor: 0,
                budget: 0,
                until: Until::Access,
            },
            runs: Vec::new(),
            printed: Vec::new(),
            told: String::new(),
            also: String::new(),
            moves: 0,
            happened: Vec::new(),
            events: Vec::new(),
        }
    }
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
    recorder: trace::Recorder,
    /// The first step whose events the page does not have; 0 is what ran before the first choice.
    fresh: usize,
    /// Whether the program was held before its first statement.
    from_start: bool,
    /// Operations of the program with which others can notice something, as far as that is known: code and index.
    sites: BTreeSet<(u32, u32)>,
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
        let (visible, sites) = learn(&program, options);
        let mut session = Self {
            machine: Machine::new(&program),
            program,
            options,
            packer: Packer::default(),
            visible,
            prologue: Taken::nothing(),
            steps: Vec::new(),
            checkpoints: Vec::new(),
            at: 0,
            held: 0,
            stride: STRIDE,
            recorder: trace::Recorder::default(),
            fresh: 0,
            from_start: options.from_start,
            sites,
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
        self.steps.iter().map(|taken| taken.choice.actor).collect()
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
        self.take(actor, 1, Until::Access)
    }

    /// Executes one operation of bytecode.
    ///
    /// # Errors
    /// Why it cannot; then nothing has changed.
    pub fn step_operation(&mut self, actor: u32) -> Result<(), StepError> {
        self.take(actor, 1, Until::Operations(1))
    }

    /// Goes on to the actor's next statement, in whichever function that is; within a statement, where others could notice a
    /// second time.
    ///
    /// # Errors
    /// Why it cannot; then nothing has changed.
    pub fn step_statement(&mut self, actor: u32) -> Result<(), StepError> {
        self.take(actor, 1, Until::Statement)
    }

    /// Goes on up to the actor's next operation that others can notice; if it stands before one, beyond that.
    ///
    /// # Errors
    /// Why it cannot; then nothing has changed.
    pub fn step_to_access(&mut self, actor: u32) -> Result<(), StepError> {
        if !self.is_held(actor) {
            return self.step(actor);
        }
        self.take(actor, 0, Until::Access)?;
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

    /// The part of the trace that was not given yet.
    pub fn trace_update(&mut self) -> TraceUpdate {
        let from = std::mem::replace(&mut self.fresh, self.steps.len() + 1);
        let all = || std::iter::once(&self.prologue).chain(&self.steps);
        let fresh = || all().skip(from);
        let mut end = all().take(from).map(|taken| taken.events.len()).sum();
        TraceUpdate {
            from,
            events: fresh()
                .flat_map(|taken| &taken.events)
                .map(|recorded| recorded.event.clone())
                .collect(),
            ends: fresh()
                .map(|taken| {
                    end += taken.events.len();
                    end
                })
                .collect(),
            actors: fresh().map(|taken| taken.choice.actor).collect(),
            moves: fresh().map(|taken| taken.moves).collect(),
            runs: fresh()
                .map(|taken| {
                    taken.choice.until.grain().letter().to_owned() + &runs_text(&taken.executed())
                })
                .collect(),
            said: fresh().map(|taken| taken.told.clone()).collect(),
        }
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
        Some((taken.choice.actor, &taken.told))
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

    fn take(&mut self, actor: u32, budget: u32, until: Until) -> Result<(), StepError> {
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
        let choice = Choice {
            actor,
            budget,
            until,
        };
        for _ in 0..RESTARTS {
            match self.execute(choice) {
                Ok(taken) => {
                    self.push(taken);
                    return Ok(());
                }
                Err(Unfinished::Restart) => {
                    let at = self.derive(self.at);
                    self.jump(at)?;
                }
                Err(Unfinished::Error(message)) => {
                    self.undo();
                    return Err(StepError::Machine(message));
                }
            }
        }
        Err(unsettled())
    }

    /// Back to the present state, after a step that is not to be.
    fn undo(&mut self) {
        let now = self.checkpoints[self.at].clone();
        self.restore(&now.expect("the present state is kept"));
    }

    /// Adds a step to the history after the present one.
    fn push(&mut self, mut taken: Taken) {
        let next = self.steps.get(self.at);
        if !next.is_some_and(|next| next.choice == taken.choice) {
            if self.at < self.steps.len() {
                self.steps.truncate(self.at);
                self.checkpoints.truncate(self.at + 1);
                let kept = std::iter::once(&self.prologue).chain(&self.steps);
                self.recorder = trace::Recorder::of(kept.flat_map(|taken| &taken.events));
            }
            let number = self.steps.len() + 1;
            self.fresh = self.fresh.min(number);
            self.record(&mut taken, number);
            self.steps.push(taken);
            self.checkpoints.push(None);
        }
        self.at += 1;
        self.learn_sites();
        self.keep();
    }

    /// Makes events of what happened in a step.
    fn record(&mut self, taken: &mut Taken, number: usize) {
        let happened = std::mem::take(&mut taken.happened);
        let (events, lost) = self.recorder.record(happened, number as u32);
        taken.events = events;
        if let Some(mut names) = lost.map(|lost| {
            let names = lost.iter().map(|each| tell::name(&self.machine, *each));
            names.collect::<Vec<_>>()
        }) {
            let last = names.pop().unwrap_or_default();
            let words = match names.is_empty() {
                true => format!("the update of {last} is lost"),
                false => format!("the updates of {} and {last} are lost", names.join(", ")),
            };
            taken.told.push_str(&format!("; {words}"));
        }
        let also = std::mem::take(&mut taken.also);
        taken.told.push_str(&also);
    }

    /// Keeps which operations others can notice, as far as that was learned in stepping.
    fn learn_sites(&mut self) {
        let watch = self.machine.watch.as_mut().expect("it is watched");
        self.sites.append(&mut watch.sites);
    }

    /// Executes and settles; the machine is then in the new state, which is not kept yet.
    fn execute(&mut self, choice: Choice) -> Result<Taken, Unfinished> {
        let Choice {
            actor,
            budget,
            until,
        } = choice;
        let poised = self.machine.actors[actor as usize].poised;
        let one = &self.machine.actors[actor as usize];
        let first = one.next.filter(|_| poised);
        let mut told = match first {
            Some(access) => tell::access(&self.machine, actor, &access),
            None => tell::going_on(&self.machine, actor),
        };
        let before = trace::standings(&self.machine);
        let mut detail = Detail::default();
        self.machine.printed.clear();
        self.watch().notes.clear();
        let pause = match until {
            Until::Access => self.machine.go(actor, budget, ENDLESS, &mut detail),
            Until::Operations(limit) => self.machine.go(actor, budget, limit, &mut detail),
            Until::Statement => self.machine.go_statement(actor, budget, &mut detail),
        };
        if pause == Pause::Restart {
            return Err(Unfinished::Restart);
        }
        let watch = self.machine.watch.as_ref().expect("it is watched");
        // What was told before is better where it names what is gone now.
        let gets = |it: &Access| matches!(it.verb, Verb::Get | Verb::Receive);
        let several = detail.log.len() > 1 || detail.log.first().is_some_and(gets);
        if watch.noting && (several || (first.is_none() && !detail.log.is_empty())) {
            told = tell::done(&self.machine, actor, &detail.log, &watch.notes);
        }
        // The explorer's steps begin with an access; where a switch is not possible, others belong to them.
        let moves = u32::from(budget > 0 && !detail.log.is_empty());
        self.held &= !bit(actor);
        if pause == Pause::Limit {
            self.held |= bit(actor);
        }
        match until {
            Until::Access => self.settle(&mut detail)?,
            Until::Statement | Until::Operations(_) => self.hold_all(&mut detail)?,
        }
        self.report_ends(&before);
        let happened = trace::happened(&mut self.machine, &before);
        for started in &detail.started {
            let name = tell::name(&self.machine, *started);
            told.push_str(&format!(", and starts {name}"));
        }
        let mut also = String::new();
        for each in 0..self.machine.actors.len() {
            let ended = before.get(each).is_some_and(|it| it.ended);
            if self.machine.actors[each].has_ended() && !ended {
                if each as u32 == actor {
                    told.push_str(", and ends");
                } else {
                    let name = tell::name(&self.machine, each as u32);
                    also.push_str(&format!("; {name} ends"));
                }
            }
        }
        Ok(Taken {
            choice,
            runs: detail.runs,
            printed: std::mem::take(&mut self.machine.printed),
            told,
            also,
            moves,
            happened,
            events: Vec::new(),
        })
    }

    /// What exceptions that nobody caught print.
    fn report_ends(&mut self, before: &[trace::Standing]) {
        for each in 0..self.machine.actors.len() {
            let ended = before.get(each).is_some_and(|it| it.ended);
            if self.machine.actors[each].has_ended() && !ended {
                let noted = self.watch().notes.len();
                self.machine.report_end(each as u32);
                for note in &mut self.watch().notes[noted..] {
                    note.actor = each as u32;
                }
            }
        }
    }

    /// After a step that is finer than up to the next access everybody stays, so that they can be stepped as finely: who has
    /// just been started goes to its first statement.
    fn hold_all(&mut self, detail: &mut Detail) -> Result<(), Unfinished> {
        for actor in 0..self.machine.actors.len() as u32 {
            let one = &self.machine.actors[actor as usize];
            if one.has_ended() || one.poised || self.held & bit(actor) != 0 {
                continue;
            }
            if self.machine.actors.len() > 64 {
                let message = "more than 64 actors cannot be stepped";
                return Err(Unfinished::Error(message.into()));
            }
            if detail.started.contains(&actor)
                && self.machine.go_statement(actor, 0, detail) == Pause::Restart
            {
                return Err(Unfinished::Restart);
            }
            let one = &self.machine.actors[actor as usize];
            if !one.has_ended() && !one.poised {
                self.held |= bit(actor);
            }
        }
        // Where all sleep, time goes on.
        self.settle(detail)
    }

    fn watch(&mut self) -> &mut Watch {
        self.machine.watch.as_mut().expect("it is watched")
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
            let choice = self.steps[self.at].choice;
            // What happened is known.
            self.watch().noting = false;
            let executed = self.execute(choice);
            self.watch().noting = true;
            executed?;
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
            self.sites.extend(&old.sites);
        }
        watch.noting = true;
        self.steps.clear();
        loop {
            self.machine = Machine::new(&self.program);
            self.machine.switching = self.options.switching;
            self.machine.time = self.options.time;
            self.machine.alive = 1;
            self.machine.watch = Some(Box::new(watch.clone()));
            self.held = 0;
            let before = trace::standings(&self.machine);
            let mut detail = Detail::default();
            let settled = match self.from_start {
                true => self.hold_start(&mut detail),
                false => self.settle(&mut detail),
            };
            let seen = self.machine.watch.as_ref().expect("it is watched");
            self.visible.clone_from(&seen.visible);
            if matches!(settled, Err(Unfinished::Restart)) {
                watch = Watch::new(seen.visible.clone());
                watch.uses = seen.uses.clone();
                self.sites.extend(&seen.sites);
                watch.noting = true;
                continue;
            }
            self.report_ends(&before);
            let happened = trace::happened(&mut self.machine, &before);
            self.prologue = Taken {
                runs: detail.runs,
                printed: std::mem::take(&mut self.machine.printed),
                happened,
                ..Taken::nothing()
            };
            break;
        }
        self.recorder = trace::Recorder::default();
        let mut prologue = std::mem::replace(&mut self.prologue, Taken::nothing());
        prologue.happened.insert(0, trace::Happening::start(0));
        self.record(&mut prologue, 0);
        self.prologue = prologue;
        self.fresh = 0;
        self.packer = Packer::default();
        self.at = 0;
        self.checkpoints = vec![None];
        self.keep();
    }

    /// The main actor is held at its first statement.
    fn hold_start(&mut self, detail: &mut Detail) -> Result<(), Unfinished> {
        let pause = self.machine.go_statement(0, 0, detail);
        // What comes before the first statement does nothing: it belongs to the first step.
        match pause {
            Pause::Restart => Err(Unfinished::Restart),
            Pause::Limit => {
                self.held = 1;
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

fn unsettled() -> StepError {
    StepError::Machine("what others can notice is not to be found out".into())
}

/// Explores a little, to learn what is visible, and at which operations.
fn learn(
    program: &Arc<Program>,
    options: SessionOptions,
) -> (BTreeSet<Spot>, BTreeSet<(u32, u32)>) {
    let mut model = ProgramModel::new(
        program,
        ModelOptions {
            switching: options.switching,
            time: options.time,
            ..ModelOptions::default()
        },
    );
    model.note_sites();
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
    let model = exploration.model();
    (model.visible().clone(), model.sites())
}
