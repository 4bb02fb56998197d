//! Exceptions: raising, catching, and what is told of those that nobody caught.

use super::actor::After;
use super::args::Args;
use super::halt::{Halt, Outcome};
use super::machine::{Machine, Next};
use super::object::Object;
use super::raised::Raises;
use super::types::exception_class;
use super::value::Value;
use super::words;
use crate::lang::Position;
use std::fmt::Write;

impl Machine {
    /// `RAISE_VARARGS`
    pub(super) fn raise(&mut self, count: u32) -> Outcome<Next> {
        if count == 0 {
            let current = self.me.handling;
            if current == Value::NONE {
                return Err(Halt::raise(
                    Raises::RuntimeError,
                    "No active exception to reraise",
                ));
            }
            return Err(Halt::Throw(current));
        }
        let cause = if count == 2 { Some(self.top()) } else { None };
        let raised = self.peek(count as usize);
        if let Some(cause) = cause
            && matches!(self.heap.get(cause), Some(Object::Class(_)))
        {
            return Err(Halt::type_error(
                "raise from a class is not supported here; make an exception of it",
            ));
        }
        let exception = match self.heap.get(raised) {
            Some(Object::Exception(_)) => raised,
            Some(Object::Class(_)) if self.is_exception_class(raised) => {
                // The class is called, and then the operation is done again with what it made.
                let height = self.me.stack.len();
                let outcome = self.instantiate_exception(raised);
                match outcome {
                    Ok(made) => made,
                    Err(Halt::Call(call)) => {
                        // With an `__init__` of its own: what was made is raised once that is over.
                        let (function, values, _) = *call;
                        let made = values[0];
                        let at = height - count as usize;
                        self.me.stack[at] = made;
                        let bottom = self.me.stack.len() as u32;
                        self.invoke(function, &Args::of(&values), bottom, After::Discard)?;
                        // The operation is done again when the call is over.
                        if let Some(frame) = self.me.frames.len().checked_sub(2) {
                            let frame = &mut self.me.frames[frame];
                            frame.pc = frame.pc.wrapping_sub(1);
                        }
                        return Ok(Next::Frame);
                    }
                    Err(halt) => return Err(halt),
                }
            }
            _ => {
                return Err(Halt::type_error(
                    "exceptions must derive from BaseException",
                ));
            }
        };
        if let Some(cause) = cause {
            if cause != Value::NONE && !matches!(self.heap.get(cause), Some(Object::Exception(_))) {
                return Err(Halt::type_error(
                    "exception causes must derive from BaseException",
                ));
            }
            if let Some(Object::Exception(inner)) = self.heap.get_mut(exception) {
                inner.cause = cause;
                inner.suppress = true;
            }
        }
        Err(Halt::Throw(exception))
    }

    fn instantiate_exception(&mut self, class: Value) -> Outcome {
        let made = self.new_exception(class, &[]);
        let init = words::INIT;
        match self.lookup(class, init) {
            Some(function) if !self.is_native(function) => Err(Halt::call(function, [made])),
            _ => Ok(made),
        }
    }

    /// `CHECK_EXC_MATCH`
    pub(super) fn exception_matches(&self, exception: Value, class: Value) -> Outcome<bool> {
        if let Some(classes) = self.as_tuple(class) {
            for class in classes {
                if self.exception_matches(exception, *class)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        if !self.is_exception_class(class) {
            return Err(Halt::type_error(
                "catching classes that do not inherit from BaseException is not allowed",
            ));
        }
        Ok(self.is_instance(exception, class))
    }

    /// Goes on where the exception is handled, or ends the actor with it.
    pub(super) fn unwind(&mut self, mut exception: Value, again: bool) {
        let handled = self.me.handling;
        if !again && handled != Value::NONE && handled != exception {
            self.set_context(exception, handled);
        }
        let mut again = again;
        loop {
            let Some(frame) = self.me.frames.last() else {
                self.end_actor(exception);
                return;
            };
            let (code, pc, base) = (frame.code, frame.pc, frame.base as usize);
            if !again && let Some(Object::Exception(inner)) = self.heap.get_mut(exception) {
                inner.traceback.push((code, pc));
            }
            again = false;
            let linked = &self.program.codes[code as usize];
            if let Some(handler) = linked.code.handler(pc) {
                let height = base + linked.slots as usize + handler.depth as usize;
                self.me.stack.truncate(height);
                self.me.stack.push(exception);
                if let Some(frame) = self.me.frames.last_mut() {
                    frame.pc = handler.target;
                }
                return;
            }
            let frame = self.me.frames.pop().expect("it is there");
            if frame.generator != Value::UNSET {
                self.finish(&frame);
                if self.is_stop_iteration(exception) {
                    // What says that an iteration is over must not end one by accident (PEP 479).
                    let made = self.raised(&super::Raised::new(
                        Raises::RuntimeError,
                        "generator raised StopIteration",
                    ));
                    if let Some(Object::Exception(inner)) = self.heap.get_mut(made) {
                        inner.cause = exception;
                        inner.context = exception;
                        inner.suppress = true;
                        inner.traceback.push((code, pc));
                    }
                    exception = made;
                }
            } else if matches!(frame.after, After::Next | After::Send)
                && self.is_stop_iteration(exception)
            {
                let value = self.stop_value(exception);
                self.me.stack.truncate(frame.bottom as usize);
                if let Ok(Next::Jump(target)) = self.exhausted(frame.bottom, frame.after, value) {
                    self.frame_pc(target);
                }
                return;
            }
            self.me.stack.truncate(frame.bottom as usize);
        }
    }

    fn set_context(&mut self, exception: Value, handled: Value) {
        // No ring: whoever walks along the contexts must come to an end.
        let mut at = handled;
        while let Some(Object::Exception(inner)) = self.heap.get(at) {
            if inner.context == exception {
                if let Some(Object::Exception(inner)) = self.heap.get_mut(at) {
                    inner.context = Value::NONE;
                }
                break;
            }
            at = inner.context;
        }
        if let Some(Object::Exception(inner)) = self.heap.get_mut(exception) {
            inner.context = handled;
        }
    }

    /// The class and the message of an exception, as the last line of a traceback has them.
    pub fn exception_text(&self, exception: Value) -> String {
        let Some(Object::Exception(inner)) = self.heap.get(exception) else {
            return String::new();
        };
        let name = match self.heap.get(inner.class) {
            Some(Object::Class(class)) => {
                let module = self.pool.as_str(class.module).unwrap_or_default();
                let name = self.pool.as_str(class.qualname).unwrap_or_default();
                match module {
                    "builtins" | "__main__" | "" => name.to_owned(),
                    _ => format!("{module}.{name}"),
                }
            }
            _ => "Exception".into(),
        };
        let message = self.exception_message(exception);
        if message.is_empty() {
            name
        } else {
            format!("{name}: {message}")
        }
    }

    /// What `str` gives for an exception without a `__str__` of its own.
    pub fn exception_message(&self, exception: Value) -> String {
        let Some(Object::Exception(inner)) = self.heap.get(exception) else {
            return String::new();
        };
        let args = self.as_tuple(inner.args).unwrap_or_default();
        let plain = |value: Value| {
            self.text(value)
                .unwrap_or_else(|_| self.default_repr(value))
        };
        let shown = |value: Value| {
            self.repr(value)
                .unwrap_or_else(|_| self.default_repr(value))
        };
        match args {
            [] => String::new(),
            [one] if self.is_instance(exception, exception_class(Raises::KeyError)) => shown(*one),
            [one] => plain(*one),
            [number, text] if self.is_instance(exception, exception_class(Raises::OSError)) => {
                format!("[Errno {}] {}", plain(*number), plain(*text))
            }
            _ => shown(inner.args),
        }
    }

    /// A traceback as CPython 3.11 prints it, with causes and contexts.
    pub fn traceback(&self, exception: Value) -> String {
        let mut text = String::new();
        self.add_traceback(exception, &mut text, &mut Vec::new());
        text
    }

    fn add_traceback(&self, exception: Value, text: &mut String, seen: &mut Vec<Value>) {
        let Some(Object::Exception(inner)) = self.heap.get(exception) else {
            return;
        };
        if seen.contains(&exception) {
            return;
        }
        seen.push(exception);
        if inner.cause != Value::NONE {
            self.add_traceback(inner.cause, text, seen);
            text.push_str(
                "\nThe above exception was the direct cause of the following exception:\n\n",
            );
        } else if inner.context != Value::NONE && !inner.suppress {
            self.add_traceback(inner.context, text, seen);
            text.push_str(
                "\nDuring handling of the above exception, another exception occurred:\n\n",
            );
        }
        let frames: Vec<(u32, u32)> = inner
            .traceback
            .iter()
            .rev()
            .copied()
            .filter(|(code, _)| !self.program.is_library(*code))
            .collect();
        if !frames.is_empty() {
            text.push_str("Traceback (most recent call last):\n");
        }
        let mut repeated = 0;
        let mut last = None;
        for (code, pc) in frames {
            let linked = &self.program.codes[code as usize];
            let source = &self.program.modules[linked.module as usize].source;
            let span = linked.code.spans[pc as usize];
            let Position { line, column } = source.position(span.start);
            if last == Some((code, line)) {
                repeated += 1;
            } else {
                add_repeated(text, repeated);
                repeated = 0;
            }
            last = Some((code, line));
            if repeated >= 3 {
                continue;
            }
            let name = source.name();
            writeln!(
                text,
                "  File \"{name}\", line {line}, in {}",
                linked.code.name
            )
            .expect("writing to a string succeeds");
            let shown = source.line(line);
            let trimmed = shown.trim();
            if trimmed.is_empty() {
                continue;
            }
            writeln!(text, "    {trimmed}").expect("writing to a string succeeds");
            let indent = shown.chars().count() - shown.trim_start().chars().count();
            let end = source.position(span.end);
            let last_column = if end.line == line {
                end.column as usize - 1
            } else {
                shown.trim_end().chars().count()
            };
            let first = (column as usize - 1).saturating_sub(indent);
            let width = last_column.saturating_sub(column as usize - 1);
            // Marks under the whole line would say nothing.
            if width > 0 && !(first == 0 && width >= trimmed.chars().count()) {
                let marks = self.marks(linked, pc, source.slice(span), width);
                writeln!(text, "    {}{marks}", " ".repeat(first))
                    .expect("writing to a string succeeds");
            }
        }
        add_repeated(text, repeated);
        text.push_str(&self.exception_text(exception));
        text.push('\n');
        let notes = inner
            .attributes
            .iter()
            .find(|(name, _)| self.pool.as_str(*name) == Some("__notes__"));
        if let Some((_, notes)) = notes
            && let Some(Object::List(notes)) = self.heap.get(notes)
        {
            for note in notes {
                text.push_str(self.pool.as_str(*note).unwrap_or_default());
                text.push('\n');
            }
        }
    }

    /// What stands under the part of a line: for an operator between two operands and for an index, the operator is told apart.
    fn marks(&self, linked: &super::program::Linked, pc: u32, piece: &str, width: usize) -> String {
        use crate::bytecode::Operation;
        let tildes = |start: usize, length: usize| {
            format!(
                "{}{}{}",
                "~".repeat(start),
                "^".repeat(length),
                "~".repeat(width.saturating_sub(start + length))
            )
        };
        match linked.code.operations[pc as usize] {
            Operation::BinaryOp(operator, _) => {
                if let Some((left, symbol)) = super::marks::operator(piece, operator) {
                    return tildes(left, symbol);
                }
            }
            Operation::BinarySubscr => {
                if let Some((left, length)) = super::marks::index(piece) {
                    return tildes(left, length);
                }
            }
            _ => {}
        }
        "^".repeat(width)
    }
}

fn add_repeated(text: &mut String, repeated: usize) {
    if repeated >= 3 {
        let more = repeated - 2;
        let s = if more == 1 { "" } else { "s" };
        writeln!(text, "  [Previous line repeated {more} more time{s}]")
            .expect("writing to a string succeeds");
    }
}
