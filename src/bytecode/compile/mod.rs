//! From the tree to code objects, as CPython 3.11's `compile.c` does it.

mod assign;
mod block;
mod call;
mod constant;
mod control;
mod expression;
mod pattern;
mod statement;
mod unwind;

use super::assemble::{Assembler, Label};
use super::code::{Code, Constant};
use super::operation::Operation;
use crate::lang::ast::Expr;
use crate::lang::{BlockKind, Diagnostic, Place, Program, Span, Symbols, mangle};
use ruff_text_size::{Ranged, TextRange, TextSize};
use std::sync::Arc;
use unwind::Enclosing;

/// The code of a program's module, which contains that of all its functions.
///
/// # Errors
/// What parses and resolves, but Python's compiler rejects, and patterns that are not supported.
pub fn compile(program: &Program) -> Result<Arc<Code>, Vec<Diagnostic>> {
    let mut compiler = Compiler {
        symbols: &program.symbols,
        units: Vec::new(),
        class: None,
        problems: Vec::new(),
    };
    compiler.enter(BlockKind::Module, program.module.range.into(), "<module>");
    compiler.emit(Operation::Resume(0));
    compiler.statements(&program.module.body);
    compiler.return_none();
    let code = compiler.leave();
    if compiler.problems.is_empty() {
        Ok(code)
    } else {
        Err(compiler.problems)
    }
}

/// A block in the making.
struct Unit {
    kind: BlockKind,
    /// The block's text, by which its names are found.
    span: Span,
    code: Code,
    assembler: Assembler,
    /// What `break`, `continue` and `return` have to leave on their way, innermost last.
    enclosing: Vec<Enclosing>,
    /// The text that the operations stand for that are emitted now.
    at: Span,
}

struct Compiler<'p> {
    symbols: &'p Symbols,
    units: Vec<Unit>,
    /// The class around, whose private names are mangled.
    class: Option<String>,
    problems: Vec<Diagnostic>,
}

impl Compiler<'_> {
    fn enter(&mut self, kind: BlockKind, span: Span, name: &str) {
        let block = self.symbols.block(kind, span);
        let code = Code {
            name: name.to_owned(),
            qualname: self.qualified(name),
            span,
            generator: block.generator,
            locals: block.locals.clone(),
            cells: block.cells.clone(),
            free: block.free.clone(),
            ..Code::default()
        };
        let assembler = Assembler::default();
        self.units.push(Unit {
            kind,
            span,
            code,
            assembler,
            enclosing: Vec::new(),
            at: Span::default(),
        });
        for cell in 0..block.cells.len() {
            self.emit(Operation::MakeCell(cell as u32));
        }
    }

    fn leave(&mut self) -> Arc<Code> {
        let mut unit = self.units.pop().expect("a block is open");
        // After a problem the operations need not fit together, and nobody will see them.
        if self.problems.is_empty() {
            unit.assembler.finish(&mut unit.code);
        }
        Arc::new(unit.code)
    }

    /// A name with those of the blocks around it, as `__qualname__` has it.
    fn qualified(&self, name: &str) -> String {
        match self.units.last() {
            None => name.to_owned(),
            Some(around) if around.kind == BlockKind::Module => name.to_owned(),
            Some(around)
                if self
                    .symbols
                    .block(around.kind, around.span)
                    .places
                    .get(name)
                    == Some(&Place::Global) =>
            {
                name.to_owned()
            }
            Some(around) if around.kind == BlockKind::Class => {
                format!("{}.{name}", around.code.qualname)
            }
            Some(around) => format!("{}.<locals>.{name}", around.code.qualname),
        }
    }

    fn unit(&mut self) -> &mut Unit {
        self.units.last_mut().expect("a block is open")
    }

    /// From here on operations stand for this text.
    fn at(&mut self, node: &impl Ranged) {
        self.unit().at = node.range().into();
    }

    /// What follows belongs to a new statement, of which this is shown; gives the one before.
    fn begin_statement(&mut self, start: TextSize, end: TextSize) -> u32 {
        let shown = TextRange::new(start, end).into();
        self.unit().assembler.begin_statement(shown)
    }

    fn resume_statement(&mut self, statement: u32) {
        self.unit().assembler.resume_statement(statement);
    }

    fn emit(&mut self, operation: Operation) {
        let unit = self.unit();
        unit.assembler.emit(operation, unit.at);
    }

    fn jump(&mut self, make: fn(u32) -> Operation, label: Label) {
        let unit = self.unit();
        unit.assembler.jump(make, label, unit.at);
    }

    fn label(&mut self) -> Label {
        self.unit().assembler.label()
    }

    fn place(&mut self, label: Label) {
        self.unit().assembler.place(label);
    }

    fn wrong(&mut self, node: &impl Ranged, message: &str) {
        self.problems.push(Diagnostic::new(node.range(), message));
    }

    /// Keeps a constant once and loads it.
    fn constant(&mut self, constant: Constant) {
        let constants = &mut self.unit().code.constants;
        let index = constants
            .iter()
            .position(|each| *each == constant)
            .unwrap_or_else(|| {
                constants.push(constant);
                constants.len() - 1
            });
        self.emit(Operation::LoadConst(index as u32));
    }

    fn string(&mut self, text: &str) {
        self.constant(Constant::Str(text.into()));
    }

    fn none(&mut self) {
        self.constant(Constant::None);
    }

    fn return_none(&mut self) {
        self.none();
        self.emit(Operation::ReturnValue);
    }

    /// The number of a global's or an attribute's name, mangled.
    fn name(&mut self, name: &str) -> u32 {
        let name = mangle(self.class.as_deref(), name).into_owned();
        let names = &mut self.unit().code.names;
        let index = names
            .iter()
            .position(|each| *each == name)
            .unwrap_or_else(|| {
                names.push(name);
                names.len() - 1
            });
        index as u32
    }

    fn variable(&mut self, name: &str) -> Place {
        let unit = self.units.last().expect("a block is open");
        let block = self.symbols.block(unit.kind, unit.span);
        let mangled = mangle(self.class.as_deref(), name);
        match block.places[mangled.as_ref()] {
            // Own cells come first among the variables in cells.
            Place::Free(index) => Place::Free(index + block.cells.len() as u32),
            place => place,
        }
    }

    fn load(&mut self, name: &str) {
        let class = self.unit().kind == BlockKind::Class;
        let operation = match self.variable(name) {
            Place::Local(slot) => Operation::LoadFast(slot),
            Place::Free(cell) if class => Operation::LoadClassderef(cell),
            Place::Cell(cell) | Place::Free(cell) => Operation::LoadDeref(cell),
            Place::Global | Place::Builtin => Operation::LoadGlobal(self.name(name)),
            Place::Name => Operation::LoadName(self.name(name)),
        };
        self.emit(operation);
    }

    fn store(&mut self, name: &str) {
        let operation = match self.variable(name) {
            Place::Local(slot) => Operation::StoreFast(slot),
            Place::Cell(cell) | Place::Free(cell) => Operation::StoreDeref(cell),
            Place::Global | Place::Builtin => Operation::StoreGlobal(self.name(name)),
            Place::Name => Operation::StoreName(self.name(name)),
        };
        self.emit(operation);
    }

    fn delete(&mut self, name: &str) {
        let operation = match self.variable(name) {
            Place::Local(slot) => Operation::DeleteFast(slot),
            Place::Cell(cell) | Place::Free(cell) => Operation::DeleteDeref(cell),
            Place::Global | Place::Builtin => Operation::DeleteGlobal(self.name(name)),
            Place::Name => Operation::DeleteName(self.name(name)),
        };
        self.emit(operation);
    }

    fn expressions<'a>(&mut self, expressions: impl IntoIterator<Item = &'a Expr>) {
        for expression in expressions {
            self.expression(expression);
        }
    }
}
