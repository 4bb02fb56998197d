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
    a_future_that_was_gone_back_from_can_be_returned_to,
    a_statement_opens_up_at_its_first_access,
    playing_goes_on_to_the_end,
    the_keys_of_the_stage,
    the_slider_goes_to_any_step,
    exploring_counts_each_outcome,
    a_witness_is_shown_at_its_end,
    with_a_lock_there_is_one_outcome,
    what_is_not_supported_is_told_with_its_place,
    the_keyboard_is_enough,
    on_a_narrow_screen_the_steps_are_at_the_thumb,
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
    /// Each outcome's value, in how many ways it comes about, and its probability.
    outcomes: Vec<[String; 3]>,
    /// The values that were proved to be none.
    impossible: Vec<String>,
    /// Futures that were gone back from.
    branches: Vec<String>,
    /// The operations of a statement that is opened up, each with its place.
    operations: Vec<(String, String)>,
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
        lines: all('.actor-code > .here').map((it) => [it.closest('[data-column]').dataset.column, Number(it.dataset.line)]),
        output: panel.querySelector('.stepper-output')?.textContent ?? '',
        exploring: panel.querySelector('.explore-status')?.dataset.status ?? '',
        outcomes: all('.explored[data-kind]').map((it) => [it.dataset.outcome, text(it.querySelector('[data-interleavings]')), text(it.querySelector('[data-probability]'))]),
        impossible: all('.explored.impossible').map((it) => it.dataset.outcome),
        branches: all('[data-branch]').map((it) => it.ariaLabel),
        operations: all('.operations > li').map((it) => [it.classList[0], text(it.querySelector('code'))]),
        findings: all('[data-finding]').map((it) => it.dataset.finding),
        problems: all('.program-problems li').map(text),
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

/// Presses a button of the stage.
async fn press(page: &Page, name: &str) -> Result<()> {
    page.script::<()>(
        "document.querySelector(`il-stage [data-button=\"${arguments[0]}\"]`).click()",
        [name.into()],
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
        press(page, "back").await?;
        let now = at(page, number).await?;
        let then = &seen[number as usize];
        ensure!(now.variables == then.variables && now.actors == then.actors);
        ensure!(now.lines == then.lines && now.output == then.output);
    }
    for number in 1..=5 {
        press(page, "redo").await?;
        let now = at(page, number).await?;
        let then = &seen[number as usize];
        ensure!(now.variables == then.variables && now.actors == then.actors);
    }
    press(page, "reset").await?;
    at(page, 0).await?;
    Ok(())
}

async fn a_future_that_was_gone_back_from_can_be_returned_to(page: &Page) -> Result<()> {
    let seen = lose_an_update(page).await?;
    for number in (2..5).rev() {
        press(page, "back").await?;
        at(page, number).await?;
    }
    ensure!(shown(page).await?.branches.is_empty());
    step(page, 1, 3).await?;
    let other = step(page, 1, 4).await?;
    ensure!(other.branches.len() == 1, "{other:?}");
    ensure!(
        other.branches[0].contains("parts after step 2"),
        "{:?}",
        other.branches
    );
    page.script::<()>("document.querySelector('[data-branch]').click()", [])
        .await?;
    let again = at(page, 5).await?;
    ensure!(again.variables == seen[5].variables && again.actors == seen[5].actors);
    // They have changed places.
    ensure!(
        again.branches.len() == 1 && again.branches[0].contains("4 steps"),
        "{again:?}"
    );
    Ok(())
}

async fn a_statement_opens_up_at_its_first_access(page: &Page) -> Result<()> {
    open(page, "race").await?;
    at(page, 0).await?;
    let before = step(page, 0, 1).await?;
    ensure!(before.operations.is_empty(), "{before:?}");
    let badges: Vec<String> = page
        .script(
            "return [...document.querySelectorAll('.actor-code .badge')].map((it) => it.textContent)",
            [],
        )
        .await?;
    ensure!(badges.iter().all(|badge| badge == "3 operations") && badges.len() == 2);
    let within = step(page, 1, 2).await?;
    let expected = [
        ("done", "LOAD_GLOBAL counter"),
        ("done", "BINARY_OP (+=)"),
        ("next", "STORE_GLOBAL counter"),
    ];
    let found: Vec<_> = within
        .operations
        .iter()
        .map(|(place, text)| (place.as_str(), text.as_str()))
        .collect();
    ensure!(found == expected, "{found:?}");
    Ok(())
}

async fn playing_goes_on_to_the_end(page: &Page) -> Result<()> {
    open(page, "race&additions=1&subtractions=2").await?;
    at(page, 0).await?;
    page.script::<()>(
        "const speed = document.querySelector('il-stage select[name=speed]'); speed.value = '10';
         speed.dispatchEvent(new Event('change', { bubbles: true }))",
        [],
    )
    .await?;
    press(page, "play").await?;
    let end = until(page, "the end", |now| {
        now.said.ends_with("The program has ended.")
    })
    .await?;
    ensure!(end.actors.iter().all(|(status, _)| status == "ended"));
    Ok(())
}

async fn the_keys_of_the_stage(page: &Page) -> Result<()> {
    open(page, "race").await?;
    at(page, 0).await?;
    page.script::<()>("document.querySelector('il-stage').focus()", [])
        .await?;
    page.key(Key::Space).await?;
    let first = at(page, 1).await?;
    page.web().action_chain().send_keys("2").perform().await?;
    let second = at(page, 2).await?;
    ensure!(second.actors[2].1.starts_with("stores"), "{second:?}");
    page.key(Key::Left).await?;
    let back = at(page, 1).await?;
    ensure!(back.actors == first.actors);
    page.key(Key::Right).await?;
    at(page, 2).await?;
    // To the next access of who went last.
    page.web()
        .action_chain()
        .key_down(Key::Shift)
        .send_keys(Key::Right)
        .key_up(Key::Shift)
        .perform()
        .await?;
    at(page, 3).await?;
    page.web().action_chain().send_keys("r").perform().await?;
    at(page, 0).await?;
    page.web().action_chain().send_keys("?").perform().await?;
    let open = "return document.querySelector('.key-help').open";
    ensure!(page.script::<bool>(open, []).await?, "the list of keys");
    page.key(Key::Escape).await?;
    ensure!(!page.script::<bool>(open, []).await?, "it is closed");
    page.web().action_chain().send_keys("x").perform().await?;
    let result = until(page, "the result", |now| now.exploring == "finished").await?;
    ensure!(!result.outcomes.is_empty());
    // In a field they are letters.
    page.script::<()>(
        "const field = document.querySelector('#parameters input'); field.focus();
         field.setSelectionRange(field.value.length, field.value.length)",
        [],
    )
    .await?;
    page.web().action_chain().send_keys("1").perform().await?;
    let typed: (String, bool) = page
        .script(
            "return [document.activeElement.value, document.querySelector('il-explore') !== null]",
            [],
        )
        .await?;
    ensure!(typed == ("101".into(), true), "{typed:?}");
    Ok(())
}

async fn on_a_narrow_screen_the_steps_are_at_the_thumb(page: &Page) -> Result<()> {
    let before = page.web().get_window_rect().await?;
    page.web().set_window_rect(0, 0, 390, 844).await?;
    let checked = narrow(page).await;
    page.web()
        .set_window_rect(0, 0, before.width as u32, before.height as u32)
        .await?;
    checked
}

async fn narrow(page: &Page) -> Result<()> {
    open(page, "race").await?;
    at(page, 0).await?;
    for (number, actor) in [0, 1, 2].into_iter().enumerate() {
        page.script::<()>(
            "document.querySelector(`[data-bar-actor=\"${arguments[0]}\"]`).click()",
            [actor.into()],
        )
        .await?;
        at(page, number as u32 + 1).await?;
    }
    let (width, overflow, small): (u32, i64, Vec<String>) = page
        .script(
            "const small = [...document.querySelectorAll('il-stage :is(button, select, input)')]
                 .filter((it) => it.checkVisibility() && it.type !== 'checkbox')
                 .filter((it) => it.getBoundingClientRect().height < 43.5)
                 .map((it) => it.outerHTML.slice(0, 120));
             return [innerWidth, document.documentElement.scrollWidth - document.documentElement.clientWidth, small];",
            [],
        )
        .await?;
    ensure!(
        overflow <= 0,
        "it scrolls sideways by {overflow} at {width}"
    );
    ensure!(small.is_empty(), "too small: {small:?}");
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
    press(page, "explore").await?;
    until(page, "the result", |now| now.exploring == "finished").await
}

async fn exploring_counts_each_outcome(page: &Page) -> Result<()> {
    // What the fields say reaches the program.
    open(page, "race&additions=1&subtractions=2").await?;
    let result = explore(page).await?;
    let numbers: Vec<_> = result.outcomes.iter().map(|row| row.join(" ")).collect();
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
            "document.querySelectorAll('.explored[data-kind] button')[arguments[0]].click()",
            [row.into()],
        )
        .await?;
        let end = format!("counter = {}\n", outcome[0]);
        let now = until(page, "the witness", |now| now.output.ends_with(&end)).await?;
        ensure!(now.said.ends_with("The program has ended."), "{}", now.said);
        ensure!(value(&now, "counter") == outcome[0]);
        ensure!(now.actors.iter().all(|(status, _)| status == "ended"));
    }
    Ok(())
}

async fn with_a_lock_there_is_one_outcome(page: &Page) -> Result<()> {
    open(page, "lock").await?;
    let result = explore(page).await?;
    ensure!(
        result.outcomes.len() == 1 && result.outcomes[0][0] == "9",
        "{result:?}"
    );
    ensure!(result.findings.is_empty(), "{:?}", result.findings);
    // What the race comes to with as many updates.
    ensure!(
        result.impossible == ["7", "8", "10", "11", "12"],
        "{result:?}"
    );
    Ok(())
}

async fn what_is_not_supported_is_told_with_its_place(page: &Page) -> Result<()> {
    open(page, "sharing").await?;
    let now = until(page, "what is wrong", |now| !now.problems.is_empty()).await?;
    ensure!(
        now.problems[0].starts_with("Line 2, column 6 "),
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
