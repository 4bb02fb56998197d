//! Programs do what they do in CPython 3.11: `tests/conformance` has each with its output.
//! `tests/conformance/regenerate.py` writes the outputs anew.
//!
//! Where they do not, and are known not to, `tests/conformance/differences.txt` says why.
//!
//! With `INTERLEAVE_PROGRAM` set, only the programs run whose names contain it: `threading/`, `course/peterson`.
#![cfg(not(any(target_family = "wasm", loom)))]

#[path = "program_support/difference.rs"]
mod difference;
mod program_support;

use difference::difference;
use program_support::{Done, interleave, run};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// How long a program may take. In virtual time even those that sleep are over at once.
const LIMIT: Duration = Duration::from_secs(20);

/// Programs that are known to do something else, a name and why in a line: `AREA/NAME: why`.
fn differences() -> Vec<&'static str> {
    let lines = include_str!("conformance/differences.txt").lines();
    lines
        .filter_map(|line| line.split_once(": ").map(|(name, _)| name))
        .collect()
}

/// All programs: `tests/conformance/AREA/NAME.py`.
fn programs() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance");
    let entries = |folder: &Path| -> Vec<PathBuf> {
        let all = fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
        all.map(|entry| entry.expect("an entry").path()).collect()
    };
    // What is explored is compared with something else, in `explore_cli.rs`.
    let areas = entries(&root)
        .into_iter()
        .filter(|path| path.is_dir() && !path.ends_with("explore"));
    let mut programs: Vec<PathBuf> = areas.flat_map(|area| entries(&area)).collect();
    programs.retain(|path| path.extension().is_some_and(|ending| ending == "py"));
    programs.sort();
    programs
}

/// What CPython did.
fn expected(program: &Path) -> Done {
    let beside = |ending| fs::read_to_string(program.with_extension(ending));
    Done {
        out: beside("out").unwrap_or_else(|error| panic!("{program:?} has no output: {error}")),
        err: beside("err").unwrap_or_default(),
        code: Some(beside("code").map_or(0, |code| code.trim().parse().expect("an exit code"))),
    }
}

/// Where what the program does is not what it did in CPython.
fn wrong(program: &Path) -> Option<String> {
    let folder = program.parent().expect("an area");
    let file = program.file_name().and_then(|name| name.to_str());
    let found = run(
        &mut interleave(folder, &["run", file.expect("a name")]),
        LIMIT,
    );
    let expected = expected(program);
    if found == expected {
        return None;
    }
    let mut all = Vec::new();
    let outputs = [
        ("stdout", &expected.out, &found.out),
        ("stderr", &expected.err, &found.err),
    ];
    for (name, expected, found) in outputs {
        all.extend(difference(expected, found).map(|text| format!("{name}: {text}")));
    }
    if found.code.is_none() {
        all.push(format!("killed by a signal, or after {LIMIT:?}"));
    } else if found.code != expected.code {
        all.push(format!(
            "exit code: expected {:?}, found {:?}",
            expected.code, found.code
        ));
    }
    Some(all.join("\n    "))
}

#[test]
fn programs_do_what_they_do_in_cpython() {
    let mut programs = programs();
    assert!(programs.len() >= 180, "only {} programs", programs.len());
    if let Ok(part) = std::env::var("INTERLEAVE_PROGRAM") {
        programs.retain(|path| path.to_string_lossy().replace('\\', "/").contains(&part));
        assert!(!programs.is_empty(), "no program has {part} in its name");
    }
    let next = AtomicUsize::new(0);
    let failures = Mutex::new(Vec::new());
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                // Relaxed: each number is given once, and nothing else depends on it.
                while let Some(program) = programs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Some(text) = wrong(program) {
                        failures
                            .lock()
                            .expect("no panic")
                            .push((program.clone(), text));
                    }
                }
            });
        }
    });
    let mut failures = failures.into_inner().expect("no panic");
    failures.sort();
    let (known, mut failures): (Vec<_>, Vec<_>) = failures.into_iter().partition(|(program, _)| {
        let name = program.with_extension("");
        differences().iter().any(|known| name.ends_with(known))
    });
    // Whoever mends one takes it off the list.
    for name in differences() {
        let runs = programs
            .iter()
            .any(|program| program.with_extension("").ends_with(name));
        if runs
            && !known
                .iter()
                .any(|(program, _)| program.with_extension("").ends_with(name))
        {
            failures.push((PathBuf::from(name), "differs no more".to_owned()));
        }
    }
    let report: String = failures
        .iter()
        .map(|(program, text)| {
            let name = program.strip_prefix(env!("CARGO_MANIFEST_DIR"));
            format!("{}\n    {text}\n", name.unwrap_or(program).display())
        })
        .collect();
    assert!(
        failures.is_empty(),
        "{} of {} programs differ:\n{report}",
        failures.len(),
        programs.len()
    );
}
