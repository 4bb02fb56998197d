//! What this machine has to build Wasm with.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::plan::Found;
use super::{NIGHTLY, rustup};
use crate::command::{self, Run};
use crate::{apt, project};

/// Debian's compiler, whatever rustup puts before it on the path.
pub const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_SOURCE: &str = "/usr/lib/rustlib/src/rust/library/Cargo.lock";
/// The oldest compiler that takes this project (`rust-version` in Cargo.toml), as 1.N.
const OLDEST_MINOR: u32 = 95;

/// Looks for everything that [`plan`](super::plan::plan) weighs.
pub fn find() -> Found {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read_from_the_compilers_line() {
        assert_eq!(
            minor_version("rustc 1.96.0 (ac68faa20 2026-05-25) (built from a source tarball)"),
            Some(96)
        );
        assert_eq!(minor_version("gcc 12.2"), None);
    }
}
