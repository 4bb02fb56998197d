//! The systolic mesh: its cells and rows by themselves, and the lab in both of its forms.
//!
//! `tests/golden/systolic.txt` is what Python prints. To write it anew:
//! `python3 www/labs/systolic/program.py > tests/golden/systolic.txt`.

use interleave::coroutine::{Coroutine, InnerProduct, Inputs, Outputs, Row};
use interleave::lab::{self, Bound, Lab, Values};
use interleave::process::{self, Array, Line, Port, Process, System, Waiting};
use interleave::sync::Stopped;
use interleave::thread::{self, Engine, Fault};
use interleave::trace::{Decoder, Kind, Value};
use proptest::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};
use std::future::ready;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

type Matrix = Vec<Vec<i64>>;

fn plain_product(a: &Matrix, b: &Matrix) -> Matrix {
    let n = a.len();
    let mut product = vec![vec![0; n]; n];
    for i in 0..n {
        for j in 0..n {
            for k in 0..n {
                product[i][j] += a[i][k] * b[k][j];
            }
        }
    }
    product
}

/// Sends both matrices through rows of cells. Gives the sums, and for each cell the beats (from 0) in which it worked.
fn pulse(a: &Matrix, b: &Matrix, beats: usize) -> (Matrix, Vec<Vec<Vec<usize>>>) {
    let n = a.len();
    let mut rows = vec![Row::new(vec![InnerProduct::default(); n]); n];
    let mut sums = vec![vec![0; n]; n];
    let mut worked = vec![vec![Vec::new(); n]; n];
    let entering = |values: &dyn Fn(usize) -> i64, delay: usize, beat: usize| {
        let k = beat.checked_sub(delay)?;
        (k < n).then(|| values(k))
    };
    let mut lines = vec![vec![None; n]; n];
    for beat in 0..beats {
        lines[0] = (0..n).map(|j| entering(&|k| b[k][j], j, beat)).collect();
        for i in (0..n).rev() {
            let left = entering(&|k| a[i][k], i, beat);
            let mut line = lines[i].clone();
            rows[i].beat(left, &mut line, |j, inputs: Inputs<i64>, outputs| {
                assert_eq!(
                    inputs.left.is_some(),
                    inputs.above.is_some(),
                    "what comes from the left meets what comes from above"
                );
                if inputs.left.is_some() {
                    worked[i][j].push(beat);
                }
                sums[i][j] = outputs.sum;
            });
            if i + 1 < n {
                lines[i + 1] = line;
            }
        }
    }
    (sums, worked)
}

fn matrices() -> impl Strategy<Value = (Matrix, Matrix)> {
    (1..=8_usize).prop_flat_map(|n| {
        let row = prop::collection::vec(-1000..=1000_i64, n);
        let matrix = prop::collection::vec(row, n);
        (matrix.clone(), matrix)
    })
}

proptest! {
    #[test]
    fn a_mesh_gives_the_product_after_three_n_minus_two_beats((a, b) in matrices()) {
        let n = a.len();
        let (sums, _) = pulse(&a, &b, 3 * n - 2);
        prop_assert_eq!(&sums, &plain_product(&a, &b));
        // And nothing happens any more.
        prop_assert_eq!(sums, pulse(&a, &b, 4 * n).0);
    }

    #[test]
    fn each_cell_works_for_n_beats_from_when_the_wave_has_come_to_it((a, b) in matrices()) {
        let n = a.len();
        let (_, worked) = pulse(&a, &b, 4 * n);
        for (i, row) in worked.iter().enumerate() {
            for (j, beats) in row.iter().enumerate() {
                prop_assert_eq!(beats, &(i + j..i + j + n).collect::<Vec<_>>());
            }
        }
        prop_assert_eq!(worked[n - 1][n - 1].last(), Some(&(3 * n - 3)));
    }
}

#[test]
fn a_cell_lets_both_values_pass_and_adds_their_product() {
    let mut cell = InnerProduct::default();
    let mut send = |left, above| cell.send(Inputs { left, above });
    let passed = |right, below, sum| Outputs { right, below, sum };
    assert_eq!(send(None, None), passed(None, None, 0));
    assert_eq!(send(Some(3), Some(4)), passed(Some(3), Some(4), 12));
    assert_eq!(send(Some(2), None), passed(Some(2), None, 12));
    assert_eq!(send(None, Some(9)), passed(None, Some(9), 12));
    assert_eq!(send(Some(-1), Some(5)), passed(Some(-1), Some(5), 7));
}

#[test]
fn a_row_hands_on_to_the_right_one_beat_later() {
    let mut row = Row::new(vec![InnerProduct::default(); 3]);
    let mut lefts = Vec::new();
    for left in [Some(1), Some(2), None] {
        row.beat(left, &mut [None; 3], |_, inputs: Inputs<i64>, _| {
            lefts.push(inputs.left);
        });
    }
    let expected = [
        Some(1),
        None,
        None,
        Some(2),
        Some(1),
        None,
        None,
        Some(2),
        Some(1),
    ];
    assert_eq!(lefts, expected);
}

/// What is in an event; the actor is main or, by its number, a row.
#[derive(Debug)]
struct Seen {
    actor: u32,
    kind: Kind,
    object: u32,
    sequence: u32,
    value: Result<i64, String>,
}

/// Takes what `ring` or batch of `actor` has in it.
fn decode(words: &[u64], actor: u32, into: &mut Vec<Seen>) {
    let mut decoder = Decoder::new(words);
    while let Some(event) = decoder.next() {
        let event = event.expect("a record");
        into.push(Seen {
            actor: match event.coroutine {
                0 => actor,
                coroutine => u32::from(coroutine),
            },
            kind: event.kind,
            object: event.object,
            sequence: event.sequence,
            value: match event.value {
                Value::Int(value) => Ok(value),
                Value::Float(value) => Ok(value as i64),
                Value::Text(text) => Err(text.to_owned()),
                Value::None => Err(String::new()),
            },
        });
    }
}

struct Outcome {
    result: Result<(), Stopped>,
    events: Vec<Seen>,
    names: HashMap<u32, String>,
}

impl Outcome {
    fn new(result: Result<(), Stopped>, events: Vec<Seen>) -> Self {
        let names = events.iter().filter(|seen| seen.kind == Kind::Declare);
        let names = names
            .map(|seen| (seen.object, seen.value.clone().expect_err("a name")))
            .collect();
        Self {
            result,
            events,
            names,
        }
    }

    fn printed(&self) -> String {
        let prints = self.events.iter().filter(|seen| seen.kind == Kind::Print);
        prints
            .map(|seen| seen.value.as_ref().expect_err("a text").as_str())
            .collect()
    }

    /// The events of this kind that were done to what has this name, in order.
    fn of(&self, kind: Kind, name: &str) -> Vec<&Seen> {
        let events = self.events.iter();
        events
            .filter(|seen| {
                seen.kind == kind && self.names.get(&seen.object).is_some_and(|n| n == name)
            })
            .collect()
    }

    fn numbers(&self, kind: Kind, name: &str) -> Vec<i64> {
        let events = self.of(kind, name);
        let numbers = events.iter().map(|seen| seen.value.clone());
        numbers.map(|value| value.expect("a number")).collect()
    }

    fn matrix(&self, name: &str) -> Matrix {
        let [seen] = self.of(Kind::Read, name)[..] else {
            panic!("{name} is read once");
        };
        let text = seen.value.as_ref().expect_err("a text");
        let number = |word: &str| word.parse().expect("a number");
        text.split("; ")
            .map(|row| row.split(' ').map(number).collect())
            .collect()
    }
}

/// The lab with these values; what is not named gets its smallest one, or its first choice.
fn set_up(values: &[(&str, f64)]) -> (&'static Lab, Values) {
    let lab = lab::find("systolic").expect("a lab");
    let all: Vec<f64> = (lab.parameters.iter())
        .map(|parameter| {
            let given = values.iter().find(|(name, _)| *name == parameter.name);
            given.map_or(
                match parameter.bound {
                    Bound::Integer { min, .. } => min as f64,
                    Bound::Number { min, .. } => min,
                    Bound::Choice(_) => 0.0,
                    Bound::Stages { .. } => panic!("this lab has no pipeline"),
                },
                |(_, value)| *value,
            )
        })
        .collect();
    (lab, Values::new(lab.parameters, &all).expect("good values"))
}

/// What the visitor does when the program asks.
#[derive(Clone, Copy)]
enum Visit {
    Beat,
    GoOn,
    Stop,
}

#[derive(Default)]
struct World {
    visits: RefCell<VecDeque<Visit>>,
    actors: Cell<u32>,
    slept: Cell<f64>,
    words: RefCell<Vec<u64>>,
}

/// Everything that is waited for is there at once.
struct AtOnce(Rc<World>);

impl System for AtOnce {
    fn spawn(&self, name: &str) -> Waiting<u32> {
        panic!("there is one process; {name} is another")
    }

    fn join(&self, actor: u32) -> Waiting<()> {
        panic!("there is one process, not {actor}")
    }

    fn sleep(&self, milliseconds: f64) -> Waiting<()> {
        self.0.slept.set(self.0.slept.get() + milliseconds);
        Box::pin(ready(Ok(())))
    }

    fn look(&self) -> Waiting<()> {
        Box::pin(ready(Ok(())))
    }

    fn line(&self, actor: u32) -> Waiting<Box<dyn Line>> {
        panic!("there is one process, and no line to {actor}")
    }

    fn array(&self, bytes: usize) -> Box<dyn Array> {
        panic!("no array of {bytes} bytes is needed")
    }

    fn number(&self) -> Waiting<u32> {
        self.0.actors.set(self.0.actors.get() + 1);
        Box::pin(ready(Ok(self.0.actors.get())))
    }

    fn input(&self) -> Waiting<Option<f64>> {
        let visit = self.0.visits.borrow_mut().pop_front();
        Box::pin(ready(match visit.expect("the visitor has ended the run") {
            Visit::Beat => Ok(Some(1.0)),
            Visit::GoOn => Ok(None),
            Visit::Stop => Err(Stopped),
        }))
    }

    fn listen(&self, address: &str, _: u32) -> Waiting<bool> {
        panic!("nobody listens at {address}")
    }

    fn accept(&self, address: &str) -> Waiting<Box<dyn Port>> {
        panic!("nobody listens at {address}")
    }

    fn stop_listening(&self, address: &str) {
        panic!("nobody listens at {address}")
    }

    fn connect(&self, address: &str) -> Waiting<Option<Box<dyn Port>>> {
        panic!("nobody connects to {address}")
    }

    fn memory_bytes(&self) -> u64 {
        panic!("no memory is measured")
    }

    fn post(&self, words: &[u64]) {
        self.0.words.borrow_mut().extend(words);
    }
}

fn on_one_worker(values: &[(&str, f64)], visits: &[Visit]) -> (Outcome, f64) {
    let (lab, values) = set_up(values);
    let main = lab.program.process("main").expect("its main is a process");
    let world = Rc::new(World::default());
    world.visits.borrow_mut().extend(visits);
    let setup = process::Setup {
        actor: 0,
        began: 0.0,
        speed: values.speed(),
        pace: 0.0,
        fault: Fault::None,
    };
    let system = Box::new(AtOnce(Rc::clone(&world)));
    let program = async |me: &Process| main(me, &values).await;
    let running = pin!(Process::run(system, setup, program));
    let Poll::Ready(result) = running.poll(&mut Context::from_waker(Waker::noop())) else {
        panic!("it should wait for nothing but what its system gives at once");
    };
    let mut events = Vec::new();
    decode(&world.words.borrow(), 0, &mut events);
    (Outcome::new(result, events), world.slept.get())
}

/// An engine with a worker for each of eight rows. Leaked, as the page's engine lives as long as its memory.
fn engine() -> &'static Engine {
    let engine = std::thread::Builder::new()
        .stack_size(64 << 20) // an engine is larger than a test's stack
        .spawn(|| &*Box::leak(Box::new(Engine::new())))
        .expect("a thread")
        .join()
        .expect("an engine");
    for index in 1..=8 {
        std::thread::spawn(move || engine.serve(index, || true));
    }
    while engine.workers() < 8 {
        std::thread::yield_now();
    }
    engine
}

fn on_a_worker_each(
    engine: &'static Engine,
    values: &[(&str, f64)],
    stop: Option<Duration>,
) -> Outcome {
    let (lab, values) = set_up(values);
    let main = lab.program.threads().expect("its main is a thread");
    let setup = thread::Setup {
        speed: values.speed(),
        ..thread::Setup::default()
    };
    engine.stop().reset();
    let mut events = Vec::new();
    let mut collect = || {
        for (actor, ring) in engine.rings().iter().enumerate() {
            let mut words = Vec::new();
            let mut consumer = ring.consumer().expect("only this test reads");
            consumer.pop_into(&mut words);
            assert_eq!(ring.dropped(), 0);
            decode(&words, actor as u32, &mut events);
        }
    };
    let began = Instant::now();
    let result = std::thread::scope(|scope| {
        let run = scope.spawn(|| engine.run(setup, |me| main(me, &values)));
        while !run.is_finished() {
            if stop.is_some_and(|stop| began.elapsed() >= stop) {
                engine.stop().request();
            }
            collect();
            std::thread::sleep(Duration::from_millis(1));
        }
        collect();
        run.join().expect("no panic")
    });
    events.sort_by_key(|seen| seen.sequence);
    Outcome::new(result, events)
}

/// What a run of this size is to look like, whichever worker its rows are on.
fn check(outcome: &Outcome, size: usize) {
    assert_eq!(outcome.result, Ok(()));
    let (a, b) = (outcome.matrix("A"), outcome.matrix("B"));
    let beats = 3 * size - 2;
    let mut expected = String::new();
    for row in plain_product(&a, &b) {
        let numbers: Vec<String> = row.iter().map(i64::to_string).collect();
        expected += &format!("{}\n", numbers.join(" "));
    }
    expected += &format!("{beats} beats\nthe same as the plain product: yes\n");
    assert_eq!(outcome.printed(), expected);

    for row in 1..=size {
        let counter = format!("beat of row {row}");
        let counted: Vec<i64> = (1..=beats as i64).collect();
        assert_eq!(outcome.numbers(Kind::Write, &counter), counted);
        for column in 1..=size {
            let (left, above) = (
                format!("left of c[{row}][{column}]"),
                format!("above c[{row}][{column}]"),
            );
            assert_eq!(outcome.numbers(Kind::Read, &left), a[row - 1]);
            let from_above: Vec<i64> = b.iter().map(|row| row[column - 1]).collect();
            assert_eq!(outcome.numbers(Kind::Read, &above), from_above);
        }
        let sums = outcome.of(Kind::Write, &format!("c[{row}]"));
        assert_eq!(sums.len(), beats);
        assert!(sums.iter().all(|seen| seen.actor == row as u32), "its own");
        let last = sums[beats - 1].value.as_ref().expect_err("a text");
        assert_eq!(Some(last.as_str()), expected.lines().nth(row - 1));
    }
}

#[test]
fn one_worker_prints_what_python_prints() {
    let (outcome, slept) = on_one_worker(&[("size", 3.0), ("seed", 1.0), ("delay", 0.5)], &[]);
    assert_eq!(outcome.printed(), include_str!("golden/systolic.txt"));
    check(&outcome, 3);
    assert_eq!(slept, 7.0 * 500.0);
}

#[test]
fn a_worker_each_prints_what_python_prints() {
    let outcome = on_a_worker_each(engine(), &[("size", 3.0), ("seed", 1.0)], None);
    assert_eq!(outcome.printed(), include_str!("golden/systolic.txt"));
    check(&outcome, 3);
}

#[test]
fn both_forms_multiply_matrices_of_every_size_and_kind() {
    let engine = engine();
    for size in 2..=8 {
        for (a, b, seed) in [
            (0.0, 0.0, 7.0),
            (0.0, 1.0, 1e6),
            (2.0, 0.0, 0.0),
            (1.0, 2.0, 3.0),
        ] {
            let values = [("size", size as f64), ("a", a), ("b", b), ("seed", seed)];
            let (one, _) = on_one_worker(&values, &[]);
            check(&one, size);
            let each = on_a_worker_each(engine, &values, None);
            check(&each, size);
            assert_eq!(one.printed(), each.printed());
        }
    }
}

#[test]
fn the_kinds_of_matrices_are_what_they_are_called() {
    let (outcome, _) = on_one_worker(&[("size", 2.0), ("a", 1.0), ("b", 2.0)], &[]);
    assert_eq!(outcome.matrix("A"), [[1, 0], [0, 1]]);
    assert_eq!(outcome.matrix("B"), [[1, 1], [1, 1]]);
    let digits = |seed| {
        let (outcome, _) = on_one_worker(&[("size", 8.0), ("seed", seed)], &[]);
        [outcome.matrix("A"), outcome.matrix("B")].concat().concat()
    };
    assert!(digits(1.0).iter().all(|digit| (0..10).contains(digit)));
    assert_eq!(digits(5.0), digits(5.0));
    assert_ne!(digits(5.0), digits(6.0));
}

#[test]
fn by_hand_each_beat_waits_for_the_visitor() {
    let values = [("size", 2.0), ("beats", 1.0), ("delay", 0.5)];
    let (outcome, slept) = on_one_worker(&values, &[Visit::Beat; 4]);
    check(&outcome, 2);
    assert_eq!(slept, 0.0);

    let (outcome, slept) = on_one_worker(&values, &[Visit::Beat, Visit::GoOn]);
    check(&outcome, 2);
    assert_eq!(slept, 3.0 * 500.0, "the rest goes by the clock");

    let (outcome, _) = on_one_worker(&values, &[Visit::Beat, Visit::Beat, Visit::Stop]);
    assert_eq!(outcome.result, Err(Stopped));
    assert_eq!(outcome.printed(), "");
    assert_eq!(outcome.numbers(Kind::Write, "beat of row 2"), [1, 2]);
}

#[test]
fn a_row_on_a_worker_of_its_own_goes_at_the_pace_of_its_neighbours() {
    let outcome = on_a_worker_each(engine(), &[("size", 8.0), ("seed", 2.0)], None);
    for row in 1..8 {
        let link = format!("row {row} to row {}", row + 1);
        let (puts, gets) = (outcome.of(Kind::Put, &link), outcome.of(Kind::Get, &link));
        let order: Vec<i64> = (1..=21).collect();
        assert_eq!(outcome.numbers(Kind::Put, &link), order);
        assert_eq!(outcome.numbers(Kind::Get, &link), order);
        let began = outcome.of(Kind::Write, &format!("beat of row {}", row + 1));
        for beat in 0..21 {
            assert!(puts[beat].sequence < gets[beat].sequence);
            assert!(
                gets[beat].sequence < began[beat + 1].sequence,
                "it needs what comes down"
            );
            if beat >= 2 {
                let room = gets[beat - 2].sequence;
                assert!(room < puts[beat].sequence, "it cannot be further ahead");
            }
        }
    }
}

#[test]
fn rows_on_workers_stop_wherever_they_are() {
    let engine = engine();
    for milliseconds in [0, 5, 30, 60] {
        let values = [("size", 8.0), ("delay", 0.02)];
        let stop = Duration::from_millis(milliseconds);
        let outcome = on_a_worker_each(engine, &values, Some(stop));
        assert_eq!(outcome.result, Err(Stopped));
        assert_eq!(outcome.printed(), "");
        let ends = outcome.events.iter().filter(|seen| seen.kind == Kind::Exit);
        let starts = outcome
            .events
            .iter()
            .filter(|seen| seen.kind == Kind::Start);
        assert_eq!(ends.count(), starts.count());
    }
}
