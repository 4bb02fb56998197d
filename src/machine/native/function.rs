//! Python's own functions of iteration and comparison, and what the library's operators are made of.

use crate::bytecode::{Binary, Comparison};
use crate::machine::Content;
use crate::machine::actor::After;
use crate::machine::args::Args;
use crate::machine::halt::{Halt, Outcome};
use crate::machine::machine::Machine;
use crate::machine::object::Object;
use crate::machine::program::Native;
use crate::machine::raised::Raises;
use crate::machine::value::Value;

/// What this file has.
pub const NATIVES: &[(&str, Native)] = &[
    ("len", len),
    ("iter", iter),
    ("next", next),
    ("range.__new__", range_new),
    ("slice.__new__", slice_new),
    ("_plain", plain),
    ("_plain_in_place", plain_in_place),
    ("_plain_compare", plain_compare),
    ("_list_append", list_append),
    ("_list_to_tuple", list_to_tuple),
    ("generator.send", send),
    ("generator.throw", throw),
    ("generator.close", close),
    ("generator.__next__", generator_next),
    ("generator.__iter__", itself),
    ("iterator.__next__", iterator_next),
    ("iterator.__iter__", itself),
];

fn len(machine: &mut Machine, args: &Args) -> Outcome {
    let [value] = args.bind(&machine.pool, "len", 1, ["/object"])?;
    Ok(Value::int(machine.len(value)? as i64))
}

fn iter(machine: &mut Machine, args: &Args) -> Outcome {
    let [value, sentinel] = args.bind(&machine.pool, "iter", 1, ["/object", "/sentinel"])?;
    if sentinel != Value::UNSET {
        return Err(Halt::call(machine.helper("_iter_until"), [value, sentinel]));
    }
    machine.iter(value)
}

fn next(machine: &mut Machine, args: &Args) -> Outcome {
    let [iterator, default] = args.bind(&machine.pool, "next", 1, ["/iterator", "/default"])?;
    match machine.heap.get(iterator) {
        Some(Object::Iterator(_)) => match machine.advance(iterator)? {
            Some(value) => Ok(value),
            None if default != Value::UNSET => Ok(default),
            None => Err(machine.throw(Raises::StopIteration, &[])),
        },
        Some(Object::Generator(_)) if default == Value::UNSET => {
            generator_next(machine, &Args::of(&[iterator]))
        }
        Some(Object::Generator(_) | Object::Instance(_)) => {
            let name = machine.str("__next__");
            let Some(function) = machine.lookup(machine.class_of(iterator), name) else {
                return Err(not_an_iterator(machine, iterator));
            };
            if default == Value::UNSET {
                return Err(Halt::call(function, [iterator]));
            }
            Err(Halt::call(
                machine.helper("_next"),
                [function, iterator, default],
            ))
        }
        _ => Err(not_an_iterator(machine, iterator)),
    }
}

fn not_an_iterator(machine: &Machine, value: Value) -> Halt {
    Halt::type_error(format!(
        "'{}' object is not an iterator",
        machine.type_name(value)
    ))
}

fn range_new(machine: &mut Machine, args: &Args) -> Outcome {
    let rest = Args {
        values: args.values[1..].into(),
        names: args.names,
    };
    let [a, b, c] = rest.bind(&machine.pool, "range", 1, ["/start", "/stop", "/step"])?;
    let (start, stop) = if b == Value::UNSET {
        (Value::int(0), a)
    } else {
        (a, b)
    };
    let step = if c == Value::UNSET { Value::int(1) } else { c };
    for each in [start, stop, step] {
        if machine.pool.as_int(machine.inner(each)).is_none() {
            return Err(Halt::type_error(format!(
                "'{}' object cannot be interpreted as an integer",
                machine.type_name(each)
            )));
        }
    }
    let int = |value: Value| match machine.as_index(value) {
        Some(int) => Ok(Value::int(int)),
        None => Err(Halt::raise(
            Raises::OverflowError,
            "a range beyond 2**47 is not supported here",
        )),
    };
    let (start, stop, step) = (int(start)?, int(stop)?, int(step)?);
    if step == Value::int(0) {
        return Err(Halt::value_error("range() arg 3 must not be zero"));
    }
    Ok(machine.pool.intern(Content::Range(start, stop, step)))
}

fn slice_new(machine: &mut Machine, args: &Args) -> Outcome {
    let rest = Args::of(&args.values[1..]);
    let [a, b, c] = rest.bind(&machine.pool, "slice", 1, ["/start", "/stop", "/step"])?;
    let (start, stop) = if b == Value::UNSET {
        (Value::NONE, a)
    } else {
        (a, b)
    };
    let step = if c == Value::UNSET { Value::NONE } else { c };
    Ok(machine.slice(start, stop, step))
}

const OPERATORS: [Binary; 13] = [
    Binary::Add,
    Binary::Subtract,
    Binary::Multiply,
    Binary::MatrixMultiply,
    Binary::Divide,
    Binary::Remainder,
    Binary::Power,
    Binary::LeftShift,
    Binary::RightShift,
    Binary::Or,
    Binary::Xor,
    Binary::And,
    Binary::FloorDivide,
];

const COMPARISONS: [Comparison; 6] = [
    Comparison::Less,
    Comparison::LessOrEqual,
    Comparison::Equal,
    Comparison::NotEqual,
    Comparison::Greater,
    Comparison::GreaterOrEqual,
];

fn operator(value: Value) -> usize {
    value.as_small().unwrap_or(0) as usize
}

/// An operator by its number, on the machine's own values; a TypeError names the types as the program knows them.
fn plain(machine: &mut Machine, args: &Args) -> Outcome {
    plain_with(machine, args, false)
}

fn plain_in_place(machine: &mut Machine, args: &Args) -> Outcome {
    plain_with(machine, args, true)
}

fn plain_with(machine: &mut Machine, args: &Args, in_place: bool) -> Outcome {
    let [a, b, number] = args.bind(&machine.pool, "_plain", 3, ["/a", "/b", "/operator"])?;
    let operator = OPERATORS[operator(number)];
    let (x, y) = (machine.inner(a), machine.inner(b));
    if matches!(
        machine.heap.get(x),
        Some(Object::Instance(_) | Object::Sync(_))
    ) || matches!(
        machine.heap.get(y),
        Some(Object::Instance(_) | Object::Sync(_))
    ) {
        return Err(machine.unsupported(operator, in_place, a, b));
    }
    machine.operate_plain(operator, in_place, x, y)
}

/// A comparison by its number, on the machine's own values.
fn plain_compare(machine: &mut Machine, args: &Args) -> Outcome {
    let [a, b, number] = args.bind(
        &machine.pool,
        "_plain_compare",
        3,
        ["/a", "/b", "/operator"],
    )?;
    let operator = COMPARISONS[operator(number)];
    let (x, y) = (machine.inner(a), machine.inner(b));
    let is_object = |machine: &Machine, value: Value| {
        matches!(
            machine.heap.get(value),
            Some(Object::Instance(_) | Object::Sync(_))
        )
    };
    if is_object(machine, x) || is_object(machine, y) {
        return match operator {
            Comparison::Equal => Ok(Value::bool(x == y)),
            Comparison::NotEqual => Ok(Value::bool(x != y)),
            _ => Err(machine.no_order(operator, a, b)),
        };
    }
    machine.compare(operator, x, y)
}

fn list_append(machine: &mut Machine, args: &Args) -> Outcome {
    let [list, item] = args.bind(&machine.pool, "append", 2, ["/list", "/item"])?;
    if let Some(Object::List(items)) = machine.heap.get_mut(list) {
        items.push(item);
    }
    Ok(Value::NONE)
}

fn list_to_tuple(machine: &mut Machine, args: &Args) -> Outcome {
    let items = machine.items_of(args.values[0])?;
    Ok(machine.tuple(&items))
}

fn itself(_: &mut Machine, args: &Args) -> Outcome {
    Ok(args.values[0])
}

fn iterator_next(machine: &mut Machine, args: &Args) -> Outcome {
    match machine.advance(args.values[0])? {
        Some(value) => Ok(value),
        None => Err(machine.throw(Raises::StopIteration, &[])),
    }
}

fn generator_next(_: &mut Machine, args: &Args) -> Outcome {
    Err(Halt::Call(Box::new((
        args.values[0],
        vec![Value::NONE],
        After::Resume,
    ))))
}

fn send(machine: &mut Machine, args: &Args) -> Outcome {
    let [generator, value] = args.bind(&machine.pool, "send", 2, ["/self", "/value"])?;
    if value != Value::NONE
        && matches!(machine.heap.get(generator), Some(Object::Generator(inner)) if inner.stage == 0)
    {
        return Err(Halt::type_error(
            "can't send non-None value to a just-started generator",
        ));
    }
    Err(Halt::Call(Box::new((
        generator,
        vec![value],
        After::Resume,
    ))))
}

fn throw(machine: &mut Machine, args: &Args) -> Outcome {
    let [generator, kind, value, _] = args.bind(
        &machine.pool,
        "throw",
        2,
        ["/self", "/type", "/value", "/traceback"],
    )?;
    let exception = match machine.heap.get(kind) {
        Some(Object::Exception(_)) => kind,
        Some(Object::Class(_)) if machine.is_exception_class(kind) => {
            if matches!(machine.heap.get(value), Some(Object::Exception(_))) {
                value
            } else if value == Value::UNSET || value == Value::NONE {
                machine.new_exception(kind, &[])
            } else {
                machine.new_exception(kind, &[value])
            }
        }
        _ => {
            return Err(Halt::type_error(format!(
                "exceptions must be classes or instances deriving from BaseException, not {}",
                machine.type_name(kind)
            )));
        }
    };
    Err(Halt::Call(Box::new((
        generator,
        vec![exception],
        After::Throw,
    ))))
}

fn close(machine: &mut Machine, args: &Args) -> Outcome {
    let [generator] = args.bind(&machine.pool, "close", 1, ["/self"])?;
    let stage = match machine.heap.get(generator) {
        Some(Object::Generator(inner)) => inner.stage,
        _ => 3,
    };
    if stage == 3 {
        return Ok(Value::NONE);
    }
    Err(Halt::call(machine.helper("_close"), [generator]))
}
