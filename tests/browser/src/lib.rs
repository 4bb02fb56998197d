//! Drives the site in real browsers as a visitor would, over WebDriver: the same on Chromium, Firefox and WebKitGTK.
//!
//! In reading order: [`process`] starts programs and ends them for certain; [`display`] and [`driver`] are those
//! programs; [`session`] is a browser with a [`page`] in it; [`view`] is what the page shows, read from its document.

pub mod browser;
pub mod display;
pub mod driver;
pub mod errors;
pub mod framed;
pub mod labs;
pub mod page;
pub mod process;
pub mod server;
pub mod session;
pub mod sites;
pub mod view;
