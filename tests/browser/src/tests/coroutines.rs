//! The labs whose actors are coroutines. (The package of coroutines is in `coroutine.rs`.)

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use browser_suite::page::Page;
use browser_suite::view::{Status, View};
use serde::Deserialize;
use thirtyfour::{By, Key};

use super::host::open_not_isolated;

super::tests!(
    the_minimum_prints_what_python_prints,
    the_chain_prints_what_python_prints,
    each_coroutine_has_a_lane_on_its_hosts_worker,
    what_the_visitor_sends_is_answered_until_the_close,
    what_is_no_number_is_not_sent_and_nothing_is_lost,
    a_run_can_be_stopped_while_its_coroutine_is_suspended,
    a_run_of_the_program_takes_nothing_from_the_visitor,
    the_frame_is_as_it_was_at_each_moment,
    the_sequence_shows_control_as_it_passes,
    the_sequence_follows_the_moment,
    they_run_on_a_page_without_shared_memory,
);

const PANELS: &str = include_str!("../scripts/coroutines.js");
const MINIMUM: &str = include_str!("../../../golden/minimum.txt");
const CHAIN: &str = include_str!("../../../golden/chain.txt");

/// Where it waits once it has a first value, in Python and in Rust.
const LOOP: [&str; 2] = ["value = yield current", "let value = me.yields("];
/// Where it waits when it has been primed.
const PRIMED: [&str; 2] = ["current = yield", "let first = me.yields(None)"];

/// What the panels of coroutines show.
#[derive(Debug, Deserialize)]
struct Panels {
    frame: Option<Frame>,
    sent: Option<Sent>,
    heads: Vec<String>,
    entries: Vec<Entry>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
struct Frame {
    status: String,
    values: BTreeMap<String, String>,
    lines: Vec<String>,
}

impl Frame {
    fn current(&self) -> &str {
        self.values.get("current").map_or("", String::as_str)
    }

    fn stands_at(&self, lines: [&str; 2]) -> bool {
        self.status == "suspended"
            && self.lines.len() == 2
            && lines
                .iter()
                .zip(&self.lines)
                .all(|(part, line)| line.contains(part))
    }
}

#[derive(Debug, Deserialize)]
struct Sent {
    text: String,
    invalid: bool,
}

#[derive(Debug, Deserialize)]
struct Entry {
    text: String,
    current: bool,
    later: bool,
}

async fn panels(page: &Page) -> Result<Panels> {
    page.script(PANELS, []).await
}

async fn frame(page: &Page) -> Result<Frame> {
    panels(page).await?.frame.context("there should be a frame")
}

/// Waits until this is all that was printed and the coroutine is suspended again.
async fn answered(page: &Page, printed: &str) -> Result<Frame> {
    page.until(&format!("the output {printed:?}"), |view| {
        view.console == printed
    })
    .await?;
    frame(page).await
}

async fn send(page: &Page, value: &str) -> Result<()> {
    page.fill("Value", value).await?;
    page.press("Send").await
}

async fn the_minimum_prints_what_python_prints(page: &Page) -> Result<()> {
    for pace in ["0", "0.02"] {
        page.open(&format!("lab=minimum&pace={pace}")).await?;
        let view = page.finish().await?;
        ensure!(
            view.console == MINIMUM,
            "it should print {MINIMUM:?}, it printed {:?}",
            view.console
        );
        let Frame { status, .. } = frame(page).await?;
        ensure!(
            status == "ended",
            "the frame should be gone, it is {status}"
        );
    }
    Ok(())
}

async fn the_chain_prints_what_python_prints(page: &Page) -> Result<()> {
    for pace in ["0", "0.02"] {
        page.open(&format!("lab=chain&pace={pace}")).await?;
        let view = page.finish().await?;
        ensure!(
            view.console == CHAIN,
            "it should print {CHAIN:?}, it printed {:?}",
            view.console
        );
    }
    page.open("lab=chain&pace=0&sends=1").await?;
    let view = page.finish().await?;
    ensure!(
        view.console == "next executed\n1 2\n2 3\n",
        "one send should print one pair of lines, it printed {:?}",
        view.console
    );
    Ok(())
}

async fn each_coroutine_has_a_lane_on_its_hosts_worker(page: &Page) -> Result<()> {
    page.open("lab=chain&pace=0.01").await?;
    let view = page.finish().await?;
    let lanes: Vec<(&str, Option<u32>)> = view
        .lanes
        .iter()
        .map(|lane| (lane.name.as_str(), lane.worker))
        .collect();
    let expected = [("main", Some(0)), ("task 1", Some(0)), ("task 2", Some(0))];
    ensure!(
        lanes == expected,
        "the lanes should be {expected:?}, they are {lanes:?}"
    );
    ensure!(
        view.lanes.iter().all(|lane| lane.to.is_some()),
        "every lane should have an end"
    );
    let legend: String = page
        .script(
            "return document.querySelector('.timeline-legend').textContent",
            [],
        )
        .await?;
    for word in ["running", "waiting", "suspended", "hands control on"] {
        ensure!(
            legend.contains(word),
            "the timeline should show {word}: {legend}"
        );
    }
    Ok(())
}

async fn what_the_visitor_sends_is_answered_until_the_close(page: &Page) -> Result<()> {
    let view = page.open("lab=minimum&pace=0").await?;
    ensure!(
        !view.buttons["Close"],
        "nothing is open that could be closed"
    );
    send(page, "7").await?;
    let first = answered(page, "7\n").await?;
    ensure!(
        first.stands_at(LOOP) && first.current() == "7",
        "it should wait in its loop and remember 7: {first:?}"
    );
    send(page, "12.5").await?;
    let second = answered(page, "7\n7\n").await?;
    ensure!(
        second.current() == "7" && second.values["sent last"] == "12.5",
        "it should still remember 7: {second:?}"
    );
    // By the keyboard, and the number takes the place of the one before.
    page.fill("Value", "-3").await?;
    page.key(Key::Enter).await?;
    let third = answered(page, "7\n7\n-3\n").await?;
    ensure!(third.current() == "-3", "it should remember -3: {third:?}");
    let view = page.view().await?;
    ensure!(
        view.status == Status::Running && view.run == Some(1),
        "all that should be one run, which is still open"
    );

    page.press("Close").await?;
    let view = page
        .until("the end of the run", |view| view.status.is_end())
        .await?;
    ensure!(
        view.status == Status::Finished,
        "it should finish, it is {:?}",
        view.status
    );
    ensure!(view.console == "7\n7\n-3\n", "a close prints nothing");
    let gone = frame(page).await?;
    ensure!(gone.status == "ended", "the frame should be gone: {gone:?}");
    workers_are_gone(page).await?;

    // The next value starts another run, with a coroutine that remembers nothing.
    send(page, "40").await?;
    let again = answered(page, "40\n").await?;
    ensure!(again.current() == "40", "it should begin anew: {again:?}");
    page.press("Stop").await?;
    page.until("the stop", |view| view.status == Status::Stopped)
        .await?;
    Ok(())
}

async fn what_is_no_number_is_not_sent_and_nothing_is_lost(page: &Page) -> Result<()> {
    page.open("lab=minimum&pace=0").await?;
    send(page, "five").await?;
    let view = page
        .until("a message", |view| told(view, "“five” is not a number"))
        .await?;
    ensure!(
        view.status == Status::Idle,
        "nothing should have been started, it is {:?}",
        view.status
    );

    send(page, "5").await?;
    let before = answered(page, "5\n").await?;
    for (text, message) in [
        ("5,5", "“5,5” is not a number"),
        ("", "A number is missing here"),
        ("1e9", "“1e9” is too large"),
    ] {
        send(page, text).await?;
        let view = page.until("a message", |view| told(view, message)).await?;
        ensure!(
            view.status == Status::Running && view.console == "5\n",
            "the run should be as it was: {view}"
        );
        let after = panels(page).await?;
        ensure!(
            after.frame.as_ref() == Some(&before),
            "the frame should be as it was: {after:?}"
        );
        let sent = after.sent.context("there should be a field")?;
        ensure!(
            sent.invalid && sent.text == text,
            "what was typed should still be there, and be marked: {sent:?}"
        );
    }
    send(page, "3").await?;
    let frame = answered(page, "5\n3\n").await?;
    ensure!(frame.current() == "3", "it should go on: {frame:?}");
    let view = page.view().await?;
    ensure!(
        !told(&view, "Nothing was sent"),
        "no message should be left"
    );
    page.press("Close").await?;
    page.until("the end", |view| view.status == Status::Finished)
        .await?;
    Ok(())
}

fn told(view: &View, message: &str) -> bool {
    view.alerts.iter().any(|alert| alert.contains(message))
}

async fn a_run_can_be_stopped_while_its_coroutine_is_suspended(page: &Page) -> Result<()> {
    page.open("lab=minimum&pace=0").await?;
    send(page, "8").await?;
    answered(page, "8\n").await?;
    page.press("Stop").await?;
    let view = page
        .until("the end of the run", |view| view.status.is_end())
        .await?;
    ensure!(
        view.status == Status::Stopped && view.error.is_none(),
        "it should be stopped, it is {:?}: {:?}",
        view.status,
        view.error
    );
    ensure!(
        view.lanes.iter().all(|lane| lane.to.is_some()),
        "every lane should have an end"
    );
    workers_are_gone(page).await?;
    let view = page.finish().await?;
    ensure!(view.console == MINIMUM, "the next run should be whole");
    Ok(())
}

async fn workers_are_gone(page: &Page) -> Result<()> {
    let none = |view: &View| {
        view.engine
            .as_ref()
            .is_some_and(|engine| engine.workers == 0)
    };
    page.until("no worker to be left", none).await?;
    Ok(())
}

async fn a_run_of_the_program_takes_nothing_from_the_visitor(page: &Page) -> Result<()> {
    page.open("lab=minimum&pace=0.1").await?;
    let run = page.start().await?;
    let view = page.view().await?;
    ensure!(
        !view.buttons["Send"] && !view.buttons["Close"],
        "while the program sends, the visitor should not"
    );
    let view = page.end_of(run).await?;
    ensure!(view.console == MINIMUM, "it printed {:?}", view.console);
    ensure!(view.buttons["Send"], "after it the visitor can");
    Ok(())
}

async fn the_frame_is_as_it_was_at_each_moment(page: &Page) -> Result<()> {
    page.open("lab=minimum&pace=0").await?;
    let end = page.finish().await?;
    let of = end.moment.context("there should be moments")?.of;
    press(page, Key::Home).await?;
    at_moment(page, 0).await?;
    ensure!(
        frame(page).await?.status == "none",
        "at first there should be no frame"
    );
    let mut suspended: Vec<Frame> = Vec::new();
    for at in 1..=of {
        press(page, Key::Right).await?;
        at_moment(page, at).await?;
        let frame = frame(page).await?;
        if frame.status == "suspended" && suspended.last() != Some(&frame) {
            suspended.push(frame);
        }
    }
    let remembered: Vec<&str> = suspended.iter().map(Frame::current).collect();
    ensure!(
        remembered == ["", "10", "4", "4", "-1"],
        "it should have remembered 10, 4, 4 and -1: {suspended:?}"
    );
    let sent: Vec<Option<&str>> = suspended
        .iter()
        .map(|frame| frame.values.get("sent last").map(String::as_str))
        .collect();
    ensure!(
        sent == [None, Some("10"), Some("4"), Some("22"), Some("-1")],
        "it should have been sent the program's values, not {sent:?}"
    );
    ensure!(
        suspended[0].stands_at(PRIMED),
        "it should be primed to its first yield: {:?}",
        suspended[0]
    );
    ensure!(
        suspended[1..].iter().all(|frame| frame.stands_at(LOOP)),
        "later it should wait in its loop: {suspended:?}"
    );

    // And backwards, to where it remembered 4 for the first time.
    let mut at = of;
    while frame(page).await? != suspended[2] {
        ensure!(at > 0, "going back should show the frame of before");
        press(page, Key::Left).await?;
        at -= 1;
        at_moment(page, at).await?;
    }
    Ok(())
}

async fn at_moment(page: &Page, wanted: u64) -> Result<()> {
    page.until(&format!("moment {wanted}"), |view| {
        view.moment.is_some_and(|moment| moment.at == wanted)
    })
    .await?;
    Ok(())
}

async fn press(page: &Page, key: Key) -> Result<()> {
    let scrub = page.web().find(By::Id("scrub")).await?;
    Ok(scrub.send_keys("" + key).await?)
}

async fn the_sequence_shows_control_as_it_passes(page: &Page) -> Result<()> {
    page.open("lab=chain&pace=0&sends=1").await?;
    page.finish().await?;
    let Panels { heads, entries, .. } = panels(page).await?;
    ensure!(
        heads == ["main", "task 2", "task 1"],
        "the way of a value should go from left to right, it is {heads:?}"
    );
    let texts: Vec<&str> = entries.iter().map(|entry| entry.text.as_str()).collect();
    let expected = [
        "next()",
        "yield",
        "next()",
        "next executed",
        "yield",
        "send(3)",
        "send(2)",
        "1 2",
        "yield",
        "2 3",
        "yield",
        "close()",
        // The ends of task 1 and task 2 are crosses.
        "",
        "",
        "has ended",
    ];
    ensure!(
        texts == expected,
        "it should show {expected:?}, it shows {texts:?}"
    );
    ensure!(
        entries.iter().all(|entry| !entry.later),
        "at the end nothing is yet to come"
    );
    Ok(())
}

async fn the_sequence_follows_the_moment(page: &Page) -> Result<()> {
    page.open("lab=chain&pace=0").await?;
    let end = page.finish().await?;
    let of = end.moment.context("there should be moments")?.of;
    press(page, Key::Home).await?;
    at_moment(page, 0).await?;
    let Panels { entries, .. } = panels(page).await?;
    ensure!(
        entries.iter().all(|entry| entry.later && !entry.current),
        "before the first event all should be yet to come"
    );

    // A click on an arrow shows its moment.
    let script = "document.querySelector('il-sequence [data-row=\"5\"]')
        .dispatchEvent(new MouseEvent('click', { bubbles: true }))";
    page.script::<()>(script, []).await?;
    page.until("another moment", |view| {
        view.moment
            .is_some_and(|moment| moment.at > 0 && moment.at < of)
    })
    .await?;
    let Panels { entries, .. } = panels(page).await?;
    let current: Vec<usize> = (0..entries.len())
        .filter(|at| entries[*at].current)
        .collect();
    ensure!(
        current == [5],
        "entry 5 should be the current one, it is {current:?}"
    );
    ensure!(
        entries
            .iter()
            .enumerate()
            .all(|(at, entry)| entry.later == (at > 5)),
        "what comes after it should be yet to come"
    );
    let view = page.view().await?;
    ensure!(
        view.console == "next executed\n",
        "the output should be that of the same moment, it is {:?}",
        view.console
    );
    Ok(())
}

async fn they_run_on_a_page_without_shared_memory(page: &Page) -> Result<()> {
    open_not_isolated(page, "lab=chain&pace=0").await?;
    let view = page.finish().await?;
    ensure!(view.console == CHAIN, "it printed {:?}", view.console);
    page.change_hash("lab=minimum&pace=0").await?;
    page.until("the other lab", |now| now.title != view.title)
        .await?;
    let view = page.finish().await?;
    ensure!(view.console == MINIMUM, "it printed {:?}", view.console);
    send(page, "2").await?;
    answered(page, "2\n").await?;
    send(page, "1").await?;
    let frame = answered(page, "2\n1\n").await?;
    ensure!(frame.current() == "1", "it should remember 1: {frame:?}");
    page.press("Close").await?;
    page.until("the end", |view| view.status == Status::Finished)
        .await?;
    Ok(())
}
