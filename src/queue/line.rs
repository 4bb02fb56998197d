/// Keeps what one actor writes off the cache line that another one writes.
#[derive(Debug, Default)]
#[repr(C, align(64))]
pub(super) struct Line<T>(pub(super) T);
