//! The socket lab with processes, over ports with arbitrary delays.

mod process_support;

use interleave::lab::{Random, Values, find};
use interleave::process::Process;
use process_support::{Life, World};
use std::rc::Rc;

/// The socket lab with these values for some of its parameters.
fn lab(seed: u64, changes: &[(&str, f64)]) -> World {
    let lab = find("socket").expect("the lab");
    let values: Vec<f64> = (lab.parameters.iter())
        .map(|parameter| {
            let change = changes.iter().find(|(name, _)| *name == parameter.name);
            change.map_or_else(|| default(parameter.name, seed), |&(_, value)| value)
        })
        .collect();
    let values = Values::new(lab.parameters, &values).expect("within bounds");
    let programs = move |world: &World, name: &str, actor: u32| -> Life {
        let program = lab.program.process(name).expect("a process of the lab");
        let values = values.clone();
        world.live(actor, async move |me: &Process| program(me, &values).await)
    };
    World::new(seed, 50, Rc::new(programs))
}

fn default(parameter: &str, seed: u64) -> f64 {
    match parameter {
        "items" => 10.0,
        "producer_delay" | "consumer_delay" => 0.5,
        "item_bytes" => 20.0,
        "send_buffer" => 64.0,
        "receive_buffer" => 48.0,
        "receive_bytes" => 7.0,
        "seed" => seed as f64,
        _ => 0.0,
    }
}

/// The items of lines such as "Consumed 3 (receive buffer = 7 bytes)".
fn items(printed: &str, verb: &str, buffer: &str) -> Vec<i64> {
    let lines = printed.lines().map(|line| {
        let rest = line.strip_prefix(verb).unwrap_or_else(|| panic!("{line}"));
        let (item, rest) = rest.trim_start().split_once(' ').expect("an item");
        let bytes = rest.strip_prefix(&format!("({buffer} buffer = "));
        let bytes = bytes.and_then(|rest| rest.strip_suffix(" bytes)"));
        bytes
            .and_then(|bytes| bytes.parse::<u32>().ok())
            .expect("a number of bytes");
        item.parse().expect("a number")
    });
    lines.collect()
}

#[test]
fn the_lab_hands_over_each_item_once_and_in_order() {
    for seed in 0..50 {
        let mut random = Random::new(seed);
        let mut size = |most: u64| 1.0 + (random.draw() % most) as f64;
        let changes = [
            ("send_buffer", size(100)),
            ("receive_buffer", size(100)),
            ("receive_bytes", size(100)),
            ("item_bytes", 1.0 + size(60)),
        ];
        let world = lab(seed, &changes);
        world.run();
        let mut drawn = Random::of(seed, 2);
        let mut drawn = || {
            let item = drawn.item();
            drawn.delay(0.5);
            item
        };
        let expected: Vec<i64> = (0..10).map(|_| drawn()).collect();
        assert_eq!(
            items(&world.printed("producer"), "Produced", "send"),
            expected
        );
        assert_eq!(
            items(&world.printed("consumer"), "Consumed", "receive"),
            expected
        );
    }
}

#[test]
fn the_lab_hands_over_the_largest_items() {
    let largest = 65_536.0;
    let world = lab(
        1,
        &[
            ("items", 3.0),
            ("item_bytes", largest),
            ("send_buffer", largest),
            ("receive_buffer", largest),
            ("receive_bytes", largest),
        ],
    );
    world.run();
    let produced = items(&world.printed("producer"), "Produced", "send");
    assert_eq!(produced.len(), 3);
    assert_eq!(
        items(&world.printed("consumer"), "Consumed", "receive"),
        produced
    );
}

#[test]
fn the_lab_survives_that_its_consumer_is_killed() {
    let mut told = 0;
    for seed in 0..200 {
        let world = lab(seed, &[("producer_delay", 0.1), ("consumer_delay", 0.1)]);
        world.kill_at(seed * 100, "consumer");
        world.run();
        let printed = world.printed("producer");
        if let Some(produced) =
            printed.strip_suffix("The consumer is gone: connection reset by peer\n")
        {
            items(produced, "Produced", "send");
            told += 1;
        } else if world.exit("consumer").is_none() {
            // Before it listened.
            assert_eq!(
                printed, "The consumer is gone: connection refused\n",
                "seed {seed}"
            );
        }
        for name in ["main", "producer"] {
            assert_eq!(
                world.exit(name),
                Some(0),
                "seed {seed}: {name} ends in order"
            );
        }
    }
    assert!(told > 50, "{told} times");
}

#[test]
fn the_lab_can_be_stopped_at_any_time() {
    for seed in 0..200 {
        let world = lab(seed, &[("producer_delay", 0.1), ("consumer_delay", 0.1)]);
        world.stop_at(seed * 100);
        world.run();
        let produced = items(&world.printed("producer"), "Produced", "send");
        let consumed = items(&world.printed("consumer"), "Consumed", "receive");
        // One that has been sent may be consumed before its sender says so.
        assert!(consumed.len() <= produced.len() + 1);
        let both = produced.len().min(consumed.len());
        assert_eq!(produced[..both], consumed[..both]);
    }
}
