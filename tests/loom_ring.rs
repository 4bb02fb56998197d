//! Loom explores the rings for one producer and one consumer, and finds the flaw in each broken one.
#![cfg(loom)]

#[path = "loom_support/broken_queues.rs"]
#[allow(dead_code, reason = "the queue in it is for another test crate")]
mod broken;
mod loom_support;

use interleave::queue::{
    ByteReader, ByteRing, ByteWriter, GetError, ItemConsumer, ItemProducer, ItemRing, PutError,
};
use interleave::sync::Stop;
use loom::thread;
use loom_support::{DEADLOCK, RACE, assert_caught, explore};
use std::sync::Arc;

/// The end of a ring that is put into.
trait Producer: Send + 'static {
    fn put(&mut self, item: u32, stop: &Stop);
}

/// The end of a ring that is got from.
trait Consumer: Send + 'static {
    fn get(&mut self, stop: &Stop) -> u32;
}

impl Producer for ItemProducer<u32> {
    fn put(&mut self, item: u32, stop: &Stop) {
        assert!(self.put(item, stop).is_ok());
    }
}

impl Consumer for ItemConsumer<u32> {
    fn get(&mut self, stop: &Stop) -> u32 {
        self.get(stop).unwrap()
    }
}

type Bytes = ByteRing<2>;
type Writer = ByteWriter<2, Arc<Bytes>>;
type Reader = ByteReader<2, Arc<Bytes>>;

impl Producer for Writer {
    fn put(&mut self, item: u32, stop: &Stop) {
        assert!(self.write_all(&[item as u8], stop).is_ok());
    }
}

impl Consumer for Reader {
    fn get(&mut self, stop: &Stop) -> u32 {
        let mut byte = [0];
        assert_eq!(self.read(&mut byte, stop), Ok(1));
        u32::from(byte[0])
    }
}

fn byte_ring() -> (Writer, Reader) {
    let ring = Arc::new(Bytes::new());
    (
        ByteWriter::claim(Arc::clone(&ring)).expect("free"),
        ByteReader::claim(ring).expect("free"),
    )
}

struct BrokenEnd<const FLAW: u8>(Arc<broken::Ring<FLAW>>);

impl<const FLAW: u8> Producer for BrokenEnd<FLAW> {
    fn put(&mut self, item: u32, stop: &Stop) {
        self.0.put(item, stop);
    }
}

impl<const FLAW: u8> Consumer for BrokenEnd<FLAW> {
    fn get(&mut self, stop: &Stop) -> u32 {
        self.0.get(stop)
    }
}

fn broken_ring<const FLAW: u8>() -> (BrokenEnd<FLAW>, BrokenEnd<FLAW>) {
    let ring = Arc::new(broken::Ring::new());
    (BrokenEnd(Arc::clone(&ring)), BrokenEnd(ring))
}

/// More items than the ring has room for: each end waits for the other.
fn hands_over<P: Producer, C: Consumer>(ring: fn() -> (P, C), items: u32) {
    explore(3, move || {
        let (mut producer, mut consumer) = ring();
        let stop = Arc::new(Stop::new());
        let putting = {
            let stop = Arc::clone(&stop);
            thread::spawn(move || {
                for item in 0..items {
                    producer.put(item, &stop);
                }
                // Kept, so that its end is not what wakes the consumer.
                producer
            })
        };
        for item in 0..items {
            assert_eq!(consumer.get(&stop), item);
        }
        drop(putting.join().unwrap());
    });
}

#[test]
fn items_are_handed_over() {
    hands_over(|| ItemRing::new(1), 3);
    hands_over(|| ItemRing::new(2), 4);
}

#[test]
fn bytes_are_handed_over() {
    hands_over(byte_ring, 4);
}

#[test]
fn portions_of_bytes_are_handed_over() {
    explore(3, || {
        let (mut writer, mut reader) = byte_ring();
        let stop = Arc::new(Stop::new());
        let writing = {
            let stop = Arc::clone(&stop);
            thread::spawn(move || writer.write_all(&[1, 2, 3], &stop))
        };
        let mut bytes = Vec::<u8>::new();
        let mut buffer = [0; 4];
        loop {
            match reader.read(&mut buffer, &stop) {
                Ok(count) => bytes.extend(&buffer[..count]),
                Err(error) => {
                    assert_eq!(error, GetError::Closed);
                    break;
                }
            }
        }
        assert_eq!(bytes, [1, 2, 3]);
        assert_eq!(writing.join().unwrap(), Ok(()));
    });
}

#[test]
fn whole_portions_come_whole() {
    explore(3, || {
        let (mut writer, mut reader) = byte_ring();
        let stop = Arc::new(Stop::new());
        let writing = {
            let stop = Arc::clone(&stop);
            thread::spawn(move || {
                for portion in [[1, 2], [3, 4]] {
                    assert!(writer.wait(2, &stop, None).is_ok());
                    assert_eq!(
                        writer.try_write_whole(&[&portion[..1], &portion[1..]]),
                        Ok(())
                    );
                }
                writer
            })
        };
        for portion in [[1, 2], [3, 4]] {
            assert_eq!(reader.wait(&stop, None), Ok(true));
            let mut bytes = [0; 2];
            assert_eq!(reader.try_read_whole(&mut bytes), Ok(()));
            assert_eq!(bytes, portion);
        }
        drop(writing.join().unwrap());
    });
}

#[test]
fn an_end_that_leaves_ends_the_others_wait() {
    explore(3, || {
        let (mut producer, mut consumer) = ItemRing::new(1);
        let stop = Arc::new(Stop::new());
        let getting = {
            let stop = Arc::clone(&stop);
            thread::spawn(move || {
                assert_eq!(consumer.get(&stop), Ok(1));
                assert_eq!(consumer.get(&stop), Err(GetError::Closed));
            })
        };
        assert!(producer.put(1, &stop).is_ok());
        drop(producer);
        getting.join().unwrap();
    });
    explore(3, || {
        let (mut producer, consumer) = ItemRing::new(1);
        let stop = Arc::new(Stop::new());
        assert!(producer.put(1, &stop).is_ok());
        let putting = {
            let stop = Arc::clone(&stop);
            thread::spawn(move || assert_eq!(producer.put(2, &stop), Err(PutError::Closed(2))))
        };
        drop(consumer);
        putting.join().unwrap();
    });
    explore(3, || {
        let (mut writer, reader) = byte_ring();
        let stop = Arc::new(Stop::new());
        let writing = {
            let stop = Arc::clone(&stop);
            thread::spawn(move || {
                assert_eq!(
                    writer.write_all(&[1, 2, 3], &stop),
                    Err(PutError::Closed(()))
                );
            })
        };
        drop(reader);
        writing.join().unwrap();
    });
}

#[test]
fn a_stopped_end_goes_on_later() {
    explore(3, || {
        let (mut producer, mut consumer) = ItemRing::new(1);
        let (stop, stopping) = (Arc::new(Stop::new()), Arc::new(Stop::new()));
        let getting = {
            let (stop, stopping) = (Arc::clone(&stop), Arc::clone(&stopping));
            thread::spawn(move || {
                let early = consumer.get(&stopping);
                let item = match early {
                    Err(error) => {
                        assert_eq!(error, GetError::Stopped);
                        consumer.get(&stop)
                    }
                    item => item,
                };
                assert_eq!(item, Ok(1));
            })
        };
        stopping.request();
        assert!(producer.put(1, &stop).is_ok());
        getting.join().unwrap();
    });
}

#[test]
fn an_index_shown_relaxed_is_caught() {
    assert_caught(RACE, || {
        hands_over(broken_ring::<{ broken::SHOWS_UNORDERED }>, 3)
    });
}

#[test]
fn a_sleep_without_a_last_look_is_caught() {
    assert_caught(DEADLOCK, || {
        hands_over(broken_ring::<{ broken::SLEEPS_AT_ONCE }>, 3)
    });
}

#[test]
fn an_end_that_wakes_nobody_is_caught() {
    assert_caught(DEADLOCK, || {
        hands_over(broken_ring::<{ broken::WAKES_NOBODY }>, 3)
    });
}
