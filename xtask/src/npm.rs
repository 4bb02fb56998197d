//! The packages of the front end, and the programs that they bring.

use std::path::Path;
use std::process::Command;

use crate::command;
use crate::fingerprint::{Fingerprint, Record};
use crate::project;
use crate::step::{Status, step};

use anyhow::Result;

/// Installs exactly what the lock file names, if it has changed since.
pub fn install() -> Result<()> {
    install_in("npm", &project::root())
}

/// The same in another folder. `name` is the name of the record of it.
pub fn install_in(name: &str, folder: &Path) -> Result<()> {
    step(&format!("{name} packages"), || {
        let mut inputs = Fingerprint::new();
        for file in ["package.json", "package-lock.json", ".npmrc"] {
            inputs.path(folder, file)?;
        }
        let record = Record::new(name, &inputs);
        if record.is_current(&[folder.join("node_modules/.package-lock.json")]) {
            return Ok(Status::UpToDate);
        }
        record.update(|| {
            let mut npm = npm();
            npm.current_dir(folder)
                .args(["ci", "--no-audit", "--no-fund"]);
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

/// npm itself, in the root of the project.
pub fn npm() -> Command {
    let mut npm = Command::new("npm");
    npm.current_dir(project::root());
    npm
}
