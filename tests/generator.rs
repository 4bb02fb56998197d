//! Coroutines with an `async` body.

use interleave::coroutine::{Generator, Resumed};
use std::cell::Cell;
use std::future::poll_fn;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// Polls `work` until it is done, and says how often it was not.
fn polled<T>(work: impl Future<Output = T>) -> (T, u32) {
    let mut work = pin!(work);
    let mut context = Context::from_waker(Waker::noop());
    let mut pending = 0;
    loop {
        match work.as_mut().poll(&mut context) {
            Poll::Ready(value) => return (value, pending),
            Poll::Pending => pending += 1,
        }
    }
}

fn done<T>(work: impl Future<Output = T>) -> T {
    let (value, pending) = polled(work);
    assert_eq!(pending, 0, "it waits for nothing");
    value
}

#[test]
fn it_runs_from_yield_to_yield_and_keeps_its_locals() {
    let mut sums = Generator::<i32, i32, ()>::new(|yielder| async move {
        let mut sum = 0;
        loop {
            sum += yielder.yields(sum).await;
        }
    });
    assert_eq!(done(sums.prime()), Resumed::Yielded(0));
    assert_eq!(done(sums.send(3)), Resumed::Yielded(3));
    assert_eq!(done(sums.send(4)), Resumed::Yielded(7));
}

#[test]
fn it_does_nothing_before_it_is_primed() {
    let begun = Rc::new(Cell::new(false));
    let seen = Rc::clone(&begun);
    let mut one = Generator::<(), (), ()>::new(|yielder| async move {
        seen.set(true);
        yielder.yields(()).await;
    });
    assert!(!begun.get());
    assert_eq!(done(one.prime()), Resumed::Yielded(()));
    assert!(begun.get());
}

#[test]
fn it_ends_with_what_its_body_gives() {
    let mut one = Generator::<i32, &str, i32>::new(|yielder| async move {
        let value = yielder.yields("first").await;
        value + 1
    });
    assert_eq!(done(one.prime()), Resumed::Yielded("first"));
    assert_eq!(done(one.send(41)), Resumed::Ended(42));
}

#[test]
#[should_panic(expected = "it has not ended")]
fn it_cannot_be_sent_to_after_its_end() {
    let mut none = Generator::<i32, i32, ()>::new(|_| async {});
    assert_eq!(done(none.prime()), Resumed::Ended(()));
    done(none.send(1));
}

#[test]
fn who_resumes_it_waits_for_what_its_body_waits_for() {
    let mut slow = Generator::<i32, i32, ()>::new(|yielder| async move {
        let mut value = 0;
        loop {
            value = yielder.yields(value).await;
            let mut looks = 0;
            poll_fn(|_| {
                looks += 1;
                if looks > value {
                    Poll::Ready(())
                } else {
                    Poll::Pending
                }
            })
            .await;
        }
    });
    assert_eq!(polled(slow.prime()), (Resumed::Yielded(0), 0));
    assert_eq!(polled(slow.send(3)), (Resumed::Yielded(3), 3));
    assert_eq!(polled(slow.send(0)), (Resumed::Yielded(0), 0));
}

#[test]
fn one_can_send_to_another_within_its_body() {
    let mut outer = Generator::<i32, i32, ()>::new(|yielder| async move {
        let mut doubled = Generator::<i32, i32, ()>::new(|inner| async move {
            let mut value = 0;
            loop {
                value = 2 * inner.yields(value).await;
            }
        });
        doubled.prime().await;
        let mut answer = 0;
        loop {
            let value = yielder.yields(answer).await;
            if let Resumed::Yielded(double) = doubled.send(value).await {
                answer = double + 1;
            }
        }
    });
    assert_eq!(done(outer.prime()), Resumed::Yielded(0));
    assert_eq!(done(outer.send(5)), Resumed::Yielded(11));
}

#[test]
fn dropping_it_drops_what_its_frame_holds() {
    let held = Rc::new(());
    let local = Rc::clone(&held);
    let mut one = Generator::<(), (), ()>::new(|yielder| async move {
        yielder.yields(()).await;
        drop(local);
    });
    done(one.prime());
    assert_eq!(Rc::strong_count(&held), 2);
    drop(one);
    assert_eq!(Rc::strong_count(&held), 1);
}
