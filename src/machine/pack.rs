//! States as rows of numbers: an outline, each process's globals, each actor with the objects that it alone can reach, and the
//! objects that are shared. Each is a component, interned by its content.
//!
//! Shared objects are named in the order in which they are first reached, from the globals and then from the actors; an
//! actor's own objects in the order in which they are reached from its frames, within its component. So states that differ
//! only in the order of allocations are one.

use super::actor::Actor;
use super::codec::Codec;
use super::machine::Machine;
use super::object::Object;
use super::value::Value;
use super::{Component, Interner};

/// A value in a component that names an object of the component itself.
const PRIVATE: u32 = 1 << 31;

/// No name.
const NAMELESS: u32 = u32::MAX;

/// Reads words, and shifts the names of an actor's own objects to where these are put.
pub(super) struct Reader<'a> {
    words: &'a [u64],
    private: u32,
}

impl Codec for Reader<'_> {
    fn word(&mut self, word: &mut u64) {
        let (first, rest) = self.words.split_first().expect("a component is whole");
        *word = *first;
        self.words = rest;
    }

    fn value(&mut self, value: &mut Value) {
        let mut word = 0;
        self.word(&mut word);
        *value = Value::from_word(word);
        if let Some(index) = value.as_heap()
            && index & PRIVATE != 0
        {
            *value = Value::heap(self.private + (index & !PRIVATE));
        }
    }
}

/// Writes words, and names objects: shared ones as they were named before, others as they come.
struct Writer<'a> {
    words: &'a mut Vec<u64>,
    base: u32,
    /// The name of each own object.
    names: &'a mut Vec<u32>,
    /// Which own objects are shared.
    shared: &'a [u32],
    /// Own objects of the component, in order of their names.
    found: &'a mut Vec<u32>,
    /// The shared objects that it leads to, in order.
    leads: &'a mut Vec<u32>,
}

impl Codec for Writer<'_> {
    fn word(&mut self, word: &mut u64) {
        self.words.push(*word);
    }

    fn value(&mut self, value: &mut Value) {
        let Some(own) = value
            .as_heap()
            .and_then(|index| index.checked_sub(self.base))
        else {
            self.words.push(value.word());
            return;
        };
        let shared = self.shared[own as usize];
        let index = if shared == NAMELESS {
            let name = &mut self.names[own as usize];
            if *name == NAMELESS {
                *name = self.found.len() as u32;
                self.found.push(own);
            }
            PRIVATE | *name
        } else {
            self.leads.push(shared);
            self.base + shared
        };
        self.words.push(Value::heap(index).word());
    }
}

/// Names own objects in the order in which they are reached.
struct Namer<'a> {
    base: u32,
    names: &'a mut Vec<u32>,
    order: &'a mut Vec<u32>,
}

impl Codec for Namer<'_> {
    fn word(&mut self, _: &mut u64) {}

    fn value(&mut self, value: &mut Value) {
        if let Some(own) = value
            .as_heap()
            .and_then(|index| index.checked_sub(self.base))
        {
            let name = &mut self.names[own as usize];
            if *name == NAMELESS {
                *name = self.order.len() as u32;
                self.order.push(own);
            }
        }
    }
}

/// The parts of a state that are no actor, no global and no object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// How many processes there are.
    pub processes: u32,
    /// How many actors there are.
    pub actors: u32,
    /// How many objects can be reached from the globals.
    pub global: u32,
    /// How many objects are shared.
    pub shared: u32,
    /// Which actors have not ended.
    pub alive: u64,
    /// The time, where it is part of the state.
    pub clock: u64,
    /// Whether some actor ended by an exception that nobody caught.
    pub failed: bool,
    /// The exit code and one, or 0.
    pub exit: u64,
    /// Actors that can go on without anybody noticing once something has come, or that wait until some time, and what they wait
    /// for: they are no part of a step's question, so it is told here.
    pub resting: Vec<Value>,
    /// Each process's generator of random numbers.
    pub seeds: Vec<Value>,
    /// Each process's dict of what was set on functions of the pool.
    pub functions: Vec<Value>,
    /// Who listens where: ports and sockets in turn.
    pub ports: Vec<Value>,
    /// What was printed, where it is observed.
    pub output: Value,
}

impl Outline {
    pub(super) fn visit(&mut self, codec: &mut impl Codec) {
        codec.number(&mut self.processes);
        codec.number(&mut self.actors);
        codec.number(&mut self.global);
        codec.number(&mut self.shared);
        codec.word(&mut self.alive);
        codec.word(&mut self.clock);
        codec.flag(&mut self.failed);
        codec.word(&mut self.exit);
        codec.values(&mut self.resting);
        codec.values(&mut self.seeds);
        codec.values(&mut self.functions);
        codec.values(&mut self.ports);
        codec.value(&mut self.output);
    }

    /// Where an actor is in a row.
    pub fn actor_at(&self, actor: u32) -> usize {
        1 + (self.processes + actor) as usize
    }

    /// Where a shared object is in a row.
    pub fn object_at(&self, own: u32) -> usize {
        1 + (self.processes + self.actors + own) as usize
    }
}

/// Packs and unpacks a machine's states.
#[derive(Clone, Debug, Default)]
pub struct Packer {
    /// Components by content.
    pub interner: Interner,
    words: Vec<u64>,
    names: Vec<u32>,
    shared: Vec<u32>,
    found: Vec<u32>,
    leads: Vec<u32>,
}

impl Packer {
    /// The outline of a row.
    pub fn outline(&self, row: &[u32]) -> Outline {
        let mut outline = Outline::default();
        outline.visit(&mut Reader {
            words: self.interner.words(Component(row[0])),
            private: PRIVATE,
        });
        outline
    }

    /// An actor as its component has it: its own objects are not put anywhere, so what names them leads nowhere.
    pub(super) fn actor(&self, component: u32) -> Actor {
        let words = self.interner.words(Component(component));
        let mut actor = Actor::default();
        actor.visit(&mut Reader {
            words: &words[..words.len() - 1],
            private: PRIVATE,
        });
        actor
    }

    /// A shared object.
    pub(super) fn object(&self, component: u32) -> Object {
        read_object(&mut Reader {
            words: self.interner.words(Component(component)),
            private: PRIVATE,
        })
    }

    /// Packs a machine whose `outline` holds what is no component of its own; its counts are filled in here.
    pub fn pack(&mut self, machine: &mut Machine, outline: &mut Outline, row: &mut Vec<u32>) {
        let base = machine.heap.base_len();
        let total = machine.heap.own().len();
        outline.processes = machine.globals.len() as u32;
        outline.actors = machine.actors.len() as u32;
        // What can be reached from the globals, then what several actors can reach.
        let mut order = Vec::new();
        self.shared.clear();
        self.shared.resize(total, NAMELESS);
        {
            let mut namer = Namer {
                base,
                names: &mut self.shared,
                order: &mut order,
            };
            for globals in &mut machine.globals {
                globals.iter_mut().for_each(|value| namer.value(value));
            }
            outline
                .seeds
                .iter_mut()
                .for_each(|value| namer.value(value));
            outline
                .functions
                .iter_mut()
                .for_each(|value| namer.value(value));
            outline
                .ports
                .iter_mut()
                .for_each(|value| namer.value(value));
        }
        follow(machine, base, &mut self.shared, &mut order, 0);
        outline.global = order.len() as u32;
        self.share_between_actors(machine, base, &mut order);
        outline.shared = order.len() as u32;

        row.clear();
        self.names.clear();
        self.names.resize(total, NAMELESS);
        let component = self.write(base, |writer| outline.visit(writer));
        row.push(component);
        for globals in &mut machine.globals {
            let component = self.write(base, |writer| {
                globals.iter_mut().for_each(|value| writer.value(value));
            });
            row.push(component);
        }
        for actor in 0..machine.actors.len() {
            let component = self.pack_actor(machine, actor);
            row.push(component);
        }
        for own in order {
            let object = &mut machine.heap.own_mut()[own as usize];
            let component = self.write(base, |writer| write_object(object, writer));
            row.push(component);
        }
    }

    /// Interns one actor with its own objects.
    fn pack_actor(&mut self, machine: &mut Machine, actor: usize) -> u32 {
        let base = machine.heap.base_len();
        self.words.clear();
        self.found.clear();
        self.leads.clear();
        let mut writer = Writer {
            words: &mut self.words,
            base,
            names: &mut self.names,
            shared: &self.shared,
            found: &mut self.found,
            leads: &mut self.leads,
        };
        machine.actors[actor].visit(&mut writer);
        let mut at = 0;
        while at < writer.found.len() {
            let own = writer.found[at] as usize;
            write_object(&mut machine.heap.own_mut()[own], &mut writer);
            at += 1;
        }
        let count = self.found.len() as u64;
        for own in &self.found {
            self.names[*own as usize] = NAMELESS;
        }
        self.words.push(count);
        self.interner.intern(&self.words).0
    }

    fn write(&mut self, base: u32, visit: impl FnOnce(&mut Writer<'_>)) -> u32 {
        self.words.clear();
        self.found.clear();
        self.leads.clear();
        visit(&mut Writer {
            words: &mut self.words,
            base,
            names: &mut self.names,
            shared: &self.shared,
            found: &mut self.found,
            leads: &mut self.leads,
        });
        debug_assert!(
            self.found.is_empty(),
            "what is shared leads to what is shared"
        );
        self.interner.intern(&self.words).0
    }

    /// Names what at least two actors can reach and no global leads to.
    fn share_between_actors(&mut self, machine: &mut Machine, base: u32, order: &mut Vec<u32>) {
        let total = self.shared.len();
        let mut reached_by = vec![NAMELESS; total];
        let mut several = Vec::new();
        for actor in 0..machine.actors.len() {
            let mut roots = Vec::new();
            let mut names = self.shared.clone();
            machine.actors[actor].visit(&mut Namer {
                base,
                names: &mut names,
                order: &mut roots,
            });
            follow(machine, base, &mut names, &mut roots, 0);
            for own in roots {
                let by = &mut reached_by[own as usize];
                if *by == NAMELESS {
                    *by = actor as u32;
                } else if *by != actor as u32 && *by != NAMELESS - 1 {
                    *by = NAMELESS - 1;
                    several.push(own);
                }
            }
        }
        for own in several {
            if self.shared[own as usize] == NAMELESS {
                self.shared[own as usize] = order.len() as u32;
                order.push(own);
            }
        }
    }

    /// Puts a row's state into a machine.
    pub fn unpack(&self, row: &[u32], machine: &mut Machine) -> Outline {
        let base = machine.heap.base_len();
        let outline = self.outline(row);
        let mut own = Vec::with_capacity(outline.shared as usize + 8);
        let reader = |component: u32, private: u32| Reader {
            words: self.interner.words(Component(component)),
            private,
        };
        let end = base + outline.shared;
        for at in 0..outline.shared {
            let component = row[outline.object_at(at)];
            own.push(read_object(&mut reader(component, end)));
        }
        machine
            .globals
            .resize(outline.processes as usize, Vec::new());
        for (process, globals) in machine.globals.iter_mut().enumerate() {
            let words = self.interner.words(Component(row[1 + process]));
            globals.clear();
            globals.extend(words.iter().map(|word| Value::from_word(*word)));
        }
        machine
            .actors
            .resize_with(outline.actors as usize, Actor::default);
        for actor in 0..outline.actors {
            let words = self.interner.words(Component(row[outline.actor_at(actor)]));
            let (count, words) = words.split_last().expect("an actor is whole");
            let mut reader = Reader {
                words,
                private: base + own.len() as u32,
            };
            machine.actors[actor as usize].visit(&mut reader);
            for _ in 0..*count {
                own.push(read_object(&mut reader));
            }
        }
        machine.heap.replace(own);
        machine.seeds.clone_from(&outline.seeds);
        machine.functions.clone_from(&outline.functions);
        machine.ports = outline
            .ports
            .chunks(2)
            .map(|pair| (pair[0].as_small().unwrap_or(0) as u64, pair[1]))
            .collect();
        machine.clock = outline.clock;
        machine.alive = outline.alive;
        machine.exit = outline.exit.checked_sub(1).map(|code| code as i32);
        outline
    }

    /// Packs again what a step looked at: the components at these places of the row, those of the actors that moved among them,
    /// and the outline. None if names have changed, or may have: then everything is packed.
    pub(super) fn repack(
        &mut self,
        machine: &mut Machine,
        outline: &Outline,
        row: &[u32],
        places: &[u32],
        after: &mut Outline,
    ) -> Option<Vec<(u32, u32)>> {
        let base = machine.heap.base_len();
        let total = machine.heap.own().len();
        let watch = machine.watch.as_ref()?;
        if watch.escaped {
            return None;
        }
        self.shared.clear();
        self.shared.extend(0..outline.shared);
        self.shared.resize(total, NAMELESS);
        self.names.clear();
        self.names.resize(total, NAMELESS);
        let mut changes = Vec::new();
        let (first_actor, first_object) = (outline.actor_at(0), outline.object_at(0));
        for place in places {
            let at = *place as usize;
            let before = row[at];
            if (first_actor..first_object).contains(&at) {
                let component = self.pack_actor(machine, at - first_actor);
                // What only actors can reach must stay where it is.
                if component != before
                    && outline.global != outline.shared
                    && !self.same_late_leads(base, outline.global, before, component)
                {
                    return None;
                }
                if component != before {
                    changes.push((*place, component));
                }
                continue;
            }
            let component = if at < first_actor {
                let globals = &mut machine.globals[at - 1];
                self.write_any(base, |writer| {
                    globals.iter_mut().for_each(|value| writer.value(value));
                })?
            } else {
                let object = &mut machine.heap.own_mut()[at - first_object];
                self.write_any(base, |writer| write_object(object, writer))?
            };
            if component != before {
                if !self.same_leads(base, before, component) {
                    return None;
                }
                changes.push((*place, component));
            }
        }
        if after != outline {
            let component = self.write_any(base, |writer| after.visit(writer))?;
            changes.push((0, component));
        }
        Some(changes)
    }

    /// As `write`, but None if it leads to an object that is not shared yet.
    fn write_any(&mut self, base: u32, visit: impl FnOnce(&mut Writer<'_>)) -> Option<u32> {
        self.words.clear();
        self.found.clear();
        self.leads.clear();
        visit(&mut Writer {
            words: &mut self.words,
            base,
            names: &mut self.names,
            shared: &self.shared,
            found: &mut self.found,
            leads: &mut self.leads,
        });
        if self.found.is_empty() {
            Some(self.interner.intern(&self.words).0)
        } else {
            None
        }
    }

    fn heap_values(&self, base: u32, component: u32) -> impl Iterator<Item = u32> + '_ {
        // A number can look like a reference; then two components differ although they lead to the same: that costs time alone.
        self.interner
            .words(Component(component))
            .iter()
            .filter_map(|word| Value::from_word(*word).as_heap())
            .filter(move |index| *index >= base && index & PRIVATE == 0)
    }

    fn same_leads(&self, base: u32, before: u32, after: u32) -> bool {
        self.heap_values(base, before)
            .eq(self.heap_values(base, after))
    }

    fn same_late_leads(&self, base: u32, global: u32, before: u32, after: u32) -> bool {
        let late = |index: &u32| *index >= base + global;
        self.heap_values(base, before)
            .filter(late)
            .eq(self.heap_values(base, after).filter(late))
    }
}

fn write_object(object: &mut Object, codec: &mut impl Codec) {
    let mut tag = object.tag();
    codec.number(&mut tag);
    object.visit(codec);
}

fn read_object(reader: &mut Reader<'_>) -> Object {
    let mut tag = 0;
    reader.number(&mut tag);
    let mut object = Object::empty(tag);
    object.visit(reader);
    object
}

/// Names everything that the objects from a place in the order on lead to.
fn follow(
    machine: &mut Machine,
    base: u32,
    names: &mut Vec<u32>,
    order: &mut Vec<u32>,
    from: usize,
) {
    let mut at = from;
    while at < order.len() {
        let own = order[at] as usize;
        let object = &mut machine.heap.own_mut()[own];
        object.visit(&mut Namer { base, names, order });
        at += 1;
    }
}
