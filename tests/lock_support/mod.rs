//! What the tests of waiting share.

use interleave::sync::{SLICE, Stop, Stopped, clock};
use std::thread;
use std::time::{Duration, Instant};

/// Long enough for a thread to come to wait.
pub const A_WHILE: Duration = Duration::from_millis(30);

/// How late a busy machine may let a thread run, besides the slice.
const LATE: Duration = Duration::from_millis(400);

/// `wait` must wait until it is told to stop, and end by that.
pub fn assert_stops(wait: impl FnOnce(&Stop) -> Result<(), Stopped> + Send) {
    let stop = Stop::new();
    thread::scope(|scope| {
        let waiting = scope.spawn(|| (wait(&stop), Instant::now()));
        thread::sleep(A_WHILE);
        assert!(!waiting.is_finished(), "it did not wait");
        let requested = Instant::now();
        stop.request();
        let (result, ended) = waiting.join().expect("no panic");
        assert_eq!(result, Err(Stopped));
        let after = ended.duration_since(requested);
        assert!(after < SLICE + LATE, "it stopped after {after:?}");
    });
}

/// `wait` must wait until the deadline that it gets, and then say that it was in vain.
pub fn assert_gives_up(wait: impl FnOnce(&Stop, f64) -> Result<bool, Stopped>) {
    let began = Instant::now();
    let deadline = clock::now() + A_WHILE.as_secs_f64() * 1e3;
    assert_eq!(wait(&Stop::new(), deadline), Ok(false));
    let after = began.elapsed();
    assert!(after >= A_WHILE, "it gave up after {after:?} already");
    assert!(after < A_WHILE + LATE, "it gave up after {after:?} only");
}
