//! Finds a compiler that can build the standard library for Wasm, or installs one.
//!
//! No toolchain ships a standard library for Wasm with threads, so that it is built from source: that takes a compiler with
//! unstable options and the source of exactly its version. Two are known to do: a nightly pinned by date, and Debian's
//! `rustc-web`.

mod find;
mod plan;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Result, bail};

use self::find::DEBIAN_RUSTC;
use self::plan::{Plan, Tried};
use crate::command::Run;
use crate::step::{Status, step};
use crate::{apt, project};

/// The nightly that the project is built with.
const NIGHTLY: &str = "nightly-2026-05-20";
const DEBIAN_RUSTDOC: &str = "/usr/bin/rustdoc";
const DEBIAN_CLIPPY: &str = "/usr/bin/cargo-clippy";
const DOWNLOAD_LIMIT: Duration = Duration::from_secs(300);

/// A compiler for Wasm.
#[derive(Clone, Debug, PartialEq)]
pub enum Toolchain {
    /// The pinned nightly, with its `rust-src`.
    Nightly,
    /// Debian's `rustc-web` with `rust-web-src`, and a linker from elsewhere.
    Debian {
        /// As the compiler prints it.
        version: String,
        /// rustup's `rust-lld`, or LLVM's `wasm-ld`.
        linker: PathBuf,
    },
}

impl Toolchain {
    /// One line that changes whenever the compiler does.
    pub fn name(&self) -> String {
        match self {
            Self::Nightly => NIGHTLY.to_owned(),
            Self::Debian { version, .. } => format!("Debian's {version}"),
        }
    }

    /// Cargo, to be given a subcommand, set to use this compiler.
    pub fn cargo(&self) -> Command {
        match self {
            Self::Nightly => {
                let mut command = Command::new("rustup");
                command.args(["run", NIGHTLY, "cargo"]);
                command
            }
            Self::Debian { .. } => self.with_environment(Command::new(project::cargo())),
        }
    }

    /// `cargo clippy` of the same version as this compiler, installed if it is not there.
    pub fn clippy(&self) -> Result<Command> {
        match self {
            Self::Nightly => {
                let mut command = self.cargo();
                command.args(["clippy", "--version"]);
                if !Run::default().run(command)?.success {
                    add_component("clippy")?;
                }
                let mut command = self.cargo();
                command.arg("clippy");
                Ok(command)
            }
            Self::Debian { .. } => {
                if !Path::new(DEBIAN_CLIPPY).exists() {
                    apt::install(&["rust-web-clippy"])?;
                }
                // Not through cargo, which would find rustup's clippy: that is of another version.
                let mut command = self.with_environment(Command::new(DEBIAN_CLIPPY));
                command.arg("clippy");
                Ok(command)
            }
        }
    }

    /// `cargo miri`, installed if it is not there.
    ///
    /// # Errors
    /// Where there is none for this compiler, or it cannot be downloaded.
    pub fn miri(&self) -> Result<Command> {
        if *self != Self::Nightly {
            bail!("{} has no Miri", self.name());
        }
        let mut command = self.cargo();
        command.args(["miri", "--version"]);
        if !Run::default().run(command)?.success {
            add_component("miri")?;
        }
        let mut command = self.cargo();
        command.arg("miri");
        Ok(command)
    }

    fn with_environment(&self, mut command: Command) -> Command {
        if let Self::Debian { linker, .. } = self {
            command
                .env("RUSTC", DEBIAN_RUSTC)
                .env("RUSTDOC", DEBIAN_RUSTDOC)
                // The unstable options of a compiler that is not a nightly.
                .env("RUSTC_BOOTSTRAP", "1")
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
        }
        command
    }
}

/// Finds or installs the compiler for Wasm.
///
/// # Errors
/// When there is none and none can be installed: what to install.
pub fn prepare() -> Result<Toolchain> {
    let mut chosen = None;
    step("Wasm toolchain", || {
        let mut tried = Tried::default();
        loop {
            match plan::plan(&find::find(), &tried) {
                Plan::Use(toolchain) => {
                    let note = toolchain.name();
                    chosen = Some(toolchain);
                    return Ok(Status::Note(note));
                }
                Plan::InstallNightly => tried.rustup = Some(attempt(install_nightly)),
                Plan::InstallDebian(packages) => {
                    tried.apt = Some(attempt(|| apt::install(&packages)))
                }
                Plan::GiveUp(text) => bail!(text),
            }
        }
    })?;
    match chosen {
        Some(toolchain) => Ok(toolchain),
        None => bail!("no compiler for Wasm was chosen"),
    }
}

/// Runs an installation. If it seems to succeed and yet the compiler is not found after it, the next round gives up with this.
fn attempt(install: impl FnOnce() -> Result<()>) -> String {
    match install() {
        Ok(()) => "it ended well, but the compiler is not where it was expected".to_owned(),
        Err(error) => format!("{error:#}"),
    }
}

fn install_nightly() -> Result<()> {
    let mut command = rustup();
    // Fail soon where downloads are not to be had.
    command
        .env("RUSTUP_MAX_RETRIES", "1")
        .env("RUSTUP_DOWNLOAD_TIMEOUT", "20");
    command.args(install_nightly_line().split(' ').skip(1));
    Run {
        limit: Some(DOWNLOAD_LIMIT),
        live: false,
    }
    .run(command)?
    .checked()
    .map(drop)
}

fn add_component(name: &str) -> Result<()> {
    let mut add = rustup();
    add.args(["component", "add", name, "--toolchain", NIGHTLY]);
    Run {
        limit: Some(DOWNLOAD_LIMIT),
        live: false,
    }
    .run(add)?
    .checked()
    .map(drop)
}

fn install_nightly_line() -> String {
    format!(
        "rustup toolchain install {NIGHTLY} --profile minimal --component rust-src --no-self-update"
    )
}

fn rustup() -> Command {
    let mut command = Command::new("rustup");
    // Asking about a toolchain must not install it.
    command.env("RUSTUP_AUTO_INSTALL", "0");
    command
}
