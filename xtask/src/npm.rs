//! The packages of the front end, and the programs that they bring.

use std::process::Command;

use crate::command;
use crate::fingerprint::{Fingerprint, Record};
use crate::project;
use crate::step::{Status, step};

use anyhow::Result;

/// Installs exactly what the lock file names, if it has changed since.
pub fn install() -> Result<()> {
    step("npm packages", || {
        let root = project::root();
        let mut inputs = Fingerprint::new();
        for file in ["package.json", "package-lock.json", ".npmrc"] {
            inputs.path(&root, file)?;
        }
        let record = Record::new("npm", &inputs);
        if record.is_current(&[root.join("node_modules/.package-lock.json")]) {
            return Ok(Status::UpToDate);
        }
        record.update(|| {
            let mut npm = npm();
            npm.args(["ci", "--no-audit", "--no-fund"]);
            command::output(npm).map(drop)
        })?;
        Ok(Status::Done)
    })
}

/// A script of package.json.
pub fn script(name: &str) -> Command {
    let mut npm = npm();
    npm.args(["run", "--silent", name]);
    npm
}

/// A program of an installed package.
pub fn program(name: &str) -> Command {
    let mut command = Command::new(project::root().join("node_modules/.bin").join(name));
    command.current_dir(project::root());
    command
}

fn npm() -> Command {
    let mut npm = Command::new("npm");
    npm.current_dir(project::root());
    npm
}
