//! States a second of the explorer, against SPIN and Harmony on models of the same grain.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::{interleave, median, timed};
use crate::step::{Status, step};
use crate::{command, project, spin};

/// Each is searched so often; the median is shown.
const ROUNDS: usize = 3;

/// Harmony (<https://harmony.cs.cornell.edu>), a package of Python.
const HARMONY: &str = "harmony==1.2.4126";

/// A program with its models.
struct Case {
    name: &'static str,
    program: &'static str,
    model: &'static str,
    /// How often each thread counts.
    turns: Option<u32>,
    /// What of an outcome the model prints.
    observe: &'static str,
}

const CASES: [Case; 3] = [
    Case {
        name: "counter, 3 threads × 6",
        program: "counter_6",
        model: "counter",
        turns: Some(6),
        observe: "counter",
    },
    Case {
        name: "counter, 3 threads × 8",
        program: "counter_8",
        model: "counter",
        turns: Some(8),
        observe: "counter",
    },
    Case {
        name: "philosophers, 7",
        program: "philosophers",
        model: "philosophers",
        turns: None,
        observe: "n",
    },
];

/// What one search did.
struct Search {
    states: u64,
    transitions: u64,
    seconds: f64,
    outcomes: BTreeSet<String>,
}

pub fn bench() -> Result<()> {
    let program = interleave()?;
    spin::prepare()?;
    let harmony = harmony()?;
    let folder = project::root().join("benches/explore");
    println!(
        "{:<26}{:<22}{:>12}{:>12}{:>9}{:>13}{:>9}",
        "", "", "states", "transitions", "s", "states/s", "ratio"
    );
    for case in &CASES {
        let pan = {
            let defines: Vec<String> = case
                .turns
                .iter()
                .map(|turns| format!("K={turns}"))
                .collect();
            let model = folder.join(format!("{}.pml", case.model));
            spin::build(
                &model,
                &defines,
                &project::notes().join("spin").join(case.program),
            )?
        };
        let subjects: [(&str, &dyn Fn() -> Result<Search>); 4] = [
            ("interleave", &|| ours(&program, &folder, case, 1)),
            ("interleave, 2 threads", &|| {
                ours(&program, &folder, case, 2)
            }),
            ("SPIN", &|| of_spin(&pan)),
            ("Harmony", &|| of_harmony(&harmony, &folder, case)),
        ];
        // In turn, round by round, so that whatever else the machine does hits all of them.
        let mut rounds: Vec<Vec<Search>> = subjects.iter().map(|_| Vec::new()).collect();
        for _ in 0..ROUNDS {
            for ((name, search), found) in subjects.iter().zip(&mut rounds) {
                let search = search().with_context(|| format!("{} in {name}", case.name))?;
                found.push(search);
            }
        }
        if rounds[0][0].outcomes != rounds[2][0].outcomes {
            bail!(
                "{}: the outcomes differ: {:?} here, {:?} in SPIN",
                case.name,
                rounds[0][0].outcomes,
                rounds[2][0].outcomes
            );
        }
        let rate = |search: &Search| search.states as f64 / search.seconds;
        for ((name, _), searches) in subjects.iter().zip(&rounds) {
            let ratio = rounds[0]
                .iter()
                .zip(searches)
                .map(|(ours, other)| rate(ours) / rate(other))
                .collect();
            println!(
                "{:<26}{name:<22}{:>12}{:>12}{:>9.3}{:>13.0}{:>7.2} ×",
                case.name,
                searches[0].states,
                searches[0].transitions,
                median(searches.iter().map(|search| search.seconds).collect()),
                median(searches.iter().map(rate).collect()),
                median(ratio)
            );
        }
    }
    println!("ratio: states a second of interleave with 1 thread to those of the row");
    println!(
        "Harmony takes states for one that differ in nothing but which of several equal threads is which"
    );
    Ok(())
}

/// All of it: loading, counting interleavings and finding witnesses included.
fn ours(program: &Path, folder: &Path, case: &Case, threads: u32) -> Result<Search> {
    let mut command = Command::new(program);
    command
        .arg("explore")
        .arg(folder.join(format!("{}.py", case.program)))
        .args(["--json", "--observe", case.observe, "--threads"])
        .arg(threads.to_string());
    let (seconds, output) = timed(command)?;
    let report: Value = serde_json::from_str(&output)?;
    if report["complete"] != Value::Bool(true) {
        bail!("the search was not exhaustive");
    }
    let outcomes = report["outcomes"].as_array().context("no outcomes")?;
    let text = |outcome: &Value| {
        let of = if case.turns.is_some() {
            &outcome["values"][case.observe]
        } else {
            &outcome["kind"]
        };
        of.as_str().unwrap_or_default().to_owned()
    };
    Ok(Search {
        states: report["states"].as_u64().context("no states")?,
        transitions: report["transitions"].as_u64().context("no transitions")?,
        seconds,
        outcomes: outcomes.iter().map(text).collect(),
    })
}

fn of_spin(pan: &Path) -> Result<Search> {
    let mut command = Command::new(pan);
    // Nobody being able to go on is an outcome and no error.
    command.args(["-E", "-m1000000"]);
    let (seconds, output) = timed(command)?;
    let outcomes = output
        .lines()
        .filter_map(|line| line.strip_prefix("outcome "));
    Ok(Search {
        states: spin::count(&output, "states, stored")?,
        transitions: spin::count(&output, "transitions (= stored+matched)")?,
        seconds,
        outcomes: outcomes.map(str::to_owned).collect(),
    })
}

/// The time is the one that Harmony gives for the search: starting Python takes longer than a small one.
fn of_harmony(program: &Path, folder: &Path, case: &Case) -> Result<Search> {
    let scratch = project::notes().join("harmony-models");
    std::fs::create_dir_all(&scratch)?;
    let model = scratch.join(format!("{}.hny", case.model));
    // It writes its results beside the model.
    std::fs::copy(folder.join(format!("{}.hny", case.model)), &model)?;
    let mut command = Command::new(program);
    command
        .current_dir(&scratch)
        .args(["--noweb", "--suppress", "-R", "-w", "1"]);
    if let Some(turns) = case.turns {
        command.arg("-c").arg(format!("K={turns}"));
    }
    command.arg(&model);
    let (_, output) = timed(command)?;
    let between = |before: &str, after: &str| -> Option<f64> {
        let rest = &output[output.find(before)? + before.len()..];
        rest[..rest.find(after)?].trim().parse().ok()
    };
    let states = output.lines().find_map(|line| {
        line.trim()
            .strip_prefix("* ")?
            .split_once(" states (time ")?
            .0
            .parse()
            .ok()
    });
    let edges = output.lines().find_map(|line| {
        line.trim()
            .strip_suffix(" computations/edges")?
            .rsplit_once('/')?
            .1
            .parse()
            .ok()
    });
    Ok(Search {
        states: states.with_context(|| format!("no states in\n{output}"))?,
        transitions: edges.with_context(|| format!("no edges in\n{output}"))?,
        seconds: between(" states (time ", "s,")
            .with_context(|| format!("no time in\n{output}"))?,
        outcomes: BTreeSet::new(),
    })
}

/// Harmony, in an environment of its own.
fn harmony() -> Result<std::path::PathBuf> {
    let folder = project::notes().join("harmony");
    let program = folder.join("bin/harmony");
    step("Harmony", || {
        if program.is_file() {
            return Ok(Status::UpToDate);
        }
        let mut venv = Command::new("python3");
        venv.args(["-m", "venv"]).arg(&folder);
        command::output(venv)?;
        let mut pip = Command::new(folder.join("bin/pip"));
        pip.args(["install", "--quiet", "--disable-pip-version-check", HARMONY]);
        command::output(pip).map(|_| Status::Done)
    })?;
    Ok(program)
}
