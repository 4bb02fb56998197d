/// A block of bytes that actors copy into and out of at the same time, at places that they have agreed on. Under loom each
/// byte is a cell of its own, so that loom reports two copies that overlap.
#[derive(Debug)]
#[repr(transparent)]
pub struct Bytes<const N: usize>(
    #[cfg(not(loom))] core::cell::UnsafeCell<[u8; N]>,
    #[cfg(loom)] [loom::cell::UnsafeCell<u8>; N],
);

impl<const N: usize> Bytes<N> {
    /// All zeros.
    #[cfg(not(loom))]
    pub const fn new() -> Self {
        Self(core::cell::UnsafeCell::new([0; N]))
    }

    /// All zeros.
    #[cfg(loom)]
    pub fn new() -> Self {
        Self(core::array::from_fn(|_| loom::cell::UnsafeCell::new(0)))
    }

    /// Copies `from` to the place `at` of the block.
    ///
    /// # Safety
    /// The place ends within the block, and nobody else reads or writes any byte of it meanwhile.
    #[inline]
    pub unsafe fn write(&self, at: usize, from: &[u8]) {
        debug_assert!(at + from.len() <= N);
        // SAFETY: the source is a slice; the target lies within the block, by the caller's promise, and nobody reaches it
        // meanwhile; they do not overlap, since `from` is a reference to bytes that nobody writes.
        #[cfg(not(loom))]
        unsafe {
            core::ptr::copy_nonoverlapping(
                from.as_ptr(),
                self.0.get().cast::<u8>().add(at),
                from.len(),
            );
        }
        #[cfg(loom)]
        for (cell, &byte) in self.0[at..].iter().zip(from) {
            // SAFETY: as above; loom checks it.
            cell.with_mut(|place| unsafe { *place = byte });
        }
    }

    /// Copies from the place `at` of the block, as many bytes as `into` takes.
    ///
    /// # Safety
    /// The place ends within the block, and nobody writes any byte of it meanwhile.
    #[inline]
    pub unsafe fn read(&self, at: usize, into: &mut [u8]) {
        debug_assert!(at + into.len() <= N);
        // SAFETY: as in `write`, the other way round.
        #[cfg(not(loom))]
        unsafe {
            core::ptr::copy_nonoverlapping(
                self.0.get().cast::<u8>().add(at),
                into.as_mut_ptr(),
                into.len(),
            );
        }
        #[cfg(loom)]
        for (cell, byte) in self.0[at..].iter().zip(into) {
            // SAFETY: as above; loom checks it.
            *byte = cell.with(|place| unsafe { *place });
        }
    }
}

impl<const N: usize> Default for Bytes<N> {
    fn default() -> Self {
        Self::new()
    }
}
