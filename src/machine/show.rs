//! `str` and `repr` of values that are not in the heap.

use super::pool::{Content, Pool};
use super::value::{Kind, Singleton, Value};
use std::fmt::Write;

/// What `repr` gives.
pub fn repr(pool: &Pool, value: Value) -> String {
    match value.kind() {
        Kind::Float(float) => float_repr(float),
        Kind::Small(int) => int.to_string(),
        Kind::Singleton(singleton) => match singleton {
            Singleton::Unset => "<unset>",
            Singleton::None => "None",
            Singleton::False => "False",
            Singleton::True => "True",
            Singleton::Ellipsis => "Ellipsis",
            Singleton::NotImplemented => "NotImplemented",
        }
        .to_owned(),
        Kind::Heap(index) => format!("<object {index}>"),
        Kind::Pool(index) => match pool.content(index) {
            Content::Int(int) => int.to_string(),
            Content::Str(text) => str_repr(text),
            Content::Bytes(bytes) => bytes_repr(bytes),
            Content::Tuple(items) => {
                let comma = if items.len() == 1 { "," } else { "" };
                let items: Vec<String> = items.iter().map(|item| repr(pool, *item)).collect();
                format!("({}{comma})", items.join(", "))
            }
            Content::Range(start, stop, step) => {
                let (start, stop) = (repr(pool, *start), repr(pool, *stop));
                match step.as_small() {
                    Some(1) => format!("range({start}, {stop})"),
                    _ => format!("range({start}, {stop}, {})", repr(pool, *step)),
                }
            }
            Content::Slice(start, stop, step) => {
                let parts = [start, stop, step].map(|each| repr(pool, *each));
                format!("slice({})", parts.join(", "))
            }
            Content::Code(code) => format!("<code object {code}>"),
            Content::Function(code, ..) => format!("<function {code}>"),
            Content::Native(number) | Content::Bound(number, _) => {
                format!("<built-in function {number}>")
            }
        },
    }
}

/// The shortest digits that give the float again; with an exponent below 10^-4 and from 10^16 on.
pub fn float_repr(float: f64) -> String {
    if float.is_nan() {
        return "nan".into();
    }
    if float.is_infinite() {
        return if float > 0.0 { "inf" } else { "-inf" }.into();
    }
    let shortest = format!("{float:e}");
    // Where two of the shortest are equally near, Rust takes the greater and Python the even one.
    let length = shortest
        .bytes()
        .take_while(|byte| *byte != b'e')
        .filter(u8::is_ascii_digit)
        .count();
    let even = format!("{float:.*e}", length - 1);
    let scientific = if even.parse() == Ok(float) {
        even
    } else {
        shortest
    };
    let (digits, exponent) = scientific
        .split_once('e')
        .expect("the format has an exponent");
    let exponent: i32 = exponent.parse().expect("an exponent is an int");
    if (-4..16).contains(&exponent) || float == 0.0 {
        let places = places(digits, exponent);
        let even = format!("{float:.places$}");
        let plain = if even.parse() == Ok(float) {
            even
        } else {
            format!("{float}")
        };
        return if plain.contains('.') {
            plain
        } else {
            plain + ".0"
        };
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.abs())
}

/// How many digits are behind the point, without the exponent.
fn places(digits: &str, exponent: i32) -> usize {
    let count = digits.bytes().filter(u8::is_ascii_digit).count() as i32;
    (count - 1 - exponent).max(0) as usize
}

/// Single quotes, unless there are single and no double ones in it.
fn quote(single: bool, double: bool) -> char {
    if single && !double { '"' } else { '\'' }
}

pub(super) fn str_repr(text: &str) -> String {
    let quote = quote(text.contains('\''), text.contains('"'));
    let mut shown = String::from(quote);
    for letter in text.chars() {
        match letter {
            '\\' => shown.push_str("\\\\"),
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            _ if letter == quote => shown.extend(['\\', letter]),
            ' '..='~' => shown.push(letter),
            _ => match (!super::text::is_printable(letter), letter as u32) {
                (false, _) => shown.push(letter),
                (true, code @ 0..0x100) => {
                    write!(shown, "\\x{code:02x}").expect("writing to a string succeeds")
                }
                (true, code @ 0..0x1_0000) => {
                    write!(shown, "\\u{code:04x}").expect("writing to a string succeeds")
                }
                (true, code) => {
                    write!(shown, "\\U{code:08x}").expect("writing to a string succeeds")
                }
            },
        }
    }
    shown.push(quote);
    shown
}

pub(super) fn bytes_repr(bytes: &[u8]) -> String {
    let quote = quote(bytes.contains(&b'\''), bytes.contains(&b'"'));
    let mut shown = format!("b{quote}");
    for byte in bytes {
        match byte {
            b'\\' => shown.push_str("\\\\"),
            b'\n' => shown.push_str("\\n"),
            b'\r' => shown.push_str("\\r"),
            b'\t' => shown.push_str("\\t"),
            _ if char::from(*byte) == quote => shown.extend(['\\', quote]),
            b' '..=b'~' => shown.push(char::from(*byte)),
            _ => write!(shown, "\\x{byte:02x}").expect("writing to a string succeeds"),
        }
    }
    shown.push(quote);
    shown
}
