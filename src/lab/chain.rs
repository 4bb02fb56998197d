//! Two coroutines, one inside the other: what is sent to task 2 makes it send to task 1.

use super::Values;
use crate::process::{Coroutine, Endless, Frame, Party, Process};
use crate::sync::Stopped;

pub(super) async fn main(me: &Process, values: &Values) -> Result<(), Stopped> {
    let inner = me.make("task 1", task_1).await?;
    let mut outer = me.make("task 2", |frame| task_2(frame, inner)).await?;
    for _ in 0..values.count("sends") {
        outer.send(me, 3).await?;
    }
    outer.close(me).await
}

async fn task_1(me: Frame<'_, i64, ()>) -> Endless {
    loop {
        let value = me.yields(()).await?;
        me.print(format_args!("1 {value}\n"));
    }
}

async fn task_2<'p>(me: Frame<'p, i64, ()>, mut target: Coroutine<'p, i64, ()>) -> Endless {
    me.print(format_args!("next executed\n"));
    loop {
        let value = me.yields(()).await?;
        target.send(&me, 2).await?;
        me.print(format_args!("2 {value}\n"));
    }
}
