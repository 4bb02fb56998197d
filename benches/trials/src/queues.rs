//! How fast queues hand items on.

use crate::together::{Work, together};
use interleave::queue::{ItemRing, Queue};
use interleave::sync::Stopped;
use interleave::thread::Actor;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, mpsc};

/// What a queue has to do.
#[derive(Clone, Copy)]
pub struct Load {
    /// Threads that put.
    pub producers: u32,
    /// Threads that get.
    pub consumers: u32,
    /// Slots.
    pub capacity: usize,
    /// Items in all, at least one for each thread.
    pub items: u32,
}

impl Load {
    /// Share of `part` among `parts`: they differ by one item at the most.
    fn share(self, part: u32, parts: u32) -> u32 {
        self.items / parts + u32::from(part < self.items % parts)
    }

    fn sum(self) -> u64 {
        (0..self.producers)
            .map(|producer| u64::from(self.share(producer, self.producers)))
            .map(|count| count * (count + 1) / 2)
            .sum()
    }
}

/// Carries a load; gives items per second.
pub type Trial = fn(&Actor, Load) -> Result<f64, Stopped>;

/// The trial of the queue of this name.
pub fn find(name: &str) -> Option<Trial> {
    Some(match name {
        "queue" => bounded,
        "ring" => ring,
        "crossbeam" => crossbeam,
        "sync_channel" => sync_channel,
        _ => return None,
    })
}

fn bounded(me: &Actor, load: Load) -> Result<f64, Stopped> {
    let queue = Arc::new(Queue::new(load.capacity));
    let putter = |_| {
        let queue = Arc::clone(&queue);
        move |me: &Actor, item| queue.put(item, me.stop()).expect(OPEN)
    };
    let getter = |_| {
        let queue = Arc::clone(&queue);
        move |me: &Actor| queue.get(me.stop()).expect(OPEN)
    };
    carry(
        me,
        load,
        (0..load.producers).map(putter),
        (0..load.consumers).map(getter),
    )
}

fn ring(me: &Actor, load: Load) -> Result<f64, Stopped> {
    assert_eq!(
        (load.producers, load.consumers),
        (1, 1),
        "a ring is for two"
    );
    let (mut producer, mut consumer) = ItemRing::new(load.capacity);
    let put = move |me: &Actor, item| producer.put(item, me.stop()).expect(OPEN);
    let get = move |me: &Actor| consumer.get(me.stop()).expect(OPEN);
    carry(me, load, [put], [get])
}

fn crossbeam(me: &Actor, load: Load) -> Result<f64, Stopped> {
    let (sender, receiver) = crossbeam_channel::bounded(load.capacity);
    let putter = |_| {
        let sender = sender.clone();
        move |_: &Actor, item| sender.send(item).expect(OPEN)
    };
    let getter = |_| {
        let receiver = receiver.clone();
        move |_: &Actor| receiver.recv().expect(OPEN)
    };
    carry(
        me,
        load,
        (0..load.producers).map(putter),
        (0..load.consumers).map(getter),
    )
}

fn sync_channel(me: &Actor, load: Load) -> Result<f64, Stopped> {
    assert_eq!(load.consumers, 1, "its receiver cannot be shared");
    let (sender, receiver) = mpsc::sync_channel(load.capacity);
    let putter = |_| {
        let sender = sender.clone();
        move |_: &Actor, item| sender.send(item).expect(OPEN)
    };
    let get = move |_: &Actor| receiver.recv().expect(OPEN);
    carry(me, load, (0..load.producers).map(putter), [get])
}

const OPEN: &str = "nobody closes it";

/// Each producer puts its share, 1, 2, 3 and so on; each consumer gets its share.
fn carry<P, G>(
    me: &Actor,
    load: Load,
    putters: impl IntoIterator<Item = P>,
    getters: impl IntoIterator<Item = G>,
) -> Result<f64, Stopped>
where
    P: FnMut(&Actor, u32) + Send + 'static,
    G: FnMut(&Actor) -> u32 + Send + 'static,
{
    let sum = Arc::new(AtomicU64::new(0));
    let mut works: Vec<Work> = Vec::new();
    for (producer, mut put) in (0..).zip(putters) {
        let count = load.share(producer, load.producers);
        works.push(Box::new(move |me| {
            (1..=count).for_each(|item| put(me, item));
            Ok(())
        }));
    }
    for (consumer, mut get) in (0..).zip(getters) {
        let count = load.share(consumer, load.consumers);
        let sum = Arc::clone(&sum);
        works.push(Box::new(move |me| {
            let got: u64 = (0..count).map(|_| u64::from(get(me))).sum();
            // Relaxed: handed over by the join.
            sum.fetch_add(got, Ordering::Relaxed);
            Ok(())
        }));
    }
    let ms = together(me, works)?;
    assert_eq!(
        sum.load(Ordering::Relaxed),
        load.sum(),
        "items were lost or doubled"
    );
    Ok(f64::from(load.items) * 1e3 / ms)
}
