//! One line per step, with its time.

use std::io::{IsTerminal, Write, stdout};
use std::time::Instant;

use anyhow::{Context, Result};

/// How a step went.
pub enum Status {
    /// The work was done.
    Done,
    /// There was nothing to do.
    UpToDate,
    /// The work was done; this is what to know about it.
    Note(String),
}

/// Runs one step and prints its line; an error names the step.
pub fn step(name: &str, work: impl FnOnce() -> Result<Status>) -> Result<()> {
    let start = Instant::now();
    announce(name);
    let result = work();
    let note = match &result {
        Ok(Status::Done) => "",
        Ok(Status::UpToDate) => "up to date",
        Ok(Status::Note(note)) => note,
        Err(_) => "failed",
    };
    let line = format!(
        "{name:<30} {:>7.1} s  {note}",
        start.elapsed().as_secs_f64()
    );
    println!("{}{}", clear(), line.trim_end());
    result.map(drop).with_context(|| format!("{name} failed"))
}

/// On a terminal the running step is shown until its line replaces it; a log gets finished lines only.
fn announce(name: &str) {
    if stdout().is_terminal() {
        print!("{}{name} …", clear());
        // A line that shows late is no error.
        let _ = stdout().flush();
    }
}

fn clear() -> &'static str {
    if stdout().is_terminal() {
        "\r\x1b[2K"
    } else {
        ""
    }
}
