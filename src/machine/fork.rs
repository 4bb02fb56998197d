//! Processes: what is copied when one is started and when a value goes from one to another, and what remains when one ends.

use super::codec::Codec;
use super::collect::children;
use super::halt::{Halt, Outcome};
use super::machine::Machine;
use super::object::Object;
use super::raised::Raises;
use super::sync::Sync;
use super::value::{Kind, Value};
use super::{Content, HashState};
use std::collections::HashMap;

/// Why values are copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Copying {
    /// A process starts: all is copied that processes do not share.
    Fork,
    /// A value is sent, as `pickle` does it: classes and functions go by their names.
    Send,
    /// A value is received: classes are those of the process that receives it.
    Receive,
}

type Places = HashMap<Value, Value, HashState>;

/// Replaces values by what they were copied to.
struct Rename<'a>(&'a Places);

impl Codec for Rename<'_> {
    fn word(&mut self, _: &mut u64) {}

    fn value(&mut self, value: &mut Value) {
        if let Some(copy) = self.0.get(value) {
            *value = *copy;
        }
    }
}

/// Gathers all values that something leads to.
struct All<'a>(&'a mut Vec<Value>);

impl Codec for All<'_> {
    fn word(&mut self, _: &mut u64) {}

    fn value(&mut self, value: &mut Value) {
        self.0.push(*value);
    }
}

impl Machine {
    /// Copies values and all that they lead to, keeping what is shared among them and cycles.
    ///
    /// # Errors
    /// What `pickle` raises for what cannot be sent.
    pub(super) fn copy_values(&mut self, values: &[Value], why: Copying) -> Outcome<Vec<Value>> {
        let base = self.heap.base_len();
        let mut places = Places::default();
        let mut copied = Vec::new();
        let mut work = values.to_vec();
        while let Some(value) = work.pop() {
            let Some(index) = value.as_heap() else {
                if why == Copying::Send {
                    self.check_by_name(value)?;
                }
                continue;
            };
            if index < base || places.contains_key(&value) {
                continue;
            }
            if let Some(place) = self.not_copied(value, why)? {
                places.insert(value, place);
                continue;
            }
            let copy = self.heap.at(index).clone();
            let place = self.heap.add(copy);
            places.insert(value, place);
            copied.push(place);
            if let Some(object) = self.heap.get_mut(value) {
                object.visit(&mut All(&mut work));
            }
        }
        for place in copied {
            if let Some(object) = self.heap.get_mut(place) {
                object.visit(&mut Rename(&places));
            }
        }
        let renamed = values
            .iter()
            .map(|value| places.get(value).copied().unwrap_or(*value));
        Ok(renamed.collect())
    }

    /// What stands for a value that is not copied.
    fn not_copied(&mut self, value: Value, why: Copying) -> Outcome<Option<Value>> {
        let cannot = |what: &str| Err(Halt::type_error(format!("cannot pickle '{what}' object")));
        match self.heap.get(value) {
            Some(Object::Sync(sync)) if sync.is_between() => Ok(Some(value)),
            Some(Object::Sync(sync)) if why == Copying::Send => match sync.as_ref() {
                Sync::RLock { .. } => cannot("_thread.RLock"),
                Sync::Local(_) => cannot("_thread._local"),
                Sync::Queue(queue) if queue.order == 3 => cannot("_queue.SimpleQueue"),
                // These are made of locks.
                _ => cannot("_thread.lock"),
            },
            Some(Object::Class(_)) if why == Copying::Send => Ok(Some(value)),
            Some(Object::Class(class)) if why == Copying::Receive => {
                let own = self.own_class(class.qualname);
                Ok(Some(own.unwrap_or(value)))
            }
            Some(Object::Generator(_)) if why == Copying::Send => cannot("generator"),
            Some(Object::Module(..)) if why == Copying::Send => cannot("module"),
            Some(Object::Function(function)) if why == Copying::Send => {
                let code = function.code;
                Err(self.cannot_find(code))
            }
            _ => Ok(None),
        }
    }

    /// The running process's class of a name.
    fn own_class(&self, name: Value) -> Option<Value> {
        let name = self.pool.as_str(name)?;
        let slot = self.program.modules[0]
            .globals
            .iter()
            .position(|each| each == name)?;
        let value = self.globals[self.me.process as usize][slot];
        matches!(self.heap.get(value), Some(Object::Class(_))).then_some(value)
    }

    /// A function goes by its name, so it must have one that leads to it.
    fn check_by_name(&mut self, value: Value) -> Outcome<()> {
        let Kind::Pool(index) = value.kind() else {
            return Ok(());
        };
        match self.pool.content(index) {
            Content::Function(code, ..) => {
                let code = *code;
                let name = &self.program.codes[code as usize].code.qualname;
                if name.contains('<') {
                    return Err(self.cannot_find(code));
                }
                Ok(())
            }
            Content::Tuple(items) => {
                let items = items.clone();
                items.iter().try_for_each(|item| self.check_by_name(*item))
            }
            _ => Ok(()),
        }
    }

    fn cannot_find(&mut self, code: u32) -> Halt {
        let program = self.program.clone();
        let name = &program.codes[code as usize].code.qualname;
        if name.contains("<locals>") {
            return Halt::raise(
                Raises::AttributeError,
                format!("Can't pickle local object '{name}'"),
            );
        }
        let message =
            format!("Can't pickle <function {name}>: attribute lookup {name} on __main__ failed");
        let message = self.str(&message);
        Halt::Throw(self.new_exception(self.helper("PicklingError"), &[message]))
    }

    /// A new process's number: its globals and all that they lead to are copies, and so is the value.
    pub(super) fn fork(&mut self, value: Value) -> Outcome<(u32, Value)> {
        let parent = self.me.process;
        let mut roots = self.globals[parent as usize].clone();
        let count = roots.len();
        let functions = self.functions.get(parent as usize).copied();
        roots.push(functions.unwrap_or(Value::NONE));
        roots.push(value);
        self.inherit(parent, self.globals.len() as u32);
        let mut copies = self.copy_values(&roots, Copying::Fork)?;
        let functions = copies[count];
        let value = copies[count + 1];
        copies.truncate(count);
        self.globals.push(copies);
        // As CPython's, its random numbers are not those of its parent.
        self.seeds.push(Value::NONE);
        self.functions.resize(self.globals.len() - 1, Value::NONE);
        self.functions.push(functions);
        Ok((self.globals.len() as u32 - 1, value))
    }

    /// What processes share can be reached by the new one, too.
    pub(super) fn share_between(&mut self, process: u32) {
        if self.watch.is_none() {
            return;
        }
        let base = self.heap.base_len();
        let mut work = self.globals[process as usize].clone();
        work.extend(
            self.actors
                .iter()
                .filter(|actor| actor.process == process)
                .map(|actor| actor.thread),
        );
        let mut seen = Places::default();
        while let Some(value) = work.pop() {
            let Some(index) = value.as_heap().filter(|index| *index >= base) else {
                continue;
            };
            if seen.insert(value, value).is_some() {
                continue;
            }
            if matches!(self.heap.get(value), Some(Object::Sync(sync)) if sync.is_between()) {
                self.escape(value);
            } else {
                children(&mut self.heap, index, &mut work);
            }
        }
    }

    /// A new process has open what its parent has: also what only the parent's frames lead to.
    fn inherit(&mut self, parent: u32, child: u32) {
        let base = self.heap.base_len();
        let mut work = self.globals[parent as usize].clone();
        let frames = self.actors.iter_mut().chain(std::iter::once(&mut self.me));
        for actor in frames.filter(|actor| actor.process == parent) {
            actor.visit(&mut All(&mut work));
        }
        let mut seen = Places::default();
        while let Some(value) = work.pop() {
            let Some(index) = value.as_heap().filter(|index| *index >= base) else {
                continue;
            };
            if seen.insert(value, value).is_some() {
                continue;
            }
            if let Some(Object::Sync(sync)) = self.heap.get_mut(value) {
                if let Some(open) = sync.open_in()
                    && open.contains(&parent.into())
                {
                    open.push(child.into());
                }
                // The other end is not this process's because of this one.
                if matches!(**sync, Sync::Pipe(_) | Sync::Socket(_)) {
                    continue;
                }
            }
            children(&mut self.heap, index, &mut work);
        }
    }

    /// An actor has ended. If that was the end of its process, those who served it end, too, and what it had open is closed.
    pub(super) fn leave_process(&mut self) {
        let process = self.me.process;
        if process == 0 {
            return;
        }
        let first = self.first_of(process);
        if self.pending_in(process).is_none() {
            self.end_process(process, Value::NONE);
            // It may have been what another process waited for to end.
            let parent = self.actor(first).parent;
            if parent != 0 && self.pending_in(parent).is_none() {
                self.end_process(parent, Value::NONE);
            }
        }
    }

    /// Ends what runs of a process, and of the processes that end with it, and closes what it had open.
    pub(super) fn end_process(&mut self, process: u32, end: Value) {
        let count = self.actors.len() as u32;
        let firsts: Vec<u32> = (0..count)
            .map(|number| self.first_of(self.actor(number).process))
            .collect();
        let mut ends_too = Vec::new();
        for number in 0..count {
            let is_first = firsts[number as usize] == number;
            let current = self.current == number;
            let actor = if current {
                &mut self.me
            } else {
                &mut self.actors[number as usize]
            };
            if actor.has_ended() {
                continue;
            }
            if actor.process == process {
                actor.frames.clear();
                actor.stack.clear();
                actor.handling = Value::NONE;
                actor.wait = super::actor::Wait::default();
                actor.end = end;
                self.alive &= !1_u64.checked_shl(number).unwrap_or(0);
            } else if is_first && actor.parent == process && actor.daemon && end == Value::NONE {
                ends_too.push(actor.process);
            }
        }
        for object in self.heap.own_mut() {
            if let Object::Sync(sync) = object
                && let Some(open) = sync.open_in()
            {
                open.retain(|each| *each != u64::from(process));
            }
        }
        self.close_ends();
        for child in ends_too {
            self.end_process(child, Value::int(-15));
        }
    }

    /// Tells the other ends of sockets that nobody has open any more.
    pub(super) fn close_ends(&mut self) {
        let closed: Vec<(Value, bool)> = self
            .heap
            .own()
            .iter()
            .filter_map(|object| match object {
                Object::Sync(sync) => match sync.as_ref() {
                    Sync::Socket(socket) if socket.open.is_empty() => {
                        Some((socket.peer, !socket.inbox.is_empty()))
                    }
                    _ => None,
                },
                _ => None,
            })
            .collect();
        for (peer, unread) in closed {
            if let Some(Object::Sync(sync)) = self.heap.get_mut(peer)
                && let Sync::Socket(socket) = sync.as_mut()
            {
                socket.reset |= unread && !socket.ended;
                socket.ended = true;
            }
        }
        let ports = std::mem::take(&mut self.ports);
        self.ports = ports
            .into_iter()
            .filter(|(_, socket)| match self.heap.get(*socket) {
                Some(Object::Sync(sync)) => {
                    matches!(sync.as_ref(), Sync::Socket(socket) if !socket.open.is_empty())
                }
                _ => false,
            })
            .collect();
    }

    /// A process's exit code: None while it runs.
    pub(super) fn exit_code_of(&self, number: u32) -> Option<i64> {
        if !self.is_gone(number) {
            return None;
        }
        let end = self.actor(number).end;
        if let Some(signal) = end.as_small() {
            return Some(signal);
        }
        let exit = super::types::exception_class(Raises::SystemExit);
        Some(match self.heap.get(end) {
            Some(Object::Exception(_)) if self.is_instance(end, exit) => {
                match self.stop_value(end) {
                    Value::NONE => 0,
                    code => self.as_index(code).map_or(1, |code| code & 0xff),
                }
            }
            Some(Object::Exception(_)) => 1,
            _ => 0,
        })
    }
}
