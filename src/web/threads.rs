//! Exports of the threads build.

use crate::lab::{self, CANVAS, Canvas, Values};
use crate::thread::{Engine, Setup, set_worker};
use crate::trace::{RING_WORDS, Ring, VERSION};
use wasm_bindgen::prelude::*;

/// The engine in this memory. Workers are instances of this module on the same memory, so they all see this one.
static ENGINE: Engine = Engine::new();

/// Where the page finds the engine's words in shared memory: it reads and writes those, and never enters an instance.
#[wasm_bindgen]
pub struct Layout {
    /// Version of the trace's records.
    pub version: u32,
    /// Byte address of the stop word, 32 bits.
    pub stop: u32,
    /// Byte address of the first ring.
    pub rings: u32,
    /// How many rings there are, one per actor.
    pub ring_count: u32,
    /// Bytes from one ring to the next.
    pub ring_stride: u32,
    /// 64-bit words that a ring holds.
    pub ring_words: u32,
    /// Byte address of the picture that a lab draws, one byte per pixel.
    pub canvas: u32,
    /// Pixels in one of its rows.
    pub canvas_width: u32,
    /// Its rows.
    pub canvas_height: u32,
    /// Pixels along each side of its tiles.
    pub canvas_tile: u32,
}

/// The layout of this memory.
#[wasm_bindgen]
pub fn layout() -> Layout {
    let rings = ENGINE.rings();
    Layout {
        version: VERSION,
        stop: core::ptr::from_ref(ENGINE.stop()).addr() as u32,
        rings: rings.as_ptr().addr() as u32,
        ring_count: rings.len() as u32,
        ring_stride: size_of::<Ring>() as u32,
        ring_words: RING_WORDS as u32,
        canvas: core::ptr::from_ref(&CANVAS).addr() as u32,
        canvas_width: Canvas::WIDTH,
        canvas_height: Canvas::HEIGHT,
        canvas_tile: Canvas::TILE,
    }
}

// Its exports make a pool of rayon's threads: the host calls them (`www/worker/rayon.ts`).
use wasm_bindgen_rayon as _;

/// Says that the calling worker, which is one of rayon's threads, has this number.
#[wasm_bindgen]
pub fn be_worker(index: u32) {
    set_worker(index);
}

/// Makes the calling worker number `index` of the pool. Returns only by a trap.
#[wasm_bindgen]
pub fn serve(index: u32) {
    ENGINE.serve(index, || true);
}

/// Runs the lab called `id` on the calling worker as main actor, blocking, and says whether it came to its end (or was
/// stopped). `values` stand in the order of the lab's parameters; `began` is when the run began on the page's clock.
///
/// # Errors
/// If there is no such lab of threads, or a value is out of its bounds.
#[wasm_bindgen]
pub fn run(id: &str, values: &[f64], began: f64) -> Result<bool, JsError> {
    let lab = lab::find(id).ok_or_else(|| JsError::new("there is no such lab"))?;
    let main =
        (lab.program.threads()).ok_or_else(|| JsError::new("this lab does not run as threads"))?;
    let values = Values::new(lab.parameters, values)?;
    let setup = Setup {
        began,
        speed: values.speed(),
        fault: values.fault(),
    };
    Ok(ENGINE.run(setup, |me| main(me, &values)).is_ok())
}

/// Nanoseconds that recording an event takes, over `count` of them, with the ring emptied as the page would.
#[wasm_bindgen]
pub fn time_recording(count: u32) -> f64 {
    crate::trace::time_recording(count)
}
