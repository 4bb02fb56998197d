//! What the stages of a pipeline do, as a visitor sets it.

use super::number::Number;
use core::fmt;

/// What a stage does with a value. The order is the number by which the page names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Adds its number.
    Add,
    /// Subtracts its number.
    Subtract,
    /// Multiplies by its number.
    Multiply,
    /// Divides by its number, which is not 0.
    Divide,
    /// The least value so far.
    Minimize,
    /// The greatest value so far.
    Maximize,
    /// The sum of all values so far.
    Sum,
}

impl Operation {
    /// All of them, in order.
    pub const ALL: [Self; 7] = [
        Self::Add,
        Self::Subtract,
        Self::Multiply,
        Self::Divide,
        Self::Minimize,
        Self::Maximize,
        Self::Sum,
    ];

    /// Its name, in links and in JavaScript.
    pub fn name(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Subtract => "subtract",
            Self::Multiply => "multiply",
            Self::Divide => "divide",
            Self::Minimize => "minimize",
            Self::Maximize => "maximize",
            Self::Sum => "sum",
        }
    }

    /// Whether it has a number.
    pub fn takes_number(self) -> bool {
        !matches!(self, Self::Minimize | Self::Maximize | Self::Sum)
    }
}

/// What one stage does. Written as in JavaScript: `divide(2)`, `sum()`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The operation.
    pub operation: Operation,
    /// Its number; 0 for one that has none.
    pub x: f64,
    /// What it remembers of the values before, if it does.
    memory: Option<Number>,
}

impl Step {
    /// A step that has had no value yet.
    pub fn new(operation: Operation, x: f64) -> Self {
        let memory = None;
        Self {
            operation,
            x,
            memory,
        }
    }

    /// What it makes of `value`.
    pub fn apply(&mut self, value: Number) -> Number {
        let x = Number::from(self.x);
        let before = self.memory;
        let result = match self.operation {
            Operation::Add => value + x,
            Operation::Subtract => value - x,
            Operation::Multiply => value * x,
            Operation::Divide => value / x,
            // Python's `min` and `max`, of the value and what was so far: of two that are equal, the first.
            Operation::Minimize => before.filter(|before| *before < value).unwrap_or(value),
            Operation::Maximize => before.filter(|before| *before > value).unwrap_or(value),
            Operation::Sum => before.unwrap_or(Number::Int(0)) + value,
        };
        self.memory = Some(result);
        result
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.operation.name();
        if self.operation.takes_number() {
            write!(f, "{name}({})", self.x)
        } else {
            write!(f, "{name}()")
        }
    }
}
