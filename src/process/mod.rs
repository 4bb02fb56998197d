//! Processes: actors that share nothing, each in an instance and a memory of its own, driven by messages.
//!
//! Without shared memory nobody could wake a blocked process, so its program waits by `await`. What it needs of the
//! world outside is a [`System`]: in the browser, messages to the page and timers of its worker.

mod coroutine;
mod line;
mod variable;

pub use coroutine::{Coroutine, Endless, Exchanged, Frame, Party};
pub use line::{Array, Line};
pub use variable::{NumberVariable, TextVariable};

use crate::sync::Stopped;
use crate::thread::Fault;
use crate::trace::{Awaited, Batch, Class, Kind, Recorder, Value};
use core::cell::Cell;
use core::fmt;
use core::panic::Location;
use core::pin::Pin;

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

/// Words after which a batch is posted, even though the process does not wait.
const FULL_BATCH: usize = 4096;

/// A process as its program sees itself. What it does through this is in the trace.
pub struct Process {
    system: Box<dyn System>,
    setup: Setup,
    recorder: Recorder<Batch, Cell<u32>>,
    next_object: Cell<u32>,
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
            system,
            setup,
            recorder: Recorder::new(Batch::new(), Cell::new(0), setup.began),
            next_object: Cell::new(1),
            visitor: Cell::new(0),
        };
        // A process has a worker to itself, of the same number.
        let worker = i64::from(setup.actor);
        me.recorder
            .record_engine(Kind::Start, 0, setup.actor, worker.into());
        me.post();
        let result = me.live(program).await;
        me.recorder.record_engine(
            Kind::Exit,
            u8::from(result.is_err()),
            setup.actor,
            Value::None,
        );
        me.post();
        result
    }

    async fn live(
        &self,
        program: impl AsyncFnOnce(&Process) -> Result<(), Stopped>,
    ) -> Result<(), Stopped> {
        self.setup.fault.strike_process(self);
        program(self).await
    }

    /// Starts the lab's process called `name`.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop.
    #[track_caller]
    pub fn spawn(&self, name: &str) -> impl Future<Output = Result<JoinHandle, Stopped>> {
        let place = Location::caller();
        self.post();
        let number = self.system.spawn(name);
        async move {
            let actor = number.await?;
            self.recorder.record(Kind::Spawn, actor, name.into(), place);
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
        self.recorder.record(Kind::Sleep, 0, seconds.into(), place);
        self.post();
        let sleep = self.system.sleep(seconds * 1e3 / self.setup.speed);
        async move {
            sleep.await?;
            self.recorder.record(Kind::Wake, 0, Value::None, place);
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
        self.system.look().await
    }

    /// Its line to process `actor`.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop.
    pub async fn line(&self, actor: u32) -> Result<Box<dyn Line>, Stopped> {
        self.post();
        self.system.line(actor).await
    }

    /// A new array of so many bytes, all 0.
    pub fn array(&self, bytes: usize) -> Box<dyn Array> {
        self.system.array(bytes)
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
        self.recorder
            .record_detail(Kind::Wait, detail, visitor, Value::None, place);
        self.post();
        let input = self.system.input();
        async move {
            let value = input.await?;
            self.recorder
                .record(Kind::Wake, visitor, Value::None, place);
            Ok(value)
        }
    }

    /// Lets the visitor see who has control now, for as long as the setting says.
    async fn pause(&self) -> Result<(), Stopped> {
        if self.setup.pace == 0.0 {
            return Ok(());
        }
        self.post();
        self.system.sleep(self.setup.pace * 1e3).await
    }

    /// Gives an object of this process's memory a number and a name in the trace.
    pub fn declare(&self, class: Class, name: &str) -> u32 {
        let object = self.next_object();
        self.recorder.declare(object, class, name);
        object
    }

    fn next_object(&self) -> u32 {
        self.next_object.replace(self.next_object.get() + 1)
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
        self.recorder
            .record_of(coroutine, kind, detail, object, value, line);
        if self.recorder.with_sink(|batch| batch.words().len()) >= FULL_BATCH {
            self.post();
        }
    }

    /// Records what is done around the program, and has no place in its source.
    pub(crate) fn record_around<'a>(&self, kind: Kind, object: u32, value: impl Into<Value<'a>>) {
        self.recorder.record_engine(kind, 0, object, value.into());
    }

    /// Posts what was recorded since the last time.
    fn post(&self) {
        self.recorder.with_sink(|batch| {
            if !batch.words().is_empty() {
                self.system.post(batch.words());
                batch.clear();
            }
        });
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
        me.post();
        let end = me.system.join(self.actor);
        async move {
            end.await?;
            me.recorder
                .record(Kind::Wake, self.actor, Value::None, place);
            Ok(())
        }
    }
}
