//! The npm package: the coroutines, for JavaScript programmers.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::command::{self, Finished, Run};
use crate::fingerprint::{Fingerprint, Record};
use crate::npm;
use crate::project;
use crate::site::Target;
use crate::step::{Status, step};
use crate::summary::{self, Counts};

/// What stands in the package besides the code.
const SOURCE: &str = "www/coroutine/npm";
/// The version in the package's manifest there, which is replaced by the project's.
const NO_VERSION: &str = r#""version": "0.0.0""#;

/// Where the package goes: into the site, which so also serves it.
pub fn folder(target: Target) -> PathBuf {
    target.folder().join("npm")
}

/// Writes the package. The coroutine build and the site must be up to date.
pub fn build(target: Target) -> Result<()> {
    step("npm package", || {
        let root = project::root();
        let mut inputs = Fingerprint::new();
        inputs.text(include_str!("package.rs"));
        for path in [
            "www/coroutine",
            "www/pkg/coroutine",
            "tsconfig.json",
            "Cargo.toml",
            "LICENSE-APACHE",
            "LICENSE-MIT",
            "package-lock.json",
        ] {
            inputs.path(&root, path)?;
        }
        let folder = folder(target);
        let name = match target {
            Target::Dist => "package-dist",
            Target::Local | Target::Benches => "package",
        };
        let record = Record::new(name, &inputs);
        if target != Target::Dist && record.is_current(&[folder.join("package.json")]) {
            return Ok(Status::UpToDate);
        }
        record.update(|| write(&root, &folder))?;
        Ok(Status::Note(
            folder
                .strip_prefix(&root)
                .unwrap_or(&folder)
                .display()
                .to_string(),
        ))
    })
}

fn write(root: &Path, folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    // What an editor shows is in the types; the code goes without comments, which would be a fifth of the package.
    for options in [
        ["--emitDeclarationOnly"].as_slice(),
        &["--declaration", "false", "--removeComments"],
    ] {
        let mut tsc = npm::program("tsc");
        tsc.args(["--project", SOURCE]).args(options);
        tsc.arg("--outDir").arg(folder);
        command::output(tsc)?;
    }

    let source = root.join(SOURCE);
    let manifest = fs::read_to_string(source.join("package.json"))?;
    if !manifest.contains(NO_VERSION) {
        bail!("the package's manifest has no {NO_VERSION}");
    }
    let version = format!(r#""version": "{}""#, env!("CARGO_PKG_VERSION"));
    fs::write(
        folder.join("package.json"),
        manifest.replacen(NO_VERSION, &version, 1),
    )?;
    fs::copy(source.join("README.md"), folder.join("README.md"))?;
    for license in ["LICENSE-APACHE", "LICENSE-MIT"] {
        fs::copy(root.join(license), folder.join(license))?;
    }
    Ok(())
}

/// Installs the package into an empty folder, as a user would, beside what `tests/npm` holds. Returns the folder.
pub fn install() -> Result<PathBuf> {
    let scratch = project::target().join("npm-scratch");
    if scratch.exists() {
        fs::remove_dir_all(&scratch)?;
    }
    fs::create_dir_all(&scratch)?;
    fs::write(
        scratch.join("package.json"),
        r#"{ "name": "scratch", "private": true, "type": "module" }"#,
    )?;
    for entry in fs::read_dir(project::root().join("tests/npm"))? {
        let path = entry?.path();
        if let Some(name) = path.file_name() {
            fs::copy(&path, scratch.join(name))?;
        }
    }
    let mut npm = npm::npm();
    npm.current_dir(&scratch)
        // Packed and unpacked, so that a file that the manifest forgets is missing here too.
        .args(["install", "--install-links", "--no-package-lock"])
        .args(["--no-audit", "--no-fund"])
        .arg(folder(Target::Local));
    command::output(npm)?;
    Ok(scratch)
}

/// The installed package used from TypeScript.
pub fn check_types(scratch: &Path) -> Command {
    let mut tsc = npm::program("tsc");
    tsc.arg("--project").arg(scratch);
    tsc
}

/// The installed package used from Node.
pub fn test(scratch: &Path, filter: Option<String>) -> Result<(Finished, Counts)> {
    let mut tests = Vec::new();
    for entry in fs::read_dir(scratch)? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".test.js") {
            tests.push(path);
        }
    }
    tests.sort();
    let mut node = Command::new("node");
    node.current_dir(scratch)
        .args(["--test", "--test-reporter=tap"]);
    if let Some(filter) = filter {
        node.arg(format!("--test-name-pattern={filter}"));
    }
    node.args(tests);
    let finished = Run::default().run(node)?;
    let counts = summary::of_node(&finished.output).context("Node's report has no counts")?;
    Ok((finished, counts))
}
