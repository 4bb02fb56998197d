//! The engine of threads, on native threads: spawn, join, sleep, stop, and the trace that a run leaves.

use interleave::lab::{self, Program, Values};
use interleave::sync::Stopped;
use interleave::thread::{Actor, Counter, Engine, Fault, Setup, TextVariable};
use interleave::trace::{Decoder, Kind, Value};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
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
#[derive(Clone, Debug, PartialEq)]
struct Seen {
    actor: usize,
    kind: Kind,
    object: u32,
    sequence: u32,
    time: f64,
    text: String,
}

/// All that was recorded, in order.
fn trace(engine: &Engine) -> Vec<Seen> {
    let mut seen = Vec::new();
    for (actor, ring) in engine.rings().iter().enumerate() {
        let mut words = Vec::new();
        ring.consumer()
            .expect("only the test reads")
            .pop_into(&mut words);
        let mut decoder = Decoder::new(&words);
        while let Some(event) = decoder.next() {
            let event = event.expect("the engine writes records");
            let text = match event.value {
                Value::Text(text) => text.to_owned(),
                Value::Int(value) => value.to_string(),
                Value::Float(value) => value.to_string(),
                Value::None => String::new(),
            };
            seen.push(Seen {
                actor,
                kind: event.kind,
                object: event.object,
                sequence: event.sequence,
                time: event.time,
                text,
            });
        }
    }
    seen.sort_by_key(|event| event.sequence);
    seen
}

fn printed(trace: &[Seen]) -> String {
    trace
        .iter()
        .filter(|event| event.kind == Kind::Print)
        .map(|event| event.text.as_str())
        .collect()
}

/// Runs a lab as the page does, with these values.
fn run_lab(engine: &'static Engine, id: &str, values: &[f64]) -> (Result<(), Stopped>, Vec<Seen>) {
    let lab = lab::find(id).expect("a lab");
    let Program::Threads(main) = lab.program else {
        panic!("{id} is not a lab of threads")
    };
    let values = Values::new(lab.parameters, values).expect("good values");
    let setup = Setup {
        speed: values.speed(),
        ..Setup::default()
    };
    let result = engine.run(setup, |me| main(me, &values));
    (result, trace(engine))
}

fn measure(trace: &[Seen], name: &str) -> f64 {
    let measured = trace
        .iter()
        .filter(|event| event.kind == Kind::Measure)
        .find(|measured| {
            // The variable that is measured may have the same name.
            trace.iter().any(|event| {
                event.kind == Kind::Declare && event.object == measured.object && event.text == name
            })
        })
        .unwrap_or_else(|| panic!("no measure {name}"));
    measured.text.parse().expect("a number")
}

#[test]
fn a_join_gives_the_actors_result() {
    let engine = engine(2);
    let mut sum = 0;
    let result = engine.run(Setup::default(), |me| {
        let first = me.spawn("first", |_| Ok(20))?;
        let second = me.spawn("second", |_| Ok(22))?;
        sum = first.join(me)? + second.join(me)?;
        Ok(())
    });
    assert_eq!(result, Ok(()));
    assert_eq!(sum, 42);
    let trace = trace(engine);
    let of = |actor| {
        trace
            .iter()
            .filter(move |event| event.actor == actor)
            .map(|event| event.kind)
            .collect::<Vec<_>>()
    };
    use Kind::{Exit, Join, Spawn, Start, Wake};
    assert_eq!(of(0), [Start, Spawn, Spawn, Join, Wake, Join, Wake, Exit]);
    assert_eq!(of(1), [Start, Exit]);
    assert_eq!(of(2), [Start, Exit]);
}

#[test]
fn what_happened_before_has_the_smaller_number() {
    let engine = engine(1);
    for _ in 0..200 {
        engine
            .run(Setup::default(), |me| {
                me.print(format_args!("before "));
                me.spawn("child", |me| {
                    me.print(format_args!("within "));
                    Ok(())
                })?
                .join(me)?;
                me.print(format_args!("after"));
                Ok(())
            })
            .unwrap_or_else(|stopped| panic!("{stopped}"));
        assert_eq!(printed(&trace(engine)), "before within after");
    }
}

#[test]
fn a_run_ends_when_the_actors_that_nobody_joined_have_ended() {
    let engine = engine(1);
    let done = Arc::new(AtomicU32::new(0));
    let theirs = Arc::clone(&done);
    let result = engine.run(Setup::default(), |me| {
        drop(me.spawn("left alone", move |me| {
            me.sleep(0.05)?;
            theirs.store(1, Ordering::Release);
            Ok(())
        })?);
        Ok(())
    });
    assert_eq!(result, Ok(()));
    assert_eq!(done.load(Ordering::Acquire), 1);
}

/// How long a run of `program` goes on after Stop, and what it ended with.
fn time_to_stop(
    workers: u32,
    program: impl FnOnce(&Actor) -> Result<(), Stopped>,
) -> (Duration, Result<(), Stopped>) {
    let engine = engine(workers);
    let stopper = thread::spawn(move || {
        thread::sleep(Duration::from_millis(50));
        let requested = Instant::now();
        engine.stop().request();
        requested
    });
    let result = engine.run(Setup::default(), program);
    let ended = Instant::now();
    let requested = stopper.join().expect("the stopper only sleeps");
    (ended.saturating_duration_since(requested), result)
}

/// A slice, and what a busy machine adds.
const SOON: Duration = Duration::from_secs(2);

#[test]
fn stop_ends_a_sleep() {
    let (late, result) = time_to_stop(0, |me| me.sleep(600.0));
    assert_eq!(result, Err(Stopped));
    assert!(late < SOON, "{late:?}");
}

#[test]
fn stop_ends_a_join_and_the_actor_joined() {
    let (late, result) = time_to_stop(1, |me| me.spawn("sleeper", |me| me.sleep(600.0))?.join(me));
    assert_eq!(result, Err(Stopped));
    assert!(late < SOON, "{late:?}");
}

#[test]
fn stop_ends_a_counting_loop() {
    let (late, result) = time_to_stop(0, |me| {
        let counter = Counter::new(me, "counter", 0);
        for pass in 0..u64::MAX {
            counter.store(counter.load() + 1);
            counter.progress(me, pass)?;
        }
        Ok(())
    });
    assert_eq!(result, Err(Stopped));
    assert!(late < SOON, "{late:?}");
}

#[test]
fn after_a_stop_the_next_run_works() {
    let engine = engine(1);
    engine.stop().request();
    assert_eq!(
        engine.run(Setup::default(), |me| me.sleep(600.0)),
        Err(Stopped)
    );
    trace(engine);
    engine.stop().reset();
    assert_eq!(engine.run(Setup::default(), |me| me.sleep(0.0)), Ok(()));
    let kinds: Vec<_> = trace(engine).iter().map(|event| event.kind).collect();
    assert_eq!(kinds, [Kind::Start, Kind::Sleep, Kind::Wake, Kind::Exit]);
}

#[test]
fn workers_are_used_again_run_after_run() {
    let engine = engine(2);
    for run in 0..200_i64 {
        let mut sum = 0;
        engine
            .run(Setup::default(), |me| {
                let first = me.spawn("first", move |_| Ok(run))?;
                let second = me.spawn("second", move |_| Ok(run))?;
                sum = first.join(me)? + second.join(me)?;
                Ok(())
            })
            .unwrap_or_else(|stopped| panic!("{stopped}"));
        assert_eq!(sum, 2 * run);
        assert_eq!(trace(engine).last().map(|event| event.actor), Some(0));
    }
    assert_eq!(engine.workers(), 2);
}

#[test]
fn without_a_free_worker_a_spawn_says_so() {
    let engine = engine(0);
    let panic = thread::spawn(move || {
        let _ = engine.run(Setup::default(), |me| {
            me.spawn("too many", |_| Ok(()))?.join(me)
        });
    })
    .join()
    .expect_err("there is no worker");
    let message = panic.downcast_ref::<String>().expect("a message");
    assert_eq!(message, "no worker is free for too many: the pool has 0");
}

#[test]
fn a_flood_is_counted_not_waited_for() {
    let engine = engine(1);
    let setup = Setup {
        fault: Fault::Flood,
        ..Setup::default()
    };
    let result = engine.run(setup, |me| me.spawn("task 1", |_| Ok(()))?.join(me));
    assert_eq!(result, Ok(()));
    let dropped = engine.rings()[1].dropped();
    let arrived = trace(engine)
        .iter()
        .filter(|event| event.actor == 1)
        .count();
    // The flood, its declaration, start and exit.
    assert_eq!(dropped as usize + arrived, 200_000 + 3);
    assert!(dropped > 0);
}

#[test]
fn a_shared_text_is_seen_by_all() {
    let engine = engine(1);
    engine
        .run(Setup::default(), |me| {
            let a = Arc::new(TextVariable::new(me, "a", &""));
            let theirs = Arc::clone(&a);
            me.spawn("writer", move |me| {
                theirs.set(me, &"-");
                Ok(())
            })?
            .join(me)?;
            assert_eq!(a.get(me), "-");
            Ok(())
        })
        .unwrap_or_else(|stopped| panic!("{stopped}"));
}

#[test]
fn the_threads_lab_prints_what_the_other_wrote() {
    let (result, trace) = run_lab(engine(2), "threads", &[10.0, 0.01, 20.0, 0.006, 0.0, 0.0]);
    assert_eq!(result, Ok(()));
    let output = printed(&trace);
    assert!(output.contains("(Both threads have started)\n"), "{output}");
    assert!(
        output.ends_with("\nBoth threads have finished\n"),
        "{output}"
    );
    let of = |actor| {
        trace
            .iter()
            .filter(move |e| e.actor == actor && e.kind == Kind::Print)
    };
    assert_eq!(of(1).count(), 10);
    assert_eq!(of(2).count(), 20);
    assert!(of(1).any(|event| event.text == "1-"), "{output}");
    // Which lane printed it is told by its number.
    assert!(of(2).all(|event| event.text.starts_with('2')));
}

#[test]
fn speed_shortens_real_time_and_not_the_time_asked_for() {
    let (_, slow) = run_lab(engine(2), "threads", &[4.0, 0.08, 1.0, 0.0, 0.0, 0.0]);
    let (_, fast) = run_lab(engine(2), "threads", &[4.0, 0.08, 1.0, 0.0, 2.0, 0.0]);
    let asked = |trace: &[Seen]| -> Vec<String> {
        let sleeps = trace
            .iter()
            .filter(|e| e.actor == 1 && e.kind == Kind::Sleep);
        sleeps.map(|event| event.text.clone()).collect()
    };
    assert_eq!(asked(&slow), ["0.08"; 4]);
    assert_eq!(asked(&fast), ["0.08"; 4]);
    let end = |trace: &[Seen]| trace.last().expect("events").time;
    assert!(end(&slow) >= 320.0);
    assert!(end(&fast) >= 20.0);
}

#[test]
fn the_race_lab_counts_right_when_only_one_counts() {
    let (result, trace) = run_lab(engine(2), "race", &[10.0, 100_000.0, 0.0, 0.0]);
    assert_eq!(result, Ok(()));
    assert_eq!(
        printed(&trace),
        "(Both threads started)\nBoth threads finished\ncounter = 100010\n"
    );
    assert_eq!(measure(&trace, "counter"), 100_010.0);
}

#[test]
fn the_lock_lab_never_loses_an_update() {
    for lock in [0.0, 1.0, 2.0] {
        let values = [lock, 10.0, 50_000.0, 50_001.0, 0.0, 0.0];
        let (result, trace) = run_lab(engine(2), "lock", &values);
        assert_eq!(result, Ok(()));
        assert_eq!(measure(&trace, "counter"), 9.0);
        assert!(measure(&trace, "with the lock") > 0.0);
        assert!(measure(&trace, "without a lock") > 0.0);
    }
}
