//! Coroutines that take a value and answer with one, and pipelines of them. No threads, no JavaScript.
//!
//! A coroutine here is what a Python generator is to its `send`: it waits at its `yield`, is sent a value, runs until it
//! yields again, and what it yields is the answer. What would be a local variable of the generator is a field; the place
//! where it waits is always the same, so nothing has to remember it. All of them are primed: they wait from the start.
//!
//! # Immediate and filling stages
//!
//! A stage of a [`Pipeline`] is in one of two [`Mode`]s. An immediate stage transforms every value. A filling stage is
//! as a course on coroutines writes it in Python, one generator inside the next:
//!
//! ```python
//! @coroutine                                # primes it: next() once, up to the first yield
//! def divide(x, target):
//!     output = yield                        # the first value
//!     while True:
//!         value = yield output              # answers the first value with itself
//!         output = target.send(value / x)   # all later ones
//! ```
//!
//! The first value sent to such a stage is kept and echoed to its sender; it does not reach the next stage. So each stage
//! takes one beat to fill, as the cells of a systolic array do, and after as many values as there are stages all
//! of them work. "Divide by 2, then add 1", sent 0 to 9, answers
//!
//! | sent | 0 | 1 | 2 | 3 | … | 9 |
//! | --- | --- | --- | --- | --- | --- | --- |
//! | divide | echoes 0 | 0.5 | 1 | 1.5 | | 4.5 |
//! | add | | echoes 0.5 | 2 | 2.5 | | 5.5 |
//! | answer | 0 | 0.5 | 2 | 2.5 | … | 5.5 |
//!
//! A stage that remembers takes its first value into its memory all the same: `minimize` starts from it, `sum` counts
//! it, a window holds it. Only the answer differs.
//!
//! # Generators
//!
//! A coroutine that a page shows as it works, with its locals and the yield at which it waits, is a [`Generator`]: the same
//! as a Python generator, with an `async` block as its body.
//!
//! # Meshes
//!
//! What takes two values and answers with two is a coroutine as well: the cells of a systolic mesh ([`InnerProduct`]), which
//! a [`Row`] connects from left to right.
//!
//! # Numbers
//!
//! Those of stages are `f64`, and every stage performs the operations of its Python source in the same order, so that its answers are
//! the same to the last bit (`tests/golden/coroutine.py` is that source; of a NaN only that it is one is the same).

mod arithmetic;
mod delay;
mod extreme;
mod generator;
mod mesh;
mod pipeline;
mod stage;
mod window;

pub use arithmetic::{Add, Divide, Multiply, Subtract, Sum};
pub use delay::Delay;
pub use extreme::{Maximize, Minimize};
pub use generator::{Generator, Resumed, Yielder};
pub use mesh::{InnerProduct, Inputs, Outputs, Row};
pub use pipeline::{Mode, Pipeline};
pub use stage::Stage;
pub use window::{Mean, Window};

/// A coroutine that has been primed: it waits for a value.
pub trait Coroutine<In = f64> {
    /// What it answers with.
    type Out;

    /// Sends it `value` and runs it until it waits again.
    fn send(&mut self, value: In) -> Self::Out;

    /// Sends it each of `values` in order and replaces it by the answer.
    fn send_many(&mut self, values: &mut [In])
    where
        Self: Coroutine<In, Out = In>,
        In: Copy,
    {
        for value in values {
            *value = self.send(*value);
        }
    }
}
