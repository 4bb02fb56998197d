//! The last few values, and their mean.

use super::Coroutine;

/// Holds the last `n` values, in a row.
#[derive(Clone, Debug)]
pub struct Window {
    size: usize,
    /// Up to twice `size` values, of which the last `size` count: they are moved to the front only once in `size` sends.
    values: Vec<f64>,
}

impl Window {
    /// An empty window of `size` values.
    ///
    /// # Panics
    /// If `size` is 0.
    pub fn new(size: usize) -> Self {
        assert!(size > 0, "a window holds at least one value");
        Self {
            size,
            values: Vec::with_capacity(2 * size),
        }
    }

    /// Takes `value` and returns the last `size` values, oldest first; fewer before there were as many.
    #[inline]
    pub fn send(&mut self, value: f64) -> &[f64] {
        if self.values.len() == 2 * self.size {
            self.values.copy_within(self.size + 1.., 0);
            self.values.truncate(self.size - 1);
        }
        self.values.push(value);
        let first = self.values.len().saturating_sub(self.size);
        &self.values[first..]
    }
}

/// Answers with the mean of the last `n` values, or of all while there are fewer.
///
/// It adds them up anew for each value, oldest first. A total kept from value to value would be faster for a large `n`, but
/// would collect rounding errors, and never get rid of an infinity.
#[derive(Clone, Debug)]
pub struct Mean(Window);

impl Mean {
    /// The mean of the last `n` values.
    ///
    /// # Panics
    /// If `n` is 0.
    pub fn new(n: usize) -> Self {
        Self(Window::new(n))
    }
}

impl Coroutine for Mean {
    type Out = f64;

    /// Too long to be in the loop of the pipeline, where it would slow down the others.
    #[inline(never)]
    fn send(&mut self, value: f64) -> f64 {
        let values = self.0.send(value);
        // Not `sum()`, which starts from -0.
        let total = values.iter().fold(0.0, |total, value| total + value);
        total / values.len() as f64
    }
}
