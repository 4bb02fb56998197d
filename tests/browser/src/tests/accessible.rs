//! axe finds nothing, on any page, in light and in dark.

use std::fs;

use anyhow::{Context, Result, ensure};
use browser_suite::browser::Browser;
use browser_suite::labs;
use browser_suite::page::Page;

super::tests!(
    the_pages_without_a_lab,
    the_first_labs_live,
    the_first_labs_stepped,
    the_first_labs_explored,
    the_other_labs_live,
    the_other_labs_stepped,
    the_other_labs_explored,
);

/// From the npm package axe-core, which the front end's packages bring.
const AXE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../node_modules/axe-core/axe.min.js"
);
const AUDIT: &str = include_str!("../scripts/axe.js");
/// Outside of Chromium, where the same rules read the same document, these are enough.
const SOME: [&str; 2] = ["race", "systolic"];

/// Brings axe into the page that is open.
async fn with_axe(page: &Page) -> Result<()> {
    let axe = fs::read_to_string(AXE).context("axe-core is missing: npm ci brings it")?;
    let there: bool = page
        .script(&format!("{axe};\nreturn window.axe !== undefined"), [])
        .await?;
    ensure!(there, "axe should be there");
    Ok(())
}

/// What axe finds, each under the name of where it was found.
async fn audit(page: &Page, place: &str, found: &mut Vec<String>) -> Result<()> {
    let problems: Vec<String> = page.script_that_waits(AUDIT, []).await?;
    found.extend(problems.iter().map(|problem| format!("{place}: {problem}")));
    Ok(())
}

fn nothing(found: &[String]) -> Result<()> {
    ensure!(
        found.is_empty(),
        "axe should find nothing, it finds:\n{}",
        found.join("\n")
    );
    Ok(())
}

async fn the_pages_without_a_lab(page: &Page) -> Result<()> {
    page.open("").await?;
    with_axe(page).await?;
    let mut found = Vec::new();
    for link in ["", "lab=philosophers", "lab=playground", "nothing=here"] {
        page.change_hash(link).await?;
        labs::settle(page).await?;
        audit(page, &format!("#{link}"), &mut found).await?;
    }
    nothing(&found)
}

async fn the_first_labs_live(page: &Page) -> Result<()> {
    labs_with(page, "live", true).await
}

async fn the_first_labs_stepped(page: &Page) -> Result<()> {
    labs_with(page, "step", true).await
}

async fn the_first_labs_explored(page: &Page) -> Result<()> {
    labs_with(page, "explore", true).await
}

async fn the_other_labs_live(page: &Page) -> Result<()> {
    labs_with(page, "live", false).await
}

async fn the_other_labs_stepped(page: &Page) -> Result<()> {
    labs_with(page, "step", false).await
}

async fn the_other_labs_explored(page: &Page) -> Result<()> {
    labs_with(page, "explore", false).await
}

/// Half of the labs with an engine, so that each test stays far below its limit.
async fn labs_with(page: &Page, engine: &str, first: bool) -> Result<()> {
    page.open("").await?;
    with_axe(page).await?;
    let mut names = labs::all(page).await?;
    let rest = names.split_off(names.len() / 2);
    if !first {
        names = rest;
    }
    if page.browser() != Browser::Chromium {
        names.retain(|name| SOME.contains(&name.as_str()));
    }
    let mut found = Vec::new();
    for lab in &names {
        let link = labs::link(lab, engine);
        page.change_hash(&link).await?;
        labs::settle(page).await?;
        labs::use_engine(page, lab, engine).await?;
        audit(page, &format!("#{link}"), &mut found).await?;
    }
    nothing(&found)
}
