//! The random items and delays of the labs that produce and consume: the same for the same seed, on every machine.

/// A small generator of random numbers; not for secrets.
///
/// SplitMix64 (G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014), with the
/// constants of S. Vigna's `splitmix64.c` (2015).
#[derive(Clone, Debug)]
pub struct Random {
    state: u64,
}

/// The odd integer next to 2^64 divided by the golden ratio.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

impl Random {
    /// The generator that begins with `seed`.
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The generator of actor `number` (or of whatever is numbered) in a run with this seed. Each draws from its own, so that
    /// what it draws does not depend on who comes first. As when `SplittableRandom` splits, a draw from the seed's own
    /// generator is where the other begins.
    pub fn of(seed: u64, number: u64) -> Self {
        let mut seeds = Self::new(seed.wrapping_add(STEP.wrapping_mul(number)));
        Self::new(seeds.draw())
    }

    /// 64 random bits.
    pub fn draw(&mut self) -> u64 {
        self.state = self.state.wrapping_add(STEP);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// An item: a whole number from 1 to 10.
    pub fn item(&mut self) -> i64 {
        // The upper half of a product with a random fraction. Some numbers come more often by 1 in 2^29, not to be noticed.
        1 + (((self.draw() >> 32) * 10) >> 32) as i64
    }

    /// A delay in seconds: from 0 to less than twice the mean, each as likely as any other. With a mean of half a second, it
    /// is the course's `random()`.
    pub fn delay(&mut self, mean: f64) -> f64 {
        /// The distance of the numbers below 1 that have all bits of an `f64`.
        const UNIT: f64 = 1.0 / (1_u64 << 53) as f64;
        let fraction = (self.draw() >> 11) as f64 * UNIT;
        2.0 * mean * fraction
    }
}
