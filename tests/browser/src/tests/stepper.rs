//! Stepping a lab's program by hand, and exploring it.

use std::time::Duration;

use anyhow::{Result, bail, ensure};
use browser_suite::page::Page;
use serde::Deserialize;
use thirtyfour::Key;
use tokio::time::{Instant, sleep};

super::tests!(
    nothing_of_it_is_loaded_before_it_is_chosen,
    a_lost_update_by_hand_and_back_and_forward_again,
    the_slider_goes_to_any_step,
    exploring_counts_each_outcome,
    a_witness_is_shown_at_its_end,
    with_a_lock_there_is_one_outcome,
    what_is_not_supported_is_told_with_its_place,
    the_keyboard_is_enough,
    another_lab_begins_afresh,
);

/// The machine has to be loaded once, on a slow machine beside other things.
const LIMIT: Duration = Duration::from_secs(30);

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Shown {
    /// Each actor's status, and what it does next.
    actors: Vec<(String, String)>,
    said: String,
    /// Each variable, and what it holds.
    variables: Vec<(String, String)>,
    /// The line of each actor.
    lines: Vec<(String, u32)>,
    output: String,
    exploring: String,
    /// The cells of each outcome.
    outcomes: Vec<Vec<String>>,
    findings: Vec<String>,
    problems: Vec<String>,
}

const SHOWN: &str = "
    const panel = document.querySelector('il-stage');
    const text = (element) => (element?.textContent ?? '').replace(/\\s+/g, ' ').trim();
    const all = (selector) => [...panel.querySelectorAll(selector)];
    return {
        actors: all('.actor-step').map((it) => [it.dataset.status, text(it.querySelector('.actor-next'))]),
        said: text(panel.querySelector('#stepper-said')),
        variables: all('[data-variable]').map((it) => [it.dataset.variable, text(it.querySelector('dd')).replace(', changed', '')]),
        lines: all('.listing .actor-number').map((it) => [text(it), Number(it.closest('li').dataset.line)]),
        output: panel.querySelector('.stepper-output')?.textContent ?? '',
        exploring: panel.querySelector('.explore-status')?.dataset.status ?? '',
        outcomes: all('.outcome-table tbody tr').map((row) => [...row.cells].map(text)),
        findings: all('[data-finding]').map((it) => it.dataset.finding),
        problems: all('.stepper-problems li').map(text),
    };";

async fn shown(page: &Page) -> Result<Shown> {
    page.script(SHOWN, []).await
}

async fn until(page: &Page, what: &str, is: impl Fn(&Shown) -> bool) -> Result<Shown> {
    let start = Instant::now();
    loop {
        let now = shown(page).await?;
        if is(&now) {
            return Ok(now);
        }
        if start.elapsed() > LIMIT {
            bail!("waited for {what}; there is {now:?}");
        }
        sleep(Duration::from_millis(20)).await;
    }
}

async fn open(page: &Page, lab: &str) -> Result<()> {
    page.open(&format!("lab={lab}&engine=step")).await?;
    Ok(())
}

/// Chooses an engine in the switch, as a visitor does.
async fn choose(page: &Page, engine: &str) -> Result<()> {
    page.script::<()>(
        "document.querySelector(`il-mode-switch input[value=\"${arguments[0]}\"]`).click()",
        [engine.into()],
    )
    .await
}

/// Presses an actor's button, and waits for the step.
async fn step(page: &Page, actor: u32, number: u32) -> Result<Shown> {
    page.script::<()>(
        "document.querySelector(`.actor-step[data-actor=\"${arguments[0]}\"]`).click()",
        [actor.into()],
    )
    .await?;
    at(page, number).await
}

async fn at(page: &Page, number: u32) -> Result<Shown> {
    let words = match number {
        0 => "Before the first step.".to_owned(),
        _ => format!("Step {number}: "),
    };
    until(page, &words, |now| now.said.starts_with(&words)).await
}

fn value(shown: &Shown, name: &str) -> String {
    let found = shown.variables.iter().find(|(each, _)| each == name);
    found.map(|(_, value)| value.clone()).unwrap_or_default()
}

/// Task 1 and task 2 both load 10; what task 1 stores is lost.
async fn lose_an_update(page: &Page) -> Result<Vec<Shown>> {
    open(page, "race").await?;
    let mut seen = vec![at(page, 0).await?];
    for (number, actor) in [0, 1, 2, 1, 2].into_iter().enumerate() {
        seen.push(step(page, actor, number as u32 + 1).await?);
    }
    Ok(seen)
}

async fn nothing_of_it_is_loaded_before_it_is_chosen(page: &Page) -> Result<()> {
    let loaded = "return performance.getEntriesByType('resource').filter(({ name }) => /machine/.test(name)).length";
    page.open("lab=lock").await?;
    let before: u32 = page.script(loaded, []).await?;
    ensure!(before == 0, "{before} files of the machine are there");
    ensure!(shown(page).await?.actors.is_empty());
    Ok(())
}

async fn a_lost_update_by_hand_and_back_and_forward_again(page: &Page) -> Result<()> {
    let seen = lose_an_update(page).await?;
    ensure!(seen[1].actors[0].0 == "waiting", "{:?}", seen[1]);
    ensure!(
        seen[1].actors[1].1 == "loads 10 from counter",
        "{:?}",
        seen[1]
    );
    ensure!(
        seen[3].actors[1].1 == "stores 11 in counter",
        "{:?}",
        seen[3]
    );
    ensure!(
        seen[4].said.contains("stores 11 in counter"),
        "{:?}",
        seen[4]
    );
    ensure!(value(&seen[4], "counter") == "11" && value(&seen[5], "counter") == "9");
    ensure!(seen[4].output.contains("(Both threads started)"));
    ensure!(!seen[3].lines.is_empty());
    for number in (0..5).rev() {
        page.press("Step back").await?;
        let now = at(page, number).await?;
        let then = &seen[number as usize];
        ensure!(now.variables == then.variables && now.actors == then.actors);
        ensure!(now.lines == then.lines && now.output == then.output);
    }
    for number in 1..=5 {
        page.press("Redo").await?;
        let now = at(page, number).await?;
        let then = &seen[number as usize];
        ensure!(now.variables == then.variables && now.actors == then.actors);
    }
    page.press("Reset").await?;
    at(page, 0).await?;
    Ok(())
}

async fn the_slider_goes_to_any_step(page: &Page) -> Result<()> {
    let seen = lose_an_update(page).await?;
    page.script::<()>(
        "const slider = document.querySelector('#stepper-scrub'); slider.value = '3';
         slider.dispatchEvent(new Event('input', { bubbles: true }))",
        [],
    )
    .await?;
    let now = at(page, 3).await?;
    ensure!(now.variables == seen[3].variables && now.actors == seen[3].actors);
    Ok(())
}

async fn explore(page: &Page) -> Result<Shown> {
    at(page, 0).await?;
    choose(page, "explore").await?;
    page.press("Explore").await?;
    until(page, "the result", |now| now.exploring == "finished").await
}

async fn exploring_counts_each_outcome(page: &Page) -> Result<()> {
    // What the fields say reaches the program.
    open(page, "race&additions=1&subtractions=2").await?;
    let result = explore(page).await?;
    let numbers: Vec<_> = result
        .outcomes
        .iter()
        .map(|row| row[2..5].join(" "))
        .collect();
    // One addition and two subtractions from 10: 15 ways to order two and four loads and stores.
    let expected = ["8 6 37.5 %", "9 3 37.5 %", "10 4 18.75 %", "11 2 6.25 %"];
    ensure!(numbers == expected, "{numbers:?}");
    ensure!(
        result.findings.iter().any(|kind| kind == "data race"),
        "{:?}",
        result.findings
    );
    Ok(())
}

async fn a_witness_is_shown_at_its_end(page: &Page) -> Result<()> {
    open(page, "race").await?;
    let result = explore(page).await?;
    for (row, outcome) in result.outcomes.iter().enumerate() {
        choose(page, "explore").await?;
        page.script::<()>(
            "document.querySelectorAll('.outcome-table tbody button')[arguments[0]].click()",
            [row.into()],
        )
        .await?;
        let end = format!("counter = {}\n", outcome[2]);
        let now = until(page, "the witness", |now| now.output.ends_with(&end)).await?;
        ensure!(now.said.ends_with("The program has ended."), "{}", now.said);
        ensure!(value(&now, "counter") == outcome[2]);
        ensure!(now.actors.iter().all(|(status, _)| status == "ended"));
    }
    Ok(())
}

async fn with_a_lock_there_is_one_outcome(page: &Page) -> Result<()> {
    open(page, "lock").await?;
    let result = explore(page).await?;
    ensure!(
        result.outcomes.len() == 1 && result.outcomes[0][2] == "9",
        "{result:?}"
    );
    ensure!(result.findings.is_empty(), "{:?}", result.findings);
    Ok(())
}

async fn what_is_not_supported_is_told_with_its_place(page: &Page) -> Result<()> {
    open(page, "sharing").await?;
    let now = until(page, "what is wrong", |now| !now.problems.is_empty()).await?;
    ensure!(
        now.problems[0].starts_with("Line 2, column 6: "),
        "{:?}",
        now.problems
    );
    ensure!(now.actors.is_empty() && now.exploring.is_empty());
    Ok(())
}

async fn the_keyboard_is_enough(page: &Page) -> Result<()> {
    page.open("lab=race").await?;
    page.script::<()>(
        "document.querySelector('il-mode-switch input:checked').focus()",
        [],
    )
    .await?;
    page.key(Key::Right).await?;
    at(page, 0).await?;
    let hash: String = page.script("return location.hash", []).await?;
    ensure!(hash == "#lab=race&engine=step", "{hash}");
    page.script::<()>("document.querySelector('.actor-step').focus()", [])
        .await?;
    page.key(Key::Enter).await?;
    at(page, 1).await?;
    // Its button cannot be pressed any more, and the keyboard stays there.
    let focused: String = page
        .script("return document.activeElement.dataset.actor ?? ''", [])
        .await?;
    ensure!(focused == "0", "the keyboard is at {focused:?}");
    page.key(Key::Enter).await?;
    page.key(Key::Tab).await?;
    page.key(Key::Space).await?;
    at(page, 2).await?;
    Ok(())
}

async fn another_lab_begins_afresh(page: &Page) -> Result<()> {
    lose_an_update(page).await?;
    page.change_hash("lab=lock").await?;
    let now = until(page, "the panel to close", |now| now.actors.is_empty()).await?;
    ensure!(now.said.is_empty() && now.outcomes.is_empty());
    choose(page, "step").await?;
    at(page, 0).await?;
    Ok(())
}
