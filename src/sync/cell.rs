/// `core::cell::UnsafeCell` with loom's interface: access goes through a closure, so that loom sees when it begins and
/// ends and reports two that overlap.
#[derive(Debug)]
#[repr(transparent)]
pub struct UnsafeCell<T>(
    #[cfg(not(loom))] core::cell::UnsafeCell<T>,
    #[cfg(loom)] loom::cell::UnsafeCell<T>,
);

impl<T> UnsafeCell<T> {
    /// A cell that holds `value`.
    #[cfg(not(loom))]
    pub const fn new(value: T) -> Self {
        Self(core::cell::UnsafeCell::new(value))
    }

    /// A cell that holds `value`.
    #[cfg(loom)]
    pub fn new(value: T) -> Self {
        Self(loom::cell::UnsafeCell::new(value))
    }

    /// Hands `f` a pointer to read through. Whoever dereferences it must know that nobody writes meanwhile.
    #[inline]
    pub fn with<R>(&self, f: impl FnOnce(*const T) -> R) -> R {
        #[cfg(not(loom))]
        return f(self.0.get());
        #[cfg(loom)]
        self.0.with(f)
    }

    /// Hands `f` a pointer to write through. Whoever dereferences it must know that nobody else reads or writes
    /// meanwhile.
    #[inline]
    pub fn with_mut<R>(&self, f: impl FnOnce(*mut T) -> R) -> R {
        #[cfg(not(loom))]
        return f(self.0.get());
        #[cfg(loom)]
        self.0.with_mut(f)
    }

    /// The value itself, once nobody shares the cell any more.
    pub fn into_inner(self) -> T {
        self.0.into_inner()
    }
}
