//! What recording costs: an event against posting it to the page, and a program with the trace on against the same with it
//! off.

use anyhow::Result;
use browser_suite::page::Page;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{spread, trials};

const ROUNDS: u32 = 7;
/// What recording an event may cost, in nanoseconds.
const BUDGET: f64 = 100.0;

/// Nanoseconds per event.
#[derive(Deserialize, Serialize)]
struct Round {
    recording: f64,
    posting: f64,
}

/// Prints what each costs, then all as a line of JSON.
pub async fn bench(page: &Page) -> Result<()> {
    let browser = page.browser().name();
    let rounds: Vec<Round> = page
        .script_that_waits("return window.measureRecording(...parts)", [ROUNDS.into()])
        .await?;
    println!(
        "\none event in {browser}, in ns: the least, the median and the most of {ROUNDS} rounds (budget: {BUDGET})"
    );
    let row = |name: &str, value: fn(&Round) -> f64| {
        let [least, median, most] = spread(rounds.iter().map(value).collect());
        println!("{name:<22} {least:>9.1} {median:>9.1} {most:>9.1}");
    };
    row("recorded", |round| round.recording);
    row("posted", |round| round.posting);
    row("posted / recorded", |round| round.posting / round.recording);
    let results = trials::measure(page, "record").await?;
    println!(
        "{}",
        json!({ "bench": "record", "in": browser, "event": rounds, "results": results })
    );
    Ok(())
}
