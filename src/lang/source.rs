//! A program's text, and where something is in it.

use ruff_text_size::TextRange;

/// A piece of the text, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// Where it begins.
    pub start: u32,
    /// Where the next piece begins.
    pub end: u32,
}

impl From<TextRange> for Span {
    fn from(range: TextRange) -> Self {
        Self {
            start: range.start().to_u32(),
            end: range.end().to_u32(),
        }
    }
}

/// A place as a person counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// From 1.
    pub line: u32,
    /// In characters, from 1.
    pub column: u32,
}

/// A program's text and its name.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: String,
    /// Where each line begins.
    lines: Vec<u32>,
}

impl Source {
    /// A text of at most 4 GB; the name is what tracebacks call it.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let after = text
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n')
            .map(|(at, _)| at as u32 + 1);
        let lines = std::iter::once(0).chain(after).collect();
        Self {
            name: name.into(),
            text,
            lines,
        }
    }

    /// What tracebacks call it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span; empty if the span is not of this source.
    pub fn slice(&self, span: Span) -> &str {
        self.text
            .get(span.start as usize..span.end as usize)
            .unwrap_or("")
    }

    /// Line and column of a byte of the text. What is behind the end is at the end.
    pub fn position(&self, offset: u32) -> Position {
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = self.lines[line - 1] as usize;
        let before = self
            .text
            .get(start..offset as usize)
            .unwrap_or(&self.text[start..]);
        Position {
            line: line as u32,
            column: before.chars().count() as u32 + 1,
        }
    }

    /// A line without its end, counted from 1; empty if there is none.
    pub fn line(&self, number: u32) -> &str {
        let Some(start) = number
            .checked_sub(1)
            .and_then(|index| self.lines.get(index as usize))
        else {
            return "";
        };
        self.text[*start as usize..].lines().next().unwrap_or("")
    }
}
