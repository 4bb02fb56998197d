//! The explorer: every interleaving of a model, each state once. It knows no language and no machine; what it explores is a
//! [`Model`].

mod bounded;
mod clock;
mod component;
mod count;
mod cycle;
mod ending;
mod enter;
mod expand;
mod exploration;
mod failure;
mod finding;
mod graph;
mod model;
mod picture;
mod priority;
mod probability;
mod race;
mod random;
mod replay;
mod report;
mod schedule;
mod search;
mod sighting;
mod stuck;
mod table;
mod witness;

pub use exploration::{Exploration, Options, Progress};
pub use failure::Failure;
pub use finding::FindingKind;
pub use model::{
    Access, Event, Interruption, Model, Outcome, OutcomeKind, Position, Synchronisation,
    Transition, WaitKind, Waiting,
};
pub use picture::{Arrow, Node, Picture};
pub use replay::schedule;
pub use report::{Coverage, FindingReport, Method, OutcomeReport, Report};
pub use schedule::{Grain, Schedule, ScheduleError, runs_text};
pub use search::Budget;
