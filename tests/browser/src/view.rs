//! What the page shows, read from its document in one go: the names here are those of the document.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;

/// How a run stands.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Nothing has run yet.
    Idle,
    /// It goes on.
    Running,
    /// It was told to stop.
    Stopping,
    /// It came to its end.
    Finished,
    /// It was stopped.
    Stopped,
    /// It broke.
    Failed,
}

impl Status {
    /// Whether it has ended, one way or another.
    pub fn is_end(self) -> bool {
        matches!(self, Self::Finished | Self::Stopped | Self::Failed)
    }
}

/// Everything that the tests look at.
#[derive(Clone, Debug, Deserialize)]
pub struct View {
    /// The part of the address after `#`.
    pub hash: String,
    /// The heading of the page.
    pub title: String,
    /// How the run stands.
    pub status: Status,
    /// The number of the run.
    pub run: Option<u32>,
    /// How the run stands, in words.
    pub status_words: String,
    /// What the program printed.
    pub console: String,
    /// The same, print by print.
    pub printed: Vec<Printed>,
    /// The lanes of the timeline.
    pub lanes: Vec<Lane>,
    /// The memories.
    pub memories: Vec<Memory>,
    /// Why the run failed.
    pub error: Option<String>,
    /// The result of the run in words.
    pub result: Option<String>,
    /// Events that are missing.
    pub dropped: Option<u64>,
    /// The results of many runs, and how often each came.
    pub outcomes: Vec<Outcome>,
    /// How far many runs are.
    pub series: Option<Series>,
    /// The fields of the form, by name.
    pub fields: BTreeMap<String, Field>,
    /// All messages that are told at once.
    pub alerts: Vec<String>,
    /// The links of the list of labs.
    pub labs: Vec<Link>,
    /// The links in the main part.
    pub links: Vec<Link>,
    /// The buttons, by their text: whether they can be pressed.
    pub buttons: BTreeMap<String, bool>,
    /// The moment that is shown, once a run has ended.
    pub moment: Option<Moment>,
    /// What the engine has in use; nothing until it has started.
    pub engine: Option<Engine>,
}

/// One print.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Printed {
    /// Who printed.
    pub actor: u32,
    /// What.
    pub text: String,
}

/// One actor's lane.
#[derive(Clone, Debug, Deserialize)]
pub struct Lane {
    /// The actor.
    pub actor: u32,
    /// Its name.
    pub name: String,
    /// The worker that it runs on.
    pub worker: Option<u32>,
    /// When it began, in milliseconds since the run did.
    pub from: f64,
    /// When it ended; nothing while it goes on.
    pub to: Option<f64>,
}

/// One memory.
#[derive(Clone, Debug, Deserialize)]
pub struct Memory {
    /// Its number; 0 is the shared one.
    pub space: u32,
    /// Its heading.
    pub name: String,
    /// What is in it.
    pub variables: Vec<Variable>,
}

/// One variable.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// The actor that wrote it last.
    pub writer: Option<u32>,
}

/// A bar of the histogram.
#[derive(Clone, Debug, Deserialize)]
pub struct Outcome {
    /// The result.
    pub value: String,
    /// How many runs gave it.
    pub count: u32,
}

/// How far many runs are.
#[derive(Clone, Debug, Deserialize)]
pub struct Series {
    /// Whether it is shown as progress: only while they go on.
    pub running: bool,
    /// Runs that are done, while they go on.
    pub done: Option<u32>,
    /// In words.
    pub words: String,
}

/// A field of the form.
#[derive(Clone, Debug, Deserialize)]
pub struct Field {
    /// Its label.
    pub label: String,
    /// What is in it.
    pub value: String,
    /// Whether it is marked as wrong.
    pub invalid: bool,
    /// The message that describes it, if there is one.
    pub problem: Option<String>,
}

/// A link.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Link {
    /// Its text.
    pub text: String,
    /// Where to, as written.
    pub to: String,
    /// Whether it leads to the page that is shown.
    pub current: bool,
}

/// A moment of a run.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub struct Moment {
    /// Events that have happened.
    pub at: u64,
    /// Events of the run.
    pub of: u64,
}

/// What the engine has in use.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Engine {
    /// Workers that are alive.
    pub workers: u32,
    /// Bytes of shared memory in use.
    pub memory_bytes: u64,
    /// Shared memories made so far.
    pub memories: u32,
    /// Whether threads can run here.
    pub threads: bool,
    /// Why not, or how they can.
    pub reason: String,
}

impl View {
    /// The lane of the actor called `name`.
    pub fn lane(&self, name: &str) -> Option<&Lane> {
        self.lanes.iter().find(|lane| lane.name == name)
    }

    /// The field called `name`.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.get(name)
    }

    /// The prints of `actor`, one after the other.
    pub fn printed_by(&self, actor: u32) -> Vec<&str> {
        let own = self.printed.iter().filter(|printed| printed.actor == actor);
        own.map(|printed| printed.text.as_str()).collect()
    }
}

/// For the message of a test that failed: what a person would look at first.
impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "  address: #{}", self.hash)?;
        writeln!(f, "  title: {}", self.title)?;
        let run = self
            .run
            .map_or("no run".to_owned(), |run| format!("run {run}"));
        writeln!(f, "  {run}: {:?}, \"{}\"", self.status, self.status_words)?;
        if let Some(error) = &self.error {
            writeln!(f, "  error: {error}")?;
        }
        for alert in &self.alerts {
            writeln!(f, "  alert: {alert}")?;
        }
        writeln!(f, "  console: {:?}", self.console)?;
        for lane in &self.lanes {
            let Lane {
                actor,
                name,
                worker,
                from,
                to,
            } = lane;
            writeln!(
                f,
                "  lane {actor} \"{name}\": worker {worker:?}, {from} to {to:?} ms"
            )?;
        }
        for memory in &self.memories {
            for Variable {
                name,
                value,
                writer,
            } in &memory.variables
            {
                writeln!(
                    f,
                    "  {}: {name} = {value:?}, written by {writer:?}",
                    memory.name
                )?;
            }
        }
        if let Some(result) = &self.result {
            writeln!(f, "  result: {result}")?;
        }
        if let Some(Series { words, running, .. }) = &self.series {
            writeln!(
                f,
                "  many runs: {words} (running: {running}), {:?}",
                self.outcomes
            )?;
        }
        if let Some(dropped) = self.dropped {
            writeln!(f, "  dropped: {dropped}")?;
        }
        if let Some(Moment { at, of }) = self.moment {
            writeln!(f, "  moment: {at} of {of}")?;
        }
        writeln!(f, "  engine: {:?}", self.engine)
    }
}
