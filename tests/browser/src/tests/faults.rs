//! Programs that break: the page says which actor and why, and the next run works.

use anyhow::{Context, Result, ensure};
use browser_suite::page::Page;
use browser_suite::view::{Status, View};

use super::runs::runs;

super::tests!(
    a_panic_in_a_thread,
    a_trap_in_a_thread,
    a_thread_that_does_not_stop,
    a_panic_in_a_thread_of_rayon,
    a_panic_in_a_process,
    a_trap_in_a_process,
    a_process_that_does_not_stop,
    a_flood_from_a_thread_is_counted,
    a_flood_from_a_process_arrives,
    thirty_panics_in_a_row,
);

/// Settings under which a run takes no longer than it must.
const QUICK_THREADS: &str = "lab=threads&rounds_1=1&rounds_2=1&sleep_1=0&sleep_2=0";
const QUICK_PROCESSES: &str = "lab=processes&rounds_1=1&rounds_2=1&sleep_1=0&sleep_2=0";
/// What the flooding actor records besides what it does anyway: the flood's name and its events.
const FLOOD: u64 = 1 + 200_000;

async fn a_panic_in_a_thread(page: &Page) -> Result<()> {
    breaks(page, "lab=race", "panic", &["task 1", "a planted panic"]).await
}

async fn a_trap_in_a_thread(page: &Page) -> Result<()> {
    breaks(page, "lab=race", "trap", &["task 1"]).await
}

async fn a_thread_that_does_not_stop(page: &Page) -> Result<()> {
    hangs(page, "lab=race").await
}

/// All of rayon's threads go with the memory, and the next run has others.
async fn a_panic_in_a_thread_of_rayon(page: &Page) -> Result<()> {
    let link = "lab=parallel&iterations=50&rounds=3";
    page.open(&format!("{link}&fault=panic")).await?;
    failed(&page.run().await?, &["thread 1", "a planted panic"])?;
    page.change_hash(link).await?;
    page.until("the setting without the fault", |view| view.hash == link)
        .await?;
    let view = page.finish().await?;
    ensure!(
        view.error.is_none(),
        "the error of the run before should be gone"
    );
    let memories = view.engine.context("the engine should be there")?.memories;
    ensure!(
        memories == 2,
        "each run should have a memory of its own, there were {memories}"
    );
    Ok(())
}

async fn a_panic_in_a_process(page: &Page) -> Result<()> {
    breaks(
        page,
        QUICK_PROCESSES,
        "panic",
        &["task 1", "a planted panic"],
    )
    .await
}

async fn a_trap_in_a_process(page: &Page) -> Result<()> {
    breaks(page, QUICK_PROCESSES, "trap", &["task 1"]).await
}

async fn a_process_that_does_not_stop(page: &Page) -> Result<()> {
    hangs(page, QUICK_PROCESSES).await
}

async fn breaks(page: &Page, link: &str, fault: &str, told: &[&str]) -> Result<()> {
    page.open(&format!("{link}&fault={fault}")).await?;
    failed(&page.run().await?, told)?;
    works_again(page, link).await
}

async fn hangs(page: &Page, link: &str) -> Result<()> {
    page.open(&format!("{link}&fault=hang")).await?;
    let run = page.start().await?;
    page.until("task 1 to begin", |view| view.lane("task 1").is_some())
        .await?;
    page.press("Stop").await?;
    failed(&page.end_of(run).await?, &["task 1"])?;
    works_again(page, link).await
}

fn failed(view: &View, told: &[&str]) -> Result<()> {
    ensure!(
        view.status == Status::Failed,
        "the run should fail, it is {:?}",
        view.status
    );
    let error = view
        .error
        .as_ref()
        .context("the page should tell the error")?;
    for part in told {
        ensure!(
            error.contains(part),
            "the error should tell “{part}”: {error}"
        );
    }
    Ok(())
}

async fn works_again(page: &Page, link: &str) -> Result<()> {
    page.change_hash(link).await?;
    page.until("the setting without the fault", |view| view.hash == link)
        .await?;
    let view = page.finish().await?;
    ensure!(
        view.error.is_none(),
        "the error of the run before should be gone"
    );
    ensure!(
        view.console.contains("finished"),
        "the next run should print all of its output"
    );
    Ok(())
}

async fn a_flood_from_a_thread_is_counted(page: &Page) -> Result<()> {
    let usual = events_of(page, QUICK_THREADS).await?;
    ensure!(
        usual.dropped.is_none(),
        "without a flood no event should be dropped"
    );
    let flooded = events_of(page, &format!("{QUICK_THREADS}&fault=flood")).await?;
    let dropped = flooded
        .dropped
        .context("the page should say that events are missing")?;
    ensure!(
        dropped > 0,
        "the page should say how many events are missing"
    );
    let all = flooded.arrived + dropped;
    let expected = usual.arrived + FLOOD;
    ensure!(
        all == expected,
        "what arrived ({}) and what is missing ({dropped}) should be {expected}, it is {all}",
        flooded.arrived
    );
    Ok(())
}

async fn a_flood_from_a_process_arrives(page: &Page) -> Result<()> {
    let usual = events_of(page, QUICK_PROCESSES).await?;
    let flooded = events_of(page, &format!("{QUICK_PROCESSES}&fault=flood")).await?;
    ensure!(
        flooded.dropped.is_none(),
        "a process's events are sent, none should be dropped"
    );
    let expected = usual.arrived + FLOOD;
    ensure!(
        flooded.arrived == expected,
        "{expected} events should arrive, {} did",
        flooded.arrived
    );
    Ok(())
}

struct Events {
    arrived: u64,
    dropped: Option<u64>,
}

/// The events of a run.
async fn events_of(page: &Page, link: &str) -> Result<Events> {
    page.open(link).await?;
    let view = page.finish().await?;
    let moment = view
        .moment
        .context("after a run there should be moments to choose")?;
    Ok(Events {
        arrived: moment.of,
        dropped: view.dropped,
    })
}

async fn thirty_panics_in_a_row(page: &Page) -> Result<()> {
    page.open("lab=race&fault=panic").await?;
    let runs = runs(page, 30).await?;
    let other = runs.iter().find(|run| run.status != Status::Failed);
    ensure!(
        other.is_none(),
        "each run should fail, one did not: {other:?}"
    );
    works_again(page, "lab=race").await
}
