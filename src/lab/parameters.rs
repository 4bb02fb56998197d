//! The parameters of a lab, and a visitor's values for them.

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
}

/// A parameter of a lab.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameter {
    /// Its name in links.
    pub name: &'static str,
    /// What it may be.
    pub bound: Bound,
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

    fn admits(&self, value: f64) -> bool {
        match self.bound {
            Bound::Integer { min, max } => {
                value.fract() == 0.0 && (min as f64..=max as f64).contains(&value)
            }
            Bound::Number { min, max } => (min..=max).contains(&value),
            Bound::Choice(choices) => {
                value.fract() == 0.0 && (0.0..choices.len() as f64).contains(&value)
            }
        }
    }
}

/// Why values are not those of a lab. The page checks its fields itself; this is the engine's own check.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Refusal {
    /// Not as many values as parameters.
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
                write!(f, "the lab has {expected} parameters, not {given}")
            }
            Self::OutOfBounds { parameter, value } => {
                write!(f, "{} cannot be {value}: ", parameter.name)?;
                match parameter.bound {
                    Bound::Integer { min, max } => write!(f, "a whole number from {min} to {max}"),
                    Bound::Number { min, max } => write!(f, "a number from {min} to {max}"),
                    Bound::Choice(choices) => write!(f, "one of {}", choices.join(", ")),
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
    /// Checks `values`, which stand in the order of `parameters`; a choice is given by its index.
    ///
    /// # Errors
    /// A [`Refusal`] that names the parameter and its bounds.
    pub fn new(parameters: &'static [Parameter], values: &[f64]) -> Result<Self, Refusal> {
        if parameters.len() != values.len() {
            return Err(Refusal::Count {
                given: values.len(),
                expected: parameters.len(),
            });
        }
        match parameters
            .iter()
            .zip(values)
            .find(|(parameter, value)| !parameter.admits(**value))
        {
            Some((parameter, value)) => Err(Refusal::OutOfBounds {
                parameter: *parameter,
                value: *value,
            }),
            None => Ok(Self {
                parameters,
                values: values.to_vec(),
            }),
        }
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
        let index = self
            .parameters
            .iter()
            .position(|parameter| parameter.name == name)?;
        Some((self.parameters[index].bound, self.values[index]))
    }
}
