//! `cargo xtask bench`: the native benches, then those that need a browser.

use std::fs;

use anyhow::Result;

use crate::command::Run;
use crate::site::{self, Target};
use crate::step::{Status, step};
use crate::{browsers, project, suite};

/// Where cargo looks for native benches; the pages of the others are there too.
const FOLDER: &str = "benches";

/// Runs all benches and shows what they print.
pub fn bench() -> Result<()> {
    let live = Run {
        live: true,
        limit: None,
    };
    if has_native_benches()? {
        step("native benches", || {
            let command = suite::cargo(&[
                "bench",
                "--package",
                "interleave",
                "--bench",
                "*",
                "--locked",
            ]);
            live.run(command)?.checked().map(|_| Status::Done)
        })?;
    }
    site::build(Target::Benches)?;
    browsers::prepare()?;
    step("browser benches", || {
        let command = suite::in_sites("bench", Target::Benches)?;
        live.run(command)?.checked().map(|_| Status::Done)
    })
}

fn has_native_benches() -> Result<bool> {
    for entry in fs::read_dir(project::root().join(FOLDER))? {
        if entry?
            .path()
            .extension()
            .is_some_and(|extension| extension == "rs")
        {
            return Ok(true);
        }
    }
    Ok(false)
}
