//! What the command line accepts.

use clap::{Parser, Subcommand};
use interleave::bytecode::{Code, compile, disassemble};
use interleave::lang::{Diagnostic, Source, load};
use interleave::machine::Program;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Ordinary threaded Python, step by step.
#[derive(Parser)]
#[command(name = "interleave", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Show the program's bytecode.
    Dis {
        /// The program.
        file: PathBuf,
    },
    /// Run the program: its own output, and its exit code; 3 where it ends in a deadlock.
    Run(super::run::Options),
    /// Explore all interleavings: every outcome, how many ways lead to it, and a shortest one.
    Explore(super::explore::Options),
}

/// 2 where the program is not accepted or cannot be read.
pub(super) const REJECTED: u8 = 2;

pub fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Dis { file } => match compiled(&file) {
            Ok((source, code)) => {
                print!("{}", disassemble(&code, &source));
                ExitCode::SUCCESS
            }
            Err(message) => {
                eprint!("{message}");
                ExitCode::from(REJECTED)
            }
        },
        Command::Run(options) => super::run::run(&options),
        Command::Explore(options) => super::explore::explore(&options),
    }
}

/// The program's code, or what is wrong with it, as text.
fn compiled(file: &Path) -> Result<(Source, Arc<Code>), String> {
    let source = read(file)?;
    match load(&source).and_then(|program| compile(&program)) {
        Ok(code) => Ok((source, code)),
        Err(problems) => Err(render(&source, &problems)),
    }
}

/// A program, linked; what is wrong with it is printed.
pub(super) fn program(file: &Path) -> Result<Arc<Program>, ExitCode> {
    let loaded = read(file)
        .and_then(|source| Program::load(&source).map_err(|problems| render(&source, &problems)));
    loaded.map_err(|message| {
        eprint!("{message}");
        ExitCode::from(REJECTED)
    })
}

/// A program's text, or why it cannot be read.
fn read(file: &Path) -> Result<Source, String> {
    let name = file.display().to_string();
    let text = std::fs::read_to_string(file).map_err(|error| format!("{name}: {error}\n"))?;
    Ok(Source::new(name, text))
}

/// Diagnostics as text.
fn render(source: &Source, problems: &[Diagnostic]) -> String {
    problems
        .iter()
        .map(|problem| problem.render(source))
        .collect()
}
