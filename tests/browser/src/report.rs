//! What is told of the tests, in the words of Rust's own test runner, so that whoever reads those can read these.

use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How many of the slowest tests are named.
const SLOWEST: usize = 15;

/// How a test ended.
pub enum Verdict {
    /// It passed.
    Passed,
    /// It failed, with this error, and passed when it was tried again.
    Unsteady(String),
    /// It failed.
    Failed(String),
}

/// What is known so far; can be told from several threads.
pub struct Report {
    start: Instant,
    filtered_out: usize,
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    passed: usize,
    unsteady: Vec<(String, String)>,
    failed: Vec<(String, String)>,
    times: Vec<(Duration, String)>,
}

impl Report {
    /// Nothing yet.
    pub fn new(filtered_out: usize) -> Self {
        Self {
            start: Instant::now(),
            filtered_out,
            inner: Mutex::default(),
        }
    }

    /// Says how a test ended, and after which time.
    pub fn end(&self, name: &str, verdict: Verdict, took: Duration) {
        let seconds = took.as_secs_f64();
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.times.push((took, name.to_owned()));
        match verdict {
            Verdict::Passed => {
                inner.passed += 1;
                println!("test {name} ... ok <{seconds:.3}s>");
            }
            Verdict::Unsteady(first) => {
                inner.passed += 1;
                println!("test {name} ... ok <{seconds:.3}s>, the second time");
                inner.unsteady.push((name.to_owned(), first));
            }
            Verdict::Failed(error) => {
                println!("test {name} ... FAILED <{seconds:.3}s>");
                inner.failed.push((name.to_owned(), error));
            }
        }
    }

    /// Says that a test failed and will be tried again.
    pub fn again(&self, name: &str, took: Duration) {
        let seconds = took.as_secs_f64();
        println!("test {name} ... not this time <{seconds:.3}s>, is tried again");
    }

    /// Prints the errors and the sums. Returns whether no test failed.
    pub fn finish(&self) -> bool {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        println!(
            "{}",
            inner.text(self.start.elapsed().as_secs_f64(), self.filtered_out)
        );
        inner.failed.is_empty()
    }
}

impl Inner {
    fn text(&self, seconds: f64, filtered_out: usize) -> String {
        let mut text = String::new();
        let mut times = self.times.clone();
        times.sort();
        let _ = writeln!(text, "\nslowest:");
        for (took, name) in times.iter().rev().take(SLOWEST) {
            let _ = writeln!(text, "{:>8.1} s  {name}", took.as_secs_f64());
        }
        for (name, error) in &self.unsteady {
            let _ = writeln!(text, "\n---- {name}, the first time ----\n{error}");
        }
        if !self.failed.is_empty() {
            let _ = writeln!(text, "\nfailures:");
            for (name, error) in &self.failed {
                let _ = writeln!(text, "\n---- {name} ----\n{error}");
            }
            let _ = writeln!(text, "\nfailures:");
            for (name, _) in &self.failed {
                let _ = writeln!(text, "    {name}");
            }
        }
        if !self.unsteady.is_empty() {
            text.push('\n');
        }
        for (name, _) in &self.unsteady {
            let _ = writeln!(text, "unsteady: {name}");
        }
        let word = if self.failed.is_empty() {
            "ok"
        } else {
            "FAILED"
        };
        let _ = write!(
            text,
            "\ntest result: {word}. {} passed; {} failed; 0 ignored; 0 measured; {filtered_out} filtered out; finished in {seconds:.2}s",
            self.passed,
            self.failed.len(),
        );
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_failed_and_what_was_unsteady_is_named_with_its_error() {
        let report = Report::new(3);
        let second = Duration::from_secs(1);
        report.end("chromium::a::b", Verdict::Passed, second);
        report.end(
            "firefox::a::b",
            Verdict::Unsteady("too late".to_owned()),
            2 * second,
        );
        report.end("webkit::a::b", Verdict::Failed("gone".to_owned()), second);
        let text = report
            .inner
            .lock()
            .map(|inner| inner.text(4.0, 3))
            .unwrap_or_default();
        for part in [
            "     2.0 s  firefox::a::b\n",
            "---- firefox::a::b, the first time ----\ntoo late\n",
            "---- webkit::a::b ----\ngone\n",
            "unsteady: firefox::a::b\n",
            "test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 3 filtered out; finished in 4.00s",
        ] {
            assert!(text.contains(part), "{part:?} in {text}");
        }
        assert!(!report.finish());
    }
}
