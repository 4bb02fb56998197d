//! A process's own variable: plain memory, since nobody else can reach it.

use super::{Exchanged, Party, Process};
use crate::trace::{Class, Kind, Value};
use core::panic::Location;

/// A text of one process. Each read and each write is recorded.
pub struct TextVariable {
    object: u32,
    text: &'static str,
}

impl TextVariable {
    /// A variable called `name` that refers to `text`.
    pub fn new(me: &Process, name: &str, text: &'static str) -> Self {
        let object = me.declare(Class::Variable, name);
        me.record(Kind::Write, object, text);
        Self { object, text }
    }

    /// What it refers to now.
    #[track_caller]
    pub fn get(&self, me: &Process) -> &'static str {
        me.record(Kind::Read, self.object, self.text);
        self.text
    }

    /// Makes it refer to `text`.
    #[track_caller]
    pub fn set(&mut self, me: &Process, text: &'static str) {
        self.text = text;
        me.record(Kind::Write, self.object, text);
    }
}

/// A number of one process or of one of its coroutines. Each read and each write is recorded.
pub struct NumberVariable<N = f64> {
    object: u32,
    value: N,
}

impl<N: Exchanged> NumberVariable<N> {
    /// A variable of `me` called `name` that is `value`.
    #[track_caller]
    pub fn new<'p>(me: impl Party<'p>, name: &str, value: N) -> Self {
        let object = me.host().next_object();
        let class = Class::Variable as u8;
        me.record(Kind::Declare, class, object, name.into(), 0);
        let line = Location::caller().line();
        me.record(Kind::Write, 0, object, value.into(), line);
        Self { object, value }
    }

    /// What it is now.
    #[track_caller]
    pub fn get<'p>(&self, me: impl Party<'p>) -> N {
        let value: Value<'_> = self.value.into();
        me.record(Kind::Read, 0, self.object, value, Location::caller().line());
        self.value
    }

    /// Makes it `value`.
    #[track_caller]
    pub fn set<'p>(&mut self, me: impl Party<'p>, value: N) {
        self.value = value;
        let line = Location::caller().line();
        me.record(Kind::Write, 0, self.object, value.into(), line);
    }
}
