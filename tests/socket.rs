//! The socket's protocol, over a transport that delays as it likes, and streams between threads.

use interleave::socket::framing::{Deframer, TooLong, frame};
use interleave::socket::{
    Buffers, Endpoint, HEADER_BYTES, MESSAGE_BYTES, Messages, Network, Post, Segment, SegmentError,
    SocketError, Stream, Transport,
};
use interleave::sync::{Stop, clock};
use proptest::prelude::*;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::thread;
use std::time::{Duration, Instant};

/// One direction of a link.
#[derive(Default)]
struct Lane {
    /// Sent, and not delivered.
    under_way: VecDeque<Vec<u8>>,
    /// Delivered, and not taken.
    delivered: VecDeque<Vec<u8>>,
    /// Bytes of data ever sent.
    data: u64,
    /// Bytes that the sender of this lane's data was ever allowed, as sent by the other end.
    credit: u64,
}

/// Two lanes; lane 0 carries what end 0 sends.
#[derive(Default)]
struct Link {
    lanes: [Lane; 2],
    gone: [bool; 2],
}

/// One end of a link. It checks each segment that goes through it.
struct Wire {
    link: Rc<RefCell<Link>>,
    end: usize,
    room: usize,
    taken: Vec<u8>,
}

impl Transport for Wire {
    fn room(&mut self) -> usize {
        self.room
    }

    fn transmit(&mut self, segment: Segment<'_>) {
        let mut link = self.link.borrow_mut();
        match segment {
            Segment::Data(bytes) => {
                assert!(bytes.len() <= self.room, "more than there is room for");
                let lane = &mut link.lanes[self.end];
                lane.data += bytes.len() as u64;
                assert!(lane.data <= lane.credit, "more than the peer allowed");
            }
            Segment::Credit(bytes) => link.lanes[1 - self.end].credit += u64::from(bytes),
            _ => {}
        }
        let mut bytes = segment.header().to_vec();
        bytes.extend(segment.data());
        link.lanes[self.end].under_way.push_back(bytes);
    }

    fn arrived(&mut self) -> Option<Result<Segment<'_>, SegmentError>> {
        self.taken = self.link.borrow_mut().lanes[1 - self.end]
            .delivered
            .pop_front()?;
        Some(Segment::decode(&self.taken))
    }

    fn is_gone(&self) -> bool {
        self.link.borrow().gone[1 - self.end]
    }
}

/// Two ends, and what each of them has sent and received.
struct Pair {
    link: Rc<RefCell<Link>>,
    ends: [Endpoint<Wire>; 2],
    buffers: [Buffers; 2],
    sent: [Vec<u8>; 2],
    received: [Vec<u8>; 2],
    next: u8,
}

impl Pair {
    fn new(buffers: [Buffers; 2]) -> Self {
        let link = Rc::new(RefCell::new(Link::default()));
        let ends = [0, 1].map(|end| {
            let wire = Wire {
                link: Rc::clone(&link),
                end,
                room: usize::MAX,
                taken: Vec::new(),
            };
            Endpoint::new(buffers[end], wire)
        });
        Self {
            link,
            ends,
            buffers,
            sent: Default::default(),
            received: Default::default(),
            next: 0,
        }
    }

    fn send(&mut self, end: usize, count: usize) -> Result<usize, SocketError> {
        let bytes: Vec<u8> = (0..count)
            .map(|i| self.next.wrapping_add(i as u8).wrapping_mul(31))
            .collect();
        let result = self.ends[end].send(&bytes);
        if let Ok(count) = result {
            self.sent[end].extend(&bytes[..count]);
            self.next = self.next.wrapping_add(count as u8);
        }
        self.check(end);
        result
    }

    fn receive(&mut self, end: usize, count: usize) -> Result<usize, SocketError> {
        let mut bytes = vec![0; count];
        let result = self.ends[end].receive(&mut bytes);
        if let Ok(count) = result {
            self.received[end].extend(&bytes[..count]);
        }
        self.check(end);
        result
    }

    fn pump(&mut self, end: usize) {
        self.ends[end].pump();
        self.check(end);
    }

    /// Lets the next segment that `end` has sent arrive.
    fn deliver(&mut self, end: usize) -> bool {
        let mut link = self.link.borrow_mut();
        let lane = &mut link.lanes[end];
        match lane.under_way.pop_front() {
            Some(segment) => {
                lane.delivered.push_back(segment);
                true
            }
            None => false,
        }
    }

    /// Ends `end` without a word. What it has sent may or may not arrive.
    fn kill(&mut self, end: usize, loses: bool) {
        let mut link = self.link.borrow_mut();
        link.gone[end] = true;
        if loses {
            link.lanes[end].under_way.clear();
        }
    }

    /// Nothing holds more than it should.
    fn check(&self, end: usize) {
        let counts = self.ends[end].counts();
        let in_send_buffer = counts.accepted - counts.transmitted;
        let in_receive_buffer = counts.arrived - counts.received;
        assert!(in_send_buffer <= self.buffers[end].send as u64);
        assert!(in_receive_buffer <= self.buffers[end].receive as u64);
        let arrived_or_not = self.link.borrow().lanes[1 - end].data - counts.received;
        assert!(
            arrived_or_not <= self.buffers[end].receive as u64,
            "more on its way than there is room for"
        );
    }

    /// Delivers and pumps until nothing moves any more.
    fn settle(&mut self) {
        loop {
            for end in 0..2 {
                if !self.link.borrow().gone[end] {
                    self.pump(end);
                }
            }
            let mut moved = false;
            for end in 0..2 {
                while self.deliver(end) {
                    moved = true;
                }
            }
            if !moved {
                return;
            }
        }
    }
}

/// One step of a script. The number is an end, or a size in bytes.
#[derive(Clone, Copy, Debug)]
enum Step {
    Send(usize, usize),
    Receive(usize, usize),
    Pump(usize),
    Deliver(usize),
    Room(usize, usize),
    Shutdown(usize),
    Close(usize),
    Kill(usize, bool),
}

fn moving() -> impl Strategy<Value = Step> {
    let end = 0..2_usize;
    prop_oneof![
        4 => (end.clone(), 0..60_usize).prop_map(|(end, count)| Step::Send(end, count)),
        4 => (end.clone(), 0..60_usize).prop_map(|(end, count)| Step::Receive(end, count)),
        4 => end.clone().prop_map(Step::Pump),
        6 => end.clone().prop_map(Step::Deliver),
        1 => (end, 0..9_usize).prop_map(|(end, room)| Step::Room(end, room)),
    ]
}

fn ending() -> impl Strategy<Value = Step> {
    let end = 0..2_usize;
    prop_oneof![
        end.clone().prop_map(Step::Shutdown),
        end.clone().prop_map(Step::Close),
        (end, any::<bool>()).prop_map(|(end, loses)| Step::Kill(end, loses)),
    ]
}

fn buffers() -> impl Strategy<Value = Buffers> {
    (1..50_usize, 1..50_usize).prop_map(|(send, receive)| Buffers { send, receive })
}

fn play(pair: &mut Pair, step: Step) {
    match step {
        Step::Send(end, count) => drop(pair.send(end, count)),
        Step::Receive(end, count) => drop(pair.receive(end, count)),
        Step::Pump(end) => pair.pump(end),
        Step::Deliver(end) => drop(pair.deliver(end)),
        Step::Room(end, room) => pair.ends[end].transport().room = room,
        Step::Shutdown(end) => pair.ends[end].shutdown(),
        Step::Close(end) => pair.ends[end].close(),
        Step::Kill(end, loses) => pair.kill(end, loses),
    }
}

/// Receives all that `end` will ever get; says how it ended.
fn receive_to_the_end(pair: &mut Pair, end: usize, portion: usize) -> Result<(), SocketError> {
    // Each round but the last receives at least a byte, and there are not more than were sent.
    for _ in 0..=pair.sent[1 - end].len() + 1 {
        pair.settle();
        match pair.receive(end, portion) {
            Ok(0) => return Ok(()),
            Ok(_) => {}
            Err(error) => return Err(error),
        }
    }
    panic!("it received more than was sent");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_split_of_any_bytes_arrives_whole_and_in_order(
        one in buffers(),
        other in buffers(),
        steps in prop::collection::vec(moving(), 0..300),
        portions in (1..60_usize, 1..60_usize),
    ) {
        let mut pair = Pair::new([one, other]);
        for step in steps {
            play(&mut pair, step);
        }
        for end in 0..2 {
            pair.ends[end].transport().room = usize::MAX;
            pair.ends[end].shutdown();
        }
        prop_assert_eq!(receive_to_the_end(&mut pair, 1, portions.0), Ok(()));
        prop_assert_eq!(receive_to_the_end(&mut pair, 0, portions.1), Ok(()));
        pair.settle();
        for end in 0..2 {
            prop_assert!(pair.sent[end] == pair.received[1 - end]);
            prop_assert!(pair.ends[end].connection().has_delivered());
            prop_assert!(pair.ends[end].connection().is_over());
            prop_assert!(!pair.ends[end].connection().is_broken());
            prop_assert_eq!(pair.send(end, 1), Err(SocketError::Closed));
        }
    }

    #[test]
    fn whoever_goes_and_however_the_other_gets_a_reset_or_a_clean_end(
        one in buffers(),
        other in buffers(),
        before in prop::collection::vec(moving(), 0..200),
        end in ending(),
        after in prop::collection::vec(prop_oneof![20 => moving(), 1 => ending()], 0..100),
        portion in 1..60_usize,
    ) {
        let mut pair = Pair::new([one, other]);
        let mut killed = [false; 2];
        for step in before.into_iter().chain([end]).chain(after) {
            let by = match step {
                Step::Send(by, _) | Step::Receive(by, _) | Step::Pump(by) | Step::Room(by, _)
                | Step::Shutdown(by) | Step::Close(by) | Step::Kill(by, _) => Some(by),
                Step::Deliver(_) => None,
            };
            // The dead do nothing.
            if by.is_some_and(|by| killed[by]) {
                continue;
            }
            play(&mut pair, step);
            if let Step::Kill(end, _) = step {
                killed[end] = true;
            }
        }
        for living in (0..2).filter(|&end| !killed[end]) {
            pair.ends[living].transport().room = usize::MAX;
            pair.ends[living].close();
        }
        for living in (0..2).filter(|&end| !killed[end]) {
            let end = receive_to_the_end(&mut pair, living, portion);
            prop_assert!(matches!(end, Ok(()) | Err(SocketError::Reset)), "{end:?}");
            // It may go now: it waits for nothing any more.
            prop_assert!(pair.ends[living].connection().has_delivered());
            let received = &pair.received[living];
            prop_assert!(pair.sent[1 - living].starts_with(received), "not what was sent");
        }
    }

    #[test]
    fn any_split_of_any_bytes_goes_through_a_ring_between_threads(
        one in buffers(),
        other in buffers(),
        bytes in prop::collection::vec(any::<u8>(), 0..2000),
        out in prop::collection::vec(1..100_usize, 1..20),
        into in prop::collection::vec(1..100_usize, 1..20),
    ) {
        let stop = &Stop::new();
        let (mut sender, mut receiver) = Stream::pair(1, one, other);
        let received = thread::scope(|scope| {
            scope.spawn(|| {
                let mut rest = &bytes[..];
                for &portion in out.iter().cycle() {
                    if rest.is_empty() {
                        break;
                    }
                    let (now, later) = rest.split_at(portion.min(rest.len()));
                    sender.send_all(now, stop).expect("no reset");
                    rest = later;
                }
                sender.shutdown();
            });
            let mut received = Vec::<u8>::new();
            for &portion in into.iter().cycle() {
                let mut buffer = vec![0; portion];
                match receiver.receive(&mut buffer, stop).expect("no reset") {
                    0 => break,
                    count => received.extend(&buffer[..count]),
                }
            }
            received
        });
        prop_assert_eq!(received, bytes);
    }

    #[test]
    fn a_message_of_whole_segments_is_read_and_whatever_else_comes_is_refused(
        segments in prop::collection::vec(prop_oneof![
            prop::collection::vec(any::<u8>(), 0..20)
                .prop_map(|bytes| segment(Segment::Data(&bytes))),
            any::<u32>().prop_map(|bytes| segment(Segment::Credit(bytes))),
            Just(segment(Segment::Fin)),
        ], 0..10),
        cut in 0..100_usize,
        nonsense in prop::collection::vec(any::<u8>(), 0..100),
    ) {
        let mut transport = Messages::new(Nowhere);
        transport.deliver(segments.concat());
        for expected in &segments {
            let arrived = transport.arrived().expect("a segment").expect("that is one");
            prop_assert_eq!(&segment(arrived), expected);
        }
        prop_assert!(transport.arrived().is_none());

        let whole = segments.concat();
        let cut = &whole[..cut.min(whole.len())];
        transport.deliver(cut.to_vec());
        let mut read = Vec::new();
        let mut refused = false;
        while let Some(arrived) = transport.arrived() {
            match arrived {
                Ok(arrived) => read.extend(segment(arrived)),
                Err(_) => refused = true,
            }
        }
        prop_assert!(cut.starts_with(&read));
        prop_assert_eq!(refused, read.len() < cut.len());

        transport.deliver(nonsense);
        while transport.arrived().is_some() {}
    }

    #[test]
    fn bytes_that_are_no_segment_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        match Segment::decode(&bytes) {
            Ok(segment) => {
                let mut again = segment.header().to_vec();
                again.extend(segment.data());
                prop_assert_eq!(again, bytes);
            }
            Err(SegmentError::Length) => {
                if let Some((header, data)) = bytes.split_first_chunk::<HEADER_BYTES>() {
                    prop_assert_ne!(Segment::data_length(header), data.len());
                }
            }
            Err(SegmentError::Header) => {}
        }
    }

    #[test]
    fn nonsense_breaks_a_connection_and_nothing_else(
        segments in prop::collection::vec(
            prop_oneof![
                prop::collection::vec(any::<u8>(), 0..20),
                prop::collection::vec(any::<u8>(), 0..20)
                    .prop_map(|bytes| segment(Segment::Data(&bytes))),
                any::<u32>().prop_map(|bytes| segment(Segment::Credit(bytes))),
                Just(segment(Segment::Fin)),
                Just(segment(Segment::Ack)),
            ],
            0..30,
        ),
    ) {
        let mut pair = Pair::new([Buffers { send: 10, receive: 10 }; 2]);
        for bytes in segments {
            pair.link.borrow_mut().lanes[1].delivered.push_back(bytes);
            let _ = pair.ends[0].send(&[1, 2, 3]);
            // The credit that the other end never gave is not checked here.
            pair.link.borrow_mut().lanes[0].credit = u64::MAX >> 1;
            pair.ends[0].pump();
            let counts = pair.ends[0].counts();
            prop_assert!(counts.arrived - counts.received <= 10);
            let _ = pair.ends[0].receive(&mut [0; 4]);
        }
    }

    #[test]
    fn frames_come_out_as_they_went_in(
        contents in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..50), 0..20),
        portion in 1..30_usize,
    ) {
        let bytes: Vec<u8> = contents.iter().flat_map(|contents| frame(contents)).collect();
        let mut deframer = Deframer::new(50);
        let mut out = Vec::new();
        for portion in bytes.chunks(portion) {
            deframer.push(portion);
            while let Some(contents) = deframer.next_frame().expect("none is too long") {
                out.push(contents.to_vec());
            }
        }
        prop_assert!(!deframer.is_amid_frame());
        prop_assert_eq!(out, contents);
    }
}

/// A port that leads nowhere.
struct Nowhere;

impl Post for Nowhere {
    fn post(&self, _: &[u8]) {}
}

/// A port that keeps the messages.
#[derive(Clone, Default)]
struct Kept(Rc<RefCell<Vec<usize>>>);

impl Post for Kept {
    fn post(&self, message: &[u8]) {
        self.0.borrow_mut().push(message.len());
    }
}

#[test]
fn messages_are_posted_at_the_turns_end_or_when_they_are_long() {
    let kept = Kept::default();
    let mut transport = Messages::new(kept.clone());
    transport.flush();
    transport.transmit(Segment::Credit(1));
    transport.transmit(Segment::Data(&[1, 2, 3]));
    assert!(kept.0.borrow().is_empty(), "the turn goes on");
    transport.flush();
    transport.flush();
    assert_eq!(*kept.0.borrow(), [2 * HEADER_BYTES + 3]);
    let room = transport.room();
    transport.transmit(Segment::Data(&vec![0; room]));
    assert_eq!(kept.0.borrow()[1..], [HEADER_BYTES + MESSAGE_BYTES]);
}

fn segment(segment: Segment<'_>) -> Vec<u8> {
    let mut bytes = segment.header().to_vec();
    bytes.extend(segment.data());
    bytes
}

#[test]
fn a_frame_that_is_too_long_is_refused_at_its_length() {
    let mut deframer = Deframer::new(10);
    deframer.push(&frame(&[7; 10]));
    deframer.push(&frame(&[7; 11])[..4]);
    assert_eq!(deframer.next_frame(), Ok(Some(&[7; 10][..])));
    let refused = TooLong {
        length: 11,
        limit: 10,
    };
    assert_eq!(deframer.next_frame(), Err(refused));
    assert_eq!(
        refused.to_string(),
        "a frame of 11 bytes where 10 are allowed"
    );
    let mut cut = Deframer::new(10);
    cut.push(&frame(&[7; 10])[..13]);
    assert_eq!(cut.next_frame(), Ok(None));
    assert!(cut.is_amid_frame());
}

#[test]
fn a_slow_reader_stops_a_fast_writer() {
    let buffers = Buffers {
        send: 8,
        receive: 16,
    };
    let mut pair = Pair::new([buffers; 2]);
    let mut accepted = 0;
    for _ in 0..100 {
        pair.settle();
        match pair.send(0, 5) {
            Ok(count) => accepted += count,
            Err(error) => assert_eq!(error, SocketError::WouldBlock),
        }
    }
    assert_eq!(accepted, 24, "both buffers are full");
    assert_eq!(pair.receive(1, 7), Ok(7));
    pair.settle();
    assert_eq!(pair.send(0, 1), Err(SocketError::WouldBlock), "no crumbs");
    assert_eq!(pair.receive(1, 1), Ok(1));
    pair.settle();
    assert_eq!(pair.send(0, 20), Ok(8), "half the buffer is free again");
}

#[test]
fn what_arrived_before_a_reset_can_be_received() {
    let mut pair = Pair::new([Buffers::default(); 2]);
    pair.settle();
    pair.send(0, 10).expect("room");
    pair.settle();
    pair.kill(0, true);
    pair.pump(1);
    assert_eq!(pair.send(1, 1), Err(SocketError::Reset));
    assert_eq!(pair.receive(1, 20), Ok(10));
    assert_eq!(pair.receive(1, 20), Err(SocketError::Reset));
}

#[test]
fn closing_with_unread_bytes_is_a_reset_and_without_is_an_end() {
    for unread in [true, false] {
        let mut pair = Pair::new([Buffers::default(); 2]);
        pair.settle();
        pair.send(1, 3).expect("room");
        pair.settle();
        if !unread {
            pair.receive(0, 3).expect("bytes");
        }
        pair.send(0, 5).expect("room");
        pair.ends[0].transmit();
        pair.ends[0].close();
        pair.settle();
        assert_eq!(pair.receive(1, 9), Ok(5));
        let end = pair.receive(1, 9);
        if unread {
            assert_eq!(end, Err(SocketError::Reset));
        } else {
            assert_eq!(end, Ok(0));
            // Half open: this end may still send, but nobody receives.
            pair.send(1, 1).expect("room");
            pair.settle();
            assert_eq!(pair.send(1, 1), Err(SocketError::Reset));
        }
    }
}

/// Runs `work` and checks that it did not wait for longer than a stop takes at the most.
fn promptly<R>(work: impl FnOnce() -> R) -> R {
    let began = Instant::now();
    let result = work();
    let taken = began.elapsed();
    assert!(taken < Duration::from_secs(2), "{taken:?}");
    result
}

const SMALL: Buffers = Buffers {
    send: 100,
    receive: 100,
};

#[test]
fn threads_connect_send_and_hear_of_the_end() {
    let (network, stop) = (Network::new(), &Stop::new());
    let listener = network.listen("echo", 4, SMALL, stop).expect("free");
    assert!(matches!(
        network.listen("echo", 4, SMALL, stop),
        Err(SocketError::InUse)
    ));
    thread::scope(|scope| {
        scope.spawn(|| {
            for _ in 0..3 {
                let mut stream = listener.accept(stop).expect("a connection");
                let mut buffer = [0; 33];
                loop {
                    match stream.receive(&mut buffer, stop).expect("no reset") {
                        0 => break,
                        count => stream.send_all(&buffer[..count], stop).expect("no reset"),
                    }
                }
            }
        });
        for _ in 0..3 {
            let mut stream = network.connect("echo", SMALL, stop).expect("a listener");
            let sent: Vec<u8> = (0..100_000_u32).map(|i| (i * 7 % 253) as u8).collect();
            let mut received: Vec<u8> = Vec::new();
            let mut buffer = [0; 50];
            // Two streams at once without a second thread: nobody may wait for the other.
            let mut rest = &sent[..];
            while received.len() < sent.len() {
                match stream.try_send(rest) {
                    Ok(0) | Err(SocketError::WouldBlock) => {
                        let count = stream.receive(&mut buffer, stop).expect("an echo");
                        received.extend(&buffer[..count]);
                    }
                    Ok(count) => rest = &rest[count..],
                    Err(error) => panic!("{error}"),
                }
            }
            assert!(sent == received);
            stream.shutdown();
            assert_eq!(stream.send(b"more", stop), Err(SocketError::Closed));
            assert_eq!(stream.receive(&mut buffer, stop), Ok(0));
        }
    });
}

#[test]
fn threads_are_refused_where_nobody_listens() {
    let (network, stop) = (Network::new(), Stop::new());
    let connect = || network.connect("nowhere", SMALL, &stop);
    assert!(matches!(connect(), Err(SocketError::Refused)));
    let listener = network.listen("nowhere", 2, SMALL, &stop).expect("free");
    let mut waiting = [connect().expect("room"), connect().expect("room")];
    assert!(matches!(connect(), Err(SocketError::Refused)), "no room");
    drop(listener.try_accept().expect("a connection"));
    assert_eq!(
        waiting[0].receive(&mut [0], &stop),
        Ok(0),
        "it was accepted, and closed"
    );
    drop(listener);
    assert_eq!(
        waiting[1].receive(&mut [0], &stop),
        Err(SocketError::Reset),
        "it was never accepted"
    );
    assert!(matches!(connect(), Err(SocketError::Refused)));
    network
        .listen("nowhere", 1, SMALL, &stop)
        .expect("free again");
}

#[test]
fn threads_that_wait_for_a_socket_are_stopped() {
    let (network, stop) = (Network::new(), Stop::new());
    let listener = network.listen("here", 1, SMALL, &stop).expect("free");
    let (mut full, mut silent) = Stream::pair(1, SMALL, SMALL);
    thread::scope(|scope| {
        let sending = scope.spawn(|| full.send_all(&[0; 1000], &stop));
        let receiving = scope.spawn(|| listener.accept(&stop).map(drop));
        thread::sleep(Duration::from_millis(20));
        stop.request();
        promptly(|| {
            assert_eq!(
                sending.join().expect("an answer"),
                Err(SocketError::Stopped)
            );
            assert_eq!(
                receiving.join().expect("an answer"),
                Err(SocketError::Stopped)
            );
        });
    });
    let mut buffer = [0; 1000];
    assert_eq!(silent.receive(&mut buffer, &stop), Ok(100), "what went out");
    assert_eq!(
        silent.receive(&mut buffer, &stop),
        Err(SocketError::Stopped)
    );
}

#[test]
fn threads_wait_for_a_socket_until_a_deadline() {
    let stop = Stop::new();
    let (mut one, mut other) = Stream::pair(1, SMALL, SMALL);
    let soon = || clock::now() + 20.0;
    assert_eq!(
        other.receive_until(&mut [0], &stop, soon()),
        Err(SocketError::WouldBlock)
    );
    assert_eq!(one.send_until(&[1; 500], &stop, soon()), Ok(100));
    assert_eq!(
        one.send_until(&[1; 500], &stop, soon()),
        Err(SocketError::WouldBlock)
    );
    assert_eq!(other.receive_until(&mut [0; 60], &stop, -1.0), Ok(60));
    assert_eq!(one.send_until(&[1; 500], &stop, -1.0), Ok(60));
    let network = Network::new();
    let listener = network.listen("here", 1, SMALL, &stop).expect("free");
    let accepted = |deadline| listener.accept_until(&stop, deadline).map(drop);
    assert_eq!(accepted(soon()), Err(SocketError::WouldBlock));
    let _waiting = network.connect("here", SMALL, &stop).expect("a listener");
    assert_eq!(accepted(-1.0), Ok(()));
}

#[test]
fn a_thread_that_goes_ends_the_others_wait() {
    let stop = &Stop::new();
    // With unread bytes: a reset.
    let (mut one, mut other) = Stream::pair(1, SMALL, SMALL);
    other.send_all(&[1; 10], stop).expect("room");
    thread::scope(|scope| {
        let sending = scope.spawn(move || other.send_all(&[0; 1000], stop));
        thread::sleep(Duration::from_millis(20));
        assert_eq!(one.receive(&mut [0; 5], stop), Ok(5));
        drop(one);
        let answer = promptly(|| sending.join().expect("an answer"));
        assert_eq!(answer, Err(SocketError::Reset));
    });
    // Without: an end.
    let (mut one, mut other) = Stream::pair(1, SMALL, SMALL);
    thread::scope(|scope| {
        let receiving = scope.spawn(move || {
            let mut buffer = [0; 100];
            let count = other.receive(&mut buffer, stop)?;
            assert_eq!(count, 3);
            other.receive(&mut buffer, stop)
        });
        thread::sleep(Duration::from_millis(20));
        one.send_all(b"bye", stop).expect("room");
        drop(one);
        assert_eq!(promptly(|| receiving.join().expect("an answer")), Ok(0));
    });
}

#[test]
fn many_small_segments_never_fill_a_ring_for_good() {
    // Single bytes have the largest overhead: the ring is full long before the credit is used up.
    let stop = &Stop::new();
    let large = Buffers {
        send: 1 << 20,
        receive: 1 << 20,
    };
    let (mut one, mut other) = Stream::pair(1, large, large);
    thread::scope(|scope| {
        scope.spawn(move || {
            for i in 0..200_000_u32 {
                one.send_all(&[i as u8], stop).expect("no reset");
            }
        });
        thread::sleep(Duration::from_millis(50));
        let mut next = 0_u32;
        let mut buffer = [0; 777];
        loop {
            match other.receive(&mut buffer, stop).expect("no reset") {
                0 => break,
                count => {
                    for &byte in &buffer[..count] {
                        assert_eq!(byte, next as u8);
                        next += 1;
                    }
                }
            }
        }
        assert_eq!(next, 200_000);
    });
}
