//! Sorting: of what the machine can compare itself; the library asks the program about the rest.

use super::given::method;
use crate::bytecode::Comparison;
use crate::machine::args::Args;
use crate::machine::halt::{Halt, Outcome};
use crate::machine::machine::Machine;
use crate::machine::object::Object;
use crate::machine::program::Native;
use crate::machine::value::{Kind, Value};

/// What this file has.
pub const NATIVES: &[(&str, Native)] = &[("list.sort", sort), ("_sorted_by", sorted_by)];

fn sort(machine: &mut Machine, args: &Args) -> Outcome {
    if args.positional(&machine.pool).len() > 1 {
        return Err(Halt::type_error("sort() takes no positional arguments"));
    }
    let (this, [key, reverse]) = method(&machine.pool, args, "list.sort", 0, ["*key", "*reverse"])?;
    let list = machine.inner(this);
    let reverse = reverse != Value::UNSET && machine.truth(reverse)?;
    let Some(Object::List(items)) = machine.heap.get(list) else {
        return Err(machine.not_its_method("list.sort", this));
    };
    let items = items.clone();
    if key == Value::UNSET || key == Value::NONE {
        machine.touch_element(list, Value::UNSET, Some(Value::NONE))?;
        let (order, outcome) = order(machine, &items, reverse);
        if !matches!(outcome, Err(Halt::Call(_))) {
            let sorted = order.into_iter().map(|at| items[at as usize]).collect();
            if let Some(Object::List(items)) = machine.heap.get_mut(list) {
                *items = sorted;
            }
            return outcome.map(|()| Value::NONE);
        }
    }
    let key = if key == Value::UNSET {
        Value::NONE
    } else {
        key
    };
    let reverse = Value::bool(reverse);
    Err(Halt::call(machine.helper("_sort"), [list, key, reverse]))
}

/// `_sorted_by(keys, items, reverse)`: a list of the items in the order of their keys; None if the program must compare them.
fn sorted_by(machine: &mut Machine, args: &Args) -> Outcome {
    let [keys, items, reverse] = args.bind(
        &machine.pool,
        "_sorted_by",
        3,
        ["/keys", "/items", "/reverse"],
    )?;
    let (keys, items) = (machine.items_of(keys)?, machine.items_of(items)?);
    let (order, outcome) = order(machine, &keys, reverse == Value::TRUE);
    match outcome {
        Ok(()) => {
            let sorted = order.into_iter().map(|at| items[at as usize]).collect();
            Ok(machine.list(sorted))
        }
        Err(Halt::Call(_)) => Ok(Value::NONE),
        Err(halt) => Err(halt),
    }
}

/// The positions of keys in their order, stable. Where a comparison fails, as far as they were put in order by then;
/// [`Halt::Call`] if the program must compare them.
fn order(machine: &mut Machine, keys: &[Value], reverse: bool) -> (Vec<u32>, Outcome<()>) {
    let mut outcome = Ok(());
    let mut order: Vec<u32> = (0..keys.len() as u32).collect();
    // What is equal stays as it was, in reverse too.
    if reverse {
        order.reverse();
    }
    let small: Option<Vec<i64>> = keys.iter().map(|key| key.as_small()).collect();
    if let Some(small) = small {
        order.sort_by_key(|at| small[*at as usize]);
    } else if keys
        .iter()
        .all(|key| matches!(key.kind(), Kind::Float(float) if !float.is_nan()))
    {
        let float = |at: &u32| match keys[*at as usize].kind() {
            Kind::Float(float) => float,
            _ => 0.0,
        };
        order.sort_by(|a, b| {
            float(a)
                .partial_cmp(&float(b))
                .unwrap_or(std::cmp::Ordering::Equal)
        });
    } else if keys.iter().all(|key| machine.pool.as_str(*key).is_some()) {
        order.sort_by(|a, b| {
            let text = |at: &u32| machine.pool.as_str(keys[*at as usize]);
            text(a).cmp(&text(b))
        });
    } else {
        outcome = merge_sort(machine, keys, &mut order);
    }
    if reverse {
        order.reverse();
    }
    (order, outcome)
}

/// A stable merge sort from below, whose comparisons may fail. Short runs are sorted as `listsort` of CPython's `listobject.c` does:
/// where a comparison fails, the order is what it was made by then.
fn merge_sort(machine: &mut Machine, keys: &[Value], order: &mut Vec<u32>) -> Outcome<()> {
    const RUN: usize = 64;
    let mut less = |a: u32, b: u32| -> Outcome<bool> {
        let result = machine.compare(Comparison::Less, keys[a as usize], keys[b as usize])?;
        machine.truth(result)
    };
    for run in order.chunks_mut(RUN) {
        sort_run(run, &mut less)?;
    }
    let length = order.len();
    let mut width = RUN;
    let mut merged = Vec::with_capacity(length);
    while width < length {
        merged.clear();
        for start in (0..length).step_by(2 * width) {
            let middle = (start + width).min(length);
            let end = (start + 2 * width).min(length);
            let (mut left, mut right) = (start, middle);
            while left < middle && right < end {
                if less(order[right], order[left])? {
                    merged.push(order[right]);
                    right += 1;
                } else {
                    merged.push(order[left]);
                    left += 1;
                }
            }
            merged.extend_from_slice(&order[left..middle]);
            merged.extend_from_slice(&order[right..end]);
        }
        std::mem::swap(order, &mut merged);
        width *= 2;
    }
    Ok(())
}

/// The first run, ascending or strictly descending, and then the others put in one by one where a search by halves says.
fn sort_run(run: &mut [u32], less: &mut impl FnMut(u32, u32) -> Outcome<bool>) -> Outcome<()> {
    if run.len() < 2 {
        return Ok(());
    }
    let mut at = 2;
    if less(run[1], run[0])? {
        while at < run.len() && less(run[at], run[at - 1])? {
            at += 1;
        }
        run[..at].reverse();
    } else {
        while at < run.len() && !less(run[at], run[at - 1])? {
            at += 1;
        }
    }
    for at in at..run.len() {
        let (mut low, mut high) = (0, at);
        while low < high {
            let middle = usize::midpoint(low, high);
            if less(run[at], run[middle])? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        run[low..=at].rotate_right(1);
    }
    Ok(())
}
