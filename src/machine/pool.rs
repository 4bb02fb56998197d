//! Values that cannot change, each of them once.

use super::hash::HashState;
use super::value::{Kind, Singleton, Value};
use crate::bytecode::Constant;
use num_bigint::BigInt;
use num_traits::ToPrimitive;
use std::collections::HashMap;
use std::rc::Rc;

/// What a value of the pool is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Content {
    /// An int that is too great for the word.
    Int(BigInt),
    /// A str.
    Str(Rc<str>),
    /// Bytes.
    Bytes(Rc<[u8]>),
    /// A tuple of what cannot change.
    Tuple(Rc<[Value]>),
}

/// The values of a program that cannot change. One content has one index, so equal ones are equal words.
#[derive(Clone, Debug, Default)]
pub struct Pool {
    contents: Vec<Rc<Content>>,
    index: HashMap<Rc<Content>, u32, HashState>,
}

impl Pool {
    /// The value with this content.
    ///
    /// # Panics
    /// If there are more than 2^32 values, which takes more memory than there is.
    pub fn intern(&mut self, content: Content) -> Value {
        if let Some(index) = self.index.get(&content) {
            return Value::pool(*index);
        }
        let index = u32::try_from(self.contents.len()).expect("memory ends before indices do");
        let content = Rc::new(content);
        self.contents.push(content.clone());
        self.index.insert(content, index);
        Value::pool(index)
    }

    /// An int, in its one form.
    pub fn int(&mut self, int: BigInt) -> Value {
        match int.to_i64().and_then(Value::small) {
            Some(value) => value,
            None => self.intern(Content::Int(int)),
        }
    }

    /// A str.
    pub fn str(&mut self, text: &str) -> Value {
        self.intern(Content::Str(text.into()))
    }

    /// A constant of a program; None for code, which is no value by itself.
    pub fn constant(&mut self, constant: &Constant) -> Option<Value> {
        Some(match constant {
            Constant::None => Value::NONE,
            Constant::Ellipsis => Value::singleton(Singleton::Ellipsis),
            Constant::Bool(truth) => Value::bool(*truth),
            Constant::Int(int) => self.int(int.clone()),
            Constant::Float(float) => Value::float(*float),
            Constant::Str(text) => self.intern(Content::Str(text.clone())),
            Constant::Bytes(bytes) => self.intern(Content::Bytes(bytes.clone())),
            Constant::Tuple(items) => {
                let items: Option<Rc<[Value]>> =
                    items.iter().map(|item| self.constant(item)).collect();
                self.intern(Content::Tuple(items?))
            }
            Constant::Code(_) => return None,
        })
    }

    /// The content at an index that a value of this pool has.
    pub fn content(&self, index: u32) -> &Content {
        &self.contents[index as usize]
    }

    /// The int that a value is; a bool is one.
    pub fn as_int(&self, value: Value) -> Option<BigInt> {
        match value.kind() {
            Kind::Small(int) => Some(int.into()),
            Kind::Singleton(Singleton::True) => Some(1.into()),
            Kind::Singleton(Singleton::False) => Some(0.into()),
            Kind::Pool(index) => match self.content(index) {
                Content::Int(int) => Some(int.clone()),
                _ => None,
            },
            _ => None,
        }
    }

    /// The str that a value is.
    pub fn as_str(&self, value: Value) -> Option<&str> {
        match value.kind() {
            Kind::Pool(index) => match self.content(index) {
                Content::Str(text) => Some(text),
                _ => None,
            },
            _ => None,
        }
    }

    /// What Python calls the type of a value that is not in the heap.
    pub fn type_name(&self, value: Value) -> &'static str {
        match value.kind() {
            Kind::Float(_) => "float",
            Kind::Small(_) => "int",
            Kind::Singleton(Singleton::True | Singleton::False) => "bool",
            Kind::Singleton(Singleton::None) => "NoneType",
            Kind::Singleton(Singleton::Ellipsis) => "ellipsis",
            Kind::Singleton(Singleton::NotImplemented) => "NotImplementedType",
            Kind::Singleton(Singleton::Unset) | Kind::Heap(_) => "object",
            Kind::Pool(index) => match self.content(index) {
                Content::Int(_) => "int",
                Content::Str(_) => "str",
                Content::Bytes(_) => "bytes",
                Content::Tuple(_) => "tuple",
            },
        }
    }
}
