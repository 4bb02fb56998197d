//! Programs that are run for what they print, with an end to waiting.

use std::io::Read;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What a program did.
#[derive(Debug, PartialEq, Eq)]
pub struct Done {
    /// What it wrote to its standard output. What is not UTF-8 is replaced.
    pub out: String,
    /// What it wrote to its standard error.
    pub err: String,
    /// How it ended, or nothing if it had to be killed.
    pub code: Option<i32>,
}

/// Runs `command` and kills it after `limit`.
pub fn run(command: &mut Command, limit: Duration) -> Done {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    // Both are read while it runs, or it would wait for room in a pipe.
    let out = child.stdout.take().map(read_to_end);
    let err = child.stderr.take().map(read_to_end);
    let began = Instant::now();
    let mut pause = Duration::from_micros(200);
    let status: Option<ExitStatus> = loop {
        if let Some(status) = child.try_wait().expect("a child of this process") {
            break Some(status);
        }
        if began.elapsed() > limit {
            child.kill().expect("it has not been waited for");
            child.wait().expect("it was killed");
            break None;
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(20));
    };
    let text = |reader: Option<thread::JoinHandle<String>>| {
        reader
            .map(|reader| reader.join().expect("it only reads"))
            .unwrap_or_default()
    };
    Done {
        out: text(out),
        err: text(err),
        code: status.and_then(|status| status.code()),
    }
}

/// The machine's command line, to be run in `folder`, as a traceback names the program as the command does.
pub fn interleave(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_interleave"));
    command.current_dir(folder).args(arguments);
    command
}

fn read_to_end(mut from: impl Read + Send + 'static) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        // What was read before an error is what there is.
        let _ = from.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    })
}
