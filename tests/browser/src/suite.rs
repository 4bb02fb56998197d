//! Runs tests, one after the other, each in the browser that is open already if it can be.

use std::time::{Duration, Instant};

use anyhow::{Context, Error, Result, anyhow, bail};
use browser_suite::browser::Browser;
use browser_suite::session::Session;
use browser_suite::sites::Sites;
use tokio::runtime::Runtime;
use tokio::time::timeout;

use crate::tests::{Group, Logs, Test};

/// A test that takes longer hangs.
const TEST_LIMIT: Duration = Duration::from_secs(120);
/// A browser that takes longer to start does not.
const START_LIMIT: Duration = Duration::from_secs(90);
/// So often a browser is started until it is given up, and then all of its tests fail at once.
const STARTS: u32 = 4;
/// A browser that is alive tells its errors sooner.
const ANSWER_LIMIT: Duration = Duration::from_secs(30);

/// The browser that is open, and what is needed to open another.
pub struct Suite {
    sites: Sites,
    runtime: Runtime,
    session: Option<Session>,
    /// What could not be started, and why.
    missing: Vec<(Browser, String)>,
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
            missing: Vec::new(),
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
            missing,
        } = self;
        if let Some((_, error)) = missing.iter().find(|(other, _)| *other == browser) {
            bail!("{} does not start: {error}", browser.name());
        }
        runtime.block_on(async {
            let session = match in_browser(session, browser, sites).await {
                Ok(session) => session,
                Err(error) => {
                    missing.push((browser, format!("{error:#}")));
                    return Err(error);
                }
            };
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

/// The open browser if it is the right one and still answers, else a new one.
async fn in_browser<'a>(
    session: &'a mut Option<Session>,
    browser: Browser,
    sites: &Sites,
) -> Result<&'a mut Session> {
    if let Some(mut open) = session.take() {
        if open.browser() == browser && is_ready(&mut open).await {
            return Ok(session.insert(open));
        }
        open.end().await;
    }
    let mut start = 1;
    loop {
        match started(browser, sites).await {
            Ok(open) => return Ok(session.insert(open)),
            Err(error) if start < STARTS => {
                eprintln!("{} is started again: {error:#}", browser.name());
                start += 1;
            }
            Err(error) => return Err(error).context("no browser to test in"),
        }
    }
}

async fn started(browser: Browser, sites: &Sites) -> Result<Session> {
    let start = Instant::now();
    let starting = timeout(START_LIMIT, Session::start(browser, sites));
    let mut open = match starting.await {
        Ok(open) => open?,
        Err(_) => bail!("it did not start within {START_LIMIT:?}"),
    };
    if is_ready(&mut open).await {
        return Ok(open);
    }
    open.end().await;
    bail!("it gave no answer {:?} after its start", start.elapsed())
}

/// Whether a test can begin in it. What an earlier one left behind in its log is not the next one's.
async fn is_ready(open: &mut Session) -> bool {
    open.is_alive().await && matches!(timeout(ANSWER_LIMIT, open.take_errors()).await, Ok(Ok(_)))
}

async fn check_errors(session: &mut Session, group: &Group) -> Result<()> {
    let errors = match timeout(ANSWER_LIMIT, session.take_errors()).await {
        Ok(errors) => errors?,
        Err(_) => bail!("the browser gives no answer"),
    };
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
    let errors = match timeout(ANSWER_LIMIT, session.take_errors()).await {
        Ok(Ok(errors)) => errors,
        Ok(Err(_)) | Err(_) => Vec::new(),
    };
    let logged: String = errors
        .iter()
        .map(|error| format!("  logged: {error}\n"))
        .collect();
    anyhow!("{error:#}\nthe page:\n{view}{logged}")
}
