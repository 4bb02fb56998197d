//! A stream between threads.

use super::connection::{Buffers, Connection, Counts};
use super::endpoint::Endpoint;
use super::error::SocketError;
use super::ring::{ENOUGH, Ring};
use super::transport::Transport;
use crate::queue::{GetError, PutError};
use crate::sync::Stop;

/// One end of a connection between threads. Dropping it closes it.
///
/// A thread that computes does nothing for its sockets meanwhile, and there is no kernel that would. So nothing stays behind
/// in a send buffer: what a send accepted is in the ring when it returns, as far as the peer's credit goes.
#[derive(Debug)]
pub struct Stream {
    endpoint: Endpoint<Ring>,
    buffers: Buffers,
    number: u32,
}

impl Stream {
    /// The two ends of a connection with this number, each with buffers of its own.
    ///
    /// # Panics
    /// If a buffer is empty or larger than [`MAX_BUFFER`](super::MAX_BUFFER).
    pub fn pair(number: u32, one: Buffers, other: Buffers) -> (Self, Self) {
        let (near, far) = Ring::pair();
        let end = |buffers, ring| Self {
            endpoint: Endpoint::new(buffers, ring),
            buffers,
            number,
        };
        (end(one, near), end(other, far))
    }

    /// The connection's number, the same at both ends.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Sends as many of `bytes` as can go out now, and says how many.
    ///
    /// # Errors
    /// [`SocketError::WouldBlock`] if that would be none, [`SocketError::Closed`] after [`Stream::shutdown`],
    /// [`SocketError::Reset`].
    pub fn try_send(&mut self, bytes: &[u8]) -> Result<usize, SocketError> {
        self.endpoint.pump();
        let fits = self
            .endpoint
            .connection()
            .credit()
            .min(self.buffers.send)
            .min(self.endpoint.transport().room());
        let count = bytes.len().min(fits);
        let accepted = self.endpoint.send(&bytes[..count])?;
        self.endpoint.transmit();
        if accepted == 0 && !bytes.is_empty() {
            return Err(SocketError::WouldBlock);
        }
        Ok(accepted)
    }

    /// Sends as many of `bytes` as can go out, waiting until that is at least one; says how many. Of no bytes it sends none,
    /// without waiting.
    ///
    /// # Errors
    /// [`SocketError::Closed`] after [`Stream::shutdown`], [`SocketError::Reset`], or [`SocketError::Stopped`] if the run
    /// was told to stop while the call waited.
    pub fn send(&mut self, bytes: &[u8], stop: &Stop) -> Result<usize, SocketError> {
        self.send_deadline(bytes, stop, None)
    }

    /// Like [`Stream::send`], but gives up when `deadline_ms` (on [`clock::now`](crate::sync::clock::now)) has passed.
    ///
    /// # Errors
    /// As [`Stream::send`], and [`SocketError::WouldBlock`].
    pub fn send_until(
        &mut self,
        bytes: &[u8],
        stop: &Stop,
        deadline_ms: f64,
    ) -> Result<usize, SocketError> {
        self.send_deadline(bytes, stop, Some(deadline_ms))
    }

    fn send_deadline(
        &mut self,
        bytes: &[u8],
        stop: &Stop,
        deadline: Option<f64>,
    ) -> Result<usize, SocketError> {
        loop {
            match self.try_send(bytes) {
                Err(SocketError::WouldBlock) => {}
                done => return done,
            }
            let woken = if self.endpoint.connection().credit() == 0 {
                self.wait_for_arrival(stop, deadline)?
            } else {
                self.wait_for_room(stop, deadline)?
            };
            if !woken {
                return self.try_send(bytes);
            }
        }
    }

    /// Sends all of `bytes`, waiting as often as that takes.
    ///
    /// # Errors
    /// As [`Stream::send`]; some bytes may have been sent then.
    pub fn send_all(&mut self, mut bytes: &[u8], stop: &Stop) -> Result<(), SocketError> {
        while !bytes.is_empty() {
            let count = self.send(bytes, stop)?;
            bytes = &bytes[count..];
        }
        Ok(())
    }

    /// Receives as many bytes as are there and `into` takes, and says how many; 0 is the end of the stream.
    ///
    /// # Errors
    /// [`SocketError::WouldBlock`] if there is none yet, [`SocketError::Reset`].
    pub fn try_receive(&mut self, into: &mut [u8]) -> Result<usize, SocketError> {
        self.endpoint.pump();
        self.endpoint.receive(into)
    }

    /// Receives as many bytes as are there and `into` takes, waiting until that is at least one; says how many; 0 is the
    /// end of the stream.
    ///
    /// # Errors
    /// [`SocketError::Reset`], or [`SocketError::Stopped`] if the run was told to stop while the call waited.
    pub fn receive(&mut self, into: &mut [u8], stop: &Stop) -> Result<usize, SocketError> {
        self.receive_deadline(into, stop, None)
    }

    /// Like [`Stream::receive`], but gives up when `deadline_ms` (on [`clock::now`](crate::sync::clock::now)) has passed.
    ///
    /// # Errors
    /// As [`Stream::receive`], and [`SocketError::WouldBlock`].
    pub fn receive_until(
        &mut self,
        into: &mut [u8],
        stop: &Stop,
        deadline_ms: f64,
    ) -> Result<usize, SocketError> {
        self.receive_deadline(into, stop, Some(deadline_ms))
    }

    fn receive_deadline(
        &mut self,
        into: &mut [u8],
        stop: &Stop,
        deadline: Option<f64>,
    ) -> Result<usize, SocketError> {
        loop {
            match self.try_receive(into) {
                Err(SocketError::WouldBlock) => {}
                done => return done,
            }
            if !self.wait_for_arrival(stop, deadline)? {
                return self.try_receive(into);
            }
        }
    }

    /// Ends the stream from here to the peer: it sees the end after what was sent.
    pub fn shutdown(&mut self) {
        self.endpoint.shutdown();
    }

    /// Breaks the connection: the peer gets a reset.
    pub fn abort(&mut self) {
        self.endpoint.abort();
    }

    /// The connection as it stood at the last operation.
    pub fn connection(&self) -> &Connection {
        self.endpoint.connection()
    }

    /// What has passed so far.
    pub fn counts(&self) -> Counts {
        self.endpoint.counts()
    }

    fn wait_for_arrival(
        &mut self,
        stop: &Stop,
        deadline: Option<f64>,
    ) -> Result<bool, SocketError> {
        let ring = self.endpoint.transport();
        match ring.reader().wait(stop, deadline) {
            Ok(woken) => Ok(woken),
            Err(GetError::Stopped) => Err(SocketError::Stopped),
            Err(_) => Ok(true),
        }
    }

    /// Waits until the peer has taken something out of the ring.
    fn wait_for_room(&mut self, stop: &Stop, deadline: Option<f64>) -> Result<bool, SocketError> {
        let ring = self.endpoint.transport();
        match ring.writer().wait(ENOUGH, stop, deadline) {
            Ok(woken) => Ok(woken),
            Err(PutError::Stopped(())) => Err(SocketError::Stopped),
            Err(_) => Ok(true),
        }
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.endpoint.pump();
        self.endpoint.close();
    }
}
