//! Where the site and the npm package are served.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};

/// In `tests/npm`.
const PACKAGE_PAGE: &str = "page.html";

/// The addresses of two servers of the same folder.
#[derive(Clone, Debug)]
pub struct Sites {
    /// With the headers that isolate a page.
    pub isolated: String,
    /// As a static host without those headers.
    pub plain: String,
    /// The folder that they serve.
    pub folder: PathBuf,
}

impl Sites {
    /// The site, where `cargo xtask` serves it.
    ///
    /// # Errors
    /// If the addresses are not set.
    pub fn from_environment() -> Result<Self> {
        Self::named("INTERLEAVE_SITE")
    }

    /// The folder that the npm package is installed in, with a page that uses it.
    ///
    /// # Errors
    /// If the addresses are not set.
    pub fn of_package() -> Result<Self> {
        let Self {
            isolated,
            plain,
            folder,
        } = Self::named("INTERLEAVE_PACKAGE_SITE")?;
        Ok(Self {
            isolated: isolated + PACKAGE_PAGE,
            plain: plain + PACKAGE_PAGE,
            folder,
        })
    }

    /// The pages of the benches.
    ///
    /// # Errors
    /// If the addresses are not set.
    pub fn of_benches() -> Result<Self> {
        Self::named("INTERLEAVE_BENCH_SITE")
    }

    /// For the bench of the page: the site, and a page with Pyodide, as they are sent when they are gzipped.
    ///
    /// # Errors
    /// If the addresses are not set.
    pub fn packed() -> Result<[Self; 2]> {
        let one = |name: &str| -> Result<Self> {
            let address = env::var(name)
                .with_context(|| format!("{name} is not set: run this with `cargo xtask bench`"))?;
            Ok(Self {
                isolated: address.clone(),
                plain: address,
                folder: PathBuf::new(),
            })
        };
        Ok([
            one("INTERLEAVE_PACKED_SITE")?,
            one("INTERLEAVE_PYODIDE_SITE")?,
        ])
    }

    fn named(name: &str) -> Result<Self> {
        let get = |name: &str| {
            env::var(name)
                .with_context(|| format!("{name} is not set: run this with `cargo xtask test`"))
        };
        Ok(Self {
            isolated: get(name)?,
            plain: get(&format!("{name}_PLAIN"))?,
            folder: get(&format!("{name}_FOLDER"))?.into(),
        })
    }
}
