//! Threads that begin at once, and the time from there to the last one's end.

use interleave::lock::Barrier;
use interleave::sync::{Stopped, clock};
use interleave::thread::Actor;
use std::sync::Arc;

/// What a thread does.
pub type Work = Box<dyn FnOnce(&Actor) -> Result<(), Stopped> + Send>;

/// Runs each of `works` on a thread of its own, all from the same moment on. Returns the milliseconds from when the first
/// began to when the last ended.
pub fn together(me: &Actor, works: Vec<Work>) -> Result<f64, Stopped> {
    let start = Arc::new(Barrier::new(works.len() as u32));
    let threads = works.into_iter().enumerate().map(|(number, work)| {
        let start = Arc::clone(&start);
        me.spawn(&format!("thread {number}"), move |me| {
            start.wait(me.stop())?;
            let began = clock::now();
            work(me)?;
            Ok((began, clock::now()))
        })
    });
    let threads = threads.collect::<Result<Vec<_>, _>>()?;
    let (mut began, mut ended) = (f64::INFINITY, 0.0_f64);
    for thread in threads {
        let (from, to) = thread.join(me)?;
        began = began.min(from);
        ended = ended.max(to);
    }
    Ok(ended - began)
}
