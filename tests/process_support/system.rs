//! The world as one of its processes sees it.

use super::port::{NativePort, PortState};
use super::slot::Slot;
use super::{Listener, Shared, World};
use interleave::process::{Array, Line, Port, System, Waiting};
use interleave::sync::Stopped;
use std::collections::HashSet;
use std::rc::{Rc, Weak};

pub struct Native {
    world: Weak<Shared>,
    actor: u32,
}

/// Units of time in a millisecond.
const UNITS: f64 = 10.0;

impl Native {
    pub fn new(world: &World, actor: u32) -> Self {
        Self {
            world: Rc::downgrade(&world.0),
            actor,
        }
    }

    fn world(&self) -> World {
        World(
            self.world
                .upgrade()
                .expect("processes end before their world"),
        )
    }

    /// A value to wait for, unless the run is to stop.
    fn slot<T: 'static>(&self) -> Slot<T> {
        let slot = Slot::new();
        let world = self.world();
        let mut state = world.0.state.borrow_mut();
        if state.stopped {
            slot.settle(Err(Stopped));
        } else {
            let slot = slot.clone();
            state
                .waits
                .push(Box::new(move || slot.settle(Err(Stopped))));
        }
        slot
    }

    fn port(&self, connection: u32, side: bool) -> Box<dyn Port> {
        Box::new(NativePort {
            world: self.world.clone(),
            connection,
            side,
        })
    }
}

impl System for Native {
    fn spawn(&self, name: &str) -> Waiting<u32> {
        let slot = self.slot();
        let (answer, name) = (slot.clone(), name.to_owned());
        self.world()
            .later(move |world| answer.settle(Ok(world.spawn(&name))));
        Box::pin(slot)
    }

    fn join(&self, actor: u32) -> Waiting<()> {
        let slot = self.slot();
        let joiner = slot.clone();
        self.world().later(move |world| {
            let mut state = world.0.state.borrow_mut();
            let joined = &mut state.actors[actor as usize];
            if joined.ended {
                joiner.settle(Ok(()));
            } else {
                joined.joiners.push(joiner);
            }
        });
        Box::pin(slot)
    }

    fn sleep(&self, milliseconds: f64) -> Waiting<()> {
        let slot = self.slot();
        let (world, sleeper) = (self.world(), slot.clone());
        let wake = world.now() + 1 + (milliseconds * UNITS) as u64;
        world.schedule(wake, move |_| sleeper.settle(Ok(())));
        Box::pin(slot)
    }

    fn look(&self) -> Waiting<()> {
        let slot = self.slot();
        let looker = slot.clone();
        self.world().later(move |_| looker.settle(Ok(())));
        Box::pin(slot)
    }

    fn line(&self, _: u32) -> Waiting<Box<dyn Line>> {
        unimplemented!("the programs here have sockets")
    }

    fn array(&self, _: usize) -> Box<dyn Array> {
        unimplemented!("the programs here have sockets")
    }

    fn number(&self) -> Waiting<u32> {
        unimplemented!("the programs here have no coroutines")
    }

    fn input(&self) -> Waiting<Option<f64>> {
        unimplemented!("the programs here have no visitor")
    }

    fn listen(&self, address: &str, backlog: u32) -> Waiting<bool> {
        let slot = self.slot();
        let (answer, actor, address) = (slot.clone(), self.actor, address.to_owned());
        self.world().later(move |world| {
            let mut state = world.0.state.borrow_mut();
            let free = !state.listeners.contains_key(&address);
            if free {
                let listener = Listener {
                    actor,
                    backlog,
                    waiting: HashSet::new(),
                    arrived: Vec::new(),
                    accepting: None,
                };
                state.listeners.insert(address, listener);
            }
            answer.settle(Ok(free));
        });
        Box::pin(slot)
    }

    fn accept(&self, address: &str) -> Waiting<Box<dyn Port>> {
        let slot = self.slot();
        let world = self.world();
        {
            let mut state = world.0.state.borrow_mut();
            let listener = state.listeners.get_mut(address).expect("it listens");
            if listener.arrived.is_empty() {
                listener.accepting = Some(slot.clone());
            } else {
                slot.settle(Ok(listener.arrived.remove(0)));
            }
        }
        let (this, address) = (Self::new(&world, self.actor), address.to_owned());
        Box::pin(async move {
            let connection = slot.await?;
            let world = this.world();
            if let Some(listener) = world.0.state.borrow_mut().listeners.get_mut(&address) {
                listener.waiting.remove(&connection);
            }
            Ok(this.port(connection, true))
        })
    }

    fn stop_listening(&self, address: &str) {
        let Some(shared) = self.world.upgrade() else {
            return;
        };
        let world = World(shared);
        let removed = {
            let mut state = world.0.state.borrow_mut();
            let own = (state.listeners.get(address)).is_some_and(|it| it.actor == self.actor);
            own.then(|| state.listeners.remove(address)).flatten()
        };
        for connection in removed.into_iter().flat_map(|listener| listener.waiting) {
            world.lose(connection, false);
        }
    }

    fn connect(&self, address: &str) -> Waiting<Option<Box<dyn Port>>> {
        let slot = self.slot();
        let (answer, actor, address) = (slot.clone(), self.actor, address.to_owned());
        self.world().later(move |world| {
            let mut state = world.0.state.borrow_mut();
            let connection = state.connections + 1;
            let found = (state.listeners.get_mut(&address))
                .filter(|listener| (listener.waiting.len() as u32) < listener.backlog);
            let Some(listener) = found else {
                answer.settle(Ok(None));
                return;
            };
            listener.waiting.insert(connection);
            let owner = listener.actor;
            state.connections = connection;
            state
                .ports
                .insert((connection, false), PortState::new(actor));
            state
                .ports
                .insert((connection, true), PortState::new(owner));
            answer.settle(Ok(Some(connection)));
            let time = state.after_delay();
            state.schedule(time, move |world| {
                let mut state = world.0.state.borrow_mut();
                let Some(listener) = state.listeners.get_mut(&address) else {
                    return;
                };
                match listener.accepting.take() {
                    Some(accepting) => accepting.settle(Ok(connection)),
                    None => listener.arrived.push(connection),
                }
            });
        });
        let this = Self::new(&self.world(), self.actor);
        Box::pin(async move {
            let connection = slot.await?;
            Ok(connection.map(|connection| this.port(connection, false)))
        })
    }

    fn memory_bytes(&self) -> u64 {
        0
    }

    fn post(&self, words: &[u64]) {
        if let Some(shared) = self.world.upgrade() {
            World(shared).record(self.actor, words);
        }
    }
}
