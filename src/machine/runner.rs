//! Running a program to its end, one actor at a time: who comes next is for a seed to say.

use super::hash::mix;
use super::machine::{Machine, Pause, Stream};
use super::object::Object;
use super::raised::Raises;
use super::types::exception_class;
use super::value::Value;

/// How a program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// All actors have ended; the program's exit code.
    Exit(i32),
    /// Nobody can go on.
    Deadlock,
    /// It was told to stop before: so many operations were allowed.
    Limit,
}

/// Runs a program: each actor for some operations, then another one.
#[derive(Clone, Debug)]
pub struct Runner {
    seed: Option<u64>,
    draws: u64,
    next: u32,
}

/// How many operations an actor executes before it is another one's turn, without a seed. CPython has 5 ms; this is about as long.
const TURN: u64 = 50_000;

impl Runner {
    /// Turns of equal length, or those that a seed gives.
    pub fn new(seed: Option<u64>) -> Self {
        Self {
            seed,
            draws: 0,
            next: 0,
        }
    }

    fn draw(&mut self, seed: u64) -> u64 {
        self.draws += 1;
        mix(seed.wrapping_add(self.draws.wrapping_mul(0x9e37_79b9_7f4a_7c15)))
    }

    /// Runs until the program ends. After each turn `look` gets the machine: what was printed is to be taken there; false ends the
    /// run.
    pub fn run(
        &mut self,
        machine: &mut Machine,
        mut look: impl FnMut(&mut Machine) -> bool,
    ) -> End {
        loop {
            if let Some(code) = machine.exit_code() {
                look(machine);
                return End::Exit(code);
            }
            let enabled: Vec<u32> = (0..machine.actors.len() as u32)
                .filter(|actor| machine.is_enabled(*actor))
                .collect();
            if enabled.is_empty() {
                match machine.next_wake() {
                    Some(time) => {
                        machine.clock = machine.clock.max(time);
                        if !look(machine) {
                            return End::Limit;
                        }
                        continue;
                    }
                    None => {
                        look(machine);
                        return End::Deadlock;
                    }
                }
            }
            let (actor, turn) = match self.seed {
                None => {
                    let after = enabled.iter().copied().find(|actor| *actor >= self.next);
                    (after.unwrap_or(enabled[0]), TURN)
                }
                Some(seed) => {
                    let actor = enabled[(self.draw(seed) % enabled.len() as u64) as usize];
                    // Short turns and long ones, so that both close and wide races are seen.
                    let most = 1 << (self.draw(seed) % 14);
                    (actor, 1 + self.draw(seed) % most)
                }
            };
            let pause = machine.run(actor, turn);
            machine.clock += machine.executed * 50;
            self.next = actor + 1;
            if pause == Pause::Ended {
                machine.report_end(actor);
            }
            if !look(machine) {
                return End::Limit;
            }
        }
    }
}

/// Why a schedule cannot be followed to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stuck {
    /// The run that cannot be executed, from 0.
    pub run: usize,
    /// The actor that it is of.
    pub actor: u32,
    /// How many of the run's operations were executed.
    pub executed: u64,
}

impl std::fmt::Display for Stuck {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            formatter,
            "the schedule applies up to run {}: actor {} cannot go on after {} of its operations there",
            self.run + 1,
            self.actor,
            self.executed
        )
    }
}

impl std::error::Error for Stuck {}

impl Machine {
    /// Executes runs of a schedule.
    ///
    /// # Errors
    /// At the first run that cannot be executed; those before it were.
    pub fn follow(&mut self, runs: &[(u32, u32)]) -> Result<(), Stuck> {
        for (run, (actor, count)) in runs.iter().enumerate() {
            let mut executed = 0;
            let count = u64::from(*count);
            while executed < count {
                let stuck = Stuck {
                    run,
                    actor: *actor,
                    executed,
                };
                if *actor as usize >= self.actors.len() || self.actors[*actor as usize].has_ended()
                {
                    return Err(stuck);
                }
                if !self.is_enabled(*actor) {
                    let nobody = (0..self.actors.len() as u32).all(|actor| !self.is_enabled(actor));
                    match self.next_wake() {
                        Some(wake) if nobody && wake > self.clock => self.clock = wake,
                        _ => return Err(stuck),
                    }
                    continue;
                }
                let pause = self.run(*actor, count - executed);
                executed += self.executed;
                if pause == Pause::Ended {
                    self.report_end(*actor);
                }
                if self.executed == 0 {
                    return Err(Stuck { executed, ..stuck });
                }
            }
        }
        Ok(())
    }

    /// The program's exit code, once all actors have ended that others wait for.
    pub fn exit_code(&self) -> Option<i32> {
        let done = self.pending_in(0).is_none();
        done.then(|| self.exit.unwrap_or(0))
    }

    /// Tells of the exception that an actor ended with, if it did.
    pub fn report_end(&mut self, actor: u32) {
        let exception = self.actors[actor as usize].end;
        if !matches!(self.heap.get(exception), Some(Object::Exception(_))) {
            return;
        }
        if self.is_instance(exception, exception_class(Raises::SystemExit)) {
            let code = self.stop_value(exception);
            let number = match code {
                Value::NONE => 0,
                _ => match self.as_index(code) {
                    Some(code) => (code & 0xff) as i32,
                    None => {
                        let text = self.text(code).unwrap_or_default();
                        if actor == self.first_of(self.actors[actor as usize].process) {
                            self.print(Stream::Errors, &format!("{text}\n"));
                        }
                        1
                    }
                },
            };
            if actor == 0 {
                self.exit = Some(number);
            }
            return;
        }
        let traceback = self.traceback(exception);
        let head = if actor == 0 {
            self.exit = Some(1);
            String::new()
        } else {
            let one = &self.actors[actor as usize];
            let name = self.actor_name(one.thread);
            if one.process != 0 && self.first_of(one.process) == actor {
                format!("Process {name}:\n")
            } else {
                format!("Exception in thread {name}:\n")
            }
        };
        self.print(Stream::Errors, &format!("{head}{traceback}"));
    }

    /// What a Thread or Process calls itself.
    pub fn actor_name(&self, thread: Value) -> String {
        let Some(Object::Instance(instance)) = self.heap.get(thread) else {
            return "MainThread".into();
        };
        let named = instance
            .attributes
            .iter()
            .find(|(key, _)| matches!(self.pool.as_str(*key), Some("_name" | "name")));
        named
            .and_then(|(_, name)| self.pool.as_str(name))
            .unwrap_or("?")
            .to_owned()
    }
}
