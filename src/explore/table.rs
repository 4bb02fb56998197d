//! The states of an exploration, each of them once.
//!
//! A row is found by 64 bits of hash and then compared as a whole, so a collision costs time and no state. A slot holds half of
//! the hash beside the state's number: most probes are decided without touching a row, and growing touches none. Slots are in
//! shards by the hash's low bits, so that several threads can look for different rows at once.

use crate::machine::mix;

/// How many shards there are, whatever the number of threads: so neither numbers nor memory depend on that.
pub const SHARDS: usize = 16;

/// The hash of a row.
pub fn hash(row: &[u32]) -> u64 {
    let mut hash = row.len() as u64;
    let mut pairs = row.chunks_exact(2);
    for pair in &mut pairs {
        hash = mix(hash ^ (u64::from(pair[0]) << 32 | u64::from(pair[1])));
    }
    if let [last] = pairs.remainder() {
        hash = mix(hash ^ u64::from(*last));
    }
    hash
}

/// The shard of a hash.
pub const fn shard_of(hash: u64) -> usize {
    (hash % SHARDS as u64) as usize
}

/// A part of the slots: open addressing, linear probing. A slot is the hash's upper half and a number and one, or 0.
#[derive(Clone, Debug)]
pub struct Shard {
    /// A power of two of them, at least two.
    slots: Vec<u64>,
    used: usize,
}

impl Shard {
    fn new() -> Self {
        Self {
            slots: vec![0; 64],
            used: 0,
        }
    }

    /// By the upper bits, so that growing keeps the order of slots.
    fn home(&self, hash: u64) -> usize {
        (hash >> (64 - self.slots.len().trailing_zeros())) as usize
    }

    /// Reads where searches for these will begin: so many reads wait for the memory at once, searches one after the other.
    pub fn touch_all(&self, hashes: impl Iterator<Item = u64>) {
        let sum = hashes.fold(0, |sum, hash| sum ^ self.slots[self.home(hash)]);
        std::hint::black_box(sum);
    }

    /// Reads where a search will begin.
    pub fn touch(&self, hash: u64) -> u64 {
        self.slots[self.home(hash)]
    }

    /// Makes room for as many more.
    pub fn reserve(&mut self, more: usize) {
        // At most two thirds full, so that probing stays short.
        while (self.used + more) * 3 > self.slots.len() * 2 {
            let old = std::mem::take(&mut self.slots);
            self.slots = vec![0; old.len() * 2];
            for slot in old {
                if slot != 0 {
                    let mut place = self.home(slot);
                    while self.slots[place] != 0 {
                        place = (place + 1) & (self.slots.len() - 1);
                    }
                    self.slots[place] = slot;
                }
            }
        }
    }

    /// The number of the row with this hash for which `equal` holds; or it is entered as `number`, and this is where. There
    /// must be room.
    pub fn find_or_enter(
        &mut self,
        hash: u64,
        number: u32,
        equal: impl Fn(u32) -> bool,
    ) -> Result<u32, usize> {
        let half = hash >> 32 << 32;
        let mut place = self.home(hash);
        loop {
            let slot = self.slots[place];
            if slot == 0 {
                self.slots[place] = half | (u64::from(number) + 1);
                self.used += 1;
                return Err(place);
            }
            let found = slot as u32 - 1;
            if (slot ^ half) >> 32 == 0 && equal(found) {
                return Ok(found);
            }
            place = (place + 1) & (self.slots.len() - 1);
        }
    }

    /// Gives the row entered there another number.
    pub fn renumber(&mut self, place: usize, number: u32) {
        self.slots[place] = self.slots[place] >> 32 << 32 | (u64::from(number) + 1);
    }
}

/// The rows of all states, and where they begin.
#[derive(Clone, Debug)]
pub struct Rows {
    words: Vec<u32>,
    starts: Vec<u64>,
}

impl Rows {
    /// The row of a state.
    pub fn row(&self, number: u32) -> &[u32] {
        let number = number as usize;
        &self.words[self.starts[number] as usize..self.starts[number + 1] as usize]
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Appends rows that are still to be written: so many, and so many words. Gives where their words are to go, and where it is
    /// to be written where each ends.
    pub fn extend(&mut self, rows: usize, words: usize) -> (u64, &mut [u32], &mut [u64]) {
        let (begin, count) = (self.words.len(), self.starts.len());
        self.words.resize(begin + words, 0);
        self.starts.resize(count + rows, 0);
        (
            begin as u64,
            &mut self.words[begin..],
            &mut self.starts[count..],
        )
    }

    /// Appends a row, and says its number.
    pub fn push(&mut self, row: &[u32]) -> u32 {
        let number = self.len() as u32;
        self.words.extend_from_slice(row);
        self.starts.push(self.words.len() as u64);
        number
    }
}

/// States, numbered from 0 as they come.
#[derive(Clone, Debug)]
pub struct Table {
    /// What they are.
    pub rows: Rows,
    /// How they are found.
    pub shards: Vec<Shard>,
}

impl Default for Table {
    fn default() -> Self {
        Self {
            rows: Rows {
                words: Vec::new(),
                starts: vec![0],
            },
            shards: vec![Shard::new(); SHARDS],
        }
    }
}

impl Table {
    /// How many states there can be: numbers have 32 bits, and some are needed on the way.
    pub const LIMIT: u64 = 1 << 31;

    /// The row of a state.
    pub fn row(&self, number: u32) -> &[u32] {
        self.rows.row(number)
    }

    /// How many states there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The number of a row with this hash, and whether it is new.
    pub fn insert(&mut self, row: &[u32], hash: u64) -> (u32, bool) {
        let Self { rows, shards } = self;
        let shard = &mut shards[shard_of(hash)];
        shard.reserve(1);
        let next = rows.len() as u32;
        match shard.find_or_enter(hash, next, |number| rows.row(number) == row) {
            Ok(number) => (number, false),
            Err(_) => (rows.push(row), true),
        }
    }

    /// The memory that rows and slots take, in bytes: slots by their average number, which does not depend on how many
    /// successors were looked for at once, so that a budget ends every search at the same state.
    pub fn bytes(&self) -> u64 {
        self.rows.words.len() as u64 * 4 + self.rows.len() as u64 * (8 + 2 * 8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_one_hash_stay_apart() {
        let mut table = Table::default();
        let rows: Vec<Vec<u32>> = (0..1000u32).map(|n| vec![n % 7; n as usize % 5]).collect();
        let mut distinct: Vec<&Vec<u32>> = Vec::new();
        for row in &rows {
            let (number, new) = table.insert(row, 0x1234_5678_0000_0003);
            assert_eq!(new, !distinct.contains(&row));
            if new {
                distinct.push(row);
            }
            assert_eq!(table.row(number), row.as_slice());
        }
        assert_eq!(table.len(), distinct.len());
    }

    #[test]
    fn growing_loses_nothing() {
        let mut table = Table::default();
        for n in 0..100_000u32 {
            let row = [n, n ^ 1, 0];
            assert_eq!(table.insert(&row, hash(&row)), (n, true));
        }
        for n in 0..100_000u32 {
            let row = [n, n ^ 1, 0];
            assert_eq!(table.insert(&row, hash(&row)), (n, false));
        }
    }
}
