//! Schedules as strings.
#![cfg(not(loom))]

use interleave::explore::{Grain, Schedule, ScheduleError};
use proptest::prelude::*;

fn parsed(text: &str) -> Result<Schedule, ScheduleError> {
    text.parse()
}

#[test]
fn it_can_be_read() {
    let schedule = Schedule {
        program: 12345,
        runs: vec![(0, 153), (1, 1), (2, 12)],
        ..Schedule::default()
    };
    assert_eq!(schedule.to_string(), "1.9ix.0x153-1-2x12");
    assert_eq!(parsed("1.9ix.0x153-1x1-2x12"), Ok(schedule));
    assert_eq!(parsed("1.0."), Ok(Schedule::default()));
}

#[test]
fn a_history_tells_of_its_steps() {
    let history = Schedule {
        program: 12345,
        runs: vec![(0, 153), (1, 1), (1, 4), (2, 1)],
        steps: vec![
            (1, Grain::Access),
            (2, Grain::Statement),
            (4, Grain::Operations),
        ],
    };
    assert_eq!(history.to_string(), "1.9ix.0x153_1_s1x4-2_o");
    assert_eq!(parsed("1.9ix.0x153_1_s1x4-2_o"), Ok(history));
    let nothing_first = parsed("1.0._0x3_0x3").expect("it is one");
    assert_eq!(nothing_first.runs, [(0, 3), (0, 3)]);
    assert_eq!(nothing_first.to_string(), "1.0._0x3_0x3");
    assert_eq!(
        parsed("1.0.0_s1x0-2").map(|it| it.to_string()),
        Ok("1.0.0_s1x0-2".into())
    );
    assert_eq!(parsed("1.0.0_1-2x0"), Err(ScheduleError::Malformed(10)));
    assert_eq!(parsed("1.0.0_x"), Err(ScheduleError::Malformed(6)));
    assert_eq!(parsed("1.0.0_-1"), Err(ScheduleError::Malformed(6)));
}

#[test]
fn errors_say_where() {
    use ScheduleError::{Malformed, Version};
    for (text, error) in [
        ("", Malformed(0)),
        ("x", Malformed(0)),
        ("2.0.0", Version),
        ("99999999999999999999999.", Version),
        ("1", Malformed(1)),
        ("1.", Malformed(2)),
        ("1.9IX.", Malformed(3)),
        ("1.zzzzzzzzzzzzzz.0", Malformed(14)),
        ("1.0", Malformed(3)),
        ("1.0.x3", Malformed(4)),
        ("1.0.0x", Malformed(6)),
        ("1.0.0x0", Malformed(6)),
        ("1.0.0-", Malformed(6)),
        ("1.0.0--1", Malformed(6)),
        ("1.0.4294967296", Malformed(13)),
        ("1.0.0x1é", Malformed(7)),
    ] {
        assert_eq!(parsed(text), Err(error), "{text}");
    }
    assert_eq!(
        parsed(&format!("1.0.{}", "0-1-".repeat(600_000))),
        Err(ScheduleError::TooLong)
    );
}

#[test]
fn a_schedule_is_for_one_program_and_its_actors() {
    let schedule = parsed("1.a.0x5-3-1").expect("it is one");
    assert_eq!(schedule.check(10, 4), Ok(()));
    let program = ScheduleError::Program {
        schedule: 10,
        program: 11,
    };
    assert_eq!(schedule.check(11, 4), Err(program));
    let actor = ScheduleError::Actor {
        run: 1,
        actor: 3,
        actors: 3,
    };
    assert_eq!(schedule.check(10, 3), Err(actor));
    assert_eq!(
        actor.to_string(),
        "run 2 of the schedule is of actor 3, but there are 3"
    );
}

proptest! {
    #[test]
    fn what_is_written_is_read(program: u64, runs in prop::collection::vec((0..70u32, prop_oneof![Just(1u32), 1..1000u32, Just(u32::MAX)]), 0..200)) {
        let mut schedule = Schedule { program, ..Schedule::default() };
        for (actor, count) in &runs {
            schedule.push(*actor, *count);
        }
        let operations: u64 = runs.iter().map(|(_, count)| u64::from(*count)).sum();
        prop_assert_eq!(schedule.operations(), operations);
        let text = schedule.to_string();
        prop_assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte)));
        prop_assert_eq!(parsed(&text), Ok(schedule));
    }

    #[test]
    fn nothing_makes_it_panic(text in "\\PC*", tail in "[0-9a-z.x-]{0,60}") {
        let _ = parsed(&text);
        let _ = parsed(&format!("1.{tail}"));
        if let Ok(schedule) = parsed(&format!("1.0.{tail}")) {
            prop_assert_eq!(parsed(&schedule.to_string()), Ok(schedule));
        }
    }
}
