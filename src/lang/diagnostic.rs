//! What is wrong with a program before it runs.

use super::source::{Source, Span};
use ruff_python_parser::ParseError;
use std::fmt::Write;

/// Something wrong, where it is, and what to do instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The text it is about.
    pub span: Span,
    /// What is wrong, as a phrase.
    pub message: String,
    /// What to use instead, as a phrase, where there is something.
    pub instead: Option<String>,
}

impl Diagnostic {
    /// Something wrong with this piece of the text.
    pub fn new(span: impl Into<Span>, message: impl Into<String>) -> Self {
        Self {
            span: span.into(),
            message: message.into(),
            instead: None,
        }
    }

    /// Correct Python that is not supported here.
    pub fn unsupported(span: impl Into<Span>, what: &str, instead: Option<&str>) -> Self {
        Self {
            span: span.into(),
            message: format!("{what} not supported here"),
            instead: instead.map(str::to_owned),
        }
    }

    pub(super) fn syntax(error: &ParseError) -> Self {
        Self::new(error.location, format!("syntax error: {}", error.error))
    }

    /// `name:line:column: message`, the line, and a mark under the place. Ends with a newline.
    pub fn render(&self, source: &Source) -> String {
        let place = source.position(self.span.start);
        let line = source.line(place.line);
        let mut text = format!(
            "{}:{}:{}: {}\n",
            source.name(),
            place.line,
            place.column,
            self.message
        );
        let before = place.column as usize - 1;
        // A tab stays a tab, so that the mark stands under the same column however wide tabs are shown.
        let indent: String = line
            .chars()
            .take(before)
            .map(|c| if c == '\t' { c } else { ' ' })
            .collect();
        let width = source
            .slice(self.span)
            .lines()
            .next()
            .map_or(1, |first| first.chars().count().max(1));
        writeln!(text, "    {line}\n    {indent}{}", "^".repeat(width))
            .expect("writing to a string succeeds");
        if let Some(instead) = &self.instead {
            writeln!(text, "    instead: {instead}").expect("writing to a string succeeds");
        }
        text
    }
}
