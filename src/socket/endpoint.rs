use super::connection::{Buffers, Connection, Counts};
use super::error::SocketError;
use super::transport::Transport;

/// One end of a connection with its transport. It never waits; see [`Connection`] for what the operations mean.
#[derive(Debug)]
pub struct Endpoint<T> {
    connection: Connection,
    transport: T,
}

impl<T: Transport> Endpoint<T> {
    /// An end that has just been connected.
    pub fn new(buffers: Buffers, transport: T) -> Self {
        let mut endpoint = Self {
            connection: Connection::new(buffers),
            transport,
        };
        // The peer waits for its first credit.
        endpoint.transmit();
        endpoint
    }

    /// The connection as it stands.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    /// What carries it.
    pub fn transport(&mut self) -> &mut T {
        &mut self.transport
    }

    /// What has passed so far.
    pub fn counts(&self) -> Counts {
        self.connection.counts()
    }

    /// Puts bytes into the send buffer. They go out at the next [`Endpoint::pump`] or [`Endpoint::transmit`]; a caller that
    /// sends much in small pieces lets some come together first.
    ///
    /// # Errors
    /// As [`Connection::send`].
    pub fn send(&mut self, bytes: &[u8]) -> Result<usize, SocketError> {
        self.connection.send(bytes)
    }

    /// Takes bytes out of the receive buffer.
    ///
    /// # Errors
    /// As [`Connection::receive`].
    pub fn receive(&mut self, into: &mut [u8]) -> Result<usize, SocketError> {
        let received = self.connection.receive(into);
        self.transmit();
        received
    }

    /// Ends the stream from here.
    pub fn shutdown(&mut self) {
        self.connection.shutdown();
        self.transmit();
    }

    /// Ends both streams.
    pub fn close(&mut self) {
        self.connection.close();
        self.transmit();
    }

    /// Breaks the connection.
    pub fn abort(&mut self) {
        self.connection.abort();
        self.transmit();
    }

    /// Takes what has arrived, and hands the transport what can go out then.
    pub fn pump(&mut self) {
        // Looked at before what has arrived: a peer that goes meanwhile may have sent something before.
        let gone = self.transport.is_gone();
        while let Some(segment) = self.transport.arrived() {
            self.connection.handle(segment);
        }
        if gone {
            self.connection.peer_gone();
        }
        self.transmit();
    }

    /// Hands the transport what can go out.
    pub fn transmit(&mut self) {
        self.connection.transmit(&mut self.transport);
    }
}
