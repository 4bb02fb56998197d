//! Waiting and waking on an atomic word, and the atomics that every algorithm here is written with.
//!
//! Algorithms take [`atomic`], [`UnsafeCell`] and [`Word`] from this module only, so that loom can stand in for the
//! machine (`--cfg loom`) and check them over all interleavings.
//!
//! | platform | file | a waiter is |
//! | --- | --- | --- |
//! | Wasm with threads | `word_wasm.rs` | suspended by `memory.atomic.wait32` |
//! | native | `word_native.rs` | parked on a condition variable, in a table keyed by address |
//! | loom | `word_loom.rs` | blocked in the model, beside the word |
//! | Wasm without threads | `word_single.rs` | impossible: there is nobody who could wake it |

mod backoff;
mod bytes;
mod cell;
pub mod clock;
pub mod cores;
mod stop;
#[cfg_attr(loom, path = "word_loom.rs")]
#[cfg_attr(
    all(not(loom), target_family = "wasm", target_feature = "atomics"),
    path = "word_wasm.rs"
)]
#[cfg_attr(
    all(not(loom), target_family = "wasm", not(target_feature = "atomics")),
    path = "word_single.rs"
)]
#[cfg_attr(all(not(loom), not(target_family = "wasm")), path = "word_native.rs")]
mod word;

pub use backoff::Backoff;
pub use bytes::Bytes;
pub use cell::UnsafeCell;
pub use stop::{SLICE, Stop, Stopped};
pub use word::{THREADS, Word};

#[cfg(loom)]
pub use loom::sync::Arc;
#[cfg(not(loom))]
pub use std::sync::Arc;

/// The atomics: the machine's own, or loom's model of them.
pub mod atomic {
    #[cfg(not(loom))]
    pub use core::sync::atomic::{
        AtomicBool, AtomicI64, AtomicPtr, AtomicU32, AtomicU64, AtomicUsize, Ordering, fence,
    };
    #[cfg(loom)]
    pub use loom::sync::atomic::{
        AtomicBool, AtomicI64, AtomicPtr, AtomicU32, AtomicU64, AtomicUsize, Ordering, fence,
    };
}

/// Under loom, stands between two SeqCst accesses of one actor for the single order that all SeqCst accesses have: loom gives
/// that order to fences only. Everywhere else it is nothing, as the accesses have it by themselves.
#[inline]
pub fn order_seq_cst() {
    #[cfg(loom)]
    loom::sync::atomic::fence(loom::sync::atomic::Ordering::SeqCst);
}

/// Tells the processor that this is a busy-wait loop (loom: lets another thread run, or the model would not end).
#[inline]
pub fn spin_hint() {
    #[cfg(loom)]
    loom::thread::yield_now();
    #[cfg(not(loom))]
    core::hint::spin_loop();
    // Wasm has no such instruction; an empty loop would be removed, and the wait with it.
    #[cfg(target_family = "wasm")]
    core::hint::black_box(());
}

/// Gives the processor away for about `duration`, which nothing cuts short (loom: lets another thread run).
///
/// # Panics
/// In a build without threads: there is nobody to give it to.
pub fn nap(duration: core::time::Duration) {
    #[cfg(loom)]
    {
        let _ = duration;
        loom::thread::yield_now();
    }
    // Nobody knows this word, so nobody wakes it.
    #[cfg(not(loom))]
    Word::new(0).wait(0, Some(duration));
}
