//! The labs whose actors are coroutines: what they print, and who has control when.
//!
//! `tests/golden/minimum.txt` and `tests/golden/chain.txt` are what Python prints. To write them anew:
//! `python3 www/labs/minimum/program.py > tests/golden/minimum.txt`, and so on.

use interleave::lab::{self, Program, Values};
use interleave::process::{Array, Line, Port, Process, Setup, System, Waiting};
use interleave::sync::Stopped;
use interleave::thread::Fault;
use interleave::trace::{Decoder, Handover, Kind, Value};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::ready;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// What is in an event, without its time.
#[derive(Clone, Debug, PartialEq)]
struct Seen {
    coroutine: u16,
    kind: Kind,
    detail: u8,
    object: u32,
    line: u32,
    value: String,
}

/// What the visitor does when the program asks for a value.
#[derive(Clone, Copy)]
enum Visit {
    Sends(f64),
    Closes,
    Stops,
}

#[derive(Default)]
struct World {
    visits: RefCell<VecDeque<Visit>>,
    actors: Cell<u32>,
    slept: Cell<f64>,
    words: RefCell<Vec<u64>>,
}

/// Everything that is waited for is there at once.
struct Instant(Rc<World>);

impl System for Instant {
    fn spawn(&self, name: &str) -> Waiting<u32> {
        panic!("these labs have one process; {name} is another")
    }

    fn join(&self, actor: u32) -> Waiting<()> {
        panic!("these labs have one process, not {actor}")
    }

    fn sleep(&self, milliseconds: f64) -> Waiting<()> {
        self.0.slept.set(self.0.slept.get() + milliseconds);
        Box::pin(ready(Ok(())))
    }

    fn look(&self) -> Waiting<()> {
        Box::pin(ready(Ok(())))
    }

    fn line(&self, actor: u32) -> Waiting<Box<dyn Line>> {
        panic!("these labs have one process and no line to {actor}")
    }

    fn array(&self, bytes: usize) -> Box<dyn Array> {
        panic!("these labs need no array of {bytes} bytes")
    }

    fn number(&self) -> Waiting<u32> {
        self.0.actors.set(self.0.actors.get() + 1);
        Box::pin(ready(Ok(self.0.actors.get())))
    }

    fn input(&self) -> Waiting<Option<f64>> {
        let visit = self.0.visits.borrow_mut().pop_front();
        Box::pin(ready(match visit.expect("the visitor has ended the run") {
            Visit::Sends(value) => Ok(Some(value)),
            Visit::Closes => Ok(None),
            Visit::Stops => Err(Stopped),
        }))
    }

    fn listen(&self, address: &str, _: u32) -> Waiting<bool> {
        panic!("these labs have one process and do not listen at {address}")
    }

    fn accept(&self, address: &str) -> Waiting<Box<dyn Port>> {
        panic!("these labs have one process and do not listen at {address}")
    }

    fn stop_listening(&self, address: &str) {
        panic!("these labs have one process and do not listen at {address}")
    }

    fn connect(&self, address: &str) -> Waiting<Option<Box<dyn Port>>> {
        panic!("these labs have one process and do not connect to {address}")
    }

    fn memory_bytes(&self) -> u64 {
        panic!("these labs do not measure memory")
    }

    fn post(&self, words: &[u64]) {
        self.0.words.borrow_mut().extend(words);
    }
}

struct Outcome {
    result: Result<(), Stopped>,
    events: Vec<Seen>,
    /// Milliseconds that it was told to wait.
    slept: f64,
}

impl Outcome {
    fn printed(&self) -> String {
        let prints = self.events.iter().filter(|seen| seen.kind == Kind::Print);
        prints.map(|seen| seen.value.as_str()).collect()
    }

    /// Who hands control to whom, how and with what.
    fn handovers(&self) -> Vec<(u16, u32, u8, String)> {
        let yields = self.events.iter().filter(|seen| seen.kind == Kind::Yield);
        yields
            .map(|seen| (seen.coroutine, seen.object, seen.detail, seen.value.clone()))
            .collect()
    }
}

fn run(lab: &str, values: &[f64], visits: &[Visit]) -> Outcome {
    let lab = lab::find(lab).expect("a lab");
    let Program::Processes(processes) = lab.program else {
        panic!("its main is a process");
    };
    let (name, main) = processes[0];
    assert_eq!(name, "main");
    let values = Values::new(lab.parameters, values).expect("good values");
    let world = Rc::new(World::default());
    world.visits.borrow_mut().extend(visits);
    let setup = Setup {
        actor: 0,
        began: 0.0,
        speed: 1.0,
        pace: values.pace(),
        fault: Fault::None,
    };
    let system = Box::new(Instant(Rc::clone(&world)));
    let program = async |me: &Process| main(me, &values).await;
    let mut running = pin!(Process::run(system, setup, program));
    let Poll::Ready(result) = running
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    else {
        panic!("it should wait for nothing but what its system gives at once");
    };
    let words = world.words.borrow();
    let mut decoder = Decoder::new(&words);
    let mut events = Vec::new();
    while let Some(event) = decoder.next() {
        let event = event.expect("a record");
        events.push(Seen {
            coroutine: event.coroutine,
            kind: event.kind,
            detail: event.detail,
            object: event.object,
            line: event.line,
            value: match event.value {
                Value::None => String::new(),
                Value::Int(value) => value.to_string(),
                Value::Float(value) => value.to_string(),
                Value::Text(value) => value.to_owned(),
            },
        });
    }
    Outcome {
        result,
        events,
        slept: world.slept.get(),
    }
}

const COURSE: f64 = 0.0;
const VISITOR: f64 = 1.0;

const ANSWER: u8 = Handover::Answer as u8;
const SEND: u8 = Handover::Send as u8;
const CLOSE: u8 = Handover::Close as u8;

#[test]
fn the_minimum_prints_what_python_prints() {
    let outcome = run("minimum", &[0.0, COURSE], &[]);
    assert_eq!(outcome.result, Ok(()));
    assert_eq!(outcome.printed(), include_str!("golden/minimum.txt"));
    assert_eq!(outcome.printed(), "10\n4\n4\n-1\n");
}

#[test]
fn the_chain_prints_what_python_prints() {
    let outcome = run("chain", &[3.0, 0.0], &[]);
    assert_eq!(outcome.result, Ok(()));
    assert_eq!(outcome.printed(), include_str!("golden/chain.txt"));
    assert_eq!(
        outcome.printed(),
        "next executed\n1 2\n2 3\n1 2\n2 3\n1 2\n2 3\n"
    );
}

#[test]
fn the_chain_prints_a_pair_of_lines_for_each_send() {
    for sends in [0, 1, 50] {
        let outcome = run("chain", &[f64::from(sends), 0.0], &[]);
        let pairs = "1 2\n2 3\n".repeat(sends as usize);
        assert_eq!(outcome.printed(), format!("next executed\n{pairs}"));
    }
}

#[test]
fn the_minimum_answers_what_the_visitor_sends() {
    let visits = [
        Visit::Sends(7.0),
        Visit::Sends(2.5),
        Visit::Sends(100.0),
        Visit::Closes,
    ];
    let outcome = run("minimum", &[0.0, VISITOR], &visits);
    assert_eq!(outcome.result, Ok(()));
    assert_eq!(outcome.printed(), "7\n2.5\n2.5\n");
    let exits: Vec<_> = outcome
        .events
        .iter()
        .filter(|seen| seen.kind == Kind::Exit)
        .map(|seen| (seen.coroutine, seen.detail))
        .collect();
    assert_eq!(exits, [(1, 1), (0, 0)], "closed, then main at its end");
}

#[test]
fn a_minimum_that_is_stopped_while_it_waits_ends_like_its_process() {
    let visits = [Visit::Sends(7.0), Visit::Stops];
    let outcome = run("minimum", &[0.0, VISITOR], &visits);
    assert_eq!(outcome.result, Err(Stopped));
    assert_eq!(outcome.printed(), "7\n");
    let last = |coroutine| {
        let mut events = outcome.events.iter().rev();
        events.find(|seen| seen.coroutine == coroutine).expect("it")
    };
    assert_eq!((last(1).kind, last(1).detail), (Kind::Exit, 1));
    assert_eq!((last(0).kind, last(0).detail), (Kind::Exit, 1));
}

#[test]
fn control_goes_down_the_chain_and_back() {
    let outcome = run("chain", &[1.0, 0.0], &[]);
    let expected = [
        // Priming, from the inside out.
        (0, 1, SEND, ""),
        (1, 0, ANSWER, ""),
        (0, 2, SEND, ""),
        (2, 0, ANSWER, ""),
        // The send.
        (0, 2, SEND, "3"),
        (2, 1, SEND, "2"),
        (1, 2, ANSWER, ""),
        (2, 0, ANSWER, ""),
        (0, 2, CLOSE, ""),
    ]
    .map(|(from, to, how, value)| (from, to, how, value.to_owned()));
    assert_eq!(outcome.handovers(), expected);
}

#[test]
fn each_handover_is_taken_at_once_by_the_one_it_goes_to() {
    for (lab, values) in [("minimum", [0.0, COURSE]), ("chain", [2.0, 0.0])] {
        let outcome = run(lab, &values, &[]);
        let mut holder = 0;
        for (at, seen) in outcome.events.iter().enumerate() {
            match seen.kind {
                Kind::Yield => {
                    let next = &outcome.events[at + 1];
                    assert_eq!(next.kind, Kind::Resume, "{lab}: {seen:?}");
                    assert_eq!(u32::from(next.coroutine), seen.object);
                    assert_eq!(next.object, u32::from(seen.coroutine));
                    assert_eq!((next.detail, &next.value), (seen.detail, &seen.value));
                }
                Kind::Resume => holder = seen.coroutine,
                // Done to it, not by it: it is begun by its maker, and ended by whoever closes it or what holds it.
                Kind::Start => continue,
                Kind::Exit => {
                    let closer = outcome.events[at..]
                        .iter()
                        .find(|next| next.kind == Kind::Resume);
                    holder = closer.map_or(0, |next| next.coroutine);
                    continue;
                }
                _ => {}
            }
            if seen.kind != Kind::Resume {
                assert_eq!(seen.coroutine, holder, "{lab}: {seen:?}");
            }
        }
    }
}

#[test]
fn a_suspended_minimum_stands_at_a_yield_of_its_source() {
    let source: Vec<&str> = include_str!("../src/lab/minimum.rs").lines().collect();
    let outcome = run("minimum", &[0.0, COURSE], &[]);
    let answers: Vec<u32> = outcome
        .events
        .iter()
        .filter(|seen| seen.kind == Kind::Yield && seen.detail == ANSWER)
        .map(|seen| seen.line)
        .collect();
    assert_eq!(answers.len(), 5);
    for line in &answers {
        assert!(
            source[*line as usize - 1].contains(".yields("),
            "line {line}"
        );
    }
    // It is primed to its first yield, and comes back to its second one ever after.
    assert!(answers[1] > answers[0]);
    assert!(answers[2..].iter().all(|line| *line == answers[1]));
}

#[test]
fn its_frame_remembers_the_least_value() {
    let outcome = run("minimum", &[0.0, COURSE], &[]);
    let writes: Vec<_> = outcome
        .events
        .iter()
        .filter(|seen| seen.kind == Kind::Write)
        .map(|seen| (seen.coroutine, seen.value.as_str()))
        .collect();
    assert_eq!(writes, [(1, "10"), (1, "4"), (1, "4"), (1, "-1")]);
}

#[test]
fn whoever_gets_control_holds_it_for_as_long_as_is_asked_for() {
    let outcome = run("chain", &[1.0, 0.25], &[]);
    // Ten handovers: nine of them are taken by someone who goes on, and the one that closes is not.
    let taken = outcome
        .events
        .iter()
        .filter(|seen| seen.kind == Kind::Resume && seen.detail != CLOSE);
    assert_eq!(outcome.slept, 250.0 * taken.count() as f64);
    assert_eq!(run("chain", &[1.0, 0.0], &[]).slept, 0.0);
}
