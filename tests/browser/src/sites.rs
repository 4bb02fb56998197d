//! Where the site is served.

use std::env;

use anyhow::{Context, Result};

/// The addresses of the two servers, each with a slash at its end.
#[derive(Clone, Debug)]
pub struct Sites {
    /// With the headers that isolate a page.
    pub isolated: String,
    /// As a static host without those headers.
    pub plain: String,
}

impl Sites {
    /// As `cargo xtask` sets them.
    ///
    /// # Errors
    /// If they are not set.
    pub fn from_environment() -> Result<Self> {
        let get = |name: &str| {
            env::var(name)
                .with_context(|| format!("{name} is not set: run this with `cargo xtask test`"))
        };
        Ok(Self {
            isolated: get("INTERLEAVE_SITE")?,
            plain: get("INTERLEAVE_SITE_PLAIN")?,
        })
    }
}
