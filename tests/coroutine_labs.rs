//! The labs whose actors are coroutines: what they print, and who has control when.
//!
//! `tests/golden/minimum.txt`, `chain.txt` and `pipeline.txt` are what Python prints. To write them anew:
//! `python3 www/labs/minimum/program.py > tests/golden/minimum.txt`, and so on. `pipelines.txt` has other settings of the
//! pipeline; `pipelines.py` beside it says how to write it anew.

use interleave::lab::{self, Operation, Program, Values};
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

/// The values of the pipeline lab for stages as a link has them.
fn pipeline_values(stages: &str, fill: bool, sends: u32, pace: f64) -> Vec<f64> {
    let stages: Vec<&str> = stages.split(',').collect();
    let mut values = vec![stages.len() as f64];
    for stage in stages {
        let (name, x) = stage.split_once(':').unwrap_or((stage, "0"));
        let index = Operation::ALL.iter().position(|each| each.name() == name);
        values.push(index.expect("an operation") as f64);
        values.push(x.parse().expect("a number"));
    }
    values.extend([f64::from(u8::from(!fill)), f64::from(sends), pace]);
    values
}

#[test]
fn the_pipeline_prints_what_python_prints() {
    let values = pipeline_values("divide:2,add:1", true, 10, 0.0);
    let outcome = run("pipeline", &values, &[]);
    assert_eq!(outcome.result, Ok(()));
    assert_eq!(outcome.printed(), include_str!("golden/pipeline.txt"));
    assert_eq!(
        outcome.printed(),
        "0 0\n1 0.5\n2 2.0\n3 2.5\n4 3.0\n5 3.5\n6 4.0\n7 4.5\n8 5.0\n9 5.5\n"
    );
}

#[test]
fn without_filling_each_value_passes_all_stages() {
    let values = pipeline_values("divide:2,add:1", false, 10, 0.0);
    assert_eq!(
        run("pipeline", &values, &[]).printed(),
        "0 1.0\n1 1.5\n2 2.0\n3 2.5\n4 3.0\n5 3.5\n6 4.0\n7 4.5\n8 5.0\n9 5.5\n"
    );
}

#[test]
fn any_pipeline_prints_what_python_prints() {
    let golden = include_str!("golden/pipelines.txt");
    let mut blocks = 0;
    for block in golden.split("# ").skip(1) {
        let (head, printed) = block.split_once('\n').expect("a head");
        let (stages, mode) = head.split_once(' ').expect("stages and how they begin");
        let values = pipeline_values(stages, mode == "fill", 10, 0.0);
        assert_eq!(run("pipeline", &values, &[]).printed(), printed, "{head}");
        blocks += 1;
    }
    assert_eq!(blocks, 20);
}

#[test]
fn a_pipeline_fills_one_stage_with_each_value() {
    let outcome = run(
        "pipeline",
        &pipeline_values("divide:2,add:1", true, 3, 0.0),
        &[],
    );
    let sends: Vec<_> = outcome
        .handovers()
        .into_iter()
        .filter(|(_, _, how, value)| *how == SEND && !value.is_empty())
        .map(|(from, to, _, value)| (from, to, value))
        .collect();
    // Made from the inside out, so that the first stage is the last coroutine.
    let expected = [
        (0, 2, "0"),
        (0, 2, "1"),
        (2, 1, "0.5"),
        (0, 2, "2"),
        (2, 1, "1"),
    ];
    assert_eq!(
        sends,
        expected.map(|(from, to, value)| (from, to, value.to_owned()))
    );
    let written: Vec<_> = outcome
        .events
        .iter()
        .filter(|seen| seen.kind == Kind::Write)
        .map(|seen| (seen.coroutine, seen.value.as_str()))
        .collect();
    assert_eq!(
        written,
        [(2, "0"), (1, "0.5"), (2, "0.5"), (1, "2"), (2, "2")]
    );
}

#[test]
fn stages_that_there_are_not_are_refused() {
    let lab = lab::find("pipeline").expect("a lab");
    let refused = |values: &[f64]| {
        let refusal = Values::new(lab.parameters, values).expect_err("refused");
        refusal.to_string()
    };
    let rest = [0.0, 10.0, 0.0];
    let with = |stages: &[f64]| [stages, &rest[..]].concat();
    let divide = 3.0;
    for (stages, bad) in [
        (&[0.0][..], "0"),
        (&[7.0], "7"),
        (&[1.5], "1.5"),
        (&[f64::INFINITY], "inf"),
        (&[1.0, 7.0, 1.0], "7"),
        (&[1.0, -1.0, 1.0], "-1"),
        (&[1.0, divide, 0.0], "0"),
        (&[1.0, divide, 1001.0], "1001"),
        (&[1.0, divide, f64::NAN], "NaN"),
        // A sum has no number.
        (&[1.0, 6.0, 1.0], "1"),
    ] {
        assert_eq!(
            refused(&with(stages)),
            format!(
                "stages cannot be {bad}: 1 to 6 stages, each with its operation and a number from -1000 to 1000, but no \
                 division by 0"
            )
        );
    }
    for count in 0..8 {
        let values = with(&[2.0, divide, 2.0, 0.0, 1.0]);
        if count < values.len() {
            assert!(refused(&values[..count]).contains("values, not"), "{count}");
        }
    }
    assert!(Values::new(lab.parameters, &with(&[1.0, divide, 2.0])).is_ok());
}
