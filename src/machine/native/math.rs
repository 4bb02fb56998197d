//! `math`, as far as it is no Python.

use crate::machine::args::Args;
use crate::machine::halt::{Halt, Outcome};
use crate::machine::machine::Machine;
use crate::machine::program::Native;
use crate::machine::raised::Raises;
use crate::machine::value::{Kind, Value};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{FromPrimitive, One, Signed, ToPrimitive, Zero};

/// What this file has.
pub const NATIVES: &[(&str, Native)] = &[
    ("math/sqrt", |m, a| function(m, a, "sqrt", f64::sqrt)),
    ("math/cbrt", |m, a| function(m, a, "cbrt", f64::cbrt)),
    ("math/exp", |m, a| function(m, a, "exp", f64::exp)),
    ("math/exp2", |m, a| function(m, a, "exp2", f64::exp2)),
    ("math/expm1", |m, a| function(m, a, "expm1", f64::exp_m1)),
    ("math/log1p", |m, a| function(m, a, "log1p", f64::ln_1p)),
    ("math/sin", |m, a| function(m, a, "sin", f64::sin)),
    ("math/cos", |m, a| function(m, a, "cos", f64::cos)),
    ("math/tan", |m, a| function(m, a, "tan", f64::tan)),
    ("math/asin", |m, a| function(m, a, "asin", f64::asin)),
    ("math/acos", |m, a| function(m, a, "acos", f64::acos)),
    ("math/atan", |m, a| function(m, a, "atan", f64::atan)),
    ("math/sinh", |m, a| function(m, a, "sinh", f64::sinh)),
    ("math/cosh", |m, a| function(m, a, "cosh", f64::cosh)),
    ("math/tanh", |m, a| function(m, a, "tanh", f64::tanh)),
    ("math/asinh", |m, a| function(m, a, "asinh", f64::asinh)),
    ("math/acosh", |m, a| function(m, a, "acosh", f64::acosh)),
    ("math/atanh", |m, a| function(m, a, "atanh", f64::atanh)),
    ("math/fabs", |m, a| function(m, a, "fabs", f64::abs)),
    ("math/degrees", |m, a| {
        function(m, a, "degrees", |x| x * (180.0 / std::f64::consts::PI))
    }),
    ("math/radians", |m, a| {
        function(m, a, "radians", |x| x * (std::f64::consts::PI / 180.0))
    }),
    ("math/ulp", |m, a| function(m, a, "ulp", ulp)),
    ("math/atan2", |m, a| {
        function_of_two(m, a, "atan2", f64::atan2)
    }),
    ("math/copysign", |m, a| {
        function_of_two(m, a, "copysign", f64::copysign)
    }),
    ("math/pow", |m, a| function_of_two(m, a, "pow", f64::powf)),
    ("math/fmod", |m, a| {
        function_of_two(m, a, "fmod", |x, y| x % y)
    }),
    ("math/remainder", |m, a| {
        function_of_two(m, a, "remainder", remainder)
    }),
    ("math/nextafter", |m, a| {
        function_of_two(m, a, "nextafter", next_after)
    }),
    ("math/isnan", |m, a| predicate(m, a, "isnan", f64::is_nan)),
    ("math/isinf", |m, a| {
        predicate(m, a, "isinf", f64::is_infinite)
    }),
    ("math/isfinite", |m, a| {
        predicate(m, a, "isfinite", f64::is_finite)
    }),
    ("math/floor", |m, a| {
        rounded(m, a, "floor", "__floor__", f64::floor)
    }),
    ("math/ceil", |m, a| {
        rounded(m, a, "ceil", "__ceil__", f64::ceil)
    }),
    ("math/trunc", |m, a| {
        rounded(m, a, "trunc", "__trunc__", f64::trunc)
    }),
    ("math/log", log),
    ("math/log2", |m, a| {
        logarithm(m, a, "log2", f64::log2, std::f64::consts::LN_2)
    }),
    ("math/log10", |m, a| {
        logarithm(m, a, "log10", f64::log10, std::f64::consts::LN_10)
    }),
    ("math/modf", modf),
    ("math/frexp", frexp),
    ("math/ldexp", ldexp),
    ("math/gcd", |m, a| {
        folded(m, a, "gcd", BigInt::ZERO, |x, y| x.gcd(y))
    }),
    ("math/lcm", |m, a| {
        folded(m, a, "lcm", BigInt::one(), |x, y| x.lcm(y))
    }),
    ("math/isqrt", isqrt),
    ("math/factorial", factorial),
    ("math/comb", comb),
    ("math/perm", perm),
    ("math/_hypot", hypot),
    ("math/_float", to_float),
];

/// The largest argument of a factorial, and the most factors of `comb` and `perm`: a step must come to an end.
const MOST_FACTORS: u64 = 100_000;

fn domain() -> Halt {
    Halt::value_error("math domain error")
}

fn range() -> Halt {
    Halt::raise(Raises::OverflowError, "math range error")
}

/// A number as a float.
fn float(machine: &Machine, value: Value) -> Outcome<f64> {
    let inner = machine.inner(value);
    if let Kind::Float(float) = inner.kind() {
        return Ok(float);
    }
    let Some(int) = machine.pool.as_int(inner) else {
        return Err(Halt::type_error(format!(
            "must be real number, not {}",
            machine.type_name(value)
        )));
    };
    match int.to_f64() {
        Some(float) if float.is_finite() => Ok(float),
        _ => Err(Halt::raise(
            Raises::OverflowError,
            "int too large to convert to float",
        )),
    }
}

fn int(machine: &Machine, value: Value) -> Outcome<BigInt> {
    machine.pool.as_int(machine.inner(value)).ok_or_else(|| {
        Halt::type_error(format!(
            "'{}' object cannot be interpreted as an integer",
            machine.type_name(value)
        ))
    })
}

fn to_float(machine: &mut Machine, args: &Args) -> Outcome {
    Ok(Value::float(float(machine, args.values[0])?))
}

/// Infinite and undefined results of finite arguments are errors.
fn checked(result: f64, is_finite: bool, is_nan: bool) -> Outcome {
    if result.is_nan() && !is_nan {
        return Err(domain());
    }
    if result.is_infinite() && is_finite {
        return Err(range());
    }
    Ok(Value::float(result))
}

fn function(machine: &mut Machine, args: &Args, name: &str, of: fn(f64) -> f64) -> Outcome {
    let [x] = args.bind(&machine.pool, &format!("math.{name}"), 1, ["/x"])?;
    let x = float(machine, x)?;
    let poles = match name {
        "log1p" => x <= -1.0,
        "atanh" => x.abs() >= 1.0 && !x.is_nan(),
        _ => false,
    };
    if poles && x.is_finite() {
        return Err(domain());
    }
    checked(of(x), x.is_finite(), x.is_nan())
}

fn function_of_two(
    machine: &mut Machine,
    args: &Args,
    name: &str,
    of: fn(f64, f64) -> f64,
) -> Outcome {
    let [x, y] = args.bind(&machine.pool, name, 2, ["/x", "/y"])?;
    let (x, y) = (float(machine, x)?, float(machine, y)?);
    if name == "pow" && x == 0.0 && y < 0.0 && y.is_finite() {
        return Err(domain());
    }
    if name == "nextafter" {
        return Ok(Value::float(of(x, y)));
    }
    checked(
        of(x, y),
        x.is_finite() && y.is_finite(),
        x.is_nan() || y.is_nan(),
    )
}

fn predicate(machine: &mut Machine, args: &Args, name: &str, of: fn(f64) -> bool) -> Outcome {
    let [x] = args.bind(&machine.pool, &format!("math.{name}"), 1, ["/x"])?;
    let inner = machine.inner(x);
    if machine.pool.as_int(inner).is_some() && float(machine, x).is_err() {
        return Ok(Value::bool(name == "isfinite"));
    }
    Ok(Value::bool(of(float(machine, x)?)))
}

fn rounded(
    machine: &mut Machine,
    args: &Args,
    name: &str,
    method: &str,
    of: fn(f64) -> f64,
) -> Outcome {
    let [x] = args.bind(&machine.pool, &format!("math.{name}"), 1, ["/x"])?;
    let inner = machine.inner(x);
    if let Kind::Float(float) = inner.kind() {
        return match BigInt::from_f64(of(float)) {
            Some(int) => Ok(machine.pool.int(int)),
            None if float.is_nan() => Err(Halt::value_error("cannot convert float NaN to integer")),
            None => Err(Halt::raise(
                Raises::OverflowError,
                "cannot convert float infinity to integer",
            )),
        };
    }
    if let Some(halt) = machine.method_call(x, method, &[]) {
        return Err(halt);
    }
    match machine.pool.as_int(inner) {
        Some(int) => Ok(machine.pool.int(int)),
        None if name == "trunc" => Err(Halt::type_error(format!(
            "type {} doesn't define __trunc__ method",
            machine.type_name(x)
        ))),
        None => Err(Halt::type_error(format!(
            "must be real number, not {}",
            machine.type_name(x)
        ))),
    }
}

/// The distance to the next float away from zero.
fn ulp(x: f64) -> f64 {
    let x = x.abs();
    if !x.is_finite() {
        return x;
    }
    let up = x.next_up();
    if up.is_infinite() {
        x - x.next_down()
    } else {
        up - x
    }
}

fn next_after(x: f64, y: f64) -> f64 {
    if x.is_nan() || y.is_nan() {
        f64::NAN
    } else if x == y {
        y
    } else if x < y {
        x.next_up()
    } else {
        x.next_down()
    }
}

/// The remainder of the division that rounds to the nearest, ties to even (IEEE 754).
fn remainder(x: f64, y: f64) -> f64 {
    if y.is_infinite() && x.is_finite() {
        return x;
    }
    let (size, by) = (x.abs(), y.abs());
    let rest = size % by;
    let other = by - rest;
    let nearest = if rest < other {
        rest
    } else if rest > other {
        -other
    } else {
        // Halfway: the quotient must be even.
        rest - 2.0 * ((0.5 * (size - rest)) % by)
    };
    1f64.copysign(x) * nearest
}

/// The logarithm of an int that may be too large for a float.
fn log_of(machine: &Machine, value: Value, of: fn(f64) -> f64, of_two: f64) -> Outcome<f64> {
    let inner = machine.inner(value);
    if let Some(int) = machine.pool.as_int(inner) {
        if !int.is_positive() {
            return Err(domain());
        }
        if let Some(float) = int.to_f64()
            && float.is_finite()
        {
            return Ok(of(float));
        }
        let shift = int.bits() - 64;
        let mantissa = (int >> shift).to_f64().unwrap_or(1.0);
        return Ok(of(mantissa) + of_two * shift as f64);
    }
    let x = float(machine, value)?;
    if x <= 0.0 {
        return Err(domain());
    }
    Ok(of(x))
}

/// `log(x[, base])`
fn log(machine: &mut Machine, args: &Args) -> Outcome {
    let [x, base] = args.bind(&machine.pool, "log", 1, ["/x", "/base"])?;
    let top = log_of(machine, x, f64::ln, std::f64::consts::LN_2)?;
    if base == Value::UNSET {
        return Ok(Value::float(top));
    }
    let bottom = log_of(machine, base, f64::ln, std::f64::consts::LN_2)?;
    if bottom == 0.0 {
        return Err(Halt::raise(
            Raises::ZeroDivisionError,
            "float division by zero",
        ));
    }
    Ok(Value::float(top / bottom))
}

fn logarithm(
    machine: &mut Machine,
    args: &Args,
    name: &str,
    of: fn(f64) -> f64,
    log_of_base: f64,
) -> Outcome {
    let [x] = args.bind(&machine.pool, &format!("math.{name}"), 1, ["/x"])?;
    let of_two = std::f64::consts::LN_2 / log_of_base;
    Ok(Value::float(log_of(machine, x, of, of_two)?))
}

fn modf(machine: &mut Machine, args: &Args) -> Outcome {
    let [x] = args.bind(&machine.pool, "math.modf", 1, ["/x"])?;
    let x = float(machine, x)?;
    let whole = x.trunc();
    let part = if x.is_infinite() { 0.0 } else { x - whole };
    let parts = [part.copysign(x), whole].map(Value::float);
    Ok(machine.tuple(&parts))
}

/// A mantissa from 0.5 on and below 1, and an exponent of two.
fn parts(x: f64) -> (f64, i64) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    let (x, less) = if x.abs() < f64::MIN_POSITIVE {
        (x * 2f64.powi(54), 54)
    } else {
        (x, 0)
    };
    let bits = x.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i64 - 1022;
    let mantissa = f64::from_bits(bits & !(0x7ff << 52) | 1022 << 52);
    (mantissa, exponent - less)
}

fn frexp(machine: &mut Machine, args: &Args) -> Outcome {
    let [x] = args.bind(&machine.pool, "math.frexp", 1, ["/x"])?;
    let (mantissa, exponent) = parts(float(machine, x)?);
    Ok(machine.tuple(&[Value::float(mantissa), Value::int(exponent)]))
}

fn ldexp(machine: &mut Machine, args: &Args) -> Outcome {
    let [x, exponent] = args.bind(&machine.pool, "ldexp", 2, ["/x", "/i"])?;
    let x = float(machine, x)?;
    let Some(exponent) = machine.pool.as_int(machine.inner(exponent)) else {
        return Err(Halt::type_error(
            "Expected an int as second argument to ldexp.",
        ));
    };
    if x == 0.0 || !x.is_finite() {
        return Ok(Value::float(x));
    }
    let exponent = exponent.clamp((-5000).into(), 5000.into());
    let exponent = exponent.to_i32().unwrap_or(0);
    // In steps that are exact, but for the last one where the result is too small for all its digits.
    let (mantissa, own) = parts(x);
    let total = own as i32 + exponent;
    if total > 1024 {
        return Err(range());
    }
    let result = if total < -1074 {
        0.0 * x
    } else if total <= -1021 {
        mantissa * 2f64.powi(-1021) * 2f64.powi(total + 1021)
    } else {
        mantissa * 2.0 * 2f64.powi(total - 1)
    };
    Ok(Value::float(result))
}

fn folded(
    machine: &mut Machine,
    args: &Args,
    name: &str,
    start: BigInt,
    of: fn(&BigInt, &BigInt) -> BigInt,
) -> Outcome {
    if !args.names(&machine.pool).is_empty() {
        return Err(Halt::type_error(format!(
            "math.{name}() takes no keyword arguments"
        )));
    }
    let mut result = start;
    for value in &args.values {
        let each = int(machine, *value)?;
        result = of(&result, &each);
    }
    Ok(machine.pool.int(result.abs()))
}

fn isqrt(machine: &mut Machine, args: &Args) -> Outcome {
    let [n] = args.bind(&machine.pool, "math.isqrt", 1, ["/n"])?;
    let n = int(machine, n)?;
    if n.is_negative() {
        return Err(Halt::value_error("isqrt() argument must be nonnegative"));
    }
    Ok(machine.pool.int(n.sqrt()))
}

/// The product of the ints from `first` to `last`, halved so that factors are of like size.
fn product(first: u64, last: u64) -> BigInt {
    if first > last {
        return BigInt::one();
    }
    if last - first < 8 {
        return (first..=last).fold(BigInt::one(), |product, factor| product * factor);
    }
    let middle = first + (last - first) / 2;
    product(first, middle) * product(middle + 1, last)
}

fn factorial(machine: &mut Machine, args: &Args) -> Outcome {
    let [n] = args.bind(&machine.pool, "math.factorial", 1, ["/x"])?;
    let n = int(machine, n)?;
    if n.is_negative() {
        return Err(Halt::value_error(
            "factorial() not defined for negative values",
        ));
    }
    match n.to_u64().filter(|n| *n <= MOST_FACTORS) {
        Some(n) => Ok(machine.pool.int(product(1, n))),
        None => Err(too_many(&format!(
            "factorial() of more than {MOST_FACTORS}"
        ))),
    }
}

fn too_many(what: &str) -> Halt {
    Halt::raise(
        Raises::OverflowError,
        format!("{what} is not supported here; use a smaller number"),
    )
}

/// `n` and `k` of `comb` and `perm`: None if there is no way at all.
fn chosen(machine: &mut Machine, n: Value, k: Value) -> Outcome<Option<(BigInt, BigInt)>> {
    let n = int(machine, n)?;
    let k = if k == Value::UNSET || k == Value::NONE {
        n.clone()
    } else {
        int(machine, k)?
    };
    if n.is_negative() {
        return Err(Halt::value_error("n must be a non-negative integer"));
    }
    if k.is_negative() {
        return Err(Halt::value_error("k must be a non-negative integer"));
    }
    Ok((k <= n).then_some((n, k)))
}

/// The product of the `k` ints up to `n`.
fn falling(n: &BigInt, k: &BigInt, name: &str) -> Outcome<BigInt> {
    let Some(k) = k.to_u64().filter(|k| *k <= MOST_FACTORS) else {
        return Err(too_many(&format!("{name}() with more than {MOST_FACTORS}")));
    };
    if let Some(n) = n.to_u64() {
        return Ok(product(n - k + 1, n));
    }
    Ok((0..k).fold(BigInt::one(), |product, less| product * (n - less)))
}

fn comb(machine: &mut Machine, args: &Args) -> Outcome {
    let [n, k] = args.bind(&machine.pool, "comb", 2, ["/n", "/k"])?;
    let Some((n, k)) = chosen(machine, n, k)? else {
        return Ok(Value::int(0));
    };
    let k = k.clone().min(&n - &k);
    let ways = falling(&n, &k, "comb")? / product(1, k.to_u64().unwrap_or(0));
    Ok(machine.pool.int(ways))
}

fn perm(machine: &mut Machine, args: &Args) -> Outcome {
    let [n, k] = args.bind(&machine.pool, "perm", 1, ["/n", "/k"])?;
    let Some((n, k)) = chosen(machine, n, k)? else {
        return Ok(Value::int(0));
    };
    let ways = falling(&n, &k, "perm")?;
    Ok(machine.pool.int(ways))
}

/// The length of a vector whose coordinates are floats: scaled, and summed with what rounding left (Neumaier, 1974).
fn hypot(machine: &mut Machine, args: &Args) -> Outcome {
    let mut coordinates = Vec::new();
    for value in machine.items_of(args.values[0])? {
        coordinates.push(float(machine, value)?.abs());
    }
    if coordinates.iter().any(|each| each.is_infinite()) {
        return Ok(Value::float(f64::INFINITY));
    }
    let most = coordinates.iter().copied().fold(0.0, f64::max);
    if most.is_zero() || coordinates.iter().any(|each| each.is_nan()) {
        return Ok(Value::float(coordinates.iter().sum()));
    }
    if let [a, b] = coordinates[..] {
        return Ok(Value::float(a.hypot(b)));
    }
    let scale = 2f64.powi(parts(most).1.clamp(-1000, 1000) as i32);
    let (mut sum, mut lost) = (0.0_f64, 0.0_f64);
    for each in coordinates {
        let scaled = each / scale;
        let square = scaled * scaled;
        lost += scaled.mul_add(scaled, -square);
        let next = sum + square;
        lost += if sum >= square {
            sum - next + square
        } else {
            square - next + sum
        };
        sum = next;
    }
    Ok(Value::float((sum + lost).sqrt() * scale))
}
