//! What the loom tests share: how a model is explored, and how it is shown that a model can fail.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Explores `model` over all interleavings with at most `preemptions` switches away from an actor that could have gone on. (In
/// the tools that made such bounds known, nearly every real fault needed two at the most.)
pub fn explore(preemptions: usize, model: impl Fn() + Sync + Send + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(preemptions);
    builder.max_branches = 10_000;
    builder.check(model);
}

/// Runs `test` on something broken on purpose: it must fail, and for the reason that `message` names.
pub fn assert_caught(message: &str, test: impl FnOnce()) {
    let failure = catch_unwind(AssertUnwindSafe(test)).expect_err("the test missed the flaw");
    let text = failure
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| failure.downcast_ref::<&str>().copied())
        .unwrap_or_default();
    assert!(
        text.contains(message),
        "the test failed for another reason than {message:?}: {text}"
    );
}

/// What loom says when nobody can go on: a wake-up was lost.
#[allow(dead_code, reason = "each test crate has its own ways to fail")]
pub const DEADLOCK: &str = "deadlock";

/// What loom says when two actors reach the same data with nothing to order them.
#[allow(dead_code, reason = "each test crate has its own ways to fail")]
pub const RACE: &str = "Causality violation";
