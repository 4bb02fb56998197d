//! Statements.

use super::super::operation::Operation;
use super::Compiler;
use crate::lang::ast::{Expr, Stmt, StmtAssert, StmtImport, StmtImportFrom, StmtRaise};
use ruff_text_size::{Ranged, TextSize};

impl Compiler<'_> {
    pub(super) fn statements(&mut self, statements: &[Stmt]) {
        for statement in statements {
            self.at(statement);
            let around = self.begin_statement(statement.start(), header_end(statement));
            self.statement(statement);
            self.resume_statement(around);
        }
    }

    fn statement(&mut self, statement: &Stmt) {
        match statement {
            Stmt::FunctionDef(def) => self.function(def),
            Stmt::ClassDef(class) => self.class(class),
            Stmt::Return(each) => {
                match &each.value {
                    Some(value) => self.expression(value),
                    None => self.none(),
                }
                self.at(each);
                self.return_value();
            }
            Stmt::Delete(each) => each
                .targets
                .iter()
                .for_each(|target| self.delete_target(target)),
            Stmt::Assign(each) => {
                self.expression(&each.value);
                let (last, first) = each
                    .targets
                    .split_last()
                    .expect("an assignment has a target");
                for target in first {
                    self.emit(Operation::Copy(1));
                    self.target(target);
                }
                self.target(last);
            }
            Stmt::AugAssign(each) => self.augmented(each),
            Stmt::AnnAssign(each) => {
                if let Some(value) = &each.value {
                    self.expression(value);
                    self.target(&each.target);
                }
            }
            Stmt::For(each) => self.for_statement(each),
            Stmt::While(each) => self.while_statement(each),
            Stmt::If(each) => self.if_statement(each),
            Stmt::With(each) => self.with_statement(each),
            Stmt::Match(each) => self.match_statement(each),
            Stmt::Raise(each) => self.raise(each),
            Stmt::Try(each) => self.try_statement(each),
            Stmt::Assert(each) => self.assert(each),
            Stmt::Import(each) => self.import(each),
            Stmt::ImportFrom(each) => self.import_from(each),
            Stmt::Expr(each) => {
                // A text on its own, or `...`, is a comment.
                if super::constant::constant(&each.value).is_none() {
                    self.expression(&each.value);
                    self.at(each);
                    self.emit(Operation::PopTop);
                }
            }
            Stmt::Break(_) => self.break_loop(),
            Stmt::Continue(_) => self.continue_loop(),
            Stmt::Global(_) | Stmt::Nonlocal(_) | Stmt::Pass(_) => {}
            Stmt::TypeAlias(_) | Stmt::IpyEscapeCommand(_) => unreachable!("`lang` rejects it"),
        }
    }

    fn raise(&mut self, statement: &StmtRaise) {
        let parts: Vec<&Expr> = statement
            .exc
            .iter()
            .chain(&statement.cause)
            .map(AsRef::as_ref)
            .collect();
        self.expressions(parts.iter().copied());
        self.at(statement);
        self.emit(Operation::RaiseVarargs(parts.len() as u32));
    }

    fn assert(&mut self, statement: &StmtAssert) {
        let end = self.label();
        self.jump_if(&statement.test, true, end);
        self.at(statement);
        self.emit(Operation::LoadAssertionError);
        if let Some(message) = &statement.msg {
            self.expression(message);
            self.at(statement);
            // The class stands where a method does, and the message where `self` does.
            self.emit(Operation::Call(0));
        }
        self.emit(Operation::RaiseVarargs(1));
        self.place(end);
    }

    fn import(&mut self, statement: &StmtImport) {
        for alias in &statement.names {
            let module = alias.name.as_str();
            let top = module.split('.').next().expect("split gives something");
            let (module, name) = alias
                .asname
                .as_ref()
                .map_or((top, top), |name| (module, name.as_str()));
            let module = self.name(module);
            self.emit(Operation::ImportName(module));
            self.store(name);
        }
    }

    fn import_from(&mut self, statement: &StmtImportFrom) {
        let module = statement
            .module
            .as_ref()
            .expect("`lang` rejects relative imports");
        let module = self.name(module);
        self.emit(Operation::ImportName(module));
        for alias in &statement.names {
            let name = self.name(&alias.name);
            self.emit(Operation::ImportFrom(name));
            self.store(alias.asname.as_ref().unwrap_or(&alias.name));
        }
        self.emit(Operation::PopTop);
    }
}

/// Where that part of a statement ends that comes before its body.
fn header_end(statement: &Stmt) -> TextSize {
    match statement {
        Stmt::FunctionDef(def) => match &def.returns {
            Some(returns) => returns.end(),
            None => def.parameters.end(),
        },
        Stmt::ClassDef(class) => match &class.arguments {
            Some(arguments) => arguments.end(),
            None => class.name.end(),
        },
        Stmt::For(each) => each.iter.end(),
        Stmt::While(each) => each.test.end(),
        Stmt::If(each) => each.test.end(),
        Stmt::With(each) => match each.items.last() {
            Some(item) => item.end(),
            None => each.end(),
        },
        Stmt::Match(each) => each.subject.end(),
        Stmt::Try(each) => each.start() + TextSize::of("try"),
        other => other.end(),
    }
}
