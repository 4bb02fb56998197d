//! Milliseconds on one clock that all actors of a page share.
//!
//! The web build installs `performance.now()` (moved to the page's origin); everything else uses the system's
//! monotonic clock, counted from its first reading.

#[cfg(target_family = "wasm")]
mod source {
    use core::sync::atomic::{AtomicUsize, Ordering};

    /// The installed clock as a function's table index, or 0. All instances of one module have the same table.
    static CLOCK: AtomicUsize = AtomicUsize::new(0);

    /// Makes `now` the clock. Called once as an instance starts.
    pub fn install(now: fn() -> f64) {
        // Relaxed: every instance installs the same function before it reads it, in program order.
        CLOCK.store(now as usize, Ordering::Relaxed);
    }

    #[inline]
    pub fn now() -> f64 {
        match CLOCK.load(Ordering::Relaxed) {
            0 => 0.0,
            // SAFETY: the only value but 0 that is ever stored is a `fn() -> f64` cast by `install`.
            clock => unsafe { core::mem::transmute::<usize, fn() -> f64>(clock)() },
        }
    }
}

#[cfg(not(target_family = "wasm"))]
mod source {
    use std::sync::OnceLock;
    use std::time::Instant;

    static ORIGIN: OnceLock<Instant> = OnceLock::new();

    #[inline]
    pub fn now() -> f64 {
        ORIGIN.get_or_init(Instant::now).elapsed().as_secs_f64() * 1e3
    }
}

#[cfg(target_family = "wasm")]
pub use source::install;

/// Milliseconds since the common origin. Its step is the platform's: 5 µs in an isolated Chromium page, 20 µs in
/// Firefox.
#[inline]
pub fn now() -> f64 {
    source::now()
}

/// The clock's step here, in milliseconds: the smallest difference between two readings that differ, of those within
/// some milliseconds.
pub fn step() -> f64 {
    /// Long enough for several steps of the coarsest clock (1 ms), and short for a visitor.
    const LOOK_MS: f64 = 8.0;
    let began = now();
    let mut last = began;
    let mut step = f64::INFINITY;
    while last - began < LOOK_MS {
        let next = now();
        if next > last {
            step = step.min(next - last);
            last = next;
        }
    }
    step
}
