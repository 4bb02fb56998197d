//! What a step did, as it happens: what traces of a stepped program are made of. Nothing is noted while exploring or running.

use super::machine::{Machine, NOBODY};
use super::object::Object;
use super::value::Value;
use super::watch::{Access, Place, Verb};
use crate::trace::Kind;

/// Something that an actor did.
#[derive(Clone, Debug)]
pub struct Note {
    /// Who did it.
    pub actor: u32,
    /// The line of the program that it stands in, from 1; 0 if it stands in none.
    pub line: u32,
    /// The operation of the program that it is in: the number of its code, and its index there.
    pub site: (u32, u32),
    /// What.
    pub kind: Kind,
    /// To what.
    pub place: Place,
    /// What a variable of functions is called, as in [`Access`].
    pub name: Value,
    /// What was read, written, put or got; unset where there is none.
    pub value: Value,
    /// Bytes, an actor, seconds.
    pub number: f64,
    /// What a small number means for the kind.
    pub detail: u32,
    /// What was printed.
    pub text: String,
    /// Whether others can notice.
    pub visible: bool,
}

/// Prints of one run beyond so many notes are added to the last one.
const MANY: usize = 4096;

impl Machine {
    /// Whether what happens is noted.
    #[inline]
    pub(super) fn is_noting(&self) -> bool {
        self.watch.as_ref().is_some_and(|watch| watch.noting)
    }

    /// The innermost frame's operation that is of the program itself.
    fn site(&self) -> Option<(u32, u32)> {
        let own = |code: u32| !self.program.is_library(code);
        let frame = self.me.frames.iter().rev().find(|it| own(it.code))?;
        Some((frame.code, frame.pc))
    }

    fn begin_note(&self, kind: Kind, place: Place) -> Note {
        let site = self.site();
        let line = site.map_or(0, |(code, pc)| self.program.position(code, pc).line);
        Note {
            actor: self.current,
            line,
            site: site.unwrap_or((u32::MAX, 0)),
            kind,
            place,
            name: Value::NONE,
            value: Value::UNSET,
            number: 0.0,
            detail: 0,
            text: String::new(),
            visible: false,
        }
    }

    fn add_note(&mut self, note: Note) {
        if let Some(watch) = &mut self.watch {
            watch.notes.push(note);
        }
    }

    /// Notes what was done to something that actors synchronise with.
    pub(super) fn note(&mut self, kind: Kind, object: Value, value: Value, detail: u32) {
        if !self.is_noting() || self.current == NOBODY || !self.is_shared(object) {
            return;
        }
        let mut note = self.begin_note(kind, Place::Sync(object));
        note.value = value;
        note.detail = detail;
        note.visible = true;
        self.add_note(note);
    }

    /// Notes bytes that went through a socket.
    pub(super) fn note_bytes(&mut self, kind: Kind, socket: Value, bytes: usize, detail: u32) {
        if !self.is_noting() {
            return;
        }
        let mut note = self.begin_note(kind, Place::Sync(socket));
        note.number = bytes as f64;
        note.detail = detail;
        note.visible = true;
        // Its connection moves bytes by itself.
        if (kind == Kind::Receive) == (detail == 1) {
            note.line = 0;
        }
        self.add_note(note);
    }

    /// Notes what has to do with actors and time alone.
    pub(super) fn note_number(&mut self, kind: Kind, number: f64) {
        if !self.is_noting() {
            return;
        }
        let mut note = self.begin_note(kind, Place::Output);
        note.number = number;
        self.add_note(note);
    }

    /// Notes a print.
    pub(super) fn note_print(&mut self, text: &str, errors: bool) {
        if !self.is_noting() {
            return;
        }
        let mut note = self.begin_note(Kind::Print, Place::Output);
        note.detail = u32::from(errors);
        let watch = self.watch.as_mut().expect("it is noting");
        if watch.notes.len() > MANY
            && let Some(last) = watch.notes.last_mut()
            && (last.kind, last.actor, last.detail) == (Kind::Print, note.actor, note.detail)
        {
            last.text.push_str(text);
            return;
        }
        text.clone_into(&mut note.text);
        watch.notes.push(note);
    }

    /// Notes that a variable is read or written, before it is.
    pub(super) fn note_access(&mut self, access: &Access, visible: bool) {
        let Some(watch) = self.watch.as_ref().filter(|it| it.siting || it.noting) else {
            return;
        };
        let noting = watch.noting;
        if visible
            && self.current != NOBODY
            && let Some(site) = self.site()
        {
            self.watch.as_mut().expect("it is there").sites.insert(site);
        }
        if !noting || self.current == NOBODY {
            return;
        }
        let kind = match access.verb {
            Verb::Read if visible => Kind::Read,
            Verb::Write => Kind::Write,
            Verb::Print | Verb::Read => return,
            // What is done to the others is noted once it has happened; here only that they have changed.
            _ if visible => Kind::Progress,
            _ => return,
        };
        let mut note = self.begin_note(kind, access.place);
        note.name = access.name;
        note.visible = visible;
        note.value = match kind {
            Kind::Read => self.present(access).unwrap_or(Value::UNSET),
            _ => access.value,
        };
        let watch = self.watch.as_mut().expect("it is noting");
        if !visible
            && let Some(same) = watch.notes.iter_mut().rev().take(64).find(|it| {
                !it.visible && it.actor == note.actor && it.kind == kind && same_place(it, &note)
            })
        {
            // A loop that nobody notices leaves what it came to.
            *same = note;
            return;
        }
        watch.notes.push(note);
    }

    /// What a place holds, for the running actor.
    fn present(&self, access: &Access) -> Option<Value> {
        self.present_in(self.me.process, access)
    }

    /// What a place holds, for the actors of a process.
    pub(super) fn present_in(&self, process: u32, access: &Access) -> Option<Value> {
        let value = match access.place {
            Place::Global(slot) => *self.globals.get(process as usize)?.get(slot as usize)?,
            Place::Attribute(object, name) => match self.heap.get(object)? {
                Object::Instance(instance) => instance.attributes.get(name)?,
                Object::Class(class) => class.attributes.get(name)?,
                _ => return None,
            },
            Place::Element(object, key) => match self.heap.get(object)? {
                Object::List(items) => *items.get(usize::try_from(key.as_small()?).ok()?)?,
                Object::Dict(dict) => dict.get(key)?,
                _ => return None,
            },
            Place::Cell(cell) => match self.heap.get(cell)? {
                Object::Cell(inner) => *inner,
                _ => return None,
            },
            Place::Sync(_) | Place::Output => return None,
        };
        (value != Value::UNSET).then_some(value)
    }
}

fn same_place(one: &Note, other: &Note) -> bool {
    match (one.place, other.place) {
        (Place::Element(a, _), Place::Element(b, _)) => a == b,
        (a, b) => a == b,
    }
}
