//! Locks, queues and rings on real threads, and sockets between processes, each against its alternatives.

use anyhow::Result;
use browser_suite::page::Page;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::spread;

const ROUNDS: u32 = 9;

/// One case, as `benches/trials/page.ts` returns it: rates per second by subject, ours first, one row for each round.
#[derive(Deserialize, Serialize)]
pub struct Measured {
    bench: String,
    name: String,
    /// What our median ratio to each of the others should be at least.
    goal: Option<f64>,
    subjects: Vec<String>,
    rounds: Vec<Vec<f64>>,
}

/// Prints a table for each bench, then all as a line of JSON.
pub async fn bench(page: &Page, bench: &str) -> Result<()> {
    let results = measure(page, bench).await?;
    println!(
        "{}",
        json!({ "bench": bench, "in": page.browser().name(), "results": results })
    );
    Ok(())
}

/// Measures all cases of a bench, and prints its tables.
pub async fn measure(page: &Page, bench: &str) -> Result<Vec<Measured>> {
    let browser = page.browser().name();
    let cases: usize = page
        .script("return window.trialCases(...arguments)", [bench.into()])
        .await?;
    let mut results: Vec<Measured> = Vec::new();
    for index in 0..cases {
        let measured: Measured = page
            .script_that_waits(
                "return window.measureTrial(...parts)",
                [bench.into(), index.into(), ROUNDS.into()],
            )
            .await?;
        if results
            .last()
            .is_none_or(|last| last.bench != measured.bench)
        {
            println!(
                "\n{} in {browser}, millions: median of {ROUNDS} rounds; ratio: least, median, most",
                measured.bench
            );
        }
        print(&measured);
        results.push(measured);
    }
    Ok(results)
}

fn print(measured: &Measured) {
    let Measured {
        name,
        goal,
        subjects,
        rounds,
        ..
    } = measured;
    let rates = |subject: usize| spread(rounds.iter().map(|round| round[subject]).collect());
    println!("{name:<24} {:<14} {:>9.3}", subjects[0], rates(0)[1] / 1e6);
    for other in 1..subjects.len() {
        let [least, median, most] =
            spread(rounds.iter().map(|round| round[0] / round[other]).collect());
        let goal = goal.map_or(String::new(), |goal| {
            format!(
                "  {goal} × {}",
                if median >= goal { "met" } else { "MISSED" }
            )
        });
        println!(
            "{:<24} {:<14} {:>9.3} {least:>9.2} ×{median:>9.2} ×{most:>9.2} ×{goal}",
            "",
            subjects[other],
            rates(other)[1] / 1e6
        );
    }
}
