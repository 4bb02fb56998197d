//! Processes: actors that share nothing, each in an instance and a memory of its own, driven by messages.
//!
//! Without shared memory nobody could wake a blocked process, so its program waits by `await`. What it needs of the
//! world outside is a [`System`]: in the browser, messages to the page and timers of its worker.

mod coroutine;
mod end;
mod kernel;
mod line;
mod port;
mod socket;
mod variable;

pub use coroutine::{Coroutine, Endless, Exchanged, Frame, Party};
pub use line::{Array, Line};
pub use port::{Heard, Port};
pub use socket::{Listener, Socket};
pub use variable::{NumberVariable, TextVariable};

use crate::sync::Stopped;
use crate::thread::Fault;
use crate::trace::{Awaited, Class, Kind, Value};
use core::cell::Cell;
use core::fmt;
use core::panic::Location;
use core::pin::Pin;
use kernel::Kernel;
use std::rc::Rc;

/// A wait that ends early, with [`Stopped`], when the run is told to stop.
pub type Waiting<T> = Pin<Box<dyn Future<Output = Result<T, Stopped>>>>;

/// What a process asks of the world outside its memory.
pub trait System {
    /// Starts the process called `name` and gives its number.
    fn spawn(&self, name: &str) -> Waiting<u32>;
    /// Waits for the end of process `actor`.
    fn join(&self, actor: u32) -> Waiting<()>;
    /// Waits for so many milliseconds of real time.
    fn sleep(&self, milliseconds: f64) -> Waiting<()>;
    /// Lets the messages in that have come, such as the one that says stop.
    fn look(&self) -> Waiting<()>;
    /// The line to process `actor`: one between each two, whichever of them asks.
    fn line(&self, actor: u32) -> Waiting<Box<dyn Line>>;
    /// A new array of so many bytes, all 0.
    fn array(&self, bytes: usize) -> Box<dyn Array>;
    /// A number for one more actor, a coroutine that the process hosts.
    fn number(&self) -> Waiting<u32>;
    /// Waits for the next number that the visitor sends to the program; `None` if there are to be no more.
    fn input(&self) -> Waiting<Option<f64>>;
    /// Begins to listen at `address`, unless somebody does already. At most `backlog` connections wait to be accepted.
    fn listen(&self, address: &str, backlog: u32) -> Waiting<bool>;
    /// Waits for a connection to `address`, where this process listens.
    fn accept(&self, address: &str) -> Waiting<Box<dyn Port>>;
    /// Listens there no more. The peers of connections that were not accepted are told that this end is gone.
    fn stop_listening(&self, address: &str);
    /// Connects to whoever listens at `address`; none if nobody does, or too many wait there.
    fn connect(&self, address: &str) -> Waiting<Option<Box<dyn Port>>>;
    /// How many bytes of memory this process has.
    fn memory_bytes(&self) -> u64;
    /// Sends recorded events, as the words of a trace.
    fn post(&self, words: &[u64]);
}

/// What a process is started with.
#[derive(Clone, Copy, Debug)]
pub struct Setup {
    /// Its number.
    pub actor: u32,
    /// When the run began, on [`clock::now`](crate::sync::clock::now).
    pub began: f64,
    /// How many times faster than asked for the program sleeps; above 0.
    pub speed: f64,
    /// For how many seconds whoever is handed control waits before it goes on; 0 for not at all.
    pub pace: f64,
    /// What is planted in it, for tests.
    pub fault: Fault,
}

/// A process as its program sees itself. What it does through this is in the trace.
pub struct Process {
    kernel: Rc<Kernel>,
    setup: Setup,
    /// The object that stands for whoever sends input; 0 before it is declared.
    visitor: Cell<u32>,
}

impl Process {
    /// Runs `program` as a process from start to exit. `Err` if it was stopped before its end.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop.
    pub async fn run(
        system: Box<dyn System>,
        setup: Setup,
        program: impl AsyncFnOnce(&Process) -> Result<(), Stopped>,
    ) -> Result<(), Stopped> {
        let me = Self {
            kernel: Rc::new(Kernel::new(system, setup.began)),
            setup,
            visitor: Cell::new(0),
        };
        // A process has a worker to itself, of the same number.
        let worker = i64::from(setup.actor);
        me.kernel
            .recorder
            .record_engine(Kind::Start, 0, setup.actor, worker.into());
        me.kernel.end_turn();
        let result = me.live(program).await;
        me.kernel.recorder.record_engine(
            Kind::Exit,
            u8::from(result.is_err()),
            setup.actor,
            Value::None,
        );
        me.kernel.end_turn();
        result
    }

    async fn live(
        &self,
        program: impl AsyncFnOnce(&Process) -> Result<(), Stopped>,
    ) -> Result<(), Stopped> {
        self.setup.fault.strike_process(self);
        program(self).await?;
        // Its buffers go with it.
        self.kernel.deliver().await
    }

    /// Starts the lab's process called `name`.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop.
    #[track_caller]
    pub fn spawn(&self, name: &str) -> impl Future<Output = Result<JoinHandle, Stopped>> {
        let place = Location::caller();
        self.kernel.end_turn();
        let number = self.kernel.system.spawn(name);
        async move {
            let actor = number.await?;
            self.kernel
                .recorder
                .record(Kind::Spawn, actor, name.into(), place);
            Ok(JoinHandle { actor })
        }
    }

    /// Prints `text` to the console of the page, without a newline of its own.
    #[track_caller]
    pub fn print(&self, text: fmt::Arguments<'_>) {
        self.record(Kind::Print, 0, text.to_string().as_str());
    }

    /// Sleeps for `seconds` of the program's time (the visitor may have chosen a faster one).
    ///
    /// # Errors
    /// [`Stopped`] at once when the run is told to stop.
    #[track_caller]
    pub fn sleep(&self, seconds: f64) -> impl Future<Output = Result<(), Stopped>> {
        let place = Location::caller();
        self.kernel
            .recorder
            .record(Kind::Sleep, 0, seconds.into(), place);
        self.kernel.end_turn();
        let sleep = self.kernel.system.sleep(seconds * 1e3 / self.setup.speed);
        async move {
            sleep.await?;
            self.kernel
                .recorder
                .record(Kind::Wake, 0, Value::None, place);
            Ok(())
        }
    }

    /// Its number in the run; that of the main process is 0.
    pub fn number(&self) -> u32 {
        self.setup.actor
    }

    /// Lets the messages in that have come. A program that computes for long calls it now and then, because a process
    /// hears nothing while it runs, not even that it is to stop.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop.
    pub async fn look(&self) -> Result<(), Stopped> {
        self.kernel.end_turn();
        self.kernel.system.look().await
    }

    /// Its line to process `actor`.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop.
    pub async fn line(&self, actor: u32) -> Result<Box<dyn Line>, Stopped> {
        self.kernel.end_turn();
        self.kernel.system.line(actor).await
    }

    /// Records how many bytes of memory this process has, as a measure called `name`.
    pub fn measure_memory(&self, name: &str) {
        let object = self.declare(Class::Measure, name);
        let bytes = self.kernel.system.memory_bytes();
        self.record_around(Kind::Measure, object, bytes as i64);
    }

    /// A new array of so many bytes, all 0.
    pub fn array(&self, bytes: usize) -> Box<dyn Array> {
        self.kernel.system.array(bytes)
    }

    /// Waits for the next number that the visitor sends. `None` if there are to be no more.
    ///
    /// # Errors
    /// [`Stopped`] at once when the run is told to stop.
    #[track_caller]
    pub fn input(&self) -> impl Future<Output = Result<Option<f64>, Stopped>> {
        let place = Location::caller();
        if self.visitor.get() == 0 {
            self.visitor.set(self.declare(Class::Other, "the visitor"));
        }
        let visitor = self.visitor.get();
        let detail = Awaited::Something as u8;
        self.kernel
            .recorder
            .record_detail(Kind::Wait, detail, visitor, Value::None, place);
        self.kernel.end_turn();
        let input = self.kernel.system.input();
        async move {
            let value = input.await?;
            self.kernel
                .recorder
                .record(Kind::Wake, visitor, Value::None, place);
            Ok(value)
        }
    }

    /// Lets the visitor see who has control now, for as long as the setting says.
    async fn pause(&self) -> Result<(), Stopped> {
        if self.setup.pace == 0.0 {
            return Ok(());
        }
        self.kernel.end_turn();
        self.kernel.system.sleep(self.setup.pace * 1e3).await
    }

    /// Gives an object of this process's memory a number and a name in the trace.
    pub fn declare(&self, class: Class, name: &str) -> u32 {
        self.kernel.declare(class, name)
    }

    fn next_object(&self) -> u32 {
        self.kernel.next_object()
    }

    /// Records that `kind` was done to `object`.
    #[track_caller]
    pub fn record<'a>(&self, kind: Kind, object: u32, value: impl Into<Value<'a>>) {
        let line = Location::caller().line();
        self.record_of(0, kind, 0, object, value.into(), line);
    }

    /// Records what a coroutine did; 0 is the process itself.
    fn record_of(
        &self,
        coroutine: u16,
        kind: Kind,
        detail: u8,
        object: u32,
        value: Value<'_>,
        line: u32,
    ) {
        self.kernel
            .recorder
            .record_of(coroutine, kind, detail, object, value, line);
        self.kernel.post_if_full();
    }

    /// Records what is done around the program, and has no place in its source.
    pub(crate) fn record_around<'a>(&self, kind: Kind, object: u32, value: impl Into<Value<'a>>) {
        self.kernel
            .recorder
            .record_engine(kind, 0, object, value.into());
    }
}

/// The right to wait for a process's end.
#[must_use = "a process that is not joined goes on by itself"]
pub struct JoinHandle {
    actor: u32,
}

impl JoinHandle {
    /// The process's number.
    pub fn number(&self) -> u32 {
        self.actor
    }

    /// Waits until the process has ended.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop.
    #[track_caller]
    pub fn join(self, me: &Process) -> impl Future<Output = Result<(), Stopped>> {
        let place = Location::caller();
        me.record(Kind::Join, self.actor, Value::None);
        me.kernel.end_turn();
        let end = me.kernel.system.join(self.actor);
        async move {
            end.await?;
            me.kernel
                .recorder
                .record(Kind::Wake, self.actor, Value::None, place);
            Ok(())
        }
    }
}
