//! `round`, and floats as ints.

use super::{overflow, value_error};
use crate::machine::Raised;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{FromPrimitive, One, Pow, Zero};

/// `int(float)`: towards zero.
///
/// # Errors
/// OverflowError for an infinity, ValueError for NaN.
pub fn float_to_int(float: f64) -> Result<BigInt, Raised> {
    if float.is_nan() {
        return Err(value_error("cannot convert float NaN to integer"));
    }
    BigInt::from_f64(float.trunc())
        .ok_or_else(|| overflow("cannot convert float infinity to integer"))
}

/// `round(float)`: to the nearest int, of two the even one.
///
/// # Errors
/// OverflowError for an infinity, ValueError for NaN.
pub fn round_to_int(float: f64) -> Result<BigInt, Raised> {
    float_to_int(float.round_ties_even())
}

/// Digits behind the point from which on a float is as it is.
const MOST_PLACES: i64 = 323;

/// Digits before the point from which on a float is rounded to zero.
const MOST_TENS: i64 = 308;

/// `round(float, places)`, correct for the float's exact value.
///
/// # Errors
/// OverflowError if the result is greater than any float.
pub fn round_float(float: f64, places: i64) -> Result<f64, Raised> {
    if !float.is_finite() || float == 0.0 || places > MOST_PLACES {
        return Ok(float);
    }
    if places < -MOST_TENS {
        return Ok(0.0 * float);
    }
    let rounded = if places >= 0 {
        format!("{float:.*}", places as usize)
            .parse()
            .unwrap_or(float)
    } else {
        let whole = float_to_int(float.abs())?;
        let unit: BigInt = Pow::pow(BigInt::from(10), places.unsigned_abs());
        let (quotient, rest) = whole.div_rem(&unit);
        // What is behind the point decides only where it would be a tie without.
        let up = match (rest * 2_u32).cmp(&unit) {
            std::cmp::Ordering::Less => false,
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Equal => quotient.is_odd() || float.fract() != 0.0,
        };
        let magnitude = (quotient + u32::from(up)) * unit;
        // A decimal text is rounded to the nearest float.
        magnitude
            .to_string()
            .parse::<f64>()
            .unwrap_or(f64::INFINITY)
            .copysign(float)
    };
    if rounded.is_infinite() {
        return Err(overflow("rounded value too large to represent"));
    }
    Ok(rounded)
}

/// `round(int, places)`: where the places are negative, to a multiple of a power of ten, of two the one with the even digit.
pub fn round_int(int: &BigInt, places: i64) -> BigInt {
    if places >= 0 {
        return int.clone();
    }
    let tens = places.unsigned_abs();
    // Half of that power of ten is greater than the int.
    if tens > int.bits() / 3 + 2 {
        return BigInt::zero();
    }
    let unit: BigInt = Pow::pow(BigInt::from(10), tens);
    let (quotient, rest) = int.div_mod_floor(&unit);
    let up = match (rest * 2_u32).cmp(&unit) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Equal => quotient.is_odd(),
    };
    (quotient + u32::from(up)) * unit
}

/// `float.is_integer()`.
pub fn is_integer(float: f64) -> bool {
    float.is_finite() && float.fract() == 0.0
}

/// `float.as_integer_ratio()`: numerator and denominator in lowest terms.
///
/// # Errors
/// OverflowError for an infinity, ValueError for NaN.
pub fn as_integer_ratio(float: f64) -> Result<(BigInt, BigInt), Raised> {
    if float.is_nan() {
        return Err(value_error("cannot convert NaN to integer ratio"));
    }
    if float.is_infinite() {
        return Err(overflow("cannot convert Infinity to integer ratio"));
    }
    let bits = float.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i64;
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, exponent) = if exponent == 0 {
        (fraction, -1074)
    } else {
        (fraction | 1 << 52, exponent - 1075)
    };
    let mut numerator = BigInt::from(mantissa);
    let mut denominator = BigInt::one();
    if exponent >= 0 {
        numerator <<= exponent;
    } else {
        denominator <<= -exponent;
        let common = numerator.gcd(&denominator);
        numerator /= &common;
        denominator /= common;
    }
    if float.is_sign_negative() {
        numerator = -numerator;
    }
    Ok((numerator, denominator))
}
