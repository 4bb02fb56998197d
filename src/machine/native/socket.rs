//! Sockets of the machine's own network. Each function is one step.

use super::super::actor::{Wait, What};
use super::super::sync::{Socket, Sync};
use super::super::wait::BUFFER;
use super::meet::{after_first, whole};
use crate::machine::Content;
use crate::machine::args::Args;
use crate::machine::halt::{Halt, Outcome};
use crate::machine::machine::Machine;
use crate::machine::program::Native;
use crate::machine::raised::Raises;
use crate::machine::value::Value;
use crate::machine::watch::{Access, Verb};
use crate::trace::Kind;

/// What this file has.
pub const NATIVES: &[(&str, Native)] = &[
    ("socket.__new__", new),
    ("socket.bind", bind),
    ("socket.listen", listen),
    ("socket.connect", connect),
    ("socket.accept", accept),
    ("socket.send", send),
    ("socket.sendall", sendall),
    ("socket.recv", recv),
    ("socket.shutdown", shutdown),
    ("socket.close", close),
    ("socket.__enter__", itself),
    ("socket.__exit__", close),
    ("socket.settimeout", settimeout),
    ("socket.setblocking", setblocking),
    ("socket.gettimeout", gettimeout),
    ("socket.setsockopt", nothing),
    ("socket.getsockname", getsockname),
    ("socket.getpeername", getpeername),
    ("socket.fileno", fileno),
    ("_socketpair", pair),
];

/// The first port that is given where a program asks for any.
const FIRST_PORT: u64 = 49152;

fn failure(machine: &mut Machine, class: Raises, number: i64, text: &str) -> Halt {
    let args = [Value::int(number), machine.str(text)];
    machine.throw(class, &args)
}

/// `socket(family=AF_INET, type=SOCK_STREAM, …)`
fn new(machine: &mut Machine, args: &Args) -> Outcome {
    let [_, kind, ..] = after_first(args).bind(
        &machine.pool,
        "socket",
        0,
        ["family", "type", "proto", "fileno"],
    )?;
    if kind != Value::UNSET && kind != Value::int(1) {
        return Err(Halt::raise(
            Raises::OSError,
            "only SOCK_STREAM is supported here; use it, or a queue",
        ));
    }
    let host = machine.str("0.0.0.0");
    let open = vec![machine.me.process.into()];
    Ok(machine.new_sync(Sync::Socket(Socket {
        host,
        open,
        limit: Value::NONE,
        peer: Value::NONE,
        ..Socket::default()
    })))
}

/// Two sockets that are connected.
fn pair(machine: &mut Machine, _: &Args) -> Outcome {
    let open = vec![u64::from(machine.me.process)];
    let ends = [(); 2].map(|()| {
        machine.new_sync(Sync::Socket(Socket {
            open: open.clone(),
            ..Socket::default()
        }))
    });
    at(machine, ends[0]).peer = ends[1];
    at(machine, ends[1]).peer = ends[0];
    Ok(machine.tuple(&ends))
}

fn at(machine: &mut Machine, socket: Value) -> &mut Socket {
    match machine.as_sync_mut(socket) {
        Sync::Socket(socket) => socket,
        _ => unreachable!("it was looked at"),
    }
}

fn look(machine: &Machine, socket: Value) -> Outcome<&Socket> {
    match machine.as_sync(socket)? {
        Sync::Socket(socket) => Ok(socket),
        _ => Err(Halt::type_error("not a socket")),
    }
}

/// The socket, if the running process has it open.
fn usable(machine: &mut Machine, args: &Args) -> Outcome<Value> {
    let socket = machine.sync_of(args);
    let me = u64::from(machine.me.process);
    if look(machine, socket)?.open.contains(&me) {
        return Ok(socket);
    }
    Err(failure(machine, Raises::OSError, 9, "Bad file descriptor"))
}

fn address(machine: &Machine, value: Value) -> Outcome<(Value, u64)> {
    let parts = machine.as_tuple(value).unwrap_or_default();
    let [host, port] = parts else {
        return Err(Halt::type_error(format!(
            "AF_INET address must be tuple, not {}",
            machine.type_name(value)
        )));
    };
    let port = whole(machine, *port)?;
    if !(0..=65535).contains(&port) {
        return Err(Halt::raise(
            Raises::OverflowError,
            "bind(): port must be 0-65535.",
        ));
    }
    Ok((*host, port as u64))
}

/// An address's host as a number.
fn host_of(machine: &mut Machine, host: Value) -> Value {
    match machine.pool.as_str(host) {
        Some("") => machine.str("0.0.0.0"),
        Some("localhost") => machine.str("127.0.0.1"),
        _ => host,
    }
}

fn bind(machine: &mut Machine, args: &Args) -> Outcome {
    let [_, given] = args.bind(&machine.pool, "bind", 2, ["/self", "/address"])?;
    let socket = usable(machine, args)?;
    let (host, port) = address(machine, given)?;
    if look(machine, socket)?.port != 0 {
        return Err(failure(machine, Raises::OSError, 22, "Invalid argument"));
    }
    let port = match port {
        0 => free_port(machine),
        port if machine.ports.iter().any(|(taken, _)| *taken == port) => {
            return Err(failure(
                machine,
                Raises::OSError,
                98,
                "Address already in use",
            ));
        }
        port => port,
    };
    machine.touch(Access::sync(socket, Verb::Connect))?;
    machine.ports.push((port, socket));
    machine.ports.sort_unstable_by_key(|(port, _)| *port);
    machine.escape(socket);
    let host = host_of(machine, host);
    let socket = at(machine, socket);
    socket.port = port;
    socket.host = host;
    Ok(Value::NONE)
}

fn free_port(machine: &Machine) -> u64 {
    let mut port = FIRST_PORT;
    while machine.ports.iter().any(|(taken, _)| *taken == port) {
        port += 1;
    }
    port
}

fn listen(machine: &mut Machine, args: &Args) -> Outcome {
    let socket = usable(machine, args)?;
    machine.touch(Access::sync(socket, Verb::Set))?;
    if look(machine, socket)?.port == 0 {
        let port = free_port(machine);
        machine.ports.push((port, socket));
        machine.ports.sort_unstable_by_key(|(port, _)| *port);
        at(machine, socket).port = port;
    }
    at(machine, socket).listening = true;
    Ok(Value::NONE)
}

fn connect(machine: &mut Machine, args: &Args) -> Outcome {
    let [_, given] = args.bind(&machine.pool, "connect", 2, ["/self", "/address"])?;
    let socket = usable(machine, args)?;
    let (host, port) = address(machine, given)?;
    if look(machine, socket)?.peer != Value::NONE {
        return Err(failure(
            machine,
            Raises::OSError,
            106,
            "Transport endpoint is already connected",
        ));
    }
    let listener = machine.ports.iter().find(|(taken, _)| *taken == port);
    let listener = listener.map(|(_, listener)| *listener);
    machine.touch(Access::sync(listener.unwrap_or(socket), Verb::Connect))?;
    let listener = match listener {
        Some(listener) if look(machine, listener)?.listening => listener,
        _ => {
            return Err(failure(
                machine,
                Raises::ConnectionRefusedError,
                111,
                "Connection refused",
            ));
        }
    };
    let host = host_of(machine, host);
    let own = 32768 + u64::from(machine.heap.size() - machine.heap.base_len()) % 16384;
    // The server's end belongs to who listens until it is accepted.
    let open = look(machine, listener)?.open.clone();
    let end = machine.new_sync(Sync::Socket(Socket {
        host,
        port,
        peer_port: own,
        peer: socket,
        open,
        ..Socket::default()
    }));
    machine.escape(end);
    machine.escape(socket);
    let client = at(machine, socket);
    client.peer = end;
    client.port = own;
    client.peer_port = port;
    client.host = host;
    at(machine, listener).backlog.push(end);
    machine.note_bytes(Kind::Open, socket, 0, 0);
    Ok(Value::NONE)
}

/// How an operation on a socket waits, by its time limit.
fn wait_for(
    machine: &mut Machine,
    socket: Value,
    what: What,
    number: u64,
    verb: Verb,
) -> Outcome<()> {
    let limit = look(machine, socket)?.limit;
    let blocking = limit == Value::NONE || machine.seconds(limit)? > 0.0;
    let until = if blocking {
        machine.until(limit)?
    } else {
        None
    };
    let wait = Wait {
        what,
        object: socket,
        number,
        until,
    };
    let object = match what {
        // What is sent changes the other end.
        What::Space => look(machine, socket)?.peer,
        _ => socket,
    };
    if machine.get_through(wait, blocking, Access::sync(object, verb))? {
        return Ok(());
    }
    Err(if blocking {
        Halt::raise(Raises::TimeoutError, "timed out")
    } else {
        failure(
            machine,
            Raises::BlockingIOError,
            11,
            "Resource temporarily unavailable",
        )
    })
}

fn accept(machine: &mut Machine, args: &Args) -> Outcome {
    let socket = usable(machine, args)?;
    if !look(machine, socket)?.listening {
        return Err(failure(machine, Raises::OSError, 22, "Invalid argument"));
    }
    let me = machine.me.process.into();
    wait_for(machine, socket, What::Connection, me, Verb::Accept)?;
    usable(machine, args)?;
    let end = at(machine, socket).backlog.remove(0);
    let me = u64::from(machine.me.process);
    let accepted = at(machine, end);
    accepted.open = vec![me];
    let (host, port) = (accepted.host, accepted.peer_port);
    machine.note_bytes(Kind::Open, end, 0, 1);
    let address = machine.tuple(&[host, Value::int(port as i64)]);
    Ok(machine.tuple(&[end, address]))
}

fn bytes_of(machine: &Machine, value: Value) -> Outcome<Vec<u8>> {
    match machine.as_bytes(value) {
        Some(bytes) => Ok(bytes.to_vec()),
        None => Err(Halt::type_error(format!(
            "a bytes-like object is required, not '{}'",
            machine.type_name(value)
        ))),
    }
}

/// The other end, if something can be sent to it.
fn receiver(machine: &mut Machine, args: &Args) -> Outcome<(Value, Value)> {
    let socket = usable(machine, args)?;
    let (peer, shut) = {
        let socket = look(machine, socket)?;
        (socket.peer, socket.shut)
    };
    if peer == Value::NONE {
        let text = "Transport endpoint is not connected";
        return Err(failure(machine, Raises::OSError, 107, text));
    }
    if shut {
        return Err(failure(machine, Raises::BrokenPipeError, 32, "Broken pipe"));
    }
    Ok((socket, peer))
}

/// Waits for room and sends as much as there is room for, or all of it.
fn send_some(machine: &mut Machine, args: &Args, bytes: &[u8], all: bool) -> Outcome<usize> {
    let (socket, peer) = receiver(machine, args)?;
    let least = if all { bytes.len() } else { bytes.len().min(1) };
    wait_for(machine, socket, What::Space, least as u64, Verb::Send)?;
    receiver(machine, args)?;
    if look(machine, peer)?.open.is_empty() {
        return Err(failure(machine, Raises::BrokenPipeError, 32, "Broken pipe"));
    }
    let inbox = &mut at(machine, peer).inbox;
    let sent = bytes.len().min(BUFFER as usize - inbox.len());
    inbox.extend_from_slice(&bytes[..sent]);
    machine.note_bytes(Kind::Send, socket, sent, 0);
    machine.note_bytes(Kind::Send, socket, sent, 1);
    machine.note_bytes(Kind::Receive, peer, sent, 1);
    Ok(sent)
}

fn send(machine: &mut Machine, args: &Args) -> Outcome {
    let [_, data, _] = args.bind(&machine.pool, "send", 2, ["/self", "/data", "/flags"])?;
    let bytes = bytes_of(machine, data)?;
    let sent = send_some(machine, args, &bytes, false)?;
    Ok(Value::int(sent as i64))
}

fn sendall(machine: &mut Machine, args: &Args) -> Outcome {
    let [socket, data, _] = args.bind(&machine.pool, "sendall", 2, ["/self", "/data", "/flags"])?;
    let bytes = bytes_of(machine, data)?;
    if bytes.len() as u64 > BUFFER {
        return Err(Halt::call(machine.helper("_sendall"), [socket, data]));
    }
    send_some(machine, args, &bytes, true)?;
    Ok(Value::NONE)
}

fn recv(machine: &mut Machine, args: &Args) -> Outcome {
    let [_, most, _] = args.bind(&machine.pool, "recv", 2, ["/self", "/bufsize", "/flags"])?;
    let Ok(most) = usize::try_from(whole(machine, most)?) else {
        return Err(Halt::value_error("negative buffersize in recv"));
    };
    let socket = usable(machine, args)?;
    {
        let socket = look(machine, socket)?;
        if socket.peer == Value::NONE {
            let text = "Transport endpoint is not connected";
            return Err(failure(machine, Raises::OSError, 107, text));
        }
    }
    let me = machine.me.process.into();
    wait_for(machine, socket, What::Bytes, me, Verb::Receive)?;
    usable(machine, args)?;
    let end = at(machine, socket);
    if end.inbox.is_empty() && std::mem::take(&mut end.reset) {
        let text = "Connection reset by peer";
        return Err(failure(machine, Raises::ConnectionResetError, 104, text));
    }
    let count = most.min(end.inbox.len());
    let bytes: Vec<u8> = end.inbox.drain(..count).collect();
    machine.note_bytes(Kind::Receive, socket, count, 0);
    Ok(machine.pool.intern(Content::Bytes(bytes.into())))
}

fn shutdown(machine: &mut Machine, args: &Args) -> Outcome {
    let [_, how] = args.bind(&machine.pool, "shutdown", 2, ["/self", "/how"])?;
    let (socket, peer) = match receiver(machine, args) {
        Ok(both) => both,
        Err(Halt::Throw(_)) if look(machine, machine.sync_of(args))?.shut => {
            return Ok(Value::NONE);
        }
        Err(halt) => return Err(halt),
    };
    machine.touch(Access::sync(peer, Verb::Close))?;
    let how = whole(machine, how)?;
    if how != 1 {
        at(machine, socket).ended = true;
    }
    if how != 0 {
        at(machine, socket).shut = true;
        at(machine, peer).ended = true;
        machine.note_bytes(Kind::Close, socket, 0, 0);
    }
    Ok(Value::NONE)
}

fn close(machine: &mut Machine, args: &Args) -> Outcome {
    let socket = machine.sync_of(args);
    let peer = look(machine, socket)?.peer;
    // Who waits at the other end notices.
    let noticed = if peer == Value::NONE { socket } else { peer };
    machine.touch(Access::sync(noticed, Verb::Close))?;
    let me = u64::from(machine.me.process);
    at(machine, socket).open.retain(|each| *each != me);
    if look(machine, socket)?.open.is_empty() {
        if peer != Value::NONE {
            machine.note_bytes(Kind::Close, socket, 0, 0);
        }
        let waiting = std::mem::take(&mut at(machine, socket).backlog);
        for end in waiting {
            at(machine, end).open.clear();
            let client = look(machine, end)?.peer;
            at(machine, client).reset = true;
        }
        machine.close_ends();
    }
    Ok(Value::NONE)
}

fn itself(_: &mut Machine, args: &Args) -> Outcome {
    Ok(args.values[0])
}

fn nothing(_: &mut Machine, _: &Args) -> Outcome {
    Ok(Value::NONE)
}

fn settimeout(machine: &mut Machine, args: &Args) -> Outcome {
    let [_, limit] = args.bind(&machine.pool, "settimeout", 2, ["/self", "/timeout"])?;
    if limit != Value::NONE && machine.seconds(limit)? < 0.0 {
        return Err(Halt::value_error("Timeout value out of range"));
    }
    let socket = usable(machine, args)?;
    at(machine, socket).limit = match limit {
        Value::NONE => Value::NONE,
        limit => Value::float(machine.seconds(limit)?),
    };
    Ok(Value::NONE)
}

fn setblocking(machine: &mut Machine, args: &Args) -> Outcome {
    let [_, flag] = args.bind(&machine.pool, "setblocking", 2, ["/self", "/flag"])?;
    let blocks = machine.truth(flag)?;
    let socket = usable(machine, args)?;
    at(machine, socket).limit = if blocks {
        Value::NONE
    } else {
        Value::float(0.0)
    };
    Ok(Value::NONE)
}

fn gettimeout(machine: &mut Machine, args: &Args) -> Outcome {
    let socket = machine.sync_of(args);
    Ok(look(machine, socket)?.limit)
}

fn name(machine: &mut Machine, host: Value, port: u64) -> Value {
    match host {
        Value::NONE => machine.str(""),
        host => machine.tuple(&[host, Value::int(port as i64)]),
    }
}

fn getsockname(machine: &mut Machine, args: &Args) -> Outcome {
    let socket = usable(machine, args)?;
    let (host, port) = {
        let socket = look(machine, socket)?;
        (socket.host, socket.port)
    };
    Ok(name(machine, host, port))
}

fn getpeername(machine: &mut Machine, args: &Args) -> Outcome {
    let (socket, _) = receiver(machine, args)?;
    let (host, port) = {
        let socket = look(machine, socket)?;
        (socket.host, socket.peer_port)
    };
    Ok(name(machine, host, port))
}

fn fileno(machine: &mut Machine, args: &Args) -> Outcome {
    let socket = machine.sync_of(args);
    let me = u64::from(machine.me.process);
    if !look(machine, socket)?.open.contains(&me) {
        return Ok(Value::int(-1));
    }
    let number = socket.as_heap().unwrap_or(0) - machine.heap.base_len();
    Ok(Value::int(3 + i64::from(number)))
}
