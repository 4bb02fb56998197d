//! What can stand on the left of `=`.

use super::super::operation::{Binary, Operation};
use super::Compiler;
use crate::lang::ast::{Expr, Operator, StmtAugAssign};

impl Compiler<'_> {
    /// Stores the value on top of the stack.
    pub(super) fn target(&mut self, target: &Expr) {
        self.at(target);
        match target {
            Expr::Name(name) => self.store(&name.id),
            Expr::Attribute(attribute) => {
                self.expression(&attribute.value);
                let name = self.name(&attribute.attr);
                self.at(target);
                self.emit(Operation::StoreAttr(name));
            }
            Expr::Subscript(subscript) => {
                self.expression(&subscript.value);
                self.expression(&subscript.slice);
                self.at(target);
                self.emit(Operation::StoreSubscr);
            }
            Expr::Tuple(tuple) => self.unpack(target, &tuple.elts),
            Expr::List(list) => self.unpack(target, &list.elts),
            Expr::Starred(_) => self.wrong(
                target,
                "starred assignment target must be in a list or tuple",
            ),
            _ => self.wrong(target, "cannot assign to this expression"),
        }
    }

    fn unpack(&mut self, whole: &Expr, targets: &[Expr]) {
        let mut stars = targets
            .iter()
            .enumerate()
            .filter(|(_, each)| each.is_starred_expr())
            .map(|(at, _)| at);
        match (stars.next(), stars.next()) {
            (None, _) => self.emit(Operation::UnpackSequence(targets.len() as u32)),
            (Some(before), None) if targets.len() <= usize::from(u16::MAX) => {
                let after = targets.len() - before - 1;
                self.emit(Operation::UnpackEx(before as u16, after as u16));
            }
            (Some(_), None) => {
                self.wrong(whole, "too many expressions in star-unpacking assignment")
            }
            (Some(_), Some(_)) => self.wrong(whole, "multiple starred expressions in assignment"),
        }
        for target in targets {
            match target {
                Expr::Starred(starred) => self.target(&starred.value),
                _ => self.target(target),
            }
        }
    }

    pub(super) fn delete_target(&mut self, target: &Expr) {
        match target {
            Expr::Name(name) => {
                self.at(target);
                self.delete(&name.id);
            }
            Expr::Attribute(attribute) => {
                self.expression(&attribute.value);
                let name = self.name(&attribute.attr);
                self.at(target);
                self.emit(Operation::DeleteAttr(name));
            }
            Expr::Subscript(subscript) => {
                self.expression(&subscript.value);
                self.expression(&subscript.slice);
                self.at(target);
                self.emit(Operation::DeleteSubscr);
            }
            Expr::Tuple(tuple) => tuple.elts.iter().for_each(|each| self.delete_target(each)),
            Expr::List(list) => list.elts.iter().for_each(|each| self.delete_target(each)),
            _ => self.wrong(target, "cannot delete this expression"),
        }
    }

    /// `target op= value`: the target is loaded, then the value, and between that and storing others may step.
    pub(super) fn augmented(&mut self, statement: &StmtAugAssign) {
        let operation = Operation::BinaryOp(binary(statement.op), true);
        match statement.target.as_ref() {
            Expr::Name(name) => {
                self.at(name);
                self.load(&name.id);
                self.expression(&statement.value);
                self.at(statement);
                self.emit(operation);
                self.store(&name.id);
            }
            Expr::Attribute(attribute) => {
                self.expression(&attribute.value);
                let name = self.name(&attribute.attr);
                self.at(attribute);
                self.emit(Operation::Copy(1));
                self.emit(Operation::LoadAttr(name));
                self.expression(&statement.value);
                self.at(statement);
                self.emit(operation);
                self.emit(Operation::Swap(2));
                self.emit(Operation::StoreAttr(name));
            }
            Expr::Subscript(subscript) => {
                self.expression(&subscript.value);
                self.expression(&subscript.slice);
                self.at(subscript);
                self.emit(Operation::Copy(2));
                self.emit(Operation::Copy(2));
                self.emit(Operation::BinarySubscr);
                self.expression(&statement.value);
                self.at(statement);
                self.emit(operation);
                self.emit(Operation::Swap(3));
                self.emit(Operation::Swap(2));
                self.emit(Operation::StoreSubscr);
            }
            target => self.wrong(target, "cannot be a target of augmented assignment"),
        }
    }
}

/// The operator of the tree.
pub(super) fn binary(operator: Operator) -> Binary {
    match operator {
        Operator::Add => Binary::Add,
        Operator::Sub => Binary::Subtract,
        Operator::Mult => Binary::Multiply,
        Operator::MatMult => Binary::MatrixMultiply,
        Operator::Div => Binary::Divide,
        Operator::Mod => Binary::Remainder,
        Operator::Pow => Binary::Power,
        Operator::LShift => Binary::LeftShift,
        Operator::RShift => Binary::RightShift,
        Operator::BitOr => Binary::Or,
        Operator::BitXor => Binary::Xor,
        Operator::BitAnd => Binary::And,
        Operator::FloorDiv => Binary::FloorDivide,
    }
}
