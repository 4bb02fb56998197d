//! Floats as texts and back.

use super::character::decimal_value;
use super::{fits, value_error};
use crate::machine::Raised;
use crate::machine::show::{float_repr, str_repr};

/// How a float is written, as the arguments of CPython's `PyOS_double_to_string`.
pub(super) struct Style {
    /// One of `e E f F g G`, or `r` for the shortest digits that give the float again.
    pub letter: char,
    pub precision: usize,
    /// `#`: the point and the zeros at the end stay.
    pub alternate: bool,
    /// There is a digit after the point, at least.
    pub dot_zero: bool,
    /// What is rounded to zero has no minus.
    pub no_negative_zero: bool,
}

/// More digits than any float has, exactly: those behind are zeros.
const MOST_DIGITS: usize = 1100;

/// The significant digits and where the point is: the float is 0.DIGITS times ten to that power. No zeros at the end.
fn digits(float: f64, letter: char, precision: usize) -> (String, i64) {
    let scientific = match letter {
        'r' => {
            let repr = float_repr(float);
            let (mantissa, exponent) = repr.split_once('e').unwrap_or((&repr, "0"));
            let exponent: i64 = exponent.parse().unwrap_or(0);
            let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
            return normal(&format!("{whole}{fraction}"), exponent + whole.len() as i64);
        }
        'f' => {
            let fixed = format!("{float:.*}", precision.min(MOST_DIGITS));
            let (whole, fraction) = fixed.split_once('.').unwrap_or((&fixed, ""));
            return normal(&format!("{whole}{fraction}"), whole.len() as i64);
        }
        'e' => format!("{float:.*e}", precision.min(MOST_DIGITS)),
        _ => format!("{float:.*e}", precision.clamp(1, MOST_DIGITS) - 1),
    };
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i64 = exponent.parse().unwrap_or(0);
    normal(&mantissa.replace('.', ""), exponent + 1)
}

fn normal(digits: &str, point: i64) -> (String, i64) {
    let stripped = digits.trim_start_matches('0');
    let point = point - (digits.len() - stripped.len()) as i64;
    let stripped = stripped.trim_end_matches('0');
    if stripped.is_empty() {
        ("0".into(), 1)
    } else {
        (stripped.into(), point)
    }
}

/// A float in a style, as `format_float_short` of CPython's `pystrtod.c` lays it out.
pub(super) fn float_to_text(float: f64, style: &Style) -> Result<String, Raised> {
    let upper = style.letter.is_ascii_uppercase();
    let letter = style.letter.to_ascii_lowercase();
    let mut negative = float.is_sign_negative() && !float.is_nan();
    let mut text = String::new();
    if float.is_finite() {
        fits(style.precision as u64)?;
        let (digits, point) = digits(float.abs(), letter, style.precision);
        negative &= !(style.no_negative_zero && digits == "0");
        lay_out_digits(&mut text, &digits, point, letter, style);
    } else {
        text.push_str(if float.is_nan() { "nan" } else { "inf" });
    }
    if negative {
        text.insert(0, '-');
    }
    Ok(if upper { text.to_uppercase() } else { text })
}

fn lay_out_digits(text: &mut String, digits: &str, point: i64, letter: char, style: &Style) {
    let precision = style.precision as i64;
    let mut end = digits.len() as i64;
    let with_exponent = match letter {
        'e' => {
            end = precision + 1;
            true
        }
        'f' => {
            end = point + precision;
            false
        }
        'g' => {
            let precision = precision.max(1);
            if style.alternate {
                end = precision;
            }
            point <= -4 || point > precision - i64::from(style.dot_zero)
        }
        _ => point <= -4 || point > 16,
    };
    let (point, exponent) = if with_exponent {
        (1, point - 1)
    } else {
        (point, 0)
    };
    let start = if point <= 0 { point - 1 } else { 0 };
    let end = end.max(if style.dot_zero && !with_exponent {
        point + 1
    } else {
        point
    });
    // The digits from `start` to `end`, those that there are not being zeros.
    for place in start..end {
        if place == point {
            text.push('.');
        }
        let digit = usize::try_from(place)
            .ok()
            .and_then(|place| digits.as_bytes().get(place));
        text.push(char::from(*digit.unwrap_or(&b'0')));
    }
    if end == point && style.alternate {
        text.push('.');
    }
    if with_exponent {
        let sign = if exponent < 0 { '-' } else { '+' };
        text.push_str(&format!("e{sign}{:02}", exponent.abs()));
    }
}

/// `float(text)`.
///
/// # Errors
/// ValueError if it is no float.
pub fn float_of_text(text: &str) -> Result<f64, Raised> {
    let invalid = || {
        value_error(format!(
            "could not convert string to float: {}",
            str_repr(text)
        ))
    };
    let mut plain = String::new();
    let mut before = None;
    let trimmed = text.trim_matches(char::is_whitespace);
    let mut letters = trimmed.chars().peekable();
    while let Some(letter) = letters.next() {
        let digit = decimal_value(letter).and_then(|digit| char::from_digit(digit, 10));
        if letter == '_' {
            // Only between digits.
            let behind = letters
                .peek()
                .is_some_and(|next| decimal_value(*next).is_some());
            if before.is_none_or(|before| decimal_value(before).is_none()) || !behind {
                return Err(invalid());
            }
        } else {
            plain.push(digit.unwrap_or(letter));
        }
        before = Some(letter);
    }
    // Rust's grammar is the same: a point needs a digit on one side, and the infinities and NaN have any case.
    plain.parse().map_err(|_| invalid())
}

/// `float.hex()`.
pub fn float_hex(float: f64) -> String {
    if !float.is_finite() {
        return float_repr(float);
    }
    let sign = if float.is_sign_negative() { "-" } else { "" };
    if float == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let bits = float.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    match (bits >> 52 & 0x7ff) as i64 {
        0 => format!("{sign}0x0.{fraction:013x}p-1022"),
        exponent => format!("{sign}0x1.{fraction:013x}p{:+}", exponent - 1023),
    }
}
