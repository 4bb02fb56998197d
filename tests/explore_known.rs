//! Programs of which the answer is known.
#![cfg(not(loom))]

mod explore_support;

use explore_support::{
    choices, ended, explored, found, states,
    toy::{Op, Toy},
};
use interleave::explore::{FindingKind, Model, OutcomeKind};
use num_bigint::BigUint;

fn factorial(n: u32) -> BigUint {
    (1..=n).fold(BigUint::from(1u32), |product, factor| product * factor)
}

fn increments(count: usize) -> Vec<Op> {
    [Op::Load(0), Op::Add(0, 1)].repeat(count)
}

#[test]
fn increments_in_two_threads() {
    for k in 1..=6u32 {
        let program = increments(k as usize);
        let report = explored(&Toy::new(1, 0, vec![program.clone(), program]));
        let all = factorial(4 * k) / (factorial(2 * k) * factorial(2 * k));
        assert_eq!(report.interleavings, Some(all.to_string()));
        let values: Vec<u32> = (report.outcomes.iter())
            .map(|outcome| outcome.values[0].1.parse().expect("a number"))
            .collect();
        assert_eq!(values, (k.min(2)..=2 * k).collect::<Vec<_>>());
        assert!(found(&report, FindingKind::DataRace) > 0);
    }
}

#[test]
fn one_increment_in_each_of_two_threads() {
    let report = explored(&Toy::new(1, 0, vec![increments(1), increments(1)]));
    let counts: Vec<_> = (report.outcomes.iter())
        .map(|outcome| outcome.interleavings.clone().expect("finite"))
        .collect();
    assert_eq!(counts, ["4", "2"]);
    let chances: Vec<_> = report
        .outcomes
        .iter()
        .map(|outcome| outcome.probability)
        .collect();
    assert_eq!(chances, [Some(0.5), Some(0.5)]);
    assert_eq!(report.outcomes[1].preemptions, Some(0));
    assert_eq!(report.outcomes[0].preemptions, Some(1));
}

/// More interleavings than 128 bits can count.
#[test]
fn very_many_interleavings() {
    let program = increments(34);
    let mut toy = Toy::new(1, 0, vec![program.clone(), program]);
    toy.modulus = 2;
    let report = explored(&toy);
    let one = factorial(68);
    let all = factorial(136) / (&one * &one);
    assert!(all.bits() > 128);
    assert_eq!(report.interleavings, Some(all.to_string()));
}

#[test]
fn increments_under_a_lock() {
    for n in 1..=6 {
        let program = vec![Op::Lock(0), Op::Load(0), Op::Add(0, 1), Op::Unlock(0)];
        let report = explored(&Toy::new(1, 1, vec![program; n]));
        assert_eq!(report.outcomes.len(), 1);
        assert_eq!(report.outcomes[0].values[0].1, n.to_string());
        assert!(report.findings.is_empty());
        // The lock of the next may be taken only after the release: the orders of critical sections are all there is.
        assert_eq!(report.interleavings, Some(factorial(n as u32).to_string()));
        assert_eq!(report.outcomes[0].preemptions, Some(0));
    }
}

/// Each has a flag; behind them `turn` and the counter.
fn peterson(with_turn: bool) -> Toy {
    let program = |me: u32| {
        let other = 1 - me;
        let mut program = vec![Op::SetAtomic(me, 1)];
        if with_turn {
            program.push(Op::SetAtomic(2, other));
        }
        let test = program.len() as u32;
        program.push(Op::LoadAtomic(other));
        if with_turn {
            program.push(Op::JumpIf(0, test + 4));
            program.push(Op::LoadAtomic(2));
            program.push(Op::JumpIf(other, test));
        } else {
            program.push(Op::JumpIf(1, test));
        }
        program.extend([Op::Load(3), Op::Add(3, 1), Op::SetAtomic(me, 0)]);
        program
    };
    Toy::new(4, 0, vec![program(0), program(1)])
}

#[test]
fn peterson_excludes() {
    let report = explored(&peterson(true));
    assert_eq!(ended(&report, OutcomeKind::Endless), 0);
    assert!(
        report
            .outcomes
            .iter()
            .all(|outcome| outcome.values[3].1 == "2")
    );
    assert!(report.findings.is_empty(), "{report}");
    // It may wait any number of times, so there are infinitely many interleavings, but surely it ends.
    assert_eq!(report.interleavings, None);
    let sum: f64 = report
        .outcomes
        .iter()
        .filter_map(|outcome| outcome.probability)
        .sum();
    assert!((sum - 1.0).abs() < 1e-12);
}

#[test]
fn peterson_without_turn_can_wait_for_ever() {
    let mut toy = peterson(false);
    let report = explored(&toy);
    assert_eq!(ended(&report, OutcomeKind::Endless), 1);
    assert!(
        (report.outcomes.iter())
            .filter(|outcome| outcome.kind == OutcomeKind::Finished)
            .all(|outcome| outcome.values[3].1 == "2")
    );
    assert_eq!(found(&report, FindingKind::DataRace), 0);
    assert_eq!(report.findings.len(), 1);
    let finding = &report.findings[0];
    assert_eq!(
        (finding.kind, finding.actors.clone()),
        (FindingKind::Livelock, vec![0, 1])
    );
    let choices = choices(&finding.witness);
    let all = states(&mut toy, &choices);
    assert_eq!(
        all[choices.len()],
        all[choices.len() - finding.repeats as usize]
    );
    // One actor sets its flag (1/2), and the other before the first has gone through: it needs a load to do so.
    let endless = report
        .outcomes
        .iter()
        .find(|outcome| outcome.kind == OutcomeKind::Endless);
    assert_eq!(endless.and_then(|outcome| outcome.probability), Some(0.5));
}

#[test]
fn testing_before_setting_excludes_nobody() {
    let program = |me: u32| {
        let other = 1 - me;
        let wait = [
            Op::LoadAtomic(other),
            Op::JumpIf(1, 0),
            Op::SetAtomic(me, 1),
        ];
        [
            wait.as_slice(),
            &increments(1)
                .iter()
                .map(|op| match op {
                    Op::Load(_) => Op::Load(2),
                    _ => Op::Add(2, 1),
                })
                .collect::<Vec<_>>(),
            &[Op::SetAtomic(me, 0)],
        ]
        .concat()
    };
    let report = explored(&Toy::new(3, 0, vec![program(0), program(1)]));
    let counters: Vec<_> = report
        .outcomes
        .iter()
        .map(|o| o.values[2].1.as_str())
        .collect();
    assert_eq!(counters, ["1", "2"]);
    assert!(found(&report, FindingKind::DataRace) > 0);
}

/// One meal each, the left fork first; or by their numbers.
pub fn philosophers(n: u32, ordered: bool) -> Toy {
    let programs = (0..n)
        .map(|i| {
            let (left, right) = (i, (i + 1) % n);
            let (first, second) = if ordered {
                (left.min(right), left.max(right))
            } else {
                (left, right)
            };
            vec![
                Op::Lock(first),
                Op::Lock(second),
                Op::Unlock(second),
                Op::Unlock(first),
            ]
        })
        .collect();
    Toy::new(1, n, programs)
}

#[test]
fn philosophers_deadlock_in_one_way() {
    for n in 2..=6 {
        let report = explored(&philosophers(n, false));
        assert_eq!(ended(&report, OutcomeKind::Deadlock), 1);
        assert_eq!(ended(&report, OutcomeKind::Finished), 1);
        assert_eq!(report.findings.len(), 1);
        let finding = &report.findings[0];
        assert_eq!(finding.kind, FindingKind::Deadlock);
        assert_eq!(finding.actors.len(), n as usize);
        assert!(finding.explanation.contains("in a circle"));
        let deadlock = report
            .outcomes
            .iter()
            .find(|o| o.kind == OutcomeKind::Deadlock);
        // Only the first is kept from its second fork; each next one has that as its right neighbour, and is blocked at once.
        assert_eq!(deadlock.and_then(|outcome| outcome.preemptions), Some(1));
        let ordered = explored(&philosophers(n, true));
        assert_eq!(ended(&ordered, OutcomeKind::Deadlock), 0);
        assert!(ordered.findings.is_empty());
    }
}

#[test]
fn readers_see_the_old_or_the_new() {
    for n in 0..=7u32 {
        let mut programs = vec![vec![Op::Set(0, 1)]];
        programs.extend((1..=n).map(|i| vec![Op::Load(0), Op::Add(i, 0)]));
        let report = explored(&Toy::new(n + 1, 0, programs));
        assert_eq!(report.outcomes.len(), 1 << n);
    }
}

#[test]
fn an_unheard_notification_is_a_lost_wake_up() {
    let mut toy = Toy::new(1, 0, vec![vec![Op::Wait(0)], vec![Op::Notify(0)]]);
    let report = explored(&toy);
    assert_eq!(report.findings.len(), 1);
    let finding = &report.findings[0];
    assert_eq!(finding.kind, FindingKind::LostWakeUp);
    assert_eq!(choices(&finding.witness), [1, 0]);
    assert_eq!(finding.object.as_deref(), Some("condition 0"));
    // Nobody notifies: a deadlock.
    toy.programs[1] = vec![Op::Set(0, 1)];
    let report = explored(&toy);
    assert_eq!(report.findings[0].kind, FindingKind::Deadlock);
}

#[test]
fn a_spinning_wait_that_somebody_ends_is_no_livelock() {
    let spin = vec![Op::LoadAtomic(0), Op::JumpIf(0, 0)];
    let report = explored(&Toy::new(
        1,
        0,
        vec![spin.clone(), vec![Op::SetAtomic(0, 1)]],
    ));
    assert!(report.findings.is_empty());
    assert_eq!(report.interleavings, None);
    assert_eq!(report.outcomes.len(), 1);
    assert_eq!(report.outcomes[0].probability, Some(1.0));
    // Nobody ends it.
    let report = explored(&Toy::new(1, 0, vec![spin, vec![Op::SetAtomic(0, 0)]]));
    assert_eq!(ended(&report, OutcomeKind::Endless), 1);
    assert_eq!(found(&report, FindingKind::Livelock), 1);
}

#[test]
fn a_lock_that_is_taken_again_and_again_starves_others() {
    let greedy = vec![Op::Lock(0), Op::Unlock(0), Op::Jump(0)];
    let mut toy = Toy::new(
        1,
        1,
        vec![greedy, vec![Op::Lock(0), Op::Set(0, 1), Op::Unlock(0)]],
    );
    let report = explored(&toy);
    let finding = (report.findings.iter())
        .find(|finding| finding.kind == FindingKind::Starvation)
        .expect("the other may never get the lock");
    assert_eq!(finding.actors, [1]);
    let choices = choices(&finding.witness);
    let all = states(&mut toy, &choices);
    let begin = choices.len() - finding.repeats as usize;
    assert_eq!(all[begin], all[choices.len()]);
    assert!(choices[begin..].iter().all(|actor| *actor == 0));
    let enabled: Vec<bool> = all[begin..]
        .iter()
        .map(|state| toy.enabled(state) & 2 != 0)
        .collect();
    assert!(enabled.contains(&true) && enabled.contains(&false));
}

#[test]
fn a_step_without_an_end_is_an_endless_outcome() {
    // A jump to itself, once the variable has been read as 1.
    let lost = vec![Op::Load(0), Op::JumpIf(1, 1), Op::Set(1, 1)];
    let report = explored(&Toy::new(2, 0, vec![lost, vec![Op::Set(0, 1)]]));
    assert_eq!(ended(&report, OutcomeKind::Endless), 1);
    let endless = report
        .outcomes
        .iter()
        .find(|o| o.kind == OutcomeKind::Endless)
        .expect("one");
    assert_eq!(endless.interleavings.as_deref(), Some("1"));
    assert_eq!(endless.probability, Some(0.5));
    assert_eq!(choices(&endless.witness), [1, 0]);
}

#[test]
fn a_race_is_explained_by_what_each_knows() {
    let program = vec![Op::Lock(0), Op::Unlock(0), Op::Set(0, 1)];
    let report = explored(&Toy::new(1, 1, vec![program.clone(), program]));
    assert_eq!(report.findings.len(), 1);
    let finding = &report.findings[0];
    assert_eq!(choices(&finding.witness), [0, 0, 1, 1]);
    // The lock hands the first actor's two steps on to the second, and nothing back.
    let text = &finding.explanation;
    assert!(
        text.contains("the write is step 3 of actor 0, of which actor 1 knows only the first 2;"),
        "{text}"
    );
    assert!(
        text.contains("the write is step 3 of actor 1, of which actor 0 knows none."),
        "{text}"
    );
}
