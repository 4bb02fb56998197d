//! A screen in memory, for browsers that draw on a screen only.

use std::io::{BufRead, BufReader};
use std::process::Command;

use anyhow::{Result, bail};

use crate::browser::installed;
use crate::process::Program;

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
        let mut number = String::new();
        if let Some(output) = server.take_output() {
            // It writes its number once it is ready, and closes the pipe if it fails.
            BufReader::new(output).read_line(&mut number)?;
        }
        if number.trim().is_empty() {
            bail!("Xvfb did not start:\n{}", server.log());
        }
        Ok(Self {
            _server: server,
            name: format!(":{}", number.trim()),
        })
    }
}
