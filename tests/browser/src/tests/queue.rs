//! Producers and consumers with a bounded queue between them.

use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use browser_suite::page::Page;
use browser_suite::view::{Status, View};
use serde::Deserialize;
use serde_json::json;
use thirtyfour::By;

super::tests!(
    ten_items_are_told_of_by_both_in_the_same_order,
    the_same_seed_makes_the_same_items,
    four_and_four_lose_and_double_nothing,
    #[alone]
    a_stop_in_the_middle_loses_and_doubles_nothing,
    who_must_wait_sleeps,
    #[alone]
    who_must_wait_polls_if_told_so,
    #[alone]
    stop_ends_waiting_and_polling_at_once,
    the_slots_and_the_waiters_are_as_the_trace_says_at_every_moment,
    the_settings_of_a_link_are_used,
    bad_settings_are_told,
    the_table_of_all_puts_and_gets_opens,
);

const QUEUE: &str = include_str!("../scripts/queue.js");
const STOP: &str = include_str!("../scripts/stop.js");
/// No run here takes longer than it must.
const QUICK: &str = "lab=queue&speed=16";

/// What the script tells.
#[derive(Debug, Deserialize)]
struct Queue {
    moments: Vec<Moment>,
    now: Shown,
    events: Vec<Event>,
}

#[derive(Debug, Deserialize)]
struct Moment {
    count: usize,
    shown: Shown,
}

/// What the panel shows.
#[derive(Debug, Deserialize)]
struct Shown {
    words: Option<String>,
    slots: Vec<Slot>,
    waiters: Vec<Waiter>,
    rows: Vec<Row>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq)]
struct Slot {
    item: Option<i64>,
    producer: Option<u32>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
struct Waiter {
    actor: u32,
    awaited: String,
    polling: bool,
}

#[derive(Debug, Deserialize)]
struct Row {
    actor: u32,
    polls: u64,
    /// In milliseconds.
    running: f64,
    /// In milliseconds.
    waiting: f64,
}

/// An event of the trace, as it came from the engine.
#[derive(Debug, Deserialize)]
struct Event {
    kind: String,
    actor: u32,
    detail: usize,
    number: Option<f64>,
}

impl Event {
    fn item(&self) -> Option<i64> {
        self.number.map(|number| number as i64)
    }
}

impl Queue {
    async fn read(page: &Page, counts: &[usize]) -> Result<Self> {
        page.script_that_waits(QUEUE, [json!(counts)]).await
    }

    fn row(&self, actor: u32) -> Result<&Row> {
        let mut rows = self.now.rows.iter();
        rows.find(|row| row.actor == actor)
            .with_context(|| format!("there should be a row of actor {actor}"))
    }

    fn items(&self, kind: &str, actor: Option<u32>) -> Vec<i64> {
        let own = self
            .events
            .iter()
            .filter(|event| event.kind == kind && actor.is_none_or(|actor| event.actor == actor));
        own.filter_map(Event::item).collect()
    }
}

/// The slots after so many events, by these alone. Fails if a slot was filled twice or emptied twice.
fn replay(events: &[Event]) -> Result<Vec<Slot>> {
    let mut slots = Vec::new();
    for event in events {
        match event.kind.as_str() {
            "capacity" => slots.resize(event.item().unwrap_or(0) as usize, Slot::default()),
            "put" => {
                let slot = slots.get_mut(event.detail).context("no such slot")?;
                ensure!(slot.item.is_none(), "{event:?} into a full slot, {slot:?}");
                *slot = Slot {
                    item: event.item(),
                    producer: Some(event.actor),
                };
            }
            "get" => {
                let slot = slots.get_mut(event.detail).context("no such slot")?;
                ensure!(
                    slot.item.is_some() && slot.item == event.item(),
                    "{event:?} out of {slot:?}"
                );
                *slot = Slot::default();
            }
            _ => {}
        }
    }
    Ok(slots)
}

/// Who waits after these events: whose last event is a wait or an unanswered question.
fn waiting(events: &[Event]) -> Vec<Waiter> {
    let mut waiters: Vec<Waiter> = Vec::new();
    for event in events {
        waiters.retain(|waiter| waiter.actor != event.actor);
        if let ("wait" | "progress", 1 | 2) = (event.kind.as_str(), event.detail) {
            waiters.push(Waiter {
                actor: event.actor,
                awaited: ["room", "something"][event.detail - 1].to_owned(),
                polling: event.kind == "progress",
            });
        }
    }
    // As they stand on the page: first who waits for room.
    waiters.sort_by(|a, b| (&a.awaited, a.actor).cmp(&(&b.awaited, b.actor)));
    waiters
}

/// A line of the console, taken apart: the item, and the length of the queue. Nothing if it is another line.
fn told(line: &str, verb: &str) -> Option<(i64, usize)> {
    let rest = line.strip_prefix(verb)?.strip_prefix(' ')?;
    let (item, rest) = rest.split_once(" (queue length = ")?;
    let length = rest.strip_suffix(')')?;
    Some((item.parse().ok()?, length.parse().ok()?))
}

/// The items that the console tells of with this verb.
fn told_items(console: &str, verb: &str) -> Vec<i64> {
    let all = console.lines().filter_map(|line| told(line, verb));
    all.map(|(item, _)| item).collect()
}

fn sorted(mut items: Vec<i64>) -> Vec<i64> {
    items.sort_unstable();
    items
}

async fn ten_items_are_told_of_by_both_in_the_same_order(page: &Page) -> Result<()> {
    page.open(QUICK).await?;
    let view = page.finish().await?;
    let mut made = Vec::new();
    for (actor, verb) in [(1, "Produced"), (2, "Consumed")] {
        let prints = view.printed_by(actor);
        ensure!(prints.len() == 10, "actor {actor} should print 10 times");
        let mut items = Vec::new();
        for print in prints {
            let line = print.strip_suffix('\n').context("one line each")?;
            let Some((item, length)) = told(line, verb) else {
                bail!("actor {actor} should tell of an item it {verb}, not {line:?}");
            };
            ensure!((1..=10).contains(&item), "items are from 1 to 10: {line}");
            ensure!(length <= 10, "the queue holds 10 at the most: {line}");
            items.push(item);
        }
        made.push(items);
    }
    ensure!(
        made[0] == made[1],
        "what was produced first should be consumed first: {made:?}"
    );
    let different = sorted(made[0].clone()).windows(2).any(|w| w[0] != w[1]);
    ensure!(different, "the items should be random: {made:?}");
    ensure!(
        view.console.lines().count() == 20,
        "nothing else should be printed: {:?}",
        view.console
    );
    for name in ["producer 1", "consumer 1"] {
        ensure!(view.lane(name).is_some(), "there should be a lane “{name}”");
    }
    Ok(())
}

async fn the_same_seed_makes_the_same_items(page: &Page) -> Result<()> {
    let mut runs = Vec::new();
    for seed in [5, 5, 6] {
        page.open(&format!("{QUICK}&seed={seed}")).await?;
        let view = page.finish().await?;
        runs.push(told_items(&view.console, "Produced"));
    }
    ensure!(runs[0] == runs[1], "the same seed, other items: {runs:?}");
    ensure!(runs[1] != runs[2], "another seed, the same items: {runs:?}");
    Ok(())
}

/// What was told of is what was put and got, and what was put was got or is still in the queue.
async fn check_conserved(page: &Page, view: &View) -> Result<Vec<Slot>> {
    ensure!(view.dropped.is_none(), "no event should be missing");
    let queue = Queue::read(page, &[]).await?;
    for (kind, verb) in [("put", "Produced"), ("get", "Consumed")] {
        let done = queue.items(kind, None);
        let printed = told_items(&view.console, verb);
        ensure!(
            sorted(done.clone()) == sorted(printed.clone()),
            "of each {kind} it should be told: {done:?}, {printed:?}"
        );
    }
    let slots = replay(&queue.events)?;
    let mut out = queue.items("get", None);
    out.extend(slots.iter().filter_map(|slot| slot.item));
    let puts = queue.items("put", None);
    ensure!(
        sorted(puts.clone()) == sorted(out.clone()),
        "{puts:?} were put, {out:?} were got or are there"
    );
    ensure!(
        queue.now.slots == slots,
        "the panel should show {slots:?}, it shows {:?}",
        queue.now.slots
    );
    Ok(slots)
}

async fn four_and_four_lose_and_double_nothing(page: &Page) -> Result<()> {
    for waiting in ["blocking", "polling"] {
        let link =
            "producers=4&consumers=4&items=10&capacity=3&producer_delay=0.2&consumer_delay=0.2";
        page.open(&format!("{QUICK}&{link}&waiting={waiting}"))
            .await?;
        let view = page.finish().await?;
        let slots = check_conserved(page, &view).await?;
        ensure!(
            slots == [Slot::default(); 3],
            "at the end the queue should be empty: {slots:?}"
        );
        for producer in 1..=4 {
            let own = view.printed_by(producer).len();
            ensure!(
                own == 10,
                "producer {producer} should tell of 10, not {own}"
            );
        }
        let consumed = told_items(&view.console, "Consumed").len();
        ensure!(
            consumed == 40,
            "40 items should be consumed, not {consumed}"
        );
    }
    Ok(())
}

async fn a_stop_in_the_middle_loses_and_doubles_nothing(page: &Page) -> Result<()> {
    let mut left = 0;
    for (items, waiting) in [(3, "blocking"), (9, "polling"), (14, "blocking")] {
        // It would last some 14 s: where polling keeps all cores busy, it takes a while until the page is told to press Stop.
        let link =
            "producers=3&consumers=2&items=50&capacity=4&producer_delay=1.5&consumer_delay=3";
        page.open(&format!("{QUICK}&{link}&waiting={waiting}"))
            .await?;
        let run = page.start().await?;
        page.until("some items", |view| {
            told_items(&view.console, "Consumed").len() >= items
        })
        .await?;
        page.press("Stop").await?;
        let view = page.end_of(run).await?;
        ensure!(
            view.status == Status::Stopped,
            "the run should be stopped, it is {:?}",
            view.status
        );
        let slots = check_conserved(page, &view).await?;
        left += slots.iter().filter(|slot| slot.item.is_some()).count();
    }
    ensure!(
        left > 0,
        "the producers are faster: something should be left"
    );
    Ok(())
}

/// A producer that fills the two slots at once, and a consumer that takes its time, of which there is enough for any look.
const SLOW_CONSUMER: &str = "items=50&capacity=2&producer_delay=0&consumer_delay=10&seed=2";

/// Runs until the producer is seen to wait for room, sleeping or polling, and its row is as `wanted`; then stops.
async fn sees_it_wait(page: &Page, polling: bool, wanted: impl Fn(&Row) -> bool) -> Result<()> {
    let expected = Waiter {
        actor: 1,
        awaited: "room".to_owned(),
        polling,
    };
    let run = page.start().await?;
    let mut last = None;
    let seen = until(async || {
        let queue = Queue::read(page, &[]).await?;
        let waits = queue.now.waiters.contains(&expected);
        let seen = waits && queue.row(1).is_ok_and(&wanted);
        last = Some(queue.now);
        Ok(seen)
    });
    let seen = seen.await?;
    ensure!(seen, "{expected:?} should be seen; the page shows {last:?}");
    page.press("Stop").await?;
    page.end_of(run).await.map(drop)
}

async fn who_must_wait_sleeps(page: &Page) -> Result<()> {
    page.open(&format!("lab=queue&{SLOW_CONSUMER}")).await?;
    sees_it_wait(page, false, |row| row.waiting > 2.0 * row.running).await?;
    let queue = Queue::read(page, &[]).await?;
    let row = queue.row(1)?;
    ensure!(row.polls == 0, "it should not ask: {row:?}");
    Ok(())
}

async fn who_must_wait_polls_if_told_so(page: &Page) -> Result<()> {
    page.open(&format!("lab=queue&{SLOW_CONSUMER}&waiting=polling"))
        .await?;
    // It runs, and all that it does is to ask.
    sees_it_wait(page, true, |row| {
        row.polls > 10_000 && row.running > 10.0 * row.waiting.max(1.0)
    })
    .await?;
    let words: String = page
        .script(
            "return document.querySelector('.queue-cost').textContent",
            [],
        )
        .await?;
    ensure!(
        words.contains("in vain") && words.contains("keeps a core busy"),
        "the page should say what polling does: {words}"
    );
    Ok(())
}

async fn stop_ends_waiting_and_polling_at_once(page: &Page) -> Result<()> {
    #[derive(Debug, Deserialize)]
    struct Stopped {
        status: Status,
        time: Option<f64>,
    }
    for waiting in ["blocking", "polling"] {
        page.open(&format!(
            "lab=queue&capacity=1&items=50&producer_delay=0&consumer_delay=5&waiting={waiting}"
        ))
        .await?;
        // The best of some: other programs on the machine can make Stop slower, but nothing makes it faster than it is.
        let mut best = f64::INFINITY;
        let mut tries = 0;
        while tries < 3 || (best > 200.0 && tries < 12) {
            tries += 1;
            let arguments = [json!(["producer 1", "consumer 1"]), json!(true)];
            let stopped: Stopped = page.script_that_waits(STOP, arguments).await?;
            ensure!(
                stopped.status == Status::Stopped,
                "the run should be stopped: {stopped:?}"
            );
            best = best.min(stopped.time.unwrap_or(f64::INFINITY));
        }
        ensure!(
            best <= 200.0,
            "{waiting}: Stop should end the run within 200 ms, it took {best:.0}"
        );
    }
    Ok(())
}

/// Looks until it is so, for as long as a busy machine may need.
async fn until(mut look: impl AsyncFnMut() -> Result<bool>) -> Result<bool> {
    for _ in 0..1500 {
        if look().await? {
            return Ok(true);
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    Ok(false)
}

async fn the_slots_and_the_waiters_are_as_the_trace_says_at_every_moment(
    page: &Page,
) -> Result<()> {
    for waiting_mode in ["blocking", "polling"] {
        let link = "producers=2&consumers=2&items=6&capacity=3&consumer_delay=0.8";
        page.open(&format!("{QUICK}&{link}&waiting={waiting_mode}"))
            .await?;
        let end = page.finish().await?;
        let all = end.moment.context("there should be moments")?.of as usize;
        // Backwards one by one, then forwards by leaps.
        let counts: Vec<usize> = (0..=all).rev().chain((0..all).step_by(13)).collect();
        let queue = Queue::read(page, &counts).await?;
        ensure!(queue.events.len() == all, "the trace should be that one");
        let mut fullest = 0;
        for Moment { count, shown } in &queue.moments {
            let so_far = &queue.events[..*count];
            let slots = replay(so_far)?;
            // The panel shows the queue once it is declared, which is before it has slots.
            ensure!(
                shown.slots == slots,
                "after {count} events the slots should be {slots:?}, they are {:?}",
                shown.slots
            );
            let waiters = waiting(so_far);
            ensure!(
                shown.waiters == waiters,
                "after {count} events {waiters:?} should wait, not {:?}",
                shown.waiters
            );
            let length = slots.iter().filter(|slot| slot.item.is_some()).count();
            fullest = fullest.max(length);
            if let Some(words) = &shown.words {
                ensure!(
                    words.starts_with(&format!("{length} of {} slot", slots.len())),
                    "after {count} events the length is {length}, not: {words}"
                );
            }
        }
        ensure!(fullest > 0, "something should be seen in the queue");
    }
    Ok(())
}

async fn the_settings_of_a_link_are_used(page: &Page) -> Result<()> {
    let settings = [
        ("producers", "2"),
        ("consumers", "3"),
        ("items", "4"),
        ("capacity", "5"),
        ("producer_delay", "0.1"),
        ("consumer_delay", "0.05"),
        ("waiting", "polling"),
        ("seed", "42"),
    ];
    let link: Vec<String> = settings
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let view = page.open(&format!("{QUICK}&{}", link.join("&"))).await?;
    for (name, value) in settings {
        let field = view.field(name).context("there should be such a field")?;
        ensure!(field.value == value && !field.invalid, "{name}: {field:?}");
    }
    let view = page.finish().await?;
    let names: Vec<&str> = view.lanes.iter().map(|lane| lane.name.as_str()).collect();
    ensure!(
        names
            == [
                "main",
                "producer 1",
                "producer 2",
                "consumer 1",
                "consumer 2",
                "consumer 3"
            ],
        "the actors are {names:?}"
    );
    let queue = Queue::read(page, &[]).await?;
    ensure!(queue.now.slots.len() == 5, "there should be five slots");
    ensure!(
        told_items(&view.console, "Produced").len() == 8,
        "two producers of four items make eight"
    );
    Ok(())
}

async fn bad_settings_are_told(page: &Page) -> Result<()> {
    let view = page
        .open(&format!(
            "{QUICK}&producers=5&consumers=0&capacity=2.5&producer_delay=-1&waiting=hoping&seed=x"
        ))
        .await?;
    for (name, told, default) in [
        ("producers", "too large", "1"),
        ("consumers", "too small", "1"),
        ("capacity", "not a whole number", "10"),
        ("producer_delay", "too small", "0.5"),
        ("waiting", "none of the choices", "blocking"),
        ("seed", "not a number", "1"),
    ] {
        let field = view.field(name).context("there should be such a field")?;
        let problem = field.problem.as_deref().unwrap_or("nothing");
        ensure!(
            field.invalid && problem.contains(told) && problem.contains(default),
            "at {name} it should say “{told}” and “{default}”, it says: {problem}"
        );
    }
    let view = page.finish().await?;
    let queue = Queue::read(page, &[]).await?;
    ensure!(
        queue.now.slots.len() == 10 && told_items(&view.console, "Consumed").len() == 10,
        "the defaults should stand in"
    );
    Ok(())
}

async fn the_table_of_all_puts_and_gets_opens(page: &Page) -> Result<()> {
    page.open(QUICK).await?;
    page.finish().await?;
    let summary = page.web().find(By::Css("il-queue summary")).await?;
    summary.focus().await?;
    page.key(thirtyfour::Key::Enter).await?;
    let rows = async || -> Result<bool> {
        let rows = page
            .web()
            .find_all(By::Css("il-queue .steps tbody tr"))
            .await?;
        Ok(rows.len() == 20)
    };
    ensure!(
        until(rows).await?,
        "the table should have each put and each get"
    );
    Ok(())
}
