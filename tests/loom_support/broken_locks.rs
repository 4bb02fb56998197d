//! Mutual exclusion with one flaw each: the part of the real algorithm that the flaw is in, and no more.

use interleave::lock::RawLock;
use interleave::sync::atomic::{AtomicU32, Ordering};
use interleave::sync::{Stop, Stopped, Word, nap};
use std::time::Duration;

const FREE: u32 = 0;
const HELD: u32 = 1;
const CONTENDED: u32 = 2;

/// Writes the waiting part of a lock that is only ever waited for without a deadline or with one that has passed.
macro_rules! raw_lock {
    ($lock:ty) => {
        impl RawLock for $lock {
            const NAME: &'static str = stringify!($lock);

            fn lock(&self, stop: &Stop) -> Result<(), Stopped> {
                if self.take() { Ok(()) } else { self.wait(stop) }
            }

            fn try_lock(&self) -> bool {
                self.take()
            }

            fn lock_until(&self, _stop: &Stop, _deadline_ms: f64) -> Result<bool, Stopped> {
                Ok(self.take())
            }

            unsafe fn unlock(&self) {
                self.give_back();
            }
        }
    };
}

/// Test, then set: a load and a store where a compare-and-swap belongs.
pub struct SpinByStore(AtomicU32);

impl Default for SpinByStore {
    fn default() -> Self {
        Self(AtomicU32::new(FREE))
    }
}

impl SpinByStore {
    fn take(&self) -> bool {
        let free = self.0.load(Ordering::Acquire) == FREE;
        if free {
            self.0.store(HELD, Ordering::Relaxed);
        }
        free
    }

    fn wait(&self, stop: &Stop) -> Result<(), Stopped> {
        while !self.take() {
            stop.check()?;
            nap(Duration::ZERO);
        }
        Ok(())
    }

    fn give_back(&self) {
        self.0.store(FREE, Ordering::Release);
    }
}

raw_lock!(SpinByStore);

/// Releases without Release: the next holder need not see what this one did.
pub struct SpinUnordered(AtomicU32);

impl Default for SpinUnordered {
    fn default() -> Self {
        Self(AtomicU32::new(FREE))
    }
}

impl SpinUnordered {
    fn take(&self) -> bool {
        self.0
            .compare_exchange(FREE, HELD, Ordering::Acquire, Ordering::Relaxed)
            .is_ok()
    }

    fn wait(&self, stop: &Stop) -> Result<(), Stopped> {
        while !self.take() {
            stop.check()?;
            nap(Duration::ZERO);
        }
        Ok(())
    }

    fn give_back(&self) {
        self.0.store(FREE, Ordering::Relaxed);
    }
}

raw_lock!(SpinUnordered);

/// The futex-style mutex, with its flaws to choose from.
pub struct Futex<const FLAW: u8>(Word);

/// Sleeps without saying in the word that somebody does.
pub const SLEEPS_UNSEEN: u8 = 0;
/// Having slept, takes the lock as if nobody else slept.
pub const FORGETS_OTHERS: u8 = 1;
/// Leaves with a wake-up that another waiter needs.
pub const KEEPS_THE_WAKE_UP: u8 = 2;

impl<const FLAW: u8> Default for Futex<FLAW> {
    fn default() -> Self {
        Self(Word::new(FREE))
    }
}

impl<const FLAW: u8> Futex<FLAW> {
    fn take(&self) -> bool {
        self.0
            .compare_exchange(FREE, HELD, Ordering::Acquire, Ordering::Relaxed)
            .is_ok()
    }

    fn wait(&self, stop: &Stop) -> Result<(), Stopped> {
        loop {
            match FLAW {
                SLEEPS_UNSEEN => {
                    if self.take() {
                        return Ok(());
                    }
                    stop.wait(&self.0, HELD, None)?;
                }
                FORGETS_OTHERS => {
                    if self.take() {
                        return Ok(());
                    }
                    let marked = self.0.compare_exchange(
                        HELD,
                        CONTENDED,
                        Ordering::Relaxed,
                        Ordering::Relaxed,
                    );
                    if marked != Err(FREE) {
                        stop.wait(&self.0, CONTENDED, None)?;
                    }
                }
                _ => {
                    if self.0.swap(CONTENDED, Ordering::Acquire) == FREE {
                        return Ok(());
                    }
                    stop.wait(&self.0, CONTENDED, None)?;
                }
            }
        }
    }

    fn give_back(&self) {
        if self.0.swap(FREE, Ordering::Release) == CONTENDED {
            self.0.wake_one();
        }
    }
}

raw_lock!(Futex<SLEEPS_UNSEEN>);
raw_lock!(Futex<FORGETS_OTHERS>);
raw_lock!(Futex<KEEPS_THE_WAKE_UP>);

/// The ticket lock, with its flaws to choose from.
pub struct Ticket<const FLAW: u8> {
    next: AtomicU32,
    serving: Word,
}

/// Draws by a load and a store: two actors draw the same ticket.
pub const DRAWS_TWICE: u8 = 0;
/// Leaves the queue without a word, as the textbook's waiter would have to.
pub const LEAVES_ITS_TICKET: u8 = 1;
/// Wakes one sleeper, which may not be the one whose turn it is.
pub const WAKES_ANY: u8 = 2;

impl<const FLAW: u8> Default for Ticket<FLAW> {
    fn default() -> Self {
        Self {
            next: AtomicU32::new(0),
            serving: Word::new(0),
        }
    }
}

impl<const FLAW: u8> Ticket<FLAW> {
    fn take(&self) -> bool {
        let serving = self.serving.load(Ordering::Acquire);
        self.next
            .compare_exchange(serving, serving + 1, Ordering::Acquire, Ordering::Relaxed)
            .is_ok()
    }

    fn wait(&self, stop: &Stop) -> Result<(), Stopped> {
        let ticket = if FLAW == DRAWS_TWICE {
            let next = self.next.load(Ordering::Relaxed);
            self.next.store(next + 1, Ordering::Relaxed);
            next
        } else {
            self.next.fetch_add(1, Ordering::Relaxed)
        };
        loop {
            let serving = self.serving.load(Ordering::Acquire);
            if serving == ticket {
                return Ok(());
            }
            stop.wait(&self.serving, serving, None)?;
        }
    }

    fn give_back(&self) {
        self.serving.fetch_add(1, Ordering::Release);
        if FLAW == WAKES_ANY {
            self.serving.wake_one();
        } else {
            self.serving.wake_all();
        }
    }
}

raw_lock!(Ticket<DRAWS_TWICE>);
raw_lock!(Ticket<LEAVES_ITS_TICKET>);
raw_lock!(Ticket<WAKES_ANY>);
