//! Errors are noticed: without this, that there are none would prove nothing.

use anyhow::Result;
use browser_suite::page::Page;

super::tests!(errors_are_noticed);

/// A part of each error that is planted.
pub const LOGGED: &[&str] = &["a logged error", "a thrown error", "a rejected promise"];

async fn errors_are_noticed(page: &Page) -> Result<()> {
    page.open("").await?;
    page.script_that_waits(
        "console.error('a logged error');
         setTimeout(() => { throw new Error('a thrown error'); });
         Promise.reject(new Error('a rejected promise'));
         await new Promise((resolve) => setTimeout(resolve, 100));",
        [],
    )
    .await
}
