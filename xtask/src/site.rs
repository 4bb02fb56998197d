//! The site: the Wasm packages, the page and its workers, bundled.

use std::fs::{self, File, TryLockError};
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::fingerprint::{Fingerprint, Record};
use crate::step::{Status, step};
use crate::wasm::Kind;
use crate::{command, npm, package, project, toolchain, wasm};

/// Where the site goes.
#[derive(Clone, Copy, PartialEq)]
pub enum Target {
    /// For `serve` and `test`.
    Local,
    /// For a static host: always written afresh.
    Dist,
    /// The pages of the benches, which are no part of the site.
    Benches,
}

impl Target {
    /// The folder that holds the site.
    pub fn folder(self) -> PathBuf {
        match self {
            Self::Local => project::target().join("site"),
            Self::Dist => project::root().join("dist"),
            Self::Benches => project::target().join("bench-site"),
        }
    }
}

/// Builds whatever is out of date, down to the site itself.
pub fn build(target: Target) -> Result<()> {
    let _lock = lock()?;
    let toolchain = toolchain::prepare()?;
    npm::install()?;
    wasm::build(&toolchain, Kind::PRODUCT)?;
    if target == Target::Benches {
        wasm::build(&toolchain, Kind::TRIALS)?;
    }
    bundle(target)?;
    if target != Target::Benches {
        package::build(target)?;
    }
    Ok(())
}

/// Bundles the page. Its inputs must be up to date.
pub fn bundle(target: Target) -> Result<()> {
    let name = match target {
        Target::Local => "site",
        Target::Dist => "dist",
        Target::Benches => "bench-pages",
    };
    step(name, || {
        let root = project::root();
        let mut inputs = Fingerprint::new();
        // The labs show their own Rust source.
        for path in [
            "index.html",
            "www",
            "src/lab",
            "vite.config.ts",
            "tsconfig.json",
            "package-lock.json",
        ] {
            inputs.path(&root, path)?;
        }
        if target == Target::Benches {
            inputs.path(&root, "benches")?;
        }
        let folder = target.folder();
        let record = Record::new(name, &inputs);
        if target != Target::Dist && record.is_current(&[folder.join("index.html")]) {
            return Ok(Status::UpToDate);
        }
        record.update(|| {
            let mut vite = npm::program("vite");
            vite.args(["build", "--logLevel", "warn", "--emptyOutDir", "--outDir"])
                .arg(&folder);
            if target == Target::Benches {
                vite.args(["--config", "vite.config.ts", "--mode", "benches", "benches"]);
            }
            command::output(vite).map(drop)
        })?;
        Ok(Status::Note(
            folder
                .strip_prefix(&root)
                .unwrap_or(&folder)
                .display()
                .to_string(),
        ))
    })
}

/// Keeps two of these tools from building in one checkout at once; held until it is dropped.
pub fn lock() -> Result<File> {
    let path = project::notes().join("lock");
    fs::create_dir_all(project::notes())?;
    let file = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            println!("waiting for another build in this checkout");
            file.lock()?;
        }
        Err(TryLockError::Error(error)) => return Err(error).context("cannot lock the build"),
    }
    Ok(file)
}
