//! What recording an event costs in each browser, against posting it to the page, both measured in the same run.

use std::process::ExitCode;

use anyhow::Result;
use browser_suite::browser::Browser;
use browser_suite::process;
use browser_suite::session::Session;
use browser_suite::sites::Sites;
use serde::Deserialize;

const ROUNDS: u32 = 7;
/// What recording an event may cost, in nanoseconds.
const BUDGET: f64 = 100.0;

/// Nanoseconds per event.
#[derive(Deserialize)]
struct Round {
    recording: f64,
    posting: f64,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    process::end_on_signal()?;
    let sites = Sites::from_environment()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    println!(
        "one event, in ns: the least, the median and the most of {ROUNDS} rounds (budget: {BUDGET})"
    );
    for browser in Browser::chosen()? {
        let rounds = runtime.block_on(measure(browser, &sites))?;
        let row = |name: &str, value: fn(&Round) -> f64| {
            let [least, median, most] = spread(rounds.iter().map(value).collect());
            println!(
                "{:<10} {name:<22} {least:>9.1} {median:>9.1} {most:>9.1}",
                browser.name()
            );
        };
        row("recorded", |round| round.recording);
        row("posted", |round| round.posting);
        row("posted / recorded", |round| round.posting / round.recording);
    }
    Ok(())
}

async fn measure(browser: Browser, sites: &Sites) -> Result<Vec<Round>> {
    let session = Session::start(browser, sites).await?;
    let page = session.page();
    page.web().goto(sites.isolated.as_str()).await?;
    let rounds = page
        .script_that_waits("return window.measureRecording(...parts)", [ROUNDS.into()])
        .await;
    session.end().await;
    rounds
}

/// The least, the median and the greatest.
fn spread(mut values: Vec<f64>) -> [f64; 3] {
    values.sort_by(f64::total_cmp);
    [
        values[0],
        values[values.len() / 2],
        values[values.len() - 1],
    ]
}
