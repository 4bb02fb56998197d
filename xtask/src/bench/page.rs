//! How heavy the page is and how soon it has run something, against a page with Pyodide that does the same.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::json;

use super::{FOLDER, with_pyodide};
use crate::command::{self, Run};
use crate::serve::Server;
use crate::site::{self, Target};
use crate::step::{Status, step};
use crate::{browsers, project, suite};

/// What the first lab may weigh until it can be used, in bytes as they are sent.
const BUDGET: u64 = 300_000;
/// What Pyodide loads, and the page round it.
const PYODIDE: [&str; 5] = [
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
];

/// Prints the weight of what a first visit loads, by file, and the times until the first run has ended.
pub fn bench() -> Result<()> {
    site::build(Target::Local)?;
    browsers::prepare()?;
    let folder = project::target().join("bench-page");
    let (ours, pyodide) = (folder.join("site"), folder.join("pyodide"));
    let our_sizes = pack(&Target::Local.folder(), &ours, &[])?;
    let pyodide_sizes = pack_pyodide(&folder.join("pyodide-plain"), &pyodide)?;

    let (site, our_requests) = Server::that_counts(&ours)?;
    let (other, pyodide_requests) = Server::that_counts(&pyodide)?;
    let measure = |what: &str| -> Result<String> {
        let mut command = suite::in_sites("bench", Target::Local)?;
        command
            .args(["page", what])
            .env("INTERLEAVE_PACKED_SITE", &site.address)
            .env("INTERLEAVE_PYODIDE_SITE", &other.address);
        let live = Run {
            live: true,
            limit: None,
        };
        live.run(command)?.checked()
    };
    step("page weight", || {
        measure("weight")?;
        let ours = weigh(
            "the first lab, until it can be used",
            &our_requests.taken(),
            &our_sizes,
        )?;
        let met = if ours <= BUDGET { "met" } else { "MISSED" };
        println!("goal: {} kB {met}", BUDGET / 1000);
        measure("first-run")?;
        let run = weigh(
            "a lab, until its first run has ended",
            &our_requests.taken(),
            &our_sizes,
        )?;
        let requests = pyodide_requests.taken();
        let pyodide = weigh(
            "the page with Pyodide, until then",
            &requests,
            &pyodide_sizes,
        )?;
        println!("Pyodide / ours: {:.1} ×", pyodide as f64 / run as f64);
        println!(
            "{}",
            json!({ "bench": "page weight", "interactive": ours, "first run": run, "pyodide": pyodide, "goal": BUDGET })
        );
        Ok(Status::Done)
    })?;
    step("time to the first run", || {
        measure("time").map(|_| Status::Done)
    })
}

/// The sum of what was asked for, each file once.
fn weigh(what: &str, requests: &[String], sizes: &BTreeMap<String, u64>) -> Result<u64> {
    println!("\n{what}, gzipped:");
    let mut sum = 0;
    let mut files: Vec<&str> = requests
        .iter()
        .map(|path| path.trim_start_matches('/'))
        .map(|path| if path.is_empty() { "index.html" } else { path })
        .collect();
    files.sort_unstable();
    files.dedup();
    for file in files {
        // What is not there weighs nothing: a browser asks for an icon by itself.
        let Some(size) = sizes.get(file) else {
            continue;
        };
        println!("{:>9.1} kB  {file}", *size as f64 / 1000.0);
        sum += size;
    }
    println!("{:>9.1} kB  together", sum as f64 / 1000.0);
    Ok(sum)
}

fn pack_pyodide(plain: &Path, to: &Path) -> Result<BTreeMap<String, u64>> {
    let package = with_pyodide()?.join("node_modules/pyodide");
    let folder = project::root().join(FOLDER).join("page");
    if plain.exists() {
        fs::remove_dir_all(plain)?;
    }
    fs::create_dir_all(plain)?;
    let mut files: Vec<(PathBuf, &str)> = PYODIDE
        .iter()
        .map(|name| (package.join(name), *name))
        .collect();
    files.push((folder.join("pyodide.html"), "index.html"));
    files.push((folder.join("pyodide.js"), "run.js"));
    let cell = project::root().join("www/labs/minimum/program.py");
    files.push((cell, "program.py"));
    for (from, name) in files {
        fs::copy(&from, plain.join(name))
            .with_context(|| format!("cannot copy {}", from.display()))?;
    }
    pack(plain, to, &[])
}

/// Copies a folder with each file gzipped beside it; the sizes of these, by path.
fn pack(from: &Path, to: &Path, names: &[&str]) -> Result<BTreeMap<String, u64>> {
    let mut node = Command::new("node");
    node.arg(project::root().join(FOLDER).join("page/pack.js"))
        .args([from, to])
        .args(names);
    serde_json::from_str(&command::output(node)?).context("pack.js gives no sizes")
}
