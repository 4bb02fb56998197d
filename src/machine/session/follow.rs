//! Schedules of a session: what leads to a state, and following it.

use super::{ENDLESS, RESTARTS, Session, Taken, Unfinished};
use crate::explore::{Schedule, ScheduleError};
use std::fmt;

/// Why a schedule could not be followed to its end. What of it applies was followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FollowError {
    /// It is none, or not one for this program: nothing was followed.
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

impl Session {
    /// What leads to the present state.
    pub fn schedule(&self) -> Schedule {
        Schedule {
            program: self.hash(),
            runs: self.runs_to(self.at),
        }
    }

    /// What leads to the end of the history, with the steps that were gone back from.
    pub fn future(&self) -> Schedule {
        Schedule {
            program: self.hash(),
            runs: self.runs_to(self.steps.len()),
        }
    }

    /// Begins again and follows a schedule.
    ///
    /// # Errors
    /// How far it applies. It is followed up to there.
    pub fn follow(&mut self, schedule: &str) -> Result<(), FollowError> {
        let schedule: Schedule = schedule.parse().map_err(FollowError::Schedule)?;
        schedule
            .check(self.hash(), u32::MAX)
            .map_err(FollowError::Schedule)?;
        self.retrace(&schedule.runs)
    }

    fn runs_to(&self, step: usize) -> Vec<(u32, u32)> {
        let mut schedule = Schedule::default();
        for taken in std::iter::once(&self.prologue).chain(&self.steps[..step]) {
            for (actor, count) in &taken.runs {
                schedule.push(*actor, *count);
            }
        }
        schedule.runs
    }

    fn operations_to(&self, step: usize) -> u64 {
        let taken = std::iter::once(&self.prologue).chain(&self.steps[..step]);
        taken
            .flat_map(|taken| &taken.runs)
            .map(|(_, count)| u64::from(*count))
            .sum()
    }

    /// Derives the whole history anew, after more was found to be visible. Gives what the number of a step has become.
    pub(super) fn derive(&mut self, step: usize) -> usize {
        let runs = self.runs_to(self.steps.len());
        let mark = self.operations_to(step);
        // It applied before; where it does not to the end, because of a limit, the part that does is the history.
        let _ = self.retrace(&runs);
        let mut sum = 0;
        let taken = std::iter::once(&self.prologue).chain(&self.steps);
        for (number, taken) in taken.enumerate() {
            sum += taken
                .runs
                .iter()
                .map(|(_, count)| u64::from(*count))
                .sum::<u64>();
            if sum >= mark {
                return number;
            }
        }
        self.steps.len()
    }

    /// Begins again and executes runs.
    fn retrace(&mut self, runs: &[(u32, u32)]) -> Result<(), FollowError> {
        for _ in 0..RESTARTS {
            if let Some(watch) = &self.machine.watch {
                self.visible.clone_from(&watch.visible);
            }
            self.begin();
            if let Some(result) = self.execute_runs(runs) {
                return result;
            }
        }
        Err(FollowError::Stuck {
            run: 0,
            actor: 0,
            executed: 0,
        })
    }

    /// Executes runs from the first state on, step by step; None if more was found to be visible.
    ///
    /// What nobody notices is executed as soon as it can be. So an actor may be ahead of the runs: those of its operations are not
    /// executed again. They commute with what comes between.
    fn execute_runs(&mut self, runs: &[(u32, u32)]) -> Option<Result<(), FollowError>> {
        let mut ahead = [0_u64; 64];
        let credit = |actor: u32, count: u32, ahead: &mut [u64; 64]| {
            if let Some(sum) = ahead.get_mut(actor as usize) {
                *sum += u64::from(count);
            }
        };
        for (actor, count) in &self.prologue.runs {
            credit(*actor, *count, &mut ahead);
        }
        for (run, (actor, count)) in runs.iter().enumerate() {
            let (actor, count) = (*actor, u64::from(*count));
            let mut left = count;
            if let Some(sum) = ahead.get_mut(actor as usize) {
                let used = left.min(*sum);
                *sum -= used;
                left -= used;
            }
            while left > 0 {
                let stuck = FollowError::Stuck {
                    run,
                    actor,
                    executed: count - left,
                };
                if !self.is_enabled(actor) {
                    return Some(Err(stuck));
                }
                let mut result = self.execute(actor, 1, ENDLESS);
                let own = |taken: &Taken| u64::from(taken.runs[0].1);
                if result.as_ref().is_ok_and(|taken| own(taken) > left) {
                    // It ends within a step.
                    let now = self.checkpoints[self.at].clone();
                    self.restore(&now.expect("the present state is kept"));
                    result = self.execute(actor, 1, left);
                }
                match result {
                    Ok(taken) if own(&taken) > 0 => {
                        left -= own(&taken);
                        for (other, count) in &taken.runs[1..] {
                            credit(*other, *count, &mut ahead);
                        }
                        self.push(taken);
                    }
                    Err(Unfinished::Restart) => return None,
                    Ok(_) | Err(Unfinished::Error(_)) => {
                        let now = self.checkpoints[self.at].clone();
                        self.restore(&now.expect("the present state is kept"));
                        return Some(Err(stuck));
                    }
                }
            }
        }
        Some(Ok(()))
    }
}
