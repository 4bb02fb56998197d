//! Interleave: a concurrency laboratory that runs in the browser.
//!
//! Read the modules in this order; `src/README.md` tells how they fit together.
//!
//! 1. [`sync`]: waiting and waking on an atomic word, the stop word, the clock
//! 2. [`lock`]: locks made from atomics
//! 3. [`queue`]: queues between actors that share memory
//! 4. [`socket`]: byte streams between actors that share nothing
//! 5. [`coroutine`]: values sent and answered, and pipelines of that
//! 6. [`trace`]: what happened, recorded by each actor into a ring of its own
//! 7. [`thread`]: actors that share memory, on a pool of parked workers
//! 8. [`process`]: actors that share nothing and are driven by messages
//! 9. [`lab`]: the programs that a visitor runs, and the registry of them
//! 10. `lang`: Python as a concurrency course uses it, parsed and its names resolved (not in all Wasm builds)
//! 11. `bytecode`: that as operations with CPython's names (not in all Wasm builds)
//! 12. `machine`: what executes that (not in all Wasm builds)
//! 13. `explore`: every interleaving of a model, each state once (not in all Wasm builds)
//! 14. `web`: the boundary to JavaScript (Wasm only)

#![cfg_attr(
    all(target_family = "wasm", target_feature = "atomics"),
    feature(stdarch_wasm_atomic_wait)
)]

#[cfg(all(not(loom), any(not(target_family = "wasm"), feature = "machine")))]
pub mod bytecode;
pub mod coroutine;
#[cfg(all(not(loom), any(not(target_family = "wasm"), feature = "machine")))]
pub mod explore;
// Loom's atomics cannot be in statics: under it there is only what it checks.
#[cfg(not(loom))]
pub mod lab;
#[cfg(all(not(loom), any(not(target_family = "wasm"), feature = "machine")))]
pub mod lang;
pub mod lock;
#[cfg(all(not(loom), any(not(target_family = "wasm"), feature = "machine")))]
pub mod machine;
#[cfg(not(loom))]
pub mod process;
pub mod queue;
#[cfg(not(loom))]
pub mod socket;
pub mod sync;
#[cfg(not(loom))]
pub mod thread;
pub mod trace;
#[cfg(all(
    target_family = "wasm",
    not(any(feature = "coroutine-package", feature = "machine"))
))]
mod web;
#[cfg(all(target_family = "wasm", feature = "coroutine-package"))]
#[path = "web/coroutine_package.rs"]
mod web;
#[cfg(all(target_family = "wasm", feature = "machine"))]
#[path = "web/machine.rs"]
mod web;
