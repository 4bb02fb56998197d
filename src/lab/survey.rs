//! What a measurement reports: samples with names, how far it is, and what the figures depend on.
//!
//! All of it goes into the trace as measures. A **sample** is a measure whose name has three parts, `figure/series/x`:
//! the page makes a point of each such name, with the spread of all values that were reported for it
//! (`www/state/samples.ts`).

use crate::process::Process;
use crate::sync::{clock, cores};
use crate::thread::Actor;
use crate::trace::{Class, Kind};
use core::cell::{Cell, RefCell};
use core::fmt::Display;
use std::collections::HashMap;

/// An actor of either kind, as far as a survey needs it.
pub(super) trait Reporter {
    /// Numbers a measure.
    fn declare(&self, name: &str) -> u32;
    /// Reports a value of it.
    fn report(&self, measure: u32, value: f64);
}

impl Reporter for Actor {
    fn declare(&self, name: &str) -> u32 {
        Self::declare(self, Class::Measure, name)
    }

    fn report(&self, measure: u32, value: f64) {
        self.record_around(Kind::Measure, measure, value);
    }
}

impl Reporter for Process {
    fn declare(&self, name: &str) -> u32 {
        Self::declare(self, Class::Measure, name)
    }

    fn report(&self, measure: u32, value: f64) {
        self.record_around(Kind::Measure, measure, value);
    }
}

/// A measurement that goes on: its main actor's side of it.
pub(super) struct Survey<'a, R> {
    me: &'a R,
    measures: RefCell<HashMap<String, u32>>,
    steps: u32,
    done: Cell<u32>,
    clock_step: f64,
}

impl<'a, R: Reporter> Survey<'a, R> {
    /// A measurement of so many steps. Reports at once how many processors there are and how coarse the clock is.
    pub(super) fn new(me: &'a R, steps: u32) -> Self {
        let survey = Self {
            me,
            measures: RefCell::default(),
            steps: steps.max(1),
            done: Cell::new(0),
            clock_step: clock::step(),
        };
        survey.measure("cores", f64::from(cores::cores()));
        survey.measure("clock step", survey.clock_step);
        survey.measure("progress", 0.0);
        survey
    }

    /// The clock's step, in milliseconds.
    pub(super) fn clock_step(&self) -> f64 {
        self.clock_step
    }

    /// Reports a value for the point `x` of a series in a figure.
    pub(super) fn sample(&self, figure: &str, series: &str, x: impl Display, value: f64) {
        self.measure(&format!("{figure}/{series}/{x}"), value);
    }

    /// One more step is done.
    pub(super) fn advance(&self) {
        let done = self.done.get() + 1;
        debug_assert!(done <= self.steps, "more steps than were announced");
        self.done.set(done);
        self.measure("progress", f64::from(done) / f64::from(self.steps));
    }

    fn measure(&self, name: &str, value: f64) {
        let known = self.measures.borrow().get(name).copied();
        let measure = known.unwrap_or_else(|| {
            let number = self.me.declare(name);
            self.measures.borrow_mut().insert(name.to_owned(), number);
            number
        });
        self.me.report(measure, value);
    }
}
