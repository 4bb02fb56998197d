//! The page's manifests and the engine's registry say the same of each lab's parameters.

use interleave::lab::{Bound, LABS, Lab, Operation, Program, Refusal, Values};
use serde_json::{Value, json};
use std::path::Path;

fn manifest(id: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("www/labs/{id}/lab.json"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// What the manifest says of the engine.
fn engine(lab: &Lab) -> Value {
    match lab.program {
        Program::Threads(_) => "threads".into(),
        Program::Processes(_) => "processes".into(),
        Program::Both { .. } => "both".into(),
        Program::Either { by, threads_if, .. } => {
            let parameter = lab.parameters.iter().find(|it| it.name == by);
            let Some(Bound::Choice(choices)) = parameter.map(|it| it.bound) else {
                panic!("{by} of {} is not a choice", lab.id);
            };
            assert!(choices.contains(&threads_if), "{by} of {}", lab.id);
            let engines = choices.iter().map(|&choice| {
                let engine = if choice == threads_if {
                    "threads"
                } else {
                    "processes"
                };
                (choice.to_owned(), engine.into())
            });
            json!({ "by": by, "choices": Value::Object(engines.collect()) })
        }
    }
}

#[test]
fn each_lab_has_the_parameters_that_its_manifest_says() {
    for lab in LABS {
        let manifest = manifest(lab.id);
        assert_eq!(manifest["engine"], engine(lab), "{}", lab.id);
        let described = manifest["parameters"].as_array().expect("a list");
        assert_eq!(described.len(), lab.parameters.len(), "{}", lab.id);
        for (parameter, described) in lab.parameters.iter().zip(described) {
            let place = format!("{} of {}", parameter.name, lab.id);
            assert_eq!(described["name"], parameter.name, "{place}");
            match parameter.bound {
                Bound::Integer { min, max } => {
                    assert_eq!(described["type"], "integer", "{place}");
                    assert_eq!(described["min"], min, "{place}");
                    assert_eq!(described["max"], max, "{place}");
                }
                Bound::Number { min, max } => {
                    assert_eq!(described["type"], "number", "{place}");
                    assert_eq!(described["min"].as_f64(), Some(min), "{place}");
                    assert_eq!(described["max"].as_f64(), Some(max), "{place}");
                }
                Bound::Choice(choices) => {
                    assert_eq!(described["type"], "choice", "{place}");
                    let values: Vec<_> = described["choices"]
                        .as_array()
                        .expect("a list")
                        .iter()
                        .map(|choice| choice["value"].as_str().expect("a text"))
                        .collect();
                    assert_eq!(values, choices, "{place}");
                }
                Bound::Stages { most, limit } => {
                    assert_eq!(described["type"], "stages", "{place}");
                    assert_eq!(described["most"], most, "{place}");
                    assert_eq!(described["limit"].as_f64(), Some(limit), "{place}");
                    let described = described["operations"].as_array().expect("a list");
                    assert_eq!(described.len(), Operation::ALL.len(), "{place}");
                    for (operation, described) in Operation::ALL.iter().zip(described) {
                        assert_eq!(described["name"], operation.name(), "{place}");
                        let takes_number = operation.takes_number();
                        assert_eq!(described["takesNumber"], takes_number, "{place}");
                    }
                }
            }
        }
    }
}

/// A lab without an engine has only Python, and needs nothing here.
#[test]
fn each_lab_that_runs_live_is_in_the_registry() {
    let labs = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/labs");
    let mut live: Vec<String> = std::fs::read_dir(labs)
        .expect("the labs are there")
        .map(|entry| entry.expect("a name").path())
        .filter(|path| path.join("lab.json").exists())
        .map(|path| path.file_name().expect("a name").to_string_lossy().into())
        .filter(|id: &String| !manifest(id)["engine"].is_null())
        .collect();
    let mut registered: Vec<String> = LABS.iter().map(|lab| lab.id.to_owned()).collect();
    live.sort();
    registered.sort();
    assert_eq!(live, registered);
}

#[test]
fn each_lab_accepts_the_defaults_of_its_manifest() {
    for lab in LABS {
        let manifest = manifest(lab.id);
        let defaults: Vec<f64> = manifest["parameters"]
            .as_array()
            .expect("a list")
            .iter()
            .flat_map(|parameter| match &parameter["default"] {
                Value::String(value) if parameter["type"] == "stages" => stages(value),
                Value::String(value) => {
                    let choices = parameter["choices"].as_array().expect("a list");
                    let index = choices.iter().position(|c| c["value"] == value.as_str());
                    vec![index.expect("the default is a choice") as f64]
                }
                number => vec![number.as_f64().expect("a number")],
            })
            .collect();
        Values::new(lab.parameters, &defaults).unwrap_or_else(|e| panic!("{}: {e}", lab.id));
    }
}

/// The values of stages as a link has them: "divide:2,sum".
fn stages(text: &str) -> Vec<f64> {
    let stages: Vec<&str> = text.split(',').collect();
    let mut values = vec![stages.len() as f64];
    for stage in stages {
        let (name, x) = stage.split_once(':').unwrap_or((stage, "0"));
        let index = Operation::ALL.iter().position(|each| each.name() == name);
        values.push(index.expect("an operation") as f64);
        values.push(x.parse().expect("a number"));
    }
    values
}

#[test]
fn values_out_of_bounds_are_refused_by_name() {
    let race = interleave::lab::find("race").expect("a lab");
    let refusal = |values: &[f64]| Values::new(race.parameters, values).expect_err("refused");
    assert_eq!(
        refusal(&[10.0, 1e9, 1.0, 0.0]).to_string(),
        "additions cannot be 1000000000: a whole number from 0 to 100000000"
    );
    assert_eq!(
        refusal(&[10.0, 1.5, 1.0, 0.0]).to_string(),
        "additions cannot be 1.5: a whole number from 0 to 100000000"
    );
    assert_eq!(
        refusal(&[10.0, f64::NAN, 1.0, 0.0]).to_string(),
        "additions cannot be NaN: a whole number from 0 to 100000000"
    );
    assert_eq!(
        refusal(&[10.0, 1.0, 1.0, 5.0]).to_string(),
        "fault cannot be 5: one of none, panic, trap, hang, flood"
    );
    assert_eq!(
        refusal(&[10.0]),
        Refusal::Count {
            given: 1,
            expected: 4
        }
    );
}
