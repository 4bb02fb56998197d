//! Code objects.

use super::operation::Operation;
use crate::lang::Span;
use num_bigint::BigInt;
use std::sync::Arc;

/// A constant of a code object.
#[derive(Clone, Debug)]
pub enum Constant {
    /// `None`
    None,
    /// `...`
    Ellipsis,
    /// `True` or `False`
    Bool(bool),
    /// An int of any size.
    Int(BigInt),
    /// A float.
    Float(f64),
    /// A str.
    Str(Arc<str>),
    /// Bytes.
    Bytes(Arc<[u8]>),
    /// A tuple of constants.
    Tuple(Arc<[Constant]>),
    /// What a function is made of.
    Code(Arc<Code>),
}

impl PartialEq for Constant {
    /// Whether one can stand for the other: 1, 1.0 and True differ, and so do 0.0 and -0.0. Code is itself only.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::None, Self::None) | (Self::Ellipsis, Self::Ellipsis) => true,
            (Self::Bool(a), Self::Bool(b)) => a == b,
            (Self::Int(a), Self::Int(b)) => a == b,
            (Self::Float(a), Self::Float(b)) => a.to_bits() == b.to_bits(),
            (Self::Str(a), Self::Str(b)) => a == b,
            (Self::Bytes(a), Self::Bytes(b)) => a == b,
            (Self::Tuple(a), Self::Tuple(b)) => a == b,
            (Self::Code(a), Self::Code(b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }
}

/// Where an exception is handled: an entry of CPython 3.11's exception table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handler {
    /// The first operation that it covers.
    pub start: u32,
    /// The operation after the last one that it covers.
    pub end: u32,
    /// Where it goes on.
    pub target: u32,
    /// The height that the stack is cut to, before the exception is pushed.
    pub depth: u32,
}

/// The number of no statement.
pub const NO_STATEMENT: u32 = u32::MAX;

/// The operations of one block, and what they refer to.
#[derive(Clone, Debug, Default)]
pub struct Code {
    /// The function's, class's or comprehension's name.
    pub name: String,
    /// Its name with what is around it.
    pub qualname: String,
    /// The text of the block.
    pub span: Span,
    /// How many parameters may be given by position, those that may only be given so included.
    pub positional: u32,
    /// How many parameters may only be given by position.
    pub positional_only: u32,
    /// How many parameters may only be given by name; they follow the positional ones.
    pub keyword_only: u32,
    /// Whether there is `*args`; it follows those.
    pub rest: bool,
    /// Whether there is `**kwargs`; it comes last.
    pub keywords: bool,
    /// Whether a call makes a generator.
    pub generator: bool,
    /// The local variables, parameters first.
    pub locals: Vec<String>,
    /// Own variables that blocks inside use.
    pub cells: Vec<String>,
    /// Variables of blocks around.
    pub free: Vec<String>,
    /// The names of globals and attributes.
    pub names: Vec<String>,
    /// The constants.
    pub constants: Vec<Constant>,
    /// The operations.
    pub operations: Vec<Operation>,
    /// The text that each operation stands for.
    pub spans: Vec<Span>,
    /// The statements of the block, each as the text that is shown of it: of one with a body only what is before that.
    pub statements: Vec<Span>,
    /// Which of them each operation belongs to; [`NO_STATEMENT`] for what a block begins and ends with.
    pub statement_of: Vec<u32>,
    /// Whether a statement begins at each operation, or is come back to.
    pub entries: Vec<bool>,
    /// Where exceptions are handled, sorted; they do not overlap.
    pub handlers: Vec<Handler>,
    /// How high the stack gets.
    pub stack: u32,
}

impl Code {
    /// Whether so many arguments, all by position, are exactly its parameters.
    #[inline]
    pub fn takes(&self, given: usize) -> bool {
        self.positional as usize == given && self.keyword_only == 0 && !self.rest && !self.keywords
    }

    /// The statement that an operation belongs to.
    pub fn statement(&self, operation: u32) -> Option<u32> {
        let number = *self.statement_of.get(operation as usize)?;
        (number != NO_STATEMENT).then_some(number)
    }

    /// Whether a statement begins at this operation, or is come back to: a loop after its body, `with` at its end.
    pub fn begins_statement(&self, operation: u32) -> bool {
        self.entries.get(operation as usize) == Some(&true)
    }

    /// Where an exception of this operation is handled.
    pub fn handler(&self, operation: u32) -> Option<Handler> {
        let after = self
            .handlers
            .partition_point(|handler| handler.start <= operation);
        self.handlers[..after]
            .last()
            .copied()
            .filter(|handler| operation < handler.end)
    }

    /// This code and all code inside of it, in the order of the constants.
    pub fn all(self: &Arc<Self>) -> Vec<Arc<Self>> {
        let mut found = vec![self.clone()];
        for constant in &self.constants {
            if let Constant::Code(inner) = constant {
                found.extend(inner.all());
            }
        }
        found
    }
}
