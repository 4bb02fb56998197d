//! The classes of the machine's own, by number: a class's number is its place in the heap.

use super::object::{Object, Over};
use super::raised::Raises;
use super::sync::Sync;
use super::value::{Kind, Singleton, Value};
use super::{Content, Heap, Pool};

macro_rules! types {
    ($($name:ident $python:literal,)*) => {
        /// A class of the machine's own, exceptions apart.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(
            missing_docs,
            clippy::enum_variant_names,
            reason = "each is Python's class of that name"
        )]
        #[repr(u32)]
        pub enum Type {
            $($name,)*
        }

        impl Type {
            /// Every class, by number.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Python's name.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $python,)*
                }
            }
        }
    };
}

types! {
    Object "object",
    Type "type",
    NoneType "NoneType",
    NotImplementedType "NotImplementedType",
    Ellipsis "ellipsis",
    Int "int",
    Bool "bool",
    Float "float",
    Str "str",
    Bytes "bytes",
    ByteArray "bytearray",
    Tuple "tuple",
    List "list",
    Dict "dict",
    Set "set",
    FrozenSet "frozenset",
    Range "range",
    Slice "slice",
    Code "code",
    Function "function",
    Builtin "builtin_function_or_method",
    Method "method",
    Generator "generator",
    Iterator "iterator",
    Enumerate "enumerate",
    Zip "zip",
    Reversed "reversed",
    Random "_Random",
    Keys "dict_keys",
    Values "dict_values",
    Items "dict_items",
    Module "module",
    Cell "cell",
    Property "property",
    StaticMethod "staticmethod",
    ClassMethod "classmethod",
    Super "super",
    Deque "deque",
    Lock "lock",
    RLock "RLock",
    Condition "Condition",
    Semaphore "Semaphore",
    BoundedSemaphore "BoundedSemaphore",
    Event "Event",
    Barrier "Barrier",
    Queue "Queue",
    LifoQueue "LifoQueue",
    PriorityQueue "PriorityQueue",
    SimpleQueue "SimpleQueue",
    ProcessQueue "ProcessQueue",
    Local "local",
    Atomic "Int",
    Handle "handle",
    Connection "Connection",
    SharedValue "Synchronized",
    SharedArray "SynchronizedArray",
    Socket "socket",
}

impl Type {
    /// The class itself.
    pub const fn value(self) -> Value {
        Value::heap(self as u32)
    }
}

/// The class of an exception.
pub fn exception_class(raises: Raises) -> Value {
    Value::heap(Type::ALL.len() as u32 + raises as u32)
}

/// How many classes the machine has.
pub fn class_count() -> u32 {
    (Type::ALL.len() + Raises::ALL.len()) as u32
}

/// The class of a value.
pub fn class_of(heap: &Heap, pool: &Pool, value: Value) -> Value {
    let class = match value.kind() {
        Kind::Float(_) => Type::Float,
        Kind::Small(_) => Type::Int,
        Kind::Singleton(singleton) => match singleton {
            Singleton::Unset => Type::Object,
            Singleton::None => Type::NoneType,
            Singleton::False | Singleton::True => Type::Bool,
            Singleton::Ellipsis => Type::Ellipsis,
            Singleton::NotImplemented => Type::NotImplementedType,
        },
        Kind::Pool(index) => match pool.content(index) {
            Content::Int(_) => Type::Int,
            Content::Str(_) => Type::Str,
            Content::Bytes(_) => Type::Bytes,
            Content::Tuple(_) => Type::Tuple,
            Content::Range(..) => Type::Range,
            Content::Slice(..) => Type::Slice,
            Content::Code(_) => Type::Code,
            Content::Function(..) => Type::Function,
            Content::Native(_) | Content::Bound(..) => Type::Builtin,
        },
        Kind::Heap(index) => match heap.at(index) {
            Object::Instance(instance) => return instance.class,
            Object::Exception(exception) => return exception.class,
            Object::Free | Object::Key(..) => Type::Object,
            Object::List(_) => Type::List,
            Object::Tuple(_) => Type::Tuple,
            Object::Dict(_) => Type::Dict,
            Object::Set(_) => Type::Set,
            Object::FrozenSet(_) => Type::FrozenSet,
            Object::Cell(_) => Type::Cell,
            Object::Function(_) => Type::Function,
            Object::Bound(..) => Type::Method,
            Object::Class(_) => Type::Type,
            Object::Generator(_) => Type::Generator,
            Object::Iterator(iterator) => match iterator.over {
                Over::Enumerate => Type::Enumerate,
                Over::Zip => Type::Zip,
                Over::Reversed => Type::Reversed,
                _ => Type::Iterator,
            },
            Object::Random(_) => Type::Random,
            Object::View(view) => match view.over {
                Over::Keys => Type::Keys,
                Over::Values => Type::Values,
                _ => Type::Items,
            },
            Object::Module(..) => Type::Module,
            Object::Property(..) => Type::Property,
            Object::StaticMethod(_) => Type::StaticMethod,
            Object::ClassMethod(_) => Type::ClassMethod,
            Object::Super(..) => Type::Super,
            Object::Slice(..) => Type::Slice,
            Object::Deque(..) => Type::Deque,
            Object::ByteArray(_) => Type::ByteArray,
            Object::Sync(sync) => match sync.as_ref() {
                Sync::Lock { .. } => Type::Lock,
                Sync::RLock { .. } => Type::RLock,
                Sync::Condition { .. } => Type::Condition,
                Sync::Semaphore { bound: None, .. } => Type::Semaphore,
                Sync::Semaphore { .. } => Type::BoundedSemaphore,
                Sync::Event { .. } => Type::Event,
                Sync::Barrier { .. } => Type::Barrier,
                Sync::Queue(queue) => match queue.order {
                    _ if queue.copies => Type::ProcessQueue,
                    0 => Type::Queue,
                    1 => Type::LifoQueue,
                    2 => Type::PriorityQueue,
                    _ => Type::SimpleQueue,
                },
                Sync::Local(_) => Type::Local,
                Sync::Atomic(_) => Type::Atomic,
                Sync::Handle(_) => Type::Handle,
                Sync::Pipe(_) => Type::Connection,
                Sync::Shared { array: false, .. } => Type::SharedValue,
                Sync::Shared { .. } => Type::SharedArray,
                Sync::Socket(_) => Type::Socket,
            },
        },
    };
    class.value()
}
