//! Functions of the machine's own, by what they belong to. A name is `print` for one of Python's own, `list.append` for a method,
//! `range.start@` for an attribute that is computed, `dict.fromkeys*` for a class method, `math/sqrt` for what is in a module.

pub mod atomic;
pub mod barrier;
mod bytes;
mod deque;
mod dict;
mod format;
pub mod function;
mod given;
pub mod iterate;
mod list;
pub mod math;
pub mod meet;
mod number;
pub mod object;
pub mod print;
pub mod process;
pub mod queue;
pub mod random;
mod set;
pub mod socket;
mod sort;
mod special;
mod string;
pub mod system;
pub mod text;
pub mod thread;

use super::program::Native;

/// All of them.
pub fn all() -> Vec<(&'static str, Native)> {
    [
        atomic::NATIVES,
        barrier::NATIVES,
        bytes::NATIVES,
        deque::NATIVES,
        dict::NATIVES,
        format::NATIVES,
        function::NATIVES,
        meet::NATIVES,
        iterate::NATIVES,
        math::NATIVES,
        random::NATIVES,
        system::NATIVES,
        list::NATIVES,
        number::NATIVES,
        object::NATIVES,
        print::NATIVES,
        process::NATIVES,
        queue::NATIVES,
        socket::NATIVES,
        set::NATIVES,
        sort::NATIVES,
        special::NATIVES,
        special::OTHERS,
        string::NATIVES,
        text::NATIVES,
        thread::NATIVES,
    ]
    .concat()
}
