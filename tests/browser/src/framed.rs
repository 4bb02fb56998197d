//! A lab in a page of another site: into its frame, wherever that is.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use tokio::time::sleep;

use crate::page::Page;
use crate::server::{Host, Server};
use crate::sites::Sites;

const LIMIT: Duration = Duration::from_secs(40);

/// A page on another site than the labs': another name of this machine.
pub fn host_page(sites: &Sites, page: &str) -> Result<String> {
    host_page_of(sites.plain.trim_end_matches('/'), page)
}

/// The same for labs at `site`, which stands in the page as “SITE”.
///
/// # Errors
/// If there is no port to be had.
pub fn host_page_of(site: &str, page: &str) -> Result<String> {
    let stranger = "<script>addEventListener('message', ({ data }) => \
        parent.document.querySelector('iframe').contentWindow.postMessage(data, '*'))</script>";
    let pages = HashMap::from([
        ("/page".to_owned(), page.replace("SITE", site)),
        ("/stranger".to_owned(), stranger.to_owned()),
    ]);
    let server = Server::start(Host {
        pages,
        ..Host::default()
    })?;
    Ok(server.address("localhost", "/page"))
}

/// Enters the lab in the frame that `script` gives, as deep as it is, once it can be used.
///
/// # Errors
/// If it does not come.
pub async fn enter_lab(page: &Page, script: &str) -> Result<()> {
    page.web().enter_default_frame().await?;
    enter_frame(page, script).await?;
    let start = Instant::now();
    let place = "return document.querySelector('iframe.inner:not(.waiting)') !== null ? 'inner'
        : document.querySelector('#engine-status[data-threads]') !== null ? 'here' : document.body?.innerText ?? ''";
    loop {
        let found: String = page.script(place, []).await.unwrap_or_default();
        match found.as_str() {
            "inner" => enter_frame(page, "return document.querySelector('iframe.inner')").await?,
            "here" => return Ok(()),
            shown => ensure!(
                start.elapsed() < LIMIT,
                "the lab should come, there is {shown:?}"
            ),
        }
        sleep(Duration::from_millis(50)).await;
    }
}

async fn enter_frame(page: &Page, script: &str) -> Result<()> {
    let start = Instant::now();
    loop {
        let found = page.web().execute(script, Vec::new()).await?;
        if let Ok(frame) = found.element() {
            return Ok(frame.enter_frame().await?);
        }
        ensure!(start.elapsed() < LIMIT, "there should be a frame: {script}");
        sleep(Duration::from_millis(50)).await;
    }
}

/// Waits until a script in the page around says so.
///
/// # Errors
/// If it does not in time.
pub async fn until(page: &Page, what: &str, script: &str) -> Result<()> {
    let start = Instant::now();
    // Between two pages there is none to answer.
    while !page.script::<bool>(script, []).await.unwrap_or(false) {
        ensure!(start.elapsed() < LIMIT, "waited for {what}");
        sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}
