//! What a LaTeX document defines: its preamble, and macros wherever they stand.

use std::ops::Range;

use super::Reader;
use super::commands::{self, Role};
use super::scan::command_name;
use crate::extract::document::BlockKind;
use crate::extract::lines::line_at;
use crate::source::Span;

impl Reader<'_> {
    /// What stands before the document begins: macros and comments only.
    pub fn preamble(&mut self) {
        let Some(begin) = self.text.find("\\begin{document}") else { return };
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
        let limit = self.text[start..].find("\n\n").map_or(self.text.len(), |end| start + end);
        let bodies = if name == "DeclarePairedDelimiter" { 2 } else { 1 };
        let rest = self.rest();
        let head = rest.trim_start_matches(['*', ' ']);
        self.at += rest.len() - head.len();
        if head.starts_with('{') {
            self.argument();
        } else {
            self.at += head.bytes().take_while(|byte| *byte == b'\\').count().min(1);
            self.at += self.rest().bytes().take_while(u8::is_ascii_alphabetic).count();
        }
        if name != "let" {
            self.at += self.rest().find('{').filter(|open| self.at + open < limit).unwrap_or(0);
            for _ in 0..bodies {
                self.argument();
            }
        } else {
            self.at = line_at(self.text, self.at).range.end;
        }
        let tex = self.text[start..self.at].to_owned();
        self.builder.macros(tex, Span::new(start, self.at));
    }
}
