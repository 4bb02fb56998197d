//! Formatting, methods of str, bytes and numbers, `random` and the order of sets, against CPython 3.11.7.
//!
//! To write the goldens anew: `python3.11 tests/golden/text.py tests/golden/text`.

mod text_support;

use interleave::machine::random::MersenneTwister;
use interleave::machine::sets::{OrderedTable, hash_bytes};
use interleave::machine::text::*;
use num_bigint::BigInt;
use proptest::prelude::*;
use text_support::{check, numbers, sequences, sets, templates};

#[test]
fn formats_are_those_of_cpython() {
    check("format_spec", 5000, templates::format_spec);
}

#[test]
fn percent_is_that_of_cpython() {
    check("percent", 2000, templates::percent);
}

#[test]
fn templates_are_those_of_cpython() {
    check("format_method", 3000, templates::template);
}

#[test]
fn methods_of_str_are_those_of_cpython() {
    check("str", 10_000, sequences::strings);
}

#[test]
fn methods_of_bytes_are_those_of_cpython() {
    check("bytes", 3000, sequences::bytes);
}

#[test]
fn numbers_are_those_of_cpython() {
    check("numbers", 4000, numbers::numbers);
}

#[test]
fn random_numbers_are_those_of_cpython() {
    check("random", 100, numbers::random);
}

#[test]
fn sets_have_the_order_of_cpython() {
    check("sets", 200, sets::sets);
}

#[test]
fn what_would_fill_the_memory_is_a_memory_error() {
    let width = 1_i64 << 40;
    let results = [
        format_str("a", "9999999999"),
        format_int(&1.into(), "09999999999", "int"),
        format_float(1.0, ".999999999f"),
        center("a", width, ' '),
        zfill("a", width),
        expandtabs("\t", width),
        str_replace(&"a".repeat(1 << 13), "a", &"b".repeat(1 << 13), -1),
        str_join(&"a".repeat(1 << 13), &vec!["b"; 1 << 13]),
    ];
    for result in results {
        assert_eq!(
            result.expect_err("it is too long").to_string(),
            "MemoryError: "
        );
    }
}

#[test]
fn an_iterator_of_a_set_is_a_place_and_names_do_not_change_it() {
    let mut table = OrderedTable::default();
    for key in [40_i64, 3, -7, 11, 3, 8] {
        table.add(key, key, |found| found == key);
    }
    table.discard(11, |found| found == 11);
    let keys: Vec<i64> = table.iter().map(|(key, _)| key).collect();
    let (mut walked, mut place) = (Vec::new(), 0);
    while let Some((key, next)) = table.next_from(place) {
        walked.push(key);
        place = next;
    }
    assert_eq!(walked, keys);
    assert_eq!(keys.len(), table.len());
    table.rename(|key| key + 100);
    let renamed: Vec<i64> = table
        .iter()
        .map(|(key, hash)| {
            assert_eq!(key, hash + 100);
            key - 100
        })
        .collect();
    assert_eq!(renamed, keys);
    assert_eq!(table.find(3, |found| found == 103), Some(103));
    assert_eq!(OrderedTable::<i64>::from_parts(Vec::new(), 0), None);
}

#[test]
fn a_hash_of_text_is_always_the_same() {
    assert_eq!(hash_bytes(b""), 6_557_577_497_439_221_885);
    assert_eq!(hash_bytes(b"counter"), 7732646400986315298);
}

#[test]
fn ideographs_are_numeric() {
    assert!(str_is(StrTest::Numeric, "〇一千億") && !str_is(StrTest::Digit, "一"));
    assert!(!str_is(StrTest::Numeric, "字"));
}

#[test]
fn a_table_translates() {
    let table = |letter| {
        Ok(match letter {
            'a' => Some("xy".to_owned()),
            'b' => Some(String::new()),
            _ => None,
        })
    };
    assert_eq!(translate("abcä", table).expect("it is short"), "xycä");
}

#[test]
fn indices_count_code_points() {
    for (index, letter) in [
        (0, Some('ä')),
        (-1, Some('c')),
        (2, Some('c')),
        (-3, Some('ä')),
        (3, None),
        (-4, None),
        (i64::MIN, None),
    ] {
        assert_eq!(code_point("äbc", index), letter);
        assert_eq!(code_point("abc", index).is_some(), letter.is_some());
        assert_eq!(index_in(3, index).is_some(), letter.is_some());
    }
}

fn spec() -> impl Strategy<Value = String> {
    prop_oneof![
        "[<>=^*ä]?[<>=^]?[-+ ]?z?#?0?[0-9]{0,3}[,_]?(\\.[0-9]{0,3})?[bcdoxXneEfFgG%s]?",
        ".{0,8}"
    ]
}

proptest! {
    #[test]
    fn no_format_panics(spec in spec(), float: f64, int: i128, text in ".{0,8}") {
        let _ = format_float(float, &spec);
        let _ = format_int(&int.into(), &spec, "int");
        let _ = format_str(&text, &spec);
    }

    #[test]
    fn no_template_panics(text in "[{}%!:.a0\\[\\]()*dsxé]{0,20}|.{0,12}", float: f64, int: i64) {
        parse_template(&text);
        for piece in parse_percent(&text) {
            if let PercentPiece::Conversion(conversion) = piece {
                for argument in [Argument::Int(int.into()), Argument::Float(float), Argument::Text(&text), Argument::Other("list")] {
                    let _ = render_conversion(&conversion, &argument);
                }
            }
        }
    }

    #[test]
    fn no_method_panics(text in ".{0,12}", part in ".{0,3}", start: Option<i64>, end: Option<i64>, step: Option<i64>, bytes: Vec<u8>) {
        for codec in [Codec::Utf8, Codec::Ascii, Codec::Latin1] {
            for errors in ["strict", "ignore", "replace", "backslashreplace"] {
                let _ = (encode(&text, codec, errors), decode(&bytes, codec, errors));
            }
        }
        for change in [upper, lower, title, capitalize, swapcase, casefold] {
            change(&text);
        }
        let _ = (float_of_text(&text), int_of_text(&text, 0), bytes_fromhex(&text), str_splitlines(&text, true));
        let _ = (str_find(&text, &part, start, end), str_rfind(&text, &part, start, end), str_count(&text, &part, start, end));
        let _ = (bytes_find(&bytes, part.as_bytes(), start, end), bytes_hex(&bytes, Some(':'), start.unwrap_or(0)));
        let letters: Vec<char> = text.chars().collect();
        let sliced = slice_str(&text, start, end, step);
        let indices = slice_indices(letters.len(), start, end, step);
        prop_assert_eq!(sliced, indices.map(|indices| indices.map(|index| letters[index]).collect()));
    }

    #[test]
    fn what_is_split_is_joined_again(text in "[ab,é]{0,20}", separator in "[,é]{1,2}", most in -1_i64..5) {
        for ends in [Ends::Left, Ends::Right] {
            let pieces = str_split(ends, &text, Some(&separator), most).expect("there is a separator");
            prop_assert_eq!(&str_join(&separator, &pieces).expect("it is short"), &text);
            let bytes = bytes_split(ends, text.as_bytes(), Some(separator.as_bytes()), most).expect("there is a separator");
            prop_assert_eq!(bytes, pieces.iter().map(|piece| piece.as_bytes()).collect::<Vec<_>>());
        }
        prop_assert_eq!(str_splitlines(&text, true).concat(), text);
    }

    #[test]
    fn what_is_written_is_read_again(float: f64, low: i128, power in 1_u32..6, radix in 2_u32..=36, bytes: Vec<u8>) {
        let int = BigInt::from(low).pow(power);
        let shown = int_to_radix(&int, radix, "");
        prop_assert_eq!(int_of_text(&shown, radix.into()).expect("digits"), int.clone());
        prop_assert_eq!(int_of_text(&format_int(&int, "#x", "int").expect("a format"), 0).expect("digits"), int.clone());
        for big in [true, false] {
            let encoded = int_to_bytes(&int, 100, big, true).expect("it fits");
            prop_assert_eq!(int_from_bytes(&encoded, big, true), int.clone());
        }
        prop_assert_eq!(float_of_text(&format_float(float, "").expect("a format")).expect("a float").to_bits(), float.to_bits());
        prop_assert_eq!(bytes_fromhex(&bytes_hex(&bytes, Some(' '), 3)).expect("digits"), bytes.clone());
        prop_assert_eq!(encode(&decode(&bytes, Codec::Latin1, "strict").expect("all bytes are"), Codec::Latin1, "strict").expect("they were"), bytes);
    }

    #[test]
    fn a_generator_goes_on_where_it_was(seed: i64, drawn in 0_usize..1500) {
        let mut generator = MersenneTwister::from_int(&seed.into());
        for _ in 0..drawn {
            generator.word();
        }
        let encoded = generator.encode();
        prop_assert_eq!(encoded.len(), MersenneTwister::ENCODED);
        let mut again = MersenneTwister::decode(&encoded).expect("it was encoded");
        prop_assert_eq!(generator.random(), again.random());
        prop_assert_eq!(generator, again);
        prop_assert_eq!(MersenneTwister::decode(&encoded[1..]), None);
    }
}
