//! The transport between threads: a ring of bytes in shared memory for each direction.

use super::segment::{HEADER_BYTES, Segment, SegmentError};
use super::transport::Transport;
use crate::queue::{ByteReader, ByteRing, ByteWriter};
use crate::sync::Arc;

/// The size of each ring.
pub const RING_BYTES: usize = 64 << 10;

/// Room that data leaves for headers. Of segments without data an end has at the most six on their way: three credits,
/// as each is for half a buffer or more and a credit on its way is not used up, a Fin, an Ack and a Reset. And data may
/// come in two segments.
const RESERVED: usize = 8 * HEADER_BYTES;

/// Room in the ring for at least one byte of data.
pub(super) const ENOUGH: usize = RESERVED + 1;

type Bytes = ByteRing<RING_BYTES>;

/// One end of a pair of rings.
#[derive(Debug)]
pub struct Ring {
    writer: ByteWriter<RING_BYTES, Arc<Bytes>>,
    reader: ByteReader<RING_BYTES, Arc<Bytes>>,
    /// The data of the segment that arrived last.
    data: Vec<u8>,
}

impl Ring {
    /// Two ends that are connected.
    pub fn pair() -> (Self, Self) {
        let rings = [(); 2].map(|()| Arc::new(Bytes::new()));
        let end = |out: &Arc<Bytes>, back: &Arc<Bytes>| Self {
            writer: ByteWriter::claim(Arc::clone(out)).expect("the ring is new"),
            reader: ByteReader::claim(Arc::clone(back)).expect("the ring is new"),
            data: Vec::new(),
        };
        (end(&rings[0], &rings[1]), end(&rings[1], &rings[0]))
    }

    /// For waiting until there is room.
    pub(super) fn writer(&mut self) -> &mut ByteWriter<RING_BYTES, Arc<Bytes>> {
        &mut self.writer
    }

    /// For waiting until something arrives.
    pub(super) fn reader(&mut self) -> &mut ByteReader<RING_BYTES, Arc<Bytes>> {
        &mut self.reader
    }
}

impl Transport for Ring {
    fn room(&mut self) -> usize {
        self.writer.room().saturating_sub(RESERVED)
    }

    fn transmit(&mut self, segment: Segment<'_>) {
        // An error says that the peer is gone, which the reader tells too, or that it keeps to no protocol; either way
        // there is nobody to serve.
        let _ = self
            .writer
            .try_write_whole(&[&segment.header(), segment.data()]);
    }

    fn arrived(&mut self) -> Option<Result<Segment<'_>, SegmentError>> {
        let mut header = [0; HEADER_BYTES];
        self.reader.try_read_whole(&mut header).ok()?;
        let length = Segment::data_length(&header);
        if length > RING_BYTES {
            return Some(Err(SegmentError::Length));
        }
        self.data.resize(length, 0);
        // Written whole, so it is there whole.
        if self.reader.try_read_whole(&mut self.data).is_err() {
            return Some(Err(SegmentError::Length));
        }
        Some(Segment::from_parts(&header, &self.data))
    }

    fn is_gone(&self) -> bool {
        self.reader.is_closed()
    }
}
