//! Ports with arbitrary delays.

use super::{State, World};
use interleave::process::{Heard, Port};
use interleave::socket::Post;
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

/// One end of a port.
pub struct PortState {
    pub owner: u32,
    pub hear: Option<Rc<dyn Fn(Heard)>>,
    /// What came before somebody listened.
    early: VecDeque<Heard>,
    /// When the last message from here arrives: the next one does not overtake it.
    busy_until: u64,
}

impl PortState {
    pub fn new(owner: u32) -> Self {
        Self {
            owner,
            hear: None,
            early: VecDeque::new(),
            busy_until: 0,
        }
    }
}

impl State {
    /// The other ends of the connections that `actor` has.
    pub fn peers_of(&self, actor: u32) -> Vec<(u32, bool)> {
        let ends = self.ports.iter();
        let mut peers: Vec<_> = ends
            .filter(|(_, port)| port.owner == actor)
            .map(|(&(connection, side), _)| (connection, !side))
            .collect();
        peers.sort_unstable();
        peers
    }
}

impl World {
    pub fn hear(&self, key: (u32, bool), heard: Heard) {
        let hear = {
            let mut state = self.0.state.borrow_mut();
            let Some(owner) = state.ports.get(&key).map(|port| port.owner) else {
                return;
            };
            if state.actors[owner as usize].ended {
                return;
            }
            let port = state.ports.get_mut(&key).expect("it is there");
            match &port.hear {
                Some(hear) => Rc::clone(hear),
                None => {
                    port.early.push_back(heard);
                    return;
                }
            }
        };
        hear(heard);
    }
}

/// A process's end of a port.
pub struct NativePort {
    pub world: Weak<super::Shared>,
    pub connection: u32,
    pub side: bool,
}

impl NativePort {
    fn with_world(&self, act: impl FnOnce(&World)) {
        if let Some(shared) = self.world.upgrade() {
            act(&World(shared));
        }
    }
}

impl Post for NativePort {
    fn post(&self, message: &[u8]) {
        let (message, to) = (message.to_vec(), (self.connection, !self.side));
        self.with_world(|world| {
            let mut state = world.0.state.borrow_mut();
            let from = &state.ports[&(self.connection, self.side)];
            if state.actors[from.owner as usize].ended {
                return;
            }
            let time = from.busy_until.max(state.after_delay());
            state.posted += 1;
            let port = state.ports.get_mut(&(self.connection, self.side));
            port.expect("it is there").busy_until = time;
            state.schedule(time, move |world| world.hear(to, Heard::Message(message)));
        });
    }
}

impl Port for NativePort {
    fn number(&self) -> u32 {
        self.connection
    }

    fn attach(&self, hear: Box<dyn Fn(Heard)>) {
        let key = (self.connection, self.side);
        self.with_world(|world| {
            let mut state = world.0.state.borrow_mut();
            let stopped = state.stopped;
            let port = state.ports.get_mut(&key).expect("it is there");
            port.hear = Some(hear.into());
            let mut early = std::mem::take(&mut port.early);
            early.extend(stopped.then_some(Heard::Stopped));
            // Not now: the process is in the middle of a call. And before all that comes later.
            let now = state.now;
            for heard in early {
                state.schedule(now, move |world| world.hear(key, heard));
            }
        });
    }
}
