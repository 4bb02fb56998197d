//! The methods of set and frozenset.

use super::given::method;
use crate::bytecode::{Binary, Comparison};
use crate::machine::args::Args;
use crate::machine::halt::{Halt, Outcome};
use crate::machine::machine::Machine;
use crate::machine::object::Object;
use crate::machine::program::Native;
use crate::machine::raised::Raises;
use crate::machine::sets::OrderedTable;
use crate::machine::types::Type;
use crate::machine::value::Value;

/// What this file has.
pub const NATIVES: &[(&str, Native)] = &[
    ("set.__new__", set_new),
    ("set.__init__", set_init),
    ("frozenset.__new__", frozenset_new),
    ("_set_add", fill_one),
    ("set.add", add),
    ("set.discard", discard),
    ("set.remove", remove),
    ("set.pop", pop),
    ("set.clear", clear),
    ("set.copy", copy),
    ("frozenset.copy", copy),
    ("set.update", |machine, args| {
        change(machine, args, "set.update", Binary::Or)
    }),
    ("set.intersection_update", |machine, args| {
        change(machine, args, "set.intersection_update", Binary::And)
    }),
    ("set.difference_update", |machine, args| {
        change(machine, args, "set.difference_update", Binary::Subtract)
    }),
    ("set.symmetric_difference_update", |machine, args| {
        change(
            machine,
            args,
            "set.symmetric_difference_update",
            Binary::Xor,
        )
    }),
    ("set.union", |machine, args| {
        make(machine, args, "set.union", Binary::Or)
    }),
    ("frozenset.union", |machine, args| {
        make(machine, args, "frozenset.union", Binary::Or)
    }),
    ("set.intersection", |machine, args| {
        make(machine, args, "set.intersection", Binary::And)
    }),
    ("frozenset.intersection", |machine, args| {
        make(machine, args, "frozenset.intersection", Binary::And)
    }),
    ("set.difference", |machine, args| {
        make(machine, args, "set.difference", Binary::Subtract)
    }),
    ("frozenset.difference", |machine, args| {
        make(machine, args, "frozenset.difference", Binary::Subtract)
    }),
    ("set.symmetric_difference", |machine, args| {
        make(machine, args, "set.symmetric_difference", Binary::Xor)
    }),
    ("frozenset.symmetric_difference", |machine, args| {
        make(machine, args, "frozenset.symmetric_difference", Binary::Xor)
    }),
    ("set.issubset", |machine, args| {
        test(machine, args, "set.issubset", Comparison::LessOrEqual)
    }),
    ("frozenset.issubset", |machine, args| {
        test(machine, args, "frozenset.issubset", Comparison::LessOrEqual)
    }),
    ("set.issuperset", |machine, args| {
        test(machine, args, "set.issuperset", Comparison::GreaterOrEqual)
    }),
    ("frozenset.issuperset", |machine, args| {
        test(
            machine,
            args,
            "frozenset.issuperset",
            Comparison::GreaterOrEqual,
        )
    }),
    ("set.isdisjoint", |machine, args| {
        isdisjoint(machine, args, "set.isdisjoint")
    }),
    ("frozenset.isdisjoint", |machine, args| {
        isdisjoint(machine, args, "frozenset.isdisjoint")
    }),
];

/// The set that a value is, or that is in an instance of a derived class.
fn set_of(machine: &Machine, this: Value, name: &str) -> Outcome {
    let inner = machine.inner(this);
    match machine.heap.get(inner) {
        Some(Object::Set(_)) => Ok(inner),
        Some(Object::FrozenSet(_)) => Ok(inner),
        _ => Err(machine.not_its_method(name, this)),
    }
}

/// The same, to change it.
fn set_to_change(machine: &Machine, this: Value, name: &str) -> Outcome {
    let inner = set_of(machine, this, name)?;
    match machine.heap.get(inner) {
        Some(Object::Set(_)) => Ok(inner),
        _ => Err(machine.not_its_method(name, this)),
    }
}

fn table(machine: &Machine, set: Value) -> OrderedTable<Value> {
    match machine.heap.get(set) {
        Some(Object::Set(set) | Object::FrozenSet(set)) => set.clone(),
        _ => OrderedTable::default(),
    }
}

/// Fills a set that nobody else has: another one's items come in the order that CPython copies them in.
fn filled(machine: &mut Machine, set: Value, args: &Args, at: usize) -> Outcome<()> {
    let source = machine.inner(args.values[at]);
    if let Some(Object::Set(other) | Object::FrozenSet(other)) = machine.heap.get(source) {
        let copy = other.copied();
        machine.touch_element(source, Value::UNSET, None)?;
        machine.with_set(set, |_, place| *place = copy);
        return Ok(());
    }
    let items = machine.items_for_new(args, at)?;
    if let Some(Object::Dict(_)) = machine.heap.get(source) {
        machine.with_set(set, |_, place| place.reserve(items.len()));
    }
    machine.set_fill(set, &items)
}

fn set_new(machine: &mut Machine, args: &Args) -> Outcome {
    let (_, [iterable]) = method(&machine.pool, args, "type.set", 0, ["/iterable"])?;
    let set = machine.heap.add(Object::Set(OrderedTable::default()));
    if iterable != Value::UNSET {
        filled(machine, set, args, 1)?;
    }
    Ok(set)
}

fn set_init(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, [iterable]) = method(&machine.pool, args, "set.__init__", 0, ["/iterable"])?;
    let set = set_to_change(machine, this, "set.__init__")?;
    machine.touch_element(set, Value::UNSET, Some(Value::UNSET))?;
    machine.with_set(set, |_, place| place.clear());
    if iterable != Value::UNSET {
        let items = machine.items_given(args, 1, "set.__init__")?;
        machine.set_fill(set, &items)?;
    }
    Ok(Value::NONE)
}

fn frozenset_new(machine: &mut Machine, args: &Args) -> Outcome {
    let (class, [iterable]) = method(&machine.pool, args, "type.frozenset", 0, ["/iterable"])?;
    if class == Type::FrozenSet.value()
        && matches!(machine.heap.get(iterable), Some(Object::FrozenSet(_)))
    {
        return Ok(iterable);
    }
    let set = machine.heap.add(Object::FrozenSet(OrderedTable::default()));
    if iterable != Value::UNSET {
        filled(machine, set, args, 1)?;
    }
    Ok(set)
}

/// `_set_add(set, item)`: to a set that the library makes, which may be frozen later.
fn fill_one(machine: &mut Machine, args: &Args) -> Outcome {
    let [set, item] = args.bind(&machine.pool, "_set_add", 2, ["/set", "/item"])?;
    match machine.set_add(set, item) {
        Ok(_) => Ok(Value::NONE),
        Err(halt) => Err(machine.keyed(halt, "_set_add", &args.values)),
    }
}

fn add(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, [item]) = method(&machine.pool, args, "set.add", 1, ["/object"])?;
    let set = set_to_change(machine, this, "set.add")?;
    match machine.set_add(set, item) {
        Ok(_) => Ok(Value::NONE),
        Err(halt) => Err(machine.keyed(halt, "set.add", &args.values)),
    }
}

/// Takes an item out of a set; whether it was there.
fn take(machine: &mut Machine, args: &Args, name: &str) -> Outcome<bool> {
    let (this, [item]) = method(&machine.pool, args, name, 1, ["/object"])?;
    let set = set_to_change(machine, this, name)?;
    let key = match machine.key(item) {
        Ok(key) => key,
        Err(halt) => return Err(machine.keyed(halt, name, &args.values)),
    };
    machine.touch_element(set, key.value, Some(Value::UNSET))?;
    let hash = machine.set_hash(key);
    let taken = machine.with_set(set, |machine, set| {
        set.discard(hash, |other| machine.same(other, key.value))
    });
    Ok(taken.unwrap_or(false))
}

fn discard(machine: &mut Machine, args: &Args) -> Outcome {
    take(machine, args, "set.discard").map(|_| Value::NONE)
}

fn remove(machine: &mut Machine, args: &Args) -> Outcome {
    match take(machine, args, "set.remove")? {
        true => Ok(Value::NONE),
        false => Err(machine.no_such_key(args.values[1])),
    }
}

fn pop(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, []) = method(&machine.pool, args, "set.pop", 0, [])?;
    let set = set_to_change(machine, this, "set.pop")?;
    machine.touch_element(set, Value::UNSET, Some(Value::UNSET))?;
    match machine.with_set(set, |_, set| set.pop()) {
        Some(Ok(item)) => Ok(item),
        _ => {
            let message = machine.str("pop from an empty set");
            Err(machine.throw(Raises::KeyError, &[message]))
        }
    }
}

fn clear(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, []) = method(&machine.pool, args, "set.clear", 0, [])?;
    let set = set_to_change(machine, this, "set.clear")?;
    machine.touch_element(set, Value::UNSET, Some(Value::UNSET))?;
    machine.with_set(set, |_, set| set.clear());
    Ok(Value::NONE)
}

fn copy(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, []) = method(&machine.pool, args, "set.copy", 0, [])?;
    let set = set_of(machine, this, "set.copy")?;
    if let Some(Object::FrozenSet(_)) = machine.heap.get(set) {
        return Ok(set);
    }
    machine.touch_element(set, Value::UNSET, None)?;
    let copied = table(machine, set).copied();
    Ok(machine.heap.add(Object::Set(copied)))
}

/// The other operand of a method as a set: whatever can be iterated. Where the program must be asked, the library does it all.
fn operand(machine: &mut Machine, args: &Args, at: usize, name: &str) -> Outcome<Value> {
    let given = machine.inner(args.values[at]);
    if let Some(Object::Set(_) | Object::FrozenSet(_)) = machine.heap.get(given) {
        return Ok(given);
    }
    let items = machine.items_given(args, at, name)?;
    let set = machine.heap.add(Object::Set(OrderedTable::default()));
    match machine.set_fill(set, &items) {
        Ok(()) => Ok(set),
        Err(Halt::Call(call)) => {
            // The function again, with the set that the library makes.
            let (fill, values, _) = *call;
            let function = machine.native(name);
            let before = machine.tuple(&args.values[..at]);
            let after = machine.tuple(&args.values[at + 1..]);
            let values = machine.tuple(&values);
            Err(Halt::call(
                machine.helper("_with_made"),
                [function, before, fill, values, after],
            ))
        }
        Err(halt) => Err(halt),
    }
}

fn no_names(machine: &Machine, args: &Args, name: &str) -> Outcome<()> {
    if args.names(&machine.pool).is_empty() {
        Ok(())
    } else {
        Err(Halt::type_error(format!(
            "{name}() takes no keyword arguments"
        )))
    }
}

fn one_operand(args: &Args, name: &str, operator: Binary) -> Outcome<()> {
    let given = args.values.len() - 1;
    if operator == Binary::Xor && given != 1 {
        return Err(Halt::type_error(format!(
            "{name}() takes exactly one argument ({given} given)"
        )));
    }
    Ok(())
}

fn change(machine: &mut Machine, args: &Args, name: &str, operator: Binary) -> Outcome {
    no_names(machine, args, name)?;
    let set = set_to_change(machine, args.values[0], name)?;
    one_operand(args, name, operator)?;
    let mut operands = Vec::new();
    for at in 1..args.values.len() {
        operands.push(operand(machine, args, at, name)?);
    }
    machine.touch_element(set, Value::UNSET, Some(Value::NONE))?;
    for (at, operand) in operands.iter().enumerate() {
        let (x, y) = (table(machine, set), table(machine, *operand));
        if machine.must_ask(&x) || machine.must_ask(&y) {
            let rest = machine.tuple(&operands[at..]);
            let number = Value::int(operator as i64);
            return Err(Halt::call(
                machine.helper("_set_operations"),
                [set, rest, number, Value::TRUE],
            ));
        }
        // What is no set is gone through item by item.
        let one_by_one = operator == Binary::Or && args.values[at + 1] != *operand;
        let mut made = if one_by_one {
            x.clone()
        } else {
            machine.combine(operator, true, &x, &y)
        };
        if one_by_one {
            for item in machine.items_of(args.values[at + 1])? {
                let hash = machine.key_hash(item);
                made.add(item, hash, |other| machine.same(other, item));
            }
        }
        if machine.is_shared(set) {
            for (item, _) in made.iter() {
                machine.escape(item);
            }
        }
        machine.with_set(set, |_, place| *place = made);
    }
    Ok(Value::NONE)
}

fn make(machine: &mut Machine, args: &Args, name: &str, operator: Binary) -> Outcome {
    no_names(machine, args, name)?;
    let set = set_of(machine, args.values[0], name)?;
    one_operand(args, name, operator)?;
    machine.touch_element(set, Value::UNSET, None)?;
    let mut operands = Vec::new();
    for at in 1..args.values.len() {
        operands.push(operand(machine, args, at, name)?);
    }
    let mut made = table(machine, set);
    if operands.is_empty() || operator == Binary::Or {
        made = made.copied();
    }
    let frozen = matches!(machine.heap.get(set), Some(Object::FrozenSet(_)));
    for (at, operand) in operands.iter().enumerate() {
        let other = table(machine, *operand);
        if machine.must_ask(&made) || machine.must_ask(&other) {
            let rest = machine.tuple(&operands);
            let number = Value::int(operator as i64);
            return Err(Halt::call(
                machine.helper("_set_operations"),
                [set, rest, number, Value::FALSE],
            ));
        }
        if operator == Binary::Or && args.values[at + 1] != *operand {
            for item in machine.items_of(args.values[at + 1])? {
                let hash = machine.key_hash(item);
                made.add(item, hash, |other| machine.same(other, item));
            }
        } else {
            // `union` has copied the first already.
            made = machine.combine(operator, operator == Binary::Or, &made, &other);
        }
    }
    Ok(machine.heap.add(if frozen {
        Object::FrozenSet(made)
    } else {
        Object::Set(made)
    }))
}

fn test(machine: &mut Machine, args: &Args, name: &str, comparison: Comparison) -> Outcome {
    let (this, [_]) = method(&machine.pool, args, name, 1, ["/other"])?;
    let set = set_of(machine, this, name)?;
    let other = operand(machine, args, 1, name)?;
    machine.touch_element(set, Value::UNSET, None)?;
    let truth = machine.set_order(comparison, set, other)?;
    Ok(Value::bool(truth.unwrap_or(false)))
}

fn isdisjoint(machine: &mut Machine, args: &Args, name: &str) -> Outcome {
    let (this, [_]) = method(&machine.pool, args, name, 1, ["/other"])?;
    let set = set_of(machine, this, name)?;
    let other = operand(machine, args, 1, name)?;
    let (x, y) = (table(machine, set), table(machine, other));
    if machine.must_ask(&x) || machine.must_ask(&y) {
        return Err(Halt::call(machine.helper("_isdisjoint"), [set, other]));
    }
    let both = x.intersection(&y, |a, b| machine.same(a, b));
    Ok(Value::bool(both.is_empty()))
}
