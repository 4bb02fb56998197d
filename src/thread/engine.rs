//! The engine of threads: one run at a time, on one shared memory.

use super::actor::{Actor, set_current};
use super::fault::Fault;
use super::guest::Guest;
use super::join::{JoinHandle, Packet};
use super::pool::{Pool, Refused};
use crate::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use crate::sync::{Stop, Stopped, Word, clock};
use crate::trace::{Kind, Recorder, Ring, Value};
use std::sync::Arc;

/// Actors of a run at the most, main included: each has a ring of its own.
pub const MAX_ACTORS: usize = 32;

/// What a run is started with.
#[derive(Clone, Copy, Debug)]
pub struct Setup {
    /// When it began, on [`clock::now`]: times in the trace count from here.
    pub began: f64,
    /// How many times faster than asked for the program sleeps; above 0.
    pub speed: f64,
    /// What is planted in task 1, for tests.
    pub fault: Fault,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            began: clock::now(),
            speed: 1.0,
            fault: Fault::None,
        }
    }
}

/// Everything that the actors of a run share, and the workers that run them. It lives as long as its memory.
pub struct Engine {
    pool: Pool,
    stop: Stop,
    rings: [Ring; MAX_ACTORS],
    /// Numbers events: increased by each event, so a later event of another actor that was told of an earlier one has
    /// a larger number.
    sequence: AtomicU32,
    next_actor: AtomicU32,
    next_object: AtomicU32,
    /// Spawned actors that have not ended yet.
    live: Word,
    /// The `f64`s of the run's [`Setup`], as bits.
    began: AtomicU64,
    speed: AtomicU64,
    fault: AtomicU32,
}

/// The main actor's number.
const MAIN: u32 = 0;
/// The number of the actor that it spawns first.
const FIRST_SPAWNED: u32 = MAIN + 1;

impl Engine {
    /// An engine without workers. All zeros, so that as a static it takes no room in the Wasm file.
    #[allow(clippy::new_without_default, reason = "made as a static, or leaked")]
    pub const fn new() -> Self {
        Self {
            pool: Pool::new(),
            stop: Stop::new(),
            rings: [const { Ring::new() }; MAX_ACTORS],
            sequence: AtomicU32::new(0),
            next_actor: AtomicU32::new(0),
            next_object: AtomicU32::new(0),
            live: Word::new(0),
            began: AtomicU64::new(0),
            speed: AtomicU64::new(0),
            fault: AtomicU32::new(0),
        }
    }

    /// The run's stop word.
    pub fn stop(&self) -> &Stop {
        &self.stop
    }

    /// The rings, by actor.
    pub fn rings(&self) -> &[Ring; MAX_ACTORS] {
        &self.rings
    }

    /// Workers that serve.
    pub fn workers(&self) -> u32 {
        self.pool.present()
    }

    /// Makes the calling thread worker `index` of the pool. Does not return while `go_on` says true, which is asked
    /// after each job.
    ///
    /// # Panics
    /// If another worker has this index.
    pub fn serve(&'static self, index: u32, go_on: impl Fn() -> bool) {
        let after_job = || {
            // Release pairs with the Acquire in `run`: all that the actor did is seen after its run.
            if self.live.fetch_sub(1, Ordering::Release) == 1 {
                self.live.wake_all();
            }
        };
        self.pool.serve(index, after_job, go_on);
    }

    /// Runs `program` as the main actor on the calling thread, which is worker 0, and returns when it and all actors
    /// that it spawned have ended. `Err` if it was stopped before its end.
    ///
    /// The stop word is the caller's: reset it before the run, at a moment when no request for this run can have come.
    ///
    /// # Panics
    /// If the program does.
    pub fn run(
        &'static self,
        setup: Setup,
        program: impl FnOnce(&Actor) -> Result<(), Stopped>,
    ) -> Result<(), Stopped> {
        self.reset(setup);
        let result = self.live_as(MAIN, "main", 0, program);
        loop {
            // Acquire pairs with the Release in `serve`.
            let live = self.live.load(Ordering::Acquire);
            if live == 0 {
                return result;
            }
            self.live.wait(live, None);
        }
    }

    /// Runs `body` on a worker of the pool, as an actor of its own called `name`.
    #[track_caller]
    pub(super) fn spawn<T: Send + 'static>(
        &'static self,
        parent: &Actor,
        name: &str,
        body: impl FnOnce(&Actor) -> Result<T, Stopped> + Send + 'static,
    ) -> Result<JoinHandle<T>, Stopped> {
        let id = self.announce(parent, name);
        let packet = Arc::new(Packet::new());
        let theirs = Arc::clone(&packet);
        let child_name = name.to_owned();
        // Relaxed: counted before the job is given, and giving it publishes that.
        self.live.fetch_add(1, Ordering::Relaxed);
        let job = Box::new(move |worker| {
            let result = self.live_as(id, &child_name, worker, |actor| {
                Self::strike(actor, id)?;
                body(actor)
            });
            theirs.complete(result);
        });
        match self.pool.give(&self.stop, job) {
            Ok(()) => Ok(JoinHandle::new(packet, id)),
            Err(refused) => {
                // Relaxed: the job never was; nobody waits for this count while its spawner still runs.
                self.live.fetch_sub(1, Ordering::Relaxed);
                match refused {
                    Refused::Stopped => Err(Stopped),
                    Refused::NoWorker => panic!(
                        "no worker is free for {name}: the pool has {}",
                        self.pool.present()
                    ),
                }
            }
        }
    }

    /// Makes an actor called `name` for a thread that is not the pool's.
    #[track_caller]
    pub(super) fn invite(&'static self, parent: &Actor, name: &str) -> Guest {
        let id = self.announce(parent, name);
        Guest::new(self.actor(id), id, name)
    }

    /// Does to the first spawned actor what a test planted in it.
    pub(super) fn strike(actor: &Actor, id: u32) -> Result<(), Stopped> {
        if id == FIRST_SPAWNED {
            actor.engine().fault().strike(actor)?;
        }
        Ok(())
    }

    /// Numbers an actor that `parent` makes, and records that.
    #[track_caller]
    fn announce(&self, parent: &Actor, name: &str) -> u32 {
        // Relaxed: hands out each number once, that is all.
        let id = self.next_actor.fetch_add(1, Ordering::Relaxed);
        assert!(
            (id as usize) < MAX_ACTORS,
            "a run has {MAX_ACTORS} actors at the most"
        );
        parent
            .recorder()
            .record_engine(Kind::Spawn, 0, id, name.into());
        id
    }

    /// Numbers an object of the run.
    pub(super) fn number_object(&self) -> u32 {
        // Relaxed: hands out each number once, that is all.
        self.next_object.fetch_add(1, Ordering::Relaxed)
    }

    /// How many times faster than asked for the program sleeps.
    pub(super) fn speed(&self) -> f64 {
        f64::from_bits(self.speed.load(Ordering::Relaxed))
    }

    fn fault(&self) -> Fault {
        Fault::from_number(self.fault.load(Ordering::Relaxed))
    }

    /// Lives the life of an actor, from start to exit, on the calling thread.
    fn live_as<T>(
        &'static self,
        id: u32,
        name: &str,
        worker: u32,
        body: impl FnOnce(&Actor) -> Result<T, Stopped>,
    ) -> Result<T, Stopped> {
        set_current(name);
        let actor = self.actor(id);
        let recorder = actor.recorder();
        recorder.record_engine(Kind::Start, 0, id, i64::from(worker).into());
        let result = body(&actor);
        recorder.record_engine(Kind::Exit, u8::from(result.is_err()), id, Value::None);
        result
    }

    fn actor(&'static self, id: u32) -> Actor {
        let producer = self.rings[id as usize]
            .producer()
            .expect("an actor's ring has no other writer");
        let began = f64::from_bits(self.began.load(Ordering::Relaxed));
        Actor::new(self, Recorder::new(producer, &self.sequence, began))
    }

    /// Makes everything as before the first run, but for the stop word. No actor of the last one is left: `run` waited for them.
    fn reset(&self, setup: Setup) {
        // Relaxed throughout: giving the first job publishes it all.
        self.sequence.store(0, Ordering::Relaxed);
        self.next_actor.store(FIRST_SPAWNED, Ordering::Relaxed);
        self.next_object.store(1, Ordering::Relaxed);
        self.began.store(setup.began.to_bits(), Ordering::Relaxed);
        self.speed.store(setup.speed.to_bits(), Ordering::Relaxed);
        self.fault.store(setup.fault as u32, Ordering::Relaxed);
    }
}
