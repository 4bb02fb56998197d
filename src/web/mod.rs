//! The boundary to JavaScript: the only module that uses wasm-bindgen, js-sys and web-sys. It converts and hands on; it
//! decides nothing.
//!
//! There are two builds. The **threads** build shares its memory between workers and exports what `threads` has. The
//! **single** build has a memory of its own per instance and exports what `processes` has.

use crate::sync::{clock, cores};
use crate::thread::current_name;
use core::cell::{OnceCell, RefCell};
use js_sys::Function;
use std::panic;
use wasm_bindgen::prelude::*;
use web_sys::{Performance, WorkerGlobalScope};

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

thread_local! {
    /// This worker's clock, and what to add to it to be on the page's.
    static CLOCK: OnceCell<(Performance, f64)> = const { OnceCell::new() };
    /// Tells the page of a panic.
    static REPORT: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// To be called once as a worker's instance starts. `origin` is the page's `performance.timeOrigin`; `report` is called
/// with the actor's name, the message and the place of a panic.
#[wasm_bindgen]
pub fn start(origin: f64, report: Function) {
    let scope: WorkerGlobalScope = js_sys::global().unchecked_into();
    let performance = scope.performance().expect("a worker has a clock");
    let offset = performance.time_origin() - origin;
    cores::install(scope.navigator().hardware_concurrency() as u32);
    CLOCK
        .with(|clock| clock.set((performance, offset)))
        .expect("an instance is started once");
    REPORT.set(Some(report));
    clock::install(|| {
        CLOCK.with(|clock| {
            clock
                .get()
                .map_or(0.0, |(performance, offset)| performance.now() + offset)
        })
    });
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
