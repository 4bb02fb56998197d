//! Printing.

use crate::machine::args::Args;
use crate::machine::halt::{Halt, Outcome};
use crate::machine::machine::{Machine, Stream};
use crate::machine::program::Native;
use crate::machine::value::Value;
use crate::machine::watch::{Access, Place, Verb};

/// What this file has.
pub const NATIVES: &[(&str, Native)] = &[("print", print), ("_write", write)];

/// `print(*values, sep=" ", end="\n", file=None, flush=False)`
fn print(machine: &mut Machine, args: &Args) -> Outcome {
    for name in args.names(&machine.pool) {
        let name = machine.pool.as_str(*name).unwrap_or_default();
        if !matches!(name, "sep" | "end" | "file" | "flush") {
            return Err(Halt::type_error(format!(
                "'{name}' is an invalid keyword argument for print()"
            )));
        }
    }
    let given = |name: &str| {
        args.keyword(&machine.pool, name)
            .filter(|value| *value != Value::NONE)
    };
    let (sep, end, file) = (given("sep"), given("end"), given("file"));
    let text_of = |value: Option<Value>, name: &str, default: &str| match value {
        None => Ok(default.to_owned()),
        Some(value) => match machine.pool.as_str(value) {
            Some(text) => Ok(text.to_owned()),
            None => Err(Halt::type_error(format!(
                "{name} must be None or a string, not {}",
                machine.type_name(value)
            ))),
        },
    };
    let (sep_text, end_text) = (text_of(sep, "sep", " ")?, text_of(end, "end", "\n")?);
    let values = args.positional(&machine.pool).to_vec();
    let mut line = String::new();
    for (at, value) in values.iter().enumerate() {
        if at > 0 {
            line.push_str(&sep_text);
        }
        match machine.text(*value) {
            Ok(text) => line.push_str(&text),
            // Some value has a method for it: the library asks all of them first.
            Err(Halt::Call(_)) => {
                let values = machine.tuple(&values);
                let (sep, end) = (machine.str(&sep_text), machine.str(&end_text));
                let file = file.unwrap_or(Value::NONE);
                return Err(Halt::call(
                    machine.helper("_print"),
                    [values, sep, end, file],
                ));
            }
            Err(halt) => return Err(halt),
        }
    }
    line.push_str(&end_text);
    let text = machine.str(&line);
    match file {
        None => write(machine, &Args::of(&[text, Value::NONE])),
        Some(file) => match machine.method_call(file, "write", &[text]) {
            Some(halt) => Err(halt),
            None => Err(Halt::type_error("file must have a write method")),
        },
    }
}

/// Writes a text to a stream: None or 0 for the output, 1 for errors.
fn write(machine: &mut Machine, args: &Args) -> Outcome {
    let stream = match args.values.get(1).and_then(|stream| stream.as_small()) {
        Some(1) => Stream::Errors,
        _ => Stream::Output,
    };
    machine.touch(Access {
        place: Place::Output,
        verb: Verb::Print,
        value: args.values[0],
        name: Value::NONE,
    })?;
    let text = machine
        .pool
        .as_str(args.values[0])
        .unwrap_or_default()
        .to_owned();
    machine.print(stream, &text);
    Ok(Value::NONE)
}
