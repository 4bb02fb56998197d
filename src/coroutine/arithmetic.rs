//! Stages that compute one operation.

use super::Coroutine;

/// Answers with the sum of all values so far, from 0.
#[derive(Clone, Debug, Default)]
pub struct Sum(f64);

impl Coroutine for Sum {
    type Out = f64;

    #[inline]
    fn send(&mut self, value: f64) -> f64 {
        self.0 += value;
        self.0
    }
}

/// Answers with the value plus this.
#[derive(Clone, Debug)]
pub struct Add(pub f64);

impl Coroutine for Add {
    type Out = f64;

    #[inline]
    fn send(&mut self, value: f64) -> f64 {
        value + self.0
    }
}

/// Answers with the value minus this.
#[derive(Clone, Debug)]
pub struct Subtract(pub f64);

impl Coroutine for Subtract {
    type Out = f64;

    #[inline]
    fn send(&mut self, value: f64) -> f64 {
        value - self.0
    }
}

/// Answers with the value times this.
#[derive(Clone, Debug)]
pub struct Multiply(pub f64);

impl Coroutine for Multiply {
    type Out = f64;

    #[inline]
    fn send(&mut self, value: f64) -> f64 {
        value * self.0
    }
}

/// Answers with the value divided by this. By zero it is infinite or NaN (IEEE 754, as in JavaScript; Python raises).
#[derive(Clone, Debug)]
pub struct Divide(pub f64);

impl Divide {
    /// The number to multiply by instead, where that is the same to the last bit and faster: for a power of two whose
    /// reciprocal is one too, product and quotient are the same real number before they are rounded.
    pub(super) fn exact_reciprocal(&self) -> Option<f64> {
        const FRACTION: u64 = (1 << (f64::MANTISSA_DIGITS - 1)) - 1;
        let power_of_two = self.0.is_normal() && self.0.to_bits() & FRACTION == 0;
        power_of_two.then(|| self.0.recip())
    }
}

impl Coroutine for Divide {
    type Out = f64;

    #[inline]
    fn send(&mut self, value: f64) -> f64 {
        value / self.0
    }
}
