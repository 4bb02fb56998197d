//! The labs that measure: parallel, gil, sharing, and the throughput of locks. What they measure depends on the machine; that
//! they measure all of it, each point in each round, does not.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use browser_suite::browser::Browser;
use browser_suite::page::Page;
use browser_suite::view::Status;
use serde::Deserialize;
use serde_json::json;

use super::host::open_not_isolated;

super::tests!(
    the_picture_is_drawn_by_as_many_threads_as_asked_for,
    rayon_gets_a_new_pool_only_for_more_threads,
    threads_with_the_global_lock_and_without_and_processes_are_compared,
    arrays_of_each_size_are_shared_transferred_and_copied,
    the_throughput_of_all_locks_is_measured_on_a_button_of_its_own,
    stop_ends_a_measurement,
    without_threads_the_processes_are_measured_all_the_same,
);

const PLOTS: &str = include_str!("../scripts/plots.js");
const STOP: &str = include_str!("../scripts/stop_early.js");
/// How long a measurement may take on a busy machine.
const LONG: Duration = Duration::from_secs(120);
/// Tiles of the picture.
const TILES: u32 = 96;
/// How long a run may go on after Stop, in milliseconds.
const LIMIT: f64 = 200.0;
/// The best of so many counts: other programs on the machine can make Stop slower, but nothing makes it faster than it is.
const TRIES: usize = 8;

/// What the page shows of a measurement.
#[derive(Debug, Deserialize)]
struct Measured {
    cores: Option<u32>,
    clock_step: Option<f64>,
    plots: BTreeMap<String, Vec<Point>>,
    /// Points and bars in pictures.
    drawn: usize,
    tiles: Option<u32>,
    threads: Option<u32>,
    /// How many tiles each thread drew.
    painters: Vec<u32>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
struct Point {
    series: String,
    x: u64,
    median: f64,
    /// Rounds.
    count: usize,
}

impl Measured {
    /// Makes sure that a plot has these points and no others, each measured so many times, and that they are drawn.
    fn ensure_complete(&self, plot: &str, points: &[(&str, u64)], rounds: usize) -> Result<()> {
        let found = self.plots.get(plot).context("the plot is missing")?;
        let names: Vec<_> = (found.iter())
            .map(|point| (point.series.as_str(), point.x))
            .collect();
        ensure!(
            names == points,
            "{plot} should have the points {points:?}, it has {names:?}"
        );
        for point in found {
            ensure!(
                point.count == rounds && point.median.is_finite() && point.median > 0.0,
                "each point of {plot} should be measured {rounds} times: {point:?}"
            );
        }
        ensure!(self.drawn > 0, "{plot} should be drawn, not only written");
        ensure!(
            self.cores.is_some_and(|cores| cores > 0),
            "the page should say how many processors there are"
        );
        ensure!(
            self.clock_step.is_some_and(|step| step > 0.0),
            "the page should say how fine the clock is"
        );
        Ok(())
    }

    fn median(&self, plot: &str, series: &str, x: u64) -> Result<f64> {
        let points = self.plots.get(plot).context("the plot is missing")?;
        let point = (points.iter()).find(|point| point.series == series && point.x == x);
        Ok(point.context("the point is missing")?.median)
    }
}

/// Presses `button`, waits until the run has come to its own end, and reads what was measured.
async fn measure(page: &Page, button: &str) -> Result<Measured> {
    let before = page.view().await?.run;
    page.press(button).await?;
    let view = page
        .until_within(LONG, "the measurement to end", |view| {
            view.run != before && view.status.is_end()
        })
        .await?;
    ensure!(
        view.status == Status::Finished,
        "the measurement should finish: {view}"
    );
    ensure!(view.dropped.is_none(), "no event should be missing");
    // Pictures follow in the next frame.
    page.script_that_waits::<()>(
        "await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)))",
        [],
    )
    .await?;
    page.script(PLOTS, []).await
}

async fn the_picture_is_drawn_by_as_many_threads_as_asked_for(page: &Page) -> Result<()> {
    page.open("lab=parallel&threads=3&iterations=100&rounds=3")
        .await?;
    let measured = measure(page, "Run").await?;
    let points = [("threads", 1), ("threads", 2), ("threads", 3)];
    measured.ensure_complete("speed-up", &points, 3)?;
    ensure!(measured.median("speed-up", "threads", 1)? == 1.0);
    ensure!(
        measured.tiles == Some(TILES) && measured.threads == Some(3),
        "the last picture should be whole, drawn with 3 threads: {measured:?}"
    );
    ensure!(
        measured.painters.iter().sum::<u32>() == TILES && measured.painters.len() <= 3,
        "each tile should have one of three painters: {measured:?}"
    );
    let painted: bool = page
        .script(
            "const canvas = document.querySelector('il-picture canvas');
             const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
             return data.every((value, i) => i % 4 !== 3 || value === 255)",
            [],
        )
        .await?;
    ensure!(painted, "every pixel of the canvas should be painted");
    Ok(())
}

async fn rayon_gets_a_new_pool_only_for_more_threads(page: &Page) -> Result<()> {
    page.open("lab=parallel&iterations=10&rounds=3").await?;
    let mut pool = 0;
    let mut memories = 0;
    for threads in [1, 2, 31, 5] {
        page.fill("Threads at the most", &threads.to_string())
            .await?;
        let measured = measure(page, "Run").await?;
        let wanted = threads.max(measured.cores.unwrap_or(0));
        if wanted > pool {
            pool = wanted;
            memories += 1;
        }
        let engine = page.view().await?.engine.context("an engine")?;
        ensure!(
            (engine.memories, engine.workers) == (memories, pool + 1),
            "{threads} threads need {memories} memories so far, and main and {pool} workers: {engine:?}"
        );
    }
    Ok(())
}

async fn threads_with_the_global_lock_and_without_and_processes_are_compared(
    page: &Page,
) -> Result<()> {
    page.open("lab=gil&threads=2&steps=10&naps=4&rounds=3")
        .await?;
    let measured = measure(page, "Run").await?;
    let points = [
        ("thread", 1),
        ("locked", 2),
        ("free", 2),
        ("process", 1),
        ("processes", 2),
    ];
    for plot in ["compute", "sleep"] {
        measured.ensure_complete(plot, &points, 3)?;
    }
    let view = page.view().await?;
    for name in ["main", "thread 2", "process 0", "process 2"] {
        ensure!(
            view.lane(name).is_some_and(|lane| lane.to.is_some()),
            "{name} should have a lane, and an end"
        );
    }
    Ok(())
}

async fn arrays_of_each_size_are_shared_transferred_and_copied(page: &Page) -> Result<()> {
    page.open("lab=sharing&largest=24&rounds=3").await?;
    let measured = measure(page, "Run").await?;
    let points = give_points(&["copy", "transfer", "shared"], 12);
    measured.ensure_complete("give", &points, 3)?;
    Ok(())
}

/// The points of the plot of the sharing lab, for 4^0 to 4^`power` bytes.
fn give_points(ways: &[&'static str], power: u32) -> Vec<(&'static str, u64)> {
    (ways.iter())
        .flat_map(|&way| (0..=power).map(move |power| (way, 4u64.pow(power))))
        .collect()
}

async fn the_throughput_of_all_locks_is_measured_on_a_button_of_its_own(page: &Page) -> Result<()> {
    let setting = "lab=lock&additions=1000&subtractions=1001";
    page.open(setting).await?;
    let measured = measure(page, "Measure all locks").await?;
    let points: Vec<_> = ["std", "mutex", "spin", "ticket"]
        .into_iter()
        .flat_map(|lock| (1..=8).map(move |threads| (lock, threads)))
        .collect();
    for plot in ["throughput", "throughput-bars"] {
        measured.ensure_complete(plot, &points, 5)?;
    }
    ensure!(
        page.view().await?.hash == setting,
        "the measurement is no part of the setting"
    );
    // The lab's program runs as before, and what was measured stays.
    let view = page.finish().await?;
    ensure!(
        view.console.ends_with("counter = 9\n"),
        "the program should count: {:?}",
        view.console
    );
    let after: Measured = page.script(PLOTS, []).await?;
    ensure!(
        after.plots == measured.plots,
        "what was measured should stay"
    );
    Ok(())
}

async fn stop_ends_a_measurement(page: &Page) -> Result<()> {
    for (link, button) in [
        ("lab=parallel&iterations=20000&rounds=50", "Run"),
        ("lab=gil&steps=2000&naps=200&rounds=50", "Run"),
        ("lab=sharing&rounds=50", "Run"),
        ("lab=lock", "Measure all locks"),
    ] {
        page.open(link).await?;
        let mut best = f64::INFINITY;
        for delay in (100..).step_by(300).take(TRIES) {
            let time: f64 = page
                .script_that_waits(STOP, [json!(button), json!(delay)])
                .await?;
            best = best.min(time);
            if best <= LIMIT {
                break;
            }
        }
        ensure!(
            best <= LIMIT,
            "{link}: Stop should end the run within {LIMIT} ms, it took {best:.0} ms at the best of {TRIES}"
        );
    }
    Ok(())
}

/// Where a page cannot be isolated, most browsers have no threads.
async fn without_threads_the_processes_are_measured_all_the_same(page: &Page) -> Result<()> {
    let view = open_not_isolated(page, "lab=sharing&largest=10&rounds=3").await?;
    let measured = measure(page, "Run").await?;
    if page.browser() == Browser::Webkit {
        return measured.ensure_complete(
            "give",
            &give_points(&["copy", "transfer", "shared"], 5),
            3,
        );
    }
    ensure!(
        (view.alerts.iter()).any(|alert| alert.contains("only the part with processes")),
        "the page should say what is left out: {:?}",
        view.alerts
    );
    measured.ensure_complete("give", &give_points(&["copy", "transfer"], 5), 3)
}
