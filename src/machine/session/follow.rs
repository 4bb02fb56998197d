//! Schedules of a session: what leads to a state, and following it.

use super::{Choice, RESTARTS, Session, Taken, Unfinished, Until};
use crate::explore::{Grain, Schedule, ScheduleError};
use std::fmt;

/// Why a schedule could not be followed to its end. What of it applies was followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FollowError {
    /// It is none, of which nothing was followed; or one for another program, of which what can be done in this one was.
    Schedule(ScheduleError),
    /// A run of it cannot be executed.
    Stuck {
        /// Which one, from 0.
        run: usize,
        /// The actor that it is of.
        actor: u32,
        /// How many of its operations were executed.
        executed: u64,
    },
}

impl fmt::Display for FollowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Schedule(error) => error.fmt(f),
            Self::Stuck {
                run,
                actor,
                executed,
            } => write!(
                f,
                "the schedule applies up to run {}: actor {actor} cannot go on after {executed} of its operations there",
                run + 1
            ),
        }
    }
}

impl std::error::Error for FollowError {}

/// Runs of actors, one after the other.
type Runs = Vec<(u32, u32)>;

/// What of a history is executed again: the runs of each step and what the step was.
type History = Vec<(Runs, Grain)>;

/// How far executing again has come.
#[derive(Debug, Default)]
struct Progress {
    /// The number of runs that were executed.
    runs: usize,
    /// How many operations each actor has executed that come later in the history: it does what nobody notices as soon as
    /// it can. They commute with what comes between.
    ahead: Vec<u64>,
}

impl Progress {
    fn credit(&mut self, actor: u32, count: u32) {
        let actor = actor as usize;
        if self.ahead.len() <= actor {
            self.ahead.resize(actor + 1, 0);
        }
        self.ahead[actor] += u64::from(count);
    }

    /// Takes of so many operations those that were executed before.
    fn use_up(&mut self, actor: u32, count: u64) -> u64 {
        let Some(sum) = self.ahead.get_mut(actor as usize) else {
            return count;
        };
        let used = count.min(*sum);
        *sum -= used;
        count - used
    }

    fn is_even(&self) -> bool {
        self.ahead.iter().all(|count| *count == 0)
    }
}

impl Session {
    /// What leads to the present state.
    pub fn schedule(&self) -> Schedule {
        let mut schedule = Schedule {
            program: self.hash(),
            ..Schedule::default()
        };
        for (actor, count) in self.history_to(self.at).flatten() {
            schedule.push(*actor, *count);
        }
        schedule
    }

    /// What leads to the end of the history, step by step.
    pub fn future(&self) -> Schedule {
        let mut future = Schedule {
            program: self.hash(),
            ..Schedule::default()
        };
        for (number, (runs, grain)) in self.history().into_iter().enumerate() {
            if number > 0 {
                future.steps.push((future.runs.len(), grain));
            }
            future.runs.extend(runs);
        }
        future
    }

    /// What all schedules of the program begin with.
    pub(super) fn prefix(&self) -> String {
        let none = Schedule {
            program: self.hash(),
            ..Schedule::default()
        };
        none.to_string()
    }

    /// Begins again and follows a schedule. One that tells of steps leads to the same history.
    ///
    /// # Errors
    /// How far it applies. It is followed up to there.
    pub fn follow(&mut self, schedule: &str) -> Result<(), FollowError> {
        let schedule: Schedule = schedule.parse().map_err(FollowError::Schedule)?;
        match schedule.check(self.hash(), u32::MAX) {
            Ok(()) => self.follow_parsed(schedule),
            Err(error) => {
                // Often it is one for an older version of this program, and then the beginning is the same.
                if matches!(error, ScheduleError::Program { .. }) {
                    let _ = self.follow_parsed(schedule);
                }
                Err(FollowError::Schedule(error))
            }
        }
    }

    fn follow_parsed(&mut self, schedule: Schedule) -> Result<(), FollowError> {
        if schedule.steps.is_empty() {
            self.from_start = self.options.from_start;
            return self.retrace(&vec![(schedule.runs, Grain::Access)], false);
        }
        let mut history = History::new();
        let (mut from, mut of) = (0, Grain::Access);
        let end = (schedule.runs.len(), Grain::Access);
        for (to, next) in schedule.steps.iter().copied().chain([end]) {
            history.push((schedule.runs[from..to].to_vec(), of));
            (from, of) = (to, next);
        }
        // It may have been made where a program begins otherwise.
        for from_start in [self.options.from_start, !self.options.from_start] {
            self.from_start = from_start;
            self.begin();
            if self.prologue.executed() == history[0].0 {
                break;
            }
        }
        self.retrace(&history, true)
    }

    fn history_to(&self, step: usize) -> impl Iterator<Item = &Runs> {
        let taken = std::iter::once(&self.prologue).chain(&self.steps[..step]);
        taken.map(|taken| &taken.runs)
    }

    /// All that was done, with what was gone back from.
    fn history(&self) -> History {
        let taken = std::iter::once(&self.prologue).chain(&self.steps);
        let of = |taken: &Taken| (taken.executed(), taken.choice.until.grain());
        taken.map(of).collect()
    }

    fn operations_to(&self, step: usize) -> u64 {
        let runs = self.history_to(step).flatten();
        runs.map(|(_, count)| u64::from(*count)).sum()
    }

    /// Derives the whole history anew, after more was found to be visible. Gives what the number of a step has become.
    pub(super) fn derive(&mut self, step: usize) -> usize {
        let history = self.history();
        let mark = self.operations_to(step);
        // It applied before; where it does not to the end, because of a limit, the part that does is the history.
        let _ = self.retrace(&history, true);
        let mut sum = 0;
        for (number, runs) in self.history_to(self.steps.len()).enumerate() {
            sum += runs.iter().map(|(_, count)| u64::from(*count)).sum::<u64>();
            if sum >= mark {
                return number;
            }
        }
        self.steps.len()
    }

    /// Begins again and executes a history, whose first part is what goes before the first choice if it tells of steps.
    fn retrace(&mut self, history: &History, steps: bool) -> Result<(), FollowError> {
        for _ in 0..RESTARTS {
            if let Some(watch) = &self.machine.watch {
                self.visible.clone_from(&watch.visible);
            }
            self.begin();
            if let Some(result) = self.execute_history(history, steps) {
                return result;
            }
        }
        Err(FollowError::Stuck {
            run: 0,
            actor: 0,
            executed: 0,
        })
    }

    /// Executes a history from the first state on; None if more was found to be visible.
    fn execute_history(
        &mut self,
        history: &History,
        steps: bool,
    ) -> Option<Result<(), FollowError>> {
        let mut progress = Progress::default();
        for (actor, count) in &self.prologue.runs {
            progress.credit(*actor, *count);
        }
        for (number, (runs, grain)) in history.iter().enumerate() {
            if steps && number > 0 && progress.is_even() {
                match self.execute_step(runs, *grain) {
                    Ok(true) => {
                        progress.runs += runs.len();
                        continue;
                    }
                    Ok(false) => {}
                    Err(Unfinished::Restart) => return None,
                    Err(Unfinished::Error(_)) => self.undo(),
                }
            }
            match self.execute_runs(runs, &mut progress) {
                Some(Ok(())) => {}
                other => return other,
            }
        }
        Some(Ok(()))
    }

    /// Takes the step that executes exactly these runs, if there is one.
    fn execute_step(&mut self, runs: &[(u32, u32)], grain: Grain) -> Result<bool, Unfinished> {
        let Some((actor, count)) = runs.first().copied() else {
            return Ok(false);
        };
        let until = match grain {
            Grain::Access => Until::Access,
            Grain::Statement => Until::Statement,
            Grain::Operations => Until::Operations(count.into()),
        };
        // Who stands within a step may have gone up to the next access, or beyond.
        let least = u32::from(grain != Grain::Access || !self.is_held(actor));
        let choices = (least..=1).map(|budget| Choice {
            actor,
            budget,
            until,
        });
        for choice in choices {
            if !self.is_enabled(actor) {
                return Ok(false);
            }
            let taken = self.execute(choice)?;
            if taken.executed() == runs {
                self.push(taken);
                return Ok(true);
            }
            self.undo();
        }
        Ok(false)
    }

    /// Executes runs, step by step, up to what nobody notices; None if more was found to be visible.
    fn execute_runs(
        &mut self,
        runs: &[(u32, u32)],
        progress: &mut Progress,
    ) -> Option<Result<(), FollowError>> {
        for (actor, count) in runs {
            let (actor, count) = (*actor, u64::from(*count));
            let mut left = progress.use_up(actor, count);
            while left > 0 {
                let stuck = FollowError::Stuck {
                    run: progress.runs,
                    actor,
                    executed: count - left,
                };
                if !self.is_enabled(actor) {
                    return Some(Err(stuck));
                }
                // Who stands within a step first comes to the next operation that others can notice.
                let budget = u32::from(!self.is_held(actor));
                let own = |taken: &Taken| u64::from(taken.runs[0].1);
                let mut choice = Choice {
                    actor,
                    budget,
                    until: Until::Access,
                };
                let mut result = self.execute(choice);
                if result.as_ref().is_ok_and(|taken| own(taken) == 0) {
                    self.undo();
                    choice.budget = 1;
                    result = self.execute(choice);
                }
                if result.as_ref().is_ok_and(|taken| own(taken) > left) {
                    // It ends within a step.
                    self.undo();
                    choice.until = Until::Operations(left);
                    result = self.execute(choice);
                }
                match result {
                    Ok(taken) if own(&taken) > 0 => {
                        left -= own(&taken);
                        for (other, count) in &taken.runs[1..] {
                            progress.credit(*other, *count);
                        }
                        self.push(taken);
                    }
                    Err(Unfinished::Restart) => return None,
                    Ok(_) | Err(Unfinished::Error(_)) => {
                        self.undo();
                        return Some(Err(stuck));
                    }
                }
            }
            progress.runs += 1;
        }
        Some(Ok(()))
    }
}
