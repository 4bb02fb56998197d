//! Many runs in a row leave workers and memory where they were.

use anyhow::{Result, ensure};
use browser_suite::page::Page;

use super::runs::finished_runs;

super::tests!(a_hundred_runs_of_threads, twenty_runs_of_processes);

async fn a_hundred_runs_of_threads(page: &Page) -> Result<()> {
    stays(page, "lab=race&additions=1000&subtractions=1001", 100).await
}

async fn twenty_runs_of_processes(page: &Page) -> Result<()> {
    stays(
        page,
        "lab=processes&rounds_1=1&rounds_2=1&sleep_1=0&sleep_2=0",
        20,
    )
    .await
}

async fn stays(page: &Page, link: &str, count: usize) -> Result<()> {
    page.open(link).await?;
    let runs = finished_runs(page, count).await?;
    let in_use = |run: usize| {
        (
            runs[run].workers,
            runs[run].memory_bytes,
            runs[run].memories,
        )
    };
    let (third, last) = (in_use(2), in_use(count - 1));
    ensure!(
        third == last,
        "workers, bytes and memories should be as after the third run, {third:?}; after run {count} they are {last:?}"
    );
    Ok(())
}
