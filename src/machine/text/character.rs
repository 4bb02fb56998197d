//! What a code point is. Digits are those of Unicode 14, which CPython 3.11 has; letters those of Rust's Unicode.

/// The zeros of the decimal digits: nine more follow each.
const ZEROS: [u32; 66] = [
    0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66,
    0xde6, 0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90,
    0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
    0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650,
    0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0, 0x16a60, 0x16ac0, 0x16b50,
    0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e950, 0x1fbf0,
];

/// First and last of the digits that are no decimals: superscripts, numbers in circles and the like.
const OTHER_DIGITS: [(u32, u32); 20] = [
    (0xb2, 0xb3),
    (0xb9, 0xb9),
    (0x1369, 0x1371),
    (0x19da, 0x19da),
    (0x2070, 0x2070),
    (0x2074, 0x2079),
    (0x2080, 0x2089),
    (0x2460, 0x2468),
    (0x2474, 0x247c),
    (0x2488, 0x2490),
    (0x24ea, 0x24ea),
    (0x24f5, 0x24fd),
    (0x24ff, 0x24ff),
    (0x2776, 0x277e),
    (0x2780, 0x2788),
    (0x278a, 0x2792),
    (0x10a40, 0x10a43),
    (0x10e60, 0x10e68),
    (0x11052, 0x1105a),
    (0x1f100, 0x1f10a),
];

/// The ideographs that are numbers.
const NUMBERS: &str = "㐅㒃㠪㭍一七万三九二五亖亿什仟仨伍佰億兆兩八六十千卄卅卌叁参參叄四壱壹幺廾廿弌弍弎弐拾捌柒漆玖百肆萬貮貳贰阡陆陌陸零參拾兩零六陸什𠀁𠁤𠃢𠄡𠤪𠦃𠦌𠦜𠫪𠫽𠬙𢎐𢦘𣬛𦉭廾";

/// The digit that a decimal is.
pub(super) fn decimal_value(letter: char) -> Option<u32> {
    if letter.is_ascii() {
        return letter.to_digit(10);
    }
    let code = u32::from(letter);
    let zero = ZEROS[..ZEROS.partition_point(|zero| *zero <= code)].last()?;
    Some(code - zero).filter(|digit| *digit < 10)
}

fn is_digit(letter: char) -> bool {
    let code = u32::from(letter);
    decimal_value(letter).is_some()
        || OTHER_DIGITS
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&code))
}

/// Whether `str.strip` and `str.split` take it for a space: Unicode's white space and the four separators of ASCII.
pub fn is_whitespace(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\x1c'..='\x1f')
}

/// Whether `repr` shows it as it is.
pub fn is_printable(letter: char) -> bool {
    // At the beginning of a text, Rust would also escape a mark that combines with what is before.
    match letter {
        ' '..='~' => true,
        _ => ['x', letter]
            .iter()
            .collect::<String>()
            .escape_debug()
            .nth(2)
            .is_none(),
    }
}

/// Upper, lower or title case, as letters are.
fn is_cased(letter: char) -> bool {
    letter.is_lowercase() || letter.is_uppercase() || is_title(letter)
}

/// The letters in title case: digraphs, and Greek capitals with a iota.
pub(super) fn is_title(letter: char) -> bool {
    matches!(
        u32::from(letter),
        0x1c5 | 0x1c8 | 0x1cb | 0x1f2 | 0x1f88..=0x1f8f | 0x1f98..=0x1f9f | 0x1fa8..=0x1faf | 0x1fbc | 0x1fcc | 0x1ffc
    )
}

/// The methods of str that test all of its code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StrTest {
    /// `isalnum`
    Alnum,
    /// `isalpha`
    Alpha,
    /// `isascii`
    Ascii,
    /// `isdecimal`
    Decimal,
    /// `isdigit`
    Digit,
    /// `isidentifier`
    Identifier,
    /// `islower`
    Lower,
    /// `isnumeric`
    Numeric,
    /// `isprintable`
    Printable,
    /// `isspace`
    Space,
    /// `istitle`
    Title,
    /// `isupper`
    Upper,
}

/// What such a method gives.
pub fn str_is(test: StrTest, text: &str) -> bool {
    let all = |each: fn(char) -> bool| !text.is_empty() && text.chars().all(each);
    match test {
        StrTest::Alnum => all(|letter| is_letter(letter) || is_number(letter)),
        StrTest::Alpha => all(is_letter),
        StrTest::Ascii => text.is_ascii(),
        StrTest::Decimal => all(|letter| decimal_value(letter).is_some()),
        StrTest::Digit => all(is_digit),
        StrTest::Identifier => {
            text.starts_with(|letter| letter == '_' || unicode_ident::is_xid_start(letter))
                && text.chars().all(unicode_ident::is_xid_continue)
        }
        StrTest::Lower => cased(text, char::is_lowercase),
        StrTest::Numeric => all(is_number),
        StrTest::Printable => text.chars().all(is_printable),
        StrTest::Space => all(is_whitespace),
        StrTest::Title => is_title_cased(text),
        StrTest::Upper => cased(text, char::is_uppercase),
    }
}

/// Letters are alphabetic, but neither marks nor numbers such as Roman ones.
fn is_letter(letter: char) -> bool {
    letter.is_alphabetic()
        && !(letter.is_numeric() || matches!(letter, '\u{345}' | '\u{24b6}'..='\u{24e9}'))
}

fn is_number(letter: char) -> bool {
    letter.is_numeric() || NUMBERS.contains(letter)
}

/// There is a letter with a case, and all that have one have this.
fn cased(text: &str, case: fn(char) -> bool) -> bool {
    let mut cased = text.chars().filter(|letter| is_cased(*letter)).peekable();
    cased.peek().is_some() && cased.all(|letter| case(letter) && !is_title(letter))
}

fn is_title_cased(text: &str) -> bool {
    let (mut found, mut in_word) = (false, false);
    for letter in text.chars() {
        let begins = letter.is_uppercase() || is_title(letter);
        if is_cased(letter) && begins == in_word {
            return false;
        }
        in_word = is_cased(letter);
        found |= in_word;
    }
    found
}

/// Whether a letter is part of a word in `str.title`.
pub(super) fn continues_word(letter: char) -> bool {
    is_cased(letter)
}
