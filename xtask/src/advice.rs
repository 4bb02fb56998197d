//! Known errors, each with what to do about it.

/// What a part of a program's output means.
const KNOWN: &[(&str, &str)] = &[
    (
        "No space left on device",
        "free some disk space: the builds need about 6 GB",
    ),
    (
        "different bindgen format",
        "wasm-bindgen and wasm-bindgen-cli-support differ in version: give both the same exact version in Cargo.toml \
         and xtask/Cargo.toml, then run `cargo update --package wasm-bindgen`",
    ),
    (
        "failed to select a version for `wasm-bindgen-shared`",
        "wasm-bindgen (Cargo.toml) and wasm-bindgen-cli-support (xtask/Cargo.toml) must have the same exact version",
    ),
    (
        "package.json and package-lock.json",
        "the lock file is behind package.json: run `npm install` and commit package-lock.json",
    ),
    (
        "EAI_AGAIN",
        "npm cannot reach its registry: the first build needs a network",
    ),
    (
        "ENOTFOUND",
        "npm cannot reach its registry: the first build needs a network",
    ),
    (
        "ECONNREFUSED",
        "npm cannot reach its registry: the first build needs a network",
    ),
    (
        "'cargo-fmt' is not installed",
        "run `rustup component add rustfmt`",
    ),
    (
        "no such command: `fmt`",
        "install rustfmt, for example with `rustup component add rustfmt`",
    ),
    (
        "'cargo-clippy' is not installed",
        "run `rustup component add clippy`",
    ),
    (
        "no such command: `clippy`",
        "install clippy, for example with `rustup component add clippy`",
    ),
    (
        "can't find crate for `std`",
        "the standard library's source is missing or of another version than the compiler",
    ),
    (
        "linker `rust-lld` not found",
        "install lld (Debian: `apt-get install lld`)",
    ),
    (
        "Could not get lock /var/lib",
        "another package manager is running: wait for it and run this again",
    ),
    (
        "Unable to acquire the dpkg",
        "another package manager is running: wait for it and run this again",
    ),
    (
        "failed to download from",
        "cargo cannot reach its registry: the first build needs a network",
    ),
    (
        "Could not resolve host",
        "there is no network: the first build needs one",
    ),
];

/// Advice for the first known error that `output` contains.
pub fn for_output(output: &str) -> Option<&'static str> {
    KNOWN
        .iter()
        .find(|(part, _)| output.contains(part))
        .map(|(_, advice)| *advice)
}

/// Advice for a program that is not there.
pub fn for_program(program: &str) -> Option<&'static str> {
    match program {
        "node" | "npm" => Some(
            "install Node.js 20.19 or newer, with npm (https://nodejs.org, or your system's package)",
        ),
        "rustup" => Some("install rustup (https://rustup.rs)"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_error_gets_its_advice() {
        let output = "ld: cannot write: No space left on device (os error 28)";
        assert!(for_output(output).is_some_and(|advice| advice.contains("disk space")));
        assert_eq!(for_output("error[E0308]: mismatched types"), None);
    }
}
