//! Sockets between processes, each operation recorded.

use super::Process;
use super::end::End;
use super::kernel::Kernel;
use super::port::Port;
use crate::socket::{Buffers, Counts, SocketError};
use crate::trace::{Awaited, Class, Kind, Value};
use core::future::poll_fn;
use core::panic::Location;
use core::task::Poll;
use std::rc::Rc;

/// Somebody who listens at an address. Dropping it ends that, and resets the connections that were not accepted.
pub struct Listener {
    kernel: Rc<Kernel>,
    object: u32,
    address: String,
    buffers: Buffers,
}

impl Listener {
    /// Begins to listen at `address`. At most `backlog` connections wait to be accepted; `buffers` are those of the
    /// accepting end.
    ///
    /// # Errors
    /// [`SocketError::InUse`], or [`SocketError::Stopped`] if the run was told to stop while the call waited.
    pub async fn new(
        me: &Process,
        address: &str,
        backlog: u32,
        buffers: Buffers,
    ) -> Result<Self, SocketError> {
        let kernel = Rc::clone(&me.kernel);
        kernel.end_turn();
        if !kernel.system.listen(address, backlog).await? {
            return Err(SocketError::InUse);
        }
        Ok(Self {
            object: kernel.declare(Class::Socket, address),
            kernel,
            address: address.to_owned(),
            buffers,
        })
    }

    /// Waits for a connection.
    ///
    /// # Errors
    /// [`SocketError::Stopped`] if the run was told to stop while the call waited.
    #[track_caller]
    pub fn accept(&self) -> impl Future<Output = Result<Socket, SocketError>> {
        let place = Location::caller();
        let Self { kernel, object, .. } = self;
        let something = Awaited::Something as u8;
        (kernel.recorder).record_detail(Kind::Wait, something, *object, Value::None, place);
        kernel.end_turn();
        let port = kernel.system.accept(&self.address);
        async move {
            let port = port.await?;
            (kernel.recorder).record(Kind::Wake, 0, Value::None, place);
            Ok(Socket::new(
                kernel,
                port,
                &self.address,
                1,
                self.buffers,
                place,
            ))
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.kernel.system.stop_listening(&self.address);
    }
}

/// One end of a connection. Dropping it closes it: what was sent still goes out, and the process does not end before
/// that has arrived; bytes that were not received become a reset.
pub struct Socket {
    kernel: Rc<Kernel>,
    end: Rc<End>,
}

impl Socket {
    /// Connects to whoever listens at `address`. It does not wait to be accepted: what is sent before waits in the
    /// connection.
    ///
    /// # Errors
    /// [`SocketError::Refused`] if nobody listens there or the backlog is full, or [`SocketError::Stopped`] if the run
    /// was told to stop while the call waited.
    #[track_caller]
    pub fn connect(
        me: &Process,
        address: &str,
        buffers: Buffers,
    ) -> impl Future<Output = Result<Self, SocketError>> {
        let place = Location::caller();
        let kernel = &me.kernel;
        kernel.end_turn();
        let port = kernel.system.connect(address);
        async move {
            let port = port.await?.ok_or(SocketError::Refused)?;
            Ok(Self::new(kernel, port, address, 0, buffers, place))
        }
    }

    fn new(
        kernel: &Rc<Kernel>,
        port: Box<dyn Port>,
        address: &str,
        accepted: u8,
        buffers: Buffers,
        place: &Location<'_>,
    ) -> Self {
        let recorder = &kernel.recorder;
        let object = kernel.declare(Class::Socket, &format!("connection {}", port.number()));
        recorder.record_detail(Kind::Open, accepted, object, address.into(), place);
        for (detail, size) in [(0, buffers.send), (1, buffers.receive)] {
            recorder.record_detail(Kind::Capacity, detail, object, (size as i64).into(), place);
        }
        Self {
            end: End::new(kernel, port, buffers, object),
            kernel: Rc::clone(kernel),
        }
    }

    /// Puts as many of `bytes` as there is room for into the send buffer, and says how many. They go out when the
    /// process waits for whatever it may be, or when the buffer is full.
    ///
    /// # Errors
    /// [`SocketError::WouldBlock`] if that would be none, [`SocketError::Closed`] after [`Socket::shutdown`],
    /// [`SocketError::Reset`].
    #[track_caller]
    pub fn try_send(&mut self, bytes: &[u8]) -> Result<usize, SocketError> {
        self.send_at(bytes, Location::caller())
    }

    fn send_at(&mut self, bytes: &[u8], place: &Location<'_>) -> Result<usize, SocketError> {
        let result = self.end.send(&self.kernel, bytes, place);
        self.record_reset(&result, place);
        self.kernel.post_if_full();
        result
    }

    /// Like [`Socket::try_send`], but waits for room if there is none.
    ///
    /// # Errors
    /// [`SocketError::Closed`] after [`Socket::shutdown`], [`SocketError::Reset`], or [`SocketError::Stopped`] if the run
    /// was told to stop while the call waited.
    #[track_caller]
    pub fn send(&mut self, bytes: &[u8]) -> impl Future<Output = Result<usize, SocketError>> {
        let place = Location::caller();
        self.wait(Awaited::Room, place, move |me| me.send_at(bytes, place))
    }

    /// Sends all of `bytes`, waiting as often as that takes.
    ///
    /// # Errors
    /// As [`Socket::send`]; some bytes may have been sent then.
    #[track_caller]
    pub fn send_all(&mut self, mut bytes: &[u8]) -> impl Future<Output = Result<(), SocketError>> {
        let place = Location::caller();
        async move {
            while !bytes.is_empty() {
                let sending = self.wait(Awaited::Room, place, |me| me.send_at(bytes, place));
                let count = sending.await?;
                bytes = &bytes[count..];
            }
            Ok(())
        }
    }

    /// Takes as many bytes as are in the receive buffer and `into` takes, and says how many; 0 is the end of the stream.
    ///
    /// # Errors
    /// [`SocketError::WouldBlock`] if there is none yet, [`SocketError::Reset`].
    #[track_caller]
    pub fn try_receive(&mut self, into: &mut [u8]) -> Result<usize, SocketError> {
        self.receive_at(into, Location::caller())
    }

    fn receive_at(&mut self, into: &mut [u8], place: &Location<'_>) -> Result<usize, SocketError> {
        let result = self.end.receive(&self.kernel, into, place);
        if result == Ok(0) && !into.is_empty() {
            self.record_close(1, place);
        }
        self.record_reset(&result, place);
        self.kernel.post_if_full();
        result
    }

    /// Like [`Socket::try_receive`], but waits for something if there is nothing.
    ///
    /// # Errors
    /// [`SocketError::Reset`], or [`SocketError::Stopped`] if the run was told to stop while the call waited.
    #[track_caller]
    pub fn receive(&mut self, into: &mut [u8]) -> impl Future<Output = Result<usize, SocketError>> {
        let place = Location::caller();
        self.wait(Awaited::Something, place, move |me| {
            me.receive_at(into, place)
        })
    }

    /// Ends the stream from here to the peer: it sees the end after what was sent.
    #[track_caller]
    pub fn shutdown(&mut self) {
        self.end.with(|endpoint| endpoint.shutdown());
        self.record_close(0, Location::caller());
    }

    /// Breaks the connection: the peer gets a reset.
    pub fn abort(&mut self) {
        self.end.with(|endpoint| endpoint.abort());
    }

    /// Records nothing of what is done to it from now on. For measurements, where that would take part of the time.
    #[must_use]
    pub fn unrecorded(self) -> Self {
        self.end.leave_unrecorded();
        self
    }

    /// What has passed so far.
    pub fn counts(&self) -> Counts {
        self.end.counts()
    }

    /// Tries `operation` until it does not have to wait any more.
    async fn wait<R>(
        &mut self,
        what: Awaited,
        place: &Location<'_>,
        mut operation: impl FnMut(&mut Self) -> Result<R, SocketError>,
    ) -> Result<R, SocketError> {
        let mut waited = false;
        poll_fn(|context| {
            match operation(self) {
                Err(SocketError::WouldBlock) => {}
                done => {
                    if waited {
                        self.record(Kind::Wake, 0, 0, place);
                    }
                    return Poll::Ready(done);
                }
            }
            if self.end.is_stopped() {
                return Poll::Ready(Err(SocketError::Stopped));
            }
            if !waited {
                waited = true;
                self.record(Kind::Wait, what as u8, self.end.object(), place);
            }
            self.end.wake_later(context);
            self.kernel.end_turn();
            Poll::Pending
        })
        .await
    }

    fn record_reset(&self, result: &Result<usize, SocketError>, place: &Location<'_>) {
        if *result == Err(SocketError::Reset) {
            self.record_close(2, place);
        }
    }

    fn record_close(&self, detail: u8, place: &Location<'_>) {
        self.record(Kind::Close, detail, self.end.object(), place);
    }

    fn record(&self, kind: Kind, detail: u8, object: u32, place: &Location<'_>) {
        if self.end.is_recorded() {
            (self.kernel.recorder).record_detail(kind, detail, object, Value::None, place);
        }
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.end.with(|endpoint| endpoint.close());
    }
}
