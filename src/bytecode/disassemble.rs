//! A program's code as text, as CPython's `dis` shows it.

use super::code::{Code, Constant};
use super::operation::{Conversion, Operation};
use crate::lang::Source;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

/// All code of a program: line, `>>` where a jump or a handler leads, index, name, operand and what it stands for, and the
/// exception table.
pub fn disassemble(code: &Arc<Code>, source: &Source) -> String {
    code.all()
        .iter()
        .map(|code| one(code, source))
        .collect::<Vec<_>>()
        .join("\n")
}

fn one(code: &Code, source: &Source) -> String {
    let mut text = String::new();
    let mut line = 0;
    let mut leads: BTreeSet<u32> = code.handlers.iter().map(|handler| handler.target).collect();
    leads.extend(
        code.operations
            .iter()
            .filter_map(|operation| operation.flow().jump)
            .map(|(target, _)| target),
    );
    writeln!(text, "{}:", code.qualname).expect("writing to a string succeeds");
    for (index, operation) in code.operations.iter().enumerate() {
        let here = source.position(code.spans[index].start).line;
        let shown = if here == line {
            String::new()
        } else {
            here.to_string()
        };
        line = here;
        let mark = if leads.contains(&(index as u32)) {
            ">>"
        } else {
            ""
        };
        let row = format!(
            "{shown:>4} {mark:>2} {index:>4} {:<27}{}",
            operation.name(),
            operand(code, *operation)
        );
        writeln!(text, "{}", row.trim_end()).expect("writing to a string succeeds");
    }
    if !code.handlers.is_empty() {
        text.push_str("exceptions:\n");
    }
    for handler in &code.handlers {
        let (last, target, depth) = (handler.end - 1, handler.target, handler.depth);
        writeln!(text, "  {} to {last} -> {target} [{depth}]", handler.start)
            .expect("writing to a string succeeds");
    }
    text
}

/// One operation as a line of text: its name, its operand and what that stands for.
pub fn operation_text(code: &Code, index: u32) -> String {
    match code.operations.get(index as usize) {
        Some(operation) => {
            let text = format!("{} {}", operation.name(), operand(code, *operation));
            text.trim_end().to_owned()
        }
        None => String::new(),
    }
}

fn operand(code: &Code, operation: Operation) -> String {
    use Operation::*;
    let name = |index: u32| format!("{index} ({})", code.names[index as usize]);
    let cell = |index: u32| {
        let name = code.cells.iter().chain(&code.free).nth(index as usize);
        format!("{index} ({})", name.map_or("", String::as_str))
    };
    match operation {
        LoadConst(index) => format!("{index} ({})", shown(&code.constants[index as usize])),
        LoadFast(slot) | StoreFast(slot) | DeleteFast(slot) => {
            format!("{slot} ({})", code.locals[slot as usize])
        }
        LoadGlobal(index) | StoreGlobal(index) | DeleteGlobal(index) | LoadName(index)
        | StoreName(index) | DeleteName(index) | LoadAttr(index) | LoadMethod(index)
        | StoreAttr(index) | DeleteAttr(index) | ImportName(index) | ImportFrom(index) => {
            name(index)
        }
        MakeCell(index)
        | LoadClosure(index)
        | LoadDeref(index)
        | LoadClassderef(index)
        | StoreDeref(index)
        | DeleteDeref(index) => cell(index),
        BinaryOp(binary, in_place) => {
            format!("({}{})", binary.symbol(), if in_place { "=" } else { "" })
        }
        CompareOp(comparison) => format!("({})", comparison.symbol()),
        IsOp(invert) => (if invert { "(is not)" } else { "(is)" }).into(),
        ContainsOp(invert) => (if invert { "(not in)" } else { "(in)" }).into(),
        Resume(number) => number.to_string(),
        Copy(count)
        | Swap(count)
        | BuildTuple(count)
        | BuildList(count)
        | BuildSet(count)
        | BuildMap(count)
        | BuildString(count)
        | BuildSlice(count)
        | ListAppend(count)
        | SetAdd(count)
        | MapAdd(count)
        | ListExtend(count)
        | SetUpdate(count)
        | DictUpdate(count)
        | DictMerge(count)
        | UnpackSequence(count)
        | Call(count)
        | CallKw(count)
        | RaiseVarargs(count)
        | MatchClass(count) => count.to_string(),
        UnpackEx(before, after) => format!("{before}, {after}"),
        FormatValue(conversion, specification) => {
            let conversion = match conversion {
                Conversion::None => "",
                Conversion::Str => "str",
                Conversion::Repr => "repr",
                Conversion::Ascii => "ascii",
            };
            let specification = if specification { "with format" } else { "" };
            let both = [conversion, specification]
                .into_iter()
                .filter(|part| !part.is_empty());
            let both = both.collect::<Vec<_>>().join(", ");
            if both.is_empty() {
                both
            } else {
                format!("({both})")
            }
        }
        JumpForward(target)
        | JumpBackward(target)
        | JumpBackwardNoInterrupt(target)
        | PopJumpIfFalse(target)
        | PopJumpIfTrue(target)
        | JumpIfFalseOrPop(target)
        | JumpIfTrueOrPop(target)
        | ForIter(target)
        | Send(target) => format!("(to {target})"),
        CallFunctionEx(keywords) => (if keywords { "(args, kwargs)" } else { "(args)" }).into(),
        MakeFunction(flags) => {
            let all = [(1, "defaults"), (2, "kwdefaults"), (8, "closure")];
            let given = all
                .iter()
                .filter(|(flag, _)| flags & flag != 0)
                .map(|(_, name)| *name);
            let given = given.collect::<Vec<_>>().join(", ");
            if given.is_empty() {
                given
            } else {
                format!("({given})")
            }
        }
        PopTop | PushNull | BinarySubscr | StoreSubscr | DeleteSubscr | UnaryPositive
        | UnaryNegative | UnaryNot | UnaryInvert | ListToTuple | GetIter | LoadBuildClass
        | ReturnValue | ReturnGenerator | YieldValue | GetYieldFromIter | Reraise | PushExcInfo
        | PopExcept | CheckExcMatch | LoadAssertionError | BeforeWith | WithExceptStart
        | GetLen | MatchSequence | MatchMapping | MatchKeys => String::new(),
    }
}

/// A constant, in one line.
fn shown(constant: &Constant) -> String {
    match constant {
        Constant::None => "None".into(),
        Constant::Ellipsis => "Ellipsis".into(),
        Constant::Bool(true) => "True".into(),
        Constant::Bool(false) => "False".into(),
        Constant::Int(int) => int.to_string(),
        Constant::Float(float) => format!("{float:?}"),
        Constant::Str(text) => format!(
            "'{}'",
            text.escape_debug().to_string().replace("\\\"", "\"")
        ),
        Constant::Bytes(bytes) => format!(
            "b'{}'",
            bytes.escape_ascii().to_string().replace("\\\"", "\"")
        ),
        Constant::Tuple(items) => {
            let comma = if items.len() == 1 { "," } else { "" };
            format!(
                "({}{comma})",
                items.iter().map(shown).collect::<Vec<_>>().join(", ")
            )
        }
        Constant::Code(code) => format!("<code {}>", code.qualname),
    }
}
