//! Private names of classes.

use std::borrow::Cow;

/// The name that `name` stands for inside of `class`: one with two leading underscores and not two at its end gets the
/// class's name in front (<https://docs.python.org/3.11/reference/expressions.html#private-name-mangling>).
pub fn mangle<'a>(class: Option<&str>, name: &'a str) -> Cow<'a, str> {
    match class.map(|class| class.trim_start_matches('_')) {
        Some(class)
            if !class.is_empty()
                && name.starts_with("__")
                && !name.ends_with("__")
                && !name.contains('.') =>
        {
            Cow::Owned(format!("_{class}{name}"))
        }
        _ => Cow::Borrowed(name),
    }
}
