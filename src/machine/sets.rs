//! Sets that are iterated in CPython's order, and the hashes that this order comes from.

use super::codec::Codec;
use super::hash::HashState;
use super::raised::{Raised, Raises};
use super::value::Value;
use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive;
use std::hash::{BuildHasher, Hasher};

/// Bits of the prime that hashes of numbers are taken by: 2^61 - 1.
const HASH_BITS: u32 = 61;
const HASH_MODULUS: u64 = (1 << HASH_BITS) - 1;

/// -1 means an error in CPython's functions.
fn no_error(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}

/// `hash(int)`.
pub fn hash_int(int: &BigInt) -> i64 {
    let rest = (int.magnitude() % HASH_MODULUS).to_i64().unwrap_or(0);
    no_error(if int.sign() == Sign::Minus {
        -rest
    } else {
        rest
    })
}

/// `hash(float)`: that of the int, if it is one (`_Py_HashDouble`). That of NaN is 0; CPython takes its address.
pub fn hash_float(float: f64) -> i64 {
    if float.is_nan() {
        return 0;
    }
    if float.is_infinite() {
        return if float > 0.0 { 314_159 } else { -314_159 };
    }
    let bits = float.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i64;
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, exponent) = if exponent == 0 {
        (fraction, -1074)
    } else {
        (fraction | 1 << 52, exponent - 1075)
    };
    // A power of two turns the bits round, as 2^61 is 1.
    let turn = exponent.rem_euclid(HASH_BITS.into()) as u32;
    let turned = (mantissa << turn & HASH_MODULUS) | mantissa >> (HASH_BITS - turn);
    let rest = (turned % HASH_MODULUS) as i64;
    no_error(if float < 0.0 { -rest } else { rest })
}

/// `hash(tuple)` by the hashes of the items: xxHash (Yann Collet) in the variant of `tupleobject.c`.
pub fn hash_tuple(items: &[i64]) -> i64 {
    const PRIMES: [u64; 3] = [
        11_400_714_785_074_694_791,
        14_029_467_366_897_019_727,
        2_870_177_450_012_600_261,
    ];
    let sum = items.iter().fold(PRIMES[2], |sum, item| {
        sum.wrapping_add((*item as u64).wrapping_mul(PRIMES[1]))
            .rotate_left(31)
            .wrapping_mul(PRIMES[0])
    });
    match sum.wrapping_add(items.len() as u64 ^ PRIMES[2] ^ 3_527_539) as i64 {
        -1 => 1_546_275_796,
        hash => hash,
    }
}

/// A hash of str or bytes that is the same in every run. CPython's has a random seed, so no order of theirs is to be kept.
pub fn hash_bytes(bytes: &[u8]) -> i64 {
    let mut hasher = HashState.build_hasher();
    hasher.write(bytes);
    no_error(hasher.finish() as i64)
}

/// A place in the table of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot<K> {
    /// Nothing has been here.
    Unused,
    /// What was here was removed.
    Dummy,
    /// A key with its hash.
    Key(K, i64),
}

/// A set as `setobject.c` of CPython 3.11 has it: a table with open addressing, whose order is the order of iteration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderedTable<K> {
    /// As many as a power of two.
    slots: Vec<Slot<K>>,
    /// Slots that are not unused.
    fill: usize,
    /// Keys.
    used: usize,
    /// Where `pop` goes on.
    finger: usize,
}

const LEAST_SIZE: usize = 8;
/// Slots looked at one after the other before the next jump.
const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;
/// Beyond so many keys a table grows by two and not by four.
const MANY: usize = 50_000;

impl<K> Default for OrderedTable<K> {
    fn default() -> Self {
        Self {
            slots: unused(LEAST_SIZE),
            fill: 0,
            used: 0,
            finger: 0,
        }
    }
}

fn unused<K>(size: usize) -> Vec<Slot<K>> {
    std::iter::repeat_with(|| Slot::Unused).take(size).collect()
}

/// The places at which a hash is looked for.
fn probes(hash: i64, size: usize) -> impl Iterator<Item = usize> {
    let mask = size as u64 - 1;
    let mut perturb = hash as u64;
    let mut place = perturb & mask;
    std::iter::repeat_with(move || {
        let linear = if place + LINEAR_PROBES as u64 <= mask {
            LINEAR_PROBES as u64
        } else {
            0
        };
        let run = place as usize..=(place + linear) as usize;
        perturb >>= PERTURB_SHIFT;
        place = place.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb) & mask;
        run
    })
    .flatten()
}

impl<K: Copy> OrderedTable<K> {
    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.used
    }

    /// The memory that its slots take, in bytes.
    pub fn bytes(&self) -> usize {
        self.slots.capacity() * size_of::<Slot<K>>()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.used == 0
    }

    /// The keys with their hashes, in the order of iteration.
    pub fn iter(&self) -> impl Iterator<Item = (K, i64)> {
        self.slots.iter().filter_map(|slot| match slot {
            Slot::Key(key, hash) => Some((*key, *hash)),
            _ => None,
        })
    }

    /// The key at or behind a place in the table, and the place behind it: an iterator of Python keeps that place.
    pub fn next_from(&self, place: usize) -> Option<(K, usize)> {
        let slots = self.slots.get(place..)?;
        slots
            .iter()
            .zip(place + 1..)
            .find_map(|(slot, next)| match slot {
                Slot::Key(key, _) => Some((*key, next)),
                _ => None,
            })
    }

    /// The table, and where `pop` goes on: all that tells this set from another.
    pub fn parts(&self) -> (&[Slot<K>], usize) {
        (&self.slots, self.finger)
    }

    /// The set with these [`Self::parts`]; None if the size of the table is no power of two from 8 on, or no slot is unused.
    pub fn from_parts(slots: Vec<Slot<K>>, finger: usize) -> Option<Self> {
        let fill = slots
            .iter()
            .filter(|slot| !matches!(slot, Slot::Unused))
            .count();
        let used = slots
            .iter()
            .filter(|slot| matches!(slot, Slot::Key(..)))
            .count();
        let valid =
            slots.len() >= LEAST_SIZE && slots.len().is_power_of_two() && fill < slots.len();
        valid.then_some(Self {
            slots,
            fill,
            used,
            finger,
        })
    }

    /// Keys get other names, which changes neither hashes nor order.
    pub fn rename(&mut self, mut name: impl FnMut(K) -> K) {
        for slot in &mut self.slots {
            if let Slot::Key(key, _) = slot {
                *key = name(*key);
            }
        }
    }

    /// The place of a key, or the unused one where the search for it ends.
    fn search(&self, hash: i64, is_equal: &mut impl FnMut(K) -> bool) -> (usize, bool) {
        for place in probes(hash, self.slots.len()) {
            match self.slots[place] {
                Slot::Unused => return (place, false),
                Slot::Key(key, other) if other == hash && is_equal(key) => return (place, true),
                _ => {}
            }
        }
        unreachable!("probes do not end")
    }

    /// The key in the set that is equal to one with this hash.
    pub fn find(&self, hash: i64, mut is_equal: impl FnMut(K) -> bool) -> Option<K> {
        match (self.search(hash, &mut is_equal), &self.slots) {
            ((place, true), slots) => match slots[place] {
                Slot::Key(key, _) => Some(key),
                _ => None,
            },
            _ => None,
        }
    }

    /// `set.add`: whether it was not there before.
    pub fn add(&mut self, key: K, hash: i64, mut is_equal: impl FnMut(K) -> bool) -> bool {
        let mut dummy = None;
        for place in probes(hash, self.slots.len()) {
            match self.slots[place] {
                Slot::Key(found, other) if other == hash && is_equal(found) => return false,
                Slot::Key(..) => {}
                // The last dummy on the way is used again.
                Slot::Dummy => dummy = Some(place),
                Slot::Unused => {
                    self.slots[dummy.unwrap_or(place)] = Slot::Key(key, hash);
                    self.used += 1;
                    if dummy.is_none() {
                        self.fill += 1;
                        if self.fill * 5 >= (self.slots.len() - 1) * 3 {
                            self.grow();
                        }
                    }
                    return true;
                }
            }
        }
        unreachable!("probes do not end")
    }

    fn grow(&mut self) {
        self.resize(if self.used > MANY {
            self.used * 2
        } else {
            self.used * 4
        });
    }

    /// `set.discard`: whether it was there. `remove` raises KeyError if not.
    pub fn discard(&mut self, hash: i64, mut is_equal: impl FnMut(K) -> bool) -> bool {
        let (place, found) = self.search(hash, &mut is_equal);
        if found {
            self.slots[place] = Slot::Dummy;
            self.used -= 1;
        }
        found
    }

    /// `set.pop`.
    ///
    /// # Errors
    /// KeyError if the set is empty.
    pub fn pop(&mut self) -> Result<K, Raised> {
        let start = self.finger & (self.slots.len() - 1);
        let places = (start..self.slots.len()).chain(0..start);
        for place in places {
            if let Slot::Key(key, _) = self.slots[place] {
                self.slots[place] = Slot::Dummy;
                self.used -= 1;
                self.finger = place + 1;
                return Ok(key);
            }
        }
        Err(Raised::new(Raises::KeyError, "pop from an empty set"))
    }

    /// `set.clear`. Where `pop` goes on stays.
    pub fn clear(&mut self) {
        *self = Self {
            finger: self.finger,
            ..Self::default()
        };
    }

    /// A table with more than `least` slots, without dummies.
    fn resize(&mut self, least: usize) {
        let size = (least + 1).next_power_of_two().max(LEAST_SIZE);
        if size == LEAST_SIZE && self.slots.len() == LEAST_SIZE && self.fill == self.used {
            return;
        }
        let old = std::mem::replace(&mut self.slots, unused(size));
        self.fill = self.used;
        for slot in old {
            self.insert_clean(slot);
        }
    }

    /// A key that is not in the table, which has no dummies.
    fn insert_clean(&mut self, slot: Slot<K>) {
        if let Slot::Key(_, hash) = slot {
            let is_free = |place: &usize| matches!(self.slots[*place], Slot::Unused);
            if let Some(place) = probes(hash, self.slots.len()).find(is_free) {
                self.slots[place] = slot;
            }
        }
    }

    /// Makes room for so many more keys, as `set.update` does before it adds those of a set or dict.
    pub fn reserve(&mut self, count: usize) {
        if (self.fill + count) * 5 >= (self.slots.len() - 1) * 3 {
            self.resize((self.used + count) * 2);
        }
    }

    /// `set.update(other)`. For a set and itself, and in the union of a set and itself, nothing is to be merged; that union is
    /// the copy.
    pub fn merge(&mut self, other: &Self, mut are_equal: impl FnMut(K, K) -> bool) {
        if other.used == 0 {
            return;
        }
        self.reserve(other.used);
        if self.fill == 0 {
            if self.slots.len() == other.slots.len() && other.fill == other.used {
                self.slots.clone_from(&other.slots);
            } else {
                for slot in &other.slots {
                    self.insert_clean(*slot);
                }
            }
            (self.fill, self.used) = (other.used, other.used);
            return;
        }
        for (key, hash) in other.iter() {
            self.add(key, hash, |found| are_equal(found, key));
        }
    }

    /// `set.copy`, which need not have the same order.
    pub fn copied(&self) -> Self {
        let mut copy = Self::default();
        // Nothing is there to be equal.
        copy.merge(self, |_, _| false);
        copy
    }

    /// `set & other`. For a set and itself, it is the copy.
    pub fn intersection(&self, other: &Self, mut are_equal: impl FnMut(K, K) -> bool) -> Self {
        let (small, great) = if other.used > self.used {
            (self, other)
        } else {
            (other, self)
        };
        let mut both = Self::default();
        for (key, hash) in small.iter() {
            if great.find(hash, |found| are_equal(found, key)).is_some() {
                both.add(key, hash, |found| are_equal(found, key));
            }
        }
        both
    }

    /// `set - other`.
    pub fn difference(&self, other: &Self, mut are_equal: impl FnMut(K, K) -> bool) -> Self {
        if self.used >> 2 > other.used {
            let mut rest = self.copied();
            rest.subtract(other, are_equal);
            return rest;
        }
        let mut rest = Self::default();
        for (key, hash) in self.iter() {
            if other.find(hash, |found| are_equal(found, key)).is_none() {
                rest.add(key, hash, |found| are_equal(found, key));
            }
        }
        rest
    }

    /// `set -= other`. For a set and itself, [`Self::clear`] is to be called.
    pub fn subtract(&mut self, other: &Self, mut are_equal: impl FnMut(K, K) -> bool) {
        for (key, hash) in other.iter() {
            self.discard(hash, |found| are_equal(found, key));
        }
        self.sweep();
    }

    /// Dummies are removed where they are more than a quarter, as `difference_update` does at its end.
    pub fn sweep(&mut self) {
        if self.fill - self.used > (self.slots.len() - 1) / 4 {
            self.grow();
        }
    }

    /// `set ^ other`.
    pub fn symmetric_difference(&self, other: &Self, are_equal: impl FnMut(K, K) -> bool) -> Self {
        let mut one = other.copied();
        one.toggle(self, are_equal);
        one
    }

    /// `set ^= other`. For a set and itself, [`Self::clear`] is to be called.
    pub fn toggle(&mut self, other: &Self, mut are_equal: impl FnMut(K, K) -> bool) {
        for (key, hash) in other.iter() {
            if !self.discard(hash, |found| are_equal(found, key)) {
                self.add(key, hash, |found| are_equal(found, key));
            }
        }
    }
}

impl OrderedTable<Value> {
    /// Visits all of the table: which places were used tells the order in which items to come will be.
    pub fn visit(&mut self, codec: &mut impl Codec) {
        let mut size = self.slots.len();
        codec.length(&mut size);
        codec.length(&mut self.finger);
        self.slots.resize(size, Slot::Unused);
        for slot in &mut self.slots {
            let mut kind = match slot {
                Slot::Unused => 0,
                Slot::Dummy => 1,
                Slot::Key(..) => 2,
            };
            codec.number(&mut kind);
            *slot = match (kind, *slot) {
                (0, _) => Slot::Unused,
                (1, _) => Slot::Dummy,
                (_, old) => {
                    let (mut key, mut word) = match old {
                        Slot::Key(key, hash) => (key, hash as u64),
                        _ => (Value::UNSET, 0),
                    };
                    codec.value(&mut key);
                    codec.word(&mut word);
                    Slot::Key(key, word as i64)
                }
            };
        }
        self.fill = self
            .slots
            .iter()
            .filter(|slot| !matches!(slot, Slot::Unused))
            .count();
        self.used = self
            .slots
            .iter()
            .filter(|slot| matches!(slot, Slot::Key(..)))
            .count();
    }
}
