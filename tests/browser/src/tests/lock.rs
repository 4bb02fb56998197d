//! The counter with a lock round each update.

use anyhow::{Context, Result, ensure};
use browser_suite::page::Page;

use super::runs::{counter, finished_runs};

super::tests!(
    no_update_is_lost_under_the_mutex,
    no_update_is_lost_under_the_spin_lock,
    no_update_is_lost_under_the_ticket_lock,
    #[alone]
    the_page_tells_the_price,
);

async fn no_update_is_lost_under_the_mutex(page: &Page) -> Result<()> {
    always_nine(page, "Mutex (futex-style)", 20).await
}

async fn no_update_is_lost_under_the_spin_lock(page: &Page) -> Result<()> {
    always_nine(page, "Spin lock", 5).await
}

async fn no_update_is_lost_under_the_ticket_lock(page: &Page) -> Result<()> {
    always_nine(page, "Ticket lock", 5).await
}

/// A tenth of the course's updates: the unlocked half of each run loses some even so, and twenty runs take seconds.
async fn always_nine(page: &Page, lock: &str, count: usize) -> Result<()> {
    page.open("lab=lock&additions=100000&subtractions=100001")
        .await?;
    page.choose("Lock", lock).await?;
    for (i, run) in finished_runs(page, count).await?.iter().enumerate() {
        let counter = run.counter()?;
        ensure!(
            counter == 9,
            "run {} of {count} should give 9, it gave {counter}",
            i + 1
        );
    }
    Ok(())
}

async fn the_page_tells_the_price(page: &Page) -> Result<()> {
    page.open("lab=lock").await?;
    let view = page.finish().await?;
    ensure!(counter(&view.console)? == 9, "the counter should be 9");
    let words = view
        .result
        .as_ref()
        .context("the result should be told in words")?;
    let words = words.to_lowercase();
    for part in ["with the lock", "without a lock", " times as long"] {
        ensure!(
            words.contains(part),
            "the result should tell “{part}”: {words}"
        );
    }
    for name in ["task 1", "task 2", "task 1, no lock", "task 2, no lock"] {
        ensure!(
            view.lane(name).is_some(),
            "there should be a lane “{name}”: both runs are in one click"
        );
    }
    Ok(())
}
