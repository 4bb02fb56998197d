//! The coroutine package against native generators. `benches/coroutine/bench.js` prints the same table for Node.

use anyhow::Result;
use browser_suite::page::Page;
use serde::{Deserialize, Serialize};
use serde_json::json;

const ROUNDS: u32 = 15;

/// One case, as `benches/coroutine/measure.js` returns it.
#[derive(Deserialize, Serialize)]
struct Case {
    name: String,
    nanoseconds: Nanoseconds,
    ratio: Spread,
    /// The median that the project asks for.
    goal: Option<f64>,
}

/// A value's, the median over the rounds.
#[derive(Deserialize, Serialize)]
struct Nanoseconds {
    package: f64,
    generators: f64,
}

/// Of generators / package, over the rounds.
#[derive(Deserialize, Serialize)]
struct Spread {
    least: f64,
    median: f64,
    most: f64,
}

/// Prints the table, then the same as a line of JSON.
pub async fn bench(page: &Page) -> Result<()> {
    let browser = page.browser().name();
    println!("\ncoroutines in {browser}");
    println!(
        "ns a value, the median of {ROUNDS} rounds; generators / package: least, median, most"
    );
    println!(
        "{:<26}{:>11}{:>11}{:>11}{:>11}{:>11}  goal",
        "", "package", "generators", "least", "median", "most"
    );
    let names: Vec<String> = page.script("return window.coroutineCases", []).await?;
    let mut results = Vec::new();
    for index in 0..names.len() {
        let case: Case = page
            .script_that_waits(
                "return window.measureCoroutines(...parts)",
                [index.into(), ROUNDS.into()],
            )
            .await?;
        let Case {
            name,
            nanoseconds:
                Nanoseconds {
                    package,
                    generators,
                },
            ratio:
                Spread {
                    least,
                    median,
                    most,
                },
            goal,
        } = &case;
        let goal = goal.map_or(String::new(), |goal| {
            let verdict = if *median >= goal { "met" } else { "MISSED" };
            format!("  {goal} × {verdict}")
        });
        println!(
            "{name:<26}{package:>11.1}{generators:>11.1}{least:>9.1} ×{median:>9.1} ×{most:>9.1} ×{goal}"
        );
        results.push(case);
    }
    println!(
        "{}",
        json!({ "bench": "coroutine", "in": browser, "results": results })
    );
    Ok(())
}
