//! SPIN, the model checker that the explorer is compared with.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::step::{Status, step};
use crate::{apt, command, project};

/// What it needs: its own program, and a compiler for what it makes. With Debian's packages.
const NEEDED: [(&str, &str); 2] = [("spin", "spin"), ("cc", "gcc")];

/// Sees to it that SPIN is there.
///
/// # Errors
/// Where it is not and cannot be installed: what to install.
pub fn prepare() -> Result<()> {
    step("SPIN", || {
        let packages: Vec<&str> = NEEDED
            .iter()
            .filter(|(program, _)| project::find_program(program).is_none())
            .map(|(_, package)| *package)
            .collect();
        if packages.is_empty() {
            return Ok(Status::UpToDate);
        }
        if !apt::available() {
            bail!("{}", apt::by_hand(&packages));
        }
        apt::install(&packages)?;
        Ok(Status::Done)
    })
}

/// Builds the search of a model and returns the program. Without SPIN's reduction, so that it looks at all states.
pub fn build(model: &Path, defines: &[String], folder: &Path) -> Result<PathBuf> {
    std::fs::create_dir_all(folder)?;
    let mut spin = Command::new("spin");
    spin.current_dir(folder)
        .args(defines.iter().map(|define| format!("-D{define}")))
        .arg("-a")
        .arg(model);
    command::output(spin)?;
    let mut compiler = Command::new("cc");
    compiler.current_dir(folder).args([
        "-O2",
        "-w",
        "-DSAFETY",
        "-DNOREDUCE",
        "-o",
        "pan",
        "pan.c",
    ]);
    command::output(compiler)?;
    Ok(folder.join("pan"))
}

/// The number before these words in what a search printed.
pub fn count(output: &str, words: &str) -> Result<u64> {
    let line = output.lines().find(|line| line.contains(words));
    line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok())
        .map(|count| count as u64)
        .with_context(|| format!("no `{words}` in\n{output}"))
}
