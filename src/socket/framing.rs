//! Frames on a stream: a length of four bytes, most significant first, and then so many bytes. A stream has no bounds
//! between what was sent and what was sent next; this gives it some.

use core::fmt;

/// Bytes of a frame before its contents.
pub const PREFIX_BYTES: usize = 4;

/// `contents` as a frame.
///
/// # Panics
/// If they are 4 GiB or more.
pub fn frame(contents: &[u8]) -> Vec<u8> {
    let length = u32::try_from(contents.len()).expect("a frame is shorter than 4 GiB");
    let mut frame = Vec::with_capacity(PREFIX_BYTES + contents.len());
    frame.extend(length.to_be_bytes());
    frame.extend(contents);
    frame
}

/// Puts frames together from the portions in which a stream delivers them.
#[derive(Debug)]
pub struct Deframer {
    limit: usize,
    bytes: Vec<u8>,
    /// Where the next frame begins.
    at: usize,
}

/// A frame that is longer than allowed. The stream is of no use after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong {
    /// What it says of its length.
    pub length: usize,
    /// What was allowed.
    pub limit: usize,
}

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { length, limit } = self;
        write!(f, "a frame of {length} bytes where {limit} are allowed")
    }
}

impl core::error::Error for TooLong {}

impl Deframer {
    /// For frames whose contents have at most `limit` bytes: nobody can make the receiver hold more.
    pub fn new(limit: usize) -> Self {
        Self {
            limit,
            bytes: Vec::new(),
            at: 0,
        }
    }

    /// Adds the next portion.
    pub fn push(&mut self, portion: &[u8]) {
        self.bytes.drain(..self.at);
        self.at = 0;
        self.bytes.extend(portion);
    }

    /// The next frame's contents, if all of them have come.
    ///
    /// # Errors
    /// [`TooLong`], as soon as the length has come.
    pub fn next_frame(&mut self) -> Result<Option<&[u8]>, TooLong> {
        let Some((prefix, rest)) = self.bytes[self.at..].split_first_chunk::<PREFIX_BYTES>() else {
            return Ok(None);
        };
        let length = u32::from_be_bytes(*prefix) as usize;
        if length > self.limit {
            return Err(TooLong {
                length,
                limit: self.limit,
            });
        }
        let Some(contents) = rest.get(..length) else {
            return Ok(None);
        };
        self.at += PREFIX_BYTES + length;
        Ok(Some(contents))
    }

    /// How many bytes are there of a frame that is not complete, or not taken yet; length included.
    pub fn begun(&self) -> usize {
        self.bytes.len() - self.at
    }

    /// Whether part of a frame has come, and no more. A stream that ends then has been cut off.
    pub fn is_amid_frame(&self) -> bool {
        self.at < self.bytes.len()
    }
}
