//! A first visit is light: what is not needed at once is loaded when it is.

use std::collections::BTreeMap;

use anyhow::{Result, ensure};
use browser_suite::page::Page;

super::tests!(the_first_lab_can_be_used_before_much_is_loaded);

/// In bytes, gzipped. `cargo xtask bench page` shows what it is made of.
const MOST: u64 = 300_000;
/// What a visitor may never need.
const LATER: [&str; 6] = ["editor", "layout", "machine", "console", "plot", "worker"];

/// The files that the page has loaded so far, and what each weighs.
const WEIGH: &str = "
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
    const weigh = async (address) => {
        const { body } = await fetch(address);
        const packed = new Response(body.pipeThrough(new CompressionStream('gzip')));
        return [new URL(address).pathname, (await packed.arrayBuffer()).byteLength];
    };
    const addresses = new Set([location.href.split('#')[0], ...loaded]);
    return Object.fromEntries(await Promise.all([...addresses].map(weigh)));";

async fn the_first_lab_can_be_used_before_much_is_loaded(page: &Page) -> Result<()> {
    let view = page.open("lab=threads").await?;
    ensure!(view.buttons["Run"], "the lab should be usable");
    let files: BTreeMap<String, u64> = page.script_that_waits(WEIGH, []).await?;
    let sum: u64 = files.values().sum();
    ensure!(
        files.len() > 2 && (50_000..=MOST).contains(&sum),
        "it should weigh no more than {MOST} bytes, it weighs {sum}: {files:?}"
    );
    let early: Vec<&String> = files
        .keys()
        .filter(|file| LATER.iter().any(|name| file.contains(&format!("/{name}-"))))
        .collect();
    ensure!(early.is_empty(), "not needed yet: {early:?}");
    Ok(())
}
