//! A value in one word.
//!
//! | bits 63 to 51 | bits 50 to 48 | bits 47 to 0 | what |
//! | --- | --- | --- | --- |
//! | not all set | | | a float, as it is; every NaN is written as the positive quiet one |
//! | all set | 0 | two's complement | a small int |
//! | all set | 1 | number | a singleton |
//! | all set | 2 | index | in the pool: cannot change, and leads to nothing that can |
//! | all set | 3 | index | in the heap |
//!
//! All set means a negative quiet NaN, which no float is after that rewriting.

const BOXED: u64 = 0xfff8_0000_0000_0000;
const NAN: u64 = 0x7ff8_0000_0000_0000;
const PAYLOAD: u64 = 0x0000_ffff_ffff_ffff;
const TAG: u32 = 48;
const SMALL: u64 = 0;
const SINGLETON: u64 = 1;
const POOL: u64 = 2;
const HEAP: u64 = 3;

/// A value that there is once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Singleton {
    /// An unbound variable, or a slot that nobody reads again. Never seen by a program.
    Unset,
    /// `None`
    None,
    /// `False`
    False,
    /// `True`
    True,
    /// `...`
    Ellipsis,
    /// `NotImplemented`
    NotImplemented,
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A float.
    Float(f64),
    /// An int from [`Value::LEAST`] to [`Value::GREATEST`].
    Small(i64),
    /// One of those.
    Singleton(Singleton),
    /// An index into the pool.
    Pool(u32),
    /// An index into the heap.
    Heap(u32),
}

/// A value in one word. Equal words are the same value; for what cannot change the reverse holds as well, because the pool
/// has each content once.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Value(u64);

impl Value {
    /// The least int that is in the word itself.
    pub const LEAST: i64 = -(1 << 47);
    /// The greatest int that is in the word itself.
    pub const GREATEST: i64 = (1 << 47) - 1;
    /// An unbound variable, or a slot that nobody reads again.
    pub const UNSET: Self = Self::singleton(Singleton::Unset);
    /// `None`
    pub const NONE: Self = Self::singleton(Singleton::None);
    /// `True`
    pub const TRUE: Self = Self::singleton(Singleton::True);
    /// `False`
    pub const FALSE: Self = Self::singleton(Singleton::False);
    /// `NotImplemented`
    pub const NOT_IMPLEMENTED: Self = Self::singleton(Singleton::NotImplemented);

    const fn boxed(tag: u64, payload: u64) -> Self {
        Self(BOXED | tag << TAG | payload & PAYLOAD)
    }

    /// A value that there is once.
    pub const fn singleton(singleton: Singleton) -> Self {
        Self::boxed(SINGLETON, singleton as u64)
    }

    /// `True` or `False`.
    pub const fn bool(value: bool) -> Self {
        Self::singleton(if value {
            Singleton::True
        } else {
            Singleton::False
        })
    }

    /// An int, if it is small enough to be in the word.
    pub const fn small(int: i64) -> Option<Self> {
        if Self::LEAST <= int && int <= Self::GREATEST {
            Some(Self::boxed(SMALL, int as u64))
        } else {
            None
        }
    }

    /// An int that is known to be small enough.
    pub const fn int(int: i64) -> Self {
        Self::boxed(SMALL, int as u64)
    }

    /// The int that is in the word itself.
    #[inline]
    pub const fn as_small(self) -> Option<i64> {
        if self.0 >> TAG == BOXED >> TAG | SMALL {
            Some((self.0 << 16) as i64 >> 16)
        } else {
            None
        }
    }

    /// The index in the heap.
    #[inline]
    pub const fn as_heap(self) -> Option<u32> {
        if self.0 >> TAG == BOXED >> TAG | HEAP {
            Some(self.0 as u32)
        } else {
            None
        }
    }

    /// Whether it is in the pool or in the heap.
    #[inline]
    pub const fn is_index(self) -> bool {
        // The two tags differ in their last bit alone.
        self.0 >> (TAG + 1) == (BOXED >> TAG | POOL) >> 1
    }

    /// From the word.
    pub const fn from_word(word: u64) -> Self {
        Self(word)
    }

    /// A float.
    pub fn float(float: f64) -> Self {
        Self(if float.is_nan() { NAN } else { float.to_bits() })
    }

    /// What is at this index of the pool.
    pub const fn pool(index: u32) -> Self {
        Self::boxed(POOL, index as u64)
    }

    /// What is at this index of the heap.
    pub const fn heap(index: u32) -> Self {
        Self::boxed(HEAP, index as u64)
    }

    /// The word, for hashing and storing.
    pub const fn word(self) -> u64 {
        self.0
    }

    /// What it is.
    #[inline]
    pub fn kind(self) -> Kind {
        if self.0 & BOXED != BOXED {
            return Kind::Float(f64::from_bits(self.0));
        }
        let payload = self.0 & PAYLOAD;
        match self.0 >> TAG & 7 {
            // Shifted up and down again for the sign.
            SMALL => Kind::Small((payload << 16) as i64 >> 16),
            SINGLETON => Kind::Singleton(match payload {
                0 => Singleton::Unset,
                1 => Singleton::None,
                2 => Singleton::False,
                3 => Singleton::True,
                4 => Singleton::Ellipsis,
                _ => Singleton::NotImplemented,
            }),
            POOL => Kind::Pool(payload as u32),
            _ => Kind::Heap(payload as u32),
        }
    }
}

impl std::fmt::Debug for Value {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.kind().fmt(formatter)
    }
}

impl Default for Value {
    /// None.
    fn default() -> Self {
        Self::NONE
    }
}
