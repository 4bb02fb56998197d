//! Python programs in the machine, against CPython and against Pyodide in Node.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::{interleave, median, timed, with_pyodide};
use crate::{command, project};

const ROUNDS: usize = 7;

/// A program that does nothing: what it takes is taken off the others' times.
const NOTHING: &str = "nothing";

pub fn bench() -> Result<()> {
    let program = interleave()?;
    let python = cpython()?;
    let pyodide = with_pyodide()?;
    let folder = project::root().join("benches/run");
    let mut names: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(&folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "py")
            && let Some(stem) = path.file_stem().and_then(|stem| stem.to_str())
            && stem != NOTHING
        {
            names.push(stem.to_owned());
        }
    }
    names.sort();
    let mut all = vec![NOTHING.to_owned()];
    let mut wrong = Vec::new();
    for name in names {
        match check(&program, &python, &folder.join(format!("{name}.py"))) {
            Ok(()) => all.push(name),
            Err(error) => wrong.push(format!("{name}: {error:#}")),
        }
    }
    // Times by subject, program and round.
    let mut times = vec![vec![Vec::new(); all.len()]; 3];
    for _ in 0..ROUNDS {
        let in_node = in_pyodide(&pyodide, &folder, &all)?;
        for (at, name) in all.iter().enumerate() {
            let file = folder.join(format!("{name}.py"));
            let mut ours = Command::new(&program);
            ours.arg("run").arg(&file);
            let mut cpython = Command::new(&python);
            cpython.arg(&file);
            times[0][at].push(timed(ours)?.0);
            times[1][at].push(timed(cpython)?.0);
            times[2][at].push(in_node[at]);
        }
    }
    println!(
        "milliseconds, the median of {ROUNDS} rounds; how many times as long the others take, the median of the rounds'"
    );
    println!(
        "{:<14}{:>12}{:>12}{:>12}{:>11}{:>11}",
        "", "interleave", "CPython", "Pyodide", "CPython", "Pyodide"
    );
    let nothing: Vec<f64> = times
        .iter()
        .map(|subject| median(subject[0].clone()))
        .collect();
    for (at, name) in all.iter().enumerate().skip(1) {
        let net = |subject: usize| -> Vec<f64> {
            let times = times[subject][at].iter();
            times.map(|time| (time - nothing[subject]) * 1e3).collect()
        };
        let ratio = |subject: usize| {
            let pairs = net(subject).into_iter().zip(net(0));
            median(pairs.map(|(other, ours)| other / ours).collect())
        };
        println!(
            "{name:<14}{:>12.1}{:>12.1}{:>12.1}{:>9.2} ×{:>9.2} ×",
            median(net(0)),
            median(net(1)),
            median(net(2)),
            ratio(1),
            ratio(2)
        );
    }
    if !wrong.is_empty() {
        bail!("{}", wrong.join("\n"));
    }
    Ok(())
}

/// Whether a program prints here what it prints in CPython; the race prints nothing of its outcome.
fn check(program: &Path, python: &Path, file: &Path) -> Result<()> {
    let mut ours = Command::new(program);
    ours.arg("run").arg(file);
    let mut cpython = Command::new(python);
    cpython.arg(file);
    let (printed, expected) = (timed(ours)?.1, timed(cpython)?.1);
    if printed != expected {
        bail!("it prints {printed:?} here and {expected:?} in CPython");
    }
    Ok(())
}

/// CPython 3.11, which the machine is measured by; itself and not a script that looks for it each time.
fn cpython() -> Result<PathBuf> {
    let mut ask = Command::new("python3.11");
    ask.args(["-c", "import sys; print(sys.executable)"]);
    let path = command::output(ask).context("CPython 3.11 is what this is measured against")?;
    Ok(PathBuf::from(path.trim()))
}

/// How long each program takes in Pyodide, in seconds.
fn in_pyodide(pyodide: &Path, folder: &Path, names: &[String]) -> Result<Vec<f64>> {
    let mut node = Command::new("node");
    node.current_dir(folder)
        .arg("pyodide.js")
        .args(names)
        .env("PYODIDE", pyodide.join("node_modules/pyodide/pyodide.mjs"));
    let output = command::output(node)?;
    let line = output.lines().last().unwrap_or_default();
    let times: Value = serde_json::from_str(line)?;
    names
        .iter()
        .map(|name| {
            times[name]
                .as_f64()
                .with_context(|| format!("no time of {name}"))
        })
        .collect()
}
