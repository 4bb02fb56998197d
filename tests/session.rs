//! Stepping by hand: forwards, backwards, by schedule.

use interleave::explore::{Exploration, Options};
use interleave::lang::Source;
use interleave::machine::{
    Datum, FollowError, ModelOptions, Program, ProgramModel, Session, SessionOptions, SessionView,
    Status, StepError, Time, TraceEvent,
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
    assert_eq!(seen[5].actors[1].frames[0].place.line, 9);
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
    assert_eq!(new.path, [0, 1, 1]);
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
    let mut newer = load(&format!("{CROSSED}\nprint('newer')\n"));
    let taken = session.view().step;
    assert!(matches!(
        newer.follow(&right),
        Err(FollowError::Schedule(_))
    ));
    assert!(newer.view().step > 0 && newer.view().step <= taken);
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

fn from_start(text: &str) -> Session {
    let options = SessionOptions {
        from_start: true,
        ..SessionOptions::default()
    };
    Session::load(&Source::new("test.py", text), options).expect("it is a program")
}

/// The line and the words of each step of an actor by statements, as long as it can go.
fn statements(session: &mut Session, actor: u32, most: usize) -> Vec<(u32, String)> {
    let mut seen = Vec::new();
    while seen.len() < most && session.is_enabled(actor) {
        let view = session.view();
        let line = view.actors[actor as usize].frames.last();
        let line = line.map_or(0, |frame| frame.place.line);
        session.step_statement(actor).expect("it is enabled");
        seen.push((line, session.view().said));
    }
    seen
}

#[test]
fn a_program_is_stepped_by_statements_from_its_start() {
    let mut session = from_start(RACE);
    assert_eq!(
        session.view().actors[0].next,
        "goes on with from threading import Thread"
    );
    let seen = statements(&mut session, 0, 100);
    let lines: Vec<u32> = seen.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [1, 3, 6, 12, 13, 14, 15, 16]);
    assert_eq!(seen[1].1, "MainThread stores 0 in counter");
    assert!(
        seen[5]
            .1
            .starts_with("MainThread goes on with a.start(), and starts "),
        "{seen:?}"
    );
    let view = session.view();
    assert_eq!(view.actors[0].status, Status::Waiting);
    // Who was started stands at its first statement.
    assert_eq!(view.actors[1].next, "goes on with for _ in range(2)");
    // `counter += 1` opens at what others can notice.
    let seen = statements(&mut session, 1, 100);
    let shown: Vec<(u32, &str)> = seen
        .iter()
        .map(|(line, said)| (*line, said.split_once(' ').map_or("", |it| it.1)))
        .collect();
    let body = "(work) ";
    let expected = [
        (8, "goes on with for _ in range(2)"),
        (9, "loads 0 from counter"),
        (9, "stores 1 in counter"),
        (8, "goes on with for _ in range(2)"),
        (9, "loads 1 from counter"),
        (9, "stores 2 in counter"),
        (8, "goes on with for _ in range(2), and ends"),
    ];
    let shown: Vec<_> = shown
        .iter()
        .map(|(line, said)| (*line, said.strip_prefix(body).unwrap_or(said)))
        .collect();
    assert_eq!(shown, expected);
}

#[test]
fn a_history_of_any_steps_comes_back_with_its_steps() {
    for start in [true, false] {
        let make = || if start { from_start(RACE) } else { load(RACE) };
        let mut session = make();
        let mut turn = 7_usize;
        for _ in 0..60 {
            let enabled = session.enabled();
            if enabled.is_empty() {
                break;
            }
            turn = turn
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let actor = enabled[(turn >> 33) % enabled.len()];
            let result = match (turn >> 50) % 3 {
                0 => session.step_to_access(actor),
                1 => session.step_statement(actor),
                _ => session.step_operation(actor),
            };
            result.expect("it is enabled");
        }
        let future = session.future().to_string();
        session.back(5).expect("it goes back");
        let at = session.at();
        for mut other in [make(), from_start(RACE), load(RACE)] {
            other.follow(&future).expect("it applies");
            assert_eq!(other.future().to_string(), future);
            other.jump(at).expect("it jumps");
            assert_eq!(other.view(), session.view());
        }
        // A plain schedule leads to the same state, in steps of its own.
        let plain = session.view().schedule;
        let mut other = make();
        other.follow(&plain).expect("it applies");
        assert_eq!(other.view().globals, session.view().globals);
    }
}

/// Kind, actor, object, value of the events of a trace.
fn told(session: &mut Session) -> Vec<String> {
    let update = session.trace_update();
    assert_eq!(
        update.ends.last().copied().unwrap_or(0),
        update.events.len()
    );
    let events = update.events.iter().enumerate();
    events
        .map(|(order, event)| {
            assert_eq!(event.order as usize, order);
            let value = match &event.value {
                Datum::None => String::new(),
                Datum::Number(number) => format!(" {number}"),
                Datum::Text(text) => format!(" {text}"),
            };
            let TraceEvent {
                kind,
                actor,
                object,
                line,
                ..
            } = event;
            format!("{kind} {actor} {object} {line}{value}")
        })
        .collect()
}

#[test]
fn a_trace_tells_what_happened() {
    let mut session = started(RACE);
    for actor in [1, 2, 1, 2] {
        session.step(actor).expect("it is enabled");
    }
    let view = session.view();
    assert!(
        view.said
            .ends_with("stores -1 in counter; the update of Thread-1 (work) is lost"),
        "{}",
        view.said
    );
    let events = told(&mut session);
    let expected = [
        "start 0 0 0",
        "declare 0 1 3 counter",
        "write 0 1 3 0",
        "spawn 0 1 14 Thread-1 (work)",
        "start 1 0 0",
        "spawn 0 2 15 Thread-2 (work)",
        "start 2 0 0",
        "join 0 1 16",
        "read 1 1 9 0",
        "read 2 1 9 0",
        "write 1 1 9 1",
        "write 2 1 9 -1",
    ];
    assert_eq!(events, expected);
    // What was told is not told again; another way takes the place of what was gone back from.
    assert!(session.trace_update().events.is_empty());
    session.jump(3).expect("it jumps");
    assert!(session.trace_update().ends.is_empty());
    session.step(2).expect("it is enabled");
    let update = session.trace_update();
    assert_eq!((update.from, update.ends.len()), (4, 1));
    assert_eq!(update.events[0].order, 10);
    walk(&mut session, |enabled| enabled[0]);
    let update = session.trace_update();
    let kinds: Vec<_> = update
        .events
        .iter()
        .rev()
        .take(5)
        .map(|it| it.kind)
        .collect();
    assert_eq!(kinds, ["exit", "print", "read", "wake", "exit"]);
}

#[test]
fn a_trace_has_locks_queues_and_waits() {
    let mut session = started(
        "\
from queue import Queue
from threading import Lock, Thread

lock = Lock()
items = Queue(1)


def produce():
    for item in range(2):
        with lock:
            items.put(item)


def consume():
    for _ in range(2):
        items.get()


a = Thread(target=produce)
b = Thread(target=consume)
a.start()
b.start()
",
    );
    for actor in [1, 1, 1, 1] {
        session.step(actor).expect("it is enabled");
    }
    assert!(!session.is_enabled(1), "there is no room");
    session.step(2).expect("it is enabled");
    assert!(session.is_enabled(1));
    session.step(1).expect("it is enabled");
    session.step(1).expect("it is enabled");
    session.step(2).expect("it is enabled");
    let events = told(&mut session);
    let from = events
        .iter()
        .position(|it| it == "start 2 0 0")
        .expect("it starts");
    let told: Vec<&str> = events[from + 1..].iter().map(String::as_str).collect();
    let expected = [
        "exit 0 0 0",
        "wait 2 2 16",
        "acquire 1 1 10",
        "put 1 2 11 0",
        "wake 2 0 0",
        "release 1 1 10",
        "acquire 1 1 10",
        "wait 1 2 11",
        "get 2 2 16 0",
        "wake 1 0 0",
        "wait 2 2 16",
        "put 1 2 11 1",
        "wake 2 0 0",
        "release 1 1 10",
        "exit 1 0 0",
        "get 2 2 16 1",
        "exit 2 0 0",
    ];
    assert_eq!(told, expected, "{events:#?}");
}

#[test]
fn a_listing_knows_what_others_notice() {
    let session = load(RACE);
    let listing = session.listing();
    let names: Vec<_> = listing
        .functions
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(names, ["<module>", "work"]);
    let work = &listing.functions[1];
    let update = &work.statements[2];
    assert_eq!((update.place.line, update.place.column), (9, 9));
    assert_eq!((update.operations, update.shared), (4, 2));
    let shared: Vec<_> = work.operations.iter().filter(|it| it.shared).collect();
    assert_eq!(shared.len(), 2);
    assert_eq!(shared[0].text, "LOAD_GLOBAL 1 (counter)");
    assert_eq!(
        (shared[0].place.column, shared[0].place.end_column),
        (9, 16)
    );
    assert_eq!(shared[0].statement, Some(2));
}

#[test]
fn a_walk_can_be_followed_in_the_state_graph() {
    let source = Source::new("test.py", RACE);
    let program = Program::load(&source).expect("it is a program");
    let options = Options {
        drawn: 400,
        ..Options::default()
    };
    let model = ModelOptions {
        time: Time::Free,
        ..ModelOptions::default()
    };
    let mut exploration = Exploration::new(ProgramModel::new(&program, model), options);
    while !exploration.advance(100_000).expect("it goes").done {}
    let report = exploration.report().expect("it is done");
    let picture = exploration.picture().expect("it is small").clone();
    assert_eq!(picture.nodes.len() as u64, report.states);
    assert_eq!(picture.edges.len() as u64, report.transitions);
    // The ways from the first state to the ends of an outcome are its interleavings.
    let mut ways = vec![0_u64; picture.nodes.len()];
    ways[0] = 1;
    let mut order: Vec<_> = picture.edges.iter().collect();
    order.sort_by_key(|edge| picture.nodes[edge.from as usize].depth);
    for edge in order {
        ways[edge.to as usize] += ways[edge.from as usize];
    }
    for (index, outcome) in report.outcomes.iter().enumerate() {
        let ends = picture
            .nodes
            .iter()
            .filter(|it| it.outcome == Some(index as u32));
        let sum: u64 = ends.map(|node| ways[node.id as usize]).sum();
        assert_eq!(Some(sum.to_string()), outcome.interleavings);
    }
    for start in [true, false] {
        let mut session = if start { from_start(RACE) } else { load(RACE) };
        let mut turn = 3_usize;
        let mut finer = 0;
        loop {
            let enabled = session.enabled();
            if enabled.is_empty() {
                break;
            }
            turn = turn
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let actor = enabled[(turn >> 33) % enabled.len()];
            finer += 1;
            match (turn >> 50) % 3 {
                0 => session.step_to_access(actor),
                1 => session.step_statement(actor),
                _ => session.step_operation(actor),
            }
            .expect("it is enabled");
        }
        assert!(finer > 20);
        let view = session.view();
        let update = session.trace_update();
        let mut at = 0;
        for (actor, moves) in update.actors.iter().zip(&update.moves) {
            for _ in 0..*moves {
                let mut edges = picture.edges.iter();
                let edge = edges.find(|it| (it.from, it.actor) == (at, *actor));
                at = edge.expect("the explorer knows the step").to;
            }
        }
        let outcome = picture.nodes[at as usize].outcome.expect("it is an end");
        assert_eq!(
            report.outcomes[outcome as usize].values[0].1,
            global(&view, "counter")
        );
    }
    let labels: Vec<_> = picture
        .edges
        .iter()
        .map(|edge| edge.label.as_str())
        .collect();
    assert!(labels.contains(&"stores -1 in counter"), "{labels:?}");
}

#[test]
fn a_history_in_which_somebody_could_not_go_on_comes_back() {
    let text = "\
import threading
items = []
lock = threading.Lock()
full = threading.Condition(lock)
def put():
    for item in range(3):
        with full:
            items.append(item)
            full.notify()
def get():
    for _ in range(3):
        with full:
            while not items:
                full.wait()
            items.pop()
a = threading.Thread(target=put)
b = threading.Thread(target=get)
a.start(); b.start(); a.join(); b.join()
";
    for seed in 0..6_usize {
        let mut session = from_start(text);
        let mut turn = seed;
        while !session.enabled().is_empty() {
            let enabled = session.enabled();
            turn = turn
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let actor = enabled[(turn >> 33) % enabled.len()];
            match (turn >> 50) % 3 {
                0 => session.step_to_access(actor),
                1 => session.step_statement(actor),
                _ => session.step_operation(actor),
            }
            .expect("it is enabled");
        }
        let future = session.future().to_string();
        let mut other = load(text);
        other.follow(&future).expect("it applies");
        assert_eq!(other.view(), session.view(), "{seed}");
    }
}
