//! Random programs with loops, against plain computations on their few states.
#![cfg(not(loom))]

mod explore_support;

use explore_support::{
    choices, explore, explored, found, outcome, random_toy, states,
    toy::{Op, Toy},
};
use interleave::explore::{Budget, FindingKind, Model, Options, Outcome, OutcomeKind};
use std::collections::{BTreeMap, BTreeSet};

/// All states, and the steps between them; a step without an end leads nowhere and makes an outcome.
struct Plain {
    states: Vec<Vec<u32>>,
    steps: Vec<Vec<(u32, usize)>>,
    endless: Vec<(usize, Outcome)>,
}

fn plain(toy: &mut Toy) -> Plain {
    let mut numbers = BTreeMap::new();
    let initial = toy.initial();
    numbers.insert(initial.clone(), 0);
    let mut plain = Plain {
        states: vec![initial],
        steps: Vec::new(),
        endless: Vec::new(),
    };
    while plain.steps.len() < plain.states.len() {
        let here = plain.steps.len();
        let state = plain.states[here].clone();
        let mut steps = Vec::new();
        let enabled = toy.enabled(&state);
        for actor in (0..64).filter(|actor| enabled >> actor & 1 == 1) {
            let mut next = Vec::new();
            if toy.take(&state, actor, &mut next).is_some() {
                let count = plain.states.len();
                let number = *numbers.entry(next.clone()).or_insert(count);
                if number == count {
                    plain.states.push(next);
                }
                steps.push((actor, number));
            } else {
                let mut outcome = toy.outcome(&state);
                outcome.kind = OutcomeKind::Endless;
                plain.endless.push((here, outcome));
            }
        }
        plain.steps.push(steps);
    }
    plain
}

/// Which states can be reached from each, by at least one step.
fn closure(plain: &Plain) -> Vec<BTreeSet<usize>> {
    (0..plain.states.len())
        .map(|start| {
            let mut reached = BTreeSet::new();
            let mut open = vec![start];
            while let Some(state) = open.pop() {
                for (_, next) in &plain.steps[state] {
                    if reached.insert(*next) {
                        open.push(*next);
                    }
                }
            }
            reached
        })
        .collect()
}

/// The chances of outcomes other than being caught in a cycle, by following them step by step.
fn chances(toy: &mut Toy, plain: &Plain) -> BTreeMap<Outcome, f64> {
    let mut chances: BTreeMap<Outcome, f64> = BTreeMap::new();
    let mut here = vec![0.0; plain.states.len()];
    here[0] = 1.0;
    for _ in 0..3000 {
        let mut next = vec![0.0; here.len()];
        for (state, chance) in here.iter().enumerate().filter(|(_, chance)| **chance > 0.0) {
            let enabled = toy.enabled(&plain.states[state]).count_ones();
            if enabled == 0 {
                *chances
                    .entry(toy.outcome(&plain.states[state]))
                    .or_default() += chance;
                continue;
            }
            let share = chance / f64::from(enabled);
            for (_, to) in &plain.steps[state] {
                next[*to] += share;
            }
            for (_, outcome) in plain.endless.iter().filter(|(at, _)| *at == state) {
                *chances.entry(outcome.clone()).or_default() += share;
            }
        }
        here = next;
    }
    chances
}

#[test]
fn outcomes_chances_cycles_and_fairness() {
    let (mut loops, mut caught, mut fair_cycles) = (0, 0, 0);
    for seed in 0..600 {
        let mut toy = random_toy(seed, true);
        let plain = plain(&mut toy);
        let report = explored(&toy);
        let reached = closure(&plain);
        let cyclic: Vec<usize> = (0..plain.states.len())
            .filter(|state| reached[*state].contains(state))
            .collect();
        loops += usize::from(!cyclic.is_empty());

        // Without a way out of a cycle there is an endless outcome that has no end to its steps in the other sense either.
        let trapped = cyclic.iter().any(|state| {
            reached[*state].iter().all(|other| {
                reached[*other].contains(state) && !plain.endless.iter().any(|(at, _)| at == other)
            })
        });
        caught += usize::from(trapped);
        let chances = chances(&mut toy, &plain);
        let endless = |outcome: &Outcome| outcome.kind == OutcomeKind::Endless;
        let outcomes: BTreeSet<Outcome> = report.outcomes.iter().map(outcome).collect();
        let ends: BTreeSet<Outcome> = chances.keys().cloned().collect();
        assert!(ends.is_subset(&outcomes), "program {seed}");
        assert!(outcomes.difference(&ends).all(endless), "program {seed}");
        let is_endless = outcomes.iter().any(endless);
        assert_eq!(
            is_endless,
            trapped || !plain.endless.is_empty(),
            "program {seed}"
        );
        let mut sum = 0.0;
        for line in &report.outcomes {
            let probability = line.probability.expect("it converges");
            sum += probability;
            let outcome = outcome(line);
            if !(trapped && endless(&outcome)) {
                assert!(
                    (probability - chances[&outcome]).abs() < 1e-9,
                    "program {seed}"
                );
            }
            // Infinitely many interleavings exactly where a cycle leads there.
            if !endless(&outcome) {
                let infinite = (0..plain.states.len()).any(|state| {
                    toy.enabled(&plain.states[state]) == 0
                        && toy.outcome(&plain.states[state]) == outcome
                        && cyclic.iter().any(|cycle| reached[*cycle].contains(&state))
                });
                assert_eq!(line.interleavings.is_none(), infinite, "program {seed}");
            }
        }
        assert!((sum - 1.0).abs() < 1e-9, "program {seed}");

        // A component is fair if everybody steps in it or is held up somewhere in it.
        let fair = cyclic.iter().any(|state| {
            let members: Vec<usize> = (reached[*state].iter().copied())
                .filter(|other| reached[*other].contains(state))
                .collect();
            (0..toy.programs.len() as u32).all(|actor| {
                members.iter().any(|member| {
                    toy.enabled(&plain.states[*member]) >> actor & 1 == 0
                        || plain.steps[*member]
                            .iter()
                            .any(|(who, to)| *who == actor && members.contains(to))
                })
            })
        });
        let loopy = found(&report, FindingKind::Livelock) + found(&report, FindingKind::Starvation);
        assert_eq!(loopy > 0, fair, "program {seed}");
        fair_cycles += usize::from(fair);
        for finding in &report.findings {
            if matches!(
                finding.kind,
                FindingKind::Livelock | FindingKind::Starvation
            ) {
                check_round(&mut toy, finding);
            }
        }
    }
    assert!(
        loops > 50 && caught > 40 && fair_cycles > 40,
        "{loops} {caught} {fair_cycles}"
    );
}

#[test]
fn a_large_component_that_is_left_at_some_time() {
    // It counts round and round until it is told to stop; how far it gets is a matter of chance.
    let counts = vec![
        Op::Load(0),
        Op::Add(0, 1),
        Op::LoadAtomic(1),
        Op::JumpIf(0, 0),
    ];
    let mut toy = Toy::new(2, 0, vec![counts, vec![Op::SetAtomic(1, 1)]]);
    toy.modulus = 40;
    let plain = plain(&mut toy);
    let chances = chances(&mut toy, &plain);
    let report = explored(&toy);
    assert_eq!(report.outcomes.len(), 40);
    for line in &report.outcomes {
        let probability = line.probability.expect("it converges");
        assert!((probability - chances[&outcome(line)]).abs() < 1e-12);
        assert_eq!(line.interleavings, None);
    }
}

#[test]
fn the_search_by_preemptions_ends_where_there_are_loops() {
    for seed in 0..200 {
        let mut toy = random_toy(seed, true);
        let plain = plain(&mut toy);
        let ends: BTreeSet<Outcome> = chances(&mut toy, &plain).into_keys().collect();
        let options = Options {
            budget: Budget {
                states: 1,
                bytes: u64::MAX,
            },
            schedules: 0,
            ..Options::default()
        };
        let report = explore(toy, options);
        let outcomes: BTreeSet<Outcome> = report.outcomes.iter().map(outcome).collect();
        assert_eq!(outcomes, ends, "program {seed}");
    }
}

/// The least preemptions, and steps with as many, to each outcome other than being caught in a cycle.
fn fewest(toy: &mut Toy, plain: &Plain) -> BTreeMap<Outcome, (u32, u32)> {
    let mut fewest = BTreeMap::new();
    let mut settled = BTreeSet::new();
    let mut open = BTreeSet::from([(0, 0, 0, None)]);
    while let Some((preemptions, length, state, last)) = open.pop_first() {
        if !settled.insert((state, last)) {
            continue;
        }
        let enabled = toy.enabled(&plain.states[state]);
        if enabled == 0 {
            let outcome = toy.outcome(&plain.states[state]);
            fewest.entry(outcome).or_insert((preemptions, length));
        }
        for (actor, to) in &plain.steps[state] {
            let preempts = last.is_some_and(|last| last != *actor && enabled >> last & 1 == 1);
            let preemptions = preemptions + u32::from(preempts);
            open.insert((preemptions, length + 1, *to, Some(*actor)));
        }
    }
    fewest
}

#[test]
fn ways_with_the_fewest_preemptions_are_short() {
    let mut different = 0;
    for seed in 0..600 {
        let mut toy = random_toy(seed, true);
        let plain = plain(&mut toy);
        let fewest = fewest(&mut toy, &plain);
        for line in &explored(&toy).outcomes {
            if let Some((preemptions, length)) = fewest.get(&outcome(line)) {
                let way = choices(line.fewest_preemptions.as_ref().expect("there is one"));
                assert_eq!(line.preemptions, Some(*preemptions), "program {seed}");
                assert_eq!(way.len() as u32, *length, "program {seed}");
                different += usize::from(choices(&line.witness).len() != way.len());
            }
        }
    }
    assert!(different > 0, "an extra step can save a preemption");
}

/// The end of the witness leads back to where it begins, and is fair.
fn check_round(toy: &mut Toy, finding: &interleave::explore::FindingReport) {
    let choices = choices(&finding.witness);
    let all = states(toy, &choices);
    let begin = choices.len() - finding.repeats as usize;
    assert!(begin < choices.len());
    assert_eq!(all[begin], all[choices.len()]);
    for actor in 0..toy.programs.len() as u32 {
        let steps = choices[begin..].contains(&actor);
        let able = all[begin..]
            .iter()
            .filter(|state| toy.enabled(state) >> actor & 1 == 1)
            .count();
        assert!(steps || able < all[begin..].len(), "the round is fair");
        if finding.kind == FindingKind::Starvation && finding.actors == [actor] {
            assert!(!steps && able > 0);
        }
    }
}
