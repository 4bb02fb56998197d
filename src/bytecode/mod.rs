//! A program as operations with CPython's names: what they are, code objects, the compiler, a disassembler. Nothing is
//! executed here. `README.md` tells what differs from CPython 3.11.

mod assemble;
mod code;
mod compile;
mod disassemble;
mod operation;

pub use code::{Code, Constant, Handler, NO_STATEMENT};
pub use compile::compile;
pub use disassemble::{disassemble, operation_text};
pub use operation::{Binary, Comparison, Conversion, Operation};
