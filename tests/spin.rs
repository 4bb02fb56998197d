//! SPIN, where it is installed, finds the same outcomes in models in Promela (`tests/spin`) as `interleave explore` in the programs that they
//! are models of (`tests/conformance/explore`).
#![cfg(not(any(target_family = "wasm", loom)))]

mod program_support;

use program_support::{Done, interleave, run};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(120);

/// A program, its model with what is defined for it, and the globals that the model prints.
struct Pair {
    program: &'static str,
    model: &'static str,
    defines: &'static [&'static str],
    observe: &'static str,
}

const fn pair(
    program: &'static str,
    model: &'static str,
    defines: &'static [&'static str],
    observe: &'static str,
) -> Pair {
    Pair {
        program,
        model,
        defines,
        observe,
    }
}

const PAIRS: &[Pair] = &[
    pair("counter_1", "counter", &["ACTORS=2", "K=1"], "counter"),
    pair("counter_2", "counter", &["ACTORS=2", "K=2"], "counter"),
    pair("counter_3", "counter", &["ACTORS=2", "K=3"], "counter"),
    pair("counter_4", "counter", &["ACTORS=2", "K=4"], "counter"),
    pair("locked_2", "locked", &["ACTORS=2", "PERMITS=1"], "counter"),
    pair("locked_3", "locked", &["ACTORS=3", "PERMITS=1"], "counter"),
    pair("locked_4", "locked", &["ACTORS=4", "PERMITS=1"], "counter"),
    pair(
        "semaphore_1",
        "locked",
        &["ACTORS=3", "PERMITS=1"],
        "counter",
    ),
    pair(
        "semaphore_2",
        "locked",
        &["ACTORS=3", "PERMITS=2"],
        "counter",
    ),
    pair("philosophers_left_2", "philosophers", &["ACTORS=2"], "n"),
    pair("philosophers_left_3", "philosophers", &["ACTORS=3"], "n"),
    pair("philosophers_left_4", "philosophers", &["ACTORS=4"], "n"),
    pair(
        "philosophers_ordered_2",
        "philosophers",
        &["ACTORS=2", "ORDERED"],
        "n",
    ),
    pair(
        "philosophers_ordered_3",
        "philosophers",
        &["ACTORS=3", "ORDERED"],
        "n",
    ),
    pair(
        "philosophers_ordered_4",
        "philosophers",
        &["ACTORS=4", "ORDERED"],
        "n",
    ),
    pair("peterson", "peterson", &[], "counter"),
    pair(
        "peterson_without_turn",
        "peterson",
        &["WITHOUT_TURN"],
        "counter",
    ),
    pair(
        "peterson_test_first",
        "peterson",
        &["TEST_FIRST"],
        "counter",
    ),
    pair("readers_2", "readers", &[], "seen_0,seen_1"),
    pair("two_locks", "two_locks", &[], "counter"),
    pair("two_locks_ordered", "two_locks", &["ORDERED"], "counter"),
    pair("spin_lock", "spin_lock", &[], "counter"),
    pair("queue_one_slot", "queue", &[], "first,second"),
];

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn succeeded(command: &mut Command) -> Result<Done, String> {
    let done = run(command, LIMIT);
    match done.code {
        Some(0) => Ok(done),
        code => Err(format!("{command:?}: {code:?}\n{}{}", done.out, done.err)),
    }
}

/// The outcomes in an exhaustive search of a model, each as `kind name=value …`.
fn of_model(pair: &Pair, folder: &Path) -> Result<BTreeSet<String>, String> {
    let mut spin = Command::new("spin");
    spin.current_dir(folder);
    spin.args(pair.defines.iter().map(|define| format!("-D{define}")));
    spin.arg("-a")
        .arg(tests().join(format!("spin/{}.pml", pair.model)));
    succeeded(&mut spin)?;
    let mut compiler = Command::new("cc");
    // Without its reduction: the search is to look at all that ours could.
    compiler.current_dir(folder).args([
        "-O1",
        "-w",
        "-DSAFETY",
        "-DNOREDUCE",
        "-o",
        "pan",
        "pan.c",
    ]);
    succeeded(&mut compiler)?;
    let mut search = Command::new(folder.join("pan"));
    // Nobody being able to go on is an outcome and no error.
    let done = succeeded(search.current_dir(folder).args(["-E", "-m1000000"]))?;
    if !done.out.contains("errors: 0") || done.out.contains("search not completed") {
        return Err(done.out);
    }
    let lines = done.out.lines();
    Ok(lines
        .filter_map(|line| line.strip_prefix("outcome "))
        .map(str::to_owned)
        .collect())
}

/// The same of the program.
fn of_program(pair: &Pair) -> Result<BTreeSet<String>, String> {
    let program = format!("{}.py", pair.program);
    let arguments = ["explore", &program, "--observe", pair.observe, "--json"];
    let done = succeeded(&mut interleave(
        &tests().join("conformance/explore"),
        &arguments,
    ))?;
    let report: Value = serde_json::from_str(&done.out).map_err(|error| error.to_string())?;
    if report["complete"] != Value::Bool(true) {
        return Err("not exhaustive".to_owned());
    }
    let outcomes = report["outcomes"].as_array().ok_or("no outcomes")?;
    let text = |outcome: &Value| {
        // A loop that only waits is a guard in the model.
        let kind = match outcome["kind"].as_str() {
            Some("deadlock" | "endless") => "stuck",
            Some(kind) => kind,
            None => "?",
        };
        let values = pair.observe.split(',').map(|name| {
            let value = outcome["values"][name].as_str().unwrap_or("?");
            format!(" {name}={value}")
        });
        format!("{kind}{}", values.collect::<String>())
    };
    Ok(outcomes.iter().map(text).collect())
}

#[test]
fn spin_finds_the_same_outcomes() {
    let missing = ["spin", "cc"].into_iter().find(|program| {
        let asked = Command::new(program).arg("--version").output();
        asked.is_err()
    });
    if let Some(program) = missing {
        println!("skipped: `{program}` is not on this machine");
        return;
    }
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("spin");
    fs::create_dir_all(&folder).expect("a folder of the build");
    let mut wrong = Vec::new();
    for pair in PAIRS {
        match (of_model(pair, &folder), of_program(pair)) {
            (Ok(model), Ok(program)) if model == program && !model.is_empty() => {}
            (model, program) => wrong.push(format!(
                "{}\n  SPIN: {model:?}\n  interleave: {program:?}",
                pair.program
            )),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
