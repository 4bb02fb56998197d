//! Python's own functions over what can be iterated: the common cases; what must call the program is the library's.

use crate::bytecode::{Binary, Comparison};
use crate::machine::args::Args;
use crate::machine::generate::range_length;
use crate::machine::halt::{Halt, Outcome};
use crate::machine::machine::Machine;
use crate::machine::object::{Iterator, Object, Over};
use crate::machine::program::Native;
use crate::machine::value::{Kind, Value};
use crate::machine::{Content, Raises};

/// What this file has.
pub const NATIVES: &[(&str, Native)] = &[
    ("enumerate.__new__", enumerate),
    ("enumerate.__next__", next),
    ("enumerate.__iter__", itself),
    ("zip.__new__", zip),
    ("zip.__next__", next),
    ("zip.__iter__", itself),
    ("reversed.__new__", reversed),
    ("reversed.__next__", next),
    ("reversed.__iter__", itself),
    ("sum", sum),
    ("min", min),
    ("max", max),
    ("any", any),
    ("all", all),
];

/// How many iterators may be inside of each other: advancing them recurses.
const DEEPEST: u64 = 100;

fn itself(_: &mut Machine, args: &Args) -> Outcome {
    Ok(args.values[0])
}

fn next(machine: &mut Machine, args: &Args) -> Outcome {
    match machine.advance(args.values[0])? {
        Some(value) => Ok(value),
        None => Err(machine.throw(Raises::StopIteration, &[])),
    }
}

/// The arguments after the class.
fn rest(args: &Args) -> Args {
    Args {
        values: args.values[1..].into(),
        names: args.names,
    }
}

/// How many iterators are inside of each other in this one.
fn depth(machine: &Machine, iterator: Value) -> u64 {
    match machine.heap.get(iterator) {
        Some(Object::Iterator(inner)) => match inner.over {
            Over::Enumerate => inner.size + 1,
            Over::Zip => inner.size / 2 + 1,
            _ => 0,
        },
        _ => 0,
    }
}

/// An iterator of the machine's own that can be advanced inside of another one.
fn plain_iterator(machine: &mut Machine, value: Value) -> Outcome<Option<Value>> {
    match machine.iter(value) {
        Ok(iterator) => {
            let plain = matches!(machine.heap.get(iterator), Some(Object::Iterator(_)));
            Ok((plain && depth(machine, iterator) < DEEPEST).then_some(iterator))
        }
        Err(Halt::Call(_)) => Ok(None),
        Err(halt) => Err(halt),
    }
}

/// `enumerate(iterable, start=0)`
fn enumerate(machine: &mut Machine, args: &Args) -> Outcome {
    let [iterable, start] =
        rest(args).bind(&machine.pool, "enumerate", 1, ["iterable", "start"])?;
    let start = if start == Value::UNSET {
        Value::int(0)
    } else {
        start
    };
    if machine.pool.as_int(machine.inner(start)).is_none() {
        return Err(Halt::type_error(format!(
            "'{}' object cannot be interpreted as an integer",
            machine.type_name(start)
        )));
    }
    if let Some(first) = machine.inner(start).as_small()
        && let Some(of) = plain_iterator(machine, iterable)?
    {
        let size = depth(machine, of);
        return Ok(machine.heap.add(Object::Iterator(Box::new(Iterator {
            over: Over::Enumerate,
            of,
            at: first as u64,
            size,
        }))));
    }
    Err(Halt::call(machine.helper("_enumerate"), [iterable, start]))
}

/// Whether others may change what an iterator goes over.
fn is_over_mutable(machine: &Machine, iterator: Value) -> bool {
    match machine.heap.get(iterator) {
        Some(Object::Iterator(inner)) => match inner.over {
            Over::Range => false,
            Over::Enumerate => is_over_mutable(machine, inner.of),
            Over::Zip => true,
            _ => inner.of.as_heap().is_some(),
        },
        _ => true,
    }
}

/// `zip(*iterables, strict=False)`
fn zip(machine: &mut Machine, args: &Args) -> Outcome {
    let args = rest(args);
    let strict = strictness(machine, &args)?;
    let given = args.positional(&machine.pool).to_vec();
    let mut iterators = Vec::with_capacity(given.len());
    for iterable in &given {
        match plain_iterator(machine, *iterable) {
            Ok(Some(iterator)) => iterators.push(iterator),
            Ok(None) => break,
            Err(halt) => return Err(halt),
        }
    }
    // Where others look on, each of several containers is a step of its own.
    let mutable = iterators
        .iter()
        .filter(|each| is_over_mutable(machine, **each));
    let is_one_step = machine.watch.is_none() || mutable.count() < 2;
    if iterators.len() < given.len() || !is_one_step {
        let iterables = machine.tuple(&given);
        return Err(Halt::call(
            machine.helper("_zip"),
            [iterables, Value::bool(strict)],
        ));
    }
    let deepest = iterators.iter().map(|each| depth(machine, *each)).max();
    let of = machine.tuple(&iterators);
    Ok(machine.heap.add(Object::Iterator(Box::new(Iterator {
        over: Over::Zip,
        of,
        at: 0,
        size: deepest.unwrap_or(0) * 2 + u64::from(strict),
    }))))
}

fn strictness(machine: &mut Machine, args: &Args) -> Outcome<bool> {
    for name in args.names(&machine.pool) {
        let name = machine.pool.as_str(*name).unwrap_or_default();
        if name != "strict" {
            return Err(Halt::type_error(format!(
                "'{name}' is an invalid keyword argument for zip()"
            )));
        }
    }
    match args.keyword(&machine.pool, "strict") {
        Some(value) => machine.truth(value),
        None => Ok(false),
    }
}

/// `reversed(sequence)`
fn reversed(machine: &mut Machine, args: &Args) -> Outcome {
    let [value] = rest(args).bind(&machine.pool, "reversed", 1, ["/sequence"])?;
    if let Some(Object::Instance(_)) = machine.heap.get(value) {
        let names = ["__reversed__", "__getitem__", "__len__"].map(|name| machine.str(name));
        let class = machine.class_of(value);
        let [own, item, length] = names.map(|name| machine.lookup(class, name));
        match own {
            Some(Value::NONE) => return Err(not_reversible(machine, value)),
            Some(function) => return Err(Halt::call(function, [value])),
            None if machine.inner(value) != value => {}
            None if item.is_some() && length.is_some() => {
                return Err(Halt::call(machine.helper("_backwards"), [value]));
            }
            None => return Err(not_reversible(machine, value)),
        }
    }
    let of = machine.inner(value);
    if let Kind::Pool(index) = of.kind()
        && let Content::Range(start, stop, step) = *machine.pool.content(index)
    {
        let [start, stop, step] = [start, stop, step].map(|each| each.as_small().unwrap_or(0));
        let length = range_length(start, stop, step);
        return Ok(machine.heap.add(Object::Iterator(Box::new(Iterator {
            over: Over::Range,
            of: Value::int(start + step * (length as i64 - 1)),
            at: length,
            size: -step as u64,
        }))));
    }
    let of = match machine.heap.get(of) {
        Some(Object::Dict(_) | Object::View(_)) => {
            let items = machine.items_of(of)?;
            machine.tuple(&items)
        }
        Some(Object::List(_) | Object::Tuple(_) | Object::Deque(..) | Object::ByteArray(_)) => of,
        None if machine.as_tuple(of).is_some() || machine.as_bytes(of).is_some() => of,
        None if machine.pool.as_str(of).is_some() => of,
        _ => return Err(not_reversible(machine, value)),
    };
    let size = machine.len(of)? as u64;
    Ok(machine.heap.add(Object::Iterator(Box::new(Iterator {
        over: Over::Reversed,
        of,
        at: 0,
        size,
    }))))
}

fn not_reversible(machine: &Machine, value: Value) -> Halt {
    Halt::type_error(format!(
        "'{}' object is not reversible",
        machine.type_name(value)
    ))
}

/// All items, or None if they must be asked for one by one.
fn items(machine: &mut Machine, iterable: Value) -> Outcome<Option<Vec<Value>>> {
    if matches!(machine.heap.get(iterable), Some(Object::Iterator(_))) {
        return Ok(None);
    }
    match machine.items_of(iterable) {
        Ok(items) => Ok(Some(items)),
        Err(Halt::Call(_)) => Ok(None),
        Err(halt) => Err(halt),
    }
}

/// `sum(iterable, start=0)`
fn sum(machine: &mut Machine, args: &Args) -> Outcome {
    let [iterable, start] = args.bind(&machine.pool, "sum", 1, ["/iterable", "start"])?;
    let start = if start == Value::UNSET {
        Value::int(0)
    } else {
        start
    };
    let kind = if machine.pool.as_str(start).is_some() {
        Some("strings [use ''.join(seq) instead]")
    } else if machine.as_bytes(start).is_some() {
        Some("bytes [use b''.join(seq) instead]")
    } else {
        None
    };
    if let Some(kind) = kind {
        return Err(Halt::type_error(format!("sum() can't sum {kind}")));
    }
    let Some(items) = items(machine, iterable)? else {
        return Err(Halt::call(machine.helper("_sum"), [iterable, start]));
    };
    let mut total = start;
    let mut of_smalls = total.as_small();
    for (at, item) in items.iter().enumerate() {
        if let (Some(sum), Some(int)) = (of_smalls, item.as_small())
            && let Some(value) = Value::small(sum + int)
        {
            of_smalls = value.as_small();
            total = value;
            continue;
        }
        total = match machine.operate(Binary::Add, false, total, *item) {
            Ok(value) => value,
            Err(Halt::Call(_)) => {
                let rest = machine.tuple(&items[at..]);
                return Err(Halt::call(machine.helper("_sum"), [rest, total]));
            }
            Err(halt) => return Err(halt),
        };
        of_smalls = total.as_small();
    }
    Ok(total)
}

fn min(machine: &mut Machine, args: &Args) -> Outcome {
    extreme(machine, args, "min", Comparison::Less)
}

fn max(machine: &mut Machine, args: &Args) -> Outcome {
    extreme(machine, args, "max", Comparison::Greater)
}

/// `min` and `max`: of the arguments, or of what the only one has.
fn extreme(machine: &mut Machine, args: &Args, name: &str, better: Comparison) -> Outcome {
    for each in args.names(&machine.pool) {
        let each = machine.pool.as_str(*each).unwrap_or_default();
        if !matches!(each, "key" | "default") {
            return Err(Halt::type_error(format!(
                "'{each}' is an invalid keyword argument for {name}()"
            )));
        }
    }
    let key = args.keyword(&machine.pool, "key").unwrap_or(Value::NONE);
    let default = args.keyword(&machine.pool, "default");
    let given = args.positional(&machine.pool).to_vec();
    let by_key = Value::bool(better == Comparison::Greater);
    let found = match given.as_slice() {
        [] => {
            return Err(Halt::type_error(format!(
                "{name} expected at least 1 argument, got 0"
            )));
        }
        [iterable] => match items(machine, *iterable)? {
            Some(items) => items,
            None => {
                let default = machine.tuple(default.as_slice());
                return Err(Halt::call(
                    machine.helper("_extreme"),
                    [*iterable, key, default, by_key],
                ));
            }
        },
        several if default.is_some() => {
            let _ = several;
            return Err(Halt::type_error(format!(
                "Cannot specify a default for {name}() with multiple positional arguments"
            )));
        }
        several => several.to_vec(),
    };
    let Some(mut best) = found.first().copied() else {
        return default
            .ok_or_else(|| Halt::value_error(format!("{name}() arg is an empty sequence")));
    };
    let mut is_plain = key == Value::NONE;
    for item in &found[1..] {
        if !is_plain {
            break;
        }
        match machine.compare(better, *item, best) {
            Ok(Value::TRUE) => best = *item,
            Ok(_) => {}
            Err(Halt::Call(_)) => is_plain = false,
            Err(halt) => return Err(halt),
        }
    }
    if is_plain {
        return Ok(best);
    }
    let (items, default) = (machine.tuple(&found), machine.tuple(&[]));
    Err(Halt::call(
        machine.helper("_extreme"),
        [items, key, default, by_key],
    ))
}

fn any(machine: &mut Machine, args: &Args) -> Outcome {
    until(machine, args, "any", true)
}

fn all(machine: &mut Machine, args: &Args) -> Outcome {
    until(machine, args, "all", false)
}

/// Whether there is an item with this truth; `wanted` says what then is the result.
fn until(machine: &mut Machine, args: &Args, name: &str, wanted: bool) -> Outcome {
    let [iterable] = args.bind(&machine.pool, name, 1, ["/iterable"])?;
    if let Some(items) = items(machine, iterable)? {
        let mut is_plain = true;
        for item in items {
            match machine.truth(item) {
                Ok(truth) if truth == wanted => return Ok(Value::bool(wanted)),
                Ok(_) => {}
                Err(Halt::Call(_)) => {
                    is_plain = false;
                    break;
                }
                Err(halt) => return Err(halt),
            }
        }
        if is_plain {
            return Ok(Value::bool(!wanted));
        }
    }
    let helper = if wanted { "_any" } else { "_all" };
    Err(Halt::call(machine.helper(helper), [iterable]))
}
