//! What a program takes of memory: what nobody can reach is freed, and beyond the limit there is a MemoryError.
#![cfg(not(any(target_family = "wasm", loom)))]

use interleave::lang::Source;
use interleave::machine::{End, Machine, Program, Runner, Stream};

const LIMIT: u64 = 1 << 25;

/// Runs a program to its end: how it ended, what it wrote to either stream, and the most bytes that the pool held after a turn.
fn run(text: &str) -> (End, String, u64) {
    let program = Program::load(&Source::new("memory.py", text)).expect("it is a program");
    let mut machine = Machine::new(&program);
    machine.memory = LIMIT;
    let (mut written, mut most) = (String::new(), 0);
    let end = Runner::new(None).run(&mut machine, |machine| {
        for (stream, text) in std::mem::take(&mut machine.printed) {
            assert!(matches!(stream, Stream::Output | Stream::Errors));
            written.push_str(&text);
        }
        most = most.max(machine.pool.bytes());
        true
    });
    (end, written, most)
}

#[test]
fn a_loop_that_makes_strings_takes_no_more() {
    let (end, written, most) = run("
kept = f'kept {1}', f'and {2}'
for i in range(200_000):
    text = f'a string that is made anew, number {i}'
print(kept, text)
");
    assert_eq!(end, End::Exit(0), "{written}");
    assert_eq!(
        written,
        "('kept 1', 'and 2') a string that is made anew, number 199999\n"
    );
    assert!(most < 8 << 20, "{most} bytes");
}

#[test]
fn calls_without_a_loop_are_swept_too() {
    let (end, written, most) = run("
def down(depth, name):
    if depth > 0:
        down(depth - 1, f'{name} left {depth} of a rather long name for one number')
        down(depth - 1, f'right {depth}')
    return name

print(down(16, 'x'))
");
    assert_eq!(end, End::Exit(0), "{written}");
    assert_eq!(written, "x\n");
    assert!(most < 16 << 20, "{most} bytes");
}

#[test]
fn beyond_the_limit_is_a_memory_error() {
    for growing in [
        "items = []\nwhile True:\n    items += [1, 2, 3]",
        "items = [0]\nwhile True:\n    items = items + items",
        "items = [0]\nwhile True:\n    items += items",
        "items = {}\nn = 0\nwhile True:\n    items[n] = n\n    n += 1",
        "text = 'x'\nkept = None\nwhile True:\n    text = text + 'y' * 10000\n    kept = (kept, text)",
        "chain = None\nwhile True:\n    chain = [chain]",
        "n = 3\nkept = None\nwhile True:\n    n = n * n\n    kept = (kept, n)",
        "items = [0] * 100_000_000_000",
        "items = (0,) * 100_000_000_000",
        "items = [*range(100_000_000_000)]",
    ] {
        let (end, written, _) = run(growing);
        assert_eq!(end, End::Exit(1), "{growing}");
        assert!(written.ends_with("MemoryError\n"), "{growing}\n{written}");
    }
}

#[test]
fn what_is_let_go_of_can_be_used_again() {
    let (end, written, _) = run("
for turn in range(20):
    items = [turn] * 1_000_000
    items = None
print('done')
");
    assert_eq!((end, written.as_str()), (End::Exit(0), "done\n"));
}
