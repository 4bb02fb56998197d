//! What is found in str and bytes, where, how often, and put something else in its place.

use super::slice::{byte_offset, clamp_range, length};
use super::{fits, value_error};
use crate::machine::Raised;
use memchr::memmem;

/// What `str.index` and `str.rindex` raise.
pub fn not_found(is_bytes: bool) -> Raised {
    value_error(if is_bytes {
        "subsection not found"
    } else {
        "substring not found"
    })
}

/// The part between two optional indices, and how many bytes are before it; None if the start is beyond the end of the text.
fn part(text: &str, start: Option<i64>, end: Option<i64>) -> Option<(usize, &str)> {
    if start.is_none() && end.is_none() {
        return Some((0, text));
    }
    let (start, end) = clamp_range(length(text), start, end)?;
    let start = byte_offset(text, start);
    Some((start, &text[start..byte_offset(text, end)]))
}

/// `str.find(sought, start, end)`, in code points.
pub fn str_find(text: &str, sought: &str, start: Option<i64>, end: Option<i64>) -> Option<usize> {
    let (before, part) = part(text, start, end)?;
    Some(length(&text[..before + part.find(sought)?]))
}

/// `str.rfind(sought, start, end)`, in code points.
pub fn str_rfind(text: &str, sought: &str, start: Option<i64>, end: Option<i64>) -> Option<usize> {
    let (before, part) = part(text, start, end)?;
    Some(length(&text[..before + part.rfind(sought)?]))
}

/// `str.count(sought, start, end)`; an empty text is between all code points.
pub fn str_count(text: &str, sought: &str, start: Option<i64>, end: Option<i64>) -> usize {
    part(text, start, end).map_or(0, |(_, part)| part.matches(sought).count())
}

/// Which end of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Affix {
    /// `startswith`, `removeprefix`
    Prefix,
    /// `endswith`, `removesuffix`
    Suffix,
}

/// `str.startswith(sought, start, end)` and `endswith`.
pub fn str_affix(
    affix: Affix,
    text: &str,
    sought: &str,
    start: Option<i64>,
    end: Option<i64>,
) -> bool {
    part(text, start, end).is_some_and(|(_, part)| match affix {
        Affix::Prefix => part.starts_with(sought),
        Affix::Suffix => part.ends_with(sought),
    })
}

/// `str.replace(old, new, count)`; a negative count is no limit.
///
/// # Errors
/// MemoryError if the result would be longer than 16 MiB.
pub fn str_replace(text: &str, old: &str, new: &str, count: i64) -> Result<String, Raised> {
    let limit = usize::try_from(count).unwrap_or(usize::MAX);
    let times = text.matches(old).take(limit).count();
    replaced_fits(text.len(), old.len(), new.len(), times)?;
    Ok(text.replacen(old, new, limit))
}

fn replaced_fits(text: usize, old: usize, new: usize, times: usize) -> Result<(), Raised> {
    fits(
        (new as u64)
            .saturating_mul(times as u64)
            .saturating_add((text - old * times.min(text)) as u64),
    )
}

fn bytes_part(bytes: &[u8], start: Option<i64>, end: Option<i64>) -> Option<(usize, &[u8])> {
    let (start, end) = clamp_range(bytes.len(), start, end)?;
    Some((start, &bytes[start..end]))
}

/// `bytes.find(sought, start, end)`.
pub fn bytes_find(
    bytes: &[u8],
    sought: &[u8],
    start: Option<i64>,
    end: Option<i64>,
) -> Option<usize> {
    let (before, part) = bytes_part(bytes, start, end)?;
    Some(before + memmem::find(part, sought)?)
}

/// `bytes.rfind(sought, start, end)`.
pub fn bytes_rfind(
    bytes: &[u8],
    sought: &[u8],
    start: Option<i64>,
    end: Option<i64>,
) -> Option<usize> {
    let (before, part) = bytes_part(bytes, start, end)?;
    Some(before + memmem::rfind(part, sought)?)
}

/// `bytes.count(sought, start, end)`.
pub fn bytes_count(bytes: &[u8], sought: &[u8], start: Option<i64>, end: Option<i64>) -> usize {
    bytes_part(bytes, start, end).map_or(0, |(_, part)| memmem::find_iter(part, sought).count())
}

/// `bytes.startswith(sought, start, end)` and `endswith`.
pub fn bytes_affix(
    affix: Affix,
    bytes: &[u8],
    sought: &[u8],
    start: Option<i64>,
    end: Option<i64>,
) -> bool {
    bytes_part(bytes, start, end).is_some_and(|(_, part)| match affix {
        Affix::Prefix => part.starts_with(sought),
        Affix::Suffix => part.ends_with(sought),
    })
}

/// `bytes.replace(old, new, count)`; a negative count is no limit.
///
/// # Errors
/// MemoryError if the result would be longer than 16 MiB.
pub fn bytes_replace(bytes: &[u8], old: &[u8], new: &[u8], count: i64) -> Result<Vec<u8>, Raised> {
    let limit = usize::try_from(count).unwrap_or(usize::MAX);
    let places: Vec<usize> = memmem::find_iter(bytes, old).take(limit).collect();
    replaced_fits(bytes.len(), old.len(), new.len(), places.len())?;
    let mut replaced = Vec::new();
    let mut done = 0;
    for place in places {
        replaced.extend_from_slice(&bytes[done..place]);
        replaced.extend_from_slice(new);
        done = place + old.len();
    }
    replaced.extend_from_slice(&bytes[done..]);
    Ok(replaced)
}
