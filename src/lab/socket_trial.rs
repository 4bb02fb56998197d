//! For the benches: frames through a socket between two processes, with nothing printed and nothing of it recorded.

use super::Values;
use crate::process::{Listener, Process, Socket};
use crate::socket::framing::{Deframer, frame};
use crate::socket::{Buffers, SocketError};
use crate::sync::{Stopped, clock};
use crate::trace::{Class, Kind};

const ADDRESS: &str = "frames";
/// The producer tries again while the consumer has not begun to listen: after so many seconds.
const PAUSE: f64 = 0.005;
const BUFFERS: Buffers = Buffers {
    send: 1 << 20,
    receive: 1 << 20,
};

pub(super) async fn main(me: &Process) -> Result<(), Stopped> {
    let consumer = me.spawn("consumer").await?;
    let producer = me.spawn("producer").await?;
    producer.join(me).await?;
    consumer.join(me).await
}

pub(super) async fn producer(me: &Process, values: &Values) -> Result<(), Stopped> {
    let frames = values.count("frames");
    let ms = unbroken(produce(me, frames, values.count("bytes") as usize).await)?;
    let milliseconds = me.declare(Class::Measure, "milliseconds");
    me.record(Kind::Measure, milliseconds, ms);
    Ok(())
}

/// The milliseconds until the consumer has had them all.
async fn produce(me: &Process, frames: u64, bytes: usize) -> Result<f64, SocketError> {
    let mut socket = loop {
        match Socket::connect(me, ADDRESS, BUFFERS).await {
            Err(SocketError::Refused) => me.sleep(PAUSE).await?,
            done => break done?.unrecorded(),
        }
    };
    let contents = vec![1; bytes];
    let began = clock::now();
    for _ in 0..frames {
        socket.send_all(&frame(&contents)).await?;
    }
    socket.shutdown();
    // Nothing comes but the end, once the consumer has taken all.
    socket.receive(&mut [0]).await?;
    Ok(clock::now() - began)
}

pub(super) async fn consumer(me: &Process, values: &Values) -> Result<(), Stopped> {
    let arrived = unbroken(consume(me, values.count("bytes") as usize).await)?;
    assert_eq!(arrived, values.count("frames"), "frames were lost");
    Ok(())
}

async fn consume(me: &Process, bytes: usize) -> Result<u64, SocketError> {
    let listener = Listener::new(me, ADDRESS, 1, BUFFERS).await?;
    let mut socket = listener.accept().await?.unrecorded();
    let mut frames = Deframer::new(bytes);
    let mut portion = vec![0; BUFFERS.receive];
    let mut arrived = 0;
    loop {
        let count = socket.receive(&mut portion).await?;
        if count == 0 {
            return Ok(arrived);
        }
        frames.push(&portion[..count]);
        while let Some(contents) = frames.next_frame().expect("none is longer") {
            assert_eq!(contents.len(), bytes);
            arrived += 1;
        }
    }
}

fn unbroken<T>(result: Result<T, SocketError>) -> Result<T, Stopped> {
    match result {
        Ok(value) => Ok(value),
        Err(SocketError::Stopped) => Err(Stopped),
        Err(error) => panic!("nobody breaks this connection: {error}"),
    }
}
