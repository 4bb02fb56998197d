//! Runs programs: output kept for the case that they fail, a limit for those that may hang.

use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, IsTerminal, stdout};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::advice;

/// How long a program may take to clean up when it is told to end.
const END: Duration = Duration::from_secs(5);

/// When everything has to be over.
static DEADLINE: OnceLock<Instant> = OnceLock::new();

/// From now on, ends each program that runs after so much time has passed. Only the first call counts.
pub fn end_all_after(limit: Duration) {
    let _ = DEADLINE.set(Instant::now() + limit);
}

/// The time that is left for everything, if there is a limit.
pub fn time_left() -> Option<Duration> {
    DEADLINE
        .get()
        .map(|deadline| deadline.saturating_duration_since(Instant::now()))
}

/// What a program said and how it ended.
pub struct Finished {
    /// Standard output and standard error, in the order they were written.
    pub output: String,
    /// Whether it ended with status 0 within its limit.
    pub success: bool,
    line: String,
    ending: String,
    live: bool,
}

impl Finished {
    /// The output of a program that succeeded; otherwise an error with the output and, where it is known, advice.
    pub fn checked(self) -> Result<String> {
        if self.success {
            return Ok(self.output);
        }
        bail!(self.failure());
    }

    /// What failed, what it printed (unless that was shown as it came), and what can be done about it.
    pub fn failure(&self) -> String {
        let mut text = format!("`{}` {}", self.line, self.ending);
        let output = self.output.trim_end();
        if !output.is_empty() && !self.live {
            let _ = write!(text, "\n\n{output}");
        }
        if let Some(advice) = advice::for_output(output) {
            let _ = write!(text, "\n\nadvice: {advice}");
        }
        text
    }
}

/// How to run a program.
#[derive(Default)]
pub struct Run {
    /// Ends the program after this time; none waits for ever.
    pub limit: Option<Duration>,
    /// Prints each line as it comes, for long steps that a reader follows.
    pub live: bool,
}

impl Run {
    /// Runs `command` to its end.
    ///
    /// # Errors
    /// When it cannot be started. A program that fails is reported by [`Finished`].
    pub fn run(&self, mut command: Command) -> Result<Finished> {
        let line = shown(&command);
        let program = command.get_program().to_string_lossy().into_owned();
        let (reader, writer) = io::pipe()?;
        command
            .stdin(Stdio::null())
            .stdout(writer.try_clone()?)
            .stderr(writer);
        let mut child = match command.spawn() {
            Ok(child) => child,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                match advice::for_program(&program) {
                    Some(advice) => bail!("`{program}` was not found\n\nadvice: {advice}"),
                    None => bail!("`{program}` was not found"),
                }
            }
            Err(error) => return Err(error).with_context(|| format!("cannot start `{line}`")),
        };
        // The command holds this end's writer, and the reader would wait for it for ever.
        drop(command);

        let live = self.live;
        if live && stdout().is_terminal() {
            // The name of the step stands there still.
            println!();
        }
        let output = Arc::new(Mutex::new(String::new()));
        let collector = {
            let output = Arc::clone(&output);
            thread::spawn(move || collect(BufReader::new(reader), live, &output))
        };
        let mut late = false;
        let limit = [self.limit, time_left()].into_iter().flatten().min();
        let status = match limit {
            None => child.wait()?,
            Some(limit) => {
                let start = Instant::now();
                loop {
                    if let Some(status) = child.try_wait()? {
                        break status;
                    }
                    if start.elapsed() >= limit {
                        late = true;
                        end(&mut child);
                        break child.wait()?;
                    }
                    thread::sleep(Duration::from_millis(20));
                }
            }
        };
        let ending = if late {
            let limit = limit.unwrap_or_default().as_secs_f64();
            let all = if self.limit.is_none() {
                ", the time that was left for all"
            } else {
                ""
            };
            format!("did not end within {limit:.1} s{all}")
        } else {
            format!("failed ({status})")
        };
        // What it started may outlive it, and hold the pipe: after an end by force nobody waits for that.
        let ended = Instant::now();
        while !(collector.is_finished() || late && ended.elapsed() > END) {
            thread::sleep(Duration::from_millis(1));
        }
        let output = output.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(Finished {
            output: output.clone(),
            success: status.success() && !late,
            line,
            ending,
            live,
        })
    }
}

/// Runs `command` and returns its output, or an error that shows it.
pub fn output(command: Command) -> Result<String> {
    Run::default().run(command)?.checked()
}

/// Asks a program and all that it has started to end, so that they can clean up; then ends it by force.
fn end(child: &mut Child) {
    if cfg!(unix) {
        for pid in with_descendants(child.id()) {
            // It may have ended meanwhile.
            let _ = Command::new("kill").arg(pid.to_string()).output();
        }
        let start = Instant::now();
        while matches!(child.try_wait(), Ok(None)) && start.elapsed() < END {
            thread::sleep(Duration::from_millis(20));
        }
    }
    let _ = child.kill();
}

/// A process, what it has started, and so on.
fn with_descendants(process: u32) -> Vec<u32> {
    let all = Command::new("ps")
        .args(["-A", "-o", "pid=,ppid="])
        .output()
        .map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
        .unwrap_or_default();
    let pairs: Vec<(u32, u32)> = all
        .lines()
        .filter_map(|line| {
            let (pid, parent) = line.trim().split_once(char::is_whitespace)?;
            Some((pid.parse().ok()?, parent.trim().parse().ok()?))
        })
        .collect();
    let mut found = vec![process];
    let mut at = 0;
    while let Some(&parent) = found.get(at) {
        let children = pairs.iter().filter(|(_, of)| *of == parent);
        found.extend(children.map(|(pid, _)| pid));
        at += 1;
    }
    found
}

fn collect(mut reader: impl BufRead, live: bool, output: &Mutex<String>) {
    let mut line = Vec::new();
    while let Ok(1..) = reader.read_until(b'\n', &mut line) {
        let text = String::from_utf8_lossy(&line);
        if live {
            print!("{text}");
        }
        output
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push_str(&text);
        line.clear();
    }
}

/// The command as a person would type it.
fn shown(command: &Command) -> String {
    let mut text = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        text.push(' ');
        text.push_str(&argument.to_string_lossy());
    }
    text
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn output_keeps_the_order_of_both_streams() {
        let text = output(shell("echo one; echo two >&2; echo three"));
        assert_eq!(text.ok().as_deref(), Some("one\ntwo\nthree\n"));
    }

    #[test]
    fn a_failure_shows_the_command_and_its_output() {
        let text = output(shell("echo reason; exit 3"))
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default();
        assert!(
            text.contains("sh -c") && text.contains("reason") && text.contains('3'),
            "{text}"
        );
    }

    #[test]
    fn a_missing_program_is_named() {
        let text = output(Command::new("no-such-program-here"))
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default();
        assert_eq!(text, "`no-such-program-here` was not found");
    }

    #[test]
    fn a_program_past_its_limit_is_ended() {
        let start = Instant::now();
        let run = Run {
            limit: Some(Duration::from_millis(100)),
            live: false,
        };
        // The second one holds the pipe, and is not this one's child.
        let finished = run.run(shell("sleep 20 & sleep 20"));
        assert!(finished.is_ok_and(
            |finished| !finished.success && finished.failure().contains("did not end within")
        ));
        assert!(start.elapsed() < Duration::from_secs(5));
    }
}
