//! `atomics.Int`: an int whose operations are one step each.

use super::meet::after_first;
use crate::bytecode::Binary;
use crate::machine::args::Args;
use crate::machine::binary;
use crate::machine::halt::{Halt, Outcome};
use crate::machine::machine::Machine;
use crate::machine::program::Native;
use crate::machine::sync::Sync;
use crate::machine::value::Value;
use crate::machine::watch::{Access, Place, Verb};

/// What this file has.
pub const NATIVES: &[(&str, Native)] = &[
    ("Int.__new__", new),
    ("Int.load", load),
    ("Int.store", store),
    ("Int.swap", swap),
    ("Int.compare_and_swap", compare_and_swap),
    ("Int.fetch_add", fetch_add),
    ("Int.fetch_sub", fetch_sub),
    ("Int.fetch_or", fetch_or),
    ("Int.fetch_and", fetch_and),
];

fn int(machine: &Machine, value: Value) -> Outcome<Value> {
    let inner = machine.inner(value);
    if machine.pool.as_int(inner).is_some() {
        return Ok(inner);
    }
    Err(Halt::type_error(format!(
        "an atomic holds an int, not '{}'",
        machine.type_name(value)
    )))
}

fn new(machine: &mut Machine, args: &Args) -> Outcome {
    let [value] = after_first(args).bind(&machine.pool, "Int", 0, ["value"])?;
    let value = if value == Value::UNSET {
        Value::int(0)
    } else {
        int(machine, value)?
    };
    Ok(machine.new_sync(Sync::Atomic(value)))
}

/// Replaces the value by what `next` gives for it, in one step; gives the old one.
fn change(
    machine: &mut Machine,
    args: &Args,
    next: impl FnOnce(&mut Machine, Value) -> Outcome<Option<Value>>,
) -> Outcome {
    let atomic = machine.sync_of(args);
    let old = match machine.as_sync(atomic)? {
        Sync::Atomic(value) => *value,
        _ => return Err(Halt::type_error("not an atomic")),
    };
    let new = next(machine, old)?;
    machine.touch(Access {
        place: Place::Sync(atomic),
        verb: if new.is_some() {
            Verb::Atomic
        } else {
            Verb::Look
        },
        value: new.unwrap_or(Value::UNSET),
        name: Value::NONE,
    })?;
    if let (Some(new), Sync::Atomic(value)) = (new, machine.as_sync_mut(atomic)) {
        *value = new;
    }
    Ok(old)
}

fn load(machine: &mut Machine, args: &Args) -> Outcome {
    let [_] = args.bind(&machine.pool, "load", 1, ["/self"])?;
    change(machine, args, |_, _| Ok(None))
}

fn store(machine: &mut Machine, args: &Args) -> Outcome {
    swap(machine, args)?;
    Ok(Value::NONE)
}

fn swap(machine: &mut Machine, args: &Args) -> Outcome {
    let [_, value] = args.bind(&machine.pool, "swap", 2, ["/self", "value"])?;
    let value = int(machine, value)?;
    change(machine, args, |_, _| Ok(Some(value)))
}

fn compare_and_swap(machine: &mut Machine, args: &Args) -> Outcome {
    let [_, expected, new] = args.bind(
        &machine.pool,
        "compare_and_swap",
        3,
        ["/self", "expected", "new"],
    )?;
    let (expected, new) = (int(machine, expected)?, int(machine, new)?);
    let mut swapped = false;
    change(machine, args, |machine, old| {
        swapped = machine.same(old, expected);
        Ok(swapped.then_some(new))
    })?;
    Ok(Value::bool(swapped))
}

fn fetch(machine: &mut Machine, args: &Args, name: &str, operator: Binary) -> Outcome {
    let [_, operand] = args.bind(&machine.pool, name, 2, ["/self", "value"])?;
    let operand = int(machine, operand)?;
    change(machine, args, |machine, old| {
        Ok(Some(binary(&mut machine.pool, operator, old, operand)?))
    })
}

fn fetch_add(machine: &mut Machine, args: &Args) -> Outcome {
    fetch(machine, args, "fetch_add", Binary::Add)
}

fn fetch_sub(machine: &mut Machine, args: &Args) -> Outcome {
    fetch(machine, args, "fetch_sub", Binary::Subtract)
}

fn fetch_or(machine: &mut Machine, args: &Args) -> Outcome {
    fetch(machine, args, "fetch_or", Binary::Or)
}

fn fetch_and(machine: &mut Machine, args: &Args) -> Outcome {
    fetch(machine, args, "fetch_and", Binary::And)
}
