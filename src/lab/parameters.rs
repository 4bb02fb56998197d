//! The parameters of a lab, and a visitor's values for them.

use super::step::{Operation, Step};
use crate::thread::Fault;
use core::fmt;

/// What a parameter may be. A lab's manifest on the page (`www/labs/*/lab.json`) says the same; a test compares them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bound {
    /// A whole number from `min` to `max`.
    Integer {
        /// The smallest.
        min: i64,
        /// The largest.
        max: i64,
    },
    /// A number from `min` to `max`.
    Number {
        /// The smallest.
        min: f64,
        /// The largest.
        max: f64,
    },
    /// One of these; its value is the index.
    Choice(&'static [&'static str]),
    /// What the stages of a pipeline do. Its values are how many stages there are, and then two for each: the index of its
    /// operation in [`Operation::ALL`], and its number, 0 if it takes none.
    Stages {
        /// How many stages there are at the most; one at the least.
        most: usize,
        /// Their numbers are from `-limit` to `limit`.
        limit: f64,
    },
}

/// A parameter of a lab.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameter {
    /// Its name in links.
    pub name: &'static str,
    /// What it may be.
    pub bound: Bound,
}

/// The operation with this index.
fn operation(index: f64) -> Option<Operation> {
    let good = index.fract() == 0.0 && index >= 0.0;
    good.then(|| Operation::ALL.get(index as usize).copied())?
}

impl Parameter {
    /// A parameter that is a whole number.
    pub const fn integer(name: &'static str, min: i64, max: i64) -> Self {
        Self {
            name,
            bound: Bound::Integer { min, max },
        }
    }

    /// A parameter that is a number.
    pub const fn number(name: &'static str, min: f64, max: f64) -> Self {
        Self {
            name,
            bound: Bound::Number { min, max },
        }
    }

    /// A parameter that is one of several.
    pub const fn choice(name: &'static str, choices: &'static [&'static str]) -> Self {
        Self {
            name,
            bound: Bound::Choice(choices),
        }
    }

    /// A parameter that is a list of stages.
    pub const fn stages(name: &'static str, most: usize, limit: f64) -> Self {
        Self {
            name,
            bound: Bound::Stages { most, limit },
        }
    }

    /// How many values it has, if `first` is the first of them.
    fn width(&self, first: f64) -> usize {
        match self.bound {
            Bound::Stages { .. } if self.admits(first) => 1 + 2 * first as usize,
            _ => 1,
        }
    }

    /// The first of `values`, which are as many as its width, that it cannot be.
    fn refused(&self, values: &[f64]) -> Option<f64> {
        let (first, rest) = values.split_first()?;
        if !self.admits(*first) {
            return Some(*first);
        }
        let Bound::Stages { limit, .. } = self.bound else {
            return None;
        };
        rest.chunks(2).find_map(|stage| {
            let Some(operation) = operation(stage[0]) else {
                return Some(stage[0]);
            };
            let bounds = if operation.takes_number() {
                -limit..=limit
            } else {
                0.0..=0.0
            };
            let x = stage[1];
            let good = bounds.contains(&x) && (operation, x) != (Operation::Divide, 0.0);
            (!good).then_some(x)
        })
    }

    fn admits(&self, value: f64) -> bool {
        match self.bound {
            Bound::Integer { min, max } => {
                value.fract() == 0.0 && (min as f64..=max as f64).contains(&value)
            }
            Bound::Number { min, max } => (min..=max).contains(&value),
            Bound::Choice(choices) => {
                value.fract() == 0.0 && (0.0..choices.len() as f64).contains(&value)
            }
            Bound::Stages { most, .. } => {
                value.fract() == 0.0 && (1.0..=most as f64).contains(&value)
            }
        }
    }
}

/// Why values are not those of a lab. The page checks its fields itself; this is the engine's own check.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Refusal {
    /// Not as many values as the parameters have.
    Count {
        /// How many there are.
        given: usize,
        /// How many there should be.
        expected: usize,
    },
    /// A value out of its bounds.
    OutOfBounds {
        /// Whose.
        parameter: Parameter,
        /// The value.
        value: f64,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count { given, expected } => {
                write!(
                    f,
                    "the lab's parameters have {expected} values, not {given}"
                )
            }
            Self::OutOfBounds { parameter, value } => {
                write!(f, "{} cannot be {value}: ", parameter.name)?;
                match parameter.bound {
                    Bound::Integer { min, max } => write!(f, "a whole number from {min} to {max}"),
                    Bound::Number { min, max } => write!(f, "a number from {min} to {max}"),
                    Bound::Choice(choices) => write!(f, "one of {}", choices.join(", ")),
                    Bound::Stages { most, limit } => write!(
                        f,
                        "1 to {most} stages, each with its operation and a number from {} to {limit}, but no division by 0",
                        -limit
                    ),
                }
            }
        }
    }
}

impl core::error::Error for Refusal {}

/// A value for each parameter of a lab, all within bounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Values {
    parameters: &'static [Parameter],
    values: Vec<f64>,
}

impl Values {
    /// Checks `values`, which stand in the order of `parameters`; a choice is given by its index, and a list of stages as
    /// [`Bound::Stages`] says.
    ///
    /// # Errors
    /// A [`Refusal`] that names the parameter and its bounds.
    pub fn new(parameters: &'static [Parameter], values: &[f64]) -> Result<Self, Refusal> {
        let given = values.len();
        let mut rest = values;
        let mut expected = 0;
        for parameter in parameters {
            let width = rest.first().map_or(1, |first| parameter.width(*first));
            expected += width;
            let Some((own, others)) = rest.split_at_checked(width) else {
                rest = &[];
                continue;
            };
            if let Some(value) = parameter.refused(own) {
                return Err(Refusal::OutOfBounds {
                    parameter: *parameter,
                    value,
                });
            }
            rest = others;
        }
        if given != expected {
            return Err(Refusal::Count { given, expected });
        }
        Ok(Self {
            parameters,
            values: values.to_vec(),
        })
    }

    /// The value of a whole-number parameter.
    ///
    /// # Panics
    /// If the lab has no parameter of this name. So do the others.
    pub fn integer(&self, name: &str) -> i64 {
        self.number(name) as i64
    }

    /// The value of a whole-number parameter that is not negative.
    pub fn count(&self, name: &str) -> u64 {
        self.number(name) as u64
    }

    /// The value of a number parameter.
    pub fn number(&self, name: &str) -> f64 {
        self.find(name).1
    }

    /// The value of a choice.
    pub fn choice(&self, name: &str) -> &'static str {
        match self.find(name) {
            (Bound::Choice(choices), index) => choices[index as usize],
            _ => panic!("{name} is not a choice"),
        }
    }

    /// A list of stages, each as it is before it has had a value.
    pub fn stages(&self, name: &str) -> Vec<Step> {
        self.values_of(name)
            .and_then(|(_, values)| values.get(1..))
            .unwrap_or_default()
            .chunks(2)
            .filter_map(|stage| Some(Step::new(operation(stage[0])?, stage[1])))
            .collect()
    }

    /// How many times faster than asked for the program is to sleep: the choice `speed`, or 1 where a lab has none.
    pub fn speed(&self) -> f64 {
        match self.get("speed") {
            Some((Bound::Choice(choices), index)) => choices[index as usize]
                .parse()
                .expect("the choices of speed are numbers"),
            _ => 1.0,
        }
    }

    /// For how many seconds a coroutine shows that it has control before it goes on: the number `pace`, or 0 where a lab
    /// has none.
    pub fn pace(&self) -> f64 {
        self.get("pace").map_or(0.0, |(_, pace)| pace)
    }

    /// What is planted: the hidden choice `fault`.
    pub fn fault(&self) -> Fault {
        Fault::from_number(self.integer("fault") as u32)
    }

    fn find(&self, name: &str) -> (Bound, f64) {
        self.get(name)
            .unwrap_or_else(|| panic!("the lab has no parameter {name}"))
    }

    fn get(&self, name: &str) -> Option<(Bound, f64)> {
        let (bound, values) = self.values_of(name)?;
        Some((bound, *values.first()?))
    }

    fn values_of(&self, name: &str) -> Option<(Bound, &[f64])> {
        let mut at = 0;
        for parameter in self.parameters {
            let width = parameter.width(self.values[at]);
            if parameter.name == name {
                return Some((parameter.bound, &self.values[at..at + width]));
            }
            at += width;
        }
        None
    }
}
