//! Formatting, as operators and `format` need it.

use super::given::method;
use crate::machine::args::Args;
use crate::machine::halt::{Halt, Outcome};
use crate::machine::machine::Machine;
use crate::machine::program::Native;
use crate::machine::value::Value;
use num_bigint::BigInt;

/// What this file has.
pub const NATIVES: &[(&str, Native)] = &[
    ("repr", repr),
    ("ascii", ascii_of),
    ("_ascii", ascii_text),
    ("format", format),
];

/// An int, by a format specification.
pub fn format_int(int: &BigInt, spec: &str) -> Outcome<String> {
    Ok(crate::machine::text::format_int(int, spec, "int")?)
}

/// A float, by a format specification.
pub fn format_float(float: f64, spec: &str) -> Outcome<String> {
    Ok(crate::machine::text::format_float(float, spec)?)
}

/// A str, by a format specification.
pub fn format_str(text: &str, spec: &str) -> Outcome<String> {
    Ok(crate::machine::text::format_str(text, spec)?)
}

/// Only ASCII, all else escaped.
pub fn ascii(text: &str) -> String {
    let mut shown = String::new();
    for letter in text.chars() {
        match letter as u32 {
            0..0x80 => shown.push(letter),
            code @ 0x80..0x100 => shown.push_str(&format!("\\x{code:02x}")),
            code @ 0x100..0x1_0000 => shown.push_str(&format!("\\u{code:04x}")),
            code => shown.push_str(&format!("\\U{code:08x}")),
        }
    }
    shown
}

fn repr(machine: &mut Machine, args: &Args) -> Outcome {
    let (value, []) = method(&machine.pool, args, "repr", 0, [])?;
    let text = machine.repr(value);
    shown(machine, value, text)
}

fn shown(machine: &mut Machine, value: Value, text: Outcome<String>) -> Outcome {
    match text {
        Ok(text) => Ok(machine.str(&text)),
        // Something inside has a method for it.
        Err(Halt::Call(_)) => Err(Halt::call(machine.helper("_repr"), [value])),
        Err(halt) => Err(halt),
    }
}

fn ascii_of(machine: &mut Machine, args: &Args) -> Outcome {
    let (value, []) = method(&machine.pool, args, "ascii", 0, [])?;
    match machine.repr(value) {
        Ok(text) => Ok(machine.str(&ascii(&text))),
        Err(Halt::Call(_)) => Err(Halt::call(machine.helper("_ascii_of"), [value])),
        Err(halt) => Err(halt),
    }
}

/// `_ascii(text)`
fn ascii_text(machine: &mut Machine, args: &Args) -> Outcome {
    let text = ascii(machine.pool.as_str(args.values[0]).unwrap_or_default());
    Ok(machine.str(&text))
}

fn format(machine: &mut Machine, args: &Args) -> Outcome {
    let [value, spec] = args.bind(&machine.pool, "format", 1, ["/value", "/format_spec"])?;
    let spec = if spec == Value::UNSET {
        machine.str("")
    } else {
        spec
    };
    if machine.pool.as_str(spec).is_none() {
        return Err(Halt::type_error(format!(
            "format() argument 2 must be str, not {}",
            machine.type_name(spec)
        )));
    }
    machine.format(value, spec)
}
