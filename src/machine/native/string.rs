//! The methods of str.

use super::given::{method, or};
use crate::machine::args::Args;
use crate::machine::halt::{Halt, Outcome};
use crate::machine::machine::Machine;
use crate::machine::object::Object;
use crate::machine::program::Native;
use crate::machine::raised::{Raised, Raises};
use crate::machine::text::{self, Affix, Codec, Ends, StrTest};
use crate::machine::types::Type;
use crate::machine::value::Value;
use std::sync::Arc;

/// What this file has.
pub const NATIVES: &[(&str, Native)] = &[
    ("str.__new__", str_new),
    ("str.upper", |machine, args| {
        change(machine, args, "str.upper", text::upper)
    }),
    ("str.lower", |machine, args| {
        change(machine, args, "str.lower", text::lower)
    }),
    ("str.casefold", |machine, args| {
        change(machine, args, "str.casefold", text::casefold)
    }),
    ("str.capitalize", |machine, args| {
        change(machine, args, "str.capitalize", text::capitalize)
    }),
    ("str.title", |machine, args| {
        change(machine, args, "str.title", text::title)
    }),
    ("str.swapcase", |machine, args| {
        change(machine, args, "str.swapcase", text::swapcase)
    }),
    ("str.isalnum", |machine, args| {
        test(machine, args, "str.isalnum", StrTest::Alnum)
    }),
    ("str.isalpha", |machine, args| {
        test(machine, args, "str.isalpha", StrTest::Alpha)
    }),
    ("str.isascii", |machine, args| {
        test(machine, args, "str.isascii", StrTest::Ascii)
    }),
    ("str.isdecimal", |machine, args| {
        test(machine, args, "str.isdecimal", StrTest::Decimal)
    }),
    ("str.isdigit", |machine, args| {
        test(machine, args, "str.isdigit", StrTest::Digit)
    }),
    ("str.isidentifier", |machine, args| {
        test(machine, args, "str.isidentifier", StrTest::Identifier)
    }),
    ("str.islower", |machine, args| {
        test(machine, args, "str.islower", StrTest::Lower)
    }),
    ("str.isnumeric", |machine, args| {
        test(machine, args, "str.isnumeric", StrTest::Numeric)
    }),
    ("str.isprintable", |machine, args| {
        test(machine, args, "str.isprintable", StrTest::Printable)
    }),
    ("str.isspace", |machine, args| {
        test(machine, args, "str.isspace", StrTest::Space)
    }),
    ("str.istitle", |machine, args| {
        test(machine, args, "str.istitle", StrTest::Title)
    }),
    ("str.isupper", |machine, args| {
        test(machine, args, "str.isupper", StrTest::Upper)
    }),
    ("str.strip", |machine, args| {
        strip(machine, args, "str.strip", Ends::Both)
    }),
    ("str.lstrip", |machine, args| {
        strip(machine, args, "str.lstrip", Ends::Left)
    }),
    ("str.rstrip", |machine, args| {
        strip(machine, args, "str.rstrip", Ends::Right)
    }),
    ("str.split", |machine, args| {
        split(machine, args, "str.split", Ends::Left)
    }),
    ("str.rsplit", |machine, args| {
        split(machine, args, "str.rsplit", Ends::Right)
    }),
    ("str.splitlines", splitlines),
    ("str.partition", |machine, args| {
        partition(machine, args, "str.partition", Ends::Left)
    }),
    ("str.rpartition", |machine, args| {
        partition(machine, args, "str.rpartition", Ends::Right)
    }),
    ("str.join", join),
    ("str.replace", replace),
    ("str.find", |machine, args| {
        find(machine, args, "str.find", text::str_find)
    }),
    ("str.rfind", |machine, args| {
        find(machine, args, "str.rfind", text::str_rfind)
    }),
    ("str.index", |machine, args| {
        index(machine, args, "str.index", text::str_find)
    }),
    ("str.rindex", |machine, args| {
        index(machine, args, "str.rindex", text::str_rfind)
    }),
    ("str.count", count),
    ("str.startswith", |machine, args| {
        affix(machine, args, "str.startswith", Affix::Prefix)
    }),
    ("str.endswith", |machine, args| {
        affix(machine, args, "str.endswith", Affix::Suffix)
    }),
    ("str.removeprefix", |machine, args| {
        without(machine, args, "str.removeprefix", Affix::Prefix)
    }),
    ("str.removesuffix", |machine, args| {
        without(machine, args, "str.removesuffix", Affix::Suffix)
    }),
    ("str.center", |machine, args| {
        pad(machine, args, "str.center", text::center)
    }),
    ("str.ljust", |machine, args| {
        pad(machine, args, "str.ljust", text::ljust)
    }),
    ("str.rjust", |machine, args| {
        pad(machine, args, "str.rjust", text::rjust)
    }),
    ("str.zfill", zfill),
    ("str.expandtabs", expandtabs),
    ("str.encode", encode),
    ("str.translate", translate),
    ("str.maketrans*", maketrans),
    ("chr", chr),
    ("ord", ord),
];

type Find = fn(&str, &str, Option<i64>, Option<i64>) -> Option<usize>;

/// The text that a method of str is called on.
pub(super) fn text_of(machine: &Machine, this: Value, name: &str) -> Outcome<Arc<str>> {
    machine
        .shared_str(this)
        .ok_or_else(|| machine.not_its_method(name, this))
}

/// A str or None as an argument.
fn optional(
    machine: &Machine,
    value: Value,
    wrong: impl Fn(&str) -> String,
) -> Outcome<Option<Arc<str>>> {
    if value == Value::UNSET || value == Value::NONE {
        return Ok(None);
    }
    match machine.shared_str(value) {
        Some(text) => Ok(Some(text)),
        None => Err(Halt::type_error(wrong(machine.type_name(value)))),
    }
}

/// A str as an argument.
fn required(machine: &Machine, value: Value, wrong: impl Fn(&str) -> String) -> Outcome<Arc<str>> {
    match machine.shared_str(value) {
        Some(text) => Ok(text),
        None => Err(Halt::type_error(wrong(machine.type_name(value)))),
    }
}

fn must_be_str(kind: &str) -> String {
    format!("must be str, not {kind}")
}

fn str_new(machine: &mut Machine, args: &Args) -> Outcome {
    let (class, [value, encoding, errors]) = method(
        &machine.pool,
        args,
        "type.str",
        0,
        ["object", "encoding", "errors"],
    )?;
    if value == Value::UNSET {
        return Ok(machine.str(""));
    }
    if encoding != Value::UNSET || errors != Value::UNSET {
        let Some(bytes) = machine.as_bytes(machine.inner(value)).map(<[u8]>::to_vec) else {
            let message = match machine.shared_str(value) {
                Some(_) => "decoding str is not supported".to_owned(),
                None => format!(
                    "decoding to str: need a bytes-like object, {} found",
                    machine.type_name(value)
                ),
            };
            return Err(Halt::type_error(message));
        };
        return super::bytes::decoded(machine, &bytes, encoding, errors);
    }
    match machine.text(value) {
        Ok(text) => Ok(machine.str(&text)),
        Err(Halt::Call(call)) if class != Type::Str.value() => {
            let value = call.1[0];
            Err(Halt::call(machine.helper("_str_first"), [class, value]))
        }
        Err(halt) => Err(halt),
    }
}

fn change(machine: &mut Machine, args: &Args, name: &str, change: fn(&str) -> String) -> Outcome {
    let (this, []) = method(&machine.pool, args, name, 0, [])?;
    let text = text_of(machine, this, name)?;
    Ok(machine.str(&change(&text)))
}

fn test(machine: &mut Machine, args: &Args, name: &str, test: StrTest) -> Outcome {
    let (this, []) = method(&machine.pool, args, name, 0, [])?;
    let text = text_of(machine, this, name)?;
    Ok(Value::bool(text::str_is(test, &text)))
}

fn strip(machine: &mut Machine, args: &Args, name: &str, ends: Ends) -> Outcome {
    let (this, [letters]) = method(&machine.pool, args, name, 0, ["/chars"])?;
    let text = text_of(machine, this, name)?;
    let short = &name[4..];
    let letters = optional(machine, letters, |_| {
        format!("{short} arg must be None or str")
    })?;
    Ok(machine.str(text::str_strip(ends, &text, letters.as_deref())))
}

fn strs(machine: &mut Machine, pieces: &[&str]) -> Outcome {
    let items = pieces.iter().map(|piece| machine.str(piece)).collect();
    Ok(machine.list(items))
}

fn split(machine: &mut Machine, args: &Args, name: &str, ends: Ends) -> Outcome {
    let (this, [separator, most]) = method(&machine.pool, args, name, 0, ["sep", "maxsplit"])?;
    let text = text_of(machine, this, name)?;
    let separator = optional(machine, separator, |kind| {
        format!("must be str or None, not {kind}")
    })?;
    let most = machine.int_given(or(most, Value::int(-1)))?;
    let pieces = text::str_split(ends, &text, separator.as_deref(), most)?;
    strs(machine, &pieces)
}

fn splitlines(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, [keep]) = method(&machine.pool, args, "str.splitlines", 0, ["keepends"])?;
    let text = text_of(machine, this, "str.splitlines")?;
    let keep = keep != Value::UNSET && machine.truth(keep)?;
    strs(machine, &text::str_splitlines(&text, keep))
}

fn partition(machine: &mut Machine, args: &Args, name: &str, ends: Ends) -> Outcome {
    let (this, [separator]) = method(&machine.pool, args, name, 1, ["/sep"])?;
    let text = text_of(machine, this, name)?;
    let separator = required(machine, separator, must_be_str)?;
    let parts = text::str_partition(ends, &text, &separator)?;
    let parts = parts.map(|part| machine.str(part));
    Ok(machine.tuple(&parts))
}

fn join(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, [_]) = method(&machine.pool, args, "str.join", 1, ["/iterable"])?;
    let separator = text_of(machine, this, "str.join")?;
    let items = match machine.items_given(args, 1, "str.join") {
        Err(Halt::Raise(raised)) if raised.message.ends_with("is not iterable") => {
            return Err(Halt::type_error("can only join an iterable"));
        }
        other => other?,
    };
    let mut pieces = Vec::with_capacity(items.len());
    for (at, item) in items.into_iter().enumerate() {
        pieces.push(required(machine, item, |kind| {
            format!("sequence item {at}: expected str instance, {kind} found")
        })?);
    }
    let pieces: Vec<&str> = pieces.iter().map(|piece| &**piece).collect();
    let joined = text::str_join(&separator, &pieces)?;
    Ok(machine.str(&joined))
}

fn replace(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, [old, new, count]) = method(
        &machine.pool,
        args,
        "str.replace",
        2,
        ["/old", "/new", "/count"],
    )?;
    let text = text_of(machine, this, "str.replace")?;
    let argument =
        |at: usize| move |kind: &str| format!("replace() argument {at} must be str, not {kind}");
    let (old, new) = (
        required(machine, old, argument(1))?,
        required(machine, new, argument(2))?,
    );
    let count = machine.int_given(or(count, Value::int(-1)))?;
    let replaced = text::str_replace(&text, &old, &new, count)?;
    Ok(machine.str(&replaced))
}

fn search(machine: &mut Machine, args: &Args, name: &str, find: Find) -> Outcome<Option<usize>> {
    let (this, [sought, start, end]) =
        method(&machine.pool, args, name, 1, ["/sub", "/start", "/end"])?;
    let text = text_of(machine, this, name)?;
    let sought = required(machine, sought, must_be_str)?;
    let (start, end) = (machine.bound_given(start)?, machine.bound_given(end)?);
    Ok(find(&text, &sought, start, end))
}

fn find(machine: &mut Machine, args: &Args, name: &str, how: Find) -> Outcome {
    let at = search(machine, args, name, how)?;
    Ok(Value::int(at.map_or(-1, |at| at as i64)))
}

fn index(machine: &mut Machine, args: &Args, name: &str, how: Find) -> Outcome {
    match search(machine, args, name, how)? {
        Some(at) => Ok(Value::int(at as i64)),
        None => Err(text::not_found(false).into()),
    }
}

fn count(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, [sought, start, end]) = method(
        &machine.pool,
        args,
        "str.count",
        1,
        ["/sub", "/start", "/end"],
    )?;
    let text = text_of(machine, this, "str.count")?;
    let sought = required(machine, sought, must_be_str)?;
    let (start, end) = (machine.bound_given(start)?, machine.bound_given(end)?);
    Ok(Value::int(
        text::str_count(&text, &sought, start, end) as i64
    ))
}

fn affix(machine: &mut Machine, args: &Args, name: &str, affix: Affix) -> Outcome {
    let (this, [sought, start, end]) =
        method(&machine.pool, args, name, 1, ["/prefix", "/start", "/end"])?;
    let text = text_of(machine, this, name)?;
    let short = &name[4..];
    let (start, end) = (machine.bound_given(start)?, machine.bound_given(end)?);
    let all = match machine.as_tuple(sought) {
        Some(items) => items.to_vec(),
        None => {
            let sought = required(machine, sought, |kind| {
                format!("{short} first arg must be str or a tuple of str, not {kind}")
            })?;
            return Ok(Value::bool(text::str_affix(
                affix, &text, &sought, start, end,
            )));
        }
    };
    for each in all {
        let sought = required(machine, each, |kind| {
            format!("tuple for {short} must only contain str, not {kind}")
        })?;
        if text::str_affix(affix, &text, &sought, start, end) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

fn without(machine: &mut Machine, args: &Args, name: &str, affix: Affix) -> Outcome {
    let (this, [sought]) = method(&machine.pool, args, name, 1, ["/prefix"])?;
    let text = text_of(machine, this, name)?;
    let short = &name[4..];
    let sought = required(machine, sought, |kind| {
        format!("{short}() argument must be str, not {kind}")
    })?;
    let rest = match affix {
        Affix::Prefix => text.strip_prefix(&*sought),
        Affix::Suffix => text.strip_suffix(&*sought),
    };
    Ok(machine.str(rest.unwrap_or(&text)))
}

fn pad(
    machine: &mut Machine,
    args: &Args,
    name: &str,
    how: fn(&str, i64, char) -> Result<String, Raised>,
) -> Outcome {
    let (this, [width, fill]) = method(&machine.pool, args, name, 1, ["/width", "/fillchar"])?;
    let text = text_of(machine, this, name)?;
    let width = machine.int_given(width)?;
    let fill = if fill == Value::UNSET {
        ' '
    } else {
        let fill = required(machine, fill, |kind| {
            format!("The fill character must be a unicode character, not {kind}")
        })?;
        let mut letters = fill.chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) => letter,
            _ => {
                return Err(Halt::type_error(
                    "The fill character must be exactly one character long",
                ));
            }
        }
    };
    let padded = how(&text, width, fill)?;
    Ok(machine.str(&padded))
}

fn zfill(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, [width]) = method(&machine.pool, args, "str.zfill", 1, ["/width"])?;
    let text = text_of(machine, this, "str.zfill")?;
    let padded = text::zfill(&text, machine.int_given(width)?)?;
    Ok(machine.str(&padded))
}

fn expandtabs(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, [size]) = method(&machine.pool, args, "str.expandtabs", 0, ["tabsize"])?;
    let text = text_of(machine, this, "str.expandtabs")?;
    let size = machine.int_given(or(size, Value::int(8)))?;
    let expanded = text::expandtabs(&text, size)?;
    Ok(machine.str(&expanded))
}

fn encode(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, [encoding, errors]) =
        method(&machine.pool, args, "str.encode", 0, ["encoding", "errors"])?;
    let text = text_of(machine, this, "str.encode")?;
    let bytes = encoded(machine, &text, encoding, errors)?;
    Ok(machine.bytes_value(&bytes))
}

/// A text in an encoding.
pub(super) fn encoded(
    machine: &Machine,
    text: &str,
    encoding: Value,
    errors: Value,
) -> Outcome<Vec<u8>> {
    let (codec, errors) = codec_given(machine, encoding, errors, "encode")?;
    Ok(text::encode(text, codec, &errors)?)
}

/// An encoding and how errors are handled, as arguments.
pub(super) fn codec_given(
    machine: &Machine,
    encoding: Value,
    errors: Value,
    name: &str,
) -> Outcome<(Codec, Arc<str>)> {
    let named = |value: Value, which: &str, default: &str| -> Outcome<Arc<str>> {
        if value == Value::UNSET {
            return Ok(default.into());
        }
        required(machine, value, |kind| {
            format!("{name}() argument '{which}' must be str, not {kind}")
        })
    };
    let encoding = named(encoding, "encoding", "utf-8")?;
    Ok((Codec::named(&encoding)?, named(errors, "errors", "strict")?))
}

fn translate(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, [table]) = method(&machine.pool, args, "str.translate", 1, ["/table"])?;
    let text = text_of(machine, this, "str.translate")?;
    let table = machine.inner(table);
    let wrong = |message: &str| Raised::new(Raises::TypeError, message);
    let translated = text::translate(&text, |letter| {
        let key = Value::int(u32::from(letter).into());
        let found = match machine.heap.get(table) {
            Some(Object::Dict(_)) => machine.dict_get(table, key).ok().flatten(),
            _ => return Err(wrong("a table that is no dict is not supported here")),
        };
        let Some(found) = found else {
            return Ok(None);
        };
        if found == Value::NONE {
            return Ok(Some(String::new()));
        }
        if let Some(text) = machine.pool.as_str(found) {
            return Ok(Some(text.to_owned()));
        }
        match machine
            .as_index(found)
            .and_then(|code| u32::try_from(code).ok())
            .and_then(char::from_u32)
        {
            Some(letter) => Ok(Some(letter.to_string())),
            None => Err(wrong("character mapping must return integer, None or str")),
        }
    })?;
    Ok(machine.str(&translated))
}

fn maketrans(machine: &mut Machine, args: &Args) -> Outcome {
    let (_, [x, y, z]) = method(&machine.pool, args, "str.maketrans", 1, ["/x", "/y", "/z"])?;
    let code = |letter: char| Value::int(u32::from(letter).into());
    let mut flat = Vec::new();
    if y == Value::UNSET {
        let pairs: Vec<(Value, Value)> = match machine.heap.get(machine.inner(x)) {
            Some(Object::Dict(dict)) => dict.iter().collect(),
            _ => {
                return Err(Halt::type_error(
                    "if you give only one argument to maketrans it must be a dict",
                ));
            }
        };
        for (key, value) in pairs {
            let key = match machine.pool.as_str(key) {
                Some(text) => {
                    let mut letters = text.chars();
                    match (letters.next(), letters.next()) {
                        (Some(letter), None) => code(letter),
                        _ => {
                            return Err(Halt::value_error(
                                "string keys in translate table must be of length 1",
                            ));
                        }
                    }
                }
                None if machine.as_index(key).is_some() => key,
                None => {
                    return Err(Halt::type_error(
                        "keys in translate table must be strings or integers",
                    ));
                }
            };
            flat.extend([key, value]);
        }
        return machine.dict_of(&flat);
    }
    let argument =
        |at: usize| move |kind: &str| format!("maketrans() argument {at} must be str, not {kind}");
    let from = required(machine, x, |_| {
        "first maketrans argument must be a string if there is a second argument".into()
    })?;
    let to = required(machine, y, argument(2))?;
    if from.chars().count() != to.chars().count() {
        return Err(Halt::value_error(
            "the first two maketrans arguments must have equal length",
        ));
    }
    for (a, b) in from.chars().zip(to.chars()) {
        flat.extend([code(a), code(b)]);
    }
    if z != Value::UNSET {
        let gone = required(machine, z, argument(3))?;
        for letter in gone.chars() {
            flat.extend([code(letter), Value::NONE]);
        }
    }
    machine.dict_of(&flat)
}

fn chr(machine: &mut Machine, args: &Args) -> Outcome {
    let (value, []) = method(&machine.pool, args, "chr", 0, [])?;
    let Some(code) = machine.pool.as_int(machine.inner(value)) else {
        return Err(machine.no_integer(value));
    };
    match u32::try_from(&code) {
        Ok(code) if code < 0x11_0000 => match char::from_u32(code) {
            Some(letter) => Ok(machine.str(letter.encode_utf8(&mut [0; 4]))),
            None => Err(Halt::value_error(
                "half of a surrogate pair is not supported here",
            )),
        },
        _ => Err(Halt::value_error("chr() arg not in range(0x110000)")),
    }
}

fn ord(machine: &mut Machine, args: &Args) -> Outcome {
    let (value, []) = method(&machine.pool, args, "ord", 0, [])?;
    let wrong = |length: usize| {
        Halt::type_error(format!(
            "ord() expected a character, but string of length {length} found"
        ))
    };
    if let Some(text) = machine.shared_str(value) {
        let mut letters = text.chars();
        return match (letters.next(), letters.next()) {
            (Some(letter), None) => Ok(Value::int(u32::from(letter).into())),
            _ => Err(wrong(text.chars().count())),
        };
    }
    match machine.as_bytes(machine.inner(value)) {
        Some([byte]) => Ok(Value::int((*byte).into())),
        Some(bytes) => Err(wrong(bytes.len())),
        None => Err(Halt::type_error(format!(
            "ord() expected string of length 1, but {} found",
            machine.type_name(value)
        ))),
    }
}
