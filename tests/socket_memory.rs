//! However much passes through a connection, it holds no more than its buffers.
//!
//! Alone in this file: the allocator counts what the whole program holds.

mod counting;

use counting::most_held;
use interleave::socket::{Buffers, Stream};
use interleave::sync::Stop;
use std::thread;

const PASSED: usize = 64 << 20;
const BUFFER: usize = 32 << 10;
/// Both buffers at both ends, each up to twice its size while it grows, and both rings.
const ALLOWED: usize = 4 * 2 * BUFFER + 2 * (64 << 10);
/// What starting a thread takes.
const AROUND: usize = 64 << 10;

#[test]
fn memory_stays_flat_while_64_mib_pass() {
    let stop = &Stop::new();
    let buffers = Buffers {
        send: BUFFER,
        receive: BUFFER,
    };
    let portion: Vec<u8> = (0..100_000_u32).map(|i| (i % 251) as u8).collect();
    let mut buffer = vec![0; 10_007];
    let most = most_held(|| {
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
    });
    assert!(
        most < ALLOWED + AROUND,
        "{most} bytes were held at once, {ALLOWED} would be enough"
    );
}
