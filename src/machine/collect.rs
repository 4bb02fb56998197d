//! Freeing what nobody can reach (mark and sweep: McCarthy, "Recursive Functions of Symbolic Expressions", 1960).

use super::codec::Codec;
use super::halt::{Halt, Outcome};
use super::machine::Machine;
use super::raised::Raises;
use super::value::{Kind, Value};
use super::{Content, Heap};

/// Gathers the values that something leads to.
struct Gather<'a>(&'a mut Vec<Value>);

impl Codec for Gather<'_> {
    fn word(&mut self, _: &mut u64) {}

    fn value(&mut self, value: &mut Value) {
        if value.as_heap().is_some() {
            self.0.push(*value);
        }
    }
}

/// Gathers all values that are an index, and counts the words.
#[derive(Default)]
struct Reach {
    work: Vec<Value>,
    words: u64,
}

impl Codec for Reach {
    fn word(&mut self, _: &mut u64) {
        self.words += 1;
    }

    fn value(&mut self, value: &mut Value) {
        self.words += 1;
        if value.is_index() {
            self.work.push(*value);
        }
    }
}

/// How many bytes are made before the first sweep, and between two at least.
pub(super) const SWEEP: u64 = 1 << 21;

/// How far beyond its limit the memory may get between two sweeps, at least.
const SLACK: u64 = 1 << 24;

/// What one turn of a loop may add to objects that are there, in bytes: natives that add more than a few items tell of it.
const ITEM: usize = 16;

/// Adds what an object leads to directly.
pub(super) fn children(heap: &mut Heap, index: u32, found: &mut Vec<Value>) {
    if let Some(object) = heap.at_mut(index) {
        object.visit(&mut Gather(found));
    }
}

impl Machine {
    /// Visits all values that a state begins with.
    fn visit_roots(&mut self, codec: &mut impl Codec) {
        let globals = self.globals.iter_mut().flatten();
        let sockets = self.ports.iter_mut().map(|(_, socket)| socket);
        let own = self.seeds.iter_mut().chain(&mut self.functions);
        for value in globals.chain(own).chain(sockets) {
            codec.value(value);
        }
        for actor in self.actors.iter_mut().chain([&mut self.me]) {
            actor.visit(codec);
        }
    }

    /// Frees what nobody can reach, in the heap and in the pool, and says how many bytes the rest takes, roughly.
    ///
    /// Only between operations, and while no packed state holds values of the pool: those stay where they are, but unmarked ones go.
    pub(super) fn collect(&mut self) -> u64 {
        let base = self.heap.base_len();
        // The program's own values stay: its code and the library hold them.
        let kept = self.program.pool.len();
        let mut objects = vec![false; self.heap.own().len()];
        let mut contents = vec![false; self.pool.len().saturating_sub(kept) as usize];
        let mut reach = Reach::default();
        self.visit_roots(&mut reach);
        while let Some(value) = reach.work.pop() {
            match value.kind() {
                Kind::Heap(index) => {
                    let Some(own) = index.checked_sub(base) else {
                        continue;
                    };
                    if std::mem::replace(&mut objects[own as usize], true) {
                        continue;
                    }
                    if let Some(object) = self.heap.at_mut(index) {
                        object.visit(&mut reach);
                    }
                }
                Kind::Pool(index) => {
                    let Some(own) = index.checked_sub(kept) else {
                        continue;
                    };
                    if std::mem::replace(&mut contents[own as usize], true) {
                        continue;
                    }
                    match self.pool.content(index) {
                        Content::Tuple(items) => reach.work.extend(items.iter()),
                        Content::Range(a, b, c) | Content::Slice(a, b, c) => {
                            reach.work.extend([a, b, c])
                        }
                        Content::Function(_, a, b) => reach.work.extend([a, b]),
                        Content::Bound(_, this) => reach.work.push(*this),
                        Content::Int(_)
                        | Content::Str(_)
                        | Content::Bytes(_)
                        | Content::Code(_)
                        | Content::Native(_) => {}
                    }
                }
                _ => {}
            }
        }
        self.heap.sweep(&objects);
        self.pool.sweep(kept, &contents);
        let printed: usize = self.printed.iter().map(|(_, text)| text.len()).sum();
        let objects = size_of_val(self.heap.own()) as u64;
        reach.words * 8 + objects + self.pool.bytes() + printed as u64
    }

    /// Frees what nobody can reach, if much was made since the last time, and sees to it that the program stays within its memory. Not
    /// while exploring: there the states that are stored need the pool, and each is small.
    ///
    /// # Errors
    /// MemoryError.
    #[inline]
    pub(super) fn sweep(&mut self) -> Outcome<()> {
        // What an append or the like adds to what is there already.
        self.heap.grew(ITEM);
        if self.heap.made() + self.pool.bytes() < self.sweep_at || self.watch.is_some() {
            return Ok(());
        }
        self.sweep_now()
    }

    #[cold]
    fn sweep_now(&mut self) -> Outcome<()> {
        // What the library has so far is nobody's yet.
        if !self.loading.is_empty() {
            return Ok(());
        }
        let bytes = self.collect();
        let pool = self.pool.bytes();
        if bytes > self.memory {
            // The next loop asks again: whoever catches the exception must let go of something.
            self.sweep_at = 0;
            return Err(Halt::raise(Raises::MemoryError, ""));
        }
        // As much again may be made before the next time, so that marking takes a constant share of the time.
        let more = bytes.max(SWEEP).min(self.memory - bytes + SLACK);
        self.sweep_at = pool + more;
        Ok(())
    }
}
