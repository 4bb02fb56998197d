//! Processes, and what passes between them. Each function is one step.

use super::super::actor::{Wait, What};
use super::super::fork::Copying;
use super::super::sync::{Pipe, Sync};
use super::meet::whole;
use super::thread::actor_number;
use crate::machine::Content;
use crate::machine::args::Args;
use crate::machine::halt::{Halt, Outcome};
use crate::machine::machine::Machine;
use crate::machine::program::Native;
use crate::machine::raised::Raises;
use crate::machine::value::{Kind, Value};
use crate::machine::watch::{Access, Place, Verb};
use crate::trace::Kind as Noted;

/// What this file has.
pub const NATIVES: &[(&str, Native)] = &[
    ("_fork", fork),
    ("_kill", kill),
    ("_exit_code", exit_code),
    ("_pid", pid),
    ("_processes", processes),
    ("_pipe", pipe),
    ("Connection.send", send),
    ("Connection.recv", recv),
    ("Connection.send_bytes", send_bytes),
    ("Connection.recv_bytes", recv),
    ("Connection.poll", poll),
    ("Connection.close", close),
    ("Connection.__enter__", itself),
    ("Connection.__exit__", close),
    ("Connection.closed@", closed),
    ("Connection.readable@", |machine, args| {
        flag(machine, args, |pipe| pipe.reads)
    }),
    ("Connection.writable@", |machine, args| {
        flag(machine, args, |pipe| pipe.writes)
    }),
    ("_shared", shared),
    ("_shared_get", shared_get),
    ("_shared_set", shared_set),
    ("_shared_len", shared_len),
];

/// `_fork(function, process, daemon)`: a new process, which calls the function with its copy of the Process.
fn fork(machine: &mut Machine, args: &Args) -> Outcome {
    let [function, process, daemon] = args.bind(
        &machine.pool,
        "_fork",
        3,
        ["/function", "/process", "/daemon"],
    )?;
    let (number, copy) = machine.fork(process)?;
    let actor = machine.begin_actor(function, copy, number, daemon == Value::TRUE)?;
    machine.share_between(number);
    let child = actor_number(machine, actor)?;
    machine.actor_mut(child).started = process;
    Ok(actor)
}

/// `_kill(actor, signal)`
fn kill(machine: &mut Machine, args: &Args) -> Outcome {
    let number = actor_number(machine, args.values[0])?;
    let signal = args.values[1].as_small().unwrap_or(15);
    machine.touch(Access::sync(args.values[2], Verb::Write))?;
    if machine.is_gone(number) {
        return Ok(Value::NONE);
    }
    let process = machine.actor(number).process;
    let own = process == machine.me.process;
    machine.end_process(process, Value::int(-signal));
    if own { Err(Halt::End) } else { Ok(Value::NONE) }
}

/// `_exit_code(actor, process)`
fn exit_code(machine: &mut Machine, args: &Args) -> Outcome {
    let number = actor_number(machine, args.values[0])?;
    machine.touch(Access::sync(args.values[1], Verb::Look))?;
    Ok(machine.exit_code_of(number).map_or(Value::NONE, Value::int))
}

/// The number of an actor's process as a system would give it; the running one's without an argument.
fn pid(machine: &mut Machine, args: &Args) -> Outcome {
    let process = match args.values.first() {
        Some(actor) => machine.actor(actor_number(machine, *actor)?).process,
        None => machine.me.process,
    };
    Ok(Value::int(1000 + i64::from(process)))
}

/// The Processes that the running process started and still knows.
fn processes(machine: &mut Machine, _: &Args) -> Outcome {
    let me = machine.me.process;
    let first = (0..machine.actors.len() as u32).filter(|number| {
        let actor = machine.actor(*number);
        actor.process != me && actor.parent == me && machine.first_of(actor.process) == *number
    });
    let known = first.map(|number| machine.actor(number).started).collect();
    Ok(machine.list(known))
}

/// `_pipe(duplex)`: both ends.
fn pipe(machine: &mut Machine, args: &Args) -> Outcome {
    let duplex = machine.truth(args.values[0])?;
    let open = vec![u64::from(machine.me.process)];
    let end = |reads, writes| {
        Sync::Pipe(Pipe {
            reads,
            writes,
            open: open.clone(),
            ..Pipe::default()
        })
    };
    let (a, b) = (
        machine.new_sync(end(true, duplex)),
        machine.new_sync(end(duplex, true)),
    );
    for (one, other) in [(a, b), (b, a)] {
        if let Sync::Pipe(pipe) = machine.as_sync_mut(one) {
            pipe.peer = other;
        }
    }
    Ok(machine.tuple(&[a, b]))
}

fn as_pipe(machine: &Machine, value: Value) -> Outcome<&Pipe> {
    match machine.as_sync(value)? {
        Sync::Pipe(pipe) => Ok(pipe),
        _ => Err(Halt::type_error("not a connection")),
    }
}

fn as_pipe_mut(machine: &mut Machine, value: Value) -> &mut Pipe {
    match machine.as_sync_mut(value) {
        Sync::Pipe(pipe) => pipe,
        _ => unreachable!("it was looked at"),
    }
}

/// The connection, if the running process has it open for this.
fn usable(machine: &Machine, args: &Args, writes: bool) -> Outcome<Value> {
    let connection = machine.sync_of(args);
    let pipe = as_pipe(machine, connection)?;
    let wrong = |message| Err(Halt::raise(Raises::OSError, message));
    if !pipe.open.contains(&machine.me.process.into()) {
        return wrong("handle is closed");
    }
    match (writes, pipe.reads, pipe.writes) {
        (true, _, false) => wrong("connection is read-only"),
        (false, false, _) => wrong("connection is write-only"),
        _ => Ok(connection),
    }
}

fn send(machine: &mut Machine, args: &Args) -> Outcome {
    let [_, item] = args.bind(&machine.pool, "send", 2, ["/self", "obj"])?;
    let connection = usable(machine, args, true)?;
    machine.check_sendable(item)?;
    machine.touch(Access {
        place: Place::Sync(connection),
        verb: Verb::Send,
        value: item,
        name: Value::NONE,
    })?;
    let peer = as_pipe(machine, connection)?.peer;
    if as_pipe(machine, peer)?.open.is_empty() {
        let args = [Value::int(32), machine.str("Broken pipe")];
        return Err(machine.throw(Raises::BrokenPipeError, &args));
    }
    let item = machine.copy_values(&[item], Copying::Send)?[0];
    machine.escape(item);
    machine.note(Noted::Put, peer, item, 0);
    as_pipe_mut(machine, peer).inbox.push(item);
    Ok(Value::NONE)
}

fn send_bytes(machine: &mut Machine, args: &Args) -> Outcome {
    let [_, bytes] = args.bind(&machine.pool, "send_bytes", 2, ["/self", "buf"])?;
    if machine.as_bytes(bytes).is_none() {
        return Err(Halt::type_error(format!(
            "a bytes-like object is required, not '{}'",
            machine.type_name(bytes)
        )));
    }
    send(machine, args)
}

fn recv(machine: &mut Machine, args: &Args) -> Outcome {
    let connection = usable(machine, args, false)?;
    let wait = Wait {
        what: What::Message,
        object: connection,
        number: machine.me.process.into(),
        until: None,
    };
    machine.wait_then(wait, Access::sync(connection, Verb::Receive))?;
    let pipe = as_pipe_mut(machine, connection);
    if pipe.inbox.is_empty() {
        return Err(machine.throw(Raises::EOFError, &[]));
    }
    let item = pipe.inbox.remove(0);
    machine.note(Noted::Get, connection, item, 0);
    Ok(machine.copy_values(&[item], Copying::Receive)?[0])
}

fn poll(machine: &mut Machine, args: &Args) -> Outcome {
    let [_, limit] = args.bind(&machine.pool, "poll", 1, ["/self", "timeout"])?;
    let connection = usable(machine, args, false)?;
    let block = limit != Value::UNSET;
    let wait = Wait {
        what: What::Message,
        object: connection,
        number: machine.me.process.into(),
        until: machine.until(limit)?,
    };
    let there = machine.get_through(wait, block, Access::sync(connection, Verb::Look))?;
    Ok(Value::bool(there))
}

fn close(machine: &mut Machine, args: &Args) -> Outcome {
    let connection = machine.sync_of(args);
    as_pipe(machine, connection)?;
    machine.touch(Access::sync(connection, Verb::Close))?;
    let me = u64::from(machine.me.process);
    as_pipe_mut(machine, connection)
        .open
        .retain(|each| *each != me);
    Ok(Value::NONE)
}

fn itself(_: &mut Machine, args: &Args) -> Outcome {
    Ok(args.values[0])
}

fn flag(machine: &mut Machine, args: &Args, of: fn(&Pipe) -> bool) -> Outcome {
    let connection = machine.sync_of(args);
    Ok(Value::bool(of(as_pipe(machine, connection)?)))
}

fn closed(machine: &mut Machine, args: &Args) -> Outcome {
    let connection = machine.sync_of(args);
    let me = u64::from(machine.me.process);
    Ok(Value::bool(
        !as_pipe(machine, connection)?.open.contains(&me),
    ))
}

/// `_shared(code, items, is_array)`: memory that processes share.
fn shared(machine: &mut Machine, args: &Args) -> Outcome {
    let [code, items, array] = args.values[..] else {
        return Err(Halt::type_error("_shared takes 3 arguments"));
    };
    let mut converted = Vec::new();
    for item in machine.items_of(items)? {
        converted.push(convert(machine, code, item)?);
    }
    Ok(machine.new_sync(Sync::Shared {
        code,
        items: converted,
        array: array == Value::TRUE,
    }))
}

/// A value as memory of a type holds it: `ctypes` cuts ints without a word.
fn convert(machine: &mut Machine, code: Value, value: Value) -> Outcome {
    let code = machine.pool.as_str(code).unwrap_or_default().to_owned();
    let value = machine.inner(value);
    match code.as_str() {
        "d" | "f" => {
            let float = match value.kind() {
                Kind::Float(float) => float,
                _ => match machine.as_index(value) {
                    Some(int) => int as f64,
                    None => {
                        return Err(Halt::type_error(format!(
                            "must be real number, not {}",
                            machine.type_name(value)
                        )));
                    }
                },
            };
            Ok(Value::float(if code == "f" {
                f64::from(float as f32)
            } else {
                float
            }))
        }
        "c" => match machine.as_bytes(value) {
            Some(&[byte]) => Ok(machine.pool.intern(Content::Bytes([byte].into()))),
            _ => Err(Halt::type_error(
                "one character bytes, bytearray or integer expected",
            )),
        },
        "b" | "B" | "h" | "H" | "i" | "I" | "l" | "L" | "q" | "Q" => {
            let int = whole(machine, value)?;
            let bits = match code.to_ascii_lowercase().as_str() {
                "b" => 8,
                "h" => 16,
                "i" => 32,
                _ => 64,
            };
            let cut = if bits == 64 {
                int
            } else {
                (int << (64 - bits)) >> (64 - bits)
            };
            let unsigned = code.chars().all(char::is_uppercase) && bits < 64 && cut < 0;
            let cut = if unsigned { cut + (1 << bits) } else { cut };
            Ok(machine.pool.int(cut.into()))
        }
        _ => Err(Halt::value_error(format!(
            "the type code '{code}' is not supported here"
        ))),
    }
}

fn place(machine: &Machine, args: &Args) -> Outcome<(Value, usize)> {
    let at = whole(machine, args.values[1])?;
    let length = match machine.as_sync(args.values[0])? {
        Sync::Shared { items, .. } => items.len() as i64,
        _ => return Err(Halt::type_error("not shared memory")),
    };
    let at = if at < 0 { at + length } else { at };
    if (0..length).contains(&at) {
        return Ok((args.values[0], at as usize));
    }
    Err(Halt::raise(Raises::IndexError, "invalid index"))
}

/// `_shared_get(memory, index)`
fn shared_get(machine: &mut Machine, args: &Args) -> Outcome {
    let (memory, at) = place(machine, args)?;
    machine.touch_element(memory, Value::int(at as i64), None)?;
    match machine.as_sync(memory)? {
        Sync::Shared { items, .. } => Ok(items[at]),
        _ => Ok(Value::NONE),
    }
}

/// `_shared_set(memory, index, value)`
fn shared_set(machine: &mut Machine, args: &Args) -> Outcome {
    let (memory, at) = place(machine, args)?;
    let code = match machine.as_sync(memory)? {
        Sync::Shared { code, .. } => *code,
        _ => Value::NONE,
    };
    let value = convert(machine, code, args.values[2])?;
    machine.touch_element(memory, Value::int(at as i64), Some(value))?;
    if let Sync::Shared { items, .. } = machine.as_sync_mut(memory) {
        items[at] = value;
    }
    Ok(Value::NONE)
}

fn shared_len(machine: &mut Machine, args: &Args) -> Outcome {
    match machine.as_sync(args.values[0])? {
        Sync::Shared { items, .. } => Ok(Value::int(items.len() as i64)),
        _ => Ok(Value::NONE),
    }
}
