//! int, float and bool: how they are made, their methods, and Python's own functions on numbers.

use super::given::{method, or};
use crate::bytecode::Binary;
use crate::machine::args::Args;
use crate::machine::halt::{Halt, Outcome};
use crate::machine::machine::Machine;
use crate::machine::object::Object;
use crate::machine::program::Native;
use crate::machine::raised::Raises;
use crate::machine::text;
use crate::machine::value::{Kind, Value};
use num_bigint::BigInt;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// What this file has.
pub const NATIVES: &[(&str, Native)] = &[
    ("int.__new__", int_new),
    ("int.bit_length", bit_length),
    ("int.bit_count", bit_count),
    ("int.to_bytes", to_bytes),
    ("int.from_bytes*", from_bytes),
    ("int.as_integer_ratio", int_ratio),
    ("int.conjugate", int_itself),
    ("int.real@", int_itself),
    ("int.imag@", |_, _| Ok(Value::int(0))),
    ("int.numerator@", int_itself),
    ("int.denominator@", |_, _| Ok(Value::int(1))),
    ("int.__int__", int_itself),
    ("int.__index__", int_itself),
    ("int.__float__", |machine, args| {
        let inner = machine.inner(args.values[0]);
        float_of(machine, inner)
    }),
    ("float.__new__", float_new),
    ("float.is_integer", is_integer),
    ("float.hex", float_hex),
    ("float.fromhex*", float_fromhex),
    ("float.as_integer_ratio", float_ratio),
    ("float.conjugate", float_itself),
    ("float.real@", float_itself),
    ("float.imag@", |_, _| Ok(Value::float(0.0))),
    ("float.__float__", float_itself),
    ("float.__int__", |machine, args| {
        let inner = machine.inner(args.values[0]);
        int_of(machine, inner)
    }),
    ("bool.__new__", bool_new),
    ("abs", abs),
    ("round", round),
    ("pow", pow),
    ("divmod", divmod),
    ("hex", |machine, args| radix(machine, args, "hex", 16, "0x")),
    ("oct", |machine, args| radix(machine, args, "oct", 8, "0o")),
    ("bin", |machine, args| radix(machine, args, "bin", 2, "0b")),
];

fn int_of(machine: &mut Machine, value: Value) -> Outcome {
    match value.kind() {
        Kind::Float(float) => {
            let int = text::float_to_int(float)?;
            Ok(machine.int_value(int))
        }
        _ => match machine.pool.as_int(value) {
            Some(int) => Ok(machine.int_value(int)),
            None => Err(machine.no_integer(value)),
        },
    }
}

fn int_new(machine: &mut Machine, args: &Args) -> Outcome {
    let (class, [value, base]) = method(&machine.pool, args, "type.int", 0, ["/x", "base"])?;
    if base != Value::UNSET {
        let base = machine.int_given(base)?;
        let inner = machine.inner(value);
        let digits = match (machine.pool.as_str(inner), machine.as_bytes(inner)) {
            (Some(digits), _) => digits.to_owned(),
            (_, Some(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
            _ if value == Value::UNSET => {
                return Err(Halt::type_error("int() missing string argument"));
            }
            _ => {
                return Err(Halt::type_error(
                    "int() can't convert non-string with explicit base",
                ));
            }
        };
        let int = text::int_of_text(&digits, base)?;
        return Ok(machine.int_value(int));
    }
    if value == Value::UNSET {
        return Ok(Value::int(0));
    }
    if let Some(halt) = ask_number(
        machine,
        class,
        value,
        &["__int__", "__index__", "__trunc__"],
    ) {
        return Err(halt);
    }
    let inner = machine.inner(value);
    if let Some(digits) = machine.pool.as_str(inner) {
        let int = text::int_of_text(digits, 10)?;
        return Ok(machine.int_value(int));
    }
    if let Some(bytes) = machine.as_bytes(inner) {
        let digits = String::from_utf8_lossy(bytes).into_owned();
        let int = text::int_of_text(&digits, 10).map_err(|mut raised| {
            raised.message = raised.message.replace(": '", ": b'");
            raised
        })?;
        return Ok(machine.int_value(int));
    }
    if machine.pool.as_int(inner).is_none() && !matches!(inner.kind(), Kind::Float(_)) {
        return Err(Halt::type_error(format!(
            "int() argument must be a string, a bytes-like object or a real number, not '{}'",
            machine.type_name(value)
        )));
    }
    int_of(machine, inner)
}

/// Asks an instance for the number that it is; for a class of the program's, which is then called with that number.
fn ask_number(machine: &mut Machine, class: Value, value: Value, names: &[&str]) -> Option<Halt> {
    if !matches!(machine.heap.get(value), Some(Object::Instance(_))) {
        return None;
    }
    for name in names {
        let key = machine.str(name);
        let function = machine.lookup(machine.class_of(value), key);
        if let Some(function) = function.filter(|function| !machine.is_native(*function)) {
            return Some(Halt::call(
                machine.helper("_as_number"),
                [class, function, value, key],
            ));
        }
    }
    None
}

/// An int as a float.
fn float_of(machine: &Machine, value: Value) -> Outcome {
    match value.kind() {
        Kind::Float(_) => Ok(value),
        _ => match machine.pool.as_int(value) {
            Some(int) => match int.to_f64() {
                Some(float) if float.is_finite() => Ok(Value::float(float)),
                _ => Err(Halt::raise(
                    Raises::OverflowError,
                    "int too large to convert to float",
                )),
            },
            None => Err(Halt::type_error(format!(
                "must be real number, not {}",
                machine.type_name(value)
            ))),
        },
    }
}

fn float_new(machine: &mut Machine, args: &Args) -> Outcome {
    let (class, [value]) = method(&machine.pool, args, "type.float", 0, ["/x"])?;
    if value == Value::UNSET {
        return Ok(Value::float(0.0));
    }
    if let Some(halt) = ask_number(machine, class, value, &["__float__", "__index__"]) {
        return Err(halt);
    }
    let inner = machine.inner(value);
    if let Some(digits) = machine.pool.as_str(inner) {
        return Ok(Value::float(text::float_of_text(digits)?));
    }
    if let Some(bytes) = machine.as_bytes(inner) {
        let digits = String::from_utf8_lossy(bytes).into_owned();
        return Ok(Value::float(text::float_of_text(&digits)?));
    }
    match float_of(machine, inner) {
        Err(Halt::Raise(raised)) if raised.class == Raises::TypeError => {
            Err(Halt::type_error(format!(
                "float() argument must be a string or a real number, not '{}'",
                machine.type_name(value)
            )))
        }
        other => other,
    }
}

fn bool_new(machine: &mut Machine, args: &Args) -> Outcome {
    let (_, [value]) = method(&machine.pool, args, "type.bool", 0, ["/x"])?;
    if value == Value::UNSET {
        return Ok(Value::FALSE);
    }
    machine.truth(value).map(Value::bool)
}

fn int_itself(machine: &mut Machine, args: &Args) -> Outcome {
    let inner = machine.inner(args.values[0]);
    match machine.pool.as_int(inner) {
        Some(int) => Ok(machine.int_value(int)),
        None => Err(machine.not_its_method("int.__int__", inner)),
    }
}

fn float_itself(machine: &mut Machine, args: &Args) -> Outcome {
    float_self(machine, args.values[0], "float.__float__").map(Value::float)
}

fn int_self(machine: &Machine, this: Value, name: &str) -> Outcome<BigInt> {
    match machine.pool.as_int(machine.inner(this)) {
        Some(int) => Ok(int),
        None => Err(machine.not_its_method(name, this)),
    }
}

fn float_self(machine: &Machine, this: Value, name: &str) -> Outcome<f64> {
    match machine.inner(this).kind() {
        Kind::Float(float) => Ok(float),
        _ => Err(machine.not_its_method(name, this)),
    }
}

fn bit_length(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, []) = method(&machine.pool, args, "int.bit_length", 0, [])?;
    let int = int_self(machine, this, "int.bit_length")?;
    Ok(machine.int_value(int.magnitude().bits()))
}

fn bit_count(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, []) = method(&machine.pool, args, "int.bit_count", 0, [])?;
    let int = int_self(machine, this, "int.bit_count")?;
    Ok(machine.int_value(int.magnitude().count_ones()))
}

/// Whether the most significant byte comes first.
fn is_big(machine: &Machine, order: Value) -> Outcome<bool> {
    match machine.pool.as_str(order) {
        Some("little") => Ok(false),
        Some("big") => Ok(true),
        Some(_) => Err(Halt::value_error(
            "byteorder must be either 'little' or 'big'",
        )),
        None if order == Value::UNSET => Ok(true),
        None => Err(Halt::type_error(format!(
            "byteorder must be str, not {}",
            machine.type_name(order)
        ))),
    }
}

fn to_bytes(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, [length, order, signed]) = method(
        &machine.pool,
        args,
        "int.to_bytes",
        0,
        ["length", "byteorder", "*signed"],
    )?;
    let int = int_self(machine, this, "int.to_bytes")?;
    let length = machine.int_given(or(length, Value::int(1)))?;
    let Ok(length) = usize::try_from(length) else {
        return Err(Halt::value_error("length argument must be non-negative"));
    };
    let big = is_big(machine, order)?;
    let signed = signed != Value::UNSET && machine.truth(signed)?;
    let bytes = text::int_to_bytes(&int, length, big, signed)?;
    Ok(machine.bytes_value(&bytes))
}

fn from_bytes(machine: &mut Machine, args: &Args) -> Outcome {
    let (_, [bytes, order, signed]) = method(
        &machine.pool,
        args,
        "int.from_bytes",
        1,
        ["bytes", "byteorder", "*signed"],
    )?;
    let big = is_big(machine, order)?;
    let signed = signed != Value::UNSET && machine.truth(signed)?;
    let given = match machine.as_bytes(machine.inner(bytes)) {
        Some(bytes) => bytes.to_vec(),
        None => super::bytes::bytes_of_items(machine, bytes)?,
    };
    let int = text::int_from_bytes(&given, big, signed);
    Ok(machine.int_value(int))
}

fn int_ratio(machine: &mut Machine, args: &Args) -> Outcome {
    let int = int_itself(machine, args)?;
    Ok(machine.tuple(&[int, Value::int(1)]))
}

fn is_integer(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, []) = method(&machine.pool, args, "float.is_integer", 0, [])?;
    let float = float_self(machine, this, "float.is_integer")?;
    Ok(Value::bool(text::is_integer(float)))
}

fn float_hex(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, []) = method(&machine.pool, args, "float.hex", 0, [])?;
    let float = float_self(machine, this, "float.hex")?;
    Ok(machine.str(&text::float_hex(float)))
}

/// `[sign] ["0x"] integer ["." fraction] ["p" exponent]`, rounded to the nearest.
fn float_fromhex(machine: &mut Machine, args: &Args) -> Outcome {
    let (_, [value]) = method(&machine.pool, args, "float.fromhex", 1, ["/string"])?;
    let Some(given) = machine.pool.as_str(value) else {
        return Err(Halt::type_error("fromhex() argument must be a string"));
    };
    let wrong = || Halt::value_error("invalid hexadecimal floating-point string");
    let lower = given.trim().to_ascii_lowercase();
    if let Ok(float) = text::float_of_text(&lower)
        && !float.is_finite()
    {
        return Ok(Value::float(float));
    }
    let (negative, rest) = match lower.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, lower.strip_prefix('+').unwrap_or(&lower)),
    };
    let rest = rest.strip_prefix("0x").unwrap_or(rest);
    let (digits, exponent) = match rest.split_once('p') {
        Some((digits, exponent)) => (digits, exponent.parse::<i64>().map_err(|_| wrong())?),
        None => (rest, 0),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all = format!("{whole}{fraction}");
    if all.is_empty() || !all.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return Err(wrong());
    }
    let mantissa = BigInt::parse_bytes(all.as_bytes(), 16).ok_or_else(wrong)?;
    let exponent = exponent - 4 * fraction.len() as i64;
    let float = if mantissa.is_zero() {
        0.0
    } else if exponent.abs() > 5000 {
        if exponent > 0 { f64::INFINITY } else { 0.0 }
    } else if exponent >= 0 {
        (mantissa << exponent).to_f64().unwrap_or(f64::INFINITY)
    } else {
        // A quotient of ints is rounded once.
        let (a, b) = (
            machine.int_value(mantissa),
            machine.int_value(BigInt::one() << -exponent),
        );
        match crate::machine::binary(&mut machine.pool, Binary::Divide, a, b)?.kind() {
            Kind::Float(float) => float,
            _ => 0.0,
        }
    };
    if float.is_infinite() {
        return Err(Halt::raise(
            Raises::OverflowError,
            "hexadecimal value too large to represent as a float",
        ));
    }
    Ok(Value::float(if negative { -float } else { float }))
}

fn float_ratio(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, []) = method(&machine.pool, args, "float.as_integer_ratio", 0, [])?;
    let float = float_self(machine, this, "float.as_integer_ratio")?;
    let (above, below) = text::as_integer_ratio(float)?;
    let (above, below) = (machine.int_value(above), machine.int_value(below));
    Ok(machine.tuple(&[above, below]))
}

fn abs(machine: &mut Machine, args: &Args) -> Outcome {
    let [value] = args.bind(&machine.pool, "abs", 1, ["/x"])?;
    if let Some(halt) = machine.own_method(value, "__abs__", &[]) {
        return Err(halt);
    }
    let inner = machine.inner(value);
    match inner.kind() {
        Kind::Float(float) => Ok(Value::float(float.abs())),
        _ => match machine.pool.as_int(inner) {
            Some(int) => Ok(machine.int_value(int.abs())),
            None => Err(Halt::type_error(format!(
                "bad operand type for abs(): '{}'",
                machine.type_name(value)
            ))),
        },
    }
}

fn round(machine: &mut Machine, args: &Args) -> Outcome {
    let [value, places] = args.bind(&machine.pool, "round", 1, ["number", "ndigits"])?;
    let given: &[Value] = if places == Value::UNSET {
        &[]
    } else {
        &[places]
    };
    if let Some(halt) = machine.own_method(value, "__round__", given) {
        return Err(halt);
    }
    let inner = machine.inner(value);
    let places = match places {
        Value::UNSET | Value::NONE => None,
        places => Some(machine.int_given(places)?),
    };
    match (inner.kind(), places) {
        (Kind::Float(float), None) => {
            let int = text::round_to_int(float)?;
            Ok(machine.int_value(int))
        }
        (Kind::Float(float), Some(places)) => Ok(Value::float(text::round_float(float, places)?)),
        _ => match machine.pool.as_int(inner) {
            Some(int) => {
                let rounded = text::round_int(&int, places.unwrap_or(0));
                Ok(machine.int_value(rounded))
            }
            None => Err(Halt::type_error(format!(
                "type {} doesn't define __round__ method",
                machine.type_name(value)
            ))),
        },
    }
}

fn pow(machine: &mut Machine, args: &Args) -> Outcome {
    let [base, exponent, modulus] = args.bind(&machine.pool, "pow", 2, ["base", "exp", "mod"])?;
    if modulus == Value::UNSET || modulus == Value::NONE {
        return machine.operate(Binary::Power, false, base, exponent);
    }
    if let Some(halt) = machine.own_method(base, "__pow__", &[exponent, modulus]) {
        return Err(halt);
    }
    let int = |value: Value| machine.pool.as_int(machine.inner(value));
    let (Some(base), Some(exponent), Some(modulus)) = (int(base), int(exponent), int(modulus))
    else {
        return Err(Halt::type_error(
            "pow() 3rd argument not allowed unless all arguments are integers",
        ));
    };
    if modulus.is_zero() {
        return Err(Halt::value_error("pow() 3rd argument cannot be 0"));
    }
    let (base, exponent) = if exponent.is_negative() {
        let Some(inverse) = base.modinv(&modulus) else {
            return Err(Halt::value_error(
                "base is not invertible for the given modulus",
            ));
        };
        (inverse, -exponent)
    } else {
        (base, exponent)
    };
    let power = base.modpow(&exponent, &modulus);
    Ok(machine.int_value(power))
}

fn divmod(machine: &mut Machine, args: &Args) -> Outcome {
    let [a, b] = args.bind(&machine.pool, "divmod", 2, ["/x", "/y"])?;
    if let Some(halt) = machine.own_method(a, "__divmod__", &[b]) {
        return Err(halt);
    }
    if let Some(halt) = machine.own_method(b, "__rdivmod__", &[a]) {
        return Err(halt);
    }
    let (x, y) = (machine.inner(a), machine.inner(b));
    let is_number = |machine: &Machine, value: Value| {
        matches!(value.kind(), Kind::Float(_)) || machine.pool.as_int(value).is_some()
    };
    if !is_number(machine, x) || !is_number(machine, y) {
        return Err(Halt::type_error(format!(
            "unsupported operand type(s) for divmod(): '{}' and '{}'",
            machine.type_name(a),
            machine.type_name(b)
        )));
    }
    let named = |halt| match halt {
        Halt::Raise(raised) if raised.message.starts_with("float ") => {
            Halt::raise(raised.class, "float divmod()")
        }
        halt => halt,
    };
    let quotient = machine
        .operate(Binary::FloorDivide, false, x, y)
        .map_err(named)?;
    let rest = machine
        .operate(Binary::Remainder, false, x, y)
        .map_err(named)?;
    Ok(machine.tuple(&[quotient, rest]))
}

fn radix(machine: &mut Machine, args: &Args, name: &str, radix: u32, prefix: &str) -> Outcome {
    let (value, []) = method(&machine.pool, args, name, 0, [])?;
    if let Some(Halt::Call(call)) = machine.own_method(value, "__index__", &[]) {
        let function = machine.native(name);
        return Err(Halt::call(
            machine.helper("_with_index"),
            [function, call.0, value],
        ));
    }
    match machine.pool.as_int(machine.inner(value)) {
        Some(int) => Ok(machine.str(&text::int_to_radix(&int, radix, prefix))),
        None => Err(machine.no_integer(value)),
    }
}

impl Machine {
    /// A call of a method of the program's, if the class of a value has it.
    pub(in crate::machine) fn own_method(
        &mut self,
        value: Value,
        name: &str,
        rest: &[Value],
    ) -> Option<Halt> {
        if !matches!(self.heap.get(value), Some(Object::Instance(_))) {
            return None;
        }
        let key = self.str(name);
        let function = self.lookup(self.class_of(value), key)?;
        if self.is_native(function) || function == Value::NONE {
            return None;
        }
        let mut given = vec![value];
        given.extend(rest);
        Some(Halt::call(function, given))
    }
}
