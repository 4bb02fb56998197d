//! `cargo xtask bench`: the benches of the machine and in Node, then those that need a browser.

mod explore;
mod page;
mod run;

use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use anyhow::Result;

use crate::command::{self, Run};
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
    if wanted("run") {
        run::bench()?;
    }
    if wanted("explore") {
        explore::bench()?;
    }
    if wanted("page") {
        page::bench()?;
    }
    if matches!(name, Some("run" | "explore" | "page")) {
        return Ok(());
    }
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
    let folder = with_pyodide()?;
    step("coroutine bench", || {
        let mut node = Command::new("node");
        node.current_dir(folder)
            .arg("bench.js")
            .env("INTERLEAVE_PACKAGE", package::folder(Target::Local));
        live.run(node)?.checked().map(|_| Status::Done)
    })
}

/// The folder in which Pyodide is installed. It is large: it is no package of the front end.
fn with_pyodide() -> Result<PathBuf> {
    let folder = project::root().join(FOLDER).join("coroutine");
    npm::install_in("coroutine bench", &folder)?;
    Ok(folder)
}

/// The command line, built to be fast.
fn interleave() -> Result<PathBuf> {
    step("command line", || {
        let build = suite::cargo(&["build", "--release", "--bin", "interleave", "--locked"]);
        command::output(build).map(|_| Status::Done)
    })?;
    let name = format!("interleave{}", std::env::consts::EXE_SUFFIX);
    Ok(project::target().join("release").join(name))
}

/// How long a program takes, in seconds, and what it printed.
fn timed(command: Command) -> Result<(f64, String)> {
    let start = Instant::now();
    let output = command::output(command)?;
    Ok((start.elapsed().as_secs_f64(), output))
}

/// The value in the middle.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
