//! Where things are: every path of the project that the build tool uses.

use std::env;
use std::path::{Path, PathBuf};

/// The root of the repository. Asked at run time, so that a moved checkout needs no rebuild of this tool.
pub fn root() -> PathBuf {
    let manifest = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    manifest.parent().map(Path::to_path_buf).unwrap_or(manifest)
}

/// Build output of every kind.
pub fn target() -> PathBuf {
    root().join("target")
}

/// The build tool's own notes: fingerprints, reports, the lock.
pub fn notes() -> PathBuf {
    target().join("xtask")
}

/// Cargo as this tool was started by, so that an inner build uses the same.
pub fn cargo() -> PathBuf {
    env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}

/// Where cargo keeps downloaded sources and installed programs.
pub fn cargo_home() -> Option<PathBuf> {
    home("CARGO_HOME", ".cargo")
}

/// Where rustup keeps its toolchains.
pub fn rustup_home() -> Option<PathBuf> {
    home("RUSTUP_HOME", ".rustup")
}

fn home(variable: &str, folder: &str) -> Option<PathBuf> {
    env::var_os(variable)
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(folder)))
}

/// The first file of this name on the search path, or among the programs that cargo installed.
pub fn find_program(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .chain(cargo_home().map(|home| home.join("bin")))
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}
