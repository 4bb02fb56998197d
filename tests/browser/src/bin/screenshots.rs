//! Pictures of each page: every lab with every engine, wide and narrow, light and dark, for a person to look at.
//!
//! `screenshots <folder> [part of a link]`. They are not compared with anything.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use browser_suite::browser::Browser;
use browser_suite::labs::{self, ENGINES};
use browser_suite::page::Page;
use browser_suite::process;
use browser_suite::session::Session;
use browser_suite::sites::Sites;
use serde_json::{Value, json};

/// Pixels of CSS.
const WIDTHS: [u32; 2] = [1280, 390];
const HEIGHT: u32 = 900;
/// What is longer is cut off.
const LONGEST: u32 = 6000;
const SCHEMES: [&str; 2] = ["light", "dark"];
/// Pages that show no lab.
const OTHERS: [&str; 3] = ["", "lab=playground", "lab=philosophers"];

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    process::end_on_signal()?;
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().context("a folder is missing")?);
    let filter = arguments.next().unwrap_or_default();
    let sites = Sites::from_environment()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        // The only one that shows a page at any width, and in the dark.
        let session = Session::start(Browser::Chromium, &sites).await?;
        let taken = take(session.page(), &folder, &filter).await;
        session.end().await;
        taken
    })
}

/// A page as a person reads of it, and its link.
struct Shown {
    title: String,
    link: String,
    lab: Option<(String, &'static str)>,
}

async fn take(page: &Page, folder: &Path, filter: &str) -> Result<()> {
    page.open("").await?;
    let mut pages: Vec<Shown> = OTHERS
        .iter()
        .map(|link| Shown {
            title: if link.is_empty() { "home" } else { link }.to_owned(),
            link: (*link).to_owned(),
            lab: None,
        })
        .collect();
    for lab in labs::all(page).await? {
        pages.extend(ENGINES.map(|engine| Shown {
            title: format!("{lab}, {engine}"),
            link: labs::link(&lab, engine),
            lab: Some((lab.clone(), engine)),
        }));
    }
    pages.retain(|shown| shown.link.contains(filter));
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    for shown in &pages {
        for width in WIDTHS {
            size(page, width, HEIGHT).await?;
            page.open(&shown.link).await?;
            labs::settle(page).await?;
            if let Some((lab, engine)) = &shown.lab {
                labs::use_engine(page, lab, engine).await?;
            }
            let whole: u32 = page
                .script(
                    "return Math.ceil(document.documentElement.scrollHeight)",
                    [],
                )
                .await?;
            size(page, width, whole.clamp(HEIGHT, LONGEST)).await?;
            for scheme in SCHEMES {
                let media =
                    json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
                command(page, "Emulation.setEmulatedMedia", media).await?;
                labs::settle(page).await?;
                let png = page.web().screenshot_as_png().await?;
                fs::write(folder.join(name(&shown.title, width, scheme)), png)?;
            }
        }
        println!("{}", shown.title);
    }
    fs::write(folder.join("index.html"), sheet(&pages))?;
    Ok(())
}

async fn size(page: &Page, width: u32, height: u32) -> Result<()> {
    let metrics =
        json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    command(page, "Emulation.setDeviceMetricsOverride", metrics).await
}

async fn command(page: &Page, name: &str, parameters: Value) -> Result<()> {
    page.web().cdp().send_raw(name, parameters).await?;
    Ok(())
}

/// The name of a picture's file: of letters, digits and hyphens.
fn name(title: &str, width: u32, scheme: &str) -> String {
    let words: Vec<&str> = title
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    format!("{}-{width}-{scheme}.png", words.join("-"))
}

/// All pictures on one page.
fn sheet(pages: &[Shown]) -> String {
    let mut html = String::from(
        "<!doctype html><meta charset=utf-8><title>Interleave</title>
<style>
  body { font: 16px system-ui; margin: 24px; background: #888; color: #000 }
  section > div { display: flex; gap: 16px; align-items: flex-start }
  figure { margin: 0 } figcaption { font-size: 13px } img { max-height: 640px; display: block }
  .wide img { width: 480px; object-fit: cover; object-position: top } .narrow img { width: 195px; object-fit: cover; object-position: top }
</style>
",
    );
    for Shown { title, .. } in pages {
        // Names of labs are names of folders: they need no escape.
        let _ = write!(html, "<section><h2>{title}</h2><div>");
        for width in WIDTHS {
            let class = if width > 600 { "wide" } else { "narrow" };
            for scheme in SCHEMES {
                let file = name(title, width, scheme);
                let _ = write!(
                    html,
                    "<figure class={class}><figcaption>{width}, {scheme}</figcaption>\
                     <a href='{file}'><img src='{file}' loading=lazy alt='{title}, {width}, {scheme}'></a></figure>"
                );
            }
        }
        html.push_str("</div></section>\n");
    }
    html
}
