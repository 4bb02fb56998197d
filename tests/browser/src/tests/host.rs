//! On a host that sends no headers.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use browser_suite::browser::Browser;
use browser_suite::page::Page;
use browser_suite::view::{Engine, View};

super::tests!(
    one_reload_at_most_and_threads_run,
    without_threads_the_page_says_so_and_processes_run,
);

async fn one_reload_at_most_and_threads_run(page: &Page) -> Result<()> {
    page.leave().await?;
    page.web()
        .goto(format!(
            "{}#lab=threads&speed=16&rounds_1=3",
            page.sites().plain
        ))
        .await?;
    let loads = loads_until_settled(page).await?;
    ensure!(
        loads.len() <= 2,
        "the page should load once more at the most, it loaded {loads:?}"
    );
    let view = page.ready().await?;
    let reason = view.engine.map(|engine| engine.reason).unwrap_or_default();
    let view = page.finish().await?;
    ensure!(
        view.field("rounds_1")
            .is_some_and(|field| field.value == "3"),
        "the setting should outlive the reload"
    );
    ensure!(view.printed_by(1).len() == 3, "the threads should run");
    let expected = match page.browser() {
        Browser::Chromium | Browser::Firefox => "isolated-by-service-worker",
        // It asks for no isolation, so that nothing needs to be loaded once more.
        Browser::Webkit => "unrestricted",
    };
    ensure!(
        reason == expected,
        "the page should say {expected:?}, it says {reason:?}"
    );
    ensure!(
        loads.len() == 1 || page.browser() != Browser::Webkit,
        "nothing should be loaded once more"
    );
    Ok(())
}

/// Waits until threads can run and nothing is loaded any more. Each load of the page has a time origin of its own.
pub(super) async fn loads_until_settled(page: &Page) -> Result<BTreeSet<String>> {
    const LOAD: &str = "return `${performance.timeOrigin} ${location.href}`";
    let mut loads = BTreeSet::new();
    let start = Instant::now();
    let mut settled: Option<Instant> = None;
    while settled.is_none_or(|since| since.elapsed() < Duration::from_secs(1)) {
        ensure!(
            start.elapsed() < Duration::from_secs(20),
            "threads should run on this host"
        );
        // Between two pages there is none to answer.
        let Ok(load) = page.script::<String>(LOAD, []).await else {
            continue;
        };
        if load.contains(&page.sites().plain) && loads.insert(load) {
            settled = None;
        }
        if settled.is_none() && page.view().await.is_ok_and(|view| threads_run(&view)) {
            settled = Some(Instant::now());
        }
    }
    Ok(loads)
}

fn threads_run(view: &View) -> bool {
    view.engine.as_ref().is_some_and(|engine| engine.threads)
}

/// Opens the link in a page that is not isolated, as on a host without headers where the visitor's settings forbid service workers.
pub(super) async fn open_not_isolated(page: &Page, link: &str) -> Result<View> {
    // Another name of this machine is another origin: one for which no test has the page isolated. Its script is a page that
    // registers no service worker.
    let plain = page.sites().plain.replace("127.0.0.1", "localhost");
    page.leave().await?;
    page.web().goto(format!("{plain}service-worker.js")).await?;
    let prepare = "
        for (const each of await navigator.serviceWorker.getRegistrations()) await each.unregister();";
    page.script_that_waits::<Option<()>>(prepare, []).await?;
    // The page takes itself to have been loaded once more already, in vain.
    let go = "history.replaceState({ isolationReload: true }, '', arguments[0])";
    page.script::<()>(go, [format!("{plain}#{link}").into()])
        .await?;
    page.web().refresh().await?;
    page.ready().await
}

async fn without_threads_the_page_says_so_and_processes_run(page: &Page) -> Result<()> {
    let view = open_not_isolated(page, "lab=threads").await?;
    let Engine {
        threads, reason, ..
    } = view.engine.context("the engine should be ready")?;
    if page.browser() == Browser::Webkit {
        ensure!(
            threads && reason == "unrestricted",
            "threads should run on any page, it says {reason:?}"
        );
    } else {
        ensure!(
            !threads && reason == "not-isolated",
            "threads should not run here, it says {reason:?}"
        );
        let note = "return document.querySelector('#stepped')?.textContent ?? ''";
        let note: String = page.script(note, []).await?;
        ensure!(
            note.contains("runs stepped"),
            "it should say that it is stepped instead: {note:?}"
        );
        page.script::<()>(
            "document.querySelector('[name=mode][value=live]').click()",
            [],
        )
        .await?;
        let view = page
            .until("Run", |view| view.buttons.contains_key("Run"))
            .await?;
        ensure!(!view.buttons["Run"], "Run should be disabled");
        let told = |alert: &String| alert.contains("needs threads");
        ensure!(
            view.alerts.iter().any(told),
            "a message should say why: {:?}",
            view.alerts
        );
    }

    page.change_hash("lab=processes&speed=16").await?;
    page.until("the other lab", |now| now.title != view.title)
        .await?;
    let view = page.finish().await?;
    ensure!(
        view.console.ends_with("Both processes have finished\n"),
        "processes should run"
    );
    Ok(())
}
