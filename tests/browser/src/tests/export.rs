//! What can be saved of a run: pictures, the trace, tables.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use browser_suite::page::Page;
use browser_suite::view::View;
use serde::Deserialize;
use serde_json::Value;

super::tests!(
    a_run_and_its_results_are_saved,
    an_exploration_is_saved_as_a_table,
);

const EXPORT: &str = include_str!("../scripts/export.js");

#[derive(Debug, Deserialize)]
struct File {
    r#type: String,
    text: String,
    drawn: Option<Drawn>,
    seen: Option<Seen>,
}

/// A picture as SVG.
#[derive(Debug, Deserialize)]
struct Drawn {
    wrong: String,
    root: String,
    names: Vec<String>,
    attributes: Vec<String>,
    texts: Vec<String>,
}

/// A picture in dots.
#[derive(Debug, Deserialize)]
struct Seen {
    width: u32,
    height: u32,
    colours: u32,
}

type Files = BTreeMap<String, File>;

/// Explores, and waits until there are outcomes to save.
const EXPLORE: &str = "
    const there = async (selector) => {
        for (const start = performance.now(); performance.now() - start < 30000; ) {
            const found = document.querySelector(selector);
            if (found !== null) return found;
            await new Promise((resolve) => setTimeout(resolve, 20));
        }
        throw new Error(`no ${selector}`);
    };
    (await there('[data-button=explore]')).click();
    await there('[data-export=outcomes]');";

async fn export(page: &Page) -> Result<Files> {
    page.script_that_waits(EXPORT, []).await
}

fn file<'a>(files: &'a Files, name: &str) -> Result<&'a File> {
    files
        .get(name)
        .with_context(|| format!("no {name} among {:?}", files.keys().collect::<Vec<_>>()))
}

async fn a_run_and_its_results_are_saved(page: &Page) -> Result<()> {
    page.open("lab=race&additions=50&subtractions=51").await?;
    page.finish().await?;
    page.press("Run 50 times").await?;
    page.until("some results", |view| counted(view) >= 3)
        .await?;
    page.press("Stop").await?;
    let view = page
        .until("the end of the runs", |view| {
            let ended = view.series.as_ref().is_some_and(|series| !series.running);
            ended && view.status.is_end()
        })
        .await?;
    let done = counted(&view);
    let files = export(page).await?;

    let timeline = check_picture(&files, "interleave-race-timeline")?;
    for text in ["main", "task 1", "task 2", "time"] {
        ensure!(
            timeline.texts.iter().any(|each| each == text),
            "{timeline:?} lacks {text:?}"
        );
    }
    let histogram = check_picture(&files, "interleave-race-histogram")?;
    let words = format!("{done} runs");
    ensure!(
        histogram.texts.iter().any(|text| text.contains(&words)),
        "{histogram:?}"
    );

    check_trace(&file(&files, "interleave-race-trace.json")?.text)?;

    let trace = &file(&files, "interleave-race-trace.csv")?.text;
    ensure!(
        trace.starts_with("order,time_ms,actor,name,kind,object,value,detail,line\r\n"),
        "{trace}"
    );
    ensure!(trace.contains(",0,main,write,counter,10,"), "{trace}");
    let results = file(&files, "interleave-race-results.csv")?;
    ensure!(results.r#type.starts_with("text/csv"), "{results:?}");
    let mut lines = results.text.split_terminator("\r\n");
    ensure!(lines.next() == Some("counter,runs"), "{results:?}");
    let mut runs = 0;
    for line in lines {
        let (counter, times) = line.split_once(',').context("two fields in each line")?;
        counter.parse::<i64>()?;
        runs += times.parse::<u32>()?;
    }
    ensure!(runs == done, "{results:?} is of {runs} runs, not {done}");
    Ok(())
}

/// How many runs the histogram shows.
fn counted(view: &View) -> u32 {
    view.outcomes.iter().map(|outcome| outcome.count).sum()
}

/// The picture of this name, as SVG and in dots.
fn check_picture<'a>(files: &'a Files, name: &str) -> Result<&'a Drawn> {
    let vector = file(files, &format!("{name}.svg"))?;
    let drawn = vector.drawn.as_ref().context("it is no SVG")?;
    ensure!(
        drawn.wrong.is_empty() && drawn.root == "svg",
        "{}",
        drawn.wrong
    );
    for name in ["script", "style", "foreignObject", "image", "a", "use"] {
        ensure!(
            !drawn.names.iter().any(|each| each == name),
            "<{name}> in {drawn:?}"
        );
    }
    for name in &drawn.attributes {
        ensure!(
            !name.starts_with("on") && !name.contains("href"),
            "{name} in {drawn:?}"
        );
    }
    let dots = file(files, &format!("{name}.png"))?;
    let seen = dots.seen.as_ref().context("it is no PNG")?;
    ensure!(
        seen.width > 400 && seen.height > 100 && seen.colours > 4,
        "{name}: {seen:?}"
    );
    Ok(drawn)
}

/// A trace that Perfetto takes: each actor is a thread, and its slices do not overlap.
fn check_trace(text: &str) -> Result<()> {
    let trace: Value = serde_json::from_str(text).context("the trace is no JSON")?;
    let events = trace["traceEvents"].as_array().context("no events")?;
    let named: Vec<&str> = events
        .iter()
        .filter(|event| event["name"] == "thread_name")
        .filter_map(|event| event["args"]["name"].as_str())
        .collect();
    ensure!(
        named == ["0 · main", "1 · task 1", "2 · task 2"],
        "the threads are {named:?}"
    );
    let mut ends: BTreeMap<u64, f64> = BTreeMap::new();
    for slice in events.iter().filter(|event| event["ph"] == "X") {
        let thread = slice["tid"].as_u64().context("no thread")?;
        let begin = slice["ts"].as_f64().context("no time")?;
        let length = slice["dur"].as_f64().context("no duration")?;
        let end = ends.entry(thread).or_default();
        ensure!(begin >= *end - 0.002, "{slice} begins before {end}");
        *end = begin + length;
    }
    ensure!(ends.len() == 3, "slices of {} threads", ends.len());
    Ok(())
}

async fn an_exploration_is_saved_as_a_table(page: &Page) -> Result<()> {
    page.open("lab=race&engine=explore").await?;
    page.script_that_waits::<()>(EXPLORE, []).await?;
    let files = export(page).await?;
    let table = &file(&files, "interleave-race-outcomes.csv")?.text;
    let mut lines = table.split_terminator("\r\n");
    let header = lines.next().context("no header")?;
    ensure!(
        header
            == "outcome,counter,output,interleavings,probability,preemptions,witness,fewest_preemptions",
        "{header}"
    );
    ensure!(
        lines.count() > 1,
        "a race has more outcomes than one: {table}"
    );
    Ok(())
}
