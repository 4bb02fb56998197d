//! `cargo xtask bench`: the benches in Node, then those that need a browser.

use std::process::Command;

use anyhow::Result;

use crate::command::Run;
use crate::site::{self, Target};
use crate::step::{Status, step};
use crate::{browsers, npm, package, project, suite};

/// Where the benches are.
const FOLDER: &str = "benches";

/// Runs all benches, or the one of this name, and shows what they print.
pub fn bench(name: Option<&str>) -> Result<()> {
    let wanted = |bench: &str| name.is_none_or(|name| name == bench);
    let live = Run {
        live: true,
        limit: None,
    };
    site::build(Target::Benches)?;
    if wanted("coroutine") {
        bench_coroutines(&live)?;
    }
    browsers::prepare()?;
    step("browser benches", || {
        let mut command = suite::in_sites("bench", Target::Benches)?;
        command.args(name);
        live.run(command)?.checked().map(|_| Status::Done)
    })
}

/// The npm package against native generators and Pyodide.
fn bench_coroutines(live: &Run) -> Result<()> {
    package::build(Target::Local)?;
    let folder = project::root().join(FOLDER).join("coroutine");
    // Pyodide is large: it is no package of the front end, and only installed here.
    npm::install_in("coroutine bench", &folder)?;
    step("coroutine bench", || {
        let mut node = Command::new("node");
        node.current_dir(folder)
            .arg("bench.js")
            .env("INTERLEAVE_PACKAGE", package::folder(Target::Local));
        live.run(node)?.checked().map(|_| Status::Done)
    })
}
