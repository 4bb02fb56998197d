//! Waiting is a state: whether it is over is asked of what is waited for.

use super::actor::{Actor, Wait, What};
use super::machine::Machine;
use super::names::object_name;
use super::object::Object;
use super::sync::{Arrival, Sync};
use super::value::Value;

/// How many bytes wait at one end of a connection at most.
pub(super) const BUFFER: u64 = 65536;

/// What says whether a wait is over: a machine, or a packed state.
pub(super) trait Look {
    /// What actors synchronise with.
    fn sync(&self, object: Value) -> Option<&Sync>;
    /// Whether an actor has ended.
    fn has_ended(&self, actor: u32) -> bool;
    /// Whether somebody listens at a port.
    fn is_listening(&self, port: u64) -> bool;
}

impl Look for Machine {
    fn sync(&self, object: Value) -> Option<&Sync> {
        match self.heap.get(object) {
            Some(Object::Sync(sync)) => Some(sync),
            _ => None,
        }
    }

    fn has_ended(&self, actor: u32) -> bool {
        if self.watch.is_some() {
            return self.alive >> actor & 1 == 0;
        }
        actor as usize >= self.actors.len() || self.actor(actor).has_ended()
    }

    fn is_listening(&self, port: u64) -> bool {
        self.ports.iter().any(|(each, _)| *each == port)
    }
}

fn is_free(look: &impl Look, actor: u32, lock: Value) -> bool {
    match look.sync(lock) {
        Some(Sync::Lock { holder, .. }) => holder.is_none(),
        Some(Sync::RLock { holder, .. }) => holder.is_none_or(|holder| holder == u64::from(actor)),
        Some(Sync::Semaphore { value, .. }) => *value > 0,
        _ => true,
    }
}

/// Whether what an actor waits for is there. A time limit is not looked at.
pub(super) fn is_over(look: &impl Look, actor: u32, wait: &Wait) -> bool {
    let sync = look.sync(wait.object);
    match (wait.what, sync) {
        (What::Nothing, _) => true,
        (What::Time, _) => false,
        (What::Lock | What::Permit, _) => is_free(look, actor, wait.object),
        (What::Notified, Some(Sync::Condition { lock, waiters, .. })) => {
            let me = u64::from(actor);
            let waits = |(waiter, notified): &(u64, bool)| *waiter == me && !notified;
            !waiters.iter().any(waits) && is_free(look, actor, *lock)
        }
        (What::Set, Some(Sync::Event { set, .. })) => *set,
        (What::Passed, Some(Sync::Barrier { arrived, .. })) => !arrived
            .iter()
            .any(|(who, arrival)| *who == u64::from(actor) && *arrival == Arrival::Waits),
        (
            What::Place,
            Some(Sync::Barrier {
                arrived,
                parties,
                broken,
                ..
            }),
        ) => {
            let waiting = arrived
                .iter()
                .filter(|(_, arrival)| *arrival == Arrival::Waits);
            *broken || (waiting.count() as u64) < *parties
        }
        (What::Room, Some(Sync::Queue(queue))) => {
            queue.most == 0 || (queue.items.len() as u64) < queue.most
        }
        (What::Item, Some(Sync::Queue(queue))) => !queue.items.is_empty(),
        (What::Done, Some(Sync::Queue(queue))) => queue.unfinished == 0,
        (What::End, _) => look.has_ended(wait.number as u32),
        (What::Message, Some(Sync::Pipe(pipe))) => {
            !pipe.inbox.is_empty()
                || !pipe.open.contains(&wait.number)
                || matches!(look.sync(pipe.peer), Some(Sync::Pipe(peer)) if peer.open.is_empty())
        }
        (What::Bytes, Some(Sync::Socket(socket))) => {
            !socket.inbox.is_empty()
                || socket.ended
                || socket.reset
                || !socket.open.contains(&wait.number)
        }
        (What::Space, Some(Sync::Socket(socket))) if !socket.shut && !socket.open.is_empty() => {
            match look.sync(socket.peer) {
                Some(Sync::Socket(peer)) if !peer.open.is_empty() => {
                    peer.inbox.len() as u64 + wait.number <= BUFFER
                }
                _ => true,
            }
        }
        (What::Connection, Some(Sync::Socket(socket))) => {
            !socket.backlog.is_empty() || !socket.open.contains(&wait.number)
        }
        (What::Listener, _) => look.is_listening(wait.number),
        _ => true,
    }
}

impl Machine {
    /// Whether what an actor waits for is there. A time limit is not looked at.
    pub fn is_over(&self, actor: u32, wait: &Wait) -> bool {
        is_over(self, actor, wait)
    }

    /// Whether an actor can execute its next operation.
    pub fn is_enabled(&self, actor: u32) -> bool {
        // Not by `actor`: this is asked between steps, and says nothing that a step depends on.
        let one = &self.actors[actor as usize];
        if one.has_ended() {
            return false;
        }
        if self.is_over(actor, &one.wait) {
            return true;
        }
        match one.wait.until {
            None => false,
            Some(_) if self.time == super::machine::Time::Free => true,
            Some(until) => self.clock >= until,
        }
    }

    /// The first time at which somebody wakes, if nobody can do anything before.
    pub fn next_wake(&self) -> Option<u64> {
        self.actors
            .iter()
            .filter(|actor| !actor.has_ended())
            .filter_map(|actor| actor.wait.until)
            .min()
    }

    /// Whether an actor's end, as those who join it see it, has come.
    pub fn is_gone(&self, number: u32) -> bool {
        self.pending_of(number).is_none()
    }

    /// Who has still to end before an actor's end has come as those who join it see it: a process ends with the last of its
    /// threads and processes that it waits for itself.
    pub fn pending_of(&self, number: u32) -> Option<u32> {
        let actor = self.actor(number);
        if !actor.has_ended() {
            return Some(number);
        }
        let is_first = actor.process != 0 && number == self.first_of(actor.process);
        if !is_first || self.is_killed(number) {
            return None;
        }
        self.pending_in(actor.process)
    }

    /// Who has still to end of a process and of the processes that it started, as far as it waits for them.
    pub fn pending_in(&self, process: u32) -> Option<u32> {
        (0..self.actors.len() as u32).find_map(|number| {
            let actor = self.actor(number);
            if actor.process == process {
                // The first one counts in any case: whether it is a daemon is said of its process.
                let matters = !actor.daemon || number == self.first_of(process);
                let runs = matters && !actor.has_ended() && !self.is_idle(actor);
                return runs.then_some(number);
            }
            let child = actor.parent == process && number == self.first_of(actor.process);
            if child && !actor.daemon {
                self.pending_of(number)
            } else {
                None
            }
        })
    }

    /// Whether a process was ended from outside.
    pub fn is_killed(&self, number: u32) -> bool {
        self.actor(number).end.as_small().is_some()
    }

    /// Whether it is a servant of the library that has nothing to do.
    fn is_idle(&self, actor: &Actor) -> bool {
        actor.wait.what == What::Item
            && matches!(self.sync(actor.wait.object), Some(Sync::Queue(queue)) if queue.served && queue.items.is_empty())
    }

    /// The actor that a process began with.
    pub fn first_of(&self, process: u32) -> u32 {
        (0..self.actors.len() as u32)
            .find(|number| self.actor(*number).process == process)
            .unwrap_or(0)
    }

    /// Who waits for what, a line for each.
    pub fn deadlock_text(&self) -> String {
        let mut text = String::from("deadlock: nobody can go on\n");
        for (number, actor) in self.actors.iter().enumerate() {
            if actor.has_ended() {
                continue;
            }
            text.push_str(&format!(
                "  {} waits {}\n",
                self.actor_label(number as u32),
                self.wait_text(&actor.wait)
            ));
        }
        text
    }

    /// What is waited for, in words.
    pub fn wait_text(&self, wait: &Wait) -> String {
        let object = |what: &str| {
            let name = object_name(self, wait.object);
            // Without a name it is `a lock` and the like.
            if name.starts_with("a ") {
                name
            } else {
                format!("{what} {name}")
            }
        };
        let whose = |number: u64| match self.actors.get(number as usize) {
            Some(_) => self.actor_label(number as u32),
            None => format!("actor {number}"),
        };
        match wait.what {
            What::Nothing => "for nothing".into(),
            What::Lock => match self.holder(wait.object) {
                Some(holder) => {
                    format!(
                        "for {}, which {} holds",
                        object("lock"),
                        whose(holder.into())
                    )
                }
                None => format!("for {}", object("lock")),
            },
            What::Notified => format!("to be notified by {}", object("condition")),
            What::Permit => format!("for a permit of {}", object("semaphore")),
            What::Set => format!("for {} to be set", object("event")),
            What::Passed | What::Place => format!("at {}", object("barrier")),
            What::Room => format!("for room in {}", object("queue")),
            What::Item => format!("for an item in {}", object("queue")),
            What::Done => format!("for the items of {} to be done", object("queue")),
            What::End => format!("for the end of {}", whose(wait.number)),
            What::Message => format!("for a message from {}", object("connection")),
            What::Bytes => format!("for bytes from {}", object("socket")),
            What::Space => format!("for room to send through {}", object("socket")),
            What::Connection => format!("for somebody to connect to {}", object("socket")),
            What::Listener => format!("for somebody to listen at port {}", wait.number),
            What::Time => "for a time to come".into(),
        }
    }

    /// An actor's name and number.
    pub fn actor_label(&self, number: u32) -> String {
        let name = self.actor_name(self.actor(number).thread);
        format!("{name} (actor {number})")
    }

    /// Who holds a lock.
    pub fn holder(&self, lock: Value) -> Option<u32> {
        match self.sync(lock) {
            Some(Sync::Lock { holder, .. } | Sync::RLock { holder, .. }) => {
                holder.map(|holder| holder as u32)
            }
            _ => None,
        }
    }
}
