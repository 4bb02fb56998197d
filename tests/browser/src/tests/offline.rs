//! The service worker, with the site under a path of a host that sends no headers.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use browser_suite::browser::Browser;
use browser_suite::framed::until;
use browser_suite::page::Page;
use browser_suite::server::{Host, Server};
use browser_suite::view::Status;
use serde_json::json;

super::tests!(
    the_site_opens_without_a_network,
    a_new_version_waits_for_its_visitor_also_while_a_run_is_on,
);

const BASE: &str = "/course/labs/";

/// The site under a path, with the headers of its host file or without.
pub(super) fn course(page: &Page, headers: bool) -> Result<Server> {
    Server::start(Host {
        folder: Some(page.sites().folder.clone()),
        base: BASE.to_owned(),
        headers,
        ..Host::default()
    })
}

/// Opens a link and waits until threads can run, in as many loads as that may take.
async fn settle(page: &Page, address: &str) -> Result<()> {
    page.leave().await?;
    page.web().goto(address).await?;
    settled(page).await
}

async fn settled(page: &Page) -> Result<()> {
    let start = Instant::now();
    loop {
        let ready = page.view().await.ok().and_then(|view| view.engine);
        match ready {
            Some(engine) if engine.threads => return Ok(()),
            engine => {
                let how = "
                    const { controller } = navigator.serviceWorker;
                    const { active, waiting, installing } = (await navigator.serviceWorker.getRegistration()) ?? {};
                    const states = [controller, active, waiting, installing].map((each) => each?.state);
                    return JSON.stringify([crossOriginIsolated, history.state, states]);";
                let long = start.elapsed() > Duration::from_secs(40);
                let how: String = if long {
                    page.script_that_waits(how, []).await?
                } else {
                    String::new()
                };
                ensure!(!long, "threads should run: {engine:?}, {how}");
            }
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Waits until the whole site is kept: pages, and what has a hash in its name.
async fn kept(page: &Page, folder: &Path) -> Result<()> {
    let pages = fs::read_dir(folder)?.flatten();
    let pages = pages.filter(|file| file.file_name().to_string_lossy().ends_with(".html"));
    let files = pages.count() + fs::read_dir(folder.join("assets"))?.count();
    let start = Instant::now();
    let count = "
        let most = 0;
        for (const name of await caches.keys()) most = Math.max(most, (await (await caches.open(name)).keys()).length);
        return most;";
    loop {
        let found: usize = page.script_that_waits(count, []).await?;
        if found >= files {
            return Ok(());
        }
        ensure!(
            start.elapsed() < Duration::from_secs(60),
            "{found} of {files} files are kept"
        );
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

async fn the_site_opens_without_a_network(page: &Page) -> Result<()> {
    let server = course(page, false)?;
    let address = |link: &str| server.address("127.0.0.1", &format!("{BASE}#{link}"));
    let threads = address("lab=threads&speed=16&rounds_1=2&rounds_2=2");
    settle(page, &threads).await?;
    kept(page, &page.sites().folder.clone()).await?;

    server.change(|host| host.is_gone = true);
    stop_idle(page).await?;
    settle(page, &threads).await?;
    page.finish().await?;
    // Parts that have not been needed so far.
    page.leave().await?;
    page.web().goto(address("lab=race&engine=explore")).await?;
    page.ready().await?;
    let explore = "
        const button = document.querySelector('[data-button=explore]');
        button?.click();
        return button !== null";
    until(page, "the program", explore).await?;
    until(
        page,
        "what was explored",
        "return document.body.innerText.includes('Everything was explored')",
    )
    .await?;

    // Past the service worker, and so without isolation at first.
    server.change(|host| host.is_gone = false);
    hard_reload(page).await?;
    settled(page).await.context("after a hard reload")
}

/// Ends the service worker as a browser does when it has been idle for long. Only Chromium can be told to.
async fn stop_idle(page: &Page) -> Result<()> {
    if page.browser() == Browser::Chromium {
        let tools = page.web().cdp();
        tools.send_raw("ServiceWorker.enable", json!({})).await?;
        tools
            .send_raw("ServiceWorker.stopAllWorkers", json!({}))
            .await?;
    }
    Ok(())
}

async fn hard_reload(page: &Page) -> Result<()> {
    if page.browser() == Browser::Chromium {
        let tools = page.web().cdp();
        let parameters = json!({ "ignoreCache": true });
        tools.send_raw("Page.reload", parameters).await?;
    } else {
        // Firefox takes this for a hard reload; WebKit for a plain one.
        page.script::<()>("location.reload(true)", []).await?;
    }
    tokio::time::sleep(Duration::from_millis(500)).await;
    Ok(())
}

async fn a_new_version_waits_for_its_visitor_also_while_a_run_is_on(page: &Page) -> Result<()> {
    let server = course(page, false)?;
    let link = server.address(
        "127.0.0.1",
        &format!("{BASE}#lab=threads&rounds_1=100&rounds_2=100"),
    );
    settle(page, &link).await?;
    kept(page, &page.sites().folder.clone()).await?;
    let run = page.start().await?;

    let next = tempfile::tempdir()?;
    let folder = next_version(&page.sites().folder, next.path())?;
    server.change(|host| host.folder = Some(folder));
    let update = "await (await navigator.serviceWorker.getRegistration()).update()";
    page.script_that_waits::<Option<()>>(update, []).await?;
    until(
        page,
        "the offer",
        "return document.querySelector('.site-version') !== null",
    )
    .await?;
    let view = page.view().await?;
    ensure!(
        view.run == Some(run) && view.status == Status::Running,
        "the run should go on: {:?}",
        view.status
    );
    page.press("Stop").await?;
    let view = page.end_of(run).await?;
    ensure!(
        view.status == Status::Stopped,
        "the run should go on until it is stopped"
    );

    let edition = "return document.querySelector('meta[name=edition]')?.content ?? 'first'";
    // Loaded again it is still the old one, whole, and offers the new one again.
    let before: f64 = page.script("return performance.timeOrigin", []).await?;
    page.script::<()>("location.reload()", []).await?;
    let again = format!("return performance.timeOrigin > {before}");
    until(page, "another load", &again).await?;
    settled(page).await.context("loaded again")?;
    ensure!(
        page.script::<String>(edition, []).await? == "first",
        "nobody has asked for the new version"
    );
    until(
        page,
        "the offer",
        "return document.querySelector('.site-version') !== null",
    )
    .await?;
    page.press("Use the new version").await?;
    until(
        page,
        "the new version",
        "return document.querySelector('meta[name=edition]')?.content === 'second'",
    )
    .await?;
    settled(page).await.context("in the new version")?;
    let edition: String = page.script(edition, []).await?;
    ensure!(edition == "second", "it is the {edition} version");
    page.start().await?;
    Ok(())
}

/// A copy of the site with another start page, as the build makes one: with a mark of its own, which its service worker knows.
fn next_version(site: &Path, to: &Path) -> Result<PathBuf> {
    copy(site, to)?;
    let page = fs::read_to_string(to.join("index.html"))?;
    let mark = page
        .split("name=\"version\" content=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .context("the start page has a mark")?
        .to_owned();
    let other = mark.chars().rev().collect::<String>();
    let meta = "<meta name=\"edition\" content=\"second\" /></head>";
    let page = page.replace(&mark, &other).replacen("</head>", meta, 1);
    fs::write(to.join("index.html"), page)?;
    let worker = fs::read_to_string(to.join("service-worker.js"))?;
    ensure!(
        worker.contains(&mark),
        "the service worker should know the mark"
    );
    let worker = worker
        .replace(&mark, &other)
        .replacen("version:", "version:`second`+", 1);
    fs::write(to.join("service-worker.js"), worker)?;
    Ok(to.to_owned())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
