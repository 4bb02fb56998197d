//! Two threads that lose updates of one counter.

use std::collections::BTreeSet;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use browser_suite::page::Page;

use super::runs::{counter, finished_runs};

super::tests!(
    unlocked_runs_differ,
    the_page_says_what_would_be_right_and_how_far_off,
    a_series_counts_its_results,
    stop_ends_a_series,
);

/// Tries at most, where chance has a part.
const ROUNDS: usize = 5;

async fn unlocked_runs_differ(page: &Page) -> Result<()> {
    page.open("lab=race").await?;
    let mut results = BTreeSet::new();
    // On a machine that is busy otherwise, the two threads may take turns for a while instead of running at once.
    for _ in 0..ROUNDS {
        for run in finished_runs(page, 20).await? {
            results.insert(run.counter()?);
        }
        if results.len() > 1 {
            return Ok(());
        }
    }
    bail!("20 runs should give more than one result; {ROUNDS} times 20 runs gave {results:?}")
}

async fn the_page_says_what_would_be_right_and_how_far_off(page: &Page) -> Result<()> {
    // Long enough that some update is lost even if the threads take turns.
    page.open("lab=race&additions=20000000&subtractions=20000001")
        .await?;
    for _ in 0..ROUNDS {
        let view = page.finish().await?;
        let counter = counter(&view.console)?;
        // Now and then as many additions as subtractions are lost.
        if counter == 9 {
            continue;
        }
        let words = view
            .result
            .context("the result should be told in words")?
            .replace(',', "");
        let off = (counter - 9).abs().to_string();
        let numbers: Vec<&str> = words.split(|c: char| !c.is_ascii_digit()).collect();
        for number in ["9", &off] {
            ensure!(
                numbers.contains(&number),
                "the result should say that 9 would be right, and that it is off by {off}: {words}"
            );
        }
        return Ok(());
    }
    bail!("one of {ROUNDS} runs should lose updates")
}

async fn a_series_counts_its_results(page: &Page) -> Result<()> {
    page.open("lab=race&additions=200000&subtractions=200001")
        .await?;
    page.press("Run 50 times").await?;
    let on_its_way = |done: Option<u32>| done.is_some_and(|done| (1..50).contains(&done));
    page.until("progress", |view| {
        view.series
            .as_ref()
            .is_some_and(|series| series.running && on_its_way(series.done))
    })
    .await?;
    let view = page
        .until_within(Duration::from_secs(60), "the series to end", |view| {
            view.series.as_ref().is_some_and(|series| !series.running)
        })
        .await?;
    let runs: u32 = view.outcomes.iter().map(|outcome| outcome.count).sum();
    ensure!(
        runs == 50,
        "the histogram should count 50 runs, it counts {runs}"
    );
    ensure!(
        view.outcomes.len() > 1,
        "50 runs should give more than one result"
    );
    Ok(())
}

async fn stop_ends_a_series(page: &Page) -> Result<()> {
    page.open("lab=race").await?;
    page.press("Run 50 times").await?;
    page.until("the first results", |view| {
        view.outcomes
            .iter()
            .map(|outcome| outcome.count)
            .sum::<u32>()
            >= 2
    })
    .await?;
    page.press("Stop").await?;
    let view = page
        .until("the series to end", |view| {
            view.status.is_end() && view.buttons["Run"]
        })
        .await?;
    let series = view.series.context("the series should still be shown")?;
    // The run that is on when Stop is pressed may come to its own end.
    ensure!(
        series.words.contains("Stopped"),
        "the series should say that it was stopped: {}",
        series.words
    );
    let runs: u32 = view.outcomes.iter().map(|outcome| outcome.count).sum();
    ensure!(
        (2..50).contains(&runs),
        "the histogram should count the runs so far, it counts {runs}"
    );
    page.finish().await?;
    Ok(())
}
