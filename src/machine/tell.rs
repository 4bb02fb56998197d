//! What an actor does next, and what it waits for, in words.

use super::actor::What;
use super::machine::Machine;
use super::names;
use super::note::Note;
use super::sync::Sync;
use super::value::Value;
use super::wait::Look;
use super::watch::{Access, Verb};
use crate::bytecode::operation_text;
use crate::trace::Kind;

/// A value's text at most, in characters.
const LONGEST: usize = 200;
/// A statement's text at most.
const LONGEST_STATEMENT: usize = 60;

/// An actor's name.
pub(super) fn name(machine: &Machine, actor: u32) -> String {
    match machine.actors.get(actor as usize) {
        Some(one) => machine.actor_name(one.thread),
        None => format!("actor {actor}"),
    }
}

/// A value, cut where it is very long.
pub(super) fn value(machine: &Machine, value: Value) -> String {
    let text = machine
        .repr(value)
        .unwrap_or_else(|_| machine.default_repr(value));
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// What an access does, as in "stores 11 in counter".
pub(super) fn access(machine: &Machine, actor: u32, access: &Access) -> String {
    let place = names::place(machine, access);
    let written = || match access.value {
        Value::UNSET => String::new(),
        written => format!(" {}", value(machine, written)),
    };
    match access.verb {
        Verb::Read => match now(machine, actor, access) {
            Some(now) => format!("loads {} from {place}", value(machine, now)),
            None => format!("loads {place}"),
        },
        Verb::Write if access.value == Value::UNSET => format!("changes {place}"),
        Verb::Write => format!("stores{} in {place}", written()),
        Verb::Acquire => format!("takes {place}"),
        Verb::Release => format!("releases {place}"),
        Verb::Wait => format!("begins to wait for {place}, and releases its lock"),
        Verb::Notify => format!("notifies {place}"),
        Verb::Put => format!("puts{} into {place}", written()),
        Verb::Get => format!("gets an item from {place}"),
        Verb::Send => format!("sends{} through {place}", written()),
        Verb::Receive => format!("receives from {place}"),
        Verb::Connect => format!("connects {place}"),
        Verb::Accept => format!("accepts a connection at {place}"),
        Verb::Close => format!("closes {place}"),
        Verb::Set => format!("sets {place}"),
        Verb::Clear => format!("clears {place}"),
        Verb::Look => format!("looks at {place}"),
        Verb::Atomic => format!("changes {place} atomically"),
        Verb::Print => format!("prints{}", written()),
    }
}

/// What a place holds before it is read.
fn now(machine: &Machine, actor: u32, access: &Access) -> Option<Value> {
    let process = machine.actors.get(actor as usize)?.process;
    machine.present_in(process, access)
}

/// Where an actor goes on that stands within a step, as in "goes on with counter += 1".
pub(super) fn going_on(machine: &Machine, actor: u32) -> String {
    if !machine.is_at_statement(actor) {
        return operation(machine, actor);
    }
    let frame = machine.actors[actor as usize].frames.last();
    let text = frame.and_then(|frame| {
        let code = &machine.program.codes[frame.code as usize].code;
        let span = code.statements.get(code.statement(frame.pc)? as usize)?;
        let text = machine.program.modules[0].source.slice(*span);
        let line = text.lines().next().unwrap_or_default();
        let cut = line.char_indices().nth(LONGEST_STATEMENT);
        Some(match cut {
            Some((end, _)) => format!("{}…", &line[..end]),
            None => line.to_owned(),
        })
    });
    match text {
        Some(text) => format!("goes on with {text}"),
        None => operation(machine, actor),
    }
}

/// What an actor has done that others can notice: what it did with values that were read and got, which `next` does not know.
pub(super) fn done(machine: &Machine, actor: u32, log: &[Access], notes: &[Note]) -> String {
    let mut notes = notes.iter().filter(|it| it.actor == actor && it.visible);
    let all: Vec<String> = log
        .iter()
        .map(|each| {
            let mut find = |kind: Kind| {
                let found = notes.clone().find(|it| it.kind == kind)?;
                let after = notes.find(|it| std::ptr::eq(*it, found));
                after
                    .map(|note| note.value)
                    .filter(|it| *it != Value::UNSET)
            };
            let place = || names::place(machine, each);
            match each.verb {
                Verb::Read => match find(Kind::Read) {
                    Some(read) => format!("loads {} from {}", value(machine, read), place()),
                    None => format!("loads {}", place()),
                },
                Verb::Get => match find(Kind::Get) {
                    Some(item) => format!("gets {} from {}", value(machine, item), place()),
                    None => format!("finds nothing in {}", place()),
                },
                _ => access(machine, actor, each),
            }
        })
        .collect();
    all.join(", ")
}

/// The operation of bytecode that comes next, as in "executes BINARY_OP +".
pub(super) fn operation(machine: &Machine, actor: u32) -> String {
    let frame = machine.actors[actor as usize].frames.last();
    match frame {
        Some(frame) => {
            let code = &machine.program.codes[frame.code as usize].code;
            format!("executes {}", operation_text(code, frame.pc))
        }
        None => "ends".into(),
    }
}

/// What an actor waits for, as in "waits for lock, held by Thread-2", and who could end that.
pub(super) fn wait(machine: &Machine, actor: u32) -> (String, Vec<u32>) {
    let Some(one) = machine.actors.get(actor as usize) else {
        return (String::new(), Vec::new());
    };
    let wait = one.wait;
    let object = || names::object_name(machine, wait.object);
    let held = |lock: Value, text: String| match machine.holder(lock) {
        Some(holder) if holder == actor => (format!("{text}, which it holds itself"), vec![holder]),
        Some(holder) => (
            format!("{text}, held by {}", name(machine, holder)),
            vec![holder],
        ),
        None => (text, Vec::new()),
    };
    let plain = |text: String| (text, Vec::new());
    match wait.what {
        What::Nothing => plain("waits for nothing".into()),
        What::Lock => held(wait.object, format!("waits for {}", object())),
        What::Notified => match machine.sync(wait.object) {
            Some(Sync::Condition { lock, waiters, .. })
                if !waiters.contains(&(u64::from(actor), false)) =>
            {
                held(
                    *lock,
                    format!("was notified of {}, and waits for its lock", object()),
                )
            }
            _ => plain(format!("waits to be notified of {}", object())),
        },
        What::Permit => plain(format!("waits for a permit of {}", object())),
        What::Set => plain(format!("waits for {} to be set", object())),
        What::Passed => plain(format!("waits at {}", object())),
        What::Place => plain(format!("waits to come to {}", object())),
        What::Space => plain(format!("waits for room behind {}", object())),
        What::Room => plain(format!("waits for room in {}", object())),
        What::Item => plain(format!("waits for an item in {}", object())),
        What::Done => plain(format!("waits for the items of {} to be done", object())),
        What::End => {
            let other = wait.number as u32;
            (
                format!("waits for {} to end", name(machine, other)),
                vec![other],
            )
        }
        What::Message => plain(format!("waits for a message at {}", object())),
        What::Bytes => plain(format!("waits for bytes at {}", object())),
        What::Connection => plain(format!("waits for a connection at {}", object())),
        What::Listener => plain(format!(
            "waits for somebody to listen at port {}",
            wait.number
        )),
        What::Time => plain("sleeps".into()),
    }
}
