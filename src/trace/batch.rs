//! The batch in which a process collects its events until it posts them: it shares no memory that the page could read.

use super::record::Encoded;
use super::recorder::Sink;

/// Records, one after the other. Grows as needed, so it drops nothing.
#[derive(Debug, Default)]
pub struct Batch {
    words: Vec<u64>,
}

impl Batch {
    /// An empty batch.
    pub const fn new() -> Self {
        Self { words: Vec::new() }
    }

    /// Its words so far.
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// Empties it and keeps its memory.
    pub fn clear(&mut self) {
        self.words.clear();
    }
}

impl Sink for Batch {
    fn push(&mut self, record: &Encoded<'_>) {
        self.words.extend(record.words());
    }
}
