//! What the benches and the browser tests run on real threads in a browser: never part of the site.
//!
//! Each export runs on worker 0 of a pool, blocks until its threads have ended, and returns a rate or fails.
#![cfg(all(target_arch = "wasm32", target_feature = "atomics"))]

mod contention;
mod locks;
mod queues;
mod recording;
mod together;

use interleave::sync::Stopped;
use interleave::thread::{Actor, Engine, Setup};
use wasm_bindgen::prelude::*;

/// The engine in this memory.
static ENGINE: Engine = Engine::new();

/// Makes the calling worker number `index` of the pool. Returns only by a trap.
#[wasm_bindgen]
pub fn serve_trials(index: u32) {
    ENGINE.serve(index, || true);
}

/// Takes and releases per second of the lock called `lock`, by so many threads that do nothing else, `passes` each.
///
/// # Errors
/// If there is no such lock.
#[wasm_bindgen]
pub fn rate_lock(lock: &str, threads: u32, passes: u32) -> Result<f64, JsError> {
    let contest = locks::find(lock).ok_or_else(|| JsError::new("there is no such lock"))?;
    run(|me| locks::rate(me, contest, threads, passes))
}

/// Items per second through the queue called `queue` with so many slots; `items` in all.
///
/// # Errors
/// If there is no such queue, or it does not take so many actors.
#[wasm_bindgen]
pub fn rate_queue(
    queue: &str,
    producers: u32,
    consumers: u32,
    capacity: u32,
    items: u32,
) -> Result<f64, JsError> {
    let load = queues::Load {
        producers,
        consumers,
        capacity: capacity as usize,
        items,
    };
    let queue = queues::find(queue).ok_or_else(|| JsError::new("there is no such queue"))?;
    run(|me| queue(me, load))
}

/// Has so many threads contend for the primitive called `primitive`; gives how much of what it promises went wrong.
///
/// # Errors
/// If there is no such primitive.
#[wasm_bindgen]
pub fn contend(primitive: &str, threads: u32, rounds: u32) -> Result<u32, JsError> {
    let trial =
        contention::find(primitive).ok_or_else(|| JsError::new("there is no such primitive"))?;
    run(|me| trial(me, threads, rounds))
}

/// How much of the work called `work` one thread does in a second, with the trace on or off.
///
/// # Errors
/// If there is no such work.
#[wasm_bindgen]
pub fn rate_recorded(work: &str, recorded: bool, amount: u32) -> Result<f64, JsError> {
    recording::rate(work, recorded, amount).ok_or_else(|| JsError::new("there is no such work"))
}

fn run<T>(program: impl FnOnce(&Actor) -> Result<T, Stopped>) -> Result<T, JsError> {
    let mut value = None;
    let result = ENGINE.run(Setup::default(), |me| {
        value = Some(program(me)?);
        Ok(())
    });
    match (result, value) {
        (Ok(()), Some(value)) => Ok(value),
        _ => Err(JsError::new("nobody stops a trial")),
    }
}
