//! The same work in threads that pass round one global lock, as CPython's do, in threads without it, and in processes:
//! once as computing, once as sleeping.

use super::Values;
use super::crew::Crew;
use super::interpreter_lock::InterpreterLock;
use super::survey::Survey;
use crate::process::{Array, Line, Process};
use crate::sync::{Stopped, clock};
use crate::thread::Actor;
use core::hint::black_box;
use std::sync::Arc;

/// What there is to do.
#[derive(Clone, Copy)]
enum Job {
    Compute,
    Sleep,
}

impl Job {
    const ALL: [(Self, &str); 2] = [(Self::Compute, "compute"), (Self::Sleep, "sleep")];

    /// This much of it, for one of `workers` that share it.
    fn share(self, values: &Values, worker: u32, workers: u32) -> u64 {
        let whole = match self {
            Self::Compute => values.count("steps") * 1_000_000,
            Self::Sleep => values.count("naps"),
        };
        let (worker, workers) = (u64::from(worker), u64::from(workers));
        whole * (worker + 1) / workers - whole * worker / workers
    }
}

/// Steps between two looks at whether another thread wants the lock: some ten microseconds.
const STEPS: u64 = 1 << 14;
/// Seconds of a nap.
const NAP: f64 = 0.01;

/// Something to compute: so many steps of a random number generator (Knuth's MMIX).
fn compute(state: u64, steps: u64) -> u64 {
    (0..steps).fold(state, |state, _| {
        black_box(state.wrapping_mul(6_364_136_223_846_793_005))
            .wrapping_add(1_442_695_040_888_963_407)
    })
}

// ── Threads ─────────────────────────────────────────────────────────────────

/// A job for some threads, and the lock that they are to have while they run.
struct Shift {
    job: Job,
    threads: u32,
    lock: Option<Arc<InterpreterLock>>,
}

pub(super) fn threads(me: &Actor, values: &Values) -> Result<(), Stopped> {
    let (threads, rounds) = (
        values.count("threads") as u32,
        values.count("rounds") as u32,
    );
    let survey = Survey::new(me, (rounds + 1) * 6);
    let lock = Arc::new(InterpreterLock::new(me, values.number("interval")));
    let all = values.clone();
    let crew = Crew::start(me, threads, "thread", move |me, thread, shift: &Shift| {
        let share = shift.job.share(&all, thread, shift.threads);
        match &shift.lock {
            Some(lock) => with_lock(me, lock, thread, shift.job, share),
            None => without_lock(me, shift.job, share),
        }
    })?;
    for round in 0..=rounds {
        for (job, name) in Job::ALL {
            let ways = [
                ("thread", 1, None),
                ("locked", threads, Some(&lock)),
                ("free", threads, None),
            ];
            for (way, threads, lock) in ways {
                let lock = lock.cloned();
                let ms = crew.round(me, threads, Shift { job, threads, lock })?;
                // The first round warms up.
                if round > 0 {
                    survey.sample(name, way, threads, ms);
                }
                survey.advance();
            }
        }
    }
    crew.dismiss(me)
}

fn with_lock(
    me: &Actor,
    lock: &InterpreterLock,
    thread: u32,
    job: Job,
    share: u64,
) -> Result<(), Stopped> {
    lock.take(me, thread)?;
    match job {
        Job::Compute => {
            let mut state = 0;
            for done in (0..share).step_by(STEPS as usize) {
                state = compute(state, STEPS.min(share - done));
                lock.checkpoint(me, thread)?;
            }
            black_box(state);
        }
        Job::Sleep => {
            for _ in 0..share {
                // Whoever waits for something outside of the program lets the others run meanwhile.
                lock.release(me, thread)?;
                me.sleep(NAP)?;
                lock.take(me, thread)?;
            }
        }
    }
    lock.release(me, thread)
}

fn without_lock(me: &Actor, job: Job, share: u64) -> Result<(), Stopped> {
    match job {
        Job::Compute => {
            let mut state = 0;
            for done in (0..share).step_by(STEPS as usize) {
                state = compute(state, STEPS.min(share - done));
                me.stop().check()?;
            }
            black_box(state);
        }
        Job::Sleep => {
            for _ in 0..share {
                me.sleep(NAP)?;
            }
        }
    }
    Ok(())
}

// ── Processes ───────────────────────────────────────────────────────────────

/// What main tells a process, as two bytes: one of these, and how many processes share the job.
const COMPUTE: u8 = 0;
const SLEEP: u8 = 1;
const GO_HOME: u8 = 2;

/// Steps between two looks at the messages, of which Stop is one: some 10 ms.
const STEPS_BETWEEN_LOOKS: u64 = 1 << 22;

pub(super) async fn processes(me: &Process, values: &Values) -> Result<(), Stopped> {
    let (processes, rounds) = (
        values.count("threads") as u32,
        values.count("rounds") as u32,
    );
    let mut lines = Vec::new();
    let mut handles = Vec::new();
    for number in 1..=processes {
        let process = me.spawn(&format!("process {number}")).await?;
        lines.push(me.line(process.number()).await?);
        handles.push(process);
    }
    // Only now: what is timed is the work, not the start of processes.
    let survey = Survey::new(me, (rounds + 1) * 4);
    for round in 0..=rounds {
        for (job, name) in Job::ALL {
            for (way, processes) in [("process", 1), ("processes", processes)] {
                let ms = together(me, &lines[..processes as usize], job).await?;
                if round > 0 {
                    survey.sample(name, way, processes, ms);
                }
                survey.advance();
            }
        }
    }
    for line in &lines {
        line.copy(&*order(me, GO_HOME, 0));
    }
    for handle in handles {
        handle.join(me).await?;
    }
    Ok(())
}

/// Has these processes do a job at the same time; returns the milliseconds until the last one has answered.
async fn together(me: &Process, lines: &[Box<dyn Line>], job: Job) -> Result<f64, Stopped> {
    let job = match job {
        Job::Compute => COMPUTE,
        Job::Sleep => SLEEP,
    };
    let order = order(me, job, lines.len() as u8);
    let began = clock::now();
    for line in lines {
        line.copy(&*order);
    }
    for line in lines {
        line.receive().await?;
    }
    Ok(clock::now() - began)
}

fn order(me: &Process, job: u8, processes: u8) -> Box<dyn Array> {
    let mut order = me.array(2);
    order.set(0, job);
    order.set(1, processes);
    order
}

/// The life of a process: does what main tells it, and answers.
pub(super) async fn process(me: &Process, values: &Values) -> Result<(), Stopped> {
    let main = me.line(0).await?;
    loop {
        let order = main.receive().await?;
        // Main is number 0.
        let (worker, workers) = (me.number() - 1, u32::from(order.get(1)));
        match order.get(0) {
            COMPUTE => {
                let share = Job::Compute.share(values, worker, workers);
                let mut state = 0;
                for done in (0..share).step_by(STEPS_BETWEEN_LOOKS as usize) {
                    state = compute(state, STEPS_BETWEEN_LOOKS.min(share - done));
                    me.look().await?;
                }
                black_box(state);
            }
            SLEEP => {
                for _ in 0..Job::Sleep.share(values, worker, workers) {
                    me.sleep(NAP).await?;
                }
            }
            _ => return Ok(()),
        }
        main.copy(&*order);
    }
}
