//! Key and value pairs in the order in which keys came.

use super::codec::Codec;
use super::hash::mix;
use super::value::{Kind, Singleton, Value};
use hashbrown::HashTable;

/// From so many entries on there is an index; below, looking at all of them is faster.
const INDEXED: usize = 8;

#[derive(Clone, Copy, Debug)]
struct Entry {
    /// Unset where the entry was removed.
    key: Value,
    value: Value,
    hash: u64,
}

/// Pairs in the order in which their keys came. What is equal is for the caller to say, because keys may be in the heap.
#[derive(Clone, Debug, Default)]
pub struct Dict {
    entries: Vec<Entry>,
    live: usize,
    index: HashTable<u32>,
}

/// The value that stands for all that are equal to it, for what is not in the heap: `True`, `1` and `1.0` are one key.
pub fn same_key(value: Value) -> Value {
    match value.kind() {
        Kind::Singleton(Singleton::True) => Value::int(1),
        Kind::Singleton(Singleton::False) => Value::int(0),
        Kind::Float(float) if float.fract() == 0.0 && float.abs() < Value::GREATEST as f64 => {
            Value::int(float as i64)
        }
        _ => value,
    }
}

impl Dict {
    /// The hash of a key that is not in the heap. What is there has a hash of which this file knows nothing.
    pub fn hash(key: Value) -> u64 {
        mix(same_key(key).word())
    }

    /// How many pairs there are.
    pub fn len(&self) -> usize {
        self.live
    }

    /// The memory that the pairs take, in bytes, roughly.
    pub fn bytes(&self) -> usize {
        size_of_val(&self.entries[..]) + size_of::<u64>() * self.index.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// The position of a key with that hash, where `same` says which keys are equal that have equal hashes.
    pub fn position_by(
        &self,
        key: Value,
        hash: u64,
        same: impl Fn(Value, Value) -> bool,
    ) -> Option<usize> {
        let is = |entry: &Entry| entry.hash == hash && same(entry.key, key);
        if self.entries.len() <= INDEXED {
            return self
                .entries
                .iter()
                .position(|entry| entry.key != Value::UNSET && is(entry));
        }
        self.index
            .find(hash, |at| is(&self.entries[*at as usize]))
            .map(|at| *at as usize)
    }

    /// The value at a key with that hash, where `same` says which keys are equal that have equal hashes.
    pub fn get_by(
        &self,
        key: Value,
        hash: u64,
        same: impl Fn(Value, Value) -> bool,
    ) -> Option<Value> {
        self.position_by(key, hash, same)
            .map(|at| self.entries[at].value)
    }

    /// The keys that have that hash.
    pub fn with_hash(&self, hash: u64) -> impl Iterator<Item = Value> + '_ {
        let is = move |entry: &&Entry| entry.key != Value::UNSET && entry.hash == hash;
        self.entries.iter().filter(is).map(|entry| entry.key)
    }

    fn position(&self, name: Value) -> Option<usize> {
        self.position_by(name, Self::hash(name), |a, b| a == b)
    }

    /// The value at a name.
    pub fn get(&self, name: Value) -> Option<Value> {
        if self.entries.len() <= INDEXED {
            let entry = self.entries.iter().find(|entry| entry.key == name)?;
            return Some(entry.value);
        }
        self.position(name).map(|at| self.entries[at].value)
    }

    /// Sets the value at a name.
    pub fn set(&mut self, name: Value, value: Value) {
        match self.position(name) {
            Some(at) => self.entries[at].value = value,
            None => self.append(name, Self::hash(name), value),
        }
    }

    /// Removes a name, and gives what was there.
    pub fn remove(&mut self, name: Value) -> Option<Value> {
        self.position(name).map(|at| self.remove_at(at))
    }

    /// Sets the value at a position that `position_by` gave.
    pub fn set_at(&mut self, at: usize, value: Value) {
        self.entries[at].value = value;
    }

    /// Adds a pair whose key, with that hash, is not there yet.
    pub fn append(&mut self, key: Value, hash: u64, value: Value) {
        if self.entries.len() > self.live * 2 + INDEXED {
            self.compact();
        }
        let at = self.entries.len();
        self.entries.push(Entry { key, value, hash });
        self.live += 1;
        if at == INDEXED {
            self.build();
        } else if at > INDEXED {
            let entries = &self.entries;
            self.index
                .insert_unique(hash, at as u32, |at| entries[*at as usize].hash);
        }
    }

    /// Removes the pair at a position that `position_by` gave, and gives its value.
    pub fn remove_at(&mut self, at: usize) -> Value {
        let entry = self.entries[at];
        if self.entries.len() > INDEXED
            && let Ok(found) = self
                .index
                .find_entry(entry.hash, |each| *each as usize == at)
        {
            found.remove();
        }
        self.entries[at].key = Value::UNSET;
        self.entries[at].value = Value::UNSET;
        self.live -= 1;
        if self.live == 0 {
            self.clear();
        }
        entry.value
    }

    /// Removes all.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.index.clear();
        self.live = 0;
    }

    fn compact(&mut self) {
        self.entries.retain(|entry| entry.key != Value::UNSET);
        self.build();
    }

    fn build(&mut self) {
        self.index.clear();
        if self.entries.len() <= INDEXED {
            return;
        }
        let entries = &self.entries;
        for (at, entry) in entries.iter().enumerate() {
            if entry.key != Value::UNSET {
                self.index
                    .insert_unique(entry.hash, at as u32, |at| entries[*at as usize].hash);
            }
        }
    }

    /// The pairs with their hashes, in order.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = (Value, u64, Value)> + '_ {
        self.entries
            .iter()
            .filter(|entry| entry.key != Value::UNSET)
            .map(|entry| (entry.key, entry.hash, entry.value))
    }

    /// The pairs, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Value, Value)> + '_ {
        self.entries
            .iter()
            .filter(|entry| entry.key != Value::UNSET)
            .map(|entry| (entry.key, entry.value))
    }

    /// The first pair at a position or after it, with the position after that.
    pub fn next_from(&self, at: usize) -> Option<(usize, Value, Value)> {
        let skipped = self
            .entries
            .get(at..)?
            .iter()
            .position(|entry| entry.key != Value::UNSET)?;
        let entry = self.entries[at + skipped];
        Some((at + skipped + 1, entry.key, entry.value))
    }

    /// Removes the last pair.
    pub fn pop_last(&mut self) -> Option<(Value, Value)> {
        let at = self
            .entries
            .iter()
            .rposition(|entry| entry.key != Value::UNSET)?;
        let key = self.entries[at].key;
        let value = self.remove_at(at);
        // What was removed behind it is gone as well: popping all takes no longer than looking at all.
        while self
            .entries
            .last()
            .is_some_and(|entry| entry.key == Value::UNSET)
            && self.entries.len() > INDEXED + 1
        {
            self.entries.pop();
        }
        Some((key, value))
    }

    /// Visits every pair.
    pub fn visit(&mut self, codec: &mut impl Codec) {
        if self.entries.len() != self.live {
            self.compact();
        }
        let mut length = self.entries.len();
        codec.length(&mut length);
        let empty = Entry {
            key: Value::UNSET,
            value: Value::UNSET,
            hash: 0,
        };
        self.entries.resize(length, empty);
        self.live = length;
        for entry in &mut self.entries {
            codec.value(&mut entry.key);
            codec.value(&mut entry.value);
            if entry.key.as_heap().is_some() {
                codec.word(&mut entry.hash);
            } else {
                entry.hash = Self::hash(entry.key);
            }
        }
        if length > INDEXED && self.index.len() != length {
            self.build();
        }
    }
}
