//! The programs that a visitor runs, each in a file of its own that the page shows, and the registry of them.

mod lock;
mod parameters;
mod processes;
mod race;
mod registry;
mod threads;

pub use parameters::{Bound, Parameter, Refusal, Values};
pub use registry::{Entry, LABS, Lab, Program, find};
