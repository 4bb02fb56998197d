//! The special methods of values, for classes derived from them and for calls by name: operators themselves need none of these.

use super::given::method;
use crate::bytecode::{Binary, Comparison, Operation};
use crate::machine::Content;
use crate::machine::args::Args;
use crate::machine::halt::{Halt, Outcome};
use crate::machine::machine::Machine;
use crate::machine::object::Object;
use crate::machine::program::Native;
use crate::machine::raised::Raises;
use crate::machine::sets::{hash_int, hash_tuple};
use crate::machine::value::{Kind, Value};
use num_traits::ToPrimitive;

/// A method of several classes.
macro_rules! methods {
    ($($method:literal [$($class:literal)*] $function:expr;)*) => {
        &[$($((concat!($class, ".", $method), $function),)*)*]
    };
}

/// What this file has.
pub const NATIVES: &[(&str, Native)] = methods! {
    "__len__" ["str" "bytes" "bytearray" "tuple" "list" "dict" "set" "frozenset" "range" "deque" "dict_keys" "dict_values" "dict_items"]
        |machine, args| {
            let inner = machine.inner(args.values[0]);
            machine.len(inner).map(|length| Value::int(length as i64))
        };
    "__getitem__" ["str" "bytes" "bytearray" "tuple" "list" "range" "deque"]
        |machine, args| {
            let (this, [key]) = method(&machine.pool, args, "list.__getitem__", 1, ["/key"])?;
            let inner = machine.inner(this);
            machine.get_item(inner, key)
        };
    "__setitem__" ["list" "dict" "deque" "bytearray"]
        |machine, args| {
            let (this, [key, value]) = method(&machine.pool, args, "list.__setitem__", 2, ["/key", "/value"])?;
            let inner = machine.inner(this);
            machine.set_item(inner, key, value)
        };
    "__delitem__" ["list" "dict" "deque" "bytearray"]
        |machine, args| {
            let (this, [key]) = method(&machine.pool, args, "list.__delitem__", 1, ["/key"])?;
            let inner = machine.inner(this);
            machine.delete_item(inner, key)
        };
    "__contains__" ["str" "bytes" "bytearray" "tuple" "list" "dict" "set" "frozenset" "range" "deque" "dict_keys" "dict_values" "dict_items"]
        |machine, args| {
            let (this, [item]) = method(&machine.pool, args, "list.__contains__", 1, ["/key"])?;
            let inner = machine.inner(this);
            machine.contains(inner, item).map(Value::bool)
        };
    "__iter__" ["str" "bytes" "bytearray" "tuple" "list" "dict" "set" "frozenset" "range" "deque" "dict_keys" "dict_values" "dict_items"]
        |machine, args| {
            let inner = machine.inner(args.values[0]);
            machine.iter(inner)
        };
    "__reversed__" ["list" "range" "deque"]
        |machine, args| {
            let reversed = machine.native("_reversed");
            Err(Halt::call(reversed, [args.values[0]]))
        };
    "__hash__" ["int" "float" "str" "bytes" "tuple" "frozenset" "range"] hash;
    "__bool__" ["int" "float"]
        |machine, args| {
            let inner = machine.inner(args.values[0]);
            machine.truth(inner).map(Value::bool)
        };
    "__add__" ["int" "float" "str" "bytes" "bytearray" "tuple" "list" "deque"] |machine, args| binary(machine, args, Binary::Add);
    "__sub__" ["int" "float" "set" "frozenset" "dict_keys" "dict_items"] |machine, args| binary(machine, args, Binary::Subtract);
    "__mul__" ["int" "float" "str" "bytes" "bytearray" "tuple" "list"] |machine, args| binary(machine, args, Binary::Multiply);
    "__rmul__" ["str" "bytes" "bytearray" "tuple" "list"] |machine, args| binary(machine, args, Binary::Multiply);
    "__truediv__" ["int" "float"] |machine, args| binary(machine, args, Binary::Divide);
    "__floordiv__" ["int" "float"] |machine, args| binary(machine, args, Binary::FloorDivide);
    "__mod__" ["int" "float" "str"] |machine, args| binary(machine, args, Binary::Remainder);
    "__pow__" ["int" "float"] |machine, args| binary(machine, args, Binary::Power);
    "__lshift__" ["int"] |machine, args| binary(machine, args, Binary::LeftShift);
    "__rshift__" ["int"] |machine, args| binary(machine, args, Binary::RightShift);
    "__and__" ["int" "set" "frozenset" "dict_keys" "dict_items"] |machine, args| binary(machine, args, Binary::And);
    "__or__" ["int" "set" "frozenset" "dict" "dict_keys" "dict_items"] |machine, args| binary(machine, args, Binary::Or);
    "__xor__" ["int" "set" "frozenset" "dict_keys" "dict_items"] |machine, args| binary(machine, args, Binary::Xor);
    "__iadd__" ["list" "deque"] |machine, args| in_place(machine, args, Binary::Add);
    "__imul__" ["list"] |machine, args| in_place(machine, args, Binary::Multiply);
    "__ior__" ["set" "dict"] |machine, args| in_place(machine, args, Binary::Or);
    "__iand__" ["set"] |machine, args| in_place(machine, args, Binary::And);
    "__isub__" ["set"] |machine, args| in_place(machine, args, Binary::Subtract);
    "__ixor__" ["set"] |machine, args| in_place(machine, args, Binary::Xor);
    "__neg__" ["int" "float"] |machine, args| unary(machine, args, Operation::UnaryNegative);
    "__pos__" ["int" "float"] |machine, args| unary(machine, args, Operation::UnaryPositive);
    "__invert__" ["int"] |machine, args| unary(machine, args, Operation::UnaryInvert);
    "__lt__" ["int" "float" "str" "bytes" "bytearray" "tuple" "list" "set" "frozenset" "deque"]
        |machine, args| compare(machine, args, Comparison::Less);
    "__le__" ["int" "float" "str" "bytes" "bytearray" "tuple" "list" "set" "frozenset" "deque"]
        |machine, args| compare(machine, args, Comparison::LessOrEqual);
    "__gt__" ["int" "float" "str" "bytes" "bytearray" "tuple" "list" "set" "frozenset" "deque"]
        |machine, args| compare(machine, args, Comparison::Greater);
    "__ge__" ["int" "float" "str" "bytes" "bytearray" "tuple" "list" "set" "frozenset" "deque"]
        |machine, args| compare(machine, args, Comparison::GreaterOrEqual);
};

/// Functions, and attributes that are computed.
pub const OTHERS: &[(&str, Native)] = &[
    ("hash", |machine, args| {
        args.bind(&machine.pool, "hash", 1, ["/obj"])?;
        hash(machine, args)
    }),
    ("_hash_items", hash_items),
    ("range.start@", |machine, args| part(machine, args, 0)),
    ("range.stop@", |machine, args| part(machine, args, 1)),
    ("range.step@", |machine, args| part(machine, args, 2)),
    ("slice.start@", |machine, args| part(machine, args, 0)),
    ("slice.stop@", |machine, args| part(machine, args, 1)),
    ("slice.step@", |machine, args| part(machine, args, 2)),
    ("slice.indices", indices),
];

/// Whether something is an object that must say itself what operators do.
fn is_object(machine: &Machine, value: Value) -> bool {
    matches!(
        machine.heap.get(value),
        Some(Object::Instance(_) | Object::Sync(_))
    )
}

fn binary(machine: &mut Machine, args: &Args, operator: Binary) -> Outcome {
    let (a, [b]) = method(&machine.pool, args, "int.__add__", 1, ["/other"])?;
    let (x, y) = (machine.inner(a), machine.inner(b));
    if is_object(machine, y) && !(operator == Binary::Remainder && machine.pool.as_str(x).is_some())
    {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    if let (Binary::Remainder, Some(template)) = (operator, machine.shared_str(x)) {
        return machine.percent(&template, b);
    }
    not_implemented(machine.operate_plain(operator, false, x, y))
}

/// A method gives NotImplemented where the operator raises TypeError.
fn not_implemented(outcome: Outcome) -> Outcome {
    match outcome {
        Err(Halt::Raise(raised)) if raised.class == Raises::TypeError => Ok(Value::NOT_IMPLEMENTED),
        other => other,
    }
}

fn in_place(machine: &mut Machine, args: &Args, operator: Binary) -> Outcome {
    let (a, [b]) = method(&machine.pool, args, "list.__iadd__", 1, ["/other"])?;
    let (x, y) = (machine.inner(a), machine.inner(b));
    match machine.operate_plain(operator, true, x, y) {
        Ok(_) => Ok(a),
        Err(Halt::Call(call)) if a != x => {
            let (function, values, _) = *call;
            let values = machine.tuple(&values);
            Err(Halt::call(
                machine.helper("_call_then_give"),
                [function, values, a],
            ))
        }
        Err(halt) => Err(halt),
    }
}

fn unary(machine: &mut Machine, args: &Args, operation: Operation) -> Outcome {
    let inner = machine.inner(args.values[0]);
    machine.unary(operation, inner)
}

fn compare(machine: &mut Machine, args: &Args, operator: Comparison) -> Outcome {
    let (a, [b]) = method(&machine.pool, args, "int.__lt__", 1, ["/other"])?;
    let (x, y) = (machine.inner(a), machine.inner(b));
    if is_object(machine, y) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    match machine.compare(operator, x, y) {
        // Some item has a method of its own.
        Err(Halt::Call(_)) => {
            let number = Value::int(operator as i64);
            Err(Halt::call(machine.helper("_sequences"), [x, y, number]))
        }
        other => not_implemented(other),
    }
}

fn hash(machine: &mut Machine, args: &Args) -> Outcome {
    let value = args.values[0];
    match machine.key(value) {
        Err(Halt::Call(_)) => return Err(Halt::call(machine.helper("_hash"), [value])),
        other => other?,
    };
    let hash = machine.hash_value(value);
    Ok(machine.int_value(hash))
}

/// `_hash_items(hashes)`: the hash of a tuple by those of its items.
fn hash_items(machine: &mut Machine, args: &Args) -> Outcome {
    let items = machine.items_of(args.values[0])?;
    let hashes: Vec<i64> = items
        .into_iter()
        .map(|item| machine.hash_word(item))
        .collect();
    Ok(machine.int_value(hash_tuple(&hashes)))
}

fn part(machine: &mut Machine, args: &Args, at: usize) -> Outcome {
    let value = args.values[0];
    let parts = match value.kind() {
        Kind::Pool(index) => match machine.pool.content(index) {
            Content::Range(a, b, c) | Content::Slice(a, b, c) => [*a, *b, *c],
            _ => return Ok(Value::NONE),
        },
        _ => match machine.heap.get(value) {
            Some(Object::Slice(a, b, c)) => [*a, *b, *c],
            _ => return Ok(Value::NONE),
        },
    };
    Ok(parts[at])
}

fn indices(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, [length]) = method(&machine.pool, args, "slice.indices", 1, ["/len"])?;
    let length = machine.int_given(length)?;
    let Ok(size) = usize::try_from(length) else {
        return Err(Halt::value_error("length should not be negative"));
    };
    let step = part(machine, args, 2)?;
    let step = machine.bound_given(step)?;
    if step == Some(0) {
        return Err(Halt::value_error("slice step cannot be zero"));
    }
    let step = step.unwrap_or(1);
    let (low, high) = if step > 0 {
        (0, size as i64)
    } else {
        (-1, size as i64 - 1)
    };
    let mut bound = |at: usize, default: i64| -> Outcome<i64> {
        let given = part(machine, &Args::of(&[this]), at)?;
        Ok(match machine.bound_given(given)? {
            None => default,
            Some(index) if index < 0 => index.saturating_add(size as i64).clamp(low, high),
            Some(index) => index.clamp(low, high),
        })
    };
    let start = bound(0, if step > 0 { low } else { high })?;
    let stop = bound(1, if step > 0 { high } else { low })?;
    Ok(machine.tuple(&[Value::int(start), Value::int(stop), Value::int(step)]))
}

impl Machine {
    /// What `hash` gives for what need not be asked.
    pub(in crate::machine) fn hash_value(&self, value: Value) -> i64 {
        match value.kind() {
            // What is told apart by its identity has its place as its hash.
            Kind::Heap(index) if matches!(self.heap.at(index), Object::Instance(instance) if instance.inner == Value::NONE) => {
                i64::from(index) + 0x7f00_0000
            }
            _ => self.key_hash(value),
        }
    }

    /// A hash that a function of the program's gave, as a word.
    pub(in crate::machine) fn hash_word(&self, hash: Value) -> i64 {
        match self.pool.as_int(self.inner(hash)) {
            Some(int) => match int.to_i64() {
                Some(-1) => -2,
                Some(word) => word,
                None => hash_int(&int),
            },
            None => 0,
        }
    }
}
