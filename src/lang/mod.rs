//! Python as a concurrency course uses it: parsed, its names resolved, and what is not supported reported at its place.
//! No values and no execution here. `README.md` tells the order of the passes.

mod builtins;
mod check;
mod diagnostic;
mod mangle;
mod modules;
mod resolve;
mod scope;
mod source;

pub(crate) use builtins::is_builtin;
pub use diagnostic::Diagnostic;
pub use mangle::mangle;
pub use modules::SUPPORTED as SUPPORTED_MODULES;
pub use ruff_python_ast as ast;
pub use scope::{Block, BlockKey, BlockKind, Place, Symbols};
pub use source::{Position, Source, Span};

/// A program that has passed all checks which need no execution.
#[derive(Debug)]
pub struct Program {
    /// The module's statements.
    pub module: ast::ModModule,
    /// What each name of each block refers to.
    pub symbols: Symbols,
}

/// Parses a program and resolves its names.
///
/// # Errors
/// All that is wrong with it, in the order of the text: syntax errors alone if there are any, because what follows
/// from them would mislead.
pub fn load(source: &Source) -> Result<Program, Vec<Diagnostic>> {
    let parsed =
        ruff_python_parser::parse_unchecked_source(source.text(), ast::PySourceType::Python);
    if !parsed.errors().is_empty() {
        return Err(parsed.errors().iter().map(Diagnostic::syntax).collect());
    }
    let module = parsed.into_syntax();
    let mut problems = check::check(&module);
    let symbols = resolve::resolve(&module, &mut problems);
    if problems.is_empty() {
        Ok(Program { module, symbols })
    } else {
        problems.sort_by_key(|problem| problem.span.start);
        Err(problems)
    }
}
