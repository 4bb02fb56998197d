//! What is in the heap: whatever can change, or leads to something that can.

use super::codec::Codec;
use super::dict::Dict;
use super::random::MersenneTwister;
use super::sets::OrderedTable;
use super::sync::Sync;
use super::value::Value;
use std::collections::VecDeque;

/// A function that has cells or attributes of its own.
#[derive(Clone, Debug, Default)]
pub struct Function {
    /// Its code's number.
    pub code: u32,
    /// A tuple, or None.
    pub defaults: Value,
    /// Names and values in turn as a tuple, or None.
    pub named: Value,
    /// A cell for each free variable of its code.
    pub cells: Vec<Value>,
    /// What was set on it.
    pub attributes: Dict,
}

/// A class.
#[derive(Clone, Debug, Default)]
pub struct Class {
    /// A str.
    pub name: Value,
    /// A str.
    pub qualname: Value,
    /// A str.
    pub module: Value,
    /// The classes that it names as its bases.
    pub bases: Vec<Value>,
    /// Itself, and where its attributes are looked up after it.
    pub order: Vec<Value>,
    /// Its own attributes.
    pub attributes: Dict,
    /// The class of the machine's own that says how its instances are kept.
    pub layout: u32,
}

/// What a class makes.
#[derive(Clone, Debug, Default)]
pub struct Instance {
    /// Its class.
    pub class: Value,
    /// Its attributes.
    pub attributes: Dict,
    /// For a class derived from list, int and the like: the list, the int.
    pub inner: Value,
}

/// A generator, with its frame while it does not run.
#[derive(Clone, Debug, Default)]
pub struct Generator {
    /// Its code's number.
    pub code: u32,
    /// The operation to go on with.
    pub pc: u32,
    /// Variables, cells and stack.
    pub slots: Vec<Value>,
    /// The exception that it was handling.
    pub handling: Value,
    /// Where it stands: 0 not begun, 1 at a yield, 2 running, 3 at its end.
    pub stage: u32,
    /// What `yield from` is going through, or unset.
    pub inner: Value,
}

/// An exception.
#[derive(Clone, Debug, Default)]
pub struct Exception {
    /// Its class.
    pub class: Value,
    /// A tuple.
    pub args: Value,
    /// What it was raised from.
    pub cause: Value,
    /// What was being handled.
    pub context: Value,
    /// Whether the context is not shown.
    pub suppress: bool,
    /// Code and operation of each frame that it left, innermost first.
    pub traceback: Vec<(u32, u32)>,
    /// What was set on it.
    pub attributes: Dict,
}

/// Where an iteration stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Over {
    /// A list.
    #[default]
    List,
    /// A tuple, str or bytes.
    Sequence,
    /// A range.
    Range,
    /// A dict's keys.
    Keys,
    /// A dict's values.
    Values,
    /// A dict's pairs.
    Items,
    /// A set.
    Set,
    /// A deque.
    Deque,
    /// From the end of a list, tuple or str.
    Reversed,
    /// `__getitem__` with 0, 1, …: of a class without `__iter__`.
    Index,
    /// Another iterator, with numbers from `at` on; `size` is how many iterators are inside of each other.
    Enumerate,
    /// A tuple of iterators; `size` is twice how many are inside of each other, and one more if all must end at once.
    Zip,
}

impl Over {
    const ALL: [Self; 12] = [
        Self::List,
        Self::Sequence,
        Self::Range,
        Self::Keys,
        Self::Values,
        Self::Items,
        Self::Set,
        Self::Deque,
        Self::Reversed,
        Self::Index,
        Self::Enumerate,
        Self::Zip,
    ];
}

/// An iterator of the machine's own.
#[derive(Clone, Debug, Default)]
pub struct Iterator {
    /// Over what.
    pub over: Over,
    /// The container; for a range the next int.
    pub of: Value,
    /// How far; for a range how many are left.
    pub at: u64,
    /// How many there were at the beginning; for a range the step.
    pub size: u64,
}

/// A generator of random numbers.
#[derive(Clone, Debug, Default)]
pub struct Random {
    /// Where it stands.
    pub twister: MersenneTwister,
    /// The second one of two normally distributed numbers, or None.
    pub spare: Value,
}

/// A view of a dict: `keys()`, `values()`, `items()`.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// Of what.
    pub over: Over,
    /// The dict.
    pub of: Value,
}

/// Something in the heap.
#[derive(Clone, Debug, Default)]
pub enum Object {
    /// Nothing: to be used again.
    #[default]
    Free,
    /// A list.
    List(Vec<Value>),
    /// A tuple that leads to something in the heap.
    Tuple(Vec<Value>),
    /// A dict.
    Dict(Dict),
    /// A set.
    Set(OrderedTable<Value>),
    /// A frozenset.
    FrozenSet(OrderedTable<Value>),
    /// A variable that several functions share.
    Cell(Value),
    /// A function with cells or attributes.
    Function(Box<Function>),
    /// A function and what it is called on.
    Bound(Value, Value),
    /// A class.
    Class(Box<Class>),
    /// What a class makes.
    Instance(Box<Instance>),
    /// A generator.
    Generator(Box<Generator>),
    /// An exception.
    Exception(Box<Exception>),
    /// An iterator.
    Iterator(Box<Iterator>),
    /// A dict's view.
    View(View),
    /// A module: its name and what is in it.
    Module(Value, Box<Dict>),
    /// `property`: get, set, delete.
    Property(Value, Value, Value),
    /// `staticmethod`
    StaticMethod(Value),
    /// `classmethod`
    ClassMethod(Value),
    /// `super`: the class after which is looked, and the object.
    Super(Value, Value),
    /// A slice that leads to something in the heap.
    Slice(Value, Value, Value),
    /// `collections.deque`, and how many it holds at most.
    Deque(VecDeque<Value>, Option<u64>),
    /// `bytearray`
    ByteArray(Vec<u8>),
    /// What actors synchronise with.
    Sync(Box<Sync>),
    /// A generator of random numbers.
    Random(Box<Random>),
    /// A key of a dict or set with what its `__hash__` gave, for one operation of the library's.
    Key(Value, u64),
}

impl Object {
    /// Its kind as a number, which comes first when it is packed.
    pub fn tag(&self) -> u32 {
        match self {
            Self::Free => 0,
            Self::List(_) => 1,
            Self::Tuple(_) => 2,
            Self::Dict(_) => 3,
            Self::Set(_) => 4,
            Self::FrozenSet(_) => 5,
            Self::Cell(_) => 6,
            Self::Function(_) => 7,
            Self::Bound(..) => 8,
            Self::Class(_) => 9,
            Self::Instance(_) => 10,
            Self::Generator(_) => 11,
            Self::Exception(_) => 12,
            Self::Iterator(_) => 13,
            Self::View(_) => 14,
            Self::Module(..) => 15,
            Self::Property(..) => 16,
            Self::StaticMethod(_) => 17,
            Self::ClassMethod(_) => 18,
            Self::Super(..) => 19,
            Self::Slice(..) => 20,
            Self::Deque(..) => 21,
            Self::ByteArray(_) => 22,
            Self::Sync(_) => 23,
            Self::Random(_) => 25,
            Self::Key(..) => 24,
        }
    }

    /// The memory that a new one takes, in bytes, roughly.
    pub fn bytes(&self) -> u64 {
        // Boxed ones, with the map of their attributes.
        const BOX: usize = 128;
        let more = match self {
            Self::List(items) | Self::Tuple(items) => size_of_val(&items[..]),
            Self::Dict(dict) => dict.bytes(),
            Self::Set(set) | Self::FrozenSet(set) => set.bytes(),
            Self::Deque(items, _) => size_of::<Value>() * items.len(),
            Self::ByteArray(bytes) => bytes.len(),
            Self::Instance(instance) => BOX + instance.attributes.bytes(),
            Self::Generator(generator) => BOX + size_of_val(&generator.slots[..]),
            Self::Exception(_)
            | Self::Sync(_)
            | Self::Function(_)
            | Self::Class(_)
            | Self::Iterator(_)
            | Self::Module(..) => BOX,
            _ => 0,
        };
        (size_of::<Self>() + more) as u64
    }

    /// An empty one of that kind, to be filled.
    pub fn empty(tag: u32) -> Self {
        let none = Value::NONE;
        match tag {
            1 => Self::List(Vec::new()),
            2 => Self::Tuple(Vec::new()),
            3 => Self::Dict(Dict::default()),
            4 => Self::Set(OrderedTable::default()),
            5 => Self::FrozenSet(OrderedTable::default()),
            6 => Self::Cell(none),
            7 => Self::Function(Box::default()),
            8 => Self::Bound(none, none),
            9 => Self::Class(Box::default()),
            10 => Self::Instance(Box::default()),
            11 => Self::Generator(Box::default()),
            12 => Self::Exception(Box::default()),
            13 => Self::Iterator(Box::default()),
            14 => Self::View(View::default()),
            15 => Self::Module(none, Box::default()),
            16 => Self::Property(none, none, none),
            17 => Self::StaticMethod(none),
            18 => Self::ClassMethod(none),
            19 => Self::Super(none, none),
            20 => Self::Slice(none, none, none),
            21 => Self::Deque(VecDeque::new(), None),
            22 => Self::ByteArray(Vec::new()),
            23 => Self::Sync(Box::default()),
            25 => Self::Random(Box::default()),
            24 => Self::Key(none, 0),
            _ => Self::Free,
        }
    }

    /// Visits its content, without the tag.
    pub fn visit(&mut self, codec: &mut impl Codec) {
        match self {
            Self::Free => {}
            Self::List(items) | Self::Tuple(items) => codec.values(items),
            Self::Dict(dict) => dict.visit(codec),
            Self::Set(set) | Self::FrozenSet(set) => set.visit(codec),
            Self::Cell(value) | Self::StaticMethod(value) | Self::ClassMethod(value) => {
                codec.value(value);
            }
            Self::Function(function) => {
                codec.number(&mut function.code);
                codec.value(&mut function.defaults);
                codec.value(&mut function.named);
                codec.values(&mut function.cells);
                function.attributes.visit(codec);
            }
            Self::Bound(a, b) | Self::Super(a, b) => {
                codec.value(a);
                codec.value(b);
            }
            Self::Class(class) => {
                codec.value(&mut class.name);
                codec.value(&mut class.qualname);
                codec.value(&mut class.module);
                codec.values(&mut class.bases);
                codec.values(&mut class.order);
                class.attributes.visit(codec);
                codec.number(&mut class.layout);
            }
            Self::Instance(instance) => {
                codec.value(&mut instance.class);
                instance.attributes.visit(codec);
                codec.value(&mut instance.inner);
            }
            Self::Generator(generator) => {
                codec.number(&mut generator.code);
                codec.number(&mut generator.pc);
                codec.values(&mut generator.slots);
                codec.value(&mut generator.handling);
                codec.number(&mut generator.stage);
                codec.value(&mut generator.inner);
            }
            Self::Exception(exception) => {
                codec.value(&mut exception.class);
                codec.value(&mut exception.args);
                codec.value(&mut exception.cause);
                codec.value(&mut exception.context);
                codec.flag(&mut exception.suppress);
                let mut length = exception.traceback.len();
                codec.length(&mut length);
                exception.traceback.resize(length, (0, 0));
                for (code, pc) in &mut exception.traceback {
                    codec.number(code);
                    codec.number(pc);
                }
                exception.attributes.visit(codec);
            }
            Self::Iterator(iterator) => {
                over(codec, &mut iterator.over);
                codec.value(&mut iterator.of);
                codec.word(&mut iterator.at);
                codec.word(&mut iterator.size);
            }
            Self::View(view) => {
                over(codec, &mut view.over);
                codec.value(&mut view.of);
            }
            Self::Module(name, attributes) => {
                codec.value(name);
                attributes.visit(codec);
            }
            Self::Property(a, b, c) | Self::Slice(a, b, c) => {
                codec.value(a);
                codec.value(b);
                codec.value(c);
            }
            Self::Deque(items, most) => {
                let mut length = items.len();
                codec.length(&mut length);
                items.resize(length, Value::UNSET);
                for item in items {
                    codec.value(item);
                }
                codec.option(most);
            }
            Self::ByteArray(bytes) => codec.bytes(bytes),
            Self::Sync(sync) => sync.visit(codec),
            Self::Random(random) => {
                let mut words = random.twister.encode();
                for word in &mut words {
                    codec.word(word);
                }
                if let Some(twister) = MersenneTwister::decode(&words) {
                    random.twister = twister;
                }
                codec.value(&mut random.spare);
            }
            Self::Key(key, hash) => {
                codec.value(key);
                codec.word(hash);
            }
        }
    }
}

fn over(codec: &mut impl Codec, over: &mut Over) {
    let mut number = *over as u32;
    codec.number(&mut number);
    *over = Over::ALL[number as usize];
}
