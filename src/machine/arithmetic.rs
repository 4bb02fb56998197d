//! Operators on numbers, and on strings where they are simple.

use super::divide::{float_divmod, true_divide};
use super::pool::{Content, Pool};
use super::raised::{Raised, Raises};
use super::value::{Kind, Singleton, Value};
use crate::bytecode::{Binary, Comparison};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};
use std::cmp::Ordering;

/// How many bits an int may have: more would only fill the memory.
const LONGEST_INT: u64 = 1 << 24;

/// A number, as operators see it.
enum Number {
    Int(BigInt),
    Float(f64),
}

fn number(pool: &Pool, value: Value) -> Option<Number> {
    match value.kind() {
        Kind::Float(float) => Some(Number::Float(float)),
        _ => pool.as_int(value).map(Number::Int),
    }
}

/// `a op b` for values that are not in the heap.
///
/// # Errors
/// What Python raises, with its message.
pub fn binary(pool: &mut Pool, operator: Binary, a: Value, b: Value) -> Result<Value, Raised> {
    if let (Kind::Small(a), Kind::Small(b)) = (a.kind(), b.kind())
        && let Some(value) = small(operator, a, b)
    {
        return Ok(value);
    }
    if let (Kind::Singleton(x), Kind::Singleton(y)) = (a.kind(), b.kind())
        && let Some(value) = booleans(operator, x, y)
    {
        return Ok(value);
    }
    match (number(pool, a), number(pool, b)) {
        (Some(Number::Int(a)), Some(Number::Int(b))) if operator != Binary::MatrixMultiply => {
            return ints(pool, operator, &a, &b);
        }
        (Some(x), Some(y)) if is_of_floats(operator) => {
            return floats(operator, to_float(x)?, to_float(y)?).map(Value::float);
        }
        _ => {}
    }
    sequences(pool, operator, a, b).unwrap_or_else(|| Err(unsupported(pool, operator, a, b)))
}

/// The common case: what fits, without a great int on the way.
fn small(operator: Binary, a: i64, b: i64) -> Option<Value> {
    // Both have 48 bits, so sums fit into 64.
    Value::small(match operator {
        Binary::Add => a + b,
        Binary::Subtract => a - b,
        Binary::Multiply => a.checked_mul(b)?,
        Binary::And => a & b,
        Binary::Or => a | b,
        Binary::Xor => a ^ b,
        Binary::FloorDivide if b != 0 => Integer::div_floor(&a, &b),
        Binary::Remainder if b != 0 => Integer::mod_floor(&a, &b),
        _ => return None,
    })
}

fn booleans(operator: Binary, a: Singleton, b: Singleton) -> Option<Value> {
    let truth = |each| match each {
        Singleton::True => Some(true),
        Singleton::False => Some(false),
        _ => None,
    };
    let (a, b) = (truth(a)?, truth(b)?);
    match operator {
        Binary::And => Some(Value::bool(a & b)),
        Binary::Or => Some(Value::bool(a | b)),
        Binary::Xor => Some(Value::bool(a ^ b)),
        _ => None,
    }
}

fn ints(pool: &mut Pool, operator: Binary, a: &BigInt, b: &BigInt) -> Result<Value, Raised> {
    let by_zero = |message: &str| Err(Raised::new(Raises::ZeroDivisionError, message));
    let int = match operator {
        Binary::Add => a + b,
        Binary::Subtract => a - b,
        Binary::Multiply => {
            fits(a.bits() + b.bits())?;
            a * b
        }
        Binary::Divide => return true_divide(a, b).map(Value::float),
        Binary::FloorDivide if b.is_zero() => return by_zero("integer division or modulo by zero"),
        Binary::Remainder if b.is_zero() => return by_zero("integer modulo by zero"),
        Binary::FloorDivide => a.div_floor(b),
        Binary::Remainder => a.mod_floor(b),
        Binary::Power if b.is_negative() => {
            return floats(
                operator,
                to_float(Number::Int(a.clone()))?,
                to_float(Number::Int(b.clone()))?,
            )
            .map(Value::float);
        }
        Binary::Power if a.bits() <= 1 => match a.is_positive() || b.is_even() {
            // 0, 1 and -1 to any power.
            true if a.is_zero() => BigInt::from(i32::from(b.is_zero())),
            true => BigInt::from(1),
            false => a.clone(),
        },
        Binary::Power => {
            let exponent = b.to_u64().unwrap_or(u64::MAX);
            fits(a.bits().saturating_mul(exponent))?;
            a.pow(exponent as u32)
        }
        Binary::LeftShift | Binary::RightShift if b.is_negative() => {
            return Err(Raised::new(Raises::ValueError, "negative shift count"));
        }
        Binary::LeftShift if a.is_zero() => BigInt::ZERO,
        Binary::LeftShift => {
            let count = b.to_u64().unwrap_or(u64::MAX);
            fits(a.bits().saturating_add(count))?;
            a << count
        }
        // Beyond its length nothing is left but the sign.
        Binary::RightShift => a >> b.to_u64().unwrap_or(u64::MAX).min(a.bits() + 1),
        Binary::And => a & b,
        Binary::Or => a | b,
        Binary::Xor => a ^ b,
        Binary::MatrixMultiply => unreachable!("no number has it"),
    };
    Ok(pool.int(int))
}

fn fits(bits: u64) -> Result<(), Raised> {
    if bits <= LONGEST_INT {
        Ok(())
    } else {
        Err(Raised::new(Raises::MemoryError, ""))
    }
}

fn to_float(number: Number) -> Result<f64, Raised> {
    match number {
        Number::Float(float) => Ok(float),
        Number::Int(int) => match int.to_f64() {
            Some(float) if float.is_finite() => Ok(float),
            _ => Err(Raised::new(
                Raises::OverflowError,
                "int too large to convert to float",
            )),
        },
    }
}

fn is_of_floats(operator: Binary) -> bool {
    use Binary::*;
    matches!(
        operator,
        Add | Subtract | Multiply | Divide | FloorDivide | Remainder | Power
    )
}

fn floats(operator: Binary, a: f64, b: f64) -> Result<f64, Raised> {
    let by_zero = |message: &str| Err(Raised::new(Raises::ZeroDivisionError, message));
    Ok(match operator {
        Binary::Add => a + b,
        Binary::Subtract => a - b,
        Binary::Multiply => a * b,
        Binary::Divide if b == 0.0 => return by_zero("float division by zero"),
        Binary::FloorDivide if b == 0.0 => return by_zero("float floor division by zero"),
        Binary::Remainder if b == 0.0 => return by_zero("float modulo"),
        Binary::Divide => a / b,
        Binary::FloorDivide => float_divmod(a, b).0,
        Binary::Remainder => float_divmod(a, b).1,
        _ if a == 0.0 && b < 0.0 && b.is_finite() => {
            return by_zero("0.0 cannot be raised to a negative power");
        }
        // CPython gives a complex number, which there is not here.
        _ if a < 0.0 && a.is_finite() && b.is_finite() && b.fract() != 0.0 => {
            return Err(Raised::new(
                Raises::ValueError,
                "negative number cannot be raised to a fractional power",
            ));
        }
        _ => {
            let power = a.powf(b);
            if power.is_infinite() && a.is_finite() && b.is_finite() {
                return Err(Raised::new(
                    Raises::OverflowError,
                    "(34, 'Numerical result out of range')",
                ));
            }
            power
        }
    })
}

/// `+` and `*` of str, bytes and tuples. None where the operator is not for these.
fn sequences(
    pool: &mut Pool,
    operator: Binary,
    a: Value,
    b: Value,
) -> Option<Result<Value, Raised>> {
    let content = |pool: &Pool, value: Value| match value.kind() {
        Kind::Pool(index) => Some(pool.content(index).clone()),
        _ => None,
    };
    let joined = match operator {
        Binary::Add => match (content(pool, a)?, content(pool, b)?) {
            (Content::Str(a), Content::Str(b)) => Content::Str(format!("{a}{b}").into()),
            (Content::Bytes(a), Content::Bytes(b)) => Content::Bytes([a, b].concat().into()),
            (Content::Tuple(a), Content::Tuple(b)) => Content::Tuple([a, b].concat().into()),
            _ => return None,
        },
        Binary::Multiply => {
            let (sequence, times) = match (pool.as_int(b), pool.as_int(a)) {
                (Some(times), _) => (content(pool, a)?, times),
                (_, Some(times)) => (content(pool, b)?, times),
                _ => return None,
            };
            let Some(times) = times.to_i64() else {
                let message = "cannot fit 'int' into an index-sized integer";
                return Some(Err(Raised::new(Raises::OverflowError, message)));
            };
            let times = times.max(0) as u64;
            let length = match &sequence {
                Content::Str(text) => text.len(),
                Content::Bytes(bytes) => bytes.len(),
                Content::Tuple(items) => 8 * items.len(),
                _ => return None,
            };
            if let Err(raised) = fits((length as u64).saturating_mul(times)) {
                return Some(Err(raised));
            }
            let times = times as usize;
            match sequence {
                Content::Str(text) => Content::Str(text.repeat(times).into()),
                Content::Bytes(bytes) => Content::Bytes(bytes.repeat(times).into()),
                Content::Tuple(items) => Content::Tuple(items.repeat(times).into()),
                _ => return None,
            }
        }
        _ => return None,
    };
    Some(Ok(pool.intern(joined)))
}

fn unsupported(pool: &Pool, operator: Binary, a: Value, b: Value) -> Raised {
    let (left, right) = (pool.type_name(a), pool.type_name(b));
    let is_sequence = |name| matches!(name, "str" | "bytes" | "tuple");
    let times = |name| format!("can't multiply sequence by non-int of type '{name}'");
    let message = match (operator, left) {
        (Binary::Add, "str" | "tuple") => {
            format!("can only concatenate {left} (not \"{right}\") to {left}")
        }
        (Binary::Add, "bytes") => format!("can't concat {right} to bytes"),
        (Binary::Multiply, _) if is_sequence(left) => times(right),
        (Binary::Multiply, _) if is_sequence(right) => times(left),
        _ => {
            let symbol = if operator == Binary::Power {
                "** or pow()"
            } else {
                operator.symbol()
            };
            format!("unsupported operand type(s) for {symbol}: '{left}' and '{right}'")
        }
    };
    Raised::new(Raises::TypeError, message)
}

/// `a op b` for values that are not in the heap, and lead to nothing there.
///
/// # Errors
/// TypeError where Python has no order.
pub fn compare(pool: &Pool, operator: Comparison, a: Value, b: Value) -> Result<bool, Raised> {
    let ordering = order(pool, a, b);
    let equal = match ordering {
        Order::Is(ordering) => ordering == Some(Ordering::Equal),
        // What has no order is equal to itself.
        Order::Never(..) => a == b || same_range(pool, a, b),
    };
    match operator {
        Comparison::Equal => return Ok(equal),
        Comparison::NotEqual => return Ok(!equal),
        _ => {}
    }
    let ordering = match ordering {
        Order::Is(ordering) => ordering,
        Order::Never(a, b) => {
            let (left, right) = (pool.type_name(a), pool.type_name(b));
            let symbol = operator.symbol();
            let message =
                format!("'{symbol}' not supported between instances of '{left}' and '{right}'");
            return Err(Raised::new(Raises::TypeError, message));
        }
    };
    Ok(match operator {
        Comparison::Less => ordering.is_some_and(Ordering::is_lt),
        Comparison::LessOrEqual => ordering.is_some_and(Ordering::is_le),
        Comparison::Greater => ordering.is_some_and(Ordering::is_gt),
        Comparison::GreaterOrEqual => ordering.is_some_and(Ordering::is_ge),
        Comparison::Equal | Comparison::NotEqual => equal,
    })
}

/// What tells a range from others: how many items it has, the first, and the step, as far as they matter.
pub(super) fn range_items(pool: &Pool, value: Value) -> Option<(u64, Option<i64>, Option<i64>)> {
    let Kind::Pool(index) = value.kind() else {
        return None;
    };
    let Content::Range(start, stop, step) = pool.content(index) else {
        return None;
    };
    let [start, stop, step] = [start, stop, step].map(|each| each.as_small().unwrap_or(0));
    let length = super::generate::range_length(start, stop, step);
    Some((
        length,
        (length > 0).then_some(start),
        (length > 1).then_some(step),
    ))
}

fn same_range(pool: &Pool, a: Value, b: Value) -> bool {
    matches!((range_items(pool, a), range_items(pool, b)), (Some(a), Some(b)) if a == b)
}

/// How two values are ordered.
enum Order {
    /// So; or not at all, because one is a NaN.
    Is(Option<Ordering>),
    /// Python has no order for these, which are not equal: the operands, or items of them.
    Never(Value, Value),
}

fn order(pool: &Pool, a: Value, b: Value) -> Order {
    match (number(pool, a), number(pool, b)) {
        (Some(Number::Int(a)), Some(Number::Int(b))) => return Order::Is(Some(a.cmp(&b))),
        (Some(Number::Float(a)), Some(Number::Float(b))) => return Order::Is(a.partial_cmp(&b)),
        (Some(Number::Int(a)), Some(Number::Float(b))) => return Order::Is(int_and_float(&a, b)),
        (Some(Number::Float(a)), Some(Number::Int(b))) => {
            return Order::Is(int_and_float(&b, a).map(Ordering::reverse));
        }
        _ => {}
    }
    let (Kind::Pool(x), Kind::Pool(y)) = (a.kind(), b.kind()) else {
        return Order::Never(a, b);
    };
    match (pool.content(x), pool.content(y)) {
        (Content::Str(a), Content::Str(b)) => Order::Is(Some(a.cmp(b))),
        (Content::Bytes(a), Content::Bytes(b)) => Order::Is(Some(a.cmp(b))),
        (Content::Tuple(a), Content::Tuple(b)) => {
            // The first items that differ decide; an item is equal to itself, even a NaN.
            let differ = a.iter().zip(b.iter()).find(|(a, b)| {
                a != b && !matches!(order(pool, **a, **b), Order::Is(Some(Ordering::Equal)))
            });
            differ.map_or(Order::Is(Some(a.len().cmp(&b.len()))), |(a, b)| {
                order(pool, *a, *b)
            })
        }
        _ => Order::Never(a, b),
    }
}

/// Exact: a great int is not rounded to a float first.
fn int_and_float(int: &BigInt, float: f64) -> Option<Ordering> {
    if float.is_nan() {
        return None;
    }
    if float.is_infinite() {
        return Some(if float > 0.0 {
            Ordering::Less
        } else {
            Ordering::Greater
        });
    }
    let floor: BigInt = num_traits::FromPrimitive::from_f64(float.floor())?;
    Some(int.cmp(&floor).then(if float.fract() == 0.0 {
        Ordering::Equal
    } else {
        Ordering::Less
    }))
}
