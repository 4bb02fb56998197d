//! The generator of Python's `random`, with the same numbers for the same seeds.

use num_bigint::{BigInt, BigUint};
use num_traits::Zero;
use sha2::{Digest, Sha512};

/// Words of the state.
const SIZE: usize = 624;
/// The distance of the words that are combined.
const DISTANCE: usize = 397;

/// MT19937, the Mersenne Twister of Makoto Matsumoto and Takuji Nishimura ("Mersenne Twister: a 623-dimensionally
/// equidistributed uniform pseudo-random number generator", ACM TOMACS, 1998), used as CPython's `_randommodule.c` uses it. Not
/// for secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MersenneTwister {
    words: Box<[u32; SIZE]>,
    /// How many of the words have been used.
    used: u32,
}

impl Default for MersenneTwister {
    /// With the seed 0.
    fn default() -> Self {
        Self::from_key(&[0])
    }
}

impl MersenneTwister {
    /// Words of the encoded state.
    pub const ENCODED: usize = SIZE / 2 + 1;

    /// `random.seed(int)`; the sign does not matter.
    pub fn from_int(seed: &BigInt) -> Self {
        let mut key = seed.magnitude().to_u32_digits();
        if key.is_empty() {
            key.push(0);
        }
        Self::from_key(&key)
    }

    /// `random.seed(float)` and that of others that are seeds by their hash.
    pub fn from_hash(hash: i64) -> Self {
        Self::from_int(&BigInt::from(hash as u64))
    }

    /// `random.seed(bytes)`, and that of a str by its UTF-8.
    pub fn from_bytes(seed: &[u8]) -> Self {
        let hash = Sha512::digest(seed);
        let int = BigUint::from_bytes_be(&[seed, &hash[..]].concat());
        Self::from_int(&int.into())
    }

    /// `init_by_array` of the authors' `mt19937ar.c` (2002).
    fn from_key(key: &[u32]) -> Self {
        let mut words = Box::new([0; SIZE]);
        words[0] = 19_650_218_u32;
        for place in 1..SIZE {
            let before = words[place - 1];
            words[place] = (before ^ before >> 30)
                .wrapping_mul(1_812_433_253)
                .wrapping_add(place as u32);
        }
        let mut place = 1;
        // Each word with the one before; the first is the last one's neighbour.
        let mut stir = |factor: u32, add: u32, subtract: u32| {
            let before = words[place - 1];
            words[place] = (words[place] ^ (before ^ before >> 30).wrapping_mul(factor))
                .wrapping_add(add)
                .wrapping_sub(subtract);
            place += 1;
            if place == SIZE {
                words[0] = words[SIZE - 1];
                place = 1;
            }
            place as u32
        };
        for (number, word) in key
            .iter()
            .zip(0_u32..)
            .cycle()
            .take(SIZE.max(key.len()))
            .map(|(word, number)| (number, word))
        {
            stir(1_664_525, word.wrapping_add(number), 0);
        }
        let mut next = (SIZE.max(key.len()) % (SIZE - 1)) as u32 + 1;
        for _ in 1..SIZE {
            next = stir(1_566_083_941, 0, next);
        }
        words[0] = 0x8000_0000;
        Self {
            words,
            used: SIZE as u32,
        }
    }

    /// 32 random bits.
    pub fn word(&mut self) -> u32 {
        if self.used as usize >= SIZE {
            self.twist();
        }
        let mut word = self.words[self.used as usize];
        self.used += 1;
        word ^= word >> 11;
        word ^= word << 7 & 0x9d2c_5680;
        word ^= word << 15 & 0xefc6_0000;
        word ^ word >> 18
    }

    fn twist(&mut self) {
        for place in 0..SIZE {
            let mixed =
                self.words[place] & 0x8000_0000 | self.words[(place + 1) % SIZE] & 0x7fff_ffff;
            let odd = if mixed & 1 == 1 { 0x9908_b0df } else { 0 };
            self.words[place] = self.words[(place + DISTANCE) % SIZE] ^ mixed >> 1 ^ odd;
        }
        self.used = 0;
    }

    /// `random.random()`: from 0 up to but not including 1, with 53 bits.
    pub fn random(&mut self) -> f64 {
        let (high, low) = (self.word() >> 5, self.word() >> 6);
        (f64::from(high) * 67_108_864.0 + f64::from(low)) / 9_007_199_254_740_992.0
    }

    /// `random.getrandbits(count)`. The caller sees to it that an int may have so many.
    pub fn bits(&mut self, count: u32) -> BigInt {
        let mut words = Vec::with_capacity(count.div_ceil(32) as usize);
        let mut left = count;
        while left > 0 {
            let taken = left.min(32);
            words.push(self.word() >> (32 - taken));
            left -= taken;
        }
        BigUint::new(words).into()
    }

    /// An int from 0 up to but not including `limit` (`Random._randbelow`), of which the others are made; 0 for 0.
    pub fn below(&mut self, limit: &BigInt) -> BigInt {
        if limit.is_zero() {
            return BigInt::ZERO;
        }
        // An int with more bits than 2^32 does not fit into memory.
        let count = limit.bits() as u32;
        loop {
            let bits = self.bits(count);
            if bits.magnitude() < limit.magnitude() {
                return bits;
            }
        }
    }

    /// The state in [`Self::ENCODED`] words.
    pub fn encode(&self) -> Vec<u64> {
        let pairs = self.words.chunks_exact(2);
        let words = pairs.map(|pair| u64::from(pair[0]) | u64::from(pair[1]) << 32);
        words.chain([self.used.into()]).collect()
    }

    /// The state that was encoded so; None if it was none.
    pub fn decode(encoded: &[u64]) -> Option<Self> {
        let (used, pairs) = encoded.split_last()?;
        let used = u32::try_from(*used)
            .ok()
            .filter(|used| *used as usize <= SIZE)?;
        let words: Vec<u32> = pairs
            .iter()
            .flat_map(|pair| [*pair as u32, (pair >> 32) as u32])
            .collect();
        Some(Self {
            words: words.into_boxed_slice().try_into().ok()?,
            used,
        })
    }
}
