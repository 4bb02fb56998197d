//! What is not supported, and what Python's own compiler rejects although it parses.

use super::ast::visitor::{self, Visitor};
use super::ast::{Comprehension, Expr, Number, Stmt, StmtImport, StmtImportFrom};
use super::diagnostic::Diagnostic;
use super::modules::{SUPPORTED, instead_of};
use ruff_text_size::Ranged;

/// How deep statements and expressions may be nested: the passes over them recurse.
const DEEPEST: usize = 400;

const INSTEAD_OF_ASYNC: Option<&str> = Some("generators with `yield` and `send`, or threads");
const INSTEAD_OF_TYPES: Option<&str> = Some("the same without type parameters");

const INSTEAD_OF_METACLASS: Option<&str> = Some("__init_subclass__, or a decorator of the class");

/// Whether this is `ABCMeta`, the one metaclass that there is.
fn is_abc(metaclass: &Expr) -> bool {
    match metaclass {
        Expr::Name(name) => name.id.as_str() == "ABCMeta",
        Expr::Attribute(attribute) => attribute.attr.as_str() == "ABCMeta",
        _ => false,
    }
}

/// Everything about these statements that a program here cannot have.
pub(super) fn check(module: &super::ast::ModModule) -> Vec<Diagnostic> {
    let mut checker = Checker::default();
    checker.visit_body(&module.body);
    checker.problems
}

/// Around the node that is visited.
#[derive(Clone, Copy, Default)]
struct Around {
    function: bool,
    looping: bool,
    comprehension: bool,
}

#[derive(Default)]
struct Checker {
    problems: Vec<Diagnostic>,
    around: Around,
    depth: usize,
}

impl Checker {
    fn unsupported(&mut self, node: &impl Ranged, what: &str, instead: Option<&str>) {
        self.problems
            .push(Diagnostic::unsupported(node.range(), what, instead));
    }

    fn wrong(&mut self, node: &impl Ranged, message: &str) {
        self.problems.push(Diagnostic::new(node.range(), message));
    }

    fn inside(&mut self, around: Around, visit: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.around, around);
        visit(self);
        self.around = before;
    }

    /// Visits unless it is nested too deep, which is reported once for each place.
    fn deeper(&mut self, node: &impl Ranged, visit: impl FnOnce(&mut Self)) {
        if self.depth == DEEPEST {
            self.wrong(node, "nested too deep");
            return;
        }
        self.depth += 1;
        visit(self);
        self.depth -= 1;
    }

    fn import(&mut self, node: &impl Ranged, module: &str) {
        if !SUPPORTED.contains(&module) {
            self.unsupported(node, &format!("the module {module} is"), instead_of(module));
        }
    }

    fn imports(&mut self, import: &StmtImport) {
        for alias in &import.names {
            self.import(alias, &alias.name);
        }
        if import.is_lazy {
            self.unsupported(import, "a lazy import is", Some("a plain import"));
        }
    }

    fn imports_from(&mut self, import: &StmtImportFrom) {
        match &import.module {
            Some(module) if import.level == 0 => self.import(module, module),
            _ => self.unsupported(import, "a relative import is", Some("one file")),
        }
        if import.is_lazy {
            self.unsupported(import, "a lazy import is", Some("a plain import"));
        }
        for alias in import
            .names
            .iter()
            .filter(|alias| alias.name.as_str() == "*")
        {
            self.unsupported(
                alias,
                "importing all names is",
                Some("the names that are used"),
            );
        }
    }

    /// A loop's body is in the loop; its `else` is not.
    fn looping(&mut self, body: &[Stmt], orelse: &[Stmt]) {
        self.inside(
            Around {
                looping: true,
                ..self.around
            },
            |this| this.visit_body(body),
        );
        self.visit_body(orelse);
    }

    fn statement(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => {
                if def.is_async {
                    self.unsupported(&def.name, "an async function is", INSTEAD_OF_ASYNC);
                }
                if let Some(types) = &def.type_params {
                    self.unsupported(types.as_ref(), "a type parameter is", INSTEAD_OF_TYPES);
                }
                for decorator in &def.decorator_list {
                    self.visit_decorator(decorator);
                }
                self.visit_parameters(&def.parameters);
                let around = Around {
                    function: true,
                    ..Around::default()
                };
                self.inside(around, |this| this.visit_body(&def.body));
            }
            Stmt::ClassDef(class) => {
                if let Some(types) = &class.type_params {
                    self.unsupported(types.as_ref(), "a type parameter is", INSTEAD_OF_TYPES);
                }
                for decorator in &class.decorator_list {
                    self.visit_decorator(decorator);
                }
                if let Some(arguments) = &class.arguments {
                    for keyword in &arguments.keywords {
                        if keyword.arg.as_deref() == Some("metaclass") && !is_abc(&keyword.value) {
                            self.unsupported(keyword, "a metaclass is", INSTEAD_OF_METACLASS);
                        }
                    }
                    self.visit_arguments(arguments);
                }
                self.inside(Around::default(), |this| this.visit_body(&class.body));
            }
            Stmt::For(each) => {
                if each.is_async {
                    self.unsupported(each.target.as_ref(), "async for is", INSTEAD_OF_ASYNC);
                }
                self.visit_expr(&each.target);
                self.visit_expr(&each.iter);
                self.looping(&each.body, &each.orelse);
            }
            Stmt::While(each) => {
                self.visit_expr(&each.test);
                self.looping(&each.body, &each.orelse);
            }
            Stmt::With(with) if with.is_async => {
                self.unsupported(with, "async with is", INSTEAD_OF_ASYNC)
            }
            Stmt::Try(each) if each.is_star => self.unsupported(each, "except* is", Some("except")),
            Stmt::TypeAlias(alias) => {
                self.unsupported(alias, "a type alias is", Some("an assignment"))
            }
            Stmt::IpyEscapeCommand(command) => {
                self.unsupported(command, "a notebook's command is", Some("Python alone"));
            }
            Stmt::Return(each) if !self.around.function => {
                self.wrong(each, "'return' outside function")
            }
            Stmt::Break(each) if !self.around.looping => self.wrong(each, "'break' outside loop"),
            Stmt::Continue(each) if !self.around.looping => {
                self.wrong(each, "'continue' not properly in loop")
            }
            Stmt::Import(import) => self.imports(import),
            Stmt::ImportFrom(import) => self.imports_from(import),
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn expression(&mut self, expr: &Expr) {
        match expr {
            Expr::Await(each) => self.unsupported(each, "await is", INSTEAD_OF_ASYNC),
            Expr::TString(each) => {
                self.unsupported(each, "a template string is", Some("an f-string"))
            }
            Expr::IpyEscapeCommand(each) => {
                self.unsupported(each, "a notebook's command is", Some("Python alone"));
            }
            Expr::NumberLiteral(number) if matches!(number.value, Number::Complex { .. }) => {
                self.unsupported(number, "a complex number is", Some("two floats"));
            }
            Expr::Yield(_) | Expr::YieldFrom(_) if self.around.comprehension => {
                self.wrong(expr, "'yield' inside a comprehension");
            }
            Expr::Yield(_) | Expr::YieldFrom(_) if !self.around.function => {
                self.wrong(expr, "'yield' outside function");
            }
            Expr::Lambda(lambda) => {
                if let Some(parameters) = &lambda.parameters {
                    self.visit_parameters(parameters);
                }
                let around = Around {
                    function: true,
                    ..Around::default()
                };
                self.inside(around, |this| this.visit_expr(&lambda.body));
            }
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) | Expr::Generator(_) => {
                let around = Around {
                    comprehension: true,
                    ..self.around
                };
                self.inside(around, |this| visitor::walk_expr(this, expr));
            }
            _ => visitor::walk_expr(self, expr),
        }
    }
}

impl<'a> Visitor<'a> for Checker {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        self.deeper(stmt, |this| this.statement(stmt));
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        self.deeper(expr, |this| this.expression(expr));
    }

    fn visit_comprehension(&mut self, each: &'a Comprehension) {
        if each.is_async {
            self.unsupported(each, "an async comprehension is", INSTEAD_OF_ASYNC);
        }
        visitor::walk_comprehension(self, each);
    }

    // Annotations are not evaluated, so anything may stand there.
    fn visit_annotation(&mut self, _: &'a Expr) {}
}
