//! The explorer and a naive enumeration of all schedules agree on hundreds of small random programs.
#![cfg(not(loom))]

mod explore_support;

use explore_support::{
    choices, explore, explored, found, naive::enumerate, outcome, preemptions, random_toy, states,
    toy::Toy,
};
use interleave::explore::{Budget, FindingKind, Model, Options, OutcomeKind, Report};
use std::collections::BTreeSet;

/// So many programs are tried.
const PROGRAMS: u64 = 300;

#[test]
fn outcomes_counts_probabilities_and_ways_are_those_of_all_schedules() {
    let mut kinds = BTreeSet::new();
    for seed in 0..PROGRAMS {
        let mut toy = random_toy(seed, false);
        let naive = enumerate(&mut toy);
        let report = explored(&toy);
        assert!(report.complete);
        let total: u64 = naive.outcomes.values().map(|known| known.count).sum();
        assert_eq!(
            report.interleavings,
            Some(total.to_string()),
            "program {seed}"
        );
        let outcomes: BTreeSet<_> = report.outcomes.iter().map(outcome).collect();
        assert_eq!(
            outcomes,
            naive.outcomes.keys().cloned().collect(),
            "program {seed}"
        );
        assert_eq!(report.outcomes.len(), outcomes.len());
        for line in &report.outcomes {
            let known = &naive.outcomes[&outcome(line)];
            kinds.insert(line.kind);
            assert_eq!(
                line.interleavings,
                Some(known.count.to_string()),
                "program {seed}"
            );
            let probability = line.probability.expect("everything was explored");
            assert!(
                (probability - known.probability).abs() < 1e-9,
                "program {seed}"
            );
            let witness = choices(&line.witness);
            assert_eq!(witness.len(), known.shortest, "program {seed}");
            leads_to(&mut toy, &witness, line);
            let fewest = choices(line.fewest_preemptions.as_ref().expect("the search ended"));
            leads_to(&mut toy, &fewest, line);
            let count = preemptions(&mut toy, &fewest);
            assert_eq!((count, fewest.len()), known.fewest, "program {seed}");
            assert_eq!(line.preemptions, Some(count));
        }
    }
    assert_eq!(kinds.len(), 2, "some programs deadlock and some finish");
}

fn leads_to(toy: &mut Toy, choices: &[u32], line: &interleave::explore::OutcomeReport) {
    let all = states(toy, choices);
    let last = all.last().expect("there is a first one");
    let mut end = toy.outcome(last);
    if all.len() <= choices.len() {
        end.kind = OutcomeKind::Endless;
    } else {
        assert_eq!(toy.enabled(last), 0);
    }
    assert_eq!(end, outcome(line));
}

#[test]
fn findings_are_those_of_all_schedules() {
    let mut counts = [0; 4];
    for seed in 0..PROGRAMS {
        let mut toy = random_toy(seed, false);
        let naive = enumerate(&mut toy);
        let report = explored(&toy);
        let races: BTreeSet<u64> = (report.findings.iter())
            .filter(|finding| finding.kind == FindingKind::DataRace)
            .map(|finding| {
                finding.object.as_ref().expect("a variable")[1..]
                    .parse()
                    .expect("a number")
            })
            .collect();
        // Two accesses that can be adjacent are unordered in that schedule. The first two of a schedule that are unordered can be
        // made adjacent; of later ones that is not certain.
        assert!(races.is_subset(&naive.races), "program {seed}");
        assert_eq!(races.is_empty(), naive.races.is_empty(), "program {seed}");
        assert_eq!(
            found(&report, FindingKind::Misuse) > 0,
            naive.misuse,
            "program {seed}"
        );
        assert_eq!(
            found(&report, FindingKind::LostWakeUp) > 0,
            naive.lost_wake_up,
            "program {seed}"
        );
        let stuck = found(&report, FindingKind::Deadlock) + found(&report, FindingKind::LostWakeUp);
        let deadlock = naive
            .outcomes
            .keys()
            .any(|outcome| outcome.kind == OutcomeKind::Deadlock);
        assert_eq!(stuck > 0, deadlock, "program {seed}");
        assert_eq!(
            found(&report, FindingKind::Livelock) + found(&report, FindingKind::Starvation),
            0
        );
        check_findings(&mut toy, &report);
        counts[0] += races.len();
        counts[1] += usize::from(naive.misuse);
        counts[2] += usize::from(naive.lost_wake_up);
        counts[3] += stuck;
    }
    assert!(
        counts.iter().all(|count| *count > 20),
        "the programs have everything: {counts:?}"
    );
}

/// Every witness shows what its finding says.
fn check_findings(toy: &mut Toy, report: &Report) {
    for finding in &report.findings {
        let choices = choices(&finding.witness);
        let all = states(toy, &choices);
        let last = all.last().expect("there is a first one");
        assert!(!finding.explanation.is_empty());
        match finding.kind {
            FindingKind::DataRace => {
                let accesses: Vec<_> = (finding.actors.iter())
                    .map(|actor| {
                        assert_eq!(toy.enabled(last) >> actor & 1, 1);
                        toy.pending(last, *actor).expect("an access")
                    })
                    .collect();
                assert_eq!(accesses[0].variable, accesses[1].variable);
                assert!(accesses[0].write || accesses[1].write);
                assert!(!(accesses[0].atomic && accesses[1].atomic));
                assert!(
                    finding
                        .explanation
                        .contains("neither access happens before")
                );
            }
            FindingKind::Deadlock | FindingKind::LostWakeUp => {
                assert_eq!(toy.enabled(last), 0);
                assert_ne!(toy.alive(last), 0);
            }
            FindingKind::Misuse => {
                let before = &all[choices.len() - 1];
                assert_eq!(
                    toy.position(before, finding.actors[0]),
                    finding.positions[0]
                );
            }
            FindingKind::Livelock | FindingKind::Starvation => unreachable!("there are no loops"),
        }
    }
}

#[test]
fn the_search_by_preemptions_finds_the_same() {
    for seed in 0..PROGRAMS {
        let mut toy = random_toy(seed, false);
        let naive = enumerate(&mut toy);
        let report = explore(
            toy.clone(),
            Options {
                budget: Budget {
                    states: 1,
                    bytes: u64::MAX,
                },
                schedules: 0,
                ..Options::default()
            },
        );
        assert!(!report.complete);
        assert_eq!(report.interleavings, None);
        let outcomes: BTreeSet<_> = report.outcomes.iter().map(outcome).collect();
        assert_eq!(
            outcomes,
            naive.outcomes.keys().cloned().collect(),
            "program {seed}"
        );
        for line in &report.outcomes {
            let fewest = choices(
                line.fewest_preemptions
                    .as_ref()
                    .expect("all were gone through"),
            );
            leads_to(&mut toy, &fewest, line);
            let count = preemptions(&mut toy, &fewest);
            assert_eq!(
                (count, fewest.len()),
                naive.outcomes[&outcome(line)].fewest,
                "program {seed}"
            );
        }
        assert_eq!(
            found(&report, FindingKind::DataRace) > 0,
            !naive.races.is_empty()
        );
        assert_eq!(
            found(&report, FindingKind::Misuse) > 0,
            naive.misuse,
            "program {seed}"
        );
        check_findings(&mut toy, &report);
    }
}

#[test]
fn random_schedules_find_nothing_that_does_not_exist() {
    let (mut all, mut some) = (0, 0);
    for seed in 0..PROGRAMS {
        let mut toy = random_toy(seed, false);
        let naive = enumerate(&mut toy);
        let nothing = Budget {
            states: 1,
            bytes: 0,
        };
        let report = explore(
            toy.clone(),
            Options {
                budget: nothing,
                bounded: nothing,
                schedules: 40,
                seed,
                ..Options::default()
            },
        );
        for line in &report.outcomes {
            assert!(
                naive.outcomes.contains_key(&outcome(line)),
                "program {seed}"
            );
            leads_to(&mut toy, &choices(&line.witness), line);
        }
        check_findings(&mut toy, &report);
        all += naive.outcomes.len();
        some += report.outcomes.len();
    }
    assert!(
        some * 10 > all * 8,
        "forty schedules find most outcomes: {some} of {all}"
    );
}
