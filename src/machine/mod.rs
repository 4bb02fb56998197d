//! The machine that executes bytecode. `README.md` tells how a state is represented and what a step is.

mod actor;
mod advance;
mod args;
mod arithmetic;
mod attribute;
mod call;
mod codec;
mod collect;
mod container;
mod descriptor;
mod dict;
mod divide;
mod execute;
mod fork;
mod function;
mod generate;
mod halt;
mod hash;
mod heap;
mod intern;
mod key;
mod library;
#[allow(clippy::module_inception, reason = "the machine itself")]
mod machine;
mod marks;
mod memo;
mod model;
mod names;
mod native;
mod note;
mod object;
mod operate;
mod pack;
mod pool;
mod program;
mod raised;
pub mod random;
mod runner;
mod session;
mod set_operation;
pub mod sets;
mod show;
mod sync;
mod tell;
pub mod text;
mod types;
mod unwind;
mod value;
mod view;
mod wait;
mod watch;
mod words;

pub use actor::{Actor, Frame, Wait, What};
pub use arithmetic::{binary, compare};
pub use dict::Dict;
pub use hash::{Hash64, HashState, mix};
pub use heap::Heap;
pub use intern::{Component, Interner};
pub use machine::{Machine, NOBODY, Pause, Stream, Switching, Time};
pub use model::{ModelOptions, Observe, ProgramModel};
pub use object::Object;
pub use pool::{Content, Pool};
pub use program::Program;
pub use raised::{Raised, Raises};
pub use runner::{End, Runner, Stuck};
pub use session::{
    Datum, FollowError, FunctionListing, Listing, OperationListing, Place as TextPlace, Session,
    SessionOptions, StatementListing, StepError, TraceEvent, TraceUpdate, Until,
};
pub use show::{float_repr, repr};
pub use sync::Sync;
pub use value::{Kind, Singleton, Value};
pub use view::{ActorView, FrameView, SessionView, Status, SyncView, VariableView};
pub use watch::{Access, Place, Remark, Verb, Watch};
