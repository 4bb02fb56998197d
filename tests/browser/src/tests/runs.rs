//! Many runs in a row.

use anyhow::{Context, Result, ensure};
use browser_suite::page::Page;
use browser_suite::view::Status;
use serde::Deserialize;

const RUNS: &str = include_str!("../scripts/runs.js");

/// How one of them went.
#[derive(Debug, Deserialize)]
pub struct OneRun {
    pub status: Status,
    pub console: String,
    pub workers: u32,
    pub memory_bytes: u64,
    pub memories: u32,
}

impl OneRun {
    /// What the program printed as its counter.
    pub fn counter(&self) -> Result<i64> {
        counter(&self.console)
    }
}

/// The number in `counter = N`, the console's last line.
pub fn counter(console: &str) -> Result<i64> {
    let line = console
        .lines()
        .next_back()
        .and_then(|line| line.strip_prefix("counter = "));
    let number = line.with_context(|| {
        format!("the last line should be `counter = N`, the console is {console:?}")
    })?;
    Ok(number.parse()?)
}

/// Runs the open lab so many times. A script in the page presses the button: over WebDriver each press takes longer than
/// a short run.
pub async fn runs(page: &Page, count: usize) -> Result<Vec<OneRun>> {
    page.script_that_waits(RUNS, [count.into()]).await
}

/// The same; each run must come to its end.
pub async fn finished_runs(page: &Page, count: usize) -> Result<Vec<OneRun>> {
    let runs = runs(page, count).await?;
    let other = runs.iter().position(|run| run.status != Status::Finished);
    ensure!(
        other.is_none(),
        "each of {count} runs should finish, run {} did not: {:?}",
        other.unwrap_or(0) + 1,
        runs.last()
    );
    Ok(runs)
}
