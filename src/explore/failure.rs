//! Why an exploration has no result.

use super::model::Interruption;
use std::fmt;

/// Why an exploration cannot go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// What the model says.
    Model(String),
    /// The model had to begin again too often, or where that was of no use any more.
    Restarts,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Model(text) => f.write_str(text),
            Self::Restarts => f.write_str("the exploration had to begin again too often"),
        }
    }
}

impl std::error::Error for Failure {}

impl From<Interruption> for Failure {
    fn from(interruption: Interruption) -> Self {
        match interruption {
            Interruption::Error(text) => Self::Model(text),
            Interruption::Restart | Interruption::Endless => Self::Restarts,
        }
    }
}
