//! The loop that executes operations.

use super::actor::{After, Wait};
use super::args::Args;
use super::halt::{Halt, Outcome};
use super::machine::{Machine, Next, Pause};
use super::object::Object;
use super::program::Linked;
use super::raised::Raises;
use super::value::{Kind, Value};
use super::watch::Access;
use super::{Content, binary, compare};
use crate::bytecode::{Binary, Comparison, Operation};
use crate::trace::Kind as Noted;

impl Machine {
    /// Executes the running actor.
    pub(super) fn execute(&mut self, limit: u64) -> Pause {
        let program = self.program.clone();
        loop {
            let Some(frame) = self.me.frames.last() else {
                return Pause::Ended;
            };
            let linked = &*program.codes[frame.code as usize];
            let (mut pc, base) = (frame.pc, frame.base as usize);
            let halt = loop {
                if self.executed >= limit {
                    self.frame_pc(pc);
                    return Pause::Limit;
                }
                let operation = linked.code.operations[pc as usize];
                if let Some(next) = self.quickly(operation, linked, pc, base) {
                    pc = next;
                    self.executed += 1;
                    continue;
                }
                if self.watch.is_some() {
                    // What is noted of it says where it is.
                    self.frame_pc(pc);
                }
                match self.operation(operation, linked, pc, base) {
                    Ok(Next::Go) => pc += 1,
                    Ok(Next::Jump(target)) => pc = target,
                    Ok(Next::Frame) => {
                        self.executed += 1;
                        break None;
                    }
                    Err(halt) => break Some(halt),
                }
                self.executed += 1;
            };
            let Some(halt) = halt else { continue };
            let exception = match halt {
                Halt::Switch | Halt::Block | Halt::Restart => {
                    self.frame_pc(pc);
                    return match halt {
                        Halt::Switch => Pause::Switch,
                        Halt::Block => Pause::Blocked,
                        _ => Pause::Restart,
                    };
                }
                Halt::End => {
                    self.me.frames.clear();
                    self.end_actor(Value::NONE);
                    return Pause::Ended;
                }
                Halt::Raise(raised) => {
                    self.frame_pc(pc);
                    self.raised(&raised)
                }
                Halt::Throw(exception) => {
                    self.frame_pc(pc);
                    exception
                }
                Halt::Call(_) => unreachable!("`operation` makes calls"),
            };
            self.executed += 1;
            self.unwind(
                exception,
                matches!(linked.code.operations[pc as usize], Operation::Reraise),
            );
        }
    }

    /// Executes the operations of which there are most, where nothing is special about them: gives the one that follows, or None where
    /// nothing was done. All of them are executed by `operation`, too; here they are a part of the loop.
    #[inline(always)]
    fn quickly(
        &mut self,
        operation: Operation,
        linked: &Linked,
        pc: u32,
        base: usize,
    ) -> Option<u32> {
        use Operation::*;
        let stack = &mut self.me.stack;
        match operation {
            LoadFast(slot) => {
                let value = stack[base + slot as usize];
                if value == Value::UNSET {
                    return None;
                }
                stack.push(value);
            }
            StoreFast(slot) => {
                let value = stack.pop()?;
                stack[base + slot as usize] = value;
            }
            LoadConst(constant) => stack.push(linked.constants[constant as usize]),
            BinaryOp(operator, _) => {
                let [.., a, b] = stack[..] else { return None };
                let value = quick(operator, a.as_small()?, b.as_small()?)?;
                stack.pop();
                *stack.last_mut()? = value;
            }
            CompareOp(operator) => {
                let [.., a, b] = stack[..] else { return None };
                let value = Value::bool(ordered(operator, a.as_small()?, b.as_small()?));
                stack.pop();
                *stack.last_mut()? = value;
            }
            PopJumpIfFalse(target) => match *stack.last()? {
                Value::TRUE => {
                    stack.pop();
                }
                Value::FALSE => {
                    stack.pop();
                    return Some(target);
                }
                _ => return None,
            },
            PopJumpIfTrue(target) => match *stack.last()? {
                Value::FALSE => {
                    stack.pop();
                }
                Value::TRUE => {
                    stack.pop();
                    return Some(target);
                }
                _ => return None,
            },
            LoadGlobal(name) if self.watch.is_none() => {
                let global = linked.globals[name as usize];
                let value = match global.slot {
                    u32::MAX => global.builtin,
                    slot => self.global(linked.module, slot),
                };
                if value == Value::UNSET {
                    return None;
                }
                self.me.stack.push(value);
            }
            PushNull => stack.push(Value::UNSET),
            PopTop => {
                stack.pop();
            }
            _ => return None,
        }
        Some(pc + 1)
    }

    #[inline]
    pub(super) fn frame_pc(&mut self, pc: u32) {
        if let Some(frame) = self.me.frames.last_mut() {
            frame.pc = pc;
        }
    }

    #[inline]
    pub(super) fn pop(&mut self) -> Value {
        self.me.stack.pop().expect("the compiler counted the stack")
    }

    #[inline]
    pub(super) fn top(&self) -> Value {
        *self
            .me
            .stack
            .last()
            .expect("the compiler counted the stack")
    }

    #[inline]
    pub(super) fn peek(&self, from_top: usize) -> Value {
        self.me.stack[self.me.stack.len() - from_top]
    }

    #[inline]
    pub(super) fn push(&mut self, value: Value) {
        self.me.stack.push(value);
    }

    /// Takes so many values off the stack and puts one there.
    #[inline]
    pub(super) fn replace(&mut self, taken: usize, value: Value) -> Outcome<Next> {
        let height = self.me.stack.len() - taken;
        self.me.stack.truncate(height);
        self.me.stack.push(value);
        Ok(Next::Go)
    }

    /// The result of a function that may ask for a call: it takes the place of so many values.
    pub(super) fn settle(&mut self, taken: usize, outcome: Outcome, pc: u32) -> Outcome<Next> {
        match outcome {
            Ok(value) => self.replace(taken, value),
            Err(Halt::Call(call)) => {
                self.frame_pc(pc);
                let bottom = (self.me.stack.len() - taken) as u32;
                let (function, values, how) = *call;
                self.go_on(function, &values, how, bottom, After::Push)
            }
            Err(halt) => Err(halt),
        }
    }

    /// As `settle`, where nothing is put there.
    pub(super) fn settle_without(
        &mut self,
        taken: usize,
        outcome: Outcome,
        pc: u32,
    ) -> Outcome<Next> {
        match outcome {
            Ok(_) => {
                let height = self.me.stack.len() - taken;
                self.me.stack.truncate(height);
                Ok(Next::Go)
            }
            Err(Halt::Call(call)) => {
                self.frame_pc(pc);
                let bottom = (self.me.stack.len() - taken) as u32;
                let (function, values, _) = *call;
                self.invoke(function, &Args::of(&values), bottom, After::Discard)
            }
            Err(halt) => Err(halt),
        }
    }

    /// Executes one operation of the frame on top.
    fn operation(
        &mut self,
        operation: Operation,
        linked: &Linked,
        pc: u32,
        base: usize,
    ) -> Outcome<Next> {
        use Operation::*;
        match operation {
            LoadFast(slot) => {
                let value = self.me.stack[base + slot as usize];
                if value == Value::UNSET {
                    return Err(unbound(&linked.code.locals[slot as usize]));
                }
                self.push(value);
            }
            StoreFast(slot) => {
                let value = self.pop();
                self.me.stack[base + slot as usize] = value;
            }
            LoadConst(constant) => self.push(linked.constants[constant as usize]),
            BinaryOp(operator, in_place) => {
                let (a, b) = (self.peek(2), self.peek(1));
                if let (Some(x), Some(y)) = (a.as_small(), b.as_small())
                    && let Some(value) = quick(operator, x, y)
                {
                    return self.replace(2, value);
                }
                self.sweep()?;
                return self.binary_operation(operator, in_place, a, b, pc);
            }
            CompareOp(operator) => {
                let (a, b) = (self.peek(2), self.peek(1));
                if let (Some(a), Some(b)) = (a.as_small(), b.as_small()) {
                    return self.replace(2, Value::bool(ordered(operator, a, b)));
                }
                let outcome = self.compare_values(operator, a, b);
                return self.settle(2, outcome, pc);
            }
            PopJumpIfFalse(target) | PopJumpIfTrue(target) => {
                let wanted = matches!(operation, PopJumpIfTrue(_));
                let value = self.top();
                let truth = match value {
                    Value::TRUE => true,
                    Value::FALSE => false,
                    _ => match self.truth(value) {
                        Ok(truth) => truth,
                        Err(halt) => return self.ask_again(halt, 1, pc),
                    },
                };
                self.pop();
                if truth == wanted {
                    return Ok(Next::Jump(target));
                }
            }
            JumpIfFalseOrPop(target) | JumpIfTrueOrPop(target) => {
                let wanted = matches!(operation, JumpIfTrueOrPop(_));
                // Unset on top: the library has said whether the value is true, and its answer is below.
                let truth = if self.top() == Value::UNSET {
                    self.pop();
                    self.pop() == Value::TRUE
                } else {
                    let value = self.top();
                    match self.truth(value) {
                        Ok(truth) => truth,
                        Err(Halt::Call(call)) => {
                            self.frame_pc(pc);
                            let bottom = self.me.stack.len() as u32;
                            return self.invoke(call.0, &Args::of(&call.1), bottom, After::Keep);
                        }
                        Err(halt) => return Err(halt),
                    }
                };
                if truth == wanted {
                    return Ok(Next::Jump(target));
                }
                self.pop();
            }
            JumpForward(target) | JumpBackwardNoInterrupt(target) => return Ok(Next::Jump(target)),
            JumpBackward(target) => {
                self.switch_point();
                self.sweep()?;
                return Ok(Next::Jump(target));
            }
            ForIter(target) => return self.for_iter(target, pc),
            LoadGlobal(name) | LoadName(name) => {
                if let LoadName(_) = operation
                    && let Some(value) = self.namespace_get(linked.names[name as usize])
                {
                    self.push(value);
                    return Ok(Next::Go);
                }
                let value = self.load_global(linked, name)?;
                self.push(value);
            }
            StoreGlobal(name) | StoreName(name) => {
                let value = self.top();
                if let StoreName(_) = operation
                    && let Some(namespace) = self.namespace()
                {
                    let key = linked.names[name as usize];
                    if let Some(Object::Dict(dict)) = self.heap.get_mut(namespace) {
                        dict.set(key, value);
                    }
                } else {
                    let slot = linked.globals[name as usize].slot;
                    if linked.module == 0 && self.watch.is_some() {
                        self.touch(Access::write_global(slot, value))?;
                    }
                    self.set_global(linked.module, slot, value);
                }
                self.pop();
            }
            DeleteGlobal(name) | DeleteName(name) => {
                let key = linked.names[name as usize];
                if let DeleteName(_) = operation
                    && let Some(namespace) = self.namespace()
                {
                    if let Some(Object::Dict(dict)) = self.heap.get_mut(namespace)
                        && dict.remove(key).is_some()
                    {
                        return Ok(Next::Go);
                    }
                    return Err(undefined(&linked.code.names[name as usize]));
                }
                let slot = linked.globals[name as usize].slot;
                if slot == u32::MAX || self.global(linked.module, slot) == Value::UNSET {
                    return Err(undefined(&linked.code.names[name as usize]));
                }
                if linked.module == 0 {
                    self.touch(Access::write_global(slot, Value::UNSET))?;
                }
                self.set_global(linked.module, slot, Value::UNSET);
            }
            PopTop => {
                self.pop();
            }
            PushNull => self.push(Value::UNSET),
            Copy(n) => {
                let value = self.peek(n as usize);
                self.push(value);
            }
            Swap(n) => {
                let height = self.me.stack.len();
                self.me.stack.swap(height - 1, height - n as usize);
            }
            Resume(where_) => {
                if where_ == 0 {
                    self.switch_point();
                }
            }
            DeleteFast(slot) => {
                let slot = base + slot as usize;
                if self.me.stack[slot] == Value::UNSET {
                    return Err(unbound(&linked.code.locals[slot - base]));
                }
                self.me.stack[slot] = Value::UNSET;
            }
            MakeCell(cell) => {
                let name = &linked.code.cells[cell as usize];
                let value = match linked.code.locals.iter().position(|each| each == name) {
                    Some(slot) => std::mem::replace(&mut self.me.stack[base + slot], Value::UNSET),
                    None => Value::UNSET,
                };
                let made = self.heap.add(Object::Cell(value));
                let at = self.cell_slot(linked, base, cell);
                self.me.stack[at] = made;
            }
            LoadClosure(cell) => {
                let at = self.cell_slot(linked, base, cell);
                let value = self.me.stack[at];
                self.push(value);
            }
            LoadDeref(cell) | LoadClassderef(cell) => {
                if let LoadClassderef(_) = operation {
                    let name = cell_name(linked, cell).to_owned();
                    let key = self.pool.str(&name);
                    if let Some(value) = self.namespace_get(key) {
                        self.push(value);
                        return Ok(Next::Go);
                    }
                }
                let holder = self.me.stack[self.cell_slot(linked, base, cell)];
                self.touch(Access::cell(holder, linked, cell, None))?;
                match self.heap.get(holder) {
                    Some(Object::Cell(value)) if *value != Value::UNSET => {
                        let value = *value;
                        self.push(value);
                    }
                    _ => return Err(empty_cell(linked, cell)),
                }
            }
            StoreDeref(cell) => {
                let holder = self.me.stack[self.cell_slot(linked, base, cell)];
                let value = self.top();
                self.touch(Access::cell(holder, linked, cell, Some(value)))?;
                if let Some(Object::Cell(place)) = self.heap.get_mut(holder) {
                    *place = value;
                }
                self.pop();
            }
            DeleteDeref(cell) => {
                let holder = self.me.stack[self.cell_slot(linked, base, cell)];
                self.touch(Access::cell(holder, linked, cell, Some(Value::UNSET)))?;
                match self.heap.get_mut(holder) {
                    Some(Object::Cell(place)) if *place != Value::UNSET => *place = Value::UNSET,
                    _ => return Err(empty_cell(linked, cell)),
                }
            }
            LoadAttr(name) => {
                let object = self.top();
                let outcome = self.get_attribute(object, linked.names[name as usize]);
                return self.settle(1, outcome, pc);
            }
            LoadMethod(name) => return self.load_method(linked.names[name as usize], pc),
            StoreAttr(name) => {
                let (value, object) = (self.peek(2), self.peek(1));
                let outcome = self.set_attribute(object, linked.names[name as usize], value);
                return self.settle_without(2, outcome, pc);
            }
            DeleteAttr(name) => {
                let object = self.top();
                let outcome = self.delete_attribute(object, linked.names[name as usize]);
                return self.settle_without(1, outcome, pc);
            }
            BinarySubscr => {
                let (object, key) = (self.peek(2), self.peek(1));
                let outcome = self.get_item(object, key);
                return self.settle(2, outcome, pc);
            }
            StoreSubscr => {
                let (value, object, key) = (self.peek(3), self.peek(2), self.peek(1));
                let outcome = self.set_item(object, key, value);
                return self.settle_without(3, outcome, pc);
            }
            DeleteSubscr => {
                let (object, key) = (self.peek(2), self.peek(1));
                let outcome = self.delete_item(object, key);
                return self.settle_without(2, outcome, pc);
            }
            UnaryPositive | UnaryNegative | UnaryInvert => {
                let value = self.top();
                let outcome = self.unary(operation, value);
                return self.settle(1, outcome, pc);
            }
            UnaryNot => {
                let value = self.top();
                match self.truth(value) {
                    Ok(truth) => return self.replace(1, Value::bool(!truth)),
                    Err(halt) => return self.ask_again(halt, 1, pc),
                }
            }
            IsOp(invert) => {
                let same = self.peek(2) == self.peek(1);
                return self.replace(2, Value::bool(same != invert));
            }
            ContainsOp(invert) => {
                let (item, container) = (self.peek(2), self.peek(1));
                match self.contains(container, item) {
                    Ok(found) => return self.replace(2, Value::bool(found != invert)),
                    // The library's function says whether; inverted, if need be.
                    Err(Halt::Call(mut call)) => {
                        call.1.push(Value::bool(invert));
                        return self.settle(2, Err(Halt::Call(call)), pc);
                    }
                    Err(halt) => return Err(halt),
                }
            }
            BuildTuple(count) => {
                let items = self.last(count);
                let tuple = self.tuple(&items);
                return self.replace(count as usize, tuple);
            }
            BuildList(count) => {
                let items = self.last(count);
                let list = self.list(items);
                return self.replace(count as usize, list);
            }
            BuildSet(count) => {
                let items = self.last(count);
                let first = pc.checked_sub(count).filter(|_| count > 2);
                let are_constants = first.is_some_and(|first| {
                    let before = &linked.code.operations[first as usize..pc as usize];
                    before.iter().all(|each| matches!(each, LoadConst(_)))
                });
                let outcome = if are_constants {
                    self.set_of_constants(&items)
                } else {
                    self.set_of(&items)
                };
                return self.settle(count as usize, outcome, pc);
            }
            BuildMap(count) => {
                let items = self.last(2 * count);
                let outcome = self.dict_of(&items);
                return self.settle(2 * count as usize, outcome, pc);
            }
            BuildString(count) => {
                let pieces = &self.me.stack[self.me.stack.len() - count as usize..];
                let text: String = pieces
                    .iter()
                    .map(|piece| self.pool.as_str(*piece).unwrap_or_default())
                    .collect();
                let value = self.pool.str(&text);
                return self.replace(count as usize, value);
            }
            BuildSlice(count) => {
                let parts = self.last(count);
                let step = parts.get(2).copied().unwrap_or(Value::NONE);
                let slice = self.slice(parts[0], parts[1], step);
                return self.replace(count as usize, slice);
            }
            ListAppend(at) => {
                let item = self.pop();
                let list = self.peek(at as usize);
                if let Some(Object::List(items)) = self.heap.get_mut(list) {
                    items.push(item);
                }
            }
            SetAdd(at) => {
                let item = self.top();
                let set = self.peek(at as usize + 1);
                let outcome = match self.set_add(set, item) {
                    Ok(_) => Ok(Value::NONE),
                    Err(halt) => Err(self.keyed(halt, "set.add", &[set, item])),
                };
                return self.settle_without(1, outcome, pc);
            }
            MapAdd(at) => {
                let (key, value) = (self.peek(2), self.peek(1));
                let dict = self.peek(at as usize + 2);
                let outcome = self.set_item(dict, key, value);
                return self.settle_without(2, outcome, pc);
            }
            ListExtend(at) => {
                let iterable = self.top();
                let list = self.peek(at as usize + 1);
                match self.items_of(iterable) {
                    Ok(more) => {
                        if let Some(Object::List(items)) = self.heap.get_mut(list) {
                            items.extend(more);
                        }
                        self.pop();
                    }
                    Err(halt) => return self.ask_again(halt, 1, pc),
                }
            }
            SetUpdate(at) => {
                let iterable = self.top();
                let set = self.peek(at as usize + 1);
                match self.items_of(iterable) {
                    Ok(more) => {
                        let outcome = self.set_fill(set, &more).map(|()| Value::NONE);
                        return self.settle_without(1, outcome, pc);
                    }
                    Err(halt) => return self.ask_again(halt, 1, pc),
                }
            }
            DictUpdate(at) | DictMerge(at) => {
                let mapping = self.top();
                let dict = self.peek(at as usize + 1);
                let merge = matches!(operation, DictMerge(_));
                let outcome = self.dict_update(dict, mapping, merge).map(|()| Value::NONE);
                return self.settle_without(1, outcome, pc);
            }
            ListToTuple => {
                let items = match self.heap.get(self.top()) {
                    Some(Object::List(items)) => items.clone(),
                    _ => Vec::new(),
                };
                let tuple = self.tuple(&items);
                return self.replace(1, tuple);
            }
            UnpackSequence(count) => {
                let value = self.top();
                match self.unpack(value, count as usize) {
                    Ok(items) => {
                        self.pop();
                        self.me.stack.extend(items.iter().rev());
                    }
                    Err(halt) => return self.ask_again(halt, 1, pc),
                }
            }
            UnpackEx(before, after) => {
                let value = self.top();
                match self.items_of(value) {
                    Ok(items) => {
                        let (before, after) = (usize::from(before), usize::from(after));
                        if items.len() < before + after {
                            return Err(Halt::value_error(format!(
                                "not enough values to unpack (expected at least {}, got {})",
                                before + after,
                                items.len()
                            )));
                        }
                        let rest = items[before..items.len() - after].to_vec();
                        let rest = self.list(rest);
                        self.pop();
                        self.me
                            .stack
                            .extend(items[items.len() - after..].iter().rev());
                        self.push(rest);
                        self.me.stack.extend(items[..before].iter().rev());
                    }
                    Err(halt) => return self.ask_again(halt, 1, pc),
                }
            }
            FormatValue(conversion, has_spec) => {
                let taken = 1 + usize::from(has_spec);
                let value = self.peek(taken);
                let spec = if has_spec { Some(self.top()) } else { None };
                let outcome = self.format_value(value, conversion, spec);
                return self.settle(taken, outcome, pc);
            }
            GetIter => {
                let value = self.top();
                let outcome = self.iter(value);
                return self.settle(1, outcome, pc);
            }
            GetYieldFromIter => {
                let value = self.top();
                if matches!(self.heap.get(value), Some(Object::Generator(_))) {
                    return Ok(Next::Go);
                }
                let outcome = self.iter(value);
                return self.settle(1, outcome, pc);
            }
            Call(count) => {
                self.sweep()?;
                return self.call(count, Value::NONE, pc);
            }
            CallKw(count) => {
                let names = self.pop();
                let outcome = self.call(count, names, pc);
                if matches!(outcome, Err(Halt::Switch | Halt::Block | Halt::Restart)) {
                    self.push(names);
                }
                return outcome;
            }
            CallFunctionEx(has_dict) => return self.call_spread(has_dict, pc),
            MakeFunction(flags) => {
                let code = self.pop();
                let cells = if flags & 8 == 0 {
                    Value::NONE
                } else {
                    self.pop()
                };
                let named = if flags & 2 == 0 {
                    Value::NONE
                } else {
                    self.pop()
                };
                let defaults = if flags & 1 == 0 {
                    Value::NONE
                } else {
                    self.pop()
                };
                let function = self.make_function(code, defaults, named, cells);
                self.push(function);
            }
            LoadBuildClass => {
                let build = self.pool.str("__build_class__");
                let function = self.program.builtins.get(&build).copied();
                self.push(function.expect("the machine makes classes"));
            }
            ReturnValue => return self.return_value(),
            ReturnGenerator => return self.return_generator(pc),
            YieldValue => return self.yield_value(pc),
            Send(target) => return self.send_operation(target, pc),
            RaiseVarargs(count) => return self.raise(count),
            Reraise => {
                let exception = self.pop();
                return Err(Halt::Throw(exception));
            }
            PushExcInfo => {
                let exception = self.pop();
                let before = std::mem::replace(&mut self.me.handling, exception);
                self.push(before);
                self.push(exception);
            }
            PopExcept => {
                let before = self.pop();
                self.me.handling = before;
            }
            CheckExcMatch => {
                let (exception, class) = (self.peek(2), self.peek(1));
                let matches = self.exception_matches(exception, class)?;
                return self.replace(1, Value::bool(matches));
            }
            LoadAssertionError => {
                self.push(super::types::exception_class(Raises::AssertionError));
            }
            BeforeWith => return self.before_with(pc),
            WithExceptStart => {
                let (exit, exception) = (self.peek(3), self.peek(1));
                let class = self.class_of(exception);
                self.frame_pc(pc);
                let bottom = self.me.stack.len() as u32;
                let args = Args::of(&[class, exception, Value::NONE]);
                return self.invoke(exit, &args, bottom, After::Push);
            }
            ImportName(name) => {
                let module = self.import(linked.names[name as usize])?;
                self.push(module);
            }
            ImportFrom(name) => {
                let module = self.top();
                let name = linked.names[name as usize];
                match self.heap.get(module) {
                    Some(Object::Module(own, attributes)) => match attributes.get(name) {
                        Some(value) => self.push(value),
                        None => {
                            let own = self.pool.as_str(*own).unwrap_or_default();
                            let name = self.pool.as_str(name).unwrap_or_default();
                            let message = format!(
                                "cannot import name '{name}' from '{own}' (not supported here)"
                            );
                            return Err(Halt::raise(Raises::ImportError, message));
                        }
                    },
                    _ => return Err(Halt::type_error("not a module")),
                }
            }
            GetLen => {
                let value = self.top();
                let length = self.len(value)?;
                self.push(Value::int(length as i64));
            }
            MatchSequence => {
                let is = self.is_match_sequence(self.top());
                self.push(Value::bool(is));
            }
            MatchMapping => {
                let is = matches!(self.heap.get(self.inner(self.top())), Some(Object::Dict(_)));
                self.push(Value::bool(is));
            }
            MatchKeys => {
                let found = self.match_keys(self.peek(2), self.peek(1))?;
                self.push(found);
            }
            MatchClass(count) => {
                let (subject, class, names) = (self.peek(3), self.peek(2), self.peek(1));
                return match self.match_class(subject, class, names, count) {
                    Ok(found) => self.replace(3, found),
                    Err(Halt::Call(call)) => {
                        self.frame_pc(pc);
                        let bottom = self.me.stack.len() as u32 - 3;
                        self.invoke(call.0, &Args::of(&call.1), bottom, After::Push)
                    }
                    Err(halt) => Err(halt),
                };
            }
        }
        Ok(Next::Go)
    }

    /// The last so many values of the stack.
    fn last(&self, count: u32) -> Vec<Value> {
        self.me.stack[self.me.stack.len() - count as usize..].to_vec()
    }

    fn cell_slot(&self, linked: &Linked, base: usize, cell: u32) -> usize {
        base + linked.code.locals.len() + cell as usize
    }

    fn namespace(&self) -> Option<Value> {
        let frame = self.me.frames.last()?;
        (frame.namespace != Value::UNSET).then_some(frame.namespace)
    }

    fn namespace_get(&self, key: Value) -> Option<Value> {
        match self.heap.get(self.namespace()?) {
            Some(Object::Dict(dict)) => dict.get(key),
            _ => None,
        }
    }

    fn load_global(&mut self, linked: &Linked, name: u32) -> Outcome {
        let global = linked.globals[name as usize];
        if global.slot != u32::MAX {
            if linked.module == 0 && self.watch.is_some() {
                self.touch(Access::read_global(global.slot))?;
            }
            let value = self.global(linked.module, global.slot);
            if value != Value::UNSET {
                return Ok(value);
            }
        }
        if global.builtin == Value::UNSET {
            return Err(undefined(&linked.code.names[name as usize]));
        }
        Ok(global.builtin)
    }

    /// Has the value on top replaced by what a function of the library makes of it, and the operation done again.
    fn ask_again(&mut self, halt: Halt, taken: usize, pc: u32) -> Outcome<Next> {
        let Halt::Call(call) = halt else {
            return Err(halt);
        };
        self.frame_pc(pc);
        let bottom = (self.me.stack.len() - taken) as u32;
        let (function, values, _) = *call;
        self.invoke(function, &Args::of(&values), bottom, After::Again)
    }

    fn binary_operation(
        &mut self,
        operator: Binary,
        in_place: bool,
        a: Value,
        b: Value,
        pc: u32,
    ) -> Outcome<Next> {
        if a.as_heap().is_none() && b.as_heap().is_none() {
            let is_format = operator == Binary::Remainder
                && matches!(a.kind(), Kind::Pool(index) if matches!(self.pool.content(index), Content::Str(_) | Content::Bytes(_)));
            if !is_format {
                let value = binary(&mut self.pool, operator, a, b)?;
                return self.replace(2, value);
            }
        }
        let outcome = self.operate(operator, in_place, a, b);
        self.settle(2, outcome, pc)
    }

    fn compare_values(&mut self, operator: Comparison, a: Value, b: Value) -> Outcome {
        if a.as_heap().is_none() && b.as_heap().is_none() {
            return Ok(Value::bool(compare(&self.pool, operator, a, b)?));
        }
        self.compare(operator, a, b)
    }

    fn import(&mut self, name: Value) -> Outcome {
        match self.program.imports.get(&name) {
            Some(module) => Ok(*module),
            None => {
                let name = self.pool.as_str(name).unwrap_or_default();
                Err(Halt::raise(
                    Raises::ModuleNotFoundError,
                    format!("No module named '{name}'"),
                ))
            }
        }
    }

    /// Whether somebody waits for this actor's end is asked of it, so ending is enough.
    pub(super) fn end_actor(&mut self, end: Value) {
        self.note_number(Noted::Exit, 0.0);
        self.me.stack.clear();
        self.me.end = end;
        self.alive &= !1_u64.checked_shl(self.current).unwrap_or(0);
        self.me.handling = Value::NONE;
        self.me.wait = Wait::default();
        self.leave_process();
    }
}

fn unbound(name: &str) -> Halt {
    Halt::raise(
        Raises::UnboundLocalError,
        format!("cannot access local variable '{name}' where it is not associated with a value"),
    )
}

fn undefined(name: &str) -> Halt {
    Halt::raise(Raises::NameError, format!("name '{name}' is not defined"))
}

fn cell_name(linked: &Linked, cell: u32) -> &str {
    let own = linked.code.cells.len();
    match (cell as usize).checked_sub(own) {
        None => &linked.code.cells[cell as usize],
        Some(free) => &linked.code.free[free],
    }
}

fn empty_cell(linked: &Linked, cell: u32) -> Halt {
    let name = cell_name(linked, cell);
    if (cell as usize) < linked.code.cells.len() {
        unbound(name)
    } else {
        Halt::raise(
            Raises::NameError,
            format!(
                "cannot access free variable '{name}' where it is not associated with a value in enclosing scope"
            ),
        )
    }
}

/// What most operations are: small ints, with a small result.
#[inline(always)]
fn quick(operator: Binary, a: i64, b: i64) -> Option<Value> {
    match operator {
        Binary::Add => Value::small(a + b),
        Binary::Subtract => Value::small(a - b),
        Binary::Multiply => Value::small(a.checked_mul(b)?),
        Binary::And => Some(Value::int(a & b)),
        Binary::Remainder if b > 0 => Some(Value::int(a.rem_euclid(b))),
        Binary::FloorDivide if b > 0 => Some(Value::int(a.div_euclid(b))),
        _ => None,
    }
}

#[inline(always)]
fn ordered(operator: Comparison, a: i64, b: i64) -> bool {
    match operator {
        Comparison::Less => a < b,
        Comparison::LessOrEqual => a <= b,
        Comparison::Equal => a == b,
        Comparison::NotEqual => a != b,
        Comparison::Greater => a > b,
        Comparison::GreaterOrEqual => a >= b,
    }
}
