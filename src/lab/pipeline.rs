//! A pipeline of coroutines: each sends what it makes of a value to the next one, and answers with what comes back.

use super::{Number, Step, Values};
use crate::process::{Coroutine, Endless, Frame, NumberVariable, Party, Process};
use crate::sync::Stopped;

pub(super) async fn main(me: &Process, values: &Values) -> Result<(), Stopped> {
    let fill = values.choice("fill") == "yes";
    let mut first: Option<Stage<'_>> = None;
    // Inside out: each is made with the stage that it sends to.
    for step in values.stages("stages").into_iter().rev() {
        let next = first.take();
        let name = step.to_string();
        first = Some(
            me.make(&name, |frame| stage(frame, step, next, fill))
                .await?,
        );
    }
    let Some(mut pipeline) = first else {
        return Ok(());
    };
    for i in 0..values.integer("sends") {
        if let Some(answer) = pipeline.send(me, Number::Int(i)).await? {
            me.print(format_args!("{i} {answer}\n"));
        }
    }
    pipeline.close(me).await
}

/// Only the first of its yields, to which it is primed, answers with nothing.
type Stage<'p> = Coroutine<'p, Number, Option<Number>>;

async fn stage<'p>(
    me: Frame<'p, Number, Option<Number>>,
    mut step: Step,
    mut next: Option<Stage<'p>>,
    fill: bool,
) -> Endless {
    let first = me.yields(None).await?;
    let made = step.apply(first);
    let mut output = NumberVariable::new(
        &me,
        "output",
        // Filling: the first value is kept, echoed, and not sent on.
        if fill {
            first
        } else {
            pass_on(&me, &mut next, made).await?
        },
    );
    loop {
        let value = me.yields(Some(output.get(&me))).await?;
        let made = step.apply(value);
        output.set(&me, pass_on(&me, &mut next, made).await?);
    }
}

/// What the next stage makes of `value`; the last one answers with it as it is.
async fn pass_on<'p>(
    me: &Frame<'p, Number, Option<Number>>,
    next: &mut Option<Stage<'p>>,
    value: Number,
) -> Result<Number, Stopped> {
    match next {
        Some(next) => Ok(next.send(me, value).await?.unwrap_or(value)),
        None => Ok(value),
    }
}
