//! The Wasm builds: `threads` over shared memory, `single` with a memory of its own, `machine` with the language and the explorer,
//! and `coroutine` for the npm package. One more, `trials`, is for the benches and the tests in browsers.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use anyhow::{Context, Result, anyhow};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use wasm_bindgen_cli_support::Bindgen;

use crate::fingerprint::{Fingerprint, Record};
use crate::step::{Status, step};
use crate::toolchain::Toolchain;
use crate::{advice, command, npm, project};

const TARGET: &str = "wasm32-unknown-unknown";
const PROFILE: &str = "wasm";

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

/// For the coroutine build. A batch is computed two numbers at a time; a small stack keeps an instance small; a panic, which
/// nobody here could be told of, traps without a message, whose formatting would be a third of the module.
const COROUTINE_FLAGS: &[&str] = &[
    "-Ctarget-feature=+simd128",
    "-Clink-arg=-zstack-size=65536",
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
];

/// What every engine that runs the site has; `threads` and `simd` only where the build uses them.
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

/// One of the builds.
#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    /// Atomics and shared memory.
    Threads,
    /// Neither: works on any page.
    Single,
    /// As `Single`, with the language, its machine and the explorer and nothing else.
    Machine,
    /// Nothing but the coroutines, and no wasm-bindgen: small enough to be a string in a JavaScript module.
    Coroutine,
    /// Atomics and shared memory, of the crate in `benches/trials`.
    Trials,
    /// As `Single`, with the labs of the benches.
    SingleTrials,
}

impl Kind {
    /// What the site and the npm package are made of.
    pub const PRODUCT: &[Self] = &[Self::Threads, Self::Single, Self::Machine, Self::Coroutine];
    /// What benches and tests need besides. After the others: they are compiled in the same folders.
    pub const TRIALS: &[Self] = &[Self::Trials, Self::SingleTrials];

    fn name(self) -> &'static str {
        match self {
            Self::Threads => "threads",
            Self::Single => "single",
            Self::Machine => "machine",
            Self::Coroutine => "coroutine",
            Self::Trials => "trials",
            Self::SingleTrials => "single-trials",
        }
    }

    fn crate_name(self) -> &'static str {
        match self {
            Self::Threads | Self::Single | Self::Machine | Self::Coroutine | Self::SingleTrials => {
                "interleave"
            }
            Self::Trials => "interleave-trials",
        }
    }

    /// The base name of what it gives: `interleave.js`, `interleave_bg.wasm`.
    fn file_name(self) -> String {
        self.crate_name().replace('-', "_")
    }

    fn flags(self) -> &'static [&'static str] {
        match self {
            Self::Threads | Self::Trials => THREADS_FLAGS,
            Self::Single | Self::Machine | Self::SingleTrials => &[],
            Self::Coroutine => COROUTINE_FLAGS,
        }
    }

    fn feature(self) -> Option<&'static str> {
        match self {
            Self::Threads | Self::Single | Self::Trials => None,
            Self::Machine => Some("machine"),
            Self::Coroutine => Some("coroutine-package"),
            Self::SingleTrials => Some("trials"),
        }
    }

    /// What of the crate it is made of.
    fn inputs(self) -> &'static [&'static str] {
        match self {
            Self::Threads | Self::Single | Self::SingleTrials => &["src"],
            Self::Machine => &["src", "vendor"],
            Self::Trials => &["src", "benches/trials"],
            Self::Coroutine => &[
                "src/lib.rs",
                "src/coroutine",
                "src/web/coroutine_package.rs",
            ],
        }
    }

    /// What it leaves in its package.
    fn outputs(self) -> Vec<String> {
        match self {
            Self::Threads | Self::Single | Self::Machine | Self::Trials | Self::SingleTrials => {
                let name = self.file_name();
                [".js", ".d.ts", "_bg.wasm"]
                    .map(|end| format!("{name}{end}"))
                    .into()
            }
            Self::Coroutine => vec!["module.ts".to_owned()],
        }
    }

    /// Builds with the same flags share one, so that the standard library is compiled for them once.
    fn target_folder(self) -> PathBuf {
        let name = match self {
            Self::Trials => Self::Threads.name(),
            Self::SingleTrials => Self::Single.name(),
            kind => kind.name(),
        };
        project::target().join(format!("wasm-{name}"))
    }

    /// Where its package is made.
    fn workshop(self) -> PathBuf {
        self.target_folder()
            .join(format!("package-{}", self.name()))
    }

    /// Where the site takes it from.
    fn package(self) -> PathBuf {
        project::root().join("www/pkg").join(self.name())
    }
}

/// Brings these builds up to date, at the same time: each has long stretches that keep only one processor busy.
pub fn build(toolchain: &Toolchain, kinds: &[Kind]) -> Result<()> {
    for_each(kinds, |kind| {
        step(&format!("Wasm, {}", kind.name()), || {
            build_one(kind, toolchain)
        })
    })
}

/// Clippy and rustdoc for the code that only these builds compile, warnings as errors.
pub fn lint(toolchain: &Toolchain) -> Result<()> {
    toolchain.clippy()?;
    for_each(&[Kind::PRODUCT, Kind::TRIALS].concat(), |kind| {
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

fn for_each(kinds: &[Kind], work: impl Fn(Kind) -> Result<()> + Sync) -> Result<()> {
    thread::scope(|scope| {
        let start = |&kind| {
            let work = &work;
            scope.spawn(move || work(kind))
        };
        let jobs: Vec<_> = kinds.iter().map(start).collect();
        // All are waited for, so that none writes while the error of another is shown.
        let results: Vec<_> = (jobs.into_iter())
            .map(|job| {
                job.join()
                    .unwrap_or_else(|_| Err(anyhow!("a build panicked")))
            })
            .collect();
        results.into_iter().collect()
    })
}

fn build_one(kind: Kind, toolchain: &Toolchain) -> Result<Status> {
    let root = project::root();
    let mut inputs = Fingerprint::new();
    inputs.text(&toolchain.name()).text(kind.name());
    // This file is the recipe: the flags above and the steps below.
    inputs.text(include_str!("wasm.rs"));
    let common = ["Cargo.toml", "Cargo.lock", ".cargo", "package-lock.json"];
    for path in common.iter().chain(kind.inputs()) {
        inputs.path(&root, path)?;
    }
    let package = kind.package();
    let outputs: Vec<_> = kind
        .outputs()
        .iter()
        .map(|file| package.join(file))
        .collect();
    let record = Record::new(&format!("wasm-{}", kind.name()), &inputs);
    if record.is_current(&outputs) {
        return Ok(Status::UpToDate);
    }
    let mut size = 0;
    record.update(|| {
        compile(kind, toolchain)?;
        let module = match kind {
            Kind::Threads | Kind::Single | Kind::Machine | Kind::Trials | Kind::SingleTrials => {
                bind(kind)?
            }
            Kind::Coroutine => take(kind)?,
        };
        size = optimize(kind, &module)?;
        if kind == Kind::Coroutine {
            embed(&module)?;
        }
        // Only a whole package takes the place of the last one.
        let fresh = kind.workshop();
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
            kind.crate_name(),
            "--lib",
            "--locked",
            "--target",
            TARGET,
            "--profile",
            PROFILE,
        ])
        .args(["-Z", "build-std=std,panic_abort", "--target-dir"])
        .arg(kind.target_folder());
    if let Some(feature) = kind.feature() {
        command.args(["--features", feature]);
    }
    command
        // Beats every other source of flags, and reaches neither build scripts nor macros.
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"));
}

/// What the compiler wrote.
fn compiled(kind: Kind) -> PathBuf {
    let folder = kind.target_folder().join(TARGET).join(PROFILE);
    folder.join(format!("{}.wasm", kind.file_name()))
}

/// An empty folder for a package in the making.
fn fresh_package(kind: Kind) -> Result<PathBuf> {
    let fresh = kind.workshop();
    if fresh.exists() {
        fs::remove_dir_all(&fresh)?;
    }
    fs::create_dir_all(&fresh)?;
    Ok(fresh)
}

/// Starts a package with the module, and with JavaScript and types for it. Returns where the module is.
fn bind(kind: Kind) -> Result<PathBuf> {
    let fresh = fresh_package(kind)?;
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(compiled(kind))
        .out_name(&kind.file_name())
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
    })?;
    Ok(fresh.join(format!("{}_bg.wasm", kind.file_name())))
}

/// Starts a package with the module as the compiler wrote it. Returns where it is.
fn take(kind: Kind) -> Result<PathBuf> {
    let module = fresh_package(kind)?.join("module.wasm");
    fs::copy(compiled(kind), &module)?;
    Ok(module)
}

/// Replaces the module by a smaller and faster one; returns its size in bytes.
fn optimize(kind: Kind, module: &Path) -> Result<u64> {
    let mut command = npm::program("wasm-opt");
    command.arg("-O3").args(FEATURES);
    match kind {
        Kind::Threads | Kind::Trials => {
            command.arg("--enable-threads");
        }
        Kind::Single | Kind::Machine | Kind::SingleTrials => {}
        Kind::Coroutine => {
            command.args(["--enable-simd", "--strip-debug", "--strip-producers"]);
        }
    }
    command.arg(module).arg("-o").arg(module);
    command::output(command)?;
    Ok(fs::metadata(module)?.len())
}

/// Replaces the module by a JavaScript module that holds it as text. Then no environment has to find a file: not Node,
/// not a worker, not a bundler, not a page with the package on another host.
fn embed(module: &Path) -> Result<()> {
    let text = BASE64_STANDARD.encode(fs::read(module)?);
    fs::write(
        module.with_file_name("module.ts"),
        format!(
            "/** The coroutines, compiled to WebAssembly, in base64. */\nconst base64: string = '{text}';\nexport default base64;\n"
        ),
    )?;
    fs::remove_file(module).map_err(Into::into)
}
