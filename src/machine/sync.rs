//! What actors synchronise with: each operation on one is a single step of its actor.

use super::codec::Codec;
use super::value::Value;

/// What a lock or its like is. `between` says that processes share it: then it is not copied when one is started.
#[derive(Clone, Debug)]
pub enum Sync {
    /// `Lock`: who holds it. Anybody may release it.
    Lock {
        /// The actor that acquired it.
        holder: Option<u64>,
        /// Whether processes share it.
        between: bool,
    },
    /// `RLock`: who holds it, and how many times.
    RLock {
        /// The actor that acquired it.
        holder: Option<u64>,
        /// How many times it is to be released.
        count: u64,
        /// Whether processes share it.
        between: bool,
    },
    /// `Condition`
    Condition {
        /// A lock.
        lock: Value,
        /// Who waits, in order of coming, and whether it was notified.
        waiters: Vec<(u64, bool)>,
        /// Whether processes share it.
        between: bool,
    },
    /// `Semaphore`
    Semaphore {
        /// How many may still acquire it.
        value: u64,
        /// How many at most, for the bounded one.
        bound: Option<u64>,
        /// Whether processes share it.
        between: bool,
    },
    /// `Event`
    Event {
        /// Whether it is set.
        set: bool,
        /// Whether processes share it.
        between: bool,
    },
    /// `Barrier`
    Barrier {
        /// How many pass together.
        parties: u64,
        /// Who came and did not leave yet, and how it stands with them.
        arrived: Vec<(u64, Arrival)>,
        /// Whether somebody gave up.
        broken: bool,
        /// Called by the last one, before all pass; or None.
        action: Value,
        /// The time limit where `wait` gives none; or None.
        limit: Value,
        /// Whether processes share it.
        between: bool,
    },
    /// A queue of any kind.
    Queue(Queue),
    /// `threading.local`
    Local(Local),
    /// `atomics.Int`
    Atomic(Value),
    /// An actor, as seen by others: its number.
    Handle(u64),
    /// One end of a `multiprocessing.Pipe`.
    Pipe(Pipe),
    /// `multiprocessing.Value` or `Array`: memory that processes share.
    Shared {
        /// The type code.
        code: Value,
        /// One value, or those of an array.
        items: Vec<Value>,
        /// Whether it is an array.
        array: bool,
    },
    /// A socket.
    Socket(Socket),
}

/// How it stands with one who came to a barrier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Arrival {
    /// It waits.
    #[default]
    Waits,
    /// All came: it may pass.
    Passes,
    /// Somebody gave up: it fails.
    Fails,
}

/// Attributes that each actor has of its own.
#[derive(Clone, Debug, Default)]
pub struct Local {
    /// For each actor that used it a dict.
    pub dicts: Vec<(u64, Value)>,
    /// What a derived class's `__init__` is called with for each actor: a tuple.
    pub args: Value,
}

/// A queue between actors.
#[derive(Clone, Debug, Default)]
pub struct Queue {
    /// 0 first in first out, 1 last in first out, 2 least first (a heap as `heapq` keeps it), 3 without tasks.
    pub order: u32,
    /// How many items it holds at most; 0 for no limit.
    pub most: u64,
    /// The items, the next one first.
    pub items: Vec<Value>,
    /// How many were put and not told done.
    pub unfinished: u64,
    /// Whether it is between processes, so that items are copied.
    pub copies: bool,
    /// Whether those who wait for an item are servants of the library, for whom a program's end need not wait.
    pub served: bool,
}

/// One end of a pipe between processes.
#[derive(Clone, Debug, Default)]
pub struct Pipe {
    /// The other end.
    pub peer: Value,
    /// What the other end sent.
    pub inbox: Vec<Value>,
    /// The processes that have it open.
    pub open: Vec<u64>,
    /// Whether one may receive from it.
    pub reads: bool,
    /// Whether one may send to it.
    pub writes: bool,
}

/// A socket of the machine's own network.
#[derive(Clone, Debug, Default)]
pub struct Socket {
    /// What its address is made of: a host's name, or None for a pair's end.
    pub host: Value,
    /// The port that it listens at, or was connected from; 0 for none.
    pub port: u64,
    /// The other end's port.
    pub peer_port: u64,
    /// Whether it listens.
    pub listening: bool,
    /// Connections that nobody has accepted yet.
    pub backlog: Vec<Value>,
    /// The other end, or None.
    pub peer: Value,
    /// What has come and was not received.
    pub inbox: Vec<u8>,
    /// Whether the other end will send no more.
    pub ended: bool,
    /// Whether it will send no more itself.
    pub shut: bool,
    /// Whether the other end was closed before it had read all.
    pub reset: bool,
    /// The processes that have it open.
    pub open: Vec<u64>,
    /// The time limit of its operations: a number, or None.
    pub limit: Value,
}

impl Default for Sync {
    fn default() -> Self {
        Self::Lock {
            holder: None,
            between: false,
        }
    }
}

fn words(codec: &mut impl Codec, words: &mut Vec<u64>) {
    let mut length = words.len();
    codec.length(&mut length);
    words.resize(length, 0);
    for word in words {
        codec.word(word);
    }
}

impl Arrival {
    fn visit(&mut self, codec: &mut impl Codec) {
        let mut number = *self as u32;
        codec.number(&mut number);
        *self = match number {
            0 => Self::Waits,
            1 => Self::Passes,
            _ => Self::Fails,
        };
    }
}

impl Pipe {
    fn visit(&mut self, codec: &mut impl Codec) {
        codec.value(&mut self.peer);
        codec.values(&mut self.inbox);
        words(codec, &mut self.open);
        codec.flag(&mut self.reads);
        codec.flag(&mut self.writes);
    }
}

impl Queue {
    fn visit(&mut self, codec: &mut impl Codec) {
        codec.number(&mut self.order);
        codec.word(&mut self.most);
        codec.values(&mut self.items);
        codec.word(&mut self.unfinished);
        codec.flag(&mut self.copies);
        codec.flag(&mut self.served);
    }
}

impl Local {
    fn visit(&mut self, codec: &mut impl Codec) {
        let mut length = self.dicts.len();
        codec.length(&mut length);
        self.dicts.resize(length, (0, Value::NONE));
        for (actor, dict) in &mut self.dicts {
            codec.word(actor);
            codec.value(dict);
        }
        codec.value(&mut self.args);
    }
}

impl Socket {
    fn visit(&mut self, codec: &mut impl Codec) {
        codec.value(&mut self.host);
        codec.word(&mut self.port);
        codec.word(&mut self.peer_port);
        codec.flag(&mut self.listening);
        codec.values(&mut self.backlog);
        codec.value(&mut self.peer);
        codec.bytes(&mut self.inbox);
        codec.flag(&mut self.ended);
        codec.flag(&mut self.shut);
        codec.flag(&mut self.reset);
        words(codec, &mut self.open);
        codec.value(&mut self.limit);
    }
}

impl Sync {
    /// Whether processes share it: then starting one does not copy it.
    pub fn is_between(&self) -> bool {
        match self {
            Self::Lock { between, .. }
            | Self::RLock { between, .. }
            | Self::Condition { between, .. }
            | Self::Semaphore { between, .. }
            | Self::Event { between, .. }
            | Self::Barrier { between, .. } => *between,
            Self::Queue(queue) => queue.copies,
            Self::Local(_) | Self::Atomic(_) | Self::Handle(_) => false,
            Self::Pipe(_) | Self::Shared { .. } | Self::Socket(_) => true,
        }
    }

    /// The processes that have it open, if it is something that is opened and closed.
    pub fn open_in(&mut self) -> Option<&mut Vec<u64>> {
        match self {
            Self::Pipe(pipe) => Some(&mut pipe.open),
            Self::Socket(socket) => Some(&mut socket.open),
            _ => None,
        }
    }

    fn tag(&self) -> u32 {
        match self {
            Self::Lock { .. } => 0,
            Self::RLock { .. } => 1,
            Self::Condition { .. } => 2,
            Self::Semaphore { .. } => 3,
            Self::Event { .. } => 4,
            Self::Barrier { .. } => 5,
            Self::Queue(_) => 6,
            Self::Local(_) => 7,
            Self::Atomic(_) => 8,
            Self::Handle(_) => 9,
            Self::Pipe(_) => 10,
            Self::Shared { .. } => 11,
            Self::Socket(_) => 12,
        }
    }

    fn empty(tag: u32) -> Self {
        let none = Value::NONE;
        let between = false;
        match tag {
            1 => Self::RLock {
                holder: None,
                count: 0,
                between,
            },
            2 => Self::Condition {
                lock: none,
                waiters: Vec::new(),
                between,
            },
            3 => Self::Semaphore {
                value: 0,
                bound: None,
                between,
            },
            4 => Self::Event {
                set: false,
                between,
            },
            5 => Self::Barrier {
                parties: 0,
                arrived: Vec::new(),
                broken: false,
                action: none,
                limit: none,
                between,
            },
            6 => Self::Queue(Queue::default()),
            7 => Self::Local(Local::default()),
            8 => Self::Atomic(none),
            9 => Self::Handle(0),
            10 => Self::Pipe(Pipe::default()),
            11 => Self::Shared {
                code: none,
                items: Vec::new(),
                array: false,
            },
            12 => Self::Socket(Socket::default()),
            _ => Self::default(),
        }
    }

    /// Visits its kind and its content.
    pub fn visit(&mut self, codec: &mut impl Codec) {
        let tag = self.tag();
        let mut read = tag;
        codec.number(&mut read);
        if read != tag {
            *self = Self::empty(read);
        }
        match self {
            Self::Lock { holder, between } => {
                codec.option(holder);
                codec.flag(between);
            }
            Self::RLock {
                holder,
                count,
                between,
            } => {
                codec.option(holder);
                codec.word(count);
                codec.flag(between);
            }
            Self::Condition {
                lock,
                waiters,
                between,
            } => {
                codec.value(lock);
                let mut length = waiters.len();
                codec.length(&mut length);
                waiters.resize(length, (0, false));
                for (actor, notified) in waiters {
                    codec.word(actor);
                    codec.flag(notified);
                }
                codec.flag(between);
            }
            Self::Semaphore {
                value,
                bound,
                between,
            } => {
                codec.word(value);
                codec.option(bound);
                codec.flag(between);
            }
            Self::Event { set, between } => {
                codec.flag(set);
                codec.flag(between);
            }
            Self::Barrier {
                parties,
                arrived,
                broken,
                action,
                limit,
                between,
            } => {
                codec.word(parties);
                let mut length = arrived.len();
                codec.length(&mut length);
                arrived.resize(length, (0, Arrival::Waits));
                for (actor, arrival) in arrived {
                    codec.word(actor);
                    arrival.visit(codec);
                }
                codec.flag(broken);
                codec.value(action);
                codec.value(limit);
                codec.flag(between);
            }
            Self::Queue(queue) => queue.visit(codec),
            Self::Local(local) => local.visit(codec),
            Self::Atomic(value) => codec.value(value),
            Self::Handle(actor) => codec.word(actor),
            Self::Pipe(pipe) => pipe.visit(codec),
            Self::Shared { code, items, array } => {
                codec.value(code);
                codec.values(items);
                codec.flag(array);
            }
            Self::Socket(socket) => socket.visit(codec),
        }
    }
}
