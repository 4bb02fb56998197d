//! The browsers and drivers of the browser suite: found, or installed.

use std::env;
use std::process::Command;

use anyhow::{Result, bail};

use crate::step::{Status, step};
use crate::{apt, command, project};

const GECKODRIVER: &str = "0.37.1";
/// Narrows the suite, and with it what has to be installed: names separated by commas.
const CHOICE: &str = "INTERLEAVE_BROWSERS";

/// A program that the suite starts.
struct Needed {
    browser: &'static str,
    /// Any of these names.
    programs: &'static [&'static str],
    package: &'static str,
}

const NEEDED: &[Needed] = &[
    Needed {
        browser: "chromium",
        programs: &["chromium", "chromium-browser", "google-chrome"],
        package: "chromium",
    },
    Needed {
        browser: "chromium",
        programs: &["chromedriver"],
        package: "chromium-driver",
    },
    Needed {
        browser: "firefox",
        programs: &["firefox", "firefox-esr"],
        package: "firefox-esr",
    },
    Needed {
        browser: "webkit",
        programs: &["WebKitWebDriver"],
        package: "webkit2gtk-driver",
    },
    // WebKitGTK's small browser draws on a screen only.
    Needed {
        browser: "webkit",
        programs: &["Xvfb"],
        package: "xvfb",
    },
    Needed {
        browser: "webkit",
        programs: &["xauth"],
        package: "xauth",
    },
];

/// Makes sure that every chosen browser is there with its driver.
///
/// # Errors
/// When one is missing and cannot be installed: what to install.
pub fn prepare() -> Result<()> {
    install(env::var(CHOICE).ok().as_deref())
}

/// Makes sure that this one is there with its driver.
///
/// # Errors
/// As [`prepare`].
pub fn prepare_only(browser: &str) -> Result<()> {
    install(Some(browser))
}

fn install(choice: Option<&str>) -> Result<()> {
    step("browsers and drivers", || {
        let chosen = chosen(choice)?;
        let packages = missing(&chosen, |program| project::find_program(program).is_some());
        let gecko = chosen.contains(&"firefox") && project::find_program("geckodriver").is_none();
        if packages.is_empty() && !gecko {
            return Ok(Status::UpToDate);
        }
        if !packages.is_empty() {
            apt::install(&packages)?;
        }
        if gecko {
            install_geckodriver()?;
        }
        Ok(Status::Done)
    })
}

fn install_geckodriver() -> Result<()> {
    let mut cargo = Command::new(project::cargo());
    cargo.args([
        "install",
        "geckodriver",
        "--version",
        GECKODRIVER,
        "--locked",
    ]);
    // It hands messages on, for which fast code is not worth twice the time to compile it.
    cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0");
    command::output(cargo).map(drop)
}

/// The browsers that [`CHOICE`] names, all of them if it is not set.
fn chosen(choice: Option<&str>) -> Result<Vec<&'static str>> {
    let mut all: Vec<&str> = NEEDED.iter().map(|needed| needed.browser).collect();
    all.dedup();
    let Some(choice) = choice.map(str::trim).filter(|choice| !choice.is_empty()) else {
        return Ok(all);
    };
    let names: Vec<&str> = choice.split(',').map(str::trim).collect();
    if let Some(unknown) = names.iter().find(|name| !all.contains(name)) {
        bail!(
            "{CHOICE} names `{unknown}`; the browsers are {}",
            all.join(", ")
        );
    }
    all.retain(|name| names.contains(name));
    Ok(all)
}

/// The packages of the programs that are not there.
fn missing(chosen: &[&str], is_there: impl Fn(&str) -> bool) -> Vec<&'static str> {
    NEEDED
        .iter()
        .filter(|needed| chosen.contains(&needed.browser))
        .filter(|needed| !needed.programs.iter().any(|program| is_there(program)))
        .map(|needed| needed.package)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_browsers_unless_some_are_named() {
        for unset in [None, Some(""), Some(" ")] {
            assert_eq!(
                chosen(unset).ok(),
                Some(vec!["chromium", "firefox", "webkit"])
            );
        }
        assert_eq!(
            chosen(Some("webkit, chromium")).ok(),
            Some(vec!["chromium", "webkit"])
        );
        assert!(
            chosen(Some("chromium,opera"))
                .is_err_and(|error| error.to_string().contains("`opera`"))
        );
    }

    #[test]
    fn only_missing_packages_of_chosen_browsers_are_installed() {
        assert_eq!(missing(&["firefox"], |_| false), ["firefox-esr"]);
        assert_eq!(
            missing(&["chromium"], |program| program == "google-chrome"),
            ["chromium-driver"]
        );
        assert!(missing(&["chromium", "firefox", "webkit"], |_| true).is_empty());
    }
}
