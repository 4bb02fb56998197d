//! `cargo xtask bench`: the native benches, then those that need a browser.

use anyhow::Result;

use crate::command::Run;
use crate::site::{self, Target};
use crate::step::{Status, step};
use crate::{browsers, project, suite};

/// Runs all benches and shows what they print.
pub fn bench() -> Result<()> {
    let live = Run {
        live: true,
        limit: None,
    };
    if project::root().join("benches").is_dir() {
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
    site::build(Target::Local)?;
    browsers::prepare()?;
    step("browser benches", || {
        let command = suite::in_sites("bench", &["--release"])?;
        live.run(command)?.checked().map(|_| Status::Done)
    })
}
