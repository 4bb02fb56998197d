//! Keys of dicts and items of sets: their hashes, and which of them are the same one.
//!
//! A key whose class has a `__hash__` or `__eq__` of the program's is looked for by the library: it calls `__hash__`, asks for the
//! keys with that hash, calls `__eq__` on them, and does the operation once more with an [`Object::Key`] that holds what it found.

use super::Content;
use super::dict::{Dict, same_key};
use super::halt::{Halt, Outcome};
use super::hash::mix;
use super::machine::Machine;
use super::object::Object;
use super::sets::{hash_bytes, hash_float, hash_int, hash_tuple};
use super::value::{Kind, Singleton, Value};

/// The hash of what is told apart by its identity alone. Names of objects differ between runs that make them in another order,
/// and what one can see of a program must not.
const IDENTITY: i64 = 0x1d_e471_7ef5;

/// A key that is ready to be looked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key {
    /// The key.
    pub value: Value,
    /// What its `__hash__` gave, if that is the program's.
    given: Option<i64>,
}

impl Machine {
    /// Whether two keys are the same one. Instances are, if they are the same object or what they are derived from is the same.
    pub fn same(&self, a: Value, b: Value) -> bool {
        if a == b {
            return true;
        }
        let (a, b) = (self.plain_key(a), self.plain_key(b));
        if a == b {
            return true;
        }
        if a.as_heap().is_none() && b.as_heap().is_none() {
            return same_key(a) == same_key(b)
                || super::compare(&self.pool, crate::bytecode::Comparison::Equal, a, b)
                    == Ok(true);
        }
        if let (Some(a), Some(b)) = (self.as_tuple(a), self.as_tuple(b)) {
            return a.len() == b.len() && a.iter().zip(b).all(|(a, b)| self.same(*a, *b));
        }
        match (self.heap.get(a), self.heap.get(b)) {
            (Some(Object::FrozenSet(a)), Some(Object::FrozenSet(b))) => {
                a.len() == b.len()
                    && a.iter()
                        .all(|(key, hash)| b.find(hash, |other| self.same(other, key)).is_some())
            }
            (Some(Object::Bound(f, a)), Some(Object::Bound(g, b))) => f == g && a == b,
            _ => false,
        }
    }

    /// What an instance of a class derived from int, str, tuple and the like is as a key, if its class says nothing else.
    fn plain_key(&self, key: Value) -> Value {
        match self.heap.get(key) {
            Some(Object::Instance(instance))
                if instance.inner != Value::NONE && !self.has_own_key(instance.class) =>
            {
                instance.inner
            }
            _ => key,
        }
    }

    /// Whether a class of the program's says what its instances are as keys.
    fn has_own_key(&self, class: Value) -> bool {
        self.overrides(class, &["__hash__", "__eq__"])
    }

    /// A key, made ready.
    ///
    /// # Errors
    /// TypeError for what can change; `Halt::Call` of what says it is not possible here, for a key that must be asked: see
    /// [`Self::keyed`].
    pub(super) fn key(&mut self, key: Value) -> Outcome<Key> {
        if key.as_heap().is_none() {
            return match key.kind() {
                Kind::Pool(index) if matches!(self.pool.content(index), Content::Slice(..)) => {
                    Err(self.unhashable(key))
                }
                _ => Ok(Key {
                    value: key,
                    given: None,
                }),
            };
        }
        match self.heap.get(key) {
            Some(Object::Key(value, hash)) => Ok(Key {
                value: *value,
                given: Some(*hash as i64),
            }),
            _ => {
                self.check_key(key)?;
                Ok(Key {
                    value: key,
                    given: None,
                })
            }
        }
    }

    fn unhashable(&self, key: Value) -> Halt {
        Halt::type_error(format!("unhashable type: '{}'", self.type_name(key)))
    }

    fn check_key(&mut self, key: Value) -> Outcome<()> {
        match self.heap.get(key) {
            Some(Object::Tuple(items)) => {
                for item in items.clone() {
                    if item.as_heap().is_some() {
                        self.check_key(item)?;
                    }
                }
                Ok(())
            }
            Some(
                Object::List(_)
                | Object::Dict(_)
                | Object::Set(_)
                | Object::ByteArray(_)
                | Object::Deque(..)
                | Object::Slice(..),
            ) => Err(self.unhashable(key)),
            Some(Object::View(view)) if view.over != super::object::Over::Values => {
                Err(self.unhashable(key))
            }
            Some(Object::Instance(instance)) => {
                let (class, inner) = (instance.class, instance.inner);
                let name = self.pool.str("__hash__");
                match self.lookup(class, name) {
                    Some(Value::NONE) => Err(self.unhashable(key)),
                    Some(function) if !self.is_native(function) => {
                        Err(Halt::call(self.helper("_no_key"), [key]))
                    }
                    _ if inner != Value::NONE && !self.has_own_key(class) => {
                        match self.heap.get(inner) {
                            Some(_) => self.check_key(inner),
                            None => Ok(()),
                        }
                    }
                    _ => Ok(()),
                }
            }
            _ => Ok(()),
        }
    }

    /// What to do about a key that must be asked: the function of the machine's own is called again with the key made ready.
    /// The container comes first and the key second.
    pub(super) fn keyed(&mut self, halt: Halt, function: &str, values: &[Value]) -> Halt {
        match halt {
            Halt::Call(_) => {
                let function = self.native(function);
                let values = self.tuple(values);
                Halt::call(self.helper("_keyed"), [function, values])
            }
            halt => halt,
        }
    }

    /// The hash by which a dict keeps a key.
    pub(super) fn dict_hash(&self, key: Key) -> u64 {
        match key.given {
            Some(hash) => mix(hash as u64),
            None => {
                let plain = self.plain_key(key.value);
                if plain.as_heap().is_some() {
                    mix(self.key_hash(plain) as u64)
                } else {
                    Dict::hash(plain)
                }
            }
        }
    }

    /// The hash by which a set keeps an item: CPython's, where that does not depend on the run.
    pub(super) fn set_hash(&self, key: Key) -> i64 {
        key.given.unwrap_or_else(|| self.key_hash(key.value))
    }

    /// CPython's `hash`, where that does not depend on the run.
    pub fn key_hash(&self, value: Value) -> i64 {
        let tagged = |tag: i64, items: &[i64]| hash_tuple(&[&[tag], items].concat());
        match value.kind() {
            Kind::Float(float) => hash_float(float),
            // All of 48 bits are less than the modulus.
            Kind::Small(int) => int - i64::from(int == -1),
            Kind::Singleton(singleton) => match singleton {
                Singleton::True => 1,
                Singleton::False => 0,
                other => tagged(1, &[other as i64]),
            },
            Kind::Pool(index) => match self.pool.content(index) {
                Content::Int(int) => hash_int(int),
                Content::Str(text) => hash_bytes(text.as_bytes()),
                Content::Bytes(bytes) => hash_bytes(bytes),
                Content::Tuple(items) => self.tuple_hash(items),
                Content::Range(..) => match super::arithmetic::range_items(&self.pool, value) {
                    Some((length, first, step)) => {
                        let part = |part: Option<i64>| part.map_or(Value::NONE, Value::int);
                        let parts = [Value::int(length as i64), part(first), part(step)];
                        self.tuple_hash(&parts)
                    }
                    None => 0,
                },
                Content::Slice(a, b, c) => tagged(2, &[a, b, c].map(|each| self.key_hash(*each))),
                Content::Code(code) => tagged(3, &[i64::from(*code)]),
                Content::Function(code, a, b) => {
                    tagged(4, &[i64::from(*code), self.key_hash(*a), self.key_hash(*b)])
                }
                Content::Native(number) => tagged(5, &[i64::from(*number)]),
                Content::Bound(number, this) => {
                    tagged(6, &[i64::from(*number), self.key_hash(*this)])
                }
            },
            Kind::Heap(index) => match self.heap.at(index) {
                Object::Tuple(items) => self.tuple_hash(items),
                Object::FrozenSet(set) => set_hash(set.iter().map(|(_, hash)| hash)),
                Object::Bound(function, this) => {
                    tagged(7, &[self.key_hash(*function), self.key_hash(*this)])
                }
                Object::Instance(_) => match self.plain_key(value) {
                    plain if plain == value => IDENTITY,
                    plain => self.key_hash(plain),
                },
                // The first objects are always the same.
                _ if index < self.heap.base_len() => tagged(8, &[i64::from(index)]),
                _ => IDENTITY,
            },
        }
    }

    fn tuple_hash(&self, items: &[Value]) -> i64 {
        let hashes: Vec<i64> = items.iter().map(|item| self.key_hash(*item)).collect();
        hash_tuple(&hashes)
    }
}

/// `hash(frozenset)` by the hashes of its items (`frozenset_hash` of `setobject.c`), without the table's unused places, which
/// cancel out there.
fn set_hash(hashes: impl Iterator<Item = i64>) -> i64 {
    let shuffle = |bits: u64| ((bits ^ 89_869_747) ^ (bits << 16)).wrapping_mul(3_644_798_167);
    let mut count = 0_u64;
    let mut hash = 0_u64;
    for each in hashes {
        hash ^= shuffle(each as u64);
        count += 1;
    }
    hash ^= (count + 1).wrapping_mul(1_927_868_237);
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
    match hash as i64 {
        -1 => 590_923_713,
        hash => hash,
    }
}
