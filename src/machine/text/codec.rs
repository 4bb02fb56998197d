//! From str to bytes and back.

use super::{fits, value_error};
use crate::machine::{Raised, Raises};
use std::fmt::Write;

/// An encoding that there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codec {
    /// `utf-8`
    Utf8,
    /// `ascii`
    Ascii,
    /// `latin-1`
    Latin1,
}

impl Codec {
    /// The encoding with a name, whatever its case and with any separators, as Python has its names.
    ///
    /// # Errors
    /// LookupError for an unknown one.
    pub fn named(name: &str) -> Result<Self, Raised> {
        let plain = name.to_ascii_lowercase().replace(['-', ' '], "_");
        match plain.as_str() {
            "utf_8" | "utf8" | "u8" | "utf" | "cp65001" => Ok(Self::Utf8),
            "ascii" | "us_ascii" | "646" | "us" | "iso646_us" | "ansi_x3.4_1968" => Ok(Self::Ascii),
            "latin_1" | "latin1" | "latin" | "iso_8859_1" | "iso8859_1" | "iso8859" | "8859"
            | "l1" | "cp819" => Ok(Self::Latin1),
            _ => Err(Raised::new(
                Raises::LookupError,
                format!("unknown encoding: {name}"),
            )),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Ascii => "ascii",
            Self::Latin1 => "latin-1",
        }
    }

    /// How many code points it has.
    fn size(self) -> u32 {
        match self {
            Self::Utf8 => 0x11_0000,
            Self::Ascii => 0x80,
            Self::Latin1 => 0x100,
        }
    }
}

fn unknown_handler(errors: &str) -> Raised {
    Raised::new(
        Raises::LookupError,
        format!("unknown error handler name '{errors}'"),
    )
}

/// A code point as CPython's messages and `backslashreplace` have it.
fn escaped(letter: char) -> String {
    match u32::from(letter) {
        code @ ..0x100 => format!("\\x{code:02x}"),
        code @ ..0x1_0000 => format!("\\u{code:04x}"),
        code => format!("\\U{code:08x}"),
    }
}

/// `text.encode(codec, errors)`, where errors is `strict`, `ignore`, `replace`, `backslashreplace` or `xmlcharrefreplace`.
///
/// # Errors
/// UnicodeEncodeError where a code point is not in the encoding; LookupError if the handler is needed and unknown; MemoryError
/// if the result would be longer than 16 MiB.
pub fn encode(text: &str, codec: Codec, errors: &str) -> Result<Vec<u8>, Raised> {
    if codec == Codec::Utf8 || text.is_ascii() {
        return Ok(text.as_bytes().to_owned());
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut letters = text.chars().enumerate().peekable();
    while let Some((place, letter)) = letters.next() {
        let code = u32::from(letter);
        if code < codec.size() {
            // Both have 256 code points at the most.
            bytes.push(code as u8);
            continue;
        }
        match errors {
            "ignore" => {}
            "replace" => bytes.push(b'?'),
            "backslashreplace" => bytes.extend_from_slice(escaped(letter).as_bytes()),
            "xmlcharrefreplace" => bytes.extend_from_slice(format!("&#{code};").as_bytes()),
            "strict" => {
                let (name, size) = (codec.name(), codec.size());
                let mut last = place;
                while let Some((next, _)) =
                    letters.next_if(|(_, letter)| u32::from(*letter) >= size)
                {
                    last = next;
                }
                let what = if last == place {
                    format!("character '{}' in position {place}", escaped(letter))
                } else {
                    format!("characters in position {place}-{last}")
                };
                let message =
                    format!("'{name}' codec can't encode {what}: ordinal not in range({size})");
                return Err(Raised::new(Raises::UnicodeEncodeError, message));
            }
            _ => return Err(unknown_handler(errors)),
        }
        fits(bytes.len() as u64)?;
    }
    Ok(bytes)
}

/// `bytes.decode(codec, errors)`, where errors is `strict`, `ignore`, `replace` or `backslashreplace`.
///
/// # Errors
/// UnicodeDecodeError where the bytes are no text in the encoding; LookupError if the handler is needed and unknown; MemoryError
/// if the result would be longer than 16 MiB.
pub fn decode(bytes: &[u8], codec: Codec, errors: &str) -> Result<String, Raised> {
    let mut text = String::with_capacity(bytes.len());
    let mut done = 0;
    while done < bytes.len() {
        let rest = &bytes[done..];
        let (valid, wrong, reason) = match codec {
            Codec::Latin1 => {
                text.extend(rest.iter().copied().map(char::from));
                break;
            }
            Codec::Ascii => {
                let valid = rest.iter().take_while(|byte| byte.is_ascii()).count();
                (
                    valid,
                    usize::from(valid < rest.len()),
                    "ordinal not in range(128)",
                )
            }
            Codec::Utf8 => match std::str::from_utf8(rest) {
                Ok(_) => (rest.len(), 0, ""),
                Err(error) => {
                    let valid = error.valid_up_to();
                    match (error.error_len(), rest[valid]) {
                        (None, _) => (valid, rest.len() - valid, "unexpected end of data"),
                        (Some(wrong), 0x80..=0xc1 | 0xf5..) => (valid, wrong, "invalid start byte"),
                        (Some(wrong), _) => (valid, wrong, "invalid continuation byte"),
                    }
                }
            },
        };
        text.push_str(std::str::from_utf8(&rest[..valid]).map_err(|_| value_error("not UTF-8"))?);
        if wrong == 0 {
            break;
        }
        let start = done + valid;
        done = start + wrong;
        match errors {
            "ignore" => {}
            "replace" => text.push(char::REPLACEMENT_CHARACTER),
            "backslashreplace" => {
                for byte in &bytes[start..done] {
                    write!(text, "\\x{byte:02x}").expect("writing to a string succeeds");
                }
            }
            "strict" => {
                let what = match wrong {
                    1 => format!("byte {:#04x} in position {start}", bytes[start]),
                    _ => format!("bytes in position {start}-{}", done - 1),
                };
                let message = format!("'{}' codec can't decode {what}: {reason}", codec.name());
                return Err(Raised::new(Raises::UnicodeDecodeError, message));
            }
            _ => return Err(unknown_handler(errors)),
        }
        fits(text.len() as u64)?;
    }
    Ok(text)
}
