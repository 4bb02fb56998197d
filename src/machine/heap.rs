//! The heap of a state.

use super::object::Object;
use super::value::Value;
use std::cell::RefCell;
use std::sync::Arc;

/// Objects by index. The first ones belong to the program: classes and modules of the machine's own, which all states share and
/// nothing changes.
#[derive(Clone, Debug, Default)]
pub struct Heap {
    base: Arc<Vec<Object>>,
    own: Vec<Object>,
    /// Indices into `own` that are free.
    free: Vec<u32>,
    /// How many bytes were made since the last sweep, roughly.
    made: u64,
    /// While exploring: the first own objects, which are shared, in the order in which they were touched.
    touched: RefCell<Touched>,
    /// How many own objects are watched for that.
    tracked: usize,
    /// Whether anything is.
    tracking: bool,
}

/// Something that a step looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touch {
    /// A shared object, counted from the first own one.
    Own(u32),
    /// A process's globals.
    Globals(u32),
    /// An actor.
    Actor(u32),
}

/// What a step looked at.
#[derive(Clone, Debug, Default)]
pub struct Touched {
    /// Whether each shared object was.
    flags: Vec<bool>,
    /// Those and globals, in the order in which they were looked at first.
    pub order: Vec<Touch>,
    /// Whether it looked at something else, so that it cannot be said what it depends on.
    pub uncertain: bool,
}

impl Heap {
    /// A heap whose first objects these are.
    pub fn new(base: Arc<Vec<Object>>) -> Self {
        Self {
            base,
            ..Self::default()
        }
    }

    /// All objects, as those of the program: for what is made before a program runs.
    pub fn into_base(self) -> Vec<Object> {
        assert!(
            self.base.is_empty(),
            "only a heap without a base becomes one"
        );
        self.own
    }

    /// How many objects belong to the program.
    pub fn base_len(&self) -> u32 {
        self.base.len() as u32
    }

    /// How many indices are in use or free, those of the program included.
    pub fn size(&self) -> u32 {
        (self.base.len() + self.own.len()) as u32
    }

    /// How many bytes were made since the last sweep, roughly.
    #[inline]
    pub fn made(&self) -> u64 {
        self.made
    }

    /// Something that was there already became so many bytes longer.
    #[inline]
    pub fn grew(&mut self, bytes: usize) {
        self.made += bytes as u64;
    }

    /// The object at an index.
    #[inline]
    pub fn at(&self, index: u32) -> &Object {
        match (index as usize).checked_sub(self.base.len()) {
            Some(own) => {
                self.touch(own);
                &self.own[own]
            }
            None => &self.base[index as usize],
        }
    }

    /// The object at an index, to change it; None if it belongs to the program.
    #[inline]
    pub fn at_mut(&mut self, index: u32) -> Option<&mut Object> {
        let own = (index as usize).checked_sub(self.base.len())?;
        self.touch(own);
        Some(&mut self.own[own])
    }

    #[inline]
    fn touch(&self, own: usize) {
        if self.tracked > own {
            self.note(own);
        }
    }

    #[cold]
    fn note(&self, own: usize) {
        let mut touched = self.touched.borrow_mut();
        if !std::mem::replace(&mut touched.flags[own], true) {
            touched.order.push(Touch::Own(own as u32));
        }
    }

    /// From now on notes which of the first so many own objects are touched.
    pub fn track(&mut self, first: usize) {
        self.tracked = first;
        let touched = self.touched.get_mut();
        touched.order.clear();
        touched.flags.clear();
        touched.flags.resize(first, false);
        touched.uncertain = false;
        self.tracking = true;
    }

    /// A process's globals are looked at.
    #[inline]
    pub fn touch_globals(&self, process: u32) {
        if self.tracking {
            self.note_once(Touch::Globals(process));
        }
    }

    /// An actor moves.
    pub fn touch_actor(&self, actor: u32) {
        if self.tracking {
            self.note_once(Touch::Actor(actor));
        }
    }

    #[cold]
    fn note_once(&self, touch: Touch) {
        let mut touched = self.touched.borrow_mut();
        if !touched.order.contains(&touch) {
            touched.order.push(touch);
        }
    }

    /// Something is looked at that is neither an object nor a global.
    #[inline]
    pub fn touch_other(&self) {
        if self.tracking {
            self.touched.borrow_mut().uncertain = true;
        }
    }

    /// What was looked at; notes no more.
    pub fn take_touched(&mut self) -> Touched {
        self.tracked = 0;
        self.tracking = false;
        std::mem::take(self.touched.get_mut())
    }

    /// What a value refers to, if it is in the heap.
    #[inline]
    pub fn get(&self, value: Value) -> Option<&Object> {
        value.as_heap().map(|index| self.at(index))
    }

    /// What a value refers to, to change it; None if it is not in the heap or cannot be changed.
    #[inline]
    pub fn get_mut(&mut self, value: Value) -> Option<&mut Object> {
        value.as_heap().and_then(|index| self.at_mut(index))
    }

    /// A new object.
    pub fn add(&mut self, object: Object) -> Value {
        self.made += object.bytes();
        if let Some(index) = self.free.pop() {
            self.own[index as usize] = object;
            return Value::heap(index + self.base.len() as u32);
        }
        self.own.push(object);
        Value::heap(self.size() - 1)
    }

    /// Frees all own objects that are not marked; the marks begin with that of the first own object.
    pub fn sweep(&mut self, marked: &[bool]) {
        self.free.clear();
        self.made = 0;
        let end = marked.iter().rposition(|marked| *marked);
        self.own.truncate(end.map_or(0, |last| last + 1));
        for (index, object) in self.own.iter_mut().enumerate().rev() {
            if !marked[index] {
                *object = Object::Free;
                self.free.push(index as u32);
            }
        }
    }

    /// Replaces all own objects.
    pub fn replace(&mut self, own: Vec<Object>) {
        self.own = own;
        self.free.clear();
        self.made = 0;
    }

    /// The own objects, in order.
    pub fn own(&self) -> &[Object] {
        &self.own
    }

    /// The own objects, in order.
    pub fn own_mut(&mut self) -> &mut [Object] {
        &mut self.own
    }
}
