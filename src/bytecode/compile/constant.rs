//! Expressions that are known before the program runs.

use super::super::code::Constant;
use crate::lang::ast::{Expr, Number, UnaryOp};
use num_bigint::BigInt;
use num_traits::Num;

/// The value of a literal, of its negative, or of a tuple of such.
pub(super) fn constant(expression: &Expr) -> Option<Constant> {
    Some(match expression {
        Expr::NoneLiteral(_) => Constant::None,
        Expr::EllipsisLiteral(_) => Constant::Ellipsis,
        Expr::BooleanLiteral(literal) => Constant::Bool(literal.value),
        Expr::StringLiteral(literal) => Constant::Str(literal.value.to_str().into()),
        Expr::BytesLiteral(literal) => {
            let bytes: Vec<u8> = literal
                .value
                .iter()
                .flat_map(|part| part.as_slice())
                .copied()
                .collect();
            Constant::Bytes(bytes.into())
        }
        Expr::NumberLiteral(literal) => match &literal.value {
            Number::Int(int) => Constant::Int(integer(&int.to_string())),
            Number::Float(float) => Constant::Float(*float),
            Number::Complex { .. } => return None,
        },
        Expr::UnaryOp(unary) if unary.op == UnaryOp::USub => match constant(&unary.operand)? {
            Constant::Int(int) => Constant::Int(-int),
            Constant::Float(float) => Constant::Float(-float),
            _ => return None,
        },
        Expr::Tuple(tuple) => {
            Constant::Tuple(tuple.elts.iter().map(constant).collect::<Option<_>>()?)
        }
        _ => return None,
    })
}

/// The parser keeps a great literal as it was written, its base included.
fn integer(text: &str) -> BigInt {
    let digits = text.replace('_', "").to_ascii_lowercase();
    let (base, digits) = match digits.get(..2) {
        Some("0x") => (16, &digits[2..]),
        Some("0o") => (8, &digits[2..]),
        Some("0b") => (2, &digits[2..]),
        _ => (10, digits.as_str()),
    };
    BigInt::from_str_radix(digits, base).expect("the parser accepted these digits")
}
