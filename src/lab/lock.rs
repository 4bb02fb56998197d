//! The race's program with a lock round each update, so that no update is lost; and once more without, for the price.

use super::Values;
use crate::lock::{FutexLock, Lock, RawLock, SpinLock};
use crate::sync::Stopped;
use crate::thread::{Actor, Counter, Rendezvous};
use std::sync::Arc;

pub(super) fn main(me: &Actor, values: &Values) -> Result<(), Stopped> {
    match values.choice("lock") {
        "spin" => compare::<SpinLock>(me, values),
        _ => compare::<FutexLock>(me, values),
    }
}

fn compare<R: RawLock + 'static>(me: &Actor, values: &Values) -> Result<(), Stopped> {
    let began = me.now();
    with_lock::<R>(me, values)?;
    let locked = me.now() - began;

    let began = me.now();
    without_lock(me, values)?;
    let unlocked = me.now() - began;

    me.measure("with the lock", locked);
    me.measure("without a lock", unlocked);
    Ok(())
}

fn with_lock<R: RawLock + 'static>(me: &Actor, values: &Values) -> Result<(), Stopped> {
    let counter = Arc::new(Counter::new(me, "counter", values.integer("start")));
    let lock = Arc::new(Lock::<R, ()>::new(()));
    let line = Arc::new(Rendezvous::new(me, "the start", 2));
    let task = |step, updates| {
        let (counter, lock, start) = (Arc::clone(&counter), Arc::clone(&lock), Arc::clone(&line));
        move |me: &Actor| {
            start.wait(me)?;
            locked_task(me, &counter, &lock, step, updates)
        }
    };

    let first = me.spawn("task 1", task(1, values.count("additions")))?;
    let second = me.spawn("task 2", task(-1, values.count("subtractions")))?;
    me.print(format_args!("(Both threads started)\n"));
    first.join(me)?;
    second.join(me)?;
    me.print(format_args!("Both threads finished\n"));
    me.print(format_args!("counter = {}\n", counter.load()));
    me.measure("counter", counter.load());
    Ok(())
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

fn without_lock(me: &Actor, values: &Values) -> Result<(), Stopped> {
    let counter = Arc::new(Counter::new(me, "unlocked", values.integer("start")));
    let line = Arc::new(Rendezvous::new(me, "the start", 2));
    let task = |step, updates| {
        let (counter, start) = (Arc::clone(&counter), Arc::clone(&line));
        move |me: &Actor| {
            start.wait(me)?;
            unlocked_task(me, &counter, step, updates)
        }
    };

    let first = me.spawn("task 1, no lock", task(1, values.count("additions")))?;
    let second = me.spawn("task 2, no lock", task(-1, values.count("subtractions")))?;
    first.join(me)?;
    second.join(me)
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
