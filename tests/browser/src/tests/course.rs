//! The labs as a course: the home page, the tasks, and what is kept of them.

use std::time::Duration;

use anyhow::{Result, bail, ensure};
use browser_suite::page::Page;
use tokio::time::{Instant, sleep};

super::tests!(
    the_home_page_runs_a_race,
    tasks_tick_themselves_off_and_are_kept,
    a_deadlock_by_hand_is_a_task_too,
    colours_are_chosen_and_kept,
);

/// The machine has to be loaded once, on a slow machine beside other things.
const LIMIT: Duration = Duration::from_secs(30);

/// Waits until a script gives true.
async fn until(page: &Page, what: &str, script: &str) -> Result<()> {
    let start = Instant::now();
    while !page.script::<bool>(&format!("return {script}"), []).await? {
        if start.elapsed() > LIMIT {
            let shown: String = page
                .script("return document.querySelector('main').innerText", [])
                .await?;
            bail!("waited for {what}; there is {shown}");
        }
        sleep(Duration::from_millis(20)).await;
    }
    Ok(())
}

async fn click(page: &Page, selector: &str) -> Result<()> {
    until(
        page,
        selector,
        &format!("document.querySelector(`{selector}`) !== null"),
    )
    .await?;
    page.script::<()>(
        "document.querySelector(arguments[0]).click()",
        [selector.into()],
    )
    .await
}

fn done(tasks: &[&str]) -> String {
    format!(
        "[...document.querySelectorAll('.task-step.done')].map((it) => it.dataset.step).join() === '{}'",
        tasks.join(",")
    )
}

async fn forget(page: &Page) -> Result<()> {
    page.open("").await?;
    page.script("localStorage.clear()", []).await
}

async fn the_home_page_runs_a_race(page: &Page) -> Result<()> {
    forget(page).await?;
    page.open("").await?;
    let threads: bool = page
        .script(
            "return document.querySelector('#engine-status').dataset.threads === 'yes'",
            [],
        )
        .await?;
    if !threads {
        return until(
            page,
            "why there is no race",
            "document.querySelector('.demo-notice') !== null",
        )
        .await;
    }
    // By itself, one run after the other.
    let results = "Number(document.querySelector('.race-demo').dataset.results)";
    until(page, "two results", &format!("{results} >= 2")).await?;
    let shown: Vec<f64> = page
        .script(
            "return [Number(document.querySelector('[data-counter]').dataset.counter), document.querySelectorAll('.demo-strip circle').length]",
            [],
        )
        .await?;
    ensure!(
        shown[0].abs() <= 2e6 && shown[1] >= 2.0,
        "the race shows {shown:?}"
    );
    // Whoever leaves in the middle of it can run a lab at once.
    page.change_hash("lab=race&additions=1000&subtractions=1000")
        .await?;
    page.finish().await?;
    Ok(())
}

async fn tasks_tick_themselves_off_and_are_kept(page: &Page) -> Result<()> {
    forget(page).await?;
    // A lab without any Rust: it is stepped and explored, and nothing else.
    page.open("lab=deadlock&engine=explore").await?;
    until(
        page,
        "that it does not run live",
        "document.querySelector('.mode-switch [value=live]')?.disabled === true",
    )
    .await?;
    click(page, "[data-task=predict] label:nth-of-type(3) input").await?;
    until(page, "the prediction", &done(&["predict"])).await?;
    let answer = "document.querySelector('.task-answer').textContent";
    until(
        page,
        "no answer yet",
        &format!("{answer}.startsWith('You predict: They may wait')"),
    )
    .await?;
    click(page, "[data-button=explore]").await?;
    until(page, "the exploration", &done(&["predict", "explore"])).await?;
    until(
        page,
        "the answer",
        &format!("{answer}.includes('That is right')"),
    )
    .await?;
    until(
        page,
        "what is said",
        "document.querySelector('#task-ticked').textContent === 'Task done: Explore all. 2 of 5 done.'",
    )
    .await?;

    page.open("").await?;
    until(
        page,
        "the progress",
        "document.querySelector('.lab-list [href=\"#lab=deadlock\"] .lab-progress').textContent === '2 of 5 done'",
    )
    .await?;
    until(
        page,
        "where to go on",
        "document.querySelector('.hero-begin a').hash === '#lab=deadlock'",
    )
    .await?;
    page.open("lab=deadlock").await?;
    until(page, "what was kept", &done(&["predict", "explore"])).await?;
    click(page, "[data-button=reset-tasks]").await?;
    until(page, "nothing done", &done(&[])).await?;
    Ok(())
}

async fn a_deadlock_by_hand_is_a_task_too(page: &Page) -> Result<()> {
    forget(page).await?;
    page.open("lab=deadlock&engine=step").await?;
    until(
        page,
        "the start",
        "document.querySelector('#stepper-said') !== null",
    )
    .await?;
    // Main first, until it waits; then each of the others takes its first lock.
    for _ in 0..40 {
        let said: Option<String> = page
            .script(
                "const ready = [...document.querySelectorAll('.actor-step[data-status=ready]')];
                 const next = ['0', '1', '2'].map((id) => ready.find((it) => it.dataset.actor === id && !(id === '1' && /lock_b/.test(it.textContent)))).find(Boolean);
                 const said = document.querySelector('#stepper-said').textContent;
                 next?.click();
                 return next === undefined ? null : said;",
                [],
            )
            .await?;
        let Some(said) = said else { break };
        let before = serde_json::to_string(&said)?;
        until(
            page,
            "a step",
            &format!("document.querySelector('#stepper-said').textContent !== {before}"),
        )
        .await?;
    }
    until(page, "the deadlock", &done(&["break"])).await?;
    page.script("localStorage.clear()", []).await
}

async fn colours_are_chosen_and_kept(page: &Page) -> Result<()> {
    forget(page).await?;
    let choose = "const select = document.querySelector('#theme'); select.value = arguments[0];
         select.dispatchEvent(new Event('change', { bubbles: true }))";
    let scheme = "getComputedStyle(document.documentElement).colorScheme";
    page.open("lab=race").await?;
    page.script::<()>(choose, ["dark".into()]).await?;
    until(page, "dark", &format!("{scheme} === 'dark'")).await?;
    page.open("lab=race").await?;
    until(page, "dark still", &format!("{scheme} === 'dark'")).await?;
    page.script::<()>(choose, ["auto".into()]).await?;
    until(page, "both", &format!("{scheme} === 'light dark'")).await?;
    Ok(())
}
