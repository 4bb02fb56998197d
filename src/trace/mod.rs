//! What happened in a run: events, the rings and batches that carry them, and their bytes.
//!
//! Every engine records the same [`Event`]s and every view of the page draws them, so neither knows the other. The byte
//! layout and the ring's protocol are in `README.md` beside this file.

mod batch;
mod event;
mod record;
mod recorder;
mod ring;

pub use batch::Batch;
pub use event::{Awaited, Class, Event, Handover, Kind, Value};
pub use record::{DecodeError, Decoder, Encoded, HEADER_WORDS, VERSION};
pub use recorder::{Numbering, Recorder, Sink, time_recording};
pub use ring::{Consumer, Producer, RING_WORDS, Ring};
