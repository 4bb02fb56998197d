//! A session's state as a page shows it.

use super::machine::{Machine, Stream};
use super::names;
use super::object::Object;
use super::session::{Place as TextPlace, Session};
use super::sync::{Arrival, Sync};
use super::tell;
use super::value::Value;
use crate::bytecode::operation_text;
use serde::Serialize;

/// Everything that a page shows of a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SessionView {
    /// How many steps led here.
    pub step: usize,
    /// How many there are, with those that were gone back from.
    pub steps: usize,
    /// Whether all have ended whose end is waited for.
    pub finished: bool,
    /// Whether nobody can go on and some have not ended.
    pub deadlock: bool,
    /// Who took the last step.
    pub last: Option<u32>,
    /// What that did, in words.
    pub said: String,
    /// Everybody, in the order of their starts.
    pub actors: Vec<ActorView>,
    /// Global variables that hold data.
    pub globals: Vec<VariableView>,
    /// What actors synchronise with.
    pub syncs: Vec<SyncView>,
    /// What was printed: not for the page, which has it from the trace.
    #[serde(skip)]
    pub output: Vec<PrintedView>,
    /// What leads here, as a string: not for the page, which has it from the trace.
    #[serde(skip)]
    pub schedule: String,
    /// What leads to the end of the history, with the steps that were gone back from; as well.
    #[serde(skip)]
    pub future: String,
    /// Who took each step of it; as well.
    #[serde(skip)]
    pub path: Vec<u32>,
}

/// How an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It can take a step.
    Ready,
    /// It waits.
    Waiting,
    /// It has ended.
    Ended,
    /// It has ended by an exception that nobody caught.
    Failed,
}

/// An actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ActorView {
    /// Its number.
    pub id: u32,
    /// Its name.
    pub name: String,
    /// How it is.
    pub status: Status,
    /// What it does next, or waits for: words to come after its name.
    pub next: String,
    /// Who could end what it waits for.
    pub holders: Vec<u32>,
    /// Whether it stands within a step, where it was told to stop.
    pub within: bool,
    /// Its frames of the program itself, the innermost last.
    pub frames: Vec<FrameView>,
}

/// A frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FrameView {
    /// The function's name.
    pub function: String,
    /// The index of its code in the listing.
    pub code: u32,
    /// Where the text is of the operation that comes next.
    #[serde(flatten)]
    pub place: TextPlace,
    /// The index of its statement in the listing.
    pub statement: Option<u32>,
    /// The index of the operation that comes next.
    pub pc: u32,
    /// That operation.
    pub operation: String,
    /// Its variables that have a value.
    pub locals: Vec<VariableView>,
}

/// A variable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VariableView {
    /// Its name.
    pub name: String,
    /// What it holds, as `repr` gives it.
    pub value: String,
    /// Whether the last step changed it.
    pub changed: bool,
}

/// What actors synchronise with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SyncView {
    /// What the program calls it.
    pub name: String,
    /// What it is: "lock", "queue" …
    pub kind: &'static str,
    /// Its state, in words.
    pub state: String,
    /// Who holds it.
    pub holder: Option<u32>,
    /// Who waits for it.
    pub waiting: Vec<u32>,
    /// Whether the last step changed it.
    pub changed: bool,
}

/// Something printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PrintedView {
    /// By which step; 0 before the first one.
    pub step: usize,
    /// Whether to `sys.stderr`.
    pub error: bool,
    /// What.
    pub text: String,
}

impl Session {
    /// The present state, with what was printed and what leads here.
    pub fn view(&mut self) -> SessionView {
        let output = self.printed().map(|(step, stream, text)| PrintedView {
            step,
            error: stream == Stream::Errors,
            text: text.to_owned(),
        });
        let output = output.collect();
        let schedule = self.schedule().to_string();
        let future = self.future().to_string();
        SessionView {
            output,
            schedule,
            future,
            path: self.path(),
            ..self.brief_view()
        }
    }

    /// The present state: what it takes does not grow with the history.
    pub fn brief_view(&mut self) -> SessionView {
        let before = self.look_before(|machine| (globals(machine), syncs(machine)));
        let mut globals = globals(&self.machine);
        let mut syncs = syncs(&self.machine);
        if let Some((old, old_syncs)) = before {
            for each in &mut globals {
                each.changed = !old.contains(each);
            }
            for each in &mut syncs {
                each.changed = !old_syncs
                    .iter()
                    .any(|other| other.name == each.name && other.state == each.state);
            }
        }
        let actors: Vec<ActorView> = (0..self.machine.actors.len() as u32)
            .map(|actor| self.actor_view(actor))
            .collect();
        let machine = &self.machine;
        let finished = machine.exit_code().is_some();
        let (last, said) = match self.last() {
            Some((actor, said)) => (
                Some(actor),
                format!("{} {said}", tell::name(machine, actor)),
            ),
            None => (None, String::new()),
        };
        SessionView {
            step: self.at(),
            steps: self.len(),
            finished,
            deadlock: !finished && !actors.iter().any(|actor| actor.status == Status::Ready),
            last,
            said,
            actors,
            globals,
            syncs,
            output: Vec::new(),
            schedule: String::new(),
            future: String::new(),
            path: Vec::new(),
        }
    }

    fn actor_view(&self, actor: u32) -> ActorView {
        let machine = &self.machine;
        let one = &machine.actors[actor as usize];
        let status = if one.has_ended() {
            if machine.has_failed(actor) {
                Status::Failed
            } else {
                Status::Ended
            }
        } else if self.is_enabled(actor) {
            Status::Ready
        } else {
            Status::Waiting
        };
        let (next, holders) = match (status, &one.next) {
            (Status::Ended, _) => ("has ended".into(), Vec::new()),
            (Status::Failed, _) => ("has ended by an exception".into(), Vec::new()),
            (Status::Waiting, _) => tell::wait(machine, actor),
            (Status::Ready, Some(access)) if one.poised => {
                (tell::access(machine, actor, access), Vec::new())
            }
            (Status::Ready, _) => (tell::going_on(machine, actor), Vec::new()),
        };
        ActorView {
            id: actor,
            name: tell::name(machine, actor),
            status,
            next,
            holders,
            within: self.is_held(actor),
            frames: frames(machine, actor),
        }
    }
}

fn variable(machine: &Machine, name: String, value: Value) -> VariableView {
    VariableView {
        name,
        value: tell::value(machine, value),
        changed: false,
    }
}

fn frames(machine: &Machine, actor: u32) -> Vec<FrameView> {
    let one = &machine.actors[actor as usize];
    let own = one
        .frames
        .iter()
        .filter(|frame| !machine.program.is_library(frame.code));
    own.map(|frame| {
        let code = &machine.program.codes[frame.code as usize].code;
        let names = code.locals.iter().chain(&code.cells).chain(&code.free);
        let locals = names.enumerate().filter_map(|(slot, name)| {
            let mut value = *one.stack.get(frame.base as usize + slot)?;
            if let Some(Object::Cell(inner)) = machine.heap.get(value) {
                value = *inner;
            }
            (value != Value::UNSET && !name.starts_with('.'))
                .then(|| variable(machine, name.clone(), value))
        });
        FrameView {
            function: code.qualname.clone(),
            code: frame.code - machine.program.main,
            place: machine.program.place(frame.code, frame.pc),
            statement: code.statement(frame.pc),
            pc: frame.pc,
            operation: operation_text(code, frame.pc),
            locals: locals.collect(),
        }
    })
    .collect()
}

fn globals(machine: &Machine) -> Vec<VariableView> {
    let names = &machine.program.modules[0].globals;
    let mut found = Vec::new();
    for (process, globals) in machine.globals.iter().enumerate() {
        for (name, value) in names.iter().zip(globals) {
            if *value == Value::UNSET || name.starts_with("__") || !names::is_data(machine, *value)
            {
                continue;
            }
            let name = match process {
                0 => name.clone(),
                _ => format!("{name} of process {process}"),
            };
            for (way, part) in names::parts(machine, &name, *value) {
                found.push(variable(machine, way, part));
            }
        }
    }
    found
}

fn syncs(machine: &Machine) -> Vec<SyncView> {
    let base = machine.heap.base_len();
    let mut found = Vec::new();
    for (own, object) in machine.heap.own().iter().enumerate() {
        let Object::Sync(sync) = object else {
            continue;
        };
        let value = Value::heap(base + own as u32);
        let holder = machine.holder(value);
        let Some((kind, state)) = state(machine, sync, holder) else {
            continue;
        };
        // What only the library knows of is not shown.
        let Some(name) = names::own_name(machine, value) else {
            continue;
        };
        let waits = |actor: &u32| {
            let one = &machine.actors[*actor as usize];
            !one.has_ended() && one.wait.object == value && !machine.is_over(*actor, &one.wait)
        };
        found.push(SyncView {
            name,
            kind,
            state,
            holder,
            waiting: (0..machine.actors.len() as u32).filter(waits).collect(),
            changed: false,
        });
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    found
}

/// What something is that actors synchronise with, and how it is; nothing for what is no business of a reader.
pub(super) fn state(
    machine: &Machine,
    sync: &Sync,
    holder: Option<u32>,
) -> Option<(&'static str, String)> {
    let held = |rest: &str| match holder {
        Some(holder) => format!("held by {}{rest}", tell::name(machine, holder)),
        None => "free".into(),
    };
    let items = |items: &[Value]| {
        let items: Vec<String> = items
            .iter()
            .map(|item| tell::value(machine, *item))
            .collect();
        format!("[{}]", items.join(", "))
    };
    Some(match sync {
        Sync::Lock { .. } => ("lock", held("")),
        Sync::RLock { count, .. } if *count > 1 => ("lock", held(&format!(", {count} times"))),
        Sync::RLock { .. } => ("lock", held("")),
        Sync::Condition { waiters, .. } => {
            let waiting = waiters.iter().filter(|(_, notified)| !notified).count();
            let told = waiters.len() - waiting;
            let text = match (waiting, told) {
                (0, 0) => "nobody waits".into(),
                (waiting, 0) => format!("{waiting} waiting"),
                (waiting, told) => format!("{waiting} waiting, {told} notified"),
            };
            ("condition", text)
        }
        Sync::Semaphore { value, bound, .. } => {
            let text = match bound {
                Some(bound) => format!("{value} of {bound} permits"),
                None if *value == 1 => "1 permit".into(),
                None => format!("{value} permits"),
            };
            ("semaphore", text)
        }
        Sync::Event { set, .. } => ("event", if *set { "set" } else { "not set" }.into()),
        Sync::Barrier {
            parties,
            arrived,
            broken,
            ..
        } => {
            let text = if *broken {
                "broken".into()
            } else {
                let waiting = arrived
                    .iter()
                    .filter(|(_, how)| *how == Arrival::Waits)
                    .count();
                format!("{waiting} of {parties} have come")
            };
            ("barrier", text)
        }
        Sync::Queue(queue) => ("queue", items(&queue.items)),
        Sync::Atomic(value) => ("atomic", tell::value(machine, *value)),
        Sync::Pipe(pipe) => {
            let end = if pipe.open.is_empty() { ", closed" } else { "" };
            ("pipe", format!("{}{end}", items(&pipe.inbox)))
        }
        Sync::Shared {
            items: all, array, ..
        } => {
            let text = match all.as_slice() {
                [one] if !array => tell::value(machine, *one),
                all => items(all),
            };
            ("shared", text)
        }
        Sync::Socket(socket) if socket.listening => (
            "socket",
            format!(
                "listens at port {}, {} waiting",
                socket.port,
                socket.backlog.len()
            ),
        ),
        Sync::Socket(socket) => {
            let end = if socket.open.is_empty() {
                ", closed"
            } else {
                ""
            };
            (
                "socket",
                format!("{} bytes have come{end}", socket.inbox.len()),
            )
        }
        Sync::Local(_) | Sync::Handle(_) => return None,
    })
}
