//! One end of a connection: states, buffers and credit, and no waiting. The table of its states is in `README.md` beside
//! this file.
//!
//! A stream socket as in S. J. Leffler, M. K. McKusick, M. J. Karels and J. S. Quarterman, "The Design and Implementation
//! of the 4.3BSD UNIX Operating System" (1989). Credit instead of a sliding window, as the transport loses nothing: H. T.
//! Kung, T. Blackwell and A. Chapman, "Credit-Based Flow Control for ATM Networks" (1994). When to give credit follows D.
//! D. Clark, "Window and Acknowledgement Strategy in TCP" (RFC 813, 1982).

use super::error::SocketError;
use super::segment::{Segment, SegmentError};
use super::transport::Transport;
use std::collections::VecDeque;

/// A buffer's size in bytes at the most.
pub const MAX_BUFFER: usize = 16 << 20;

/// The buffers of one end, in bytes: from 1 to [`MAX_BUFFER`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Buffers {
    /// For what was sent and has not left yet.
    pub send: usize,
    /// For what has arrived and was not received yet. The peer never has more on its way than fits in here.
    pub receive: usize,
}

impl Default for Buffers {
    fn default() -> Self {
        Self {
            send: 64 << 10,
            receive: 64 << 10,
        }
    }
}

/// Bytes of one end since it began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Taken from the program into the send buffer.
    pub accepted: u64,
    /// Moved from the send buffer to the transport.
    pub transmitted: u64,
    /// Moved from the transport to the receive buffer.
    pub arrived: u64,
    /// Given from the receive buffer to the program.
    pub received: u64,
    /// Allowed by the peer to be transmitted.
    pub credited: u64,
}

impl Counts {
    /// What has passed since `before`.
    pub fn since(self, before: Self) -> Self {
        Self {
            accepted: self.accepted - before.accepted,
            transmitted: self.transmitted - before.transmitted,
            arrived: self.arrived - before.arrived,
            received: self.received - before.received,
            credited: self.credited - before.credited,
        }
    }

    /// Bytes that were accepted and not transmitted: what is in the send buffer, as long as the connection is whole.
    pub fn to_send(self) -> u64 {
        self.accepted - self.transmitted
    }

    /// Bytes that have arrived and were not received: what is in the receive buffer.
    pub fn to_receive(self) -> u64 {
        self.arrived - self.received
    }
}

/// Where the stream from here to the peer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outgoing {
    Open,
    /// Shut down: a Fin follows what is in the send buffer.
    Closing,
    /// The Fin is on its way.
    FinSent,
    /// The peer has everything.
    Acked,
}

/// Where the stream from the peer to here stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Incoming {
    Open,
    /// The peer's Fin has come; there may be bytes in the receive buffer.
    Ended,
}

/// Whether the connection is as it was made to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bond {
    Whole,
    /// This end broke it, and the peer has yet to be told.
    Breaking,
    Broken,
}

/// One end of a connection.
#[derive(Debug)]
pub struct Connection {
    buffers: Buffers,
    outgoing: Outgoing,
    incoming: Incoming,
    bond: Bond,
    /// The program has closed its end: nobody will receive.
    deserted: bool,
    to_send: VecDeque<u8>,
    to_receive: VecDeque<u8>,
    /// How many bytes the peer still takes.
    credit: usize,
    /// How many bytes the peer may still send. With what is in the receive buffer and what is to be granted it makes that
    /// buffer's size, always.
    granted: usize,
    /// How many bytes more the peer could be allowed.
    to_grant: usize,
    /// The peer's Fin is to be acknowledged.
    to_ack: bool,
    counts: Counts,
}

impl Connection {
    /// An end that has just been connected.
    ///
    /// # Panics
    /// If a buffer is empty or larger than [`MAX_BUFFER`].
    pub fn new(buffers: Buffers) -> Self {
        for size in [buffers.send, buffers.receive] {
            assert!(
                (1..=MAX_BUFFER).contains(&size),
                "a buffer has from 1 to {MAX_BUFFER} bytes, not {size}"
            );
        }
        Self {
            buffers,
            outgoing: Outgoing::Open,
            incoming: Incoming::Open,
            bond: Bond::Whole,
            deserted: false,
            to_send: VecDeque::new(),
            to_receive: VecDeque::new(),
            credit: 0,
            granted: 0,
            to_grant: buffers.receive,
            to_ack: false,
            counts: Counts::default(),
        }
    }

    /// Takes as many of `bytes` as the send buffer has room for, and says how many.
    ///
    /// # Errors
    /// [`SocketError::WouldBlock`] if that would be none, [`SocketError::Closed`] after [`Connection::shutdown`],
    /// [`SocketError::Reset`].
    pub fn send(&mut self, bytes: &[u8]) -> Result<usize, SocketError> {
        if self.outgoing != Outgoing::Open {
            return Err(SocketError::Closed);
        }
        if self.bond != Bond::Whole {
            return Err(SocketError::Reset);
        }
        let count = bytes.len().min(self.buffers.send - self.to_send.len());
        if count == 0 && !bytes.is_empty() {
            return Err(SocketError::WouldBlock);
        }
        self.to_send.extend(&bytes[..count]);
        self.counts.accepted += count as u64;
        Ok(count)
    }

    /// Gives as many bytes as have arrived and `into` takes, and says how many; 0 is the end of the stream. What arrived
    /// before a reset can still be received.
    ///
    /// # Errors
    /// [`SocketError::WouldBlock`] if there is none yet, [`SocketError::Reset`].
    pub fn receive(&mut self, into: &mut [u8]) -> Result<usize, SocketError> {
        if into.is_empty() {
            return Ok(0);
        }
        if self.to_receive.is_empty() {
            return match (self.incoming, self.bond) {
                (Incoming::Ended, _) => Ok(0),
                (Incoming::Open, Bond::Whole) => Err(SocketError::WouldBlock),
                (Incoming::Open, _) => Err(SocketError::Reset),
            };
        }
        let count = into.len().min(self.to_receive.len());
        let (first, second) = self.to_receive.as_slices();
        let from_first = count.min(first.len());
        into[..from_first].copy_from_slice(&first[..from_first]);
        into[from_first..count].copy_from_slice(&second[..count - from_first]);
        self.to_receive.drain(..count);
        self.to_grant += count;
        self.counts.received += count as u64;
        Ok(count)
    }

    /// Ends the stream from here to the peer: what was sent still goes out, then the peer sees the end.
    pub fn shutdown(&mut self) {
        if self.outgoing == Outgoing::Open {
            self.outgoing = Outgoing::Closing;
        }
    }

    /// Ends both streams. The one from here as [`Connection::shutdown`]; the one to here at once: if bytes that nobody
    /// will receive are there or come, the peer gets a reset.
    pub fn close(&mut self) {
        self.shutdown();
        self.deserted = true;
        if !self.to_receive.is_empty() {
            self.abort();
        }
    }

    /// Breaks the connection: the peer gets a reset, and nothing that has not left yet.
    pub fn abort(&mut self) {
        if self.bond == Bond::Whole {
            self.bond = Bond::Breaking;
            self.to_send.clear();
        }
    }

    /// Takes note that the peer is no more.
    pub fn peer_gone(&mut self) {
        self.bond = Bond::Broken;
        self.to_send.clear();
    }

    /// Takes a segment from the peer, or bytes that are none. Whatever breaks the protocol breaks the connection.
    pub fn handle(&mut self, segment: Result<Segment<'_>, SegmentError>) {
        if self.bond != Bond::Whole {
            return;
        }
        match segment {
            Ok(Segment::Data(bytes))
                if bytes.len() <= self.granted && self.incoming == Incoming::Open =>
            {
                self.granted -= bytes.len();
                self.to_receive.extend(bytes);
                self.counts.arrived += bytes.len() as u64;
                if self.deserted && !bytes.is_empty() {
                    self.abort();
                }
            }
            Ok(Segment::Credit(bytes)) if bytes as usize <= MAX_BUFFER - self.credit => {
                self.credit += bytes as usize;
                self.counts.credited += u64::from(bytes);
            }
            Ok(Segment::Fin) if self.incoming == Incoming::Open => {
                self.incoming = Incoming::Ended;
                self.to_ack = true;
            }
            Ok(Segment::Ack) if self.outgoing == Outgoing::FinSent => {
                self.outgoing = Outgoing::Acked;
            }
            Ok(Segment::Reset) => self.peer_gone(),
            _ => self.abort(),
        }
    }

    /// Hands `transport` what can go out now.
    pub fn transmit(&mut self, transport: &mut impl Transport) {
        if self.bond == Bond::Breaking {
            transport.transmit(Segment::Reset);
            self.bond = Bond::Broken;
        }
        if self.bond == Bond::Broken {
            return;
        }
        if self.is_credit_due() {
            transport.transmit(Segment::Credit(self.to_grant as u32));
            self.granted += self.to_grant;
            self.to_grant = 0;
        }
        if self.to_ack {
            transport.transmit(Segment::Ack);
            self.to_ack = false;
        }
        while !self.to_send.is_empty() && self.credit > 0 {
            let (bytes, _) = self.to_send.as_slices();
            let count = bytes.len().min(self.credit).min(transport.room());
            if count == 0 {
                return;
            }
            transport.transmit(Segment::Data(&bytes[..count]));
            self.to_send.drain(..count);
            self.credit -= count;
            self.counts.transmitted += count as u64;
        }
        if self.outgoing == Outgoing::Closing && self.to_send.is_empty() {
            transport.transmit(Segment::Fin);
            self.outgoing = Outgoing::FinSent;
        }
    }

    /// Credit is given in portions of half the buffer and more: crumbs would make the peer send crumbs (Clark's "silly
    /// window"). Whoever finds the buffer empty has given or can give at least that much, so nobody waits for ever.
    fn is_credit_due(&self) -> bool {
        self.incoming == Incoming::Open
            && !self.deserted
            && self.to_grant > 0
            && self.to_grant * 2 >= self.buffers.receive
    }

    /// How many bytes the peer still takes, beyond those in the send buffer. Never negative in an end that is only given
    /// this much.
    pub fn credit(&self) -> usize {
        self.credit.saturating_sub(self.to_send.len())
    }

    /// Whether all that was sent has arrived, or never will: nothing is lost if this end vanishes now.
    pub fn has_delivered(&self) -> bool {
        self.outgoing == Outgoing::Acked || self.bond == Bond::Broken
    }

    /// Whether nothing will ever come or go any more.
    pub fn is_over(&self) -> bool {
        self.bond == Bond::Broken
            || (self.outgoing == Outgoing::Acked
                && self.incoming == Incoming::Ended
                && !self.to_ack)
    }

    /// Whether the connection was broken, by either end.
    pub fn is_broken(&self) -> bool {
        self.bond != Bond::Whole
    }

    /// What has passed so far.
    pub fn counts(&self) -> Counts {
        self.counts
    }
}
