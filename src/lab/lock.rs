//! The race's program with a lock round each update, so that no update is lost; and once more without, for the price.

use super::{Values, throughput};
use crate::lock::{FutexLock, Lock, RawLock, SpinLock, TicketLock};
use crate::sync::Stopped;
use crate::thread::{Actor, Counter, Rendezvous};
use std::sync::Arc;

pub(super) fn main(me: &Actor, values: &Values) -> Result<(), Stopped> {
    if values.choice("task") == "throughput" {
        return throughput::main(me);
    }
    match values.choice("lock") {
        "spin" => compare::<SpinLock>(me, values),
        "ticket" => compare::<TicketLock>(me, values),
        _ => compare::<FutexLock>(me, values),
    }
}

fn compare<R: RawLock + 'static>(me: &Actor, values: &Values) -> Result<(), Stopped> {
    let locked = with_lock::<R>(me, values)?;
    let unlocked = without_lock(me, values)?;
    me.measure("with the lock", locked);
    me.measure("without a lock", unlocked);
    Ok(())
}

/// When a task began to count, and when it had done.
type Span = (f64, f64);

/// The milliseconds from when the first of two began to when the last had done. Not from when they were spawned: they may
/// have to wait at the start for a core each, which is no part of the work.
fn duration(one: Span, other: Span) -> f64 {
    one.1.max(other.1) - one.0.min(other.0)
}

/// Returns how long the tasks took, in milliseconds.
fn with_lock<R: RawLock + 'static>(me: &Actor, values: &Values) -> Result<f64, Stopped> {
    let counter = Arc::new(Counter::new(me, "counter", values.integer("start")));
    let lock = Arc::new(Lock::<R, ()>::new(()));
    let line = Arc::new(Rendezvous::new(me, "the start", 2));
    let task = |step, updates| {
        let (counter, lock, start) = (Arc::clone(&counter), Arc::clone(&lock), Arc::clone(&line));
        move |me: &Actor| {
            start.wait(me)?;
            let began = me.now();
            locked_task(me, &counter, &lock, step, updates)?;
            Ok((began, me.now()))
        }
    };

    let first = me.spawn("task 1", task(1, values.count("additions")))?;
    let second = me.spawn("task 2", task(-1, values.count("subtractions")))?;
    me.print(format_args!("(Both threads started)\n"));
    let took = duration(first.join(me)?, second.join(me)?);
    me.print(format_args!("Both threads finished\n"));
    me.print(format_args!("counter = {}\n", counter.load()));
    me.measure("counter", counter.load());
    Ok(took)
}

fn locked_task<R: RawLock>(
    me: &Actor,
    counter: &Counter,
    lock: &Lock<R, ()>,
    step: i64,
    updates: u64,
) -> Result<(), Stopped> {
    for pass in 0..updates {
        let _guard = lock.lock(me.stop())?;
        let value = counter.load();
        counter.store(value + step);
        counter.progress(me, pass)?;
    }
    counter.done(me);
    Ok(())
}

/// Returns how long the tasks took, in milliseconds.
fn without_lock(me: &Actor, values: &Values) -> Result<f64, Stopped> {
    let counter = Arc::new(Counter::new(me, "unlocked", values.integer("start")));
    let line = Arc::new(Rendezvous::new(me, "the start", 2));
    let task = |step, updates| {
        let (counter, start) = (Arc::clone(&counter), Arc::clone(&line));
        move |me: &Actor| {
            start.wait(me)?;
            let began = me.now();
            unlocked_task(me, &counter, step, updates)?;
            Ok((began, me.now()))
        }
    };

    let first = me.spawn("task 1, no lock", task(1, values.count("additions")))?;
    let second = me.spawn("task 2, no lock", task(-1, values.count("subtractions")))?;
    Ok(duration(first.join(me)?, second.join(me)?))
}

fn unlocked_task(me: &Actor, counter: &Counter, step: i64, updates: u64) -> Result<(), Stopped> {
    for pass in 0..updates {
        let value = counter.load();
        counter.store(value + step);
        counter.progress(me, pass)?;
    }
    counter.done(me);
    Ok(())
}
