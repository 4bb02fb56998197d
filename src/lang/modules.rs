//! Which modules a program may import, and what to use in place of others.

/// The modules that there are.
pub const SUPPORTED: &[&str] = &[
    "atomics",
    "collections",
    "concurrent",
    "concurrent.futures",
    "functools",
    "itertools",
    "math",
    "multiprocessing",
    "queue",
    "random",
    "socket",
    "sys",
    "threading",
    "time",
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
        "subprocess" | "os" => "multiprocessing.Process",
        "select" | "selectors" | "socketserver" | "http" => {
            "a thread for each connection, and socket"
        }
        "typing" | "dataclasses" | "enum" | "abc" => "plain classes without annotations",
        "contextlib" => "a class with __enter__ and __exit__",
        "sched" => "threading.Timer",
        "logging" => "print",
        _ => return None,
    })
}
