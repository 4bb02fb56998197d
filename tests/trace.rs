//! The trace's records and rings.

use interleave::trace::{
    Batch, Class, DecodeError, Decoder, Encoded, Event, Kind, Recorder, Ring, Sink, Value,
};
use proptest::prelude::*;
use std::cell::Cell;
use std::panic::Location;

fn words(event: &Event<'_>) -> Vec<u64> {
    Encoded::new(event).words().collect()
}

fn event(kind: Kind, value: Value<'_>) -> Event<'_> {
    Event {
        kind,
        detail: 3,
        coroutine: 0,
        time: 12.5,
        sequence: 7,
        object: 2,
        line: 31,
        value,
    }
}

/// An event of any kind with any value, built from plain parts.
#[derive(Clone, Debug)]
enum AnyValue {
    None,
    Int(i64),
    Float(f64),
    Text(String),
}

impl AnyValue {
    fn value(&self) -> Value<'_> {
        match self {
            Self::None => Value::None,
            Self::Int(value) => Value::Int(*value),
            Self::Float(value) => Value::Float(*value),
            Self::Text(text) => Value::Text(text),
        }
    }
}

fn any_value() -> impl Strategy<Value = AnyValue> {
    prop_oneof![
        Just(AnyValue::None),
        any::<i64>().prop_map(AnyValue::Int),
        any::<f64>()
            .prop_filter("NaN is not equal to itself", |f| !f.is_nan())
            .prop_map(AnyValue::Float),
        ".{0,40}".prop_map(AnyValue::Text),
    ]
}

proptest! {
    #[test]
    fn what_is_encoded_is_decoded(
        kind in 1_u16..=24,
        detail: u8,
        coroutine: u16,
        time in 0.0..1e9_f64,
        sequence: u32,
        object: u32,
        line: u32,
        values in prop::collection::vec(any_value(), 0..5),
    ) {
        let kind = Kind::from_number(kind).expect("all numbers up to 24 are kinds");
        let events: Vec<_> = values
            .iter()
            .map(|value| Event { kind, detail, coroutine, time, sequence, object, line, value: value.value() })
            .collect();
        let all: Vec<u64> = events.iter().flat_map(words).collect();
        let mut decoder = Decoder::new(&all);
        for event in &events {
            prop_assert_eq!(&decoder.next().expect("one more").expect("a record"), event);
        }
        prop_assert!(decoder.next().is_none());
    }

    #[test]
    fn any_words_decode_to_events_or_an_error(words in prop::collection::vec(any::<u64>(), 0..64)) {
        let mut decoder = Decoder::new(&words);
        let mut read = 0;
        while let Some(event) = decoder.next() {
            read += 1;
            prop_assert!(read <= words.len());
            if event.is_err() {
                prop_assert!(decoder.next().is_none(), "nothing follows an error");
                break;
            }
        }
    }
}

#[test]
fn a_cut_record_is_an_error_that_says_where() {
    let mut all = words(&event(Kind::Wake, Value::None));
    let second = all.len();
    all.extend(words(&event(Kind::Write, Value::Text("a long text"))));
    all.pop();
    let mut decoder = Decoder::new(&all);
    assert!(decoder.next().expect("the first").is_ok());
    assert_eq!(
        decoder.next(),
        Some(Err(DecodeError::Length { at: second }))
    );
}

#[test]
fn an_unknown_kind_is_an_error_that_names_it() {
    let mut all = words(&event(Kind::Wake, Value::None));
    all[0] |= 0xffff;
    let error = Decoder::new(&all).next().expect("something").unwrap_err();
    assert_eq!(
        error,
        DecodeError::Kind {
            at: 0,
            number: 0xffff
        }
    );
    assert_eq!(
        error.to_string(),
        "the record at word 0 is of the unknown kind 65535"
    );
}

#[test]
fn a_text_that_is_too_long_is_cut_at_a_character() {
    let text = "ä".repeat(5000);
    let all = words(&event(Kind::Print, Value::Text(&text)));
    let mut decoder = Decoder::new(&all);
    let decoded = decoder.next().expect("one").expect("a record");
    assert_eq!(decoded.value, Value::Text(&"ä".repeat(2048)));
}

#[test]
fn a_ring_keeps_order_and_content_round_its_end() {
    let ring = Ring::<16>::new();
    let mut producer = ring.producer().expect("free");
    let mut consumer = ring.consumer().expect("free");
    let mut read = Vec::new();
    // Records of 4, 5 and 6 words, so that they cross the end at each of their words.
    for i in 0..1000_i64 {
        let text = "123456789"[..(i % 10) as usize].to_owned();
        let value = match i % 3 {
            0 => Value::Int(i),
            1 => Value::Text(&text),
            _ => Value::None,
        };
        let written = event(Kind::Progress, value);
        assert!(producer.push(&Encoded::new(&written)));
        read.clear();
        consumer.pop_into(&mut read);
        assert_eq!(read, words(&written));
    }
    assert_eq!(ring.dropped(), 0);
}

#[test]
fn a_full_ring_drops_whole_events_and_counts_them() {
    let ring = Ring::<16>::new();
    let mut producer = ring.producer().expect("free");
    // Five words each: three fit into sixteen.
    let results: Vec<bool> = (0..10)
        .map(|i| producer.push(&Encoded::new(&event(Kind::Progress, Value::Int(i)))))
        .collect();
    assert_eq!(results[..3], [true; 3]);
    assert_eq!(results[3..], [false; 7]);
    assert_eq!(ring.dropped(), 7);

    let mut read = Vec::new();
    ring.consumer().expect("free").pop_into(&mut read);
    let mut decoder = Decoder::new(&read);
    for i in 0..3 {
        let event = decoder.next().expect("one of three").expect("a record");
        assert_eq!(event.value, Value::Int(i));
    }
    assert!(decoder.next().is_none());

    assert!(producer.push(&Encoded::new(&event(Kind::Progress, Value::Int(10)))));
    assert_eq!(ring.dropped(), 7, "there is room again");
}

#[test]
fn a_ring_has_one_producer_and_one_consumer_at_a_time() {
    let ring = Ring::<16>::new();
    let producer = ring.producer().expect("free");
    assert!(ring.producer().is_none());
    let consumer = ring.consumer().expect("free");
    assert!(ring.consumer().is_none());
    drop((producer, consumer));
    assert!(ring.producer().is_some());
    assert!(ring.consumer().is_some());
}

#[test]
fn a_ring_hands_all_events_from_thread_to_thread() {
    const EVENTS: i64 = 200_000;
    let ring = Ring::<1024>::new();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut producer = ring.producer().expect("free");
            for i in 0..EVENTS {
                let record = event(Kind::Progress, Value::Int(i));
                while !producer.push(&Encoded::new(&record)) {
                    std::thread::yield_now();
                }
            }
        });
        let mut consumer = ring.consumer().expect("free");
        let mut read = Vec::new();
        let mut next = 0;
        while next < EVENTS {
            read.clear();
            consumer.pop_into(&mut read);
            let mut decoder = Decoder::new(&read);
            while let Some(event) = decoder.next() {
                assert_eq!(event.expect("a record").value, Value::Int(next));
                next += 1;
            }
        }
    });
}

#[test]
fn the_page_knows_the_places_of_a_ring() {
    // www/host/rings.ts reads these.
    let ring = Ring::<16>::new();
    let mut producer = ring.producer().expect("free");
    for i in 0..4 {
        producer.push(&Encoded::new(&event(Kind::Progress, Value::Int(i))));
    }
    let base = std::ptr::from_ref(&ring).cast::<u32>();
    let at = |byte: usize| {
        assert!(byte < size_of::<Ring<16>>());
        // SAFETY: within the ring, aligned, and nobody writes meanwhile; all bytes there are initialised integers.
        unsafe { base.byte_add(byte).read() }
    };
    assert_eq!(at(0), 15, "head");
    assert_eq!(at(4), 1, "dropped");
    assert_eq!(at(64), 0, "tail");
    assert_eq!(at(128) & 0xffff, Kind::Progress as u32, "the first word");
    let mut read = Vec::new();
    ring.consumer().expect("free").pop_into(&mut read);
    assert_eq!(at(64), 15, "tail");
}

/// A trace with one event of each form.
fn golden() -> Vec<u64> {
    let forms = [
        Event {
            detail: Class::Variable as u8,
            ..event(Kind::Declare, Value::Text("a"))
        },
        event(Kind::Start, Value::Int(1)),
        event(Kind::Write, Value::Text("")),
        event(Kind::Print, Value::Text("1-\n")),
        event(Kind::Print, Value::Text("zwölf € ✓")),
        event(Kind::Sleep, Value::Float(0.6)),
        event(Kind::Wake, Value::None),
        event(Kind::Progress, Value::Int(-9_007_199_254_740_991)),
        Event {
            time: 1e9 + 0.125,
            sequence: u32::MAX,
            object: u32::MAX,
            line: u32::MAX,
            detail: u8::MAX,
            ..event(Kind::Measure, Value::Float(-0.0))
        },
        Event {
            coroutine: 3,
            ..event(Kind::Resume, Value::Int(22))
        },
        Event {
            coroutine: u16::MAX,
            ..event(Kind::Yield, Value::None)
        },
    ];
    forms.iter().flat_map(words).collect()
}

/// `www/shared/decode.test.ts` reads the same file. To write it anew, after a deliberate change of the layout (which has
/// a new version then): `INTERLEAVE_WRITE_GOLDEN=1 cargo test --test trace`.
#[test]
fn the_layout_is_what_the_page_was_tested_with() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/trace.bin");
    let bytes: Vec<u8> = golden()
        .iter()
        .flat_map(|word| word.to_le_bytes())
        .collect();
    if std::env::var_os("INTERLEAVE_WRITE_GOLDEN").is_some() {
        std::fs::write(path, &bytes).expect("the golden file can be written");
    }
    let expected = std::fs::read(path).expect("the golden file is there");
    assert!(
        bytes == expected,
        "the layout changed: see the comment on this test"
    );
}

#[test]
fn a_recorder_stamps_time_number_and_line() {
    let recorder = Recorder::new(Batch::new(), Cell::new(40), 0.0);
    let before = recorder.now();
    recorder.declare(5, Class::Lock, "lock");
    let line = line!() + 1;
    recorder.record(Kind::Acquire, 5, Value::None, Location::caller());
    let after = recorder.now();
    let recorded = recorder.with_sink(|batch| {
        let words = batch.words().to_vec();
        batch.clear();
        words
    });
    let mut decoder = Decoder::new(&recorded);
    let declared = decoder.next().expect("two").expect("a record");
    assert_eq!(declared.value, Value::Text("lock"));
    assert_eq!(declared.detail, Class::Lock as u8);
    assert_eq!(declared.sequence, 40);
    let acquired = decoder.next().expect("two").expect("a record");
    assert_eq!((acquired.sequence, acquired.line), (41, line));
    assert!((before..=after).contains(&acquired.time));
    assert!(recorder.with_sink(|batch| batch.words().is_empty()));
}

#[test]
fn a_batch_drops_nothing() {
    let mut batch = Batch::new();
    for i in 0..100_000 {
        batch.push(&Encoded::new(&event(Kind::Progress, Value::Int(i))));
    }
    assert_eq!(batch.words().len(), 500_000);
}
