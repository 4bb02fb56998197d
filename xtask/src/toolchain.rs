//! Finds a compiler that can build the standard library for Wasm, or installs one.
//!
//! No toolchain ships a standard library for Wasm with threads, so that it is built from source: that takes a compiler with
//! unstable options and the source of exactly its version. Two are known to do: a nightly pinned by date, and Debian's
//! `rustc-web`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::command::{self, Run};
use crate::step::{Status, step};
use crate::{apt, project};

/// The nightly that the project is built with.
const NIGHTLY: &str = "nightly-2026-05-20";
/// Debian's compiler, whatever rustup puts before it on the path.
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CLIPPY: &str = "/usr/bin/cargo-clippy";
const DEBIAN_SOURCE: &str = "/usr/lib/rustlib/src/rust/library/Cargo.lock";
/// The oldest compiler that takes this project (`rust-version` in Cargo.toml), as 1.N.
const OLDEST_MINOR: u32 = 95;
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
                    let mut add = rustup();
                    add.args(["component", "add", "clippy", "--toolchain", NIGHTLY]);
                    Run {
                        limit: Some(DOWNLOAD_LIMIT),
                        live: false,
                    }
                    .run(add)?
                    .checked()?;
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

    fn with_environment(&self, mut command: Command) -> Command {
        if let Self::Debian { linker, .. } = self {
            command
                .env("RUSTC", DEBIAN_RUSTC)
                // The unstable options of a compiler that is not a nightly.
                .env("RUSTC_BOOTSTRAP", "1")
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
        }
        command
    }
}

/// What is on this machine.
#[derive(Clone, Default)]
struct Found {
    /// The pinned nightly with its source.
    nightly: bool,
    /// Version of a usable Debian compiler with its source.
    debian: Option<String>,
    linker: Option<PathBuf>,
    rustup: bool,
    apt: bool,
}

/// Why an attempt to install failed.
#[derive(Clone, Default)]
struct Tried {
    rustup: Option<String>,
    apt: Option<String>,
}

#[derive(Debug, PartialEq)]
enum Plan {
    Use(Toolchain),
    InstallNightly,
    InstallDebian(Vec<&'static str>),
    GiveUp(String),
}

/// Decides what to do next: use what is there, else install, else say what to install.
fn plan(found: &Found, tried: &Tried) -> Plan {
    if found.nightly {
        return Plan::Use(Toolchain::Nightly);
    }
    if let (Some(version), Some(linker)) = (&found.debian, &found.linker) {
        return Plan::Use(Toolchain::Debian {
            version: version.clone(),
            linker: linker.clone(),
        });
    }
    if found.rustup && tried.rustup.is_none() {
        return Plan::InstallNightly;
    }
    let mut packages = vec!["rustc-web", "rust-web-src"];
    if found.linker.is_none() {
        packages.push("lld");
    }
    if found.apt && tried.apt.is_none() {
        return Plan::InstallDebian(packages);
    }
    let mut text = format!(
        "no compiler for Wasm with threads. Either of these will do:\n\n\
         - with rustup (https://rustup.rs) and a network:\n\n    {}\n\n\
         - on Debian 12 or newer: {}",
        install_nightly_line(),
        apt::by_hand(&packages)
    );
    for (name, reason) in [("rustup", &tried.rustup), ("apt-get", &tried.apt)] {
        if let Some(reason) = reason {
            let _ = write!(text, "\n\n{name} was tried: {reason}");
        }
    }
    Plan::GiveUp(text)
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
            match plan(&find(), &tried) {
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

fn find() -> Found {
    let rustup = project::find_program("rustup").is_some();
    Found {
        nightly: rustup && nightly_has_source(),
        debian: debian_version(),
        linker: linker(),
        rustup,
        apt: apt::available(),
    }
}

fn nightly_has_source() -> bool {
    let mut command = rustup();
    command.args(["run", NIGHTLY, "rustc", "--print", "sysroot"]);
    let sysroot = Run::default()
        .run(command)
        .ok()
        .filter(|finished| finished.success);
    sysroot.is_some_and(|finished| {
        Path::new(finished.output.trim())
            .join("lib/rustlib/src/rust/library/Cargo.lock")
            .exists()
    })
}

fn debian_version() -> Option<String> {
    if !Path::new(DEBIAN_RUSTC).exists() || !Path::new(DEBIAN_SOURCE).exists() {
        return None;
    }
    let mut command = Command::new(DEBIAN_RUSTC);
    command.arg("--version");
    let version = command::output(command).ok()?.trim().to_owned();
    (minor_version(&version)? >= OLDEST_MINOR).then_some(version)
}

/// N of `rustc 1.N.…`.
fn minor_version(line: &str) -> Option<u32> {
    line.strip_prefix("rustc 1.")?
        .split('.')
        .next()?
        .parse()
        .ok()
}

/// rustup brings a linker for Wasm, outside the path; LLVM's is on the path where it is installed.
fn linker() -> Option<PathBuf> {
    let sysroot = rustc(&["--print", "sysroot"])?;
    let version = rustc(&["--version", "--verbose"])?;
    let host = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))?;
    let own = Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(host)
        .join("bin/rust-lld");
    if own.exists() {
        Some(own)
    } else {
        project::find_program("wasm-ld")
    }
}

fn rustc(arguments: &[&str]) -> Option<String> {
    let mut command = Command::new("rustc");
    command.args(arguments);
    command::output(command).ok()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn debian() -> Found {
        Found {
            debian: Some("rustc 1.96.0".to_owned()),
            linker: Some(PathBuf::from("rust-lld")),
            ..Found::default()
        }
    }

    #[test]
    fn the_pinned_nightly_comes_first() {
        let found = Found {
            nightly: true,
            rustup: true,
            apt: true,
            ..debian()
        };
        assert_eq!(
            plan(&found, &Tried::default()),
            Plan::Use(Toolchain::Nightly)
        );
    }

    #[test]
    fn debians_compiler_is_used_before_anything_is_installed() {
        let found = Found {
            rustup: true,
            apt: true,
            ..debian()
        };
        let Plan::Use(Toolchain::Debian { version, linker }) = plan(&found, &Tried::default())
        else {
            unreachable!("Debian's compiler is complete");
        };
        assert_eq!(
            (version.as_str(), linker),
            ("rustc 1.96.0", PathBuf::from("rust-lld"))
        );
    }

    #[test]
    fn rustup_is_tried_before_apt_and_each_once() {
        let mut found = Found {
            rustup: true,
            apt: true,
            linker: Some(PathBuf::from("rust-lld")),
            ..Found::default()
        };
        let mut tried = Tried::default();
        assert_eq!(plan(&found, &tried), Plan::InstallNightly);
        tried.rustup = Some("no network".to_owned());
        assert_eq!(
            plan(&found, &tried),
            Plan::InstallDebian(vec!["rustc-web", "rust-web-src"])
        );
        found.linker = None;
        assert_eq!(
            plan(&found, &tried),
            Plan::InstallDebian(vec!["rustc-web", "rust-web-src", "lld"])
        );
        tried.apt = Some("no such package".to_owned());
        let Plan::GiveUp(text) = plan(&found, &tried) else {
            unreachable!("both ways failed")
        };
        for part in [
            NIGHTLY,
            "rustc-web rust-web-src lld",
            "no network",
            "no such package",
        ] {
            assert!(text.contains(part), "{part} is missing in: {text}");
        }
    }

    #[test]
    fn without_a_linker_debians_compiler_is_not_complete() {
        let found = Found {
            linker: None,
            apt: true,
            ..debian()
        };
        assert_eq!(
            plan(&found, &Tried::default()),
            Plan::InstallDebian(vec!["rustc-web", "rust-web-src", "lld"])
        );
    }

    #[test]
    fn without_any_way_it_says_what_to_install() {
        let Plan::GiveUp(text) = plan(&Found::default(), &Tried::default()) else {
            unreachable!("there is no way")
        };
        assert!(text.contains("rustup toolchain install") && text.contains("apt-get install"));
    }

    #[test]
    fn the_version_is_read_from_the_compilers_line() {
        assert_eq!(
            minor_version("rustc 1.96.0 (ac68faa20 2026-05-25) (built from a source tarball)"),
            Some(96)
        );
        assert_eq!(minor_version("gcc 12.2"), None);
    }
}
