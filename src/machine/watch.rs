//! What other actors can notice of an operation, for exploring and stepping.

use super::codec::Codec;
use super::halt::{Halt, Outcome};
use super::machine::{Machine, NOBODY, Switching};
use super::note::Note;
use super::object::Object;
use super::program::Linked;
use super::value::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What is accessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A global, by slot.
    Global(u32),
    /// An attribute of an object.
    Attribute(Value, Value),
    /// An element of a list, dict, set or deque; unset for all of it.
    Element(Value, Value),
    /// A variable that functions share.
    Cell(Value),
    /// What actors synchronise with.
    Sync(Value),
    /// What is printed.
    Output,
}

/// What is done to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verb {
    /// Its value is taken.
    Read,
    /// It gets a value.
    Write,
    /// A lock, or a permit of a semaphore.
    Acquire,
    /// Given back.
    Release,
    /// A condition's lock is released, to wait.
    Wait,
    /// One who waits, or all, may go on.
    Notify,
    /// An item is put.
    Put,
    /// An item is got.
    Get,
    /// Bytes or a message are sent.
    Send,
    /// Bytes or a message are received.
    Receive,
    /// A connection is made.
    Connect,
    /// A connection is accepted.
    Accept,
    /// It is closed.
    Close,
    /// An event is set.
    Set,
    /// An event is cleared.
    Clear,
    /// Its state is asked for.
    Look,
    /// An atomic operation.
    Atomic,
    /// A line is printed.
    Print,
}

impl Verb {
    const ALL: [Self; 18] = [
        Self::Read,
        Self::Write,
        Self::Acquire,
        Self::Release,
        Self::Wait,
        Self::Notify,
        Self::Put,
        Self::Get,
        Self::Send,
        Self::Receive,
        Self::Connect,
        Self::Accept,
        Self::Close,
        Self::Set,
        Self::Clear,
        Self::Look,
        Self::Atomic,
        Self::Print,
    ];
}

/// An operation that others may notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    /// What is accessed.
    pub place: Place,
    /// What is done.
    pub verb: Verb,
    /// What is written, put or sent; unset if nothing is.
    pub value: Value,
    /// What a variable of functions is called: code and cell.
    pub name: Value,
}

impl Access {
    /// A global is read.
    pub fn read_global(slot: u32) -> Self {
        Self::new(Place::Global(slot), Verb::Read, Value::UNSET)
    }

    /// A global is written.
    pub fn write_global(slot: u32, value: Value) -> Self {
        Self::new(Place::Global(slot), Verb::Write, value)
    }

    /// An attribute is read, or written.
    pub fn attribute(object: Value, name: Value, written: Option<Value>) -> Self {
        let verb = if written.is_some() {
            Verb::Write
        } else {
            Verb::Read
        };
        Self::new(
            Place::Attribute(object, name),
            verb,
            written.unwrap_or(Value::UNSET),
        )
    }

    /// A variable that functions share is read, or written.
    pub fn cell(cell: Value, linked: &Linked, number: u32, written: Option<Value>) -> Self {
        let verb = if written.is_some() {
            Verb::Write
        } else {
            Verb::Read
        };
        let own = linked.code.cells.len();
        let at = number as usize;
        // A name for people: the number of the variable among those of its code.
        let name = Value::int(if at < own {
            at as i64
        } else {
            -1 - (at - own) as i64
        });
        Self {
            name,
            ..Self::new(Place::Cell(cell), verb, written.unwrap_or(Value::UNSET))
        }
    }

    /// An operation on what actors synchronise with.
    pub fn sync(object: Value, verb: Verb) -> Self {
        Self::new(Place::Sync(object), verb, Value::UNSET)
    }

    fn new(place: Place, verb: Verb, value: Value) -> Self {
        Self {
            place,
            verb,
            value,
            name: Value::NONE,
        }
    }

    /// Visits its content.
    pub fn visit(&mut self, codec: &mut impl Codec) {
        let (mut tag, mut a, mut b) = match self.place {
            Place::Global(slot) => (0, Value::int(slot.into()), Value::NONE),
            Place::Attribute(object, name) => (1, object, name),
            Place::Element(object, key) => (2, object, key),
            Place::Cell(cell) => (3, cell, Value::NONE),
            Place::Sync(object) => (4, object, Value::NONE),
            Place::Output => (5, Value::NONE, Value::NONE),
        };
        codec.number(&mut tag);
        codec.value(&mut a);
        codec.value(&mut b);
        self.place = match tag {
            0 => Place::Global(a.as_small().unwrap_or(0) as u32),
            1 => Place::Attribute(a, b),
            2 => Place::Element(a, b),
            3 => Place::Cell(a),
            4 => Place::Sync(a),
            _ => Place::Output,
        };
        let mut verb = self.verb as u32;
        codec.number(&mut verb);
        self.verb = Verb::ALL[verb as usize];
        codec.value(&mut self.value);
        codec.value(&mut self.name);
    }

    /// Whether the place is only looked at.
    pub fn is_read(&self) -> bool {
        matches!(self.verb, Verb::Read | Verb::Look)
    }
}

/// A place as it is known before a program runs, the same in all its states: what becomes visible is a set of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    /// A global of a process, by slot.
    Global(u32, u32),
    /// An attribute, by its name.
    Attribute(Value),
    /// Elements of the container that a process's global holds, by slot.
    Held(u32, u32),
    /// Elements of a kind of container that no global holds.
    Elements(u32),
    /// No spot, but a remark: this global of a process gets or loses a container while others are alive, so that
    /// [`Self::Held`] would not always mean the same one.
    Unstable(u32, u32),
    /// Variables of functions.
    Cells,
}

/// Who accessed a spot.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Use {
    /// The first actor.
    first: Option<u32>,
    /// Whether another one did, too.
    pub several: bool,
    /// Whether it was written while others were alive.
    written: bool,
}

/// Something that is allowed, but a likely mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Remark {
    /// A condition was notified, and nobody waited.
    WokeNobody(Value),
    /// A lock was released by an actor that did not hold it.
    ReleasedByOther(Value),
    /// A lock was released that nobody held.
    ReleasedFree(Value),
}

/// What is taken for visible, and what is learned about it.
#[derive(Clone, Debug, Default)]
pub struct Watch {
    /// Spots that several actors access, at least one of them writing while others are alive.
    pub visible: BTreeSet<Spot>,
    pub(super) uses: BTreeMap<Spot, Use>,
    /// Which own objects more than one actor can reach.
    pub shared: Vec<bool>,
    /// How many more visible operations the running step may execute.
    pub budget: u32,
    /// Whether the actor has passed a place to be switched at since its last visible operation.
    pub passed: bool,
    /// Whether output is observed.
    pub output: bool,
    /// Visible operations of this step.
    pub log: Vec<Access>,
    /// Likely mistakes of this step.
    pub remarks: Vec<Remark>,
    /// Whether an object became shared.
    pub escaped: bool,
    /// Whether what actors do is noted, for a trace.
    pub noting: bool,
    /// What they did in this step.
    pub notes: Vec<Note>,
    /// Whether the operations of the program are kept with which others can notice something.
    pub siting: bool,
    /// Those.
    pub sites: BTreeSet<(u32, u32)>,
}

impl Watch {
    /// Nothing is known yet.
    pub fn new(visible: BTreeSet<Spot>) -> Self {
        Self {
            visible,
            ..Self::default()
        }
    }

    /// Whether more than one actor accesses a global of the first process, or the elements of what it holds.
    pub fn is_shared_global(&self, slot: u32) -> bool {
        self.is_shared_spot(Spot::Global(0, slot)) || self.is_shared_spot(Spot::Held(0, slot))
    }

    fn is_shared_spot(&self, spot: Spot) -> bool {
        self.visible.contains(&spot) || self.uses.get(&spot).is_some_and(|seen| seen.several)
    }

    /// Whether more than one actor accesses attributes of this name.
    pub fn is_shared_attribute(&self, name: Value) -> bool {
        self.is_shared_spot(Spot::Attribute(name))
    }

    fn is_shared(&self, base: u32, object: Value) -> bool {
        match object.as_heap().and_then(|index| index.checked_sub(base)) {
            Some(own) => self.shared.get(own as usize).copied().unwrap_or(false),
            None => false,
        }
    }
}

impl Machine {
    /// A place where CPython looks whether another thread wants to run.
    #[inline]
    pub(super) fn switch_point(&mut self) {
        if let Some(watch) = &mut self.watch {
            watch.passed = true;
        }
    }

    /// Whether an object can be reached by several actors.
    pub(super) fn is_shared(&self, object: Value) -> bool {
        self.watch
            .as_ref()
            .is_some_and(|watch| watch.is_shared(self.heap.base_len(), object))
    }

    /// Tells of an operation that others may notice, before it changes anything.
    ///
    /// # Errors
    /// `Halt::Switch` if others may go first, `Halt::Restart` if it was not known to be visible.
    #[inline]
    pub(super) fn touch(&mut self, access: Access) -> Outcome<()> {
        if self.watch.is_none() {
            return Ok(());
        }
        self.notice(access)
    }

    /// Tells of an element.
    #[inline]
    pub(super) fn touch_element(
        &mut self,
        object: Value,
        key: Value,
        written: Option<Value>,
    ) -> Outcome<()> {
        if self.watch.is_none() {
            return Ok(());
        }
        let verb = if written.is_some() {
            Verb::Write
        } else {
            Verb::Read
        };
        let place = Place::Element(object, key);
        self.notice(Access {
            place,
            verb,
            value: written.unwrap_or(Value::UNSET),
            name: Value::NONE,
        })
    }

    fn notice(&mut self, access: Access) -> Outcome<()> {
        self.decide(access)?;
        if access.value.as_heap().is_some() {
            let reachable = match access.place {
                Place::Global(_) => true,
                Place::Attribute(object, _)
                | Place::Element(object, _)
                | Place::Cell(object)
                | Place::Sync(object) => self.is_shared(object),
                Place::Output => false,
            };
            if reachable {
                self.escape(access.value);
            }
        }
        Ok(())
    }

    fn decide(&mut self, access: Access) -> Outcome<()> {
        let spot = match access.place {
            Place::Global(slot) => Some(Spot::Global(self.me.process, slot)),
            Place::Attribute(object, name) if self.is_shared(object) => Some(Spot::Attribute(name)),
            Place::Element(object, _) if self.is_shared(object) => Some(self.elements(object)),
            Place::Cell(cell) if self.is_shared(cell) => Some(Spot::Cells),
            Place::Attribute(..) | Place::Element(..) | Place::Cell(_) => return Ok(()),
            Place::Sync(object) if !self.is_shared(object) => return Ok(()),
            Place::Output if !self.watch.as_ref().is_some_and(|watch| watch.output) => {
                return Ok(());
            }
            Place::Sync(_) | Place::Output => None,
        };
        if let Some(spot) = spot {
            let concurrent = self.others_alive();
            let current = self.current;
            if concurrent
                && let Spot::Global(process, slot) = spot
                && access.verb == Verb::Write
                && (self.is_container(access.value)
                    || self.is_container(self.globals[process as usize][slot as usize]))
            {
                let watch = self.watch.as_mut().expect("it was looked at");
                if watch.visible.insert(Spot::Unstable(process, slot)) {
                    return Err(Halt::Restart);
                }
            }
            let watch = self.watch.as_mut().expect("it was looked at");
            if !watch.visible.contains(&spot) {
                let seen = watch.uses.entry(spot).or_default();
                match seen.first {
                    None => seen.first = Some(current),
                    Some(first) if first != current => seen.several = true,
                    Some(_) => {}
                }
                seen.written |= concurrent && !access.is_read();
                if seen.several && seen.written {
                    watch.visible.insert(spot);
                    return Err(Halt::Restart);
                }
                self.note_access(&access, false);
                return Ok(());
            }
        }
        let switching = self.switching;
        let watch = self.watch.as_mut().expect("it was looked at");
        if watch.budget == 0 {
            if switching == Switching::Any || watch.passed {
                self.me.next = Some(access);
                return Err(Halt::Switch);
            }
        } else {
            watch.budget -= 1;
        }
        watch.passed = false;
        watch.log.push(access);
        self.note_access(&access, true);
        Ok(())
    }

    /// The elements of a shared container as a spot: of the one that a global holds, where that is the same one all along.
    fn elements(&self, object: Value) -> Spot {
        let process = self.me.process;
        // What it is depends on what globals hold.
        self.heap.touch_globals(process);
        let watch = self.watch.as_ref().expect("it was looked at");
        let globals = self.globals[process as usize].iter().enumerate();
        let held = globals
            .filter(|(_, value)| **value == object)
            .map(|(slot, _)| slot as u32)
            .find(|slot| !watch.visible.contains(&Spot::Unstable(process, *slot)));
        match held {
            Some(slot) => Spot::Held(process, slot),
            None => Spot::Elements(self.heap.get(object).map_or(0, Object::tag)),
        }
    }

    fn is_container(&self, value: Value) -> bool {
        matches!(
            self.heap.get(value),
            Some(
                Object::List(_)
                    | Object::Dict(_)
                    | Object::Set(_)
                    | Object::Deque(..)
                    | Object::ByteArray(_)
                    | Object::Instance(_)
            )
        )
    }

    /// Whether another actor has not ended. While exploring that is told by the state's outline, not by the actors.
    fn others_alive(&self) -> bool {
        self.alive & !(1 << self.current) != 0
    }

    /// Notes a likely mistake of this step.
    pub(super) fn remark(&mut self, remark: Remark) {
        if let Some(watch) = &mut self.watch {
            watch.remarks.push(remark);
        }
    }

    /// Something was stored where others can reach it: so can they what it leads to.
    pub(super) fn escape(&mut self, value: Value) {
        if self.watch.is_none() || self.current == NOBODY {
            return;
        }
        let base = self.heap.base_len();
        let mut work = vec![value];
        while let Some(value) = work.pop() {
            let Some(own) = value.as_heap().and_then(|index| index.checked_sub(base)) else {
                continue;
            };
            let watch = self.watch.as_mut().expect("it was looked at");
            if watch.shared.len() <= own as usize {
                watch.shared.resize(own as usize + 1, false);
            }
            if std::mem::replace(&mut watch.shared[own as usize], true) {
                continue;
            }
            watch.escaped = true;
            super::collect::children(&mut self.heap, own + base, &mut work);
        }
    }
}
