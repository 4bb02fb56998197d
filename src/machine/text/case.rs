//! Upper and lower case of str.

use super::character::{continues_word, is_title};

/// `str.upper()`.
pub fn upper(text: &str) -> String {
    text.to_uppercase()
}

/// `str.lower()`.
pub fn lower(text: &str) -> String {
    text.to_lowercase()
}

/// `str.casefold()`.
pub fn casefold(text: &str) -> String {
    text.chars()
        .fold(String::with_capacity(text.len()), |mut folded, letter| {
            match letter {
                'ı' => folded.push('ı'),
                'ẞ' => folded.push_str("ss"),
                // Cherokee is folded to its upper case, which is older than its lower case.
                '\u{13a0}'..='\u{13f5}' => folded.push(letter),
                '\u{13f8}'..='\u{13fd}' | '\u{ab70}'..='\u{abbf}' => {
                    folded.extend(letter.to_uppercase())
                }
                _ => folded.extend(letter.to_uppercase().flat_map(char::to_lowercase)),
            }
            folded
        })
}

/// A letter as it is at the beginning of a word.
fn push_title(text: &mut String, letter: char) {
    let code = u32::from(letter);
    // Letters that are in title case, or have none but themselves.
    if is_title(letter) || matches!(code, 0x10d0..=0x10ff) {
        return text.push(letter);
    }
    let titled = match code {
        0x1c4..=0x1cc => 0x1c4 + (code - 0x1c4) / 3 * 3 + 1,
        0x1f1..=0x1f3 => 0x1f2,
        0x1f80..=0x1faf => code | 8,
        0x1fb3 | 0x1fc3 | 0x1ff3 => code + 9,
        _ => code,
    };
    if titled != code {
        return text.extend(char::from_u32(titled));
    }
    let mut upper = letter.to_uppercase();
    // Of a ligature only the first letter; an apostrophe or mark in front is none.
    let first = upper.next().unwrap_or(letter);
    text.push(first);
    for rest in upper {
        match rest {
            'Ι' if code >= 0x1f80 => text.push('\u{345}'),
            _ if first == 'ʼ' => text.push(rest),
            _ => text.extend(rest.to_lowercase()),
        }
    }
}

/// The lower case of the letter at that place, which of the last sigma in a word depends on what is around it.
fn push_lower(lowered: &mut String, text: &str, offset: usize, letter: char) {
    if letter != 'Σ' {
        return lowered.extend(letter.to_lowercase());
    }
    let is_ignorable =
        |letter: &char| matches!(letter, '\'' | '.' | ':' | '·' | '’' | '\u{300}'..='\u{36f}');
    let before = text[..offset]
        .chars()
        .rev()
        .find(|letter| !is_ignorable(letter));
    let after = text[offset + letter.len_utf8()..]
        .chars()
        .find(|letter| !is_ignorable(letter));
    let last = before.is_some_and(continues_word) && !after.is_some_and(continues_word);
    lowered.push(if last { 'ς' } else { 'σ' });
}

/// `str.capitalize()`.
pub fn capitalize(text: &str) -> String {
    let mut changed = String::with_capacity(text.len());
    for (offset, letter) in text.char_indices() {
        if offset == 0 {
            push_title(&mut changed, letter);
        } else {
            push_lower(&mut changed, text, offset, letter);
        }
    }
    changed
}

/// `str.title()`.
pub fn title(text: &str) -> String {
    let mut changed = String::with_capacity(text.len());
    let mut in_word = false;
    for (offset, letter) in text.char_indices() {
        if in_word {
            push_lower(&mut changed, text, offset, letter);
        } else {
            push_title(&mut changed, letter);
        }
        in_word = continues_word(letter);
    }
    changed
}

/// `str.swapcase()`.
pub fn swapcase(text: &str) -> String {
    let mut changed = String::with_capacity(text.len());
    for (offset, letter) in text.char_indices() {
        if letter.is_uppercase() {
            push_lower(&mut changed, text, offset, letter);
        } else if letter.is_lowercase() {
            changed.extend(letter.to_uppercase());
        } else {
            changed.push(letter);
        }
    }
    changed
}
