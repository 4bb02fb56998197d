//! The browsers, and how each is told to run without a person.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use serde_json::{Value, json};

/// Narrows the suite: names separated by commas.
const CHOICE: &str = "INTERLEAVE_BROWSERS";

/// What a visitor may have set otherwise than the tests do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Whether a site may keep anything within a page of another one.
    pub third_party_storage: bool,
    /// Whether WebKitGTK is told to have `SharedArrayBuffer`.
    pub shared_memory: bool,
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            third_party_storage: true,
            shared_memory: true,
        }
    }
}

/// A browser of the suite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    /// Chromium, by chromedriver.
    Chromium,
    /// Firefox, by geckodriver.
    Firefox,
    /// WebKitGTK's small browser, by WebKitWebDriver.
    Webkit,
}

impl Browser {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// Its name in tests and in the environment.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    /// Those that the environment chooses; all if it says nothing.
    ///
    /// # Errors
    /// If it names an unknown one.
    pub fn chosen() -> Result<Vec<Self>> {
        let choice = env::var(CHOICE).unwrap_or_default();
        let names: Vec<&str> = choice
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .collect();
        if names.is_empty() {
            return Ok(Self::ALL.to_vec());
        }
        names
            .iter()
            .map(|name| {
                let found = Self::ALL
                    .into_iter()
                    .find(|browser| browser.name() == *name);
                match found {
                    Some(browser) => Ok(browser),
                    None => {
                        bail!("{CHOICE} names `{name}`; the browsers are chromium, firefox, webkit")
                    }
                }
            })
            .collect()
    }

    /// Its driver's program, and the arguments that make it listen on `port`.
    pub fn driver(self, port: u16) -> (&'static str, Vec<String>) {
        match self {
            Self::Chromium => ("chromedriver", vec![format!("--port={port}")]),
            Self::Firefox => {
                // The second port would be the same one for every geckodriver.
                let arguments = ["--port", &port.to_string(), "--websocket-port", "0"];
                ("geckodriver", arguments.map(str::to_owned).to_vec())
            }
            Self::Webkit => ("WebKitWebDriver", vec![format!("--port={port}")]),
        }
    }

    /// The capability that holds its own options, and those options. `folder` is for its temporary files.
    ///
    /// # Errors
    /// If it is not installed.
    pub fn options(self, folder: &Path, setting: Setting) -> Result<(&'static str, Value)> {
        Ok(match self {
            Self::Chromium => {
                let program = installed(&["chromium", "chromium-browser", "google-chrome"])?;
                let profile = format!("--user-data-dir={}", folder.join("profile").display());
                let mut arguments = vec![
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--no-first-run",
                    "--disable-quic",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--window-size=1280,1024",
                    &profile,
                ];
                if !setting.third_party_storage {
                    // With storage of its own for each site around, Chromium refuses none.
                    arguments.push("--disable-features=ThirdPartyStoragePartitioning");
                }
                let blocked = json!({ "profile.cookie_controls_mode": 1, "profile.block_third_party_cookies": true });
                let preferences = if setting.third_party_storage {
                    json!({})
                } else {
                    blocked
                };
                (
                    "goog:chromeOptions",
                    json!({ "binary": program, "args": arguments, "prefs": preferences }),
                )
            }
            Self::Firefox => {
                let program = installed(&["firefox-esr", "firefox"])?;
                let arguments = ["-headless", "--width=1280", "--height=1024"];
                // 1: nothing for sites within another one.
                let blocked = json!({ "network.cookie.cookieBehavior": 1 });
                let preferences = if setting.third_party_storage {
                    json!({})
                } else {
                    blocked
                };
                (
                    "moz:firefoxOptions",
                    json!({ "binary": program, "args": arguments, "prefs": preferences }),
                )
            }
            Self::Webkit => {
                let options = json!({ "binary": mini_browser()?, "args": ["--automation"] });
                ("webkitgtk:browserOptions", options)
            }
        })
    }

    /// The variables that it needs in its environment.
    pub fn environment(self, setting: Setting) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Chromium | Self::Firefox => &[],
            Self::Webkit if !setting.shared_memory => &[],
            // WebKitGTK has SharedArrayBuffer, but only where this asks for it.
            Self::Webkit => &[("JSC_useSharedArrayBuffer", "1")],
        }
    }

    /// Whether it draws on a screen only.
    pub fn needs_display(self) -> bool {
        self == Self::Webkit
    }
}

/// The first of these programs that is on the search path.
///
/// # Errors
/// If none is.
pub fn installed(programs: &[&str]) -> Result<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let found = env::split_paths(&path)
        .flat_map(|folder| programs.iter().map(move |program| folder.join(program)))
        .find(|file| file.is_file());
    match found {
        Some(file) => Ok(file),
        None => bail!(
            "{} is not installed: `cargo xtask test` installs it",
            programs.join(" or ")
        ),
    }
}

/// WebKitGTK's MiniBrowser is a helper of the library, outside the search path.
fn mini_browser() -> Result<PathBuf> {
    let in_folder = |folder: PathBuf| {
        let versions = folder.read_dir().into_iter().flatten().flatten();
        let mut files: Vec<PathBuf> = versions
            .filter(|version| version.file_name().to_string_lossy().starts_with("webkit"))
            .map(|version| version.path().join("MiniBrowser"))
            .filter(|file| file.is_file())
            .collect();
        files.sort();
        files.pop()
    };
    let library = Path::new("/usr/lib")
        .read_dir()
        .into_iter()
        .flatten()
        .flatten();
    let folders = library
        .map(|folder| folder.path())
        .chain(["/usr/libexec", "/usr/lib"].map(PathBuf::from));
    match folders.into_iter().find_map(in_folder) {
        Some(file) => Ok(file),
        None => bail!("WebKitGTK's MiniBrowser is not installed: `cargo xtask test` installs it"),
    }
}
