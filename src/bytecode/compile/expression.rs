//! Expressions: each leaves its value on the stack.

use super::super::operation::{Comparison, Conversion, Operation};
use super::Compiler;
use super::assign::binary;
use super::block::Collected;
use super::constant::constant;
use crate::lang::ast::{
    BoolOp, CmpOp, ConversionFlag, Expr, ExprCompare, ExprDict, ExprFString, FStringPart,
    InterpolatedElement, InterpolatedStringElement, UnaryOp,
};

impl Compiler<'_> {
    pub(super) fn expression(&mut self, expression: &Expr) {
        if let Some(constant) = constant(expression) {
            self.at(expression);
            return self.constant(constant);
        }
        match expression {
            Expr::Name(name) => {
                self.at(expression);
                self.load(&name.id);
            }
            Expr::BoolOp(each) => {
                let end = self.label();
                let (last, first) = each.values.split_last().expect("an operator has operands");
                for operand in first {
                    self.expression(operand);
                    self.at(operand);
                    let or = each.op == BoolOp::Or;
                    self.jump(
                        if or {
                            Operation::JumpIfTrueOrPop
                        } else {
                            Operation::JumpIfFalseOrPop
                        },
                        end,
                    );
                }
                self.expression(last);
                self.place(end);
            }
            Expr::Named(each) => {
                self.expression(&each.value);
                self.emit(Operation::Copy(1));
                self.target(&each.target);
            }
            Expr::BinOp(each) => {
                self.expressions([each.left.as_ref(), each.right.as_ref()]);
                self.at(expression);
                self.emit(Operation::BinaryOp(binary(each.op), false));
            }
            Expr::UnaryOp(each) => {
                self.expression(&each.operand);
                self.at(expression);
                self.emit(match each.op {
                    UnaryOp::Invert => Operation::UnaryInvert,
                    UnaryOp::Not => Operation::UnaryNot,
                    UnaryOp::UAdd => Operation::UnaryPositive,
                    UnaryOp::USub => Operation::UnaryNegative,
                });
            }
            Expr::Lambda(lambda) => self.lambda(lambda),
            Expr::If(each) => {
                let (otherwise, end) = (self.label(), self.label());
                self.jump_if(&each.test, false, otherwise);
                self.expression(&each.body);
                self.jump(Operation::JumpForward, end);
                self.place(otherwise);
                self.expression(&each.orelse);
                self.place(end);
            }
            Expr::Dict(dict) => self.dict(dict),
            Expr::Set(set) => self.set(&set.elts),
            Expr::List(list) => self.list(&list.elts),
            Expr::Tuple(tuple) => self.tuple(&tuple.elts),
            Expr::ListComp(each) => {
                self.comprehension(expression, &each.generators, &Collected::List(&each.elt))
            }
            Expr::SetComp(each) => {
                self.comprehension(expression, &each.generators, &Collected::Set(&each.elt))
            }
            Expr::DictComp(each) => match &each.key {
                Some(key) => self.comprehension(
                    expression,
                    &each.generators,
                    &Collected::Dict(key, &each.value),
                ),
                None => self.wrong(
                    expression,
                    "dict unpacking cannot be used in dict comprehension",
                ),
            },
            Expr::Generator(each) => {
                self.comprehension(
                    expression,
                    &each.generators,
                    &Collected::Generator(&each.elt),
                );
            }
            Expr::Yield(each) => self.yield_value(each.value.as_deref(), expression),
            Expr::YieldFrom(each) => self.yield_from(&each.value, expression),
            Expr::Compare(compare) => self.compare(compare),
            Expr::Call(call) => self.call(call),
            Expr::FString(string) => self.f_string(string),
            Expr::Attribute(each) => {
                self.expression(&each.value);
                let name = self.name(&each.attr);
                self.at(expression);
                self.emit(Operation::LoadAttr(name));
            }
            Expr::Subscript(each) => {
                self.expressions([each.value.as_ref(), each.slice.as_ref()]);
                self.at(expression);
                self.emit(Operation::BinarySubscr);
            }
            Expr::Slice(each) => {
                for part in [&each.lower, &each.upper] {
                    match part {
                        Some(part) => self.expression(part),
                        None => self.none(),
                    }
                }
                self.expressions(each.step.as_deref());
                self.at(expression);
                self.emit(Operation::BuildSlice(2 + u32::from(each.step.is_some())));
            }
            Expr::Starred(_) => self.wrong(expression, "can't use starred expression here"),
            Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::StringLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::NumberLiteral(_) => unreachable!("a literal is a constant"),
            Expr::Await(_) | Expr::TString(_) | Expr::IpyEscapeCommand(_) => {
                unreachable!("`lang` rejects it")
            }
        }
    }

    fn dict(&mut self, dict: &ExprDict) {
        if dict.items.iter().all(|item| item.key.is_some()) {
            for item in &dict.items {
                self.expressions(item.key.iter().chain([&item.value]));
            }
            self.at(dict);
            return self.emit(Operation::BuildMap(dict.items.len() as u32));
        }
        self.emit(Operation::BuildMap(0));
        for item in &dict.items {
            self.expressions(item.key.iter().chain([&item.value]));
            self.at(&item.value);
            let add = item.key.is_some();
            self.emit(if add {
                Operation::MapAdd(1)
            } else {
                Operation::DictUpdate(1)
            });
        }
    }

    /// `a < b < c`: b is evaluated once, and c only if `a < b`.
    fn compare(&mut self, compare: &ExprCompare) {
        let (last, first) = compare
            .ops
            .split_last()
            .expect("a comparison has an operator");
        let mut right = compare.comparators.iter();
        let mut next = || right.next().expect("each operator has an operand");
        self.expression(&compare.left);
        let failed = self.label();
        for operator in first {
            self.expression(next());
            self.at(compare);
            self.emit(Operation::Swap(2));
            self.emit(Operation::Copy(2));
            self.emit(comparison(*operator));
            self.jump(Operation::JumpIfFalseOrPop, failed);
        }
        self.expression(next());
        self.at(compare);
        self.emit(comparison(*last));
        if !first.is_empty() {
            let end = self.label();
            self.jump(Operation::JumpForward, end);
            self.place(failed);
            self.emit(Operation::Swap(2));
            self.emit(Operation::PopTop);
            self.place(end);
        }
    }

    fn f_string(&mut self, string: &ExprFString) {
        let mut pieces = 0;
        for part in &string.value {
            match part {
                FStringPart::Literal(literal) => {
                    self.at(literal);
                    self.string(&literal.value);
                    pieces += 1;
                }
                FStringPart::FString(part) => pieces += self.pieces(&part.elements),
            }
        }
        self.at(string);
        self.join(pieces);
    }

    fn join(&mut self, pieces: u32) {
        match pieces {
            0 => self.string(""),
            1 => {}
            _ => self.emit(Operation::BuildString(pieces)),
        }
    }

    /// Leaves strings on the stack, and says how many.
    fn pieces<'a>(
        &mut self,
        elements: impl IntoIterator<Item = &'a InterpolatedStringElement>,
    ) -> u32 {
        let mut pieces = 0;
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(literal) => {
                    self.at(literal);
                    self.string(&literal.value);
                    pieces += 1;
                }
                InterpolatedStringElement::Interpolation(element) => {
                    pieces += self.interpolated(element)
                }
            }
        }
        pieces
    }

    fn interpolated(&mut self, element: &InterpolatedElement) -> u32 {
        self.at(element);
        if let Some(debug) = &element.debug_text {
            self.string(debug.as_str());
        }
        self.expression(&element.expression);
        if let Some(specification) = &element.format_spec {
            let pieces = self.pieces(&specification.elements);
            self.join(pieces);
        }
        let conversion = match element.conversion {
            // `{a=}` shows what `repr` gives, unless it says how to show it.
            ConversionFlag::None
                if element.debug_text.is_some() && element.format_spec.is_none() =>
            {
                Conversion::Repr
            }
            ConversionFlag::None => Conversion::None,
            ConversionFlag::Str => Conversion::Str,
            ConversionFlag::Ascii => Conversion::Ascii,
            ConversionFlag::Repr => Conversion::Repr,
        };
        self.at(element);
        self.emit(Operation::FormatValue(
            conversion,
            element.format_spec.is_some(),
        ));
        1 + u32::from(element.debug_text.is_some())
    }
}

fn comparison(operator: CmpOp) -> Operation {
    match operator {
        CmpOp::Eq => Operation::CompareOp(Comparison::Equal),
        CmpOp::NotEq => Operation::CompareOp(Comparison::NotEqual),
        CmpOp::Lt => Operation::CompareOp(Comparison::Less),
        CmpOp::LtE => Operation::CompareOp(Comparison::LessOrEqual),
        CmpOp::Gt => Operation::CompareOp(Comparison::Greater),
        CmpOp::GtE => Operation::CompareOp(Comparison::GreaterOrEqual),
        CmpOp::Is => Operation::IsOp(false),
        CmpOp::IsNot => Operation::IsOp(true),
        CmpOp::In => Operation::ContainsOp(false),
        CmpOp::NotIn => Operation::ContainsOp(true),
    }
}
