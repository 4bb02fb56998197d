use super::segment::{Segment, SegmentError};

/// What carries the segments of one end of a connection to the other end: in order, each once, and none any more once
/// the peer is gone. It never waits.
pub trait Transport {
    /// How many bytes of data a segment may have at the most to be taken now.
    fn room(&mut self) -> usize;

    /// Takes a segment. There is room for its data; for those without data there always is, given that an end never has
    /// more than a few of them on their way (the protocol sees to that).
    fn transmit(&mut self, segment: Segment<'_>);

    /// The next segment that has arrived, if there is one.
    fn arrived(&mut self) -> Option<Result<Segment<'_>, SegmentError>>;

    /// Whether the peer is no more. What it sent may still have to be taken by [`Transport::arrived`].
    fn is_gone(&self) -> bool;
}
