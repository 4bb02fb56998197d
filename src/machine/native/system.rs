//! What a program asks of the machine about itself: its names, its classes, the exception that is handled.

use crate::machine::Object;
use crate::machine::args::Args;
use crate::machine::dict::Dict;
use crate::machine::halt::{Halt, Outcome};
use crate::machine::machine::Machine;
use crate::machine::program::Native;
use crate::machine::raised::Raises;
use crate::machine::value::Value;

/// What this file has.
pub const NATIVES: &[(&str, Native)] = &[
    ("globals", globals),
    ("BaseException.add_note", add_note),
    ("_handled", handled),
    ("_names", names),
    ("_own_names", own_names),
    ("_lookup", lookup),
    ("_as_int", index),
    ("_field", field),
    ("_item_of", item_of),
];

/// A dict of the program's globals: a copy.
fn globals(machine: &mut Machine, args: &Args) -> Outcome {
    let [] = args.bind(&machine.pool, "globals", 0, [])?;
    let program = machine.program.clone();
    let values = machine.globals[machine.me.process as usize].clone();
    let mut dict = Dict::default();
    let (name, main) = (machine.str("__name__"), machine.str("__main__"));
    dict.set(name, main);
    for (name, value) in program.modules[0].globals.iter().zip(values) {
        if value != Value::UNSET {
            let name = machine.str(name);
            dict.set(name, value);
        }
    }
    Ok(machine.heap.add(Object::Dict(dict)))
}

/// `add_note(text)`
fn add_note(machine: &mut Machine, args: &Args) -> Outcome {
    let [this, note] = args.bind(&machine.pool, "add_note", 2, ["/self", "/note"])?;
    if machine.pool.as_str(machine.inner(note)).is_none() {
        return Err(Halt::type_error(format!(
            "note must be a str, not '{}'",
            machine.type_name(note)
        )));
    }
    let name = machine.str("__notes__");
    let notes = match machine.heap.get(this) {
        Some(Object::Exception(exception)) => exception.attributes.get(name),
        _ => return Err(Halt::type_error("not an exception")),
    };
    match notes {
        Some(list) => {
            machine.touch_element(list, Value::UNSET, Some(note))?;
            match machine.heap.get_mut(list) {
                Some(Object::List(notes)) => notes.push(note),
                _ => return Err(Halt::type_error("Cannot add note: __notes__ is not a list")),
            }
        }
        None => {
            let list = machine.list(vec![note]);
            return machine.set_attribute(this, name, list);
        }
    }
    Ok(Value::NONE)
}

/// The exception that is being handled, or None.
fn handled(machine: &mut Machine, _: &Args) -> Outcome {
    Ok(machine.me.handling)
}

fn keys(machine: &Machine, value: Value, found: &mut Vec<Value>) {
    let attributes = match machine.heap.get(value) {
        Some(Object::Instance(inner)) => &inner.attributes,
        Some(Object::Exception(inner)) => &inner.attributes,
        Some(Object::Class(inner)) => &inner.attributes,
        Some(Object::Function(inner)) => &inner.attributes,
        Some(Object::Module(_, attributes)) => attributes,
        _ => return,
    };
    for (name, _) in attributes.iter() {
        if !found.contains(&name) {
            found.push(name);
        }
    }
}

/// A list of all names that a value has as attributes.
fn names(machine: &mut Machine, args: &Args) -> Outcome {
    let value = args.values[0];
    let mut found = Vec::new();
    keys(machine, value, &mut found);
    let class = match machine.heap.get(value) {
        Some(Object::Module(..)) => Value::NONE,
        Some(Object::Class(_)) => value,
        _ => machine.class_of(value),
    };
    if let Some(Object::Class(inner)) = machine.heap.get(class) {
        for base in inner.order.clone() {
            keys(machine, base, &mut found);
        }
    }
    Ok(machine.list(found))
}

/// A list of the names that a class has itself.
fn own_names(machine: &mut Machine, args: &Args) -> Outcome {
    let mut found = Vec::new();
    keys(machine, args.values[0], &mut found);
    Ok(machine.list(found))
}

/// What a class or a base of it has under a name, as it is, or None.
fn lookup(machine: &mut Machine, args: &Args) -> Outcome {
    let [class, name] = args.bind(&machine.pool, "_lookup", 2, ["/class", "/name"])?;
    Ok(machine.lookup(class, name).unwrap_or(Value::NONE))
}

/// An int, and nothing that is only like one.
fn index(machine: &mut Machine, args: &Args) -> Outcome {
    let [value] = args.bind(&machine.pool, "index", 1, ["/a"])?;
    let inner = machine.inner(value);
    match inner {
        Value::TRUE => Ok(Value::int(1)),
        Value::FALSE => Ok(Value::int(0)),
        _ if machine.pool.as_int(inner).is_some() => Ok(inner),
        _ => match machine.method_call(value, "__index__", &[]) {
            Some(halt) => Err(halt),
            None => Err(Halt::type_error(format!(
                "'{}' object cannot be interpreted as an integer",
                machine.type_name(value)
            ))),
        },
    }
}

/// The attribute of a named tuple that is its item at some place.
fn field(machine: &mut Machine, args: &Args) -> Outcome {
    let at = args.values[0];
    let name = machine.str("_item_of");
    let getter = machine.program.builtins[&name];
    let getter = machine.bound(getter, at);
    Ok(machine
        .heap
        .add(Object::Property(getter, Value::NONE, Value::NONE)))
}

/// The item of a tuple at a place.
fn item_of(machine: &mut Machine, args: &Args) -> Outcome {
    let [at, value] = args.bind(&machine.pool, "_item_of", 2, ["/at", "/value"])?;
    let item = at.as_small().and_then(|at| {
        let items = machine.as_tuple(value)?;
        items.get(at as usize).copied()
    });
    item.ok_or_else(|| Halt::raise(Raises::IndexError, "tuple index out of range"))
}
