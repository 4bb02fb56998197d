//! A browser with a page in it, kept from test to test because it is slow to start.

use std::time::Duration;

use anyhow::Result;
use tokio::time::timeout;

use crate::browser::{Browser, Setting};
use crate::driver::Driver;
use crate::errors::Errors;
use crate::page::Page;
use crate::sites::Sites;

const ANSWER_LIMIT: Duration = Duration::from_secs(30);
/// Scripts wait in the page for runs to end.
const SCRIPT_LIMIT: Duration = Duration::from_secs(120);

/// A running browser.
pub struct Session {
    browser: Browser,
    page: Page,
    errors: Errors,
    driver: Driver,
}

impl Session {
    /// Starts a browser.
    ///
    /// # Errors
    /// If it, or a program that it needs, is missing or does not start.
    pub async fn start(browser: Browser, sites: &Sites) -> Result<Self> {
        Self::start_set(browser, Setting::default(), sites).await
    }

    /// Starts a browser that is set otherwise.
    ///
    /// # Errors
    /// If it, or a program that it needs, is missing or does not start.
    pub async fn start_set(browser: Browser, setting: Setting, sites: &Sites) -> Result<Self> {
        let driver = Driver::start(browser, setting).await?;
        let web = driver.open_browser().await?;
        web.set_script_timeout(SCRIPT_LIMIT).await?;
        Ok(Self {
            browser,
            page: Page::new(web, browser, sites.clone()),
            errors: Errors::new(sites.clone()),
            driver,
        })
    }

    /// Which browser it is.
    pub fn browser(&self) -> Browser {
        self.browser
    }

    /// The page in it.
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// Whether it can be used for another test.
    pub async fn is_alive(&self) -> bool {
        let answer = async {
            self.page.leave().await?;
            self.page.script::<bool>("return true", []).await
        };
        matches!(timeout(ANSWER_LIMIT, answer).await, Ok(Ok(_)))
    }

    /// What its pages did not catch since the last time.
    ///
    /// # Errors
    /// If it does not answer.
    pub async fn take_errors(&mut self) -> Result<Vec<String>> {
        self.errors
            .take(self.browser, self.page.web(), &self.driver)
            .await
    }

    /// Ends it in order; what does not end is ended by force when the driver is dropped.
    pub async fn end(self) {
        let web = self.page.into_web();
        let rest = web.clone();
        if timeout(ANSWER_LIMIT, web.quit()).await.is_err() {
            // Its session is gone with it: there is nothing to quit any more.
            let _ = rest.leak();
        }
    }
}
