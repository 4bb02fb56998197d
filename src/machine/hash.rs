//! A hash of 64 bits that is the same everywhere: `usize` has 32 bits in Wasm, and std's hasher a random seed.

use std::hash::{BuildHasher, Hasher};

/// Spreads every bit of a word over all of them (the finalizer of SplitMix64: Steele, Lea and Flood, "Fast Splittable
/// Pseudorandom Number Generators", 2014).
pub const fn mix(word: u64) -> u64 {
    let word = (word ^ word >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let word = (word ^ word >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ word >> 31
}

/// Hashes word after word.
#[derive(Clone, Copy, Debug)]
pub struct Hash64(u64);

impl Hash64 {
    fn add(&mut self, word: u64) {
        self.0 = mix(self.0.rotate_left(5) ^ word).wrapping_add(0x9e37_79b9_7f4a_7c15);
    }
}

impl Hasher for Hash64 {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            self.add(u64::from_le_bytes(
                chunk.try_into().expect("a chunk has eight bytes"),
            ));
        }
        let mut last = [0; 8];
        last[..chunks.remainder().len()].copy_from_slice(chunks.remainder());
        // The length tells an end of zeros from no end.
        self.add(u64::from_le_bytes(last));
        self.add(bytes.len() as u64);
    }

    fn write_u64(&mut self, word: u64) {
        self.add(word);
    }

    fn write_u32(&mut self, word: u32) {
        self.add(word.into());
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(byte.into());
    }

    fn write_usize(&mut self, word: usize) {
        self.add(word as u64);
    }
}

/// Makes [`Hash64`] for maps.
#[derive(Clone, Copy, Debug, Default)]
pub struct HashState;

impl BuildHasher for HashState {
    type Hasher = Hash64;

    fn build_hasher(&self) -> Hash64 {
        Hash64(0)
    }
}
