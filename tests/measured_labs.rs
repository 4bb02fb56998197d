//! The labs that measure, natively: what they report, that it is complete, and that Stop ends them.

mod lab_support;

use interleave::lab::{CANVAS, Canvas, LABS};
use interleave::thread::Engine;
use interleave::trace::Kind;
use lab_support::{Measured, Processes, engine, run_threads, set_up};
use std::thread;
use std::time::{Duration, Instant};

/// How long after Stop a run may go on. The page asks for 200 ms; other tests run here at the same time.
const PATIENCE: Duration = Duration::from_secs(1);

/// The fewest rounds that a lab takes.
const ROUNDS: usize = 3;

/// Each of `names` was measured in each round, nothing else was, and the run says that it is done.
fn assert_complete(measured: &Measured, names: &[String]) {
    assert_complete_in(measured, names, ROUNDS);
}

/// The same in so many rounds.
fn assert_complete_in(measured: &Measured, names: &[String], rounds: usize) {
    let mut names: Vec<_> = names.iter().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(measured.samples(), names);
    for name in names {
        let values = measured.values(name);
        assert_eq!(values.len(), rounds, "{name}");
        assert!(
            values.iter().all(|value| value.is_finite() && *value > 0.0),
            "{name} is {values:?}"
        );
    }
    let progress = measured.values("progress");
    assert_eq!(progress.first(), Some(&0.0));
    assert_eq!(progress.last(), Some(&1.0));
    assert!(progress.is_sorted());
    assert!(measured.values("cores")[0] >= 1.0);
    assert!(measured.values("clock step")[0] > 0.0);
    assert_eq!(measured.dropped, 0);
}

#[test]
fn the_picture_is_drawn_whole_each_time_by_as_many_threads_as_asked_for() {
    rayon::ThreadPoolBuilder::new()
        .num_threads(3)
        .build_global()
        .expect("only this test needs the pool");
    let engine = engine(0);
    let values = [("threads", 3.0), ("iterations", 50.0)];
    let measured = run_threads(engine, "parallel", &values).expect("not stopped");
    assert_complete(
        &measured,
        &[1, 2, 3].map(|threads| format!("time/threads/{threads}")),
    );

    // A warm-up and three rounds, with 1, 2 and 3 threads each.
    let counts: Vec<f64> = [1.0, 2.0, 3.0].repeat(1 + ROUNDS);
    assert_eq!(measured.values("picture"), counts);
    let tiles = Canvas::WIDTH / Canvas::TILE * (Canvas::HEIGHT / Canvas::TILE);
    let mut drawn = measured.values("tile");
    drawn.sort_by(f64::total_cmp);
    let expected: Vec<f64> = (0..tiles)
        .flat_map(|tile| vec![f64::from(tile); counts.len()])
        .collect();
    assert_eq!(drawn, expected, "each tile once in each picture");
    for (actor, _) in &measured.measures["tile"] {
        assert!((1..=3).contains(actor), "main draws nothing");
    }

    // The middle of the set, of its left disc, and a corner far outside.
    assert_eq!(CANVAS.pixel(Canvas::WIDTH / 2, Canvas::HEIGHT / 2), 0);
    assert_eq!(CANVAS.pixel(302, Canvas::HEIGHT / 2), 0);
    assert!(CANVAS.pixel(0, 0) > 0);
    // It is symmetrical to the real axis.
    for (x, y) in [(10, 10), (300, 77), (500, 200), (767, 255)] {
        let mirrored = Canvas::HEIGHT - 1 - y;
        assert_eq!(CANVAS.pixel(x, y), CANVAS.pixel(x, mirrored), "({x}, {y})");
    }
}

#[test]
fn threads_compute_and_sleep_with_the_global_lock_and_without() {
    let values = [
        ("threads", 3.0),
        ("interval", 1.0),
        ("steps", 5.0),
        ("naps", 3.0),
    ];
    let measured = run_threads(engine(3), "gil", &values).expect("not stopped");
    let names = ["compute", "sleep"]
        .map(|job| ["thread/1", "locked/3", "free/3"].map(|way| format!("{job}/{way}")));
    assert_complete(&measured, names.as_flattened());

    // One thread alone naps three times, one nap after the other.
    for ms in measured.values("sleep/thread/1") {
        assert!(ms >= 30.0, "three naps of 10 ms took {ms} ms");
    }

    // One at a time has the lock; it is given back for each nap, and passed on while all of them compute.
    let mut holder = None;
    let mut taken = 0;
    for (actor, kind) in measured.holds() {
        match kind {
            Kind::Acquire => {
                assert_eq!(holder, None, "{actor} took it from its holder");
                holder = Some(actor);
                taken += 1;
            }
            _ => assert_eq!(holder.take(), Some(actor)),
        }
    }
    assert_eq!(holder, None);
    let naps = 3 * (1 + ROUNDS);
    let starts = 2 * 3 * (1 + ROUNDS);
    assert!(
        taken > naps + starts + 10,
        "taken {taken} times, {starts} of them to begin and {naps} after naps"
    );
}

#[test]
fn the_throughput_of_each_lock_is_measured_with_each_number_of_threads() {
    let measured = run_threads(engine(8), "lock", &[("task", 1.0)]).expect("not stopped");
    let locks = ["std", "mutex", "spin", "ticket"];
    let names: Vec<_> = (locks.iter())
        .flat_map(|lock| (1..=8).map(move |threads| format!("throughput/{lock}/{threads}")))
        .collect();
    assert_complete_in(&measured, &names, 5);
}

#[test]
fn processes_compute_and_sleep() {
    let (lab, values) = set_up("gil", &[("threads", 2.0), ("steps", 1.0), ("naps", 2.0)]);
    let measured = Processes::new(lab, values).run();
    let names = ["compute", "sleep"]
        .map(|job| ["process/1", "processes/2"].map(|way| format!("{job}/{way}")));
    assert_complete(&measured, names.as_flattened());
}

#[test]
fn threads_share_arrays_of_each_size() {
    let measured = run_threads(engine(2), "sharing", &[]).expect("not stopped");
    let names = [1, 4, 16, 64, 256, 1024].map(|bytes| format!("give/shared/{bytes}"));
    assert_complete(&measured, &names);
}

#[test]
fn processes_give_arrays_of_each_size_by_copy_and_by_transfer() {
    let (lab, values) = set_up("sharing", &[]);
    let measured = Processes::new(lab, values).run();
    let names = [1, 4, 16, 64, 256, 1024]
        .map(|bytes| ["copy", "transfer"].map(|way| format!("give/{way}/{bytes}")));
    assert_complete(&measured, names.as_flattened());
}

/// Runs the threads of a lab, tells them to stop after `delay`, and says how long they took to end after that.
fn stop_threads(engine: &'static Engine, id: &'static str, delay: u64) -> Duration {
    engine.stop().reset();
    let values = [("task", 1.0), ("rounds", 50.0)];
    let run = thread::spawn(move || run_threads(engine, id, &values).is_ok());
    thread::sleep(Duration::from_millis(delay));
    let told = Instant::now();
    engine.stop().request();
    let finished = run.join().expect("no panic");
    assert!(!finished, "{id} should have been stopped");
    told.elapsed()
}

#[test]
fn threads_that_measure_end_when_they_are_told_to_stop() {
    let engine = engine(9);
    for id in ["gil", "sharing", "lock"] {
        for delay in [0, 10, 60] {
            let late = stop_threads(engine, id, delay);
            assert!(late < PATIENCE, "{id} took {late:?}");
        }
    }
}

#[test]
fn processes_that_measure_end_when_they_are_told_to_stop() {
    for id in ["gil", "sharing"] {
        for delay in [0, 10, 60] {
            // So much that it would take minutes.
            let (lab, values) = set_up(
                id,
                &[("rounds", 50.0), ("steps", 2000.0), ("largest", 20.0)],
            );
            let processes = Processes::new(lab, values);
            let stopper = processes.clone();
            let run = thread::spawn(move || processes.run());
            thread::sleep(Duration::from_millis(delay));
            let told = Instant::now();
            stopper.stop();
            let measured = run.join().expect("no panic");
            assert!(told.elapsed() < PATIENCE, "{id} took {:?}", told.elapsed());
            assert!(measured.values("progress").iter().all(|&done| done < 1.0));
        }
    }
}

#[test]
fn a_process_is_found_by_its_name_without_its_number() {
    let gil = LABS.iter().find(|lab| lab.id == "gil").expect("a lab");
    for name in ["main", "process", "process 1", "process 12"] {
        assert!(gil.program.process(name).is_some(), "{name}");
    }
    for name in [
        "",
        "process ",
        "process x",
        "process 1 2",
        "main 1x",
        "thread 1",
    ] {
        assert!(gil.program.process(name).is_none(), "{name}");
    }
}
