//! Sockets between threads, each operation recorded.

use super::actor::Actor;
use crate::socket::{self, Buffers, Counts, Network, SocketError, Stream};
use crate::trace::{Awaited, Class, Kind, Value};
use core::panic::Location;

/// Somebody who listens at an address.
pub struct Listener {
    object: u32,
    address: String,
    buffers: Buffers,
    listener: socket::Listener,
}

impl Listener {
    /// Begins to listen at `address` of `network`; see [`Network::listen`].
    ///
    /// # Errors
    /// As [`Network::listen`].
    pub fn new(
        me: &Actor,
        network: &Network,
        address: &str,
        backlog: usize,
        buffers: Buffers,
    ) -> Result<Self, SocketError> {
        Ok(Self {
            listener: network.listen(address, backlog, buffers, me.stop())?,
            object: me.declare(Class::Socket, address),
            address: address.to_owned(),
            buffers,
        })
    }

    /// Waits for a connection.
    ///
    /// # Errors
    /// As [`socket::Listener::accept`].
    #[track_caller]
    pub fn accept(&self, me: &Actor) -> Result<Socket, SocketError> {
        let place = Location::caller();
        let stream = match self.listener.try_accept() {
            Err(SocketError::WouldBlock) => {
                let something = Awaited::Something as u8;
                me.record_detail(Kind::Wait, something, self.object, Value::None, place);
                let stream = self.listener.accept(me.stop())?;
                me.record_detail(Kind::Wake, 0, 0, Value::None, place);
                stream
            }
            done => done?,
        };
        Ok(Socket::new(
            me,
            stream,
            &self.address,
            1,
            self.buffers,
            place,
        ))
    }
}

/// One end of a connection. Dropping it closes it.
pub struct Socket {
    object: u32,
    stream: Stream,
    recorded: Counts,
}

impl Socket {
    /// Connects to whoever listens at `address` of `network`; see [`Network::connect`].
    ///
    /// # Errors
    /// As [`Network::connect`].
    #[track_caller]
    pub fn connect(
        me: &Actor,
        network: &Network,
        address: &str,
        buffers: Buffers,
    ) -> Result<Self, SocketError> {
        let place = Location::caller();
        let stream = network.connect(address, buffers, me.stop())?;
        Ok(Self::new(me, stream, address, 0, buffers, place))
    }

    fn new(
        me: &Actor,
        stream: Stream,
        address: &str,
        accepted: u8,
        buffers: Buffers,
        place: &Location<'_>,
    ) -> Self {
        let name = format!("connection {}", stream.number());
        let object = me.declare(Class::Socket, &name);
        me.record_detail(Kind::Open, accepted, object, address, place);
        me.record_detail(Kind::Capacity, 0, object, buffers.send as i64, place);
        me.record_detail(Kind::Capacity, 1, object, buffers.receive as i64, place);
        Self {
            object,
            stream,
            recorded: Counts::default(),
        }
    }

    /// Sends as many of `bytes` as can go out, waiting until that is at least one; see [`Stream::send`].
    ///
    /// # Errors
    /// As [`Stream::send`].
    #[track_caller]
    pub fn send(&mut self, me: &Actor, bytes: &[u8]) -> Result<usize, SocketError> {
        let place = Location::caller();
        let mut result = self.stream.try_send(bytes);
        self.record(me, place);
        if result == Err(SocketError::WouldBlock) {
            self.wait_for(me, Awaited::Room, place);
            result = self.stream.send(bytes, me.stop());
            self.record_end_of_wait(me, &result, place);
            self.record(me, place);
        }
        self.record_reset(me, &result, place);
        result
    }

    /// Sends all of `bytes`, waiting as often as that takes.
    ///
    /// # Errors
    /// As [`Stream::send`]; some bytes may have been sent then.
    #[track_caller]
    pub fn send_all(&mut self, me: &Actor, mut bytes: &[u8]) -> Result<(), SocketError> {
        while !bytes.is_empty() {
            let count = self.send(me, bytes)?;
            bytes = &bytes[count..];
        }
        Ok(())
    }

    /// Receives as many bytes as are there, waiting until that is at least one; 0 is the end of the stream; see
    /// [`Stream::receive`].
    ///
    /// # Errors
    /// As [`Stream::receive`].
    #[track_caller]
    pub fn receive(&mut self, me: &Actor, into: &mut [u8]) -> Result<usize, SocketError> {
        let place = Location::caller();
        let mut result = self.stream.try_receive(into);
        self.record(me, place);
        if result == Err(SocketError::WouldBlock) {
            self.wait_for(me, Awaited::Something, place);
            result = self.stream.receive(into, me.stop());
            self.record_end_of_wait(me, &result, place);
            self.record(me, place);
        }
        if result == Ok(0) && !into.is_empty() {
            me.record_detail(Kind::Close, 1, self.object, Value::None, place);
        }
        self.record_reset(me, &result, place);
        result
    }

    /// Ends the stream from here to the peer.
    #[track_caller]
    pub fn shutdown(&mut self, me: &Actor) {
        self.stream.shutdown();
        me.record(Kind::Close, self.object, Value::None);
    }

    /// What has passed so far.
    pub fn counts(&self) -> Counts {
        self.stream.counts()
    }

    fn wait_for(&self, me: &Actor, what: Awaited, place: &Location<'_>) {
        me.record_detail(Kind::Wait, what as u8, self.object, Value::None, place);
    }

    fn record_end_of_wait(
        &self,
        me: &Actor,
        result: &Result<usize, SocketError>,
        place: &Location<'_>,
    ) {
        if *result != Err(SocketError::Stopped) {
            me.record_detail(Kind::Wake, 0, 0, Value::None, place);
        }
    }

    fn record_reset(&self, me: &Actor, result: &Result<usize, SocketError>, place: &Location<'_>) {
        if *result == Err(SocketError::Reset) {
            me.record_detail(Kind::Close, 2, self.object, Value::None, place);
        }
    }

    /// Records what has moved since the last time.
    fn record(&mut self, me: &Actor, place: &Location<'_>) {
        let counts = self.stream.counts();
        for (kind, detail, bytes) in moves(counts.since(self.recorded)) {
            me.record_detail(kind, detail, self.object, bytes, place);
        }
        self.recorded = counts;
    }
}

/// What has moved, as events: kind, detail and bytes, in the order in which one leads to the other.
pub(crate) fn moves(moved: Counts) -> impl Iterator<Item = (Kind, u8, i64)> {
    [
        (Kind::Credit, 0, moved.credited),
        (Kind::Receive, 1, moved.arrived),
        (Kind::Receive, 0, moved.received),
        (Kind::Send, 0, moved.accepted),
        (Kind::Send, 1, moved.transmitted),
    ]
    .into_iter()
    .filter(|(_, _, bytes)| *bytes > 0)
    .map(|(kind, detail, bytes)| (kind, detail, bytes as i64))
}
