//! However much passes through a connection, it holds no more than its buffers.
//!
//! Alone in this file: the allocator counts what the whole program holds.

use interleave::socket::{Buffers, Stream};
use interleave::sync::Stop;
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

const PASSED: usize = 64 << 20;
const BUFFER: usize = 32 << 10;
/// Both buffers at both ends, each up to twice its size while it grows, and both rings.
const ALLOWED: usize = 4 * 2 * BUFFER + 2 * (64 << 10);
/// What starting a thread takes.
const AROUND: usize = 64 << 10;

struct Counting;

static HELD: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

// SAFETY: everything is handed on to the system's allocator as it came; counting touches none of it.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let held = HELD.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        PEAK.fetch_max(held, Ordering::Relaxed);
        // SAFETY: the caller's promise is the same.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller's promise is the same, and `alloc` got it from the system's.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[test]
fn memory_stays_flat_while_64_mib_pass() {
    let stop = &Stop::new();
    let buffers = Buffers {
        send: BUFFER,
        receive: BUFFER,
    };
    let portion: Vec<u8> = (0..100_000_u32).map(|i| (i % 251) as u8).collect();
    let mut buffer = vec![0; 10_007];
    let before = HELD.load(Ordering::Relaxed);
    PEAK.store(before, Ordering::Relaxed);

    let (mut fast, mut slow) = Stream::pair(1, buffers, buffers);
    let received = thread::scope(|scope| {
        let portion = &portion;
        scope.spawn(move || {
            let mut left = PASSED;
            while left > 0 {
                let count = portion.len().min(left);
                fast.send_all(&portion[..count], stop).expect("no reset");
                left -= count;
            }
        });
        let mut received = 0;
        loop {
            let count = slow.receive(&mut buffer, stop).expect("no reset");
            if count == 0 {
                break received;
            }
            for (at, &byte) in (received % portion.len()..).zip(&buffer[..count]) {
                assert_eq!(byte, portion[at % portion.len()]);
            }
            received += count;
        }
    });
    assert_eq!(received, PASSED);
    let most = PEAK.load(Ordering::Relaxed) - before;
    assert!(
        most < ALLOWED + AROUND,
        "{most} bytes were held at once, {ALLOWED} would be enough"
    );
}
