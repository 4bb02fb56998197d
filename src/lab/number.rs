//! Numbers as Python has them: whole ones, and the others.

use crate::trace::Value;
use core::cmp::Ordering;
use core::fmt;
use core::ops::{Add, Div, Mul, Sub};

/// A number of a lab whose output is that of a Python program: what it prints depends on its type.
///
/// Other than Python's, an `Int` that no longer fits 64 bits goes on as a `Float`, and division by zero is infinite or no
/// number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// Python's `int`.
    Int(i64),
    /// Python's `float`.
    Float(f64),
}

impl Number {
    fn float(self) -> f64 {
        match self {
            Self::Int(value) => value as f64,
            Self::Float(value) => value,
        }
    }

    /// The operation on whole numbers where both are and the result is, and else that on the others.
    fn combine(
        self,
        other: Self,
        whole: fn(i64, i64) -> Option<i64>,
        float: fn(f64, f64) -> f64,
    ) -> Self {
        if let (Self::Int(one), Self::Int(two)) = (self, other)
            && let Some(result) = whole(one, two)
        {
            return Self::Int(result);
        }
        Self::Float(float(self.float(), other.float()))
    }
}

/// A number as it is written: a whole one is an `Int`.
impl From<f64> for Number {
    fn from(value: f64) -> Self {
        // Up to here every whole number is exact.
        if value.fract() == 0.0 && value.abs() <= 9_007_199_254_740_992.0 {
            Self::Int(value as i64)
        } else {
            Self::Float(value)
        }
    }
}

impl From<Number> for Value<'_> {
    fn from(number: Number) -> Self {
        match number {
            Number::Int(value) => Self::Int(value),
            Number::Float(value) => Self::Float(value),
        }
    }
}

impl Add for Number {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        self.combine(other, i64::checked_add, Add::add)
    }
}

impl Sub for Number {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self.combine(other, i64::checked_sub, Sub::sub)
    }
}

impl Mul for Number {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        self.combine(other, i64::checked_mul, Mul::mul)
    }
}

impl Div for Number {
    type Output = Self;

    fn div(self, other: Self) -> Self {
        Self::Float(self.float() / other.float())
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (*self, *other) {
            (Self::Int(one), Self::Int(two)) => Some(one.cmp(&two)),
            (one, two) => one.float().partial_cmp(&two.float()),
        }
    }
}

/// As Python's `str` writes it.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = match *self {
            Self::Int(value) => return write!(f, "{value}"),
            Self::Float(value) => value,
        };
        let size = value.abs();
        if value.is_nan() {
            return f.write_str("nan");
        }
        if value.is_infinite() || size == 0.0 || (1e-4..1e16).contains(&size) {
            return write!(f, "{value:?}");
        }
        // Python's exponent has a sign, and two digits at least.
        let written = format!("{value:e}");
        let (digits, exponent) = written.split_once('e').unwrap_or((&written, "0"));
        let (sign, exponent) = match exponent.strip_prefix('-') {
            Some(exponent) => ('-', exponent),
            None => ('+', exponent),
        };
        write!(f, "{digits}e{sign}{exponent:0>2}")
    }
}

#[cfg(test)]
mod tests {
    use super::Number::{self, Float, Int};

    #[test]
    fn operations_keep_the_type_that_python_gives() {
        assert_eq!(Int(2) + Int(3), Int(5));
        assert_eq!(Int(2) - Float(0.5), Float(1.5));
        assert_eq!(Int(2) * Int(-3), Int(-6));
        assert_eq!(Int(4) / Int(2), Float(2.0));
        assert_eq!(Int(i64::MAX) + Int(1), Float(9_223_372_036_854_775_808.0));
        assert!(Int(2) < Float(2.5) && Float(-1.0) < Int(0));
        assert_eq!(Number::from(2.0), Int(2));
        assert_eq!(Number::from(2.5), Float(2.5));
    }

    #[test]
    fn a_number_is_written_as_python_writes_it() {
        for (number, text) in [
            (Int(-7), "-7"),
            (Float(2.0), "2.0"),
            (Float(-0.0), "-0.0"),
            (Float(0.1 + 0.2), "0.30000000000000004"),
            (Float(0.0001), "0.0001"),
            (Float(0.00001), "1e-05"),
            (Float(1.5e-7), "1.5e-07"),
            (Float(1e15), "1000000000000000.0"),
            (Float(1e16), "1e+16"),
            (Float(1.25e100), "1.25e+100"),
            (Float(f64::INFINITY), "inf"),
            (Float(f64::NEG_INFINITY), "-inf"),
            (Float(f64::NAN), "nan"),
        ] {
            assert_eq!(number.to_string(), text);
        }
    }
}
