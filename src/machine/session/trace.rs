//! The trace of a session: the events that the page's views are drawn from, as `www/shared/trace.ts` has them.
//!
//! A step's notes become happenings, in which things have names instead of numbers; where the step is added to the history, a
//! [`Recorder`] numbers and declares them, gives each item of a queue its slot, and sees which updates are lost. It is made anew
//! from the events themselves where the history goes on in another way.

use super::super::actor::What;
use super::super::machine::{Machine, NOBODY};
use super::super::names;
use super::super::note::Note;
use super::super::object::Object;
use super::super::sync::{Queue, Sync};
use super::super::tell;
use super::super::value::{Kind as ValueKind, Value};
use super::super::view;
use super::super::wait::Look;
use super::super::watch::{Access, Place, Verb};
use crate::bytecode::Operation;
use crate::trace::{Class, Kind};
use serde::Serialize;
use std::collections::HashMap;

/// A value of an event.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Datum {
    /// None.
    None,
    /// A number.
    Number(f64),
    /// A text: what `repr` gives for anything but a number.
    Text(String),
}

/// An event as the page has it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TraceEvent {
    /// Its kind's name.
    pub kind: &'static str,
    /// Who did it.
    pub actor: u32,
    /// The memory that the object is in.
    pub space: u32,
    /// The object, or an actor.
    pub object: u32,
    /// The step with which it happened.
    pub time: u32,
    /// Its number among all.
    pub order: u32,
    /// The line of the program, or 0.
    pub line: u32,
    /// What a small number means for the kind.
    pub detail: u32,
    /// What was read, written and so on.
    pub value: Datum,
}

/// The part of a trace that the page does not have yet.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TraceUpdate {
    /// The first step that it is of; those before stay as they are. 0 is what ran before the first choice.
    pub from: usize,
    /// The events of these steps.
    pub events: Vec<TraceEvent>,
    /// How many events there are in all after each of these steps.
    pub ends: Vec<usize>,
    /// Who took each of these steps.
    pub actors: Vec<u32>,
    /// How many steps of the explorer each of these steps amounts to.
    pub moves: Vec<u32>,
    /// What each of these steps executed, as a schedule has it.
    pub runs: Vec<String>,
    /// What each of these steps did, in words.
    pub said: Vec<String>,
}

/// What something was done to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Thing {
    /// To nothing.
    Nothing,
    /// To an actor.
    Actor(u32),
    /// To an object.
    Named {
        space: u32,
        class: Class,
        name: String,
    },
}

/// How a queue keeps its items: its order as in [`Queue`], and how many it holds at most, or 0.
type Shelf = (u32, u64);

/// Something that happened in a step.
#[derive(Clone, Debug)]
pub struct Happening {
    pub kind: Kind,
    pub actor: u32,
    pub thing: Thing,
    pub line: u32,
    pub detail: u32,
    pub value: Datum,
    /// Which element of the object; empty for all of it.
    pub element: String,
    /// Of a read: whether what was read is kept in a variable, so that what is written later may be made of it.
    pub keeps: bool,
    pub shelf: Option<Shelf>,
}

impl Happening {
    fn new(kind: Kind, actor: u32) -> Self {
        Self {
            kind,
            actor,
            thing: Thing::Nothing,
            line: 0,
            detail: 0,
            value: Datum::None,
            element: String::new(),
            keeps: false,
            shelf: None,
        }
    }

    /// An actor begins.
    pub fn start(actor: u32) -> Self {
        Self::new(Kind::Start, actor)
    }
}

/// An event, with what the recorder has to know of it to be made anew.
#[derive(Clone, Debug)]
pub struct Recorded {
    pub event: TraceEvent,
    kind: Kind,
    name: String,
    element: String,
    keeps: bool,
}

/// How it stands with an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub ended: bool,
    /// What it waits for.
    waits: Option<(What, Value, u64)>,
}

/// How it stands with everybody.
pub fn standings(machine: &Machine) -> Vec<Standing> {
    (0..machine.actors.len() as u32)
        .map(|actor| {
            let one = &machine.actors[actor as usize];
            let waits = !one.has_ended() && !machine.is_enabled(actor);
            let wait = (one.wait.what, one.wait.object, one.wait.number);
            Standing {
                ended: one.has_ended(),
                waits: waits.then_some(wait),
            }
        })
        .collect()
}

/// What happened in a step, from what was noted and from how it stands with everybody now.
pub fn happened(machine: &mut Machine, before: &[Standing]) -> Vec<Happening> {
    let watch = machine.watch.as_mut().expect("it is watched");
    if !watch.noting {
        return Vec::new();
    }
    let notes = std::mem::take(&mut watch.notes);
    let machine = &*machine;
    let mut found = Vec::new();
    let mut waits: Vec<bool> = before.iter().map(|it| it.waits.is_some()).collect();
    waits.resize(machine.actors.len(), false);
    let mut exited: Vec<bool> = before.iter().map(|it| it.ended).collect();
    exited.resize(machine.actors.len(), false);
    for note in &notes {
        if note.actor == NOBODY {
            continue;
        }
        if let Some(waited) = waits.get_mut(note.actor as usize)
            && std::mem::take(waited)
        {
            found.push(Happening::new(Kind::Wake, note.actor));
        }
        if note.kind == Kind::Exit {
            exited[note.actor as usize] = true;
        }
        tell_note(machine, note, &mut found);
    }
    for (actor, standing) in standings(machine).into_iter().enumerate() {
        let number = actor as u32;
        if standing.ended {
            if !exited[actor] {
                // Somebody else ended it.
                found.push(Happening {
                    detail: 2,
                    ..Happening::new(Kind::Exit, number)
                });
            }
            continue;
        }
        let old = before.get(actor).and_then(|it| it.waits);
        if standing.waits != old || waits[actor] != standing.waits.is_some() {
            match standing.waits {
                Some(_) => found.push(waiting(machine, number)),
                None if waits[actor] => found.push(Happening::new(Kind::Wake, number)),
                None => {}
            }
        }
    }
    found
}

/// An actor's beginning to wait.
fn waiting(machine: &Machine, actor: u32) -> Happening {
    let one = &machine.actors[actor as usize];
    let wait = one.wait;
    let frame = one.frames.iter().rev();
    let own = frame
        .clone()
        .find(|it| !machine.program.is_library(it.code));
    let line = own.map_or(0, |it| machine.program.position(it.code, it.pc).line);
    let event = Happening {
        line,
        ..Happening::new(Kind::Wait, actor)
    };
    let at = |detail| Happening {
        thing: thing(machine, actor, wait.object),
        detail,
        ..event.clone()
    };
    match wait.what {
        What::End => Happening {
            kind: Kind::Join,
            thing: Thing::Actor(wait.number as u32),
            ..event
        },
        What::Time => Happening {
            kind: Kind::Sleep,
            value: Datum::Number(wait.until.map_or(0.0, |until| {
                until.saturating_sub(machine.clock) as f64 / 1e9
            })),
            ..event
        },
        What::Room | What::Space => at(1),
        What::Item | What::Message | What::Bytes | What::Connection => at(2),
        What::Listener => Happening {
            thing: Thing::Named {
                space: 0,
                class: Class::Other,
                name: format!("port {}", wait.number),
            },
            ..event
        },
        _ => at(0),
    }
}

/// The number of the memory of an actor's process: 0 where all share one.
fn memory(machine: &Machine, actor: u32) -> u32 {
    if !machine.program.has_processes() {
        return 0;
    }
    let process = machine.actors.get(actor as usize).map(|it| it.process);
    process.map_or(0, |process| machine.first_of(process) + 1)
}

/// Something that actors synchronise with, by its name.
fn thing(machine: &Machine, actor: u32, object: Value) -> Thing {
    let Some(sync) = machine.sync(object) else {
        return Thing::Nothing;
    };
    let (class, name) = match sync {
        Sync::Socket(socket) if socket.listening => {
            (Class::Other, names::object_name(machine, object))
        }
        Sync::Socket(socket) => {
            // Both ends have the name of their connection.
            let name = match (socket.port, socket.peer_port) {
                (0, _) => {
                    let mut ends = [object, socket.peer].map(|it| names::object_name(machine, it));
                    ends.sort();
                    ends.join(" – ")
                }
                (one, other) => format!("connection {} – {}", one.min(other), one.max(other)),
            };
            let end = if socket.port == 0 {
                names::object_name(machine, object)
            } else {
                socket.port.to_string()
            };
            return Thing::Named {
                space: 0,
                class: Class::Socket,
                name: format!("{name}\0{end}"),
            };
        }
        Sync::Lock { .. } | Sync::RLock { .. } => {
            (Class::Lock, names::object_name(machine, object))
        }
        Sync::Queue(_) | Sync::Pipe(_) => (Class::Queue, names::object_name(machine, object)),
        _ => (Class::Other, names::object_name(machine, object)),
    };
    let space = if sync.is_between() {
        0
    } else {
        memory(machine, actor)
    };
    Thing::Named { space, class, name }
}

fn variable(machine: &Machine, actor: u32, name: String) -> Thing {
    Thing::Named {
        space: memory(machine, actor),
        class: Class::Variable,
        name,
    }
}

/// A value as an event has it.
fn datum(machine: &Machine, value: Value) -> Datum {
    match value.kind() {
        _ if value == Value::UNSET => Datum::None,
        ValueKind::Small(int) => Datum::Number(int as f64),
        ValueKind::Float(float) if float.is_finite() => Datum::Number(float),
        _ => Datum::Text(tell::value(machine, value)),
    }
}

/// Whether what an operation reads is kept in a variable by its statement.
fn keeps(machine: &Machine, (code, pc): (u32, u32)) -> bool {
    let Some(linked) = machine.program.codes.get(code as usize) else {
        return false;
    };
    let code = &linked.code;
    let Some(statement) = code.statement(pc) else {
        return false;
    };
    let own = code.operations.iter().zip(&code.statement_of);
    let own = own.filter(|(_, each)| **each == statement);
    let mut stores = false;
    for (operation, _) in own {
        match operation {
            Operation::ForIter(_) | Operation::ImportName(_) => return false,
            Operation::StoreFast(_)
            | Operation::StoreGlobal(_)
            | Operation::StoreName(_)
            | Operation::StoreDeref(_)
            | Operation::StoreAttr(_)
            | Operation::StoreSubscr => stores = true,
            _ => {}
        }
    }
    stores
}

fn tell_note(machine: &Machine, note: &Note, found: &mut Vec<Happening>) {
    let actor = note.actor;
    let event = Happening {
        line: note.line,
        detail: note.detail,
        ..Happening::new(note.kind, actor)
    };
    match (note.kind, note.place) {
        (Kind::Print, _) => found.push(Happening {
            value: Datum::Text(note.text.clone()),
            ..event
        }),
        (Kind::Spawn, _) => {
            let other = note.number as u32;
            found.push(Happening {
                thing: Thing::Actor(other),
                value: Datum::Text(tell::name(machine, other)),
                ..event
            });
            found.push(Happening::start(other));
        }
        (Kind::Sleep, _) => found.push(Happening {
            value: Datum::Number(note.number),
            ..event
        }),
        (Kind::Exit | Kind::Wake, _) => found.push(event),
        (Kind::Read | Kind::Write, place) => tell_variable(machine, note, place, event, found),
        (_, Place::Sync(object)) => tell_sync(machine, note, object, event, found),
        _ => {}
    }
}

fn tell_variable(
    machine: &Machine,
    note: &Note,
    place: Place,
    event: Happening,
    found: &mut Vec<Happening>,
) {
    let actor = note.actor;
    let access = Access {
        place,
        verb: Verb::Read,
        value: Value::UNSET,
        name: note.name,
    };
    let (name, value, element) = match place {
        Place::Global(_) | Place::Cell(_) => {
            if let Some(Object::Sync(sync)) = machine.heap.get(note.value) {
                // It has a name now.
                if note.kind == Kind::Write && !matches!(**sync, Sync::Local(_) | Sync::Handle(_)) {
                    let thing = thing(machine, actor, note.value);
                    let kind = Kind::Declare;
                    let shelf = shelf(sync);
                    found.push(Happening {
                        kind,
                        thing,
                        shelf,
                        ..event.clone()
                    });
                    if let Some(text) = state_text(machine, note.value) {
                        found.push(state_event(machine, note, note.value, text));
                    }
                }
                return;
            }
            if note.value != Value::UNSET && !names::is_data(machine, note.value) {
                return;
            }
            let value = datum(machine, note.value);
            (names::place(machine, &access), value, String::new())
        }
        Place::Attribute(object, key) => {
            if names::is_internal(machine, object, key)
                || (note.value != Value::UNSET && !names::is_data(machine, note.value))
            {
                return;
            }
            let value = datum(machine, note.value);
            (names::place(machine, &access), value, String::new())
        }
        Place::Element(object, key) => {
            let element = match key {
                Value::UNSET => String::new(),
                key => tell::value(machine, key),
            };
            if let Some(text) = state_text(machine, object) {
                let mut event = state_event(machine, note, object, text);
                event.kind = note.kind;
                event.element = element;
                event.keeps = keeps(machine, note.site);
                found.push(event);
                return;
            }
            let name = names::object_name(machine, object);
            (name, datum(machine, object), element)
        }
        Place::Sync(_) | Place::Output => return,
    };
    found.push(Happening {
        thing: variable(machine, actor, name),
        value,
        element,
        keeps: note.kind == Kind::Read && keeps(machine, note.site),
        ..event
    });
}

fn shelf(sync: &Sync) -> Option<Shelf> {
    match sync {
        Sync::Queue(Queue { order, most, .. }) => Some((*order, *most)),
        Sync::Pipe(_) => Some((0, 0)),
        _ => None,
    }
}

/// How something is that has a state to tell, other than who holds it.
fn state_text(machine: &Machine, object: Value) -> Option<Datum> {
    let sync = machine.sync(object)?;
    Some(match sync {
        Sync::Semaphore { value, .. } => Datum::Number(*value as f64),
        Sync::Atomic(value) => datum(machine, *value),
        Sync::Shared { items, array, .. } => match items.as_slice() {
            [one] if !array => datum(machine, *one),
            _ => Datum::Text(view::state(machine, sync, None)?.1),
        },
        Sync::Condition { .. } | Sync::Event { .. } | Sync::Barrier { .. } => {
            Datum::Text(view::state(machine, sync, None)?.1)
        }
        _ => return None,
    })
}

fn state_event(machine: &Machine, note: &Note, object: Value, value: Datum) -> Happening {
    Happening {
        thing: thing(machine, note.actor, object),
        value,
        line: note.line,
        ..Happening::new(Kind::Write, note.actor)
    }
}

fn tell_sync(
    machine: &Machine,
    note: &Note,
    object: Value,
    event: Happening,
    found: &mut Vec<Happening>,
) {
    let Some(sync) = machine.sync(object) else {
        return;
    };
    let named = Happening {
        thing: thing(machine, note.actor, object),
        shelf: shelf(sync),
        ..event
    };
    match note.kind {
        Kind::Acquire | Kind::Release => {
            found.push(named);
            if let Some(text) = state_text(machine, object) {
                found.push(state_event(machine, note, object, text));
            }
        }
        Kind::Put | Kind::Get => found.push(Happening {
            value: datum(machine, note.value),
            ..named
        }),
        Kind::Send | Kind::Receive => found.push(Happening {
            value: Datum::Number(note.number),
            ..named
        }),
        Kind::Open => {
            let address = match sync {
                Sync::Socket(socket) => format!(
                    "{}:{}",
                    machine.pool.as_str(socket.host).unwrap_or_default(),
                    if note.detail == 0 {
                        socket.peer_port
                    } else {
                        socket.port
                    }
                ),
                _ => String::new(),
            };
            let buffer = |detail| Happening {
                kind: Kind::Capacity,
                detail,
                line: 0,
                value: Datum::Number(super::super::wait::BUFFER as f64),
                ..named.clone()
            };
            found.push(Happening {
                value: Datum::Text(address),
                ..named.clone()
            });
            found.push(buffer(0));
            found.push(buffer(1));
        }
        Kind::Close => found.push(named),
        // Something was done to it, or it was looked at. What is taken and given back is told by that.
        Kind::Progress if !matches!(sync, Sync::Semaphore { .. }) => {
            if let Some(text) = state_text(machine, object) {
                found.push(state_event(machine, note, object, text));
            }
        }
        _ => {}
    }
}

/// What is in the slots of a queue, and when each came.
#[derive(Clone, Debug, Default)]
struct Slots {
    cells: Vec<Option<(Datum, u64)>>,
    /// Where it is looked first for a free one.
    next: usize,
    count: u64,
}

impl Slots {
    fn put(&mut self, slot: usize, item: Datum) {
        if self.cells.len() <= slot {
            self.cells.resize(slot + 1, None);
        }
        self.count += 1;
        self.cells[slot] = Some((item, self.count));
        self.next = (slot + 1) % self.cells.len();
    }

    fn free(&self) -> Option<usize> {
        let count = self.cells.len();
        (0..count)
            .map(|at| (self.next + at) % count)
            .find(|at| self.cells[*at].is_none())
    }

    /// The slot of the item that comes next.
    fn next_item(&self, item: &Datum, order: u32) -> Option<usize> {
        let full = self.cells.iter().enumerate();
        let full = full.filter_map(|(slot, cell)| cell.as_ref().map(|cell| (slot, cell)));
        let found = match order {
            1 => full.max_by_key(|(_, cell)| cell.1),
            2 => full
                .clone()
                .filter(|(_, cell)| cell.0 == *item)
                .min_by_key(|(_, cell)| cell.1)
                .or_else(|| full.min_by_key(|(_, cell)| cell.1)),
            _ => full.min_by_key(|(_, cell)| cell.1),
        };
        found.map(|(slot, _)| slot)
    }
}

/// Numbers what things are called, and remembers of the history what the next event depends on.
#[derive(Clone, Debug, Default)]
pub struct Recorder {
    numbers: HashMap<(u32, String), u32>,
    queues: HashMap<(u32, u32), Slots>,
    /// For each actor and variable that it has read and kept: who has written it since.
    kept: HashMap<(u32, u32, u32, String), Vec<u32>>,
    count: u32,
}

impl Recorder {
    /// That of a history.
    pub fn of<'a>(events: impl Iterator<Item = &'a Recorded>) -> Self {
        let mut recorder = Self::default();
        for each in events {
            let TraceEvent {
                space,
                object,
                actor,
                detail,
                ref value,
                ..
            } = each.event;
            let key = (space, object);
            match each.kind {
                Kind::Declare => {
                    recorder.numbers.insert((space, each.name.clone()), object);
                }
                Kind::Capacity => {
                    if let (Some(slots), Datum::Number(count)) =
                        (recorder.queues.get_mut(&key), value)
                    {
                        slots.cells.resize(*count as usize, None);
                    }
                }
                Kind::Put => recorder
                    .queues
                    .entry(key)
                    .or_default()
                    .put(detail as usize, value.clone()),
                Kind::Get => {
                    let slots = recorder.queues.entry(key).or_default();
                    if let Some(cell) = slots.cells.get_mut(detail as usize) {
                        *cell = None;
                    }
                }
                Kind::Read if each.keeps => recorder.read(actor, key, &each.element),
                Kind::Write => {
                    recorder.write(actor, key, &each.element);
                }
                _ => {}
            }
            if each.kind == Kind::Declare && detail == Class::Queue as u32 {
                recorder.queues.insert(key, Slots::default());
            }
            recorder.count += 1;
        }
        recorder
    }

    fn read(&mut self, actor: u32, (space, object): (u32, u32), element: &str) {
        let key = (actor, space, object, element.to_owned());
        self.kept.insert(key, Vec::new());
    }

    /// Gives whose writes are lost by this one.
    fn write(&mut self, actor: u32, (space, object): (u32, u32), element: &str) -> Vec<u32> {
        let lost = self
            .kept
            .remove(&(actor, space, object, element.to_owned()));
        for ((reader, its_space, its_object, its_element), since) in &mut self.kept {
            let same = (*its_space, *its_object) == (space, object)
                && (its_element == element || element.is_empty());
            if same && *reader != actor && !since.contains(&actor) {
                since.push(actor);
            }
        }
        lost.unwrap_or_default()
    }

    /// Makes events of what happened in a step; and who did what was lost by it, if anything was.
    pub fn record(
        &mut self,
        happened: Vec<Happening>,
        step: u32,
    ) -> (Vec<Recorded>, Option<Vec<u32>>) {
        let mut events = Vec::new();
        let mut all_lost: Option<Vec<u32>> = None;
        for each in happened {
            let (space, object) = match &each.thing {
                Thing::Nothing => (0, 0),
                Thing::Actor(actor) => (0, *actor),
                Thing::Named { space, .. } => (*space, self.number(&each, step, &mut events)),
            };
            if each.kind == Kind::Declare {
                continue;
            }
            let key = (space, object);
            let mut detail = each.detail;
            match each.kind {
                Kind::Put => detail = self.put(&each, key, step, &mut events),
                Kind::Get => {
                    let slots = self.queues.entry(key).or_default();
                    let order = each.shelf.map_or(0, |(order, _)| order);
                    let slot = slots.next_item(&each.value, order).unwrap_or(0);
                    if let Some(cell) = slots.cells.get_mut(slot) {
                        *cell = None;
                    }
                    detail = slot as u32;
                }
                Kind::Read if each.keeps => self.read(each.actor, key, &each.element),
                Kind::Write => {
                    let lost = self.write(each.actor, key, &each.element);
                    if !lost.is_empty() {
                        detail = 1;
                        all_lost.get_or_insert_default().extend(lost);
                    }
                }
                _ => {}
            }
            self.add(
                &each,
                each.kind,
                key,
                detail,
                each.value.clone(),
                step,
                &mut events,
            );
        }
        (events, all_lost)
    }

    #[allow(clippy::too_many_arguments)]
    fn add(
        &mut self,
        of: &Happening,
        kind: Kind,
        (space, object): (u32, u32),
        detail: u32,
        value: Datum,
        step: u32,
        events: &mut Vec<Recorded>,
    ) {
        let name = match &of.thing {
            Thing::Named { name, .. } => name.clone(),
            _ => String::new(),
        };
        events.push(Recorded {
            event: TraceEvent {
                kind: kind_name(kind),
                actor: of.actor,
                space,
                object,
                time: step,
                order: self.count,
                line: of.line,
                detail,
                value,
            },
            kind,
            name,
            element: of.element.clone(),
            keeps: of.keeps,
        });
        self.count += 1;
    }

    /// The number of what an event is about, which is declared if it is new.
    fn number(&mut self, of: &Happening, step: u32, events: &mut Vec<Recorded>) -> u32 {
        let Thing::Named { space, class, name } = &of.thing else {
            return 0;
        };
        if let Some(number) = self.numbers.get(&(*space, name.clone())) {
            return *number;
        }
        let number = self.numbers.len() as u32 + 1;
        self.numbers.insert((*space, name.clone()), number);
        let shown = name.split('\0').next().unwrap_or_default();
        let (key, value) = ((*space, number), Datum::Text(shown.to_owned()));
        self.add(of, Kind::Declare, key, *class as u32, value, step, events);
        if *class == Class::Queue {
            let most = of.shelf.map_or(0, |(_, most)| most as usize);
            self.queues.insert(key, Slots::default());
            if most > 0 {
                self.enlarge(of, key, most, step, events);
            }
        }
        number
    }

    fn enlarge(
        &mut self,
        of: &Happening,
        key: (u32, u32),
        count: usize,
        step: u32,
        events: &mut Vec<Recorded>,
    ) {
        let slots = self.queues.entry(key).or_default();
        slots.next = slots.cells.len();
        slots.cells.resize(count, None);
        let value = Datum::Number(count as f64);
        self.add(of, Kind::Capacity, key, 0, value, step, events);
    }

    fn put(
        &mut self,
        of: &Happening,
        key: (u32, u32),
        step: u32,
        events: &mut Vec<Recorded>,
    ) -> u32 {
        let free = self.queues.entry(key).or_default().free();
        let slot = match free {
            Some(slot) => slot,
            // One without a limit grows.
            None => {
                let slot = self.queues[&key].cells.len();
                self.enlarge(of, key, slot + 1, step, events);
                slot
            }
        };
        let slots = self.queues.entry(key).or_default();
        slots.put(slot, of.value.clone());
        slot as u32
    }
}

/// A kind's name, as the page has it.
fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Declare => "declare",
        Kind::Spawn => "spawn",
        Kind::Start => "start",
        Kind::Exit => "exit",
        Kind::Join => "join",
        Kind::Print => "print",
        Kind::Read => "read",
        Kind::Write => "write",
        Kind::Progress => "progress",
        Kind::Wait => "wait",
        Kind::Acquire => "acquire",
        Kind::Release => "release",
        Kind::Put => "put",
        Kind::Get => "get",
        Kind::Send => "send",
        Kind::Receive => "receive",
        Kind::Sleep => "sleep",
        Kind::Wake => "wake",
        Kind::Yield => "yield",
        Kind::Resume => "resume",
        Kind::Measure => "measure",
        Kind::Capacity => "capacity",
        Kind::Open => "open",
        Kind::Close => "close",
        Kind::Credit => "credit",
    }
}
