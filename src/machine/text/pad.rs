//! Widths of str, and one code point for another.

use super::fits;
use super::slice::length;
use crate::machine::Raised;

/// Fill before and behind a text; MemoryError if it would be too long.
fn filled(before: usize, text: &str, behind: usize, fill: char) -> Result<String, Raised> {
    fits((before.saturating_add(behind) as u64).saturating_mul(fill.len_utf8() as u64))?;
    let mut padded: String = std::iter::repeat_n(fill, before).collect();
    padded.push_str(text);
    padded.extend(std::iter::repeat_n(fill, behind));
    Ok(padded)
}

/// How many code points it has too few.
fn missing(text: &str, width: i64) -> usize {
    usize::try_from(width)
        .unwrap_or(0)
        .saturating_sub(length(text))
}

/// How many of the missing are to the left of what is centred, in CPython for str and for bytes.
pub(super) fn left_of(missing: usize, width: usize) -> usize {
    missing / 2 + (missing & width & 1)
}

/// `str.center(width, fill)`.
///
/// # Errors
/// MemoryError if the result would be longer than 16 MiB.
pub fn center(text: &str, width: i64, fill: char) -> Result<String, Raised> {
    let missing = missing(text, width);
    let left = left_of(missing, width.max(0) as usize);
    filled(left, text, missing - left, fill)
}

/// `str.ljust(width, fill)`.
///
/// # Errors
/// MemoryError if the result would be longer than 16 MiB.
pub fn ljust(text: &str, width: i64, fill: char) -> Result<String, Raised> {
    filled(0, text, missing(text, width), fill)
}

/// `str.rjust(width, fill)`.
///
/// # Errors
/// MemoryError if the result would be longer than 16 MiB.
pub fn rjust(text: &str, width: i64, fill: char) -> Result<String, Raised> {
    filled(missing(text, width), text, 0, fill)
}

/// `str.zfill(width)`: zeros behind a sign.
///
/// # Errors
/// MemoryError if the result would be longer than 16 MiB.
pub fn zfill(text: &str, width: i64) -> Result<String, Raised> {
    let sign = usize::from(text.starts_with(['+', '-']));
    let zeros = filled(missing(text, width), &text[sign..], 0, '0')?;
    Ok(format!("{}{zeros}", &text[..sign]))
}

/// `str.expandtabs(size)`.
///
/// # Errors
/// MemoryError if the result would be longer than 16 MiB.
pub fn expandtabs(text: &str, size: i64) -> Result<String, Raised> {
    let size = u64::try_from(size).unwrap_or(0);
    let mut expanded = String::with_capacity(text.len());
    let mut column = 0_u64;
    for letter in text.chars() {
        match letter {
            '\t' => {
                if let Some(rest) = column.checked_rem(size) {
                    let spaces = size - rest;
                    fits(spaces.saturating_add(expanded.len() as u64))?;
                    expanded.extend(std::iter::repeat_n(' ', spaces as usize));
                    column += spaces;
                }
            }
            _ => {
                column = if matches!(letter, '\n' | '\r') {
                    0
                } else {
                    column + 1
                };
                expanded.push(letter);
            }
        }
    }
    Ok(expanded)
}

/// `str.translate(table)`. The table gives what stands for a code point: None for itself, an empty text for nothing.
///
/// # Errors
/// MemoryError if the result would be longer than 16 MiB; what the table raises.
pub fn translate(
    text: &str,
    mut table: impl FnMut(char) -> Result<Option<String>, Raised>,
) -> Result<String, Raised> {
    let mut translated = String::with_capacity(text.len());
    for letter in text.chars() {
        match table(letter)? {
            Some(instead) => translated.push_str(&instead),
            None => translated.push(letter),
        }
        fits(translated.len() as u64)?;
    }
    Ok(translated)
}
