//! Where the operator is in a piece of text, for the marks under a line of a traceback.

use crate::bytecode::Binary;
use crate::lang::ast::{Expr, ModExpression};
use ruff_text_size::Ranged;

fn expression(piece: &str) -> Option<Expr> {
    let parsed = ruff_python_parser::parse_expression(piece).ok()?;
    let ModExpression { body, .. } = parsed.into_syntax();
    Some(*body)
}

fn characters(piece: &str, bytes: usize) -> Option<usize> {
    Some(piece.get(..bytes)?.chars().count())
}

/// How many characters are before the operator of `a op b`, and how many it has.
pub(super) fn operator(piece: &str, operator: Binary) -> Option<(usize, usize)> {
    let Expr::BinOp(operation) = expression(piece)? else {
        return None;
    };
    let left = operation.left.range().end().to_usize();
    let at = left + piece.get(left..)?.find(operator.symbol())?;
    Some((characters(piece, at)?, operator.symbol().len()))
}

/// How many characters are before the brackets of `a[b]`, and how many they have.
pub(super) fn index(piece: &str) -> Option<(usize, usize)> {
    let Expr::Subscript(subscript) = expression(piece)? else {
        return None;
    };
    let left = subscript.value.range().end().to_usize();
    let start = characters(piece, left)?;
    Some((start, piece.chars().count() - start))
}
