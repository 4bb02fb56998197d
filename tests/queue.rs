//! The queues, on native threads: order, bounds, waiting, stopping and closing, with nothing lost or doubled.

use interleave::queue::{ByteReader, ByteRing, ByteWriter, GetError, ItemRing, PutError, Queue};
use interleave::sync::{Stop, clock};
use proptest::prelude::*;
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// A deadline that has passed.
const LONG_AGO: f64 = -1.0;

fn soon() -> f64 {
    clock::now() + 20.0
}

/// Runs `work` and checks that it took about `milliseconds`.
fn takes<R>(milliseconds: u64, work: impl FnOnce() -> R) -> R {
    let began = Instant::now();
    let result = work();
    let taken = began.elapsed();
    assert!(
        taken >= Duration::from_millis(milliseconds),
        "only {taken:?} instead of {milliseconds} ms"
    );
    assert!(taken < Duration::from_secs(5), "{taken:?}");
    result
}

#[test]
fn a_queue_holds_as_many_items_as_it_says() {
    let largest = if cfg!(miri) { 16 } else { 1000 };
    for capacity in [1, 2, 3, 10, largest] {
        let queue = Queue::new(capacity);
        assert_eq!(queue.capacity(), capacity);
        for lap in 0..3 {
            for i in 0..capacity {
                assert_eq!(queue.len(), i);
                assert_eq!(queue.try_put(lap * capacity + i), Ok(()));
            }
            assert!(queue.is_full());
            assert_eq!(queue.try_put(7), Err(PutError::Full(7)));
            for i in 0..capacity {
                assert_eq!(queue.try_get(), Ok(lap * capacity + i));
            }
            assert!(queue.is_empty());
            assert_eq!(queue.try_get(), Err(GetError::Empty));
        }
    }
}

#[test]
#[should_panic(expected = "a queue has from 1 to 2^30 slots, not 0")]
fn a_queue_without_slots_is_refused() {
    Queue::<u8>::new(0);
}

#[test]
fn a_closed_queue_gives_what_it_has_and_then_ends() {
    let (queue, stop) = (Queue::new(3), Stop::new());
    queue.try_put(1).expect("room");
    queue.try_put(2).expect("room");
    assert!(queue.close());
    assert!(!queue.close(), "it was closed already");
    assert!(queue.is_closed());
    assert_eq!(queue.put(3, &stop), Err(PutError::Closed(3)));
    assert_eq!(queue.try_put(3), Err(PutError::Closed(3)));
    assert_eq!(queue.put_until(3, &stop, soon()), Err(PutError::Closed(3)));
    assert_eq!(queue.len(), 2);
    assert_eq!(queue.get(&stop), Ok(1));
    assert_eq!(queue.try_get(), Ok(2));
    assert_eq!(queue.get(&stop), Err(GetError::Closed));
    assert_eq!(queue.try_get(), Err(GetError::Closed));
    assert_eq!(queue.get_until(&stop, soon()), Err(GetError::Closed));
}

#[test]
fn a_deadline_ends_a_wait_and_nothing_else() {
    let (queue, stop) = (Queue::new(1), Stop::new());
    assert_eq!(
        takes(19, || queue.get_until(&stop, soon())),
        Err(GetError::Empty)
    );
    assert_eq!(queue.put_until(1, &stop, LONG_AGO), Ok(()), "there is room");
    assert_eq!(
        takes(19, || queue.put_until(2, &stop, soon())),
        Err(PutError::Full(2))
    );
    assert_eq!(queue.get_until(&stop, LONG_AGO), Ok(1), "there is an item");
    assert_eq!(queue.get_until(&stop, LONG_AGO), Err(GetError::Empty));
}

#[test]
fn closing_ends_every_wait() {
    let (empty, full) = (Queue::<u32>::new(1), Queue::new(1));
    let stop = Stop::new();
    full.try_put(0).expect("room");
    thread::scope(|scope| {
        let getters = [(); 3].map(|()| scope.spawn(|| empty.get(&stop)));
        let putters = [1, 2, 3].map(|item| scope.spawn(move || item));
        let putters = putters.map(|item| {
            let (full, stop) = (&full, &stop);
            let item = item.join().expect("a number");
            scope.spawn(move || full.put(item, stop))
        });
        thread::sleep(Duration::from_millis(30));
        empty.close();
        full.close();
        for getter in getters {
            assert_eq!(getter.join().expect("an answer"), Err(GetError::Closed));
        }
        for (item, putter) in (1..).zip(putters) {
            assert_eq!(
                putter.join().expect("an answer"),
                Err(PutError::Closed(item))
            );
        }
    });
    assert_eq!(full.try_get(), Ok(0));
    assert_eq!(full.try_get(), Err(GetError::Closed));
}

#[test]
fn stopping_ends_every_wait_but_no_other_call() {
    let queue = Queue::new(1);
    let stop = Stop::new();
    thread::scope(|scope| {
        let getter = scope.spawn(|| queue.get(&stop));
        thread::sleep(Duration::from_millis(20));
        let began = Instant::now();
        stop.request();
        assert_eq!(getter.join().expect("an answer"), Err(GetError::Stopped));
        assert!(began.elapsed() < Duration::from_millis(1000));
    });
    assert_eq!(queue.put(1, &stop), Ok(()), "it need not wait");
    assert_eq!(queue.put(2, &stop), Err(PutError::Stopped(2)));
    assert_eq!(queue.get(&stop), Ok(1), "it need not wait");
    assert_eq!(queue.get(&stop), Err(GetError::Stopped));
}

#[test]
fn what_is_left_in_a_queue_is_dropped_with_it() {
    let item = Arc::new(());
    let queue = Queue::new(4);
    for _ in 0..3 {
        queue.try_put(Arc::clone(&item)).expect("room");
    }
    drop(queue.try_get());
    queue.try_put(Arc::clone(&item)).expect("room");
    queue.close();
    assert_eq!(Arc::strong_count(&item), 4);
    drop(queue);
    assert_eq!(Arc::strong_count(&item), 1);

    let (mut producer, mut consumer) = ItemRing::new(4);
    for _ in 0..4 {
        producer.try_put(Arc::clone(&item)).expect("room");
    }
    drop(consumer.try_get());
    drop(consumer);
    assert!(matches!(
        producer.try_put(Arc::clone(&item)),
        Err(PutError::Closed(_))
    ));
    assert_eq!(Arc::strong_count(&item), 4);
    drop(producer);
    assert_eq!(Arc::strong_count(&item), 1);
}

#[test]
fn records_of_claims_stand_in_order() {
    // What a trace relies on: with a record at each claim, no item is got before it is put, and no slot is used twice
    // at once.
    const ITEMS: u32 = if cfg!(miri) { 15 } else { 20_000 };
    let (queue, stop) = (Queue::new(3), Stop::new());
    let clock = AtomicU32::new(0);
    let record = |log: &std::cell::RefCell<Vec<(u32, usize, bool)>>, slot, put| {
        let now = clock.fetch_add(1, Ordering::SeqCst);
        log.borrow_mut().push((now, slot, put));
    };
    let mut all = thread::scope(|scope| {
        let producers = [(); 2].map(|()| {
            scope.spawn(|| {
                let log = std::cell::RefCell::default();
                for i in 0..ITEMS {
                    queue
                        .put_with(i, &stop, |slot| record(&log, slot, true))
                        .expect("open");
                }
                log.into_inner()
            })
        });
        let consumers = [(); 2].map(|()| {
            scope.spawn(|| {
                let log = std::cell::RefCell::default();
                for _ in 0..ITEMS {
                    queue
                        .get_with(&stop, |slot, _| record(&log, slot, false))
                        .expect("open");
                }
                log.into_inner()
            })
        });
        let mut all = Vec::new();
        for actor in producers {
            all.extend(actor.join().expect("a log"));
        }
        for actor in consumers {
            all.extend(actor.join().expect("a log"));
        }
        all
    });
    all.sort_unstable();
    assert_eq!(all.len(), 4 * ITEMS as usize);
    let mut used = [false; 3];
    for (_, slot, put) in all {
        assert_eq!(used[slot], !put, "slot {slot}");
        used[slot] = put;
    }
}

#[test]
fn a_panic_in_a_record_keeps_nobody_waiting() {
    let (queue, stop) = (Queue::new(2), Stop::new());
    let panics = |_: usize| panic!("in a record");
    let put = std::panic::AssertUnwindSafe(|| queue.put_with(1, &stop, panics));
    assert!(std::panic::catch_unwind(put).is_err());
    assert_eq!(queue.get(&stop), Ok(1), "it was put");
    queue.try_put(2).expect("room");
    let panics = |_: usize, _: &i32| panic!("in a record");
    let get = std::panic::AssertUnwindSafe(|| queue.get_with(&stop, panics));
    assert!(std::panic::catch_unwind(get).is_err());
    assert!(queue.is_empty());
    queue.try_put(3).expect("room");
    queue.try_put(4).expect("the slot is free again");
}

/// What the items of a run were: who put each and which of its items it is.
type Item = (usize, u32);

/// Checks that `got` is what was put, once each, and in its producer's order for each consumer.
fn assert_conserved(put: &[Vec<Item>], got: &[Vec<Item>], left: &[Item]) {
    for consumer in got {
        for producer in 0..put.len() {
            let own: Vec<u32> = consumer
                .iter()
                .filter(|item| item.0 == producer)
                .map(|item| item.1)
                .collect();
            assert!(own.is_sorted_by(|a, b| a < b), "out of order");
        }
    }
    let mut put: Vec<Item> = put.iter().flatten().copied().collect();
    let mut got: Vec<Item> = got.iter().flatten().chain(left).copied().collect();
    put.sort_unstable();
    got.sort_unstable();
    assert!(put == got, "lost or doubled");
}

#[test]
fn nothing_is_lost_or_doubled_whoever_competes() {
    for (producers, consumers, capacity) in [
        (1, 1, 1),
        (1, 1, 16),
        (2, 2, 1),
        (4, 4, 3),
        (4, 1, 10),
        (1, 4, 10),
        (3, 3, 256),
    ] {
        const ITEMS: u32 = if cfg!(miri) { 15 } else { 20_000 };
        let (queue, stop) = (Queue::new(capacity), Stop::new());
        let (queue, stop) = (&queue, &stop);
        let living = &AtomicUsize::new(producers);
        let (put, got) = thread::scope(|scope| {
            let putters: Vec<_> = (0..producers)
                .map(|me| {
                    scope.spawn(move || {
                        let items: Vec<Item> = (0..ITEMS).map(|i| (me, i)).collect();
                        for &item in &items {
                            queue.put(item, stop).expect("open");
                        }
                        if living.fetch_sub(1, Ordering::AcqRel) == 1 {
                            queue.close();
                        }
                        items
                    })
                })
                .collect();
            let getters: Vec<_> = (0..consumers)
                .map(|_| {
                    scope.spawn(move || {
                        let mut items = Vec::new();
                        loop {
                            match queue.get(stop) {
                                Ok(item) => items.push(item),
                                Err(error) => {
                                    assert_eq!(error, GetError::Closed);
                                    return items;
                                }
                            }
                        }
                    })
                })
                .collect();
            let join = |handles: Vec<thread::ScopedJoinHandle<'_, Vec<Item>>>| {
                handles
                    .into_iter()
                    .map(|handle| handle.join().expect("no panic"))
                    .collect::<Vec<_>>()
            };
            (join(putters), join(getters))
        });
        assert_conserved(&put, &got, &[]);
    }
}

#[test]
fn nothing_is_lost_or_doubled_whatever_is_stopped_when() {
    // Each actor has a stop word of its own, so that some go on while others leave in the middle of a wait, a
    // wake-up perhaps on its way to them.
    for round in 0..if cfg!(miri) { 2 } else { 60_u64 } {
        let queue = &Queue::new(1 + round as usize % 3);
        let stops: Vec<Stop> = (0..6).map(|_| Stop::new()).collect();
        let stops = &stops;
        let (put, got) = thread::scope(|scope| {
            let putters: Vec<_> = (0..3)
                .map(|me| {
                    scope.spawn(move || {
                        let mut items = Vec::new();
                        for i in 0.. {
                            let deadline = clock::now() + f64::from(i % 3);
                            let result = match i % 4 {
                                0 => queue.try_put((me, i)),
                                1 => queue.put_until((me, i), &stops[me], deadline),
                                _ => queue.put((me, i), &stops[me]),
                            };
                            match result {
                                Ok(()) => items.push((me, i)),
                                Err(PutError::Full(item)) => assert_eq!(item, (me, i)),
                                Err(PutError::Closed(_)) => break,
                                Err(PutError::Stopped(item)) => {
                                    assert_eq!(item, (me, i));
                                    break;
                                }
                            }
                            if stops[me].check().is_err() {
                                break;
                            }
                        }
                        items
                    })
                })
                .collect();
            let getters: Vec<_> = (3..6)
                .map(|me| {
                    scope.spawn(move || {
                        let mut items = Vec::new();
                        for i in 0.. {
                            let deadline = clock::now() + f64::from(i % 3);
                            let result = match i % 4 {
                                0 => queue.try_get(),
                                1 => queue.get_until(&stops[me], deadline),
                                _ => queue.get(&stops[me]),
                            };
                            match result {
                                Ok(item) => items.push(item),
                                Err(GetError::Empty) => {}
                                Err(GetError::Closed | GetError::Stopped) => break,
                            }
                            if stops[me].check().is_err() {
                                break;
                            }
                        }
                        items
                    })
                })
                .collect();
            // In an order and at moments that differ from round to round; in every other round it is closed besides.
            let mut random = round.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
            let mut order: Vec<usize> = (0..6).collect();
            for i in (1..6).rev() {
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
                order.swap(i, (random % (i as u64 + 1)) as usize);
            }
            for (i, actor) in order.into_iter().enumerate() {
                thread::sleep(Duration::from_micros(random >> (8 * i) & 0x3ff));
                if i == 3 && round % 2 == 0 {
                    queue.close();
                }
                stops[actor].request();
            }
            let join = |handles: Vec<thread::ScopedJoinHandle<'_, Vec<Item>>>| {
                handles
                    .into_iter()
                    .map(|handle| handle.join().expect("no panic"))
                    .collect::<Vec<_>>()
            };
            (join(putters), join(getters))
        });
        let mut left = Vec::new();
        while let Ok(item) = queue.try_get() {
            left.push(item);
        }
        assert_conserved(&put, &got, &left);
    }
}

#[test]
fn an_item_ring_hands_all_items_over_in_order() {
    const ITEMS: u64 = if cfg!(miri) { 300 } else { 300_000 };
    for capacity in [1, 2, 100] {
        let (mut producer, mut consumer) = ItemRing::new(capacity);
        assert_eq!(producer.capacity(), capacity);
        let stop = &Stop::new();
        thread::scope(|scope| {
            scope.spawn(move || {
                for i in 0..ITEMS {
                    producer.put(i, stop).expect("the consumer is there");
                }
            });
            for i in 0..ITEMS {
                assert_eq!(consumer.get(stop), Ok(i));
            }
            assert_eq!(consumer.get(stop), Err(GetError::Closed));
        });
    }
}

#[test]
fn an_item_ring_is_bounded_and_timed() {
    let stop = Stop::new();
    let (mut producer, mut consumer) = ItemRing::new(2);
    assert_eq!(consumer.try_get(), Err(GetError::Empty));
    assert_eq!(
        takes(19, || consumer.get_until(&stop, soon())),
        Err(GetError::Empty)
    );
    producer.try_put(1).expect("room");
    producer.put_until(2, &stop, LONG_AGO).expect("room");
    assert_eq!(producer.try_put(3), Err(PutError::Full(3)));
    assert_eq!(
        takes(19, || producer.put_until(3, &stop, soon())),
        Err(PutError::Full(3))
    );
    assert_eq!(consumer.get_until(&stop, LONG_AGO), Ok(1));
    producer.put(3, &stop).expect("room");
    stop.request();
    assert_eq!(producer.put(4, &stop), Err(PutError::Stopped(4)));
    drop(producer);
    assert_eq!(consumer.get(&stop), Ok(2));
    assert_eq!(consumer.get(&stop), Ok(3));
    assert_eq!(consumer.get(&stop), Err(GetError::Closed));
    let (mut producer, consumer) = ItemRing::new(1);
    drop(consumer);
    assert_eq!(producer.put(1, &stop), Err(PutError::Closed(1)));
}

#[test]
fn an_end_that_leaves_wakes_the_other() {
    let stop = &Stop::new();
    let (producer, mut consumer) = ItemRing::<u8>::new(1);
    thread::scope(|scope| {
        let waiting = scope.spawn(move || consumer.get(stop));
        thread::sleep(Duration::from_millis(20));
        drop(producer);
        assert_eq!(waiting.join().expect("an answer"), Err(GetError::Closed));
    });
    let (mut producer, consumer) = ItemRing::<u8>::new(1);
    producer.try_put(1).expect("room");
    thread::scope(|scope| {
        let waiting = scope.spawn(move || producer.put(2, stop));
        thread::sleep(Duration::from_millis(20));
        drop(consumer);
        let answer = waiting.join().expect("an answer");
        assert_eq!(answer, Err(PutError::Closed(2)));
    });
}

type Writer<'a, const N: usize> = ByteWriter<N, &'a ByteRing<N>>;
type Reader<'a, const N: usize> = ByteReader<N, &'a ByteRing<N>>;

fn ends<const N: usize>(ring: &ByteRing<N>) -> (Writer<'_, N>, Reader<'_, N>) {
    (
        ByteWriter::claim(ring).expect("free"),
        ByteReader::claim(ring).expect("free"),
    )
}

#[test]
fn a_byte_ring_has_one_writer_and_one_reader_ever() {
    let ring = ByteRing::<16>::new();
    let (writer, reader) = ends(&ring);
    assert!(ByteWriter::claim(&ring).is_none());
    assert!(ByteReader::claim(&ring).is_none());
    drop((writer, reader));
    assert!(ByteWriter::claim(&ring).is_none());
    assert!(ByteReader::claim(&ring).is_none());
}

#[test]
fn a_byte_ring_takes_and_gives_what_there_is() {
    let ring = ByteRing::<8>::new();
    let (mut writer, mut reader) = ends(&ring);
    let stop = Stop::new();
    let mut buffer = [0; 16];
    assert_eq!(reader.try_read(&mut buffer), Err(GetError::Empty));
    assert_eq!(writer.try_write(b"hello"), Ok(5));
    assert_eq!(writer.room(), 3);
    assert_eq!(reader.available(), 5);
    assert_eq!(reader.try_read(&mut buffer[..2]), Ok(2));
    assert_eq!(writer.write(b", world", &stop), Ok(5), "round the end");
    assert_eq!(writer.try_write(b"!"), Err(PutError::Full(())));
    assert_eq!(reader.read(&mut buffer, &stop), Ok(8));
    assert_eq!(&buffer[..8], b"llo, wor");

    assert_eq!(
        writer.try_write_whole(&[b"12345", b"", b"6789"]),
        Err(PutError::Full(()))
    );
    assert_eq!(writer.try_write_whole(&[b"1234", b"5678"]), Ok(()));
    assert_eq!(
        reader.try_read_whole(&mut buffer[..9]),
        Err(GetError::Empty)
    );
    assert_eq!(reader.try_read_whole(&mut buffer[..3]), Ok(()));
    assert_eq!(&buffer[..3], b"123");

    assert!(!takes(19, || writer
        .wait(4, &stop, Some(soon()))
        .expect("no stop")));
    assert!(writer.wait(3, &stop, Some(LONG_AGO)).expect("no stop"));
    assert_eq!(writer.try_write(b""), Ok(0));
    assert_eq!(reader.try_read(&mut []), Ok(0));
    drop(writer);
    assert_eq!(reader.read(&mut buffer, &stop), Ok(5), "what is left");
    assert_eq!(reader.read(&mut buffer, &stop), Err(GetError::Closed));
}

#[test]
fn a_byte_ring_refuses_what_nobody_will_read() {
    let ring = ByteRing::<8>::new();
    let (mut writer, reader) = ends(&ring);
    let stop = Stop::new();
    assert_eq!(writer.write_all(b"12345678", &stop), Ok(()));
    thread::scope(|scope| {
        let waiting = scope.spawn(|| writer.write_all(b"9", &stop));
        thread::sleep(Duration::from_millis(20));
        drop(reader);
        let answer = waiting.join().expect("an answer");
        assert_eq!(answer, Err(PutError::Closed(())));
    });
    assert!(writer.is_closed());
    assert_eq!(writer.try_write_whole(&[b"1"]), Err(PutError::Closed(())));
}

#[test]
fn a_byte_ring_stops() {
    let ring = ByteRing::<8>::new();
    let (mut writer, mut reader) = ends(&ring);
    let stop = Stop::new();
    stop.request();
    assert_eq!(reader.read(&mut [0], &stop), Err(GetError::Stopped));
    assert_eq!(
        writer.write_all(b"123456789", &stop),
        Err(PutError::Stopped(()))
    );
    assert_eq!(reader.available(), 8, "what went before");
}

#[test]
fn a_byte_ring_hands_every_byte_over_in_order() {
    const BYTES: usize = if cfg!(miri) { 2000 } else { 3_000_000 };
    let ring = Box::new(ByteRing::<1024>::new());
    let (mut writer, mut reader) = ends(&ring);
    let stop = &Stop::new();
    let byte = |number: usize| (number % 251) as u8;
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut written = 0;
            for round in 0.. {
                // Portions of all sizes, some larger than the ring.
                let portion = (round * 37 % 1500).min(BYTES - written);
                let bytes: Vec<u8> = (written..written + portion).map(byte).collect();
                writer.write_all(&bytes, stop).expect("the reader is there");
                written += portion;
                if written == BYTES {
                    break;
                }
            }
        });
        let mut read = 0;
        let mut buffer = [0; 700];
        loop {
            match reader.read(&mut buffer, stop) {
                Ok(count) => {
                    for (number, &got) in (read..).zip(&buffer[..count]) {
                        assert_eq!(got, byte(number), "byte {number}");
                    }
                    read += count;
                }
                Err(error) => {
                    assert_eq!(error, GetError::Closed);
                    break;
                }
            }
        }
        assert_eq!(read, BYTES);
    });
}

#[test]
fn the_layout_of_a_byte_ring_is_as_documented() {
    let ring = ByteRing::<16>::new();
    let (mut writer, mut reader) = ends(&ring);
    writer.try_write(b"abcdef").expect("room");
    reader.try_read(&mut [0; 2]).expect("bytes");
    let base = std::ptr::from_ref(&ring).cast::<u8>();
    assert_eq!(base.addr() % 64, 0);
    let byte = |at: usize| {
        assert!(at < size_of::<ByteRing<16>>());
        // SAFETY: within the ring, whose bytes are initialised, and nobody writes meanwhile.
        unsafe { base.add(at).read() }
    };
    let word = |at: usize| u32::from_le_bytes([byte(at), byte(at + 1), byte(at + 2), byte(at + 3)]);
    assert_eq!(word(0), 6, "head");
    assert_eq!(word(64), 2, "tail");
    assert_eq!(word(128), 0b11, "ends");
    assert_eq!(word(132), 0, "the reader is awake");
    assert_eq!(word(136), 0, "the writer is awake");
    assert_eq!((byte(192), byte(197)), (b'a', b'f'));
    drop(writer);
    assert_eq!(word(128), 0b111);
    drop(reader);
    assert_eq!(word(128), 0b1111);
}

/// What is done to a queue that nobody else uses.
#[derive(Clone, Copy, Debug)]
enum Operation {
    Put(u16),
    Get,
    Close,
}

fn operation() -> impl Strategy<Value = Operation> {
    prop_oneof![
        20 => any::<u16>().prop_map(Operation::Put),
        20 => Just(Operation::Get),
        1 => Just(Operation::Close),
    ]
}

/// Operations in a row.
const MOST: usize = if cfg!(miri) { 20 } else { 200 };

proptest! {
    #![proptest_config(if cfg!(miri) {
        // Miri runs some thousand times slower, and writes no files.
        ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() }
    } else {
        ProptestConfig::default()
    })]

    #[test]
    fn a_queue_does_what_its_model_does(
        capacity in 1_usize..9,
        operations in prop::collection::vec(operation(), 0..MOST),
    ) {
        let queue = Queue::new(capacity);
        let mut model = VecDeque::new();
        let mut closed = false;
        for operation in operations {
            match operation {
                Operation::Put(item) => {
                    let expected = if closed {
                        Err(PutError::Closed(item))
                    } else if model.len() == capacity {
                        Err(PutError::Full(item))
                    } else {
                        model.push_back(item);
                        Ok(())
                    };
                    prop_assert_eq!(queue.try_put(item), expected);
                }
                Operation::Get => {
                    let none = if closed { GetError::Closed } else { GetError::Empty };
                    prop_assert_eq!(queue.try_get(), model.pop_front().ok_or(none));
                }
                Operation::Close => {
                    prop_assert_eq!(queue.close(), !closed);
                    closed = true;
                }
            }
            prop_assert_eq!(queue.len(), model.len());
            prop_assert_eq!(queue.is_full(), model.len() == capacity);
            prop_assert_eq!(queue.is_empty(), model.is_empty());
        }
    }

    #[test]
    fn an_item_ring_does_what_its_model_does(
        capacity in 1_usize..9,
        operations in prop::collection::vec(operation(), 0..MOST),
    ) {
        let (mut producer, mut consumer) = ItemRing::new(capacity);
        let mut model = VecDeque::new();
        for operation in operations {
            match operation {
                Operation::Put(item) if model.len() == capacity => {
                    prop_assert_eq!(producer.try_put(item), Err(PutError::Full(item)));
                }
                Operation::Put(item) => {
                    model.push_back(item);
                    prop_assert_eq!(producer.try_put(item), Ok(()));
                }
                Operation::Get => {
                    prop_assert_eq!(consumer.try_get(), model.pop_front().ok_or(GetError::Empty));
                }
                Operation::Close => {}
            }
        }
    }

    #[test]
    fn a_byte_ring_keeps_any_split_of_any_bytes(
        portions in prop::collection::vec((prop::collection::vec(any::<u8>(), 0..40), 0_usize..40), 0..MOST / 2),
    ) {
        let ring = ByteRing::<32>::new();
        let (mut writer, mut reader) = ends(&ring);
        let mut inside = VecDeque::new();
        for (bytes, count) in portions {
            let room = 32 - inside.len();
            match writer.try_write(&bytes) {
                Ok(count) => {
                    prop_assert_eq!(count, bytes.len().min(room));
                    inside.extend(&bytes[..count]);
                }
                Err(error) => {
                    prop_assert_eq!(error, PutError::Full(()));
                    prop_assert_eq!(room, 0);
                }
            }
            let mut into = vec![0; count];
            match reader.try_read(&mut into) {
                Ok(count) => {
                    prop_assert_eq!(count, into.len().min(inside.len()));
                    let expected: Vec<u8> = inside.drain(..count).collect();
                    prop_assert_eq!(&into[..count], &expected[..]);
                }
                Err(error) => {
                    prop_assert_eq!(error, GetError::Empty);
                    prop_assert!(inside.is_empty());
                }
            }
        }
    }
}
