//! A concurrency laboratory that runs in the browser.
