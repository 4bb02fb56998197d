//! Each primitive under real contention. A trial counts what its primitive ought to have kept apart and did not.

use crate::together::{Work, together};
use interleave::lock::{
    Barrier, Condvar, Event, FutexLock, Lock, Mutex, RawLock, RwLock, Semaphore, SpinLock,
    TicketLock,
};
use interleave::sync::{Stop, Stopped};
use interleave::thread::Actor;
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// Runs so many threads for so many rounds; gives how much went wrong.
pub type Trial = fn(&Actor, u32, u32) -> Result<u32, Stopped>;

/// The trial of the primitive of this name.
pub fn find(name: &str) -> Option<Trial> {
    Some(match name {
        "mutex" => exclusion::<FutexLock>,
        "spin" => exclusion::<SpinLock>,
        "ticket" => exclusion::<TicketLock>,
        "broken" => exclusion::<Broken>,
        "condvar" => condvar,
        "semaphore" => semaphore,
        "rwlock" => rwlock,
        "barrier" => barrier,
        "event" => event,
        _ => return None,
    })
}

/// The same work on so many threads, numbered from 0.
fn all(
    me: &Actor,
    threads: u32,
    work: impl Fn(&Stop, u32) -> Result<(), Stopped> + Clone + Send + 'static,
) -> Result<(), Stopped> {
    let works = (0..threads).map(|thread| -> Work {
        let work = work.clone();
        Box::new(move |me| work(me.stop(), thread))
    });
    together(me, works.collect()).map(drop)
}

/// Increments under the lock that got lost.
fn exclusion<R: RawLock + 'static>(me: &Actor, threads: u32, rounds: u32) -> Result<u32, Stopped> {
    let lock = Arc::new(Lock::<R, u32>::default());
    let theirs = Arc::clone(&lock);
    all(me, threads, move |stop, _| {
        for _ in 0..rounds {
            let mut count = theirs.lock(stop)?;
            // Through memory: otherwise the compiler could make it one step.
            let before = std::hint::black_box(*count);
            *count = before + 1;
        }
        Ok(())
    })?;
    let count = *lock.lock(me.stop())?;
    Ok(threads * rounds - count)
}

/// Looks whether it is free and then takes it, in two steps. It shows that the trial can fail.
#[derive(Default)]
struct Broken(AtomicBool);

impl RawLock for Broken {
    const NAME: &'static str = "broken";

    fn lock(&self, _stop: &Stop) -> Result<(), Stopped> {
        while !self.try_lock() {
            std::hint::spin_loop();
        }
        Ok(())
    }

    fn try_lock(&self) -> bool {
        !self.0.load(Ordering::Acquire) && {
            self.0.store(true, Ordering::Relaxed);
            true
        }
    }

    fn lock_until(&self, stop: &Stop, _deadline_ms: f64) -> Result<bool, Stopped> {
        self.lock(stop).map(|()| true)
    }

    unsafe fn unlock(&self) {
        self.0.store(false, Ordering::Release);
    }
}

/// A bounded buffer of a lock and two condition variables: by how much the sum of what came out is wrong, and how often it
/// held too much.
fn condvar(me: &Actor, threads: u32, rounds: u32) -> Result<u32, Stopped> {
    const CAPACITY: usize = 3;
    #[derive(Default)]
    struct Shared {
        buffer: Mutex<VecDeque<u32>>,
        filled: Condvar,
        emptied: Condvar,
        sum: AtomicU32,
        wrong: AtomicU32,
    }
    let shared = Arc::new(Shared::default());
    let theirs = Arc::clone(&shared);
    let pairs = threads / 2;
    all(me, 2 * pairs, move |stop, thread| {
        let Shared {
            buffer,
            filled,
            emptied,
            sum,
            wrong,
        } = &*theirs;
        for round in 1..=rounds {
            if thread % 2 == 0 {
                let full = |items: &mut VecDeque<u32>| items.len() == CAPACITY;
                let mut items = emptied.wait_while(buffer.lock(stop)?, stop, full)?;
                items.push_back(round);
                wrong.fetch_add(u32::from(items.len() > CAPACITY), Ordering::Relaxed);
                drop(items);
                filled.notify_one();
            } else {
                let mut items =
                    filled.wait_while(buffer.lock(stop)?, stop, |items| items.is_empty())?;
                sum.fetch_add(items.pop_front().unwrap_or(0), Ordering::Relaxed);
                drop(items);
                emptied.notify_one();
            }
        }
        Ok(())
    })?;
    let expected = pairs * (rounds * (rounds + 1) / 2);
    let sum = shared.sum.load(Ordering::Relaxed);
    Ok(shared.wrong.load(Ordering::Relaxed) + expected.abs_diff(sum))
}

/// How often more were inside than there are permits.
fn semaphore(me: &Actor, threads: u32, rounds: u32) -> Result<u32, Stopped> {
    const PERMITS: u16 = 2;
    let shared = Arc::new((
        Semaphore::new(PERMITS),
        AtomicU32::new(0),
        AtomicU32::new(0),
    ));
    let theirs = Arc::clone(&shared);
    all(me, threads, move |stop, _| {
        let (semaphore, inside, wrong) = &*theirs;
        for _ in 0..rounds {
            let permit = semaphore.acquire(stop)?;
            let now = inside.fetch_add(1, Ordering::Relaxed) + 1;
            wrong.fetch_add(u32::from(now > u32::from(PERMITS)), Ordering::Relaxed);
            inside.fetch_sub(1, Ordering::Relaxed);
            drop(permit);
        }
        Ok(())
    })?;
    let (semaphore, _, wrong) = &*shared;
    let missing = PERMITS.abs_diff(semaphore.available());
    Ok(wrong.load(Ordering::Relaxed) + u32::from(missing))
}

/// Reads of a value that was being written, and writes that got lost. The first half of the threads writes.
fn rwlock(me: &Actor, threads: u32, rounds: u32) -> Result<u32, Stopped> {
    let shared = Arc::new((RwLock::new([0_u32; 2]), AtomicU32::new(0)));
    let theirs = Arc::clone(&shared);
    let writers = threads / 2;
    all(me, threads, move |stop, thread| {
        let (lock, wrong) = &*theirs;
        for _ in 0..rounds {
            if thread < writers {
                let mut pair = lock.write(stop)?;
                pair[0] += 1;
                // Between the two a reader would see them differ.
                std::hint::black_box(&mut *pair);
                pair[1] += 1;
            } else {
                let pair = lock.read(stop)?;
                let differ = std::hint::black_box(pair[0]) != std::hint::black_box(pair[1]);
                wrong.fetch_add(u32::from(differ), Ordering::Relaxed);
            }
        }
        Ok(())
    })?;
    let (lock, wrong) = &*shared;
    let pair = *lock.read(me.stop())?;
    let lost = (writers * rounds).abs_diff(pair[0]);
    Ok(wrong.load(Ordering::Relaxed) + lost)
}

/// How often a thread was let through before all had come.
fn barrier(me: &Actor, threads: u32, rounds: u32) -> Result<u32, Stopped> {
    let shared = Arc::new((
        Barrier::new(threads),
        AtomicU32::new(0),
        AtomicU32::new(0),
        AtomicU32::new(0),
    ));
    let theirs = Arc::clone(&shared);
    all(me, threads, move |stop, _| {
        let (barrier, arrived, leaders, wrong) = &*theirs;
        for round in 1..=rounds {
            arrived.fetch_add(1, Ordering::Relaxed);
            let leads = barrier.wait(stop)?;
            leaders.fetch_add(u32::from(leads), Ordering::Relaxed);
            let all = arrived.load(Ordering::Relaxed) >= round * threads;
            wrong.fetch_add(u32::from(!all), Ordering::Relaxed);
            // Nobody arrives for the next round while another still looks.
            barrier.wait(stop)?;
        }
        Ok(())
    })?;
    let (_, _, leaders, wrong) = &*shared;
    Ok(wrong.load(Ordering::Relaxed) + rounds.abs_diff(leaders.load(Ordering::Relaxed)))
}

/// How often a thread went on before the event, or did not see what was written before it. The first thread sets it.
fn event(me: &Actor, threads: u32, rounds: u32) -> Result<u32, Stopped> {
    let shared = Arc::new((
        Event::new(),
        Barrier::new(threads),
        AtomicU32::new(0),
        AtomicU32::new(0),
    ));
    let theirs = Arc::clone(&shared);
    all(me, threads, move |stop, thread| {
        let (event, barrier, told, wrong) = &*theirs;
        for round in 1..=rounds {
            if thread == 0 {
                told.store(round, Ordering::Relaxed);
                event.set();
            } else {
                event.wait(stop)?;
                let heard = told.load(Ordering::Relaxed);
                wrong.fetch_add(u32::from(heard != round), Ordering::Relaxed);
            }
            barrier.wait(stop)?;
            if thread == 0 {
                event.clear();
            }
            barrier.wait(stop)?;
        }
        Ok(())
    })?;
    Ok(shared.3.load(Ordering::Relaxed))
}
