//! Coroutines that a process hosts: actors of the trace that take turns.
//!
//! Each has a number and a lane of its own, and control is always with one of them or with the process itself. Every
//! passing on is recorded by both sides, one right after the other, in the one batch of the process.

use super::Process;
use crate::coroutine::{Generator, Resumed, Yielder};
use crate::sync::Stopped;
use crate::trace::{Handover, Kind, Value};
use core::cell::Cell;
use core::convert::Infallible;
use core::fmt;
use core::panic::Location;
use std::rc::Rc;

/// Who takes part in a run: a process, or a coroutine that it hosts.
pub trait Party<'p>: Copy {
    /// The process.
    fn host(self) -> &'p Process;

    /// The coroutine's number; 0 is the process itself.
    fn coroutine(self) -> u16;

    /// Its number in the run.
    fn actor(self) -> u32 {
        match self.coroutine() {
            0 => self.host().setup.actor,
            number => u32::from(number),
        }
    }

    /// Records that it did `kind` to `object` on this line of the source; 0 if it has none.
    fn record(self, kind: Kind, detail: u8, object: u32, value: Value<'_>, line: u32) {
        self.host()
            .record_of(self.coroutine(), kind, detail, object, value, line);
    }

    /// Makes a coroutine called `name` and primes it: runs it to its first yield, whose value goes nowhere.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop.
    #[track_caller]
    fn make<In, Out, B>(
        self,
        name: &str,
        body: impl FnOnce(Frame<'p, In, Out>) -> B,
    ) -> impl Future<Output = Result<Coroutine<'p, In, Out>, Stopped>>
    where
        In: Exchanged,
        Out: Exchanged,
        B: Future<Output = Endless> + 'p,
    {
        Coroutine::make(self, name, body, Location::caller())
    }
}

impl<'p> Party<'p> for &'p Process {
    fn host(self) -> &'p Process {
        self
    }

    fn coroutine(self) -> u16 {
        0
    }
}

/// A coroutine of a process.
#[derive(Clone, Copy)]
struct Hosted<'p> {
    host: &'p Process,
    number: u16,
}

impl<'p> Party<'p> for Hosted<'p> {
    fn host(self) -> &'p Process {
        self.host
    }

    fn coroutine(self) -> u16 {
        self.number
    }
}

impl<'p, In, Out> Party<'p> for &Frame<'p, In, Out> {
    fn host(self) -> &'p Process {
        self.me.host
    }

    fn coroutine(self) -> u16 {
        self.me.number
    }
}

/// What the body of a coroutine gives: it goes on until it is closed, or the run is told to stop.
pub type Endless = Result<Infallible, Stopped>;

/// What coroutines send and yield: something that the trace can show.
pub trait Exchanged: Copy + Into<Value<'static>> + 'static {}

impl<T: Copy + Into<Value<'static>> + 'static> Exchanged for T {}

/// Where a coroutine waits.
#[derive(Default)]
struct Place {
    /// Who resumed it last: what it yields goes there.
    resumer: Cell<u32>,
    /// The line of its yield.
    line: Cell<u32>,
}

/// A value on its way into a coroutine, and who sent it.
struct Sent<In> {
    from: u32,
    value: In,
}

/// A coroutine as its own body sees it. What it does through this is in the trace.
pub struct Frame<'p, In, Out> {
    me: Hosted<'p>,
    place: Rc<Place>,
    yielder: Yielder<Sent<In>, Out>,
}

impl<In: Exchanged, Out: Exchanged> Frame<'_, In, Out> {
    /// Yields `value` to whoever resumed it, and waits for the next one that is sent.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop while it ran again.
    #[track_caller]
    pub fn yields(&self, value: Out) -> impl Future<Output = Result<In, Stopped>> {
        let line = Location::caller().line();
        async move {
            self.place.line.set(line);
            let to = self.place.resumer.get();
            hand_on(self, Handover::Answer, to, value.into(), line);
            let Sent { from, value } = self.yielder.yields(value).await;
            self.place.resumer.set(from);
            take(self, Handover::Send, from, value.into(), line).await?;
            Ok(value)
        }
    }

    /// Prints `text` to the console of the page, without a newline of its own.
    #[track_caller]
    pub fn print(&self, text: fmt::Arguments<'_>) {
        let text = text.to_string();
        let line = Location::caller().line();
        self.me
            .record(Kind::Print, 0, 0, text.as_str().into(), line);
    }
}

/// A coroutine that waits at a yield, as others see it.
pub struct Coroutine<'p, In, Out> {
    it: Hosted<'p>,
    place: Rc<Place>,
    /// `None` once it has been closed.
    generator: Option<Generator<'p, Sent<In>, Out, Endless>>,
}

impl<'p, In: Exchanged, Out: Exchanged> Coroutine<'p, In, Out> {
    async fn make<B>(
        maker: impl Party<'p>,
        name: &str,
        body: impl FnOnce(Frame<'p, In, Out>) -> B,
        caller: &Location<'_>,
    ) -> Result<Self, Stopped>
    where
        B: Future<Output = Endless> + 'p,
    {
        let host = maker.host();
        let actor = host.kernel.system.number().await?;
        let number = u16::try_from(actor).expect("the page gives out numbers that fit a record");
        let it = Hosted { host, number };
        let line = caller.line();
        maker.record(Kind::Spawn, 0, actor, name.into(), line);
        let worker = i64::from(host.setup.actor);
        it.record(Kind::Start, 0, 0, worker.into(), 0);

        let place = Rc::new(Place::default());
        let from = maker.actor();
        place.resumer.set(from);
        let generator = Generator::new(|yielder| {
            let place = Rc::clone(&place);
            let me = it;
            let body = body(Frame { me, place, yielder });
            async move {
                take(it, Handover::Send, from, Value::None, 0).await?;
                body.await
            }
        });
        let mut made = Self {
            it,
            place,
            generator: Some(generator),
        };
        hand_on(maker, Handover::Send, actor, Value::None, line);
        let primed = made.generator().prime().await;
        made.answered(maker, primed, line).await?;
        Ok(made)
    }

    /// Sends it `value`, and waits for what it yields next.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop.
    #[track_caller]
    pub fn send(
        &mut self,
        from: impl Party<'p>,
        value: In,
    ) -> impl Future<Output = Result<Out, Stopped>> {
        let line = Location::caller().line();
        async move {
            let to = self.it.actor();
            hand_on(from, Handover::Send, to, value.into(), line);
            let sent = Sent {
                from: from.actor(),
                value,
            };
            let resumed = self.generator().send(sent).await;
            self.answered(from, resumed, line).await
        }
    }

    /// Ends it where it stands, and with it the coroutines that its frame holds.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop.
    #[track_caller]
    pub fn close(mut self, from: impl Party<'p>) -> impl Future<Output = Result<(), Stopped>> {
        let line = Location::caller().line();
        async move {
            let it = self.it;
            hand_on(from, Handover::Close, it.actor(), Value::None, line);
            let (detail, at) = (Handover::Close as u8, self.place.line.get());
            it.record(Kind::Resume, detail, from.actor(), Value::None, at);
            self.end();
            take(from, Handover::End, it.actor(), Value::None, line).await
        }
    }

    fn generator(&mut self) -> &mut Generator<'p, Sent<In>, Out, Endless> {
        self.generator
            .as_mut()
            .expect("only `close` takes it, and that consumes the coroutine")
    }

    async fn answered(
        &self,
        to: impl Party<'p>,
        resumed: Resumed<Out, Endless>,
        line: u32,
    ) -> Result<Out, Stopped> {
        let answer = match resumed {
            Resumed::Yielded(answer) => answer,
            Resumed::Ended(Err(stopped)) => return Err(stopped),
        };
        take(to, Handover::Answer, self.it.actor(), answer.into(), line).await?;
        Ok(answer)
    }
}

impl<In, Out> Coroutine<'_, In, Out> {
    fn end(&mut self) {
        let Some(generator) = self.generator.take() else {
            return;
        };
        // First what its frame holds.
        drop(generator);
        let stopped = 1;
        self.it.record(Kind::Exit, stopped, 0, Value::None, 0);
    }
}

/// Nobody can send it anything any more.
impl<In, Out> Drop for Coroutine<'_, In, Out> {
    fn drop(&mut self) {
        self.end();
    }
}

/// `who` hands control on.
fn hand_on<'p>(who: impl Party<'p>, how: Handover, to: u32, value: Value<'_>, line: u32) {
    who.record(Kind::Yield, how as u8, to, value, line);
}

/// `who` has been handed control, and runs for as long as the visitor wants to see it.
async fn take<'p>(
    who: impl Party<'p>,
    how: Handover,
    from: u32,
    value: Value<'_>,
    line: u32,
) -> Result<(), Stopped> {
    who.record(Kind::Resume, how as u8, from, value, line);
    who.host().pause().await
}
