//! The two Wasm builds: `threads` over shared memory, and `single` with a memory of its own.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::thread;

use anyhow::{Context, Result, anyhow};
use wasm_bindgen_cli_support::Bindgen;

use crate::fingerprint::{Fingerprint, Record};
use crate::step::{Status, step};
use crate::toolchain::Toolchain;
use crate::{advice, command, npm, project};

const TARGET: &str = "wasm32-unknown-unknown";
const PROFILE: &str = "wasm";
/// The base name of what a build gives: `interleave.js`, `interleave_bg.wasm`.
const NAME: &str = "interleave";

const THREADS_FEATURES: &str = "-Ctarget-feature=+atomics,+bulk-memory,+mutable-globals";

/// For the threads build. The memory is imported, so that all workers get the same; the exports are what wasm-bindgen needs
/// to give each worker a stack and thread-local storage of its own. 1 GiB is as much as every engine reserves.
const THREADS_FLAGS: &[&str] = &[
    THREADS_FEATURES,
    "-Clink-arg=--shared-memory",
    "-Clink-arg=--import-memory",
    "-Clink-arg=--max-memory=1073741824",
    "-Clink-arg=--export=__heap_base",
    "-Clink-arg=--export=__wasm_init_tls",
    "-Clink-arg=--export=__tls_size",
    "-Clink-arg=--export=__tls_align",
    "-Clink-arg=--export=__tls_base",
];

/// What every engine that runs the site has; `threads` only where the build uses it.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// One of the two builds.
#[derive(Clone, Copy)]
pub enum Kind {
    /// Atomics and shared memory.
    Threads,
    /// Neither: works on any page.
    Single,
}

impl Kind {
    /// Both builds.
    pub const ALL: [Self; 2] = [Self::Threads, Self::Single];

    fn name(self) -> &'static str {
        match self {
            Self::Threads => "threads",
            Self::Single => "single",
        }
    }

    fn flags(self) -> &'static [&'static str] {
        match self {
            Self::Threads => THREADS_FLAGS,
            Self::Single => &[],
        }
    }

    fn target_folder(self) -> PathBuf {
        project::target().join(format!("wasm-{}", self.name()))
    }

    /// Where the site takes it from.
    fn package(self) -> PathBuf {
        project::root().join("www/pkg").join(self.name())
    }
}

/// Brings both builds up to date, at the same time: each has long stretches that keep only one processor busy.
pub fn build(toolchain: &Toolchain) -> Result<()> {
    for_both(|kind| {
        step(&format!("Wasm, {}", kind.name()), || {
            build_one(kind, toolchain)
        })
    })
}

/// Clippy and rustdoc for the code that only these builds compile, warnings as errors.
pub fn lint(toolchain: &Toolchain) -> Result<()> {
    toolchain.clippy()?;
    for_both(|kind| {
        step(&format!("clippy for Wasm, {}", kind.name()), || {
            let mut command = toolchain.clippy()?;
            configure(&mut command, kind);
            command.args(["--", "-Dwarnings"]);
            command::output(command)?;
            Ok(Status::Done)
        })
    })?;
    step("rustdoc for Wasm", || {
        let mut command = toolchain.cargo();
        command.args(["doc", "--no-deps"]);
        configure(&mut command, Kind::Threads);
        let flags = [THREADS_FEATURES, "-Dwarnings"];
        command.env("CARGO_ENCODED_RUSTDOCFLAGS", flags.join("\x1f"));
        command::output(command)?;
        Ok(Status::Done)
    })
}

fn for_both(work: impl Fn(Kind) -> Result<()> + Sync) -> Result<()> {
    thread::scope(|scope| {
        let jobs = Kind::ALL.map(|kind| {
            let work = &work;
            scope.spawn(move || work(kind))
        });
        // Both are waited for, so that neither writes while the error of the other is shown.
        let results = jobs.map(|job| {
            job.join()
                .unwrap_or_else(|_| Err(anyhow!("a build panicked")))
        });
        results.into_iter().collect()
    })
}

fn build_one(kind: Kind, toolchain: &Toolchain) -> Result<Status> {
    let root = project::root();
    let mut inputs = Fingerprint::new();
    inputs.text(&toolchain.name()).text(kind.name());
    // This file is the recipe: the flags above and the steps below.
    inputs.text(include_str!("wasm.rs"));
    for path in [
        "Cargo.toml",
        "Cargo.lock",
        ".cargo",
        "src",
        "package-lock.json",
    ] {
        inputs.path(&root, path)?;
    }
    let package = kind.package();
    let outputs =
        ["interleave.js", "interleave.d.ts", "interleave_bg.wasm"].map(|file| package.join(file));
    let record = Record::new(&format!("wasm-{}", kind.name()), &inputs);
    if record.is_current(&outputs) {
        return Ok(Status::UpToDate);
    }
    let mut size = 0;
    record.update(|| {
        compile(kind, toolchain)?;
        bind(kind)?;
        size = optimize(kind)?;
        // Only a whole package takes the place of the last one.
        let fresh = kind.target_folder().join("package");
        if package.exists() {
            fs::remove_dir_all(&package)?;
        }
        fs::create_dir_all(package.parent().unwrap_or(&package))?;
        fs::rename(&fresh, &package).with_context(|| format!("cannot write {}", package.display()))
    })?;
    Ok(Status::Note(format!("{} kB", size / 1000)))
}

fn compile(kind: Kind, toolchain: &Toolchain) -> Result<()> {
    let mut command = toolchain.cargo();
    command.arg("build");
    configure(&mut command, kind);
    command::output(command).map(drop)
}

/// The package, the profile and the flags, the same for compiling and for linting.
fn configure(command: &mut Command, kind: Kind) {
    let mut flags: Vec<String> = kind.flags().iter().map(|&flag| flag.to_owned()).collect();
    // A panic message names its file: not where that stood on the machine that built the site.
    let homes = [
        ("cargo", project::cargo_home()),
        ("rustup", project::rustup_home()),
    ];
    for (name, home) in homes {
        let home = home.map(|home| format!("--remap-path-prefix={}={name}", home.display()));
        flags.extend(home);
    }
    command
        .current_dir(project::root())
        .args([
            "--package",
            NAME,
            "--lib",
            "--locked",
            "--target",
            TARGET,
            "--profile",
            PROFILE,
        ])
        .args(["-Z", "build-std=std,panic_abort", "--target-dir"])
        .arg(kind.target_folder())
        // Beats every other source of flags, and reaches neither build scripts nor macros.
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"));
}

/// Writes the JavaScript and the types beside the module.
fn bind(kind: Kind) -> Result<()> {
    let folder = kind.target_folder();
    let fresh = folder.join("package");
    if fresh.exists() {
        fs::remove_dir_all(&fresh)?;
    }
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(
            folder
                .join(TARGET)
                .join(PROFILE)
                .join(format!("{NAME}.wasm")),
        )
        .out_name(NAME)
        .typescript(true)
        // The page compiles the module once and hands it to each worker.
        .omit_default_module_path(true)
        .web(true)?;
    bindgen.generate(&fresh).map_err(|error| {
        let text = format!("{error:#}");
        match advice::for_output(&text) {
            Some(advice) => anyhow!("wasm-bindgen: {text}\n\nadvice: {advice}"),
            None => anyhow!("wasm-bindgen: {text}"),
        }
    })
}

/// Replaces the module by a smaller and faster one; returns its size in bytes.
fn optimize(kind: Kind) -> Result<u64> {
    let module = kind
        .target_folder()
        .join("package")
        .join(format!("{NAME}_bg.wasm"));
    let mut command = npm::program("wasm-opt");
    command.arg("-O3").args(FEATURES);
    if matches!(kind, Kind::Threads) {
        command.arg("--enable-threads");
    }
    command.arg(&module).arg("-o").arg(&module);
    command::output(command)?;
    Ok(fs::metadata(&module)?.len())
}
