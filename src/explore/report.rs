//! What an exploration has found: as data, and as a table for a person.

use super::{
    failure::Failure,
    finding::{Finding, FindingKind, place},
    model::{Model, Outcome, OutcomeKind, Position},
    replay::schedule,
    sighting::Sighting,
};
use serde::{Serialize, Serializer};
use std::{cmp::Ordering, fmt};

/// The result of an exploration.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Whether everything was explored.
    pub complete: bool,
    /// Between which operations actors were switched, as a sentence: what interleavings are counted over.
    pub granularity: String,
    /// How many states were found.
    pub states: u64,
    /// How many steps there are between them.
    pub transitions: u64,
    /// How many interleavings there are, in decimal; none where they are infinitely many, or not all were explored.
    pub interleavings: Option<String>,
    /// What runs come to, each outcome once.
    pub outcomes: Vec<OutcomeReport>,
    /// What is wrong.
    pub findings: Vec<FindingReport>,
    /// What was covered, one search after the other.
    pub coverage: Vec<Coverage>,
}

/// One outcome.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OutcomeReport {
    /// How the run ended.
    pub kind: OutcomeKind,
    /// What was observed.
    #[serde(serialize_with = "as_map")]
    pub values: Vec<(String, String)>,
    /// What was written, where that is observed.
    pub output: Option<String>,
    /// In how many interleavings, in decimal; none as for [`Report::interleavings`].
    pub interleavings: Option<String>,
    /// How likely under a scheduler that chooses evenly among those that can go on; none where not all was explored.
    pub probability: Option<f64>,
    /// A schedule that leads to it: a shortest one where everything was explored.
    pub witness: String,
    /// A schedule with the fewest preemptions, where that is known.
    pub fewest_preemptions: Option<String>,
    /// How many preemptions that one has.
    pub preemptions: Option<u32>,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FindingReport {
    /// What sort of thing.
    pub kind: FindingKind,
    /// The variable, the lock, the condition …
    pub object: Option<String>,
    /// Who takes part.
    pub actors: Vec<u32>,
    /// Where each of them is.
    pub positions: Vec<Option<Position>>,
    /// A schedule that leads there.
    pub witness: String,
    /// How many of its last operations can be repeated for ever; 0 where that is not the point.
    pub repeats: u64,
    /// What happens, for a person.
    pub explanation: String,
}

/// What one search covered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Which search.
    pub method: Method,
    /// Whether all of what it says was covered.
    pub complete: bool,
    /// How many states it knows; none where it keeps none.
    pub states: Option<u64>,
    /// How many steps it took.
    pub transitions: u64,
    /// What was covered, as a sentence.
    pub text: String,
}

/// A way to search.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Everything, by the number of steps.
    BreadthFirst,
    /// Everything with few preemptions.
    Preemptions,
    /// Random schedules by priorities.
    Priorities,
}

fn as_map<S: Serializer>(values: &[(String, String)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(values.iter().map(|(name, value)| (name, value)))
}

impl OutcomeReport {
    /// An outcome and how it came about; counts are for who knows them.
    ///
    /// # Errors
    /// What the model says as it follows the witness.
    pub fn new<M: Model>(
        model: &mut M,
        program: u64,
        outcome: &Outcome,
        sighting: &Sighting,
    ) -> Result<Self, Failure> {
        let fewest = match &sighting.fewest {
            Some(way) => Some(schedule(model, program, &way.actors)?.to_string()),
            None => None,
        };
        Ok(Self {
            kind: outcome.kind,
            values: outcome.values.clone(),
            output: outcome.output.clone(),
            interleavings: None,
            probability: None,
            witness: schedule(model, program, &sighting.witness)?.to_string(),
            fewest_preemptions: fewest,
            preemptions: sighting.fewest.as_ref().map(|way| way.preemptions),
        })
    }
}

impl FindingReport {
    /// A finding with its choices as a schedule.
    ///
    /// # Errors
    /// What the model says as it follows the witness.
    pub fn new<M: Model>(model: &mut M, program: u64, finding: &Finding) -> Result<Self, Failure> {
        let witness = schedule(model, program, &finding.witness)?;
        let before = finding.witness.len() - finding.repeats as usize;
        let repeats = match finding.repeats {
            0 => 0,
            _ => {
                let before = schedule(model, program, &finding.witness[..before])?;
                witness.operations() - before.operations()
            }
        };
        Ok(Self {
            kind: finding.kind,
            object: finding.object.clone(),
            actors: finding.actors.clone(),
            positions: finding.positions.clone(),
            witness: witness.to_string(),
            repeats,
            explanation: finding.explanation.clone(),
        })
    }
}

impl Report {
    /// Sorts outcomes for a reader: by kind, then by values, numbers by their size.
    pub fn sort(&mut self) {
        self.outcomes.sort_by(|one, other| {
            let values = |outcome: &OutcomeReport| -> Vec<String> {
                (outcome.values.iter())
                    .map(|(_, value)| value.clone())
                    .chain(outcome.output.clone())
                    .collect()
            };
            one.kind
                .cmp(&other.kind)
                .then_with(|| in_order(&values(one), &values(other)))
        });
    }

    /// As JSON, one object.
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).expect("strings and numbers can be written")
    }
}

fn in_order(one: &[String], other: &[String]) -> Ordering {
    for (one, other) in one.iter().zip(other) {
        let by_size = match (one.parse::<i128>(), other.parse::<i128>()) {
            (Ok(one), Ok(other)) => one.cmp(&other),
            _ => Ordering::Equal,
        };
        let order = by_size.then_with(|| one.cmp(other));
        if order != Ordering::Equal {
            return order;
        }
    }
    one.len().cmp(&other.len())
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let infinite = "infinitely many";
        let interleavings = match (&self.interleavings, self.complete) {
            (Some(count), _) => count.as_str(),
            (None, true) => infinite,
            (None, false) => "an unknown number of",
        };
        writeln!(
            f,
            "{}: {} states, {} transitions, {interleavings} interleavings.",
            if self.complete {
                "Everything was explored"
            } else {
                "Not exhaustive"
            },
            self.states,
            self.transitions
        )?;
        writeln!(f, "{}", self.granularity)?;
        if !self.complete {
            for coverage in &self.coverage {
                writeln!(f, "  {}", coverage.text)?;
            }
        }
        writeln!(f)?;
        self.table(f)?;
        for outcome in &self.outcomes {
            if let Some(output) = &outcome.output {
                writeln!(f, "\nOutput of {}:", outcome.witness)?;
                output
                    .lines()
                    .try_for_each(|line| writeln!(f, "  {line}"))?;
            }
        }
        for finding in &self.findings {
            let name = match finding.kind {
                FindingKind::DataRace => "Data race",
                FindingKind::Deadlock => "Deadlock",
                FindingKind::LostWakeUp => "Lost wake-up",
                FindingKind::Livelock => "Livelock",
                FindingKind::Starvation => "Starvation",
                FindingKind::Misuse => "Misuse",
            };
            let object = finding.object.as_deref().map(|name| format!(": {name}"));
            let at = place(finding.positions.first().copied().flatten());
            writeln!(f, "\n{name}{}{at}", object.unwrap_or_default())?;
            writeln!(f, "  {}", finding.explanation)?;
            writeln!(f, "  schedule {}", finding.witness)?;
        }
        Ok(())
    }
}

impl Report {
    fn table(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut names: Vec<&str> = Vec::new();
        for (name, _) in self.outcomes.iter().flat_map(|outcome| &outcome.values) {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut head = vec!["outcome".to_owned()];
        head.extend(names.iter().map(|name| (*name).to_owned()));
        head.extend(["interleavings", "probability", "schedule"].map(str::to_owned));
        rows.push(head);
        for outcome in &self.outcomes {
            let kind = match outcome.kind {
                OutcomeKind::Finished => "finished",
                OutcomeKind::Deadlock => "deadlock",
                OutcomeKind::Exception => "exception",
                OutcomeKind::Endless => "endless",
            };
            let mut row = vec![kind.to_owned()];
            for name in &names {
                let value = outcome.values.iter().find(|(other, _)| other == name);
                row.push(value.map_or_else(|| "-".to_owned(), |(_, value)| one_line(value)));
            }
            let count = match (&outcome.interleavings, self.complete) {
                (Some(count), _) => count.clone(),
                (None, true) => "infinite".to_owned(),
                (None, false) => "?".to_owned(),
            };
            row.push(count);
            let probability = outcome.probability.map(|p| format!("{p:.6}"));
            row.push(probability.unwrap_or_else(|| "?".to_owned()));
            row.push(outcome.witness.clone());
            rows.push(row);
        }
        let columns = rows[0].len();
        let widths: Vec<usize> = (0..columns)
            .map(|column| {
                let cells = rows.iter().map(|row| row[column].chars().count());
                cells.max().unwrap_or(0)
            })
            .collect();
        for row in rows {
            let cells: Vec<String> = (row.iter().zip(&widths))
                .map(|(cell, width)| format!("{cell:width$}"))
                .collect();
            writeln!(f, "{}", cells.join("  ").trim_end())?;
        }
        Ok(())
    }
}

/// A value in a table: nothing in it may break the line.
fn one_line(value: &str) -> String {
    let mut line = String::new();
    for c in value.chars() {
        if c.is_control() {
            line.extend(c.escape_default());
        } else {
            line.push(c);
        }
    }
    line
}
