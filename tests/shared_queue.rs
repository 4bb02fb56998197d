//! The queue that threads share: what its trace says is what happened, also when the run is stopped in the middle; and the lab
//! that is made of it.

use interleave::lab::{self, Program, Random, Values};
use interleave::queue::{GetError, PutError};
use interleave::sync::Stopped;
use interleave::thread::{Actor, Engine, Setup, SharedQueue};
use interleave::trace::{Awaited, Class, Decoder, Event, HEADER_WORDS, Kind, RING_WORDS, Value};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// An engine with so many parked workers besides the main one. Leaked, as the page's engine lives as long as its memory.
fn engine(workers: u32) -> &'static Engine {
    // An engine is larger than a test's stack.
    let engine = thread::Builder::new()
        .stack_size(64 << 20)
        .spawn(|| &*Box::leak(Box::new(Engine::new())))
        .expect("a thread")
        .join()
        .expect("an engine");
    for index in 1..=workers {
        thread::spawn(move || engine.serve(index, || true));
    }
    while engine.workers() < workers {
        thread::yield_now();
    }
    engine
}

/// An event with its actor, owned.
#[derive(Clone, Debug)]
struct Seen {
    actor: usize,
    kind: Kind,
    detail: u8,
    sequence: u32,
    object: u32,
    number: i64,
    text: String,
}

impl Seen {
    fn new(actor: usize, event: &Event<'_>) -> Self {
        let (number, text) = match event.value {
            Value::Int(number) => (number, ""),
            Value::Text(text) => (0, text),
            Value::None | Value::Float(_) => (0, ""),
        };
        Self {
            actor,
            kind: event.kind,
            detail: event.detail,
            sequence: event.sequence,
            object: event.object,
            number,
            text: text.to_owned(),
        }
    }
}

/// Words of a put or a get at the most: that it waits, that it wakes, and itself with its item.
const OPERATION_WORDS: usize = 3 * HEADER_WORDS + 1;

/// Words of a sleep: how long, and that it is over.
const SLEEP_WORDS: usize = 2 * HEADER_WORDS + 1;

/// How many items a run may have if each takes an actor so many words, whichever actor gets them and whenever the test
/// reads: all that one actor records fits its ring. A sixteenth of it is left for how the actor starts and ends.
const fn items_that_fit(words: usize) -> i64 {
    (RING_WORDS / 16 * 15 / words) as i64
}

/// Runs `program` and reads the rings meanwhile, as the page does. Gives all that was recorded, in order.
///
/// On a busy machine it may be long until the rings are read, so no program here records more than they hold.
fn record(
    engine: &'static Engine,
    setup: Setup,
    program: impl FnOnce(&Actor) -> Result<(), Stopped>,
) -> (Result<(), Stopped>, Vec<Seen>) {
    let mut words = vec![Vec::new(); engine.rings().len()];
    let mut read = || {
        for (ring, words) in engine.rings().iter().zip(&mut words) {
            ring.consumer()
                .expect("only the test reads")
                .pop_into(words);
        }
    };
    let over = AtomicBool::new(false);
    let result = thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(Ordering::Acquire) {
                read();
                thread::sleep(Duration::from_micros(200));
            }
            read();
        });
        let result = engine.run(setup, program);
        over.store(true, Ordering::Release);
        result
    });
    for ring in engine.rings() {
        assert_eq!(ring.dropped(), 0, "all that an actor records fits");
    }
    let mut seen = Vec::new();
    for (actor, words) in words.iter().enumerate() {
        let mut decoder = Decoder::new(words);
        while let Some(event) = decoder.next() {
            seen.push(Seen::new(actor, &event.expect("the engine writes records")));
        }
    }
    seen.sort_by_key(|event| event.sequence);
    (result, seen)
}

/// Goes through the slots as the trace says, and gives what is left in them. An error says what cannot be so.
fn replay(trace: &[Seen]) -> Result<Vec<i64>, String> {
    let capacity = trace.iter().find(|event| event.kind == Kind::Capacity);
    let capacity = capacity.ok_or("no capacity")?;
    let mut slots = vec![None; capacity.number as usize];
    for event in trace {
        if !matches!(event.kind, Kind::Put | Kind::Get) {
            continue;
        }
        let Some(slot) = slots.get_mut(usize::from(event.detail)) else {
            return Err(format!("there is no such slot: {event:?}"));
        };
        match (event.kind, *slot) {
            (Kind::Put, None) => *slot = Some(event.number),
            (Kind::Get, Some(item)) if item == event.number => *slot = None,
            (_, held) => return Err(format!("the slot holds {held:?}: {event:?}")),
        }
    }
    Ok(slots.into_iter().flatten().collect())
}

fn values_of(trace: &[Seen], kind: Kind) -> Vec<i64> {
    let events = trace.iter().filter(|event| event.kind == kind);
    events.map(|event| event.number).collect()
}

fn sorted(mut items: Vec<i64>) -> Vec<i64> {
    items.sort_unstable();
    items
}

/// What is put is got or still there: each item once.
fn assert_conserved(trace: &[Seen]) {
    let left = replay(trace).unwrap_or_else(|wrong| panic!("{wrong}"));
    let mut out = values_of(trace, Kind::Get);
    out.extend(left);
    assert_eq!(sorted(values_of(trace, Kind::Put)), sorted(out));
}

/// An item that no other put has: who put it, and which of its items it is.
fn item(producer: i64, number: i64) -> i64 {
    producer * 1_000_000 + number
}

/// Producers and consumers that go as fast as they can.
fn hurry(me: &Actor, queue: &Arc<SharedQueue>, crew: [i64; 2], items: i64) -> Result<(), Stopped> {
    run_crew(me, queue, crew, items, [None, None])
}

/// Producers and consumers, and how long each sleeps after an item, in seconds.
fn run_crew(
    me: &Actor,
    queue: &Arc<SharedQueue>,
    [producers, consumers]: [i64; 2],
    items: i64,
    [after_put, after_get]: [Option<f64>; 2],
) -> Result<(), Stopped> {
    let mut putting = Vec::new();
    for producer in 0..producers {
        let queue = Arc::clone(queue);
        putting.push(me.spawn("producer", move |me| {
            for number in 0..items {
                queue.put(me, item(producer, number)).map_err(|_| Stopped)?;
                after_put.map_or(Ok(()), |pause| me.sleep(pause))?;
            }
            Ok(())
        })?);
    }
    let mut getting = Vec::new();
    for _ in 0..consumers {
        let queue = Arc::clone(queue);
        getting.push(me.spawn("consumer", move |me| {
            loop {
                match queue.get(me) {
                    Ok(_) => after_get.map_or(Ok(()), |pause| me.sleep(pause))?,
                    Err(GetError::Stopped) => return Err(Stopped),
                    Err(_) => return Ok(()),
                }
            }
        })?);
    }
    for each in putting {
        each.join(me)?;
    }
    queue.close(me);
    for each in getting {
        each.join(me)?;
    }
    Ok(())
}

#[test]
fn in_the_trace_no_get_stands_before_its_put_and_no_put_before_the_get_that_made_room() {
    let engine = engine(8);
    for slots in [1, 1, 2, 2, 3, 3, 10, 10, 256, 256] {
        for crew in [[4, 4], [1, 4], [4, 1], [1, 1]] {
            let items = items_that_fit(OPERATION_WORDS) / crew[0];
            let (result, trace) = record(engine, Setup::default(), |me| {
                let queue = Arc::new(SharedQueue::new(me, "queue", slots));
                hurry(me, &queue, crew, items)
            });
            assert_eq!(result, Ok(()));
            assert_eq!(replay(&trace), Ok(vec![]), "{slots} slots, {crew:?}");
            let all: Vec<_> = (0..crew[0])
                .flat_map(|producer| (0..items).map(move |number| item(producer, number)))
                .collect();
            assert_eq!(sorted(values_of(&trace, Kind::Put)), all);
            assert_eq!(sorted(values_of(&trace, Kind::Get)), all);
        }
    }
}

#[test]
fn what_one_producer_puts_each_consumer_gets_in_that_order() {
    let engine = engine(8);
    for _ in 0..3 {
        let (result, trace) = record(engine, Setup::default(), |me| {
            let queue = Arc::new(SharedQueue::new(me, "queue", 3));
            hurry(me, &queue, [4, 4], items_that_fit(OPERATION_WORDS) / 4)
        });
        assert_eq!(result, Ok(()));
        let mut last: BTreeMap<(usize, i64), i64> = BTreeMap::new();
        for event in trace.iter().filter(|event| event.kind == Kind::Get) {
            let producer = event.number / item(1, 0);
            let before = last.insert((event.actor, producer), event.number);
            assert!(before.is_none_or(|before| before < event.number));
        }
    }
}

#[test]
fn a_wait_ends_with_a_wake_and_then_the_slot() {
    let (result, trace) = record(engine(8), Setup::default(), |me| {
        let queue = Arc::new(SharedQueue::new(me, "queue", 1));
        hurry(me, &queue, [4, 4], items_that_fit(OPERATION_WORDS) / 4)
    });
    assert_eq!(result, Ok(()));
    let mut waits = [0, 0];
    for actor in 1..=8 {
        let own: Vec<_> = trace.iter().filter(|event| event.actor == actor).collect();
        for (at, wait) in own.iter().enumerate().filter(|(_, e)| e.kind == Kind::Wait) {
            assert_eq!(own[at + 1].kind, Kind::Wake);
            let then = own[at + 2].kind;
            if wait.detail == Awaited::Room as u8 {
                waits[0] += 1;
                assert_eq!(then, Kind::Put);
            } else {
                waits[1] += 1;
                assert_eq!(wait.detail, Awaited::Something as u8);
                // The end, where it was closed meanwhile.
                assert!(matches!(then, Kind::Get | Kind::Exit), "{then:?}");
            }
        }
    }
    assert!(waits.iter().all(|count| *count > 0), "{waits:?}");
}

#[test]
fn a_trace_that_is_out_of_order_is_noticed() {
    let (_, trace) = record(engine(2), Setup::default(), |me| {
        let queue = Arc::new(SharedQueue::new(me, "queue", 1));
        hurry(me, &queue, [1, 1], 3)
    });
    assert_eq!(replay(&trace), Ok(vec![]));
    let first = |kind| trace.iter().position(|e| e.kind == kind).expect("one");
    let mut early = trace.clone();
    early.swap(first(Kind::Put), first(Kind::Get));
    assert!(replay(&early).is_err());
    let mut doubled = trace.clone();
    doubled.insert(first(Kind::Get), trace[first(Kind::Get)].clone());
    assert!(replay(&doubled).is_err());
    let mut lost = trace.clone();
    lost.remove(first(Kind::Get));
    assert!(replay(&lost).is_err());
}

/// Stops the engine's run after `delay`.
fn stop_after(engine: &'static Engine, delay: Duration) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        thread::sleep(delay);
        engine.stop().request();
    })
}

#[test]
fn stopped_at_whatever_moment_each_item_is_got_or_in_the_queue_or_still_its_producers() {
    let engine = engine(8);
    let mut random = Random::new(1);
    let (mut stops, mut left_over) = (0, 0);
    for round in 0..60 {
        let slots = 1 + random.item() as usize;
        let shared: Arc<Mutex<Option<Arc<SharedQueue>>>> = Arc::default();
        let delay = Duration::from_secs_f64(random.delay(0.003));
        engine.stop().reset();
        let stopper = stop_after(engine, delay);
        let keep = Arc::clone(&shared);
        let (result, trace) = record(engine, Setup::default(), |me| {
            let queue = Arc::new(SharedQueue::new(me, "queue", slots));
            *keep.lock().expect("no panic") = Some(Arc::clone(&queue));
            let items = items_that_fit(OPERATION_WORDS + SLEEP_WORDS) / 4;
            run_crew(me, &queue, [4, 4], items, [Some(1e-5), Some(3e-5)])
        });
        stopper.join().expect("it only sleeps");
        stops += usize::from(result.is_err());
        let queue = shared.lock().expect("no panic").take();
        let Some(queue) = queue else { continue };

        // The queue itself, not only what the trace says of it.
        engine.stop().reset();
        let (result, rest) = record(engine, Setup::default(), |me| {
            queue.close(me);
            while queue.get(me).is_ok() {}
            Ok(())
        });
        assert_eq!(result, Ok(()));
        let rest = values_of(&rest, Kind::Get);
        assert_eq!(replay(&trace).map(sorted), Ok(sorted(rest.clone())));
        left_over += rest.len();

        let puts = values_of(&trace, Kind::Put);
        let mut out = values_of(&trace, Kind::Get);
        out.extend(rest);
        assert_eq!(sorted(out), sorted(puts.clone()), "round {round}");
        // Whatever a producer made before was put: none was lost on the way.
        for producer in 0..4 {
            let of_it = |put: &&i64| **put / item(1, 0) == producer;
            let own: Vec<_> = puts.iter().filter(of_it).copied().collect();
            let expected = (0..own.len() as i64).map(|number| item(producer, number));
            assert!(own.iter().copied().eq(expected), "round {round}");
        }
    }
    assert!(stops > 30, "most stops should come in time, {stops} did");
    assert!(left_over > 0, "some stop should leave something");
}

#[test]
fn a_put_that_is_stopped_gives_the_item_back() {
    let engine = engine(0);
    let stopper = stop_after(engine, Duration::from_millis(20));
    let (_, trace) = record(engine, Setup::default(), |me| {
        let queue = SharedQueue::new(me, "queue", 1);
        assert_eq!(queue.put(me, 1), Ok(()));
        assert_eq!(queue.put(me, 2), Err(PutError::Stopped(2)));
        assert_eq!(queue.len(), 1);
        Ok(())
    });
    stopper.join().expect("it only sleeps");
    assert_eq!(values_of(&trace, Kind::Put), [1]);
    assert_eq!(replay(&trace), Ok(vec![1]));
}

/// Items of each of the lab's producers, so that four of them fit: for each item the first and the last poll, the put or the
/// get, what is printed of it, and a sleep.
const LAB_ITEMS: i64 = {
    let line = HEADER_WORDS + "Produced 10 (queue length = 10)\n".len() / 8;
    let polls = 2 * (HEADER_WORDS + 1);
    items_that_fit(polls + OPERATION_WORDS + line + SLEEP_WORDS) / 4
};

/// The parameters of the lab, by name; the others are as in its manifest but for the delays, which are none.
fn run_lab(engine: &'static Engine, given: &[(&str, f64)]) -> (Result<(), Stopped>, Vec<Seen>) {
    let lab = lab::find("queue").expect("a lab");
    let Program::Threads(main) = lab.program else {
        panic!("the queue is between threads")
    };
    let usual = [
        ("producers", 1.0),
        ("consumers", 1.0),
        ("items", 10.0),
        ("capacity", 10.0),
    ];
    let values: Vec<f64> = lab
        .parameters
        .iter()
        .map(|parameter| {
            let mut all = given.iter().chain(&usual);
            let found = all.find(|(name, _)| *name == parameter.name);
            found.map_or(0.0, |(_, value)| *value)
        })
        .collect();
    for (name, _) in given {
        assert!(lab.parameters.iter().any(|p| p.name == *name), "{name}");
    }
    let values = Values::new(lab.parameters, &values).expect("good values");
    record(engine, Setup::default(), |me| main(me, &values))
}

/// The items that were printed as `verb` by `actor` (or by all), and the lengths of the queue.
fn printed(trace: &[Seen], verb: &str, actor: Option<usize>) -> Vec<(i64, usize)> {
    let prints = trace.iter().filter(|event| {
        event.kind == Kind::Print && actor.is_none_or(|actor| event.actor == actor)
    });
    prints
        .filter_map(|print| {
            let rest = print.text.strip_prefix(verb)?.strip_prefix(' ')?;
            let (item, rest) = rest.split_once(" (queue length = ")?;
            let length = rest.strip_suffix(")\n")?;
            Some((item.parse().ok()?, length.parse().ok()?))
        })
        .collect()
}

fn items(printed: &[(i64, usize)]) -> Vec<i64> {
    printed.iter().map(|(item, _)| *item).collect()
}

#[test]
fn the_lab_prints_ten_random_items_and_consumes_them_in_order() {
    let engine = engine(2);
    for waiting in [0.0, 1.0] {
        let (result, trace) = run_lab(
            engine,
            &[
                ("seed", 3.0),
                ("waiting", waiting),
                ("producer_delay", 0.001),
            ],
        );
        assert_eq!(result, Ok(()));
        let mut random = Random::of(3, 2);
        let expected: Vec<_> = (0..10)
            .map(|_| (random.item(), random.delay(1.0)).0)
            .collect();
        let produced = printed(&trace, "Produced", Some(1));
        let consumed = printed(&trace, "Consumed", Some(2));
        assert_eq!(items(&produced), expected);
        assert_eq!(items(&consumed), expected);
        let prints = trace.iter().filter(|event| event.kind == Kind::Print);
        assert_eq!(prints.count(), 20);
        let lengths = produced.iter().chain(&consumed).map(|(_, length)| *length);
        assert!(lengths.into_iter().all(|length| length <= 10));
        assert_eq!(replay(&trace), Ok(vec![]));
    }
}

#[test]
fn the_lab_of_four_and_four_loses_and_doubles_nothing() {
    let engine = engine(8);
    for (seed, waiting) in [(1.0, 0.0), (2.0, 1.0), (3.0, 0.0), (4.0, 1.0)] {
        let number = ("items", LAB_ITEMS as f64);
        let crew = [("producers", 4.0), ("consumers", 4.0), number];
        let rest = [("capacity", 3.0), ("seed", seed), ("waiting", waiting)];
        let (result, trace) = run_lab(engine, &[crew.as_slice(), &rest].concat());
        assert_eq!(result, Ok(()));
        assert_conserved(&trace);
        let produced = printed(&trace, "Produced", None);
        let consumed = printed(&trace, "Consumed", None);
        assert_eq!(produced.len() as i64, 4 * LAB_ITEMS);
        assert_eq!(sorted(items(&produced)), sorted(items(&consumed)));
        for producer in 1..=4 {
            let own = printed(&trace, "Produced", Some(producer));
            assert_eq!(own.len() as i64, LAB_ITEMS);
            let puts = trace.iter().filter(|event| event.actor == producer);
            let puts: Vec<_> = puts.cloned().collect();
            assert_eq!(values_of(&puts, Kind::Put), items(&own));
        }
    }
}

#[test]
fn the_lab_stopped_at_whatever_moment_has_told_of_each_put_and_each_get() {
    let engine = engine(8);
    let mut random = Random::new(2);
    let mut stops = 0;
    for round in 0..40 {
        engine.stop().reset();
        let stopper = stop_after(engine, Duration::from_secs_f64(random.delay(0.01)));
        let number = ("items", LAB_ITEMS as f64);
        let crew = [("producers", 4.0), ("consumers", 3.0), number];
        let rest = [
            ("capacity", random.item() as f64),
            ("producer_delay", 0.0005),
            ("consumer_delay", 0.0005),
            ("waiting", f64::from(round % 2)),
        ];
        let (result, trace) = run_lab(engine, &[crew.as_slice(), &rest].concat());
        stopper.join().expect("it only sleeps");
        stops += usize::from(result.is_err());
        if trace.iter().any(|event| event.kind == Kind::Capacity) {
            assert_conserved(&trace);
        }
        for (kind, verb) in [(Kind::Put, "Produced"), (Kind::Get, "Consumed")] {
            for actor in 1..=7 {
                let own: Vec<_> = trace.iter().filter(|e| e.actor == actor).cloned().collect();
                let told = items(&printed(&own, verb, None));
                assert_eq!(values_of(&own, kind), told, "round {round}");
            }
        }
    }
    assert!(stops > 10, "most stops should come in time, {stops} did");
}

#[test]
fn who_waits_sleeps_and_who_polls_asks_again_and_again() {
    let engine = engine(2);
    let slow_consumer = [("capacity", 1.0), ("items", 4.0), ("consumer_delay", 0.05)];
    let (_, blocking) = run_lab(engine, &slow_consumer);
    let of = |trace: &[Seen], kind| -> Vec<Seen> {
        let own = trace.iter().filter(|e| e.actor == 1 && e.kind == kind);
        own.cloned().collect()
    };
    assert!(!of(&blocking, Kind::Wait).is_empty());
    assert!(of(&blocking, Kind::Progress).is_empty());

    let (_, polling) = run_lab(
        engine,
        &[slow_consumer.as_slice(), &[("waiting", 1.0)]].concat(),
    );
    // Nobody but this producer puts anything: the room that it saw is still there.
    assert!(of(&polling, Kind::Wait).is_empty());
    let polls = of(&polling, Kind::Progress);
    assert!(polls.iter().all(|poll| poll.detail == Awaited::Room as u8));
    assert!(polls.is_sorted_by_key(|poll| poll.number));
    assert!(polls.last().is_some_and(|last| last.number > 1000));
    let queue = polling
        .iter()
        .find(|e| e.kind == Kind::Declare && e.detail == Class::Queue as u8)
        .expect("the queue is declared");
    assert!(polls.iter().all(|poll| poll.object == queue.object));
}

#[test]
fn stop_ends_an_actor_that_polls() {
    let engine = engine(0);
    let stopper = stop_after(engine, Duration::from_millis(120));
    let mut polls = 0;
    let began = Instant::now();
    let (result, trace) = record(engine, Setup::default(), |me| {
        SharedQueue::<i64>::new(me, "queue", 1).poll_for_item(me, &mut polls)
    });
    stopper.join().expect("it only sleeps");
    assert_eq!(result, Err(Stopped));
    let shown = values_of(&trace, Kind::Progress);
    assert_eq!(shown.first(), Some(&1));
    assert_eq!(shown.last(), Some(&(polls as i64)));
    // The first and the last, and one in between every 50 ms at the most: with a stop that comes late there are more.
    let most = 2 + began.elapsed().as_millis() / 50;
    assert!((3..=most).contains(&(shown.len() as u128)), "{shown:?}");
}
