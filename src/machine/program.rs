//! A program that is ready to run: its code with everything that it names found, and what the machine brings along.

use super::args::Args;
use super::dict::Dict;
use super::halt::Outcome;
use super::library;
use super::machine::Machine;
use super::native;
use super::object::{Class, Object};
use super::raised::Raises;
use super::session::Place;
use super::types::{Type, class_count, exception_class};
use super::value::Value;
use super::{Content, HashState, Heap, Pool};
use crate::bytecode::{Code, Constant, Operation, compile};
use crate::lang::{Diagnostic, Position, Source, Symbols, is_builtin, load};
use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher};
use std::sync::Arc;

/// A function of the machine's own.
pub type Native = fn(&mut Machine, &Args) -> Outcome;

/// Where a global name is found.
#[derive(Clone, Copy, Debug)]
pub struct Global {
    /// The slot among the module's globals; `u32::MAX` for none.
    pub slot: u32,
    /// What the name means if the slot is unset; unset for nothing.
    pub builtin: Value,
}

/// A code object with its constants as values.
#[derive(Debug)]
pub struct Linked {
    /// As it was compiled.
    pub code: Arc<Code>,
    /// The constants.
    pub constants: Vec<Value>,
    /// The names, as strings.
    pub names: Vec<Value>,
    /// What each name is as a global.
    pub globals: Vec<Global>,
    /// The module: 0 is the program.
    pub module: u32,
    /// How many slots its variables and cells take.
    pub slots: u32,
    /// The names of its variables, as strings.
    pub locals: Vec<Value>,
}

/// The text of a module and the names of its globals.
#[derive(Debug)]
pub struct Module {
    /// The text.
    pub source: Source,
    /// Its globals' names; the slots follow them.
    pub globals: Vec<String>,
}

/// A program, linked with the library.
pub struct Program {
    /// All code.
    pub codes: Vec<Arc<Linked>>,
    /// The program, and then the modules of the library that it uses.
    pub modules: Vec<Module>,
    /// The code of the program's module.
    pub main: u32,
    /// The functions of the machine's own, with their names.
    pub natives: Vec<(&'static str, Native)>,
    /// What all states share.
    pub base: Arc<Vec<Object>>,
    /// The globals of the library's modules, which nothing changes once they are loaded.
    pub library: Vec<Vec<Value>>,
    /// The modules, by name.
    pub imports: HashMap<Value, Value, HashState>,
    /// Python's own names.
    pub builtins: HashMap<Value, Value, HashState>,
    /// Functions of the library that the machine calls.
    pub helpers: HashMap<&'static str, Value, HashState>,
    /// The pool to begin with.
    pub pool: Pool,
    /// Which program it is: a hash of its text.
    pub hash: u64,
    /// Whether it may start processes.
    pub(super) has_processes: bool,
}

impl std::fmt::Debug for Program {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Program")
            .field("codes", &self.codes.len())
            .finish_non_exhaustive()
    }
}

/// What is being put together.
pub(super) struct Linker {
    pub codes: Vec<Arc<Linked>>,
    pub modules: Vec<Module>,
    pub pool: Pool,
    pub builtins: HashMap<Value, Value, HashState>,
    pub numbers: HashMap<*const Code, u32>,
    /// The machine's functions that a module of the library has.
    pub own: HashMap<(u32, Value), Value>,
}

impl Linker {
    /// Adds a module with its code.
    pub(super) fn add(&mut self, code: &Arc<Code>, symbols: &Symbols, source: Source) -> u32 {
        let module = self.modules.len() as u32;
        self.modules.push(Module {
            source,
            globals: symbols.globals.clone(),
        });
        self.add_code(code, symbols, module)
    }

    /// Adds a module's code and all inside of it; gives the number of the outermost.
    fn add_code(&mut self, code: &Arc<Code>, symbols: &Symbols, module: u32) -> u32 {
        let globals = symbols.globals.iter().enumerate();
        let slots: HashMap<&str, u32> = globals
            .map(|(slot, name)| (name.as_str(), slot as u32))
            .collect();
        let first = self.codes.len() as u32;
        let all = code.all();
        for (at, each) in all.iter().enumerate() {
            self.numbers.insert(Arc::as_ptr(each), first + at as u32);
        }
        for each in &all {
            let linked = self.link(each, &slots, module);
            self.codes.push(Arc::new(linked));
        }
        first
    }

    fn link(&mut self, code: &Arc<Code>, slots: &HashMap<&str, u32>, module: u32) -> Linked {
        let constants = code
            .constants
            .iter()
            .map(|constant| match constant {
                Constant::Code(inner) => {
                    let number = self.numbers[&Arc::as_ptr(inner)];
                    self.pool.intern(Content::Code(number))
                }
                _ => self
                    .pool
                    .constant(constant)
                    .expect("all but code are values"),
            })
            .collect();
        let strings = |pool: &mut Pool, names: &[String]| -> Vec<Value> {
            names.iter().map(|name| pool.str(name)).collect()
        };
        let names = strings(&mut self.pool, &code.names);
        let globals = code
            .names
            .iter()
            .zip(&names)
            .map(|(name, value)| Global {
                slot: slots.get(name.as_str()).copied().unwrap_or(u32::MAX),
                builtin: self.builtin(name, *value, module),
            })
            .collect();
        Linked {
            constants,
            globals,
            module,
            slots: (code.locals.len() + code.cells.len() + code.free.len()) as u32,
            locals: strings(&mut self.pool, &code.locals),
            names,
            code: code.clone(),
        }
    }

    /// What a name means that is not a global's. Names of the machine's inside are for the library alone.
    fn builtin(&mut self, name: &str, value: Value, module: u32) -> Value {
        match name {
            "__name__" if module == 0 => self.pool.str("__main__"),
            "__name__" => self.pool.str("builtins"),
            _ if module == 0 && !is_builtin(name) => Value::UNSET,
            _ => self
                .builtins
                .get(&value)
                .or_else(|| self.own.get(&(module, value)))
                .copied()
                .unwrap_or(Value::UNSET),
        }
    }
}

impl Program {
    /// Parses, compiles and links a program.
    ///
    /// # Errors
    /// All that is wrong with it before it runs.
    pub fn load(source: &Source) -> Result<Arc<Self>, Vec<Diagnostic>> {
        let parsed = load(source)?;
        let code = compile(&parsed)?;
        let natives = native::all();
        let mut pool = Pool::default();
        let (heap, builtins) = classes(&mut pool, &natives);
        let mut linker = Linker {
            codes: Vec::new(),
            modules: Vec::new(),
            pool,
            builtins,
            numbers: HashMap::new(),
            own: HashMap::new(),
        };
        let mut hash = HashState.build_hasher();
        hash.write(source.text().as_bytes());
        let hash = hash.finish();
        // The library needs the program's imports, and the program the library's names: the program's code is linked last, but it
        // has the first place among the modules.
        linker.modules.push(Module {
            source: source.clone(),
            globals: parsed.symbols.globals.clone(),
        });
        let imported = imports(&code);
        let named = |name: &str| {
            code.all()
                .iter()
                .any(|it| it.names.iter().any(|it| it == name))
        };
        let has_processes = imported
            .iter()
            .any(|name| name.starts_with("multiprocessing"))
            || named("ProcessPoolExecutor");
        let loaded = library::load(linker, heap, natives, &imported);
        let mut linker = loaded.linker;
        let main = linker.add_code(&code, &parsed.symbols, 0);
        Ok(Arc::new(Self {
            codes: linker.codes,
            modules: linker.modules,
            main,
            natives: loaded.natives,
            base: Arc::new(loaded.base),
            library: loaded.globals,
            imports: loaded.imports,
            builtins: linker.builtins,
            helpers: loaded.helpers,
            pool: linker.pool,
            hash,
            has_processes,
        }))
    }

    /// What schedules say of which program they are for: they are not the same where time differs.
    pub fn schedule_hash(&self, time: super::Time) -> u64 {
        match time {
            super::Time::Virtual => super::mix(self.hash),
            super::Time::Free => self.hash,
        }
    }

    /// Where in its module's text an operation is.
    pub fn position(&self, code: u32, pc: u32) -> Position {
        let linked = &self.codes[code as usize];
        let span = linked
            .code
            .spans
            .get(pc as usize)
            .copied()
            .unwrap_or_default();
        self.modules[linked.module as usize]
            .source
            .position(span.start)
    }

    /// Where the text is in its module that an operation stands for.
    pub fn place(&self, code: u32, pc: u32) -> Place {
        let linked = &self.codes[code as usize];
        let span = linked.code.spans.get(pc as usize);
        let source = &self.modules[linked.module as usize].source;
        Place::of(source, span.copied().unwrap_or_default())
    }

    /// Whether it may start processes, which have memories of their own.
    pub fn has_processes(&self) -> bool {
        self.has_processes
    }

    /// Whether a class is the machine's or the library's.
    pub fn is_library_class(&self, heap: &Heap, class: Value) -> bool {
        class.as_heap().is_some_and(|index| index < heap.base_len())
    }

    /// Whether code is the library's: then it is not shown.
    pub fn is_library(&self, code: u32) -> bool {
        self.codes[code as usize].module != 0
    }
}

/// The modules that code imports.
pub(super) fn imports(code: &Arc<Code>) -> Vec<String> {
    let mut found = Vec::new();
    for each in code.all() {
        for operation in &each.operations {
            if let Operation::ImportName(name) = operation {
                found.push(each.names[*name as usize].clone());
            }
        }
    }
    found
}

/// The machine's classes as objects, and the names that mean them or functions of the machine's own.
fn classes(
    pool: &mut Pool,
    natives: &[(&'static str, Native)],
) -> (Heap, HashMap<Value, Value, HashState>) {
    let mut made: Vec<Class> = Vec::new();
    let builtins_name = pool.str("builtins");
    for class in Type::ALL {
        let name = pool.str(class.name());
        let value = class.value();
        let mut order = vec![value];
        let mut bases = Vec::new();
        if *class == Type::Bool {
            order.push(Type::Int.value());
            bases.push(Type::Int.value());
        }
        if matches!(class, Type::LifoQueue | Type::PriorityQueue) {
            order.push(Type::Queue.value());
            bases.push(Type::Queue.value());
        }
        if *class == Type::BoundedSemaphore {
            order.push(Type::Semaphore.value());
            bases.push(Type::Semaphore.value());
        }
        if *class != Type::Object {
            order.push(Type::Object.value());
            if bases.is_empty() {
                bases.push(Type::Object.value());
            }
        }
        made.push(Class {
            name,
            qualname: name,
            module: builtins_name,
            bases,
            order,
            attributes: Dict::default(),
            layout: *class as u32,
        });
    }
    let root = exception_class(Raises::BaseException);
    for raises in Raises::ALL {
        let name = pool.str(raises.name());
        let mut order = vec![exception_class(*raises)];
        let mut at = *raises;
        while at.base() != at {
            at = at.base();
            order.push(exception_class(at));
        }
        order.push(Type::Object.value());
        made.push(Class {
            name,
            qualname: name,
            module: builtins_name,
            bases: vec![order[1]],
            order,
            attributes: Dict::default(),
            layout: root.as_heap().expect("a class is in the heap"),
        });
    }
    let mut names = HashMap::default();
    let by_name: HashMap<String, usize> = made
        .iter()
        .enumerate()
        .map(|(at, class)| (pool.as_str(class.name).unwrap_or_default().to_owned(), at))
        .collect();
    for (number, (name, _)) in natives.iter().enumerate() {
        let function = pool.intern(Content::Native(number as u32));
        match name.split_once('.') {
            Some((class, method)) => {
                let Some(at) = by_name.get(class) else {
                    panic!("{name} is of no class");
                };
                let class = &mut made[*at];
                // A property or class method is an object of its own; it is made below, when there is a heap.
                class.attributes.set(pool.str(method), function);
            }
            None if name.contains('/') => {}
            None => {
                names.insert(pool.str(name), function);
            }
        }
    }
    for (name, value) in [
        ("NotImplemented", Value::NOT_IMPLEMENTED),
        ("Ellipsis", Value::singleton(super::Singleton::Ellipsis)),
    ] {
        names.insert(pool.str(name), value);
    }
    let mut heap = Heap::default();
    let count = made.len();
    let mut getters = Vec::new();
    for (at, mut class) in made.into_iter().enumerate() {
        let marked: Vec<(Value, Value, String)> = class
            .attributes
            .iter()
            .filter_map(|(name, function)| {
                let name_text = pool.as_str(name)?.strip_suffix(['@', '*'])?.to_owned();
                Some((name, function, name_text))
            })
            .collect();
        for (name, function, text) in marked {
            class.attributes.remove(name);
            let is_property = pool.as_str(name).is_some_and(|name| name.ends_with('@'));
            getters.push((at as u32, text, function, is_property));
        }
        let unhashable = [
            Type::List,
            Type::Dict,
            Type::Set,
            Type::ByteArray,
            Type::Deque,
        ];
        if unhashable.iter().any(|class| *class as usize == at) {
            class.attributes.set(pool.str("__hash__"), Value::NONE);
        }
        if (at as u32) < class_count() {
            names.insert(class.name, Value::heap(at as u32));
        }
        heap.add(Object::Class(Box::new(class)));
    }
    debug_assert_eq!(count as u32, class_count());
    for (class, name, function, is_property) in getters {
        let property = heap.add(if is_property {
            Object::Property(function, Value::NONE, Value::NONE)
        } else {
            Object::ClassMethod(function)
        });
        let name = pool.str(&name);
        if let Some(Object::Class(class)) = heap.at_mut(class) {
            class.attributes.set(name, property);
        }
    }
    (heap, names)
}
