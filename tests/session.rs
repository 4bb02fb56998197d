//! Stepping by hand: forwards, backwards, by schedule.

use interleave::explore::{Exploration, Options};
use interleave::lang::Source;
use interleave::machine::{
    FollowError, ModelOptions, Program, ProgramModel, Session, SessionOptions, SessionView, Status,
    StepError, Time,
};

const RACE: &str = "\
from threading import Thread

counter = 0


def work(amount):
    global counter
    for _ in range(2):
        counter += amount


a = Thread(target=work, args=(1,))
b = Thread(target=work, args=(-1,))
a.start()
b.start()
a.join()
b.join()
print('counter =', counter)
";

const CROSSED: &str = "\
from threading import Lock, Thread

left = Lock()
right = Lock()


def work(first, second):
    with first:
        with second:
            pass


a = Thread(target=work, args=(left, right))
b = Thread(target=work, args=(right, left))
a.start()
b.start()
a.join()
b.join()
";

fn load(text: &str) -> Session {
    match Session::load(&Source::new("test.py", text), SessionOptions::default()) {
        Ok(session) => session,
        Err(problems) => panic!("{problems:?}"),
    }
}

/// With the threads started: as long as there is one actor, its steps are no choice.
fn started(text: &str) -> Session {
    let mut session = load(text);
    while session.view().actors.len() == 1 {
        session.step(0).expect("it is enabled");
    }
    session
}

/// The state without what depends on whether there is a future.
fn state(session: &mut Session) -> SessionView {
    SessionView {
        steps: 0,
        future: String::new(),
        path: Vec::new(),
        ..session.view()
    }
}

fn global(view: &SessionView, name: &str) -> String {
    let found = view.globals.iter().find(|each| each.name == name);
    found
        .unwrap_or_else(|| panic!("no {name} in {:?}", view.globals))
        .value
        .clone()
}

/// Steps the first who can, or the one that `choose` says, until nobody can.
fn walk(session: &mut Session, mut choose: impl FnMut(&[u32]) -> u32) {
    loop {
        let enabled = session.enabled();
        if enabled.is_empty() {
            return;
        }
        let actor = choose(&enabled);
        session.step(actor).expect("it is enabled");
    }
}

#[test]
fn a_lost_update_by_hand_and_back_and_forward_again() {
    let mut session = load(RACE);
    let mut seen = vec![state(&mut session)];
    assert_eq!(seen[0].actors[0].next, "stores 0 in counter");
    session.step(0).expect("it is enabled");
    seen.push(state(&mut session));
    assert!(
        seen[1]
            .said
            .starts_with("MainThread stores 0 in counter, and starts "),
        "{}",
        seen[1].said
    );
    let words: Vec<_> = seen[1]
        .actors
        .iter()
        .map(|actor| actor.next.clone())
        .collect();
    assert_eq!(words[1..], ["loads 0 from counter", "loads 0 from counter"]);
    assert_eq!(seen[1].actors[0].status, Status::Waiting);
    for actor in [1, 2, 1, 2] {
        session.step(actor).expect("it is enabled");
        seen.push(state(&mut session));
    }
    assert!(
        seen[4].said.ends_with("stores 1 in counter"),
        "{}",
        seen[4].said
    );
    // The other one stores what it made of the old value: the first one's update is lost.
    assert_eq!(global(&seen[4], "counter"), "1");
    assert_eq!(global(&seen[5], "counter"), "-1");
    assert!(
        seen[5]
            .globals
            .iter()
            .any(|each| each.name == "counter" && each.changed)
    );
    assert_eq!(seen[5].actors[1].frames[0].line, 9);
    for step in (0..5).rev() {
        session.back(1).expect("it goes back");
        assert_eq!(state(&mut session), seen[step]);
    }
    for each in &seen[1..] {
        assert!(session.redo().expect("it goes on"));
        assert_eq!(&state(&mut session), each);
    }
    assert!(!session.redo().expect("it goes on"));
    session.jump(2).expect("it jumps");
    assert_eq!(session.len(), 5);
    session.step(2).expect("it is enabled");
    assert_eq!(session.len(), 5, "the same choice: the old future stays");
    session.jump(2).expect("it jumps");
    let old = session.view();
    assert_eq!(old.path, [0, 1, 2, 1, 2]);
    assert_ne!(old.future, old.schedule);
    session.step(1).expect("it is enabled");
    assert_eq!(session.len(), 3, "another choice: the old future is gone");
    let new = session.view();
    assert_eq!((new.path, &new.future), (vec![0, 1, 1], &new.schedule));
    session.follow(&old.future).expect("it applies");
    assert_eq!(session.view().path, old.path, "and can be returned to");
}

#[test]
fn every_way_of_walking_ends_as_the_explorer_says() {
    let source = Source::new("test.py", RACE);
    let program = Program::load(&source).expect("it is a program");
    let options = Options {
        program: program.schedule_hash(Time::Free),
        ..Options::default()
    };
    let model = ModelOptions {
        time: Time::Free,
        ..ModelOptions::default()
    };
    let mut exploration = Exploration::new(ProgramModel::new(&program, model), options);
    while !exploration
        .advance(100_000)
        .expect("it can be explored")
        .done
    {}
    let report = exploration.report().expect("it is done");
    let mut session = load(RACE);
    assert!(report.outcomes.len() > 3);
    for outcome in &report.outcomes {
        session.follow(&outcome.witness).expect("a witness applies");
        let view = session.view();
        assert!(view.finished);
        assert_eq!(global(&view, "counter"), outcome.values[0].1);
        assert_eq!(view.schedule, outcome.witness);
        assert!(
            view.output
                .last()
                .is_some_and(|it| it.text.contains(&outcome.values[0].1))
        );
    }
    let known: Vec<_> = report
        .outcomes
        .iter()
        .map(|it| it.values[0].1.clone())
        .collect();
    for seed in 0..50_usize {
        session.jump(0).expect("it jumps");
        let mut turn = seed;
        walk(&mut session, |enabled| {
            turn = turn
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            enabled[(turn >> 33) % enabled.len()]
        });
        let view = session.view();
        assert!(known.contains(&global(&view, "counter")));
        let mut other = load(RACE);
        other
            .follow(&view.schedule)
            .expect("its own schedule applies");
        assert_eq!(
            other.view(),
            SessionView {
                steps: view.step,
                ..view
            }
        );
    }
}

#[test]
fn a_deadlock_says_who_waits_for_whom() {
    let mut session = started(CROSSED);
    session.step(1).expect("it is enabled");
    session.step(2).expect("it is enabled");
    let view = session.view();
    assert!(view.deadlock && !view.finished);
    assert_eq!(view.actors[1].status, Status::Waiting);
    assert_eq!(view.actors[1].holders, [2]);
    assert_eq!(view.actors[2].holders, [1]);
    let other = &view.actors[2].name;
    assert_eq!(
        view.actors[1].next,
        format!("waits for right, held by {other}")
    );
    let lock = view
        .syncs
        .iter()
        .find(|each| each.name == "right")
        .expect("it is shown");
    assert_eq!(
        (lock.kind, lock.holder, lock.waiting.clone()),
        ("lock", Some(2), vec![1])
    );
    assert!(lock.changed);
    let error = session.step(1).expect_err("it waits");
    assert_eq!(error, StepError::Waits(1, view.actors[1].next.clone()));
    assert!(matches!(
        session.step(9),
        Err(StepError::Actor { actor: 9, .. })
    ));
}

#[test]
fn operations_one_at_a_time_come_to_the_same() {
    let mut session = started(RACE);
    let mut operations = vec![session.view().actors[1].frames[0].operation.clone()];
    for _ in 0..4 {
        session.step_operation(1).expect("it is enabled");
        operations.push(session.view().actors[1].frames[0].operation.clone());
    }
    assert!(operations[0].starts_with("LOAD_GLOBAL"), "{operations:?}");
    assert!(
        operations
            .iter()
            .any(|each| each.starts_with("STORE_GLOBAL")),
        "{operations:?}"
    );
    let schedule = session.view().schedule;
    let before = session.view().actors;
    let mut other = load(RACE);
    other.follow(&schedule).expect("it applies");
    assert_eq!(other.view().actors, before);
    // The others may go meanwhile, and it stays where it was put.
    session.step(2).expect("it is enabled");
    assert_eq!(session.view().actors[1].frames, before[1].frames);
    session.step_to_access(1).expect("it goes on");
    assert!(!session.view().actors[1].within);
    walk(&mut session, |enabled| enabled[0]);
    assert!(session.view().finished);
    let last = session.at();
    let end = session.view();
    session.jump(0).expect("it jumps");
    session.jump(last).expect("it jumps");
    assert_eq!(session.view(), end);
}

#[test]
fn schedules_that_do_not_apply_say_how_far_they_do() {
    let mut session = started(CROSSED);
    let hash = session.view().schedule;
    let prefix = hash.rsplit_once('.').expect("it has parts").0.to_owned();
    assert!(matches!(
        session.follow("nonsense"),
        Err(FollowError::Schedule(_))
    ));
    let other = load(RACE).view().schedule;
    assert!(matches!(
        session.follow(&other),
        Err(FollowError::Schedule(_))
    ));
    session.step(1).expect("it is enabled");
    let right = session.view().schedule;
    let error = session
        .follow(&format!("{right}-2x100000"))
        .expect_err("it deadlocks");
    let FollowError::Stuck {
        actor, executed, ..
    } = error
    else {
        panic!("{error}");
    };
    assert_eq!(actor, 2);
    assert!(executed > 0 && executed < 100_000);
    assert_eq!(
        session.view().actors[2].holders,
        [1],
        "the part that applies was followed"
    );
    let error = session
        .follow(&format!("{prefix}.7"))
        .expect_err("there is no such actor");
    assert_eq!(
        error,
        FollowError::Stuck {
            run: 0,
            actor: 7,
            executed: 0
        }
    );
}

#[test]
fn what_is_visible_only_later_is_found_in_stepping() {
    // The second variable is shared only after more states than are explored at the beginning.
    let text = "\
from threading import Thread
first = 0
late = 0
def work():
    global first, late
    for _ in range(400):
        first += 1
    late += 1
a = Thread(target=work)
b = Thread(target=work)
a.start()
b.start()
a.join()
b.join()
";
    let mut session = load(text);
    let mut turn = 0;
    walk(&mut session, |enabled| {
        turn += 1;
        enabled[turn % enabled.len()]
    });
    let end = session.view();
    assert!(end.finished);
    assert_eq!(
        global(&end, "late"),
        "1",
        "taking turns, they lose an update"
    );
    let mut other = load(text);
    other.follow(&end.schedule).expect("it applies");
    assert_eq!(
        state(&mut other).globals,
        SessionView { steps: 0, ..end }.globals
    );
}

#[test]
fn an_exception_is_printed_and_said() {
    let mut session = load(
        "\
from threading import Thread
count = 0
def work():
    global count
    count += 1
    raise ValueError('no')
a = Thread(target=work)
b = Thread(target=work)
a.start(); b.start(); a.join(); b.join()
",
    );
    walk(&mut session, |enabled| enabled[0]);
    let view = session.view();
    assert!(view.finished);
    assert_eq!(view.actors[1].status, Status::Failed);
    assert_eq!(view.actors[1].next, "has ended by an exception");
    assert!(
        view.output
            .iter()
            .any(|it| it.error && it.text.contains("ValueError: no"))
    );
}

#[test]
fn what_is_not_supported_is_told_with_its_place() {
    let source = Source::new("test.py", "x = 1\nimport asyncio\n");
    let problems = Session::load(&source, SessionOptions::default()).expect_err("it is rejected");
    assert_eq!(source.position(problems[0].span.start).line, 2);
}

#[test]
fn going_back_is_exact_also_where_checkpoints_were_dropped() {
    let text = RACE.replace("range(2)", "range(3000)");
    let source = Source::new("test.py", &text);
    let options = SessionOptions {
        memory: 1 << 20,
        ..SessionOptions::default()
    };
    let mut session = Session::load(&source, options).expect("it is a program");
    let mut seen = Vec::new();
    for step in 0..9000 {
        if step % 500 == 37 {
            seen.push((step, state(&mut session)));
        }
        let enabled = session.enabled();
        session
            .step(enabled[step * 7 % 11 % enabled.len()])
            .expect("it is enabled");
    }
    assert!(session.bytes() < 4 << 20, "{} bytes", session.bytes());
    for (step, view) in seen.iter().rev() {
        session.jump(*step).expect("it jumps");
        assert_eq!(&state(&mut session), view, "step {step}");
    }
}

#[test]
fn a_program_without_choices_is_over_before_the_first_step() {
    let mut session = load("print('hello')\n");
    let view = session.view();
    assert!(view.finished && !view.deadlock);
    assert_eq!(view.output[0].text, "hello\n");
    session.back(5).expect("there is nothing to go back");
}
