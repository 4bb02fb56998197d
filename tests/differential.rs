//! Random programs of one thread do what they do in CPython, if it is on this machine.
//!
//! `INTERLEAVE_DIFFERENTIAL_SECONDS` is for how long (20 by default), `INTERLEAVE_DIFFERENTIAL_SEED` the seed of the first program.
#![cfg(not(any(target_family = "wasm", loom)))]

#[path = "program_support/difference.rs"]
mod difference;
#[path = "differential/program.rs"]
mod program;
mod program_support;
#[path = "differential/random.rs"]
mod random;

use difference::difference;
use program::Program;
use program_support::{interleave, run};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// How long one program may take.
const LIMIT: Duration = Duration::from_secs(10);
/// After so many programs that differ, the rest are not looked at.
const ENOUGH: usize = 5;

/// Where a CPython of 3.10 or later is, with the second part of its version, or why there is none.
fn python() -> Result<(String, u32), String> {
    let ask = "import sys; print(sys.implementation.name, *sys.version_info[:2], sys.executable)";
    for name in ["python3.11", "python3"] {
        let Ok(asked) = Command::new(name).args(["-c", ask]).output() else {
            continue;
        };
        let answer = String::from_utf8_lossy(&asked.stdout);
        if let Some(("3", rest)) = answer
            .trim_end()
            .strip_prefix("cpython ")
            .and_then(|version| version.split_once(' '))
            && let Some((minor, executable)) = rest.split_once(' ')
            && let Ok(minor) = minor.parse()
            && minor >= 10
        {
            // Not its name: what has that name may be a script that looks for it, each time.
            return Ok((executable.to_owned(), minor));
        }
    }
    Err("there is no CPython 3.10 or later here".to_owned())
}

fn number(variable: &str, default: u64) -> u64 {
    std::env::var(variable).map_or(default, |text| {
        text.parse()
            .unwrap_or_else(|error| panic!("{variable} is {text}: {error}"))
    })
}

/// Both, side by side.
struct Pair {
    python: String,
    folder: PathBuf,
}

impl Pair {
    /// Where the two differ in what they print, or in how they end.
    fn difference(&self, program: &Program) -> Option<String> {
        let file = self.folder.join("program.py");
        fs::write(&file, program.text()).expect("the folder of this test can be written to");
        let mut command = Command::new(&self.python);
        command
            .args(["-W", "ignore", "program.py"])
            .current_dir(&self.folder)
            .env("PYTHONIOENCODING", "utf-8");
        let there = run(&mut command, LIMIT);
        assert_eq!(
            there.code,
            Some(0),
            "the program is wrong in itself:\n{}\n{}",
            there.err,
            program.text()
        );
        let here = run(&mut interleave(&self.folder, &["run", "program.py"]), LIMIT);
        difference(&there.out, &here.out).or_else(|| {
            (here.code != there.code).then(|| format!("exit code {:?}: {}", here.code, here.err))
        })
    }
}

#[test]
fn random_programs_do_what_they_do_in_cpython() {
    let (python, minor) = match python() {
        Ok(found) => found,
        Err(reason) => {
            println!("not run: {reason}");
            return;
        }
    };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("differential");
    fs::create_dir_all(&folder).expect("a folder for this test");
    let pair = Pair { python, folder };
    let seconds = number("INTERLEAVE_DIFFERENTIAL_SECONDS", 20);
    let first = number("INTERLEAVE_DIFFERENTIAL_SEED", 0);
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut failures = Vec::new();
    let mut seed = first;
    while Instant::now() < end && failures.len() < ENOUGH {
        // Messages are those of 3.11.
        let program = Program::new(seed, minor == 11);
        if pair.difference(&program).is_some() {
            let small = program.shrunk(|smaller| pair.difference(smaller).is_some());
            let text = small.text();
            let what = pair.difference(&small).unwrap_or_default();
            let statements = text.split_once("\ntry:").map_or(&*text, |(_, rest)| rest);
            failures.push(format!("seed {seed}, {what}\ntry:{statements}"));
        }
        seed += 1;
    }
    println!("{} programs, {} differ", seed - first, failures.len());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
