//! The tests, by what they are about.

mod accessible;
mod contention;
mod coroutine;
mod coroutines;
mod course;
mod embed;
mod export;
mod faults;
mod host;
mod input;
mod keyboard;
mod link;
mod lock;
mod matrix;
mod measured;
mod moments;
mod noise;
mod offline;
mod pace;
mod pipeline;
mod policy;
mod processes;
mod program;
mod queue;
mod quiet;
mod race;
mod random;
mod repeat;
mod runs;
mod script;
mod soak;
mod socket;
mod stepper;
mod stop;
mod systolic;
mod threads;
mod weight;

use std::pin::Pin;

use anyhow::Result;
use browser_suite::page::Page;

/// A test while it runs.
pub type Running<'a> = Pin<Box<dyn Future<Output = Result<()>> + 'a>>;

/// A test.
pub struct Test {
    /// What is shown to be so.
    pub name: &'static str,
    /// Whether nothing else may run meanwhile: it measures, or needs the processors.
    pub alone: bool,
    /// Shows it.
    pub run: for<'a> fn(&'a Page) -> Running<'a>,
}

/// Tests of one thing.
pub struct Group {
    /// What they are about.
    pub name: &'static str,
    /// The tests.
    pub tests: &'static [Test],
    /// What is to be logged as an error while each of them runs.
    pub logs: Logs,
    /// Whether nothing else may run while one of them does.
    pub alone: bool,
}

/// Errors that a page logs or does not catch.
#[derive(Clone, Copy)]
pub enum Logs {
    /// There are to be none.
    Nothing,
    /// There may be any: programs break on purpose.
    Anything,
    /// There is to be one with each of these in it.
    Each(&'static [&'static str]),
}

/// All tests.
pub const GROUPS: &[Group] = &[
    group("threads", threads::TESTS),
    group("processes", processes::TESTS),
    alone(group("race", race::TESTS)),
    group("lock", lock::TESTS),
    group("queue", queue::TESTS),
    alone(group("measured", measured::TESTS)),
    group("coroutines", coroutines::TESTS),
    group("pipeline", pipeline::TESTS),
    group("script", script::TESTS),
    group("systolic", systolic::TESTS),
    group("socket", socket::TESTS),
    group("stepper", stepper::TESTS),
    group("program", program::TESTS),
    group("export", export::TESTS),
    group("course", course::TESTS),
    alone(group("stop", stop::TESTS)),
    Group {
        logs: Logs::Anything,
        ..group("faults", faults::TESTS)
    },
    alone(group("repeat", repeat::TESTS)),
    group("input", input::TESTS),
    group("link", link::TESTS),
    group("random", random::TESTS),
    group("moments", moments::TESTS),
    group("keyboard", keyboard::TESTS),
    group("accessible", accessible::TESTS),
    alone(group("pace", pace::TESTS)),
    group("host", host::TESTS),
    Group {
        // Strangers post what cannot be read, and sandboxes refuse scripts.
        logs: Logs::Anything,
        ..group("embed", embed::TESTS)
    },
    Group {
        logs: Logs::Anything,
        ..group("matrix", matrix::TESTS)
    },
    Group {
        // A network that is gone is told of.
        logs: Logs::Anything,
        ..group("offline", offline::TESTS)
    },
    Group {
        logs: Logs::Anything,
        ..group("policy", policy::TESTS)
    },
    alone(group("soak", soak::TESTS)),
    group("coroutine", coroutine::TESTS),
    alone(group("contention", contention::TESTS)),
    group("weight", weight::TESTS),
    group("quiet", quiet::TESTS),
    Group {
        logs: Logs::Each(noise::LOGGED),
        ..group("noise", noise::TESTS)
    },
];

const fn group(name: &'static str, tests: &'static [Test]) -> Group {
    Group {
        name,
        tests,
        logs: Logs::Nothing,
        alone: false,
    }
}

/// The same group, but nothing else runs while one of its tests does.
const fn alone(group: Group) -> Group {
    Group {
        alone: true,
        ..group
    }
}

/// The tests of a file, by the names of their functions; `#[alone]` before a name says that nothing else may run meanwhile.
macro_rules! tests {
    ($($(#[$alone:ident])? $name:ident),* $(,)?) => {
        pub const TESTS: &[$crate::tests::Test] = &[
            $($crate::tests::Test {
                name: stringify!($name),
                alone: [$(stringify!($alone),)? ""].len() == 2,
                run: |page| Box::pin($name(page)),
            }),*
        ];
    };
}
use tests;
