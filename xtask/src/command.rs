//! Runs programs: output kept for the case that they fail, a limit for those that may hang.

use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, IsTerminal, stdout};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::advice;

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
        let output = thread::spawn(move || collect(BufReader::new(reader), live));
        let mut late = false;
        let status = match self.limit {
            None => child.wait()?,
            Some(limit) => {
                let start = Instant::now();
                loop {
                    if let Some(status) = child.try_wait()? {
                        break status;
                    }
                    if start.elapsed() >= limit {
                        late = true;
                        child.kill()?;
                        break child.wait()?;
                    }
                    thread::sleep(Duration::from_millis(20));
                }
            }
        };
        let ending = if late {
            format!("did not end within {:?}", self.limit.unwrap_or_default())
        } else {
            format!("failed ({status})")
        };
        let output = output.join().unwrap_or_default();
        Ok(Finished {
            output,
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

fn collect(mut reader: impl BufRead, live: bool) -> String {
    let mut output = String::new();
    let mut line = Vec::new();
    while let Ok(1..) = reader.read_until(b'\n', &mut line) {
        let text = String::from_utf8_lossy(&line);
        if live {
            print!("{text}");
        }
        output.push_str(&text);
        line.clear();
    }
    output
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
        let mut command = Command::new("sleep");
        command.arg("20");
        let finished = run.run(command);
        assert!(finished.is_ok_and(
            |finished| !finished.success && finished.failure().contains("did not end within")
        ));
        assert!(start.elapsed() < Duration::from_secs(5));
    }
}
