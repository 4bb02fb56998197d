//! What does not depend on threads, slices, what is remembered and what the budget is; and what does.
#![cfg(not(loom))]

mod explore_support;

use explore_support::{
    ended, explore, explored, random_toy,
    toy::{Op, Toy},
};
use interleave::explore::{
    Budget, Exploration, Failure, Method, Model, Options, OutcomeKind, Progress, Report,
};

/// Two threads.
fn together<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new()
        .num_threads(2)
        .build()
        .expect("two threads can be had")
        .install(work)
}

fn increments(actors: usize, count: usize) -> Toy {
    Toy::new(
        1,
        0,
        vec![[Op::Load(0), Op::Add(0, 1)].repeat(count); actors],
    )
}

fn two_threads() -> Options {
    Options {
        several_threads: true,
        ..Options::default()
    }
}

#[test]
fn two_threads_report_what_one_does() {
    let mut large = increments(3, 3);
    for eager in [false, true] {
        large.eager = eager;
        let one = explored(&large);
        assert!(one.states > 4 * 4096, "many chunks: {}", one.states);
        assert_eq!(together(|| explore(large.clone(), two_threads())), one);
    }
    // Round and round: a state is found again many chunks later.
    let mut round = Toy::new(1, 0, vec![vec![Op::Load(0), Op::Add(0, 1), Op::Jump(0)]; 3]);
    round.modulus = 7;
    let one = explored(&round);
    assert!(one.states > 4096);
    assert_eq!(together(|| explore(round.clone(), two_threads())), one);
    for seed in 0..50 {
        let toy = random_toy(seed, true);
        assert_eq!(
            together(|| explore(toy.clone(), two_threads())),
            explored(&toy)
        );
    }
}

#[test]
fn a_budget_ends_both_at_the_same_state() {
    for (states, bytes) in [(9_000, u64::MAX), (u64::MAX, 600_000)] {
        let options = Options {
            budget: Budget { states, bytes },
            bounded: Budget {
                states: 3_000,
                bytes: u64::MAX,
            },
            schedules: 20,
            ..Options::default()
        };
        let one = explore(increments(3, 3), options.clone());
        let options = Options {
            several_threads: true,
            ..options
        };
        assert_eq!(together(|| explore(increments(3, 3), options)), one);
        assert!(!one.complete);
        assert_eq!(one.interleavings, None);
        let methods: Vec<_> = one
            .coverage
            .iter()
            .map(|c| (c.method, c.complete))
            .collect();
        assert_eq!(methods[0], (Method::BreadthFirst, false));
        assert_eq!(methods[1], (Method::Preemptions, true));
        assert_eq!(methods[methods.len() - 2], (Method::Preemptions, false));
        assert_eq!(methods[methods.len() - 1], (Method::Priorities, false));
        assert!(!one.outcomes.is_empty());
        assert!(
            one.outcomes
                .iter()
                .all(|o| o.probability.is_none() && o.interleavings.is_none())
        );
        assert!(!one.findings.is_empty());
        assert!(one.to_string().starts_with("Not exhaustive: "));
    }
}

#[test]
fn slices_change_nothing() {
    let toy = increments(3, 3);
    let whole = explored(&toy);
    let mut exploration = Exploration::new(toy, Options::default());
    let mut slices = 0;
    let mut last: Option<Progress> = None;
    loop {
        let progress = exploration.advance(1).expect("it goes on");
        slices += 1;
        if let Some(last) = last {
            assert!(progress.states >= last.states && progress.transitions >= last.transitions);
        }
        if progress.done {
            break;
        }
        last = Some(progress);
    }
    assert!(slices > 3);
    assert_eq!(exploration.report().expect("it is done"), whole);
}

#[test]
fn there_are_results_before_the_end() {
    let mut exploration = Exploration::new(increments(3, 3), Options::default());
    assert!(!exploration.advance(10_000).expect("it goes on").done);
    let early = exploration.report().expect("what there is");
    assert!(!early.complete);
    assert_eq!(early.coverage.len(), 1);
    assert!(!early.findings.is_empty(), "the race is at the beginning");
    while !exploration.advance(1 << 40).expect("it goes on").done {}
    assert_eq!(
        exploration.report().expect("all"),
        explored(&increments(3, 3))
    );
}

#[test]
fn a_model_may_begin_again() {
    let mut toy = increments(2, 3);
    let report = explored(&toy);
    toy.restarts = 5;
    assert_eq!(explored(&toy), report);
    toy.restarts = u32::MAX;
    let mut exploration = Exploration::new(toy, Options::default());
    let failure = loop {
        match exploration.advance(1 << 40) {
            Ok(progress) => assert!(!progress.done),
            Err(failure) => break failure,
        }
    };
    assert_eq!(failure, Failure::Restarts);
}

#[test]
fn few_preemptions_find_what_lies_deep() {
    // The bug needs one preemption, behind many steps.
    let mut long = vec![Op::Set(1, 1); 20];
    long.extend([Op::Load(0), Op::Add(0, 1)]);
    let toy = Toy::new(2, 0, vec![long; 3]);
    let report = explore(
        toy,
        Options {
            budget: Budget {
                states: 5_000,
                bytes: u64::MAX,
            },
            schedules: 0,
            ..Options::default()
        },
    );
    let values: Vec<_> = report
        .outcomes
        .iter()
        .map(|o| (o.values[0].1.as_str(), o.preemptions))
        .collect();
    assert_eq!(values, [("1", Some(1)), ("2", Some(1)), ("3", Some(0))]);
}

#[test]
fn priorities_find_a_deep_deadlock() {
    let side = |first, second| {
        let mut program = vec![Op::LoadAtomic(0); 50];
        program.extend([
            Op::Lock(first),
            Op::Lock(second),
            Op::Unlock(second),
            Op::Unlock(first),
        ]);
        program
    };
    let nothing = Budget {
        states: 1,
        bytes: 0,
    };
    let report = explore(
        Toy::new(1, 2, vec![side(0, 1), side(1, 0)]),
        Options {
            budget: nothing,
            bounded: nothing,
            schedules: 2000,
            ..Options::default()
        },
    );
    assert_eq!(ended(&report, OutcomeKind::Deadlock), 1);
    assert!(
        report
            .coverage
            .iter()
            .any(|coverage| coverage.text.contains("PCT, seed 1"))
    );
}

#[test]
fn waiting_in_a_loop_does_not_stop_random_schedules() {
    let spin = vec![Op::LoadAtomic(0), Op::JumpIf(0, 0), Op::Set(1, 1)];
    let nothing = Budget {
        states: 1,
        bytes: 0,
    };
    let report = explore(
        Toy::new(2, 0, vec![spin, vec![Op::SetAtomic(0, 1)]]),
        Options {
            budget: nothing,
            bounded: nothing,
            schedules: 50,
            ..Options::default()
        },
    );
    assert_eq!(ended(&report, OutcomeKind::Finished), 1);
}

#[test]
fn the_json_is_what_tools_read() {
    let report = explored(&increments(2, 1));
    let json: serde_json::Value = serde_json::from_str(&report.json()).expect("it is JSON");
    assert_eq!(json["complete"], true);
    assert_eq!(json["interleavings"], "6");
    assert_eq!(json["outcomes"][0]["kind"], "finished");
    assert_eq!(json["outcomes"][0]["values"]["v0"], "1");
    assert_eq!(json["outcomes"][0]["interleavings"], "4");
    assert_eq!(json["outcomes"][0]["probability"], 0.5);
    assert!(json["outcomes"][0]["output"].is_null());
    assert_eq!(json["outcomes"][0]["witness"], "1.0.0-1-0-1");
    assert_eq!(json["outcomes"][0]["fewest_preemptions"], "1.0.0-1x2-0");
    assert_eq!(json["findings"][0]["kind"], "data race");
    assert_eq!(json["findings"][0]["actors"], serde_json::json!([0, 1]));
    assert_eq!(json["findings"][0]["positions"][0]["column"], 1);
}

#[test]
fn a_person_gets_a_table() {
    let text = explored(&increments(2, 1)).to_string();
    assert!(text.starts_with("Everything was explored: "), "{text}");
    assert!(text.contains(" 6 interleavings.\n"));
    assert!(text.contains(&Options::default().granularity));
    let lines: Vec<&str> = text.lines().collect();
    let head = lines
        .iter()
        .position(|line| line.starts_with("outcome"))
        .expect("a head");
    let column = |name: &str| lines[head].find(name).expect("a column");
    for (line, count) in [(head + 1, "4"), (head + 2, "2")] {
        assert!(lines[line][column("interleavings")..].starts_with(count));
        assert!(lines[line][column("probability")..].starts_with("0.500000"));
        assert!(lines[line][column("schedule")..].starts_with("1."));
    }
    assert!(text.contains("Data race: v0 (line "));
}

/// The first number of a report changes if states are taken for one another.
#[test]
fn a_model_sees_each_state_once() {
    let report: Report = explored(&increments(2, 2));
    let mut toy = increments(2, 2);
    let mut known = std::collections::BTreeSet::from([toy.initial()]);
    let mut open: Vec<Vec<u32>> = known.iter().cloned().collect();
    let mut transitions = 0;
    while let Some(state) = open.pop() {
        for actor in (0..2).filter(|actor| toy.enabled(&state) >> actor & 1 == 1) {
            let mut next = Vec::new();
            toy.take(&state, actor, &mut next);
            transitions += 1;
            if known.insert(next.clone()) {
                open.push(next);
            }
        }
    }
    assert_eq!(
        (report.states, report.transitions),
        (known.len() as u64, transitions)
    );
}
