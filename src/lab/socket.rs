//! A producer and a consumer that share nothing: each item crosses as a frame of bytes on one connection.

use super::{Random, Values};
use crate::process::{self, NumberVariable, Process};
use crate::socket::framing::{Deframer, frame};
use crate::socket::{Buffers, Network, SocketError};
use crate::sync::Stopped;
use crate::thread::{self, Actor, Counter};

const ADDRESS: &str = "items";
/// Connections that may wait to be accepted.
const BACKLOG: u32 = 1;
/// The consumer may be slower to start than the producer, which then tries again: so often, after so many seconds.
const TRIES: u32 = 1000;
const PAUSE: f64 = 0.05;
/// Whose random numbers each of them draws: those of the queue lab's first producer and first consumer.
const PRODUCER: u64 = 2;
const CONSUMER: u64 = 3;

fn buffers(values: &Values) -> Buffers {
    Buffers {
        send: values.count("send_buffer") as usize,
        receive: values.count("receive_buffer") as usize,
    }
}

/// An item as bytes: its digits, filled up with spaces. In front of them stands their length.
fn framed(item: i64, bytes: usize) -> Vec<u8> {
    let digits = item.to_string();
    // Not by `format!`, which fills up to 65,535 bytes at the most.
    let mut contents = vec![b' '; bytes.saturating_sub(digits.len())];
    contents.extend_from_slice(digits.as_bytes());
    frame(&contents)
}

/// The next item of which all bytes have come. A peer that sends anything else is none to talk with.
fn next_item(frames: &mut Deframer) -> Result<Option<i64>, SocketError> {
    let Some(contents) = frames.next_frame().map_err(|_| SocketError::Reset)? else {
        return Ok(None);
    };
    let digits = str::from_utf8(contents).map(str::trim_start);
    let item = digits.ok().and_then(|digits| digits.parse().ok());
    item.map(Some).ok_or(SocketError::Reset)
}

// ── Processes, connected by messages ────────────────────────────────────────

pub(super) async fn main(me: &Process) -> Result<(), Stopped> {
    let consumer = me.spawn("consumer").await?;
    let producer = me.spawn("producer").await?;
    producer.join(me).await?;
    consumer.join(me).await
}

pub(super) async fn producer(me: &Process, values: &Values) -> Result<(), Stopped> {
    me.measure_memory("memory at the start");
    match produce(me, values).await {
        Err(SocketError::Stopped) => return Err(Stopped),
        Err(error) => me.print(format_args!("The consumer is gone: {error}\n")),
        Ok(()) => {}
    }
    me.measure_memory("memory at the end");
    Ok(())
}

async fn produce(me: &Process, values: &Values) -> Result<(), SocketError> {
    let mut random = Random::of(values.count("seed"), PRODUCER);
    let bytes = values.count("item_bytes") as usize;
    let mut socket = connect(me, values).await?;
    for _ in 0..values.count("items") {
        let item = random.item();
        socket.send_all(&framed(item, bytes)).await?;
        let waiting = socket.counts().to_send();
        me.print(format_args!(
            "Produced {item} (send buffer = {waiting} bytes)\n"
        ));
        pause(me, random.delay(values.number("producer_delay"))).await?;
    }
    socket.shutdown();
    // Nothing comes but the end: the consumer has taken all.
    socket.receive(&mut [0]).await.map(drop)
}

async fn connect(me: &Process, values: &Values) -> Result<process::Socket, SocketError> {
    for _ in 0..TRIES {
        match process::Socket::connect(me, ADDRESS, buffers(values)).await {
            Err(SocketError::Refused) => me.sleep(PAUSE).await?,
            done => return done,
        }
    }
    Err(SocketError::Refused)
}

pub(super) async fn consumer(me: &Process, values: &Values) -> Result<(), Stopped> {
    me.measure_memory("memory at the start");
    match consume(me, values).await {
        Err(SocketError::Stopped) => return Err(Stopped),
        Err(error) => me.print(format_args!("The producer is gone: {error}\n")),
        Ok(()) => {}
    }
    me.measure_memory("memory at the end");
    Ok(())
}

async fn consume(me: &Process, values: &Values) -> Result<(), SocketError> {
    let mut random = Random::of(values.count("seed"), CONSUMER);
    let listener = process::Listener::new(me, ADDRESS, BACKLOG, buffers(values)).await?;
    let mut socket = listener.accept().await?;
    let mut frames = Deframer::new(values.count("item_bytes") as usize);
    let mut there = NumberVariable::new(me, "bytes of the frame", 0.0);
    let mut portion = vec![0; values.count("receive_bytes") as usize];
    loop {
        let count = socket.receive(&mut portion).await?;
        if count == 0 {
            return Ok(());
        }
        frames.push(&portion[..count]);
        there.set(me, frames.begun() as f64);
        while let Some(item) = next_item(&mut frames)? {
            there.set(me, frames.begun() as f64);
            let waiting = socket.counts().to_receive();
            me.print(format_args!(
                "Consumed {item} (receive buffer = {waiting} bytes)\n"
            ));
            pause(me, random.delay(values.number("consumer_delay"))).await?;
        }
    }
}

/// A sleep, unless it is of no length: even that would take some milliseconds.
async fn pause(me: &Process, seconds: f64) -> Result<(), Stopped> {
    if seconds > 0.0 {
        me.sleep(seconds).await?;
    }
    Ok(())
}

// ── Threads, connected by rings in shared memory ────────────────────────────

pub(super) fn threads(me: &Actor, values: &Values) -> Result<(), Stopped> {
    let network = Network::new();
    let (there, with) = (network.clone(), values.clone());
    let consumer = me.spawn("consumer", move |me| {
        match consume_in_thread(me, &there, &with) {
            Err(SocketError::Stopped) => return Err(Stopped),
            Err(error) => me.print(format_args!("The producer is gone: {error}\n")),
            Ok(()) => {}
        }
        Ok(())
    })?;
    let with = values.clone();
    let producer = me.spawn("producer", move |me| {
        match produce_in_thread(me, &network, &with) {
            Err(SocketError::Stopped) => return Err(Stopped),
            Err(error) => me.print(format_args!("The consumer is gone: {error}\n")),
            Ok(()) => {}
        }
        Ok(())
    })?;
    producer.join(me)?;
    consumer.join(me)
}

fn produce_in_thread(me: &Actor, network: &Network, values: &Values) -> Result<(), SocketError> {
    let mut random = Random::of(values.count("seed"), PRODUCER);
    let bytes = values.count("item_bytes") as usize;
    let mut socket = connect_thread(me, network, values)?;
    for _ in 0..values.count("items") {
        let item = random.item();
        socket.send_all(me, &framed(item, bytes))?;
        let waiting = socket.counts().to_send();
        me.print(format_args!(
            "Produced {item} (send buffer = {waiting} bytes)\n"
        ));
        pause_thread(me, random.delay(values.number("producer_delay")))?;
    }
    socket.shutdown(me);
    socket.receive(me, &mut [0]).map(drop)
}

fn connect_thread(
    me: &Actor,
    network: &Network,
    values: &Values,
) -> Result<thread::Socket, SocketError> {
    for _ in 0..TRIES {
        match thread::Socket::connect(me, network, ADDRESS, buffers(values)) {
            Err(SocketError::Refused) => me.sleep(PAUSE)?,
            done => return done,
        }
    }
    Err(SocketError::Refused)
}

fn consume_in_thread(me: &Actor, network: &Network, values: &Values) -> Result<(), SocketError> {
    let mut random = Random::of(values.count("seed"), CONSUMER);
    let listener = thread::Listener::new(me, network, ADDRESS, BACKLOG as usize, buffers(values))?;
    let mut socket = listener.accept(me)?;
    let mut frames = Deframer::new(values.count("item_bytes") as usize);
    let there = Counter::new(me, "bytes of the frame", 0);
    let mut portion = vec![0; values.count("receive_bytes") as usize];
    loop {
        let count = socket.receive(me, &mut portion)?;
        if count == 0 {
            return Ok(());
        }
        frames.push(&portion[..count]);
        there.store(frames.begun() as i64);
        there.done(me);
        while let Some(item) = next_item(&mut frames)? {
            there.store(frames.begun() as i64);
            there.done(me);
            let waiting = socket.counts().to_receive();
            me.print(format_args!(
                "Consumed {item} (receive buffer = {waiting} bytes)\n"
            ));
            pause_thread(me, random.delay(values.number("consumer_delay")))?;
        }
    }
}

fn pause_thread(me: &Actor, seconds: f64) -> Result<(), Stopped> {
    if seconds > 0.0 {
        me.sleep(seconds)?;
    }
    Ok(())
}
