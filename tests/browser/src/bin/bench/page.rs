//! A first visit: what is loaded, which the servers tell, and the time until the first run has ended, against a page with
//! Pyodide that runs the same program.

use anyhow::{Result, bail, ensure};
use browser_suite::browser::Browser;
use browser_suite::session::Session;
use browser_suite::sites::Sites;
use serde_json::json;

use crate::spread;

const ROUNDS: usize = 5;
/// The first lab of the course.
const FIRST: &str = "#lab=threads";
/// A lab in Rust that prints what the cell prints in Python.
const MINIMUM: &str = "#lab=minimum&pace=0";
const PRINTED: &str = "10\n4\n4\n-1\n";

/// Waits until Run can be pressed.
const READY: &str = "
    const run = () => [...document.querySelectorAll('button')].find((each) => each.textContent.trim() === 'Run');
    while (run()?.disabled !== false) await new Promise((resolve) => setTimeout(resolve, 4));
    return performance.now();";
/// Presses it and waits until everything is printed; tells how long after the page was asked for.
const RUN: &str = "
    const [expected, output] = parts;
    const run = () => [...document.querySelectorAll('button')].find((each) => each.textContent.trim() === 'Run');
    while (run()?.disabled !== false) await new Promise((resolve) => setTimeout(resolve, 4));
    run().click();
    while (document.querySelector(output)?.textContent !== expected) {
        await new Promise((resolve) => setTimeout(resolve, 4));
    }
    return performance.now();";

/// What is measured by `what`; see `xtask/src/bench/page.rs`.
pub async fn bench(what: &str) -> Result<()> {
    let [ours, pyodide] = Sites::packed()?;
    match what {
        "weight" => weight(&ours).await,
        "first-run" => {
            first_run(Browser::Chromium, &ours, MINIMUM, "#console").await?;
            first_run(Browser::Chromium, &pyodide, "", "pre").await?;
            Ok(())
        }
        "time" => {
            for browser in Browser::chosen()? {
                time(browser, &ours, &pyodide).await?;
            }
            Ok(())
        }
        other => bail!("there is nothing to measure called {other:?}"),
    }
}

async fn weight(site: &Sites) -> Result<()> {
    let session = Session::start(Browser::Chromium, site).await?;
    let page = session.page();
    let visited = async {
        page.web().goto(format!("{}{FIRST}", site.isolated)).await?;
        // What the service worker keeps for later comes after that.
        page.script_that_waits::<f64>(READY, []).await
    }
    .await;
    session.end().await;
    visited.map(drop)
}

/// Milliseconds, in a browser that has seen nothing before.
async fn first_run(browser: Browser, site: &Sites, hash: &str, output: &str) -> Result<f64> {
    let session = Session::start(browser, site).await?;
    let page = session.page();
    let visited = async {
        page.web().goto(format!("{}{hash}", site.isolated)).await?;
        page.script_that_waits::<f64>(RUN, [PRINTED.into(), output.into()])
            .await
    }
    .await;
    session.end().await;
    visited
}

async fn time(browser: Browser, ours: &Sites, pyodide: &Sites) -> Result<()> {
    let mut rounds: Vec<[f64; 2]> = Vec::new();
    for _ in 0..ROUNDS {
        rounds.push([
            first_run(browser, ours, MINIMUM, "#console").await?,
            first_run(browser, pyodide, "", "pre").await?,
        ]);
    }
    ensure!(!rounds.is_empty());
    let name = browser.name();
    println!(
        "\nms from a first visit to the end of the first run of the minimum in {name}: least, median, most of {ROUNDS} rounds"
    );
    let row = |what: &str, values: Vec<f64>| {
        let [least, median, most] = spread(values);
        println!("{what:<16} {least:>9.1} {median:>9.1} {most:>9.1}");
        [least, median, most]
    };
    let ours = row("this page", rounds.iter().map(|round| round[0]).collect());
    let pyodide = row("Pyodide", rounds.iter().map(|round| round[1]).collect());
    let ratio = row(
        "Pyodide / ours",
        rounds.iter().map(|round| round[1] / round[0]).collect(),
    );
    println!(
        "{}",
        json!({ "bench": "page time", "in": name, "ms": ours, "pyodide ms": pyodide, "ratio": ratio })
    );
    Ok(())
}
