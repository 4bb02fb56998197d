//! The random items and delays of the labs.

use interleave::lab::Random;
use std::collections::BTreeMap;

#[test]
fn it_is_splitmix64() {
    // The values that the reference implementation gives for this seed.
    let mut random = Random::new(1_234_567);
    let drawn: [u64; 5] = std::array::from_fn(|_| random.draw());
    assert_eq!(
        drawn,
        [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821
        ]
    );
}

#[test]
fn the_same_seed_and_number_draw_the_same_and_others_do_not() {
    let drawn = |seed, number| {
        let mut random = Random::of(seed, number);
        (0..20).map(|_| random.item()).collect::<Vec<_>>()
    };
    assert_eq!(drawn(7, 2), drawn(7, 2));
    let mut all: Vec<_> = (0..20)
        .flat_map(|seed| (0..8).map(move |number| drawn(seed, number)))
        .collect();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 20 * 8);
}

#[test]
fn items_are_from_1_to_10_each_as_often() {
    let mut random = Random::of(1, 1);
    let mut counts = BTreeMap::new();
    for _ in 0..100_000 {
        *counts.entry(random.item()).or_insert(0) += 1;
    }
    assert!(counts.keys().copied().eq(1..=10), "{counts:?}");
    // 10,000 each, give or take five standard deviations of 95.
    for count in counts.values() {
        assert!((9525..=10475).contains(count), "{counts:?}");
    }
}

#[test]
fn delays_have_the_mean_asked_for_and_stay_below_twice_of_it() {
    let mut random = Random::of(1, 1);
    let delays: Vec<f64> = (0..100_000).map(|_| random.delay(0.5)).collect();
    assert!(delays.iter().all(|delay| (0.0..1.0).contains(delay)));
    let mean = delays.iter().sum::<f64>() / delays.len() as f64;
    assert!((0.495..=0.505).contains(&mean), "{mean}");
    assert_eq!(random.delay(0.0), 0.0);
}
