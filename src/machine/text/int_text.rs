//! Ints as texts and bytes, and back.

use super::character::decimal_value;
use super::{overflow, value_error};
use crate::machine::Raised;
use crate::machine::show::str_repr;
use num_bigint::{BigInt, Sign};
use num_traits::{Signed, Zero};

/// How many decimal digits are converted: CPython's limit, since the time grows with their square.
const MOST_DIGITS: usize = 4300;

const REMEDY: &str = "use sys.set_int_max_str_digits() to increase the limit";

/// `str(int)`.
///
/// # Errors
/// ValueError if there are more than 4300 digits.
pub fn decimal(int: &BigInt) -> Result<String, Raised> {
    let too_long = || {
        value_error(format!(
            "Exceeds the limit ({MOST_DIGITS} digits) for integer string conversion; {REMEDY}"
        ))
    };
    // 10 digits are more than 33 bits: what is surely too long is not even converted.
    if int.bits() > MOST_DIGITS as u64 * 4 {
        return Err(too_long());
    }
    let text = int.to_string();
    if text.len() - usize::from(int.is_negative()) > MOST_DIGITS {
        return Err(too_long());
    }
    Ok(text)
}

/// The digits with a prefix behind the sign: `hex(int)` is radix 16 and `0x`.
///
/// # Panics
/// If the radix is not from 2 to 36.
pub fn int_to_radix(int: &BigInt, radix: u32, prefix: &str) -> String {
    let sign = if int.is_negative() { "-" } else { "" };
    format!("{sign}{prefix}{}", int.magnitude().to_str_radix(radix))
}

/// `int(text, base)`. A base beyond 64 bits is to be cut to the nearest that has them.
///
/// # Errors
/// ValueError if it is no int in that base, there is no such base, or there are more than 4300 digits and the base is no
/// power of two.
pub fn int_of_text(text: &str, base: i64) -> Result<BigInt, Raised> {
    if base != 0 && !(2..=36).contains(&base) {
        return Err(value_error("int() base must be >= 2 and <= 36, or 0"));
    }
    let invalid = || {
        // CPython cuts it there.
        let shown: String = str_repr(text).chars().take(200).collect();
        value_error(format!(
            "invalid literal for int() with base {base}: {shown}"
        ))
    };
    let plain: String = text
        .trim_matches(char::is_whitespace)
        .chars()
        .map(|letter| {
            decimal_value(letter)
                .and_then(|digit| char::from_digit(digit, 10))
                .unwrap_or(letter)
        })
        .collect();
    let (sign, rest) = match plain.as_bytes().first() {
        Some(b'-') => (Sign::Minus, &plain[1..]),
        Some(b'+') => (Sign::Plus, &plain[1..]),
        _ => (Sign::Plus, plain.as_str()),
    };
    let prefix = match rest.get(..2) {
        Some("0x" | "0X") => 16,
        Some("0o" | "0O") => 8,
        Some("0b" | "0B") => 2,
        _ => 0,
    };
    let prefixed = prefix != 0 && (base == 0 || base == prefix);
    let radix = if prefixed {
        prefix
    } else if base == 0 {
        10
    } else {
        base
    } as u32;
    let digits = if prefixed { &rest[2..] } else { rest };
    // An underscore may stand between a prefix and the digits.
    let digits = if prefixed {
        digits.strip_prefix('_').unwrap_or(digits)
    } else {
        digits
    };
    if digits.starts_with('_') || digits.ends_with('_') || digits.contains("__") {
        return Err(invalid());
    }
    let digits = digits.replace('_', "");
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return Err(invalid());
    }
    if !radix.is_power_of_two() && digits.len() > MOST_DIGITS {
        let count = digits.len();
        return Err(value_error(format!(
            "Exceeds the limit ({MOST_DIGITS} digits) for integer string conversion: value has {count} digits; {REMEDY}"
        )));
    }
    let int = BigInt::parse_bytes(digits.as_bytes(), radix).ok_or_else(invalid)?;
    // In base 0, as in a program, a decimal other than zero does not begin with a zero.
    if base == 0 && !prefixed && digits.starts_with('0') && !int.is_zero() {
        return Err(invalid());
    }
    Ok(if sign == Sign::Minus { -int } else { int })
}

/// `int.to_bytes(length, byteorder, signed=…)`; the byte order is big where `big`.
///
/// # Errors
/// OverflowError if it does not fit; MemoryError beyond 16 MiB.
pub fn int_to_bytes(
    int: &BigInt,
    length: usize,
    big: bool,
    signed: bool,
) -> Result<Vec<u8>, Raised> {
    super::fits(length as u64)?;
    if int.is_negative() && !signed {
        return Err(overflow("can't convert negative int to unsigned"));
    }
    // CPython takes -1 for as short as 0.
    let mut bytes = match (
        int.is_zero() || length == 0 && *int == BigInt::from(-1),
        signed,
    ) {
        (true, _) => Vec::new(),
        (_, true) => int.to_signed_bytes_le(),
        (_, false) => int.magnitude().to_bytes_le(),
    };
    if bytes.len() > length {
        return Err(overflow("int too big to convert"));
    }
    bytes.resize(length, if int.is_negative() { 0xff } else { 0 });
    if big {
        bytes.reverse();
    }
    Ok(bytes)
}

/// `int.from_bytes(bytes, byteorder, signed=…)`.
pub fn int_from_bytes(bytes: &[u8], big: bool, signed: bool) -> BigInt {
    match (big, signed) {
        (true, true) => BigInt::from_signed_bytes_be(bytes),
        (false, true) => BigInt::from_signed_bytes_le(bytes),
        (true, false) => BigInt::from_bytes_be(Sign::Plus, bytes),
        (false, false) => BigInt::from_bytes_le(Sign::Plus, bytes),
    }
}
