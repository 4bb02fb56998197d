//! Which modules a program may import, and what to use in place of others.

/// The modules that there are.
pub const SUPPORTED: &[&str] = &[
    "__future__",
    "abc",
    "atomics",
    "bisect",
    "collections",
    "concurrent",
    "concurrent.futures",
    "contextlib",
    "copy",
    "dataclasses",
    "functools",
    "heapq",
    "itertools",
    "json",
    "math",
    "multiprocessing",
    "operator",
    "os",
    "queue",
    "random",
    "socket",
    "string",
    "sys",
    "threading",
    "time",
    "typing",
];

/// What to use instead of a module that there is not.
pub fn instead_of(module: &str) -> Option<&'static str> {
    let top = module.split('.').next().unwrap_or(module);
    Some(match top {
        "asyncio" | "trio" | "anyio" | "gevent" => {
            "threads, or coroutines made of generators with `yield` and `send`"
        }
        "_thread" | "thread" => "threading.Thread and threading.Lock",
        "numpy" | "array" => "lists",
        "datetime" | "timeit" => "time.perf_counter",
        "statistics" => "sorted, sum and len",
        "subprocess" => "multiprocessing.Process",
        "select" | "selectors" | "socketserver" | "http" => {
            "a thread for each connection, and socket"
        }
        "enum" => "a class with its values as attributes",
        "re" => "the methods of str",
        "decimal" | "fractions" => "ints and floats",
        "pprint" | "traceback" | "warnings" => "print",
        "uuid" | "secrets" => "random",
        "pickle" | "marshal" => "json",
        "sched" => "threading.Timer",
        "logging" => "print",
        _ => return None,
    })
}
