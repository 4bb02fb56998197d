//! Values in the goldens of `tests/golden/text`, and the calls that they are the arguments and results of.

pub mod numbers;
pub mod sequences;
pub mod sets;
pub mod templates;

use interleave::machine::Raised;
use num_bigint::BigInt;
use serde_json::Value as Json;

/// A value of Python, as far as the functions take or give them.
#[derive(Clone, Debug, PartialEq)]
pub enum Any {
    None,
    Bool(bool),
    Int(BigInt),
    /// By its bits, so that a NaN is equal to itself and zeros differ.
    Float(u64),
    Str(String),
    Bytes(Vec<u8>),
    List(Vec<Any>),
}

impl Any {
    pub fn read(json: &Json) -> Self {
        let hex = |key: &str| json[key].as_str().expect("a text");
        match json {
            Json::Null => Self::None,
            Json::Bool(bool) => Self::Bool(*bool),
            Json::String(text) => Self::Str(text.clone()),
            Json::Array(items) => Self::List(items.iter().map(Self::read).collect()),
            Json::Object(object) if object.contains_key("i") => {
                Self::Int(BigInt::parse_bytes(hex("i").as_bytes(), 16).expect("an int"))
            }
            Json::Object(object) if object.contains_key("f") => {
                Self::Float(u64::from_str_radix(hex("f"), 16).expect("bits"))
            }
            Json::Object(_) => Self::Bytes(
                hex("b")
                    .as_bytes()
                    .chunks(2)
                    .map(|pair| {
                        u8::from_str_radix(std::str::from_utf8(pair).expect("ASCII"), 16)
                            .expect("a byte")
                    })
                    .collect(),
            ),
            Json::Number(_) => panic!("no plain numbers"),
        }
    }

    pub fn int(&self) -> BigInt {
        match self {
            Self::Int(int) => int.clone(),
            Self::Bool(bool) => BigInt::from(i32::from(*bool)),
            _ => panic!("{self:?} is no int"),
        }
    }

    /// An int cut to the nearest of 64 bits; none for None.
    pub fn optional(&self) -> Option<i64> {
        (*self != Self::None).then(|| {
            let int = self.int();
            i64::try_from(&int).unwrap_or(if int < BigInt::ZERO {
                i64::MIN
            } else {
                i64::MAX
            })
        })
    }

    pub fn i64(&self) -> i64 {
        self.optional().expect("an int")
    }

    pub fn bool(&self) -> bool {
        *self == Self::Bool(true)
    }

    pub fn float(&self) -> f64 {
        match self {
            Self::Float(bits) => f64::from_bits(*bits),
            _ => panic!("{self:?} is no float"),
        }
    }

    pub fn str(&self) -> &str {
        match self {
            Self::Str(text) => text,
            _ => panic!("{self:?} is no str"),
        }
    }

    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Bytes(bytes) => bytes,
            _ => panic!("{self:?} is no bytes"),
        }
    }

    pub fn list(&self) -> &[Any] {
        match self {
            Self::List(items) => items,
            _ => panic!("{self:?} is no list"),
        }
    }
}

macro_rules! from {
    ($($from:ty => |$name:ident| $any:expr),+ $(,)?) => {
        $(impl From<$from> for Any {
            fn from($name: $from) -> Self {
                $any
            }
        })+
    };
}

from! {
    bool => |bool| Self::Bool(bool),
    BigInt => |int| Self::Int(int),
    usize => |int| Self::Int(int.into()),
    i64 => |int| Self::Int(int.into()),
    f64 => |float| Self::Float(if float.is_nan() { 0x7ff8_0000_0000_0000 } else { float.to_bits() }),
    String => |text| Self::Str(text),
    &str => |text| Self::Str(text.to_owned()),
    Vec<u8> => |bytes| Self::Bytes(bytes),
    &[u8] => |bytes| Self::Bytes(bytes.to_owned()),
}

impl<T: Into<Any>> From<Option<T>> for Any {
    fn from(option: Option<T>) -> Self {
        // What is not found is at -1.
        option.map_or(Self::Int((-1).into()), Into::into)
    }
}

pub fn list<T: Into<Any>>(items: impl IntoIterator<Item = T>) -> Any {
    Any::List(items.into_iter().map(Into::into).collect())
}

/// Compares what `call` gives for each line of a golden with what CPython gave.
pub fn check(topic: &str, least: usize, call: impl Fn(&str, &[Any]) -> Result<Any, Raised>) {
    let golden = std::fs::read_to_string(format!("tests/golden/text/{topic}.jsonl"))
        .expect("the golden is there");
    let mut wrong = Vec::new();
    for line in golden.lines() {
        let json: Json = serde_json::from_str(line).expect("JSON");
        let (name, arguments) = (json[0].as_str().expect("a name"), Any::read(&json[1]));
        let expected = match json[2].as_str() {
            Some("=") => Ok(Any::read(&json[3])),
            _ => Err(json[3].as_str().expect("a message").to_owned()),
        };
        let found = call(name, arguments.list()).map_err(|raised| raised.to_string());
        if found != expected {
            wrong.push(format!(
                "{name}{:?}\n  is {expected:?}\n not {found:?}",
                arguments.list()
            ));
        }
    }
    assert!(
        golden.lines().count() >= least,
        "only {} lines",
        golden.lines().count()
    );
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(25)].join("\n")
    );
}
