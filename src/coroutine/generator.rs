//! A coroutine written as `async` code.
//!
//! The compiler turns an `async` block into a value that holds its locals and the place where it waits, which is what a
//! generator's frame is. What is missing are values at the `await`: here they go in and out through two slots that the
//! block shares with whoever resumes it. The block may wait for other things too, such as a timer: then whoever resumes
//! it waits as well.

use core::cell::Cell;
use core::future::{Future, poll_fn};
use core::pin::Pin;
use core::task::Poll;
use std::rc::Rc;

struct Slots<In, Out> {
    sent: Cell<Option<In>>,
    yielded: Cell<Option<Out>>,
}

/// The `yield` of a generator, for its body.
pub struct Yielder<In, Out>(Rc<Slots<In, Out>>);

impl<In, Out> Yielder<In, Out> {
    /// Yields `out`, and waits for the value that is sent next.
    pub async fn yields(&self, out: Out) -> In {
        let mut out = Some(out);
        poll_fn(|_| {
            if let Some(out) = out.take() {
                self.0.yielded.set(Some(out));
                return Poll::Pending;
            }
            // Without a value it was not resumed: another wait of the same task was over.
            self.0.sent.take().map_or(Poll::Pending, Poll::Ready)
        })
        .await
    }
}

/// What a generator did when it was resumed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resumed<Out, End> {
    /// It yielded this, and waits.
    Yielded(Out),
    /// It came to its end.
    Ended(End),
}

/// A body that runs from one of its yields to the next each time that it is resumed. Dropping it drops what its frame
/// holds, as Python's `close` does.
pub struct Generator<'b, In, Out, End> {
    body: Option<Pin<Box<dyn Future<Output = End> + 'b>>>,
    slots: Rc<Slots<In, Out>>,
}

impl<'b, In, Out, End> Generator<'b, In, Out, End> {
    /// A generator that has not begun.
    pub fn new<B: Future<Output = End> + 'b>(body: impl FnOnce(Yielder<In, Out>) -> B) -> Self {
        let slots = Rc::new(Slots {
            sent: Cell::new(None),
            yielded: Cell::new(None),
        });
        let body = body(Yielder(Rc::clone(&slots)));
        Self {
            body: Some(Box::pin(body)),
            slots,
        }
    }

    /// Runs it to its first yield: Python's `next`, once.
    ///
    /// # Panics
    /// If it has ended.
    pub async fn prime(&mut self) -> Resumed<Out, End> {
        self.run().await
    }

    /// Sends `value` to the yield at which it waits, and runs it to the next one.
    ///
    /// # Panics
    /// If it has ended.
    pub async fn send(&mut self, value: In) -> Resumed<Out, End> {
        self.slots.sent.set(Some(value));
        self.run().await
    }

    async fn run(&mut self) -> Resumed<Out, End> {
        let resumed = poll_fn(|context| {
            let body = self.body.as_mut().expect("it has not ended");
            match body.as_mut().poll(context) {
                Poll::Ready(end) => Poll::Ready(Resumed::Ended(end)),
                // Nothing yielded: it waits for something else.
                Poll::Pending => self
                    .slots
                    .yielded
                    .take()
                    .map_or(Poll::Pending, |out| Poll::Ready(Resumed::Yielded(out))),
            }
        })
        .await;
        if let Resumed::Ended(_) = resumed {
            self.body = None;
        }
        resumed
    }
}
