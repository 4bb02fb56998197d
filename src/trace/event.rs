//! The events of a trace.

/// What an actor did. The number is the one in a record, so it never changes its meaning; `www/shared/trace.ts` has the
/// same list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub enum Kind {
    /// Names `object`; the value is its name, the detail its [`Class`].
    Declare = 1,
    /// Made actor `object`; the value is its name.
    Spawn = 2,
    /// Begins; the value is the number of the worker it runs on.
    Start = 3,
    /// Ends; the detail is 0 if it came to its end, 1 if it was stopped, 2 if it was killed (recorded by the page then).
    Exit = 4,
    /// Begins to wait for the end of actor `object`. A [`Kind::Wake`] follows.
    Join = 5,
    /// Printed the value, newlines included.
    Print = 6,
    /// Read the value from variable `object`.
    Read = 7,
    /// Wrote the value to variable `object`.
    Write = 8,
    /// Variable `object` had the value just now, in a loop that is too fast to record each pass. Or the loop asks queue
    /// `object` for what the detail says ([`Awaited`]), and the value is how often this actor was told "no" so far.
    Progress = 9,
    /// Begins to wait for `object`. An [`Kind::Acquire`] or a [`Kind::Wake`] follows. Where one can wait for two things, the
    /// detail is [`Awaited`].
    Wait = 10,
    /// Has lock `object` now.
    Acquire = 11,
    /// Gave lock `object` back.
    Release = 12,
    /// Put the value into queue `object`; the detail is the slot. It stands before the get of the same item.
    Put = 13,
    /// Got the value from queue `object`; the detail is the slot. It stands before the next put into that slot.
    Get = 14,
    /// Moved so many bytes as the value towards the peer of socket `object`. Detail 0: the program's, into the send buffer;
    /// 1: from there to the transport.
    Send = 15,
    /// Moved so many bytes as the value towards the program that reads socket `object`. Detail 1: from the transport into the
    /// receive buffer; 0: from there to the program.
    Receive = 16,
    /// Begins to sleep; the value is the time asked for, in seconds of the program.
    Sleep = 17,
    /// Goes on after a sleep, a join or a wait.
    Wake = 18,
    /// Handed control on to actor `object`, with the value; the detail is the [`Handover`].
    Yield = 19,
    /// Was handed control by actor `object`, with the value; the detail is the [`Handover`].
    Resume = 20,
    /// A result of the run: measure `object` has the value.
    Measure = 21,
    /// Queue `object` has as many slots as the value, or a buffer of socket `object` as many bytes: the send buffer with
    /// detail 0, the receive buffer with detail 1.
    Capacity = 22,
    /// Socket `object` is connected, through the address that is the value. Detail 0: it connected; 1: it was accepted.
    Open = 23,
    /// Detail 0: nothing more is sent through socket `object`; 1: it has come to the end of the peer's stream; 2: the
    /// connection was reset.
    Close = 24,
    /// The peer of socket `object` has room for as many more bytes as the value: they may be sent.
    Credit = 25,
}

impl Kind {
    /// The kind with this number, if there is one.
    pub fn from_number(number: u16) -> Option<Self> {
        const ALL: [Kind; 25] = [
            Kind::Declare,
            Kind::Spawn,
            Kind::Start,
            Kind::Exit,
            Kind::Join,
            Kind::Print,
            Kind::Read,
            Kind::Write,
            Kind::Progress,
            Kind::Wait,
            Kind::Acquire,
            Kind::Release,
            Kind::Put,
            Kind::Get,
            Kind::Send,
            Kind::Receive,
            Kind::Sleep,
            Kind::Wake,
            Kind::Yield,
            Kind::Resume,
            Kind::Measure,
            Kind::Capacity,
            Kind::Open,
            Kind::Close,
            Kind::Credit,
        ];
        ALL.get(usize::from(number).checked_sub(1)?).copied()
    }
}

/// What a declared object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Class {
    /// None of the others.
    Other = 0,
    /// A variable.
    Variable = 1,
    /// A lock.
    Lock = 2,
    /// A queue.
    Queue = 3,
    /// A socket.
    Socket = 4,
    /// A result of the run.
    Measure = 5,
}

/// What an actor waits for at a queue or a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Awaited {
    /// That there is room: for an item, or for bytes to be sent.
    Room = 1,
    /// That there is something: an item, bytes, a connection.
    Something = 2,
}

/// How control passes between coroutines. Each passing is a [`Kind::Yield`] and, right after it, a [`Kind::Resume`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Handover {
    /// Back to whom it came from: Python's `yield`.
    Answer = 0,
    /// To a coroutine that waits at its `yield`: Python's `send`. Without a value it is `next`.
    Send = 1,
    /// To a coroutine that is to end where it stands: Python's `close`.
    Close = 2,
    /// Back from a coroutine that has ended.
    End = 3,
}

/// The value that an event carries.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    /// None.
    None,
    /// An integer.
    Int(i64),
    /// A number.
    Float(f64),
    /// A text.
    Text(&'a str),
}

impl From<i64> for Value<'_> {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<f64> for Value<'_> {
    fn from(value: f64) -> Self {
        Self::Float(value)
    }
}

impl From<()> for Value<'_> {
    fn from((): ()) -> Self {
        Self::None
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::None, Into::into)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(value: &'a str) -> Self {
        Self::Text(value)
    }
}

/// One event. Whose it is is known from the ring or the batch that carries it, unless `coroutine` says otherwise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Event<'a> {
    /// What was done.
    pub kind: Kind,
    /// A small number whose meaning depends on the kind.
    pub detail: u8,
    /// 0 if it is of the actor whose ring or batch it is in, else the number of a coroutine that this actor hosts.
    pub coroutine: u16,
    /// Milliseconds since the run began.
    pub time: f64,
    /// Events of actors that share memory are numbered in an order that agrees with happened-before (Lamport, "Time,
    /// Clocks, and the Ordering of Events in a Distributed System", 1978).
    pub sequence: u32,
    /// The object or the actor that it was done to; 0 where the kind has none.
    pub object: u32,
    /// Line of the lab's source, from 1; 0 if unknown.
    pub line: u32,
    /// What was read, written, printed …
    pub value: Value<'a>,
}
