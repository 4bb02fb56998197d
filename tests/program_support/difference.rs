//! Where two texts differ.

/// The first line in which two texts differ, or nothing if they are the same.
pub fn difference(expected: &str, found: &str) -> Option<String> {
    if expected == found {
        return None;
    }
    let (mut left, mut right) = (expected.split('\n'), found.split('\n'));
    for line in 1.. {
        match (left.next(), right.next()) {
            (a, b) if a == b && a.is_some() => {}
            (a, b) => {
                let show = |line: Option<&str>| line.map_or("(its end)".into(), short);
                return Some(format!(
                    "line {line}\n      expected {}\n      found    {}",
                    show(a),
                    show(b)
                ));
            }
        }
    }
    None
}

/// So much of a line as a message has room for.
fn short(line: &str) -> String {
    const MOST: usize = 300;
    let mut text: String = line.chars().take(MOST).collect();
    if text.len() < line.len() {
        text.push('…');
    }
    format!("{text:?}")
}
