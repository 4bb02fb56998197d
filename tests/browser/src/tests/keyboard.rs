//! The keyboard alone is enough.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use browser_suite::page::Page;
use thirtyfour::Key;

super::tests!(tab_and_enter_run_and_stop, tab_reaches_everything);

/// What has the keyboard: its role or kind, and its name as far as the document gives one.
const FOCUSED: &str = "
    const { activeElement: element } = document;
    const name = element.ariaLabel ?? element.labels?.[0]?.textContent ?? element.textContent;
    return `${element.role ?? element.localName} ${name.replace(/\\s+/g, ' ').trim()}`;";
/// More presses of Tab than the page has stops.
const STOPS: usize = 80;

async fn tab_and_enter_run_and_stop(page: &Page) -> Result<()> {
    page.open("lab=threads").await?;
    tab_to(page, "button Run").await?;
    page.key(Key::Enter).await?;
    page.until("the run", |view| {
        view.buttons["Stop"] && view.lane("task 1").is_some()
    })
    .await?;
    tab_to(page, "button Stop").await?;
    page.key(Key::Enter).await?;
    page.until("the end", |view| view.status.is_end()).await?;
    tab_to(page, "button Run").await?;
    Ok(())
}

/// Presses Tab until this has the keyboard; it may have it already.
async fn tab_to(page: &Page, wanted: &str) -> Result<()> {
    let mut seen = BTreeSet::new();
    for _ in 0..STOPS {
        let focused: String = page.script(FOCUSED, []).await?;
        if focused == wanted {
            return Ok(());
        }
        seen.insert(focused);
        page.key(Key::Tab).await?;
    }
    anyhow::bail!("Tab should reach “{wanted}”, it reached {seen:?}")
}

async fn tab_reaches_everything(page: &Page) -> Result<()> {
    page.open("lab=threads&rounds_1=2&rounds_2=2&sleep_1=0&sleep_2=0")
        .await?;
    let mut seen = BTreeSet::new();
    for _ in 0..STOPS {
        page.key(Key::Tab).await?;
        let focused: String = page.script(FOCUSED, []).await?;
        // Some of what is to be reached is there after a run only.
        if focused == "button Run" && seen.insert(focused.clone()) {
            page.key(Key::Enter).await?;
            page.until("the end of the run", |view| view.moment.is_some())
                .await?;
        }
        seen.insert(focused);
    }
    let wanted = [
        "a A race",
        "input Rounds of task 1",
        "select Speed",
        "button Run",
        "log Output",
        "application Timeline",
        "input Moment",
    ];
    for name in wanted {
        ensure!(
            seen.iter().any(|stop| stop.starts_with(name)),
            "Tab should reach “{name}”, it reached {seen:?}"
        );
    }
    Ok(())
}
