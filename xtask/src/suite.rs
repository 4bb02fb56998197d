//! `cargo xtask test`: lints and tests, the cheap ones first. A failure does not keep the rest from being reported.

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::command::{self, Finished, Run};
use crate::serve::Server;
use crate::site::{self, Target};
use crate::step::{Status, step};
use crate::summary::{self, Counts};
use crate::wasm::Kind;
use crate::{browsers, npm, package, project, spin, toolchain, wasm};

/// Everything together takes a third of it. What has not ended by then hangs.
const LIMIT: Duration = Duration::from_secs(72 * 60);
/// Of that, what the browser suite gets at the end to tell what it knows.
const LAST: Duration = Duration::from_secs(5 * 60);

/// So many tests of one kind are tried again: where more fail, something is broken.
const RETRIES: usize = 5;

/// Runs everything, or with a filter only the tests whose name contains it. Its last line is `N passed, N failed`.
pub fn test(filter: Option<&str>) -> Result<ExitCode> {
    let start = Instant::now();
    command::end_all_after(LIMIT);
    let mut report = Report::default();
    let lints = filter.is_none();

    if lints {
        report.lint("rustfmt", cargo(&["fmt", "--all", "--check"]));
    }
    let lock = site::lock()?;
    let packages = report.check(npm::install());
    if lints && packages {
        report.lint("Biome", npm::script("lint"));
    }
    // The types of the Wasm packages are needed to check TypeScript.
    let toolchain = report.value(toolchain::prepare());
    let built = packages
        && toolchain.as_ref().is_some_and(|toolchain| {
            report.check(wasm::build(toolchain, Kind::PRODUCT))
                && report.check(wasm::build(toolchain, Kind::TRIALS))
        });
    if lints && built {
        report.lint("tsc", npm::script("check"));
    }
    if built {
        report.tests_again("TypeScript tests", |_| vitest(filter));
    }
    let bundled = built
        && report.check(site::bundle(Target::Local))
        && report.check(site::bundle(Target::Benches));
    let scratch = if bundled && report.check(package::build(Target::Local)) {
        report.value(package::install())
    } else {
        None
    };
    if let Some(scratch) = &scratch {
        test_package(&mut report, scratch, filter);
    }
    drop(lock);

    if lints {
        report.lint(
            "clippy",
            cargo(&[
                "clippy",
                "--workspace",
                "--all-targets",
                "--locked",
                "--",
                "-Dwarnings",
            ]),
        );
        if let Some(toolchain) = &toolchain {
            report.check(wasm::lint(toolchain));
        }
        let mut rustdoc = cargo(&["doc", "--workspace", "--no-deps", "--locked"]);
        rustdoc.env("RUSTDOCFLAGS", "-Dwarnings");
        report.lint("rustdoc", rustdoc);
    }
    if let Err(error) = spin::prepare() {
        // The test that compares with it says so, and the others do not need it.
        println!("{:<30} not run: {error:#}", "comparison with SPIN");
    }
    report.tests_again("native tests", |only| {
        let mut command = cargo(&["test", "--workspace", "--no-fail-fast", "--locked"]);
        if only.is_empty() {
            return libtest(command, filter, false);
        }
        command.args(["--", "--exact"]).args(only);
        libtest(command, None, false)
    });
    report.tests("loom tests", || libtest(loom(), filter, false));
    if let Some(toolchain) = &toolchain {
        match toolchain.miri() {
            Ok(miri) => report.tests("Miri tests", || libtest(in_miri(miri), filter, false)),
            // Not every machine can have it, and the other tests do not need it.
            Err(error) => println!("{:<30} not run: {error:#}", "Miri tests"),
        }
    }
    if let Some(scratch) = &scratch
        && report.check(browsers::prepare())
    {
        report.tests("browser tests", || {
            let mut command = in_sites("browser-suite", Target::Local)?;
            serve(&mut command, "INTERLEAVE_PACKAGE_SITE", scratch)?;
            let benches = Target::Benches.folder();
            serve(&mut command, "INTERLEAVE_BENCH_SITE", &benches)?;
            let seconds =
                command::time_left().map_or(0, |left| left.saturating_sub(LAST).as_secs());
            command.env("INTERLEAVE_SUITE_SECONDS", seconds.to_string());
            libtest(command, filter, true)
        });
    } else {
        report.check(Err(anyhow::anyhow!(
            "browser tests were not run, because a step that they need failed"
        )));
    }

    for name in &report.unsteady {
        println!(
            "unsteady: {name} failed, and passed when it was tried again; its first error is above"
        );
    }
    let Counts { passed, failed } = report.counts;
    let nothing = passed == 0 && failed == 0;
    println!("\n{:<30} {:>7.1} s", "all", start.elapsed().as_secs_f64());
    if let (true, Some(filter)) = (nothing, filter) {
        eprintln!("error: no test has `{filter}` in its name");
    }
    println!("{passed} passed, {failed} failed");
    Ok(if failed == 0 && !nothing {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The npm package, as it is installed in `scratch`.
fn test_package(report: &mut Report, scratch: &Path, filter: Option<&str>) {
    if filter.is_none() {
        report.lint("types of the npm package", package::check_types(scratch));
    }
    report.tests_again("tests of the npm package", |_| {
        package::test(scratch, filter.map(literal_pattern))
    });
}

/// A program of the browser suite's package, with two servers of `target` running and their addresses in its environment.
pub fn in_sites(program: &str, target: Target) -> Result<Command> {
    let mut command = cargo(&[
        "run",
        "--quiet",
        "--locked",
        "--package",
        "browser-suite",
        "--bin",
        program,
    ]);
    command.arg("--");
    serve(&mut command, "INTERLEAVE_SITE", &target.folder())?;
    // Where cargo installs drivers is not on every path.
    if let Some(home) = project::cargo_home() {
        let path = std::env::var_os("PATH").unwrap_or_default();
        command.env(
            "PATH",
            std::env::join_paths(std::env::split_paths(&path).chain([home.join("bin")]))?,
        );
    }
    Ok(command)
}

/// Two servers of `folder`, with the isolation headers and without, for as long as this process lives, and their addresses in
/// the environment of `command`.
fn serve(command: &mut Command, name: &str, folder: &Path) -> Result<()> {
    command.env(name, Server::on_free_port(folder, true)?.address);
    let plain = format!("{name}_PLAIN");
    command.env(plain, Server::on_free_port(folder, false)?.address);
    command.env(format!("{name}_FOLDER"), folder);
    Ok(())
}

/// Cargo in the root of the project.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(project::cargo());
    command.current_dir(project::root()).args(arguments);
    command
}

/// Tries random inputs for so many seconds each kind; what it finds is shown.
///
/// # Errors
/// When an input makes it panic, abort or hang.
pub fn fuzz(seconds: u64) -> Result<()> {
    step("fuzzing", || {
        let mut command = cargo(&[
            "test",
            "--release",
            "--test",
            "fuzz",
            "--locked",
            "--target-dir",
        ]);
        command
            .arg(project::target().join("fuzz"))
            .args(["--", "--nocapture"])
            // What only a debug build would find, at the speed of the other.
            .env("CARGO_PROFILE_RELEASE_DEBUG_ASSERTIONS", "true")
            .env("CARGO_PROFILE_RELEASE_OVERFLOW_CHECKS", "true");
        // Another input each time; the report of a failure names its seed.
        let now = std::time::SystemTime::now();
        let seed = now.duration_since(std::time::UNIX_EPOCH)?.as_nanos() as u64;
        command
            .env("INTERLEAVE_FUZZ_SECONDS", seconds.to_string())
            .env("INTERLEAVE_FUZZ_SEED", seed.to_string());
        // Building takes some of it, and an input that hangs would take all.
        let limit = Some(Duration::from_secs(2 * seconds + 900));
        Run { live: true, limit }.run(command)?.checked()?;
        Ok(Status::Done)
    })
}

/// loom replaces the atomics, so that everything is built a second time, in a folder of its own.
fn loom() -> Command {
    let mut command = cargo(&[
        "test",
        "--package",
        "interleave",
        "--release",
        "--test",
        "loom*",
        "--no-fail-fast",
        "--locked",
        "--target-dir",
    ]);
    command
        .arg(project::target().join("loom"))
        .env("CARGO_ENCODED_RUSTFLAGS", "--cfg\x1floom\x1f-Dwarnings");
    command
}

/// The tests of what holds `unsafe`, in an interpreter that finds undefined behaviour and data races.
fn in_miri(mut miri: Command) -> Command {
    miri.current_dir(project::root()).args([
        "test",
        "--package",
        "interleave",
        "--test",
        "lock",
        "--test",
        "lock_family",
        "--test",
        "queue",
        "--no-fail-fast",
        "--locked",
        "--target-dir",
    ]);
    miri.arg(project::target().join("miri"));
    miri
}

fn libtest(mut command: Command, filter: Option<&str>, live: bool) -> Result<(Finished, Counts)> {
    if let Some(filter) = filter {
        if !command.get_args().any(|argument| argument == "--") {
            command.arg("--");
        }
        command.arg(filter);
    }
    let finished = Run { live, limit: None }.run(command)?;
    let counts = summary::of_libtest(&finished.output);
    Ok((finished, counts))
}

fn vitest(filter: Option<&str>) -> Result<(Finished, Counts)> {
    let report = project::notes().join("vitest.json");
    fs::create_dir_all(project::notes())?;
    if report.exists() {
        fs::remove_file(&report)?;
    }
    let mut command = npm::program("vitest");
    command.args(["run", "--reporter=default", "--reporter=json"]);
    command.arg(format!("--outputFile.json={}", report.display()));
    if let Some(filter) = filter {
        command
            .arg("--testNamePattern")
            .arg(literal_pattern(filter));
    }
    let finished = Run::default().run(command)?;
    let counts = match fs::read_to_string(&report) {
        Ok(text) => summary::of_vitest(&text)?,
        Err(_) if finished.success => bail!("Vitest wrote no report"),
        Err(_) => Counts::default(),
    };
    Ok((finished, counts))
}

/// A regular expression that matches exactly this text.
fn literal_pattern(text: &str) -> String {
    let mut pattern = String::new();
    for character in text.chars() {
        if r"\^$.|?*+()[]{}/".contains(character) {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern
}

/// What has run so far.
#[derive(Default)]
struct Report {
    counts: Counts,
    /// Tests that failed at first.
    unsteady: Vec<String>,
}

impl Report {
    /// Takes the result of a step: shows an error at once and counts it as one failure.
    fn value<T>(&mut self, result: Result<T>) -> Option<T> {
        result
            .inspect_err(|error| {
                eprintln!("error: {error:#}\n");
                self.counts.failed += 1;
            })
            .ok()
    }

    fn check(&mut self, result: Result<()>) -> bool {
        self.value(result).is_some()
    }

    fn lint(&mut self, name: &str, command: Command) -> bool {
        self.check(step(name, || {
            command::output(command).map(|_| Status::Done)
        }))
    }

    /// A step that counts tests. Where the runner failed without a failed test, that is one failure.
    fn tests(&mut self, name: &str, work: impl FnOnce() -> Result<(Finished, Counts)>) {
        self.run(name, work);
    }

    /// The same; where a few tests fail, these are tried again, once, by `work` with their names. Those that pass then count
    /// as passed, and are named as unsteady.
    fn tests_again(&mut self, name: &str, work: impl Fn(&[String]) -> Result<(Finished, Counts)>) {
        let Some((finished, first)) = self.run(name, || work(&[])) else {
            return;
        };
        let failed = summary::failed(&finished.output);
        if failed.is_empty() || failed.len() > RETRIES {
            return;
        }
        let counted = self.counts;
        let again = format!("{name}, those again");
        if self.run(&again, || work(&failed)).is_some() {
            // Whatever it ran: the same tests count once.
            let still = self.counts.failed - counted.failed;
            self.counts = counted;
            self.counts.failed -= first.failed - still.min(first.failed);
            self.counts.passed += first.failed - still.min(first.failed);
            if still == 0 {
                self.unsteady.extend(failed);
            }
        }
    }

    /// Runs tests, shows what is wrong, and counts; gives what the runner said, if it ran.
    fn run(
        &mut self,
        name: &str,
        work: impl FnOnce() -> Result<(Finished, Counts)>,
    ) -> Option<(Finished, Counts)> {
        let mut ran = None;
        let result = step(name, || {
            let (finished, counts) = ran.insert(work()?);
            if !finished.success || counts.failed > 0 {
                bail!(
                    "{} passed, {} failed\n\n{}",
                    counts.passed,
                    counts.failed,
                    finished.failure()
                );
            }
            let note = match summary::unsteady(&finished.output).len() {
                0 => String::new(),
                some => format!(", {some} of them unsteady"),
            };
            Ok(Status::Note(format!("{} passed{note}", counts.passed)))
        });
        let mut counts = ran
            .as_ref()
            .map_or(Counts::default(), |(_, counts)| *counts);
        if let Err(error) = result {
            eprintln!("error: {error:#}\n");
            counts.failed = counts.failed.max(1);
        }
        self.counts += counts;
        let (finished, _) = ran?;
        self.unsteady.extend(summary::unsteady(&finished.output));
        Some((finished, counts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_taken_literally() {
        assert_eq!(literal_pattern("a (b) [c].d"), r"a \(b\) \[c\]\.d");
    }

    #[test]
    fn a_test_that_passes_the_second_time_is_unsteady() -> Result<()> {
        let ran = |output: &str| -> Result<(Finished, Counts)> {
            let mut shell = Command::new("printf");
            shell.arg(output);
            Ok((Run::default().run(shell)?, summary::of_libtest(output)))
        };
        let first =
            "test a ... ok\ntest b ... FAILED\n\ntest result: FAILED. 7 passed; 1 failed;\n";
        let counts = |passed, failed| Counts { passed, failed };
        for (second, expected, unsteady) in [
            ("test result: ok. 1 passed; 0 failed;\n", counts(8, 0), 1),
            (
                "test result: FAILED. 0 passed; 1 failed;\n",
                counts(7, 1),
                0,
            ),
        ] {
            let mut report = Report::default();
            report.tests_again("broken", |only| {
                if only.is_empty() {
                    return ran(first);
                }
                assert_eq!(only, ["b"]);
                ran(second)
            });
            assert_eq!(report.counts, expected, "{second}");
            assert_eq!(report.unsteady.len(), unsteady, "{second}");
        }
        Ok(())
    }

    #[test]
    fn a_runner_that_fails_without_a_test_counts_as_one_failure() {
        let mut report = Report::default();
        report.tests("broken", || bail!("does not compile"));
        assert_eq!(
            report.counts,
            Counts {
                passed: 0,
                failed: 1
            }
        );
        assert!(!report.check(Err(anyhow::anyhow!("lint"))));
        assert_eq!(
            report.counts,
            Counts {
                passed: 0,
                failed: 2
            }
        );
    }
}
