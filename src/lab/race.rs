//! Two threads count on one variable without a lock, and lose updates.

use super::Values;
use crate::sync::Stopped;
use crate::thread::{Actor, Counter, Rendezvous};
use std::sync::Arc;

pub(super) fn main(me: &Actor, values: &Values) -> Result<(), Stopped> {
    let counter = Arc::new(Counter::new(me, "counter", values.integer("start")));
    let line = Arc::new(Rendezvous::new(me, "the start", 2));

    let additions = values.count("additions");
    let (shared, start) = (Arc::clone(&counter), Arc::clone(&line));
    let first = me.spawn("task 1", move |me| {
        start.wait(me)?;
        task_1(me, &shared, additions)
    })?;

    let subtractions = values.count("subtractions");
    let (shared, start) = (Arc::clone(&counter), Arc::clone(&line));
    let second = me.spawn("task 2", move |me| {
        start.wait(me)?;
        task_2(me, &shared, subtractions)
    })?;

    me.print(format_args!("(Both threads started)\n"));
    first.join(me)?;
    second.join(me)?;
    me.print(format_args!("Both threads finished\n"));
    me.print(format_args!("counter = {}\n", counter.load()));
    me.measure("counter", counter.load());
    Ok(())
}

fn task_1(me: &Actor, counter: &Counter, additions: u64) -> Result<(), Stopped> {
    for pass in 0..additions {
        let value = counter.load();
        counter.store(value + 1);
        counter.progress(me, pass)?;
    }
    counter.done(me);
    Ok(())
}

fn task_2(me: &Actor, counter: &Counter, subtractions: u64) -> Result<(), Stopped> {
    for pass in 0..subtractions {
        let value = counter.load();
        counter.store(value - 1);
        counter.progress(me, pass)?;
    }
    counter.done(me);
    Ok(())
}
