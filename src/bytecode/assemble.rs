//! From operations with labels to a code object: jumps, the exception table, the height of the stack, and no operation that
//! cannot be reached.

use super::code::{Code, Handler, NO_STATEMENT};
use super::operation::Operation;
use crate::lang::Span;

/// A place to jump to, whose index is known at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label(u32);

/// A piece of code whose exceptions are handled at one label.
#[derive(Clone, Copy, Debug)]
struct Guard {
    target: Label,
    /// The operation before which the stack has the height that it is cut to …
    from: u32,
    /// … except for so many values on its top.
    above: u32,
    /// The guard around it.
    outer: Option<u32>,
}

/// Operations of one block in the making.
#[derive(Debug)]
pub(super) struct Assembler {
    operations: Vec<Operation>,
    spans: Vec<Span>,
    /// Each operation's statement.
    statement_of: Vec<u32>,
    statements: Vec<Span>,
    /// The statement that operations belong to that are emitted now.
    statement: u32,
    entries: Vec<bool>,
    /// Whether the next operation is the first of its statement.
    enters: bool,
    /// Each operation's guard.
    guarded: Vec<Option<u32>>,
    labels: Vec<Option<u32>>,
    guards: Vec<Guard>,
    current: Option<u32>,
}

impl Default for Assembler {
    fn default() -> Self {
        Self {
            operations: Vec::new(),
            spans: Vec::new(),
            statement_of: Vec::new(),
            statements: Vec::new(),
            statement: NO_STATEMENT,
            entries: Vec::new(),
            enters: false,
            guarded: Vec::new(),
            labels: Vec::new(),
            guards: Vec::new(),
            current: None,
        }
    }
}

impl Assembler {
    /// What is emitted from here on belongs to a new statement. Gives the one before, to come back to.
    pub(super) fn begin_statement(&mut self, shown: Span) -> u32 {
        self.statements.push(shown);
        self.enters = true;
        std::mem::replace(&mut self.statement, self.statements.len() as u32 - 1)
    }

    /// What is emitted from here on belongs to a statement that was begun before.
    pub(super) fn resume_statement(&mut self, statement: u32) {
        self.statement = statement;
        self.enters = false;
    }

    /// The next operation comes back to the statement after its body.
    pub(super) fn come_back(&mut self) {
        self.enters = true;
    }

    /// Appends an operation. A jump's operand is the number of a label: `jump` makes them.
    pub(super) fn emit(&mut self, operation: Operation, span: Span) {
        self.operations.push(operation);
        self.spans.push(span);
        self.statement_of.push(self.statement);
        self.entries.push(std::mem::take(&mut self.enters));
        self.guarded.push(self.current);
    }

    pub(super) fn jump(&mut self, make: fn(u32) -> Operation, label: Label, span: Span) {
        self.emit(make(label.0), span);
    }

    pub(super) fn label(&mut self) -> Label {
        self.labels.push(None);
        Label(self.labels.len() as u32 - 1)
    }

    /// The label is before the next operation.
    pub(super) fn place(&mut self, label: Label) {
        self.labels[label.0 as usize] = Some(self.operations.len() as u32);
    }

    /// From here on exceptions go to the label; so many values on the stack are not kept for it.
    pub(super) fn guard(&mut self, target: Label, above: u32) {
        self.guards.push(Guard {
            target,
            from: self.operations.len() as u32,
            above,
            outer: self.current,
        });
        self.current = Some(self.guards.len() as u32 - 1);
    }

    /// Ends the innermost guard.
    pub(super) fn unguard(&mut self) {
        let current = self.current.expect("a guard is open");
        self.current = self.guards[current as usize].outer;
    }

    /// The innermost guard, to come back to with `restore`.
    pub(super) fn guarding(&self) -> Option<u32> {
        self.current
    }

    pub(super) fn restore(&mut self, guard: Option<u32>) {
        self.current = guard;
    }

    /// Fills in operations, spans, handlers and the height of the stack.
    ///
    /// # Panics
    /// If two ways to one operation leave the stack at different heights: then the compiler is wrong.
    pub(super) fn finish(mut self, code: &mut Code) {
        for operation in &mut self.operations {
            if let Some(target) = operation.target_mut() {
                *target = self.labels[*target as usize].expect("every label is placed");
            }
        }
        let (heights, highest) = self.heights();
        code.stack = highest;
        let mut kept = 0;
        let mut new = Vec::with_capacity(heights.len());
        for height in &heights {
            new.push(kept);
            kept += u32::from(height.is_some());
        }
        for (at, mut operation) in self.operations.iter().copied().enumerate() {
            if heights[at].is_none() {
                continue;
            }
            if let Some(target) = operation.target_mut() {
                *target = new[*target as usize];
            }
            if let Some(guard) = self.guarded[at] {
                let guard = self.guards[guard as usize];
                let target = self.labels[guard.target.0 as usize].expect("every label is placed");
                let height =
                    heights[guard.from as usize].expect("a guard begins where it is reached");
                let entry = Handler {
                    start: new[at],
                    end: new[at] + 1,
                    target: new[target as usize],
                    depth: height - guard.above,
                };
                match code.handlers.last_mut() {
                    Some(last)
                        if (last.end, last.target, last.depth)
                            == (entry.start, entry.target, entry.depth) =>
                    {
                        last.end = entry.end;
                    }
                    _ => code.handlers.push(entry),
                }
            }
            code.operations.push(operation);
            code.spans.push(self.spans[at]);
            code.statement_of.push(self.statement_of[at]);
            code.entries.push(self.entries[at]);
        }
        code.statements = std::mem::take(&mut self.statements);
    }

    /// The height of the stack before each operation that can be reached, and the greatest one.
    fn heights(&self) -> (Vec<Option<u32>>, u32) {
        let mut heights: Vec<Option<u32>> = vec![None; self.operations.len()];
        let mut highest = 0;
        let mut work = vec![(0_u32, 0_u32)];
        while let Some((at, height)) = work.pop() {
            let known = &mut heights[at as usize];
            if let Some(known) = *known {
                assert_eq!(
                    known, height,
                    "the stack before operation {at}, {:?}",
                    self.operations[at as usize]
                );
                continue;
            }
            *known = Some(height);
            highest = highest.max(height);
            let flow = self.operations[at as usize].flow();
            let after = |effect: i32| {
                height
                    .checked_add_signed(effect)
                    .expect("no operation takes more than there is")
            };
            if let Some((target, effect)) = flow.jump {
                work.push((target, after(effect)));
            }
            if let Some(effect) = flow.next {
                work.push((at + 1, after(effect)));
            }
            // The guard's beginning has been seen by now: it comes before, on every way here.
            if let Some(guard) = self.guarded[at as usize] {
                let guard = self.guards[guard as usize];
                let base =
                    heights[guard.from as usize].expect("a guard begins before what it covers");
                let target = self.labels[guard.target.0 as usize].expect("every label is placed");
                work.push((target, base - guard.above + 1));
            }
        }
        (heights, highest)
    }
}
