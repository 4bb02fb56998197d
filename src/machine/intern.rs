//! Components of states, each of them once: a component is then a number of four bytes, and equal states are equal rows of
//! numbers.

use super::hash::mix;

/// A component's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Component(pub u32);

/// Where a component's words are, and their hash.
#[derive(Clone, Copy, Debug)]
struct Entry {
    hash: u64,
    start: usize,
    length: u32,
}

/// Rows of words, each of them once. They are compared as a whole, so a collision of hashes costs time and no state.
#[derive(Clone, Debug, Default)]
pub struct Interner {
    words: Vec<u64>,
    entries: Vec<Entry>,
    /// Open addressing, linear probing: a number and one, or 0. The length is a power of two.
    slots: Vec<u32>,
}

impl Interner {
    /// The hash of a component's words, which does not depend on the order in which components were interned.
    pub fn hash(words: &[u64]) -> u64 {
        words
            .iter()
            .fold(words.len() as u64, |hash, word| mix(hash ^ word))
    }

    /// The number of these words.
    ///
    /// # Panics
    /// If there are 2^32 - 1 components, which take more memory than there is.
    pub fn intern(&mut self, words: &[u64]) -> Component {
        // At most three quarters full, so that probing stays short.
        if self.entries.len() * 4 >= self.slots.len() * 3 {
            self.grow();
        }
        let hash = Self::hash(words);
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        while let Some(number) = self.slots[slot].checked_sub(1) {
            if self.entries[number as usize].hash == hash && self.words(Component(number)) == words
            {
                return Component(number);
            }
            slot = (slot + 1) & mask;
        }
        let number = self.entries.len() as u32;
        self.slots[slot] = number
            .checked_add(1)
            .expect("memory ends before numbers do");
        let length = words.len() as u32;
        self.entries.push(Entry {
            hash,
            start: self.words.len(),
            length,
        });
        self.words.extend_from_slice(words);
        Component(number)
    }

    /// The words of a component.
    pub fn words(&self, component: Component) -> &[u64] {
        let entry = self.entries[component.0 as usize];
        &self.words[entry.start..entry.start + entry.length as usize]
    }

    /// What a component at this place of a state adds to the state's hash: the sum over all places. So a step that changes two
    /// components changes the sum by two differences.
    pub fn share(&self, place: u32, component: Component) -> u64 {
        mix(self.entries[component.0 as usize]
            .hash
            .wrapping_add(mix(place.into())))
    }

    /// How many components there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The memory that they take, in bytes.
    pub fn bytes(&self) -> usize {
        self.words.capacity() * size_of::<u64>()
            + self.entries.capacity() * size_of::<Entry>()
            + self.slots.capacity() * size_of::<u32>()
    }

    fn grow(&mut self) {
        let length = (self.slots.len() * 2).max(16);
        self.slots = vec![0; length];
        for (number, entry) in self.entries.iter().enumerate() {
            let mut slot = entry.hash as usize & (length - 1);
            while self.slots[slot] != 0 {
                slot = (slot + 1) & (length - 1);
            }
            self.slots[slot] = number as u32 + 1;
        }
    }
}
