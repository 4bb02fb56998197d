//! The transport between processes: a port that carries messages, each of them some segments.

use super::segment::{HEADER_BYTES, Segment, SegmentError};
use super::transport::Transport;

/// Posting a message costs far more than a segment's header, so what one turn of a process produces goes out in one; but
/// not more than about so many bytes, lest the peer wait for the last of them.
pub const MESSAGE_BYTES: usize = 256 << 10;

/// What something that carries messages does with one. It arrives whole and in order, or never, if the peer is gone.
pub trait Post {
    /// Sends `message`.
    fn post(&self, message: &[u8]);
}

/// One end of a port.
#[derive(Debug)]
pub struct Messages<P> {
    port: P,
    /// Segments that have not been posted yet.
    outgoing: Vec<u8>,
    /// The message that arrived last, and how far it was read.
    incoming: Vec<u8>,
    at: usize,
    gone: bool,
}

impl<P: Post> Messages<P> {
    /// The end of a connection that `port` carries.
    pub fn new(port: P) -> Self {
        Self {
            port,
            outgoing: Vec::new(),
            incoming: Vec::new(),
            at: 0,
            gone: false,
        }
    }

    /// Takes a message that has arrived. To be pumped before the next one.
    pub fn deliver(&mut self, message: Vec<u8>) {
        debug_assert_eq!(self.at, self.incoming.len(), "the last one was not read");
        self.incoming = message;
        self.at = 0;
    }

    /// Takes note that the peer is no more.
    pub fn set_gone(&mut self) {
        self.gone = true;
    }

    /// Posts what was handed over since the last time. To be called as the turn ends.
    pub fn flush(&mut self) {
        if !self.outgoing.is_empty() {
            self.port.post(&self.outgoing);
            self.outgoing.clear();
        }
    }
}

impl<P: Post> Transport for Messages<P> {
    fn room(&mut self) -> usize {
        // The port takes anything; credit bounds what is on its way.
        MESSAGE_BYTES
    }

    fn transmit(&mut self, segment: Segment<'_>) {
        self.outgoing.extend(segment.header());
        self.outgoing.extend(segment.data());
        if self.outgoing.len() >= MESSAGE_BYTES {
            self.flush();
        }
    }

    fn arrived(&mut self) -> Option<Result<Segment<'_>, SegmentError>> {
        let rest = &self.incoming[self.at..];
        if rest.is_empty() {
            return None;
        }
        let length = (rest.first_chunk::<HEADER_BYTES>())
            .map(|header| HEADER_BYTES.saturating_add(Segment::data_length(header)));
        match length.and_then(|length| rest.get(..length)) {
            Some(segment) => {
                self.at += segment.len();
                Some(Segment::decode(segment))
            }
            None => {
                self.at = self.incoming.len();
                Some(Err(SegmentError::Length))
            }
        }
    }

    fn is_gone(&self) -> bool {
        self.gone
    }
}
