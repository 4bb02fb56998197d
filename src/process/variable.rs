//! A process's own variable: plain memory, since nobody else can reach it.

use super::Process;
use crate::trace::{Class, Kind};

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
