//! The systolic lab: its product in both forms, and its grid beat by beat.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use browser_suite::browser::Browser;
use browser_suite::page::Page;
use browser_suite::view::Status;
use serde::Deserialize;
use thirtyfour::{By, Key};
use tokio::time::sleep;

use super::host::open_not_isolated;

super::tests!(
    one_worker_prints_what_python_prints,
    both_forms_multiply_matrices_of_each_size,
    rows_on_one_worker_are_coroutines_and_else_have_one_each,
    the_wave_fills_the_grid_and_drains,
    the_buttons_go_by_beats_through_a_run_that_has_ended,
    by_hand_each_beat_waits_for_the_button,
    by_hand_the_past_can_be_looked_at_before_the_next_beat,
    a_run_by_hand_can_go_on_by_itself,
    either_form_can_be_stopped_in_the_middle,
    the_grid_is_walked_through_with_the_keyboard,
    the_largest_grid_has_room_on_a_phone,
    a_link_has_all_of_its_parameters,
    without_shared_memory_one_worker_is_enough,
);

const GRID: &str = include_str!("../scripts/grid.js");
const GOLDEN: &str = include_str!("../../../golden/systolic.txt");
const SAME: &str = "the same as the plain product: yes\n";

/// How long the grid may take to show something, and how often it is looked at.
const PATIENCE: Duration = Duration::from_secs(15);
const LOOK: Duration = Duration::from_millis(25);

/// What the panel shows.
#[derive(Debug, Deserialize)]
struct Grid {
    beat: Option<usize>,
    between: bool,
    words: String,
    size: usize,
    cells: Vec<Cell>,
    waiting: usize,
    told: String,
    can_go_back: bool,
    can_go_on: bool,
    overflow: i64,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
struct Cell {
    sum: String,
    left: String,
    above: String,
    active: bool,
    done: bool,
}

impl Grid {
    /// The sums, row by row, as the program prints them.
    fn product(&self) -> String {
        let rows = self.cells.chunks(self.size.max(1));
        rows.map(|row| {
            let sums: Vec<&str> = row.iter().map(|cell| cell.sum.as_str()).collect();
            sums.join(" ") + "\n"
        })
        .collect()
    }

    /// Makes sure that after so many beats those cells work, and those have their result, that should.
    fn ensure_wave(&self, beat: usize) -> Result<()> {
        ensure!(
            self.beat == Some(beat) && !self.between,
            "it should stand after beat {beat}: {}",
            self.words
        );
        for (place, cell) in self.cells.iter().enumerate() {
            let first = place / self.size + place % self.size + 1;
            let active = (first..first + self.size).contains(&beat);
            let done = beat + 1 >= first + self.size;
            ensure!(
                (cell.active, cell.done) == (active, done),
                "cell {place} after beat {beat}: {cell:?}"
            );
            ensure!(cell.left.is_empty() != active && cell.above.is_empty() != active);
            ensure!((cell.sum == "·") == (beat < first), "its sum: {cell:?}");
        }
        let inside =
            |beat: usize| (0..self.size).map(move |i| beat.saturating_sub(i).min(self.size));
        let come: usize = inside(beat).sum();
        ensure!(
            self.waiting == 2 * (self.size * self.size - come),
            "what waits outside after beat {beat}: {}",
            self.waiting
        );
        Ok(())
    }
}

async fn grid(page: &Page) -> Result<Grid> {
    page.script(GRID, []).await
}

/// Waits until the grid stands after this beat.
async fn after(page: &Page, beat: usize) -> Result<Grid> {
    until(page, &format!("beat {beat}"), |grid| {
        grid.beat == Some(beat) && !grid.between
    })
    .await
}

async fn until(page: &Page, what: &str, shows: impl Fn(&Grid) -> bool) -> Result<Grid> {
    let start = Instant::now();
    loop {
        let now = grid(page).await?;
        if shows(&now) {
            return Ok(now);
        }
        ensure!(
            start.elapsed() < PATIENCE,
            "{what} should come, it is {:?}",
            now.words
        );
        sleep(LOOK).await;
    }
}

async fn one_worker_prints_what_python_prints(page: &Page) -> Result<()> {
    page.open("lab=systolic&delay=0").await?;
    let view = page.finish().await?;
    ensure!(view.console == GOLDEN, "it printed {:?}", view.console);
    Ok(())
}

async fn both_forms_multiply_matrices_of_each_size(page: &Page) -> Result<()> {
    for size in [2, 5, 8] {
        let mut printed = Vec::new();
        for rows in ["one", "each"] {
            page.open(&format!(
                "lab=systolic&delay=0&seed=9&size={size}&rows={rows}"
            ))
            .await?;
            let view = page.finish().await?;
            ensure!(
                view.console
                    .ends_with(&format!("{} beats\n{SAME}", 3 * size - 2)),
                "size {size}, rows {rows}: {:?}",
                view.console
            );
            let shown = grid(page).await?;
            ensure!(shown.size == size, "it should be {size} wide: {shown:?}");
            ensure!(
                view.console.starts_with(&shown.product()),
                "the grid should show what was printed: {}",
                shown.product()
            );
            ensure!(view.dropped.is_none(), "no event should be missing");
            printed.push(view.console);
        }
        ensure!(printed[0] == printed[1], "both forms should print the same");
    }
    Ok(())
}

async fn rows_on_one_worker_are_coroutines_and_else_have_one_each(page: &Page) -> Result<()> {
    for (rows, workers) in [("one", 1), ("each", 5)] {
        page.open(&format!("lab=systolic&delay=0&size=4&rows={rows}"))
            .await?;
        let view = page.finish().await?;
        let names: Vec<&str> = view.lanes.iter().map(|lane| lane.name.as_str()).collect();
        ensure!(
            names == ["main", "row 1", "row 2", "row 3", "row 4"],
            "each row should have a lane: {names:?}"
        );
        let mut numbers: Vec<_> = view.lanes.iter().map(|lane| lane.worker).collect();
        numbers.sort_unstable();
        numbers.dedup();
        ensure!(
            numbers.len() == workers && numbers.iter().all(Option::is_some),
            "they should be on {workers} workers: {numbers:?}"
        );
    }
    Ok(())
}

async fn the_wave_fills_the_grid_and_drains(page: &Page) -> Result<()> {
    page.open("lab=systolic&delay=0&size=4").await?;
    page.finish().await?;
    for beat in (0..10).rev() {
        page.press("‹ Previous beat").await?;
        after(page, beat).await?.ensure_wave(beat)?;
    }
    let first = grid(page).await?;
    ensure!(!first.can_go_back, "there is nothing before the first beat");
    ensure!(first.words.contains("Before the first of 10 beats"));
    Ok(())
}

async fn the_buttons_go_by_beats_through_a_run_that_has_ended(page: &Page) -> Result<()> {
    for rows in ["one", "each"] {
        page.open(&format!("lab=systolic&delay=0&rows={rows}"))
            .await?;
        page.finish().await?;
        let end = after(page, 7).await?;
        ensure!(end.can_go_back && !end.can_go_on, "it is at its end");
        page.press("‹ Previous beat").await?;
        after(page, 6).await?;
        page.press("‹ Previous beat").await?;
        let five = after(page, 5).await?;
        let view = page.view().await?;
        ensure!(view.console.is_empty(), "nothing has been printed yet");
        let moment = view.moment.context("a moment")?;
        ensure!(moment.at < moment.of, "the slider should be at it too");

        // The slider stops between two beats as well, and the buttons lead on from there.
        let next = page
            .web()
            .find(By::Css("[aria-label='To the event after']"))
            .await?;
        for event in 1.. {
            next.click().await?;
            page.until("the next event", |view| {
                (view.moment.as_ref()).is_some_and(|now| now.at == moment.at + event)
            })
            .await?;
            if grid(page).await?.between {
                break;
            }
        }
        page.press("‹ Previous beat").await?;
        ensure!(after(page, 5).await?.cells == five.cells);
        page.press("Next beat ›").await?;
        after(page, 6).await?;
        page.press("Next beat ›").await?;
        after(page, 7).await?;
        page.until("the end", |view| view.console == GOLDEN).await?;
    }
    Ok(())
}

async fn by_hand_each_beat_waits_for_the_button(page: &Page) -> Result<()> {
    page.open("lab=systolic").await?;
    page.press("Step by hand").await?;
    after(page, 1).await?.ensure_wave(1)?;
    sleep(Duration::from_millis(900)).await;
    grid(page).await?.ensure_wave(1)?;
    for beat in 2..=7 {
        page.until("the button", |view| {
            view.buttons.contains_key("Go on by itself")
        })
        .await?;
        page.press("Next beat ›").await?;
        after(page, beat).await?.ensure_wave(beat)?;
    }
    let view = page
        .until("the end of the run", |view| view.status.is_end())
        .await?;
    ensure!(view.status == Status::Finished && view.console == GOLDEN);
    ensure!(view.run == Some(1), "all that is one run");
    // Another one begins anew.
    page.press("Step by hand").await?;
    after(page, 1).await?.ensure_wave(1)?;
    page.press("Stop").await?;
    page.until("the stop", |view| view.status == Status::Stopped)
        .await?;
    Ok(())
}

async fn by_hand_the_past_can_be_looked_at_before_the_next_beat(page: &Page) -> Result<()> {
    page.open("lab=systolic&size=2").await?;
    page.press("Step by hand").await?;
    after(page, 1).await?;
    for beat in 2..=3 {
        page.until("the button", |view| {
            view.buttons.contains_key("Go on by itself")
        })
        .await?;
        page.press("Next beat ›").await?;
        after(page, beat).await?;
    }
    page.until("the button", |view| {
        view.buttons.contains_key("Go on by itself")
    })
    .await?;
    for beat in (0..=2).rev() {
        page.press("‹ Previous beat").await?;
        after(page, beat).await?.ensure_wave(beat)?;
    }
    for beat in 1..=3 {
        page.press("Next beat ›").await?;
        after(page, beat).await?.ensure_wave(beat)?;
    }
    let view = page.view().await?;
    ensure!(
        view.status == Status::Running,
        "nothing has been asked of the run"
    );
    page.press("Next beat ›").await?;
    page.until("the end", |view| view.status == Status::Finished)
        .await?;
    Ok(())
}

async fn a_run_by_hand_can_go_on_by_itself(page: &Page) -> Result<()> {
    page.open("lab=systolic&delay=0.02").await?;
    page.press("Step by hand").await?;
    after(page, 1).await?;
    page.until("the button", |view| {
        view.buttons.contains_key("Go on by itself")
    })
    .await?;
    page.press("‹ Previous beat").await?;
    after(page, 0).await?;
    page.press("Go on by itself").await?;
    let view = page
        .until("the end of the run", |view| view.status.is_end())
        .await?;
    ensure!(view.console == GOLDEN, "it printed {:?}", view.console);
    after(page, 7).await?;
    Ok(())
}

async fn either_form_can_be_stopped_in_the_middle(page: &Page) -> Result<()> {
    for rows in ["one", "each"] {
        page.open(&format!("lab=systolic&size=8&delay=0.8&rows={rows}"))
            .await?;
        let run = page.start().await?;
        let begun = |grid: &Grid| grid.beat.is_some_and(|beat| beat >= 2);
        until(page, "the second beat", begun).await?;
        page.press("Stop").await?;
        let view = page.end_of(run).await?;
        ensure!(
            view.status == Status::Stopped && view.error.is_none() && view.console.is_empty(),
            "rows {rows}: it should be stopped, it is {:?}: {:?}",
            view.status,
            view.error
        );
        ensure!(
            view.lanes.iter().all(|lane| lane.to.is_some()),
            "every lane should have an end"
        );
        // What happened until then can be looked at.
        page.press("‹ Previous beat").await?;
        ensure!(grid(page).await?.beat.is_some_and(|beat| beat >= 1));
    }
    Ok(())
}

async fn the_grid_is_walked_through_with_the_keyboard(page: &Page) -> Result<()> {
    page.open("lab=systolic&delay=0").await?;
    page.finish().await?;
    page.web()
        .find(By::Css("[data-cell='0,0']"))
        .await?
        .click()
        .await?;
    for key in [Key::Right, Key::Down, Key::Right, Key::Right] {
        page.key(key).await?;
    }
    let shown = grid(page).await?;
    let place = "return document.activeElement.dataset.cell ?? ''";
    let focused: String = page.script(place, []).await?;
    ensure!(focused == "1,2", "the focus should be at 1,2: {focused}");
    ensure!(
        shown.told.starts_with("Row 2, column 3: 61, its result"),
        "it should tell of the cell: {}",
        shown.told
    );
    Ok(())
}

async fn the_largest_grid_has_room_on_a_phone(page: &Page) -> Result<()> {
    let before = page.web().get_window_rect().await?;
    page.open("lab=systolic&size=8&delay=0").await?;
    page.web()
        .set_window_rect(0, 0, 390, u32::try_from(before.height)?)
        .await?;
    let checked = narrow(page).await;
    page.web()
        .set_window_rect(
            before.x,
            before.y,
            u32::try_from(before.width)?,
            u32::try_from(before.height)?,
        )
        .await?;
    checked
}

async fn narrow(page: &Page) -> Result<()> {
    page.finish().await?;
    for _ in 0..10 {
        page.press("‹ Previous beat").await?;
    }
    let shown = after(page, 12).await?;
    ensure!(
        shown.overflow <= 0,
        "the page should be no wider than the window: {}",
        shown.overflow
    );
    // A number that is wider than its cell would be cut off.
    let cut: Vec<String> = page
        .script(
            "return [...document.querySelectorAll('.mesh-cell')]
                .filter((cell) => cell.scrollWidth > cell.clientWidth)
                .map((cell) => cell.textContent)",
            [],
        )
        .await?;
    ensure!(cut.is_empty(), "each number should fit: {cut:?}");
    Ok(())
}

async fn a_link_has_all_of_its_parameters(page: &Page) -> Result<()> {
    let link = "lab=systolic&size=2&a=identity&b=ones&seed=5&rows=each&delay=0.1&speed=16";
    page.open(link).await?;
    let view = page.finish().await?;
    ensure!(
        view.console == format!("1 1\n1 1\n4 beats\n{SAME}"),
        "it printed {:?}",
        view.console
    );
    page.fill("Seed", "6").await?;
    page.until("the link", |view| {
        view.hash == link.replace("seed=5", "seed=6")
    })
    .await?;
    let view = page.open("lab=systolic&size=9").await?;
    ensure!(
        view.alerts.iter().any(|alert| alert.contains("too large")),
        "a size that cannot be should be told: {:?}",
        view.alerts
    );
    // A run of a link by hand waits for its first beat too.
    page.open("lab=systolic&beats=hand").await?;
    page.start().await?;
    page.until("the button", |view| {
        view.buttons.contains_key("Go on by itself")
    })
    .await?;
    after(page, 0).await?.ensure_wave(0)?;
    page.press("Next beat ›").await?;
    after(page, 1).await?.ensure_wave(1)?;
    page.press("Stop").await?;
    page.until("the stop", |view| view.status == Status::Stopped)
        .await?;
    Ok(())
}

async fn without_shared_memory_one_worker_is_enough(page: &Page) -> Result<()> {
    let view = open_not_isolated(page, "lab=systolic&delay=0&rows=each").await?;
    if page.browser() != Browser::Webkit {
        ensure!(
            !view.buttons["Run"] && !view.buttons["Step by hand"],
            "no row can have a worker here"
        );
        ensure!(
            view.alerts
                .iter()
                .any(|alert| alert.contains("With “Rows” at “all on one worker”")),
            "a message should say why: {:?}",
            view.alerts
        );
    }
    page.change_hash("lab=systolic&delay=0").await?;
    page.until("the other form", |view| {
        view.field("rows").is_some_and(|field| field.value == "one") && view.buttons["Run"]
    })
    .await?;
    // The frame is larger than some windows, and not every driver scrolls the page around it.
    show(page, "run").await?;
    let view = page.finish().await?;
    ensure!(view.console == GOLDEN, "it printed {:?}", view.console);
    show(page, "by-hand").await?;
    page.press("Step by hand").await?;
    after(page, 1).await?.ensure_wave(1)?;
    show(page, "stop").await?;
    page.press("Stop").await?;
    page.until("the stop", |view| view.status == Status::Stopped)
        .await?;
    Ok(())
}

async fn show(page: &Page, button: &str) -> Result<()> {
    let scroll = "document.querySelector(`[data-button='${arguments[0]}']`).scrollIntoView({ block: 'center' })";
    page.script(scroll, [button.into()]).await
}
