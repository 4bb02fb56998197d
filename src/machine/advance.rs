//! Going from one operation that others can notice to the next: what exploring and stepping by hand have in common.

use super::actor::What;
use super::machine::{Machine, Pause, Time};
use super::object::Object;
use super::pack::Outline;
use super::raised::Raises;
use super::types::exception_class;
use super::value::Value;
use super::watch::Access;
use crate::explore::Interruption;

/// How many operations that nobody can notice may follow each other before a step counts as endless.
pub(super) const ENDLESS: u64 = 1 << 20;

/// What a step did, for schedules and explanations.
#[derive(Clone, Debug, Default)]
pub(super) struct Detail {
    /// Who executed how many operations, in their order.
    pub runs: Vec<(u32, u32)>,
    /// The operations that others could notice.
    pub log: Vec<Access>,
    /// Who was started.
    pub started: Vec<u32>,
}

impl Machine {
    /// Lets a watched machine's actor go on to the next operation that others can notice; `budget` of these are executed, and at
    /// most `limit` operations of any kind.
    pub(super) fn go(&mut self, actor: u32, budget: u32, limit: u64, detail: &mut Detail) -> Pause {
        let before = self.actors.len();
        self.begin_going(actor, budget);
        let pause = self.run(actor, limit);
        self.end_going(actor, pause, before, detail);
        pause
    }

    /// Lets a watched machine's actor go on as `go` does, but stops at the next statement of the program.
    pub(super) fn go_statement(&mut self, actor: u32, budget: u32, detail: &mut Detail) -> Pause {
        let before = self.actors.len();
        self.begin_going(actor, budget);
        let mut executed = 0;
        let pause = loop {
            let pause = self.run(actor, 1);
            executed += self.executed;
            if pause != Pause::Limit || self.is_at_statement(actor) || executed >= ENDLESS {
                break pause;
            }
        };
        self.executed = executed;
        self.end_going(actor, pause, before, detail);
        pause
    }

    /// Whether an actor stands at the beginning of a statement of the program.
    pub(super) fn is_at_statement(&self, actor: u32) -> bool {
        self.actors[actor as usize].frames.last().is_some_and(|it| {
            !self.program.is_library(it.code)
                && self.program.codes[it.code as usize]
                    .code
                    .begins_statement(it.pc)
        })
    }

    fn begin_going(&mut self, actor: u32, budget: u32) {
        self.heap.touch_actor(actor);
        let watch = self.watch.as_mut().expect("it is watched");
        watch.budget = budget;
        watch.passed = true;
        watch.log.clear();
        self.actors[actor as usize].poised = false;
        self.actors[actor as usize].next = None;
    }

    fn end_going(&mut self, actor: u32, pause: Pause, before: usize, detail: &mut Detail) {
        let one = &mut self.actors[actor as usize];
        one.poised = matches!(pause, Pause::Switch | Pause::Blocked)
            && !matches!(one.wait.what, What::End | What::Time);
        detail
            .started
            .extend(before as u32..self.actors.len() as u32);
        detail.runs.push((actor, self.executed as u32));
        let watch = self.watch.as_mut().expect("it is watched");
        detail.log.append(&mut watch.log);
    }

    /// Lets everybody go on that nobody notices, but those of the mask `held`; where all sleep, time goes on.
    pub(super) fn go_all(&mut self, held: u64, detail: &mut Detail) -> Result<(), Interruption> {
        loop {
            let mut moved = false;
            for actor in 0..self.actors.len() as u32 {
                let one = &self.actors[actor as usize];
                let is_held = held.checked_shr(actor).is_some_and(|mask| mask & 1 == 1);
                if one.has_ended() || one.poised || is_held || !self.is_enabled(actor) {
                    continue;
                }
                if self.actors.len() > 64 {
                    return Err(Interruption::Error(
                        "more than 64 actors cannot be explored".into(),
                    ));
                }
                match self.go(actor, 0, ENDLESS, detail) {
                    Pause::Limit => return Err(Interruption::Endless),
                    Pause::Restart => return Err(Interruption::Restart),
                    _ => moved = true,
                }
            }
            if moved {
                continue;
            }
            // Where time means nothing, nobody waits for it; elsewhere the outline tells who does.
            let wake = match self.time {
                Time::Free => None,
                Time::Virtual => self.next_wake(),
            };
            let Some(wake) = wake.filter(|wake| *wake > self.clock) else {
                return Ok(());
            };
            // Whether time goes on depends on all actors.
            self.heap.touch_other();
            if (0..self.actors.len() as u32).any(|actor| self.is_enabled(actor)) {
                return Ok(());
            }
            self.clock = wake;
        }
    }

    /// Whether an actor ended by an exception that nobody caught.
    pub(super) fn has_failed(&self, actor: u32) -> bool {
        let end = self.actors[actor as usize].end;
        matches!(self.heap.get(end), Some(Object::Exception(_)))
            && !self.is_instance(end, exception_class(Raises::SystemExit))
    }

    /// What the state has that is no component of its own, without the counts of what it has.
    pub(super) fn outline(&self, time: Time, output: Value) -> Outline {
        let resting = self.actors.iter().enumerate();
        let resting = resting
            .filter(|(_, actor)| {
                !actor.has_ended() && (!actor.poised || actor.wait.until.is_some())
            })
            .flat_map(|(number, actor)| {
                [
                    number as u64,
                    actor.wait.what as u64,
                    actor.wait.number,
                    actor.wait.until.unwrap_or(0),
                ]
            });
        Outline {
            alive: self.alive,
            clock: match time {
                Time::Virtual => self.clock,
                Time::Free => 0,
            },
            failed: (0..self.actors.len() as u32).any(|actor| self.has_failed(actor)),
            resting: resting.map(|word| Value::int(word as i64)).collect(),
            seeds: self.seeds.clone(),
            functions: self.functions.clone(),
            ports: self
                .ports
                .iter()
                .flat_map(|(port, socket)| [Value::int(*port as i64), *socket])
                .collect(),
            output,
            ..Outline::default()
        }
    }
}
