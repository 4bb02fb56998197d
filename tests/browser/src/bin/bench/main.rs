//! What needs a browser to be measured: one file per bench, each against its alternative in the same run.

mod coroutine;
mod record;

use std::process::ExitCode;

use anyhow::Result;
use browser_suite::browser::Browser;
use browser_suite::process;
use browser_suite::session::Session;
use browser_suite::sites::Sites;

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
    let sites = Sites::from_environment()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    for browser in Browser::chosen()? {
        runtime.block_on(in_browser(browser, &sites))?;
    }
    Ok(())
}

async fn in_browser(browser: Browser, sites: &Sites) -> Result<()> {
    let session = Session::start(browser, sites).await?;
    let measured = async {
        let page = session.page();
        page.web().goto(sites.isolated.as_str()).await?;
        record::bench(page).await?;
        coroutine::bench(page).await
    }
    .await;
    session.end().await;
    measured
}
