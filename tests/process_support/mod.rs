//! Processes natively, one after the other in one thread and in a time of their own: what is posted arrives after a delay
//! that is drawn from a seed, in order on each way and in any order among several, as between workers.

#![allow(dead_code, reason = "each test uses some of it")]

mod port;
mod slot;
mod system;

use interleave::lab::Random;
use interleave::process::{Heard, Process, Setup};
use interleave::sync::{Stopped, clock};
use interleave::thread::Fault;
use interleave::trace::{Decoder, Kind, Value};
use port::PortState;
use slot::Slot;
use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap, HashSet};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Wake, Waker};
use system::Native;

/// The program of a process.
pub type Life = Pin<Box<dyn Future<Output = ()>>>;
/// What the processes of a world run, by name.
pub type Programs = Rc<dyn Fn(&World, &str, u32) -> Life>;

/// What happens at some time.
type Happening = Box<dyn FnOnce(&World)>;

/// A world of processes.
#[derive(Clone)]
pub struct World(Rc<Shared>);

struct Shared {
    programs: Programs,
    state: RefCell<State>,
}

struct State {
    random: Random,
    /// The longest that a message takes.
    slowest: u64,
    now: u64,
    to_come: BinaryHeap<Reverse<(u64, u64)>>,
    happenings: HashMap<u64, Happening>,
    scheduled: u64,
    actors: Vec<Actor>,
    listeners: BTreeMap<String, Listener>,
    ports: HashMap<(u32, bool), PortState>,
    connections: u32,
    stopped: bool,
    waits: Vec<Box<dyn Fn()>>,
    posted: usize,
}

struct Actor {
    name: String,
    life: Option<Life>,
    alarm: Arc<Alarm>,
    ended: bool,
    joiners: Vec<Slot<()>>,
    printed: String,
    resets: u32,
    exit: Option<u8>,
}

struct Listener {
    actor: u32,
    backlog: u32,
    waiting: HashSet<u32>,
    arrived: Vec<u32>,
    accepting: Option<Slot<u32>>,
}

#[derive(Default)]
struct Alarm(AtomicBool);

impl Wake for Alarm {
    fn wake(self: Arc<Self>) {
        // Relaxed: there is one thread.
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Steps after which a world that goes on and on is a mistake.
const MANY: u64 = 20_000_000;

impl World {
    /// A world in which a message takes up to `slowest` units of time.
    pub fn new(seed: u64, slowest: u64, programs: Programs) -> Self {
        Self(Rc::new(Shared {
            programs,
            state: RefCell::new(State {
                random: Random::of(seed, 0),
                slowest,
                now: 0,
                to_come: BinaryHeap::new(),
                happenings: HashMap::new(),
                scheduled: 0,
                actors: Vec::new(),
                listeners: BTreeMap::new(),
                ports: HashMap::new(),
                connections: 0,
                stopped: false,
                waits: Vec::new(),
                posted: 0,
            }),
        }))
    }

    /// Runs `program` as a process.
    pub fn live<F>(&self, actor: u32, program: F) -> Life
    where
        F: AsyncFnOnce(&Process) -> Result<(), Stopped> + 'static,
    {
        let setup = Setup {
            actor,
            began: clock::now(),
            speed: 1.0,
            pace: 0.0,
            fault: Fault::None,
        };
        let system = Box::new(Native::new(self, actor));
        Box::pin(async move {
            // Whether it was stopped is in its trace.
            let _ = Process::run(system, setup, program).await;
        })
    }

    /// Runs main and all that it starts until nothing happens any more.
    ///
    /// # Panics
    /// If a process has not ended then: it waits for something that never comes.
    pub fn run(&self) {
        self.spawn("main");
        self.go_on();
        let state = self.0.state.borrow();
        for actor in &state.actors {
            assert!(actor.ended, "{} waits for ever", actor.name);
        }
    }

    /// Ends the process of this name by force, at this time; nothing happens if it is not there then.
    pub fn kill_at(&self, time: u64, name: &str) {
        let name = name.to_owned();
        self.schedule(time, move |world| {
            let found = {
                let state = world.0.state.borrow();
                let mut living = state.actors.iter();
                living.position(|actor| actor.name == name && !actor.ended)
            };
            if let Some(actor) = found {
                world.end(actor as u32);
            }
        });
    }

    /// Tells all processes to stop, at this time.
    pub fn stop_at(&self, time: u64) {
        self.schedule(time, |world| {
            let (waits, hear) = {
                let mut state = world.0.state.borrow_mut();
                state.stopped = true;
                let hear: Vec<_> = (state.ports.values())
                    .filter_map(|port| port.hear.clone())
                    .collect();
                (std::mem::take(&mut state.waits), hear)
            };
            waits.iter().for_each(|end| end());
            hear.iter().for_each(|hear| hear(Heard::Stopped));
        });
    }

    /// What the process of this name has printed; nothing if it was never started.
    pub fn printed(&self, name: &str) -> String {
        let state = self.0.state.borrow();
        let actor = state.actors.iter().find(|actor| actor.name == name);
        actor.map_or_else(String::new, |actor| actor.printed.clone())
    }

    /// How many resets its trace tells of.
    pub fn resets(&self, name: &str) -> u32 {
        self.with(name, |actor| actor.resets)
    }

    /// How it ended: 0 by itself, 1 stopped; none if it was killed.
    pub fn exit(&self, name: &str) -> Option<u8> {
        self.with(name, |actor| actor.exit)
    }

    /// How many messages went through ports.
    pub fn posted(&self) -> usize {
        self.0.state.borrow().posted
    }

    /// When it is.
    pub fn now(&self) -> u64 {
        self.0.state.borrow().now
    }

    fn with<R>(&self, name: &str, ask: impl FnOnce(&Actor) -> R) -> R {
        let state = self.0.state.borrow();
        let actor = state.actors.iter().find(|actor| actor.name == name);
        ask(actor.expect("a process of this name"))
    }

    fn go_on(&self) {
        for step in 0.. {
            assert!(step < MANY, "it does not come to an end");
            self.poll_who_was_woken();
            let Some(happening) = self.next() else {
                return;
            };
            happening(self);
        }
    }

    fn next(&self) -> Option<Happening> {
        let mut state = self.0.state.borrow_mut();
        let Reverse((time, number)) = state.to_come.pop()?;
        state.now = time;
        state.happenings.remove(&number)
    }

    fn poll_who_was_woken(&self) {
        loop {
            let found = {
                let mut state = self.0.state.borrow_mut();
                let mut actors = state.actors.iter_mut().enumerate();
                // Relaxed: there is one thread.
                actors
                    .find(|(_, actor)| {
                        actor.life.is_some() && actor.alarm.0.swap(false, Ordering::Relaxed)
                    })
                    .map(|(number, actor)| (number, actor.life.take(), Arc::clone(&actor.alarm)))
            };
            let Some((number, Some(mut life), alarm)) = found else {
                return;
            };
            let waker = Waker::from(alarm);
            if life
                .as_mut()
                .poll(&mut Context::from_waker(&waker))
                .is_ready()
            {
                self.end(number as u32);
            } else {
                self.0.state.borrow_mut().actors[number].life = Some(life);
            }
        }
    }

    /// What the page does when a process has ended, or is to end now.
    fn end(&self, actor: u32) {
        let (life, joiners, peers) = {
            let mut state = self.0.state.borrow_mut();
            let ended = &mut state.actors[actor as usize];
            ended.ended = true;
            let (life, joiners) = (ended.life.take(), std::mem::take(&mut ended.joiners));
            state
                .listeners
                .retain(|_, listener| listener.actor != actor);
            (life, joiners, state.peers_of(actor))
        };
        drop(life);
        for joiner in joiners {
            self.later(move |_| joiner.settle(Ok(())));
        }
        for (connection, side) in peers {
            self.lose(connection, side);
        }
    }

    /// Tells the end of a connection that the other one is no more. That word may overtake what is in the port.
    fn lose(&self, connection: u32, side: bool) {
        self.later(move |world| world.hear((connection, side), Heard::Gone));
    }

    fn spawn(&self, name: &str) -> u32 {
        let number = self.0.state.borrow().actors.len() as u32;
        let alarm = Arc::new(Alarm::default());
        alarm.0.store(true, Ordering::Relaxed);
        self.0.state.borrow_mut().actors.push(Actor {
            name: name.to_owned(),
            life: None,
            alarm,
            ended: false,
            joiners: Vec::new(),
            printed: String::new(),
            resets: 0,
            exit: None,
        });
        let life = (self.0.programs)(self, name, number);
        self.later(move |world| {
            let mut state = world.0.state.borrow_mut();
            let actor = &mut state.actors[number as usize];
            if !actor.ended {
                actor.life = Some(life);
            }
        });
        number
    }

    fn record(&self, actor: u32, words: &[u64]) {
        let mut state = self.0.state.borrow_mut();
        let actor = &mut state.actors[actor as usize];
        let mut decoder = Decoder::new(words);
        while let Some(event) = decoder.next() {
            let event = event.expect("a record");
            match (event.kind, event.value) {
                (Kind::Print, Value::Text(text)) => actor.printed.push_str(text),
                (Kind::Close, _) if event.detail == 2 => actor.resets += 1,
                (Kind::Exit, _) => actor.exit = Some(event.detail),
                _ => {}
            }
        }
    }

    /// Lets it happen after the time that a message takes.
    fn later(&self, happening: impl FnOnce(&World) + 'static) {
        let mut state = self.0.state.borrow_mut();
        let time = state.after_delay();
        state.schedule(time, happening);
    }

    fn schedule(&self, time: u64, happening: impl FnOnce(&World) + 'static) {
        self.0.state.borrow_mut().schedule(time, happening);
    }
}

impl State {
    fn after_delay(&mut self) -> u64 {
        self.now + 1 + self.random.draw() % self.slowest
    }

    fn schedule(&mut self, time: u64, happening: impl FnOnce(&World) + 'static) {
        self.scheduled += 1;
        self.to_come.push(Reverse((time, self.scheduled)));
        self.happenings.insert(self.scheduled, Box::new(happening));
    }
}
