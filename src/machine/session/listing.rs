//! A program's code as a page shows it: its functions, their statements and operations, and which of these others can notice.

use super::Session;
use crate::bytecode::{Code, Operation, operation_text};
use crate::lang::{Source, Span};
use serde::Serialize;

/// A program's code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Listing {
    /// What all its schedules begin with.
    pub schedule: String,
    /// The module, and its functions, classes and comprehensions, in the order of their text.
    pub functions: Vec<FunctionListing>,
}

/// One block of code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FunctionListing {
    /// Its name with what is around it.
    pub name: String,
    /// Where its text is.
    #[serde(flatten)]
    pub place: Place,
    /// Its statements.
    pub statements: Vec<StatementListing>,
    /// Its operations.
    pub operations: Vec<OperationListing>,
}

/// Where a piece of text begins and ends, as a person counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// From 1.
    pub line: u32,
    /// In characters, from 1.
    pub column: u32,
    /// The line in which it ends.
    pub end_line: u32,
    /// The column behind its end.
    pub end_column: u32,
}

impl Place {
    pub(in crate::machine) fn of(source: &Source, span: Span) -> Self {
        let (start, end) = (source.position(span.start), source.position(span.end));
        Self {
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }
}

/// A statement; of one with a body what is before that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StatementListing {
    /// Where its text is.
    #[serde(flatten)]
    pub place: Place,
    /// How many operations it has that do something: constants and the order of the stack do not count.
    pub operations: u32,
    /// How many of them others can notice, as far as is known.
    pub shared: u32,
}

/// An operation of bytecode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OperationListing {
    /// Where the text is that it stands for.
    #[serde(flatten)]
    pub place: Place,
    /// Its name, its operand and what that stands for.
    pub text: String,
    /// The index of its statement.
    pub statement: Option<u32>,
    /// Whether others can notice it, as far as is known.
    pub shared: bool,
}

/// Whether an operation does something.
fn counts(operation: Operation) -> bool {
    use Operation::*;
    !matches!(
        operation,
        Resume(_)
            | LoadConst(_)
            | PushNull
            | PopTop
            | Copy(_)
            | Swap(_)
            | MakeCell(_)
            | LoadClosure(_)
            | JumpForward(_)
            | JumpBackward(_)
            | JumpBackwardNoInterrupt(_)
    )
}

impl Session {
    /// The program's code.
    pub fn listing(&self) -> Listing {
        let program = &self.program;
        let own = program.codes[program.main as usize..].iter();
        let functions = own
            .enumerate()
            .map(|(number, linked)| self.function(program.main + number as u32, &linked.code))
            .collect();
        Listing {
            schedule: self.prefix(),
            functions,
        }
    }

    /// How many operations are known that others can notice: where that grows, the listing has changed.
    pub fn known_sites(&self) -> usize {
        self.sites.len()
    }

    fn function(&self, number: u32, code: &Code) -> FunctionListing {
        let source = &self.program.modules[0].source;
        let shared = |pc: usize| self.sites.contains(&(number, pc as u32));
        let statements = code.statements.iter().enumerate().map(|(at, span)| {
            let own = code.statement_of.iter().enumerate();
            let own: Vec<usize> = own
                .filter(|(_, statement)| **statement as usize == at)
                .map(|(pc, _)| pc)
                .collect();
            let counted = own.iter().filter(|pc| counts(code.operations[**pc]));
            StatementListing {
                place: Place::of(source, *span),
                operations: counted.count() as u32,
                shared: own.iter().filter(|pc| shared(**pc)).count() as u32,
            }
        });
        let operations = code
            .spans
            .iter()
            .enumerate()
            .map(|(pc, span)| OperationListing {
                place: Place::of(source, *span),
                text: operation_text(code, pc as u32),
                statement: code.statement(pc as u32),
                shared: shared(pc),
            });
        FunctionListing {
            name: code.qualname.clone(),
            place: Place::of(source, code.span),
            statements: statements.collect(),
            operations: operations.collect(),
        }
    }
}
