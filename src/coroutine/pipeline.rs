//! Numeric stages, one after the other.

use super::{Coroutine, Stage};

/// What a stage does with the first value that it is sent; see [the module](super).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// The same as with all others.
    #[default]
    Immediate,
    /// Keeps it and echoes it to the sender; the next stage does not get it.
    Fill,
}

/// Stages that run as one coroutine: a value passes through all of them in one call.
#[derive(Clone, Debug, Default)]
pub struct Pipeline {
    stages: Vec<Stage>,
    /// Which filling stages have had no value yet, last first. A value gets as far as the first of them, so they fill in
    /// order, one per value.
    empty: Vec<usize>,
}

impl Pipeline {
    /// How many values of a batch pass from stage to stage at a time: few enough to stay in the first-level cache.
    const BLOCK: usize = 1024;

    /// A pipeline without stages, which answers with what it is sent.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds `stage` at the end.
    pub fn push(&mut self, stage: Stage, mode: Mode) {
        if mode == Mode::Fill {
            self.empty.insert(0, self.stages.len());
        }
        self.stages.push(stage);
    }

    /// Adds the stages of `next` at the end, as they are.
    pub fn append(&mut self, mut next: Self) {
        let before = self.stages.len();
        let moved = next.empty.iter().map(|index| before + index);
        self.empty.splice(0..0, moved);
        self.stages.append(&mut next.stages);
    }

    /// How many of its stages have yet to fill. While it is not 0, a value sent is answered by the stage that it fills.
    pub fn empty_stages(&self) -> usize {
        self.empty.len()
    }

    /// Sends `value` as far as the stage that it fills.
    #[cold]
    fn fill(&mut self, filled: usize, value: f64) -> f64 {
        self.empty.pop();
        let (before, rest) = self.stages.split_at_mut(filled);
        let value = run(before, value);
        if let Some(stage) = rest.first_mut() {
            // Into its memory; the answer is the value itself.
            stage.send(value);
        }
        value
    }
}

#[inline]
fn run(stages: &mut [Stage], value: f64) -> f64 {
    stages
        .iter_mut()
        .fold(value, |value, stage| stage.send(value))
}

impl Coroutine for Pipeline {
    type Out = f64;

    #[inline]
    fn send(&mut self, value: f64) -> f64 {
        match self.empty.last() {
            None => run(&mut self.stages, value),
            Some(&filled) => self.fill(filled, value),
        }
    }

    fn send_many(&mut self, values: &mut [f64]) {
        let (first, rest) = values.split_at_mut(values.len().min(self.empty.len()));
        for value in first {
            *value = self.send(*value);
        }
        for block in rest.chunks_mut(Self::BLOCK) {
            for stage in &mut self.stages {
                stage.send_many(block);
            }
        }
    }
}
