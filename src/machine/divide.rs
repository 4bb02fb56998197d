//! Division as Python has it: towards negative infinity, and of ints to the nearest float.

use super::raised::{Raised, Raises};
use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

/// `a / b` of ints: the nearest float to the exact quotient.
pub(super) fn true_divide(a: &BigInt, b: &BigInt) -> Result<f64, Raised> {
    if b.is_zero() {
        return Err(Raised::new(Raises::ZeroDivisionError, "division by zero"));
    }
    const EXACT: u64 = 53;
    if a.bits() <= EXACT
        && b.bits() <= EXACT
        && let (Some(a), Some(b)) = (a.to_f64(), b.to_f64())
    {
        return Ok(a / b);
    }
    // A quotient of 66 bits or more, whose last bit says whether anything was cut off, is rounded once.
    let shift = 66 + b.bits() as i64 - a.bits() as i64;
    let (dividend, divisor) = if shift >= 0 {
        (a.abs() << shift, b.abs())
    } else {
        (a.abs(), b.abs() << -shift)
    };
    let (quotient, rest) = dividend.div_rem(&divisor);
    let quotient = if rest.is_zero() {
        quotient
    } else {
        quotient | BigInt::from(1)
    };
    // In two factors, since 2^-shift alone may be less than any float.
    let half = shift / 2;
    let scaled = quotient.to_f64().unwrap_or(f64::INFINITY) * power(-half) * power(half - shift);
    if scaled.is_infinite() {
        return Err(Raised::new(
            Raises::OverflowError,
            "integer division result too large for a float",
        ));
    }
    Ok(if (a.sign() == Sign::Minus) == (b.sign() == Sign::Minus) {
        scaled
    } else {
        -scaled
    })
}

fn power(exponent: i64) -> f64 {
    2_f64.powi(exponent.clamp(-2000, 2000) as i32)
}

/// `a // b` and `a % b` of floats, as `float_divmod` of CPython's `floatobject.c` computes them.
pub(super) fn float_divmod(a: f64, b: f64) -> (f64, f64) {
    let mut rest = a % b;
    let mut quotient = (a - rest) / b;
    if rest == 0.0 {
        rest = 0.0_f64.copysign(b);
    } else if (b < 0.0) != (rest < 0.0) {
        rest += b;
        quotient -= 1.0;
    }
    let floor = if quotient == 0.0 {
        0.0_f64.copysign(a / b)
    } else {
        let floor = quotient.floor();
        if quotient - floor > 0.5 {
            floor + 1.0
        } else {
            floor
        }
    };
    (floor, rest)
}
