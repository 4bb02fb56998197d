//! Barriers. Each function is one step.

use super::super::actor::{Wait, What};
use super::super::sync::{Arrival, Sync};
use super::meet::{after_first, or_none, whole};
use crate::machine::args::Args;
use crate::machine::halt::{Halt, Outcome};
use crate::machine::machine::Machine;
use crate::machine::program::Native;
use crate::machine::value::Value;
use crate::machine::watch::{Access, Verb};

/// What this file has.
pub const NATIVES: &[(&str, Native)] = &[
    ("Barrier.__new__", barrier_new),
    ("Barrier.wait", barrier_wait),
    ("Barrier.reset", barrier_reset),
    ("Barrier.abort", barrier_abort),
    ("Barrier.parties@", barrier_parties),
    ("Barrier.n_waiting@", barrier_waiting),
    ("Barrier.broken@", barrier_broken),
    ("_barrier_arrive", barrier_arrive),
    ("_barrier_action", barrier_action),
    ("_barrier_open", barrier_open),
    ("_barrier_pass", barrier_pass),
    ("_between_barrier", between_barrier),
];

fn make_barrier(machine: &mut Machine, args: &Args, between: bool) -> Outcome {
    let [parties, action, limit] = args.bind(
        &machine.pool,
        "Barrier",
        1,
        ["parties", "action", "timeout"],
    )?;
    let parties = whole(machine, parties)?;
    if parties < 1 {
        return Err(Halt::value_error("parties must be > 0"));
    }
    Ok(machine.new_sync(Sync::Barrier {
        parties: parties as u64,
        arrived: Vec::new(),
        broken: false,
        action: or_none(action),
        limit: or_none(limit),
        between,
    }))
}

fn barrier_new(machine: &mut Machine, args: &Args) -> Outcome {
    make_barrier(machine, &after_first(args), false)
}

fn between_barrier(machine: &mut Machine, args: &Args) -> Outcome {
    make_barrier(machine, args, true)
}

fn barrier_wait(machine: &mut Machine, args: &Args) -> Outcome {
    let [_, timeout] = args.bind(&machine.pool, "wait", 1, ["/self", "timeout"])?;
    let barrier = machine.sync_of(args);
    let limit = match machine.as_sync(barrier)? {
        Sync::Barrier { limit, .. } if or_none(timeout) == Value::NONE => *limit,
        _ => or_none(timeout),
    };
    Err(Halt::call(
        machine.helper("_barrier_wait"),
        [barrier, limit],
    ))
}

fn broken_barrier(machine: &mut Machine) -> Halt {
    Halt::Throw(machine.new_exception(machine.helper("BrokenBarrierError"), &[]))
}

fn waiting(arrived: &[(u64, Arrival)]) -> usize {
    arrived
        .iter()
        .filter(|(_, arrival)| *arrival == Arrival::Waits)
        .count()
}

fn settle(arrived: &mut [(u64, Arrival)], to: Arrival) {
    for (_, arrival) in arrived {
        if *arrival == Arrival::Waits {
            *arrival = to;
        }
    }
}

/// Comes to a barrier: gives how many came before. The last one lets all pass, unless there is something to call before.
fn barrier_arrive(machine: &mut Machine, args: &Args) -> Outcome {
    let barrier = args.values[0];
    let wait = Wait {
        until: None,
        ..machine.wait_on(What::Place, barrier)
    };
    machine.wait_then(wait, Access::sync(barrier, Verb::Wait))?;
    let me = u64::from(machine.current);
    let Sync::Barrier {
        parties,
        arrived,
        broken,
        action,
        ..
    } = machine.as_sync_mut(barrier)
    else {
        return Err(Halt::type_error("not a barrier"));
    };
    if *broken {
        return Err(broken_barrier(machine));
    }
    let index = waiting(arrived);
    let is_last = index as u64 + 1 == *parties;
    if is_last && *action == Value::NONE {
        settle(arrived, Arrival::Passes);
    } else {
        arrived.push((me, Arrival::Waits));
    }
    Ok(Value::int(index as i64))
}

fn barrier_action(machine: &mut Machine, args: &Args) -> Outcome {
    Ok(match machine.as_sync(args.values[0])? {
        Sync::Barrier { action, .. } => *action,
        _ => Value::NONE,
    })
}

/// The last one lets all pass, after what was to be called.
fn barrier_open(machine: &mut Machine, args: &Args) -> Outcome {
    let barrier = args.values[0];
    machine.touch(Access::sync(barrier, Verb::Notify))?;
    let me = u64::from(machine.current);
    if let Sync::Barrier { arrived, .. } = machine.as_sync_mut(barrier) {
        settle(arrived, Arrival::Passes);
        arrived.retain(|(who, _)| *who != me);
    }
    Ok(Value::NONE)
}

/// `_barrier_pass(barrier, timeout)`: waits for the others.
fn barrier_pass(machine: &mut Machine, args: &Args) -> Outcome {
    let [barrier, limit] = args.values[..] else {
        return Err(Halt::type_error("_barrier_pass takes 2 arguments"));
    };
    let wait = Wait {
        what: What::Passed,
        object: barrier,
        number: 0,
        until: machine.until(limit)?,
    };
    let in_time = machine.wait_then(wait, Access::sync(barrier, Verb::Look))?;
    let me = u64::from(machine.current);
    let mut passes = false;
    if let Sync::Barrier {
        arrived, broken, ..
    } = machine.as_sync_mut(barrier)
    {
        if let Some(at) = arrived.iter().position(|(who, _)| *who == me) {
            passes = arrived.remove(at).1 == Arrival::Passes;
        }
        if !in_time {
            *broken = true;
            settle(arrived, Arrival::Fails);
        }
    }
    if passes {
        return Ok(Value::NONE);
    }
    Err(broken_barrier(machine))
}

fn give_up(machine: &mut Machine, args: &Args, stays_broken: bool) -> Outcome {
    let barrier = machine.sync_of(args);
    machine.as_sync(barrier)?;
    machine.touch(Access::sync(barrier, Verb::Notify))?;
    let me = u64::from(machine.current);
    if let Sync::Barrier {
        arrived, broken, ..
    } = machine.as_sync_mut(barrier)
    {
        *broken = stays_broken;
        arrived.retain(|(who, _)| *who != me);
        settle(arrived, Arrival::Fails);
    }
    Ok(Value::NONE)
}

fn barrier_reset(machine: &mut Machine, args: &Args) -> Outcome {
    give_up(machine, args, false)
}

fn barrier_abort(machine: &mut Machine, args: &Args) -> Outcome {
    give_up(machine, args, true)
}

fn look(machine: &mut Machine, args: &Args, number: fn(u64, usize, bool) -> Value) -> Outcome {
    let barrier = machine.sync_of(args);
    machine.as_sync(barrier)?;
    machine.touch(Access::sync(barrier, Verb::Look))?;
    Ok(match machine.as_sync(barrier)? {
        Sync::Barrier {
            parties,
            arrived,
            broken,
            ..
        } => number(*parties, waiting(arrived), *broken),
        _ => Value::NONE,
    })
}

/// It never changes, so that nobody can notice who asks.
fn barrier_parties(machine: &mut Machine, args: &Args) -> Outcome {
    let barrier = machine.sync_of(args);
    Ok(match machine.as_sync(barrier)? {
        Sync::Barrier { parties, .. } => Value::int(*parties as i64),
        _ => Value::NONE,
    })
}

fn barrier_waiting(machine: &mut Machine, args: &Args) -> Outcome {
    look(machine, args, |_, waiting, _| Value::int(waiting as i64))
}

fn barrier_broken(machine: &mut Machine, args: &Args) -> Outcome {
    look(machine, args, |_, _, broken| Value::bool(broken))
}
