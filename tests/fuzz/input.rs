//! Random inputs.

use super::random::Random;

/// Programs to take apart, and the words in them.
pub struct Corpus {
    programs: Vec<String>,
    words: Vec<String>,
}

/// What is rare in the programs and says much in few letters.
const TOKENS: &[&str] = &[
    "\n",
    "\n    ",
    "\n        ",
    "\t",
    " ",
    ":",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ";",
    "=",
    ":=",
    "==",
    "**",
    "//",
    "<<",
    "@",
    "->",
    "*",
    "-",
    "~",
    ".",
    "...",
    "\\",
    "'",
    "\"",
    "'''",
    "f'{",
    "}'",
    "!r",
    "#",
    "0",
    "1",
    "-1",
    "10**20",
    "1e308",
    "0x_f",
    "9",
    "''",
    "b''",
    "None",
    "True",
    "x",
    "y",
    "self",
    "_",
    "async",
    "await",
    "yield",
    "yield from",
    "lambda",
    "def f(",
    "class C:",
    "return",
    "global x",
    "nonlocal x",
    "del x",
    "match x:",
    "case _:",
    "try:",
    "except:",
    "except*",
    "finally:",
    "with",
    "while True:",
    "for x in",
    "if",
    "elif",
    "else:",
    "import threading",
    "raise",
    "assert",
    "break",
    "continue",
    "pass",
    "range(10**9)",
    "print(",
    "list(",
    "str(",
    "sum(",
    "__init__",
    "super()",
    "é",
    "\u{1f40d}",
    "\u{0}",
    "\r\n",
    "\u{feff}",
    "type X = int",
    "é = 1",
];

impl Corpus {
    pub fn new(programs: Vec<String>) -> Self {
        let split = |program: &String| -> Vec<String> {
            let border = |(a, b): (char, char)| {
                let word = |letter: char| letter.is_alphanumeric() || letter == '_';
                word(a) != word(b) || !word(a) && a != b
            };
            let mut words = vec![String::new()];
            let mut last = None;
            for letter in program.chars() {
                if last.is_some_and(|last| border((last, letter))) {
                    words.push(String::new());
                }
                words.last_mut().expect("there is one").push(letter);
                last = Some(letter);
            }
            words
        };
        let mut words: Vec<String> = programs.iter().flat_map(split).collect();
        words.sort();
        words.dedup();
        Self { programs, words }
    }

    /// A text: of random bytes, of words in a row, or a program with changes.
    pub fn text(&self, random: &mut Random) -> String {
        match random.below(8) {
            0 => bytes(random),
            1 | 2 => {
                let count = random.below(60);
                (0..count).map(|_| self.word(random)).collect()
            }
            _ => self.changed(random),
        }
    }

    fn word<'a>(&'a self, random: &mut Random) -> &'a str {
        if random.below(2) == 0 {
            random.of(TOKENS)
        } else {
            &self.words[random.below(self.words.len())]
        }
    }

    fn program<'a>(&'a self, random: &mut Random) -> &'a str {
        &self.programs[random.below(self.programs.len())]
    }

    fn changed(&self, random: &mut Random) -> String {
        let mut text = self.program(random).to_owned();
        for _ in 0..1 + random.below(4) {
            let at = place(random, &text);
            let end = match random.below(3) {
                0 => place(random, &text),
                _ => border(&text, at + random.below(12)),
            };
            let (from, to) = (at.min(end), at.max(end));
            match random.below(5) {
                0 => text.replace_range(from..to, ""),
                1 => text.insert_str(at, self.word(random)),
                2 => text.replace_range(from..to, self.word(random)),
                3 => {
                    let other = self.program(random);
                    let start = place(random, other);
                    let stop = border(other, start + random.below(200));
                    text.insert_str(at, &other[start..stop]);
                }
                _ => {
                    let piece = text[from..to].to_owned();
                    let count = 1 + random.below(if piece.len() < 4 { 2000 } else { 3 });
                    text.insert_str(at, &piece.repeat(count));
                }
            }
        }
        text
    }
}

/// The first border between letters from an index on.
fn border(text: &str, at: usize) -> usize {
    (at..text.len())
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(text.len())
}

fn place(random: &mut Random, text: &str) -> usize {
    border(text, random.below(text.len() + 1))
}

fn bytes(random: &mut Random) -> String {
    let count = random.below(200);
    let bytes: Vec<u8> = (0..count).map(|_| random.below(256) as u8).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A schedule, or what is nearly one, for a program with this hash.
pub fn schedule(random: &mut Random, hash: u64) -> String {
    if random.below(8) == 0 {
        return bytes(random);
    }
    let mut digits = String::new();
    let mut rest = hash;
    while rest > 0 || digits.is_empty() {
        digits.insert(
            0,
            char::from_digit((rest % 36) as u32, 36).expect("a digit"),
        );
        rest /= 36;
    }
    let mut text = format!("1.{digits}.");
    for run in 0..random.below(20) {
        let dash = if run > 0 { "-" } else { "" };
        let most = [2, 30, 1000, u32::MAX as usize][random.below(4)];
        let actors = [3, 5, 1 << 32][random.below(3)];
        let actor = random.below(actors);
        text.push_str(&format!("{dash}{actor}x{}", 1 + random.below(most)));
    }
    if random.below(2) == 0 {
        let at = random.below(text.len());
        let with = random.of(&["", "x", "-", ".", "0", "99999999999", "é"]);
        text.replace_range(at..=at, with);
    }
    text
}
