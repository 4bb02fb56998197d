//! The labs and engines that there are, as the page itself lists them, for what goes over all of them.

use anyhow::{Result, ensure};

use crate::page::Page;

const SETTLE: &str = include_str!("scripts/settle.js");

/// The engines, by their names in a link.
pub const ENGINES: [&str; 3] = ["live", "step", "explore"];

/// Settings under which a lab's run ends soon.
const QUICK: &[(&str, &str)] = &[
    ("threads", "speed=16"),
    ("processes", "speed=16"),
    ("race", "additions=1000&subtractions=1001"),
    ("lock", "additions=1000&subtractions=1001"),
    ("queue", "speed=16&items=4"),
    ("socket", "speed=16&items=4"),
    ("parallel", "threads=2&iterations=50&rounds=3"),
    ("minimum", "pace=0"),
    ("chain", "pace=0"),
    ("pipeline", "pace=0"),
    ("systolic", "delay=0"),
];

/// The names of all labs, in their order. The page must be open.
///
/// # Errors
/// If it lists none.
pub async fn all(page: &Page) -> Result<Vec<String>> {
    let script = "
        const links = [...document.querySelectorAll('nav a[href*=\"#lab=\"], main a[href*=\"#lab=\"]')];
        const names = links.map((a) => new URLSearchParams(new URL(a.href).hash.slice(1)).get('lab'));
        return [...new Set(names)]";
    let names: Vec<String> = page.script(script, []).await?;
    ensure!(!names.is_empty(), "the page should list the labs");
    Ok(names)
}

/// The link to a lab with an engine, and with a setting under which it ends soon, if one is known.
pub fn link(lab: &str, engine: &str) -> String {
    let mut link = format!("lab={lab}");
    if engine != "live" {
        link += &format!("&engine={engine}");
    } else if let Some((_, setting)) = QUICK.iter().find(|(name, _)| *name == lab) {
        link += &format!("&{setting}");
    }
    link
}

/// Whether a live run of the lab by [`link`] ends soon.
pub fn ends_soon(lab: &str) -> bool {
    QUICK.iter().any(|(name, _)| *name == lab)
}

/// Has something to be seen in the lab that is open: a run, some steps, what an exploration found.
///
/// # Errors
/// If the browser does not answer.
pub async fn use_engine(page: &Page, lab: &str, engine: &str) -> Result<()> {
    match engine {
        "live" => {
            let view = page.view().await?;
            if ends_soon(lab) && view.buttons.get("Run") == Some(&true) {
                page.run().await?;
            }
        }
        "step" => {
            let script = "
                for (let i = 0; i < 3; i++) {
                    document.querySelector('[data-actor][data-status=ready]')?.click();
                    await new Promise((resolve) => setTimeout(resolve, 50));
                }";
            page.script_that_waits::<()>(script, []).await?;
        }
        _ => {
            page.script::<()>(
                "document.querySelector('[data-button=explore]')?.click()",
                [],
            )
            .await?;
        }
    }
    settle(page).await
}

/// Waits until nothing changes any more, or for so long that whoever looks sees what is there.
///
/// # Errors
/// If the browser does not answer.
pub async fn settle(page: &Page) -> Result<()> {
    let _: bool = page
        .script_that_waits(SETTLE, [150.into(), 6000.into()])
        .await?;
    Ok(())
}
