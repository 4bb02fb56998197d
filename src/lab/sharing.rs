//! What it costs to give an array to another actor: by shared memory between threads, and by transfer and by copy between
//! processes.

use super::Values;
use super::crew::Crew;
use super::survey::Survey;
use crate::lock::{Condvar, Mutex};
use crate::process::{Array, Line, Process};
use crate::sync::{Stopped, clock};
use crate::thread::Actor;
use std::sync::Arc;

/// Bytes from one size to the next: 1 B, 4 B, 16 B … 64 MiB.
const FACTOR: usize = 4;

fn sizes(values: &Values) -> Vec<usize> {
    let largest = 1 << values.count("largest");
    core::iter::successors(Some(1), |size| Some(size * FACTOR))
        .take_while(|&size| size <= largest)
        .collect()
}

/// How many trips there and back are timed at once: enough for the clock.
struct Pace {
    trips: u32,
    /// How long they should take at the least, in milliseconds.
    goal: f64,
}

impl Pace {
    fn new(clock_step: f64) -> Self {
        Self {
            trips: 1,
            // The clock's step then adds a twentieth at the most.
            goal: (20.0 * clock_step).max(2.0),
        }
    }

    /// Whether the trips of the warm-up were too short, as they took `ms`; there will be twice as many then. They are to take
    /// twice the goal, so that faster ones are still long enough.
    fn too_short_to_begin(&mut self, ms: f64) -> bool {
        self.too_short(ms, 2.0 * self.goal)
    }

    /// The time of one trip one way, as all of them took `ms`. `None` if that was too short after all, because something
    /// else on the machine made the warm-up slow; there will be twice as many then.
    fn one_way(&mut self, ms: f64) -> Option<f64> {
        let trips = self.trips;
        (!self.too_short(ms, self.goal)).then(|| ms / f64::from(2 * trips))
    }

    fn too_short(&mut self, ms: f64, goal: f64) -> bool {
        let short = ms < goal;
        if short {
            // Doubling, since the first trips are slower than the rest and would mislead any other guess.
            self.trips *= 2;
        }
        short
    }
}

// ── Threads ─────────────────────────────────────────────────────────────────

/// What is given: both threads can then read it, and no byte of it has moved.
type Shared = Arc<Vec<u8>>;

/// Where one thread leaves an array for the other.
#[derive(Default)]
struct Handover {
    place: Mutex<Option<Shared>>,
    filled: Condvar,
}

impl Handover {
    fn give(&self, me: &Actor, array: Shared) -> Result<(), Stopped> {
        *self.place.lock(me.stop())? = Some(array);
        self.filled.notify_one();
        Ok(())
    }

    fn take(&self, me: &Actor) -> Result<Shared, Stopped> {
        let mut place = self.place.lock(me.stop())?;
        loop {
            if let Some(array) = place.take() {
                return Ok(array);
            }
            place = self.filled.wait(place, me.stop())?;
        }
    }
}

/// One array that goes there and back so many times.
struct Trips {
    array: Shared,
    trips: u32,
    there: Handover,
    back: Handover,
}

pub(super) fn threads(me: &Actor, values: &Values) -> Result<(), Stopped> {
    let (sizes, rounds) = (sizes(values), values.count("rounds") as u32);
    let survey = Survey::new(me, (rounds + 1) * sizes.len() as u32);
    let crew = Crew::start(me, 2, "thread", |me, thread, trips: &Trips| {
        if thread == 0 {
            send(me, trips)
        } else {
            send_back(me, trips)
        }
    })?;
    let measure = |array: &Shared, trips: u32| {
        let job = Trips {
            array: Arc::clone(array),
            trips,
            there: Handover::default(),
            back: Handover::default(),
        };
        crew.round(me, 2, job)
    };
    let arrays: Vec<Shared> = (sizes.iter())
        .map(|&bytes| Arc::new(vec![1; bytes]))
        .collect();
    let mut paces: Vec<Pace> = (arrays.iter())
        .map(|_| Pace::new(survey.clock_step()))
        .collect();
    // The first round warms up, and finds how many trips are enough.
    for (pace, array) in paces.iter_mut().zip(&arrays) {
        while pace.too_short_to_begin(measure(array, pace.trips)?) {}
        survey.advance();
    }
    for _ in 0..rounds {
        for (pace, array) in paces.iter_mut().zip(&arrays) {
            let ms = loop {
                if let Some(ms) = pace.one_way(measure(array, pace.trips)?) {
                    break ms;
                }
            };
            survey.sample("give", "shared", array.len(), ms);
            survey.advance();
        }
    }
    crew.dismiss(me)
}

fn send(me: &Actor, trips: &Trips) -> Result<(), Stopped> {
    for _ in 0..trips.trips {
        trips.there.give(me, Arc::clone(&trips.array))?;
        check(&trips.back.take(me)?);
    }
    Ok(())
}

fn send_back(me: &Actor, trips: &Trips) -> Result<(), Stopped> {
    for _ in 0..trips.trips {
        let array = trips.there.take(me)?;
        check(&array);
        trips.back.give(me, array)?;
    }
    Ok(())
}

/// Reads the array at both ends: it has really arrived.
fn check(array: &[u8]) {
    assert_eq!((array.first(), array.last()), (Some(&1), Some(&1)));
}

// ── Processes ───────────────────────────────────────────────────────────────

/// How an array is given. It is the array's first byte, so that who gets it gives it back the same way.
#[derive(Clone, Copy)]
enum Way {
    Copy = 1,
    Transfer = 2,
}

impl Way {
    const ALL: [(Self, &str); 2] = [(Self::Transfer, "transfer"), (Self::Copy, "copy")];
}

/// How long an array goes to and fro before its trips are timed: long enough for the garbage of the last one.
const SETTLE_MS: f64 = 10.0;

/// The first byte of the last message.
const GO_HOME: u8 = 0;

pub(super) async fn processes(me: &Process, values: &Values) -> Result<(), Stopped> {
    let (sizes, rounds) = (sizes(values), values.count("rounds") as u32);
    let receiver = me.spawn("receiver").await?;
    let line = me.line(receiver.number()).await?;
    let survey = Survey::new(me, (rounds + 1) * 2 * sizes.len() as u32);

    // As among threads. One way after the other, because large copies leave garbage behind, which is collected at the
    // cost of whatever is measured next.
    let ways: Vec<_> = (Way::ALL.iter())
        .flat_map(|&(way, name)| sizes.iter().map(move |&bytes| (way, name, bytes)))
        .collect();
    let mut paces: Vec<Pace> = (ways.iter())
        .map(|_| Pace::new(survey.clock_step()))
        .collect();
    for (pace, &(way, _, bytes)) in paces.iter_mut().zip(&ways) {
        while pace.too_short_to_begin(time(me, &*line, way, bytes, pace.trips).await?) {}
        survey.advance();
    }
    for _ in 0..rounds {
        for (pace, &(way, name, bytes)) in paces.iter_mut().zip(&ways) {
            let ms = loop {
                if let Some(ms) = pace.one_way(time(me, &*line, way, bytes, pace.trips).await?) {
                    break ms;
                }
            };
            survey.sample("give", name, bytes, ms);
            survey.advance();
        }
    }
    line.transfer(message(me, GO_HOME, 1));
    receiver.join(me).await
}

fn message(me: &Process, first: u8, bytes: usize) -> Box<dyn Array> {
    let mut array = me.array(bytes);
    array.set(0, first);
    array
}

/// The milliseconds that so many trips there and back take.
async fn time(
    me: &Process,
    line: &dyn Line,
    way: Way,
    bytes: usize,
    trips: u32,
) -> Result<f64, Stopped> {
    let mut array = message(me, way as u8, bytes);
    // Until the workers have caught up with what was measured before.
    let settled = clock::now() + SETTLE_MS;
    while clock::now() < settled {
        array = give(line, way, array).await?;
    }
    let began = clock::now();
    for _ in 0..trips {
        array = give(line, way, array).await?;
    }
    Ok(clock::now() - began)
}

/// Gives the array and waits until it is back.
async fn give(line: &dyn Line, way: Way, array: Box<dyn Array>) -> Result<Box<dyn Array>, Stopped> {
    match way {
        Way::Copy => line.copy(&*array),
        Way::Transfer => line.transfer(array),
    }
    line.receive().await
}

/// The other process: gives back what it gets, the way it got it.
pub(super) async fn receiver(me: &Process, _values: &Values) -> Result<(), Stopped> {
    let main = me.line(0).await?;
    loop {
        let array = main.receive().await?;
        match array.get(0) {
            GO_HOME => return Ok(()),
            first if first == Way::Copy as u8 => main.copy(&*array),
            _ => main.transfer(array),
        }
    }
}
