//! Values that cannot change, each of them once.

use super::hash::HashState;
use super::value::{Kind, Singleton, Value};
use super::words;
use crate::bytecode::Constant;
use hashbrown::HashTable;
use num_bigint::BigInt;
use num_traits::ToPrimitive;
use std::hash::{BuildHasher, Hasher};
use std::sync::Arc;

/// What a value of the pool is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Content {
    /// An int that is too great for the word.
    Int(BigInt),
    /// A str.
    Str(Arc<str>),
    /// Bytes.
    Bytes(Arc<[u8]>),
    /// A tuple of what cannot change.
    Tuple(Arc<[Value]>),
    /// A range: start, stop, step.
    Range(Value, Value, Value),
    /// A slice: start, stop, step.
    Slice(Value, Value, Value),
    /// A code object of the program.
    Code(u32),
    /// A function without cells: its code, its defaults (a tuple or None) and those of keyword-only parameters, as a tuple of
    /// names and values in turn (or None).
    Function(u32, Value, Value),
    /// A function of the machine's own.
    Native(u32),
    /// A function of the machine's own, bound to a value of the pool.
    Bound(u32, Value),
}

/// The values of a program that cannot change. One content has one index, so equal ones are equal words.
#[derive(Clone, Debug)]
pub struct Pool {
    slots: Vec<Slot>,
    index: HashTable<u32>,
    /// Indices that are free.
    free: Vec<u32>,
    /// The memory that all contents take, in bytes, roughly.
    bytes: u64,
}

#[derive(Clone, Debug)]
struct Slot {
    content: Content,
    hash: u64,
}

/// What is at a free index: the code of no program.
const NOTHING: Content = Content::Code(u32::MAX);

/// What a slot takes besides its content, its share of the index included.
const SLOT: u64 = size_of::<Slot>() as u64 + 24;

fn hash_text(text: &str) -> u64 {
    let mut hasher = HashState.build_hasher();
    hasher.write(text.as_bytes());
    hasher.finish()
}

impl Content {
    fn hash(&self) -> u64 {
        match self {
            // As of a text that is not in the pool yet.
            Self::Str(text) => hash_text(text),
            other => HashState.hash_one(other),
        }
    }

    /// The memory that it takes, in bytes, roughly.
    fn bytes(&self) -> u64 {
        let own = match self {
            Self::Int(int) => int.bits().div_ceil(8),
            Self::Str(text) => text.len() as u64,
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::Tuple(items) => size_of_val::<[Value]>(items) as u64,
            _ => 0,
        };
        SLOT + own
    }
}

impl Default for Pool {
    /// With nothing but the names that the machine looks for.
    fn default() -> Self {
        let mut pool = Self {
            slots: Vec::new(),
            index: HashTable::new(),
            free: Vec::new(),
            bytes: 0,
        };
        for (at, word) in words::ALL.iter().enumerate() {
            let value = pool.str(word);
            debug_assert_eq!(value, Value::pool(at as u32), "each word is there once");
        }
        pool
    }
}

impl Pool {
    /// The value with this content.
    ///
    /// # Panics
    /// If there are more than 2^32 values, which takes more memory than there is.
    pub fn intern(&mut self, content: Content) -> Value {
        let hash = content.hash();
        let slots = &self.slots;
        let found = self.index.find(hash, |at| {
            let slot = &slots[*at as usize];
            slot.hash == hash && slot.content == content
        });
        match found {
            Some(index) => Value::pool(*index),
            None => self.add(content, hash),
        }
    }

    fn add(&mut self, content: Content, hash: u64) -> Value {
        self.bytes += content.bytes();
        let slot = Slot { content, hash };
        let index = match self.free.pop() {
            Some(index) => {
                self.slots[index as usize] = slot;
                index
            }
            None => {
                self.slots.push(slot);
                u32::try_from(self.slots.len() - 1).expect("memory ends before indices do")
            }
        };
        let slots = &self.slots;
        self.index
            .insert_unique(hash, index, |at| slots[*at as usize].hash);
        Value::pool(index)
    }

    /// How many indices are in use or free.
    pub fn len(&self) -> u32 {
        self.slots.len() as u32
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// The memory that all of it takes, in bytes, roughly.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Frees what is not marked; the marks begin with that of index `kept`, and what is before it stays.
    pub fn sweep(&mut self, kept: u32, marked: &[bool]) {
        self.free.clear();
        for (index, slot) in self.slots.iter_mut().enumerate().skip(kept as usize).rev() {
            if marked[index - kept as usize] {
                continue;
            }
            if slot.content != NOTHING {
                self.bytes -= slot.content.bytes();
                slot.content = NOTHING;
                if let Ok(entry) = self.index.find_entry(slot.hash, |at| *at as usize == index) {
                    entry.remove();
                }
            }
            self.free.push(index as u32);
        }
        let end = marked.iter().rposition(|marked| *marked);
        let end = kept + end.map_or(0, |last| last as u32 + 1);
        self.slots.truncate(end as usize);
        self.free.retain(|index| *index < end);
    }

    /// An int, in its one form.
    pub fn int(&mut self, int: BigInt) -> Value {
        match int.to_i64().and_then(Value::small) {
            Some(value) => value,
            None => self.intern(Content::Int(int)),
        }
    }

    /// A str.
    pub fn str(&mut self, text: &str) -> Value {
        match self.find_str(text) {
            Some(known) => known,
            None => self.add(Content::Str(text.into()), hash_text(text)),
        }
    }

    /// A str, if it is there already.
    pub fn find_str(&self, text: &str) -> Option<Value> {
        let hash = hash_text(text);
        let slots = &self.slots;
        let found = self.index.find(hash, |at| {
            let slot = &slots[*at as usize];
            slot.hash == hash && matches!(&slot.content, Content::Str(known) if **known == *text)
        });
        found.map(|index| Value::pool(*index))
    }

    /// A constant of a program; None for code, which is no value by itself.
    pub fn constant(&mut self, constant: &Constant) -> Option<Value> {
        Some(match constant {
            Constant::None => Value::NONE,
            Constant::Ellipsis => Value::singleton(Singleton::Ellipsis),
            Constant::Bool(truth) => Value::bool(*truth),
            Constant::Int(int) => self.int(int.clone()),
            Constant::Float(float) => Value::float(*float),
            Constant::Str(text) => self.intern(Content::Str(text.clone())),
            Constant::Bytes(bytes) => self.intern(Content::Bytes(bytes.clone())),
            Constant::Tuple(items) => {
                let items: Option<Arc<[Value]>> =
                    items.iter().map(|item| self.constant(item)).collect();
                self.intern(Content::Tuple(items?))
            }
            Constant::Code(_) => return None,
        })
    }

    /// The content at an index that a value of this pool has.
    #[inline]
    pub fn content(&self, index: u32) -> &Content {
        &self.slots[index as usize].content
    }

    /// The int that a value is; a bool is one.
    pub fn as_int(&self, value: Value) -> Option<BigInt> {
        match value.kind() {
            Kind::Small(int) => Some(int.into()),
            Kind::Singleton(Singleton::True) => Some(1.into()),
            Kind::Singleton(Singleton::False) => Some(0.into()),
            Kind::Pool(index) => match self.content(index) {
                Content::Int(int) => Some(int.clone()),
                _ => None,
            },
            _ => None,
        }
    }

    /// The str that a value is.
    pub fn as_str(&self, value: Value) -> Option<&str> {
        match value.kind() {
            Kind::Pool(index) => match self.content(index) {
                Content::Str(text) => Some(text),
                _ => None,
            },
            _ => None,
        }
    }

    /// What Python calls the type of a value that is not in the heap.
    pub fn type_name(&self, value: Value) -> &'static str {
        match value.kind() {
            Kind::Float(_) => "float",
            Kind::Small(_) => "int",
            Kind::Singleton(Singleton::True | Singleton::False) => "bool",
            Kind::Singleton(Singleton::None) => "NoneType",
            Kind::Singleton(Singleton::Ellipsis) => "ellipsis",
            Kind::Singleton(Singleton::NotImplemented) => "NotImplementedType",
            Kind::Singleton(Singleton::Unset) | Kind::Heap(_) => "object",
            Kind::Pool(index) => match self.content(index) {
                Content::Int(_) => "int",
                Content::Str(_) => "str",
                Content::Bytes(_) => "bytes",
                Content::Tuple(_) => "tuple",
                Content::Range(..) => "range",
                Content::Slice(..) => "slice",
                Content::Code(_) => "code",
                Content::Function(..) => "function",
                Content::Native(_) | Content::Bound(..) => "builtin_function_or_method",
            },
        }
    }
}
