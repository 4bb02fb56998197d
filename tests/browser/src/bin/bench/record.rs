//! What recording an event costs, against posting it to the page.

use anyhow::Result;
use browser_suite::page::Page;
use serde::Deserialize;

use crate::spread;

const ROUNDS: u32 = 7;
/// What recording an event may cost, in nanoseconds.
const BUDGET: f64 = 100.0;

/// Nanoseconds per event.
#[derive(Deserialize)]
struct Round {
    recording: f64,
    posting: f64,
}

/// Prints what each costs.
pub async fn bench(page: &Page) -> Result<()> {
    let rounds: Vec<Round> = page
        .script_that_waits("return window.measureRecording(...parts)", [ROUNDS.into()])
        .await?;
    println!(
        "\none event in {}, in ns: the least, the median and the most of {ROUNDS} rounds (budget: {BUDGET})",
        page.browser().name()
    );
    let row = |name: &str, value: fn(&Round) -> f64| {
        let [least, median, most] = spread(rounds.iter().map(value).collect());
        println!("{name:<22} {least:>9.1} {median:>9.1} {most:>9.1}");
    };
    row("recorded", |round| round.recording);
    row("posted", |round| round.posting);
    row("posted / recorded", |round| round.posting / round.recording);
    Ok(())
}
