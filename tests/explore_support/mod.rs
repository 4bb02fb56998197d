//! What the explorer's tests have in common.
#![allow(dead_code, reason = "each test uses a part of it")]

pub mod naive;
pub mod toy;

use interleave::explore::{
    Exploration, FindingKind, Model, Options, Outcome, OutcomeKind, Report, Schedule,
};
use toy::{Op, Toy};

/// Explores all of it.
pub fn explore<M: Model>(model: M, options: Options) -> Report {
    let mut exploration = Exploration::new(model, options);
    while !exploration
        .advance(1 << 40)
        .expect("the model goes on")
        .done
    {}
    exploration.report().expect("the model goes on")
}

/// Explores all of it, in one thread.
pub fn explored(toy: &Toy) -> Report {
    explore(toy.clone(), Options::default())
}

/// The choices of a schedule of a toy, whose steps are one operation each.
pub fn choices(text: &str) -> Vec<u32> {
    let schedule: Schedule = text.parse().expect("a report has schedules");
    (schedule.runs.iter())
        .flat_map(|(actor, count)| std::iter::repeat_n(*actor, *count as usize))
        .collect()
}

/// The states along these choices. Where a step has no end, the last state is missing.
pub fn states(toy: &mut Toy, choices: &[u32]) -> Vec<Vec<u32>> {
    let mut states = vec![toy.initial()];
    for actor in choices {
        let state = states.last().expect("there is a first one");
        assert_eq!(
            toy.enabled(state) >> actor & 1,
            1,
            "a schedule can be followed"
        );
        let mut next = Vec::new();
        if toy.take(state, *actor, &mut next).is_some() {
            states.push(next);
        }
    }
    states
}

/// How many of these choices are preemptions.
pub fn preemptions(toy: &mut Toy, choices: &[u32]) -> u32 {
    let states = states(toy, choices);
    (1..choices.len())
        .filter(|step| {
            let last = choices[step - 1];
            choices[*step] != last && toy.enabled(&states[*step]) >> last & 1 == 1
        })
        .count() as u32
}

/// The outcome of a report's line.
pub fn outcome(line: &interleave::explore::OutcomeReport) -> Outcome {
    Outcome {
        kind: line.kind,
        values: line.values.clone(),
        output: line.output.clone(),
    }
}

/// The report's findings of a kind.
pub fn found(report: &Report, kind: FindingKind) -> usize {
    report
        .findings
        .iter()
        .filter(|finding| finding.kind == kind)
        .count()
}

/// The report's outcomes of a kind.
pub fn ended(report: &Report, kind: OutcomeKind) -> usize {
    report
        .outcomes
        .iter()
        .filter(|outcome| outcome.kind == kind)
        .count()
}

/// Numbers that are the same in every run.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn below(&mut self, limit: u32) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(limit)) as u32
    }
}

/// Two or three small programs. Without loops every schedule ends.
pub fn random_toy(seed: u64, loops: bool) -> Toy {
    let mut dice = Dice::new(seed.wrapping_mul(0x9e37_79b9).wrapping_add(77));
    let actors = 2 + dice.below(2);
    let most = if actors == 2 { 6 } else { 4 };
    let programs = (0..actors)
        .map(|_| {
            let length = 2 + dice.below(most - 1);
            (0..length)
                .map(|place| random_op(&mut dice, place, length, loops))
                .collect()
        })
        .collect();
    let mut toy = Toy::new(2, 2, programs);
    toy.modulus = 3;
    toy
}

fn random_op(dice: &mut Dice, place: u32, length: u32, loops: bool) -> Op {
    let variable = dice.below(2);
    let lock = dice.below(2);
    let forward = place + 1 + dice.below(length - place);
    // A jump at the very begin may lead round without an end before there is a state.
    let to = if loops && place > 1 {
        1 + dice.below(length)
    } else {
        forward
    };
    match dice.below(if loops { 24 } else { 16 }) {
        0..4 => Op::Load(variable),
        4 => Op::LoadAtomic(variable),
        5..8 => Op::Add(variable, 1 + dice.below(2)),
        8 => Op::Set(variable, dice.below(3)),
        9 => Op::SetAtomic(variable, dice.below(3)),
        10 => Op::Lock(lock),
        11 => Op::Unlock(lock),
        12 => Op::Wait(dice.below(2)),
        13 => Op::Notify(dice.below(2)),
        _ if place == 0 => Op::Load(variable),
        _ => Op::JumpIf(dice.below(3), to),
    }
}
