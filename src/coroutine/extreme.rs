//! The running minimum and maximum.
//!
//! They compare as Python's `min(value, current)` and `max(value, current)` do, which keep the first unless the second is
//! less (or greater): of two zeros the newer, and a NaN is answered but not kept, because no comparison with it holds.
//! `Math.min` would order the zeros and keep a NaN for ever.

use super::Coroutine;

/// Answers with the least value so far.
#[derive(Clone, Debug)]
pub struct Minimize(f64);

impl Default for Minimize {
    fn default() -> Self {
        // Not less than any number, so the first value takes its place.
        Self(f64::INFINITY)
    }
}

impl Coroutine for Minimize {
    type Out = f64;

    #[inline]
    fn send(&mut self, value: f64) -> f64 {
        self.0 = if self.0 < value { self.0 } else { value };
        self.0
    }
}

/// Answers with the greatest value so far.
#[derive(Clone, Debug)]
pub struct Maximize(f64);

impl Default for Maximize {
    fn default() -> Self {
        Self(f64::NEG_INFINITY)
    }
}

impl Coroutine for Maximize {
    type Out = f64;

    #[inline]
    fn send(&mut self, value: f64) -> f64 {
        self.0 = if self.0 > value { self.0 } else { value };
        self.0
    }
}
