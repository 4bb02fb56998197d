//! Exports of the machine build: a program to be stepped by hand, and one to be explored.
//!
//! What is large crosses as JSON, which the worker hands on to the page as a value. What goes wrong is thrown, as JSON with a
//! `kind`: `www/shared/stepper.ts` has the types of both.

use crate::explore::{Budget, Exploration, Method, Options};
use crate::lang::{Diagnostic, Source};
use crate::machine::{
    FollowError, ModelOptions, Program, ProgramModel, Session, SessionOptions, StepError, Time,
};
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

/// A program that is stepped by hand. After each call `view` says how it is.
#[wasm_bindgen(js_name = Session)]
pub struct JsSession(Session);

#[wasm_bindgen(js_class = Session)]
impl JsSession {
    /// A program before its first choice; throws what is wrong with it.
    #[wasm_bindgen(constructor)]
    pub fn new(source: String) -> Result<Self, JsValue> {
        let source = Source::new(NAME, source);
        match Session::load(&source, SessionOptions::default()) {
            Ok(session) => Ok(Self(session)),
            Err(problems) => Err(rejected(&source, &problems)),
        }
    }

    /// The state, as JSON.
    pub fn view(&mut self) -> Result<String, JsValue> {
        serde_json::to_string(&self.0.view())
            .map_err(|error| thrown(json!({ "kind": "machine", "message": error.to_string() })))
    }

    /// One step of an actor.
    pub fn step(&mut self, actor: u32) -> Result<(), JsValue> {
        self.0.step(actor).map_err(refused)
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

/// An exploration in slices. It is cancelled by freeing it.
#[wasm_bindgen(js_name = Exploration)]
pub struct JsExploration(Exploration<ProgramModel>);

#[wasm_bindgen(js_class = Exploration)]
impl JsExploration {
    /// An exploration that has not begun; throws what is wrong with the program.
    #[wasm_bindgen(constructor)]
    pub fn new(source: String) -> Result<Self, JsValue> {
        let source = Source::new(NAME, source);
        let program = Program::load(&source).map_err(|problems| rejected(&source, &problems))?;
        let options = Options {
            program: program.schedule_hash(Time::Free),
            budget: BUDGET,
            bounded: BOUNDED,
            ..Options::default()
        };
        let model = ProgramModel::new(
            &program,
            ModelOptions {
                time: Time::Free,
                ..ModelOptions::default()
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
}

fn failed(error: &crate::explore::Failure) -> JsValue {
    thrown(json!({ "kind": "explore", "message": error.to_string() }))
}
