//! The machine: a state, and what executes it.

use super::actor::{Actor, After, Frame, Wait, What};
use super::args::Args;
use super::collect::SWEEP;
use super::halt::{Halt, Outcome};
use super::object::{Exception, Object};
use super::program::Program;
use super::raised::{Raised, Raises};
use super::types::{class_of, exception_class};
use super::value::{Kind, Value};
use super::watch::Watch;
use super::{Content, Heap, Pool};
use std::sync::Arc;

/// Why an actor stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    /// It has executed as many operations as it was told to.
    Limit,
    /// Its next operation is one that others can notice.
    Switch,
    /// It waits.
    Blocked,
    /// It has ended.
    Ended,
    /// Something turned out to be shared that was taken for an actor's own.
    Restart,
}

/// Where an actor may be interrupted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Switching {
    /// Before any operation: CPython up to 3.9, and builds without a global lock.
    #[default]
    Any,
    /// Where a loop goes back and where a function is called: CPython from 3.10 on.
    Gil,
}

impl Switching {
    /// What an exploration tells of it, with its numbers.
    pub fn granularity(self) -> &'static str {
        match self {
            Switching::Any => "Actors are switched before any operation that another one can see.",
            Switching::Gil => {
                "Actors are switched where a loop goes back and at calls, if an operation that another one can see follows."
            }
        }
    }
}

/// What time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Time {
    /// Where all wait, it jumps to the first who wakes.
    #[default]
    Virtual,
    /// It guarantees nothing: who sleeps may wake at once.
    Free,
}

/// Which stream something was printed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// `sys.stdout`
    Output,
    /// `sys.stderr`
    Errors,
}

/// The number of no actor.
pub const NOBODY: u32 = u32::MAX;

/// How deep calls may be nested.
const DEEPEST: usize = 1000;

/// How much memory a program may take unless it is told otherwise, in bytes.
const MEMORY: u64 = 1 << 30;

/// A program in some state, and what can be done with it.
#[derive(Clone, Debug)]
pub struct Machine {
    /// The program.
    pub program: Arc<Program>,
    /// Values that cannot change.
    pub pool: Pool,
    /// Objects.
    pub heap: Heap,
    /// Each process's globals, by slot.
    pub globals: Vec<Vec<Value>>,
    /// All actors, but the one that runs is in `me`.
    pub actors: Vec<Actor>,
    /// The actor that runs.
    pub me: Actor,
    /// Its number; [`NOBODY`] while none runs.
    pub current: u32,
    /// Which of the first 64 actors have not ended, as a mask: kept up to date between steps.
    pub alive: u64,
    /// Time, in nanoseconds since the program began.
    pub clock: u64,
    /// Who listens at which port.
    pub ports: Vec<(u64, Value)>,
    /// What was printed since it was taken last.
    pub printed: Vec<(Stream, String)>,
    /// Who interrupts whom, where.
    pub switching: Switching,
    /// What time is.
    pub time: Time,
    /// For exploring: what others can notice.
    pub watch: Option<Box<Watch>>,
    /// What `sys.exit` or an exception of the main actor ends the program with.
    pub exit: Option<i32>,
    /// Each process's own generator of random numbers, once it was used.
    pub seeds: Vec<Value>,
    /// For each process a dict of what was set on functions of the pool, by function and name, once there is something.
    pub functions: Vec<Value>,
    /// What an unseeded generator begins with: a parameter of a run, and not of a state.
    pub seed: u64,
    /// The library's globals while it is loaded.
    pub(super) loading: Vec<Vec<Value>>,
    /// How much memory it may take, in bytes, roughly: beyond that a loop or a call raises MemoryError. Not while exploring.
    pub memory: u64,
    /// When to sweep: bytes of the pool and of what was made in the heap since the last time.
    pub(super) sweep_at: u64,
    /// How many operations the running actor has executed in this run.
    pub executed: u64,
}

/// What comes after an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// The operation after it.
    Go,
    /// Another operation of the same frame.
    Jump(u32),
    /// The frames have changed.
    Frame,
}

impl Machine {
    /// A program at its beginning: one actor, before its first operation.
    pub fn new(program: &Arc<Program>) -> Self {
        let mut machine = Self::with(program, Heap::new(program.base.clone()));
        let globals = program.modules[0].globals.len();
        machine.globals = vec![vec![Value::UNSET; globals]];
        machine.seeds = vec![Value::NONE];
        machine.functions = vec![Value::NONE];
        let mut main = Actor {
            end: Value::UNSET,
            ..Actor::default()
        };
        main.frames.push(Frame {
            code: program.main,
            after: After::End,
            generator: Value::UNSET,
            namespace: Value::UNSET,
            ..Frame::default()
        });
        let slots = program.codes[program.main as usize].slots;
        main.stack = vec![Value::UNSET; slots as usize];
        machine.actors = vec![main];
        machine
    }

    fn with(program: &Arc<Program>, heap: Heap) -> Self {
        Self {
            program: program.clone(),
            pool: program.pool.clone(),
            heap,
            globals: Vec::new(),
            actors: Vec::new(),
            me: Actor::default(),
            current: NOBODY,
            alive: 0,
            clock: 0,
            ports: Vec::new(),
            printed: Vec::new(),
            switching: Switching::default(),
            time: Time::default(),
            watch: None,
            exit: None,
            seeds: Vec::new(),
            functions: Vec::new(),
            seed: 0,
            loading: Vec::new(),
            memory: MEMORY,
            sweep_at: SWEEP,
            executed: 0,
        }
    }

    /// A machine that loads the library.
    pub(super) fn loading(program: &Arc<Program>, heap: Heap, globals: Vec<Vec<Value>>) -> Self {
        let mut machine = Self::with(program, heap);
        machine.loading = globals;
        let main = program.codes[program.main as usize].clone();
        let mut actor = Actor {
            end: Value::UNSET,
            ..Actor::default()
        };
        actor.frames.push(Frame {
            code: program.main,
            after: After::End,
            generator: Value::UNSET,
            namespace: Value::UNSET,
            ..Frame::default()
        });
        actor.stack = vec![Value::UNSET; main.slots as usize];
        machine.actors = vec![actor];
        machine
    }

    /// Executes the library's module.
    ///
    /// # Panics
    /// If it does not succeed: then the library is wrong.
    pub(super) fn load_module(&mut self, name: &str) {
        let pause = self.run(0, u64::MAX);
        let end = self.actors[0].end;
        assert!(
            pause == Pause::Ended && end == Value::NONE,
            "{name}: {pause:?} {}",
            self.exception_text(end)
        );
    }

    /// What loading left.
    pub(super) fn loaded(self) -> (Heap, Pool, Vec<Vec<Value>>) {
        (self.heap, self.pool, self.loading)
    }

    /// Lets an actor execute so many operations at most.
    ///
    /// # Panics
    /// If there is no such actor.
    pub fn run(&mut self, actor: u32, limit: u64) -> Pause {
        self.current = actor;
        std::mem::swap(&mut self.me, &mut self.actors[actor as usize]);
        self.executed = 0;
        let pause = if self.me.has_ended() {
            Pause::Ended
        } else {
            self.execute(limit)
        };
        std::mem::swap(&mut self.me, &mut self.actors[actor as usize]);
        self.current = NOBODY;
        pause
    }

    /// An actor, the running one included.
    pub fn actor(&self, number: u32) -> &Actor {
        if number == self.current {
            &self.me
        } else {
            self.heap.touch_other();
            &self.actors[number as usize]
        }
    }

    /// The globals that the running frame's module has.
    #[inline]
    pub(super) fn global(&self, module: u32, slot: u32) -> Value {
        if module == 0 {
            self.heap.touch_globals(self.me.process);
            self.globals[self.me.process as usize][slot as usize]
        } else if self.loading.is_empty() {
            self.program.library[module as usize][slot as usize]
        } else {
            self.loading[module as usize][slot as usize]
        }
    }

    #[inline]
    pub(super) fn set_global(&mut self, module: u32, slot: u32, value: Value) {
        if module == 0 {
            self.heap.touch_globals(self.me.process);
            self.globals[self.me.process as usize][slot as usize] = value;
        } else {
            self.loading[module as usize][slot as usize] = value;
        }
    }

    /// The class of a value.
    pub fn class_of(&self, value: Value) -> Value {
        class_of(&self.heap, &self.pool, value)
    }

    /// What Python calls the type of a value.
    pub fn type_name(&self, value: Value) -> &str {
        match self.heap.get(self.class_of(value)) {
            Some(Object::Class(class)) => self.pool.as_str(class.name).unwrap_or_default(),
            _ => "object",
        }
    }

    /// A function of the library.
    pub fn helper(&self, name: &str) -> Value {
        self.program.helpers[name]
    }

    /// A str.
    pub fn str(&mut self, text: &str) -> Value {
        self.pool.str(text)
    }

    /// A tuple: in the pool if it leads to nothing in the heap.
    pub fn tuple(&mut self, items: &[Value]) -> Value {
        if items
            .iter()
            .any(|item| item.as_heap().is_some_and(|at| at >= self.heap.base_len()))
        {
            self.heap.add(Object::Tuple(items.to_vec()))
        } else {
            self.pool.intern(Content::Tuple(items.into()))
        }
    }

    /// A list.
    pub fn list(&mut self, items: Vec<Value>) -> Value {
        self.heap.add(Object::List(items))
    }

    /// The items of a tuple.
    pub fn as_tuple(&self, value: Value) -> Option<&[Value]> {
        match value.kind() {
            Kind::Pool(index) => match self.pool.content(index) {
                Content::Tuple(items) => Some(items),
                _ => None,
            },
            Kind::Heap(index) => match self.heap.at(index) {
                Object::Tuple(items) => Some(items),
                Object::Instance(instance) if instance.inner != Value::NONE => {
                    self.as_tuple(instance.inner)
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// A new exception of a class with these arguments.
    pub fn new_exception(&mut self, class: Value, args: &[Value]) -> Value {
        let args = self.tuple(args);
        self.heap.add(Object::Exception(Box::new(Exception {
            class,
            args,
            ..Exception::default()
        })))
    }

    /// What the machine raises, as an exception.
    pub fn raised(&mut self, raised: &Raised) -> Value {
        let message = self.pool.str(&raised.message);
        let args: &[Value] = if raised.message.is_empty() {
            &[]
        } else {
            &[message]
        };
        self.new_exception(exception_class(raised.class), args)
    }

    /// An exception of a class of the machine's own, to be thrown.
    pub fn throw(&mut self, raises: Raises, args: &[Value]) -> Halt {
        Halt::Throw(self.new_exception(exception_class(raises), args))
    }

    /// Prints.
    pub fn print(&mut self, stream: Stream, text: &str) {
        self.note_print(text, stream == Stream::Errors);
        match self.printed.last_mut() {
            Some((last, printed)) if *last == stream => printed.push_str(text),
            _ => self.printed.push((stream, text.to_owned())),
        }
    }

    /// Begins the frame of a function's code; its variables are unset.
    pub(super) fn push_frame(&mut self, code: u32, bottom: u32, after: After) -> Outcome<usize> {
        if self.me.frames.len() >= DEEPEST {
            return Err(Halt::raise(
                Raises::RecursionError,
                "maximum recursion depth exceeded",
            ));
        }
        let slots = self.program.codes[code as usize].slots as usize;
        let base = self.me.stack.len();
        self.me.stack.resize(base + slots, Value::UNSET);
        self.me.frames.push(Frame {
            code,
            pc: 0,
            base: base as u32,
            bottom,
            after,
            generator: Value::UNSET,
            namespace: Value::UNSET,
            handling: Value::NONE,
        });
        Ok(base)
    }

    /// Gives the running frame's caller a result, when a call of it is over.
    pub(super) fn deliver(&mut self, bottom: u32, after: After, value: Value) -> Outcome<Next> {
        self.me.stack.truncate(bottom as usize);
        match after {
            After::Push => {
                self.me.stack.push(value);
                Ok(Next::Go)
            }
            After::Discard => Ok(Next::Go),
            After::Again => {
                self.me.stack.push(value);
                let pc = self.me.frames.last().expect("somebody called").pc;
                Ok(Next::Jump(pc))
            }
            After::Keep => {
                self.me.stack.push(value);
                self.me.stack.push(Value::UNSET);
                let pc = self.me.frames.last().expect("somebody called").pc;
                Ok(Next::Jump(pc))
            }
            After::Next => {
                self.me.stack.push(value);
                Ok(Next::Go)
            }
            After::Send | After::Resume | After::Throw | After::Class | After::End => {
                self.me.stack.push(value);
                Ok(Next::Go)
            }
        }
    }

    /// Waits unless it is over already; other actors may go first. Before anything is changed.
    pub fn wait_for(&mut self, wait: Wait) -> Outcome<bool> {
        self.me.wait = wait;
        if self.is_over(self.current, &wait) {
            return Ok(true);
        }
        match wait.until {
            Some(_) if self.time == Time::Free => Ok(false),
            Some(until) if self.clock >= until => Ok(false),
            _ => Err(Halt::Block),
        }
    }

    /// An object's wait, without a limit.
    pub fn wait_on(&mut self, what: What, object: Value) -> Wait {
        Wait {
            what,
            object,
            number: 0,
            until: self.me.wait.until,
        }
    }

    /// Whether a value is an exception's class or is derived from `BaseException`.
    pub fn is_exception_class(&self, value: Value) -> bool {
        let root = exception_class(Raises::BaseException);
        matches!(self.heap.get(value), Some(Object::Class(class)) if class.order.contains(&root))
    }

    /// Whether a value's class is this one or derived from it.
    pub fn is_instance(&self, value: Value, class: Value) -> bool {
        self.is_subclass(self.class_of(value), class)
    }

    /// Whether a class is this one or derived from it.
    pub fn is_subclass(&self, class: Value, of: Value) -> bool {
        class == of
            || matches!(self.heap.get(class), Some(Object::Class(class)) if class.order.contains(&of))
    }

    /// Calls a function of the machine's own.
    pub(super) fn call_native(&mut self, number: u32, args: &Args) -> Outcome {
        let native = self.program.natives[number as usize].1;
        native(self, args)
    }
}
