//! Installs Debian packages, where that is allowed.

use std::path::Path;
use std::process::Command;
use std::sync::Once;

use anyhow::{Result, bail};

use crate::command::{self, Run};
use crate::project;

/// Whether packages can be installed here: apt, and root or a `sudo` that does not ask.
pub fn available() -> bool {
    Path::new("/usr/bin/apt-get").exists() && privilege().is_some()
}

/// Installs `packages` and what they need, and nothing that would remove another package.
///
/// # Errors
/// When a package cannot be had, with what to install by hand.
pub fn install(packages: &[&str]) -> Result<()> {
    let Some(prefix) = privilege() else {
        bail!("{}", by_hand(packages));
    };
    // A fresh machine has no package lists, or stale ones.
    static UPDATED: Once = Once::new();
    let mut updated = Ok(String::new());
    UPDATED.call_once(|| updated = command::output(apt(prefix, &["update"])));
    updated?;
    let mut arguments = vec!["install", "--yes", "--no-install-recommends", "--no-remove"];
    arguments.extend(packages);
    command::output(apt(prefix, &arguments)).map(drop)
}

/// What a person has to do where this tool may not.
pub fn by_hand(packages: &[&str]) -> String {
    let packages = packages.join(" ");
    format!(
        "install these packages as root, then run this again:\n\n    apt-get update && apt-get install {packages}\n\n(other systems: the packages that hold the same programs)"
    )
}

fn apt(prefix: &[&str], arguments: &[&str]) -> Command {
    let words: Vec<&str> = prefix
        .iter()
        .chain(&[
            "env",
            "DEBIAN_FRONTEND=noninteractive",
            "apt-get",
            "-o",
            "Acquire::Retries=2",
        ])
        .chain(arguments)
        .copied()
        .collect();
    let mut command = Command::new(words[0]);
    command.args(&words[1..]);
    command
}

/// What to put before a command that needs root; `None` where root is not to be had without asking.
fn privilege() -> Option<&'static [&'static str]> {
    let succeeds = |program: &str, arguments: &[&str], answer: &str| {
        let mut command = Command::new(program);
        command.args(arguments);
        let finished = Run::default().run(command);
        finished
            .is_ok_and(|finished| finished.success && finished.output.trim().starts_with(answer))
    };
    if succeeds("id", &["-u"], "0") {
        Some(&[])
    } else if project::find_program("sudo").is_some() && succeeds("sudo", &["-n", "true"], "") {
        Some(&["sudo", "-n"])
    } else {
        None
    }
}
