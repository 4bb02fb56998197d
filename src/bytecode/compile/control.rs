//! Loops, `if`, `try` and `with`.

use super::super::assemble::Label;
use super::super::operation::Operation;
use super::Compiler;
use super::unwind::Enclosing;
use crate::lang::ast::{
    BoolOp, ElifElseClause, ExceptHandler, Expr, Stmt, StmtFor, StmtIf, StmtTry, StmtWhile,
    StmtWith, UnaryOp, WithItem,
};
use ruff_text_size::{Ranged, TextSize};

impl Compiler<'_> {
    /// Jumps if the expression is as true as `when`, and goes on otherwise.
    pub(super) fn jump_if(&mut self, expression: &Expr, when: bool, label: Label) {
        match expression {
            Expr::UnaryOp(unary) if unary.op == UnaryOp::Not => {
                self.jump_if(&unary.operand, !when, label)
            }
            Expr::BoolOp(bool_op) => {
                let (last, first) = bool_op
                    .values
                    .split_last()
                    .expect("an operator has operands");
                // `or` is decided by one that is true, `and` by one that is false.
                let decisive = bool_op.op == BoolOp::Or;
                if decisive == when {
                    first
                        .iter()
                        .for_each(|each| self.jump_if(each, when, label));
                    self.jump_if(last, when, label);
                } else {
                    let decided = self.label();
                    first
                        .iter()
                        .for_each(|each| self.jump_if(each, decisive, decided));
                    self.jump_if(last, when, label);
                    self.place(decided);
                }
            }
            _ => {
                self.expression(expression);
                self.at(expression);
                self.jump(
                    if when {
                        Operation::PopJumpIfTrue
                    } else {
                        Operation::PopJumpIfFalse
                    },
                    label,
                );
            }
        }
    }

    pub(super) fn if_statement(&mut self, statement: &StmtIf) {
        let end = self.label();
        self.branch(
            Some(&statement.test),
            &statement.body,
            &statement.elif_else_clauses,
            end,
        );
        self.place(end);
    }

    fn branch(&mut self, test: Option<&Expr>, body: &[Stmt], rest: &[ElifElseClause], end: Label) {
        let Some(test) = test else {
            return self.statements(body);
        };
        let otherwise = self.label();
        self.jump_if(test, false, otherwise);
        self.statements(body);
        if let Some((next, rest)) = rest.split_first() {
            self.jump(Operation::JumpForward, end);
            self.place(otherwise);
            let shown = next.test.as_ref().map_or(next.end(), Ranged::end);
            let around = self.begin_statement(next.start(), shown);
            self.branch(next.test.as_ref(), &next.body, rest, end);
            self.resume_statement(around);
        } else {
            self.place(otherwise);
        }
    }

    pub(super) fn while_statement(&mut self, statement: &StmtWhile) {
        let (again, otherwise, end) = (self.label(), self.label(), self.label());
        self.place(again);
        let endless =
            matches!(statement.test.as_ref(), Expr::BooleanLiteral(literal) if literal.value);
        if !endless {
            self.jump_if(&statement.test, false, otherwise);
        }
        self.unit().enclosing.push(Enclosing::Loop {
            again,
            end,
            iterator: false,
        });
        self.statements(&statement.body);
        self.unit().enclosing.pop();
        self.at(statement.test.as_ref());
        self.unit().assembler.come_back();
        self.jump(Operation::JumpBackward, again);
        self.place(otherwise);
        self.statements(&statement.orelse);
        self.place(end);
    }

    pub(super) fn for_statement(&mut self, statement: &StmtFor) {
        let (again, otherwise, end) = (self.label(), self.label(), self.label());
        self.expression(&statement.iter);
        self.at(statement.iter.as_ref());
        self.emit(Operation::GetIter);
        self.place(again);
        self.jump(Operation::ForIter, otherwise);
        self.target(&statement.target);
        self.unit().enclosing.push(Enclosing::Loop {
            again,
            end,
            iterator: true,
        });
        self.statements(&statement.body);
        self.unit().enclosing.pop();
        self.at(statement.iter.as_ref());
        self.unit().assembler.come_back();
        self.jump(Operation::JumpBackward, again);
        self.place(otherwise);
        self.statements(&statement.orelse);
        self.place(end);
    }

    fn guard(&mut self, label: Label, above: u32) {
        self.unit().assembler.guard(label, above);
    }

    fn unguard(&mut self) {
        self.unit().assembler.unguard();
    }

    /// Where an exception leads that happens while another one is handled: `[before, exception]` is on the stack.
    fn clean_up(&mut self, label: Label) {
        self.place(label);
        self.emit(Operation::Copy(2));
        self.emit(Operation::PopExcept);
        self.emit(Operation::Reraise);
    }

    pub(super) fn try_statement(&mut self, statement: &StmtTry) {
        if statement.finalbody.is_empty() {
            return self.try_except(statement);
        }
        let (handler, clean_up, end) = (self.label(), self.label(), self.label());
        let finally: std::sync::Arc<[Stmt]> = statement.finalbody.iter().cloned().collect();
        self.guard(handler, 0);
        self.unit().enclosing.push(Enclosing::Finally(finally));
        if statement.handlers.is_empty() {
            self.statements(&statement.body);
        } else {
            self.try_except(statement);
        }
        self.unit().enclosing.pop();
        self.unguard();
        self.statements(&statement.finalbody);
        self.jump(Operation::JumpForward, end);

        self.place(handler);
        self.guard(clean_up, 0);
        self.emit(Operation::PushExcInfo);
        self.unit().enclosing.push(Enclosing::Exception);
        self.statements(&statement.finalbody);
        self.unit().enclosing.pop();
        self.emit(Operation::Reraise);
        self.unguard();
        self.clean_up(clean_up);
        self.place(end);
    }

    fn try_except(&mut self, statement: &StmtTry) {
        let (handler, clean_up, end) = (self.label(), self.label(), self.label());
        self.guard(handler, 0);
        self.unit().enclosing.push(Enclosing::Guarded);
        self.statements(&statement.body);
        self.unit().enclosing.pop();
        self.unguard();
        self.statements(&statement.orelse);
        self.jump(Operation::JumpForward, end);

        self.place(handler);
        self.guard(clean_up, 0);
        self.emit(Operation::PushExcInfo);
        for each in &statement.handlers {
            let ExceptHandler::ExceptHandler(each) = each;
            self.at(each);
            let class_end = each.type_.as_ref().map(|class| class.end());
            let name_end = each.name.as_ref().map(|name| name.end());
            let keyword_end = each.start() + TextSize::of("except");
            let shown = name_end.or(class_end).unwrap_or(keyword_end);
            let around = self.begin_statement(each.start(), shown);
            let next = self.label();
            if let Some(class) = &each.type_ {
                self.expression(class);
                self.at(class.as_ref());
                self.emit(Operation::CheckExcMatch);
                self.jump(Operation::PopJumpIfFalse, next);
            }
            let name = each.name.as_ref().map(|name| name.to_string());
            match &name {
                Some(name) => self.store(name),
                None => self.emit(Operation::PopTop),
            }
            let unbind = self.label();
            if name.is_some() {
                self.guard(unbind, 0);
            }
            self.unit().enclosing.push(Enclosing::Handler(name.clone()));
            self.statements(&each.body);
            self.unit().enclosing.pop();
            if name.is_some() {
                self.unguard();
            }
            let guard = self.unit().assembler.guarding();
            self.unguard();
            self.emit(Operation::PopExcept);
            self.forget(name.as_deref());
            self.jump(Operation::JumpForward, end);
            self.unit().assembler.restore(guard);
            if name.is_some() {
                self.place(unbind);
                self.forget(name.as_deref());
                self.emit(Operation::Reraise);
            }
            self.place(next);
            self.resume_statement(around);
        }
        self.emit(Operation::Reraise);
        self.unguard();
        self.clean_up(clean_up);
        self.place(end);
    }

    pub(super) fn with_statement(&mut self, statement: &StmtWith) {
        self.with_items(&statement.items, &statement.body);
    }

    fn with_items(&mut self, items: &[WithItem], body: &[Stmt]) {
        let Some((item, rest)) = items.split_first() else {
            return self.statements(body);
        };
        let (handler, clean_up, suppressed, end) =
            (self.label(), self.label(), self.label(), self.label());
        self.expression(&item.context_expr);
        self.at(&item.context_expr);
        self.emit(Operation::BeforeWith);
        self.guard(handler, 1);
        self.unit().enclosing.push(Enclosing::With);
        match &item.optional_vars {
            Some(target) => self.target(target),
            None => self.emit(Operation::PopTop),
        }
        self.with_items(rest, body);
        self.unit().enclosing.pop();
        self.unguard();
        self.at(&item.context_expr);
        self.unit().assembler.come_back();
        self.call_exit();
        self.emit(Operation::PopTop);
        self.jump(Operation::JumpForward, end);

        self.place(handler);
        self.guard(clean_up, 0);
        self.emit(Operation::PushExcInfo);
        self.emit(Operation::WithExceptStart);
        self.jump(Operation::PopJumpIfTrue, suppressed);
        self.emit(Operation::Reraise);
        self.place(suppressed);
        self.emit(Operation::PopTop);
        self.unguard();
        self.emit(Operation::PopExcept);
        self.emit(Operation::PopTop);
        self.jump(Operation::JumpForward, end);
        self.clean_up(clean_up);
        self.place(end);
    }
}
