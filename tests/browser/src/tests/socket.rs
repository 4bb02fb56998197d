//! A socket between two processes, and between two threads.

use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use browser_suite::browser::Browser;
use browser_suite::page::Page;
use browser_suite::view::{Status, View};
use serde::Deserialize;

use super::host::open_not_isolated;

super::tests!(
    each_item_crosses_once_and_in_order_as_messages,
    each_item_crosses_once_and_in_order_in_shared_memory,
    the_link_has_all_parameters,
    a_slow_reader_stops_a_fast_writer,
    a_slow_reader_stops_a_fast_writer_in_shared_memory,
    what_was_so_can_be_looked_at_afterwards,
    killing_the_consumer_resets_the_producer,
    a_thread_cannot_be_killed,
    stop_ends_it_wherever_it_is,
    without_shared_memory_it_runs_with_messages,
    sixty_four_mebibytes_pass_with_flat_memory,
);

const SOCKET: &str = include_str!("../scripts/socket.js");
/// Quick, and as it stands in the course but for that.
const QUICK: &str = "lab=socket&speed=16";
/// The writer sends at once, the reader sleeps for many seconds after its first item.
const SLOW: &str = "lab=socket&producer_delay=0&consumer_delay=10&seed=1";
/// A frame's length before its contents.
const PREFIX: u64 = 4;

/// What the page shows of the connection.
#[derive(Clone, Debug, Deserialize)]
struct Shown {
    to_send: u64,
    in_flight: u64,
    to_receive: u64,
    credit: u64,
    lost: u64,
    taken: u64,
    received: u64,
    broken: bool,
    receives: u64,
    portions: Vec<u64>,
    from: End,
    to: End,
}

#[derive(Clone, Debug, Deserialize)]
struct End {
    words: String,
    reset: bool,
    memory: Option<u64>,
    memory_first: Option<u64>,
}

async fn shown(page: &Page) -> Result<Shown> {
    let shown: Option<Shown> = page.script(SOCKET, []).await?;
    shown.context("the page should show a connection")
}

/// Waits until the connection is as wanted.
async fn until(page: &Page, what: &str, wanted: impl Fn(&Shown) -> bool) -> Result<Shown> {
    let mut last = None;
    for _ in 0..500 {
        last = page.script::<Option<Shown>>(SOCKET, []).await?;
        if let Some(shown) = last.as_ref().filter(|shown| wanted(shown)) {
            return Ok(shown.clone());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    bail!("waited for {what}; the page shows {last:?}")
}

/// The items in lines such as "Consumed 3 (receive buffer = 7 bytes)", and the numbers of bytes.
fn items(view: &View, name: &str, verb: &str, buffer: &str) -> Result<Vec<(u32, u64)>> {
    let lane = view.lanes.iter().find(|lane| lane.name == name);
    let actor = lane
        .with_context(|| format!("there should be a {name}"))?
        .actor;
    let lines = view.printed_by(actor);
    let parsed = lines.iter().map(|line| {
        let rest = line.strip_prefix(verb)?.strip_prefix(' ')?;
        let (item, rest) = rest.split_once(&format!(" ({buffer} buffer = "))?;
        let bytes = rest.trim_end_matches('\n').strip_suffix(" bytes)")?;
        Some((item.parse().ok()?, bytes.parse().ok()?))
    });
    let parsed: Option<Vec<_>> = parsed.collect();
    parsed.with_context(|| format!("{name} should print its items only, it printed {lines:?}"))
}

async fn crosses(page: &Page, transport: &str) -> Result<View> {
    page.open(&format!("{QUICK}&transport={transport}")).await?;
    let view = page.finish().await?;
    let produced = items(&view, "producer", "Produced", "send")?;
    let consumed = items(&view, "consumer", "Consumed", "receive")?;
    let numbers = |items: &[(u32, u64)]| items.iter().map(|&(item, _)| item).collect::<Vec<_>>();
    ensure!(produced.len() == 10, "ten items should be produced");
    ensure!(
        numbers(&produced) == numbers(&consumed),
        "what was produced should be consumed: {produced:?}, {consumed:?}"
    );
    ensure!(
        produced
            .iter()
            .all(|&(item, bytes)| (1..=10).contains(&item) && bytes <= 64)
            && consumed.iter().all(|&(_, bytes)| bytes <= 48),
        "items are from 1 to 10, and buffers hold no more than they can: {produced:?}, {consumed:?}"
    );
    let shown = shown(page).await?;
    let all = 10 * (PREFIX + 20);
    ensure!(
        (shown.taken, shown.received, shown.lost) == (all, all, 0),
        "all {all} bytes should have been received: {shown:?}"
    );
    ensure!(
        shown.receives >= all.div_ceil(7)
            && shown.portions.iter().all(|bytes| (1..=7).contains(bytes)),
        "it should have been at the most seven bytes at a time: {shown:?}"
    );
    Ok(view)
}

async fn each_item_crosses_once_and_in_order_as_messages(page: &Page) -> Result<()> {
    let view = crosses(page, "messages").await?;
    ensure!(
        view.memories.iter().all(|memory| memory.space != 0),
        "processes share no memory: {:?}",
        view.memories
    );
    Ok(())
}

async fn each_item_crosses_once_and_in_order_in_shared_memory(page: &Page) -> Result<()> {
    let view = crosses(page, "shared-memory").await?;
    ensure!(
        view.memories.iter().any(|memory| memory.space == 0),
        "threads share a memory: {:?}",
        view.memories
    );
    Ok(())
}

async fn the_link_has_all_parameters(page: &Page) -> Result<()> {
    let link = "lab=socket&transport=shared-memory&items=3&producer_delay=0.25&consumer_delay=0&item_bytes=2\
                &send_buffer=5&receive_buffer=6&receive_bytes=1&seed=7&speed=4";
    let view = page.open(link).await?;
    for (name, value) in [
        ("transport", "shared-memory"),
        ("items", "3"),
        ("producer_delay", "0.25"),
        ("item_bytes", "2"),
        ("send_buffer", "5"),
        ("receive_buffer", "6"),
        ("receive_bytes", "1"),
        ("seed", "7"),
        ("speed", "4"),
    ] {
        let shown = view.fields.get(name).map(|field| field.value.as_str());
        ensure!(
            shown == Some(value),
            "{name} should be {value}, it is {shown:?}"
        );
    }
    let view = page.finish().await?;
    let consumed = items(&view, "consumer", "Consumed", "receive")?;
    ensure!(consumed.len() == 3, "three items: {consumed:?}");
    // The same seed, the same items, whatever carries them.
    page.choose("Transport", "Messages").await?;
    let again = page.finish().await?;
    let again = items(&again, "consumer", "Consumed", "receive")?;
    let numbers = |items: &[(u32, u64)]| items.iter().map(|&(item, _)| item).collect::<Vec<_>>();
    ensure!(
        numbers(&again) == numbers(&consumed),
        "{again:?}, {consumed:?}"
    );
    Ok(())
}

async fn a_slow_reader_stops_a_fast_writer(page: &Page) -> Result<()> {
    page.open(SLOW).await?;
    // A process's send buffer fills besides.
    stops_the_writer(page, |shown| shown.to_send == 64).await
}

async fn a_slow_reader_stops_a_fast_writer_in_shared_memory(page: &Page) -> Result<()> {
    page.open(&format!("{SLOW}&transport=shared-memory"))
        .await?;
    stops_the_writer(page, |_| true).await
}

/// Runs until the writer waits, with no credit left, for a reader that has its first item. The receive buffer, or for a
/// thread that sleeps what is on its way to it, is then in use by more than half: a reader gives credit as soon as half of the
/// 48 bytes are free. It takes some looks until that is so, as the credit for the first item has its own way to go.
async fn stops_the_writer(page: &Page, full: impl Fn(&Shown) -> bool) -> Result<()> {
    page.start().await?;
    let shown = until(
        page,
        "the writer to wait, more than half of the receive buffer in use and no credit left",
        |shown| {
            let there = shown.to_receive + shown.in_flight;
            shown.from.words.contains("room")
                && shown.received > PREFIX + 20
                && shown.credit == 0
                && (25..=48).contains(&there)
                && full(shown)
        },
    )
    .await?;
    ensure!(
        shown.taken == shown.to_send + shown.in_flight + shown.to_receive + shown.received,
        "each byte should be in one place: {shown:?}"
    );
    page.press("Stop").await?;
    page.until("the end", |view| view.status == Status::Stopped)
        .await
        .map(drop)
}

async fn what_was_so_can_be_looked_at_afterwards(page: &Page) -> Result<()> {
    page.open(QUICK).await?;
    let end = page.finish().await?.moment.context("a moment")?.of;
    let script = "const scrub = document.querySelector('#scrub'); scrub.value = arguments[0];
                  scrub.dispatchEvent(new Event('input', { bubbles: true }));";
    let mut received = Vec::new();
    for share in [1, 2, 3, 4] {
        page.script::<serde_json::Value>(script, [(end * share / 4).into()])
            .await?;
        page.until("the moment", |view| {
            view.moment
                .is_some_and(|moment| moment.at == end * share / 4)
        })
        .await?;
        let shown = shown(page).await?;
        ensure!(
            shown.taken == shown.to_send + shown.in_flight + shown.to_receive + shown.received,
            "each byte should be in one place: {shown:?}"
        );
        received.push(shown.received);
    }
    ensure!(
        received.is_sorted() && received[0] < received[2] && received[3] == 240,
        "more and more should have been received: {received:?}"
    );
    Ok(())
}

async fn killing_the_consumer_resets_the_producer(page: &Page) -> Result<()> {
    page.open("lab=socket&producer_delay=0.1&consumer_delay=0.1&items=1000")
        .await?;
    for _ in 0..2 {
        let run = page.start().await?;
        page.until("items", |view| view.console.contains("Consumed"))
            .await?;
        let workers = page.view().await?.engine.context("an engine")?.workers;
        ensure!(workers == 3, "three workers, not {workers}");
        page.press("Kill the consumer").await?;
        let view = page.end_of(run).await?;
        ensure!(
            view.status == Status::Finished,
            "the run should end in order, it is {:?}",
            view.status
        );
        ensure!(
            view.console
                .contains("The consumer is gone: connection reset by peer"),
            "the producer should say that it saw the reset: {}",
            view.console
        );
        ensure!(view.console.contains("Consumed"), "what was printed stays");
        ensure!(
            view.lanes.iter().all(|lane| lane.to.is_some()),
            "every lane should have an end"
        );
        let shown = shown(page).await?;
        ensure!(
            shown.broken && shown.from.reset && shown.to.words.contains("was killed"),
            "the page should show it: {shown:?}"
        );
        let workers = view.engine.context("an engine")?.workers;
        ensure!(
            workers == 0,
            "no worker should be left, there are {workers}"
        );
    }
    Ok(())
}

async fn a_thread_cannot_be_killed(page: &Page) -> Result<()> {
    page.open(&format!("{SLOW}&transport=shared-memory"))
        .await?;
    page.start().await?;
    let view = page
        .until("items", |view| view.console.contains("Consumed"))
        .await?;
    ensure!(
        view.buttons.get("Kill the consumer") == Some(&false),
        "the button should be there and not be offered: {:?}",
        view.buttons
    );
    page.press("Stop").await?;
    page.until("the end", |view| view.status == Status::Stopped)
        .await
        .map(drop)
}

async fn stop_ends_it_wherever_it_is(page: &Page) -> Result<()> {
    for transport in ["messages", "shared-memory"] {
        page.open(&format!("{SLOW}&transport={transport}")).await?;
        for pause in [0, 60, 150, 400] {
            page.start().await?;
            tokio::time::sleep(Duration::from_millis(pause)).await;
            page.press("Stop").await?;
            page.until("the end", |view| view.status == Status::Stopped)
                .await?;
        }
    }
    Ok(())
}

async fn without_shared_memory_it_runs_with_messages(page: &Page) -> Result<()> {
    // WebKitGTK, told to have shared memory, has it on every page.
    if page.browser() == Browser::Webkit {
        return Ok(());
    }
    open_not_isolated(page, QUICK).await?;
    let view = page.finish().await?;
    ensure!(
        items(&view, "consumer", "Consumed", "receive")?.len() == 10,
        "ten items should be consumed"
    );
    page.choose("Transport", "Shared memory").await?;
    let view = page
        .until("the reason", |view| !view.alerts.is_empty())
        .await?;
    ensure!(
        view.alerts
            .iter()
            .any(|alert| alert.contains("needs threads") && alert.contains("Messages"))
            && view.buttons.get("Run") == Some(&false),
        "the page should say why not, and what else there is: {:?}",
        view.alerts
    );
    page.choose("Transport", "Messages").await?;
    page.finish().await.map(drop)
}

async fn sixty_four_mebibytes_pass_with_flat_memory(page: &Page) -> Result<()> {
    let size = (64 << 20) / 1024 - PREFIX;
    page.open(&format!(
        "lab=socket&items=1024&item_bytes={size}&send_buffer=65536&receive_buffer=65536&receive_bytes=65536\
         &producer_delay=0&consumer_delay=0"
    ))
    .await?;
    let view = page.finish().await?;
    let consumed = items(&view, "consumer", "Consumed", "receive")?;
    ensure!(consumed.len() == 1024, "all items, not {}", consumed.len());
    let shown = shown(page).await?;
    ensure!(shown.received == 64 << 20, "64 MiB: {shown:?}");
    for end in [&shown.from, &shown.to] {
        let (Some(first), Some(last)) = (end.memory_first, end.memory) else {
            bail!("the memory of both should be shown: {end:?}");
        };
        // Two buffers, a message on its way in and one on its way out, a frame; each doubles as it grows.
        ensure!(
            last - first <= 1 << 20,
            "its memory should be flat, it grew from {first} to {last} bytes"
        );
    }
    Ok(())
}
