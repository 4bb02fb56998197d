//! What students write for the same thing, and the same answer to all of it.
#![cfg(not(loom))]

use interleave::explore::{Exploration, Options, Report};
use interleave::lang::Source;
use interleave::machine::{ModelOptions, Program, ProgramModel, Time};

fn explored(text: &str) -> Report {
    let source = Source::new("test.py", text);
    let program = Program::load(&source).expect("it is a program");
    let options = ModelOptions {
        time: Time::Free,
        ..ModelOptions::default()
    };
    let model = ProgramModel::new(&program, options);
    let mut exploration = Exploration::new(model, Options::default());
    while !exploration
        .advance(1 << 20)
        .expect("it can be explored")
        .done
    {}
    exploration.report().expect("it is done")
}

/// The value of the only variable, and the interleavings that lead to it.
fn counts(report: &Report) -> Vec<(String, String)> {
    let outcomes = report.outcomes.iter();
    outcomes
        .map(|outcome| {
            assert_eq!(outcome.values.len(), 1, "{:?}", outcome.values);
            let count = outcome.interleavings.clone().expect("it is finite");
            (outcome.values[0].1.clone(), count)
        })
        .collect()
}

const TWO: &str = "
ts = [threading.Thread(target=work) for _ in range(2)]
for t in ts:
    t.start()
for t in ts:
    t.join()
";

const INCREMENTS: [&str; 6] = [
    // An attribute of an object, of which `repr` tells nothing.
    "
import threading
class Counter:
    def __init__(self):
        self.value = 0
    def increment(self):
        self.value += 1
c = Counter()
def work():
    for _ in range(2):
        c.increment()
",
    // An attribute of the class.
    "
import threading
class Counter:
    value = 0
def work():
    for _ in range(2):
        Counter.value += 1
",
    // A variable of a function around.
    "
import threading
def main():
    counter = 0
    def work():
        nonlocal counter
        for _ in range(2):
            counter += 1
    ts = [threading.Thread(target=work) for _ in range(2)]
    for t in ts: t.start()
    for t in ts: t.join()
    return counter
result = main()
threading.Thread
def work(): pass
",
    // By way of a variable.
    "
import threading, time
counter = 0
def work():
    global counter
    for _ in range(2):
        value = counter
        time.sleep(0.001)
        counter = value + 1
",
    // A derived class.
    "
import threading
counter = 0
class Worker(threading.Thread):
    def run(self):
        global counter
        for _ in range(2):
            counter += 1
def work(): pass
ws = [Worker(), Worker()]
for w in ws: w.start()
for w in ws: w.join()
",
    "
import threading
counter = 0
def increment():
    global counter
    counter = counter + 1
work = lambda: [increment() for _ in range(2)]
",
];

#[test]
fn two_threads_with_two_increments_each() {
    for text in INCREMENTS {
        let runs_itself = text.contains(".start()");
        let program = if runs_itself {
            text.to_owned()
        } else {
            format!("{text}{TWO}")
        };
        let report = explored(&program);
        assert_eq!(report.interleavings.as_deref(), Some("70"), "{program}");
        let expected = [("2", "32"), ("3", "32"), ("4", "6")];
        let expected = expected.map(|(value, count)| (value.to_owned(), count.to_owned()));
        assert_eq!(counts(&report), expected, "{program}");
    }
}

#[test]
fn objects_are_observed_by_their_attributes() {
    let report = explored(
        "
import threading
class Account:
    def __init__(self, balance):
        self.balance = balance
        self._lock = threading.Lock()
    def withdraw(self, amount):
        if self.balance >= amount:
            self.balance -= amount
accounts = [Account(100), Account(50)]
def work():
    accounts[0].withdraw(80)
ts = [threading.Thread(target=work) for _ in range(2)]
for t in ts: t.start()
for t in ts: t.join()
",
    );
    let values: Vec<_> = report.outcomes.iter().map(|it| it.values.clone()).collect();
    let of = |first: &str| {
        vec![
            ("accounts[0].balance".to_owned(), first.to_owned()),
            ("accounts[1].balance".to_owned(), "50".to_owned()),
        ]
    };
    assert_eq!(values, [of("-60"), of("20")]);
}

#[test]
fn what_processes_share_is_observed() {
    let report = explored(
        "
from multiprocessing import Array, Process, Value
total = Value('i', 0)
parts = Array('i', 2)
def work(number):
    parts[number] = 1
    total.value += 1
ps = [Process(target=work, args=(i,)) for i in range(2)]
for p in ps: p.start()
for p in ps: p.join()
",
    );
    let values: Vec<_> = report.outcomes.iter().map(|it| it.values.clone()).collect();
    let of = |total: &str| {
        vec![
            ("parts[:]".to_owned(), "[1, 1]".to_owned()),
            ("total.value".to_owned(), total.to_owned()),
        ]
    };
    assert_eq!(values, [of("1"), of("2")]);
}

#[test]
fn a_list_of_threads_is_not_the_list_that_they_change() {
    for (element, last) in [("box[0]", "[4]"), ("box['n']", "{'n': 4}")] {
        let held = if element == "box[0]" {
            "[0]"
        } else {
            "{'n': 0}"
        };
        let report = explored(&format!(
            "
import threading
box = {held}
def work():
    for _ in range(2):
        {element} += 1
{TWO}"
        ));
        assert_eq!(report.interleavings.as_deref(), Some("70"), "{element}");
        let values: Vec<_> = report.outcomes.iter().map(|it| it.values.clone()).collect();
        assert_eq!(values.len(), 3);
        let last_values: Vec<_> = values[2].iter().map(|it| it.1.as_str()).collect();
        assert!(last_values.contains(&last), "{values:?}");
    }
}

#[test]
fn a_list_is_the_same_one_by_whatever_name() {
    // While the others run, the global gets another list; one of them changes the first one by a name of its own.
    let report = explored(
        "
import threading
box = [0]
def one(mine):
    mine[0] += 1
def other():
    global box
    mine = box
    box = [10]
    mine[0] += 1
first = box
a = threading.Thread(target=one, args=(box,))
b = threading.Thread(target=other)
a.start(); b.start(); a.join(); b.join()
",
    );
    let mut ends: Vec<_> = report
        .outcomes
        .iter()
        .map(|it| {
            it.values
                .iter()
                .find(|(name, _)| name == "first")
                .map(|it| it.1.clone())
        })
        .collect();
    ends.sort();
    ends.dedup();
    let expected = ["[1]", "[2]"].map(|it| Some(it.to_owned()));
    assert_eq!(ends, expected, "{:?}", report.outcomes);
}
