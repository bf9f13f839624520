//! What a LaTeX document defines: its preamble, and macros wherever they stand.

use std::ops::Range;

use super::Reader;
use super::commands::{self, Role};
use super::scan::{command_name, document_start};
use crate::diagnostic::{Diagnostic, Severity};
use crate::extract::document::BlockKind;
use crate::source::{FileId, Span};
use crate::syntax::Macros;

impl Reader<'_> {
    /// What stands before the document begins: macros and comments only.
    pub fn preamble(&mut self) {
        let Some(begin) = document_start(self.text) else { return self.missing_start() };
        while self.at < begin {
            let rest = self.rest();
            match rest.as_bytes().first() {
                Some(b'%') => self.comment(),
                Some(b'\\') => {
                    let name = command_name(rest);
                    self.at += 1 + name.len();
                    match commands::role(name) {
                        Some(Role::Definition) => self.definition(name),
                        Some(Role::Heading(level)) => {
                            let argument = self.argument();
                            self.title(level, argument);
                        }
                        _ => {}
                    }
                }
                _ => {
                    self.at += rest
                        .bytes()
                        .skip(1)
                        .position(|byte| byte == b'%' || byte == b'\\')
                        .map_or(rest.len(), |next| next + 1)
                }
            }
        }
        self.at = self.at.max(begin);
    }

    /// A main document that never begins: all of it is read as its body.
    fn missing_start(&mut self) {
        const CLASS: &str = "\\documentclass";
        if let Some(at) = self.text.find(CLASS) {
            let message = "no `\\begin{document}` follows: the whole file is read as its body";
            let span = Span::new(at, at + CLASS.len());
            self.builder.diagnostic(Diagnostic::new("swallowed-by-markup", Severity::Info, FileId(0), span, message));
        }
    }

    pub fn title(&mut self, level: u8, argument: Option<Range<usize>>) {
        let Some(range) = argument else { return };
        let span = Span::new(range.start, range.end);
        self.builder.open(BlockKind::Heading(level), None, span);
        let words = self.text[range].replace("\\\\", " ");
        self.builder.text(&words, span);
        self.builder.close();
    }

    /// The definition of a macro whose command has just been passed.
    pub fn definition(&mut self, name: &str) {
        let start = self.at - name.len() - 1;
        let open = |text: &str| text.matches('{').count() > text.matches('}').count();
        let length = Macros::definition_length(self.window(start, SHORT)).or_else(|| {
            Some(self.window(start, LONG))
                .filter(|_| open(self.window(start, SHORT)))
                .and_then(Macros::definition_length)
        });
        let Some(length) = length else { return };
        self.at = start + length;
        let tex = self.text[start..self.at].to_owned();
        self.builder.macros(tex, Span::new(start, self.at));
    }

    /// At most so many bytes from a place on.
    fn window(&self, start: usize, reach: usize) -> &str {
        let mut end = self.text.len().min(start + reach);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        &self.text[start..end]
    }
}

/// Definitions are looked for in a short piece of the text, then, where braces are open at its end, in a longer one.
const SHORT: usize = 400;
const LONG: usize = 6000;
