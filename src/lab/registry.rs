//! The labs, and what each is run with.

use super::parameters::{Parameter, Values};
#[cfg(feature = "trials")]
use super::socket_trial;
use super::{
    chain, gil, lock, minimum, parallel, pipeline, processes, queue, race, sharing, socket,
    systolic, threads,
};
use crate::process::Process;
use crate::sync::{Stopped, THREADS};
use crate::thread::Actor;
use core::pin::Pin;

/// The program of the main thread.
pub type Main = fn(&Actor, &Values) -> Result<(), Stopped>;

/// The program of a process: it waits by `await`, since nobody shares memory to wake it through.
pub type Entry =
    for<'a> fn(&'a Process, &'a Values) -> Pin<Box<dyn Future<Output = Result<(), Stopped>> + 'a>>;

/// What a lab runs.
#[derive(Clone, Copy)]
pub enum Program {
    /// A main actor that spawns threads.
    Threads(Main),
    /// Processes by name, main first. A process is started by its name: a function cannot be sent to a memory of its
    /// own.
    Processes(&'static [(&'static str, Entry)]),
    /// First the one and then the other, as two parts of one run. Where threads cannot run, the second alone.
    Both {
        /// The main actor of the threads.
        threads: Main,
        /// The processes by name, main first.
        processes: &'static [(&'static str, Entry)],
    },
    /// The one or the other, as a parameter says.
    Either {
        /// The parameter's name.
        by: &'static str,
        /// Its choice for threads; the others are for processes.
        threads_if: &'static str,
        /// The main actor of the threads.
        threads: Main,
        /// The processes by name, main first.
        processes: &'static [(&'static str, Entry)],
    },
}

impl Program {
    /// The main actor of its threads, if it has any.
    pub fn threads(&self) -> Option<Main> {
        match *self {
            Self::Threads(threads) | Self::Both { threads, .. } | Self::Either { threads, .. } => {
                Some(threads)
            }
            Self::Processes(_) => None,
        }
    }

    /// The program of its process called `name`. Several may run the same one: "process 1", "process 2" and so on are
    /// found as "process", unless they have programs of their own.
    pub fn process(&self, name: &str) -> Option<Entry> {
        let (Self::Processes(processes)
        | Self::Both { processes, .. }
        | Self::Either { processes, .. }) = *self
        else {
            return None;
        };
        let find = |name: &str| {
            let found = processes.iter().find(|(entry, _)| *entry == name);
            found.map(|(_, entry)| *entry)
        };
        find(name).or_else(|| {
            let (kind, number) = name.rsplit_once(' ')?;
            number.parse::<u32>().ok().and_then(|_| find(kind))
        })
    }
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
/// How often each thing is measured. With fewer there would be no quartiles.
const ROUNDS: Parameter = Parameter::integer("rounds", 3, 50);
const START: Parameter = Parameter::integer("start", -1_000_000, 1_000_000);

/// For how many seconds each coroutine that gets control holds it before it goes on.
const PACE: Parameter = Parameter::number("pace", 0.0, 5.0);
const MATRICES: &[&str] = &["random", "identity", "ones"];

const SLEEPERS: &[Parameter] = &[
    Parameter::integer("rounds_1", 1, 200),
    Parameter::number("sleep_1", 0.0, 10.0),
    Parameter::integer("rounds_2", 1, 200),
    Parameter::number("sleep_2", 0.0, 10.0),
    Parameter::choice("speed", &["1", "4", "16"]),
    FAULT,
];

/// `main` in a build that has threads. Any other does not name it, so that neither it nor what it uses is linked.
const fn on_threads(main: Main) -> Main {
    if THREADS { main } else { without_threads }
}

fn without_threads(_: &Actor, _: &Values) -> Result<(), Stopped> {
    unreachable!("a build without threads runs processes only")
}

/// All labs.
pub static LABS: &[Lab] = &[
    #[cfg(feature = "trials")]
    Lab {
        id: "socket-trial",
        parameters: &[
            Parameter::integer("frames", 1, 100_000_000),
            Parameter::integer("bytes", 1, 1 << 20),
            FAULT,
        ],
        program: Program::Processes(&[
            ("main", |me, _| Box::pin(socket_trial::main(me))),
            ("producer", |me, values| {
                Box::pin(socket_trial::producer(me, values))
            }),
            ("consumer", |me, values| {
                Box::pin(socket_trial::consumer(me, values))
            }),
        ]),
    },
    Lab {
        id: "threads",
        parameters: SLEEPERS,
        program: Program::Threads(on_threads(threads::main)),
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
        program: Program::Threads(on_threads(race::main)),
    },
    Lab {
        id: "lock",
        parameters: &[
            Parameter::choice("lock", &["mutex", "spin", "ticket"]),
            START,
            Parameter::integer("additions", 0, 10_000_000),
            Parameter::integer("subtractions", 0, 10_000_000),
            Parameter::choice("task", &["count", "throughput"]),
            FAULT,
        ],
        program: Program::Threads(on_threads(lock::main)),
    },
    Lab {
        id: "queue",
        // What one consumer may have to record all at once fits into a ring: 200 items.
        parameters: &[
            Parameter::integer("producers", 1, 4),
            Parameter::integer("consumers", 1, 4),
            Parameter::integer("items", 1, 50),
            Parameter::integer("capacity", 1, 32),
            Parameter::number("producer_delay", 0.0, 5.0),
            Parameter::number("consumer_delay", 0.0, 5.0),
            Parameter::choice("waiting", &["blocking", "polling"]),
            Parameter::integer("seed", 0, 1_000_000),
            Parameter::choice("speed", &["1", "4", "16"]),
            FAULT,
        ],
        program: Program::Threads(on_threads(queue::main)),
    },
    Lab {
        id: "parallel",
        parameters: &[
            // 0: as many as there are processors.
            Parameter::integer("threads", 0, 31),
            Parameter::integer("iterations", 10, 100_000),
            ROUNDS,
            FAULT,
        ],
        program: Program::Threads(on_threads(parallel::main)),
    },
    Lab {
        id: "gil",
        parameters: &[
            Parameter::integer("threads", 2, 8),
            Parameter::number("interval", 0.1, 100.0),
            Parameter::integer("steps", 1, 2000),
            Parameter::integer("naps", 1, 200),
            ROUNDS,
            FAULT,
        ],
        program: Program::Both {
            threads: on_threads(gil::threads),
            processes: &[
                ("main", |me, values| Box::pin(gil::processes(me, values))),
                ("process", |me, values| Box::pin(gil::process(me, values))),
            ],
        },
    },
    Lab {
        id: "sharing",
        // 2 to this power.
        parameters: &[Parameter::integer("largest", 10, 26), ROUNDS, FAULT],
        program: Program::Both {
            threads: on_threads(sharing::threads),
            processes: &[
                ("main", |me, values| {
                    Box::pin(sharing::processes(me, values))
                }),
                ("receiver", |me, values| {
                    Box::pin(sharing::receiver(me, values))
                }),
            ],
        },
    },
    Lab {
        id: "socket",
        parameters: &[
            Parameter::choice("transport", &["messages", "shared-memory"]),
            Parameter::integer("items", 0, 10_000),
            Parameter::number("producer_delay", 0.0, 10.0),
            Parameter::number("consumer_delay", 0.0, 10.0),
            Parameter::integer("item_bytes", 2, 65_536),
            Parameter::integer("send_buffer", 1, 65_536),
            Parameter::integer("receive_buffer", 1, 65_536),
            Parameter::integer("receive_bytes", 1, 65_536),
            Parameter::integer("seed", 0, 1_000_000),
            Parameter::choice("speed", &["1", "4", "16"]),
            FAULT,
        ],
        program: Program::Either {
            by: "transport",
            threads_if: "shared-memory",
            threads: on_threads(socket::threads),
            processes: &[
                ("main", |me, _| Box::pin(socket::main(me))),
                ("producer", |me, values| {
                    Box::pin(socket::producer(me, values))
                }),
                ("consumer", |me, values| {
                    Box::pin(socket::consumer(me, values))
                }),
            ],
        },
    },
    Lab {
        id: "minimum",
        parameters: &[PACE, Parameter::choice("sender", &["course", "visitor"])],
        program: Program::Processes(&[("main", |me, values| Box::pin(minimum::main(me, values)))]),
    },
    Lab {
        id: "chain",
        parameters: &[Parameter::integer("sends", 0, 50), PACE],
        program: Program::Processes(&[("main", |me, values| Box::pin(chain::main(me, values)))]),
    },
    Lab {
        id: "pipeline",
        parameters: &[
            Parameter::stages("stages", 6, 1000.0),
            Parameter::choice("fill", &["yes", "no"]),
            Parameter::integer("sends", 0, 50),
            PACE,
        ],
        program: Program::Processes(&[("main", |me, values| Box::pin(pipeline::main(me, values)))]),
    },
    Lab {
        id: "systolic",
        parameters: &[
            Parameter::integer("size", 2, 8),
            Parameter::choice("a", MATRICES),
            Parameter::choice("b", MATRICES),
            Parameter::integer("seed", 0, 1_000_000),
            Parameter::choice("rows", &["one", "each"]),
            Parameter::number("delay", 0.0, 5.0),
            Parameter::choice("speed", &["1", "4", "16"]),
            Parameter::choice("beats", &["clock", "hand"]),
            FAULT,
        ],
        program: Program::Either {
            by: "rows",
            threads_if: "each",
            threads: on_threads(systolic::a_worker_each),
            processes: &[("main", |me, values| {
                Box::pin(systolic::one_worker(me, values))
            })],
        },
    },
];

/// The lab called `id`, if there is one.
pub fn find(id: &str) -> Option<&'static Lab> {
    LABS.iter().find(|lab| lab.id == id)
}
