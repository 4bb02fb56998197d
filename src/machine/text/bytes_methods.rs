//! What bytes have besides searching and splitting. Only ASCII has letters, digits and cases.

use super::{fits, pad, value_error};
use crate::machine::Raised;

/// The methods of bytes that change case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BytesCase {
    /// `upper`
    Upper,
    /// `lower`
    Lower,
    /// `title`
    Title,
    /// `capitalize`
    Capitalize,
    /// `swapcase`
    Swap,
}

/// What such a method gives.
pub fn bytes_case(case: BytesCase, bytes: &[u8]) -> Vec<u8> {
    let mut before = None;
    let change = |byte: &u8| {
        let begins = match case {
            BytesCase::Upper => true,
            BytesCase::Lower => false,
            BytesCase::Title => !before.is_some_and(|byte: u8| byte.is_ascii_alphabetic()),
            BytesCase::Capitalize => before.is_none(),
            BytesCase::Swap => byte.is_ascii_lowercase(),
        };
        before = Some(*byte);
        if begins {
            byte.to_ascii_uppercase()
        } else {
            byte.to_ascii_lowercase()
        }
    };
    bytes.iter().map(change).collect()
}

/// The methods of bytes that test all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BytesTest {
    /// `isalnum`
    Alnum,
    /// `isalpha`
    Alpha,
    /// `isascii`
    Ascii,
    /// `isdigit`
    Digit,
    /// `islower`
    Lower,
    /// `isspace`
    Space,
    /// `istitle`
    Title,
    /// `isupper`
    Upper,
}

/// What such a method gives.
pub fn bytes_is(test: BytesTest, bytes: &[u8]) -> bool {
    let all = |each: fn(&u8) -> bool| !bytes.is_empty() && bytes.iter().all(each);
    let cased = |other: fn(&u8) -> bool| {
        bytes.iter().any(u8::is_ascii_alphabetic) && !bytes.iter().any(other)
    };
    match test {
        BytesTest::Alnum => all(u8::is_ascii_alphanumeric),
        BytesTest::Alpha => all(u8::is_ascii_alphabetic),
        BytesTest::Ascii => bytes.is_ascii(),
        BytesTest::Digit => all(u8::is_ascii_digit),
        BytesTest::Lower => cased(u8::is_ascii_uppercase),
        BytesTest::Space => all(|byte| matches!(byte, b' ' | b'\t'..=b'\r')),
        BytesTest::Title => {
            bytes.iter().any(u8::is_ascii_alphabetic)
                && bytes_case(BytesCase::Title, bytes) == bytes
        }
        BytesTest::Upper => cased(u8::is_ascii_lowercase),
    }
}

/// `separator.join(pieces)`.
///
/// # Errors
/// MemoryError if the result would be longer than 16 MiB.
pub fn bytes_join(separator: &[u8], pieces: &[&[u8]]) -> Result<Vec<u8>, Raised> {
    let bytes: u64 = pieces
        .iter()
        .map(|piece| (piece.len() + separator.len()) as u64)
        .sum();
    fits(bytes)?;
    Ok(pieces.join(separator))
}

/// `bytes.hex(separator, group)`: a separator between so many bytes, counted from the right, or from the left if negative.
pub fn bytes_hex(bytes: &[u8], separator: Option<char>, group: i64) -> String {
    let mut shown = String::with_capacity(2 * bytes.len());
    let size = usize::try_from(group.unsigned_abs()).unwrap_or(usize::MAX);
    for (place, byte) in bytes.iter().enumerate() {
        let counted = if group < 0 {
            place
        } else {
            bytes.len() - place
        };
        if let Some(separator) = separator
            && place > 0
            && counted.checked_rem(size) == Some(0)
        {
            shown.push(separator);
        }
        shown.extend(
            [byte >> 4, byte & 15].map(|digit| char::from(b"0123456789abcdef"[usize::from(digit)])),
        );
    }
    shown
}

/// `bytes.fromhex(text)`.
///
/// # Errors
/// ValueError that says where it is no hexadecimal number.
pub fn bytes_fromhex(text: &str) -> Result<Vec<u8>, Raised> {
    let letters: Vec<char> = text.chars().collect();
    let wrong = |place| {
        let message = format!("non-hexadecimal number found in fromhex() arg at position {place}");
        Err(value_error(message))
    };
    let digit = |place: usize| letters.get(place).and_then(|letter| letter.to_digit(16));
    let mut bytes = Vec::with_capacity(letters.len() / 2);
    let mut place = 0;
    while place < letters.len() {
        if matches!(letters[place], ' ' | '\t'..='\r') {
            place += 1;
            continue;
        }
        match (digit(place), digit(place + 1)) {
            (None, _) => return wrong(place),
            (_, None) => return wrong(place + 1),
            (Some(high), Some(low)) => bytes.push((high << 4 | low) as u8),
        }
        place += 2;
    }
    Ok(bytes)
}

/// Fill before and behind, so many bytes.
fn filled(before: usize, bytes: &[u8], behind: usize, fill: u8) -> Result<Vec<u8>, Raised> {
    fits(before.saturating_add(behind) as u64)?;
    let mut padded = vec![fill; before];
    padded.extend_from_slice(bytes);
    padded.resize(padded.len() + behind, fill);
    Ok(padded)
}

/// `bytes.ljust`, `rjust` and `center`: where the bytes are to be.
///
/// # Errors
/// MemoryError if the result would be longer than 16 MiB.
pub fn bytes_pad(ends: super::Ends, bytes: &[u8], width: i64, fill: u8) -> Result<Vec<u8>, Raised> {
    let width = usize::try_from(width).unwrap_or(0);
    let missing = width.saturating_sub(bytes.len());
    let left = match ends {
        super::Ends::Left => 0,
        super::Ends::Right => missing,
        super::Ends::Both => pad::left_of(missing, width),
    };
    filled(left, bytes, missing - left, fill)
}

/// `bytes.zfill(width)`: zeros behind a sign.
///
/// # Errors
/// MemoryError if the result would be longer than 16 MiB.
pub fn bytes_zfill(bytes: &[u8], width: i64) -> Result<Vec<u8>, Raised> {
    let missing = usize::try_from(width)
        .unwrap_or(0)
        .saturating_sub(bytes.len());
    let sign = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    let mut padded = bytes[..sign].to_owned();
    padded.extend(filled(missing, &bytes[sign..], 0, b'0')?);
    Ok(padded)
}
