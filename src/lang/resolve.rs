//! Which variable each name is, in two passes as CPython's `symtable.c` has them: first what each block does with a name,
//! then where the name is kept.

use super::ast::visitor::{self, Visitor};
use super::ast::{
    Arguments, Comprehension, ExceptHandler, Expr, ExprContext, ModModule, Parameters, Pattern,
    Stmt,
};
use super::builtins::is_builtin;
use super::diagnostic::Diagnostic;
use super::mangle::mangle;
use super::scope::{Block, BlockKey, BlockKind, Place, Symbols};
use super::source::Span;
use ruff_text_size::Ranged;
use std::collections::{BTreeSet, HashMap};

/// Resolves all names of a module. Problems (a `nonlocal` without its variable, say) are added to `problems`.
pub(super) fn resolve(module: &ModModule, problems: &mut Vec<Diagnostic>) -> Symbols {
    let mut collector = Collector {
        scopes: Vec::new(),
        current: 0,
        class: None,
        problems,
    };
    collector
        .scopes
        .push(Scope::new((BlockKind::Module, module.range.into()), None));
    collector.visit_body(&module.body);
    let scopes = collector.scopes;
    place_all(scopes, problems)
}

/// What a block does with a name.
#[derive(Clone, Copy, Default)]
struct Use {
    bound: bool,
    parameter: bool,
    global: bool,
    nonlocal: Option<Span>,
}

struct Scope {
    key: BlockKey,
    parent: Option<usize>,
    names: Vec<String>,
    uses: HashMap<String, Use>,
    generator: bool,
}

impl Scope {
    fn new(key: BlockKey, parent: Option<usize>) -> Self {
        Self {
            key,
            parent,
            names: Vec::new(),
            uses: HashMap::new(),
            generator: false,
        }
    }

    fn entry(&mut self, name: &str) -> &mut Use {
        if !self.uses.contains_key(name) {
            self.names.push(name.to_owned());
        }
        self.uses.entry(name.to_owned()).or_default()
    }

    fn is_function(&self) -> bool {
        matches!(self.key.0, BlockKind::Function | BlockKind::Comprehension)
    }
}

/// The first pass.
struct Collector<'p> {
    scopes: Vec<Scope>,
    current: usize,
    /// The class around, whose private names are mangled.
    class: Option<String>,
    problems: &'p mut Vec<Diagnostic>,
}

impl Collector<'_> {
    fn entry(&mut self, name: &str) -> &mut Use {
        let name = mangle(self.class.as_deref(), name).into_owned();
        self.scopes[self.current].entry(&name)
    }

    fn bind(&mut self, name: &str) {
        self.entry(name).bound = true;
    }

    fn block(&mut self, kind: BlockKind, node: &impl Ranged, visit: impl FnOnce(&mut Self)) {
        let parent = self.current;
        self.current = self.scopes.len();
        self.scopes
            .push(Scope::new((kind, node.range().into()), Some(parent)));
        visit(self);
        self.current = parent;
    }

    fn parameters(&mut self, parameters: &Parameters) {
        let plain = parameters
            .posonlyargs
            .iter()
            .chain(&parameters.args)
            .chain(&parameters.kwonlyargs);
        let plain = plain.map(|each| &each.parameter);
        for parameter in plain
            .chain(parameters.vararg.as_deref())
            .chain(parameters.kwarg.as_deref())
        {
            let name = parameter.name.as_str();
            let entry = self.entry(name);
            let twice = std::mem::replace(&mut entry.parameter, true);
            entry.bound = true;
            if twice {
                let message = format!("duplicate argument '{name}' in function definition");
                self.problems
                    .push(Diagnostic::new(parameter.range(), message));
            }
        }
    }

    fn defaults(&mut self, parameters: &Parameters) {
        for default in parameters
            .iter_non_variadic_params()
            .filter_map(|each| each.default.as_deref())
        {
            self.visit_expr(default);
        }
    }

    /// The first iterable belongs to the block around; everything else is inside.
    fn comprehension(&mut self, node: &Expr, generators: &[Comprehension], elements: &[&Expr]) {
        let (first, rest) = generators.split_first().expect("a comprehension has a for");
        self.visit_expr(&first.iter);
        self.block(BlockKind::Comprehension, node, |this| {
            let entry = this.entry(".0");
            entry.bound = true;
            entry.parameter = true;
            this.visit_expr(&first.target);
            first.ifs.iter().for_each(|each| this.visit_expr(each));
            for each in rest {
                this.visit_expr(&each.iter);
                this.visit_expr(&each.target);
                each.ifs.iter().for_each(|each| this.visit_expr(each));
            }
            elements.iter().for_each(|each| this.visit_expr(each));
        });
    }

    fn declare(&mut self, name: &str, span: Span, global: bool) {
        let module = self.current == 0;
        let entry = self.entry(name);
        let earlier = entry.bound;
        if global {
            entry.global = true;
        } else {
            entry.nonlocal = Some(span);
        }
        let (parameter, both) = (entry.parameter, entry.global && entry.nonlocal.is_some());
        let message = match () {
            () if parameter => format!("name '{name}' is parameter and declared"),
            () if both => format!("name '{name}' is nonlocal and global"),
            () if module && !global => "nonlocal declaration not allowed at module level".into(),
            () if earlier && !module => {
                format!("name '{name}' is assigned to before its declaration")
            }
            () => return,
        };
        self.problems.push(Diagnostic::new(span, message));
    }

    /// `:=` in a comprehension assigns to a variable of the block around it.
    fn named(&mut self, name: &str) {
        let inner = self.current;
        while self.scopes[self.current].key.0 == BlockKind::Comprehension {
            self.entry(name);
            self.current = self.scopes[self.current]
                .parent
                .expect("a comprehension is in a block");
        }
        self.bind(name);
        self.current = inner;
    }
}

impl<'a> Visitor<'a> for Collector<'_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => {
                for decorator in &def.decorator_list {
                    self.visit_decorator(decorator);
                }
                self.defaults(&def.parameters);
                self.bind(&def.name);
                self.block(BlockKind::Function, def, |this| {
                    this.parameters(&def.parameters);
                    this.visit_body(&def.body);
                });
            }
            Stmt::ClassDef(class) => {
                for decorator in &class.decorator_list {
                    self.visit_decorator(decorator);
                }
                if let Some(arguments) = &class.arguments {
                    self.visit_arguments(arguments);
                }
                self.bind(&class.name);
                let outer = self.class.replace(class.name.to_string());
                self.block(BlockKind::Class, class, |this| {
                    this.bind("__module__");
                    this.bind("__qualname__");
                    this.visit_body(&class.body);
                });
                self.class = outer;
            }
            Stmt::Global(global) => {
                for name in &global.names {
                    self.declare(name, name.range.into(), true);
                }
            }
            Stmt::Nonlocal(nonlocal) => {
                for name in &nonlocal.names {
                    self.declare(name, name.range.into(), false);
                }
            }
            Stmt::Import(import) => {
                for alias in &import.names {
                    match &alias.asname {
                        Some(name) => self.bind(name),
                        None => {
                            self.bind(alias.name.split('.').next().expect("split gives something"))
                        }
                    }
                }
            }
            Stmt::ImportFrom(import) => {
                for alias in &import.names {
                    self.bind(alias.asname.as_ref().unwrap_or(&alias.name));
                }
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Name(name) => {
                match name.ctx {
                    ExprContext::Load => _ = self.entry(&name.id),
                    _ => self.bind(&name.id),
                }
                // `super()` finds its class in a cell that every method can reach.
                if name.id.as_str() == "super" && self.scopes[self.current].is_function() {
                    self.entry("__class__");
                }
            }
            Expr::Lambda(lambda) => {
                if let Some(parameters) = &lambda.parameters {
                    self.defaults(parameters);
                }
                self.block(BlockKind::Function, lambda, |this| {
                    if let Some(parameters) = &lambda.parameters {
                        this.parameters(parameters);
                    }
                    this.visit_expr(&lambda.body);
                });
            }
            Expr::ListComp(each) => self.comprehension(expr, &each.generators, &[&each.elt]),
            Expr::SetComp(each) => self.comprehension(expr, &each.generators, &[&each.elt]),
            Expr::Generator(each) => self.comprehension(expr, &each.generators, &[&each.elt]),
            Expr::DictComp(each) => {
                let key = each.key.as_deref();
                let elements: Vec<&Expr> = key.into_iter().chain([each.value.as_ref()]).collect();
                self.comprehension(expr, &each.generators, &elements);
            }
            Expr::Named(named) => {
                self.visit_expr(&named.value);
                if let Expr::Name(name) = named.target.as_ref() {
                    self.named(&name.id);
                }
            }
            Expr::Yield(_) | Expr::YieldFrom(_) => {
                self.scopes[self.current].generator = true;
                visitor::walk_expr(self, expr);
            }
            _ => visitor::walk_expr(self, expr),
        }
    }

    fn visit_arguments(&mut self, arguments: &'a Arguments) {
        arguments.args.iter().for_each(|each| self.visit_expr(each));
        arguments
            .keywords
            .iter()
            .for_each(|each| self.visit_expr(&each.value));
    }

    fn visit_except_handler(&mut self, handler: &'a ExceptHandler) {
        let ExceptHandler::ExceptHandler(inner) = handler;
        if let Some(name) = &inner.name {
            self.bind(name);
        }
        visitor::walk_except_handler(self, handler);
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        let name = match pattern {
            Pattern::MatchAs(each) => each.name.as_ref(),
            Pattern::MatchStar(each) => each.name.as_ref(),
            Pattern::MatchMapping(each) => each.rest.as_ref(),
            _ => None,
        };
        if let Some(name) = name {
            self.bind(name);
        }
        visitor::walk_pattern(self, pattern);
    }

    // Annotations are not evaluated.
    fn visit_annotation(&mut self, _: &'a Expr) {}
}

/// The second pass. Blocks come before those inside of them, so whose variable a free name is can be asked upwards.
fn place_all(scopes: Vec<Scope>, problems: &mut Vec<Diagnostic>) -> Symbols {
    let mut cells: Vec<BTreeSet<String>> = vec![BTreeSet::new(); scopes.len()];
    let mut free: Vec<BTreeSet<String>> = vec![BTreeSet::new(); scopes.len()];
    for index in 0..scopes.len() {
        for name in &scopes[index].names {
            let entry = scopes[index].uses[name];
            let own = entry.bound && entry.nonlocal.is_none();
            if index == 0 || entry.global || own {
                continue;
            }
            match owner(&scopes, index, name) {
                Some(owner) => {
                    cells[owner].insert(name.clone());
                    let mut inner = index;
                    while inner != owner {
                        free[inner].insert(name.clone());
                        inner = scopes[inner].parent.expect("the owner is around");
                    }
                }
                None => {
                    if let Some(span) = entry.nonlocal {
                        let message = format!("no binding for nonlocal '{name}' found");
                        problems.push(Diagnostic::new(span, message));
                    }
                }
            }
        }
    }
    let globals = globals(&scopes, &cells, &free);
    let blocks = scopes.iter().zip(cells.iter().zip(&free));
    let blocks = blocks
        .map(|(scope, (cells, free))| (scope.key, finish(scope, cells, free, &globals)))
        .collect();
    Symbols { blocks, globals }
}

/// The function around whose variable a name is; or the class, for `__class__`.
fn owner(scopes: &[Scope], index: usize, name: &str) -> Option<usize> {
    let mut next = scopes[index].parent;
    while let Some(index) = next {
        let scope = &scopes[index];
        if scope.key.0 == BlockKind::Class && name == "__class__" {
            return Some(index);
        }
        if scope.is_function()
            && let Some(entry) = scope.uses.get(name)
        {
            if entry.global {
                return None;
            }
            if entry.bound && entry.nonlocal.is_none() {
                return Some(index);
            }
        }
        next = scope.parent;
    }
    None
}

fn globals(scopes: &[Scope], cells: &[BTreeSet<String>], free: &[BTreeSet<String>]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (index, scope) in scopes.iter().enumerate() {
        for name in &scope.names {
            let entry = scope.uses[name];
            let own = entry.bound && index != 0 && !entry.global;
            if own
                || name == "__class__"
                || cells[index].contains(name)
                || free[index].contains(name)
                || found.contains(name)
            {
                continue;
            }
            let assigned = entry.bound || entry.global;
            if assigned || !is_builtin(name) {
                found.push(name.clone());
            }
        }
    }
    found
}

fn finish(
    scope: &Scope,
    cells: &BTreeSet<String>,
    free: &BTreeSet<String>,
    globals: &[String],
) -> Block {
    let cells: Vec<String> = cells.iter().cloned().collect();
    let free: Vec<String> = free.iter().cloned().collect();
    let number = |list: &[String], name: &str| {
        list.iter()
            .position(|each| each == name)
            .map(|at| at as u32)
    };
    let mut locals: Vec<String> = Vec::new();
    let mut places = HashMap::new();
    let mut place_free = HashMap::new();
    for (at, name) in free.iter().enumerate() {
        place_free.insert(name.clone(), Place::Free(at as u32));
    }
    for name in &scope.names {
        let entry = scope.uses[name];
        if entry.parameter {
            locals.push(name.clone());
        }
        let cell = number(&cells, name)
            .map(Place::Cell)
            .filter(|_| scope.is_function());
        let own = entry.bound && !entry.global && entry.nonlocal.is_none();
        // A class may bind a name that it also hands on from a function around to its methods.
        let handed = place_free.get(name).copied().filter(|_| !own);
        let place = match cell.or(handed) {
            Some(place) => place,
            None if scope.is_function() && own => {
                let at = number(&locals, name).unwrap_or_else(|| {
                    locals.push(name.clone());
                    locals.len() as u32 - 1
                });
                Place::Local(at)
            }
            None if !scope.is_function() && !entry.global => Place::Name,
            None if globals.contains(name) || entry.global => Place::Global,
            None => Place::Builtin,
        };
        places.insert(name.clone(), place);
    }
    // A block that only hands a variable on does not name it.
    places.extend(
        place_free
            .into_iter()
            .filter(|(name, _)| !scope.uses.contains_key(name)),
    );
    Block {
        locals,
        cells,
        free,
        places,
        generator: scope.generator,
    }
}
