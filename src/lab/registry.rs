//! The labs, and what each is run with.

use super::parameters::{Parameter, Values};
use super::{lock, processes, race, threads};
use crate::process::Process;
use crate::sync::Stopped;
use crate::thread::Actor;
use core::pin::Pin;

/// The program of a process: it waits by `await`, since nobody shares memory to wake it through.
pub type Entry =
    for<'a> fn(&'a Process, &'a Values) -> Pin<Box<dyn Future<Output = Result<(), Stopped>> + 'a>>;

/// What a lab runs.
#[derive(Clone, Copy)]
pub enum Program {
    /// A main actor that spawns threads.
    Threads(fn(&Actor, &Values) -> Result<(), Stopped>),
    /// Processes by name, main first. A process is started by its name: a function cannot be sent to a memory of its
    /// own.
    Processes(&'static [(&'static str, Entry)]),
}

/// A lab as the engine knows it.
#[derive(Clone, Copy)]
pub struct Lab {
    /// Its name in links.
    pub id: &'static str,
    /// Its parameters, in the order in which their values are given.
    pub parameters: &'static [Parameter],
    /// What it runs.
    pub program: Program,
}

/// Faults that tests plant, in the order of [`crate::thread::Fault`].
const FAULT: Parameter = Parameter::choice("fault", &["none", "panic", "trap", "hang", "flood"]);
const START: Parameter = Parameter::integer("start", -1_000_000, 1_000_000);

const SLEEPERS: &[Parameter] = &[
    Parameter::integer("rounds_1", 1, 200),
    Parameter::number("sleep_1", 0.0, 10.0),
    Parameter::integer("rounds_2", 1, 200),
    Parameter::number("sleep_2", 0.0, 10.0),
    Parameter::choice("speed", &["1", "4", "16"]),
    FAULT,
];

/// All labs.
pub static LABS: &[Lab] = &[
    Lab {
        id: "threads",
        parameters: SLEEPERS,
        program: Program::Threads(threads::main),
    },
    Lab {
        id: "processes",
        parameters: SLEEPERS,
        program: Program::Processes(&[
            ("main", |me, values| Box::pin(processes::main(me, values))),
            ("task 1", |me, values| {
                Box::pin(processes::task_1(me, values))
            }),
            ("task 2", |me, values| {
                Box::pin(processes::task_2(me, values))
            }),
        ]),
    },
    Lab {
        id: "race",
        parameters: &[
            START,
            Parameter::integer("additions", 0, 100_000_000),
            Parameter::integer("subtractions", 0, 100_000_000),
            FAULT,
        ],
        program: Program::Threads(race::main),
    },
    Lab {
        id: "lock",
        parameters: &[
            Parameter::choice("lock", &["mutex", "spin"]),
            START,
            Parameter::integer("additions", 0, 10_000_000),
            Parameter::integer("subtractions", 0, 10_000_000),
            FAULT,
        ],
        program: Program::Threads(lock::main),
    },
];

/// The lab called `id`, if there is one.
pub fn find(id: &str) -> Option<&'static Lab> {
    LABS.iter().find(|lab| lab.id == id)
}
