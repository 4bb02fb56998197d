//! The race's program with a lock round each update, so that no update is lost; and once more without, for the price.

use super::Values;
use crate::lock::{FutexLock, Lock, RawLock, SpinLock};
use crate::sync::Stopped;
use crate::thread::{Actor, Counter};
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

    let (shared, key) = (Arc::clone(&counter), Arc::clone(&lock));
    let additions = values.count("additions");
    let first = me.spawn("task 1", move |me| locked_task(me, &shared, &key, 1, additions))?;

    let (shared, key) = (Arc::clone(&counter), Arc::clone(&lock));
    let subtractions = values.count("subtractions");
    let second = me.spawn("task 2", move |me| locked_task(me, &shared, &key, -1, subtractions))?;

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

    let shared = Arc::clone(&counter);
    let additions = values.count("additions");
    let first = me.spawn("task 1, no lock", move |me| task(me, &shared, 1, additions))?;

    let shared = Arc::clone(&counter);
    let subtractions = values.count("subtractions");
    let second = me.spawn("task 2, no lock", move |me| task(me, &shared, -1, subtractions))?;

    first.join(me)?;
    second.join(me)
}

fn task(me: &Actor, counter: &Counter, step: i64, updates: u64) -> Result<(), Stopped> {
    for pass in 0..updates {
        let value = counter.load();
        counter.store(value + step);
        counter.progress(me, pass)?;
    }
    counter.done(me);
    Ok(())
}
