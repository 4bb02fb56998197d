//! Names for people: what a program calls an object, a variable.

use super::Content;
use super::machine::Machine;
use super::object::Object;
use super::value::{Kind, Value};
use super::watch::{Access, Place};
use std::collections::{HashMap, HashSet, VecDeque};

/// Names by number, the same in all states.
#[derive(Clone, Debug, Default)]
pub(super) struct Labels {
    texts: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Labels {
    /// The number of a text.
    pub fn add(&mut self, text: String) -> u32 {
        if let Some(number) = self.numbers.get(&text) {
            return *number;
        }
        let number = self.texts.len() as u32;
        self.texts.push(text.clone());
        self.numbers.insert(text, number);
        number
    }

    /// The number of what a program calls an object.
    pub fn number(&mut self, machine: &Machine, object: Value) -> u32 {
        let text = object_name(machine, object);
        self.add(text)
    }

    /// The text of a number.
    pub fn text(&self, number: u32) -> String {
        self.texts.get(number as usize).cloned().unwrap_or_default()
    }
}

/// The library's attribute of a `multiprocessing.Value` or `Array` that is the memory.
const MEMORY: &str = "_memory";

/// The items of a `multiprocessing.Value` or `Array`, and whether it is an array.
fn memory(machine: &Machine, value: Value) -> Option<(&[Value], bool)> {
    let Some(Object::Instance(instance)) = machine.heap.get(value) else {
        return None;
    };
    let mut attributes = instance.attributes.iter();
    let is_memory = |key: Value| machine.pool.as_str(key) == Some(MEMORY);
    let (_, memory) = attributes.find(|(key, _)| is_memory(*key))?;
    match machine.heap.get(memory) {
        Some(Object::Sync(sync)) => match &**sync {
            super::Sync::Shared { items, array, .. } => Some((items, *array)),
            _ => None,
        },
        _ => None,
    }
}

/// What something holds that actors synchronise with and that has a value, with the way to it: `total.value`.
pub fn shared_part(machine: &Machine, name: &str, value: Value) -> Option<(String, String)> {
    let text = |value: Value| machine.repr(value).unwrap_or_else(|_| "…".into());
    if let Some((items, array)) = memory(machine, value) {
        let all: Vec<String> = items.iter().map(|item| text(*item)).collect();
        return Some(match array {
            true => (format!("{name}[:]"), format!("[{}]", all.join(", "))),
            false => (format!("{name}.value"), all.join("")),
        });
    }
    match machine.heap.get(value) {
        Some(Object::Sync(sync)) => match &**sync {
            super::Sync::Atomic(value) => Some((name.to_owned(), text(*value))),
            _ => None,
        },
        _ => None,
    }
}

/// What stands in a name where the way leads through the inside of the library.
const INSIDE: char = '\u{1}';

/// What a program calls an object: the shortest way to it from a global.
pub fn object_name(machine: &Machine, object: Value) -> String {
    way_to(machine, object).replace(INSIDE, "")
}

/// What a program calls an object, unless only the library knows of it.
pub fn own_name(machine: &Machine, object: Value) -> Option<String> {
    let way = way_to(machine, object);
    (!way.contains(INSIDE)).then_some(way)
}

/// Whether an attribute is one that the library gives objects of its own.
pub fn is_internal(machine: &Machine, object: Value, key: Value) -> bool {
    let Some(Object::Instance(instance)) = machine.heap.get(object) else {
        return false;
    };
    let base = |class: &Value| machine.program.is_library_class(&machine.heap, *class);
    if base(&instance.class) {
        return true;
    }
    // A class derived from one of the library's: what begins with an underscore is taken for the library's.
    let derived = match machine.heap.get(instance.class) {
        Some(Object::Class(class)) => {
            let order = class.order.iter();
            let plain = super::types::Type::Object.value();
            order.filter(|it| **it != plain).any(base)
        }
        _ => false,
    };
    derived
        && machine
            .pool
            .as_str(key)
            .is_some_and(|key| key.starts_with('_'))
}

fn way_to(machine: &Machine, object: Value) -> String {
    if object == Value::NONE {
        return String::new();
    }
    let mut seen = HashSet::new();
    let mut work = VecDeque::new();
    for (process, globals) in machine.globals.iter().enumerate() {
        for (slot, value) in globals.iter().enumerate() {
            if value.as_heap().is_some() {
                let name = machine.program.modules[0].globals[slot].clone();
                let name = if process == 0 {
                    name
                } else {
                    format!("{name} of process {process}")
                };
                work.push_back((name, *value));
            }
        }
    }
    for (number, actor) in machine.actors.iter().enumerate() {
        if let Some(frame) = actor
            .frames
            .iter()
            .rev()
            .find(|frame| !machine.program.is_library(frame.code))
        {
            let code = &machine.program.codes[frame.code as usize].code;
            for (slot, name) in code.locals.iter().enumerate() {
                let value = actor.stack.get(frame.base as usize + slot).copied();
                if let Some(value) = value.filter(|value| value.as_heap().is_some()) {
                    let name = if number == 0 {
                        name.clone()
                    } else {
                        format!("{name} of actor {number}")
                    };
                    work.push_back((name, value));
                }
            }
        }
    }
    // Ways through the library come last.
    let mut late = VecDeque::new();
    while let Some((name, value)) = work.pop_front().or_else(|| late.pop_front()) {
        if value == object {
            return name;
        }
        if !seen.insert(value.word()) || seen.len() > 10_000 {
            continue;
        }
        let text = |value: Value| machine.repr(value).unwrap_or_else(|_| "…".into());
        match machine.heap.get(value) {
            Some(Object::List(items) | Object::Tuple(items)) => {
                for (at, item) in items.iter().enumerate() {
                    work.push_back((format!("{name}[{at}]"), *item));
                }
            }
            Some(Object::Dict(dict)) => {
                for (key, item) in dict.iter() {
                    work.push_back((format!("{name}[{}]", text(key)), item));
                }
            }
            Some(Object::Instance(instance)) => {
                for (key, item) in instance.attributes.iter() {
                    let inside = is_internal(machine, value, key);
                    let key = machine.pool.as_str(key).unwrap_or_default();
                    if inside && key == MEMORY {
                        // What processes share has the name of what they know it by.
                        work.push_back((name.clone(), item));
                    } else if inside {
                        late.push_back((format!("{name}.{INSIDE}{key}"), item));
                    } else {
                        work.push_back((format!("{name}.{key}"), item));
                    }
                }
            }
            Some(Object::Class(class)) if machine.is_own_class(value) => {
                for (key, item) in class.attributes.iter() {
                    let key = machine.pool.as_str(key).unwrap_or_default();
                    work.push_back((format!("{name}.{key}"), item));
                }
            }
            Some(Object::Sync(sync)) => match &**sync {
                super::Sync::Condition { lock, .. } => {
                    work.push_back((format!("the lock of {name}"), *lock));
                }
                super::Sync::Pipe(pipe) => {
                    work.push_back((format!("the other end of {name}"), pipe.peer));
                }
                _ => {}
            },
            Some(Object::Function(function)) => {
                let code = &machine.program.codes[function.code as usize].code;
                for (cell, variable) in function.cells.iter().zip(&code.free) {
                    if let Some(Object::Cell(inner)) = machine.heap.get(*cell) {
                        work.push_back((variable.clone(), *inner));
                        work.push_back((variable.clone(), *cell));
                    }
                }
            }
            Some(Object::Bound(_, this)) => work.push_back((name.clone(), *this)),
            Some(Object::Cell(inner)) => work.push_back((name.clone(), *inner)),
            _ => {}
        }
    }
    format!("a {}", machine.type_name(object))
}

/// What a program calls what is accessed.
pub fn place(machine: &Machine, access: &Access) -> String {
    match access.place {
        Place::Global(slot) => machine.program.modules[0].globals[slot as usize].clone(),
        Place::Attribute(object, name) => {
            let name = machine.pool.as_str(name).unwrap_or_default();
            format!("{}.{name}", object_name(machine, object))
        }
        Place::Element(object, key) if key == Value::UNSET => object_name(machine, object),
        Place::Element(object, _)
            if matches!(
                machine.heap.get(object),
                Some(Object::Sync(sync)) if matches!(**sync, super::Sync::Shared { array: false, .. })
            ) =>
        {
            format!("{}.value", object_name(machine, object))
        }
        Place::Element(object, key) => {
            let key = machine.repr(key).unwrap_or_else(|_| "…".into());
            format!("{}[{key}]", object_name(machine, object))
        }
        Place::Cell(cell) => object_name(machine, cell),
        Place::Sync(object) => object_name(machine, object),
        Place::Output => "the output".into(),
    }
}

/// The value of a global, or of an attribute of one: `account.balance`.
pub fn find(machine: &Machine, path: &str) -> Option<Value> {
    let mut parts = path.split('.');
    let first = parts.next()?;
    let slot = machine.program.modules[0]
        .globals
        .iter()
        .position(|name| name == first)?;
    let mut value = machine.globals[0][slot];
    if value == Value::UNSET {
        return None;
    }
    for part in parts {
        if part == "value"
            && let Some(([item], false)) = memory(machine, value)
        {
            value = *item;
            continue;
        }
        let attributes = match machine.heap.get(value)? {
            Object::Instance(instance) => &instance.attributes,
            Object::Class(class) => &class.attributes,
            _ => return None,
        };
        let found = attributes
            .iter()
            .find(|(name, _)| machine.pool.as_str(*name) == Some(part))?;
        value = found.1;
    }
    Some(value)
}

/// Whether a value is data with nothing in it that only has an address.
pub fn is_plain(machine: &Machine, value: Value) -> bool {
    match machine.heap.get(value) {
        Some(Object::List(items) | Object::Tuple(items)) => {
            items.iter().all(|item| is_plain(machine, *item))
        }
        Some(Object::Dict(dict)) => dict
            .iter()
            .all(|(key, item)| is_plain(machine, key) && is_plain(machine, item)),
        Some(Object::Set(_) | Object::FrozenSet(_) | Object::Deque(..) | Object::ByteArray(_)) => {
            true
        }
        Some(_) => false,
        None => is_data(machine, value),
    }
}

/// How deep objects within objects are shown, and how many items of a list of objects.
const DEEPEST: usize = 3;
const MOST: usize = 32;

/// What is shown of a variable: its value; or, for an object of which `repr` tells nothing but an address, its attributes, each
/// with the way to it: `account.balance`.
pub fn parts(machine: &Machine, name: &str, value: Value) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    add_parts(machine, name.to_owned(), value, 0, &mut found);
    found
}

fn add_parts(
    machine: &Machine,
    name: String,
    value: Value,
    depth: usize,
    found: &mut Vec<(String, Value)>,
) {
    let is_opaque = |value: Value| match machine.heap.get(value) {
        Some(Object::Instance(instance)) => {
            instance.inner == Value::NONE
                && is_data(machine, value)
                && !machine.overrides(instance.class, &["__repr__"])
        }
        _ => false,
    };
    match machine.heap.get(value) {
        Some(Object::Instance(instance)) if is_opaque(value) && depth < DEEPEST => {
            for (key, item) in instance.attributes.iter() {
                let Some(text) = machine.pool.as_str(key) else {
                    continue;
                };
                if !is_internal(machine, value, key) && is_data(machine, item) {
                    add_parts(machine, format!("{name}.{text}"), item, depth + 1, found);
                }
            }
        }
        Some(Object::List(items) | Object::Tuple(items))
            if depth < DEEPEST && items.len() <= MOST && items.iter().any(|it| is_opaque(*it)) =>
        {
            for (at, item) in items.iter().enumerate() {
                if is_data(machine, *item) {
                    add_parts(machine, format!("{name}[{at}]"), *item, depth + 1, found);
                }
            }
        }
        _ => found.push((name, value)),
    }
}

/// The data that a class of the program keeps for all its objects.
pub fn class_parts(machine: &Machine, name: &str, class: Value) -> Vec<(String, Value, Value)> {
    let Some(Object::Class(inner)) = machine.heap.get(class) else {
        return Vec::new();
    };
    if !machine.is_own_class(class) {
        return Vec::new();
    }
    let attributes = inner.attributes.iter();
    attributes
        .filter_map(|(key, value)| {
            let text = machine.pool.as_str(key)?;
            let shown = !text.starts_with("__") && is_data(machine, value);
            shown.then(|| (format!("{name}.{text}"), key, value))
        })
        .collect()
}

/// Whether a value is data, rather than code or what actors synchronise with.
pub fn is_data(machine: &Machine, value: Value) -> bool {
    match value.kind() {
        Kind::Pool(index) => !matches!(
            machine.pool.content(index),
            Content::Code(_) | Content::Function(..) | Content::Native(_) | Content::Bound(..)
        ),
        Kind::Heap(_) => match machine.heap.get(value) {
            Some(Object::List(items) | Object::Tuple(items)) => {
                items.is_empty() || items.iter().any(|item| is_data(machine, *item))
            }
            Some(
                Object::Dict(_)
                | Object::Set(_)
                | Object::FrozenSet(_)
                | Object::Deque(..)
                | Object::ByteArray(_),
            ) => true,
            Some(Object::Instance(instance)) => !machine
                .program
                .is_library_class(&machine.heap, instance.class),
            _ => false,
        },
        _ => true,
    }
}
