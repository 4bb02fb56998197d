//! Threads: actors that share memory, run as closures on a pool of parked workers.
//!
//! Nothing here knows JavaScript. In the browser a worker is a web worker that entered [`Engine::serve`]; natively it is
//! a `std::thread` that did the same, which is how the tests run it.

mod actor;
mod engine;
mod fault;
mod guest;
mod join;
mod pool;
mod queue;
mod rendezvous;
mod socket;
mod variable;

pub use actor::{Actor, current_name};
pub use engine::{Engine, MAX_ACTORS, Setup};
pub use fault::Fault;
pub use guest::{Guest, set_worker};
pub use join::JoinHandle;
pub use pool::MAX_WORKERS;
pub use queue::SharedQueue;
pub use rendezvous::Rendezvous;
pub(crate) use socket::moves;
pub use socket::{Listener, Socket};
pub use variable::{Counter, TextVariable};
