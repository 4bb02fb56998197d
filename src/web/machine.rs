//! Exports of the machine build: a program to be stepped by hand, and one to be explored.
//!
//! What is large crosses as JSON, which the worker hands on to the page as a value. What goes wrong is thrown, as JSON with a
//! `kind`: `www/shared/stepper.ts` has the types of both.

use crate::explore::{Budget, Exploration, Method, Options};
use crate::lang::{Diagnostic, Source};
use crate::machine::{
    FollowError, ModelOptions, Observe, Program, ProgramModel, Session, SessionOptions, StepError,
    Switching, Time,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

/// What tracebacks call a program.
const NAME: &str = "program.py";

/// What an exploration may take within 4 GB of memory.
const BUDGET: Budget = Budget {
    states: 4_000_000,
    bytes: 1 << 30,
};
const BOUNDED: Budget = Budget {
    states: 500_000,
    bytes: 1 << 28,
};

/// To be called once, before anything else.
#[wasm_bindgen]
pub fn start() {
    console_error_panic_hook::set_once();
}

fn thrown(error: Value) -> JsValue {
    error.to_string().into()
}

fn rejected(source: &Source, problems: &[Diagnostic]) -> JsValue {
    let problems: Vec<Value> = problems
        .iter()
        .map(|problem| {
            let place = source.position(problem.span.start);
            json!({
                "line": place.line,
                "column": place.column,
                "message": problem.message,
                "instead": problem.instead,
                "text": source.line(place.line),
            })
        })
        .collect();
    thrown(json!({ "kind": "program", "problems": problems }))
}

fn refused(error: StepError) -> JsValue {
    let kind = match error {
        StepError::Actor { .. } => "actor",
        StepError::Ended(_) => "ended",
        StepError::Waits(..) => "waits",
        StepError::Machine(_) => "machine",
    };
    thrown(json!({ "kind": kind, "message": error.to_string() }))
}

/// Where actors may be interrupted, in the page's words.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum SwitchingName {
    Any,
    Gil,
}

/// What time is, in the page's words.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum TimeName {
    Free,
    Virtual,
}

fn switching(name: Option<SwitchingName>) -> Switching {
    match name {
        Some(SwitchingName::Gil) => Switching::Gil,
        _ => Switching::Any,
    }
}

fn time(name: Option<TimeName>) -> Time {
    match name {
        Some(TimeName::Virtual) => Time::Virtual,
        _ => Time::Free,
    }
}

/// How a session is wanted. What is left out is as `SessionOptions` has it, without virtual time.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct StepOptions {
    switching: Option<SwitchingName>,
    time: Option<TimeName>,
    start: Option<StartName>,
}

/// Where a session begins, in the page's words.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum StartName {
    Access,
    Statement,
}

fn options<T: Default + for<'a> Deserialize<'a>>(json: &str) -> Result<T, JsValue> {
    if json.is_empty() {
        return Ok(T::default());
    }
    serde_json::from_str(json)
        .map_err(|error| thrown(json!({ "kind": "options", "message": error.to_string() })))
}

fn written(value: &impl Serialize) -> Result<String, JsValue> {
    serde_json::to_string(value)
        .map_err(|error| thrown(json!({ "kind": "machine", "message": error.to_string() })))
}

/// A program that is stepped by hand. After each call `view` says how it is.
#[wasm_bindgen(js_name = Session)]
pub struct JsSession(Session);

#[wasm_bindgen(js_class = Session)]
impl JsSession {
    /// A program before its first choice, with options as JSON; throws what is wrong with it.
    #[wasm_bindgen(constructor)]
    pub fn new(source: String, wanted: &str) -> Result<Self, JsValue> {
        let wanted: StepOptions = options(wanted)?;
        let source = Source::new(NAME, source);
        let options = SessionOptions {
            switching: switching(wanted.switching),
            time: time(wanted.time),
            from_start: wanted.start == Some(StartName::Statement),
            ..SessionOptions::default()
        };
        match Session::load(&source, options) {
            Ok(session) => Ok(Self(session)),
            Err(problems) => Err(rejected(&source, &problems)),
        }
    }

    /// The state, as JSON.
    pub fn view(&mut self) -> Result<String, JsValue> {
        written(&self.0.brief_view())
    }

    /// The part of the trace that was not given yet, as JSON.
    pub fn trace(&mut self) -> Result<String, JsValue> {
        written(&self.0.trace_update())
    }

    /// The program's code, as JSON.
    pub fn listing(&self) -> Result<String, JsValue> {
        written(&self.0.listing())
    }

    /// Grows when the listing changes.
    pub fn known(&self) -> usize {
        self.0.known_sites()
    }

    /// One step of an actor.
    pub fn step(&mut self, actor: u32) -> Result<(), JsValue> {
        self.0.step(actor).map_err(refused)
    }

    /// Up to an actor's next statement, or within one up to where others could notice a second time.
    pub fn step_statement(&mut self, actor: u32) -> Result<(), JsValue> {
        self.0.step_statement(actor).map_err(refused)
    }

    /// One operation of an actor's bytecode.
    pub fn step_operation(&mut self, actor: u32) -> Result<(), JsValue> {
        self.0.step_operation(actor).map_err(refused)
    }

    /// Up to an actor's next operation that others can notice.
    pub fn step_to_access(&mut self, actor: u32) -> Result<(), JsValue> {
        self.0.step_to_access(actor).map_err(refused)
    }

    /// To the state after so many steps of the history.
    pub fn jump(&mut self, step: usize) -> Result<(), JsValue> {
        self.0.jump(step).map_err(refused)
    }

    /// Begins again and follows a schedule, as far as it applies; throws how far that is.
    pub fn follow(&mut self, schedule: &str) -> Result<(), JsValue> {
        self.0.follow(schedule).map_err(|error| {
            let kind = match error {
                FollowError::Schedule(_) => "schedule",
                FollowError::Stuck { .. } => "stuck",
            };
            thrown(json!({ "kind": kind, "message": error.to_string() }))
        })
    }
}

/// What is observed, in the page's words.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Observed {
    Output,
    #[serde(untagged)]
    Names(Vec<String>),
}

/// How an exploration is wanted.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct ExploreOptions {
    switching: Option<SwitchingName>,
    time: Option<TimeName>,
    observe: Option<Observed>,
    max_states: Option<u64>,
    /// How many states the state graph may have at most to be given.
    graph: usize,
}

/// An exploration in slices. It is cancelled by freeing it.
#[wasm_bindgen(js_name = Exploration)]
pub struct JsExploration(Exploration<ProgramModel>);

#[wasm_bindgen(js_class = Exploration)]
impl JsExploration {
    /// An exploration that has not begun, with options as JSON; throws what is wrong with the program.
    #[wasm_bindgen(constructor)]
    pub fn new(source: String, wanted: &str) -> Result<Self, JsValue> {
        let wanted: ExploreOptions = options(wanted)?;
        let source = Source::new(NAME, source);
        let program = Program::load(&source).map_err(|problems| rejected(&source, &problems))?;
        let time = time(wanted.time);
        let states = wanted.max_states.unwrap_or(BUDGET.states);
        let options = Options {
            program: program.schedule_hash(time),
            budget: Budget {
                states: states.clamp(1, BUDGET.states),
                ..BUDGET
            },
            bounded: BOUNDED,
            drawn: wanted.graph,
            granularity: switching(wanted.switching).granularity().to_owned(),
            ..Options::default()
        };
        let model = ProgramModel::new(
            &program,
            ModelOptions {
                observe: match wanted.observe {
                    None => Observe::Shared,
                    Some(Observed::Output) => Observe::Output,
                    Some(Observed::Names(names)) => Observe::Names(names),
                },
                switching: switching(wanted.switching),
                time,
            },
        );
        Ok(Self(Exploration::new(model, options)))
    }

    /// Goes on for about so many steps. Gives how far it is, as JSON.
    pub fn advance(&mut self, steps: u32) -> Result<String, JsValue> {
        let progress = self
            .0
            .advance(steps.into())
            .map_err(|error| failed(&error))?;
        let method = match progress.method {
            Method::BreadthFirst => "breadth-first",
            Method::Preemptions => "preemptions",
            Method::Priorities => "priorities",
        };
        let progress = json!({
            "method": method,
            "states": progress.states,
            "transitions": progress.transitions,
            "frontier": progress.frontier,
            "depth": progress.depth,
            "done": progress.done,
        });
        Ok(progress.to_string())
    }

    /// The result, or what is known so far, as JSON.
    pub fn report(&mut self) -> Result<String, JsValue> {
        self.0
            .report()
            .map(|report| report.json())
            .map_err(|error| failed(&error))
    }

    /// The state graph, as JSON: null unless all was explored and it is small enough.
    pub fn graph(&self) -> String {
        let picture = self.0.picture();
        picture.map_or_else(|| "null".to_owned(), |picture| picture.json())
    }
}

fn failed(error: &crate::explore::Failure) -> JsValue {
    thrown(json!({ "kind": "explore", "message": error.to_string() }))
}
