//! A coroutine that answers each value with the least of all that it was sent.

use super::Values;
use crate::process::{Coroutine, Endless, Frame, NumberVariable, Party, Process};
use crate::sync::Stopped;

pub(super) async fn main(me: &Process, values: &Values) -> Result<(), Stopped> {
    let mut least = me.make("minimize", minimize).await?;
    if values.choice("sender") == "visitor" {
        while let Some(value) = me.input().await? {
            print(me, &mut least, value).await?;
        }
    } else {
        for value in [10.0, 4.0, 22.0, -1.0] {
            print(me, &mut least, value).await?;
        }
    }
    least.close(me).await
}

async fn print<'p>(me: &'p Process, least: &mut Minimum<'p>, value: f64) -> Result<(), Stopped> {
    if let Some(answer) = least.send(me, value).await? {
        me.print(format_args!("{answer}\n"));
    }
    Ok(())
}

/// Only the first of its yields, to which it is primed, answers with nothing.
type Minimum<'p> = Coroutine<'p, f64, Option<f64>>;

async fn minimize(me: Frame<'_, f64, Option<f64>>) -> Endless {
    let first = me.yields(None).await?;
    let mut current = NumberVariable::new(&me, "current", first);
    loop {
        let value = me.yields(Some(current.get(&me))).await?;
        current.set(&me, value.min(current.get(&me)));
    }
}
