//! Random links, followed one after the other in one page. (Thousands more are followed without a document: `random-links.test.ts`.)

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Result, ensure};
use browser_suite::browser::Browser;
use browser_suite::page::Page;
use serde::Deserialize;

super::tests!(links_never_break_the_page);

const FOLLOW: &str = include_str!("../scripts/random_links.js");

#[derive(Deserialize)]
struct Followed {
    problems: Vec<String>,
    /// How many of them showed a program to step or explore.
    engines: usize,
}

async fn links_never_break_the_page(page: &Page) -> Result<()> {
    // Browsers slow down a page that changes its address more often than about 20 times a second.
    let count = match page.browser() {
        Browser::Chromium => 300,
        Browser::Firefox | Browser::Webkit => 120,
    };
    let seed = SystemTime::now().duration_since(UNIX_EPOCH)?.subsec_nanos() >> 1;
    page.open("").await?;
    let Followed { problems, engines } = page
        .script_that_waits(FOLLOW, [seed.into(), count.into()])
        .await?;
    ensure!(
        problems.is_empty(),
        "no link should break the page; with the seed {seed} these do:\n  {}",
        problems.join("\n  ")
    );
    ensure!(
        engines > count / 10,
        "many should reach the machine, {engines} do"
    );
    // And it works as it did.
    page.change_hash("lab=race&additions=1000&subtractions=1001")
        .await?;
    page.until("the lab", |view| {
        view.title == "A race"
            && view
                .field("additions")
                .is_some_and(|field| field.value == "1000")
    })
    .await?;
    page.finish().await.map(drop)
}
