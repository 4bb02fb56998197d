//! The lab of pipelines: its stages, and the values that pass them. (Its console is in `script.rs`.)

use anyhow::{Context, Result, ensure};
use browser_suite::page::Page;
use browser_suite::view::View;
use serde::Deserialize;
use thirtyfour::{By, Key};

use super::host::open_not_isolated;

super::tests!(
    it_prints_what_python_prints,
    its_stages_are_edited_and_stand_in_the_link,
    the_keyboard_is_enough_to_edit_them,
    a_bad_link_is_told_of_and_nothing_of_it_is_lost,
    what_is_typed_is_kept_however_bad_it_is,
    values_are_seen_on_their_way_forwards_and_backwards,
    the_picture_is_as_wide_as_a_phone,
    it_runs_on_a_page_without_shared_memory,
);

const PANELS: &str = include_str!("../scripts/pipeline.js");
const COURSE: &str = include_str!("../../../golden/pipeline.txt");

/// What this lab shows besides what all labs do.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Panels {
    rows: Vec<Row>,
    problem: String,
    words: String,
    stages: Vec<Stage>,
    values: Vec<[String; 2]>,
    current: Vec<String>,
    /// The lines of the console, each with its kind.
    pub(super) lines: Vec<(String, String)>,
    pub(super) typed: String,
    pub(super) busy: bool,
    pub(super) p: String,
    /// Elements in the console that are none of the page's own.
    pub(super) markup: u32,
}

/// A row of the editor.
#[derive(Clone, Debug, Deserialize, PartialEq)]
struct Row {
    operation: String,
    number: Option<String>,
    wrong: Vec<String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
struct Stage {
    call: String,
    status: String,
    output: String,
}

pub(super) async fn panels(page: &Page) -> Result<Panels> {
    page.script(PANELS, []).await
}

async fn printed(page: &Page, expected: &str) -> Result<()> {
    let view = page.finish().await?;
    ensure!(
        view.console == expected,
        "it should print {expected:?}, it printed {:?}",
        view.console
    );
    Ok(())
}

async fn it_prints_what_python_prints(page: &Page) -> Result<()> {
    for pace in ["0", "0.01"] {
        page.open(&format!("lab=pipeline&pace={pace}")).await?;
        printed(page, COURSE).await?;
    }
    page.choose("First value of each stage", "is transformed at once")
        .await?;
    page.fill("How many values", "3").await?;
    page.until("the setting in the link", |view| {
        view.hash.contains("fill=no") && view.hash.contains("sends=3")
    })
    .await?;
    printed(page, "0 1.0\n1 1.5\n2 2.0\n").await
}

/// Presses a button of the editor.
async fn press(page: &Page, label: &str) -> Result<()> {
    let button = page.web().find(By::Css(format!("[aria-label={label:?}]")));
    Ok(button.await?.click().await?)
}

async fn set_number(page: &Page, stage: usize, text: &str) -> Result<()> {
    let field = page
        .web()
        .find(By::Css(format!("[aria-label='Number of stage {stage}']")))
        .await?;
    field.send_keys(Key::Control + "a").await?;
    Ok(field.send_keys(text).await?)
}

async fn set_operation(page: &Page, stage: usize, operation: &str) -> Result<()> {
    let path = format!(
        "//select[@aria-label='Operation of stage {stage}']/option[normalize-space(.)='{operation}']"
    );
    Ok(page.web().find(By::XPath(path)).await?.click().await?)
}

/// Waits until the link has these stages, as it writes them.
async fn linked(page: &Page, stages: &str) -> Result<View> {
    page.until(&format!("{stages:?} in the link"), |view| {
        let found = view
            .hash
            .split('&')
            .find_map(|part| part.strip_prefix("stages="));
        found.unwrap_or_default() == stages
    })
    .await
}

async fn its_stages_are_edited_and_stand_in_the_link(page: &Page) -> Result<()> {
    page.open("lab=pipeline&pace=0&sends=4").await?;
    page.press("Add a stage").await?;
    linked(page, "divide:2,add:1,add:1").await?;
    set_operation(page, 3, "multiply by").await?;
    linked(page, "divide:2,add:1,multiply:1").await?;
    set_number(page, 3, "-2.5").await?;
    linked(page, "divide:2,add:1,multiply:-2.5").await?;
    press(page, "Move stage 3 up").await?;
    linked(page, "divide:2,multiply:-2.5,add:1").await?;
    printed(page, "0 0\n1 0.5\n2 -2.5\n3 -2.75\n").await?;
    press(page, "Remove stage 2").await?;
    press(page, "Move stage 1 down").await?;
    linked(page, "add:1,divide:2").await?;
    printed(page, "0 0\n1 2\n2 1.5\n3 2.0\n").await?;
    set_operation(page, 1, "sum so far").await?;
    let view = linked(page, "sum,divide:2").await?;
    printed(page, "0 0\n1 1\n2 1.5\n3 3.0\n").await?;

    // The link is all that is needed.
    page.open(&view.hash).await?;
    printed(page, "0 0\n1 1\n2 1.5\n3 3.0\n").await?;
    let calls: Vec<String> = panels(page)
        .await?
        .stages
        .into_iter()
        .map(|stage| stage.call)
        .collect();
    ensure!(
        calls == ["sum()", "divide(2)"],
        "these should be the stages, not {calls:?}"
    );
    page.press("Reset parameters").await?;
    linked(page, "").await?;
    Ok(())
}

async fn focused(page: &Page) -> Result<String> {
    page.script(
        "return document.activeElement.ariaLabel ?? document.activeElement.textContent.trim()",
        [],
    )
    .await
}

async fn has_keyboard(page: &Page, wanted: &str) -> Result<()> {
    let found = focused(page).await?;
    ensure!(
        found == wanted,
        "the keyboard should be at “{wanted}”, it is at “{found}”"
    );
    Ok(())
}

async fn the_keyboard_is_enough_to_edit_them(page: &Page) -> Result<()> {
    page.open("lab=pipeline&pace=0").await?;
    page.script::<()>("document.querySelector('[data-part=add]').focus()", [])
        .await?;
    page.key(Key::Enter).await?;
    linked(page, "divide:2,add:1,add:1").await?;
    has_keyboard(page, "Operation of stage 3").await?;
    page.key(Key::Tab).await?;
    has_keyboard(page, "Number of stage 3").await?;
    page.web().action_chain().send_keys("5").perform().await?;
    // Its text is selected when Tab comes to it.
    linked(page, "divide:2,add:1,add:5").await?;
    page.key(Key::Tab).await?;
    has_keyboard(page, "Move stage 3 up").await?;
    page.key(Key::Enter).await?;
    linked(page, "divide:2,add:5,add:1").await?;
    has_keyboard(page, "Move stage 2 up").await?;
    page.key(Key::Enter).await?;
    linked(page, "add:5,divide:2,add:1").await?;
    // It cannot go further up.
    has_keyboard(page, "Move stage 1 down").await?;
    page.key(Key::Tab).await?;
    page.key(Key::Enter).await?;
    linked(page, "").await?;
    has_keyboard(page, "Remove stage 1").await
}

async fn a_bad_link_is_told_of_and_nothing_of_it_is_lost(page: &Page) -> Result<()> {
    page.open("lab=pipeline&pace=0&stages=divide:0,half:2,sum:3,add:1")
        .await?;
    let shown = panels(page).await?;
    for part in [
        "Stage 1: nothing can be divided by 0",
        "Stage 2: “half” is no operation. It can be add, subtract",
        "Stage 3, sum so far: it takes no number",
        "The default, divide(2), add(1), stands in.",
    ] {
        ensure!(
            shown.problem.contains(part),
            "{part:?} should be told: {}",
            shown.problem
        );
    }
    let row = |operation: &str, number: &str, wrong: &[&str]| Row {
        operation: operation.to_owned(),
        number: Some(number.to_owned()),
        wrong: wrong.iter().map(|part| (*part).to_owned()).collect(),
    };
    let expected = [
        row("divide", "0", &["number"]),
        row("half", "2", &["operation"]),
        row("sum", "3", &["number"]),
        row("add", "1", &[]),
    ];
    ensure!(
        shown.rows == expected,
        "the rows should be {expected:?}, they are {:?}",
        shown.rows
    );
    printed(page, COURSE).await?;

    // What is put right is put right, and the rest is as it was.
    set_number(page, 1, "2").await?;
    set_operation(page, 2, "multiply by").await?;
    press(page, "Remove stage 3").await?;
    linked(page, "divide:2,multiply:2,add:1").await?;
    let shown = panels(page).await?;
    ensure!(
        shown.problem.is_empty(),
        "no message should be left: {}",
        shown.problem
    );

    page.open("lab=pipeline&pace=0&stages=%3Cimg%20src=x%20onerror=alert(1)%3E,add:%3Cb%3Ex")
        .await?;
    let shown = panels(page).await?;
    ensure!(
        shown.problem.contains("<img src=x onerror=alert(1)>") && shown.problem.contains("<b>x"),
        "markup should stay text: {}",
        shown.problem
    );
    printed(page, COURSE).await
}

async fn what_is_typed_is_kept_however_bad_it_is(page: &Page) -> Result<()> {
    page.open("lab=pipeline&pace=0").await?;
    for text in ["2,5", "a:b", "", "1e9", "%2C"] {
        set_number(page, 1, if text.is_empty() { "x" } else { text }).await?;
        if text.is_empty() {
            let field = page.web().find(By::Css("[aria-label='Number of stage 1']"));
            field.await?.send_keys("" + Key::Backspace).await?;
        }
        page.until("a message", |view| {
            view.alerts.iter().any(|alert| alert.contains("Stage 1"))
        })
        .await?;
        let rows = panels(page).await?.rows;
        let [first, second] = &rows[..] else {
            anyhow::bail!("there should be two rows still: {rows:?}")
        };
        ensure!(
            first.number.as_deref() == Some(text) && first.wrong == ["number"],
            "{text:?} should still be there and be marked: {first:?}"
        );
        ensure!(second.number.as_deref() == Some("1"), "the other is good");
    }
    printed(page, COURSE).await?;
    set_number(page, 1, "4").await?;
    linked(page, "divide:4,add:1").await?;
    Ok(())
}

async fn at_moment(page: &Page, key: Key, wanted: u64) -> Result<Panels> {
    let scrub = page.web().find(By::Id("scrub")).await?;
    scrub.send_keys("" + key).await?;
    page.until(&format!("moment {wanted}"), |view| {
        view.moment.is_some_and(|moment| moment.at == wanted)
    })
    .await?;
    panels(page).await
}

/// What is in the stages.
fn stored(shown: &Panels) -> Vec<(&str, &str)> {
    let stages = shown.stages.iter();
    stages
        .map(|stage| (stage.status.as_str(), stage.output.as_str()))
        .collect()
}

async fn values_are_seen_on_their_way_forwards_and_backwards(page: &Page) -> Result<()> {
    page.open("lab=pipeline&pace=0&sends=3").await?;
    let before = panels(page).await?;
    ensure!(
        before.words.contains("Run the program") && before.stages.len() == 2,
        "the stages should be there before the run: {before:?}"
    );
    let end = page.finish().await?;
    let of = end.moment.context("there should be moments")?.of;
    let shown = at_moment(page, Key::Home, 0).await?;
    ensure!(
        stored(&shown) == [("none", ""), ("none", "")] && shown.current.is_empty(),
        "at first there should be nothing: {shown:?}"
    );
    let mut moments = vec![shown];
    for at in 1..=of {
        moments.push(at_moment(page, Key::Right, at).await?);
    }
    let mut passed: Vec<String> = Vec::new();
    let mut fillings = Vec::new();
    for shown in &moments {
        let current = shown.current.concat();
        if !current.is_empty() && passed.last() != Some(&shown.words) {
            passed.push(shown.words.clone());
        }
        let now = stored(shown);
        if fillings.last() != Some(&now) {
            fillings.push(now);
        }
    }
    let expected = [
        "main sends 0 to divide(2), which was empty: it keeps the value and echoes it.",
        "main sends 0 to divide(2).",
        "divide(2) answers main with 0.",
        "main sends 1 to divide(2).",
        "divide(2) sends 0.5 to add(1), which was empty: it keeps the value and echoes it.",
        "divide(2) sends 0.5 to add(1).",
        "add(1) answers divide(2) with 0.5.",
        "divide(2) answers main with 0.5.",
        "main sends 2 to divide(2).",
        "divide(2) sends 1 to add(1).",
        "add(1) answers divide(2) with 2.",
        "divide(2) answers main with 2.",
    ];
    ensure!(
        passed == expected,
        "values should pass as {expected:?}, they passed as {passed:?}"
    );
    let full = [
        ("empty", ""),
        ("filled", "0"),
        ("filled", "0.5"),
        ("filled", "2"),
    ];
    for (first, second) in [(0, 0), (1, 0), (2, 2), (3, 3)] {
        ensure!(
            fillings.contains(&vec![full[first], full[second]]),
            "the stages should hold {:?} and {:?} at some moment: {fillings:?}",
            full[first],
            full[second]
        );
    }
    let last_beat = [["2", "2"], ["1", "2"]];
    let end = moments.last().context("moments")?;
    ensure!(
        end.values == last_beat,
        "the last beat's values should be {last_beat:?}, they are {:?}",
        end.values
    );

    // Backwards each moment is as it was.
    for at in (0..of).rev().take(20) {
        let shown = at_moment(page, Key::Left, at).await?;
        let was = &moments[at as usize];
        ensure!(
            (&shown.words, &shown.values, stored(&shown)) == (&was.words, &was.values, stored(was)),
            "moment {at} should be {was:?}, it is {shown:?}"
        );
    }
    let moving: u32 = page
        .script(
            "return document.querySelectorAll('il-pipeline .moves').length",
            [],
        )
        .await?;
    ensure!(moving == 0, "backwards nothing should seem to be sent");
    Ok(())
}

async fn the_picture_is_as_wide_as_a_phone(page: &Page) -> Result<()> {
    let before = page.web().get_window_rect().await?;
    page.web().set_window_rect(0, 0, 390, 844).await?;
    let checked = fits(page).await;
    page.web()
        .set_window_rect(0, 0, before.width as u32, before.height as u32)
        .await?;
    checked
}

async fn fits(page: &Page) -> Result<()> {
    page.open(
        "lab=pipeline&pace=0&stages=divide:2,add:1,multiply:-999.125,minimize,sum,subtract:1",
    )
    .await?;
    page.finish().await?;
    let wide: Vec<String> = page
        .script(
            "const wide = document.documentElement.clientWidth;
             return [...document.querySelectorAll('il-pipeline *, il-stages *, il-script *')]
                 .filter((element) => element.getBoundingClientRect().right > wide + 1)
                 .map((element) => `${element.localName}.${element.className}`);",
            [],
        )
        .await?;
    ensure!(wide.is_empty(), "these should not stick out: {wide:?}");
    Ok(())
}

async fn it_runs_on_a_page_without_shared_memory(page: &Page) -> Result<()> {
    open_not_isolated(page, "lab=pipeline&pace=0").await?;
    // WebKit's driver cannot click what is below the window.
    page.script::<()>("document.querySelector('[data-button=run]').click()", [])
        .await?;
    let view = page.end_of(1).await?;
    ensure!(view.console == COURSE, "it printed {:?}", view.console);
    Ok(())
}
