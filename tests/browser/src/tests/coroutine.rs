//! The npm package in a page, without a bundler.

use anyhow::{Result, ensure};
use browser_suite::page::Page;
use serde_json::{Value, json};

super::tests!(
    a_page_imports_the_package,
    stages_run_on_workers_of_their_own,
    without_shared_memory_they_run_in_one_worker,
    a_stream_passes_through,
);

/// The package as it was written into the site.
const IMPORT: &str =
    "const package_ = await import(new URL('npm/coroutine/index.js', location.href));";

async fn run(page: &Page, script: &str) -> Result<Value> {
    page.script_that_waits(&format!("{IMPORT}\n{script}"), [])
        .await
}

fn expect(found: &Value, expected: &Value) -> Result<()> {
    ensure!(found == expected, "it should be {expected}, it is {found}");
    Ok(())
}

async fn a_page_imports_the_package(page: &Page) -> Result<()> {
    page.open("").await?;
    let answers = run(
        page,
        "const { add, coroutine, divide, minimize, pipeline } = package_;
         const m = minimize();
         const filling = pipeline(divide(2), add(1), { fill: true });
         const mixed = pipeline(add(1), coroutine(function* () {
             let answer;
             for (;;) answer = `<${yield answer}>`;
         }));
         const beats = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
         return [
             [10, 4, 22, -1].map((value) => m.send(value)),
             beats.map((value) => filling.send(value)),
             [...pipeline(divide(2), add(1)).sendMany(Float64Array.from(beats))],
             mixed.next(2),
         ];",
    )
    .await?;
    expect(
        &answers,
        &json!([
            [10, 4, 4, -1],
            [0, 0.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5],
            [1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5],
            { "value": "<3>", "done": false },
        ]),
    )
}

/// What a row of four stages answers, and what the same stages answer in one thread.
const ROW: &str = "
    const { add, divide, minimize, pipeline, sum, systolic } = package_;
    const make = () => pipeline(divide(3), sum(), minimize(), add(1), { fill: true });
    const row = systolic(make(), { capacity: 64 });
    const alone = make();
    const values = Float64Array.from({ length: 20_000 }, (_, index) => Math.sin(index));
    const single = await Promise.all([1, 2, 3, 4, 5, 6].map((value) => row.send(value)));
    const same = single.every((answer, index) => answer === alone.send(index + 1));
    const answers = await row.sendMany(values);
    const expected = alone.sendMany(values);
    await row.close();
    const ended = await row.send(1).catch((error) => error.name);
    return {
        transport: row.transport,
        workers: row.workers,
        same: same && answers.every((answer, index) => answer === expected[index]),
        ended,
    };";

async fn stages_run_on_workers_of_their_own(page: &Page) -> Result<()> {
    page.open("").await?;
    let isolated: bool = page.script("return crossOriginIsolated", []).await?;
    let (transport, workers) = if isolated {
        ("rings", 4)
    } else {
        ("messages", 1)
    };
    expect(
        &run(page, ROW).await?,
        &json!({ "transport": transport, "workers": workers, "same": true, "ended": "StopIteration" }),
    )
}

async fn without_shared_memory_they_run_in_one_worker(page: &Page) -> Result<()> {
    page.open("").await?;
    let script = format!("{{ delete globalThis.SharedArrayBuffer; }}\n{ROW}");
    expect(
        &run(page, &script).await?,
        &json!({ "transport": "messages", "workers": 1, "same": true, "ended": "StopIteration" }),
    )
}

async fn a_stream_passes_through(page: &Page) -> Result<()> {
    page.open("").await?;
    let answers = run(
        page,
        "const { divide, pipeline, stage } = package_;
         const source = new ReadableStream({
             start(controller) {
                 for (const value of [1, 2, 3]) controller.enqueue(value);
                 controller.close();
             },
         });
         const reader = source
             .pipeThrough(pipeline(divide(2), stage((value) => `${value}`)).transform())
             .getReader();
         const answers = [];
         for (let next = await reader.read(); !next.done; next = await reader.read()) {
             answers.push(next.value);
         }
         return answers;",
    )
    .await?;
    expect(&answers, &json!(["0.5", "1", "1.5"]))
}
