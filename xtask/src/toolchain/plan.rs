//! Which compiler for Wasm to use or to install: the decision alone, apart from looking and from installing.

use std::fmt::Write as _;
use std::path::PathBuf;

use super::{Toolchain, install_nightly_line};
use crate::apt;

/// What is on this machine.
#[derive(Clone, Default)]
pub struct Found {
    /// The pinned nightly with its source.
    pub nightly: bool,
    /// Version of a usable Debian compiler with its source.
    pub debian: Option<String>,
    /// For a compiler that brings none.
    pub linker: Option<PathBuf>,
    /// Whether rustup can be asked.
    pub rustup: bool,
    /// Whether Debian packages can be installed.
    pub apt: bool,
}

/// Why an attempt to install failed.
#[derive(Clone, Default)]
pub struct Tried {
    /// Of the nightly.
    pub rustup: Option<String>,
    /// Of the Debian packages.
    pub apt: Option<String>,
}

/// What to do next.
#[derive(Debug, PartialEq)]
pub enum Plan {
    Use(Toolchain),
    InstallNightly,
    /// These packages.
    InstallDebian(Vec<&'static str>),
    /// This is what to install by hand.
    GiveUp(String),
}

/// Decides what to do next: use what is there, else install, else say what to install.
pub fn plan(found: &Found, tried: &Tried) -> Plan {
    if found.nightly {
        return Plan::Use(Toolchain::Nightly);
    }
    if let (Some(version), Some(linker)) = (&found.debian, &found.linker) {
        return Plan::Use(Toolchain::Debian {
            version: version.clone(),
            linker: linker.clone(),
        });
    }
    if found.rustup && tried.rustup.is_none() {
        return Plan::InstallNightly;
    }
    let mut packages = vec!["rustc-web", "rust-web-src"];
    if found.linker.is_none() {
        packages.push("lld");
    }
    if found.apt && tried.apt.is_none() {
        return Plan::InstallDebian(packages);
    }
    let mut text = format!(
        "no compiler for Wasm with threads. Either of these will do:\n\n\
         - with rustup (https://rustup.rs) and a network:\n\n    {}\n\n\
         - on Debian 12 or newer: {}",
        install_nightly_line(),
        apt::by_hand(&packages)
    );
    for (name, reason) in [("rustup", &tried.rustup), ("apt-get", &tried.apt)] {
        if let Some(reason) = reason {
            let _ = write!(text, "\n\n{name} was tried: {reason}");
        }
    }
    Plan::GiveUp(text)
}

#[cfg(test)]
mod tests {
    use super::super::NIGHTLY;
    use super::*;

    fn debian() -> Found {
        Found {
            debian: Some("rustc 1.96.0".to_owned()),
            linker: Some(PathBuf::from("rust-lld")),
            ..Found::default()
        }
    }

    #[test]
    fn the_pinned_nightly_comes_first() {
        let found = Found {
            nightly: true,
            rustup: true,
            apt: true,
            ..debian()
        };
        assert_eq!(
            plan(&found, &Tried::default()),
            Plan::Use(Toolchain::Nightly)
        );
    }

    #[test]
    fn debians_compiler_is_used_before_anything_is_installed() {
        let found = Found {
            rustup: true,
            apt: true,
            ..debian()
        };
        let Plan::Use(Toolchain::Debian { version, linker }) = plan(&found, &Tried::default())
        else {
            unreachable!("Debian's compiler is complete");
        };
        assert_eq!(
            (version.as_str(), linker),
            ("rustc 1.96.0", PathBuf::from("rust-lld"))
        );
    }

    #[test]
    fn rustup_is_tried_before_apt_and_each_once() {
        let mut found = Found {
            rustup: true,
            apt: true,
            linker: Some(PathBuf::from("rust-lld")),
            ..Found::default()
        };
        let mut tried = Tried::default();
        assert_eq!(plan(&found, &tried), Plan::InstallNightly);
        tried.rustup = Some("no network".to_owned());
        assert_eq!(
            plan(&found, &tried),
            Plan::InstallDebian(vec!["rustc-web", "rust-web-src"])
        );
        found.linker = None;
        assert_eq!(
            plan(&found, &tried),
            Plan::InstallDebian(vec!["rustc-web", "rust-web-src", "lld"])
        );
        tried.apt = Some("no such package".to_owned());
        let Plan::GiveUp(text) = plan(&found, &tried) else {
            unreachable!("both ways failed")
        };
        for part in [
            NIGHTLY,
            "rustc-web rust-web-src lld",
            "no network",
            "no such package",
        ] {
            assert!(text.contains(part), "{part} is missing in: {text}");
        }
    }

    #[test]
    fn without_a_linker_debians_compiler_is_not_complete() {
        let found = Found {
            linker: None,
            apt: true,
            ..debian()
        };
        assert_eq!(
            plan(&found, &Tried::default()),
            Plan::InstallDebian(vec!["rustc-web", "rust-web-src", "lld"])
        );
    }

    #[test]
    fn without_any_way_it_says_what_to_install() {
        let Plan::GiveUp(text) = plan(&Found::default(), &Tried::default()) else {
            unreachable!("there is no way")
        };
        assert!(text.contains("rustup toolchain install") && text.contains("apt-get install"));
    }
}
