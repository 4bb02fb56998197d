//! The boundary to JavaScript: the only module that uses wasm-bindgen, js-sys and web-sys. It converts and hands on; it
//! decides nothing.
//!
//! There are two builds. The **threads** build shares its memory between workers and exports what `threads` has. The
//! **single** build has a memory of its own per instance and exports what `processes` has.

use crate::sync::clock;
use crate::thread::current_name;
use core::cell::{Cell, RefCell};
use js_sys::Function;
use std::panic;
use wasm_bindgen::prelude::*;

#[cfg(not(target_feature = "atomics"))]
mod processes;
#[cfg(target_feature = "atomics")]
mod threads;

#[cfg(all(
    target_feature = "atomics",
    not(all(target_feature = "bulk-memory", target_feature = "mutable-globals"))
))]
compile_error!(
    "the threads build needs bulk-memory and mutable-globals besides atomics: build with `cargo xtask build`"
);

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn performance_now() -> f64;
}

thread_local! {
    /// What to add to this worker's `performance.now()` to be on the page's clock.
    static OFFSET: Cell<f64> = const { Cell::new(0.0) };
    /// Tells the page of a panic.
    static REPORT: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// To be called once as a worker's instance starts. `offset` is what to add to this worker's `performance.now()` to be
/// on the page's clock; `report` is called with the actor's name, the message and the place of a panic.
#[wasm_bindgen]
pub fn start(offset: f64, report: Function) {
    OFFSET.set(offset);
    REPORT.set(Some(report));
    clock::install(|| performance_now() + OFFSET.get());
    panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        report_panic(info);
    }));
}

fn report_panic(info: &panic::PanicHookInfo<'_>) {
    let message = info
        .payload_as_str()
        .unwrap_or("a panic without a message")
        .to_owned();
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    REPORT.with_borrow(|report| {
        if let Some(report) = report {
            // If even this fails, the trap that follows still ends the run with an error.
            let _ = report.call3(
                &JsValue::UNDEFINED,
                &current_name().into(),
                &message.into(),
                &place.into(),
            );
        }
    });
}
