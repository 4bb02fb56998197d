//! The part of Python's library that is written in Python, for the machine: what it needs of it is loaded before a program is.
//!
//! What actors synchronise with, and whatever must be one step, is the machine's own; the rest reads best as Python.

use super::machine::Machine;
use super::object::Object;
use super::program::{Linker, Native, Program, imports};
use super::value::Value;
use super::{Content, HashState, Heap};
use crate::bytecode::{Code, compile};
use crate::lang::{Source, Symbols, load as parse};
use std::collections::HashMap;
use std::sync::Arc;

/// The text of each module; `builtins` comes first and is always there.
const TEXTS: &[(&str, &str)] = &[
    (
        "builtins",
        concat!(
            include_str!("prelude/builtins.py"),
            include_str!("prelude/functions.py"),
            include_str!("prelude/actors.py")
        ),
    ),
    ("__future__", include_str!("prelude/future.py")),
    ("abc", include_str!("prelude/abc.py")),
    ("atomics", include_str!("prelude/atomics.py")),
    ("bisect", include_str!("prelude/bisect.py")),
    ("collections", include_str!("prelude/collections.py")),
    ("concurrent.futures", include_str!("prelude/futures.py")),
    ("contextlib", include_str!("prelude/contextlib.py")),
    ("copy", include_str!("prelude/copy.py")),
    ("dataclasses", include_str!("prelude/dataclasses.py")),
    ("functools", include_str!("prelude/functools.py")),
    ("heapq", include_str!("prelude/heapq.py")),
    ("itertools", include_str!("prelude/itertools.py")),
    ("json", include_str!("prelude/json.py")),
    ("math", include_str!("prelude/math.py")),
    (
        "multiprocessing",
        include_str!("prelude/multiprocessing.py"),
    ),
    ("operator", include_str!("prelude/operator.py")),
    ("os", include_str!("prelude/os.py")),
    ("queue", include_str!("prelude/queue.py")),
    ("random", include_str!("prelude/random.py")),
    ("socket", include_str!("prelude/socket.py")),
    ("string", include_str!("prelude/string.py")),
    ("sys", include_str!("prelude/sys.py")),
    ("threading", include_str!("prelude/threading.py")),
    ("time", include_str!("prelude/time.py")),
    ("typing", include_str!("prelude/typing.py")),
];

/// Functions of `builtins` that the machine calls by name.
pub(super) type Helpers = HashMap<&'static str, Value, HashState>;

/// What loading gives.
pub(super) struct Loaded {
    pub linker: Linker,
    pub natives: Vec<(&'static str, Native)>,
    pub base: Vec<Object>,
    pub globals: Vec<Vec<Value>>,
    pub imports: HashMap<Value, Value, HashState>,
    pub helpers: Helpers,
}

struct Parsed {
    name: &'static str,
    code: Arc<Code>,
    symbols: Symbols,
    source: Source,
}

fn text(name: &str) -> Option<(&'static str, &'static str)> {
    TEXTS.iter().copied().find(|(each, _)| *each == name)
}

/// Parses a module of the library and, before it, those that it imports.
fn collect(name: &str, found: &mut Vec<Parsed>) {
    let Some((name, text)) = text(name) else {
        return;
    };
    if found.iter().any(|each| each.name == name) {
        return;
    }
    let source = Source::new(format!("<{name}>"), text);
    let parsed = parse(&source).unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
    let code = compile(&parsed).unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
    for import in imports(&code) {
        collect(&import, found);
    }
    found.push(Parsed {
        name,
        code,
        symbols: parsed.symbols,
        source,
    });
}

/// Loads `builtins` and the modules that a program imports.
pub(super) fn load(
    linker: Linker,
    heap: Heap,
    natives: Vec<(&'static str, Native)>,
    wanted: &[String],
) -> Loaded {
    let mut loaded = Loaded {
        linker,
        natives,
        base: Vec::new(),
        globals: vec![Vec::new()],
        imports: HashMap::default(),
        helpers: Helpers::default(),
    };
    let mut heap = heap;
    let mut modules = Vec::new();
    collect("builtins", &mut modules);
    for name in wanted {
        // `concurrent.futures` is what there is in `concurrent`.
        let name = if name == "concurrent" {
            "concurrent.futures"
        } else {
            name
        };
        collect(name, &mut modules);
    }
    for module in modules {
        heap = run(&mut loaded, heap, module);
    }
    let mut names: Vec<&str> = wanted.iter().map(String::as_str).collect();
    for (native, _) in &loaded.natives {
        names.extend(native.split_once('/').map(|(module, _)| module));
    }
    // Modules without a text have only what is the machine's own.
    for name in names {
        let key = loaded.linker.pool.str(name);
        if !loaded.imports.contains_key(&key) && name != "builtins" && name != "concurrent" {
            add_module(&mut loaded, &mut heap, name, &[]);
        }
    }
    let futures = loaded.linker.pool.str("concurrent.futures");
    if let Some(inner) = loaded.imports.get(&futures).copied() {
        let name = loaded.linker.pool.str("futures");
        add_module(&mut loaded, &mut heap, "concurrent", &[(name, inner)]);
    }
    loaded.base = heap.into_base();
    loaded
}

/// Executes a module of the library.
fn run(loaded: &mut Loaded, heap: Heap, module: Parsed) -> Heap {
    let number = loaded.linker.modules.len() as u32;
    for (at, (name, _)) in loaded.natives.iter().enumerate() {
        if let Some((owner, name)) = name.split_once('/')
            && owner == module.name
        {
            let function = loaded.linker.pool.intern(Content::Native(at as u32));
            let name = loaded.linker.pool.str(name);
            loaded.linker.own.insert((number, name), function);
        }
    }
    let main = loaded
        .linker
        .add(&module.code, &module.symbols, module.source);
    loaded
        .globals
        .push(vec![Value::UNSET; module.symbols.globals.len()]);
    let program = Program {
        codes: loaded.linker.codes.clone(),
        modules: std::mem::take(&mut loaded.linker.modules),
        main,
        natives: loaded.natives.clone(),
        base: Arc::default(),
        library: Vec::new(),
        imports: std::mem::take(&mut loaded.imports),
        builtins: loaded.linker.builtins.clone(),
        helpers: std::mem::take(&mut loaded.helpers),
        pool: std::mem::take(&mut loaded.linker.pool),
        hash: 0,
        has_processes: false,
    };
    let program = Arc::new(program);
    let mut machine = Machine::loading(&program, heap, std::mem::take(&mut loaded.globals));
    machine.load_module(module.name);
    let (heap, pool, globals) = machine.loaded();
    let program = Arc::try_unwrap(program).expect("the machine is gone");
    loaded.linker.pool = pool;
    loaded.linker.modules = program.modules;
    loaded.globals = globals;
    loaded.imports = program.imports;
    loaded.helpers = program.helpers;
    let mut heap = heap;
    let names: Vec<Value> = module
        .symbols
        .globals
        .iter()
        .map(|name| loaded.linker.pool.str(name))
        .collect();
    let values = loaded.globals[number as usize].clone();
    let bound = names
        .iter()
        .zip(&values)
        .filter(|(_, value)| **value != Value::UNSET);
    if module.name == "builtins" {
        for (name, value) in bound {
            loaded.linker.builtins.insert(*name, *value);
        }
        for (slot, name) in module.symbols.globals.iter().enumerate() {
            if let Some(helper) = HELPERS.iter().find(|each| **each == name) {
                loaded.helpers.insert(helper, values[slot]);
            }
        }
        for helper in HELPERS {
            assert!(
                loaded.helpers.contains_key(helper),
                "the library has no {helper}"
            );
        }
    } else {
        let bound: Vec<(Value, Value)> = bound.map(|(name, value)| (*name, *value)).collect();
        add_module(loaded, &mut heap, module.name, &bound);
    }
    heap
}

fn add_module(loaded: &mut Loaded, heap: &mut Heap, name: &str, bound: &[(Value, Value)]) {
    let mut attributes = super::Dict::default();
    for (key, value) in bound {
        attributes.set(*key, *value);
    }
    for (at, (native, _)) in loaded.natives.iter().enumerate() {
        if let Some((owner, function)) = native.split_once('/')
            && owner == name
        {
            let key = loaded.linker.pool.str(function);
            if attributes.get(key).is_none() {
                let function = loaded.linker.pool.intern(Content::Native(at as u32));
                attributes.set(key, function);
            }
        }
    }
    let key = loaded.linker.pool.str(name);
    let module = heap.add(Object::Module(key, Box::new(attributes)));
    loaded.imports.insert(key, module);
}

/// What the machine calls of `builtins`.
const HELPERS: &[&str] = &[
    "BrokenBarrierError",
    "Empty",
    "Full",
    "PicklingError",
    "_all",
    "_any",
    "_as_number",
    "_ascii_of",
    "_attributes",
    "_backwards",
    "_barrier_wait",
    "_binary",
    "_call_then_give",
    "_class_made",
    "_close",
    "_close_then_raise",
    "_compare",
    "_condition_wait",
    "_condition_wait_for",
    "_construct",
    "_contains",
    "_contains_key",
    "_contains_method",
    "_count",
    "_dict_first",
    "_enumerate",
    "_equal",
    "_extend",
    "_extreme",
    "_fill_any",
    "_fill_dict",
    "_fill_from",
    "_fill_set",
    "_format",
    "_format_pieces",
    "_fromkeys",
    "_getattr",
    "_hasattr",
    "_hash",
    "_index",
    "_inplace",
    "_isdisjoint",
    "_item_at",
    "_iter_until",
    "_iterate",
    "_keyed",
    "_len",
    "_list",
    "_list_remove",
    "_local_get",
    "_local_set",
    "_mro",
    "_next",
    "_no_key",
    "_nothing",
    "_percent",
    "_print",
    "_priority_get",
    "_priority_put",
    "_repr",
    "_sendall",
    "_sequences",
    "_set_operation",
    "_set_operations",
    "_set_order",
    "_sort",
    "_str",
    "_str_first",
    "_sum",
    "_then_give",
    "_truth",
    "_with_index",
    "_with_list",
    "_with_made",
    "_zip",
];
