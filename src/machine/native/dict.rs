//! The methods of dict and of its views.

use super::given::{method, or};
use crate::machine::Dict;
use crate::machine::args::Args;
use crate::machine::halt::{Halt, Outcome};
use crate::machine::machine::Machine;
use crate::machine::object::{Object, Over, View};
use crate::machine::program::Native;
use crate::machine::raised::Raises;
use crate::machine::value::Value;

/// What this file has.
pub const NATIVES: &[(&str, Native)] = &[
    ("dict.__new__", dict_new),
    ("dict.__init__", dict_init),
    ("dict.fromkeys*", fromkeys),
    ("dict.get", get),
    ("dict.setdefault", setdefault),
    ("dict.pop", pop),
    ("dict.popitem", popitem),
    ("dict.update", update),
    ("dict.keys", keys),
    ("dict.values", values),
    ("dict.items", items),
    ("dict.clear", clear),
    ("dict.copy", copy),
    ("dict.__getitem__", getitem),
    ("dict.__reversed__", reversed),
    ("dict_keys.isdisjoint", isdisjoint),
    ("dict_items.isdisjoint", isdisjoint),
    ("_with_hash", with_hash),
    ("_key", key_of),
];

/// The dict that a value is, or that is in an instance of a derived class.
fn dict_of(machine: &Machine, this: Value, name: &str) -> Outcome {
    let inner = machine.inner(this);
    match machine.heap.get(inner) {
        Some(Object::Dict(_)) => Ok(inner),
        _ => Err(machine.not_its_method(name, this)),
    }
}

fn dict(machine: &Machine, value: Value) -> Dict {
    match machine.heap.get(machine.inner(value)) {
        Some(Object::Dict(dict)) => dict.clone(),
        _ => Dict::default(),
    }
}

fn dict_new(machine: &mut Machine, args: &Args) -> Outcome {
    let made = machine.heap.add(Object::Dict(Dict::default()));
    let class = args.values[0];
    let own = machine.is_own_class(class);
    if args.values.len() == 1 {
        return Ok(made);
    }
    if own && args.positional(&machine.pool).len() == 2 && !is_dict(machine, args.values[1]) {
        // An instance is made of a dict of the same pairs.
        let helper = machine.helper("_dict_first");
        let values = machine.tuple(&args.values);
        return match fill(machine, made, args, "dict") {
            Err(Halt::Call(_)) => Err(Halt::call(helper, [values, args.names])),
            other => other,
        };
    }
    fill(machine, made, args, "dict")
}

fn is_dict(machine: &Machine, value: Value) -> bool {
    matches!(
        machine.heap.get(machine.inner(value)),
        Some(Object::Dict(_))
    )
}

fn dict_init(machine: &mut Machine, args: &Args) -> Outcome {
    let target = dict_of(machine, args.values[0], "dict.__init__")?;
    fill_later(machine, target, args, "dict.__init__")
}

fn update(machine: &mut Machine, args: &Args) -> Outcome {
    let Some(this) = args.values.first() else {
        return Err(Halt::type_error(
            "unbound method dict.update() needs an argument",
        ));
    };
    let target = dict_of(machine, *this, "dict.update")?;
    machine.touch_element(
        target,
        Value::UNSET,
        Some(args.values.get(1).copied().unwrap_or(Value::NONE)),
    )?;
    fill_later(machine, target, args, "update")
}

fn fill_later(machine: &mut Machine, target: Value, args: &Args, name: &str) -> Outcome {
    match fill(machine, target, args, name) {
        Ok(_) => Ok(Value::NONE),
        Err(Halt::Call(call)) => {
            let (function, values, _) = *call;
            let values = machine.tuple(&values);
            Err(Halt::call(machine.helper("_nothing"), [function, values]))
        }
        Err(halt) => Err(halt),
    }
}

/// Puts the pairs of a mapping or of pairs into a dict, and those that have names; gives the dict, as what it calls does.
fn fill(machine: &mut Machine, target: Value, args: &Args, name: &str) -> Outcome {
    let positional = args.positional(&machine.pool)[1..].to_vec();
    if positional.len() > 1 {
        return Err(Halt::type_error(format!(
            "{name} expected at most 1 argument, got {}",
            positional.len()
        )));
    }
    let names = args.names(&machine.pool).to_vec();
    let named = args.values[1 + positional.len()..].to_vec();
    let put_named = |machine: &mut Machine| -> Outcome<()> {
        for (name, value) in names.iter().zip(&named) {
            let key = machine.key(*name)?;
            machine.dict_put(target, key, *value);
            if machine.is_shared(target) {
                machine.escape(*value);
            }
        }
        Ok(())
    };
    let Some(source) = positional.first().copied() else {
        put_named(machine)?;
        return Ok(target);
    };
    let ask = |machine: &mut Machine, names: &[Value], named: &[Value]| {
        let flat: Vec<Value> = names
            .iter()
            .zip(named)
            .flat_map(|(name, value)| [*name, *value])
            .collect();
        let flat = machine.tuple(&flat);
        Halt::call(machine.helper("_fill_any"), [target, source, flat])
    };
    let names_now = args.names(&machine.pool).to_vec();
    let named_now = args.values[1 + positional.len()..].to_vec();
    if is_dict(machine, source) && !is_own_mapping(machine, source) {
        let inner = machine.inner(source);
        machine.touch_element(inner, Value::UNSET, None)?;
        for (key, value) in dict(machine, inner).iter() {
            match machine.key(key) {
                Ok(key) => machine.dict_put(target, key, value),
                Err(Halt::Call(_)) => return Err(ask(machine, &names_now, &named_now)),
                Err(halt) => return Err(halt),
            }
            if machine.is_shared(target) {
                machine.escape(value);
            }
        }
        put_named(machine)?;
        return Ok(target);
    }
    if is_own_mapping(machine, source) {
        return Err(ask(machine, &names_now, &named_now));
    }
    let pairs = match machine.items_of(source) {
        Err(Halt::Call(_)) => return Err(ask(machine, &names_now, &named_now)),
        other => other?,
    };
    for (at, pair) in pairs.into_iter().enumerate() {
        let pair = match machine.items_of(pair) {
            Ok(pair) => pair,
            Err(Halt::Raise(raised)) if raised.message.ends_with("is not iterable") => {
                return Err(Halt::type_error(format!(
                    "cannot convert dictionary update sequence element #{at} to a sequence"
                )));
            }
            Err(Halt::Call(_)) => return Err(ask(machine, &names_now, &named_now)),
            Err(halt) => return Err(halt),
        };
        let [key, value] = pair[..] else {
            return Err(Halt::value_error(format!(
                "dictionary update sequence element #{at} has length {}; 2 is required",
                pair.len()
            )));
        };
        match machine.key(key) {
            Ok(key) => machine.dict_put(target, key, value),
            Err(Halt::Call(_)) => return Err(ask(machine, &names_now, &named_now)),
            Err(halt) => return Err(halt),
        }
        if machine.is_shared(target) {
            machine.escape(value);
        }
    }
    put_named(machine)?;
    Ok(target)
}

/// Whether a value is of a class with a `keys` of the program's.
fn is_own_mapping(machine: &mut Machine, value: Value) -> bool {
    let name = machine.str("keys");
    matches!(machine.heap.get(value), Some(Object::Instance(_)))
        && machine
            .lookup(machine.class_of(value), name)
            .is_some_and(|function| !machine.is_native(function))
}

fn fromkeys(machine: &mut Machine, args: &Args) -> Outcome {
    let (class, [_, value]) = method(
        &machine.pool,
        args,
        "dict.fromkeys",
        1,
        ["/iterable", "/value"],
    )?;
    let keys = machine.items_given(args, 1, "dict.fromkeys*")?;
    let value = or(value, Value::NONE);
    let flat: Vec<Value> = keys.into_iter().flat_map(|key| [key, value]).collect();
    if machine.is_own_class(class) {
        let flat = machine.tuple(&flat);
        return Err(Halt::call(machine.helper("_fromkeys"), [class, flat]));
    }
    machine.dict_of(&flat)
}

fn get(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, [key, default]) = method(&machine.pool, args, "dict.get", 1, ["/key", "/default"])?;
    let dict = dict_of(machine, this, "dict.get")?;
    match machine.dict_get(dict, key) {
        Ok(found) => Ok(found.unwrap_or(or(default, Value::NONE))),
        Err(halt) => Err(machine.keyed(halt, "dict.get", &args.values)),
    }
}

fn getitem(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, [key]) = method(&machine.pool, args, "dict.__getitem__", 1, ["/key"])?;
    let dict = dict_of(machine, this, "dict.__getitem__")?;
    match machine.dict_get(dict, key) {
        Ok(Some(value)) => Ok(value),
        Ok(None) => {
            let name = machine.str("__missing__");
            match machine.lookup(machine.class_of(this), name) {
                Some(function) if this != dict => {
                    let key = machine.key(key)?.value;
                    Err(Halt::call(function, [this, key]))
                }
                _ => Err(machine.no_such_key(key)),
            }
        }
        Err(halt) => Err(machine.keyed(halt, "dict.__getitem__", &args.values)),
    }
}

fn setdefault(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, [key, default]) = method(
        &machine.pool,
        args,
        "dict.setdefault",
        1,
        ["/key", "/default"],
    )?;
    let dict = dict_of(machine, this, "dict.setdefault")?;
    let default = or(default, Value::NONE);
    let ready = match machine.key(key) {
        Ok(ready) => ready,
        Err(halt) => return Err(machine.keyed(halt, "dict.setdefault", &args.values)),
    };
    machine.touch_element(dict, ready.value, Some(default))?;
    if let Some(value) = machine.dict_look(dict, ready) {
        return Ok(value);
    }
    machine.dict_put(dict, ready, default);
    Ok(default)
}

fn pop(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, [key, default]) = method(&machine.pool, args, "dict.pop", 1, ["/key", "/default"])?;
    let dict = dict_of(machine, this, "dict.pop")?;
    match machine.dict_remove(dict, key) {
        Ok(Some(value)) => Ok(value),
        Ok(None) if default != Value::UNSET => Ok(default),
        Ok(None) => Err(machine.no_such_key(key)),
        Err(halt) => Err(machine.keyed(halt, "dict.pop", &args.values)),
    }
}

fn popitem(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, []) = method(&machine.pool, args, "dict.popitem", 0, [])?;
    let dict = dict_of(machine, this, "dict.popitem")?;
    machine.touch_element(dict, Value::UNSET, Some(Value::UNSET))?;
    let Some(Object::Dict(inner)) = machine.heap.get_mut(dict) else {
        return Ok(Value::NONE);
    };
    match inner.pop_last() {
        Some((key, value)) => Ok(machine.tuple(&[key, value])),
        None => {
            let message = machine.str("popitem(): dictionary is empty");
            Err(machine.throw(Raises::KeyError, &[message]))
        }
    }
}

fn view(machine: &mut Machine, args: &Args, name: &str, over: Over) -> Outcome {
    let (this, []) = method(&machine.pool, args, name, 0, [])?;
    let of = dict_of(machine, this, name)?;
    Ok(machine.heap.add(Object::View(View { over, of })))
}

fn keys(machine: &mut Machine, args: &Args) -> Outcome {
    view(machine, args, "dict.keys", Over::Keys)
}

fn values(machine: &mut Machine, args: &Args) -> Outcome {
    view(machine, args, "dict.values", Over::Values)
}

fn items(machine: &mut Machine, args: &Args) -> Outcome {
    view(machine, args, "dict.items", Over::Items)
}

fn clear(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, []) = method(&machine.pool, args, "dict.clear", 0, [])?;
    let dict = dict_of(machine, this, "dict.clear")?;
    machine.touch_element(dict, Value::UNSET, Some(Value::UNSET))?;
    if let Some(Object::Dict(inner)) = machine.heap.get_mut(dict) {
        inner.clear();
    }
    Ok(Value::NONE)
}

fn copy(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, []) = method(&machine.pool, args, "dict.copy", 0, [])?;
    let of = dict_of(machine, this, "dict.copy")?;
    machine.touch_element(of, Value::UNSET, None)?;
    let copy = dict(machine, of);
    Ok(machine.heap.add(Object::Dict(copy)))
}

fn reversed(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, []) = method(&machine.pool, args, "dict.__reversed__", 0, [])?;
    let of = dict_of(machine, this, "dict.__reversed__")?;
    machine.touch_element(of, Value::UNSET, None)?;
    let keys = dict(machine, of).iter().rev().map(|(key, _)| key).collect();
    let list = machine.list(keys);
    machine.iter(list)
}

fn isdisjoint(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, [_]) = method(&machine.pool, args, "dict_keys.isdisjoint", 1, ["/other"])?;
    for item in machine.items_given(args, 1, "dict_keys.isdisjoint")? {
        if machine.contains(this, item)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

/// `_with_hash(container, hash)`: the keys that the program may say are the one with that hash.
fn with_hash(machine: &mut Machine, args: &Args) -> Outcome {
    let [container, hash] = args.bind(&machine.pool, "_with_hash", 2, ["/container", "/hash"])?;
    let hash = machine.hash_word(hash);
    let found: Vec<Value> = match machine.heap.get(machine.inner(container)) {
        Some(Object::Dict(dict)) => dict.with_hash(crate::machine::mix(hash as u64)).collect(),
        Some(Object::Set(set) | Object::FrozenSet(set)) => set
            .iter()
            .filter(|(_, each)| *each == hash)
            .map(|(item, _)| item)
            .collect(),
        _ => Vec::new(),
    };
    Ok(machine.tuple(&found))
}

/// `_key(key, hash)`: a key that was asked.
fn key_of(machine: &mut Machine, args: &Args) -> Outcome {
    let [key, hash] = args.bind(&machine.pool, "_key", 2, ["/key", "/hash"])?;
    let hash = machine.hash_word(hash);
    Ok(machine.heap.add(Object::Key(key, hash as u64)))
}
