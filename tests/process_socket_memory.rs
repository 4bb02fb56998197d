//! However much passes through a connection of processes, it holds no more than its buffers and what is on its way.
//!
//! Alone in this file: the allocator counts what the whole program holds.

mod counting;
mod process_support;

use counting::most_held;
use interleave::process::{Listener, Process, Socket};
use interleave::socket::{Buffers, SocketError};
use interleave::sync::Stopped;
use process_support::{Life, World};
use std::rc::Rc;

const PASSED: usize = 64 << 20;
const BUFFERS: Buffers = Buffers {
    send: 32 << 10,
    receive: 32 << 10,
};
/// Both buffers at both ends, each up to twice its size while it grows; as much again in messages, on their way out, on
/// their way and on their way in; the events of one turn.
const ALLOWED: usize = 20 * (32 << 10);

fn byte(at: usize) -> u8 {
    (at % 251) as u8
}

async fn send(me: &Process) -> Result<(), SocketError> {
    let portion: Vec<u8> = (0..251 * 100).map(byte).collect();
    let mut socket = loop {
        match Socket::connect(me, "here", BUFFERS).await {
            Err(SocketError::Refused) => me.sleep(0.001).await?,
            done => break done?,
        }
    };
    let mut left = PASSED;
    while left > 0 {
        let count = portion.len().min(left);
        socket.send_all(&portion[..count]).await?;
        left -= count;
    }
    Ok(())
}

async fn receive(me: &Process) -> Result<(), SocketError> {
    let listener = Listener::new(me, "here", 1, BUFFERS).await?;
    let mut socket = listener.accept().await?;
    let mut portion = vec![0; 10_007];
    let mut received = 0;
    loop {
        let count = socket.receive(&mut portion).await?;
        if count == 0 {
            me.print(format_args!("{received}"));
            return Ok(());
        }
        for (at, &got) in (received..).zip(&portion[..count]) {
            assert_eq!(got, byte(at));
        }
        received += count;
    }
}

async fn start(me: &Process) -> Result<(), SocketError> {
    let receiver = me.spawn("receiver").await?;
    let sender = me.spawn("sender").await?;
    receiver.join(me).await?;
    Ok(sender.join(me).await?)
}

#[test]
fn memory_stays_flat_while_64_mib_pass_between_processes() {
    let programs = |world: &World, name: &str, actor: u32| -> Life {
        let name = name.to_owned();
        world.live(actor, async move |me: &Process| {
            let done = match name.as_str() {
                "sender" => send(me).await,
                "receiver" => receive(me).await,
                _ => start(me).await,
            };
            done.map_err(|_| Stopped)
        })
    };
    let most = most_held(|| {
        let world = World::new(1, 5, Rc::new(programs));
        world.run();
        assert_eq!(world.printed("receiver"), PASSED.to_string());
        assert_eq!(world.exit("sender"), Some(0));
    });
    assert!(
        most < ALLOWED,
        "{most} bytes were held at once, {ALLOWED} would be enough"
    );
}
