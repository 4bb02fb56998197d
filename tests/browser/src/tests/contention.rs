//! The locks, the queue and the ring on real threads that really contend.

use anyhow::{Result, ensure};
use browser_suite::page::Page;
use browser_suite::sites::Sites;

super::tests!(
    locks_exclude,
    condition_variables_carry_a_bounded_buffer,
    semaphores_let_no_more_in_than_they_have_permits,
    readers_never_see_half_of_a_write,
    barriers_wait_for_all,
    events_let_all_go_on,
    a_broken_lock_is_found_out,
    queues_lose_and_double_nothing,
);

const THREADS: u32 = 4;

/// How much went wrong.
async fn contend(page: &Page, primitive: &str, rounds: u32) -> Result<u32> {
    page.web()
        .goto(Sites::of_benches()?.isolated.as_str())
        .await?;
    page.script_that_waits(
        "return window.contend(...parts)",
        [primitive.into(), THREADS.into(), rounds.into()],
    )
    .await
}

async fn holds(page: &Page, primitive: &str, rounds: u32) -> Result<()> {
    let wrong = contend(page, primitive, rounds).await?;
    ensure!(wrong == 0, "{primitive}: {wrong} went wrong");
    Ok(())
}

async fn locks_exclude(page: &Page) -> Result<()> {
    holds(page, "mutex", 50_000).await?;
    holds(page, "spin", 20_000).await?;
    holds(page, "ticket", 5_000).await
}

async fn condition_variables_carry_a_bounded_buffer(page: &Page) -> Result<()> {
    holds(page, "condvar", 5_000).await
}

async fn semaphores_let_no_more_in_than_they_have_permits(page: &Page) -> Result<()> {
    holds(page, "semaphore", 10_000).await
}

async fn readers_never_see_half_of_a_write(page: &Page) -> Result<()> {
    holds(page, "rwlock", 10_000).await
}

async fn barriers_wait_for_all(page: &Page) -> Result<()> {
    holds(page, "barrier", 1_000).await
}

async fn events_let_all_go_on(page: &Page) -> Result<()> {
    holds(page, "event", 1_000).await
}

async fn a_broken_lock_is_found_out(page: &Page) -> Result<()> {
    // Two have to be between the look and the take at once: on few processors that takes some tries.
    for _ in 0..20 {
        if contend(page, "broken", 200_000).await? > 0 {
            return Ok(());
        }
    }
    anyhow::bail!("a lock that is no lock lost no increment: the tests above prove nothing");
}

async fn queues_lose_and_double_nothing(page: &Page) -> Result<()> {
    page.web()
        .goto(Sites::of_benches()?.isolated.as_str())
        .await?;
    for (queue, producers, consumers, capacity) in
        [("queue", 2, 2, 1), ("queue", 3, 1, 10), ("ring", 1, 1, 16)]
    {
        let rate: f64 = page
            .script_that_waits(
                "return window.carry(...parts)",
                [
                    queue.into(),
                    producers.into(),
                    consumers.into(),
                    capacity.into(),
                    20_000.into(),
                ],
            )
            .await?;
        ensure!(rate > 0.0);
    }
    Ok(())
}
