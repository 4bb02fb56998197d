//! Runs labs natively: threads on an engine, processes as threads that are driven by channels.

mod processes;

use interleave::lab::{self, Lab, Values};
use interleave::sync::Stopped;
use interleave::thread::{Engine, Setup};
use interleave::trace::{Class, Decoder, Kind, Value};
use std::collections::HashMap;
use std::thread;

pub use processes::Processes;

/// An engine with so many parked workers besides the main one. Leaked, as the page's engine lives as long as its memory.
pub fn engine(workers: u32) -> &'static Engine {
    // An engine is larger than a test's stack.
    let engine = thread::Builder::new()
        .stack_size(64 << 20)
        .spawn(|| &*Box::leak(Box::new(Engine::new())))
        .expect("a thread")
        .join()
        .expect("an engine");
    for index in 1..=workers {
        thread::spawn(move || engine.serve(index, || true));
    }
    while engine.workers() < workers {
        thread::yield_now();
    }
    engine
}

/// The lab called `id` and values for it; parameters that are not named get the smallest value, choices the first.
pub fn set_up(id: &str, values: &[(&str, f64)]) -> (&'static Lab, Values) {
    let lab = lab::find(id).expect("a lab");
    let all: Vec<f64> = (lab.parameters.iter())
        .flat_map(|parameter| {
            let given = values.iter().find(|(name, _)| *name == parameter.name);
            given.map_or_else(|| smallest(&parameter.bound), |(_, value)| vec![*value])
        })
        .collect();
    let values = Values::new(lab.parameters, &all).expect("values within bounds");
    (lab, values)
}

fn smallest(bound: &lab::Bound) -> Vec<f64> {
    match *bound {
        lab::Bound::Integer { min, .. } => vec![min as f64],
        lab::Bound::Number { min, .. } => vec![min],
        lab::Bound::Choice(_) => vec![0.0],
        // One that adds.
        lab::Bound::Stages { limit, .. } => vec![1.0, 0.0, -limit],
    }
}

/// Runs the threads of a lab to their end.
pub fn run_threads(
    engine: &'static Engine,
    id: &str,
    values: &[(&str, f64)],
) -> Result<Measured, Stopped> {
    let (lab, values) = set_up(id, values);
    let main = lab.program.threads().expect("a lab of threads");
    let setup = Setup {
        fault: values.fault(),
        ..Setup::default()
    };
    // The page empties the rings as they fill; a test looks at them now and then.
    let mut measured = Measured::default();
    thread::scope(|scope| {
        let run = scope.spawn(|| engine.run(setup, |me| main(me, &values)));
        while !run.is_finished() {
            thread::sleep(core::time::Duration::from_millis(2));
            measured.collect(engine);
        }
        measured.collect(engine);
        run.join().expect("no panic")
    })?;
    Ok(measured)
}

/// The measures of a run, by name, each with its values in order and who reported them.
#[derive(Default)]
pub struct Measured {
    names: HashMap<(usize, u32), String>,
    pub measures: HashMap<String, Vec<(usize, f64)>>,
    pub dropped: u32,
    holds: Vec<(u32, usize, Kind)>,
}

impl Measured {
    fn collect(&mut self, engine: &Engine) {
        for (actor, ring) in engine.rings().iter().enumerate() {
            let mut words = Vec::new();
            ring.consumer()
                .expect("only the test reads")
                .pop_into(&mut words);
            // Actors share their memory, so all objects are numbered together.
            self.add(actor, 0, &words);
            self.dropped += ring.dropped();
        }
    }

    /// Takes what `actor` recorded, whose objects are those of memory `space`.
    pub fn add(&mut self, actor: usize, space: usize, words: &[u64]) {
        let mut decoder = Decoder::new(words);
        while let Some(event) = decoder.next() {
            let event = event.expect("a record");
            match (event.kind, event.value) {
                (Kind::Declare, Value::Text(name)) if event.detail == Class::Measure as u8 => {
                    self.names.insert((space, event.object), name.to_owned());
                }
                (kind @ (Kind::Acquire | Kind::Release), _) => {
                    self.holds.push((event.sequence, actor, kind));
                }
                (Kind::Measure, value) => {
                    let name = &self.names[&(space, event.object)];
                    let value = match value {
                        Value::Int(value) => value as f64,
                        Value::Float(value) => value,
                        other => panic!("{name} is {other:?}"),
                    };
                    let values = self.measures.entry(name.clone()).or_default();
                    values.push((actor, value));
                }
                _ => {}
            }
        }
    }

    /// All values of one measure.
    pub fn values(&self, name: &str) -> Vec<f64> {
        let values = self.measures.get(name).map(Vec::as_slice);
        let values = values.unwrap_or_default();
        values.iter().map(|(_, value)| *value).collect()
    }

    /// Who took a lock and who gave it back, in order.
    pub fn holds(&self) -> Vec<(usize, Kind)> {
        let mut holds = self.holds.clone();
        holds.sort_by_key(|(sequence, ..)| *sequence);
        holds
            .into_iter()
            .map(|(_, actor, kind)| (actor, kind))
            .collect()
    }

    /// The names of the samples, sorted.
    pub fn samples(&self) -> Vec<&str> {
        let mut names: Vec<_> = (self.measures.keys())
            .map(String::as_str)
            .filter(|name| name.split('/').count() == 3)
            .collect();
        names.sort_unstable();
        names
    }
}
