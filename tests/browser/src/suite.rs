//! Runs tests, one after the other, each in the browser that is open already if it can be.

use std::time::Duration;

use anyhow::{Context, Error, Result, anyhow, bail};
use browser_suite::browser::Browser;
use browser_suite::session::Session;
use browser_suite::sites::Sites;
use tokio::runtime::Runtime;
use tokio::time::timeout;

use crate::tests::{Group, Logs, Test};

/// A test that takes longer hangs.
const TEST_LIMIT: Duration = Duration::from_secs(120);

/// The browser that is open, and what is needed to open another.
pub struct Suite {
    sites: Sites,
    runtime: Runtime,
    session: Option<Session>,
}

impl Suite {
    /// A suite with no browser open yet.
    ///
    /// # Errors
    /// If there is no runtime to be had.
    pub fn new(sites: Sites) -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        Ok(Self {
            sites,
            runtime,
            session: None,
        })
    }

    /// Runs a test.
    ///
    /// # Errors
    /// What was expected, and what the page showed.
    pub fn run(&mut self, browser: Browser, group: &Group, test: &Test) -> Result<()> {
        let Self {
            sites,
            runtime,
            session,
        } = self;
        runtime.block_on(async {
            let session = in_browser(session, browser, sites).await?;
            let done = match timeout(TEST_LIMIT, (test.run)(session.page())).await {
                Ok(done) => done,
                Err(_) => Err(anyhow!("not done after {TEST_LIMIT:?}")),
            };
            match done {
                Ok(()) => check_errors(session, group).await,
                Err(error) => Err(explained(error, session).await),
            }
        })
    }

    /// Ends the browser that is open.
    pub fn end(&mut self) {
        if let Some(session) = self.session.take() {
            self.runtime.block_on(session.end());
        }
    }
}

/// The open browser if it is the right one and still answers, else a new one. Only one is open at a time, so that the
/// others take no processor from it.
async fn in_browser<'a>(
    session: &'a mut Option<Session>,
    browser: Browser,
    sites: &Sites,
) -> Result<&'a mut Session> {
    let open = match session.take() {
        Some(open) if open.browser() == browser && open.is_alive().await => Some(open),
        Some(other) => {
            other.end().await;
            None
        }
        None => None,
    };
    let mut open = match open {
        Some(open) => open,
        None => Session::start(browser, sites)
            .await
            .context("no browser to test in")?,
    };
    // What an earlier test left behind is not this one's.
    open.take_errors().await?;
    Ok(session.insert(open))
}

async fn check_errors(session: &mut Session, group: &Group) -> Result<()> {
    let errors = session.take_errors().await?;
    let logged = errors.join("\n  ");
    match group.logs {
        Logs::Nothing if !errors.is_empty() => {
            bail!("no error should be logged in the page; these were:\n  {logged}")
        }
        Logs::Each(parts) => match parts.iter().find(|part| !logged.contains(**part)) {
            Some(part) => bail!("an error with “{part}” should be logged; these were:\n  {logged}"),
            None => Ok(()),
        },
        Logs::Nothing | Logs::Anything => Ok(()),
    }
}

/// `error`, and what the page showed then.
async fn explained(error: Error, session: &mut Session) -> Error {
    let view = match timeout(Duration::from_secs(10), session.page().view()).await {
        Ok(Ok(view)) => view.to_string(),
        Ok(Err(unreadable)) => format!("  cannot be read: {unreadable:#}\n"),
        Err(_) => "  gives no answer\n".to_owned(),
    };
    let errors = session.take_errors().await.unwrap_or_default();
    let logged: String = errors
        .iter()
        .map(|error| format!("  logged: {error}\n"))
        .collect();
    anyhow!("{error:#}\nthe page:\n{view}{logged}")
}
