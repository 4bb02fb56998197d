//! Sockets between processes, over ports with arbitrary delays.

mod process_support;

use interleave::lab::Random;
use interleave::process::{Listener, Process, Socket};
use interleave::socket::{Buffers, SocketError};
use interleave::sync::Stopped;
use process_support::{Life, World};
use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

type Running<'a> = Pin<Box<dyn Future<Output = Result<(), SocketError>> + 'a>>;
type Program = Rc<dyn for<'a> Fn(&'a Process) -> Running<'a>>;

/// A closure that is the program of a process.
macro_rules! program {
    ($me:ident => $body:block) => {{
        fn typed(program: impl for<'a> Fn(&'a Process) -> Running<'a> + 'static) -> Program {
            Rc::new(program)
        }
        typed(move |$me: &Process| Box::pin(async move { $body }))
    }};
    ($($kept:ident),+; $me:ident => $body:block) => {{
        fn typed(program: impl for<'a> Fn(&'a Process) -> Running<'a> + 'static) -> Program {
            Rc::new(program)
        }
        $(let $kept = $kept.clone();)+
        typed(move |$me: &Process| {
            $(let $kept = $kept.clone();)+
            Box::pin(async move { $body })
        })
    }};
}
/// A world of `main`, which starts the others, and a server and a client.
fn world(seed: u64, server: Program, client: Program) -> World {
    let programs = move |world: &World, name: &str, actor: u32| -> Life {
        let program = match name {
            "server" => Rc::clone(&server),
            "client" => Rc::clone(&client),
            _ => main(),
        };
        world.live(actor, async move |me: &Process| match program(me).await {
            Err(SocketError::Stopped) => Err(Stopped),
            Err(error) => {
                me.print(format_args!("{error}\n"));
                Ok(())
            }
            Ok(()) => Ok(()),
        })
    };
    World::new(seed, 50, Rc::new(programs))
}

fn main() -> Program {
    program!(me => {
        let server = me.spawn("server").await?;
        let client = me.spawn("client").await?;
        server.join(me).await?;
        client.join(me).await?;
        Ok(())
    })
}

const ADDRESS: &str = "here";

async fn connect(me: &Process, buffers: Buffers) -> Result<Socket, SocketError> {
    loop {
        match Socket::connect(me, ADDRESS, buffers).await {
            Err(SocketError::Refused) => me.sleep(0.001).await?,
            done => return done,
        }
    }
}

async fn accept(me: &Process, buffers: Buffers) -> Result<Socket, SocketError> {
    let listener = Listener::new(me, ADDRESS, 1, buffers).await?;
    listener.accept().await
}

fn small(random: &mut Random) -> Buffers {
    Buffers {
        send: 1 + random.draw() as usize % 200,
        receive: 1 + random.draw() as usize % 200,
    }
}

fn bytes(random: &mut Random, count: usize) -> Vec<u8> {
    (0..count).map(|_| random.draw() as u8).collect()
}

/// Sends `bytes` in portions of any size, ends the stream, and then receives in portions of any size to the end.
async fn talk(
    socket: &mut Socket,
    bytes: &[u8],
    mut random: Random,
) -> Result<Vec<u8>, SocketError> {
    let (mut sent, mut received) = (0, Vec::new());
    let mut portion = vec![0; 1 + random.draw() as usize % 100];
    while sent < bytes.len() {
        if random.draw().is_multiple_of(2) {
            match socket.try_receive(&mut portion) {
                Ok(count) => received.extend(&portion[..count]),
                Err(SocketError::WouldBlock) => {}
                Err(error) => return Err(error),
            }
        }
        let end = bytes.len().min(sent + 1 + random.draw() as usize % 100);
        match socket.try_send(&bytes[sent..end]) {
            Ok(count) => sent += count,
            Err(SocketError::WouldBlock) => {
                // To wait for room only would be wrong: the other one may wait for room too, with TCP as well.
                let count = socket.receive(&mut portion).await?;
                received.extend(&portion[..count]);
                if count == 0 {
                    sent += socket.send(&bytes[sent..end]).await?;
                }
            }
            Err(error) => return Err(error),
        }
    }
    socket.shutdown();
    loop {
        match socket.receive(&mut portion).await? {
            0 => return Ok(received),
            count => received.extend(&portion[..count]),
        }
    }
}

#[test]
fn any_split_of_any_bytes_arrives_whole_and_in_order_one_way() {
    for seed in 0..400 {
        let mut random = Random::new(seed);
        let (here, there) = (small(&mut random), small(&mut random));
        let count = random.draw() as usize % 3000;
        let sent = Rc::new(bytes(&mut random, count));
        let received = Rc::new(RefCell::new(Vec::<u8>::new()));
        let splits = Random::of(seed, 1);
        let server = program!(received, splits; me => {
            let mut socket = accept(me, there).await?;
            let mut splits = splits;
            loop {
                let mut portion = vec![0; 1 + splits.draw() as usize % 300];
                match socket.receive(&mut portion).await? {
                    0 => return Ok(()),
                    count => received.borrow_mut().extend(&portion[..count]),
                }
            }
        });
        let splits = Random::of(seed, 2);
        let client = program!(sent, splits; me => {
            let mut socket = connect(me, here).await?;
            let mut splits = splits;
            let mut rest = &sent[..];
            while !rest.is_empty() {
                let (portion, after) = rest.split_at(rest.len().min(1 + splits.draw() as usize % 300));
                socket.send_all(portion).await?;
                rest = after;
            }
            // It ends here: what it has sent still arrives.
            Ok(())
        });
        let world = world(seed, server, client);
        world.run();
        assert_eq!(*received.borrow(), *sent, "seed {seed}");
        for name in ["server", "client"] {
            assert_eq!(
                (world.exit(name), world.resets(name)),
                (Some(0), 0),
                "seed {seed}"
            );
        }
    }
}

#[test]
fn any_split_of_any_bytes_arrives_whole_and_in_order_both_ways_at_once() {
    for seed in 0..100 {
        let mut random = Random::new(seed);
        let (here, there) = (small(&mut random), small(&mut random));
        let count = 1 + random.draw() as usize % 2000;
        let (one, other) = (bytes(&mut random, count), bytes(&mut random, count));
        let (one, other) = (Rc::new(one), Rc::new(other));
        let at_one = Rc::new(RefCell::new(Vec::<u8>::new()));
        let at_other = Rc::new(RefCell::new(Vec::<u8>::new()));
        let server = program!(one, at_one; me => {
            let mut socket = accept(me, there).await?;
            *at_one.borrow_mut() = talk(&mut socket, &one, Random::of(seed, 1)).await?;
            Ok(())
        });
        let client = program!(other, at_other; me => {
            let mut socket = connect(me, here).await?;
            *at_other.borrow_mut() = talk(&mut socket, &other, Random::of(seed, 2)).await?;
            Ok(())
        });
        world(seed, server, client).run();
        assert_eq!(*at_one.borrow(), *other, "seed {seed}");
        assert_eq!(*at_other.borrow(), *one, "seed {seed}");
    }
}

#[test]
fn what_one_turn_sends_goes_out_in_one_message() {
    let server = program!(me => {
        let mut socket = accept(me, Buffers::default()).await?;
        let mut portion = vec![0; 1 << 16];
        while socket.receive(&mut portion).await? > 0 {}
        Ok(())
    });
    let client = program!(me => {
        let mut socket = connect(me, Buffers::default()).await?;
        // Until there is credit.
        me.sleep(1.0).await?;
        for i in 0..1000_u16 {
            socket.send_all(&i.to_le_bytes()).await?;
        }
        socket.shutdown();
        Ok(())
    });
    let world = world(1, server, client);
    world.run();
    // Here: credit, the bytes with the end of the stream, the acknowledgement of the other one's end. There the same
    // without bytes, and credit that is due by then.
    assert!(world.posted() <= 6, "{} messages", world.posted());
}

#[test]
fn a_connection_to_where_nobody_listens_is_refused() {
    let server = program!(_me => { Ok(()) });
    let client = program!(me => {
        Socket::connect(me, ADDRESS, Buffers::default()).await.map(drop)
    });
    let world = world(1, server, client);
    world.run();
    assert_eq!(world.printed("client"), "connection refused\n");
}

#[test]
fn a_connection_to_a_full_backlog_is_refused_and_one_more_after_it_was_accepted_is_not() {
    let server = program!(me => {
        let listener = Listener::new(me, ADDRESS, 1, Buffers::default()).await?;
        me.sleep(1.0).await?;
        let first = listener.accept().await?;
        let second = listener.accept().await?;
        drop((first, second));
        Ok(())
    });
    let client = program!(me => {
        let mut first = connect(me, Buffers::default()).await?;
        let refused = Socket::connect(me, ADDRESS, Buffers::default()).await;
        assert_eq!(refused.err(), Some(SocketError::Refused));
        let mut second = connect(me, Buffers::default()).await?;
        assert_eq!(first.receive(&mut [0]).await, Ok(0));
        assert_eq!(second.receive(&mut [0]).await, Ok(0));
        me.print(format_args!("done"));
        Ok(())
    });
    let world = world(1, server, client);
    world.run();
    assert_eq!(world.printed("client"), "done");
}

#[test]
fn an_address_has_one_listener() {
    let server = program!(me => {
        let first = Listener::new(me, ADDRESS, 1, Buffers::default()).await?;
        let second = Listener::new(me, ADDRESS, 1, Buffers::default()).await;
        assert_eq!(second.err(), Some(SocketError::InUse));
        drop(first);
        Listener::new(me, ADDRESS, 1, Buffers::default()).await?;
        me.print(format_args!("done"));
        Ok(())
    });
    let world = world(1, server, program!(_me => { Ok(()) }));
    world.run();
    assert_eq!(world.printed("server"), "done");
}

#[test]
fn a_listener_that_goes_breaks_the_connections_that_it_did_not_accept() {
    let server = program!(me => {
        let listener = Listener::new(me, ADDRESS, 1, Buffers::default()).await?;
        me.sleep(0.1).await?;
        drop(listener);
        me.sleep(1.0).await?;
        Ok(())
    });
    let client = program!(me => {
        let mut socket = connect(me, Buffers::default()).await?;
        socket.receive(&mut [0]).await.map(drop)
    });
    for seed in 0..50 {
        let world = world(seed, Rc::clone(&server), Rc::clone(&client));
        world.run();
        assert_eq!(world.printed("client"), "connection reset by peer\n");
    }
}

#[test]
fn what_would_block_says_so() {
    let buffers = Buffers {
        send: 10,
        receive: 6,
    };
    let server = program!(me => {
        let mut socket = accept(me, buffers).await?;
        me.sleep(1.0).await?;
        let mut portion = [0; 100];
        assert_eq!(socket.receive(&mut portion).await, Ok(6), "as much as has come, less than asked");
        Ok(())
    });
    let client = program!(me => {
        let mut socket = connect(me, buffers).await?;
        assert_eq!(socket.try_receive(&mut [0]), Err(SocketError::WouldBlock));
        me.sleep(0.5).await?;
        assert_eq!(socket.try_send(&[1; 100]), Ok(10), "as much as there is room for");
        // Six of them go out.
        assert_eq!(socket.try_send(&[2; 100]), Ok(6));
        assert_eq!(socket.try_send(&[3; 100]), Err(SocketError::WouldBlock));
        assert_eq!(socket.try_send(&[]), Ok(0));
        me.print(format_args!("done"));
        Ok(())
    });
    let world = world(1, server, client);
    world.run();
    assert_eq!(world.printed("client"), "done");
}

#[test]
fn a_shut_down_end_sends_no_more_and_still_receives() {
    let server = program!(me => {
        let mut socket = accept(me, Buffers::default()).await?;
        assert_eq!(socket.receive(&mut [0]).await, Ok(0));
        socket.send_all(b"answer").await
    });
    let client = program!(me => {
        let mut socket = connect(me, Buffers::default()).await?;
        socket.shutdown();
        assert_eq!(socket.try_send(&[1]), Err(SocketError::Closed));
        let mut answer = [0; 6];
        let mut there = 0;
        while there < answer.len() {
            there += socket.receive(&mut answer[there..]).await?;
        }
        assert_eq!((&answer, socket.receive(&mut [0]).await), (b"answer", Ok(0)));
        me.print(format_args!("done"));
        Ok(())
    });
    let world = world(1, server, client);
    world.run();
    assert_eq!(world.printed("client"), "done");
}

#[test]
fn a_slow_reader_stops_a_fast_writer() {
    let buffers = Buffers {
        send: 100,
        receive: 50,
    };
    let most = Rc::new(RefCell::new(0));
    let server = program!(me => {
        let mut socket = accept(me, buffers).await?;
        let mut portion = [0; 7];
        while socket.receive(&mut portion).await? > 0 {
            me.sleep(0.01).await?;
        }
        Ok(())
    });
    let client = program!(most; me => {
        let mut socket = connect(me, buffers).await?;
        let mut sent = 0;
        while sent < 5000 {
            sent += socket.send(&[0; 13]).await?;
            let counts = socket.counts();
            let allowed = counts.credited - counts.transmitted;
            // What it has not heard of being received: in its own buffer, on its way, in the other's buffer.
            let unknown = counts.accepted + allowed - counts.credited + 50;
            let largest = u64::max(*most.borrow(), unknown);
            *most.borrow_mut() = largest;
        }
        Ok(())
    });
    let world = world(3, server, client);
    world.run();
    assert!(*most.borrow() <= 150, "{}", most.borrow());
    // 5000 bytes, seven at a time, with a hundredth of a second in between.
    assert!(world.now() > 60_000, "it took {}", world.now());
}

#[test]
fn the_peer_of_a_killed_process_sees_a_reset_after_a_beginning_of_what_was_sent() {
    let (mut resets, mut whole) = (0, 0);
    for seed in 0..300 {
        let mut random = Random::new(seed);
        let (here, there) = (small(&mut random), small(&mut random));
        let sent = Rc::new(bytes(&mut random, 1000));
        let received = Rc::new(RefCell::new(Vec::<u8>::new()));
        let server = program!(received; me => {
            let mut socket = accept(me, there).await?;
            let mut portion = [0; 50];
            loop {
                match socket.receive(&mut portion).await? {
                    0 => return Ok(()),
                    count => received.borrow_mut().extend(&portion[..count]),
                }
            }
        });
        let client = program!(sent; me => {
            let mut socket = connect(me, here).await?;
            for portion in sent.chunks(30) {
                socket.send_all(portion).await?;
                me.sleep(0.001).await?;
            }
            Ok(())
        });
        let world = world(seed, server, client);
        world.kill_at(200 + random.draw() % 1500, "client");
        world.run();
        assert!(sent.starts_with(&received.borrow()), "seed {seed}");
        if world.exit("client").is_some() {
            assert_eq!(
                *received.borrow(),
                *sent,
                "seed {seed}: it had ended by itself"
            );
            whole += 1;
        } else if world.resets("server") > 0 {
            assert_eq!(world.printed("server"), "connection reset by peer\n");
            resets += 1;
        }
    }
    assert!(resets > 100 && whole > 10, "{resets} resets, {whole} whole");
}

#[test]
fn a_killed_reader_resets_its_writer() {
    for seed in 0..300 {
        let mut random = Random::new(seed);
        let (here, there) = (small(&mut random), small(&mut random));
        let server = program!(me => {
            let mut socket = accept(me, there).await?;
            me.print(format_args!("accepted"));
            while socket.receive(&mut [0; 9]).await? > 0 {
                me.sleep(0.01).await?;
            }
            Ok(())
        });
        let client = program!(me => {
            let mut socket = connect(me, here).await?;
            loop {
                socket.send_all(&[1; 20]).await?;
            }
        });
        let world = world(seed, server, client);
        world.kill_at(2000 + random.draw() % 5000, "server");
        world.run();
        assert_eq!(world.printed("server"), "accepted");
        assert_eq!(world.printed("client"), "connection reset by peer\n");
        assert_eq!(world.exit("main"), Some(0), "who was killed can be joined");
    }
}

#[test]
fn a_stop_ends_all_whatever_they_wait_for() {
    for time in 0..400 {
        let buffers = Buffers {
            send: 20,
            receive: 20,
        };
        let server = program!(me => {
            let mut socket = accept(me, buffers).await?;
            while socket.receive(&mut [0; 9]).await? > 0 {
                me.sleep(0.01).await?;
            }
            Ok(())
        });
        let client = program!(me => {
            let mut socket = connect(me, buffers).await?;
            for _ in 0..20 {
                socket.send_all(&[1; 20]).await?;
            }
            Ok(())
        });
        let world = world(time, server, client);
        world.stop_at(time * 20);
        world.run();
        assert!(world.now() < time * 20 + 300, "they end soon");
    }
}
