//! What needs a browser to be measured: one file per bench, each against its alternative in the same run.

mod coroutine;
mod page;
mod record;
mod trials;

use std::process::ExitCode;

use anyhow::{Result, bail};
use browser_suite::browser::Browser;
use browser_suite::process;
use browser_suite::session::Session;
use browser_suite::sites::Sites;

/// What can be asked for.
const NAMES: &[&str] = &["record", "trials", "socket", "coroutine", "page"];

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    process::end_on_signal()?;
    let name = std::env::args().nth(1);
    if let Some(name) = name.as_deref()
        && !NAMES.contains(&name)
    {
        bail!("there is no bench `{name}`; there are {}", NAMES.join(", "));
    }
    let wanted = |bench: &str| name.as_deref().is_none_or(|name| name == bench);
    let sites = Sites::from_environment()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    if name.as_deref() == Some("page") {
        let what = std::env::args().nth(2).unwrap_or_default();
        return runtime.block_on(page::bench(&what));
    }
    for browser in Browser::chosen()? {
        runtime.block_on(in_browser(browser, &sites, wanted))?;
    }
    Ok(())
}

async fn in_browser(browser: Browser, sites: &Sites, wanted: impl Fn(&str) -> bool) -> Result<()> {
    let session = Session::start(browser, sites).await?;
    let measured = async {
        let page = session.page();
        page.web().goto(sites.isolated.as_str()).await?;
        if wanted("record") {
            record::bench(page).await?;
        }
        for bench in ["trials", "socket"] {
            if wanted(bench) {
                trials::bench(page, bench).await?;
            }
        }
        if wanted("coroutine") {
            coroutine::bench(page).await?;
        }
        Ok(())
    }
    .await;
    session.end().await;
    measured
}

/// The least, the median and the greatest.
fn spread(mut values: Vec<f64>) -> [f64; 3] {
    values.sort_by(f64::total_cmp);
    [
        values[0],
        values[values.len() / 2],
        values[values.len() - 1],
    ]
}
