//! What runs, and what it says, wherever a lab may stand: browsers as they are and as visitors set them, hosts with headers and without,
//! frames that are closed off more or less.

use std::fmt;
use std::time::Duration;

use anyhow::{Result, ensure};
use browser_suite::browser::{Browser, Setting};
use browser_suite::framed::{host_page_of, until};
use browser_suite::page::Page;
use browser_suite::session::Session;
use serde::Deserialize;
use tokio::time::timeout;

super::tests!(
    it_runs_what_it_can_and_says_so_as_it_is,
    it_runs_what_it_can_and_says_so_as_it_may_be_set
);

const START_LIMIT: Duration = Duration::from_secs(60);
const SANDBOXES: [&str; 3] = [
    "",
    "allow-scripts allow-same-origin allow-popups",
    "allow-scripts",
];
const ASK: &str = include_str!("../scripts/matrix.js");

/// What a lab with threads does in a frame.
#[derive(Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Runs {
    /// On real cores.
    Threads,
    /// By hand.
    Stepped,
    /// Nothing can; there are words and a link.
    Nothing,
}

#[derive(Debug, Deserialize)]
struct Found {
    runs: Runs,
    /// Why.
    reason: String,
}

struct Cell {
    browser: &'static str,
    setting: Setting,
    headers: bool,
    sandbox: &'static str,
    found: Found,
    says: String,
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let storage = if self.setting.third_party_storage {
            "allowed"
        } else {
            "blocked"
        };
        let headers = if self.headers { "sent" } else { "none" };
        let memory = if self.setting.shared_memory {
            ""
        } else {
            " without SharedArrayBuffer"
        };
        let sandbox = if self.sandbox.is_empty() {
            "none"
        } else {
            self.sandbox
        };
        let runs = format!("{:?}", self.found.runs).to_lowercase();
        let says: String = self.says.chars().take(60).collect();
        write!(
            f,
            "| {}{memory} | {storage} | {headers} | {sandbox} | {runs} | {} | {says} |",
            self.browser, self.found.reason
        )
    }
}

async fn it_runs_what_it_can_and_says_so_as_it_is(page: &Page) -> Result<()> {
    let cells = cells(page, Setting::default()).await?;
    check(&cells)
}

/// In a browser of its own.
async fn it_runs_what_it_can_and_says_so_as_it_may_be_set(page: &Page) -> Result<()> {
    let webkit = page.browser() == Browser::Webkit;
    let setting = Setting {
        third_party_storage: webkit,
        shared_memory: !webkit,
    };
    let session = Session::start_set(page.browser(), setting, page.sites());
    let session = timeout(START_LIMIT, session).await??;
    let cells = cells(session.page(), setting).await;
    session.end().await;
    check(&cells?)
}

async fn cells(page: &Page, setting: Setting) -> Result<Vec<Cell>> {
    let mut cells = Vec::new();
    for headers in [false, true] {
        let site = super::offline::course(page, headers)?;
        let labs = site.address("127.0.0.1", "/course/labs");
        for sandbox in SANDBOXES {
            let attribute = if sandbox.is_empty() {
                String::new()
            } else {
                format!("sandbox='{sandbox}'")
            };
            let html = format!(
                "<!doctype html><meta charset=utf-8><title>Course</title>
                <script>window.heard = []; addEventListener('message', ({{ data }}) => heard.push(data));</script>
                <iframe {attribute} src='SITE/embed.html#lab=threads&engine=live&controls=live,step&speed=16&rounds_1=1&rounds_2=1'
                width=1000 height=900></iframe>"
            );
            page.leave().await?;
            page.web().goto(host_page_of(&labs, &html)?).await?;
            // What has no origin cannot say anything; it shows it.
            let found = if sandbox == "allow-scripts" {
                Found {
                    runs: Runs::Nothing,
                    reason: "closed off".to_owned(),
                }
            } else {
                page.script_that_waits(ASK, []).await?
            };
            let says = said(page, &found.runs).await?;
            cells.push(Cell {
                browser: page.browser().name(),
                setting,
                headers,
                sandbox,
                found,
                says,
            });
        }
    }
    Ok(cells)
}

/// What the frame says of it.
async fn said(page: &Page, runs: &Runs) -> Result<String> {
    page.web().enter_default_frame().await?;
    page.web().enter_frame(0).await?;
    let inner = "return document.querySelector('iframe.inner') !== null";
    if page.script::<bool>(inner, []).await? {
        page.web().enter_frame(0).await?;
    }
    let place = match runs {
        Runs::Threads => "#engine-status",
        Runs::Stepped => "#stepped",
        Runs::Nothing => "#waiting",
    };
    let words = format!("document.querySelector('{place}')?.innerText ?? ''");
    if *runs == Runs::Nothing {
        until(
            page,
            "a word",
            &format!("return ({words}).includes('closed')"),
        )
        .await?;
    }
    page.script(&format!("return ({words}).replace(/\\s+/g, ' ')"), [])
        .await
}

fn check(cells: &[Cell]) -> Result<()> {
    println!("| browser | third-party storage | headers | sandbox | runs | reason | says |");
    for cell in cells {
        println!("{cell}");
    }
    for cell in cells {
        let expected = expected(cell);
        ensure!(
            cell.found.runs == expected,
            "it should be {expected:?}: {cell}"
        );
        let words = match expected {
            Runs::Threads => "Threads: yes",
            Runs::Stepped => "Run on real cores",
            Runs::Nothing => "Open it in a tab of its own",
        };
        ensure!(
            cell.says.contains(words),
            "it should say “{words}”: {cell}: {}",
            cell.says
        );
    }
    Ok(())
}

fn expected(cell: &Cell) -> Runs {
    if cell.sandbox == "allow-scripts" {
        return Runs::Nothing;
    }
    let threads = match cell.browser {
        // By header, or by a service worker, which needs storage.
        "chromium" => cell.headers || cell.setting.third_party_storage,
        "webkit" => cell.setting.shared_memory,
        _ => false,
    };
    if threads {
        Runs::Threads
    } else {
        Runs::Stepped
    }
}
