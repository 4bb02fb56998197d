//! Templates of `str.format`, as `unicode_format.h` of CPython reads them.
//!
//! The pieces are evaluated in order; what is wrong with a template is told when its place is reached, since an argument that
//! is missing before is told first.

use super::character::decimal_value;
use super::format_spec::{leading_number, quotable};
use super::value_error;
use crate::machine::{Raised, Raises};

/// A piece of a template.
#[derive(Clone, Debug, PartialEq)]
pub enum FormatPiece {
    /// Text as it is.
    Literal(String),
    /// What a value is put into.
    Field(Field),
    /// Raised when one gets here; always the last.
    Fault(Raised),
}

/// A field in braces.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The argument.
    pub first: First,
    /// What is then taken from it, one after the other.
    pub path: Vec<Accessor>,
    /// Raised when the path has been followed.
    pub fault: Option<Raised>,
    /// `s`, `r` or `a` behind an exclamation mark.
    pub conversion: Option<char>,
    /// The specification, which is a template itself: its pieces make the text for `format`.
    pub spec: Vec<FormatPiece>,
}

/// The argument of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum First {
    /// A positional one; numbered by itself where the template has no number.
    Index(usize),
    /// One with a keyword.
    Key(String),
}

/// A step from a value to a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Accessor {
    /// `.name`
    Attribute(String),
    /// `[7]`
    Index(usize),
    /// `[key]`
    Key(String),
}

impl First {
    /// What is raised if there is no such argument: IndexError or KeyError. The message of a KeyError is the key itself, of
    /// which Python shows the `repr`.
    pub fn missing(&self) -> Raised {
        match self {
            Self::Index(index) => Raised::new(
                Raises::IndexError,
                format!("Replacement index {index} out of range for positional args tuple"),
            ),
            Self::Key(key) => Raised::new(Raises::KeyError, key.clone()),
        }
    }
}

/// Whether fields are numbered by themselves, and how many were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AutoNumber {
    /// No field has told so far.
    #[default]
    Open,
    /// By themselves: the number of the next.
    Automatic(usize),
    /// In the template.
    Manual,
}

impl AutoNumber {
    /// The index of a field with that number, or none.
    fn index(&mut self, number: Option<usize>) -> Result<usize, Raised> {
        match (*self, number) {
            (Self::Open | Self::Manual, Some(number)) => {
                *self = Self::Manual;
                Ok(number)
            }
            (Self::Open, None) => {
                *self = Self::Automatic(1);
                Ok(0)
            }
            (Self::Automatic(next), None) => {
                *self = Self::Automatic(next + 1);
                Ok(next)
            }
            (Self::Manual, None) => Err(value_error(
                "cannot switch from manual field specification to automatic field numbering",
            )),
            (Self::Automatic(_), Some(_)) => Err(value_error(
                "cannot switch from automatic field numbering to manual field specification",
            )),
        }
    }
}

/// How deep fields may be in specifications.
const DEPTH: u32 = 2;

/// The pieces of a template.
pub fn parse_template(template: &str) -> Vec<FormatPiece> {
    let letters: Vec<char> = template.chars().collect();
    parse_pieces(&letters, &mut AutoNumber::Open, DEPTH)
}

fn parse_pieces(letters: &[char], numbers: &mut AutoNumber, depth: u32) -> Vec<FormatPiece> {
    let mut pieces = Vec::new();
    if depth == 0 {
        pieces.push(FormatPiece::Fault(value_error(
            "Max string recursion exceeded",
        )));
        return pieces;
    }
    let mut literal = String::new();
    let mut rest = letters;
    while let Some((letter, behind)) = rest.split_first() {
        rest = behind;
        let fault = match (letter, rest.first()) {
            ('{', Some('{')) | ('}', Some('}')) => {
                literal.push(*letter);
                rest = &rest[1..];
                continue;
            }
            ('}', _) => Some("Single '}' encountered in format string"),
            ('{', None) => Some("Single '{' encountered in format string"),
            ('{', Some(_)) => None,
            _ => {
                literal.push(*letter);
                continue;
            }
        };
        if !literal.is_empty() {
            pieces.push(FormatPiece::Literal(std::mem::take(&mut literal)));
        }
        let field = match fault {
            Some(message) => Err(value_error(message)),
            None => parse_field(&mut rest, numbers, depth),
        };
        match field {
            Ok(field) => pieces.push(FormatPiece::Field(field)),
            Err(raised) => {
                pieces.push(FormatPiece::Fault(raised));
                return pieces;
            }
        }
    }
    if !literal.is_empty() {
        pieces.push(FormatPiece::Literal(literal));
    }
    pieces
}

/// The field whose brace was just read; leaves what is behind it.
fn parse_field(rest: &mut &[char], numbers: &mut AutoNumber, depth: u32) -> Result<Field, Raised> {
    let (name, end) = parse_name(rest)?;
    let mut conversion = None;
    let mut spec: &[char] = &[];
    let mut nested = false;
    let mut open = end != '}';
    if end == '!' {
        let letter = take(rest);
        conversion =
            Some(letter.ok_or_else(|| {
                value_error("end of string while looking for conversion specifier")
            })?);
        match take(rest) {
            Some('}') => open = false,
            Some(':') | None => {}
            Some(_) => return Err(value_error("expected ':' after conversion specifier")),
        }
    }
    if open {
        let mut braces = 1;
        let length = rest.iter().position(|letter| {
            match letter {
                '{' => {
                    nested = true;
                    braces += 1;
                }
                '}' => braces -= 1,
                _ => {}
            }
            braces == 0
        });
        let length = length.ok_or_else(|| value_error("unmatched '{' in format spec"))?;
        (spec, *rest) = (&rest[..length], &rest[length + 1..]);
    }
    let mut field = parse_path(name, numbers)?;
    field.conversion = conversion;
    if let Some(letter) = conversion
        && !matches!(letter, 's' | 'r' | 'a')
        && field.fault.is_none()
    {
        let letter = quotable(letter);
        field.fault = Some(value_error(format!(
            "Unknown conversion specifier {letter}"
        )));
    }
    if nested {
        field.spec = parse_pieces(spec, numbers, depth - 1);
    } else if !spec.is_empty() {
        field.spec.push(FormatPiece::Literal(spec.iter().collect()));
    }
    Ok(field)
}

fn take(rest: &mut &[char]) -> Option<char> {
    let (first, behind) = rest.split_first()?;
    *rest = behind;
    Some(*first)
}

/// The name of a field, and what ends it.
fn parse_name<'a>(rest: &mut &'a [char]) -> Result<(&'a [char], char), Raised> {
    let letters = *rest;
    let mut place = 0;
    while let Some(letter) = letters.get(place) {
        match letter {
            '{' => return Err(value_error("unexpected '{' in field name")),
            '[' => {
                // Anything may be in brackets.
                let inside = letters[place..].iter().position(|letter| *letter == ']');
                place += inside.unwrap_or(letters.len() - place);
                continue;
            }
            '}' | ':' | '!' => {
                *rest = &letters[place + 1..];
                return Ok((&letters[..place], *letter));
            }
            _ => place += 1,
        }
    }
    Err(value_error("expected '}' before end of string"))
}

/// The number that a name or an index is, or its text.
fn number_or_text(letters: &[char]) -> Result<Result<usize, String>, Raised> {
    Ok(
        match !letters.is_empty()
            && letters
                .iter()
                .all(|letter| decimal_value(*letter).is_some())
        {
            true => leading_number(letters)?.0.ok_or_else(String::new),
            false => Err(letters.iter().collect()),
        },
    )
}

fn parse_path(name: &[char], numbers: &mut AutoNumber) -> Result<Field, Raised> {
    let is_step = |letter: &char| matches!(letter, '.' | '[');
    let (first, mut rest) = name.split_at(name.iter().position(is_step).unwrap_or(name.len()));
    let first = match number_or_text(first)? {
        Ok(number) => First::Index(numbers.index(Some(number))?),
        Err(text) if text.is_empty() => First::Index(numbers.index(None)?),
        Err(text) => First::Key(text),
    };
    let mut field = Field {
        first,
        path: Vec::new(),
        fault: None,
        conversion: None,
        spec: Vec::new(),
    };
    while !rest.is_empty() {
        match parse_step(&mut rest) {
            Ok(accessor) => field.path.push(accessor),
            Err(raised) => {
                field.fault = Some(raised);
                break;
            }
        }
    }
    Ok(field)
}

fn parse_step(rest: &mut &[char]) -> Result<Accessor, Raised> {
    let empty = || value_error("Empty attribute in format string");
    let (first, behind) = rest.split_first().ok_or_else(empty)?;
    match first {
        '.' => {
            let end = behind.iter().position(|letter| matches!(letter, '.' | '['));
            let (name, others) = behind.split_at(end.unwrap_or(behind.len()));
            *rest = others;
            if name.is_empty() {
                return Err(empty());
            }
            Ok(Accessor::Attribute(name.iter().collect()))
        }
        '[' => {
            let end = behind.iter().position(|letter| *letter == ']');
            let end = end.ok_or_else(|| value_error("Missing ']' in format string"))?;
            *rest = &behind[end + 1..];
            match number_or_text(&behind[..end])? {
                Ok(index) => Ok(Accessor::Index(index)),
                Err(key) if key.is_empty() => Err(empty()),
                Err(key) => Ok(Accessor::Key(key)),
            }
        }
        _ => Err(value_error(
            "Only '.' or '[' may follow ']' in format field specifier",
        )),
    }
}
