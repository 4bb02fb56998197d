//! A WebDriver server: the program between the suite and a browser.

use std::net::TcpListener;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::json;
use thirtyfour::{Capabilities, WebDriver};
use tokio::net::TcpStream;
use tokio::time::sleep;

use crate::browser::{Browser, Setting, installed};
use crate::display::Display;
use crate::process::Program;

const START_LIMIT: Duration = Duration::from_secs(30);
/// Longer than the longest that a script may wait in the page.
const REQUEST_LIMIT: Duration = Duration::from_secs(150);

/// A running driver; dropping it ends it, and its browser with it.
pub struct Driver {
    browser: Browser,
    setting: Setting,
    // Before the display, which it needs until its end: fields are dropped in this order.
    program: Program,
    address: String,
    _display: Option<Display>,
}

impl Driver {
    /// Starts the driver of `browser` on a free port.
    ///
    /// # Errors
    /// If it, or a program that it needs, is missing or does not start.
    pub async fn start(browser: Browser, setting: Setting) -> Result<Self> {
        let display = if browser.needs_display() {
            Some(Display::start()?)
        } else {
            None
        };
        let folder = Program::new_folder()?;
        let port = free_port()?;
        let (program, arguments) = browser.driver(port);
        let mut command = Command::new(installed(&[program])?);
        command
            .args(arguments)
            .envs(browser.environment(setting).iter().copied());
        if let Some(display) = &display {
            command.env("DISPLAY", &display.name);
        }
        let program = Program::start(&mut command, folder)?;
        let mut driver = Self {
            browser,
            setting,
            program,
            address: format!("http://127.0.0.1:{port}"),
            _display: display,
        };
        driver.wait_until_listening(port).await?;
        Ok(driver)
    }

    /// Starts its browser.
    ///
    /// # Errors
    /// If that fails.
    pub async fn open_browser(&self) -> Result<WebDriver> {
        let (key, options) = self.browser.options(self.program.folder(), self.setting)?;
        let mut capabilities = Capabilities::new();
        capabilities.set(key, options)?;
        if self.browser == Browser::Chromium {
            capabilities.set("goog:loggingPrefs", json!({ "browser": "ALL" }))?;
        }
        WebDriver::builder(self.address.as_str(), capabilities)
            .request_timeout(REQUEST_LIMIT)
            .await
            .with_context(|| {
                format!(
                    "{} did not start:\n{}",
                    self.browser.name(),
                    self.program.log()
                )
            })
    }

    /// What the driver and its browser have written so far.
    pub fn log(&self) -> String {
        self.program.log()
    }

    async fn wait_until_listening(&mut self, port: u16) -> Result<()> {
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            if self.program.has_ended() || start.elapsed() > START_LIMIT {
                bail!(
                    "the driver of {} did not start:\n{}",
                    self.browser.name(),
                    self.program.log()
                );
            }
            sleep(Duration::from_millis(20)).await;
        }
        Ok(())
    }
}

/// A port that was free a moment ago. Not every driver can pick one itself and say which.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
