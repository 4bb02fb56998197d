//! The page never blocks: while a lab runs, no task of the page is longer than 50 ms.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use browser_suite::page::Page;

super::tests!(threads, processes, race, lock, a_series);

const WATCHED_RUN: &str = include_str!("../scripts/watched_run.js");
/// In milliseconds.
const LIMIT: f64 = 50.0;
/// Of a series. All of its runs take seconds, and the longer one watches, the more one sees of what the system does.
const SOME_RUNS: u32 = 5;
/// The best of so many counts, within a time. A task's length is the time that went by from its start to its end (and outside
/// of Chromium, which alone tells that, how late a timer came): in that time the system may have given the processor to
/// others. The lab's own threads are busy, and together with the browser they are more than a small machine has processors.
const TRIES: usize = 8;
const TIME: Duration = Duration::from_secs(60);

async fn threads(page: &Page) -> Result<()> {
    never_blocks(page, "lab=threads&speed=16", "Run").await
}

async fn processes(page: &Page) -> Result<()> {
    never_blocks(page, "lab=processes&speed=16", "Run").await
}

async fn race(page: &Page) -> Result<()> {
    never_blocks(page, "lab=race", "Run").await
}

async fn lock(page: &Page) -> Result<()> {
    never_blocks(page, "lab=lock", "Run").await
}

async fn a_series(page: &Page) -> Result<()> {
    never_blocks(page, "lab=race", "Run 50 times").await
}

async fn never_blocks(page: &Page, link: &str, button: &str) -> Result<()> {
    page.open(link).await?;
    let start = Instant::now();
    let mut longest: Vec<f64> = Vec::new();
    while longest.len() < TRIES && start.elapsed() < TIME {
        let tried = page
            .script_that_waits(WATCHED_RUN, [button.into(), SOME_RUNS.into()])
            .await?;
        longest.push(tried);
        if tried <= LIMIT {
            return Ok(());
        }
    }
    bail!("no task should be longer than {LIMIT} ms, the longest of each try took {longest:.0?} ms")
}
