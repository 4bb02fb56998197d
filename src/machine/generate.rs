//! Generators, and iteration.

use super::Content;
use super::actor::{After, Frame};
use super::args::Args;
use super::call::with_first;
use super::halt::{Halt, Outcome};
use super::machine::{Machine, Next};
use super::object::{Generator, Iterator, Object, Over};
use super::raised::Raises;
use super::types::exception_class;
use super::value::{Kind, Value};
use super::words;
use crate::bytecode::Operation;

/// Where a generator stands.
pub(super) mod stage {
    /// Not begun.
    pub const NEW: u32 = 0;
    /// At a `yield`.
    pub const SUSPENDED: u32 = 1;
    /// Running.
    pub const RUNNING: u32 = 2;
    /// At its end.
    pub const ENDED: u32 = 3;
}

/// How many items a range may have that is made a list at once.
pub(super) const MOST_ITEMS: usize = 1 << 26;

impl Machine {
    /// `RETURN_GENERATOR`: the frame becomes a generator, which its caller gets.
    pub(super) fn return_generator(&mut self, pc: u32) -> Outcome<Next> {
        let frame = self.me.frames.pop().expect("a frame becomes a generator");
        let slots = self.me.stack.split_off(frame.base as usize);
        let made = self.heap.add(Object::Generator(Box::new(Generator {
            code: frame.code,
            pc: pc + 1,
            slots,
            handling: Value::NONE,
            stage: stage::NEW,
            inner: Value::UNSET,
        })));
        match self.deliver(frame.bottom, frame.after, made)? {
            Next::Go => self.after_call(),
            Next::Jump(_) | Next::Frame => {}
        }
        Ok(Next::Frame)
    }

    /// Lets a generator go on with a value; what it yields is the result of the operation.
    pub(super) fn resume(
        &mut self,
        generator: Value,
        sent: Value,
        bottom: u32,
        after: After,
    ) -> Outcome<Next> {
        let base = self.wake(generator, bottom, after)?;
        if base.is_none() {
            return self.exhausted(bottom, after, Value::NONE);
        }
        self.push(sent);
        Ok(Next::Frame)
    }

    /// Puts a generator's frame on top. None if it has ended.
    fn wake(&mut self, generator: Value, bottom: u32, after: After) -> Outcome<Option<()>> {
        let base = self.me.stack.len() as u32;
        let Some(Object::Generator(inner)) = self.heap.get_mut(generator) else {
            return Err(Halt::type_error("not a generator"));
        };
        match inner.stage {
            stage::ENDED => return Ok(None),
            stage::RUNNING => return Err(Halt::value_error("generator already executing")),
            _ => {}
        }
        let frame = Frame {
            code: inner.code,
            pc: inner.pc,
            base,
            bottom,
            after,
            generator,
            namespace: Value::UNSET,
            handling: self.me.handling,
        };
        let handling = inner.handling;
        inner.stage = stage::RUNNING;
        let slots = std::mem::take(&mut inner.slots);
        if self.me.frames.len() >= 1000 {
            return Err(Halt::raise(
                Raises::RecursionError,
                "maximum recursion depth exceeded",
            ));
        }
        self.me.stack.extend_from_slice(&slots);
        self.me.frames.push(frame);
        if handling != Value::NONE {
            self.me.handling = handling;
        }
        Ok(Some(()))
    }

    /// Raises an exception in a generator, where it stands.
    pub(super) fn throw_into(
        &mut self,
        generator: Value,
        exception: Value,
        bottom: u32,
        after: After,
    ) -> Outcome<Next> {
        let Some(Object::Generator(inner)) = self.heap.get(generator) else {
            return Err(Halt::type_error("not a generator"));
        };
        let (begun, delegate) = (inner.stage != stage::NEW, self.delegate(generator));
        if !begun {
            if let Some(Object::Generator(inner)) = self.heap.get_mut(generator) {
                inner.stage = stage::ENDED;
                inner.slots.clear();
            }
            return Err(Halt::Throw(exception));
        }
        if self.wake(generator, bottom, after)?.is_none() {
            return Err(Halt::Throw(exception));
        }
        if let Some(delegate) = delegate {
            return self.throw_on(delegate, exception);
        }
        self.unwind(exception, false);
        Ok(Next::Frame)
    }

    /// A generator that delegates passes an exception on.
    fn throw_on(&mut self, delegate: Value, exception: Value) -> Outcome<Next> {
        let is_exit = self.is_instance(exception, exception_class(Raises::GeneratorExit));
        let name = if is_exit { "close" } else { "throw" };
        let name_value = self.pool.str(name);
        // The frame stands after YIELD_VALUE, within the loop of SEND: what the inner one yields is yielded on from there.
        let frame = self.me.frames.last().expect("it was woken");
        let pc = frame.pc;
        let code = self.program.codes[frame.code as usize].clone();
        let send = (0..pc)
            .rev()
            .find(|at| matches!(code.code.operations[*at as usize], Operation::Send(_)))
            .expect("a generator delegates in a loop of SEND");
        if matches!(self.heap.get(delegate), Some(Object::Generator(_))) {
            if let Some(frame) = self.me.frames.last_mut() {
                frame.pc = send;
            }
            let bottom = self.me.stack.len() as u32;
            if is_exit {
                // Closing it must end it; then the exception goes on here.
                let helper = self.helper("_close_then_raise");
                let args = Args::of(&[delegate, exception]);
                return match self.invoke(helper, &args, bottom, After::Discard) {
                    Ok(next) => Ok(next),
                    Err(Halt::Throw(exception)) => {
                        self.unwind(exception, false);
                        Ok(Next::Frame)
                    }
                    Err(halt) => Err(halt),
                };
            }
            return match self.throw_into(delegate, exception, bottom, After::Send) {
                Ok(next) => Ok(next),
                Err(Halt::Throw(exception)) => {
                    self.unwind(exception, false);
                    Ok(Next::Frame)
                }
                Err(halt) => Err(halt),
            };
        }
        let _ = name_value;
        self.unwind(exception, false);
        Ok(Next::Frame)
    }

    /// What a suspended generator delegates to.
    fn delegate(&self, generator: Value) -> Option<Value> {
        let Some(Object::Generator(inner)) = self.heap.get(generator) else {
            return None;
        };
        if inner.stage != stage::SUSPENDED {
            return None;
        }
        let code = &self.program.codes[inner.code as usize].code;
        match code.operations.get(inner.pc as usize) {
            Some(Operation::Resume(2)) => inner.slots.last().copied(),
            _ => None,
        }
    }

    /// `YIELD_VALUE`
    pub(super) fn yield_value(&mut self, pc: u32) -> Outcome<Next> {
        let value = self.pop();
        let frame = self.me.frames.pop().expect("a generator yields");
        let slots = self.me.stack.split_off(frame.base as usize);
        let handling = if self.me.handling == frame.handling {
            Value::NONE
        } else {
            self.me.handling
        };
        self.me.handling = frame.handling;
        if let Some(Object::Generator(inner)) = self.heap.get_mut(frame.generator) {
            inner.slots = slots;
            inner.pc = pc + 1;
            inner.stage = stage::SUSPENDED;
            inner.handling = handling;
        }
        self.me.stack.truncate(frame.bottom as usize);
        match frame.after {
            After::End => {
                self.end_actor(Value::NONE);
                return Ok(Next::Frame);
            }
            After::Discard => {}
            _ => self.push(value),
        }
        self.after_call();
        Ok(Next::Frame)
    }

    /// A generator's `return`.
    pub(super) fn end_generator(&mut self, frame: &Frame, value: Value) -> Outcome<Next> {
        self.finish(frame);
        match self.exhausted(frame.bottom, frame.after, value) {
            Ok(Next::Go) => self.after_call(),
            Ok(Next::Jump(target)) => self.frame_pc(target),
            Ok(Next::Frame) => {}
            // The caller's frame is on top now: the exception is raised there.
            Err(Halt::Throw(exception)) => self.unwind(exception, false),
            Err(halt) => return Err(halt),
        }
        Ok(Next::Frame)
    }

    /// A generator's frame is over, in whatever way.
    pub(super) fn finish(&mut self, frame: &Frame) {
        self.me.handling = frame.handling;
        self.me.stack.truncate(frame.base as usize);
        if let Some(Object::Generator(inner)) = self.heap.get_mut(frame.generator) {
            inner.stage = stage::ENDED;
            inner.slots.clear();
            inner.handling = Value::NONE;
        }
    }

    /// What an operation does when its iterator has no more: the loop ends, `yield from` has its result, `next` raises.
    pub(super) fn exhausted(&mut self, bottom: u32, after: After, value: Value) -> Outcome<Next> {
        match after {
            After::Next | After::Send => {
                let frame = self.me.frames.last().expect("somebody iterates");
                let code = &self.program.codes[frame.code as usize].code;
                let target = match code.operations[frame.pc as usize] {
                    Operation::ForIter(target) | Operation::Send(target) => target,
                    _ => unreachable!("only loops and `yield from` ask so"),
                };
                self.me.stack.truncate(bottom as usize);
                self.pop();
                if after == After::Send {
                    self.push(value);
                }
                Ok(Next::Jump(target))
            }
            _ => {
                let args: &[Value] = if value == Value::NONE { &[] } else { &[value] };
                Err(self.throw(Raises::StopIteration, args))
            }
        }
    }

    /// `FOR_ITER`
    pub(super) fn for_iter(&mut self, target: u32, pc: u32) -> Outcome<Next> {
        let iterator = self.top();
        let Some(index) = iterator.as_heap() else {
            return Err(Halt::type_error("not an iterator"));
        };
        // The common case without a detour.
        if let Some(Object::Iterator(inner)) = self.heap.at_mut(index)
            && inner.over == Over::Range
        {
            if inner.at == 0 {
                self.pop();
                return Ok(Next::Jump(target));
            }
            inner.at -= 1;
            let value = inner.of;
            let next = value.as_small().unwrap_or(0) + inner.size as i64;
            inner.of = Value::int(next);
            self.push(value);
            return Ok(Next::Go);
        }
        match self.heap.at(index) {
            Object::Iterator(_) => match self.advance(iterator)? {
                Some(value) => {
                    self.push(value);
                    Ok(Next::Go)
                }
                None => {
                    self.pop();
                    Ok(Next::Jump(target))
                }
            },
            Object::Generator(_) => {
                self.frame_pc(pc);
                let bottom = self.me.stack.len() as u32;
                self.resume(iterator, Value::NONE, bottom, After::Next)
            }
            _ => {
                self.frame_pc(pc);
                let bottom = self.me.stack.len() as u32;
                let name = words::NEXT;
                match self.lookup(self.class_of(iterator), name) {
                    Some(function) => {
                        let args = Args::of(&[iterator]);
                        match self.invoke(function, &args, bottom, After::Next) {
                            Err(Halt::Throw(exception)) if self.is_stop_iteration(exception) => {
                                self.pop();
                                Ok(Next::Jump(target))
                            }
                            other => other,
                        }
                    }
                    None => Err(Halt::type_error(format!(
                        "'{}' object is not an iterator",
                        self.type_name(iterator)
                    ))),
                }
            }
        }
    }

    /// `SEND`
    pub(super) fn send_operation(&mut self, target: u32, pc: u32) -> Outcome<Next> {
        let (iterator, sent) = (self.peek(2), self.peek(1));
        self.frame_pc(pc);
        match self.heap.get(iterator) {
            Some(Object::Generator(_)) => {
                self.pop();
                let bottom = self.me.stack.len() as u32;
                self.resume(iterator, sent, bottom, After::Send)
            }
            Some(Object::Iterator(_)) if sent == Value::NONE => match self.advance(iterator)? {
                Some(value) => self.replace(1, value),
                None => {
                    self.pop();
                    self.pop();
                    self.push(Value::NONE);
                    Ok(Next::Jump(target))
                }
            },
            _ => {
                self.pop();
                let bottom = self.me.stack.len() as u32;
                let name = if sent == Value::NONE {
                    "__next__"
                } else {
                    "send"
                };
                let key = self.pool.str(name);
                let Some(function) = self.lookup(self.class_of(iterator), key) else {
                    return Err(self.no_attribute(iterator, key));
                };
                let mut args = Args::of(&[iterator]);
                if sent != Value::NONE {
                    args.values.push(sent);
                }
                match self.invoke(function, &args, bottom, After::Send) {
                    Err(Halt::Throw(exception)) if self.is_stop_iteration(exception) => {
                        let value = self.stop_value(exception);
                        self.exhausted(bottom, After::Send, value)
                    }
                    other => other,
                }
            }
        }
    }

    /// What a StopIteration carries.
    pub(super) fn stop_value(&self, exception: Value) -> Value {
        match self.heap.get(exception) {
            Some(Object::Exception(inner)) => self
                .as_tuple(inner.args)
                .and_then(|args| args.first().copied())
                .unwrap_or(Value::NONE),
            _ => Value::NONE,
        }
    }

    /// `iter(value)`
    pub fn iter(&mut self, value: Value) -> Outcome {
        let over = |over: Over| Iterator {
            over,
            of: value,
            at: 0,
            size: 0,
        };
        let made = match value.kind() {
            Kind::Pool(index) => match self.pool.content(index) {
                Content::Str(_) | Content::Bytes(_) | Content::Tuple(_) => over(Over::Sequence),
                Content::Range(start, stop, step) => {
                    let (start, stop, step) = (start.as_small(), stop.as_small(), step.as_small());
                    let (Some(start), Some(stop), Some(step)) = (start, stop, step) else {
                        return Err(Halt::raise(
                            Raises::OverflowError,
                            "a range beyond 2**47 is not supported here",
                        ));
                    };
                    Iterator {
                        over: Over::Range,
                        of: Value::int(start),
                        at: range_length(start, stop, step),
                        size: step as u64,
                    }
                }
                _ => return Err(self.not_iterable(value)),
            },
            Kind::Heap(index) => match self.heap.at(index) {
                Object::List(_) => over(Over::List),
                Object::Tuple(_) => over(Over::Sequence),
                Object::ByteArray(_) => over(Over::Sequence),
                Object::Dict(dict) => Iterator {
                    size: dict.len() as u64,
                    ..over(Over::Keys)
                },
                Object::View(view) => {
                    let size = match self.heap.get(self.inner(view.of)) {
                        Some(Object::Dict(dict)) => dict.len() as u64,
                        _ => 0,
                    };
                    Iterator {
                        over: view.over,
                        of: self.inner(view.of),
                        at: 0,
                        size,
                    }
                }
                Object::Set(set) | Object::FrozenSet(set) => Iterator {
                    size: set.len() as u64,
                    ..over(Over::Set)
                },
                Object::Deque(items, _) => Iterator {
                    size: items.len() as u64,
                    ..over(Over::Deque)
                },
                Object::Generator(_) | Object::Iterator(_) => return Ok(value),
                Object::Instance(_) => {
                    let class = self.class_of(value);
                    let name = words::ITER;
                    if let Some(function) = self.lookup(class, name) {
                        if function == Value::NONE {
                            return Err(self.not_iterable(value));
                        }
                        return Err(Halt::call(function, [value]));
                    }
                    let name = words::GETITEM;
                    if self.lookup(class, name).is_none() {
                        return Err(self.not_iterable(value));
                    }
                    return Err(Halt::call(self.helper("_iterate"), [value]));
                }
                Object::Sync(_) => {
                    let name = words::ITER;
                    match self.lookup(self.class_of(value), name) {
                        Some(function) => return Err(Halt::call(function, [value])),
                        None => return Err(self.not_iterable(value)),
                    }
                }
                _ => return Err(self.not_iterable(value)),
            },
            _ => return Err(self.not_iterable(value)),
        };
        Ok(self.heap.add(Object::Iterator(Box::new(made))))
    }

    pub(super) fn not_iterable(&self, value: Value) -> Halt {
        Halt::type_error(format!(
            "'{}' object is not iterable",
            self.type_name(value)
        ))
    }

    /// The next item of an iterator of the machine's own; None at its end.
    pub fn advance(&mut self, iterator: Value) -> Outcome<Option<Value>> {
        let Some(Object::Iterator(inner)) = self.heap.get(iterator) else {
            return Err(Halt::type_error("not an iterator"));
        };
        let mut inner = (**inner).clone();
        if inner.of == Value::UNSET {
            return Ok(None);
        }
        let at = inner.at as usize;
        let next = match inner.over {
            Over::Range => {
                if inner.at == 0 {
                    None
                } else {
                    let value = inner.of;
                    inner.at -= 1;
                    inner.of = Value::int(value.as_small().unwrap_or(0) + inner.size as i64);
                    self.put_iterator(iterator, inner);
                    return Ok(Some(value));
                }
            }
            Over::List => {
                self.touch_element(inner.of, Value::int(at as i64), None)?;
                match self.heap.get(inner.of) {
                    Some(Object::List(items)) => items.get(at).copied(),
                    _ => None,
                }
            }
            Over::Sequence => {
                // The position in a str is one in bytes, so that each step takes as long as the others.
                if let Some(text) = self.pool.as_str(inner.of) {
                    let letter = text[at..].chars().next();
                    match letter {
                        Some(letter) => {
                            inner.at += letter.len_utf8() as u64;
                            self.put_iterator(iterator, inner);
                            let value = self.pool.str(letter.encode_utf8(&mut [0; 4]));
                            return Ok(Some(value));
                        }
                        None => None,
                    }
                } else {
                    self.item_at(inner.of, at)
                }
            }
            Over::Reversed => {
                if at >= inner.size as usize {
                    None
                } else {
                    self.item_at(inner.of, inner.size as usize - 1 - at)
                }
            }
            Over::Keys | Over::Values | Over::Items => {
                let (found, length) = match self.heap.get(inner.of) {
                    Some(Object::Dict(dict)) => (dict.next_from(at), dict.len()),
                    _ => (None, 0),
                };
                if length as u64 != inner.size {
                    return Err(Halt::raise(
                        Raises::RuntimeError,
                        "dictionary changed size during iteration",
                    ));
                }
                self.touch_element(inner.of, Value::UNSET, None)?;
                match found {
                    None => None,
                    Some((next, key, value)) => {
                        inner.at = next as u64;
                        let over = inner.over;
                        self.put_iterator(iterator, inner);
                        return Ok(Some(match over {
                            Over::Keys => key,
                            Over::Values => value,
                            _ => self.tuple(&[key, value]),
                        }));
                    }
                }
            }
            Over::Set => {
                let (found, length) = match self.heap.get(inner.of) {
                    Some(Object::Set(set) | Object::FrozenSet(set)) => {
                        (set.next_from(at), set.len())
                    }
                    _ => (None, 0),
                };
                if length as u64 != inner.size {
                    return Err(Halt::raise(
                        Raises::RuntimeError,
                        "Set changed size during iteration",
                    ));
                }
                match found {
                    None => None,
                    Some((key, next)) => {
                        inner.at = next as u64;
                        self.put_iterator(iterator, inner);
                        return Ok(Some(key));
                    }
                }
            }
            Over::Deque => match self.heap.get(inner.of) {
                Some(Object::Deque(items, _)) => {
                    if items.len() as u64 != inner.size {
                        return Err(Halt::raise(
                            Raises::RuntimeError,
                            "deque mutated during iteration",
                        ));
                    }
                    items.get(at).copied()
                }
                _ => None,
            },
            Over::Index => None,
            Over::Enumerate => match self.advance(inner.of)? {
                Some(value) => {
                    let number = self.pool.int((at as i64).into());
                    Some(self.tuple(&[number, value]))
                }
                None => None,
            },
            Over::Zip => self.advance_all(inner.of, inner.size % 2 == 1)?,
        };
        match next {
            Some(value) => {
                inner.at = inner.at.wrapping_add(1);
                self.put_iterator(iterator, inner);
                Ok(Some(value))
            }
            None => {
                // At its end it stays there.
                inner.of = Value::UNSET;
                self.put_iterator(iterator, inner);
                Ok(None)
            }
        }
    }

    /// The next item of each of several iterators, as a tuple; all or none of them go on.
    fn advance_all(&mut self, iterators: Value, strict: bool) -> Outcome<Option<Value>> {
        let iterators = self.as_tuple(iterators).unwrap_or_default().to_vec();
        let mut items = Vec::with_capacity(iterators.len());
        for (at, iterator) in iterators.iter().enumerate() {
            if let Some(item) = self.advance(*iterator)? {
                items.push(item);
                continue;
            }
            if strict && at > 0 {
                return Err(unequal_lengths(at, "shorter"));
            }
            if strict {
                for (other, iterator) in iterators.iter().enumerate().skip(1) {
                    if self.advance(*iterator)?.is_some() {
                        return Err(unequal_lengths(other, "longer"));
                    }
                }
            }
            return Ok(None);
        }
        if items.is_empty() {
            return Ok(None);
        }
        Ok(Some(self.tuple(&items)))
    }

    fn put_iterator(&mut self, iterator: Value, inner: Iterator) {
        if let Some(Object::Iterator(place)) = self.heap.get_mut(iterator) {
            **place = inner;
        }
    }

    /// The item of a list, tuple, str or bytes at a position from 0.
    pub(super) fn item_at(&mut self, value: Value, at: usize) -> Option<Value> {
        if let Some(items) = self.as_tuple(value) {
            return items.get(at).copied();
        }
        match self.heap.get(self.inner(value)) {
            Some(Object::List(items)) => return items.get(at).copied(),
            Some(Object::Deque(items, _)) => return items.get(at).copied(),
            Some(Object::ByteArray(bytes)) => {
                return bytes.get(at).map(|byte| Value::int((*byte).into()));
            }
            _ => {}
        }
        if let Some(bytes) = self.as_bytes(value) {
            return bytes.get(at).map(|byte| Value::int((*byte).into()));
        }
        let letter = self.pool.as_str(value)?.chars().nth(at)?;
        Some(self.pool.str(letter.encode_utf8(&mut [0; 4])))
    }

    /// All items of what can be iterated without calling a function of the program.
    ///
    /// # Errors
    /// `Halt::Call` of what makes a list of it otherwise.
    pub fn items_of(&mut self, value: Value) -> Outcome<Vec<Value>> {
        let items = self.all_items(value)?;
        self.heap.grew(size_of_val(&items[..]));
        Ok(items)
    }

    fn all_items(&mut self, value: Value) -> Outcome<Vec<Value>> {
        let value = self.inner(value);
        if let Some(items) = self.as_tuple(value) {
            return Ok(items.to_vec());
        }
        self.touch_element(value, Value::UNSET, None)?;
        match self.heap.get(value) {
            Some(Object::List(items)) => return Ok(items.clone()),
            Some(Object::Deque(items, _)) => return Ok(items.iter().copied().collect()),
            Some(Object::Set(set) | Object::FrozenSet(set)) => {
                return Ok(set.iter().map(|(key, _)| key).collect());
            }
            Some(Object::Dict(dict)) => return Ok(dict.iter().map(|(key, _)| key).collect()),
            Some(Object::Generator(_) | Object::Instance(_) | Object::Sync(_)) => {
                // Whether it can be iterated at all is told by `iter`.
                if matches!(self.heap.get(value), Some(Object::Instance(_))) {
                    let iter = words::ITER;
                    let item = words::GETITEM;
                    let class = self.class_of(value);
                    if self.lookup(class, iter).is_none() && self.lookup(class, item).is_none() {
                        return Err(self.not_iterable(value));
                    }
                }
                return Err(Halt::call(self.helper("_list"), [value]));
            }
            _ => {}
        }
        let iterator = self.iter(value)?;
        let mut items = Vec::new();
        while let Some(item) = self.advance(iterator)? {
            if items.len() == MOST_ITEMS {
                return Err(Halt::raise(Raises::MemoryError, ""));
            }
            items.push(item);
        }
        Ok(items)
    }

    /// Exactly so many items.
    pub(super) fn unpack(&mut self, value: Value, count: usize) -> Outcome<Vec<Value>> {
        let items = match self.items_of(value) {
            Ok(items) => items,
            Err(Halt::Raise(raised)) if raised.message.ends_with("object is not iterable") => {
                return Err(Halt::type_error(format!(
                    "cannot unpack non-iterable {} object",
                    self.type_name(value)
                )));
            }
            Err(halt) => return Err(halt),
        };
        match items.len() {
            length if length == count => Ok(items),
            length if length < count => Err(Halt::value_error(format!(
                "not enough values to unpack (expected {count}, got {length})"
            ))),
            _ => Err(Halt::value_error(format!(
                "too many values to unpack (expected {count})"
            ))),
        }
    }

    /// Calls a method of a class of the program's, if it has it.
    pub(super) fn method_call(&mut self, this: Value, name: &str, rest: &[Value]) -> Option<Halt> {
        let key = self.pool.str(name);
        let function = self.lookup(self.class_of(this), key)?;
        let args = with_first(this, &Args::of(rest));
        Some(Halt::call(function, args.values.to_vec()))
    }
}

/// The ValueError of `zip(…, strict=True)` for the argument at this place.
fn unequal_lengths(at: usize, how: &str) -> Halt {
    let others = if at == 1 {
        "argument 1".to_owned()
    } else {
        format!("arguments 1-{at}")
    };
    Halt::value_error(format!("zip() argument {} is {how} than {others}", at + 1))
}

/// How many ints a range has.
pub(super) fn range_length(start: i64, stop: i64, step: i64) -> u64 {
    if step > 0 && start < stop {
        ((stop - start - 1) / step + 1) as u64
    } else if step < 0 && start > stop {
        ((start - stop - 1) / -step + 1) as u64
    } else {
        0
    }
}
