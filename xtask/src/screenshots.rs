//! `cargo xtask screenshots`: pictures of every page, for a person to look at.

use anyhow::Result;

use crate::command::Run;
use crate::site::{self, Target};
use crate::step::{Status, step};
use crate::{browsers, project, suite};

/// Takes pictures of the pages whose link contains `filter`, of all without one.
pub fn take(filter: Option<&str>) -> Result<()> {
    site::build(Target::Local)?;
    browsers::prepare_only("chromium")?;
    let folder = project::target().join("screenshots");
    step("screenshots", || {
        let mut command = suite::in_sites("screenshots", Target::Local)?;
        command.arg(&folder).args(filter);
        let live = Run {
            live: true,
            limit: None,
        };
        live.run(command)?.checked().map(|_| Status::Done)
    })?;
    println!("\nlook at {}", folder.join("index.html").display());
    Ok(())
}
