//! Formatting with `%`, as `PyUnicode_Format` of CPython reads it.
//!
//! The pieces are read in order: an argument that is missing is told before a fault behind it. A conversion takes its arguments
//! in the order key (the one with that key of the mapping) or width, precision (where these are `*`), then its own.

use super::float_text::{Style, float_to_text};
use super::int_text::{decimal, int_to_radix};
use super::slice::length;
use super::{fits, float_to_int, overflow, type_error, value_error};
use crate::machine::Raised;
use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};

/// A piece of a template.
#[derive(Clone, Debug, PartialEq)]
pub enum PercentPiece {
    /// Text as it is, with `%%` as `%`.
    Literal(String),
    /// What an argument is put into.
    Conversion(Conversion),
    /// A key that does not end, always the last: raised when one gets here, if the arguments are a mapping, or else
    /// [`mapping_required`].
    KeyFault(Raised),
    /// Raised when one gets here; always the last.
    Fault(Raised),
}

/// One conversion of a template.
#[derive(Clone, Debug, PartialEq)]
pub struct Conversion {
    /// The key in parentheses: the arguments are a mapping then.
    pub key: Option<String>,
    /// What stands before the width.
    pub flags: Flags,
    /// The least width.
    pub width: Extent,
    /// What stands behind the point.
    pub precision: Extent,
    /// `d`, `s` and so on.
    pub letter: char,
    /// Where the letter is in the template.
    pub index: usize,
}

/// The flags of a conversion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// `-`
    pub left: bool,
    /// `+`
    pub sign: bool,
    /// a space
    pub blank: bool,
    /// `#`
    pub alternate: bool,
    /// `0`
    pub zero: bool,
}

/// A width or a precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// There is none.
    None,
    /// It is in the template; that of an argument, too, may be negative.
    Fixed(i64),
    /// `*`: an argument, which must be an int.
    Star,
}

/// The argument of a conversion. For `s`, `r` and `a` it is the text that `str`, `repr` and `ascii` give.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument<'a> {
    /// An int, or a bool as one.
    Int(BigInt),
    /// A float.
    Float(f64),
    /// A str.
    Text(&'a str),
    /// Something else: the name of its type.
    Other(&'a str),
}

/// TypeError: there are fewer arguments than conversions.
pub fn not_enough_arguments() -> Raised {
    type_error("not enough arguments for format string")
}

/// TypeError: there are more arguments than conversions (and they are no mapping).
pub fn not_all_converted() -> Raised {
    type_error("not all arguments converted during string formatting")
}

/// TypeError: a conversion has a key, and the right side is no mapping.
pub fn mapping_required() -> Raised {
    type_error("format requires a mapping")
}

/// TypeError: the argument of a `*` is no int.
pub fn star_wants_int() -> Raised {
    type_error("* wants int")
}

/// The pieces of a template.
pub fn parse_percent(template: &str) -> Vec<PercentPiece> {
    let letters: Vec<char> = template.chars().collect();
    let mut pieces = Vec::new();
    let mut literal = String::new();
    let mut place = 0;
    while place < letters.len() {
        if letters[place] != '%' {
            literal.push(letters[place]);
            place += 1;
            continue;
        }
        if letters.get(place + 1) == Some(&'%') {
            literal.push('%');
            place += 2;
            continue;
        }
        if !literal.is_empty() {
            pieces.push(PercentPiece::Literal(std::mem::take(&mut literal)));
        }
        match parse_conversion(&letters, place + 1) {
            Ok(conversion) => {
                place = conversion.index + 1;
                pieces.push(PercentPiece::Conversion(conversion));
            }
            Err(raised) => {
                pieces.push(match letters.get(place + 1) {
                    Some('(') if !closes(&letters[place + 1..]) => PercentPiece::KeyFault(raised),
                    _ => PercentPiece::Fault(raised),
                });
                return pieces;
            }
        }
    }
    if !literal.is_empty() {
        pieces.push(PercentPiece::Literal(literal));
    }
    pieces
}

/// Whether the parenthesis at the beginning is closed.
fn closes(letters: &[char]) -> bool {
    let mut depth = 0;
    letters.iter().any(|letter| {
        depth += match letter {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        depth == 0
    })
}

fn parse_conversion(letters: &[char], mut place: usize) -> Result<Conversion, Raised> {
    let mut key = None;
    if letters.get(place) == Some(&'(') {
        let start = place + 1;
        let mut depth = 1;
        while depth > 0 {
            place += 1;
            match letters.get(place) {
                Some('(') => depth += 1,
                Some(')') => depth -= 1,
                Some(_) => {}
                None => return Err(value_error("incomplete format key")),
            }
        }
        key = Some(letters[start..place].iter().collect());
        place += 1;
    }
    let mut flags = Flags::default();
    while let Some(letter) = letters.get(place) {
        match letter {
            '-' => flags.left = true,
            '+' => flags.sign = true,
            ' ' => flags.blank = true,
            '#' => flags.alternate = true,
            '0' => flags.zero = true,
            _ => break,
        }
        place += 1;
    }
    let width = parse_extent(letters, &mut place, i64::MAX, "width too big")?;
    let mut precision = Extent::None;
    if letters.get(place) == Some(&'.') {
        place += 1;
        precision = match parse_extent(letters, &mut place, i32::MAX.into(), "precision too big")? {
            Extent::None => Extent::Fixed(0),
            extent => extent,
        };
    }
    // A length, as in C, means nothing.
    if matches!(letters.get(place), Some('h' | 'l' | 'L')) {
        place += 1;
    }
    match letters.get(place) {
        Some(letter) => Ok(Conversion {
            key,
            flags,
            width,
            precision,
            letter: *letter,
            index: place,
        }),
        None => Err(value_error("incomplete format")),
    }
}

fn parse_extent(
    letters: &[char],
    place: &mut usize,
    most: i64,
    message: &str,
) -> Result<Extent, Raised> {
    if letters.get(*place) == Some(&'*') {
        *place += 1;
        return Ok(Extent::Star);
    }
    let digits: String = letters[*place..]
        .iter()
        .take_while(|letter| letter.is_ascii_digit())
        .collect();
    if digits.is_empty() {
        return Ok(Extent::None);
    }
    *place += digits.len();
    match digits.parse() {
        Ok(extent) if extent <= most => Ok(Extent::Fixed(extent)),
        _ => Err(value_error(message)),
    }
}

/// What a conversion makes of its argument. Each `*` was replaced by its argument before ([`Extent::Fixed`]); one that still is
/// there counts for none.
///
/// # Errors
/// TypeError, ValueError and OverflowError as CPython raises them, with its messages; MemoryError if the result would be longer
/// than 16 MiB.
pub fn render_conversion(conversion: &Conversion, argument: &Argument) -> Result<String, Raised> {
    let Conversion { letter, flags, .. } = *conversion;
    let precision = match conversion.precision {
        // A negative one, from an argument, is zero.
        Extent::Fixed(precision) => Some(usize::try_from(precision).unwrap_or(0)),
        Extent::None | Extent::Star => None,
    };
    let (width, left) = match conversion.width {
        Extent::Fixed(width) => (width.unsigned_abs(), flags.left || width < 0),
        Extent::None | Extent::Star => (0, flags.left),
    };
    let width = usize::try_from(width).unwrap_or(usize::MAX);
    let numeric = matches!(
        letter,
        'd' | 'i' | 'u' | 'o' | 'x' | 'X' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G'
    );
    let body = match letter {
        's' | 'r' | 'a' => match argument {
            Argument::Text(text) => text.chars().take(precision.unwrap_or(usize::MAX)).collect(),
            Argument::Int(int) => decimal(int)?,
            Argument::Float(float) => crate::machine::float_repr(*float),
            Argument::Other(name) => (*name).to_owned(),
        },
        'd' | 'i' | 'u' | 'o' | 'x' | 'X' => integer(letter, flags, precision, argument)?,
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' => {
            let style = Style {
                letter,
                precision: precision.unwrap_or(6),
                alternate: flags.alternate,
                dot_zero: false,
                no_negative_zero: false,
            };
            float_to_text(real(argument)?, &style)?
        }
        'c' => character(argument)?,
        _ => {
            let shown = if matches!(letter, '\x1f'..='~') {
                letter
            } else {
                '?'
            };
            let (code, index) = (u32::from(letter), conversion.index);
            return Err(value_error(format!(
                "unsupported format character '{shown}' (0x{code:x}) at index {index}"
            )));
        }
    };
    let negative = numeric && body.starts_with('-');
    let sign = match numeric {
        true if negative => "-",
        true if flags.sign => "+",
        true if flags.blank => " ",
        _ => "",
    };
    let body = if negative { &body[1..] } else { &body };
    let prefix = match letter {
        'o' | 'x' | 'X' if flags.alternate => 2,
        _ => 0,
    };
    let (prefix, digits) = body.split_at(prefix);
    let missing = width.saturating_sub(length(body) + sign.len());
    fits(missing as u64)?;
    // Zeros stand behind the sign and the prefix, and only in front of the digits.
    let fill = |count: usize, with: &str| with.repeat(count);
    Ok(match (left, flags.zero && numeric) {
        (true, _) => format!("{sign}{body}{}", fill(missing, " ")),
        (false, true) => format!("{sign}{prefix}{}{digits}", fill(missing, "0")),
        (false, false) => format!("{}{sign}{body}", fill(missing, " ")),
    })
}

fn type_name<'a>(argument: &Argument<'a>) -> &'a str {
    match argument {
        Argument::Int(_) => "int",
        Argument::Float(_) => "float",
        Argument::Text(_) => "str",
        Argument::Other(name) => name,
    }
}

fn integer(
    letter: char,
    flags: Flags,
    precision: Option<usize>,
    argument: &Argument,
) -> Result<String, Raised> {
    let radix = match letter {
        'o' => 8,
        'x' | 'X' => 16,
        _ => 10,
    };
    let int = match argument {
        Argument::Int(int) => int.clone(),
        Argument::Float(float) if radix == 10 => float_to_int(*float)?,
        _ => {
            let (wanted, name) = (
                if radix == 10 {
                    "a real number"
                } else {
                    "an integer"
                },
                type_name(argument),
            );
            return Err(type_error(format!(
                "%{letter} format: {wanted} is required, not {name}"
            )));
        }
    };
    let magnitude = int.abs();
    let digits = if radix == 10 {
        decimal(&magnitude)?
    } else {
        int_to_radix(&magnitude, radix, "")
    };
    let zeros = precision.unwrap_or(0).saturating_sub(digits.len());
    fits(zeros as u64)?;
    let sign = if int.is_negative() { "-" } else { "" };
    let prefix = match (flags.alternate, radix) {
        (true, 8) => "0o",
        (true, 16) => "0x",
        _ => "",
    };
    let shown = format!("{sign}{prefix}{}{digits}", "0".repeat(zeros));
    Ok(if letter == 'X' {
        shown.to_uppercase()
    } else {
        shown
    })
}

fn real(argument: &Argument) -> Result<f64, Raised> {
    match argument {
        Argument::Float(float) => Ok(*float),
        Argument::Int(int) => int
            .to_f64()
            .filter(|float| float.is_finite())
            .ok_or_else(|| overflow("int too large to convert to float")),
        _ => Err(type_error(format!(
            "must be real number, not {}",
            type_name(argument)
        ))),
    }
}

fn character(argument: &Argument) -> Result<String, Raised> {
    match argument {
        Argument::Text(text) if length(text) == 1 => Ok((*text).to_owned()),
        Argument::Int(int) => match int.to_u32().filter(|code| *code < 0x11_0000) {
            Some(code) => char::from_u32(code)
                .map(String::from)
                .ok_or_else(|| value_error("surrogates are not supported")),
            None => Err(overflow("%c arg not in range(0x110000)")),
        },
        _ => Err(type_error("%c requires int or char")),
    }
}
