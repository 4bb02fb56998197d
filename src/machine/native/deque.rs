//! The methods of `collections.deque`.

use super::given::{method, or};
use crate::machine::args::Args;
use crate::machine::halt::{Halt, Outcome};
use crate::machine::machine::Machine;
use crate::machine::object::Object;
use crate::machine::program::Native;
use crate::machine::raised::Raises;
use crate::machine::value::Value;
use std::collections::VecDeque;

/// What this file has.
pub const NATIVES: &[(&str, Native)] = &[
    ("deque.__new__", deque_new),
    ("deque.__init__", deque_init),
    ("deque.append", |machine, args| {
        push(machine, args, "deque.append", false)
    }),
    ("deque.appendleft", |machine, args| {
        push(machine, args, "deque.appendleft", true)
    }),
    ("deque.pop", |machine, args| {
        pop(machine, args, "deque.pop", false)
    }),
    ("deque.popleft", |machine, args| {
        pop(machine, args, "deque.popleft", true)
    }),
    ("deque.extend", |machine, args| {
        extend(machine, args, "deque.extend", false)
    }),
    ("deque.extendleft", |machine, args| {
        extend(machine, args, "deque.extendleft", true)
    }),
    ("deque.rotate", rotate),
    ("deque.clear", clear),
    ("deque.copy", copy),
    ("deque.count", count),
    ("deque.index", index),
    ("deque.insert", insert),
    ("deque.remove", remove),
    ("deque.reverse", reverse),
    ("deque.maxlen@", maxlen),
];

fn most(machine: &Machine, maxlen: Value) -> Outcome<Option<u64>> {
    if maxlen == Value::UNSET || maxlen == Value::NONE {
        return Ok(None);
    }
    match machine.int_given(maxlen) {
        Ok(most) => match u64::try_from(most) {
            Ok(most) => Ok(Some(most)),
            Err(_) => Err(Halt::value_error("maxlen must be non-negative")),
        },
        Err(_) => Err(Halt::type_error("an integer is required")),
    }
}

fn add(items: &mut VecDeque<Value>, most: Option<u64>, item: Value, left: bool) {
    if left {
        items.push_front(item);
    } else {
        items.push_back(item);
    }
    if most.is_some_and(|most| items.len() as u64 > most) {
        if left {
            items.pop_back();
        } else {
            items.pop_front();
        }
    }
}

fn filled(given: Vec<Value>, most: Option<u64>) -> VecDeque<Value> {
    let mut items = VecDeque::new();
    for item in given {
        add(&mut items, most, item, false);
    }
    items
}

impl Machine {
    /// A deque of the last of these items.
    pub(in crate::machine) fn new_deque(&mut self, items: Vec<Value>, most: Option<u64>) -> Value {
        self.heap.add(Object::Deque(filled(items, most), most))
    }
}

fn deque_new(machine: &mut Machine, args: &Args) -> Outcome {
    let (_, [iterable, maxlen]) =
        method(&machine.pool, args, "type.deque", 0, ["iterable", "maxlen"])?;
    let most = most(machine, maxlen)?;
    let given = match args
        .values
        .iter()
        .position(|each| *each == iterable && iterable != Value::UNSET)
    {
        Some(at) if at > 0 => machine.items_for_new(args, at)?,
        _ => Vec::new(),
    };
    Ok(machine.new_deque(given, most))
}

fn deque_init(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, [iterable, maxlen]) = method(
        &machine.pool,
        args,
        "deque.__init__",
        0,
        ["iterable", "maxlen"],
    )?;
    let deque = deque_of(machine, this, "deque.__init__")?;
    let most = most(machine, maxlen)?;
    let given = match args
        .values
        .iter()
        .position(|each| *each == iterable && iterable != Value::UNSET)
    {
        Some(at) if at > 0 => machine.items_given(args, at, "deque.__init__")?,
        _ => Vec::new(),
    };
    machine.touch_element(deque, Value::UNSET, Some(or(iterable, Value::NONE)))?;
    if let Some(place) = machine.heap.get_mut(deque) {
        *place = Object::Deque(filled(given, most), most);
    }
    Ok(Value::NONE)
}

fn deque_of(machine: &Machine, this: Value, name: &str) -> Outcome {
    let inner = machine.inner(this);
    match machine.heap.get(inner) {
        Some(Object::Deque(..)) => Ok(inner),
        _ => Err(machine.not_its_method(name, this)),
    }
}

fn items(machine: &mut Machine, deque: Value) -> Option<(&mut VecDeque<Value>, Option<u64>)> {
    match machine.heap.get_mut(deque) {
        Some(Object::Deque(items, most)) => Some((items, *most)),
        _ => None,
    }
}

fn all(machine: &Machine, deque: Value) -> Vec<Value> {
    match machine.heap.get(deque) {
        Some(Object::Deque(items, _)) => items.iter().copied().collect(),
        _ => Vec::new(),
    }
}

fn push(machine: &mut Machine, args: &Args, name: &str, left: bool) -> Outcome {
    let (this, [item]) = method(&machine.pool, args, name, 1, ["/object"])?;
    let deque = deque_of(machine, this, name)?;
    machine.touch_element(deque, Value::UNSET, Some(item))?;
    if let Some((items, most)) = items(machine, deque) {
        add(items, most, item, left);
    }
    Ok(Value::NONE)
}

fn pop(machine: &mut Machine, args: &Args, name: &str, left: bool) -> Outcome {
    let (this, []) = method(&machine.pool, args, name, 0, [])?;
    let deque = deque_of(machine, this, name)?;
    machine.touch_element(deque, Value::UNSET, Some(Value::UNSET))?;
    let taken = items(machine, deque).and_then(|(items, _)| {
        if left {
            items.pop_front()
        } else {
            items.pop_back()
        }
    });
    taken.ok_or_else(|| Halt::raise(Raises::IndexError, "pop from an empty deque"))
}

fn extend(machine: &mut Machine, args: &Args, name: &str, left: bool) -> Outcome {
    let (this, [_]) = method(&machine.pool, args, name, 1, ["/iterable"])?;
    let deque = deque_of(machine, this, name)?;
    let more = machine.items_given(args, 1, name)?;
    machine.touch_element(deque, Value::UNSET, Some(args.values[1]))?;
    if machine.is_shared(deque) {
        for item in &more {
            machine.escape(*item);
        }
    }
    if let Some((items, most)) = items(machine, deque) {
        for item in more {
            add(items, most, item, left);
        }
    }
    Ok(Value::NONE)
}

fn rotate(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, [count]) = method(&machine.pool, args, "deque.rotate", 0, ["/n"])?;
    let deque = deque_of(machine, this, "deque.rotate")?;
    let count = if count == Value::UNSET {
        1
    } else {
        machine.int_given(count)?
    };
    machine.touch_element(deque, Value::UNSET, Some(Value::NONE))?;
    if let Some((items, _)) = items(machine, deque)
        && !items.is_empty()
    {
        let count = count.rem_euclid(items.len() as i64) as usize;
        items.rotate_right(count);
    }
    Ok(Value::NONE)
}

fn clear(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, []) = method(&machine.pool, args, "deque.clear", 0, [])?;
    let deque = deque_of(machine, this, "deque.clear")?;
    machine.touch_element(deque, Value::UNSET, Some(Value::UNSET))?;
    if let Some((items, _)) = items(machine, deque) {
        items.clear();
    }
    Ok(Value::NONE)
}

fn copy(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, []) = method(&machine.pool, args, "deque.copy", 0, [])?;
    let deque = deque_of(machine, this, "deque.copy")?;
    machine.touch_element(deque, Value::UNSET, None)?;
    let copy = machine.heap.get(deque).cloned().unwrap_or_default();
    Ok(machine.heap.add(copy))
}

fn find(machine: &mut Machine, all: &[Value], item: Value) -> Outcome<Option<usize>> {
    for (at, each) in all.iter().enumerate() {
        if *each == item || machine.equal(*each, item)? {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

fn count(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, [item]) = method(&machine.pool, args, "deque.count", 1, ["/value"])?;
    let deque = deque_of(machine, this, "deque.count")?;
    machine.touch_element(deque, Value::UNSET, None)?;
    let mut count = 0;
    for each in all(machine, deque) {
        match machine.equal(each, item) {
            Ok(equal) => count += i64::from(equal || each == item),
            Err(Halt::Call(_)) => return Err(Halt::call(machine.helper("_count"), [deque, item])),
            Err(halt) => return Err(halt),
        }
    }
    Ok(Value::int(count))
}

fn index(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, [item, start, stop]) = method(
        &machine.pool,
        args,
        "deque.index",
        1,
        ["/value", "/start", "/stop"],
    )?;
    let deque = deque_of(machine, this, "deque.index")?;
    machine.touch_element(deque, Value::UNSET, None)?;
    let all = all(machine, deque);
    let length = all.len() as i64;
    let position = |machine: &Machine, value: Value, default: i64| -> Outcome<i64> {
        let at = machine.bound_given(value)?.unwrap_or(default);
        Ok(if at < 0 {
            at.saturating_add(length).max(0)
        } else {
            at.min(length)
        })
    };
    let (start, stop) = (
        position(machine, start, 0)?,
        position(machine, stop, length)?,
    );
    match find(
        machine,
        &all[start as usize..stop.max(start) as usize],
        item,
    ) {
        Ok(Some(at)) => Ok(Value::int(start + at as i64)),
        Ok(None) => {
            let shown = machine
                .repr(item)
                .unwrap_or_else(|_| machine.default_repr(item));
            Err(Halt::value_error(format!("{shown} is not in deque")))
        }
        Err(Halt::Call(_)) => {
            let (start, stop) = (Value::int(start), Value::int(stop));
            Err(Halt::call(
                machine.helper("_index"),
                [deque, item, start, stop],
            ))
        }
        Err(halt) => Err(halt),
    }
}

fn insert(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, [index, item]) = method(
        &machine.pool,
        args,
        "deque.insert",
        2,
        ["/index", "/object"],
    )?;
    let deque = deque_of(machine, this, "deque.insert")?;
    let index = machine.int_given(index)?;
    machine.touch_element(deque, Value::UNSET, Some(item))?;
    if let Some((items, most)) = items(machine, deque) {
        let length = items.len() as i64;
        if most.is_some_and(|most| length as u64 >= most) {
            return Err(Halt::raise(
                Raises::IndexError,
                "deque already at its maximum size",
            ));
        }
        let at = if index < 0 {
            index.saturating_add(length)
        } else {
            index
        };
        items.insert(at.clamp(0, length) as usize, item);
    }
    Ok(Value::NONE)
}

fn remove(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, [item]) = method(&machine.pool, args, "deque.remove", 1, ["/value"])?;
    let deque = deque_of(machine, this, "deque.remove")?;
    machine.touch_element(deque, Value::UNSET, Some(Value::UNSET))?;
    let all = all(machine, deque);
    match find(machine, &all, item) {
        Ok(Some(at)) => {
            if let Some((items, _)) = items(machine, deque) {
                items.remove(at);
            }
            Ok(Value::NONE)
        }
        Ok(None) => {
            let shown = machine
                .repr(item)
                .unwrap_or_else(|_| machine.default_repr(item));
            Err(Halt::value_error(format!("{shown} is not in deque")))
        }
        Err(Halt::Call(_)) => Err(Halt::call(machine.helper("_list_remove"), [deque, item])),
        Err(halt) => Err(halt),
    }
}

fn reverse(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, []) = method(&machine.pool, args, "deque.reverse", 0, [])?;
    let deque = deque_of(machine, this, "deque.reverse")?;
    machine.touch_element(deque, Value::UNSET, Some(Value::NONE))?;
    if let Some((items, _)) = items(machine, deque) {
        items.make_contiguous().reverse();
    }
    Ok(Value::NONE)
}

fn maxlen(machine: &mut Machine, args: &Args) -> Outcome {
    match machine.heap.get(machine.inner(args.values[0])) {
        Some(Object::Deque(_, Some(most))) => Ok(Value::int(*most as i64)),
        _ => Ok(Value::NONE),
    }
}
