//! Producers and consumers with a bounded queue between them: whoever is too fast for the others has to wait.

use super::{Random, Values};
use crate::queue::GetError;
use crate::sync::Stopped;
use crate::thread::{Actor, SharedQueue};
use std::sync::Arc;

pub(super) fn main(me: &Actor, values: &Values) -> Result<(), Stopped> {
    let capacity = values.count("capacity") as usize;
    let queue = Arc::new(SharedQueue::new(me, "queue", capacity));
    let polling = values.choice("waiting") == "polling";
    let seed = values.count("seed");

    let mut producers = Vec::new();
    for number in 1..=values.count("producers") {
        let mut worker = Worker {
            queue: Arc::clone(&queue),
            polling,
            // Even and odd numbers: with one more producer, all others draw what they drew before.
            random: Random::of(seed, 2 * number),
            mean_delay: values.number("producer_delay"),
        };
        let items = values.count("items");
        let body = move |me: &Actor| worker.produce(me, items);
        producers.push(me.spawn(&format!("producer {number}"), body)?);
    }

    let mut consumers = Vec::new();
    for number in 1..=values.count("consumers") {
        let mut worker = Worker {
            queue: Arc::clone(&queue),
            polling,
            random: Random::of(seed, 2 * number + 1),
            mean_delay: values.number("consumer_delay"),
        };
        let body = move |me: &Actor| worker.consume(me);
        consumers.push(me.spawn(&format!("consumer {number}"), body)?);
    }

    for producer in producers {
        producer.join(me)?;
    }
    // Nothing more will come: the consumers end as soon as it is empty.
    queue.close(me);
    for consumer in consumers {
        consumer.join(me)?;
    }
    Ok(())
}

/// A producer or a consumer.
struct Worker {
    queue: Arc<SharedQueue>,
    polling: bool,
    random: Random,
    mean_delay: f64,
}

/// No item is lost or doubled, wherever Stop comes: it ends a call that waits, before the item is put or got, or a
/// sleep. In between there is nothing that it could end, so an item that is put is told of, and so is one that is got.
impl Worker {
    fn produce(&mut self, me: &Actor, items: u64) -> Result<(), Stopped> {
        let mut polls = 0;
        for _ in 0..items {
            let item = self.random.item();
            if self.polling {
                self.queue.poll_for_room(me, &mut polls)?;
            }
            // It is not closed as long as a producer runs, so that only Stop can end this in vain.
            self.queue.put(me, item).map_err(|_| Stopped)?;
            let length = self.queue.len();
            me.print(format_args!("Produced {item} (queue length = {length})\n"));
            me.sleep(self.random.delay(self.mean_delay))?;
        }
        Ok(())
    }

    fn consume(&mut self, me: &Actor) -> Result<(), Stopped> {
        let mut polls = 0;
        loop {
            if self.polling {
                self.queue.poll_for_item(me, &mut polls)?;
            }
            let item = match self.queue.get(me) {
                Ok(item) => item,
                Err(GetError::Stopped) => return Err(Stopped),
                // Closed, and empty.
                Err(_) => return Ok(()),
            };
            let length = self.queue.len();
            me.print(format_args!("Consumed {item} (queue length = {length})\n"));
            me.sleep(self.random.delay(self.mean_delay))?;
        }
    }
}
