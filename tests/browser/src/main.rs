//! The browser suite: every lab through the page, as a visitor uses it, in every browser.
//!
//! Tests are called `<browser>::<group>::<test>`; words on the command line choose those whose names contain one of them. How they
//! are run, and what happens to one that fails, is in [`runner`].

mod plan;
mod report;
mod runner;
mod suite;
mod tests;

use std::env;
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use browser_suite::browser::Browser;
use browser_suite::process;
use browser_suite::sites::Sites;

use crate::plan::Plan;
use crate::report::Report;
use crate::runner::Options;

/// How many browsers may run side by side.
const LANES: &str = "INTERLEAVE_LANES";
/// How many seconds the suite may take.
const LIMIT: &str = "INTERLEAVE_SUITE_SECONDS";

fn main() -> ExitCode {
    run().unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}

fn run() -> Result<ExitCode> {
    process::end_on_signal()?;
    let filters: Vec<String> = env::args().skip(1).collect();
    let sites = Sites::from_environment()?;
    let plan = Plan::new(&Browser::chosen()?, &filters);
    let processors = thread::available_parallelism().map_or(1, |count| count.get());
    let options = Options {
        lanes: number(LANES)?
            .unwrap_or(processors.clamp(1, 2) as u64)
            .max(1) as usize,
        limit: Duration::from_secs(number(LIMIT)?.unwrap_or(3600)),
    };
    // For as long as the process lives.
    let report: &'static Report = Box::leak(Box::new(Report::new(plan.filtered_out)));
    runner::run(&plan, &sites, &options, report)?;
    Ok(if report.finish() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(101)
    })
}

fn number(name: &str) -> Result<Option<u64>> {
    let Ok(text) = env::var(name) else {
        return Ok(None);
    };
    let number = text.parse().with_context(|| format!("{name} is `{text}`"));
    number.map(Some)
}
