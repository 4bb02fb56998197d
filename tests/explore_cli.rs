//! `interleave explore` finds what a naive enumeration of all schedules finds: `tests/conformance/explore` has programs, and
//! beside each what is to be found. `enumerate_outcomes.py` there writes the latter anew.
#![cfg(not(any(target_family = "wasm", loom)))]

mod program_support;

use program_support::{interleave, run};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(60);

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/explore")
}

/// The name of each program, and what is to be found.
fn programs() -> Vec<(String, Value)> {
    let all = fs::read_dir(folder()).expect("the folder of the programs");
    let mut programs: Vec<(String, Value)> = all
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a text");
            let name = path.file_stem().expect("a name").to_string_lossy();
            (
                format!("{name}.py"),
                serde_json::from_str(&text).expect("JSON"),
            )
        })
        .collect();
    programs.sort_by(|a, b| a.0.cmp(&b.0));
    programs
}

/// What the explorer found, as it wrote it.
fn explored(program: &str, observe: &str, threads: &str) -> Result<Value, String> {
    let arguments = [
        "explore",
        program,
        "--observe",
        observe,
        "--threads",
        threads,
        "--json",
    ];
    let done = run(&mut interleave(&folder(), &arguments), LIMIT);
    if done.code.is_none() {
        return Err(format!("killed by a signal, or after {LIMIT:?}"));
    }
    serde_json::from_str(&done.out)
        .map_err(|error| format!("{error}; exit code {:?}; {}", done.code, done.err.trim()))
}

/// Words of letters: `data_race`, `DataRace` and `data race` are the same.
fn plain(kind: &Value) -> String {
    let mut plain = String::new();
    for letter in kind.as_str().unwrap_or_default().chars() {
        if letter.is_ascii_alphabetic() {
            plain.push(letter.to_ascii_lowercase());
        }
    }
    plain
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// An outcome without its numbers.
fn identity(outcome: &Value) -> String {
    format!("{} {}", plain(&outcome["kind"]), outcome["values"])
}

/// What is not as it should be.
fn differences(program: &str, expected: &Value, found: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    if found["complete"] != Value::Bool(true) {
        wrong.push(format!("complete is {}", found["complete"]));
    }
    let identities = |of: &Value| -> Vec<String> {
        let mut all: Vec<String> = list(&of["outcomes"]).iter().map(identity).collect();
        all.sort();
        all
    };
    if identities(expected) != identities(found) {
        wrong.push(format!(
            "outcomes:\n      expected {:?}\n      found    {:?}",
            identities(expected),
            identities(found)
        ));
        return wrong;
    }

    let mut total = Some(0_u128);
    for outcome in list(&expected["outcomes"]) {
        let name = identity(outcome);
        let same = list(&found["outcomes"])
            .iter()
            .find(|each| identity(each) == name)
            .expect("the identities are the same");
        let number = |value: &Value| value.as_str().and_then(|text| text.parse::<u128>().ok());
        total = total
            .zip(number(&outcome["interleavings"]))
            .map(|(a, b)| a + b);
        if same["interleavings"] != outcome["interleavings"] {
            wrong.push(format!(
                "{name}: {} interleavings, not {}",
                same["interleavings"], outcome["interleavings"]
            ));
        }
        if let Some(probability) = outcome["probability"].as_f64() {
            let found = same["probability"].as_f64().unwrap_or(f64::NAN);
            if (found - probability).abs().total_cmp(&1e-9).is_gt() {
                wrong.push(format!("{name}: probability {found}, not {probability}"));
            }
        }
        wrong.extend(witnesses(program, &name, same));
    }
    let total = total.map_or(Value::Null, |total| Value::String(total.to_string()));
    if found["interleavings"] != total {
        wrong.push(format!(
            "{} interleavings, not {total}",
            found["interleavings"]
        ));
    }

    let kinds: Vec<String> = list(&found["findings"])
        .iter()
        .map(|finding| plain(&finding["kind"]))
        .collect();
    for kind in list(&expected["findings"]) {
        if !kinds.contains(&plain(kind)) {
            wrong.push(format!("{kind} is not among the findings {kinds:?}"));
        }
    }
    for kind in list(&expected["absent"]) {
        if kinds.contains(&plain(kind)) {
            wrong.push(format!("{kind} is among the findings {kinds:?}"));
        }
    }
    wrong
}

/// Where a run that follows an outcome's witness ends otherwise.
fn witnesses(program: &str, name: &str, outcome: &Value) -> Vec<String> {
    let code = match plain(&outcome["kind"]).as_str() {
        "finished" => 0,
        "exception" => 1,
        "deadlock" => 3,
        // It has no end to see.
        _ => return Vec::new(),
    };
    let mut wrong = Vec::new();
    for which in ["witness", "fewest_preemptions"] {
        let Some(schedule) = outcome[which].as_str() else {
            wrong.push(format!("{name}: {which} is {}", outcome[which]));
            continue;
        };
        let arguments = ["run", program, "--schedule", schedule];
        let done = run(&mut interleave(&folder(), &arguments), LIMIT);
        if done.code != Some(code) {
            wrong.push(format!(
                "{name}: {which} {schedule} ends with {:?}, not {code}: {}",
                done.code,
                done.err.trim()
            ));
        }
    }
    wrong
}

#[test]
fn the_explorer_finds_what_a_naive_enumeration_finds() {
    let programs = programs();
    assert!(programs.len() >= 30, "only {} programs", programs.len());
    let mut report = Vec::new();
    for (program, expected) in &programs {
        let names: Vec<&str> = list(&expected["observe"])
            .iter()
            .filter_map(Value::as_str)
            .collect();
        let observe = names.join(",");
        let wrong = match explored(program, &observe, "1") {
            Ok(found) => {
                let mut wrong = differences(program, expected, &found);
                if explored(program, &observe, "2").as_ref() != Ok(&found) {
                    wrong.push("two threads find something else than one".to_owned());
                }
                wrong
            }
            Err(error) => vec![error],
        };
        if !wrong.is_empty() {
            report.push(format!("{program}\n    {}", wrong.join("\n    ")));
        }
    }
    assert!(
        report.is_empty(),
        "{} of {} programs differ:\n{}",
        report.len(),
        programs.len(),
        report.join("\n")
    );
}

/// Only the waiting thread can reach it, so its place is known in the whole machine only.
#[test]
fn what_waits_for_something_of_its_own_says_for_what() {
    let text = "from queue import Queue
from threading import Thread


def wait():
    own = Queue()
    own.get()


thread = Thread(target=wait)
thread.start()
thread.join()
";
    let program = Path::new(env!("CARGO_TARGET_TMPDIR")).join("waits_for_its_own.py");
    fs::write(&program, text).expect("a file");
    let found = explored(&program.to_string_lossy(), "thread", "1").expect("a report");
    let findings = list(&found["findings"]);
    assert!(
        findings
            .iter()
            .any(|finding| plain(&finding["kind"]) == "deadlock"
                && finding["explanation"]
                    .as_str()
                    .is_some_and(|words| words.contains("the queue own of actor 1"))),
        "{findings:?}"
    );
}

/// What the playground offers to begin with: how many outcomes each program has, and of which kind one of its findings is.
#[test]
fn the_examples_of_the_playground_show_what_they_are_for() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/labs/examples");
    let expected = [
        ("race.py", 3, Some("datarace")),
        ("deadlock.py", 2, Some("deadlock")),
        ("queue.py", 6, None),
        ("generator.py", 1, None),
    ];
    let files = fs::read_dir(&folder).expect("the folder of the examples");
    let programs = files.filter(|file| {
        let path = file.as_ref().expect("an entry").path();
        path.extension().is_some_and(|ending| ending == "py")
    });
    assert_eq!(programs.count(), expected.len());
    for (program, outcomes, finding) in expected {
        let done = run(
            &mut interleave(&folder, &["explore", program, "--json"]),
            LIMIT,
        );
        let report: Value = serde_json::from_str(&done.out).expect("a report");
        assert_eq!(report["complete"], true, "{program}");
        assert_eq!(list(&report["outcomes"]).len(), outcomes, "{program}");
        let kinds: Vec<String> = list(&report["findings"])
            .iter()
            .map(|finding| plain(&finding["kind"]))
            .collect();
        assert_eq!(
            kinds.first().map(String::as_str),
            finding,
            "{program}: {kinds:?}"
        );
    }
}
