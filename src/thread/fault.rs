//! Faults that tests plant in task 1, to see that the page outlives them.

use super::actor::Actor;
use crate::process::Process;
use crate::sync::{Stopped, spin_hint};
use crate::trace::{Class, Kind};

/// What goes wrong. The order is that of the labs' hidden parameter `fault`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Fault {
    /// Nothing.
    None = 0,
    /// A panic.
    Panic = 1,
    /// A trap without a word: the instruction `unreachable`.
    Trap = 2,
    /// A loop that never looks at the stop word.
    Hang = 3,
    /// More events at once than a ring holds.
    Flood = 4,
}

/// More events than a ring holds between two frames of the page.
const FLOOD: i64 = 200_000;

impl Fault {
    /// The fault with this number; unknown numbers mean none.
    pub fn from_number(number: u32) -> Self {
        match number {
            1 => Self::Panic,
            2 => Self::Trap,
            3 => Self::Hang,
            4 => Self::Flood,
            _ => Self::None,
        }
    }

    /// Goes wrong in a thread.
    pub(super) fn strike(self, me: &Actor) -> Result<(), Stopped> {
        if self == Self::Flood {
            let object = me.declare(Class::Other, "flood");
            for i in 0..FLOOD {
                me.record(Kind::Progress, object, i);
                me.stop().check()?;
            }
        }
        self.break_down();
        Ok(())
    }

    /// Goes wrong in a process.
    pub(crate) fn strike_process(self, me: &Process) {
        if self == Self::Flood {
            let object = me.declare(Class::Other, "flood");
            for i in 0..FLOOD {
                me.record(Kind::Progress, object, i);
            }
        }
        self.break_down();
    }

    /// Does what no program comes back from.
    fn break_down(self) {
        match self {
            Self::None | Self::Flood => {}
            Self::Panic => panic!("a planted panic"),
            Self::Trap => trap(),
            Self::Hang => loop {
                spin_hint();
            },
        }
    }
}

#[cfg(target_family = "wasm")]
fn trap() -> ! {
    core::arch::wasm32::unreachable()
}

#[cfg(not(target_family = "wasm"))]
fn trap() -> ! {
    std::process::abort()
}
