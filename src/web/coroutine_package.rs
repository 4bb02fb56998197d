//! Exports of the coroutine build: all that the npm package needs, and nothing else.
//!
//! Only numbers cross here, so the exports are plain functions without wasm-bindgen: a call costs what the engine's own
//! call costs, and the package carries no glue. `www/coroutine/wasm.ts` is the only caller; it owns each object from
//! `create…` to `destroy…` or `append`, and gives no other address. The module imports nothing, so no call of these
//! can lead into JavaScript and back into another one.

use crate::coroutine::{Coroutine, Mode, Pipeline, Stage, Window};

/// A new pipeline without stages; the caller owns it.
#[unsafe(no_mangle)]
pub extern "C" fn create_pipeline() -> *mut Pipeline {
    Box::into_raw(Box::default())
}

/// Frees a pipeline.
///
/// # Safety
/// `pipeline` is from [`create_pipeline`], and is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn destroy_pipeline(pipeline: *mut Pipeline) {
    // SAFETY: by this function's contract it is a box that nobody else owns.
    drop(unsafe { Box::from_raw(pipeline) });
}

/// Adds a stage at the end; `kind` as in `www/coroutine/stages.ts`. False if there is no such kind.
///
/// # Safety
/// `pipeline` is from [`create_pipeline`], and not destroyed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn push(pipeline: *mut Pipeline, kind: u32, x: f64, fill: bool) -> bool {
    let stage = match kind {
        0 => Stage::minimize(),
        1 => Stage::maximize(),
        2 => Stage::sum(),
        3 => Stage::add(x),
        4 => Stage::subtract(x),
        5 => Stage::multiply(x),
        6 => Stage::divide(x),
        7 => Stage::delay(x as usize),
        8 => Stage::mean(x as usize),
        _ => return false,
    };
    // SAFETY: by this function's contract it is alive; no other reference exists, because calls do not nest.
    let pipeline = unsafe { &mut *pipeline };
    pipeline.push(stage, if fill { Mode::Fill } else { Mode::Immediate });
    true
}

/// Moves the stages of `next`, as they are, to the end of `pipeline`, and frees what is left of `next`.
///
/// # Safety
/// Both are from [`create_pipeline`], not destroyed, and not the same; `next` is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn append(pipeline: *mut Pipeline, next: *mut Pipeline) {
    // SAFETY: by this function's contract it is a box that nobody else owns.
    let next = unsafe { Box::from_raw(next) };
    // SAFETY: by this function's contract it is alive and not `next`; calls do not nest.
    unsafe { &mut *pipeline }.append(*next);
}

/// How many stages have yet to fill.
///
/// # Safety
/// `pipeline` is from [`create_pipeline`], and not destroyed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn empty_stages(pipeline: *const Pipeline) -> usize {
    // SAFETY: by this function's contract it is alive; no call that changes it is under way, because calls do not nest.
    unsafe { &*pipeline }.empty_stages()
}

/// Sends `value` through the pipeline.
///
/// # Safety
/// `pipeline` is from [`create_pipeline`], and not destroyed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn send(pipeline: *mut Pipeline, value: f64) -> f64 {
    // SAFETY: by this function's contract it is alive; no other reference exists, because calls do not nest.
    unsafe { &mut *pipeline }.send(value)
}

/// Room for `length` numbers, which stays for as long as the module.
#[unsafe(no_mangle)]
pub extern "C" fn create_batch(length: usize) -> *mut f64 {
    Box::leak(vec![0.0; length].into_boxed_slice()).as_mut_ptr()
}

/// Sends `length` numbers from `batch` on through the pipeline and writes the answers over them.
///
/// # Safety
/// `pipeline` is from [`create_pipeline`], and not destroyed; `batch` is from [`create_batch`], with at least `length`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn send_many(pipeline: *mut Pipeline, batch: *mut f64, length: usize) {
    // SAFETY: by this function's contract these numbers are initialised and stay; nothing else in this module refers to
    // them, and JavaScript does not run meanwhile.
    let values = unsafe { core::slice::from_raw_parts_mut(batch, length) };
    // SAFETY: by this function's contract it is alive; no other reference exists, because calls do not nest.
    unsafe { &mut *pipeline }.send_many(values);
}

/// A new window of `size` values, at least 1; the caller owns it.
#[unsafe(no_mangle)]
pub extern "C" fn create_window(size: usize) -> *mut Window {
    Box::into_raw(Box::new(Window::new(size)))
}

/// Frees a window.
///
/// # Safety
/// `window` is from [`create_window`], and is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn destroy_window(window: *mut Window) {
    // SAFETY: by this function's contract it is a box that nobody else owns.
    drop(unsafe { Box::from_raw(window) });
}

/// Sends `value` through the pipeline and the answer on to the window. Returns where what the window holds begins; it
/// stays there until the next call.
///
/// # Safety
/// `pipeline` is from [`create_pipeline`] and `window` from [`create_window`], and neither is destroyed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn send_to_window(
    pipeline: *mut Pipeline,
    window: *mut Window,
    value: f64,
) -> *const f64 {
    // SAFETY: by this function's contract both are alive; they are of different types, so not the same, and calls do not nest.
    let (pipeline, window) = unsafe { (&mut *pipeline, &mut *window) };
    window.send(pipeline.send(value)).as_ptr()
}
