//! `cargo xtask`: the one entry point for building, serving and testing.

fn main() {}
