//! Events as 64-bit words, and back.

use super::event::{Event, Kind, Value};
use core::fmt;

/// The version of the layout. It changes when an older reader could no longer read what is written.
pub const VERSION: u32 = 2;

/// Words of a record before its value.
pub const HEADER_WORDS: usize = 4;

/// The longest text that one record carries, in bytes; a longer one is cut at a character. It keeps a record far smaller
/// than a ring.
pub const MAX_TEXT: usize = 4096;

const TAG_NONE: u8 = 0;
const TAG_INT: u8 = 1;
const TAG_FLOAT: u8 = 2;
const TAG_TEXT: u8 = 3;

/// An event in its binary form: up to five words, and then a text, padded with zeros to whole words.
pub struct Encoded<'a> {
    head: [u64; HEADER_WORDS + 1],
    head_words: usize,
    text: &'a [u8],
}

impl<'a> Encoded<'a> {
    /// The binary form of `event`.
    #[inline]
    pub fn new(event: &Event<'a>) -> Self {
        let (tag, number, text) = match event.value {
            Value::None => (TAG_NONE, None, ""),
            Value::Int(value) => (TAG_INT, Some(value.cast_unsigned()), ""),
            Value::Float(value) => (TAG_FLOAT, Some(value.to_bits()), ""),
            Value::Text(text) => (TAG_TEXT, None, cut(text)),
        };
        let head_words = HEADER_WORDS + usize::from(number.is_some());
        let words = head_words + text.len().div_ceil(8);
        let head = [
            u64::from(event.kind as u16)
                | u64::from(tag) << 16
                | u64::from(event.detail) << 24
                | (words as u64) << 32
                | u64::from(event.coroutine) << 48,
            event.time.to_bits(),
            u64::from(event.sequence) | u64::from(event.object) << 32,
            u64::from(event.line) | (text.len() as u64) << 32,
            number.unwrap_or(0),
        ];
        Self {
            head,
            head_words,
            text: text.as_bytes(),
        }
    }

    /// How many words it takes.
    #[inline]
    pub fn len(&self) -> usize {
        self.head_words + self.text.len().div_ceil(8)
    }

    /// Never: a record has a header.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// Its words, in order.
    #[inline]
    pub fn words(&self) -> impl Iterator<Item = u64> + '_ {
        let text = self.text.chunks(8).map(|chunk| {
            let mut bytes = [0; 8];
            bytes[..chunk.len()].copy_from_slice(chunk);
            u64::from_le_bytes(bytes)
        });
        self.head[..self.head_words].iter().copied().chain(text)
    }
}

/// As much of `text` as a record carries.
fn cut(text: &str) -> &str {
    &text[..text.floor_char_boundary(MAX_TEXT)]
}

/// Why words are not a trace of this version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// The record at this word is longer than what is left, or shorter than its own parts.
    Length {
        /// Where, in words from the beginning.
        at: usize,
    },
    /// No kind has this number.
    Kind {
        /// Where, in words from the beginning.
        at: usize,
        /// The number.
        number: u16,
    },
    /// No value has this tag.
    Tag {
        /// Where, in words from the beginning.
        at: usize,
        /// The tag.
        tag: u8,
    },
    /// The text is not UTF-8.
    Text {
        /// Where, in words from the beginning.
        at: usize,
    },
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length { at } => write!(f, "the record at word {at} has an impossible length"),
            Self::Kind { at, number } => {
                write!(f, "the record at word {at} is of the unknown kind {number}")
            }
            Self::Tag { at, tag } => {
                write!(
                    f,
                    "the record at word {at} has a value of the unknown type {tag}"
                )
            }
            Self::Text { at } => write!(f, "the text of the record at word {at} is not UTF-8"),
        }
    }
}

impl core::error::Error for DecodeError {}

/// Reads the events from words. After an error it ends: what follows has no known beginning.
pub struct Decoder<'a> {
    words: &'a [u64],
    at: usize,
    text: Vec<u8>,
}

impl<'a> Decoder<'a> {
    /// A decoder at the beginning of `words`.
    pub fn new(words: &'a [u64]) -> Self {
        Self {
            words,
            at: 0,
            text: Vec::new(),
        }
    }

    /// The next event, or `None` at the end.
    ///
    /// # Errors
    /// A [`DecodeError`] that says where the words are not a record.
    #[allow(
        clippy::should_implement_trait,
        reason = "it lends its buffer to the event"
    )]
    pub fn next(&mut self) -> Option<Result<Event<'_>, DecodeError>> {
        if self.at >= self.words.len() {
            return None;
        }
        let at = self.at;
        let result = self.decode(at);
        Some(match result {
            Ok((event, words)) => {
                self.at = at + words;
                Ok(Event {
                    value: match event.value {
                        // Borrowed anew, now that `self` is no longer borrowed for the cursor.
                        Value::Text(_) => Value::Text(
                            core::str::from_utf8(&self.text).expect("checked in `decode`"),
                        ),
                        Value::None => Value::None,
                        Value::Int(value) => Value::Int(value),
                        Value::Float(value) => Value::Float(value),
                    },
                    ..event
                })
            }
            Err(error) => {
                self.at = self.words.len();
                Err(error)
            }
        })
    }

    /// The event at word `at` (a text goes to `self.text`), and how many words it takes.
    fn decode(&mut self, at: usize) -> Result<(Event<'static>, usize), DecodeError> {
        let rest = &self.words[at..];
        let header: &[u64; HEADER_WORDS] = rest.first_chunk().ok_or(DecodeError::Length { at })?;
        let [first, time, place, last] = *header;
        let number = first as u16;
        let kind = Kind::from_number(number).ok_or(DecodeError::Kind { at, number })?;
        let tag = (first >> 16) as u8;
        let words = usize::from((first >> 32) as u16);
        let text_bytes = (last >> 32) as usize;
        let payload_words = match tag {
            TAG_NONE => 0,
            TAG_INT | TAG_FLOAT => 1,
            TAG_TEXT => text_bytes.div_ceil(8),
            _ => return Err(DecodeError::Tag { at, tag }),
        };
        let payload = rest
            .get(HEADER_WORDS..words)
            .filter(|payload| payload.len() == payload_words)
            .ok_or(DecodeError::Length { at })?;
        let value = match (tag, payload) {
            (TAG_INT, [value]) => Value::Int(value.cast_signed()),
            (TAG_FLOAT, [value]) => Value::Float(f64::from_bits(*value)),
            (TAG_TEXT, payload) => {
                self.text.clear();
                self.text
                    .extend(payload.iter().flat_map(|word| word.to_le_bytes()));
                self.text.truncate(text_bytes);
                core::str::from_utf8(&self.text).map_err(|_| DecodeError::Text { at })?;
                Value::Text("")
            }
            _ => Value::None,
        };
        let event = Event {
            kind,
            detail: (first >> 24) as u8,
            coroutine: (first >> 48) as u16,
            time: f64::from_bits(time),
            sequence: place as u32,
            object: (place >> 32) as u32,
            line: last as u32,
            value,
        };
        Ok((event, words))
    }
}
