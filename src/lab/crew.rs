//! A crew: actors that do a job together, round by round, as their main actor says, so that what is timed is the job and
//! not the making of actors.

use crate::lock::{Condvar, Mutex};
use crate::sync::atomic::{AtomicU64, Ordering};
use crate::sync::{Backoff, Stopped, Word, clock};
use crate::thread::{Actor, JoinHandle};
use crate::trace::{Class, Kind, Value};
use std::sync::Arc;

/// The members, as their main actor has them.
pub(super) struct Crew<J> {
    /// By member. Each has a desk to itself, so that who takes no part in a round is not woken by it.
    desks: Vec<Arc<Desk<J>>>,
    members: Vec<JoinHandle<()>>,
}

/// Where a member gets its orders.
struct Desk<J> {
    order: Mutex<Option<Order<J>>>,
    given: Condvar,
}

enum Order<J> {
    Work(Arc<Round<J>>),
    GoHome,
}

/// One job for several members, and how far they are with it.
struct Round<J> {
    job: J,
    /// Members that are not at the start yet.
    missing: Word,
    /// Members that have not ended yet.
    left: Word,
    /// When the last one came to the start and when the last one ended: `f64`s as bits, which are in the order of the
    /// numbers, as those are not negative.
    began: AtomicU64,
    ended: AtomicU64,
}

impl<J: Send + Sync + 'static> Crew<J> {
    /// Starts so many actors, called `name` and a number from 1. In each round in which it takes part, each does `work`,
    /// which gets the member's number from 0.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop.
    pub(super) fn start(
        me: &Actor,
        size: u32,
        name: &str,
        work: impl Fn(&Actor, u32, &J) -> Result<(), Stopped> + Clone + Send + 'static,
    ) -> Result<Self, Stopped> {
        let mut crew = Self {
            desks: Vec::new(),
            members: Vec::new(),
        };
        let next_round = me.declare(Class::Other, "the next round");
        for member in 0..size {
            let desk = Arc::new(Desk {
                order: Mutex::new(None),
                given: Condvar::new(),
            });
            crew.desks.push(Arc::clone(&desk));
            let work = work.clone();
            let member = me.spawn(&format!("{name} {}", member + 1), move |me| {
                loop {
                    me.record_around(Kind::Wait, next_round, Value::None);
                    let order = desk.take(me)?;
                    if let Order::Work(round) = &order {
                        round.line_up(me)?;
                    }
                    me.record_around(Kind::Wake, next_round, Value::None);
                    match order {
                        Order::Work(round) => {
                            work(me, member, &round.job)?;
                            round.leave();
                        }
                        Order::GoHome => return Ok(()),
                    }
                }
            })?;
            crew.members.push(member);
        }
        Ok(crew)
    }

    /// Has the first `active` members do `job` at the same time. Returns the milliseconds from when the last of them was
    /// ready to when the last of them had ended.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop.
    pub(super) fn round(&self, me: &Actor, active: u32, job: J) -> Result<f64, Stopped> {
        self.round_with(me, active, job, |_| Ok(()))
    }

    /// The same, and calls `meanwhile` once all of them have begun: for a job that goes on until it is told to end.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop.
    pub(super) fn round_with(
        &self,
        me: &Actor,
        active: u32,
        job: J,
        meanwhile: impl FnOnce(&J) -> Result<(), Stopped>,
    ) -> Result<f64, Stopped> {
        let round = Arc::new(Round {
            job,
            missing: Word::new(active),
            left: Word::new(active),
            began: AtomicU64::new(0),
            ended: AtomicU64::new(0),
        });
        for desk in &self.desks[..active as usize] {
            desk.put(me, Order::Work(Arc::clone(&round)))?;
        }
        until_zero(me, &round.missing)?;
        meanwhile(&round.job)?;
        until_zero(me, &round.left)?;
        Ok(round.duration())
    }

    /// Lets the members go, and waits until they have.
    ///
    /// # Errors
    /// [`Stopped`] if the run was told to stop.
    pub(super) fn dismiss(self, me: &Actor) -> Result<(), Stopped> {
        for desk in &self.desks {
            desk.put(me, Order::GoHome)?;
        }
        self.members
            .into_iter()
            .try_for_each(|member| member.join(me))
    }
}

impl<J> Desk<J> {
    fn put(&self, me: &Actor, order: Order<J>) -> Result<(), Stopped> {
        *self.order.lock(me.stop())? = Some(order);
        self.given.notify_one();
        Ok(())
    }

    fn take(&self, me: &Actor) -> Result<Order<J>, Stopped> {
        let mut order = self.order.lock(me.stop())?;
        loop {
            if let Some(order) = order.take() {
                return Ok(order);
            }
            order = self.given.wait(order, me.stop())?;
        }
    }
}

impl<J> Round<J> {
    /// Waits at the start for the others.
    fn line_up(&self, me: &Actor) -> Result<(), Stopped> {
        // AcqRel: what each did before the start happens before what any does after it (pairs with itself and with the
        // Acquire in `until_zero`).
        if self.missing.fetch_sub(1, Ordering::AcqRel) > 1 {
            return until_zero(me, &self.missing);
        }
        // Relaxed: `left` hands it over.
        self.began.store(clock::now().to_bits(), Ordering::Relaxed);
        self.missing.wake_all();
        Ok(())
    }

    fn leave(&self) {
        // Relaxed: `left` hands it over.
        self.ended
            .fetch_max(clock::now().to_bits(), Ordering::Relaxed);
        // AcqRel: as in `line_up`, towards the main actor.
        if self.left.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.left.wake_all();
        }
    }

    /// How long it took. Once `left` is 0.
    fn duration(&self) -> f64 {
        let [began, ended] =
            [&self.began, &self.ended].map(|time| f64::from_bits(time.load(Ordering::Relaxed)));
        ended - began
    }
}

/// Waits until `word` is 0, which it reaches once and stays.
fn until_zero(me: &Actor, word: &Word) -> Result<(), Stopped> {
    let mut backoff = Backoff::new();
    loop {
        // Acquire pairs with the Release in `line_up` and `leave`.
        let left = word.load(Ordering::Acquire);
        if left == 0 {
            return Ok(());
        }
        if !backoff.spin() {
            me.stop().wait(word, left, None)?;
        }
    }
}
