//! The two threads' program with two processes: each has a variable `a` of its own.

use super::Values;
use crate::process::{Process, TextVariable};
use crate::sync::Stopped;

pub(super) async fn main(me: &Process, _values: &Values) -> Result<(), Stopped> {
    let first = me.spawn("task 1").await?;
    let second = me.spawn("task 2").await?;
    me.print(format_args!("(Both processes have started)\n"));
    first.join(me).await?;
    second.join(me).await?;
    me.print(format_args!("\nBoth processes have finished\n"));
    Ok(())
}

pub(super) async fn task_1(me: &Process, values: &Values) -> Result<(), Stopped> {
    let mut a = TextVariable::new(me, "a", "");
    for _ in 0..values.count("rounds_1") {
        me.print(format_args!("1{}", a.get(me)));
        a.set(me, ".");
        me.sleep(values.number("sleep_1")).await?;
    }
    Ok(())
}

pub(super) async fn task_2(me: &Process, values: &Values) -> Result<(), Stopped> {
    let mut a = TextVariable::new(me, "a", "");
    for _ in 0..values.count("rounds_2") {
        me.print(format_args!("2{}", a.get(me)));
        a.set(me, "-");
        me.sleep(values.number("sleep_2")).await?;
    }
    Ok(())
}
