//! What travels between the two ends of a connection, and its bytes.

use core::fmt;

/// Bytes of a segment before its data.
pub const HEADER_BYTES: usize = 8;

/// One message of the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment<'a> {
    /// The next bytes of the stream.
    Data(&'a [u8]),
    /// The receiver of this may send so many bytes more.
    Credit(u32),
    /// The stream of the sender of this ends here.
    Fin,
    /// The receiver of this sent [`Segment::Fin`], and all that went before has arrived.
    Ack,
    /// The sender of this takes no part in the connection any more.
    Reset,
}

const DATA: u8 = 1;
const CREDIT: u8 = 2;
const FIN: u8 = 3;
const ACK: u8 = 4;
const RESET: u8 = 5;

impl<'a> Segment<'a> {
    /// Its header; the data follows it as it is.
    pub fn header(&self) -> [u8; HEADER_BYTES] {
        let (kind, number) = match *self {
            Self::Data(bytes) => (DATA, bytes.len() as u32),
            Self::Credit(bytes) => (CREDIT, bytes),
            Self::Fin => (FIN, 0),
            Self::Ack => (ACK, 0),
            Self::Reset => (RESET, 0),
        };
        let [a, b, c, d] = number.to_le_bytes();
        [kind, 0, 0, 0, a, b, c, d]
    }

    /// Its data; empty but for [`Segment::Data`].
    pub fn data(&self) -> &'a [u8] {
        match *self {
            Self::Data(bytes) => bytes,
            _ => &[],
        }
    }

    /// How many bytes of data follow this header.
    pub fn data_length(header: &[u8; HEADER_BYTES]) -> usize {
        let [kind, _, _, _, number @ ..] = *header;
        if kind == DATA {
            u32::from_le_bytes(number) as usize
        } else {
            0
        }
    }

    /// The segment that these bytes are: a header, and as much data as it says.
    ///
    /// # Errors
    /// A [`SegmentError`] if they are none.
    pub fn decode(bytes: &'a [u8]) -> Result<Self, SegmentError> {
        let (header, data) = bytes
            .split_first_chunk::<HEADER_BYTES>()
            .ok_or(SegmentError::Length)?;
        Self::from_parts(header, data)
    }

    /// The segment with this header and this data.
    ///
    /// # Errors
    /// A [`SegmentError`] if they do not fit each other.
    pub fn from_parts(header: &[u8; HEADER_BYTES], data: &'a [u8]) -> Result<Self, SegmentError> {
        if data.len() != Self::data_length(header) {
            return Err(SegmentError::Length);
        }
        let [kind, pad @ .., a, b, c, d] = *header;
        let number = u32::from_le_bytes([a, b, c, d]);
        match (kind, pad, number) {
            (DATA, [0, 0, 0], _) => Ok(Self::Data(data)),
            (CREDIT, [0, 0, 0], bytes) => Ok(Self::Credit(bytes)),
            (FIN, [0, 0, 0], 0) => Ok(Self::Fin),
            (ACK, [0, 0, 0], 0) => Ok(Self::Ack),
            (RESET, [0, 0, 0], 0) => Ok(Self::Reset),
            _ => Err(SegmentError::Header),
        }
    }
}

/// Why bytes are not a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SegmentError {
    /// There are more or fewer than the header says.
    Length,
    /// The header is none.
    Header,
}

impl fmt::Display for SegmentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Length => "a segment of the wrong length",
            Self::Header => "a segment of an unknown kind",
        })
    }
}

impl core::error::Error for SegmentError {}
