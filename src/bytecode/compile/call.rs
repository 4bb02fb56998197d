//! Calls, and displays with stars.

use super::super::code::Constant;
use super::super::operation::Operation;
use super::Compiler;
use crate::lang::ast::{Arguments, Expr, ExprCall, Keyword};
use ruff_text_size::Ranged;

impl Compiler<'_> {
    pub(super) fn call(&mut self, call: &ExprCall) {
        let arguments = &call.arguments;
        if has_stars(arguments) {
            self.emit(Operation::PushNull);
            self.expression(&call.func);
            self.spread(arguments, 0);
        } else if let Expr::Attribute(attribute) = call.func.as_ref() {
            self.expression(&attribute.value);
            let name = self.name(&attribute.attr);
            self.at(call.func.as_ref());
            self.emit(Operation::LoadMethod(name));
            self.plain(arguments, 0, call);
        } else {
            self.emit(Operation::PushNull);
            self.expression(&call.func);
            self.plain(arguments, 0, call);
        }
    }

    /// Calls what is on the stack already, with so many arguments above it and then these.
    pub(super) fn call_with(&mut self, arguments: &Arguments, already: u32, node: &impl Ranged) {
        if has_stars(arguments) {
            self.spread(arguments, already);
        } else {
            self.plain(arguments, already, node);
        }
    }

    fn plain(&mut self, arguments: &Arguments, already: u32, node: &impl Ranged) {
        self.expressions(&arguments.args);
        self.expressions(arguments.keywords.iter().map(|keyword| &keyword.value));
        let count = already + (arguments.args.len() + arguments.keywords.len()) as u32;
        let names = arguments
            .keywords
            .iter()
            .filter_map(|keyword| keyword.arg.as_ref());
        let names: Vec<Constant> = names
            .map(|name| Constant::Str(name.as_str().into()))
            .collect();
        self.at(node);
        if names.is_empty() {
            self.emit(Operation::Call(count));
        } else {
            self.constant(Constant::Tuple(names.into()));
            self.emit(Operation::CallKw(count));
        }
    }

    /// `*` and `**`: the arguments become a tuple, which begins with those on the stack, and a dict.
    fn spread(&mut self, arguments: &Arguments, already: u32) {
        self.emit(Operation::BuildList(already));
        for argument in &arguments.args {
            self.element(argument, Operation::ListAppend(1), Operation::ListExtend(1));
        }
        self.emit(Operation::ListToTuple);
        let keywords = &arguments.keywords;
        if !keywords.is_empty() {
            self.emit(Operation::BuildMap(0));
            for keyword in keywords {
                self.keyword(keyword);
            }
        }
        self.emit(Operation::CallFunctionEx(!keywords.is_empty()));
    }

    fn keyword(&mut self, keyword: &Keyword) {
        if let Some(name) = &keyword.arg {
            self.string(name);
            self.expression(&keyword.value);
            self.emit(Operation::BuildMap(1));
        } else {
            self.expression(&keyword.value);
        }
        self.at(keyword);
        self.emit(Operation::DictMerge(1));
    }

    /// One element of what is on the stack.
    pub(super) fn element(&mut self, element: &Expr, add: Operation, extend: Operation) {
        if let Expr::Starred(starred) = element {
            self.expression(&starred.value);
            self.at(element);
            self.emit(extend);
        } else {
            self.expression(element);
            self.at(element);
            self.emit(add);
        }
    }

    pub(super) fn list(&mut self, elements: &[Expr]) {
        if elements.iter().any(Expr::is_starred_expr) {
            self.emit(Operation::BuildList(0));
            for each in elements {
                self.element(each, Operation::ListAppend(1), Operation::ListExtend(1));
            }
        } else {
            self.expressions(elements);
            self.emit(Operation::BuildList(elements.len() as u32));
        }
    }

    pub(super) fn tuple(&mut self, elements: &[Expr]) {
        if elements.iter().any(Expr::is_starred_expr) {
            self.list(elements);
            self.emit(Operation::ListToTuple);
        } else {
            self.expressions(elements);
            self.emit(Operation::BuildTuple(elements.len() as u32));
        }
    }

    pub(super) fn set(&mut self, elements: &[Expr]) {
        if elements.iter().any(Expr::is_starred_expr) {
            self.emit(Operation::BuildSet(0));
            for each in elements {
                self.element(each, Operation::SetAdd(1), Operation::SetUpdate(1));
            }
        } else {
            self.expressions(elements);
            self.emit(Operation::BuildSet(elements.len() as u32));
        }
    }
}

fn has_stars(arguments: &Arguments) -> bool {
    arguments.args.iter().any(Expr::is_starred_expr)
        || arguments
            .keywords
            .iter()
            .any(|keyword| keyword.arg.is_none())
}
