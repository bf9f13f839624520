//! LaTeX documents: formulas, prose with its commands taken off, comments, macros.
//!
//! Takes the text; reads it once from front to back. Only what marks formulas and structure is understood; an unknown
//! command is dropped and its argument stays, as text.

mod commands;
mod foreign;
mod preamble;
mod scan;
mod structure;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::builder::{Builder, Found};
use super::document::{BlockKind, Delimiter, Document, Host, HostComment, Inline};
use super::lines::{is_first, line_at};
use super::markdown::Seeker;
use crate::source::Span;
use commands::Role;
pub use foreign::foreign;
pub use scan::included;
use scan::{balanced, closing_dollars, command_name, without_comments};

/// A LaTeX document, taken apart.
pub fn extract(_path: &str, text: &str) -> Document {
    let mut reader = Reader::new(text);
    reader.preamble();
    while reader.at < text.len() {
        reader.step();
    }
    reader.builder.finish()
}

/// What a closing brace ends.
enum Brace {
    Group,
    Block,
    Emphasis { strong: bool },
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    builder: Builder,
    braces: Vec<Brace>,
    environments: Vec<String>,
    /// Number of the table, its row and column.
    table: (u32, u32, u32),
    seek: Seeker<'a>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            builder: Builder::new(Host::Latex),
            braces: Vec::new(),
            environments: Vec::new(),
            table: (0, 0, 0),
            seek: Seeker::new(text),
        }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn step(&mut self) {
        let rest = self.rest();
        match rest.as_bytes()[0] {
            b'%' => self.comment(),
            b'\\' => self.backslash(),
            b'$' => self.dollar(),
            b'{' => {
                self.braces.push(Brace::Group);
                self.at += 1;
            }
            b'}' => self.close_brace(),
            b'~' => self.say(" ", 1),
            b'&' if self.in_table() => {
                self.builder.close();
                self.table.2 += 1;
                self.at += 1;
            }
            b'\n' | b'\r' => self.line_end(),
            b'`' | b'\'' if rest.starts_with("``") || rest.starts_with("''") => {
                self.say(if rest.starts_with('`') { "“" } else { "”" }, 2);
            }
            b'-' if rest.starts_with("---") => self.say("—", 3),
            b'-' if rest.starts_with("--") => self.say("–", 2),
            _ => {
                let end = rest.bytes().skip(1).position(|byte| b"%\\${}~&\n\r`'-".contains(&byte));
                let end = end.map_or(rest.len(), |end| end + 1);
                self.say(&rest[..end], end);
            }
        }
    }

    /// Writes words that `length` bytes of the source stand for.
    fn say(&mut self, words: &str, length: usize) {
        if self.builder.is_open() || !words.trim().is_empty() {
            self.ensure_open();
            self.builder.text(words, Span::new(self.at, self.at + length));
        }
        self.at += length;
    }

    /// A line end: a blank, or the end of a paragraph when a blank line follows.
    fn line_end(&mut self) {
        let blanks = self.rest().len() - self.rest().trim_start_matches([' ', '\t', '\n', '\r']).len();
        if self.rest()[..blanks].matches('\n').count() > 1 {
            self.builder.close();
        } else {
            self.say(" ", 0);
        }
        self.at += blanks.max(1);
    }

    fn comment(&mut self) {
        let line = line_at(self.text, self.at);
        let alone = is_first(self.text, self.at);
        self.builder.comment(HostComment {
            text: self.text[self.at + 1..line.range.end].to_owned(),
            span: Span::new(self.at, line.range.end),
            text_start: Span::at(self.at + 1).start,
            alone,
            formulas_before: 0,
        });
        self.at = if alone { line.next } else { line.range.end };
    }

    fn close_brace(&mut self) {
        self.at += 1;
        match self.braces.pop() {
            Some(Brace::Block) => self.builder.close(),
            Some(Brace::Emphasis { strong }) => {
                self.builder.inline(Inline::Emphasis { strong, open: false }, Span::at(self.at));
            }
            Some(Brace::Group) | None => {}
        }
    }

    fn dollar(&mut self) {
        let double = self.rest().starts_with("$$");
        let open = if double { 2 } else { 1 };
        let close = closing_dollars(&self.rest()[open..], double);
        let Some(end) = close else {
            self.at += open;
            return;
        };
        let delimiter = if double { Delimiter::DoubleDollar } else { Delimiter::Dollar };
        self.formula(open, end, open, double, delimiter);
    }

    /// A formula whose body is `body` bytes long between marks of `open` and `close` bytes.
    fn formula(&mut self, open: usize, body: usize, close: usize, display: bool, delimiter: Delimiter) {
        let start = self.at;
        let (from, to) = (start + open, start + open + body);
        let whole = delimiter == Delimiter::Environment && open == 0;
        self.ensure_open();
        self.at = to + close;
        let content = if whole { start..self.at } else { from..to };
        let tex = without_comments(self.text, content).trimmed();
        if !tex.text.is_empty() {
            self.builder.formula(Found { span: Span::new(start, self.at), tex, display, delimiter });
        }
    }

    fn backslash(&mut self) {
        let rest = self.rest();
        for (open, close, display, delimiter) in
            [("\\(", "\\)", false, Delimiter::Parenthesis), ("\\[", "\\]", true, Delimiter::Bracket)]
        {
            if rest.starts_with(open) {
                return match self.seek.find(self.at + 2, close) {
                    Some(end) => self.formula(2, end - self.at - 2, 2, display, delimiter),
                    None => self.at += 2,
                };
            }
        }
        let name = command_name(rest);
        match name {
            "begin" => self.begin(),
            "end" => self.end(),
            "verb" => self.verb(),
            _ => self.command(name),
        }
    }

    fn verb(&mut self) {
        let rest = &self.rest()["\\verb".len()..];
        let star = usize::from(rest.starts_with('*'));
        let Some(mark) = rest[star..].chars().next() else {
            self.at = self.text.len();
            return;
        };
        let start = self.at + "\\verb".len() + star + mark.len_utf8();
        let line = line_at(self.text, self.at).range.end.max(start);
        let end = self.text[start..line].find(mark).map_or(line, |end| start + end);
        self.code(start..end);
        self.at = (end + mark.len_utf8()).min(self.text.len());
    }

    fn code(&mut self, range: Range<usize>) {
        self.ensure_open();
        let span = Span::new(range.start, range.end);
        self.builder.inline(Inline::Code { text: self.text[range].to_owned(), span }, span);
    }

    fn command(&mut self, name: &str) {
        let start = self.at;
        self.at += 1 + name.len().max(self.rest()[1..].chars().next().map_or(0, char::len_utf8));
        if self.rest().starts_with('*') && name.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            self.at += 1;
        }
        match commands::role(name) {
            Some(Role::Heading(level)) => self.headed(BlockKind::Heading(level)),
            Some(Role::Caption) => self.headed(BlockKind::Caption),
            Some(Role::Emphasis) => self.emphasis(false),
            Some(Role::Strong) => self.emphasis(true),
            Some(Role::Code) => {
                self.option();
                if let Some(range) = self.argument() {
                    self.code(range);
                }
            }
            Some(Role::Reference) => self.reference(),
            Some(Role::Item) => self.item(),
            Some(Role::Hidden(arguments)) => {
                self.options();
                for _ in 0..arguments {
                    self.argument();
                    self.options();
                }
            }
            Some(Role::Definition) => {
                self.at = start + 1 + name.len();
                self.definition(name);
            }
            Some(Role::Break) => self.builder.close(),
            Some(Role::Text(_)) if name == "\\" && self.in_table() => {
                self.builder.close();
                self.table = (self.table.0, self.table.1 + 1, 0);
                self.option();
            }
            Some(Role::Text(words)) => self.say(words, 0),
            None => {
                let letters = name.bytes().all(|byte| byte.is_ascii_alphabetic());
                let blanks = self.rest().len() - self.rest().trim_start_matches([' ', '\t']).len();
                self.at += if letters { blanks } else { 0 };
                self.option();
            }
        }
    }

    fn emphasis(&mut self, strong: bool) {
        if self.rest().starts_with('{') {
            self.ensure_open();
            self.builder.inline(Inline::Emphasis { strong, open: true }, Span::at(self.at));
            self.braces.push(Brace::Emphasis { strong });
            self.at += 1;
        }
    }

    fn reference(&mut self) {
        self.option();
        self.option();
        if let Some(range) = self.argument()
            && self.builder.is_open()
        {
            let span = Span::new(range.start, range.end);
            self.builder.inline(Inline::Reference { target: self.text[range].to_owned(), span }, span);
        }
    }

    /// Passes an argument in braces (or one character's worth of nothing); gives the range inside.
    fn argument(&mut self) -> Option<Range<usize>> {
        let blanks = self.rest().len() - self.rest().trim_start_matches([' ', '\t']).len();
        let open = self.at + blanks;
        let end = balanced(self.text, open, b'{', b'}')?;
        self.at = end + 1;
        Some(open + 1..end)
    }

    /// Passes all optional arguments that stand here.
    fn options(&mut self) {
        while self.option().is_some() {}
    }

    /// Passes an optional argument in brackets.
    fn option(&mut self) -> Option<Range<usize>> {
        let end = balanced(self.text, self.at, b'[', b']')?;
        let range = self.at + 1..end;
        self.at = end + 1;
        Some(range)
    }
}
