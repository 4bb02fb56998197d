//! Steps that were computed before: what a step does depends on nothing but the components that it looks at, so it need not be
//! done again where these are the same.
//!
//! A tree of questions: which component is at this place of the row? The first two are of the actor itself and of the outline; a step is deterministic, so whoever gave the same answers up to here asks the same next.

use super::hash::mix;
use crate::explore::Transition;

const NONE: u32 = u32::MAX;

#[derive(Clone, Debug)]
enum Node {
    /// Which component is at this place?
    Ask(u32),
    /// So many changes from here on in `changes`, and what the explorer is to remember.
    Done {
        start: u32,
        count: u32,
        transition: Transition,
    },
}

/// Remembered steps.
#[derive(Clone, Debug, Default)]
pub(super) struct Memo {
    nodes: Vec<Node>,
    changes: Vec<(u32, u32)>,
    /// Open addressing: a node, a component, and the node that the answer leads to.
    slots: Vec<(u32, u32, u32)>,
    used: usize,
}

/// The question about the actor itself, for each actor.
fn root(actor: u32) -> u32 {
    NONE - 1 - actor
}

impl Memo {
    fn find(&self, node: u32, component: u32) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        let mask = self.slots.len() - 1;
        let mut slot = mix(u64::from(node) << 32 | u64::from(component)) as usize & mask;
        loop {
            let (at, answer, to) = self.slots[slot];
            if at == NONE {
                return None;
            }
            if (at, answer) == (node, component) {
                return Some(to);
            }
            slot = (slot + 1) & mask;
        }
    }

    fn insert(&mut self, node: u32, component: u32, to: u32) {
        if self.used * 2 >= self.slots.len() {
            let length = (self.slots.len() * 2).max(64);
            let old = std::mem::replace(&mut self.slots, vec![(NONE, 0, 0); length]);
            self.used = 0;
            for (node, component, to) in old {
                if node != NONE {
                    self.insert(node, component, to);
                }
            }
        }
        let mask = self.slots.len() - 1;
        let mut slot = mix(u64::from(node) << 32 | u64::from(component)) as usize & mask;
        while self.slots[slot].0 != NONE {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = (node, component, to);
        self.used += 1;
    }

    /// Writes the successor of a row into `next`, if the step is known. `place` is where the actor is in the row.
    pub fn recall(
        &self,
        row: &[u32],
        actor: u32,
        place: usize,
        next: &mut Vec<u32>,
    ) -> Option<Transition> {
        let mut node = self.find(root(actor), row[place])?;
        loop {
            match self.nodes[node as usize] {
                Node::Ask(at) => node = self.find(node, *row.get(at as usize)?)?,
                Node::Done {
                    start,
                    count,
                    transition,
                } => {
                    next.extend_from_slice(row);
                    for (at, component) in &self.changes[start as usize..(start + count) as usize] {
                        next[*at as usize] = *component;
                    }
                    return Some(transition);
                }
            }
        }
    }

    /// Remembers a step that looked at the components at these places, in this order, and changed some.
    pub fn remember(
        &mut self,
        row: &[u32],
        actor: u32,
        place: usize,
        looked: &[u32],
        changes: &[(u32, u32)],
        transition: Transition,
    ) {
        let start = self.changes.len() as u32;
        let done = Node::Done {
            start,
            count: changes.len() as u32,
            transition,
        };
        let mut questions = std::iter::once(0).chain(looked.iter().copied());
        let (mut from, mut answer) = (root(actor), row[place]);
        loop {
            let next = questions.next();
            let node = match (self.find(from, answer), next) {
                (Some(known), _) => known,
                (None, Some(at)) => self.add(from, answer, Node::Ask(at)),
                (None, None) => {
                    self.changes.extend_from_slice(changes);
                    self.add(from, answer, done);
                    return;
                }
            };
            let Some(at) = next else { return };
            debug_assert!(
                matches!(self.nodes[node as usize], Node::Ask(asked) if asked == at),
                "the same answers lead to the same question"
            );
            (from, answer) = (node, row[at as usize]);
        }
    }

    fn add(&mut self, from: u32, answer: u32, node: Node) -> u32 {
        let number = self.nodes.len() as u32;
        self.nodes.push(node);
        self.insert(from, answer, number);
        number
    }

    /// The memory that it takes.
    pub fn bytes(&self) -> u64 {
        (self.nodes.capacity() * size_of::<Node>()
            + self.changes.capacity() * size_of::<(u32, u32)>()
            + self.slots.capacity() * size_of::<(u32, u32, u32)>()) as u64
    }
}
