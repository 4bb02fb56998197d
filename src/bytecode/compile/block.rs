//! Functions, classes and comprehensions: code of its own, and what makes a function of it.

use super::super::code::{Code, Constant};
use super::super::operation::Operation;
use super::Compiler;
use crate::lang::BlockKind;
use crate::lang::ast::{
    Comprehension, Decorator, Expr, ExprLambda, Parameters, Stmt, StmtClassDef, StmtFunctionDef,
};
use ruff_text_size::Ranged;
use std::sync::Arc;

/// What a comprehension collects.
pub(super) enum Collected<'a> {
    List(&'a Expr),
    Set(&'a Expr),
    Dict(&'a Expr, &'a Expr),
    Generator(&'a Expr),
}

impl Compiler<'_> {
    pub(super) fn function(&mut self, def: &StmtFunctionDef) {
        self.decorators(&def.decorator_list);
        let flags = self.defaults(&def.parameters);
        self.enter(BlockKind::Function, def.range.into(), &def.name);
        self.begin(Some(&def.parameters), &def.name);
        self.statements(&def.body);
        self.return_none();
        let code = self.leave();
        self.at(&def.name);
        self.make_function(code, flags);
        self.decorate(&def.decorator_list);
        self.at(&def.name);
        self.store(&def.name);
    }

    pub(super) fn lambda(&mut self, lambda: &ExprLambda) {
        let parameters = lambda.parameters.as_deref();
        let flags = parameters.map_or(0, |parameters| self.defaults(parameters));
        self.enter(BlockKind::Function, lambda.range.into(), "<lambda>");
        self.begin(parameters, lambda);
        self.expression(&lambda.body);
        self.at(lambda.body.as_ref());
        self.emit(Operation::ReturnValue);
        let code = self.leave();
        self.at(lambda);
        self.make_function(code, flags);
    }

    fn decorators(&mut self, decorators: &[Decorator]) {
        self.expressions(decorators.iter().map(|decorator| &decorator.expression));
    }

    /// A decorator stands where a method does, and what it decorates where `self` does.
    fn decorate(&mut self, decorators: &[Decorator]) {
        for decorator in decorators.iter().rev() {
            self.at(decorator);
            self.emit(Operation::Call(0));
        }
    }

    /// Leaves defaults on the stack; the flags for `MAKE_FUNCTION`.
    fn defaults(&mut self, parameters: &Parameters) -> u32 {
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        let positional: Vec<&Expr> = positional
            .filter_map(|each| each.default.as_deref())
            .collect();
        let mut flags = 0;
        if !positional.is_empty() {
            self.expressions(positional.iter().copied());
            self.emit(Operation::BuildTuple(positional.len() as u32));
            flags |= 1;
        }
        let mut named = 0;
        for each in &parameters.kwonlyargs {
            if let Some(default) = &each.default {
                self.string(&each.parameter.name);
                self.expression(default);
                named += 1;
            }
        }
        if named > 0 {
            self.emit(Operation::BuildMap(named));
            flags |= 2;
        }
        flags
    }

    /// What a function's code begins with.
    fn begin(&mut self, parameters: Option<&Parameters>, node: &impl Ranged) {
        self.at(node);
        let code: &mut Code = &mut self.unit().code;
        if let Some(parameters) = parameters {
            code.positional_only = parameters.posonlyargs.len() as u32;
            code.positional = code.positional_only + parameters.args.len() as u32;
            code.keyword_only = parameters.kwonlyargs.len() as u32;
            code.rest = parameters.vararg.is_some();
            code.keywords = parameters.kwarg.is_some();
        }
        if code.generator {
            self.emit(Operation::ReturnGenerator);
            self.emit(Operation::PopTop);
        }
        self.emit(Operation::Resume(0));
    }

    /// Makes a function of code, with its cells.
    fn make_function(&mut self, code: Arc<Code>, mut flags: u32) {
        if !code.free.is_empty() {
            let unit = self.unit();
            let cells = unit.code.cells.iter().chain(&unit.code.free);
            let number = |name: &String| cells.clone().position(|each| each == name);
            let numbers: Vec<u32> = code
                .free
                .iter()
                .map(|name| {
                    number(name).expect("a block around has the variable or hands it on") as u32
                })
                .collect();
            let count = numbers.len() as u32;
            for number in numbers {
                self.emit(Operation::LoadClosure(number));
            }
            self.emit(Operation::BuildTuple(count));
            flags |= 8;
        }
        self.constant(Constant::Code(code));
        self.emit(Operation::MakeFunction(flags));
    }

    pub(super) fn class(&mut self, class: &StmtClassDef) {
        self.decorators(&class.decorator_list);
        self.at(class);
        self.emit(Operation::PushNull);
        self.emit(Operation::LoadBuildClass);
        let code = self.class_body(class);
        self.at(&class.name);
        self.make_function(code, 0);
        self.string(&class.name);
        match &class.arguments {
            Some(arguments) => self.call_with(arguments, 2, &class.name),
            None => self.emit(Operation::Call(2)),
        }
        self.decorate(&class.decorator_list);
        self.at(&class.name);
        self.store(&class.name);
    }

    fn class_body(&mut self, class: &StmtClassDef) -> Arc<Code> {
        self.enter(BlockKind::Class, class.range.into(), &class.name);
        let outer = self.class.replace(class.name.to_string());
        self.at(&class.name);
        self.emit(Operation::Resume(0));
        let module = self.name("__name__");
        self.emit(Operation::LoadName(module));
        self.store("__module__");
        let qualname = self.unit().code.qualname.clone();
        self.string(&qualname);
        self.store("__qualname__");
        self.annotations(&class.body);
        self.statements(&class.body);
        self.at(&class.name);
        // The only variable of a class that others can have a cell of is the class itself, for `super()`.
        if self.unit().code.cells.is_empty() {
            self.none();
        } else {
            self.emit(Operation::LoadClosure(0));
            self.emit(Operation::Copy(1));
            let cell = self.name("__classcell__");
            self.emit(Operation::StoreName(cell));
        }
        self.emit(Operation::ReturnValue);
        self.class = outer;
        self.leave()
    }

    /// The names that a class's body annotates, in order, as `__annotations__`. Annotations are not evaluated: what they begin with
    /// stands for them.
    fn annotations(&mut self, body: &[Stmt]) {
        let mut count = 0;
        for statement in body {
            if let Stmt::AnnAssign(each) = statement
                && let Expr::Name(name) = each.target.as_ref()
            {
                self.string(&name.id);
                self.string(beginning(&each.annotation));
                count += 1;
            }
        }
        if count > 0 {
            self.emit(Operation::BuildMap(count));
            let annotations = self.name("__annotations__");
            self.emit(Operation::StoreName(annotations));
        }
    }

    pub(super) fn comprehension(
        &mut self,
        node: &Expr,
        generators: &[Comprehension],
        collected: &Collected,
    ) {
        let (name, empty) = match collected {
            Collected::List(_) => ("<listcomp>", Some(Operation::BuildList(0))),
            Collected::Set(_) => ("<setcomp>", Some(Operation::BuildSet(0))),
            Collected::Dict(..) => ("<dictcomp>", Some(Operation::BuildMap(0))),
            Collected::Generator(_) => ("<genexpr>", None),
        };
        self.enter(BlockKind::Comprehension, node.range().into(), name);
        self.unit().code.positional = 1;
        self.unit().code.positional_only = 1;
        self.unit().code.generator = empty.is_none();
        self.begin(None, node);
        if let Some(empty) = empty {
            self.emit(empty);
        }
        self.generators(generators, 0, collected);
        if empty.is_none() {
            self.none();
        }
        self.at(node);
        self.emit(Operation::ReturnValue);
        let code = self.leave();
        self.at(node);
        self.make_function(code, 0);
        self.expression(&generators[0].iter);
        self.at(node);
        self.emit(Operation::GetIter);
        // The function stands where a method does, and the iterator where `self` does.
        self.emit(Operation::Call(0));
    }

    fn generators(&mut self, generators: &[Comprehension], level: usize, collected: &Collected) {
        let Some(generator) = generators.get(level) else {
            return self.collect(level as u32 + 1, collected);
        };
        let (again, end) = (self.label(), self.label());
        if level == 0 {
            self.emit(Operation::LoadFast(0));
        } else {
            self.expression(&generator.iter);
            self.at(&generator.iter);
            self.emit(Operation::GetIter);
        }
        self.place(again);
        self.at(&generator.iter);
        self.jump(Operation::ForIter, end);
        self.target(&generator.target);
        for condition in &generator.ifs {
            let accepted = self.label();
            self.jump_if(condition, true, accepted);
            self.jump(Operation::JumpBackward, again);
            self.place(accepted);
        }
        self.generators(generators, level + 1, collected);
        self.at(generator);
        self.jump(Operation::JumpBackward, again);
        self.place(end);
    }

    /// Adds to what is below the iterators.
    fn collect(&mut self, below: u32, collected: &Collected) {
        match collected {
            Collected::List(element) => self.element(
                element,
                Operation::ListAppend(below),
                Operation::ListExtend(below),
            ),
            Collected::Set(element) => self.element(
                element,
                Operation::SetAdd(below),
                Operation::SetUpdate(below),
            ),
            Collected::Dict(key, value) => {
                self.expressions([*key, *value]);
                self.at(*key);
                self.emit(Operation::MapAdd(below));
            }
            Collected::Generator(element) => {
                self.expression(element);
                self.at(*element);
                self.emit(Operation::YieldValue);
                self.emit(Operation::Resume(1));
                self.emit(Operation::PopTop);
            }
        }
    }

    /// `yield`: goes on with what is sent.
    pub(super) fn yield_value(&mut self, value: Option<&Expr>, node: &Expr) {
        match value {
            Some(value) => self.expression(value),
            None => self.none(),
        }
        self.at(node);
        self.emit(Operation::YieldValue);
        self.emit(Operation::Resume(1));
    }

    pub(super) fn yield_from(&mut self, iterable: &Expr, node: &Expr) {
        let (again, end) = (self.label(), self.label());
        self.expression(iterable);
        self.at(node);
        self.emit(Operation::GetYieldFromIter);
        self.none();
        self.place(again);
        self.jump(Operation::Send, end);
        self.emit(Operation::YieldValue);
        self.emit(Operation::Resume(2));
        self.jump(Operation::JumpBackwardNoInterrupt, again);
        self.place(end);
    }
}

/// The name that an annotation begins with.
fn beginning(annotation: &Expr) -> &str {
    match annotation {
        Expr::Name(name) => &name.id,
        Expr::Attribute(attribute) => &attribute.attr,
        Expr::Subscript(subscript) => beginning(&subscript.value),
        Expr::StringLiteral(text) => text.value.to_str(),
        Expr::NoneLiteral(_) => "None",
        _ => "object",
    }
}
