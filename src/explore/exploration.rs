//! An exploration from its begin to its report, in slices.

use super::{
    bounded::{Bounded, Stop},
    component::Components,
    count::count,
    ending::Endings,
    failure::Failure,
    finding::findings,
    graph::Graph,
    model::{Interruption, Model},
    picture::Picture,
    priority::Priorities,
    probability::probabilities,
    report::{Coverage, FindingReport, Method, OutcomeReport, Report},
    search::{Budget, Search, Standing},
    sighting::{Sighting, Sightings},
    witness::fewest_preemptions,
};

/// How a model is explored.
#[derive(Clone, Debug)]
pub struct Options {
    /// The program's hash, for schedules.
    pub program: u64,
    /// Between which operations actors are switched, as a sentence for the report.
    pub granularity: String,
    /// Whether the threads of rayon's present pool are used.
    pub several_threads: bool,
    /// What the exhaustive search may take.
    pub budget: Budget,
    /// What the search by preemptions may take, if that did not suffice: its states are counted once for each actor that can
    /// be preempted there.
    pub bounded: Budget,
    /// How many random schedules are followed where the budget did not suffice.
    pub schedules: u32,
    /// How many steps in a certain order a bug may need for those schedules to be likely to find it.
    pub depth: u32,
    /// Where their random numbers begin.
    pub seed: u64,
    /// How many states a graph may have at most to be drawn; with 0 none is.
    pub drawn: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            program: 0,
            granularity: "Actors are switched before any operation that another one can see."
                .to_owned(),
            several_threads: false,
            budget: Budget {
                states: 20_000_000,
                bytes: 4 << 30,
            },
            bounded: Budget {
                states: 4_000_000,
                bytes: 1 << 30,
            },
            schedules: 1000,
            depth: 3,
            seed: 1,
            drawn: 0,
        }
    }
}

/// How far an exploration is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Which search is under way.
    pub method: Method,
    /// How many states that search knows.
    pub states: u64,
    /// How many steps it has taken.
    pub transitions: u64,
    /// How many states it knows and has not looked at.
    pub frontier: u64,
    /// For breadth-first search the number of steps from the first state, then the number of preemptions or of schedules.
    pub depth: u32,
    /// Whether all is done.
    pub done: bool,
}

enum Phase {
    Exhaustive(Search),
    Bounded(Box<Bounded>),
    Random(Priorities),
    Done(Box<Report>),
}

/// An exploration under way. It is cancelled by asking no more.
pub struct Exploration<M> {
    model: M,
    options: Options,
    phase: Phase,
    /// States and steps of the exhaustive search, once it is over.
    size: (u64, u64),
    progress: Progress,
    sightings: Sightings,
    coverage: Vec<Coverage>,
    restarts: u32,
    picture: Option<Picture>,
}

/// How often a model may ask to begin again.
const RESTARTS: u32 = 1000;
/// So many steps are followed to find ways with the fewest preemptions.
const PREEMPTION_STEPS: u64 = 50_000_000;

impl<M: Model> Exploration<M> {
    /// An exploration that has not begun.
    pub fn new(mut model: M, options: Options) -> Self {
        let search = Search::new(&mut model);
        Self {
            model,
            options,
            phase: Phase::Exhaustive(search),
            size: (0, 0),
            progress: Progress {
                method: Method::BreadthFirst,
                states: 1,
                transitions: 0,
                frontier: 1,
                depth: 0,
                done: false,
            },
            sightings: Sightings::default(),
            coverage: Vec::new(),
            restarts: 0,
            picture: None,
        }
    }

    /// The model.
    pub fn model(&mut self) -> &mut M {
        &mut self.model
    }

    /// Goes on for about so many steps. What follows the last step of a search is done in one go.
    ///
    /// # Errors
    /// Why there will be no result.
    pub fn advance(&mut self, steps: u64) -> Result<Progress, Failure> {
        match self.work(steps) {
            Ok(()) => {}
            Err(Stop::Interruption(Interruption::Restart)) if self.restarts < RESTARTS => {
                self.restarts += 1;
                self.sightings = Sightings::default();
                self.coverage.clear();
                self.phase = Phase::Exhaustive(Search::new(&mut self.model));
            }
            Err(Stop::Interruption(interruption)) => return Err(interruption.into()),
            Err(Stop::Failure(failure)) => return Err(failure),
        }
        self.measure();
        Ok(self.progress)
    }

    fn work(&mut self, steps: u64) -> Result<(), Stop> {
        let Self {
            model,
            options,
            phase,
            sightings,
            ..
        } = self;
        match phase {
            Phase::Done(_) => {}
            Phase::Exhaustive(search) => {
                let standing = search
                    .advance(model, options.budget, steps, options.several_threads)
                    .map_err(Stop::Interruption)?;
                match standing {
                    Standing::Running => {}
                    Standing::Complete => {
                        let graph = std::mem::take(&mut search.graph);
                        let report = self.complete(&graph).map_err(Stop::Failure)?;
                        self.phase = Phase::Done(Box::new(report));
                    }
                    Standing::Exhausted => {
                        let graph = std::mem::take(&mut search.graph);
                        let depth = search.depth;
                        self.size = (graph.len() as u64, graph.edges.len() as u64);
                        self.coverage.push(breadth(&graph, depth));
                        let seen = part(&mut self.model, &self.options, &graph);
                        self.sightings = seen.map_err(Stop::Failure)?;
                        drop(graph);
                        self.phase = Phase::Bounded(Box::new(Bounded::new(&mut self.model)));
                    }
                }
            }
            Phase::Bounded(search) => {
                let bound = search.bound;
                let standing = search.advance(model, options.bounded, steps, sightings)?;
                let complete = standing == Standing::Complete;
                if complete || search.bound > bound {
                    self.coverage.push(preemptions(search, bound, true));
                }
                if standing == Standing::Exhausted {
                    self.coverage.push(preemptions(search, bound, false));
                    let random = Priorities::new(self.options.seed, self.options.depth.max(1));
                    self.phase = Phase::Random(random);
                } else if complete {
                    self.finish().map_err(Stop::Failure)?;
                }
            }
            Phase::Random(random) => {
                let goal = random.transitions.saturating_add(steps);
                while random.schedules < options.schedules && random.transitions < goal {
                    random.follow(model, sightings)?;
                }
                if random.schedules >= options.schedules {
                    if options.schedules > 0 {
                        self.coverage.push(schedules(random, options.seed));
                    }
                    self.finish().map_err(Stop::Failure)?;
                }
            }
        }
        Ok(())
    }

    fn measure(&mut self) {
        self.progress = match &self.phase {
            Phase::Exhaustive(search) => Progress {
                method: Method::BreadthFirst,
                states: search.graph.len() as u64,
                transitions: search.graph.edges.len() as u64,
                frontier: (search.graph.len() - search.graph.expanded()) as u64,
                depth: search.depth,
                done: false,
            },
            Phase::Bounded(search) => Progress {
                method: Method::Preemptions,
                states: search.states(),
                transitions: search.transitions,
                frontier: search.frontier(),
                depth: search.bound,
                done: false,
            },
            Phase::Random(random) => Progress {
                method: Method::Priorities,
                states: 0,
                transitions: random.transitions,
                frontier: 0,
                depth: random.schedules,
                done: false,
            },
            Phase::Done(report) => Progress {
                states: report.states,
                transitions: report.transitions,
                frontier: 0,
                done: true,
                ..self.progress
            },
        };
    }

    /// What is known so far: everything once [`Progress::done`]. It takes a while.
    ///
    /// # Errors
    /// What the model says as it follows a witness.
    pub fn report(&mut self) -> Result<Report, Failure> {
        let (coverage, seen) = match &self.phase {
            Phase::Done(report) => return Ok((**report).clone()),
            Phase::Exhaustive(search) => {
                self.size = (search.graph.len() as u64, search.graph.edges.len() as u64);
                let seen = part(&mut self.model, &self.options, &search.graph)?;
                (breadth(&search.graph, search.depth), seen)
            }
            Phase::Bounded(search) => (
                preemptions(search, search.bound, false),
                self.sightings.clone(),
            ),
            Phase::Random(random) => (schedules(random, self.options.seed), self.sightings.clone()),
        };
        let mut all = self.coverage.clone();
        all.push(coverage);
        self.incomplete(&seen, all)
    }

    fn finish(&mut self) -> Result<(), Failure> {
        let seen = std::mem::take(&mut self.sightings);
        let coverage = std::mem::take(&mut self.coverage);
        let report = self.incomplete(&seen, coverage)?;
        self.phase = Phase::Done(Box::new(report));
        Ok(())
    }

    fn incomplete(&mut self, seen: &Sightings, coverage: Vec<Coverage>) -> Result<Report, Failure> {
        let program = self.options.program;
        let mut outcomes = Vec::new();
        for (outcome, sighting) in &seen.outcomes {
            let model = &mut self.model;
            outcomes.push(OutcomeReport::new(model, program, outcome, sighting)?);
        }
        let mut findings = Vec::new();
        for finding in &seen.findings {
            findings.push(FindingReport::new(&mut self.model, program, finding)?);
        }
        findings.sort_by_key(|finding| finding.kind);
        let mut report = Report {
            complete: false,
            granularity: self.options.granularity.clone(),
            states: self.size.0,
            transitions: self.size.1,
            interleavings: None,
            outcomes,
            findings,
            coverage,
        };
        report.sort();
        Ok(report)
    }

    /// The report of a search that has seen everything.
    fn complete(&mut self, graph: &Graph) -> Result<Report, Failure> {
        let model = &mut self.model;
        let program = self.options.program;
        let components = Components::new(graph);
        let endings = Endings::new(model, graph, &components);
        let counts = count(graph, &components, &endings);
        let probabilities = probabilities(graph, &components, &endings);
        let mut ends: Vec<(u32, u32)> = endings.states.clone();
        for (component, outcome) in &endings.traps {
            let members = components.members(*component);
            // The first one is there already.
            ends.extend(members[1..].iter().map(|state| (*state, *outcome)));
        }
        ends.sort_unstable();
        let kinds = endings.outcomes.len();
        let mut fewest = fewest_preemptions(graph, &ends, kinds, PREEMPTION_STEPS);
        let mut outcomes = Vec::new();
        for (index, outcome) in endings.outcomes.iter().enumerate() {
            let sighting = Sighting {
                witness: shortest(graph, &endings, index),
                fewest: fewest[index].take(),
            };
            outcomes.push(OutcomeReport {
                interleavings: counts.outcomes[index].as_ref().map(ToString::to_string),
                probability: probabilities.as_ref().map(|all| all[index]),
                ..OutcomeReport::new(model, program, outcome, &sighting)?
            });
        }
        let several = self.options.several_threads;
        let mut all = Vec::new();
        for finding in findings(model, graph, &components, &endings, several)? {
            all.push(FindingReport::new(model, program, &finding)?);
        }
        let (states, transitions) = (graph.len() as u64, graph.edges.len() as u64);
        let mut report = Report {
            complete: true,
            granularity: self.options.granularity.clone(),
            states,
            transitions,
            interleavings: counts.total.as_ref().map(ToString::to_string),
            outcomes,
            findings: all,
            coverage: vec![Coverage {
                method: Method::BreadthFirst,
                complete: true,
                states: Some(states),
                transitions,
                text: "All interleavings were explored.".to_owned(),
            }],
        };
        report.sort();
        if graph.len() <= self.options.drawn {
            let picture = Picture::new(model, graph, &components, &endings, &report);
            self.picture = Some(picture);
        }
        Ok(report)
    }

    /// The state graph, once all is explored, if it is small enough to be drawn.
    pub fn picture(&self) -> Option<&Picture> {
        self.picture.as_ref()
    }
}

/// A shortest way to an outcome: states have their numbers by the length of ways.
fn shortest(graph: &Graph, endings: &Endings, outcome: usize) -> Vec<u32> {
    let first = (endings.states.iter()).find(|(_, other)| *other as usize == outcome);
    graph.way(first.expect("an outcome has a state").0)
}

/// What a graph shows of which a part is missing.
fn part<M: Model>(model: &mut M, options: &Options, graph: &Graph) -> Result<Sightings, Failure> {
    let components = Components::new(graph);
    let endings = Endings::new(model, graph, &components);
    let mut seen = Sightings::default();
    for (index, outcome) in endings.outcomes.iter().enumerate() {
        let sighting = Sighting {
            witness: shortest(graph, &endings, index),
            fewest: None,
        };
        seen.outcomes.insert(outcome.clone(), sighting);
    }
    let found = findings(model, graph, &components, &endings, options.several_threads)?;
    seen.add(found);
    Ok(seen)
}

fn breadth(graph: &Graph, depth: u32) -> Coverage {
    Coverage {
        method: Method::BreadthFirst,
        complete: false,
        states: Some(graph.len() as u64),
        transitions: graph.edges.len() as u64,
        text: format!(
            "All interleavings of up to {depth} steps were explored, and some longer ones: {} states, of which {} lead further.",
            graph.len(),
            graph.len() - graph.expanded()
        ),
    }
}

fn preemptions(search: &Bounded, bound: u32, complete: bool) -> Coverage {
    let which = if complete { "All" } else { "Some" };
    Coverage {
        method: Method::Preemptions,
        complete,
        states: Some(search.states()),
        transitions: search.transitions,
        text: format!(
            "{which} schedules with at most {bound} preemption{} were explored: {} states.",
            if bound == 1 { "" } else { "s" },
            search.states()
        ),
    }
}

fn schedules(random: &Priorities, seed: u64) -> Coverage {
    let cut = match random.cut {
        0 => String::new(),
        1 => " One of them was broken off.".to_owned(),
        count => format!(" {count} of them were broken off."),
    };
    Coverage {
        method: Method::Priorities,
        complete: false,
        states: None,
        transitions: random.transitions,
        text: format!(
            "{} random schedules by priorities (PCT, seed {seed}) were followed. A bug that needs {} steps in a certain order is \
             found by one such schedule with a probability of at least 1/({} · {}^{}).{cut}",
            random.schedules,
            random.depth,
            random.actors,
            random.longest,
            random.depth - 1,
        ),
    }
}
