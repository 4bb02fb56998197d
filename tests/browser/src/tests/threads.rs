//! Two threads that share a variable.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use browser_suite::page::Page;
use browser_suite::view::{Lane, Status, View};

super::tests!(
    each_thread_prints_its_rounds,
    one_reads_what_the_other_wrote,
    both_run_at_once_on_workers_of_their_own,
    one_memory_holds_the_variable,
    #[alone]
    speed_scales_the_sleeps,
    the_page_shows_the_run_while_it_goes_on,
);

async fn each_thread_prints_its_rounds(page: &Page) -> Result<()> {
    page.open("lab=threads&speed=16").await?;
    let View { console, .. } = page.finish().await?;
    for (digit, rounds) in [('1', 10), ('2', 20)] {
        let count = console.matches(digit).count();
        ensure!(
            count == rounds,
            "the console should have {rounds} times {digit}, it has {count}"
        );
    }
    ensure!(
        console.contains("(Both threads have started)\n"),
        "main should say that both have started"
    );
    ensure!(
        console.ends_with("\nBoth threads have finished\n"),
        "main should end with a line that both have finished"
    );
    Ok(())
}

async fn one_reads_what_the_other_wrote(page: &Page) -> Result<()> {
    page.open("lab=threads&speed=16").await?;
    let view = page.finish().await?;
    ensure!(
        view.console.contains("1-"),
        "`1-` should occur: task 1 reads what task 2 wrote"
    );
    ensure!(
        view.printed_by(1).contains(&"1-"),
        "`1-` should be a print of task 1"
    );
    Ok(())
}

async fn both_run_at_once_on_workers_of_their_own(page: &Page) -> Result<()> {
    page.open("lab=threads&speed=16").await?;
    overlap(&page.finish().await?)
}

/// Both tasks' lanes overlap in time, on two workers.
pub(super) fn overlap(view: &View) -> Result<()> {
    let find = |name| {
        view.lane(name)
            .with_context(|| format!("there should be a lane “{name}”"))
    };
    let (one, two) = (find("task 1")?, find("task 2")?);
    let end = |lane: &Lane| lane.to.context("a lane should have an end after the run");
    let overlap = end(one)?.min(end(two)?) - one.from.max(two.from);
    ensure!(
        overlap > 0.0,
        "the lanes should overlap in time, they miss each other by {} ms",
        -overlap
    );
    ensure!(
        one.worker.is_some() && two.worker.is_some(),
        "each lane should tell its worker"
    );
    ensure!(
        one.worker != two.worker,
        "the lanes should be on two workers, both are on {:?}",
        one.worker
    );
    Ok(())
}

async fn one_memory_holds_the_variable(page: &Page) -> Result<()> {
    page.open("lab=threads&speed=16").await?;
    let view = page.finish().await?;
    let [memory] = view.memories.as_slice() else {
        anyhow::bail!(
            "there should be one memory, there are {}",
            view.memories.len()
        );
    };
    let [a] = memory.variables.as_slice() else {
        anyhow::bail!(
            "it should hold one variable, it holds {}",
            memory.variables.len()
        );
    };
    ensure!(
        memory.space == 0 && a.name == "a",
        "the shared memory should hold `a`"
    );
    let expected = [(".", Some(1)), ("-", Some(2))];
    ensure!(
        expected.contains(&(a.value.as_str(), a.writer)),
        "`a` should be as one of the tasks left it"
    );
    Ok(())
}

async fn speed_scales_the_sleeps(page: &Page) -> Result<()> {
    // Task 2 sleeps 20 times 0.6 s. A sleep is never shorter than asked for; how much longer depends on the machine.
    for (speed, least) in [("4", 3000.0), ("16", 750.0)] {
        page.open(&format!("lab=threads&speed={speed}")).await?;
        let view = page.finish().await?;
        let lane = view
            .lane("task 2")
            .context("there should be a lane “task 2”")?;
        let took = lane.to.context("a lane should have an end after the run")? - lane.from;
        ensure!(
            (least..2.0 * least).contains(&took),
            "at {speed} times the speed, task 2 should take {least} ms and little more, it took {took}"
        );
    }
    Ok(())
}

async fn the_page_shows_the_run_while_it_goes_on(page: &Page) -> Result<()> {
    page.open("lab=threads&speed=4").await?;
    let run = page.start().await?;
    let early = page
        .until("some output", |view| view.printed_by(1).len() >= 2)
        .await?;
    ensure!(
        early.status == Status::Running,
        "output should show while the run goes on"
    );
    ensure!(
        early.lane("task 1").is_some_and(|lane| lane.to.is_none()),
        "the lane of task 1 should have no end yet"
    );
    ensure!(
        early.moment.is_none(),
        "there should be no moment to choose while the run goes on"
    );
    ensure!(
        !early.buttons["Run"] && early.buttons["Stop"],
        "Run should be disabled and Stop enabled"
    );
    let later = page
        .until_within(Duration::from_secs(5), "more output", |view| {
            view.console.len() > early.console.len()
        })
        .await?;
    ensure!(
        later.console.starts_with(&early.console),
        "later output should follow what there was"
    );
    let end = page.end_of(run).await?;
    ensure!(
        end.console.starts_with(&later.console),
        "the whole output should begin with what there was"
    );
    Ok(())
}
