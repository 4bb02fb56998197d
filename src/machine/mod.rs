//! The machine that executes bytecode. `README.md` tells how it is to be; so far there are its values and their arithmetic.

mod arithmetic;
mod divide;
mod hash;
mod intern;
mod pool;
mod raised;
pub mod random;
pub mod sets;
mod show;
pub mod text;
mod value;

pub use arithmetic::{binary, compare};
pub use hash::{Hash64, HashState, mix};
pub use intern::{Component, Interner};
pub use pool::{Content, Pool};
pub use raised::{Raised, Raises};
pub use show::{float_repr, repr, text};
pub use value::{Kind, Singleton, Value};
