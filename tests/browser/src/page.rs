//! What a visitor does: opens a link, fills a field, presses a button, waits, reads.

use std::future::Future;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde::de::DeserializeOwned;
use serde_json::Value;
use thirtyfour::prelude::*;
use thirtyfour::{Key, WebDriver};
use tokio::time::sleep;

use crate::browser::Browser;
use crate::sites::Sites;
use crate::view::{Status, View};

const VIEW: &str = include_str!("scripts/view.js");
const COLLECT_ERRORS: &str = include_str!("scripts/collect_errors.js");

/// How long the page may take for whatever it does at once.
const SOON: Duration = Duration::from_secs(15);
/// How long a run may take, unless a test says otherwise.
const RUN_LIMIT: Duration = Duration::from_secs(60);
/// Between two looks at the page.
const LOOK: Duration = Duration::from_millis(20);

/// The page in a browser.
pub struct Page {
    web: WebDriver,
    browser: Browser,
    sites: Sites,
}

impl Page {
    /// The page that `web` has open.
    pub fn new(web: WebDriver, browser: Browser, sites: Sites) -> Self {
        Self {
            web,
            browser,
            sites,
        }
    }

    /// The browser that it is in.
    pub fn browser(&self) -> Browser {
        self.browser
    }

    /// Where the site is served.
    pub fn sites(&self) -> &Sites {
        &self.sites
    }

    /// For what only a WebDriver can do.
    pub fn web(&self) -> &WebDriver {
        &self.web
    }

    /// Gives up the page for its browser.
    pub fn into_web(self) -> WebDriver {
        self.web
    }

    /// Opens the link to a setting, in a page that has seen nothing before, and waits until it is ready.
    ///
    /// # Errors
    /// If it does not become ready.
    pub async fn open(&self, link: &str) -> Result<View> {
        let address = format!("{}#{link}", self.sites.isolated);
        self.open_address(&address).await
    }

    /// The same with a whole address.
    ///
    /// # Errors
    /// If it does not become ready.
    pub async fn open_address(&self, address: &str) -> Result<View> {
        self.leave().await?;
        self.web.goto(address).await?;
        self.ready().await
    }

    /// Leaves the page, so that the next one is loaded even if it differs only after `#`.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn leave(&self) -> Result<()> {
        self.web.enter_default_frame().await?;
        Ok(self.web.goto("about:blank").await?)
    }

    /// Waits until the engine has started, and looks out for errors from then on.
    ///
    /// # Errors
    /// If it does not start.
    pub async fn ready(&self) -> Result<View> {
        let view = self
            .until("the engine to start", |view| view.engine.is_some())
            .await?;
        self.script::<Value>(COLLECT_ERRORS, []).await?;
        Ok(view)
    }

    /// Follows a link within the page, as a click on it or a change of the address does.
    ///
    /// # Errors
    /// If the page does not show it.
    pub async fn follow(&self, text: &str) -> Result<()> {
        let link = self
            .find(&format!("//a[normalize-space(.)={}]", literal(text)))
            .await?;
        // WebKit's driver clicks where the link is, also where that is out of sight.
        link.scroll_into_view().await?;
        Ok(link.click().await?)
    }

    /// Puts another hash into the address.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn change_hash(&self, hash: &str) -> Result<()> {
        self.script("location.hash = arguments[0]", [hash.into()])
            .await
    }

    /// What it shows now.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn view(&self) -> Result<View> {
        self.script(VIEW, []).await
    }

    /// Waits until it shows something.
    ///
    /// # Errors
    /// If that takes too long; the error says what was waited for.
    pub async fn until(&self, what: &str, shows: impl Fn(&View) -> bool) -> Result<View> {
        self.until_within(SOON, what, shows).await
    }

    /// The same with a limit.
    ///
    /// # Errors
    /// If that takes too long.
    pub async fn until_within(
        &self,
        limit: Duration,
        what: &str,
        shows: impl Fn(&View) -> bool,
    ) -> Result<View> {
        wait(limit, what, async || {
            let view = self.view().await?;
            Ok(shows(&view).then_some(view))
        })
        .await
    }

    /// Looks until there is something; what was there instead is told of if that takes too long.
    ///
    /// # Errors
    /// If it does, or looking fails.
    pub async fn until_some<T, E, F>(&self, what: &str, look: impl Fn() -> F) -> Result<T>
    where
        E: std::fmt::Debug,
        F: Future<Output = Result<Result<T, E>>>,
    {
        let start = Instant::now();
        loop {
            match look().await? {
                Ok(found) => return Ok(found),
                Err(seen) if start.elapsed() > SOON * 2 => {
                    bail!("waited {:?} for {what}; there is {seen:?}", SOON * 2)
                }
                Err(_) => sleep(LOOK).await,
            }
        }
    }

    /// Presses the button with this text, as soon as it can be pressed.
    ///
    /// # Errors
    /// If there is none, or it stays disabled.
    pub async fn press(&self, text: &str) -> Result<()> {
        let path = format!("//button[normalize-space(.)={}]", literal(text));
        let what = format!("a button “{text}” that can be pressed");
        let button = wait(SOON, &what, async || {
            let button = self.find(&path).await?;
            Ok(button.is_enabled().await?.then_some(button))
        })
        .await?;
        Ok(button.click().await?)
    }

    /// Presses Run and waits until the run has ended, however it does.
    ///
    /// # Errors
    /// If it does not start, or does not end in time.
    pub async fn run(&self) -> Result<View> {
        let run = self.start().await?;
        self.end_of(run).await
    }

    /// Presses Run, waits until the run has ended, and makes sure that it came to its own end.
    ///
    /// # Errors
    /// If it did not.
    pub async fn finish(&self) -> Result<View> {
        let view = self.run().await?;
        ensure!(
            view.status == Status::Finished,
            "the run should finish; it is {:?}",
            view.status
        );
        Ok(view)
    }

    /// Presses Run and waits until the run has begun. Returns its number.
    ///
    /// # Errors
    /// If it does not start.
    pub async fn start(&self) -> Result<u32> {
        let before = self.view().await?.run;
        self.press("Run").await?;
        let view = self
            .until("the run to start", |view| {
                view.run.is_some() && view.run != before
            })
            .await?;
        view.run.context("a run that has started has a number")
    }

    /// Waits until run `run` has ended, however it does.
    ///
    /// # Errors
    /// If it does not end in time.
    pub async fn end_of(&self, run: u32) -> Result<View> {
        // Looks at two attributes only: reading the whole page again and again would disturb what runs.
        let script = "const { run, runStatus } = document.querySelector('il-app').dataset; return [Number(run), runStatus]";
        wait(RUN_LIMIT, "the run to end", async || {
            let (number, status): (u32, Status) = self.script(script, []).await?;
            Ok((number == run && status.is_end()).then_some(()))
        })
        .await?;
        self.view().await
    }

    /// Types `text` into the field with this label in place of what is in it.
    ///
    /// # Errors
    /// If there is no such field.
    pub async fn fill(&self, label: &str, text: &str) -> Result<()> {
        let field = self.field(label).await?;
        field.send_keys(Key::Control + "a").await?;
        if text.is_empty() {
            return Ok(field.send_keys("" + Key::Backspace).await?);
        }
        Ok(field.send_keys(text).await?)
    }

    /// Chooses the option with this text in the field with this label.
    ///
    /// # Errors
    /// If there is no such field or option.
    pub async fn choose(&self, label: &str, option: &str) -> Result<()> {
        let path = format!(".//option[normalize-space(.)={}]", literal(option));
        let option = self.field(label).await?.find(By::XPath(path)).await?;
        Ok(option.click().await?)
    }

    /// Presses a key, wherever the keyboard is.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn key(&self, key: Key) -> Result<()> {
        Ok(self.web.action_chain().send_keys(key).perform().await?)
    }

    /// Runs a script in the page.
    ///
    /// # Errors
    /// If it throws, or gives something else than is wanted.
    pub async fn script<T: DeserializeOwned>(
        &self,
        script: &str,
        arguments: impl Into<Vec<Value>>,
    ) -> Result<T> {
        Ok(self
            .web
            .execute(script, arguments.into())
            .await?
            .convert()?)
    }

    /// Runs a script in the page that may wait: the body of an async function.
    ///
    /// # Errors
    /// If it throws, or gives something else than is wanted.
    pub async fn script_that_waits<T: DeserializeOwned>(
        &self,
        script: &str,
        arguments: impl Into<Vec<Value>>,
    ) -> Result<T> {
        // The last argument is WebDriver's callback.
        let wrapped = format!(
            "const parts = [...arguments]; const done = parts.pop();
             (async function () {{ {script} }}).apply(null, parts).then(
                 (value) => done({{ value }}), (error) => done({{ error: String(error) }}));"
        );
        let mut answer: Value = self
            .web
            .execute_async(wrapped, arguments.into())
            .await?
            .convert()?;
        if let Some(error) = answer.get("error").and_then(Value::as_str) {
            bail!("in the page: {error}");
        }
        Ok(serde_json::from_value(
            answer.get_mut("value").map_or(Value::Null, Value::take),
        )?)
    }

    async fn field(&self, label: &str) -> Result<WebElement> {
        // A label may go on with a unit.
        let label = self
            .find(&format!(
                "//form//label[starts-with(normalize-space(.), {})]",
                literal(label)
            ))
            .await?;
        let id = label
            .attr("for")
            .await?
            .context("the label belongs to no field")?;
        Ok(self.web.find(By::Id(id)).await?)
    }

    async fn find(&self, path: &str) -> Result<WebElement> {
        Ok(self.web.find(By::XPath(path)).await?)
    }
}

/// Looks until there is something.
async fn wait<T, F>(limit: Duration, what: &str, look: impl Fn() -> F) -> Result<T>
where
    F: Future<Output = Result<Option<T>>>,
{
    let start = Instant::now();
    loop {
        if let Some(found) = look().await? {
            return Ok(found);
        }
        ensure!(start.elapsed() < limit, "waited {limit:?} for {what}");
        sleep(LOOK).await;
    }
}

/// `text` as XPath writes it. No text of the page has both kinds of quotes.
fn literal(text: &str) -> String {
    if text.contains('"') {
        format!("'{text}'")
    } else {
        format!("\"{text}\"")
    }
}
