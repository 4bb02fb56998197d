//! Reads how many tests passed from what test runners print.

use std::ops::AddAssign;

use anyhow::{Context, Result};
use serde_json::Value;

/// Tests that ran. Those that a filter left out count as neither.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counts {
    /// Tests that passed.
    pub passed: u64,
    /// Tests that failed, and steps that failed without running any.
    pub failed: u64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Sums the lines `test result: ok. 3 passed; 0 failed; …`, one for each test program.
pub fn of_libtest(output: &str) -> Counts {
    let mut sum = Counts::default();
    for line in output
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("test result: "))
    {
        let count = |word: &str| {
            line.split([';', '.'])
                .map(str::trim)
                .find_map(|part| part.strip_suffix(word)?.trim_end().parse::<u64>().ok())
        };
        sum += Counts {
            passed: count("passed").unwrap_or(0),
            failed: count("failed").unwrap_or(0),
        };
    }
    sum
}

/// The tests that failed and passed when they were tried again, from lines `unsteady: <name>`.
pub fn unsteady(output: &str) -> Vec<String> {
    output
        .lines()
        .filter_map(|line| line.strip_prefix("unsteady: "))
        .map(str::to_owned)
        .collect()
}

/// The names of the tests that failed: in lines `test <name> ... FAILED`, in Node's `not ok 3 - <name>`, or in Vitest's
/// ` FAIL  <file> > <name>`.
pub fn failed(output: &str) -> Vec<String> {
    let mut names: Vec<String> = output
        .lines()
        .filter_map(|line| {
            let line = line.trim();
            if let Some(rest) = line.strip_prefix("test ") {
                return rest.strip_suffix(" ... FAILED");
            }
            if let Some(rest) = line.strip_prefix("not ok ") {
                return Some(rest.split_once(" - ")?.1);
            }
            line.strip_prefix("FAIL  ")
        })
        .map(str::to_owned)
        .collect();
    names.sort();
    names.dedup();
    names
}

/// Reads Vitest's JSON report.
///
/// # Errors
/// When it is not one.
pub fn of_vitest(report: &str) -> Result<Counts> {
    let report: Value = serde_json::from_str(report).context("Vitest's report is not JSON")?;
    let count = |name: &str| {
        report
            .get(name)
            .and_then(Value::as_u64)
            .with_context(|| format!("Vitest's report has no {name}"))
    };
    Ok(Counts {
        passed: count("numPassedTests")?,
        failed: count("numFailedTests")?,
    })
}

/// Reads the last lines of Node's TAP report, `# pass 3` and `# fail 1`; `None` when they are not there.
pub fn of_node(report: &str) -> Option<Counts> {
    let count = |word: &str| {
        report
            .lines()
            .rev()
            .find_map(|line| line.strip_prefix(word)?.parse::<u64>().ok())
    };
    Some(Counts {
        passed: count("# pass ")?,
        failed: count("# fail ")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_results_of_several_test_programs_are_summed() {
        let output = "\
running 2 tests
test a ... ok
test b ... FAILED

test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 3 filtered out; finished in 0.00s

   Doc-tests interleave
test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.31s
";
        assert_eq!(
            of_libtest(output),
            Counts {
                passed: 13,
                failed: 1
            }
        );
        assert_eq!(of_libtest("error: could not compile"), Counts::default());
    }

    #[test]
    fn failed_tests_are_named() {
        let output = "test a ... ok\ntest b::c ... FAILED\n    not ok 2 - d e\nok 3 - f\n FAIL  g.test.ts > h\ntest b::c ... FAILED\n";
        assert_eq!(failed(output), ["b::c", "d e", "g.test.ts > h"]);
    }

    #[test]
    fn unsteady_tests_are_named() {
        let output = "test a ... ok, the second time\n\nunsteady: a\nunsteady: b\ntest result: ok.";
        assert_eq!(unsteady(output), ["a", "b"]);
    }

    #[test]
    fn vitests_report_is_read() {
        let report = r#"{"numTotalTests":5,"numPassedTests":3,"numFailedTests":1,"numPendingTests":1,"success":false}"#;
        assert_eq!(
            of_vitest(report).ok(),
            Some(Counts {
                passed: 3,
                failed: 1
            })
        );
        assert!(of_vitest("{}").is_err());
        assert!(of_vitest("no tests").is_err());
    }

    #[test]
    fn nodes_report_is_read() {
        let report =
            "TAP version 13\nok 1 - # pass 9\n1..4\n# tests 4\n# pass 3\n# fail 1\n# skipped 0\n";
        assert_eq!(
            of_node(report),
            Some(Counts {
                passed: 3,
                failed: 1
            })
        );
        assert_eq!(of_node("Error: cannot find module"), None);
    }
}
