//! A screen in memory, for browsers that draw on a screen only.

use std::io::{BufRead, BufReader};
use std::process::Command;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::browser::installed;
use crate::process::Program;

const START_LIMIT: Duration = Duration::from_secs(30);

/// A running X server; dropping it ends it.
pub struct Display {
    _server: Program,
    /// As programs find it: the variable DISPLAY.
    pub name: String,
}

impl Display {
    /// Starts one on a number that is free; the server picks it.
    ///
    /// # Errors
    /// If it cannot be started.
    pub fn start() -> Result<Self> {
        let mut command = Command::new(installed(&["Xvfb"])?);
        command.args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1280x1024x24",
            "-nolisten",
            "tcp",
        ]);
        let mut server = Program::start_piped(&mut command, Program::new_folder()?)?;
        // It writes its number once it is ready, and closes the pipe if it fails. Where it does neither, dropping it closes the
        // pipe, so that the thread ends.
        let (sender, receiver) = mpsc::channel();
        if let Some(output) = server.take_output() {
            thread::spawn(move || {
                let mut number = String::new();
                let read = BufReader::new(output).read_line(&mut number);
                let _ = sender.send(read.map(|_| number));
            });
        }
        let Ok(number) = receiver.recv_timeout(START_LIMIT) else {
            bail!(
                "Xvfb did not start within {START_LIMIT:?}:\n{}",
                server.log()
            );
        };
        let number = number?;
        if number.trim().is_empty() {
            bail!("Xvfb did not start:\n{}", server.log());
        }
        Ok(Self {
            _server: server,
            name: format!(":{}", number.trim()),
        })
    }
}
