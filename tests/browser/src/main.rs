//! The browser suite.

fn main() {}
