//! The browser suite: every lab through the page, as a visitor uses it, in every browser.
//!
//! Tests are called `<browser>::<group>::<test>`; a filter chooses among them as for native tests. They run one after the
//! other, because many of them measure time, and each browser is started once and kept.

mod suite;
mod tests;

use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use browser_suite::browser::Browser;
use browser_suite::process;
use browser_suite::sites::Sites;
use libtest_mimic::{Arguments, Trial};

use crate::suite::Suite;

fn main() -> ExitCode {
    run().unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}

fn run() -> Result<ExitCode> {
    let mut arguments = Arguments::from_args();
    arguments.test_threads = Some(1);
    process::end_on_signal()?;
    let suite = Arc::new(Mutex::new(Suite::new(Sites::from_environment()?)?));
    let trials = Browser::chosen()?
        .into_iter()
        .flat_map(|browser| trials(browser, &suite))
        .collect();
    let conclusion = libtest_mimic::run(&arguments, trials);
    suite.lock().unwrap_or_else(PoisonError::into_inner).end();
    Ok(conclusion.exit_code())
}

fn trials(browser: Browser, suite: &Arc<Mutex<Suite>>) -> Vec<Trial> {
    let in_group = |group: &'static tests::Group| {
        group.tests.iter().map(move |test| {
            let name = format!("{}::{}::{}", browser.name(), group.name, test.name);
            let suite = Arc::clone(suite);
            Trial::test(name, move || {
                let mut suite = suite.lock().unwrap_or_else(PoisonError::into_inner);
                suite
                    .run(browser, group, test)
                    .map_err(|error| format!("{error:#}").into())
            })
        })
    };
    tests::GROUPS.iter().flat_map(in_group).collect()
}
