//! Splitting str and bytes, and stripping their ends.

use super::character::is_whitespace;
use super::{fits, value_error};
use crate::machine::Raised;
use memchr::memmem;

/// Where from, or of what: `split` and `rsplit`, `partition` and `rpartition`, `lstrip` and `rstrip`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// From the left.
    Left,
    /// From the right.
    Right,
    /// Of both, which only stripping can.
    Both,
}

fn empty_separator() -> Raised {
    value_error("empty separator")
}

/// A negative limit is none.
fn limit(most: i64) -> usize {
    usize::try_from(most).unwrap_or(usize::MAX)
}

/// `str.split(separator, most)`, from the right `str.rsplit`; without a separator at runs of white space.
///
/// # Errors
/// ValueError if the separator is empty.
pub fn str_split<'a>(
    ends: Ends,
    text: &'a str,
    separator: Option<&str>,
    most: i64,
) -> Result<Vec<&'a str>, Raised> {
    let limit = limit(most);
    let from_right = ends == Ends::Right;
    let mut pieces: Vec<&str> = match separator {
        Some("") => return Err(empty_separator()),
        Some(separator) if from_right => text.rsplitn(limit.saturating_add(1), separator).collect(),
        Some(separator) => text.splitn(limit.saturating_add(1), separator).collect(),
        None => {
            let mut pieces = Vec::new();
            let mut rest = str_trim(ends, text);
            while !rest.is_empty() {
                let cut = if from_right {
                    rest.char_indices()
                        .rev()
                        .find(|(_, letter)| is_whitespace(*letter))
                        .map(|(place, letter)| (&rest[place + letter.len_utf8()..], &rest[..place]))
                } else {
                    rest.find(is_whitespace)
                        .map(|place| (&rest[..place], &rest[place..]))
                };
                let (piece, others) = match cut {
                    Some(cut) if pieces.len() < limit => cut,
                    // What is left is a piece, without the white space at its other end only if there was no limit to reach.
                    _ => (rest, ""),
                };
                pieces.push(piece);
                rest = str_trim(ends, others);
            }
            pieces
        }
    };
    if from_right {
        pieces.reverse();
    }
    Ok(pieces)
}

/// `separator.join(pieces)`.
///
/// # Errors
/// MemoryError if the result would be longer than 16 MiB.
pub fn str_join(separator: &str, pieces: &[&str]) -> Result<String, Raised> {
    fits(
        pieces
            .iter()
            .map(|piece| (piece.len() + separator.len()) as u64)
            .sum(),
    )?;
    Ok(pieces.join(separator))
}

fn str_trim(ends: Ends, text: &str) -> &str {
    match ends {
        Ends::Left => text.trim_start_matches(is_whitespace),
        Ends::Right => text.trim_end_matches(is_whitespace),
        Ends::Both => text.trim_matches(is_whitespace),
    }
}

/// `str.strip(letters)`, `lstrip` and `rstrip`; without letters of white space.
pub fn str_strip<'a>(ends: Ends, text: &'a str, letters: Option<&str>) -> &'a str {
    let Some(letters) = letters else {
        return str_trim(ends, text);
    };
    let wanted = |letter: char| letters.contains(letter);
    match ends {
        Ends::Left => text.trim_start_matches(wanted),
        Ends::Right => text.trim_end_matches(wanted),
        Ends::Both => text.trim_matches(wanted),
    }
}

/// `str.splitlines(keepends)`.
pub fn str_splitlines(text: &str, keep_ends: bool) -> Vec<&str> {
    let is_end = |letter: char| matches!(letter, '\n'..='\r' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let place = rest.find(is_end).unwrap_or(rest.len());
        let width = match rest[place..].chars().next() {
            Some('\r') if rest[place..].starts_with("\r\n") => 2,
            Some(letter) => letter.len_utf8(),
            None => 0,
        };
        lines.push(&rest[..if keep_ends { place + width } else { place }]);
        rest = &rest[place + width..];
    }
    lines
}

/// `str.partition(separator)`, from the right `str.rpartition`.
///
/// # Errors
/// ValueError if the separator is empty.
pub fn str_partition<'a>(
    ends: Ends,
    text: &'a str,
    separator: &str,
) -> Result<[&'a str; 3], Raised> {
    if separator.is_empty() {
        return Err(empty_separator());
    }
    let place = if ends == Ends::Right {
        text.rfind(separator)
    } else {
        text.find(separator)
    };
    Ok(match place {
        Some(place) => {
            let (before, rest) = text.split_at(place);
            let (separator, after) = rest.split_at(separator.len());
            [before, separator, after]
        }
        None if ends == Ends::Right => ["", "", text],
        None => [text, "", ""],
    })
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

fn trim_bytes(ends: Ends, bytes: &[u8], wanted: impl Fn(u8) -> bool) -> &[u8] {
    let is_kept = |byte: &u8| !wanted(*byte);
    let start = match ends {
        Ends::Right => 0,
        _ => bytes.iter().position(is_kept).unwrap_or(bytes.len()),
    };
    let end = match ends {
        Ends::Left => bytes.len(),
        _ => bytes
            .iter()
            .rposition(is_kept)
            .map_or(start, |last| last + 1),
    };
    &bytes[start..end]
}

/// `bytes.strip(letters)`, `lstrip` and `rstrip`; without letters of white space.
pub fn bytes_strip<'a>(ends: Ends, bytes: &'a [u8], letters: Option<&[u8]>) -> &'a [u8] {
    match letters {
        Some(letters) => trim_bytes(ends, bytes, |byte| letters.contains(&byte)),
        None => trim_bytes(ends, bytes, is_space),
    }
}

/// `bytes.split(separator, most)`, from the right `bytes.rsplit`; without a separator at runs of white space.
///
/// # Errors
/// ValueError if the separator is empty.
pub fn bytes_split<'a>(
    ends: Ends,
    bytes: &'a [u8],
    separator: Option<&[u8]>,
    most: i64,
) -> Result<Vec<&'a [u8]>, Raised> {
    let limit = limit(most);
    let from_right = ends == Ends::Right;
    let mut pieces = Vec::new();
    match separator {
        Some([]) => return Err(empty_separator()),
        Some(separator) => {
            let mut rest = bytes;
            while pieces.len() < limit {
                let place = match from_right {
                    true => memmem::rfind(rest, separator),
                    false => memmem::find(rest, separator),
                };
                let Some(place) = place else { break };
                let (before, after) = (&rest[..place], &rest[place + separator.len()..]);
                let (piece, others) = if from_right {
                    (after, before)
                } else {
                    (before, after)
                };
                pieces.push(piece);
                rest = others;
            }
            pieces.push(rest);
        }
        None => {
            let mut rest = trim_bytes(ends, bytes, is_space);
            while !rest.is_empty() {
                let place = match from_right {
                    true => rest.iter().rposition(|byte| is_space(*byte)),
                    false => rest.iter().position(|byte| is_space(*byte)),
                };
                let (piece, others) = match place {
                    Some(place) if pieces.len() < limit && from_right => {
                        (&rest[place + 1..], &rest[..place])
                    }
                    Some(place) if pieces.len() < limit => rest.split_at(place),
                    _ => (rest, &[][..]),
                };
                pieces.push(piece);
                rest = trim_bytes(ends, others, is_space);
            }
        }
    }
    if from_right {
        pieces.reverse();
    }
    Ok(pieces)
}

/// `bytes.splitlines(keepends)`: at `\n`, `\r` and `\r\n` only.
pub fn bytes_splitlines(bytes: &[u8], keep_ends: bool) -> Vec<&[u8]> {
    let mut lines = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let place = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let end = match &rest[place..] {
            [b'\r', b'\n', ..] => place + 2,
            [_, ..] => place + 1,
            [] => place,
        };
        lines.push(&rest[..if keep_ends { end } else { place }]);
        rest = &rest[end..];
    }
    lines
}

/// `bytes.partition(separator)`, from the right `bytes.rpartition`.
///
/// # Errors
/// ValueError if the separator is empty.
pub fn bytes_partition<'a>(
    ends: Ends,
    bytes: &'a [u8],
    separator: &[u8],
) -> Result<[&'a [u8]; 3], Raised> {
    if separator.is_empty() {
        return Err(empty_separator());
    }
    let place = match ends {
        Ends::Right => memmem::rfind(bytes, separator),
        _ => memmem::find(bytes, separator),
    };
    Ok(match place {
        Some(place) => {
            let (before, rest) = bytes.split_at(place);
            let (separator, after) = rest.split_at(separator.len());
            [before, separator, after]
        }
        None if ends == Ends::Right => [&[], &[], bytes],
        None => [bytes, &[], &[]],
    })
}
