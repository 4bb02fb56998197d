//! A program as what the explorer explores: its states are packed machines, its steps go from one operation that others can
//! notice to the next.
//!
//! All actors stand before such an operation, or wait: after each step those that can go on without anybody noticing do (who has
//! just been started, who waited for an end that has come).

use super::actor::{Wait, What};
use super::advance::{Detail, ENDLESS};
use super::machine::{Machine, Pause, Switching, Time};
use super::memo::Memo;
use super::names;
use super::object::Object;
use super::pack::{Outline, Packer};
use super::program::Program;
use super::sync::Sync;
use super::tell;
use super::value::Value;
use super::wait::{Look, is_over};
use super::watch::{Access as Touch, Place, Remark, Spot, Verb, Watch};
use crate::explore::{
    Access, Interruption, Model, Outcome, OutcomeKind, Position, Synchronisation, Transition,
    WaitKind, Waiting,
};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard};

/// What is observed of a program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Observe {
    /// All globals that more than one actor touches, of those that hold data.
    #[default]
    Shared,
    /// These globals, or attributes of them.
    Names(Vec<String>),
    /// What is printed.
    Output,
}

/// How a program is explored.
#[derive(Clone, Debug, Default)]
pub struct ModelOptions {
    /// What is observed.
    pub observe: Observe,
    /// Where actors may be interrupted.
    pub switching: Switching,
    /// What time is.
    pub time: Time,
}

/// What the explorer asks of an actor again and again, taken from its component once.
#[derive(Clone, Debug)]
struct ActorFact {
    wait: Wait,
    poised: bool,
    next: Option<Touch>,
    position: Option<Position>,
    joined: u64,
}

/// What is known of a component.
#[derive(Clone, Debug)]
enum Fact {
    Outline(Box<Outline>),
    Actor(Box<ActorFact>),
    Sync(Box<Sync>),
    Other,
}

/// A program as a model.
#[derive(Debug)]
pub struct ProgramModel {
    program: Arc<Program>,
    options: ModelOptions,
    packer: Packer,
    memo: Memo,
    facts: Vec<Option<Fact>>,
    /// A machine to take steps with; its state is that of the step taken last.
    machine: Mutex<Machine>,
    visible: BTreeSet<Spot>,
    labels: Mutex<names::Labels>,
    detail: Detail,
    /// The first state, what led to it, and what was visible then.
    first: Option<First>,
    base: u32,
    /// How many operations were executed.
    operations: u64,
    /// Whether the operations of the program are kept with which others can notice something.
    siting: bool,
    sites: BTreeSet<(u32, u32)>,
}

/// The first state.
#[derive(Clone, Debug)]
struct First {
    visible: BTreeSet<Spot>,
    row: Vec<u32>,
    runs: Vec<(u32, u32)>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

impl ProgramModel {
    /// A program at its beginning.
    pub fn new(program: &Arc<Program>, options: ModelOptions) -> Self {
        let machine = Machine::new(program);
        let base = machine.heap.base_len();
        Self {
            program: program.clone(),
            options,
            packer: Packer::default(),
            memo: Memo::default(),
            facts: Vec::new(),
            machine: Mutex::new(machine),
            visible: BTreeSet::new(),
            labels: Mutex::default(),
            detail: Detail::default(),
            first: None,
            base,
            operations: 0,
            siting: false,
            sites: BTreeSet::new(),
        }
    }

    /// Keeps from here on which operations of the program others can notice.
    pub(super) fn note_sites(&mut self) {
        self.siting = true;
    }

    /// Those, as code and index.
    pub(super) fn sites(&self) -> BTreeSet<(u32, u32)> {
        let mut sites = self.sites.clone();
        if let Some(watch) = &locked(&self.machine).watch {
            sites.extend(&watch.sites);
        }
        sites
    }

    fn fact(&self, component: u32) -> &Fact {
        match &self.facts[component as usize] {
            Some(fact) => fact,
            None => &Fact::Other,
        }
    }

    fn outline(&self, state: &[u32]) -> &Outline {
        match self.fact(state[0]) {
            Fact::Outline(outline) => outline,
            _ => unreachable!("a row begins with an outline"),
        }
    }

    fn actor_fact(&self, state: &[u32], actor: u32) -> &ActorFact {
        let place = self.outline(state).actor_at(actor);
        match self.fact(state[place]) {
            Fact::Actor(fact) => fact,
            _ => unreachable!("an actor has its place in the row"),
        }
    }

    /// Learns what is asked often of the components of a state that the machine is in.
    fn learn(&mut self, row: &[u32], outline: &Outline) {
        let machine = locked(&self.machine);
        let known = self.packer.interner.len();
        self.facts.resize(known, None);
        let first = &mut self.facts[row[0] as usize];
        if first.is_none() {
            *first = Some(Fact::Outline(Box::new(outline.clone())));
        }
        for actor in 0..outline.actors {
            let component = row[outline.actor_at(actor)];
            if self.facts[component as usize].is_none() {
                // As it was packed, where shared objects have the names that they have in the row.
                let fact = actor_fact(&self.program, &self.packer, component);
                self.facts[component as usize] = Some(Fact::Actor(Box::new(fact)));
            }
        }
        for own in 0..outline.shared {
            let component = row[outline.object_at(own)];
            if self.facts[component as usize].is_none() {
                let object = self.packer.object(component);
                self.facts[component as usize] = Some(match object {
                    Object::Sync(sync) => Fact::Sync(sync),
                    _ => Fact::Other,
                });
            }
        }
        drop(machine);
    }

    fn interrupted(pause: Pause) -> Option<Interruption> {
        match pause {
            Pause::Limit => Some(Interruption::Endless),
            Pause::Restart => Some(Interruption::Restart),
            _ => None,
        }
    }

    /// Packs the machine as it is, all of it.
    fn pack(&mut self, next: &mut Vec<u32>, output: Value) {
        let mut machine = locked(&self.machine);
        let mut outline = machine.outline(self.options.time, output);
        self.packer.pack(&mut machine, &mut outline, next);
        drop(machine);
        self.learn(next, &outline);
    }

    /// What was printed up to here, where it is observed.
    fn add_output(machine: &mut Machine, before: Value, observed: bool) -> Value {
        let printed = std::mem::take(&mut machine.printed);
        if !observed {
            return before;
        }
        let mut text = machine.pool.as_str(before).unwrap_or_default().to_owned();
        for (stream, piece) in printed {
            if stream == super::Stream::Output {
                text.push_str(&piece);
            }
        }
        machine.pool.str(&text)
    }

    fn watch(&self, shared: usize) -> Box<Watch> {
        let mut watch = Watch::new(self.visible.clone());
        watch.output = self.options.observe == Observe::Output;
        watch.siting = self.siting;
        watch.shared = vec![true; shared];
        Box::new(watch)
    }

    /// Takes a step, whether it is known or not.
    fn take(
        &mut self,
        state: &[u32],
        actor: u32,
        next: &mut Vec<u32>,
    ) -> Result<Transition, Interruption> {
        let outline = self.outline(state).clone();
        let mut watch = match locked(&self.machine).watch.take() {
            Some(watch) => watch,
            None => self.watch(0),
        };
        watch.shared.clear();
        watch.shared.resize(outline.shared as usize, true);
        watch.escaped = false;
        watch.log.clear();
        watch.remarks.clear();
        let mut detail = Detail::default();
        let observed = self.options.observe == Observe::Output;
        let mut guard = locked(&self.machine);
        let machine = &mut *guard;
        self.packer.unpack(state, machine);
        machine.watch = Some(watch);
        machine.printed.clear();
        machine.heap.track(outline.shared as usize);
        let pause = machine.go(actor, 1, ENDLESS, &mut detail);
        let clock = machine.clock;
        let interruption = match Self::interrupted(pause) {
            Some(interruption) => Some(interruption),
            None => machine.go_all(0, &mut detail).err(),
        };
        let executed = detail.runs.iter().map(|(_, count)| u64::from(*count));
        self.operations += executed.sum::<u64>();
        if let Some(interruption) = interruption {
            self.detail = detail;
            if interruption == Interruption::Restart
                && let Some(watch) = &machine.watch
            {
                self.visible.clone_from(&watch.visible);
            }
            return Err(interruption);
        }
        let touched = machine.heap.take_touched();
        let output = Self::add_output(machine, outline.output, observed);
        let transition = self.remarked(machine);
        let comparable = machine.actors.len() as u32 == outline.actors
            && machine.globals.len() as u32 == outline.processes
            && machine.clock == clock
            && !touched.uncertain;
        if comparable {
            let mut after = machine.outline(self.options.time, output);
            after.processes = outline.processes;
            after.actors = outline.actors;
            after.global = outline.global;
            after.shared = outline.shared;
            let places: Vec<u32> = touched
                .order
                .iter()
                .map(|place| match place {
                    super::heap::Touch::Own(own) => outline.object_at(*own) as u32,
                    super::heap::Touch::Globals(process) => 1 + process,
                    super::heap::Touch::Actor(actor) => outline.actor_at(*actor) as u32,
                })
                .collect();
            let changes = self
                .packer
                .repack(machine, &outline, state, &places, &mut after);
            if let Some(changes) = changes {
                let place = outline.actor_at(actor);
                drop(guard);
                self.memo
                    .remember(state, actor, place, &places, &changes, transition);
                next.extend_from_slice(state);
                for (at, component) in &changes {
                    next[*at as usize] = *component;
                }
                self.detail = detail;
                self.learn(next, &after);
                return Ok(transition);
            }
        }
        drop(guard);
        self.detail = detail;
        self.pack(next, output);
        Ok(transition)
    }

    /// What the explorer is to remember of the step that the machine has just taken.
    fn remarked(&self, machine: &Machine) -> Transition {
        let Some(remark) = machine
            .watch
            .as_ref()
            .and_then(|watch| watch.remarks.last())
        else {
            return Transition::PLAIN;
        };
        let mut labels = locked(&self.labels);
        match *remark {
            Remark::WokeNobody(object) => Transition::unheard(labels.number(machine, object)),
            Remark::ReleasedByOther(object) => {
                let name = names::object_name(machine, object);
                Transition::misuse(labels.add(format!(
                    "{name} is released by an actor that does not hold it."
                )))
            }
            Remark::ReleasedFree(object) => {
                let name = names::object_name(machine, object);
                Transition::misuse(labels.add(format!("{name} is released although it is free.")))
            }
        }
    }

    fn look<'a>(&'a self, state: &'a [u32]) -> RowLook<'a> {
        RowLook {
            model: self,
            state,
            outline: self.outline(state),
        }
    }

    fn can_go(&self, look: &RowLook<'_>, actor: u32) -> bool {
        let place = look.outline.actor_at(actor);
        let Fact::Actor(fact) = self.fact(look.state[place]) else {
            return false;
        };
        if !fact.poised {
            return false;
        }
        let private = fact
            .wait
            .object
            .as_heap()
            .is_some_and(|index| index >> 31 != 0);
        let there = !private && is_over(look, actor, &fact.wait);
        there
            || match fact.wait.until {
                None => false,
                Some(until) => self.options.time == Time::Free || look.outline.clock >= until,
            }
    }

    /// The number of an object's name.
    fn label(&self, state: &[u32], object: Value) -> u32 {
        let mut machine = locked(&self.machine);
        self.packer.unpack(state, &mut machine);
        locked(&self.labels).number(&machine, object)
    }

    /// The number of the name of what an actor waits for. One of its own objects is only known by its place in the machine.
    fn label_of_wait(&self, state: &[u32], actor: u32, object: Value) -> u32 {
        if object.as_heap().is_none_or(|index| index >> 31 == 0) {
            return self.label(state, object);
        }
        let mut machine = locked(&self.machine);
        self.packer.unpack(state, &mut machine);
        let object = machine.actors[actor as usize].wait.object;
        locked(&self.labels).number(&machine, object)
    }

    /// What was found to be visible so far.
    pub(super) fn visible(&self) -> &BTreeSet<Spot> {
        &self.visible
    }

    /// How many operations were executed so far.
    pub(super) fn operations(&self) -> u64 {
        self.operations
    }

    /// A machine in a state, for whoever wants to look at it.
    pub fn machine(&self, state: &[u32]) -> Machine {
        let mut machine = locked(&self.machine);
        self.packer.unpack(state, &mut machine);
        machine.clone()
    }

    fn values(&self, machine: &Machine) -> Vec<(String, String)> {
        let shown = |value: Value| {
            machine
                .repr(value)
                .unwrap_or_else(|_| machine.default_repr(value))
        };
        match &self.options.observe {
            Observe::Output => Vec::new(),
            Observe::Names(names) => names
                .iter()
                .map(|name| {
                    let value = names::find(machine, name);
                    (name.clone(), value.map_or_else(|| "unbound".into(), shown))
                })
                .collect(),
            Observe::Shared => {
                let with_text = |values: Vec<(String, Value)>| {
                    let values = values.into_iter();
                    values.map(|(name, value)| (name, shown(value)))
                };
                let globals = self.program.modules[0].globals.iter();
                let memories = globals
                    .zip(&machine.globals[0])
                    .filter_map(|(name, value)| names::shared_part(machine, name, *value));
                let mut values: Vec<_> = memories
                    .chain(with_text(self.shared_values(machine)))
                    .collect();
                if values.is_empty() {
                    // Nothing but what functions keep for themselves: what comes of it is in what the main actor has.
                    values = with_text(self.plain_values(machine)).collect();
                }
                values.sort();
                values
            }
        }
    }

    /// Globals that more than one actor touches, or of whose objects they touch an attribute.
    fn shared_values(&self, machine: &Machine) -> Vec<(String, Value)> {
        let Some(watch) = machine.watch.as_ref() else {
            return Vec::new();
        };
        let mut found = Vec::new();
        let globals = self.program.modules[0].globals.iter().enumerate();
        for (slot, name) in globals {
            let value = machine.globals[0][slot];
            if value == Value::UNSET {
                continue;
            }
            let several = watch.is_shared_global(slot as u32);
            if names::is_data(machine, value) {
                for (way, part) in names::parts(machine, name, value) {
                    let attribute = way.rsplit_once('.').map(|(_, last)| last);
                    let touched = attribute.is_some_and(|it| {
                        let known = machine.pool.find_str(it);
                        known.is_some_and(|key| watch.is_shared_attribute(key))
                    });
                    if touched || (several && way == *name) {
                        found.push((way, part));
                    }
                }
            }
            for (way, key, part) in names::class_parts(machine, name, value) {
                if watch.is_shared_attribute(key) {
                    found.push((way, part));
                }
            }
        }
        found
    }

    /// All globals that hold plain data.
    fn plain_values(&self, machine: &Machine) -> Vec<(String, Value)> {
        let globals = self.program.modules[0].globals.iter().enumerate();
        globals
            .filter(|(_, name)| !name.starts_with("__"))
            .filter_map(|(slot, name)| {
                let value = machine.globals[0][slot];
                let plain = value != Value::UNSET && names::is_plain(machine, value);
                plain.then(|| (name.clone(), value))
            })
            .collect()
    }
}

/// What an actor's component says to the explorer.
fn actor_fact(program: &Program, packer: &Packer, component: u32) -> ActorFact {
    let actor = packer.actor(component);
    let place = actor
        .frames
        .iter()
        .rev()
        .find(|frame| !program.is_library(frame.code))
        .map(|frame| program.position(frame.code, frame.pc));
    ActorFact {
        wait: actor.wait,
        poised: actor.poised,
        next: actor.next,
        position: place.map(|place| Position {
            line: place.line,
            column: place.column,
        }),
        joined: actor.joined,
    }
}

/// A packed state, for what asks whether a wait is over.
struct RowLook<'a> {
    model: &'a ProgramModel,
    state: &'a [u32],
    outline: &'a Outline,
}

impl Look for RowLook<'_> {
    fn sync(&self, object: Value) -> Option<&Sync> {
        let own = object.as_heap()?.checked_sub(self.model.base)?;
        let component = *self.state.get(self.outline.object_at(own))?;
        match self.model.fact(component) {
            Fact::Sync(sync) => Some(sync),
            _ => None,
        }
    }

    fn has_ended(&self, actor: u32) -> bool {
        self.outline.alive >> actor & 1 == 0
    }

    fn is_listening(&self, port: u64) -> bool {
        let port = Value::int(port as i64);
        self.outline.ports.chunks(2).any(|pair| pair[0] == port)
    }
}

impl Model for ProgramModel {
    fn initial(&mut self) -> Vec<u32> {
        if let Some(first) = &self.first
            && first.visible == self.visible
        {
            return first.row.clone();
        }
        // What was learned about who accesses what is kept; everything else begins anew.
        let mut fresh = Machine::new(&self.program);
        let old = locked(&self.machine).watch.take();
        let mut watch = self.watch(0);
        if let Some(old) = old {
            self.visible.clone_from(&old.visible);
            watch.visible.clone_from(&old.visible);
            watch.uses = old.uses;
            self.sites.extend(&old.sites);
        }
        loop {
            let mut detail = Detail::default();
            let mut machine = std::mem::replace(&mut fresh, Machine::new(&self.program));
            machine.switching = self.options.switching;
            machine.time = self.options.time;
            machine.alive = 1;
            machine.watch = Some(watch.clone());
            let settled = machine.go_all(0, &mut detail);
            watch = machine.watch.clone().expect("it is watched");
            if settled == Err(Interruption::Restart) {
                watch.shared.clear();
                continue;
            }
            self.visible.clone_from(&watch.visible);
            let empty = machine.pool.str("");
            let observed = self.options.observe == Observe::Output;
            let output = Self::add_output(&mut machine, empty, observed);
            // An endless beginning is seen when the first step is taken: its actor is not poised and will not be asked.
            if settled.is_err() {
                for actor in &mut machine.actors {
                    actor.poised = !actor.has_ended();
                }
            }
            self.packer = Packer::default();
            self.memo = Memo::default();
            self.facts.clear();
            self.detail = detail;
            *locked(&self.machine) = machine;
            let mut row = Vec::new();
            self.pack(&mut row, output);
            self.first = Some(First {
                visible: self.visible.clone(),
                row: row.clone(),
                runs: self.detail.runs.clone(),
            });
            return row;
        }
    }

    fn prologue(&mut self) -> Vec<(u32, u32)> {
        self.initial();
        self.first
            .as_ref()
            .map_or_else(Vec::new, |first| first.runs.clone())
    }

    fn enabled(&self, state: &[u32]) -> u64 {
        let look = self.look(state);
        let mut mask = 0;
        for actor in 0..look.outline.actors {
            if look.outline.alive >> actor & 1 == 1 && self.can_go(&look, actor) {
                mask |= 1 << actor;
            }
        }
        mask
    }

    fn alive(&self, state: &[u32]) -> u64 {
        self.outline(state).alive
    }

    fn recall(&self, state: &[u32], actor: u32, next: &mut Vec<u32>) -> Option<Transition> {
        let place = self.outline(state).actor_at(actor);
        self.memo.recall(state, actor, place, next)
    }

    fn step(
        &mut self,
        state: &[u32],
        actor: u32,
        next: &mut Vec<u32>,
    ) -> Result<Transition, Interruption> {
        self.take(state, actor, next)
    }

    fn pending(&self, state: &[u32], actor: u32) -> Option<Access> {
        let touch = self.actor_fact(state, actor).next.as_ref()?;
        let variable = match touch.place {
            Place::Global(slot) => u64::from(slot),
            Place::Attribute(object, name) | Place::Element(object, name) => {
                super::mix(object.word() ^ name.word().rotate_left(32)) | 1 << 63
            }
            Place::Cell(cell) => super::mix(cell.word()) | 1 << 63,
            Place::Sync(_) | Place::Output => return None,
        };
        Some(Access {
            variable,
            write: !touch.is_read(),
            atomic: false,
        })
    }

    fn variable_name(&self, state: &[u32], access: Access) -> String {
        let outline = self.outline(state);
        let touch = (0..outline.actors).find_map(|actor| {
            let same = self.pending(state, actor)?.variable == access.variable;
            same.then(|| self.actor_fact(state, actor).next)?
        });
        let mut machine = locked(&self.machine);
        self.packer.unpack(state, &mut machine);
        touch.map_or_else(String::new, |touch| names::place(&machine, &touch))
    }

    fn outcome(&mut self, state: &[u32]) -> Outcome {
        let outline = self.outline(state).clone();
        let mut guard = locked(&self.machine);
        self.packer.unpack(state, &mut guard);
        let kind = if outline.alive != 0 && guard.exit_code().is_none() {
            OutcomeKind::Deadlock
        } else if outline.failed {
            OutcomeKind::Exception
        } else {
            OutcomeKind::Finished
        };
        let output = (self.options.observe == Observe::Output).then(|| {
            guard
                .pool
                .as_str(outline.output)
                .unwrap_or_default()
                .to_owned()
        });
        Outcome {
            kind,
            values: self.values(&guard),
            output,
        }
    }

    fn waiting(&self, state: &[u32]) -> Vec<Waiting> {
        let outline = self.outline(state);
        let look = self.look(state);
        let mut found = Vec::new();
        for actor in 0..outline.actors {
            if outline.alive >> actor & 1 == 0 {
                continue;
            }
            let wait = self.actor_fact(state, actor).wait;
            let (kind, object) = match wait.what {
                What::Nothing => continue,
                What::Lock => (WaitKind::Lock, wait.object),
                What::Notified => match look.sync(wait.object) {
                    Some(Sync::Condition { lock, waiters, .. })
                        if !waiters
                            .iter()
                            .any(|(waiter, told)| *waiter == u64::from(actor) && !told) =>
                    {
                        (WaitKind::Lock, *lock)
                    }
                    _ => (WaitKind::Notification, wait.object),
                },
                What::Set => (WaitKind::Notification, wait.object),
                What::Room | What::Item | What::Done | What::Message => {
                    (WaitKind::Queue, wait.object)
                }
                What::End => (WaitKind::Join, Value::NONE),
                What::Bytes | What::Space | What::Connection | What::Listener => {
                    (WaitKind::Socket, wait.object)
                }
                What::Permit | What::Passed | What::Place | What::Time => {
                    (WaitKind::Other, wait.object)
                }
            };
            let holders = match look.sync(object) {
                Some(Sync::Lock { holder, .. } | Sync::RLock { holder, .. }) => {
                    holder.iter().map(|holder| *holder as u32).collect()
                }
                _ if wait.what == What::End => vec![wait.number as u32],
                _ => Vec::new(),
            };
            found.push(Waiting {
                actor,
                object: self.label_of_wait(state, actor, object),
                kind,
                holders,
            });
        }
        found
    }

    fn object_name(&self, object: u32) -> String {
        locked(&self.labels).text(object)
    }

    fn misuse_text(&self, message: u32) -> String {
        locked(&self.labels).text(message)
    }

    fn synchronises(&mut self, state: &[u32], actor: u32) -> Vec<Synchronisation> {
        let mut orders = Vec::new();
        let joined = self.actor_fact(state, actor).joined;
        for other in 0..64 {
            if joined >> other & 1 == 1 {
                orders.push(Synchronisation::Join(other));
            }
        }
        let mut next = Vec::new();
        if self.take(state, actor, &mut next).is_err() {
            return orders;
        }
        let log = std::mem::take(&mut self.detail.log);
        for touch in &log {
            let Place::Sync(object) = touch.place else {
                continue;
            };
            // An object made in this very step has no name before it; nobody else knows it then.
            let known = object
                .as_heap()
                .and_then(|index| index.checked_sub(self.base))
                .is_some_and(|own| own < self.outline(state).shared);
            if !known {
                continue;
            }
            let label = u64::from(self.label(state, object));
            let (acquire, release) = match touch.verb {
                Verb::Acquire | Verb::Get | Verb::Receive | Verb::Accept | Verb::Look => {
                    (true, false)
                }
                Verb::Release | Verb::Wait | Verb::Notify | Verb::Set | Verb::Clear => {
                    (false, true)
                }
                _ => (true, true),
            };
            if acquire {
                orders.push(Synchronisation::Acquire(label));
            }
            if release {
                orders.push(Synchronisation::Release(label));
            }
        }
        orders.extend(
            self.detail
                .started
                .iter()
                .map(|other| Synchronisation::Start(*other)),
        );
        orders
    }

    fn runs(&mut self, state: &[u32], actor: u32) -> Vec<(u32, u32)> {
        let mut next = Vec::new();
        // An endless step has run, too.
        let _ = self.take(state, actor, &mut next);
        self.detail.runs.clone()
    }

    fn position(&self, state: &[u32], actor: u32) -> Option<Position> {
        self.actor_fact(state, actor).position
    }

    fn actor_name(&self, state: &[u32], actor: u32) -> String {
        let mut machine = locked(&self.machine);
        self.packer.unpack(state, &mut machine);
        let thread = machine.actors[actor as usize].thread;
        machine.actor_name(thread)
    }

    fn step_name(&self, state: &[u32], actor: u32) -> String {
        let mut machine = locked(&self.machine);
        self.packer.unpack(state, &mut machine);
        match machine.actors[actor as usize].next {
            Some(access) => tell::access(&machine, actor, &access),
            None => tell::going_on(&machine, actor),
        }
    }

    fn bytes(&self) -> u64 {
        let facts = self.facts.capacity() * size_of::<Option<Fact>>() + self.facts.len() * 64;
        self.packer.interner.bytes() as u64 + self.memo.bytes() + facts as u64
    }
}
