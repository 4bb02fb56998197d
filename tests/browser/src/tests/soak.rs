//! Hundreds of starts, stops and kills over all labs, and nothing piles up.

use anyhow::{Context, Result, ensure};
use browser_suite::browser::Browser;
use browser_suite::labs;
use browser_suite::page::Page;
use serde::Deserialize;
use serde_json::json;

super::tests!(what_was_started_and_ended_leaves_nothing_behind);

const SOAK: &str = include_str!("../scripts/soak.js");
/// Fully in the browser that can be looked into; in the others, enough for what grows to be seen.
const STARTS: [usize; 2] = [300, 60];

#[derive(Debug, Deserialize)]
struct Soaked {
    starts: usize,
    stops: usize,
    kills: usize,
    workers: u32,
    bytes: f64,
}

/// What Chromium counts.
#[derive(Debug)]
struct Counts {
    listeners: f64,
    nodes: f64,
    heap: f64,
}

async fn what_was_started_and_ended_leaves_nothing_behind(page: &Page) -> Result<()> {
    page.open("").await?;
    let names = labs::all(page).await?;
    let links: Vec<String> = names.iter().map(|name| format!("lab={name}")).collect();
    // Once round, so that whatever is made once is there.
    let round = |starts: usize| [json!(links), json!(starts)];
    let warm: Soaked = page.script_that_waits(SOAK, round(2 * links.len())).await?;
    let chromium = page.browser() == Browser::Chromium;
    let before = if chromium {
        Some(counts(page).await?)
    } else {
        None
    };
    let starts = STARTS[usize::from(!chromium)];
    let soaked: Soaked = page.script_that_waits(SOAK, round(starts)).await?;
    println!("{} after {warm:?}: {soaked:?}", page.browser().name());
    ensure!(
        soaked.starts == starts && soaked.stops > 0 && soaked.kills > 0,
        "there should be {starts} starts: {soaked:?}"
    );
    ensure!(
        soaked.workers <= warm.workers && soaked.bytes <= warm.bytes,
        "workers and memory should be as before: {warm:?}, then {soaked:?}"
    );
    if let Some(before) = before {
        let after = counts(page).await?;
        println!("{before:?}, then {after:?}");
        ensure!(
            after.listeners <= before.listeners * 1.1 + 50.0
                && after.nodes <= before.nodes * 1.25 + 500.0
                && after.heap <= before.heap * 1.25 + 4e6,
            "listeners, nodes and heap should be as before: {before:?}, then {after:?}"
        );
    }
    Ok(())
}

async fn counts(page: &Page) -> Result<Counts> {
    let tools = page.web().cdp();
    tools.send_raw("Performance.enable", json!({})).await?;
    tools.send_raw("HeapProfiler.enable", json!({})).await?;
    for _ in 0..2 {
        tools
            .send_raw("HeapProfiler.collectGarbage", json!({}))
            .await?;
    }
    let metrics = tools.send_raw("Performance.getMetrics", json!({})).await?;
    tools.send_raw("HeapProfiler.disable", json!({})).await?;
    let get = |name: &str| {
        let all = metrics["metrics"].as_array().into_iter().flatten();
        let mut found = all.filter(|metric| metric["name"] == name);
        found
            .next()
            .and_then(|metric| metric["value"].as_f64())
            .with_context(|| format!("Chromium does not count {name}"))
    };
    Ok(Counts {
        listeners: get("JSEventListeners")?,
        nodes: get("Nodes")?,
        heap: get("JSHeapUsedSize")?,
    })
}
