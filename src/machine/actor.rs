//! Actors: their frames, and what they wait for.

use super::codec::Codec;
use super::value::Value;
use super::watch::Access;

/// What happens with what a frame gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum After {
    /// It is the result of the operation that called.
    #[default]
    Push,
    /// Nothing.
    Discard,
    /// It replaces what the operation asked about, and the operation is done again.
    Again,
    /// It says whether what the operation asked about is true, which stays; and the operation is done again.
    Keep,
    /// The next item of a loop.
    Next,
    /// An answer to `yield from`.
    Send,
    /// As `Push`: of a generator that is to go on with a value. Never a frame's.
    Resume,
    /// As `Push`: of a generator in which an exception is raised. Never a frame's.
    Throw,
    /// The body of a class has been executed: the class is made.
    Class,
    /// The actor ends.
    End,
}

impl After {
    const ALL: [Self; 10] = [
        Self::Push,
        Self::Discard,
        Self::Again,
        Self::Keep,
        Self::Next,
        Self::Send,
        Self::Resume,
        Self::Throw,
        Self::Class,
        Self::End,
    ];
}

/// A frame. Its slots on the actor's stack: variables, then cells, then what it computes with.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// Its code's number.
    pub code: u32,
    /// The operation that it executes.
    pub pc: u32,
    /// Where its variables begin.
    pub base: u32,
    /// How high the stack is when it has ended.
    pub bottom: u32,
    /// What becomes of its result.
    pub after: After,
    /// The generator whose frame it is, or unset.
    pub generator: Value,
    /// The namespace of the class whose body it is, or unset.
    pub namespace: Value,
    /// What the caller of a generator was handling.
    pub handling: Value,
}

/// What an actor waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum What {
    /// Nothing.
    #[default]
    Nothing,
    /// A lock to be free, or held by the actor itself if it is recursive.
    Lock,
    /// To be notified, and the condition's lock to be free.
    Notified,
    /// A semaphore above 0.
    Permit,
    /// An event to be set.
    Set,
    /// A barrier to be passed.
    Passed,
    /// A place at a barrier, at which all of the last round are still being let through.
    Place,
    /// Room in a queue.
    Room,
    /// An item in a queue.
    Item,
    /// All items of a queue to be done.
    Done,
    /// An actor's end: the number is the actor's.
    End,
    /// Something from a pipe, or its end.
    Message,
    /// Bytes from a socket, or its end.
    Bytes,
    /// Room for so many bytes at the other end of a socket: the number is the bytes'.
    Space,
    /// A connection to be accepted.
    Connection,
    /// Somebody who listens at a port: the number is the port.
    Listener,
    /// A time alone.
    Time,
}

impl What {
    const ALL: [Self; 17] = [
        Self::Nothing,
        Self::Lock,
        Self::Notified,
        Self::Permit,
        Self::Set,
        Self::Passed,
        Self::Place,
        Self::Room,
        Self::Item,
        Self::Done,
        Self::End,
        Self::Message,
        Self::Bytes,
        Self::Space,
        Self::Connection,
        Self::Listener,
        Self::Time,
    ];
}

/// What an actor waits for, of which object, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Wait {
    /// What.
    pub what: What,
    /// Of which object; None where a number says it.
    pub object: Value,
    /// An actor, a generation, a port.
    pub number: u64,
    /// When it gives up or wakes, in nanoseconds of the program's time.
    pub until: Option<u64>,
}

/// A thread or a process.
#[derive(Clone, Debug, Default)]
pub struct Actor {
    /// Its frames, outermost first; none once it has ended.
    pub frames: Vec<Frame>,
    /// The slots of its frames.
    pub stack: Vec<Value>,
    /// The exception that is being handled, or None.
    pub handling: Value,
    /// What it waits for.
    pub wait: Wait,
    /// Its Thread or Process, or None.
    pub thread: Value,
    /// The process that it belongs to.
    pub process: u32,
    /// What it ended with: unset while it runs, None, an uncaught exception, or the negative number of the signal that killed it.
    pub end: Value,
    /// Whether others do not wait for its end.
    pub daemon: bool,
    /// Which of the first 64 actors it has seen the end of, as a mask.
    pub joined: u64,
    /// While exploring: whether it stands before an operation that others can notice.
    pub poised: bool,
    /// While exploring: that operation.
    pub next: Option<Access>,
    /// Of the first actor of a process: the process that started it.
    pub parent: u32,
    /// Of the first actor of a process: its Process as its parent knows it.
    pub started: Value,
    /// Of the first actor of a process: how many threads, processes and pools of threads were given a number as their name.
    pub named: [u64; 3],
}

impl Actor {
    /// Whether it has ended.
    pub fn has_ended(&self) -> bool {
        self.end != Value::UNSET
    }

    /// Visits everything.
    pub fn visit(&mut self, codec: &mut impl Codec) {
        let mut length = self.frames.len();
        codec.length(&mut length);
        self.frames.resize_with(length, Frame::default);
        for frame in &mut self.frames {
            codec.number(&mut frame.code);
            codec.number(&mut frame.pc);
            codec.number(&mut frame.base);
            codec.number(&mut frame.bottom);
            let mut after = frame.after as u32;
            codec.number(&mut after);
            frame.after = After::ALL[after as usize];
            codec.value(&mut frame.generator);
            codec.value(&mut frame.namespace);
            codec.value(&mut frame.handling);
        }
        codec.values(&mut self.stack);
        codec.value(&mut self.handling);
        let mut what = self.wait.what as u32;
        codec.number(&mut what);
        self.wait.what = What::ALL[what as usize];
        codec.value(&mut self.wait.object);
        codec.word(&mut self.wait.number);
        codec.option(&mut self.wait.until);
        codec.value(&mut self.thread);
        codec.number(&mut self.process);
        codec.value(&mut self.end);
        codec.flag(&mut self.daemon);
        codec.word(&mut self.joined);
        codec.flag(&mut self.poised);
        let mut some = self.next.is_some();
        codec.flag(&mut some);
        if some {
            self.next.get_or_insert(Access::read_global(0)).visit(codec);
        } else {
            self.next = None;
        }
        codec.number(&mut self.parent);
        codec.value(&mut self.started);
        for named in &mut self.named {
            codec.word(named);
        }
    }
}
