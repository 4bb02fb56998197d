//! Runs a plan. Tests that do not measure run in two browsers side by side; then those that do, with nothing else going on.
//! What failed is tried again, once, alone and in a browser that was started for it: on a small machine that is busy otherwise,
//! one test of hundreds fails now and then for no reason of ours. Such a test counts as passed and is named as unsteady;
//! one that fails twice has failed.

use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use browser_suite::process;
use browser_suite::sites::Sites;

use crate::plan::{Case, Plan, Waiting};
use crate::report::{Report, Verdict};
use crate::suite::Suite;

/// So many tests are tried again. Where more fail, something is broken, and trying each again would only take longer.
const RETRIES: usize = 20;
/// How long the suite may go on after its time until it is ended by force: a test and a browser's end have limits of their own.
const GRACE: Duration = Duration::from_secs(240);

/// How to run.
pub struct Options {
    /// So many browsers side by side.
    pub lanes: usize,
    /// What has not begun within this time fails.
    pub limit: Duration,
}

/// A case that failed once.
type Failed<'a> = (&'a Case, String, Duration);

/// Runs all cases of `plan` and tells `report`.
///
/// # Errors
/// If there is no runtime to be had.
pub fn run(plan: &Plan, sites: &Sites, options: &Options, report: &'static Report) -> Result<()> {
    let deadline = Instant::now() + options.limit;
    end_by_force(options.limit + GRACE, report);
    let failed = Mutex::new(Vec::new());
    let one = |suite: &mut Suite, case| {
        if let Some(again) = first_try(suite, case, deadline, report) {
            lock(&failed).push(again);
        }
    };

    let waiting = Mutex::new(Waiting::new(&plan.beside, options.lanes));
    thread::scope(|scope| {
        let lanes: Vec<_> = (0..options.lanes)
            .map(|lane| {
                let (waiting, one) = (&waiting, &one);
                scope.spawn(move || -> Result<()> {
                    let mut suite = Suite::new(sites.clone())?;
                    loop {
                        // In a statement of its own, so that the others need not wait for the case.
                        let next = lock(waiting).next(lane);
                        let Some(case) = next else { break };
                        one(&mut suite, case);
                    }
                    suite.end();
                    Ok(())
                })
            })
            .collect();
        lanes
            .into_iter()
            .try_for_each(|lane| lane.join().unwrap_or_else(|_| panicked()))
    })?;

    let mut suite = Suite::new(sites.clone())?;
    for case in &plan.alone {
        one(&mut suite, case);
    }
    let failed: Vec<Failed> = std::mem::take(&mut *lock(&failed));
    for (at, (case, first, took)) in failed.into_iter().enumerate() {
        if at >= RETRIES {
            let error = format!("{first}\n(not tried again: {RETRIES} others were)");
            report.end(&case.name, Verdict::Failed(error), took);
            continue;
        }
        suite.end();
        let start = Instant::now();
        let verdict = match tried(&mut suite, case, deadline) {
            Ok(()) => Verdict::Unsteady(first),
            Err(second) => Verdict::Failed(format!("{first}\n\nthe second time:\n{second:#}")),
        };
        report.end(&case.name, verdict, start.elapsed());
    }
    suite.end();
    Ok(())
}

/// Runs a case and tells how it ended, unless it failed: then it is to be tried again.
fn first_try<'a>(
    suite: &mut Suite,
    case: &'a Case,
    deadline: Instant,
    report: &Report,
) -> Option<Failed<'a>> {
    let start = Instant::now();
    let result = tried(suite, case, deadline);
    let took = start.elapsed();
    match result {
        Ok(()) => {
            report.end(&case.name, Verdict::Passed, took);
            None
        }
        Err(error) => {
            report.again(&case.name, took);
            Some((case, format!("{error:#}"), took))
        }
    }
}

fn tried(suite: &mut Suite, case: &Case, deadline: Instant) -> Result<()> {
    anyhow::ensure!(
        Instant::now() < deadline,
        "not run: the time of the suite was over"
    );
    suite.run(case.browser, case.group, case.test)
}

fn panicked() -> Result<()> {
    Err(anyhow::anyhow!("it panicked")).context("the suite is broken")
}

/// Ends the process after this time, with what is known then.
fn end_by_force(limit: Duration, report: &'static Report) {
    thread::spawn(move || {
        thread::sleep(limit);
        eprintln!("error: the suite did not end within {limit:?}");
        process::end_all();
        report.finish();
        // As if one more had failed, which is what a reader of the sums should see.
        std::process::exit(101);
    });
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
