//! `random`: the generators themselves. What is made of their numbers is Python.

use crate::machine::Object;
use crate::machine::args::Args;
use crate::machine::halt::{Halt, Outcome};
use crate::machine::machine::Machine;
use crate::machine::object::Random;
use crate::machine::program::Native;
use crate::machine::random::MersenneTwister;
use crate::machine::sets::hash_float;
use crate::machine::value::{Kind, Value};
use crate::machine::watch::{Access, Verb};
use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};

/// What this file has.
pub const NATIVES: &[(&str, Native)] = &[
    ("_Random.__new__", new),
    ("_Random.seed", seed),
    ("_Random.random", random),
    ("_Random.getrandbits", bits),
    ("_Random.getstate", state),
    ("_Random.setstate", set_state),
    ("_Random._below", below),
    ("_Random._spare", spare),
    ("random/random", own_random),
    ("random/getrandbits", own_bits),
    ("random/_own", own),
];

/// How many bits can be asked for at once: as many as an int can have.
const MOST_BITS: u32 = 1 << 24;

impl Machine {
    /// The running process's own generator. It is seeded by the machine's seed and the process's number.
    fn own_random(&mut self) -> Value {
        let process = self.me.process as usize;
        if self.seeds.len() <= process {
            self.seeds.resize(process + 1, Value::NONE);
        }
        if self.seeds[process] == Value::NONE {
            let seed = BigInt::from(self.seed) + (BigInt::from(process) << 64_u32);
            let made = self.heap.add(Object::Random(Box::new(Random {
                twister: MersenneTwister::from_int(&seed),
                spare: Value::NONE,
            })));
            self.seeds[process] = made;
            // All threads of the process have it.
            self.escape(made);
        }
        self.seeds[process]
    }

    /// Tells that a generator goes on, and gives it.
    fn draw_from(&mut self, generator: Value) -> Outcome<&mut Random> {
        let generator = self.inner(generator);
        // It is safe among threads: each number is a step, and no race.
        self.touch(Access::sync(generator, Verb::Atomic))?;
        match self.heap.get_mut(generator) {
            Some(Object::Random(random)) => Ok(random),
            _ => Err(Halt::type_error("not a generator of random numbers")),
        }
    }
}

/// The generator that a seed gives; None for None.
fn seeded(machine: &mut Machine, seed: Value) -> Outcome<Option<MersenneTwister>> {
    let inner = machine.inner(seed);
    if seed == Value::UNSET || inner == Value::NONE {
        return Ok(None);
    }
    if let Kind::Float(float) = inner.kind() {
        return Ok(Some(MersenneTwister::from_hash(hash_float(float))));
    }
    if let Some(int) = machine.pool.as_int(inner) {
        return Ok(Some(MersenneTwister::from_int(&int)));
    }
    if let Some(text) = machine.pool.as_str(inner) {
        return Ok(Some(MersenneTwister::from_bytes(text.as_bytes())));
    }
    if let Some(bytes) = machine.as_bytes(inner) {
        return Ok(Some(MersenneTwister::from_bytes(bytes)));
    }
    Err(Halt::type_error(
        "The only supported seed types are: None,\nint, float, str, bytes, and bytearray.",
    ))
}

/// A generator that nothing but another one determines.
fn another(machine: &mut Machine) -> Outcome<MersenneTwister> {
    let own = machine.own_random();
    let seed = machine.draw_from(own)?.twister.bits(128);
    Ok(MersenneTwister::from_int(&seed))
}

/// `Random(seed=None)`
fn new(machine: &mut Machine, args: &Args) -> Outcome {
    let [_, seed] = args.bind(&machine.pool, "Random", 1, ["/class", "x"])?;
    let twister = match seeded(machine, seed)? {
        Some(twister) => twister,
        None => another(machine)?,
    };
    Ok(machine.heap.add(Object::Random(Box::new(Random {
        twister,
        spare: Value::NONE,
    }))))
}

/// `seed(a=None, version=2)`
fn seed(machine: &mut Machine, args: &Args) -> Outcome {
    let [this, seed, version] = args.bind(&machine.pool, "seed", 1, ["/self", "a", "version"])?;
    if version != Value::UNSET && version != Value::int(2) {
        return Err(Halt::value_error(
            "a version of seed() but 2 is not supported here; use seed(a)",
        ));
    }
    let twister = match seeded(machine, seed)? {
        Some(twister) => twister,
        // Chance is the machine's: a new seed follows from the numbers before.
        None => {
            let seed = machine.draw_from(this)?.twister.bits(128);
            MersenneTwister::from_int(&seed)
        }
    };
    let inner = machine.inner(this);
    if seed != Value::UNSET && seed != Value::NONE {
        machine.draw_from(inner)?;
    }
    if let Some(Object::Random(random)) = machine.heap.get_mut(inner) {
        **random = Random {
            twister,
            spare: Value::NONE,
        };
    }
    Ok(Value::NONE)
}

fn random(machine: &mut Machine, args: &Args) -> Outcome {
    let [this] = args.bind(&machine.pool, "random", 1, ["/self"])?;
    Ok(Value::float(machine.draw_from(this)?.twister.random()))
}

fn own_random(machine: &mut Machine, args: &Args) -> Outcome {
    let [] = args.bind(&machine.pool, "Random.random", 0, [])?;
    let own = machine.own_random();
    Ok(Value::float(machine.draw_from(own)?.twister.random()))
}

fn own(machine: &mut Machine, _: &Args) -> Outcome {
    Ok(machine.own_random())
}

fn own_bits(machine: &mut Machine, args: &Args) -> Outcome {
    let [count] = args.bind(&machine.pool, "getrandbits", 1, ["/k"])?;
    let own = machine.own_random();
    bits_of(machine, own, count)
}

fn bits(machine: &mut Machine, args: &Args) -> Outcome {
    let [this, count] = args.bind(&machine.pool, "getrandbits", 2, ["/self", "/k"])?;
    bits_of(machine, this, count)
}

fn bits_of(machine: &mut Machine, generator: Value, count: Value) -> Outcome {
    let count = int(machine, count)?;
    if count.is_negative() {
        return Err(Halt::value_error("number of bits must be non-negative"));
    }
    match count.to_u32().filter(|count| *count <= MOST_BITS) {
        Some(count) => {
            let int = machine.draw_from(generator)?.twister.bits(count);
            Ok(machine.pool.int(int))
        }
        None => Err(Halt::raise(crate::machine::Raises::MemoryError, "")),
    }
}

fn int(machine: &Machine, value: Value) -> Outcome<BigInt> {
    machine.pool.as_int(machine.inner(value)).ok_or_else(|| {
        Halt::type_error(format!(
            "'{}' object cannot be interpreted as an integer",
            machine.type_name(value)
        ))
    })
}

fn below(machine: &mut Machine, args: &Args) -> Outcome {
    let [this, limit] = args.bind(&machine.pool, "_below", 2, ["/self", "/n"])?;
    let limit = int(machine, limit)?;
    let int = machine.draw_from(this)?.twister.below(&limit);
    Ok(machine.pool.int(int))
}

/// Takes the second one of two normally distributed numbers, or leaves it.
fn spare(machine: &mut Machine, args: &Args) -> Outcome {
    let [this, left] = args.bind(&machine.pool, "_spare", 1, ["/self", "/left"])?;
    let random = machine.draw_from(this)?;
    let next = if left == Value::UNSET {
        Value::NONE
    } else {
        left
    };
    Ok(std::mem::replace(&mut random.spare, next))
}

/// `getstate()`: as CPython has it.
fn state(machine: &mut Machine, args: &Args) -> Outcome {
    let [this] = args.bind(&machine.pool, "getstate", 1, ["/self"])?;
    let random = machine.draw_from(this)?;
    let (encoded, spare) = (random.twister.encode(), random.spare);
    let mut words: Vec<Value> = Vec::with_capacity(encoded.len() * 2);
    for word in &encoded[..encoded.len() - 1] {
        words.push(Value::int((word & 0xffff_ffff) as i64));
        words.push(Value::int((word >> 32) as i64));
    }
    words.push(Value::int(encoded[encoded.len() - 1] as i64));
    let words = machine.tuple(&words);
    Ok(machine.tuple(&[Value::int(3), words, spare]))
}

fn set_state(machine: &mut Machine, args: &Args) -> Outcome {
    let [this, state] = args.bind(&machine.pool, "setstate", 2, ["/self", "/state"])?;
    let wrong = || Halt::value_error("state vector is the wrong size");
    let parts = machine.as_tuple(state).unwrap_or_default().to_vec();
    let [_, words, spare] = parts[..] else {
        return Err(wrong());
    };
    let words: Vec<u64> = machine
        .as_tuple(words)
        .unwrap_or_default()
        .iter()
        .filter_map(|word| word.as_small()?.to_u32())
        .map(u64::from)
        .collect();
    let Some((used, words)) = words.split_last() else {
        return Err(wrong());
    };
    let mut encoded: Vec<u64> = words
        .chunks_exact(2)
        .map(|pair| pair[0] | pair[1] << 32)
        .collect();
    encoded.push(*used);
    let twister = MersenneTwister::decode(&encoded).ok_or_else(wrong)?;
    let random = machine.draw_from(this)?;
    *random = Random { twister, spare };
    Ok(Value::NONE)
}
