//! The methods of bytes and bytearray.

use super::given::{method, or};
use super::string::{codec_given, encoded};
use crate::machine::args::Args;
use crate::machine::halt::{Halt, Outcome};
use crate::machine::machine::Machine;
use crate::machine::object::Object;
use crate::machine::program::Native;
use crate::machine::raised::Raises;
use crate::machine::text::{self, Affix, BytesCase, BytesTest, Ends};
use crate::machine::types::Type;
use crate::machine::value::Value;

/// A method of both classes.
macro_rules! both {
    ($($method:literal => $function:expr,)*) => {
        &[
            $((concat!("bytes.", $method), $function), (concat!("bytearray.", $method), $function),)*
            ("bytes.__new__", bytes_new),
            ("bytearray.__new__", bytes_new),
            ("bytearray.append", append),
            ("bytearray.extend", extend),
            ("bytearray.pop", pop),
            ("bytearray.clear", clear),
            ("bytearray.reverse", reverse),
            ("bytearray.copy", |machine, args| {
                let bytes = self_of(machine, args, "copy")?;
                Ok(made(machine, args.values[0], &bytes))
            }),
        ]
    };
}

/// What this file has.
pub const NATIVES: &[(&str, Native)] = both! {
    "decode" => decode,
    "hex" => hex,
    "fromhex*" => fromhex,
    "upper" => |machine, args| case(machine, args, "upper", BytesCase::Upper),
    "lower" => |machine, args| case(machine, args, "lower", BytesCase::Lower),
    "title" => |machine, args| case(machine, args, "title", BytesCase::Title),
    "capitalize" => |machine, args| case(machine, args, "capitalize", BytesCase::Capitalize),
    "swapcase" => |machine, args| case(machine, args, "swapcase", BytesCase::Swap),
    "isalnum" => |machine, args| test(machine, args, "isalnum", BytesTest::Alnum),
    "isalpha" => |machine, args| test(machine, args, "isalpha", BytesTest::Alpha),
    "isascii" => |machine, args| test(machine, args, "isascii", BytesTest::Ascii),
    "isdigit" => |machine, args| test(machine, args, "isdigit", BytesTest::Digit),
    "islower" => |machine, args| test(machine, args, "islower", BytesTest::Lower),
    "isspace" => |machine, args| test(machine, args, "isspace", BytesTest::Space),
    "istitle" => |machine, args| test(machine, args, "istitle", BytesTest::Title),
    "isupper" => |machine, args| test(machine, args, "isupper", BytesTest::Upper),
    "strip" => |machine, args| strip(machine, args, "strip", Ends::Both),
    "lstrip" => |machine, args| strip(machine, args, "lstrip", Ends::Left),
    "rstrip" => |machine, args| strip(machine, args, "rstrip", Ends::Right),
    "split" => |machine, args| split(machine, args, "split", Ends::Left),
    "rsplit" => |machine, args| split(machine, args, "rsplit", Ends::Right),
    "splitlines" => splitlines,
    "partition" => |machine, args| partition(machine, args, "partition", Ends::Left),
    "rpartition" => |machine, args| partition(machine, args, "rpartition", Ends::Right),
    "join" => join,
    "replace" => replace,
    "find" => |machine, args| find(machine, args, "find", text::bytes_find),
    "rfind" => |machine, args| find(machine, args, "rfind", text::bytes_rfind),
    "index" => |machine, args| index(machine, args, "index", text::bytes_find),
    "rindex" => |machine, args| index(machine, args, "rindex", text::bytes_rfind),
    "count" => count,
    "startswith" => |machine, args| affix(machine, args, "startswith", Affix::Prefix),
    "endswith" => |machine, args| affix(machine, args, "endswith", Affix::Suffix),
    "removeprefix" => |machine, args| without(machine, args, "removeprefix", Affix::Prefix),
    "removesuffix" => |machine, args| without(machine, args, "removesuffix", Affix::Suffix),
    "center" => |machine, args| pad(machine, args, "center", Ends::Both),
    "ljust" => |machine, args| pad(machine, args, "ljust", Ends::Left),
    "rjust" => |machine, args| pad(machine, args, "rjust", Ends::Right),
    "zfill" => zfill,
};

type Find = fn(&[u8], &[u8], Option<i64>, Option<i64>) -> Option<usize>;

/// The bytes that a method is called on. A bytearray is looked at as one whole.
fn self_of(machine: &mut Machine, args: &Args, name: &str) -> Outcome<Vec<u8>> {
    let this = args.values.first().copied().unwrap_or(Value::NONE);
    let inner = machine.inner(this);
    machine.touch_element(inner, Value::UNSET, None)?;
    match machine.as_bytes(inner) {
        Some(bytes) => Ok(bytes.to_vec()),
        None => Err(machine.not_its_method(&format!("bytes.{name}"), this)),
    }
}

/// Bytes of the class that a method is called on.
fn made(machine: &mut Machine, like: Value, bytes: &[u8]) -> Value {
    match machine.heap.get(machine.inner(like)) {
        Some(Object::ByteArray(_)) => machine.heap.add(Object::ByteArray(bytes.to_vec())),
        _ => machine.bytes_value(bytes),
    }
}

fn list_made(machine: &mut Machine, like: Value, pieces: &[&[u8]]) -> Value {
    let items = pieces
        .iter()
        .map(|piece| made(machine, like, piece))
        .collect();
    machine.list(items)
}

/// Bytes as an argument.
fn required(machine: &Machine, value: Value) -> Outcome<Vec<u8>> {
    match machine.as_bytes(machine.inner(value)) {
        Some(bytes) => Ok(bytes.to_vec()),
        None => Err(Halt::type_error(format!(
            "a bytes-like object is required, not '{}'",
            machine.type_name(value)
        ))),
    }
}

fn optional(machine: &Machine, value: Value) -> Outcome<Option<Vec<u8>>> {
    match value {
        Value::UNSET | Value::NONE => Ok(None),
        value => required(machine, value).map(Some),
    }
}

/// Bytes or one byte as an int: what is sought.
fn sought(machine: &Machine, value: Value) -> Outcome<Vec<u8>> {
    match machine.as_index(value) {
        Some(byte) => match u8::try_from(byte) {
            Ok(byte) => Ok(vec![byte]),
            Err(_) => Err(Halt::value_error("byte must be in range(0, 256)")),
        },
        None if machine.as_bytes(machine.inner(value)).is_none() => Err(Halt::type_error(format!(
            "argument should be integer or bytes-like object, not '{}'",
            machine.type_name(value)
        ))),
        None => required(machine, value),
    }
}

/// A byte as an argument.
fn byte_of(machine: &Machine, value: Value, kind: &str) -> Outcome<u8> {
    let Some(int) = machine.pool.as_int(machine.inner(value)) else {
        return Err(machine.no_integer(value));
    };
    u8::try_from(int).map_err(|_| {
        Halt::value_error(match kind {
            "bytes" => "bytes must be in range(0, 256)",
            _ => "byte must be in range(0, 256)",
        })
    })
}

/// The bytes that ints are.
pub(super) fn bytes_of_items(machine: &mut Machine, iterable: Value) -> Outcome<Vec<u8>> {
    let items = machine.items_of(iterable)?;
    items
        .into_iter()
        .map(|item| byte_of(machine, item, "bytes"))
        .collect()
}

fn bytes_new(machine: &mut Machine, args: &Args) -> Outcome {
    let class = args.values[0];
    let array = machine.is_subclass(class, Type::ByteArray.value());
    let kind = if array { "bytearray" } else { "bytes" };
    let (_, [source, encoding, errors]) = method(
        &machine.pool,
        args,
        kind,
        0,
        ["source", "encoding", "errors"],
    )?;
    let inner = machine.inner(source);
    let bytes = if source == Value::UNSET {
        Vec::new()
    } else if let Some(text) = machine.shared_str(source) {
        if encoding == Value::UNSET {
            return Err(Halt::type_error("string argument without an encoding"));
        }
        encoded(machine, &text, encoding, errors)?
    } else if encoding != Value::UNSET {
        return Err(Halt::type_error("encoding without a string argument"));
    } else if let Some(bytes) = machine.as_bytes(inner) {
        bytes.to_vec()
    } else if let Some(count) = machine.as_index(inner) {
        match usize::try_from(count) {
            Ok(count) if count <= 1 << 24 => vec![0; count],
            Ok(_) => return Err(Halt::raise(Raises::MemoryError, "")),
            Err(_) => return Err(Halt::value_error("negative count")),
        }
    } else {
        if let Some(Halt::Call(call)) = machine.own_method(source, "__bytes__", &[]) {
            return Err(Halt::Call(call));
        }
        let items = match machine.items_for_new(args, 1) {
            Err(Halt::Raise(raised)) if raised.message.ends_with("is not iterable") => {
                return Err(Halt::type_error(format!(
                    "cannot convert '{}' object to {kind}",
                    machine.type_name(source)
                )));
            }
            other => other?,
        };
        let mut bytes = Vec::with_capacity(items.len());
        for item in items {
            bytes.push(byte_of(machine, item, kind)?);
        }
        bytes
    };
    Ok(if array {
        machine.heap.add(Object::ByteArray(bytes))
    } else {
        machine.bytes_value(&bytes)
    })
}

/// Bytes in an encoding as a text.
pub(super) fn decoded(
    machine: &mut Machine,
    bytes: &[u8],
    encoding: Value,
    errors: Value,
) -> Outcome {
    let (codec, errors) = codec_given(machine, encoding, errors, "decode")?;
    let text = text::decode(bytes, codec, &errors)?;
    Ok(machine.str(&text))
}

fn decode(machine: &mut Machine, args: &Args) -> Outcome {
    let bytes = self_of(machine, args, "decode")?;
    let (_, [encoding, errors]) = method(
        &machine.pool,
        args,
        "bytes.decode",
        0,
        ["encoding", "errors"],
    )?;
    decoded(machine, &bytes, encoding, errors)
}

fn hex(machine: &mut Machine, args: &Args) -> Outcome {
    let bytes = self_of(machine, args, "hex")?;
    let (_, [separator, group]) = method(
        &machine.pool,
        args,
        "bytes.hex",
        0,
        ["sep", "bytes_per_sep"],
    )?;
    let separator = match separator {
        Value::UNSET => None,
        given => {
            let text = machine.shared_str(given).map(|text| text.to_string());
            let text = match text {
                Some(text) => text,
                None => String::from_utf8_lossy(&required(machine, given)?).into_owned(),
            };
            let mut letters = text.chars();
            match (letters.next(), letters.next()) {
                (Some(letter), None) => Some(letter),
                _ => return Err(Halt::value_error("sep must be length 1.")),
            }
        }
    };
    let group = machine.int_given(or(group, Value::int(1)))?;
    Ok(machine.str(&text::bytes_hex(&bytes, separator, group)))
}

fn fromhex(machine: &mut Machine, args: &Args) -> Outcome {
    let (class, [text]) = method(&machine.pool, args, "bytes.fromhex", 1, ["/string"])?;
    let Some(text) = machine.shared_str(text) else {
        return Err(Halt::type_error(format!(
            "fromhex() argument must be str, not {}",
            machine.type_name(text)
        )));
    };
    let bytes = text::bytes_fromhex(&text)?;
    Ok(if machine.is_subclass(class, Type::ByteArray.value()) {
        machine.heap.add(Object::ByteArray(bytes))
    } else {
        machine.bytes_value(&bytes)
    })
}

fn case(machine: &mut Machine, args: &Args, name: &str, case: BytesCase) -> Outcome {
    let bytes = self_of(machine, args, name)?;
    Ok(made(
        machine,
        args.values[0],
        &text::bytes_case(case, &bytes),
    ))
}

fn test(machine: &mut Machine, args: &Args, name: &str, test: BytesTest) -> Outcome {
    let bytes = self_of(machine, args, name)?;
    Ok(Value::bool(text::bytes_is(test, &bytes)))
}

fn strip(machine: &mut Machine, args: &Args, name: &str, ends: Ends) -> Outcome {
    let bytes = self_of(machine, args, name)?;
    let (_, [letters]) = method(&machine.pool, args, name, 0, ["/bytes"])?;
    let letters = optional(machine, letters)?;
    Ok(made(
        machine,
        args.values[0],
        text::bytes_strip(ends, &bytes, letters.as_deref()),
    ))
}

fn split(machine: &mut Machine, args: &Args, name: &str, ends: Ends) -> Outcome {
    let bytes = self_of(machine, args, name)?;
    let (_, [separator, most]) = method(&machine.pool, args, name, 0, ["sep", "maxsplit"])?;
    let separator = optional(machine, separator)?;
    let most = machine.int_given(or(most, Value::int(-1)))?;
    let pieces = text::bytes_split(ends, &bytes, separator.as_deref(), most)?;
    Ok(list_made(machine, args.values[0], &pieces))
}

fn splitlines(machine: &mut Machine, args: &Args) -> Outcome {
    let bytes = self_of(machine, args, "splitlines")?;
    let (_, [keep]) = method(&machine.pool, args, "splitlines", 0, ["keepends"])?;
    let keep = keep != Value::UNSET && machine.truth(keep)?;
    Ok(list_made(
        machine,
        args.values[0],
        &text::bytes_splitlines(&bytes, keep),
    ))
}

fn partition(machine: &mut Machine, args: &Args, name: &str, ends: Ends) -> Outcome {
    let bytes = self_of(machine, args, name)?;
    let (_, [separator]) = method(&machine.pool, args, name, 1, ["/sep"])?;
    let separator = required(machine, separator)?;
    let parts = text::bytes_partition(ends, &bytes, &separator)?;
    let parts = parts.map(|part| made(machine, args.values[0], part));
    Ok(machine.tuple(&parts))
}

fn join(machine: &mut Machine, args: &Args) -> Outcome {
    let separator = self_of(machine, args, "join")?;
    method(&machine.pool, args, "bytes.join", 1, ["/iterable"])?;
    let items = match machine.items_given(args, 1, "bytes.join") {
        Err(Halt::Raise(raised)) if raised.message.ends_with("is not iterable") => {
            return Err(Halt::type_error("can only join an iterable"));
        }
        other => other?,
    };
    let mut pieces = Vec::new();
    for (at, item) in items.into_iter().enumerate() {
        match machine.as_bytes(machine.inner(item)) {
            Some(bytes) => pieces.push(bytes.to_vec()),
            None => {
                return Err(Halt::type_error(format!(
                    "sequence item {at}: expected a bytes-like object, {} found",
                    machine.type_name(item)
                )));
            }
        }
    }
    let pieces: Vec<&[u8]> = pieces.iter().map(Vec::as_slice).collect();
    let joined = text::bytes_join(&separator, &pieces)?;
    Ok(made(machine, args.values[0], &joined))
}

fn replace(machine: &mut Machine, args: &Args) -> Outcome {
    let bytes = self_of(machine, args, "replace")?;
    let (_, [old, new, count]) = method(
        &machine.pool,
        args,
        "replace",
        2,
        ["/old", "/new", "/count"],
    )?;
    let (old, new) = (required(machine, old)?, required(machine, new)?);
    let count = machine.int_given(or(count, Value::int(-1)))?;
    let replaced = text::bytes_replace(&bytes, &old, &new, count)?;
    Ok(made(machine, args.values[0], &replaced))
}

fn search(machine: &mut Machine, args: &Args, name: &str, find: Find) -> Outcome<Option<usize>> {
    let bytes = self_of(machine, args, name)?;
    let (_, [part, start, end]) = method(&machine.pool, args, name, 1, ["/sub", "/start", "/end"])?;
    let part = sought(machine, part)?;
    let (start, end) = (machine.bound_given(start)?, machine.bound_given(end)?);
    Ok(find(&bytes, &part, start, end))
}

fn find(machine: &mut Machine, args: &Args, name: &str, how: Find) -> Outcome {
    let at = search(machine, args, name, how)?;
    Ok(Value::int(at.map_or(-1, |at| at as i64)))
}

fn index(machine: &mut Machine, args: &Args, name: &str, how: Find) -> Outcome {
    match search(machine, args, name, how)? {
        Some(at) => Ok(Value::int(at as i64)),
        None => Err(text::not_found(true).into()),
    }
}

fn count(machine: &mut Machine, args: &Args) -> Outcome {
    let bytes = self_of(machine, args, "count")?;
    let (_, [part, start, end]) =
        method(&machine.pool, args, "count", 1, ["/sub", "/start", "/end"])?;
    let part = sought(machine, part)?;
    let (start, end) = (machine.bound_given(start)?, machine.bound_given(end)?);
    Ok(Value::int(
        text::bytes_count(&bytes, &part, start, end) as i64
    ))
}

fn affix(machine: &mut Machine, args: &Args, name: &str, affix: Affix) -> Outcome {
    let bytes = self_of(machine, args, name)?;
    let (_, [part, start, end]) =
        method(&machine.pool, args, name, 1, ["/prefix", "/start", "/end"])?;
    let (start, end) = (machine.bound_given(start)?, machine.bound_given(end)?);
    let all = machine
        .as_tuple(part)
        .map_or_else(|| vec![part], <[Value]>::to_vec);
    for each in all {
        let Some(sought) = machine.as_bytes(machine.inner(each)) else {
            return Err(Halt::type_error(format!(
                "{name} first arg must be bytes or a tuple of bytes, not {}",
                machine.type_name(each)
            )));
        };
        if text::bytes_affix(affix, &bytes, sought, start, end) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

fn without(machine: &mut Machine, args: &Args, name: &str, affix: Affix) -> Outcome {
    let bytes = self_of(machine, args, name)?;
    let (_, [part]) = method(&machine.pool, args, name, 1, ["/prefix"])?;
    let part = required(machine, part)?;
    let rest = match affix {
        Affix::Prefix => bytes.strip_prefix(part.as_slice()),
        Affix::Suffix => bytes.strip_suffix(part.as_slice()),
    };
    Ok(made(machine, args.values[0], rest.unwrap_or(&bytes)))
}

fn pad(machine: &mut Machine, args: &Args, name: &str, ends: Ends) -> Outcome {
    let bytes = self_of(machine, args, name)?;
    let (_, [width, fill]) = method(&machine.pool, args, name, 1, ["/width", "/fillbyte"])?;
    let width = machine.int_given(width)?;
    let fill = match optional(machine, fill)?.as_deref() {
        None => b' ',
        Some([fill]) => *fill,
        Some(_) => {
            return Err(Halt::type_error(format!(
                "{name}() argument 2 must be a byte string of length 1, not bytes"
            )));
        }
    };
    let padded = text::bytes_pad(ends, &bytes, width, fill)?;
    Ok(made(machine, args.values[0], &padded))
}

fn zfill(machine: &mut Machine, args: &Args) -> Outcome {
    let bytes = self_of(machine, args, "zfill")?;
    let (_, [width]) = method(&machine.pool, args, "bytes.zfill", 1, ["/width"])?;
    let padded = text::bytes_zfill(&bytes, machine.int_given(width)?)?;
    Ok(made(machine, args.values[0], &padded))
}

/// The bytes of a bytearray, after this was told.
fn changed<'m>(machine: &'m mut Machine, args: &Args, name: &str) -> Outcome<&'m mut Vec<u8>> {
    let this = args.values.first().copied().unwrap_or(Value::NONE);
    let inner = machine.inner(this);
    machine.touch_element(inner, Value::UNSET, Some(Value::NONE))?;
    if !matches!(machine.heap.get(inner), Some(Object::ByteArray(_))) {
        return Err(machine.not_its_method(&format!("bytearray.{name}"), this));
    }
    match machine.heap.get_mut(inner) {
        Some(Object::ByteArray(bytes)) => Ok(bytes),
        _ => Err(Halt::type_error("a frozen bytearray")),
    }
}

fn append(machine: &mut Machine, args: &Args) -> Outcome {
    let (_, [byte]) = method(&machine.pool, args, "bytearray.append", 1, ["/item"])?;
    let byte = byte_of(machine, byte, "bytearray")?;
    changed(machine, args, "append")?.push(byte);
    Ok(Value::NONE)
}

fn extend(machine: &mut Machine, args: &Args) -> Outcome {
    method(&machine.pool, args, "bytearray.extend", 1, ["/iterable"])?;
    let items = machine.items_given(args, 1, "bytearray.extend")?;
    let mut more = Vec::with_capacity(items.len());
    for item in items {
        more.push(byte_of(machine, item, "bytearray")?);
    }
    changed(machine, args, "extend")?.extend(more);
    Ok(Value::NONE)
}

fn pop(machine: &mut Machine, args: &Args) -> Outcome {
    let (_, [index]) = method(&machine.pool, args, "bytearray.pop", 0, ["/index"])?;
    let index = machine.int_given(or(index, Value::int(-1)))?;
    let bytes = changed(machine, args, "pop")?;
    if bytes.is_empty() {
        return Err(Halt::raise(Raises::IndexError, "pop from empty bytearray"));
    }
    match text::index_in(bytes.len(), index) {
        Some(at) => Ok(Value::int(bytes.remove(at).into())),
        None => Err(Halt::raise(Raises::IndexError, "pop index out of range")),
    }
}

fn clear(machine: &mut Machine, args: &Args) -> Outcome {
    changed(machine, args, "clear")?.clear();
    Ok(Value::NONE)
}

fn reverse(machine: &mut Machine, args: &Args) -> Outcome {
    changed(machine, args, "reverse")?.reverse();
    Ok(Value::NONE)
}
