//! What went wrong in the page without anybody catching it, from every source that a browser has.

use anyhow::Result;
use thirtyfour::WebDriver;

use crate::browser::Browser;
use crate::driver::Driver;
use crate::sites::Sites;

/// Collects errors of a browser's pages.
pub struct Errors {
    /// How much of Firefox's log has been looked at.
    read: usize,
    sites: Sites,
}

impl Errors {
    /// A collector for pages of `sites`.
    pub fn new(sites: Sites) -> Self {
        Self { read: 0, sites }
    }

    /// The errors since the last time.
    ///
    /// Chromium's driver keeps all that is logged, by workers too and from the first moment on. Firefox writes uncaught
    /// errors, with the address of the script. WebKitGTK gives nothing, so that in every browser a script in the page
    /// collects as well, as soon as the page has loaded.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn take(
        &mut self,
        browser: Browser,
        web: &WebDriver,
        driver: &Driver,
    ) -> Result<Vec<String>> {
        let script = "return window.suiteErrors?.splice(0) ?? []";
        let mut errors: Vec<String> = web.execute(script, Vec::new()).await?.convert()?;
        match browser {
            Browser::Chromium => {
                let log = web.get_log("browser").await?;
                // The browser asks for an icon by itself where a page names none: the site's pages all do, and
                // only the page that a test puts round a frame does not.
                let icon = |message: &str| message.contains("/favicon.ico ");
                let severe = log
                    .into_iter()
                    .filter(|entry| entry.level == "SEVERE" && !icon(&entry.message));
                errors.extend(severe.map(|entry| format!("browser's log: {}", entry.message)));
            }
            Browser::Firefox => {
                let log = driver.log();
                let fresh = log.get(self.read..).unwrap_or_default();
                let of_site = |line: &&str| {
                    let address = line.strip_prefix("JavaScript error: ").unwrap_or_default();
                    let sites = [&self.sites.isolated, &self.sites.plain];
                    sites.iter().any(|site| address.starts_with(site.as_str()))
                };
                errors.extend(fresh.lines().filter(of_site).map(str::to_owned));
                self.read = log.len();
            }
            Browser::Webkit => {}
        }
        Ok(errors)
    }
}
