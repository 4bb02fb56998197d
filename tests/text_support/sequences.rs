//! Methods of str and bytes by their names.

use super::{Any, list};
use interleave::machine::Raised;
use interleave::machine::text::*;

pub fn strings(name: &str, arguments: &[Any]) -> Result<Any, Raised> {
    if name == "indices" {
        let length = arguments[0].i64() as usize;
        return slice_indices(
            length,
            arguments[1].optional(),
            arguments[2].optional(),
            arguments[3].optional(),
        )
        .map(list);
    }
    let text = arguments[0].str();
    let part = |at: usize| match &arguments[at] {
        Any::None => None,
        part => Some(part.str()),
    };
    let bound = |at: usize| arguments[at].optional();
    Ok(match name.trim_start_matches("str_") {
        "find" => str_find(text, arguments[1].str(), bound(2), bound(3)).into(),
        "rfind" => str_rfind(text, arguments[1].str(), bound(2), bound(3)).into(),
        "count" => str_count(text, arguments[1].str(), bound(2), bound(3)).into(),
        "startswith" => {
            str_affix(Affix::Prefix, text, arguments[1].str(), bound(2), bound(3)).into()
        }
        "endswith" => str_affix(Affix::Suffix, text, arguments[1].str(), bound(2), bound(3)).into(),
        "split" => list(str_split(Ends::Left, text, part(1), arguments[2].i64())?),
        "rsplit" => list(str_split(Ends::Right, text, part(1), arguments[2].i64())?),
        "replace" => str_replace(
            text,
            arguments[1].str(),
            arguments[2].str(),
            arguments[3].i64(),
        )?
        .into(),
        "partition" => list(str_partition(Ends::Left, text, arguments[1].str())?),
        "rpartition" => list(str_partition(Ends::Right, text, arguments[1].str())?),
        "strip" => str_strip(Ends::Both, text, part(1)).into(),
        "lstrip" => str_strip(Ends::Left, text, part(1)).into(),
        "rstrip" => str_strip(Ends::Right, text, part(1)).into(),
        "join" => {
            let pieces: Vec<&str> = arguments[1].list().iter().map(Any::str).collect();
            str_join(text, &pieces)?.into()
        }
        "splitlines" => list(str_splitlines(text, arguments[1].bool())),
        "zfill" => zfill(text, arguments[1].i64())?.into(),
        "center" => center(text, arguments[1].i64(), '*')?.into(),
        "ljust" => ljust(text, arguments[1].i64(), '*')?.into(),
        "rjust" => rjust(text, arguments[1].i64(), '*')?.into(),
        "expandtabs" => expandtabs(text, arguments[1].i64())?.into(),
        "slice" => slice_str(text, bound(1), bound(2), bound(3))?.into(),
        "encode" => encode(text, Codec::named(arguments[1].str())?, arguments[2].str())?.into(),
        "tests" => list(TESTS.map(|(_, test)| str_is(test, text))),
        "cases" => list(CASES.map(|(_, change)| change(text))),
        other => {
            let test = TESTS.iter().find(|(name, _)| *name == other);
            let case = CASES.iter().find(|(name, _)| *name == other);
            match (test, case) {
                (Some((_, test)), _) => str_is(*test, text).into(),
                (_, Some((_, change))) => change(text).into(),
                _ => panic!("{name}"),
            }
        }
    })
}

const TESTS: [(&str, StrTest); 12] = [
    ("isalnum", StrTest::Alnum),
    ("isalpha", StrTest::Alpha),
    ("isascii", StrTest::Ascii),
    ("isdecimal", StrTest::Decimal),
    ("isdigit", StrTest::Digit),
    ("isidentifier", StrTest::Identifier),
    ("islower", StrTest::Lower),
    ("isnumeric", StrTest::Numeric),
    ("isprintable", StrTest::Printable),
    ("isspace", StrTest::Space),
    ("istitle", StrTest::Title),
    ("isupper", StrTest::Upper),
];

type Change = fn(&str) -> String;

const CASES: [(&str, Change); 6] = [
    ("upper", upper),
    ("lower", lower),
    ("title", title),
    ("capitalize", capitalize),
    ("swapcase", swapcase),
    ("casefold", casefold),
];

pub fn bytes(name: &str, arguments: &[Any]) -> Result<Any, Raised> {
    if name == "fromhex" {
        return bytes_fromhex(arguments[0].str()).map(Any::from);
    }
    let bytes = arguments[0].bytes();
    let part = |at: usize| match &arguments[at] {
        Any::None => None,
        part => Some(part.bytes()),
    };
    let bound = |at: usize| arguments[at].optional();
    Ok(match name.trim_start_matches("bytes_") {
        "find" => bytes_find(bytes, arguments[1].bytes(), bound(2), bound(3)).into(),
        "rfind" => bytes_rfind(bytes, arguments[1].bytes(), bound(2), bound(3)).into(),
        "count" => bytes_count(bytes, arguments[1].bytes(), bound(2), bound(3)).into(),
        "startswith" => bytes_affix(
            Affix::Prefix,
            bytes,
            arguments[1].bytes(),
            bound(2),
            bound(3),
        )
        .into(),
        "endswith" => bytes_affix(
            Affix::Suffix,
            bytes,
            arguments[1].bytes(),
            bound(2),
            bound(3),
        )
        .into(),
        "split" => list(bytes_split(Ends::Left, bytes, part(1), arguments[2].i64())?),
        "rsplit" => list(bytes_split(
            Ends::Right,
            bytes,
            part(1),
            arguments[2].i64(),
        )?),
        "replace" => bytes_replace(
            bytes,
            arguments[1].bytes(),
            arguments[2].bytes(),
            arguments[3].i64(),
        )?
        .into(),
        "partition" => list(bytes_partition(Ends::Left, bytes, arguments[1].bytes())?),
        "rpartition" => list(bytes_partition(Ends::Right, bytes, arguments[1].bytes())?),
        "strip" => bytes_strip(Ends::Both, bytes, part(1)).into(),
        "lstrip" => bytes_strip(Ends::Left, bytes, part(1)).into(),
        "rstrip" => bytes_strip(Ends::Right, bytes, part(1)).into(),
        "join" => {
            let pieces: Vec<&[u8]> = arguments[1].list().iter().map(Any::bytes).collect();
            bytes_join(bytes, &pieces)?.into()
        }
        "splitlines" => list(bytes_splitlines(bytes, arguments[1].bool())),
        "zfill" => bytes_zfill(bytes, arguments[1].i64())?.into(),
        "center" => bytes_pad(Ends::Both, bytes, arguments[1].i64(), b'*')?.into(),
        "ljust" => bytes_pad(Ends::Left, bytes, arguments[1].i64(), b'*')?.into(),
        "rjust" => bytes_pad(Ends::Right, bytes, arguments[1].i64(), b'*')?.into(),
        "hex" if arguments.len() == 1 => bytes_hex(bytes, None, 1).into(),
        "hex" => bytes_hex(bytes, Some(':'), arguments[2].i64()).into(),
        "decode" => decode(bytes, Codec::named(arguments[1].str())?, arguments[2].str())?.into(),
        "upper" => bytes_case(BytesCase::Upper, bytes).into(),
        "lower" => bytes_case(BytesCase::Lower, bytes).into(),
        "title" => bytes_case(BytesCase::Title, bytes).into(),
        "capitalize" => bytes_case(BytesCase::Capitalize, bytes).into(),
        "swapcase" => bytes_case(BytesCase::Swap, bytes).into(),
        "isalnum" => bytes_is(BytesTest::Alnum, bytes).into(),
        "isalpha" => bytes_is(BytesTest::Alpha, bytes).into(),
        "isascii" => bytes_is(BytesTest::Ascii, bytes).into(),
        "isdigit" => bytes_is(BytesTest::Digit, bytes).into(),
        "islower" => bytes_is(BytesTest::Lower, bytes).into(),
        "isspace" => bytes_is(BytesTest::Space, bytes).into(),
        "istitle" => bytes_is(BytesTest::Title, bytes).into(),
        "isupper" => bytes_is(BytesTest::Upper, bytes).into(),
        _ => panic!("{name}"),
    })
}
