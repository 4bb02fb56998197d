//! The command line: Python programs run and shown as bytecode.

#[cfg(not(any(target_family = "wasm", loom)))]
mod command;
#[cfg(not(any(target_family = "wasm", loom)))]
mod explore;
#[cfg(not(any(target_family = "wasm", loom)))]
mod run;

#[cfg(not(any(target_family = "wasm", loom)))]
fn main() -> std::process::ExitCode {
    command::main()
}

// Tests build the binaries of their package, also where the language is left out.
#[cfg(any(target_family = "wasm", loom))]
fn main() {}
