//! What an actor does next, and what it waits for, in words.

use super::actor::What;
use super::machine::Machine;
use super::names;
use super::sync::Sync;
use super::value::Value;
use super::wait::Look;
use super::watch::{Access, Place, Verb};
use crate::bytecode::operation_text;

/// A value's text at most, in characters.
const LONGEST: usize = 200;

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

/// What a global holds.
fn now(machine: &Machine, actor: u32, access: &Access) -> Option<Value> {
    let Place::Global(slot) = access.place else {
        return None;
    };
    let process = machine.actors.get(actor as usize)?.process;
    let now = *machine.globals.get(process as usize)?.get(slot as usize)?;
    (now != Value::UNSET).then_some(now)
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
