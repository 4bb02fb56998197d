//! The methods of list, and of tuple and range those that look for an item.

use super::given::{clipped, method, or};
use crate::machine::Content;
use crate::machine::args::Args;
use crate::machine::halt::{Halt, Outcome};
use crate::machine::machine::Machine;
use crate::machine::object::Object;
use crate::machine::program::Native;
use crate::machine::raised::Raises;
use crate::machine::types::Type;
use crate::machine::value::Value;

/// What this file has.
pub const NATIVES: &[(&str, Native)] = &[
    ("list.__new__", list_new),
    ("list.__init__", list_init),
    ("list.append", append),
    ("list.extend", extend),
    ("list.insert", insert),
    ("list.pop", pop),
    ("list.remove", remove),
    ("list.clear", clear),
    ("list.copy", copy),
    ("list.reverse", reverse),
    ("list.index", list_index),
    ("list.count", list_count),
    ("tuple.__new__", tuple_new),
    ("tuple.index", tuple_index),
    ("tuple.count", tuple_count),
    ("range.index", range_index),
    ("range.count", range_count),
    ("_replace", replace),
];

fn list_new(machine: &mut Machine, args: &Args) -> Outcome {
    let (_, [iterable]) = method(&machine.pool, args, "type.list", 0, ["/iterable"])?;
    // What is in an instance of a derived class is put there by `__init__`, if there is one; it calls this without items.
    let items = match iterable {
        Value::UNSET => Vec::new(),
        _ => machine.items_for_new(args, 1)?,
    };
    Ok(machine.list(items))
}

fn list_init(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, [iterable]) = method(&machine.pool, args, "list.__init__", 0, ["/iterable"])?;
    let list = list_of(machine, this, "list.__init__")?;
    let items = match iterable {
        Value::UNSET => Vec::new(),
        _ => machine.items_given(args, 1, "list.__init__")?,
    };
    machine.touch_element(list, Value::UNSET, Some(or(iterable, Value::NONE)))?;
    set_items(machine, list, items);
    Ok(Value::NONE)
}

/// The list that a value is, or that is in an instance of a derived class.
fn list_of(machine: &Machine, this: Value, name: &str) -> Outcome {
    let inner = machine.inner(this);
    match machine.heap.get(inner) {
        Some(Object::List(_)) => Ok(inner),
        _ => Err(machine.not_its_method(name, this)),
    }
}

fn items(machine: &Machine, list: Value) -> &[Value] {
    match machine.heap.get(list) {
        Some(Object::List(items)) => items,
        _ => &[],
    }
}

fn items_mut(machine: &mut Machine, list: Value) -> Option<&mut Vec<Value>> {
    match machine.heap.get_mut(list) {
        Some(Object::List(items)) => Some(items),
        _ => None,
    }
}

/// Stores all items, where several of them were not told one by one.
fn set_items(machine: &mut Machine, list: Value, new: Vec<Value>) {
    if machine.is_shared(list) {
        for item in &new {
            machine.escape(*item);
        }
    }
    if let Some(items) = items_mut(machine, list) {
        *items = new;
    }
}

fn append(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, [item]) = method(&machine.pool, args, "list.append", 1, ["/object"])?;
    let list = list_of(machine, this, "list.append")?;
    machine.touch_element(list, Value::UNSET, Some(item))?;
    if let Some(items) = items_mut(machine, list) {
        items.push(item);
    }
    Ok(Value::NONE)
}

fn extend(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, [_]) = method(&machine.pool, args, "list.extend", 1, ["/iterable"])?;
    let list = list_of(machine, this, "list.extend")?;
    let more = machine.items_given(args, 1, "list.extend")?;
    machine.touch_element(list, Value::UNSET, Some(args.values[1]))?;
    if machine.is_shared(list) {
        for item in &more {
            machine.escape(*item);
        }
    }
    if let Some(items) = items_mut(machine, list) {
        items.extend(more);
    }
    Ok(Value::NONE)
}

fn insert(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, [index, item]) =
        method(&machine.pool, args, "list.insert", 2, ["/index", "/object"])?;
    let list = list_of(machine, this, "list.insert")?;
    let index = machine.int_given(index)?;
    machine.touch_element(list, Value::UNSET, Some(item))?;
    if let Some(items) = items_mut(machine, list) {
        let length = items.len() as i64;
        let at = if index < 0 {
            index.saturating_add(length)
        } else {
            index
        };
        items.insert(at.clamp(0, length) as usize, item);
    }
    Ok(Value::NONE)
}

fn pop(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, [index]) = method(&machine.pool, args, "list.pop", 0, ["/index"])?;
    let list = list_of(machine, this, "list.pop")?;
    let index = match index {
        Value::UNSET => -1,
        index => machine.int_given(index)?,
    };
    machine.touch_element(list, Value::UNSET, Some(Value::UNSET))?;
    let wrong = |message| Err(Halt::raise(Raises::IndexError, message));
    match items_mut(machine, list) {
        Some(items) if items.is_empty() => wrong("pop from empty list"),
        Some(items) => match crate::machine::text::index_in(items.len(), index) {
            Some(at) => Ok(items.remove(at)),
            None => wrong("pop index out of range"),
        },
        None => wrong("pop from empty list"),
    }
}

/// Where an item is among others; the program may have to be asked.
fn find(machine: &mut Machine, items: &[Value], item: Value) -> Outcome<Option<usize>> {
    for (at, each) in items.iter().enumerate() {
        if *each == item || machine.equal(*each, item)? {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

fn remove(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, [item]) = method(&machine.pool, args, "list.remove", 1, ["/value"])?;
    let list = list_of(machine, this, "list.remove")?;
    machine.touch_element(list, Value::UNSET, Some(Value::UNSET))?;
    let all = items(machine, list).to_vec();
    match find(machine, &all, item) {
        Ok(Some(at)) => {
            if let Some(items) = items_mut(machine, list) {
                items.remove(at);
            }
            Ok(Value::NONE)
        }
        Ok(None) => Err(Halt::value_error("list.remove(x): x not in list")),
        Err(Halt::Call(_)) => Err(Halt::call(machine.helper("_list_remove"), [list, item])),
        Err(halt) => Err(halt),
    }
}

fn clear(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, []) = method(&machine.pool, args, "list.clear", 0, [])?;
    let list = list_of(machine, this, "list.clear")?;
    machine.touch_element(list, Value::UNSET, Some(Value::UNSET))?;
    set_items(machine, list, Vec::new());
    Ok(Value::NONE)
}

fn copy(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, []) = method(&machine.pool, args, "list.copy", 0, [])?;
    let list = list_of(machine, this, "list.copy")?;
    machine.touch_element(list, Value::UNSET, None)?;
    let items = items(machine, list).to_vec();
    Ok(machine.list(items))
}

fn reverse(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, []) = method(&machine.pool, args, "list.reverse", 0, [])?;
    let list = list_of(machine, this, "list.reverse")?;
    machine.touch_element(list, Value::UNSET, Some(Value::NONE))?;
    if let Some(items) = items_mut(machine, list) {
        items.reverse();
    }
    Ok(Value::NONE)
}

/// `_replace(list, items)`: all items at once, as sorting does.
fn replace(machine: &mut Machine, args: &Args) -> Outcome {
    let [list, new] = args.bind(&machine.pool, "_replace", 2, ["/list", "/items"])?;
    let list = machine.inner(list);
    machine.touch_element(list, Value::UNSET, Some(Value::NONE))?;
    let new = items(machine, new).to_vec();
    set_items(machine, list, new);
    Ok(Value::NONE)
}

/// `index(value, start, stop)` of a sequence.
fn index_in(
    machine: &mut Machine,
    args: &Args,
    name: &str,
    all: fn(&Machine, Value) -> Option<Vec<Value>>,
) -> Outcome {
    let (this, [item, start, stop]) =
        method(&machine.pool, args, name, 1, ["/value", "/start", "/stop"])?;
    let inner = machine.inner(this);
    machine.touch_element(inner, Value::UNSET, None)?;
    let Some(all) = all(machine, inner) else {
        return Err(machine.not_its_method(name, this));
    };
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
    let part = &all[start as usize..stop.max(start) as usize];
    match find(machine, part, item) {
        Ok(Some(at)) => Ok(Value::int(start + at as i64)),
        Ok(None) if name == "list.index" => match machine.repr(item) {
            Ok(shown) => Err(Halt::value_error(format!("{shown} is not in list"))),
            Err(_) => Err(Halt::value_error("value is not in list")),
        },
        Ok(None) => Err(Halt::value_error("tuple.index(x): x not in tuple")),
        Err(Halt::Call(_)) => {
            let (start, stop) = (Value::int(start), Value::int(stop));
            Err(Halt::call(
                machine.helper("_index"),
                [inner, item, start, stop],
            ))
        }
        Err(halt) => Err(halt),
    }
}

fn count_in(
    machine: &mut Machine,
    args: &Args,
    name: &str,
    all: fn(&Machine, Value) -> Option<Vec<Value>>,
) -> Outcome {
    let (this, [item]) = method(&machine.pool, args, name, 1, ["/value"])?;
    let inner = machine.inner(this);
    machine.touch_element(inner, Value::UNSET, None)?;
    let Some(all) = all(machine, inner) else {
        return Err(machine.not_its_method(name, this));
    };
    let mut count = 0;
    for each in all {
        match machine.equal(each, item) {
            Ok(equal) => count += i64::from(equal || each == item),
            Err(Halt::Call(_)) => return Err(Halt::call(machine.helper("_count"), [inner, item])),
            Err(halt) => return Err(halt),
        }
    }
    Ok(Value::int(count))
}

fn list_items(machine: &Machine, value: Value) -> Option<Vec<Value>> {
    match machine.heap.get(value) {
        Some(Object::List(items)) => Some(items.clone()),
        _ => None,
    }
}

fn tuple_items(machine: &Machine, value: Value) -> Option<Vec<Value>> {
    machine.as_tuple(value).map(<[Value]>::to_vec)
}

fn list_index(machine: &mut Machine, args: &Args) -> Outcome {
    index_in(machine, args, "list.index", list_items)
}

fn list_count(machine: &mut Machine, args: &Args) -> Outcome {
    count_in(machine, args, "list.count", list_items)
}

fn tuple_index(machine: &mut Machine, args: &Args) -> Outcome {
    index_in(machine, args, "tuple.index", tuple_items)
}

fn tuple_count(machine: &mut Machine, args: &Args) -> Outcome {
    count_in(machine, args, "tuple.count", tuple_items)
}

fn tuple_new(machine: &mut Machine, args: &Args) -> Outcome {
    let (class, [iterable]) = method(&machine.pool, args, "type.tuple", 0, ["/iterable"])?;
    match iterable {
        Value::UNSET => Ok(machine.tuple(&[])),
        _ if class == Type::Tuple.value() && machine.class_of(iterable) == class => Ok(iterable),
        _ => match machine.items_of(iterable) {
            Ok(items) => Ok(machine.tuple(&items)),
            Err(Halt::Call(_)) => machine.items_for_new(args, 1).map(|_| Value::NONE),
            Err(halt) => Err(halt),
        },
    }
}

/// The position of an int in a range.
fn place_in_range(machine: &mut Machine, range: Value, item: Value) -> Outcome<Option<i64>> {
    if !machine.contains(range, item)? {
        return Ok(None);
    }
    let crate::machine::Kind::Pool(index) = range.kind() else {
        return Ok(None);
    };
    let Content::Range(start, _, step) = machine.pool.content(index) else {
        return Ok(None);
    };
    let (first, step) = (start.as_small().unwrap_or(0), step.as_small().unwrap_or(1));
    let item = match machine.pool.as_int(machine.inner(item)) {
        Some(int) => clipped(&int),
        None => match item.kind() {
            crate::machine::Kind::Float(float) => float as i64,
            _ => first,
        },
    };
    Ok(Some((item - first) / step))
}

fn range_index(machine: &mut Machine, args: &Args) -> Outcome {
    let (range, [item]) = method(&machine.pool, args, "range.index", 1, ["/value"])?;
    match place_in_range(machine, range, item)? {
        Some(at) => Ok(Value::int(at)),
        None if machine.as_index(item).is_some() => {
            let shown = machine.repr(item)?;
            Err(Halt::value_error(format!("{shown} is not in range")))
        }
        None => Err(Halt::value_error("sequence.index(x): x not in sequence")),
    }
}

fn range_count(machine: &mut Machine, args: &Args) -> Outcome {
    let (range, [item]) = method(&machine.pool, args, "range.count", 1, ["/value"])?;
    Ok(Value::int(
        place_in_range(machine, range, item)?.is_some().into(),
    ))
}
