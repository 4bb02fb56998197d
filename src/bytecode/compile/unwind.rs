//! What `break`, `continue` and `return` leave on their way out.

use super::super::assemble::Label;
use super::super::operation::Operation;
use super::Compiler;
use crate::lang::ast::Stmt;

/// Something around a statement that has to be left in order.
#[derive(Clone)]
pub(super) enum Enclosing {
    /// A loop; `for` has its iterator on the stack.
    Loop {
        again: Label,
        end: Label,
        iterator: bool,
    },
    /// A guarded body without anything to do at its end.
    Guarded,
    /// The body of a `try` whose `finally` must run.
    Finally(std::sync::Arc<[Stmt]>),
    /// The body of a `with`, whose `__exit__` is on the stack.
    With,
    /// An `except` clause: the exception before is on the stack, and the clause's own name is to be unbound.
    Handler(Option<String>),
    /// A `finally` that runs because of an exception: the one before and this one are on the stack.
    Exception,
    /// A value that is to be returned is on the stack.
    Value,
}

impl Compiler<'_> {
    /// Leaves what is innermost. The value on top of the stack, if `keep`, stays there.
    fn leave_one(&mut self, enclosing: Enclosing, keep: bool) {
        let pop = |this: &mut Self| {
            if keep {
                this.emit(Operation::Swap(2));
            }
            this.emit(Operation::PopTop);
        };
        match enclosing {
            Enclosing::Loop { iterator, .. } => {
                if iterator {
                    pop(self);
                }
            }
            Enclosing::Guarded => self.unit().assembler.unguard(),
            Enclosing::Finally(body) => {
                self.unit().assembler.unguard();
                if keep {
                    self.unit().enclosing.push(Enclosing::Value);
                }
                self.statements(&body);
                if keep {
                    self.unit().enclosing.pop();
                }
            }
            Enclosing::With => {
                self.unit().assembler.unguard();
                if keep {
                    self.emit(Operation::Swap(2));
                }
                self.call_exit();
                self.emit(Operation::PopTop);
            }
            Enclosing::Handler(name) => {
                self.unit().assembler.unguard();
                if name.is_some() {
                    self.unit().assembler.unguard();
                }
                if keep {
                    self.emit(Operation::Swap(2));
                }
                self.emit(Operation::PopExcept);
                self.forget(name.as_deref());
            }
            Enclosing::Exception => {
                self.unit().assembler.unguard();
                pop(self);
                if keep {
                    self.emit(Operation::Swap(2));
                }
                self.emit(Operation::PopExcept);
            }
            Enclosing::Value => pop(self),
        }
    }

    /// The name of an `except` clause is unbound at its end.
    pub(super) fn forget(&mut self, name: Option<&str>) {
        if let Some(name) = name {
            self.none();
            self.store(name);
            self.delete(name);
        }
    }

    /// Leaves everything that `stop` does not stop at, emits what then follows, and comes back to the state before.
    fn leave_until(
        &mut self,
        keep: bool,
        stop: fn(&Enclosing) -> bool,
        then: impl FnOnce(&mut Self, Option<Enclosing>),
    ) {
        let enclosing = self.unit().enclosing.clone();
        let guard = self.unit().assembler.guarding();
        let mut found = None;
        while let Some(innermost) = self.unit().enclosing.pop() {
            if stop(&innermost) {
                found = Some(innermost);
                break;
            }
            self.leave_one(innermost, keep);
        }
        then(self, found);
        self.unit().enclosing = enclosing;
        self.unit().assembler.restore(guard);
    }

    /// `return` of the value on top of the stack.
    pub(super) fn return_value(&mut self) {
        self.leave_until(true, |_| false, |this, _| this.emit(Operation::ReturnValue));
    }

    pub(super) fn break_loop(&mut self) {
        let is_loop = |each: &Enclosing| matches!(each, Enclosing::Loop { .. });
        self.leave_until(false, is_loop, |this, found| {
            if let Some(Enclosing::Loop { end, iterator, .. }) = found {
                if iterator {
                    this.emit(Operation::PopTop);
                }
                this.jump(Operation::JumpForward, end);
            }
        });
    }

    pub(super) fn continue_loop(&mut self) {
        let is_loop = |each: &Enclosing| matches!(each, Enclosing::Loop { .. });
        self.leave_until(false, is_loop, |this, found| {
            if let Some(Enclosing::Loop { again, .. }) = found {
                this.jump(Operation::JumpBackward, again);
            }
        });
    }

    /// Calls the `__exit__` on top of the stack with three times None, of which the first stands in `self`'s place.
    pub(super) fn call_exit(&mut self) {
        self.none();
        self.none();
        self.none();
        self.emit(Operation::Call(2));
    }
}
