//! Numbers, their hashes, and random ones.

use super::{Any, list};
use interleave::machine::Raised;
use interleave::machine::random::MersenneTwister;
use interleave::machine::sets::{hash_float, hash_int, hash_tuple};
use interleave::machine::text::*;
use num_bigint::BigInt;

pub fn numbers(name: &str, arguments: &[Any]) -> Result<Any, Raised> {
    let float = || arguments[0].float();
    let int = || arguments[0].int();
    Ok(match name {
        "int" => int_of_text(arguments[0].str(), arguments[1].i64())?.into(),
        "float" => float_of_text(arguments[0].str())?.into(),
        "round" => round_to_int(float())?.into(),
        "round_places" => round_float(float(), arguments[1].i64())?.into(),
        "is_integer" => is_integer(float()).into(),
        "ratio" => {
            let (numerator, denominator) = as_integer_ratio(float())?;
            list([numerator, denominator])
        }
        "float_hex" => float_hex(float()).into(),
        "float_int" => float_to_int(float())?.into(),
        "hash_float" => hash_float(float()).into(),
        "round_int" => round_int(&int(), arguments[1].i64()).into(),
        "int_hex" => int_to_radix(&int(), 16, "0x").into(),
        "int_oct" => int_to_radix(&int(), 8, "0o").into(),
        "int_bin" => int_to_radix(&int(), 2, "0b").into(),
        "hash_int" => hash_int(&int()).into(),
        "to_bytes" => {
            let (length, big) = (arguments[1].i64() as usize, arguments[2].str() == "big");
            int_to_bytes(&int(), length, big, arguments[3].bool())?.into()
        }
        "from_bytes" => int_from_bytes(
            arguments[0].bytes(),
            arguments[1].str() == "big",
            arguments[2].bool(),
        )
        .into(),
        "decimal_of_hex" => decimal(&int_of_text(arguments[0].str(), 16)?)?.into(),
        "hash_tuple" => {
            let items: Vec<i64> = arguments[0]
                .list()
                .iter()
                .map(|item| hash_int(&item.int()))
                .collect();
            hash_tuple(&items).into()
        }
        _ => panic!("{name}"),
    })
}

pub fn random(name: &str, arguments: &[Any]) -> Result<Any, Raised> {
    let mut generator = match &arguments[0] {
        Any::Str(text) => MersenneTwister::from_bytes(text.as_bytes()),
        Any::Bytes(bytes) => MersenneTwister::from_bytes(bytes),
        Any::Float(bits) => MersenneTwister::from_hash(hash_float(f64::from_bits(*bits))),
        seed => MersenneTwister::from_int(&seed.int()),
    };
    Ok(match name {
        "random" => list((0..5).map(|_| generator.random())),
        "getrandbits" => list((0..4).map(|_| generator.bits(arguments[1].i64() as u32))),
        "below" => list((0..6).map(|_| generator.below(&arguments[1].int()))),
        "late" => list((0..2000).map(|_| BigInt::from(generator.word())).skip(1995)),
        _ => panic!("{name}"),
    })
}
