//! Containers: elements, membership, length, and what is made of several values.

use super::Content;
use super::args::Args;
use super::dict::Dict;
use super::generate::range_length;
use super::halt::{Halt, Outcome};
use super::key::Key;
use super::machine::Machine;
use super::object::Object;
use super::raised::Raises;
use super::sets::OrderedTable;
use super::sync::Sync;
use super::types::Type;
use super::value::{Kind, Singleton, Value};

impl Machine {
    /// The bytes that a value is.
    pub fn as_bytes(&self, value: Value) -> Option<&[u8]> {
        match value.kind() {
            Kind::Pool(index) => match self.pool.content(index) {
                Content::Bytes(bytes) => Some(bytes),
                _ => None,
            },
            Kind::Heap(index) => match self.heap.at(index) {
                Object::ByteArray(bytes) => Some(bytes),
                _ => None,
            },
            _ => None,
        }
    }

    /// A value as an index: an int or a bool.
    pub fn as_index(&self, value: Value) -> Option<i64> {
        match value.kind() {
            Kind::Small(int) => Some(int),
            Kind::Singleton(Singleton::True) => Some(1),
            Kind::Singleton(Singleton::False) => Some(0),
            Kind::Heap(_) => {
                let inner = self.inner(value);
                if inner == value {
                    None
                } else {
                    self.as_index(inner)
                }
            }
            _ => None,
        }
    }

    /// Where a key is in a dict, with its hash.
    fn place(&self, dict: Value, key: Key) -> (Option<usize>, u64) {
        let hash = self.dict_hash(key);
        match self.heap.get(dict) {
            Some(Object::Dict(inner)) => (
                inner.position_by(key.value, hash, |a, b| self.same(a, b)),
                hash,
            ),
            _ => (None, hash),
        }
    }

    /// The value at a key of a dict.
    pub fn dict_get(&mut self, dict: Value, key: Value) -> Outcome<Option<Value>> {
        let key = self.key(key)?;
        self.touch_element(dict, key.value, None)?;
        Ok(self.dict_look(dict, key))
    }

    /// The value at a key, without telling of it.
    pub(super) fn dict_look(&self, dict: Value, key: Key) -> Option<Value> {
        let hash = self.dict_hash(key);
        match self.heap.get(dict) {
            Some(Object::Dict(inner)) => inner.get_by(key.value, hash, |a, b| self.same(a, b)),
            _ => None,
        }
    }

    /// Sets the value at a key of a dict.
    pub fn dict_set(&mut self, dict: Value, key: Value, value: Value) -> Outcome<()> {
        let key = self.key(key)?;
        self.touch_element(dict, key.value, Some(value))?;
        self.dict_put(dict, key, value);
        Ok(())
    }

    /// The same without telling of it.
    pub(super) fn dict_put(&mut self, dict: Value, key: Key, value: Value) {
        if self.is_shared(dict) {
            self.escape(key.value);
        }
        let (at, hash) = self.place(dict, key);
        if let Some(Object::Dict(inner)) = self.heap.get_mut(dict) {
            match at {
                Some(at) => inner.set_at(at, value),
                None => inner.append(key.value, hash, value),
            }
        }
    }

    /// Removes a key of a dict, and gives what was there.
    pub fn dict_remove(&mut self, dict: Value, key: Value) -> Outcome<Option<Value>> {
        let key = self.key(key)?;
        self.touch_element(dict, key.value, Some(Value::UNSET))?;
        let (at, _) = self.place(dict, key);
        match (at, self.heap.get_mut(dict)) {
            (Some(at), Some(Object::Dict(inner))) => Ok(Some(inner.remove_at(at))),
            _ => Ok(None),
        }
    }

    /// Whether an item is in a set.
    pub(super) fn set_has(&mut self, set: Value, item: Value) -> Outcome<bool> {
        let key = self.key(item)?;
        self.touch_element(set, key.value, None)?;
        let hash = self.set_hash(key);
        Ok(match self.heap.get(set) {
            Some(Object::Set(inner) | Object::FrozenSet(inner)) => inner
                .find(hash, |other| self.same(other, key.value))
                .is_some(),
            _ => false,
        })
    }

    /// Adds to a set; says whether it was new.
    pub fn set_add(&mut self, set: Value, item: Value) -> Outcome<bool> {
        let key = self.key(item)?;
        self.touch_element(set, key.value, Some(key.value))?;
        Ok(self.set_put(set, key))
    }

    /// The same without telling of it.
    pub(super) fn set_put(&mut self, set: Value, key: Key) -> bool {
        let hash = self.set_hash(key);
        self.with_set(set, |machine, inner| {
            inner.add(key.value, hash, |other| machine.same(other, key.value))
        })
        .unwrap_or(false)
    }

    /// Changes a set by what must compare items meanwhile. None if it is no set.
    pub(super) fn with_set<R>(
        &mut self,
        set: Value,
        change: impl FnOnce(&Self, &mut OrderedTable<Value>) -> R,
    ) -> Option<R> {
        let mut inner = match self.heap.get_mut(set) {
            Some(Object::Set(inner) | Object::FrozenSet(inner)) => std::mem::take(inner),
            _ => return None,
        };
        let result = change(self, &mut inner);
        if let Some(Object::Set(place) | Object::FrozenSet(place)) = self.heap.get_mut(set) {
            *place = inner;
        }
        Some(result)
    }

    /// A set of these.
    pub fn set_of(&mut self, items: &[Value]) -> Outcome {
        let set = self.heap.add(Object::Set(OrderedTable::default()));
        self.set_fill(set, items)?;
        Ok(set)
    }

    /// Adds items to a set that nobody else has.
    ///
    /// # Errors
    /// TypeError for what can change; a call of the library's that makes such a set of keys that must be asked.
    pub(super) fn set_fill(&mut self, set: Value, items: &[Value]) -> Outcome<()> {
        for item in items {
            match self.key(*item) {
                Ok(key) => {
                    self.set_put(set, key);
                }
                Err(Halt::Call(_)) => {
                    let items = self.tuple(items);
                    return Err(Halt::call(self.helper("_fill_set"), [set, items]));
                }
                Err(halt) => return Err(halt),
            }
        }
        Ok(())
    }

    /// A dict of keys and values in turn.
    pub fn dict_of(&mut self, items: &[Value]) -> Outcome {
        let dict = self.heap.add(Object::Dict(Dict::default()));
        for pair in items.chunks(2) {
            match self.key(pair[0]) {
                Ok(key) => self.dict_put(dict, key, pair[1]),
                Err(Halt::Call(_)) => {
                    let items = self.tuple(items);
                    return Err(Halt::call(self.helper("_fill_dict"), [dict, items]));
                }
                Err(halt) => return Err(halt),
            }
        }
        Ok(dict)
    }

    /// Puts all of a mapping into a dict; for keyword arguments a key must be new.
    pub(super) fn dict_update(&mut self, dict: Value, mapping: Value, merge: bool) -> Outcome<()> {
        let pairs: Vec<(Value, Value)> = match self.heap.get(self.inner(mapping)) {
            Some(Object::Dict(inner)) => inner.iter().collect(),
            _ if merge => {
                return Err(Halt::type_error(format!(
                    "argument after ** must be a mapping, not {}",
                    self.type_name(mapping)
                )));
            }
            _ => {
                return Err(Halt::type_error(format!(
                    "'{}' object is not a mapping",
                    self.type_name(mapping)
                )));
            }
        };
        self.touch_element(dict, Value::UNSET, Some(mapping))?;
        for (key, value) in pairs {
            let key = match self.key(key) {
                Ok(key) => key,
                Err(Halt::Call(_)) => {
                    return Err(Halt::call(self.helper("_fill_from"), [dict, mapping]));
                }
                Err(halt) => return Err(halt),
            };
            if merge && self.place(dict, key).0.is_some() {
                let name = self.pool.as_str(key.value).unwrap_or_default();
                return Err(Halt::type_error(format!(
                    "got multiple values for keyword argument '{name}'"
                )));
            }
            self.dict_put(dict, key, value);
            if self.is_shared(dict) {
                self.escape(value);
            }
        }
        Ok(())
    }

    /// A slice object.
    pub fn slice(&mut self, start: Value, stop: Value, step: Value) -> Value {
        if [start, stop, step]
            .iter()
            .any(|part| part.as_heap().is_some())
        {
            self.heap.add(Object::Slice(start, stop, step))
        } else {
            self.pool.intern(Content::Slice(start, stop, step))
        }
    }

    fn as_slice(&self, value: Value) -> Option<(Value, Value, Value)> {
        match value.kind() {
            Kind::Pool(index) => match self.pool.content(index) {
                Content::Slice(start, stop, step) => Some((*start, *stop, *step)),
                _ => None,
            },
            Kind::Heap(index) => match self.heap.at(index) {
                Object::Slice(start, stop, step) => Some((*start, *stop, *step)),
                _ => None,
            },
            _ => None,
        }
    }

    /// The positions that a slice means in a sequence of this length: the first, the step, and how many.
    pub(super) fn slice_positions(
        &self,
        slice: Value,
        length: usize,
    ) -> Outcome<Option<(i64, i64, u64)>> {
        let Some((start, stop, step)) = self.as_slice(slice) else {
            return Ok(None);
        };
        let wrong = || {
            Halt::type_error("slice indices must be integers or None or have an __index__ method")
        };
        let part = |value: Value| -> Outcome<Option<i64>> {
            if value == Value::NONE {
                return Ok(None);
            }
            match self.as_index(value) {
                Some(index) => Ok(Some(index)),
                None if self.pool.as_int(value).is_some() => {
                    let negative = self.pool.as_int(value).is_some_and(|int| int < 0.into());
                    Ok(Some(if negative { -(1 << 60) } else { 1 << 60 }))
                }
                None => Err(wrong()),
            }
        };
        let step = part(step)?.unwrap_or(1);
        if step == 0 {
            return Err(Halt::value_error("slice step cannot be zero"));
        }
        let length = length as i64;
        let clip = |index: i64, low: i64, high: i64| {
            let index = if index < 0 { index + length } else { index };
            index.clamp(low, high)
        };
        let (low, high) = if step > 0 {
            (0, length)
        } else {
            (-1, length - 1)
        };
        let start =
            part(start)?.map_or(if step > 0 { low } else { high }, |at| clip(at, low, high));
        let stop = part(stop)?.map_or(if step > 0 { high } else { low }, |at| clip(at, low, high));
        Ok(Some((start, step, range_length(start, stop, step))))
    }

    fn position(&self, index: Value, length: usize, what: &str) -> Outcome<usize> {
        let Some(at) = self.as_index(index) else {
            if self.pool.as_int(index).is_some() {
                return Err(Halt::raise(
                    Raises::IndexError,
                    "cannot fit 'int' into an index-sized integer",
                ));
            }
            let kind = self.type_name(index);
            return Err(Halt::type_error(match what {
                "string" => format!("string indices must be integers, not '{kind}'"),
                _ => format!("{what} indices must be integers or slices, not {kind}"),
            }));
        };
        let at = if at < 0 { at + length as i64 } else { at };
        if at < 0 || at >= length as i64 {
            return Err(Halt::raise(
                Raises::IndexError,
                format!("{what} index out of range"),
            ));
        }
        Ok(at as usize)
    }

    /// `object[key]`
    pub fn get_item(&mut self, object: Value, key: Value) -> Outcome {
        if key.as_heap().is_some()
            && !matches!(
                self.heap.get(object),
                Some(Object::Dict(_) | Object::Instance(_) | Object::Sync(_) | Object::Class(_))
            )
            && let Some(Halt::Call(call)) = self.own_method(key, "__index__", &[])
        {
            return Err(Halt::call(self.helper("_item_at"), [object, call.0, key]));
        }
        match object.kind() {
            Kind::Heap(index) => match self.heap.at(index) {
                Object::List(items) => {
                    let length = items.len();
                    if let Some((start, step, count)) = self.slice_positions(key, length)? {
                        self.touch_element(object, Value::UNSET, None)?;
                        let Some(Object::List(items)) = self.heap.get(object) else {
                            unreachable!("it is a list");
                        };
                        let picked = pick(items, start, step, count);
                        return Ok(self.list(picked));
                    }
                    let normal = self.position(key, length, "list");
                    let shown = normal.as_ref().map_or(key, |at| Value::int(*at as i64));
                    self.touch_element(object, shown, None)?;
                    let at = normal?;
                    match self.heap.get(object) {
                        Some(Object::List(items)) => Ok(items[at]),
                        _ => unreachable!("it is a list"),
                    }
                }
                Object::Dict(_) => match self.dict_get(object, key) {
                    Ok(Some(value)) => Ok(value),
                    Ok(None) => Err(self.no_such_key(key)),
                    Err(halt) => Err(self.keyed(halt, "dict.__getitem__", &[object, key])),
                },
                Object::Tuple(items) => {
                    let items = items.clone();
                    self.tuple_item(&items, key)
                }
                Object::Deque(items, _) => {
                    let length = items.len();
                    let Some(at) = self.as_index(key) else {
                        return Err(Halt::type_error(format!(
                            "sequence index must be integer, not '{}'",
                            self.type_name(key)
                        )));
                    };
                    let at = if at < 0 { at + length as i64 } else { at };
                    self.touch_element(object, Value::int(at), None)?;
                    match self.heap.get(object) {
                        Some(Object::Deque(items, _)) if at >= 0 => {
                            items.get(at as usize).copied().ok_or_else(|| {
                                Halt::raise(Raises::IndexError, "deque index out of range")
                            })
                        }
                        _ => Err(Halt::raise(Raises::IndexError, "deque index out of range")),
                    }
                }
                Object::ByteArray(bytes) => {
                    let bytes = bytes.clone();
                    if let Some((start, step, count)) = self.slice_positions(key, bytes.len())? {
                        let picked = pick(&bytes, start, step, count);
                        return Ok(self.heap.add(Object::ByteArray(picked)));
                    }
                    let at = self.position(key, bytes.len(), "bytearray")?;
                    Ok(Value::int(bytes[at].into()))
                }
                Object::Instance(_) | Object::Sync(_) | Object::Exception(_) => {
                    match self.method_call(object, "__getitem__", &[key]) {
                        Some(halt) => Err(halt),
                        None => Err(self.not_subscriptable(object)),
                    }
                }
                Object::Class(_) => {
                    // `list[int]` and the like mean something to a reader alone.
                    match self.method_call_on_class(object, key) {
                        Some(halt) => Err(halt),
                        None if !self.is_own_class(object) => Ok(object),
                        None => Err(self.not_subscriptable(object)),
                    }
                }
                _ => Err(self.not_subscriptable(object)),
            },
            Kind::Pool(index) => match self.pool.content(index).clone() {
                Content::Tuple(items) => self.tuple_item(&items, key),
                Content::Str(text) => {
                    if text.is_ascii() {
                        let bytes = text.as_bytes();
                        if let Some((start, step, count)) =
                            self.slice_positions(key, bytes.len())?
                        {
                            let picked = pick(bytes, start, step, count);
                            let picked = String::from_utf8(picked).expect("it is ASCII");
                            return Ok(self.pool.str(&picked));
                        }
                        let at = self.position_in_str(key, bytes.len())?;
                        return Ok(self.pool.str(&text[at..=at]));
                    }
                    let letters: Vec<char> = text.chars().collect();
                    if let Some((start, step, count)) = self.slice_positions(key, letters.len())? {
                        let picked: String =
                            pick(&letters, start, step, count).into_iter().collect();
                        return Ok(self.pool.str(&picked));
                    }
                    let at = self.position_in_str(key, letters.len())?;
                    Ok(self.pool.str(letters[at].encode_utf8(&mut [0; 4])))
                }
                Content::Bytes(bytes) => {
                    if let Some((start, step, count)) = self.slice_positions(key, bytes.len())? {
                        let picked = pick(&bytes, start, step, count);
                        return Ok(self.pool.intern(Content::Bytes(picked.into())));
                    }
                    let at =
                        self.position(key, bytes.len(), "byte")
                            .map_err(|halt| match halt {
                                Halt::Raise(raised) if raised.class == Raises::IndexError => {
                                    Halt::raise(Raises::IndexError, "index out of range")
                                }
                                halt => halt,
                            })?;
                    Ok(Value::int(bytes[at].into()))
                }
                Content::Range(start, stop, step) => {
                    let parts = [start, stop, step].map(|each| self.as_index(each).unwrap_or(0));
                    let length = range_length(parts[0], parts[1], parts[2]);
                    if let Some((first, by, count)) = self.slice_positions(key, length as usize)? {
                        let start = parts[0] + first * parts[2];
                        let step = parts[2] * by;
                        let stop = start + step * count as i64;
                        return Ok(self.pool.intern(Content::Range(
                            Value::int(start),
                            Value::int(stop),
                            Value::int(step),
                        )));
                    }
                    let at = self.position(key, length as usize, "range object")?;
                    Ok(Value::int(parts[0] + at as i64 * parts[2]))
                }
                _ => Err(self.not_subscriptable(object)),
            },
            _ => Err(self.not_subscriptable(object)),
        }
    }

    /// KeyError, with the key.
    pub(super) fn no_such_key(&mut self, key: Value) -> Halt {
        let key = match self.heap.get(key) {
            Some(Object::Key(key, _)) => *key,
            _ => key,
        };
        self.throw(Raises::KeyError, &[key])
    }

    fn method_call_on_class(&mut self, class: Value, key: Value) -> Option<Halt> {
        let name = self.pool.str("__class_getitem__");
        let function = self.lookup(class, name)?;
        let function = match self.heap.get(function) {
            Some(Object::ClassMethod(inner)) => *inner,
            _ => function,
        };
        Some(Halt::call(function, [class, key]))
    }

    fn position_in_str(&self, key: Value, length: usize) -> Outcome<usize> {
        self.position(key, length, "string")
    }

    fn tuple_item(&mut self, items: &[Value], key: Value) -> Outcome {
        if let Some((start, step, count)) = self.slice_positions(key, items.len())? {
            let picked = pick(items, start, step, count);
            return Ok(self.tuple(&picked));
        }
        let at = self.position(key, items.len(), "tuple")?;
        Ok(items[at])
    }

    fn not_subscriptable(&self, object: Value) -> Halt {
        let name = self.type_name(object);
        Halt::type_error(match self.heap.get(object) {
            Some(Object::Class(class)) => {
                let class = self.pool.as_str(class.name).unwrap_or_default();
                format!("type '{class}' is not subscriptable")
            }
            _ => format!("'{name}' object is not subscriptable"),
        })
    }

    /// `object[key] = value`
    pub fn set_item(&mut self, object: Value, key: Value, value: Value) -> Outcome {
        match self.heap.get(object) {
            Some(Object::List(items)) => {
                let length = items.len();
                if let Some((start, step, count)) = self.slice_positions(key, length)? {
                    return match self.set_slice(object, (start, step, count), value) {
                        Err(Halt::Call(_)) => {
                            let function = self.native("list.__setitem__");
                            Err(self.with_list(function, &Args::of(&[object, key, value]), 2))
                        }
                        other => other,
                    };
                }
                let at =
                    self.position(key, length, "list assignment")
                        .map_err(|halt| match halt {
                            Halt::Raise(raised)
                                if raised.message.starts_with("list assignment indices") =>
                            {
                                Halt::type_error(raised.message.replace("list assignment", "list"))
                            }
                            other => other,
                        })?;
                self.touch_element(object, Value::int(at as i64), Some(value))?;
                if let Some(Object::List(items)) = self.heap.get_mut(object) {
                    items[at] = value;
                }
                Ok(Value::NONE)
            }
            Some(Object::Dict(_)) => match self.dict_set(object, key, value) {
                Ok(()) => Ok(Value::NONE),
                Err(halt) => Err(self.keyed(halt, "dict.__setitem__", &[object, key, value])),
            },
            Some(Object::Deque(items, _)) => {
                let length = items.len();
                let at = self.position(key, length, "deque")?;
                self.touch_element(object, Value::int(at as i64), Some(value))?;
                if let Some(Object::Deque(items, _)) = self.heap.get_mut(object) {
                    items[at] = value;
                }
                Ok(Value::NONE)
            }
            Some(Object::ByteArray(bytes)) => {
                let length = bytes.len();
                let at = self.position(key, length, "bytearray")?;
                let byte = self
                    .as_index(value)
                    .and_then(|byte| u8::try_from(byte).ok());
                let Some(byte) = byte else {
                    return Err(Halt::value_error("byte must be in range(0, 256)"));
                };
                if let Some(Object::ByteArray(bytes)) = self.heap.get_mut(object) {
                    bytes[at] = byte;
                }
                Ok(Value::NONE)
            }
            Some(Object::Instance(_) | Object::Sync(_)) => {
                match self.method_call(object, "__setitem__", &[key, value]) {
                    Some(halt) => Err(halt),
                    None => Err(self.no_assignment(object)),
                }
            }
            _ => Err(self.no_assignment(object)),
        }
    }

    fn no_assignment(&self, object: Value) -> Halt {
        Halt::type_error(format!(
            "'{}' object does not support item assignment",
            self.type_name(object)
        ))
    }

    fn set_slice(
        &mut self,
        list: Value,
        (start, step, count): (i64, i64, u64),
        value: Value,
    ) -> Outcome {
        let items = match self.items_of(value) {
            Ok(items) => items,
            Err(Halt::Raise(raised)) if raised.message.ends_with("is not iterable") => {
                return Err(Halt::type_error(match step {
                    1 => "can only assign an iterable",
                    _ => "must assign iterable to extended slice",
                }));
            }
            Err(halt) => return Err(halt),
        };
        self.touch_element(list, Value::UNSET, Some(value))?;
        let Some(Object::List(old)) = self.heap.get_mut(list) else {
            return Ok(Value::NONE);
        };
        if step == 1 {
            let start = (start.max(0) as usize).min(old.len());
            old.splice(start..start + count as usize, items);
            return Ok(Value::NONE);
        }
        if items.len() as u64 != count {
            return Err(Halt::value_error(format!(
                "attempt to assign sequence of size {} to extended slice of size {count}",
                items.len()
            )));
        }
        for (at, item) in items.into_iter().enumerate() {
            old[(start + at as i64 * step) as usize] = item;
        }
        Ok(Value::NONE)
    }

    /// `del object[key]`
    pub fn delete_item(&mut self, object: Value, key: Value) -> Outcome {
        match self.heap.get(object) {
            Some(Object::List(items)) => {
                let length = items.len();
                if let Some((start, step, count)) = self.slice_positions(key, length)? {
                    self.touch_element(object, Value::UNSET, Some(Value::UNSET))?;
                    let mut gone: Vec<usize> = (0..count as i64)
                        .map(|at| (start + at * step) as usize)
                        .collect();
                    gone.sort_unstable();
                    if let Some(Object::List(items)) = self.heap.get_mut(object) {
                        for at in gone.into_iter().rev() {
                            items.remove(at);
                        }
                    }
                    return Ok(Value::NONE);
                }
                let at = self.position(key, length, "list assignment")?;
                self.touch_element(object, Value::UNSET, Some(Value::UNSET))?;
                if let Some(Object::List(items)) = self.heap.get_mut(object) {
                    items.remove(at);
                }
                Ok(Value::NONE)
            }
            Some(Object::Dict(_)) => match self.dict_remove(object, key) {
                Ok(Some(_)) => Ok(Value::NONE),
                Ok(None) => Err(self.no_such_key(key)),
                Err(halt) => Err(self.keyed(halt, "dict.__delitem__", &[object, key])),
            },
            Some(Object::Deque(items, _)) => {
                let length = items.len();
                let at = self.position(key, length, "deque")?;
                self.touch_element(object, Value::UNSET, Some(Value::UNSET))?;
                if let Some(Object::Deque(items, _)) = self.heap.get_mut(object) {
                    items.remove(at);
                }
                Ok(Value::NONE)
            }
            Some(Object::Instance(_)) => match self.method_call(object, "__delitem__", &[key]) {
                Some(halt) => Err(halt),
                None => Err(self.no_deletion(object)),
            },
            _ => Err(self.no_deletion(object)),
        }
    }

    fn no_deletion(&self, object: Value) -> Halt {
        Halt::type_error(format!(
            "'{}' object doesn't support item deletion",
            self.type_name(object)
        ))
    }

    /// `item in container`
    pub fn contains(&mut self, container: Value, item: Value) -> Outcome<bool> {
        if let (Some(text), Some(part)) = (self.pool.as_str(container), self.pool.as_str(item)) {
            return Ok(text.contains(part));
        }
        if self.pool.as_str(container).is_some() {
            return Err(Halt::type_error(format!(
                "'in <string>' requires string as left operand, not {}",
                self.type_name(item)
            )));
        }
        if let Some(bytes) = self.as_bytes(container) {
            if let Some(part) = self.as_bytes(item) {
                return Ok(
                    part.is_empty() || bytes.windows(part.len()).any(|window| window == part)
                );
            }
            let byte = self.as_index(item);
            return Ok(bytes.iter().any(|each| Some(i64::from(*each)) == byte));
        }
        match self.heap.get(container) {
            Some(Object::Dict(_)) => {
                return match self.dict_get(container, item) {
                    Ok(found) => Ok(found.is_some()),
                    Err(halt) => Err(self.ask_whether(halt, "dict.__contains__", container, item)),
                };
            }
            Some(Object::Set(_) | Object::FrozenSet(_)) => {
                return match self.set_has(container, item) {
                    Ok(found) => Ok(found),
                    Err(halt) => Err(self.ask_whether(halt, "set.__contains__", container, item)),
                };
            }
            Some(Object::View(view)) if view.over == super::object::Over::Keys => {
                let of = self.inner(view.of);
                return self.contains(of, item);
            }
            Some(Object::Instance(_)) => {
                if let Some(Halt::Call(call)) = self.method_call(container, "__contains__", &[item])
                {
                    return Err(Halt::call(
                        self.helper("_contains_method"),
                        [call.0, container, item],
                    ));
                }
            }
            _ => {}
        }
        if let Kind::Pool(index) = container.kind()
            && let Content::Range(start, stop, step) = self.pool.content(index)
            && let Some(item) = self.as_index(item)
        {
            let parts = [start, stop, step].map(|each| self.as_index(*each).unwrap_or(0));
            let within = if parts[2] > 0 {
                parts[0] <= item && item < parts[1]
            } else {
                parts[1] < item && item <= parts[0]
            };
            return Ok(within && (item - parts[0]) % parts[2] == 0);
        }
        let items = match self.items_of(container) {
            Ok(items) => items,
            Err(Halt::Call(_)) => {
                return Err(Halt::call(self.helper("_contains"), [container, item]));
            }
            Err(Halt::Raise(raised)) if raised.message.ends_with("is not iterable") => {
                return Err(Halt::type_error(format!(
                    "argument of type '{}' is not iterable",
                    self.type_name(container)
                )));
            }
            Err(halt) => return Err(halt),
        };
        for each in items {
            match self.equal(each, item) {
                Ok(true) => return Ok(true),
                Ok(false) => {}
                Err(Halt::Call(_)) => {
                    return Err(Halt::call(self.helper("_contains"), [container, item]));
                }
                Err(halt) => return Err(halt),
            }
        }
        Ok(false)
    }

    /// The library asks a key and then says whether it is there.
    fn ask_whether(&mut self, halt: Halt, function: &str, container: Value, item: Value) -> Halt {
        match halt {
            Halt::Call(_) => {
                let function = self.native(function);
                Halt::call(self.helper("_contains_key"), [function, container, item])
            }
            halt => halt,
        }
    }

    /// `len(value)`
    pub fn len(&mut self, value: Value) -> Outcome<usize> {
        if let Some(text) = self.pool.as_str(value) {
            return Ok(text.chars().count());
        }
        if let Some(items) = self.as_tuple(value) {
            return Ok(items.len());
        }
        if let Some(bytes) = self.as_bytes(value) {
            return Ok(bytes.len());
        }
        if let Kind::Pool(index) = value.kind()
            && let Content::Range(start, stop, step) = self.pool.content(index)
        {
            let parts = [start, stop, step].map(|each| self.as_index(*each).unwrap_or(0));
            return Ok(range_length(parts[0], parts[1], parts[2]) as usize);
        }
        if matches!(
            self.heap.get(value),
            Some(Object::List(_) | Object::Dict(_) | Object::Set(_) | Object::Deque(..))
        ) {
            self.touch_element(value, Value::UNSET, None)?;
        }
        match self.heap.get(value) {
            Some(Object::List(items)) => Ok(items.len()),
            Some(Object::Dict(dict)) => Ok(dict.len()),
            Some(Object::Set(set) | Object::FrozenSet(set)) => Ok(set.len()),
            Some(Object::Deque(items, _)) => Ok(items.len()),
            Some(Object::View(view)) => {
                let of = self.inner(view.of);
                self.len(of)
            }
            Some(Object::Sync(sync)) => match &**sync {
                Sync::Shared {
                    items, array: true, ..
                } => Ok(items.len()),
                _ => Err(self.no_len(value)),
            },
            Some(Object::Instance(instance)) => {
                let inner = instance.inner;
                let name = self.pool.str("__len__");
                match self.lookup(self.class_of(value), name) {
                    Some(function) if !self.is_native(function) => {
                        Err(Halt::call(self.helper("_len"), [function, value]))
                    }
                    Some(_) if inner != Value::NONE => self.len(inner),
                    _ => Err(self.no_len(value)),
                }
            }
            _ => Err(self.no_len(value)),
        }
    }

    fn no_len(&self, value: Value) -> Halt {
        Halt::type_error(format!(
            "object of type '{}' has no len()",
            self.type_name(value)
        ))
    }

    /// Whether a pattern for sequences takes it.
    pub(super) fn is_match_sequence(&self, value: Value) -> bool {
        let value = self.inner(value);
        self.as_tuple(value).is_some()
            || matches!(
                self.heap.get(value),
                Some(Object::List(_) | Object::Deque(..))
            )
            || self.class_of(value) == Type::Range.value()
    }

    /// The values for a pattern's keys, or None.
    pub(super) fn match_keys(&mut self, subject: Value, keys: Value) -> Outcome {
        let subject = self.inner(subject);
        let keys = self.as_tuple(keys).unwrap_or_default().to_vec();
        let mut values = Vec::new();
        for key in keys {
            match self.dict_get(subject, key)? {
                Some(value) => values.push(value),
                None => return Ok(Value::NONE),
            }
        }
        Ok(self.tuple(&values))
    }

    /// The attributes for a pattern of a class, or None.
    pub(super) fn match_class(
        &mut self,
        subject: Value,
        class: Value,
        names: Value,
        count: u32,
    ) -> Outcome {
        if !matches!(self.heap.get(class), Some(Object::Class(_))) {
            return Err(Halt::type_error("called match pattern must be a class"));
        }
        if !self.is_instance(subject, class) {
            return Ok(Value::NONE);
        }
        let (mut values, mut wanted) = (Vec::new(), Vec::new());
        let name = self.pool.str("__match_args__");
        let own = self.lookup(class, name);
        if count > 0 {
            match own {
                None if !self.is_own_class(class) && count == 1 => values.push(subject),
                _ => {
                    let positional: Vec<Value> = own
                        .and_then(|names| self.as_tuple(names))
                        .unwrap_or_default()
                        .to_vec();
                    if positional.len() < count as usize {
                        let class = self.class_name(class);
                        let s = if positional.len() == 1 { "" } else { "s" };
                        return Err(Halt::type_error(format!(
                            "{class}() accepts {} positional sub-pattern{s} ({count} given)",
                            positional.len()
                        )));
                    }
                    wanted.extend_from_slice(&positional[..count as usize]);
                }
            }
        }
        wanted.extend_from_slice(self.as_tuple(names).unwrap_or_default());
        for name in &wanted {
            match self.find_attribute(subject, *name) {
                Ok(Some(value)) => values.push(value),
                Ok(None) => return Ok(Value::NONE),
                Err(Halt::Call(_)) => {
                    let wanted = self.tuple(&wanted);
                    return Err(Halt::call(self.helper("_attributes"), [subject, wanted]));
                }
                Err(halt) => return Err(halt),
            }
        }
        Ok(self.tuple(&values))
    }
}

fn pick<T: Copy>(items: &[T], start: i64, step: i64, count: u64) -> Vec<T> {
    (0..count as i64)
        .map(|at| items[(start + at * step) as usize])
        .collect()
}
