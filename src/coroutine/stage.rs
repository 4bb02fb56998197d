//! Any of the numeric stages.

use super::{Add, Coroutine, Delay, Divide, Maximize, Mean, Minimize, Multiply, Subtract, Sum};

/// A numeric stage of a pipeline.
///
/// Two words: a pipeline runs through an array of them for each value, and one `match` costs less than a call through a
/// pointer. What does not fit is boxed.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "each is documented at its type")]
pub enum Stage {
    Minimize(Minimize),
    Maximize(Maximize),
    Sum(Sum),
    Add(Add),
    Subtract(Subtract),
    Multiply(Multiply),
    Divide(Divide),
    Delay(Box<Delay>),
    Mean(Box<Mean>),
}

macro_rules! for_each_kind {
    ($stage:expr, $inner:ident => $body:expr) => {
        match $stage {
            Stage::Minimize($inner) => $body,
            Stage::Maximize($inner) => $body,
            Stage::Sum($inner) => $body,
            Stage::Add($inner) => $body,
            Stage::Subtract($inner) => $body,
            Stage::Multiply($inner) => $body,
            Stage::Divide($inner) => $body,
            Stage::Delay($inner) => $body,
            Stage::Mean($inner) => $body,
        }
    };
}

impl Stage {
    /// The running minimum.
    pub fn minimize() -> Self {
        Self::Minimize(Minimize::default())
    }

    /// The running maximum.
    pub fn maximize() -> Self {
        Self::Maximize(Maximize::default())
    }

    /// The running sum.
    pub fn sum() -> Self {
        Self::Sum(Sum::default())
    }

    /// Adds `x`.
    pub fn add(x: f64) -> Self {
        Self::Add(Add(x))
    }

    /// Subtracts `x`.
    pub fn subtract(x: f64) -> Self {
        Self::Subtract(Subtract(x))
    }

    /// Multiplies by `x`.
    pub fn multiply(x: f64) -> Self {
        Self::Multiply(Multiply(x))
    }

    /// Divides by `x`.
    pub fn divide(x: f64) -> Self {
        let divide = Divide(x);
        match divide.exact_reciprocal() {
            Some(reciprocal) => Self::multiply(reciprocal),
            None => Self::Divide(divide),
        }
    }

    /// The value from `n` sends ago.
    pub fn delay(n: usize) -> Self {
        Self::Delay(Box::new(Delay::new(n)))
    }

    /// The mean of the last `n` values.
    ///
    /// # Panics
    /// If `n` is 0.
    pub fn mean(n: usize) -> Self {
        Self::Mean(Box::new(Mean::new(n)))
    }
}

impl Coroutine for Stage {
    type Out = f64;

    /// In the loop of the pipeline, where a call for each stage would double the time that a value takes.
    #[inline(always)]
    fn send(&mut self, value: f64) -> f64 {
        for_each_kind!(self, stage => stage.send(value))
    }

    /// One `match` for all of `values`: what is left in the loop is the arithmetic.
    #[inline]
    fn send_many(&mut self, values: &mut [f64]) {
        for_each_kind!(self, stage => stage.send_many(values));
    }
}
