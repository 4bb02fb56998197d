//! The machine's values and their arithmetic.
//!
//! `tests/golden/arithmetic.txt` is what CPython 3.11.7 gives. To write it anew:
//! `python3.11 tests/golden/arithmetic.py > tests/golden/arithmetic.txt`.

use interleave::bytecode::{Binary, Comparison, compile};
use interleave::lang::{Source, load};
use interleave::machine::{
    Component, Content, HashState, Interner, Kind, Pool, Raised, Singleton, Value, binary, compare,
    float_repr, repr,
};
use num_bigint::BigInt;
use proptest::prelude::*;
use std::hash::BuildHasher;

/// The value of a literal.
fn literal(pool: &mut Pool, text: &str) -> Value {
    match text {
        "nan" => return Value::float(f64::NAN),
        "inf" => return Value::float(f64::INFINITY),
        "-inf" => return Value::float(f64::NEG_INFINITY),
        "Ellipsis" => return Value::singleton(Singleton::Ellipsis),
        _ => {}
    }
    let program = load(&Source::new("literal.py", format!("x = {text}"))).expect(text);
    let code = compile(&program).expect(text);
    pool.constant(&code.constants[0])
        .expect("a literal is a value")
}

fn operate(pool: &mut Pool, symbol: &str, a: Value, b: Value) -> Result<Value, Raised> {
    use Binary::*;
    const OPERATORS: [Binary; 13] = [
        Add,
        Subtract,
        Multiply,
        MatrixMultiply,
        Divide,
        Remainder,
        Power,
        LeftShift,
        RightShift,
        Or,
        Xor,
        And,
        FloorDivide,
    ];
    const COMPARISONS: [Comparison; 6] = [
        Comparison::Less,
        Comparison::LessOrEqual,
        Comparison::Equal,
        Comparison::NotEqual,
        Comparison::Greater,
        Comparison::GreaterOrEqual,
    ];
    match OPERATORS.into_iter().find(|each| each.symbol() == symbol) {
        Some(operator) => binary(pool, operator, a, b),
        None => {
            let operator = COMPARISONS
                .into_iter()
                .find(|each| each.symbol() == symbol)
                .expect(symbol);
            compare(pool, operator, a, b).map(Value::bool)
        }
    }
}

#[test]
fn operators_give_what_cpython_gives() {
    let golden =
        std::fs::read_to_string("tests/golden/arithmetic.txt").expect("the golden is there");
    let mut pool = Pool::default();
    let mut wrong = Vec::new();
    for line in golden.lines() {
        let [symbol, a, b, expected] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("four columns: {line}");
        };
        let (x, y) = (literal(&mut pool, a), literal(&mut pool, b));
        let found = match operate(&mut pool, symbol, x, y) {
            Ok(value) => repr(&pool, value),
            Err(raised) => raised.to_string(),
        };
        if found != expected {
            wrong.push(format!("{a} {symbol} {b} is {expected}, not {found}"));
        }
    }
    assert!(
        golden.lines().count() > 10_000,
        "only {} lines",
        golden.lines().count()
    );
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(40)].join("\n")
    );
}

#[test]
fn a_word_says_what_it_is() {
    for kind in [
        Kind::Float(0.5),
        Kind::Float(-0.0),
        Kind::Float(f64::NEG_INFINITY),
        Kind::Small(Value::LEAST),
        Kind::Small(-1),
        Kind::Small(Value::GREATEST),
        Kind::Singleton(Singleton::NotImplemented),
        Kind::Pool(u32::MAX),
        Kind::Heap(0),
    ] {
        let value = match kind {
            Kind::Float(float) => Value::float(float),
            Kind::Small(int) => Value::small(int).expect("it is small"),
            Kind::Singleton(singleton) => Value::singleton(singleton),
            Kind::Pool(index) => Value::pool(index),
            Kind::Heap(index) => Value::heap(index),
        };
        assert_eq!(value.kind(), kind);
    }
    assert_eq!(Value::small(Value::GREATEST + 1), None);
    assert_eq!(Value::small(Value::LEAST - 1), None);
    assert_ne!(
        Value::float(0.0),
        Value::float(-0.0),
        "equal to Python, but not the same value"
    );
}

#[test]
fn there_is_one_nan_and_it_is_no_boxed_value() {
    for bits in [
        u64::MAX,
        0xfff8_0000_0000_0000,
        0x7ff0_0000_0000_0001,
        0xfffb_0000_0000_0007,
    ] {
        let value = Value::float(f64::from_bits(bits));
        assert_eq!(value, Value::float(f64::NAN));
        assert!(matches!(value.kind(), Kind::Float(float) if float.is_nan()));
    }
}

#[test]
fn equal_contents_are_one_value() {
    let mut pool = Pool::default();
    let (a, b) = (pool.str("ab"), pool.str("ab"));
    assert_eq!(a, b);
    let tuples = [a, b].map(|item| pool.intern(Content::Tuple([item, Value::NONE].into())));
    assert_eq!(tuples[0], tuples[1]);
    let bytes = pool.intern(Content::Bytes(b"ab".as_slice().into()));
    assert_ne!(a, bytes);
}

#[test]
fn what_would_fill_the_memory_is_a_memory_error() {
    let mut pool = Pool::default();
    for (symbol, a) in [("**", "3"), ("<<", "1"), ("*", "'ab'"), ("**", "-10")] {
        let a = literal(&mut pool, a);
        let huge = pool.int(BigInt::from(1) << 60);
        let raised = operate(&mut pool, symbol, a, huge).expect_err(symbol);
        assert!(raised.to_string().starts_with("MemoryError"), "{raised}");
    }
}

#[test]
fn floats_are_shown_as_cpython_shows_them() {
    for (float, shown) in [
        (1e16, "1e+16"),
        (9_999_999_999_999_998.0, "9999999999999998.0"),
        (0.0001, "0.0001"),
        (0.00001, "1e-05"),
        (2_f64.powi(-44), "5.684341886080802e-14"),
        (1.0 / 3.0, "0.3333333333333333"),
        (5e-324, "5e-324"),
        (f64::MAX, "1.7976931348623157e+308"),
        (140_737_611_812_116.12, "140737611812116.12"),
        (-0.0, "-0.0"),
    ] {
        assert_eq!(float_repr(float), shown);
    }
}

#[test]
fn the_hash_of_a_state_does_not_depend_on_the_order_of_interning() {
    let (mut one, mut other) = (Interner::default(), Interner::default());
    let rows: [&[u64]; 4] = [&[1, 2], &[], &[0], &[0, 0]];
    let forwards = rows.map(|row| one.intern(row));
    let mut backwards: Vec<Component> = rows.iter().rev().map(|row| other.intern(row)).collect();
    backwards.reverse();
    assert_ne!(forwards.as_slice(), backwards, "the numbers differ");
    let sum = |interner: &Interner, row: &[Component]| {
        let shares = row
            .iter()
            .zip(0..)
            .map(|(component, place)| interner.share(place, *component));
        shares.fold(0_u64, u64::wrapping_add)
    };
    assert_eq!(sum(&one, &forwards), sum(&other, &backwards));
    let [a, b, c, d] = forwards;
    assert_ne!(
        sum(&one, &[a, b, c, d]),
        sum(&one, &[b, a, c, d]),
        "the place matters"
    );
}

proptest! {
    #[test]
    fn a_component_has_one_number(rows in prop::collection::vec(prop::collection::vec(0_u64..3, 0..4), 0..200)) {
        let mut interner = Interner::default();
        let mut known: Vec<Vec<u64>> = Vec::new();
        for row in rows {
            let number = interner.intern(&row).0 as usize;
            match known.iter().position(|each| *each == row) {
                Some(expected) => prop_assert_eq!(number, expected),
                None => {
                    prop_assert_eq!(number, known.len());
                    known.push(row);
                }
            }
        }
        for (number, row) in known.iter().enumerate() {
            prop_assert_eq!(interner.words(Component(number as u32)), row.as_slice());
        }
        prop_assert_eq!(interner.len(), known.len());
    }

    #[test]
    fn what_shows_a_float_gives_it_again(float in any::<f64>(), exponent in -8..20) {
        for float in [float, float.fract() * 10_f64.powi(exponent)] {
            prop_assert_eq!(float_repr(float).parse::<f64>(), Ok(float));
        }
    }

    #[test]
    fn every_int_has_one_form(int in any::<i64>(), shift in 0_u32..64) {
        let mut pool = Pool::default();
        let int = int >> shift;
        let value = pool.int(int.into());
        prop_assert_eq!(Value::small(int).is_some(), matches!(value.kind(), Kind::Small(_)));
        prop_assert_eq!(pool.as_int(value), Some(BigInt::from(int)));
        prop_assert_eq!(pool.int(int.into()), value);
    }

    #[test]
    fn small_and_great_ints_agree(a in -(1_i64 << 48)..1 << 48, b in -(1_i64 << 48)..1 << 48) {
        let mut pool = Pool::default();
        let (x, y) = (pool.int(a.into()), pool.int(b.into()));
        for symbol in ["+", "-", "*", "//", "%", "&", "|", "^"] {
            if b == 0 && ["//", "%"].contains(&symbol) {
                continue;
            }
            let (wide, other) = (i128::from(a), i128::from(b));
            let expected = match symbol {
                "+" => wide + other,
                "-" => wide - other,
                "*" => wide * other,
                "//" => wide.div_euclid(other) - i128::from(other < 0 && wide.rem_euclid(other) != 0),
                "%" => wide.rem_euclid(other) + if other < 0 && wide.rem_euclid(other) != 0 { other } else { 0 },
                "&" => wide & other,
                "|" => wide | other,
                _ => wide ^ other,
            };
            let found = operate(&mut pool, symbol, x, y).expect("the divisor is not 0");
            prop_assert_eq!(pool.as_int(found), Some(BigInt::from(expected)), "{} {} {}", a, symbol, b);
        }
    }

    #[test]
    fn hashes_differ_where_words_do(words in prop::collection::vec(any::<u64>(), 1..9), at in any::<prop::sample::Index>()) {
        let hash = |words: &[u64]| HashState.hash_one(words);
        let mut other = words.clone();
        other[at.index(words.len())] ^= 1;
        prop_assert_ne!(hash(&words), hash(&other));
        prop_assert_ne!(hash(&words), hash(&[&words[..], &[0]].concat()));
    }
}
