//! `match`: each pattern takes its subject from the stack, whether it matches or not.

use super::super::assemble::Label;
use super::super::code::Constant;
use super::super::operation::{Comparison, Operation};
use super::Compiler;
use crate::lang::Diagnostic;
use crate::lang::ast::{Pattern, PatternMatchClass, PatternMatchMapping, Singleton, StmtMatch};
use num_bigint::BigInt;
use ruff_text_size::Ranged;

impl Compiler<'_> {
    pub(super) fn match_statement(&mut self, statement: &StmtMatch) {
        let end = self.label();
        self.expression(&statement.subject);
        for case in &statement.cases {
            let next = self.label();
            self.at(&case.pattern);
            let shown = case
                .guard
                .as_ref()
                .map_or(case.pattern.end(), |it| it.end());
            let around = self.begin_statement(case.start(), shown);
            self.emit(Operation::Copy(1));
            self.pattern(&case.pattern, next);
            if let Some(guard) = &case.guard {
                self.jump_if(guard, false, next);
            }
            self.emit(Operation::PopTop);
            self.statements(&case.body);
            self.jump(Operation::JumpForward, end);
            self.place(next);
            self.resume_statement(around);
        }
        self.emit(Operation::PopTop);
        self.place(end);
    }

    /// Goes on if the subject on top of the stack matches, jumps otherwise.
    fn pattern(&mut self, pattern: &Pattern, fail: Label) {
        self.at(pattern);
        match pattern {
            Pattern::MatchValue(each) => {
                self.expression(&each.value);
                self.at(pattern);
                self.emit(Operation::CompareOp(Comparison::Equal));
                self.jump(Operation::PopJumpIfFalse, fail);
            }
            Pattern::MatchSingleton(each) => {
                self.constant(match each.value {
                    Singleton::None => Constant::None,
                    Singleton::True => Constant::Bool(true),
                    Singleton::False => Constant::Bool(false),
                });
                self.emit(Operation::IsOp(false));
                self.jump(Operation::PopJumpIfFalse, fail);
            }
            Pattern::MatchAs(each) => {
                let Some(inner) = &each.pattern else {
                    return self.capture(each.name.as_deref());
                };
                let (failed, matched) = (self.label(), self.label());
                self.emit(Operation::Copy(1));
                self.pattern(inner, failed);
                self.capture(each.name.as_deref());
                self.jump(Operation::JumpForward, matched);
                self.fail_after_pops(failed, 1, fail);
                self.place(matched);
            }
            Pattern::MatchOr(each) => {
                let (matched, failed) = (self.label(), self.label());
                for alternative in &each.patterns {
                    let next = self.label();
                    self.emit(Operation::Copy(1));
                    self.pattern(alternative, next);
                    self.jump(Operation::JumpForward, matched);
                    self.place(next);
                }
                self.fail_after_pops(failed, 1, fail);
                self.place(matched);
                self.emit(Operation::PopTop);
            }
            Pattern::MatchSequence(each) => self.sequence(&each.patterns, fail),
            Pattern::MatchMapping(each) => self.mapping(each, fail),
            Pattern::MatchClass(each) => self.class_pattern(each, fail),
            Pattern::MatchStar(_) => self.wrong(pattern, "can't use starred pattern here"),
        }
    }

    fn capture(&mut self, name: Option<&str>) {
        match name {
            Some(name) => self.store(name),
            None => self.emit(Operation::PopTop),
        }
    }

    fn fail_after_pops(&mut self, label: Label, pops: u32, fail: Label) {
        self.place(label);
        for _ in 0..pops {
            self.emit(Operation::PopTop);
        }
        self.jump(Operation::JumpForward, fail);
    }

    fn sequence(&mut self, patterns: &[Pattern], fail: Label) {
        let (other, star) = (
            self.label(),
            patterns.iter().position(Pattern::is_match_star),
        );
        self.emit(Operation::MatchSequence);
        self.jump(Operation::PopJumpIfFalse, other);
        self.emit(Operation::GetLen);
        let least = patterns.len() - usize::from(star.is_some());
        self.constant(Constant::Int(BigInt::from(least)));
        let compare = if star.is_some() {
            Comparison::GreaterOrEqual
        } else {
            Comparison::Equal
        };
        self.emit(Operation::CompareOp(compare));
        self.jump(Operation::PopJumpIfFalse, other);
        match star {
            Some(before) => self.emit(Operation::UnpackEx(before as u16, (least - before) as u16)),
            None => self.emit(Operation::UnpackSequence(least as u32)),
        }
        self.items(patterns, other, fail);
    }

    /// Matches the items on the stack, the first on top. `other` is where the subject alone is still on the stack.
    fn items(&mut self, patterns: &[Pattern], other: Label, fail: Label) {
        let matched = self.label();
        let mut failures = Vec::new();
        for (at, pattern) in patterns.iter().enumerate() {
            if let Pattern::MatchStar(star) = pattern {
                self.capture(star.name.as_deref());
            } else {
                let failed = self.label();
                self.pattern(pattern, failed);
                failures.push((failed, (patterns.len() - at - 1) as u32));
            }
        }
        self.jump(Operation::JumpForward, matched);
        for (failed, left) in failures {
            self.fail_after_pops(failed, left, fail);
        }
        self.fail_after_pops(other, 1, fail);
        self.place(matched);
    }

    /// Unpacks the tuple on top of the stack into so many items, unless it is None.
    fn unpack_found(&mut self, count: usize, other: Label) {
        self.emit(Operation::Copy(1));
        self.none();
        self.emit(Operation::IsOp(false));
        self.jump(Operation::PopJumpIfTrue, other);
        self.emit(Operation::UnpackSequence(count as u32));
    }

    fn mapping(&mut self, mapping: &PatternMatchMapping, fail: Label) {
        if let Some(rest) = &mapping.rest {
            let instead = Some("the keys alone");
            self.problems.push(Diagnostic::unsupported(
                rest.range,
                "** in a pattern is",
                instead,
            ));
        }
        let other = self.label();
        self.emit(Operation::MatchMapping);
        self.jump(Operation::PopJumpIfFalse, other);
        self.expressions(&mapping.keys);
        self.at(mapping);
        self.emit(Operation::BuildTuple(mapping.keys.len() as u32));
        self.emit(Operation::MatchKeys);
        self.emit(Operation::Swap(3));
        self.emit(Operation::PopTop);
        self.emit(Operation::PopTop);
        self.unpack_found(mapping.patterns.len(), other);
        self.items(&mapping.patterns, other, fail);
    }

    fn class_pattern(&mut self, class: &PatternMatchClass, fail: Label) {
        let other = self.label();
        let (positional, named) = (&class.arguments.patterns, &class.arguments.keywords);
        self.expression(&class.cls);
        self.at(class);
        let names = named
            .iter()
            .map(|each| Constant::Str(each.attr.as_str().into()))
            .collect();
        self.constant(Constant::Tuple(names));
        self.emit(Operation::MatchClass(positional.len() as u32));
        let all: Vec<Pattern> = positional
            .iter()
            .chain(named.iter().map(|each| &each.pattern))
            .cloned()
            .collect();
        self.unpack_found(all.len(), other);
        self.items(&all, other, fail);
    }
}
