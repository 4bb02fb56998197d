//! How many processors there are.

#[cfg(target_family = "wasm")]
mod source {
    use core::sync::atomic::{AtomicU32, Ordering};

    static CORES: AtomicU32 = AtomicU32::new(1);

    /// Says how many there are. Called once as an instance starts.
    pub fn install(cores: u32) {
        // Relaxed: every instance installs the same number before it reads it, in program order.
        CORES.store(cores, Ordering::Relaxed);
    }

    pub fn cores() -> u32 {
        CORES.load(Ordering::Relaxed)
    }
}

#[cfg(not(target_family = "wasm"))]
mod source {
    pub fn cores() -> u32 {
        std::thread::available_parallelism().map_or(1, |cores| cores.get() as u32)
    }
}

#[cfg(target_family = "wasm")]
pub use source::install;

/// Actors that can run at the same instant, as far as the platform tells; at least 1.
pub fn cores() -> u32 {
    source::cores().max(1)
}
