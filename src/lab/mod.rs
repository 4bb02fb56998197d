//! The programs that a visitor runs, each in a file of its own that the page shows, and the registry of them.

mod chain;
mod crew;
mod gil;
mod interpreter_lock;
mod lock;
mod minimum;
mod number;
mod parallel;
mod parameters;
mod pipeline;
mod processes;
mod queue;
mod race;
mod random;
mod registry;
mod sharing;
mod socket;
#[cfg(feature = "trials")]
mod socket_trial;
mod step;
mod survey;
mod systolic;
mod threads;
mod throughput;

pub use number::Number;
pub use parallel::{CANVAS, Canvas};
pub use parameters::{Bound, Parameter, Refusal, Values};
pub use random::Random;
pub use registry::{Entry, LABS, Lab, Main, Program, find};
pub use step::{Operation, Step};
