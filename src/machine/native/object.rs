//! What every object has, exceptions, and functions about attributes and classes.

use crate::machine::Content;
use crate::machine::args::Args;
use crate::machine::halt::{Halt, Outcome};
use crate::machine::machine::Machine;
use crate::machine::object::{Exception, Object};
use crate::machine::program::Native;
use crate::machine::raised::Raises;
use crate::machine::types::{Type, exception_class};
use crate::machine::value::{Kind, Value};

/// What this file has.
pub const NATIVES: &[(&str, Native)] = &[
    ("__build_class__", build_class),
    ("object.__new__", object_new),
    ("object.__init__", object_init),
    ("object.__init_subclass__", object_init_subclass),
    ("object.__repr__", object_repr),
    ("object.__str__", object_str),
    ("object.__eq__", object_eq),
    ("object.__ne__", object_ne),
    ("object.__hash__", object_hash),
    ("object.__setattr__", object_setattr),
    ("object.__format__", object_format),
    ("BaseException.__new__", exception_new),
    ("BaseException.__init__", exception_init),
    ("BaseException.__str__", exception_str),
    ("BaseException.__repr__", object_repr),
    ("BaseException.with_traceback", with_traceback),
    ("type.__new__", type_new),
    ("super.__new__", super_new),
    ("property.__new__", property_new),
    ("property.setter", property_setter),
    ("property.getter", property_getter),
    ("property.deleter", property_deleter),
    ("staticmethod.__new__", staticmethod_new),
    ("classmethod.__new__", classmethod_new),
    ("getattr", getattr),
    ("setattr", setattr),
    ("hasattr", hasattr),
    ("delattr", delattr),
    ("isinstance", isinstance),
    ("issubclass", issubclass),
    ("callable", callable),
    ("id", id),
    ("_class_lookup", class_lookup),
];

fn build_class(_: &mut Machine, _: &Args) -> Outcome {
    unreachable!("calls of it are made by the machine")
}

fn object_new(machine: &mut Machine, args: &Args) -> Outcome {
    if args.values[0] != Type::Object.value() {
        return Ok(Value::NONE);
    }
    Ok(machine.heap.add(Object::Instance(Box::new(
        crate::machine::object::Instance {
            class: Type::Object.value(),
            ..Default::default()
        },
    ))))
}

/// What a class without an `__init_subclass__` of its own does with the names that it was given.
fn object_init_subclass(_: &mut Machine, args: &Args) -> Outcome {
    if args.values.is_empty() || args.names == Value::NONE {
        return Ok(Value::NONE);
    }
    Err(Halt::type_error(
        "object.__init_subclass__() takes no keyword arguments",
    ))
}

fn object_init(machine: &mut Machine, args: &Args) -> Outcome {
    if args.values.len() > 1 {
        let class = machine.type_name(args.values[0]).to_owned();
        return Err(Halt::type_error(format!(
            "{class}.__init__() takes exactly one argument (the instance to initialize)"
        )));
    }
    Ok(Value::NONE)
}

fn object_repr(machine: &mut Machine, args: &Args) -> Outcome {
    let value = args.values[0];
    let text = match machine.heap.get(value) {
        Some(Object::Instance(instance)) if instance.inner == Value::NONE => {
            machine.default_repr(value)
        }
        Some(Object::Exception(exception)) => {
            let (name, args) = (machine.class_name(exception.class), exception.args);
            let args = machine.as_tuple(args).unwrap_or_default().to_vec();
            let mut shown = Vec::new();
            for arg in args {
                shown.push(machine.repr(arg)?);
            }
            format!("{name}({})", shown.join(", "))
        }
        Some(Object::Instance(instance)) => {
            let inner = instance.inner;
            machine.repr(inner)?
        }
        _ => machine.repr(value)?,
    };
    Ok(machine.str(&text))
}

fn object_str(machine: &mut Machine, args: &Args) -> Outcome {
    let value = args.values[0];
    if let Some(Object::Instance(_)) = machine.heap.get(value) {
        return Err(Halt::call(machine.helper("_repr"), [value]));
    }
    let text = machine.text(value)?;
    Ok(machine.str(&text))
}

fn object_eq(machine: &mut Machine, args: &Args) -> Outcome {
    let [a, b] = args.bind(&machine.pool, "__eq__", 2, ["/self", "/other"])?;
    if a == b && a.as_heap().is_some() {
        return Ok(Value::TRUE);
    }
    let (x, y) = (machine.inner(a), machine.inner(b));
    let is_object = |value| {
        matches!(
            machine.heap.get(value),
            Some(Object::Instance(_) | Object::Sync(_))
        )
    };
    if is_object(x) || is_object(y) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    match machine.equal(x, y) {
        Ok(equal) => Ok(Value::bool(equal)),
        // Some item has a method of its own.
        Err(Halt::Call(_)) => Err(Halt::call(
            machine.helper("_sequences"),
            [x, y, Value::int(2)],
        )),
        Err(halt) => Err(halt),
    }
}

fn object_ne(machine: &mut Machine, args: &Args) -> Outcome {
    let equal = object_eq(machine, args)?;
    Ok(match equal {
        Value::TRUE => Value::FALSE,
        Value::FALSE => Value::TRUE,
        other => other,
    })
}

fn object_hash(machine: &mut Machine, args: &Args) -> Outcome {
    let [value] = args.bind(&machine.pool, "__hash__", 1, ["/self"])?;
    let hash = machine.hash_value(value);
    Ok(machine.int_value(hash))
}

fn object_setattr(machine: &mut Machine, args: &Args) -> Outcome {
    let [object, name, value] = args.bind(
        &machine.pool,
        "__setattr__",
        3,
        ["/self", "/name", "/value"],
    )?;
    machine.set_plain(object, name, value)
}

fn object_format(machine: &mut Machine, args: &Args) -> Outcome {
    let [value, spec] = args.bind(&machine.pool, "__format__", 2, ["/self", "/spec"])?;
    if machine.pool.as_str(spec) == Some("") {
        return Err(Halt::call(machine.helper("_str"), [value]));
    }
    machine.format(value, spec)
}

fn exception_new(machine: &mut Machine, args: &Args) -> Outcome {
    let class = args.values[0];
    let given = args.positional(&machine.pool)[1..].to_vec();
    let args = machine.tuple(&given);
    Ok(machine.heap.add(Object::Exception(Box::new(Exception {
        class,
        args,
        ..Exception::default()
    }))))
}

fn exception_init(machine: &mut Machine, args: &Args) -> Outcome {
    let given = machine.tuple(&args.values[1..]);
    if let Some(Object::Exception(exception)) = machine.heap.get_mut(args.values[0]) {
        exception.args = given;
    }
    Ok(Value::NONE)
}

fn exception_str(machine: &mut Machine, args: &Args) -> Outcome {
    let exception = args.values[0];
    let given = match machine.heap.get(exception) {
        Some(Object::Exception(inner)) => inner.args,
        _ => Value::NONE,
    };
    // An argument may have a method that shows it.
    let (value, must_ask, helper) = match machine.as_tuple(given) {
        Some([one]) if machine.is_instance(exception, exception_class(Raises::KeyError)) => {
            (*one, machine.repr(*one).is_err(), "_repr")
        }
        Some([one]) => (*one, machine.text(*one).is_err(), "_str"),
        _ => (given, machine.repr(given).is_err(), "_repr"),
    };
    if must_ask {
        return Err(Halt::call(machine.helper(helper), [value]));
    }
    let text = machine.exception_message(exception);
    Ok(machine.str(&text))
}

fn with_traceback(_: &mut Machine, args: &Args) -> Outcome {
    Ok(args.values[0])
}

fn type_new(machine: &mut Machine, args: &Args) -> Outcome {
    match args.values.len() {
        2 => Ok(machine.class_of(args.values[1])),
        4 => {
            let [_, name, bases, namespace] = args.values[..] else {
                unreachable!("there are four");
            };
            let bases = machine.as_tuple(bases).unwrap_or_default().to_vec();
            let class = machine.make_class(name, &bases, namespace)?;
            match machine.class_made(class, Value::NONE) {
                Some(halt) => Err(halt),
                None => Ok(class),
            }
        }
        _ => Err(Halt::type_error("type() takes 1 or 3 arguments")),
    }
}

fn super_new(machine: &mut Machine, args: &Args) -> Outcome {
    match args.values[1..] {
        [] => machine.implicit_super(),
        [class, this] => {
            let fits = machine.is_instance(this, class) || machine.is_subclass(this, class);
            if !fits {
                return Err(Halt::type_error(
                    "super(type, obj): obj must be an instance or subtype of type",
                ));
            }
            Ok(machine.heap.add(Object::Super(class, this)))
        }
        _ => Err(Halt::type_error("super() takes no argument or two")),
    }
}

fn property_new(machine: &mut Machine, args: &Args) -> Outcome {
    let rest = Args {
        values: args.values[1..].into(),
        names: args.names,
    };
    let [get, set, delete, _] = rest.bind(
        &machine.pool,
        "property",
        0,
        ["fget", "fset", "fdel", "doc"],
    )?;
    let or_none = |value: Value| {
        if value == Value::UNSET {
            Value::NONE
        } else {
            value
        }
    };
    Ok(machine.heap.add(Object::Property(
        or_none(get),
        or_none(set),
        or_none(delete),
    )))
}

fn property_with(
    machine: &mut Machine,
    args: &Args,
    change: fn(&mut (Value, Value, Value), Value),
) -> Outcome {
    let [this, function] = args.bind(&machine.pool, "setter", 2, ["/self", "/function"])?;
    let Some(Object::Property(get, set, delete)) = machine.heap.get(this) else {
        return Err(Halt::type_error("not a property"));
    };
    let mut parts = (*get, *set, *delete);
    change(&mut parts, function);
    Ok(machine
        .heap
        .add(Object::Property(parts.0, parts.1, parts.2)))
}

fn property_getter(machine: &mut Machine, args: &Args) -> Outcome {
    property_with(machine, args, |parts, function| parts.0 = function)
}

fn property_setter(machine: &mut Machine, args: &Args) -> Outcome {
    property_with(machine, args, |parts, function| parts.1 = function)
}

fn property_deleter(machine: &mut Machine, args: &Args) -> Outcome {
    property_with(machine, args, |parts, function| parts.2 = function)
}

fn staticmethod_new(machine: &mut Machine, args: &Args) -> Outcome {
    let [_, function] = args.bind(&machine.pool, "staticmethod", 2, ["/class", "/function"])?;
    Ok(machine.heap.add(Object::StaticMethod(function)))
}

fn classmethod_new(machine: &mut Machine, args: &Args) -> Outcome {
    let [_, function] = args.bind(&machine.pool, "classmethod", 2, ["/class", "/function"])?;
    Ok(machine.heap.add(Object::ClassMethod(function)))
}

fn attribute_name(machine: &Machine, name: Value) -> Outcome<()> {
    match machine.pool.as_str(name) {
        Some(_) => Ok(()),
        None => Err(Halt::type_error(format!(
            "attribute name must be string, not '{}'",
            machine.type_name(name)
        ))),
    }
}

fn getattr(machine: &mut Machine, args: &Args) -> Outcome {
    let [object, name, default] = args.bind(
        &machine.pool,
        "getattr",
        2,
        ["/object", "/name", "/default"],
    )?;
    attribute_name(machine, name)?;
    if default == Value::UNSET {
        return machine.get_attribute(object, name);
    }
    match machine.get_attribute(object, name) {
        Err(Halt::Raise(raised)) if raised.class == Raises::AttributeError => Ok(default),
        Err(Halt::Call(_)) => Err(Halt::call(
            machine.helper("_getattr"),
            [object, name, default],
        )),
        other => other,
    }
}

fn setattr(machine: &mut Machine, args: &Args) -> Outcome {
    let [object, name, value] =
        args.bind(&machine.pool, "setattr", 3, ["/object", "/name", "/value"])?;
    attribute_name(machine, name)?;
    machine.set_attribute(object, name, value)
}

fn hasattr(machine: &mut Machine, args: &Args) -> Outcome {
    let [object, name] = args.bind(&machine.pool, "hasattr", 2, ["/object", "/name"])?;
    attribute_name(machine, name)?;
    match machine.get_attribute(object, name) {
        Ok(_) => Ok(Value::TRUE),
        Err(Halt::Raise(raised)) if raised.class == Raises::AttributeError => Ok(Value::FALSE),
        Err(Halt::Call(_)) => Err(Halt::call(machine.helper("_hasattr"), [object, name])),
        Err(halt) => Err(halt),
    }
}

fn delattr(machine: &mut Machine, args: &Args) -> Outcome {
    let [object, name] = args.bind(&machine.pool, "delattr", 2, ["/object", "/name"])?;
    machine.delete_attribute(object, name)
}

fn classes_of(machine: &Machine, class: Value, function: &str) -> Outcome<Vec<Value>> {
    if let Some(items) = machine.as_tuple(class) {
        let mut found = Vec::new();
        for item in items.iter().copied() {
            found.extend(classes_of(machine, item, function)?);
        }
        return Ok(found);
    }
    match machine.heap.get(class) {
        Some(Object::Class(_)) => Ok(vec![class]),
        _ => Err(Halt::type_error(format!(
            "{function} arg 2 must be a type, a tuple of types, or a union"
        ))),
    }
}

fn isinstance(machine: &mut Machine, args: &Args) -> Outcome {
    let [object, class] = args.bind(&machine.pool, "isinstance", 2, ["/object", "/class"])?;
    let classes = classes_of(machine, class, "isinstance()")?;
    Ok(Value::bool(
        classes
            .iter()
            .any(|class| machine.is_instance(object, *class)),
    ))
}

fn issubclass(machine: &mut Machine, args: &Args) -> Outcome {
    let [object, class] = args.bind(&machine.pool, "issubclass", 2, ["/class", "/of"])?;
    if !matches!(machine.heap.get(object), Some(Object::Class(_))) {
        return Err(Halt::type_error("issubclass() arg 1 must be a class"));
    }
    let classes = classes_of(machine, class, "issubclass()")?;
    Ok(Value::bool(
        classes
            .iter()
            .any(|class| machine.is_subclass(object, *class)),
    ))
}

fn callable(machine: &mut Machine, args: &Args) -> Outcome {
    let [value] = args.bind(&machine.pool, "callable", 1, ["/object"])?;
    let is = match value.kind() {
        Kind::Pool(index) => matches!(
            machine.pool.content(index),
            Content::Function(..) | Content::Native(_) | Content::Bound(..)
        ),
        _ => match machine.heap.get(value) {
            Some(Object::Function(_) | Object::Bound(..) | Object::Class(_)) => true,
            Some(Object::Instance(_)) => {
                let name = machine.str("__call__");
                machine.lookup(machine.class_of(value), name).is_some()
            }
            _ => false,
        },
    };
    Ok(Value::bool(is))
}

fn id(machine: &mut Machine, args: &Args) -> Outcome {
    let [value] = args.bind(&machine.pool, "id", 1, ["/object"])?;
    Ok(match value.kind() {
        Kind::Heap(index) => Value::int(0x7f00_0000_0000 + 0x40 * i64::from(index)),
        Kind::Pool(index) => Value::int(0x7f00_4000_0000 + 0x40 * i64::from(index)),
        _ => Value::int((value.word() & 0x3fff_ffff_ffff) as i64),
    })
}

/// What the class of a value has under a name, or None.
fn class_lookup(machine: &mut Machine, args: &Args) -> Outcome {
    let [value, name] = args.bind(&machine.pool, "_class_lookup", 2, ["/value", "/name"])?;
    let class = machine.class_of(value);
    let found = machine.lookup(class, name);
    Ok(found.unwrap_or(Value::NONE))
}
