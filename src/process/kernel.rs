//! What an operating system would do for a process beside its program: its events are posted, its connections go on.

use super::System;
use super::end::End;
use crate::sync::Stopped;
use crate::trace::{Batch, Class, Kind, Recorder, Value};
use core::cell::{Cell, RefCell};
use core::future::poll_fn;
use core::task::Poll;
use std::rc::Rc;

/// Words after which a batch is posted, even though the process does not wait.
const FULL_BATCH: usize = 4096;

pub(super) struct Kernel {
    pub(super) system: Box<dyn System>,
    pub(super) recorder: Recorder<Batch, Cell<u32>>,
    next_object: Cell<u32>,
    /// Its ends of connections, also of those that its program has dropped: what was sent still has to arrive.
    ends: RefCell<Vec<Rc<End>>>,
}

impl Kernel {
    pub(super) fn new(system: Box<dyn System>, began: f64) -> Self {
        Self {
            system,
            recorder: Recorder::new(Batch::new(), Cell::new(0), began),
            next_object: Cell::new(1),
            ends: RefCell::default(),
        }
    }

    pub(super) fn declare(&self, class: Class, name: &str) -> u32 {
        let object = self.next_object();
        self.recorder.declare(object, class, name);
        object
    }

    pub(super) fn next_object(&self) -> u32 {
        self.next_object.replace(self.next_object.get() + 1)
    }

    /// To be called before the process waits, and as it ends: what its turn has produced goes out.
    pub(super) fn end_turn(&self) {
        for end in &*self.ends.borrow() {
            end.flush(self);
        }
        self.post();
    }

    /// Posts what was recorded since the last time.
    pub(super) fn post(&self) {
        self.recorder.with_sink(|batch| {
            if !batch.words().is_empty() {
                self.system.post(batch.words());
                batch.clear();
            }
        });
    }

    /// Posts it if it is much.
    pub(super) fn post_if_full(&self) {
        if self.recorder.with_sink(|batch| batch.words().len()) >= FULL_BATCH {
            self.post();
        }
    }

    pub(super) fn keep(&self, end: Rc<End>) {
        let mut ends = self.ends.borrow_mut();
        ends.retain(|end| !end.is_over());
        ends.push(end);
    }

    /// Waits until all that was sent has arrived, or never will.
    pub(super) async fn deliver(&self) -> Result<(), Stopped> {
        let mut recorded = false;
        poll_fn(|context| {
            self.end_turn();
            let ends = self.ends.borrow();
            let mut undelivered = ends.iter().filter(|end| !end.has_delivered()).peekable();
            let Some(first) = undelivered.peek() else {
                return Poll::Ready(Ok(()));
            };
            if first.is_stopped() {
                return Poll::Ready(Err(Stopped));
            }
            if !recorded {
                recorded = true;
                (self.recorder).record_engine(Kind::Wait, 0, first.object(), Value::None);
                self.post();
            }
            undelivered.for_each(|end| end.wake_later(context));
            Poll::Pending
        })
        .await
    }
}
