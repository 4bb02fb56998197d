//! Stop ends a run within 200 ms, wherever its actors are, and Run works at once after it.

use std::time::Duration;

use anyhow::{Result, bail, ensure};
use browser_suite::page::Page;
use browser_suite::view::Status;
use serde::Deserialize;
use serde_json::json;

super::tests!(
    threads_asleep,
    processes_asleep,
    threads_in_a_loop,
    threads_at_a_mutex,
    threads_at_a_spin_lock,
);

/// Presses the buttons from within the page: over WebDriver a press takes longer than some of the loops.
const STOP: &str = include_str!("../scripts/stop.js");
/// In milliseconds.
const LIMIT: f64 = 200.0;
/// How often it is tried in any case.
const TRIES: usize = 3;
/// The best of so many counts: other programs on the machine can make Stop slower, but nothing makes it faster than it is.
const TRIES_AT_MOST: usize = 12;
/// Until the next run's output. Run needs no second press, and nobody waits for the last run any more.
const AT_ONCE: Duration = Duration::from_secs(5);

async fn threads_asleep(page: &Page) -> Result<()> {
    stops(page, "lab=threads", Middle::Asleep).await
}

async fn processes_asleep(page: &Page) -> Result<()> {
    stops(page, "lab=processes", Middle::Asleep).await
}

async fn threads_in_a_loop(page: &Page) -> Result<()> {
    stops(
        page,
        "lab=race&additions=100000000&subtractions=100000000",
        Middle::InALoop,
    )
    .await
}

async fn threads_at_a_mutex(page: &Page) -> Result<()> {
    stops(
        page,
        "lab=lock&additions=10000000&subtractions=10000000",
        Middle::InALoop,
    )
    .await
}

async fn threads_at_a_spin_lock(page: &Page) -> Result<()> {
    stops(
        page,
        "lab=lock&lock=spin&additions=10000000&subtractions=10000000",
        Middle::InALoop,
    )
    .await
}

/// Where the actors are when Stop is pressed.
#[derive(PartialEq)]
enum Middle {
    /// Each has printed, and sleeps for a second or a little less.
    Asleep,
    /// Each has begun and counts.
    InALoop,
}

/// What the script tells.
#[derive(Deserialize)]
struct Stopped {
    status: Status,
    /// Nothing if the run was over before Stop could be pressed.
    time: Option<f64>,
}

async fn stops(page: &Page, link: &str, middle: Middle) -> Result<()> {
    page.open(link).await?;
    let mut best = f64::INFINITY;
    let (mut tries, mut over) = (0, 0);
    while tries < TRIES || (best > LIMIT && tries < TRIES_AT_MOST) {
        tries += 1;
        // But for the first time, Run is pressed right after a stop.
        let arguments = [json!(["task 1", "task 2"]), json!(middle == Middle::Asleep)];
        let stopped: Stopped = page.script_that_waits(STOP, arguments).await?;
        match stopped {
            Stopped {
                status: Status::Stopped,
                time: Some(time),
            } => best = best.min(time),
            Stopped {
                status: Status::Finished,
                ..
            } => over += 1,
            Stopped { status, .. } => bail!("the run should be stopped, it is {status:?}"),
        }
    }
    ensure!(
        over < tries,
        "the run should be long enough to be stopped, it finished each of {over} times"
    );
    ensure!(
        best <= LIMIT,
        "Stop should end the run within {LIMIT} ms, it took {best:.0} ms at the best of {tries}"
    );

    let view = page.view().await?;
    ensure!(
        view.lanes.iter().all(|lane| lane.to.is_some()),
        "every lane should have an end"
    );
    page.start().await?;
    page.until_within(AT_ONCE, "the next run's output", |view| {
        view.console.contains("(Both")
    })
    .await?;
    Ok(())
}
