//! What the tests of waiting share.

use interleave::sync::{SLICE, Stop, Stopped, clock};
use std::thread;
use std::time::{Duration, Instant};

/// Long enough for a thread to come to wait.
pub const A_WHILE: Duration = Duration::from_millis(30);

/// How late a machine may let a thread run that has nothing else to do, besides the slice.
const LATE: Duration = Duration::from_millis(400);

/// The best of so many counts: other programs on the machine can make an end later, but nothing makes it sooner than it is.
const TRIES: usize = 10;

/// `wait` must wait until it is told to stop, and end by that.
pub fn assert_stops(wait: impl Fn(&Stop) -> Result<(), Stopped> + Sync) {
    let mut late = Vec::new();
    while late.last().is_none_or(|&after| after >= SLICE + LATE) {
        assert!(late.len() < TRIES, "it stopped after {late:?}");
        let stop = Stop::new();
        late.push(thread::scope(|scope| {
            let waiting = scope.spawn(|| (wait(&stop), Instant::now()));
            thread::sleep(A_WHILE);
            assert!(!waiting.is_finished(), "it did not wait");
            let requested = Instant::now();
            stop.request();
            let (result, ended) = waiting.join().expect("no panic");
            assert_eq!(result, Err(Stopped));
            ended.duration_since(requested)
        }));
    }
}

/// `wait` must wait until the deadline that it gets, and then say that it was in vain.
pub fn assert_gives_up(wait: impl Fn(&Stop, f64) -> Result<bool, Stopped>) {
    let mut taken = Vec::new();
    while taken.last().is_none_or(|&after| after >= A_WHILE + LATE) {
        assert!(taken.len() < TRIES, "it gave up after {taken:?} only");
        let began = Instant::now();
        let deadline = clock::now() + A_WHILE.as_secs_f64() * 1e3;
        assert_eq!(wait(&Stop::new(), deadline), Ok(false));
        let after = began.elapsed();
        assert!(after >= A_WHILE, "it gave up after {after:?} already");
        taken.push(after);
    }
}
