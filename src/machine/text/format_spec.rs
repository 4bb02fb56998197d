//! The mini-language of `format()`, as `formatter_unicode.c` of CPython reads it.

use super::character::decimal_value;
use super::float_text::{Style, float_to_text};
use super::int_text::{decimal, int_to_radix};
use super::slice::length;
use super::{fits, overflow, value_error};
use crate::machine::Raised;
use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};

/// What stands between groups of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grouping {
    Comma,
    Underscore,
    /// Underscores after every four digits, not three.
    UnderscoreOfFour,
}

impl Grouping {
    fn letter(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Underscore | Self::UnderscoreOfFour => '_',
        }
    }
}

#[derive(Clone, Debug)]
struct Spec {
    fill: char,
    align: char,
    sign: Option<char>,
    no_negative_zero: bool,
    alternate: bool,
    width: Option<usize>,
    grouping: Option<Grouping>,
    precision: Option<usize>,
    /// None where neither the text nor the type of the object names one.
    letter: Option<char>,
}

/// The decimal at the beginning, if there is one.
pub(super) fn leading_number(letters: &[char]) -> Result<(Option<usize>, &[char]), Raised> {
    let count = letters
        .iter()
        .take_while(|letter| decimal_value(**letter).is_some())
        .count();
    let (digits, rest) = letters.split_at(count);
    if digits.is_empty() {
        return Ok((None, rest));
    }
    let digits: String = digits
        .iter()
        .filter_map(|digit| char::from_digit(decimal_value(*digit)?, 10))
        .collect();
    match digits.parse::<i64>() {
        Ok(number) => Ok((Some(usize::try_from(number).unwrap_or(usize::MAX)), rest)),
        Err(_) => Err(value_error("Too many decimal digits in format string")),
    }
}

fn is_alignment(letter: char) -> bool {
    matches!(letter, '<' | '>' | '=' | '^')
}

fn parse(
    text: &str,
    type_name: &str,
    default_letter: Option<char>,
    default_align: char,
) -> Result<Spec, Raised> {
    let letters: Vec<char> = text.chars().collect();
    let mut rest = &letters[..];
    let mut spec = Spec {
        fill: ' ',
        align: default_align,
        sign: None,
        no_negative_zero: false,
        alternate: false,
        width: None,
        grouping: None,
        precision: None,
        letter: default_letter,
    };
    let take = |rest: &mut &[char], wanted: fn(char) -> bool| {
        let letter = *rest.first().filter(|letter| wanted(**letter))?;
        *rest = &rest[1..];
        Some(letter)
    };
    let filled = rest.len() >= 2 && is_alignment(rest[1]);
    if filled {
        (spec.fill, spec.align) = (rest[0], rest[1]);
        rest = &rest[2..];
    }
    let aligned = filled
        || take(&mut rest, is_alignment).is_some_and(|align| {
            spec.align = align;
            true
        });
    spec.sign = take(&mut rest, |letter| matches!(letter, ' ' | '+' | '-'));
    spec.no_negative_zero = take(&mut rest, |letter| letter == 'z').is_some();
    spec.alternate = take(&mut rest, |letter| letter == '#').is_some();
    if !filled && take(&mut rest, |letter| letter == '0').is_some() {
        spec.fill = '0';
        if !aligned && default_align == '>' {
            spec.align = '=';
        }
    }
    (spec.width, rest) = leading_number(rest)?;
    let both = || Err(value_error("Cannot specify both ',' and '_'."));
    if take(&mut rest, |letter| letter == ',').is_some() {
        spec.grouping = Some(Grouping::Comma);
    }
    if take(&mut rest, |letter| letter == '_').is_some() {
        if spec.grouping.is_some() {
            return both();
        }
        spec.grouping = Some(Grouping::Underscore);
    }
    if rest.first() == Some(&',') && spec.grouping == Some(Grouping::Underscore) {
        return both();
    }
    if take(&mut rest, |letter| letter == '.').is_some() {
        (spec.precision, rest) = leading_number(rest)?;
        if spec.precision.is_none() {
            return Err(value_error("Format specifier missing precision"));
        }
    }
    match rest {
        [] => {}
        [letter] => spec.letter = Some(*letter),
        _ => {
            return Err(value_error(format!(
                "Invalid format specifier '{text}' for object of type '{type_name}'"
            )));
        }
    }
    if let Some(grouping) = spec.grouping {
        match spec.letter {
            None | Some('d' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F') => {}
            Some('b' | 'o' | 'x' | 'X') if grouping == Grouping::Underscore => {
                spec.grouping = Some(Grouping::UnderscoreOfFour);
            }
            Some(letter) => {
                let (separator, letter) = (grouping.letter(), quotable(letter));
                return Err(value_error(format!(
                    "Cannot specify '{separator}' with '{letter}'."
                )));
            }
        }
    }
    Ok(spec)
}

/// A letter as CPython's messages have it.
pub(super) fn quotable(letter: char) -> String {
    match letter {
        '!'..='\x7f' => letter.to_string(),
        _ => format!("\\x{:x}", u32::from(letter)),
    }
}

fn unknown(letter: char, type_name: &str) -> Raised {
    let letter = quotable(letter);
    value_error(format!(
        "Unknown format code '{letter}' for object of type '{type_name}'"
    ))
}

/// `format(text, spec)`.
///
/// # Errors
/// ValueError as CPython raises it, with its message; MemoryError if the result would be longer than 16 MiB.
pub fn format_str(text: &str, spec: &str) -> Result<String, Raised> {
    if spec.is_empty() {
        return Ok(text.to_owned());
    }
    let spec = parse(spec, "str", Some('s'), '<')?;
    if let Some(letter) = spec.letter.filter(|letter| *letter != 's') {
        return Err(unknown(letter, "str"));
    }
    let refused = match spec.sign {
        Some(' ') => Some("Space"),
        Some(_) => Some("Sign"),
        None if spec.no_negative_zero => Some("Negative zero coercion (z)"),
        None if spec.alternate => Some("Alternate form (#)"),
        None if spec.align == '=' => Some("'=' alignment"),
        None => None,
    };
    if let Some(what) = refused {
        return Err(value_error(format!(
            "{what} not allowed in string format specifier"
        )));
    }
    let cut: String;
    let text = match spec.precision {
        Some(precision) if precision < text.len() => {
            cut = text.chars().take(precision).collect();
            &cut
        }
        _ => text,
    };
    pad(&spec, "", text)
}

/// Fills up to the width; at `=` between the head (sign and prefix) and the body.
fn pad(spec: &Spec, head: &str, body: &str) -> Result<String, Raised> {
    let missing = spec
        .width
        .unwrap_or(0)
        .saturating_sub(length(head) + length(body));
    fits((missing as u64).saturating_mul(spec.fill.len_utf8() as u64))?;
    let (before, between, after) = match spec.align {
        '<' => (0, 0, missing),
        '^' => (missing / 2, 0, missing - missing / 2),
        '=' => (0, missing, 0),
        _ => (missing, 0, 0),
    };
    let fill = |count| std::iter::repeat_n(spec.fill, count);
    let mut padded: String = fill(before).collect();
    padded.push_str(head);
    padded.extend(fill(between));
    padded.push_str(body);
    padded.extend(fill(after));
    Ok(padded)
}

/// A number: sign, prefix, digits in groups, and what follows these.
fn lay_out(
    spec: &Spec,
    negative: bool,
    prefix: &str,
    digits: &str,
    remainder: &str,
) -> Result<String, Raised> {
    let sign = match (negative, spec.sign) {
        (true, _) => "-",
        (false, Some('+')) => "+",
        (false, Some(' ')) => " ",
        (false, _) => "",
    };
    let head = format!("{sign}{prefix}");
    let least = match spec.width {
        // The zeros are grouped like digits.
        Some(width) if spec.fill == '0' && spec.align == '=' => {
            width.saturating_sub(head.len() + remainder.len())
        }
        _ => 0,
    };
    fits(least as u64)?;
    let body = if digits.is_empty() {
        remainder.to_owned()
    } else {
        group(spec.grouping, digits, least) + remainder
    };
    pad(spec, &head, &body)
}

/// Digits in groups, with zeros in front up to a width (`_PyUnicode_InsertThousandsGrouping`).
fn group(grouping: Option<Grouping>, digits: &str, mut least: usize) -> String {
    let Some(grouping) = grouping else {
        return "0".repeat(least.saturating_sub(digits.len())) + digits;
    };
    let size = if grouping == Grouping::UnderscoreOfFour {
        4
    } else {
        3
    };
    let mut remaining = digits.len();
    let mut groups = Vec::new();
    loop {
        let wide = size.min(remaining.max(least).max(1));
        let taken = wide.min(remaining);
        groups.push("0".repeat(wide - taken) + &digits[remaining - taken..remaining]);
        remaining -= taken;
        least = least.saturating_sub(wide);
        if remaining == 0 && least == 0 {
            break;
        }
        least = least.saturating_sub(1);
    }
    groups.reverse();
    groups.join(grouping.letter().encode_utf8(&mut [0; 4]))
}

/// `format(int, spec)`. The name of the type is for messages: a bool is formatted as an int, except that the text of an empty
/// spec is the caller's.
///
/// # Errors
/// ValueError and OverflowError as CPython raises them, with its messages; MemoryError if the result would be longer than 16 MiB.
pub fn format_int(int: &BigInt, spec: &str, type_name: &str) -> Result<String, Raised> {
    if spec.is_empty() {
        return decimal(int);
    }
    let spec = parse(spec, type_name, Some('d'), '>')?;
    let letter = spec.letter.unwrap_or('d');
    let radix = match letter {
        'd' | 'n' | 'c' => 10,
        'b' => 2,
        'o' => 8,
        'x' | 'X' => 16,
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%' => {
            let float = int.to_f64().filter(|float| float.is_finite());
            let float = float.ok_or_else(|| overflow("int too large to convert to float"))?;
            return lay_out_float(float, &spec, letter);
        }
        _ => return Err(unknown(letter, type_name)),
    };
    let refuse = |what| {
        Err(value_error(format!(
            "{what} not allowed in integer format specifier"
        )))
    };
    if spec.precision.is_some() {
        return refuse("Precision");
    }
    if spec.no_negative_zero {
        return refuse("Negative zero coercion (z)");
    }
    if letter == 'c' {
        let refuse = |what| {
            Err(value_error(format!(
                "{what} not allowed with integer format specifier 'c'"
            )))
        };
        if spec.sign.is_some() {
            return refuse("Sign");
        }
        if spec.alternate {
            return refuse("Alternate form (#)");
        }
        let Some(code) = int.to_i64() else {
            return Err(overflow("Python int too large to convert to C long"));
        };
        let Some(code) = u32::try_from(code).ok().filter(|code| *code < 0x11_0000) else {
            return Err(overflow("%c arg not in range(0x110000)"));
        };
        return match char::from_u32(code) {
            Some(letter) => lay_out(&spec, false, "", "", &letter.to_string()),
            None => Err(value_error("surrogates are not supported")),
        };
    }
    let digits = if radix == 10 {
        decimal(&int.abs())?
    } else {
        int_to_radix(&int.abs(), radix, "")
    };
    let prefix = match letter {
        _ if !spec.alternate => "",
        'b' => "0b",
        'o' => "0o",
        'x' => "0x",
        'X' => "0X",
        _ => "",
    };
    let digits = if letter == 'X' {
        digits.to_uppercase()
    } else {
        digits
    };
    lay_out(&spec, int.is_negative(), prefix, &digits, "")
}

/// `format(float, spec)`.
///
/// # Errors
/// ValueError as CPython raises it, with its message; MemoryError if the result would be longer than 16 MiB.
pub fn format_float(float: f64, spec: &str) -> Result<String, Raised> {
    if spec.is_empty() {
        return Ok(crate::machine::float_repr(float));
    }
    let spec = parse(spec, "float", None, '>')?;
    match spec.letter {
        None => lay_out_float(float, &spec, '\0'),
        Some(letter @ ('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%')) => {
            lay_out_float(float, &spec, letter)
        }
        Some(letter) => Err(unknown(letter, "float")),
    }
}

/// The letter `\0` is that of no type: as `repr`, or with a precision as `g`, but always with a digit after the point.
fn lay_out_float(float: f64, spec: &Spec, letter: char) -> Result<String, Raised> {
    if spec
        .precision
        .is_some_and(|precision| precision > i32::MAX as usize)
    {
        return Err(value_error("precision too big"));
    }
    let style = Style {
        letter: match letter {
            '\0' if spec.precision.is_none() => 'r',
            '\0' | 'n' => 'g',
            '%' => 'f',
            _ => letter,
        },
        precision: spec.precision.unwrap_or(6),
        alternate: spec.alternate,
        dot_zero: letter == '\0',
        no_negative_zero: spec.no_negative_zero,
    };
    let mut shown = float_to_text(if letter == '%' { float * 100.0 } else { float }, &style)?;
    if letter == '%' {
        shown.push('%');
    }
    let negative = shown.starts_with('-');
    let shown = shown.strip_prefix('-').unwrap_or(&shown);
    let count = shown.bytes().take_while(u8::is_ascii_digit).count();
    lay_out(spec, negative, "", &shown[..count], &shown[count..])
}
