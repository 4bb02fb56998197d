//! Two threads and one variable: what one of them writes, the other one reads.

use super::Values;
use crate::sync::Stopped;
use crate::thread::{Actor, TextVariable};
use std::sync::Arc;

pub(super) fn main(me: &Actor, values: &Values) -> Result<(), Stopped> {
    let a = Arc::new(TextVariable::new(me, "a", &""));

    let (rounds, seconds) = (values.count("rounds_1"), values.number("sleep_1"));
    let shared = Arc::clone(&a);
    let first = me.spawn("task 1", move |me| task_1(me, &shared, rounds, seconds))?;

    let (rounds, seconds) = (values.count("rounds_2"), values.number("sleep_2"));
    let shared = Arc::clone(&a);
    let second = me.spawn("task 2", move |me| task_2(me, &shared, rounds, seconds))?;

    me.print(format_args!("(Both threads have started)\n"));
    first.join(me)?;
    second.join(me)?;
    me.print(format_args!("\nBoth threads have finished\n"));
    Ok(())
}

fn task_1(me: &Actor, a: &TextVariable, rounds: u64, seconds: f64) -> Result<(), Stopped> {
    for _ in 0..rounds {
        me.print(format_args!("1{}", a.get(me)));
        a.set(me, &".");
        me.sleep(seconds)?;
    }
    Ok(())
}

fn task_2(me: &Actor, a: &TextVariable, rounds: u64, seconds: f64) -> Result<(), Stopped> {
    for _ in 0..rounds {
        me.print(format_args!("2{}", a.get(me)));
        a.set(me, &"-");
        me.sleep(seconds)?;
    }
    Ok(())
}
