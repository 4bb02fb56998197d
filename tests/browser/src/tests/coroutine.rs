//! The npm package as it is installed, in a page without a bundler.

use anyhow::{Result, ensure};
use browser_suite::browser::Browser;
use browser_suite::page::Page;
use browser_suite::sites::Sites;
use serde_json::{Value, json};

super::tests!(
    a_page_imports_the_package,
    stages_run_on_workers_of_their_own,
    without_shared_memory_they_run_in_one_worker,
    a_stream_passes_through,
);

/// Runs `body` in a module of the page: scripts of a WebDriver have globals of their own, and know no import map.
const RUN: &str = "
    const script = document.createElement('script');
    script.type = 'module';
    script.textContent = `
        import * as package_ from 'interleave-coroutine';
        const body = async () => { ${parts[0]} };
        const settle = (outcome) => { window.outcome = JSON.stringify(outcome); };
        body().then((value) => settle({ value }), (error) => settle({ error: String(error) }));`;
    let failed = false;
    script.addEventListener('error', () => { failed = true; });
    document.body.append(script);
    while (window.outcome === undefined && !failed) {
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
    if (failed) throw new Error('the package was not loaded');
    const { value, error } = JSON.parse(window.outcome);
    if (error !== undefined) throw error;
    return value;";

async fn run(page: &Page, address: &str, body: &str) -> Result<Value> {
    page.web().goto(address).await?;
    page.script_that_waits(RUN, [body.into()]).await
}

async fn run_isolated(page: &Page, script: &str) -> Result<Value> {
    run(page, &Sites::of_package()?.isolated, script).await
}

fn expect(found: &Value, expected: &Value) -> Result<()> {
    ensure!(found == expected, "it should be {expected}, it is {found}");
    Ok(())
}

async fn a_page_imports_the_package(page: &Page) -> Result<()> {
    let answers = run_isolated(
        page,
        "const { add, coroutine, divide, minimize, pipeline } = package_;
         const m = minimize();
         const filling = pipeline(divide(2), add(1), { fill: true });
         const mixed = pipeline(add(1), coroutine(function* () {
             let answer;
             for (;;) answer = '<' + (yield answer) + '>';
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

fn expected(transport: &str, workers: u32) -> Value {
    json!({ "transport": transport, "workers": workers, "same": true, "ended": "StopIteration" })
}

async fn stages_run_on_workers_of_their_own(page: &Page) -> Result<()> {
    let row = run_isolated(page, ROW).await?;
    // One engine shares memory only if its environment says so.
    let shared: bool = page.script("return crossOriginIsolated", []).await?;
    ensure!(
        shared || page.browser() == Browser::Webkit,
        "the page is not isolated"
    );
    expect(
        &row,
        &if shared {
            expected("rings", 4)
        } else {
            expected("messages", 1)
        },
    )
}

async fn without_shared_memory_they_run_in_one_worker(page: &Page) -> Result<()> {
    let row = run(page, &Sites::of_package()?.plain, ROW).await?;
    let shared: bool = page.script("return crossOriginIsolated", []).await?;
    ensure!(!shared, "the page is isolated");
    expect(&row, &expected("messages", 1))
}

async fn a_stream_passes_through(page: &Page) -> Result<()> {
    let answers = run_isolated(
        page,
        "const { divide, pipeline, stage } = package_;
         const source = new ReadableStream({
             start(controller) {
                 for (const value of [1, 2, 3]) controller.enqueue(value);
                 controller.close();
             },
         });
         const reader = source
             .pipeThrough(pipeline(divide(2), stage(String)).transform())
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
