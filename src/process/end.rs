//! One end of a connection as a process has it: bytes move whenever a message comes, whatever the program does meanwhile.

use super::kernel::Kernel;
use super::port::{Heard, Port};
use crate::socket::{Buffers, Counts, Endpoint, Messages, SocketError};
use crate::thread::moves;
use core::cell::{Ref, RefCell};
use core::panic::Location;
use core::task::{Context, Waker};
use std::rc::Rc;

pub(super) struct End {
    object: u32,
    state: RefCell<State>,
}

struct State {
    endpoint: Endpoint<Messages<Box<dyn Port>>>,
    /// What of its counts is in the trace; none if it is not recorded.
    recorded: Option<Counts>,
    stopped: bool,
    waiting: Option<Waker>,
}

impl End {
    /// The end that `port` carries, which the process called `object` in its trace.
    pub(super) fn new(
        kernel: &Rc<Kernel>,
        port: Box<dyn Port>,
        buffers: Buffers,
        object: u32,
    ) -> Rc<Self> {
        let end = Rc::new_cyclic(|end| {
            let (end, kernel) = (end.clone(), Rc::downgrade(kernel));
            port.attach(Box::new(move |heard| {
                let end: Option<Rc<Self>> = end.upgrade();
                if let (Some(end), Some(kernel)) = (end, kernel.upgrade()) {
                    end.hear(&kernel, heard);
                }
            }));
            Self {
                object,
                state: RefCell::new(State {
                    endpoint: Endpoint::new(buffers, Messages::new(port)),
                    recorded: Some(Counts::default()),
                    stopped: false,
                    waiting: None,
                }),
            }
        });
        kernel.keep(Rc::clone(&end));
        end
    }

    fn hear(&self, kernel: &Kernel, heard: Heard) {
        let mut state = self.state.borrow_mut();
        match heard {
            Heard::Message(message) => state.endpoint.transport().deliver(message),
            Heard::Gone => state.endpoint.transport().set_gone(),
            Heard::Stopped => state.stopped = true,
        }
        state.endpoint.pump();
        state.record(kernel, self.object, None);
        if let Some(waiting) = state.waiting.take() {
            // The program's turn comes now. It ends with a wait, and then all of it goes out at once.
            drop(state);
            waiting.wake();
        } else {
            state.endpoint.transport().flush();
            drop(state);
            kernel.post();
        }
    }

    /// Puts bytes into the send buffer; see [`crate::socket::Connection::send`].
    pub(super) fn send(
        &self,
        kernel: &Kernel,
        bytes: &[u8],
        place: &Location<'_>,
    ) -> Result<usize, SocketError> {
        let mut state = self.state.borrow_mut();
        let mut result = state.endpoint.send(bytes);
        if result == Err(SocketError::WouldBlock) {
            // It was left to fill, so that what goes out at the turn's end goes out in one.
            state.endpoint.transmit();
            result = state.endpoint.send(bytes);
        }
        state.record(kernel, self.object, Some(place));
        result
    }

    /// Takes bytes out of the receive buffer; see [`crate::socket::Connection::receive`].
    pub(super) fn receive(
        &self,
        kernel: &Kernel,
        into: &mut [u8],
        place: &Location<'_>,
    ) -> Result<usize, SocketError> {
        let mut state = self.state.borrow_mut();
        let result = state.endpoint.receive(into);
        state.record(kernel, self.object, Some(place));
        result
    }

    /// Does `operation` to the endpoint.
    pub(super) fn with<R>(
        &self,
        operation: impl FnOnce(&mut Endpoint<Messages<Box<dyn Port>>>) -> R,
    ) -> R {
        operation(&mut self.state.borrow_mut().endpoint)
    }

    /// Hands over what can go out.
    pub(super) fn flush(&self, kernel: &Kernel) {
        let mut state = self.state.borrow_mut();
        state.endpoint.transmit();
        state.record(kernel, self.object, None);
        state.endpoint.transport().flush();
    }

    /// Records nothing of it from now on.
    pub(super) fn leave_unrecorded(&self) {
        self.state.borrow_mut().recorded = None;
    }

    pub(super) fn is_recorded(&self) -> bool {
        self.state.borrow().recorded.is_some()
    }

    /// Its number in the process's trace.
    pub(super) fn object(&self) -> u32 {
        self.object
    }

    pub(super) fn counts(&self) -> Counts {
        self.connection().counts()
    }

    pub(super) fn has_delivered(&self) -> bool {
        self.connection().has_delivered()
    }

    pub(super) fn is_over(&self) -> bool {
        self.connection().is_over()
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.state.borrow().stopped
    }

    /// Wakes whoever is polled with `context` when something has come.
    pub(super) fn wake_later(&self, context: &Context<'_>) {
        self.state.borrow_mut().waiting = Some(context.waker().clone());
    }

    fn connection(&self) -> Ref<'_, crate::socket::Connection> {
        Ref::map(self.state.borrow(), |state| state.endpoint.connection())
    }
}

impl State {
    /// Records what has moved since the last time: at a place of the program, or around it.
    fn record(&mut self, kernel: &Kernel, object: u32, place: Option<&Location<'_>>) {
        let Some(recorded) = self.recorded else {
            return;
        };
        let counts = self.endpoint.counts();
        for (kind, detail, bytes) in moves(counts.since(recorded)) {
            match place {
                Some(place) => {
                    (kernel.recorder).record_detail(kind, detail, object, bytes.into(), place);
                }
                None => kernel
                    .recorder
                    .record_engine(kind, detail, object, bytes.into()),
            }
        }
        self.recorded = Some(counts);
    }
}
