//! The delay line.

use super::Coroutine;

/// Answers with the value from `n` sends ago, and with 0 before there is one.
#[derive(Clone, Debug)]
pub struct Delay {
    /// The last `n` values, round the end.
    line: Box<[f64]>,
    /// Where the oldest is.
    oldest: usize,
}

impl Delay {
    /// A delay of `n` sends; 0 answers with the value itself.
    pub fn new(n: usize) -> Self {
        Self {
            line: vec![0.0; n].into(),
            oldest: 0,
        }
    }
}

impl Coroutine for Delay {
    type Out = f64;

    /// Too long to be in the loop of the pipeline, where it would slow down the others.
    #[inline(never)]
    fn send(&mut self, value: f64) -> f64 {
        let length = self.line.len();
        let Some(slot) = self.line.get_mut(self.oldest) else {
            return value;
        };
        self.oldest = if self.oldest + 1 == length {
            0
        } else {
            self.oldest + 1
        };
        core::mem::replace(slot, value)
    }
}
