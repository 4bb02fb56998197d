//! Addresses between threads: who listens where, and who wants to be connected.

use super::connection::Buffers;
use super::error::SocketError;
use super::stream::Stream;
use crate::lock::Mutex;
use crate::queue::{GetError, Queue};
use crate::sync::{Arc, Stop};
use std::collections::HashMap;

/// Connections that nobody has accepted yet, and the buffers for this end of them.
#[derive(Debug)]
struct Backlog {
    waiting: Queue<Stream>,
    buffers: Buffers,
}

/// The addresses that threads listen at. Clones are the same network.
#[derive(Clone, Debug, Default)]
pub struct Network {
    shared: Arc<Mutex<Shared>>,
}

#[derive(Debug, Default)]
struct Shared {
    backlogs: HashMap<String, Arc<Backlog>>,
    /// Connections so far.
    connections: u32,
}

impl Network {
    /// A network on which nobody listens.
    pub fn new() -> Self {
        Self::default()
    }

    /// Begins to listen at `address`. At most `backlog` connections wait to be accepted; `buffers` are those of the
    /// accepting end.
    ///
    /// # Errors
    /// [`SocketError::InUse`], or [`SocketError::Stopped`] if the run was told to stop while the call waited.
    ///
    /// # Panics
    /// If the backlog is 0.
    pub fn listen(
        &self,
        address: &str,
        backlog: usize,
        buffers: Buffers,
        stop: &Stop,
    ) -> Result<Listener, SocketError> {
        let mut shared = self.shared.lock(stop)?;
        let current = shared.backlogs.get(address);
        if current.is_some_and(|backlog| !backlog.waiting.is_closed()) {
            return Err(SocketError::InUse);
        }
        let backlog = Arc::new(Backlog {
            waiting: Queue::new(backlog),
            buffers,
        });
        shared
            .backlogs
            .insert(address.to_owned(), Arc::clone(&backlog));
        Ok(Listener { backlog })
    }

    /// Connects to whoever listens at `address`. It does not wait to be accepted: what is sent before waits in the
    /// connection.
    ///
    /// # Errors
    /// [`SocketError::Refused`] if nobody listens there or the backlog is full, or [`SocketError::Stopped`] if the run
    /// was told to stop while the call waited.
    pub fn connect(
        &self,
        address: &str,
        buffers: Buffers,
        stop: &Stop,
    ) -> Result<Stream, SocketError> {
        let (backlog, number) = {
            let mut shared = self.shared.lock(stop)?;
            let backlog = shared.backlogs.get(address).cloned();
            let backlog = backlog.ok_or(SocketError::Refused)?;
            shared.connections += 1;
            (backlog, shared.connections)
        };
        let (near, far) = Stream::pair(number, buffers, backlog.buffers);
        match backlog.waiting.try_put(far) {
            Ok(()) => Ok(near),
            Err(_) => Err(SocketError::Refused),
        }
    }
}

/// Somebody who listens at an address. Dropping it ends that, and resets the connections that were not accepted.
#[derive(Debug)]
pub struct Listener {
    backlog: Arc<Backlog>,
}

impl Listener {
    /// Waits for a connection.
    ///
    /// # Errors
    /// [`SocketError::Stopped`] if the run was told to stop while the call waited.
    pub fn accept(&self, stop: &Stop) -> Result<Stream, SocketError> {
        self.backlog.waiting.get(stop).map_err(not_accepted)
    }

    /// Like [`Listener::accept`], but gives up when `deadline_ms` has passed. It does take a connection if there is one, even
    /// after the deadline.
    ///
    /// # Errors
    /// As [`Listener::accept`], and [`SocketError::WouldBlock`].
    pub fn accept_until(&self, stop: &Stop, deadline_ms: f64) -> Result<Stream, SocketError> {
        let accepted = self.backlog.waiting.get_until(stop, deadline_ms);
        accepted.map_err(not_accepted)
    }

    /// Takes a connection if there is one.
    ///
    /// # Errors
    /// [`SocketError::WouldBlock`] if there is none.
    pub fn try_accept(&self) -> Result<Stream, SocketError> {
        let accepted = self.backlog.waiting.try_get();
        accepted.map_err(not_accepted)
    }
}

/// Why there is no connection.
fn not_accepted(error: GetError) -> SocketError {
    match error {
        GetError::Empty => SocketError::WouldBlock,
        GetError::Stopped => SocketError::Stopped,
        GetError::Closed => unreachable!("it is closed only as the listener is dropped"),
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.backlog.waiting.close();
        while let Ok(mut stream) = self.backlog.waiting.try_get() {
            stream.abort();
        }
    }
}
