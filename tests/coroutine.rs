//! The coroutines, against what Python's generators answer and against their definition.

use interleave::coroutine::{Coroutine, Divide, Mode, Pipeline, Stage, Window};
use proptest::prelude::*;
use serde_json::Value;

/// A stage as the goldens and the properties write it: its name and its parameter.
type Written = (String, f64);

fn stage((name, x): &Written) -> Stage {
    match name.as_str() {
        "minimize" => Stage::minimize(),
        "maximize" => Stage::maximize(),
        "sum" => Stage::sum(),
        "add" => Stage::add(*x),
        "subtract" => Stage::subtract(*x),
        "multiply" => Stage::multiply(*x),
        "divide" => Stage::divide(*x),
        "delay" => Stage::delay(*x as usize),
        "mean" => Stage::mean(*x as usize),
        other => panic!("there is no stage {other}"),
    }
}

fn pipeline(stages: &[Written], mode: Mode) -> Pipeline {
    let mut pipeline = Pipeline::new();
    for written in stages {
        pipeline.push(stage(written), mode);
    }
    pipeline
}

/// The bits, except that all NaN are one: which of them an operation gives is left open.
fn bits(value: f64) -> u64 {
    if value.is_nan() { f64::NAN } else { value }.to_bits()
}

fn all_bits(values: &[f64]) -> Vec<u64> {
    values.iter().copied().map(bits).collect()
}

fn number(value: &Value) -> f64 {
    let digits = value.as_str().expect("16 digits");
    f64::from_bits(u64::from_str_radix(digits, 16).expect("hexadecimal"))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

#[test]
fn the_answers_are_those_of_pythons_generators() {
    let cases: Value = serde_json::from_str(include_str!("golden/coroutine.json")).expect("JSON");
    for case in list(&cases) {
        let mut stages: Vec<Written> = list(&case["stages"])
            .iter()
            .map(|stage| {
                let name = stage[0].as_str().expect("a name").to_owned();
                (name, stage.get(1).map_or(0.0, number))
            })
            .collect();
        let mode = if case["fill"] == true {
            Mode::Fill
        } else {
            Mode::Immediate
        };
        let mut window = stages
            .pop_if(|(name, _)| name == "window")
            .map(|(_, size)| Window::new(size as usize));
        let mut pipeline = pipeline(&stages, mode);
        let mut window_is_empty = mode == Mode::Fill;
        for (sent, expected) in list(&case["sent"]).iter().zip(list(&case["answers"])) {
            let fills = pipeline.empty_stages() > 0;
            let answer = pipeline.send(number(sent));
            match &mut window {
                Some(window) if !fills => {
                    let held = window.send(answer);
                    if core::mem::take(&mut window_is_empty) {
                        assert_eq!(bits(answer), bits(number(expected)), "{case}");
                    } else {
                        let expected: Vec<f64> = list(expected).iter().map(number).collect();
                        assert_eq!(all_bits(held), all_bits(&expected), "{case}");
                    }
                }
                _ => assert_eq!(bits(answer), bits(number(expected)), "{case}"),
            }
        }
    }
}

fn sent(pipeline: &mut Pipeline, values: &[f64]) -> Vec<f64> {
    values.iter().map(|&value| pipeline.send(value)).collect()
}

#[test]
fn a_running_minimum() {
    let mut minimize = pipeline(&[("minimize".into(), 0.0)], Mode::Immediate);
    assert_eq!(
        sent(&mut minimize, &[10.0, 4.0, 22.0, -1.0]),
        [10.0, 4.0, 4.0, -1.0]
    );
}

#[test]
fn filling_stages_take_one_beat_each() {
    let stages = [("divide".into(), 2.0), ("add".into(), 1.0)];
    let values: Vec<f64> = (0..10).map(f64::from).collect();
    let mut filling = pipeline(&stages, Mode::Fill);
    assert_eq!(filling.empty_stages(), 2);
    assert_eq!(
        sent(&mut filling, &values),
        [0.0, 0.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0, 5.5]
    );
    assert_eq!(filling.empty_stages(), 0);
    let mut immediate = pipeline(&stages, Mode::Immediate);
    assert_eq!(
        sent(&mut immediate, &values),
        [1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0, 5.5]
    );
}

#[test]
fn only_filling_stages_take_a_beat_in_a_mixed_pipeline() {
    let mut mixed = Pipeline::new();
    mixed.push(Stage::add(1.0), Mode::Immediate);
    mixed.push(Stage::sum(), Mode::Fill);
    mixed.push(Stage::multiply(10.0), Mode::Immediate);
    mixed.push(Stage::add(0.5), Mode::Fill);
    // 1 arrives at `sum` as 2 and is echoed; then the sum is 4, `add` echoes 40; from then on all work.
    assert_eq!(sent(&mut mixed, &[1.0, 1.0, 1.0]), [2.0, 40.0, 60.5]);
}

#[test]
fn a_window_moves_its_values_and_keeps_their_order() {
    let mut window = Window::new(3);
    let mut last = Vec::new();
    for i in 0..20 {
        last.push(f64::from(i));
        let from = last.len().saturating_sub(3);
        assert_eq!(window.send(f64::from(i)), &last[from..]);
    }
}

#[test]
#[should_panic(expected = "a window holds at least one value")]
fn a_window_of_nothing_is_refused() {
    let _ = Window::new(0);
}

fn any_written() -> impl Strategy<Value = Written> {
    prop_oneof![
        prop_oneof![Just("minimize"), Just("maximize"), Just("sum")]
            .prop_map(|name| (name.to_owned(), 0.0)),
        (
            prop_oneof![
                Just("add"),
                Just("subtract"),
                Just("multiply"),
                Just("divide")
            ],
            any::<f64>()
        )
            .prop_map(|(name, x)| (name.to_owned(), x)),
        (prop_oneof![Just("delay"), Just("mean")], 1_u8..6)
            .prop_map(|(name, n)| (name.to_owned(), f64::from(n))),
    ]
}

fn any_mode() -> impl Strategy<Value = Mode> {
    prop_oneof![Just(Mode::Immediate), Just(Mode::Fill)]
}

proptest! {
    #[test]
    fn a_batch_answers_what_single_values_do(
        stages in prop::collection::vec((any_written(), any_mode()), 0..8),
        values in prop::collection::vec(any::<f64>(), 0..40),
        cut in 0_usize..40,
    ) {
        let mut single = Pipeline::new();
        let mut batch = Pipeline::new();
        for (written, mode) in &stages {
            single.push(stage(written), *mode);
            batch.push(stage(written), *mode);
        }
        let expected = sent(&mut single, &values);
        let mut answers = values.clone();
        let (first, second) = answers.split_at_mut(cut.min(values.len()));
        batch.send_many(first);
        batch.send_many(second);
        prop_assert_eq!(all_bits(&answers), all_bits(&expected));
    }

    #[test]
    fn joined_pipelines_are_one_pipeline(
        stages in prop::collection::vec((any_written(), any_mode()), 0..8),
        values in prop::collection::vec(any::<f64>(), 0..20),
        cut in 0_usize..8,
    ) {
        let of = |stages: &[(Written, Mode)]| {
            let mut pipeline = Pipeline::new();
            for (written, mode) in stages {
                pipeline.push(stage(written), *mode);
            }
            pipeline
        };
        let (first, second) = stages.split_at(cut.min(stages.len()));
        let mut joined = of(first);
        joined.append(of(second));
        prop_assert_eq!(
            all_bits(&sent(&mut joined, &values)),
            all_bits(&sent(&mut of(&stages), &values))
        );
    }

    #[test]
    fn division_by_a_power_of_two_is_exact(exponent in -1074_i32..=1023, value in any::<f64>()) {
        let x = 2_f64.powi(exponent.max(-1022)) * 2_f64.powi(exponent.min(-1022) + 1022);
        prop_assert_eq!(bits(Stage::divide(x).send(value)), bits(Divide(x).send(value)));
        prop_assert_eq!(bits(Stage::divide(-x).send(value)), bits(value / -x));
    }
}

#[test]
fn a_long_batch_is_computed_in_blocks() {
    let stages = [
        ("sum".into(), 0.0),
        ("mean".into(), 3.0),
        ("minimize".into(), 0.0),
    ];
    let values: Vec<f64> = (0..5000).map(|i| f64::from(i).sin()).collect();
    let expected = sent(&mut pipeline(&stages, Mode::Fill), &values);
    let mut answers = values.clone();
    pipeline(&stages, Mode::Fill).send_many(&mut answers);
    assert_eq!(all_bits(&answers), all_bits(&expected));
}
