//! The JavaScript console of the lab of pipelines.

use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};
use browser_suite::page::Page;
use thirtyfour::{By, Key};
use tokio::time::sleep;

use super::host::{loads_until_settled, open_not_isolated};
use super::pipeline::panels;

super::tests!(
    it_answers_as_the_package_does,
    what_was_declared_is_there_in_the_next_line,
    p_is_what_the_stages_are,
    errors_are_told_and_harm_nothing,
    markup_stays_text,
    an_endless_loop_is_ended_and_the_page_goes_on,
    a_loop_that_writes_is_ended_too,
    what_waits_goes_on_until_it_is_stopped,
    the_arrows_bring_back_what_was_typed,
    it_has_no_worker_before_it_is_used_and_none_after,
    it_works_on_a_page_without_shared_memory,
    it_works_on_a_host_without_headers,
    the_policy_of_the_page_stays_strict,
);

const LIMIT: Duration = Duration::from_secs(20);

/// Types code and evaluates it; gives the lines that come of it, each as "kind: text".
async fn evaluate(page: &Page, code: &str) -> Result<Vec<String>> {
    let before = panels(page).await?.lines.len();
    begin(page, code).await?;
    let lines = until(page, "an answer", |shown| {
        !shown.busy && shown.lines.len() > before && shown.typed.is_empty()
    })
    .await?
    .lines;
    Ok(lines[before..]
        .iter()
        .filter(|(kind, _)| !matches!(kind.as_str(), "input" | "notice"))
        .map(|(kind, text)| format!("{kind}: {text}"))
        .collect())
}

async fn begin(page: &Page, code: &str) -> Result<()> {
    let field = page.web().find(By::Id("script-code")).await?;
    // One line after the other: Enter would evaluate.
    for (at, line) in code.split('\n').enumerate() {
        if at > 0 {
            field.send_keys(Key::Shift + Key::Enter).await?;
        }
        field.send_keys(line).await?;
    }
    Ok(field.send_keys("" + Key::Enter).await?)
}

async fn until(
    page: &Page,
    what: &str,
    shows: impl Fn(&super::pipeline::Panels) -> bool,
) -> Result<super::pipeline::Panels> {
    let start = Instant::now();
    loop {
        let shown = panels(page).await?;
        if shows(&shown) {
            return Ok(shown);
        }
        if start.elapsed() > LIMIT {
            let last = &shown.lines[shown.lines.len().saturating_sub(10)..];
            bail!("waited for {what}; the console ends with {last:?}");
        }
        sleep(Duration::from_millis(20)).await;
    }
}

/// Evaluates each code and holds what comes of it against what should.
async fn expect(page: &Page, codes: &[(&str, &str)]) -> Result<()> {
    for (code, expected) in codes {
        let found = evaluate(page, code).await?.join("\n");
        ensure!(
            found == *expected,
            "{code} should give {expected:?}, it gave {found:?}"
        );
    }
    Ok(())
}

async fn it_answers_as_the_package_does(page: &Page) -> Result<()> {
    page.open("lab=pipeline").await?;
    let answers = ["0", "0.5", "2", "2.5", "3", "3.5", "4", "4.5", "5", "5.5"];
    for (i, answer) in answers.iter().enumerate() {
        let line = format!("value: {answer}");
        expect(page, &[(&format!("p.send({i})"), &line)]).await?;
    }
    expect(
        page,
        &[
            ("p.next(4)", "value: {value: 3, done: false}"),
            (
                "p",
                "value: Coroutine {divide(2) → add(1), suspended-yield}",
            ),
            (
                "p.sendMany(new Float64Array([1, 2, 3]))",
                "value: Float64Array(3) [1.5, 2, 2.5]",
            ),
            ("pipeline(divide(2), add(1)).send(3)", "value: 2.5"),
            (
                "p.close(); p.next(1)",
                "value: {value: undefined, done: true}",
            ),
            ("await (async () => 7)()", "value: 7"),
            ("const s = systolic(pipeline(divide(2), add(1)))", ""),
            ("await s.send(4)", "value: 3"),
            ("s.transport", "value: 'rings'"),
            ("await s.close()", "value: undefined"),
        ],
    )
    .await
}

async fn what_was_declared_is_there_in_the_next_line(page: &Page) -> Result<()> {
    page.open("lab=pipeline").await?;
    expect(
        page,
        &[
            ("const twice = (n) => n * 2", ""),
            ("let m = minimize(), { a, b = 3 } = { a: 1 }", ""),
            (
                "[10, 4, 22, -1].map((n) => m.send(n))",
                "value: [10, 4, 4, -1]",
            ),
            ("[a, b, twice(4)]", "value: [1, 3, 8]"),
            (
                "function count(n) {\nreturn n === 0 ? 'done' : count(n - 1)\n}",
                "",
            ),
            ("count(3)", "value: 'done'"),
        ],
    )
    .await?;
    // What is unfinished gets another line instead of an error.
    begin(page, "class Pair {").await?;
    until(page, "another line", |shown| {
        shown.typed == "class Pair {\n"
    })
    .await?;
    let found = evaluate(page, "x = 1 }\nnew Pair()").await?;
    ensure!(
        found == ["value: Pair {x: 1}"],
        "the class should be there: {found:?}"
    );
    Ok(())
}

async fn p_is_what_the_stages_are(page: &Page) -> Result<()> {
    page.open("lab=pipeline&stages=multiply:3,sum&fill=no")
        .await?;
    ensure!(
        panels(page).await?.p == "pipeline(multiply(3), sum())",
        "the page should say what p is"
    );
    expect(
        page,
        &[
            ("let kept = 5", ""),
            ("[p.send(1), p.send(2)]", "value: [3, 9]"),
        ],
    )
    .await?;
    page.choose("First value of each stage", "fills it (as in the course)")
        .await?;
    expect(
        page,
        &[
            ("[p.send(1), p.send(2), p.send(3)]", "value: [1, 6, 15]"),
            ("kept", "value: 5"),
        ],
    )
    .await?;
    let lines = panels(page).await?.lines;
    let notices: Vec<&str> = lines
        .iter()
        .filter(|(kind, _)| kind == "notice")
        .map(|(_, text)| text.as_str())
        .collect();
    ensure!(
        notices
            == [
                "p is pipeline(multiply(3), sum())",
                "p is now pipeline(multiply(3), sum(), { fill: true })"
            ],
        "the console should say when p is another one: {notices:?}"
    );
    Ok(())
}

async fn errors_are_told_and_harm_nothing(page: &Page) -> Result<()> {
    page.open("lab=pipeline").await?;
    for (code, part) in [
        (
            "p.send('a')",
            "error: Uncaught TypeError: divide(2) takes numbers",
        ),
        ("nothing", "error: Uncaught ReferenceError: "),
        ("a b", "error: SyntaxError: Unexpected token"),
        ("throw { a: 1 }", "error: Uncaught {a: 1}"),
        ("(function f() { f() })()", "error: Uncaught "),
        (
            "await Promise.reject(new Error('late'))",
            "error: Uncaught Error: late",
        ),
    ] {
        let found = evaluate(page, code).await?.join("\n");
        ensure!(
            found.starts_with(part),
            "{code} should give {part:?}, it gave {found:?}"
        );
    }
    evaluate(page, "setTimeout(() => { throw new Error('later') }, 1); 0").await?;
    until(page, "the error of the timer", |shown| {
        shown
            .lines
            .iter()
            .any(|(_, text)| text == "Uncaught Error: later")
    })
    .await?;
    // What was thrown through it has ended p, as it ends any generator; nothing else.
    expect(
        page,
        &[
            ("p.state", "value: 'completed'"),
            ("pipeline(add(1)).send(0)", "value: 1"),
        ],
    )
    .await?;
    page.press("Restart the console").await?;
    expect(page, &[("p.send(0)", "value: 0")]).await
}

async fn markup_stays_text(page: &Page) -> Result<()> {
    page.open("lab=pipeline").await?;
    let markup = "<img src=x onerror=alert(1)><b>b</b>";
    for (code, expected) in [
        (format!("'{markup}'"), format!("value: '{markup}'")),
        (
            format!("console.log('{markup}')"),
            format!("log: {markup}\nvalue: undefined"),
        ),
        (
            format!("throw '{markup}'"),
            format!("error: Uncaught '{markup}'"),
        ),
    ] {
        expect(page, &[(&code, &expected)]).await?;
    }
    ensure!(
        panels(page).await?.markup == 0,
        "nothing that was typed should become an element"
    );
    Ok(())
}

async fn an_endless_loop_is_ended_and_the_page_goes_on(page: &Page) -> Result<()> {
    page.open("lab=pipeline&pace=0&sends=2").await?;
    expect(page, &[("let gone = p.send(0)", ""), ("gone", "value: 0")]).await?;
    let start = Instant::now();
    begin(page, "while (true) {}").await?;
    until(page, "the evaluation", |shown| shown.busy).await?;
    // A whole run of the lab meanwhile.
    let view = page.finish().await?;
    ensure!(view.console == "0 0\n1 0.5\n", "the lab should run");
    let shown = until(page, "the end of it", |shown| !shown.busy).await?;
    let took = start.elapsed();
    ensure!(
        (Duration::from_secs(2)..Duration::from_secs(8)).contains(&took),
        "it should be ended after 2 seconds, it took {took:?}"
    );
    let last = shown
        .lines
        .last()
        .map(|(kind, text)| format!("{kind}: {text}"));
    let last = last.unwrap_or_default();
    ensure!(
        last.starts_with("ended: No answer for 2 seconds") && last.contains("a new p"),
        "it should be told why: {last}"
    );
    // A new one is ready.
    expect(
        page,
        &[
            ("p.send(8)", "value: 8"),
            ("typeof gone", "value: 'undefined'"),
            ("for (;;) await 0", "ended: No answer for 2 seconds, so this was ended. What was declared is gone; a new console is ready, with a new p."),
            ("p.send(9)", "value: 9"),
        ],
    )
    .await
}

async fn a_loop_that_writes_is_ended_too(page: &Page) -> Result<()> {
    page.open("lab=pipeline").await?;
    let found = evaluate(page, "for (let i = 0; ; i++) console.log(i)").await?;
    ensure!(
        found
            .last()
            .is_some_and(|line| line.starts_with("ended: No answer")),
        "it should be ended: {:?}",
        found.last()
    );
    ensure!(
        found.iter().any(|line| line.starts_with("missing: "))
            && (500..1000).contains(&found.len()),
        "many lines should be shown and some left out, {} are shown",
        found.len()
    );
    expect(page, &[("p.send(9)", "value: 9")]).await
}

async fn what_waits_goes_on_until_it_is_stopped(page: &Page) -> Result<()> {
    page.open("lab=pipeline").await?;
    expect(
        page,
        &[(
            "await new Promise((resolve) => setTimeout(resolve, 3000, 'there'))",
            "value: 'there'",
        )],
    )
    .await?;
    begin(page, "await new Promise(() => {})").await?;
    until(page, "the evaluation", |shown| shown.busy).await?;
    page.press("Stop evaluating").await?;
    let shown = until(page, "its end", |shown| !shown.busy).await?;
    let last = shown.lines.last().map(|(kind, _)| kind.as_str());
    ensure!(
        last == Some("ended"),
        "it should be told: {:?}",
        shown.lines
    );
    expect(page, &[("p.send(9)", "value: 9")]).await
}

async fn the_arrows_bring_back_what_was_typed(page: &Page) -> Result<()> {
    page.open("lab=pipeline").await?;
    for code in ["p.send(1)", "1 +\n2", "'c'"] {
        evaluate(page, code).await?;
    }
    let field = page.web().find(By::Id("script-code")).await?;
    field.send_keys("draft").await?;
    for (key, expected) in [
        (Key::Up, "'c'"),
        (Key::Up, "1 +\n2"),
        // Within its two lines first.
        (Key::Up, "1 +\n2"),
        (Key::Up, "p.send(1)"),
        (Key::Up, "p.send(1)"),
        (Key::Down, "1 +\n2"),
        (Key::Down, "'c'"),
        (Key::Down, "draft"),
        (Key::Down, "draft"),
    ] {
        field.send_keys("" + key).await?;
        let typed = panels(page).await?.typed;
        ensure!(
            typed == expected,
            "the field should have {expected:?}, it has {typed:?}"
        );
    }
    Ok(())
}

async fn workers(page: &Page, count: u32) -> Result<()> {
    page.until(&format!("{count} workers"), |view| {
        view.engine
            .as_ref()
            .is_some_and(|engine| engine.workers == count)
    })
    .await?;
    Ok(())
}

async fn it_has_no_worker_before_it_is_used_and_none_after(page: &Page) -> Result<()> {
    page.open("lab=pipeline").await?;
    workers(page, 0).await?;
    let loaded: Vec<String> = page
        .script(
            "return performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => /console/.test(name))",
            [],
        )
        .await?;
    ensure!(
        loaded.is_empty(),
        "the console should not be loaded before it is used: {loaded:?}"
    );
    expect(page, &[("1", "value: 1")]).await?;
    workers(page, 1).await?;
    page.change_hash("lab=chain").await?;
    workers(page, 0).await?;
    page.change_hash("lab=pipeline").await?;
    page.until("the lab", |view| view.title == "A pipeline")
        .await?;
    ensure!(
        panels(page).await?.lines.is_empty(),
        "it should begin afresh"
    );
    expect(page, &[("p.send(1)", "value: 1")]).await
}

async fn it_works_on_a_page_without_shared_memory(page: &Page) -> Result<()> {
    open_not_isolated(page, "lab=pipeline").await?;
    expect(
        page,
        &[
            ("[p.send(0), p.send(1), p.send(2)]", "value: [0, 0.5, 2]"),
            ("const s = systolic(pipeline(divide(2), add(1)))", ""),
            ("await s.send(4)", "value: 3"),
        ],
    )
    .await?;
    let start = Instant::now();
    let found = evaluate(page, "while (true) {}").await?;
    ensure!(
        found[0].starts_with("ended: No answer") && start.elapsed() < Duration::from_secs(8),
        "an endless loop should be ended here too: {found:?}"
    );
    Ok(())
}

async fn it_works_on_a_host_without_headers(page: &Page) -> Result<()> {
    page.leave().await?;
    let address = format!("{}#lab=pipeline", page.sites().plain);
    page.web().goto(address).await?;
    // The service worker may load the page once more.
    loads_until_settled(page).await?;
    page.ready().await?;
    expect(
        page,
        &[("[p.send(0), p.send(1), p.send(2)]", "value: [0, 0.5, 2]")],
    )
    .await
}

/// The policy of the page stays as strict as it is: only the console's worker runs what is typed.
async fn the_policy_of_the_page_stays_strict(page: &Page) -> Result<()> {
    page.open("lab=pipeline").await?;
    let policy: String = page
        .script(
            "return document.querySelector('meta[http-equiv=Content-Security-Policy]').content",
            [],
        )
        .await?;
    ensure!(
        !policy.contains("'unsafe-eval'")
            && policy.contains("script-src 'self' 'wasm-unsafe-eval'"),
        "the page's policy should be strict: {policy}"
    );
    Ok(())
}
