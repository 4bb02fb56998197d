//! A value that somebody waits for.

use interleave::sync::Stopped;
use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

pub struct Slot<T>(Rc<RefCell<State<T>>>);

struct State<T> {
    value: Option<Result<T, Stopped>>,
    waiting: Option<Waker>,
}

impl<T> Clone for Slot<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> Slot<T> {
    pub fn new() -> Self {
        Self(Rc::new(RefCell::new(State {
            value: None,
            waiting: None,
        })))
    }

    /// Gives the value. The first one counts.
    pub fn settle(&self, value: Result<T, Stopped>) {
        let mut slot = self.0.borrow_mut();
        slot.value.get_or_insert(value);
        if let Some(waiting) = slot.waiting.take() {
            waiting.wake();
        }
    }
}

impl<T> Future for Slot<T> {
    type Output = Result<T, Stopped>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut slot = self.0.borrow_mut();
        match slot.value.take() {
            Some(value) => Poll::Ready(value),
            None => {
                slot.waiting = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}
