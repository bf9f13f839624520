//! LaTeX documents: formulas, prose with its commands taken off, comments, macros.
//!
//! Takes the text; reads it once from front to back. Only what marks formulas and structure is understood; an unknown
//! command is dropped and its argument stays, as text.

mod commands;

use std::ops::Range;

use super::builder::{Builder, Found};
use super::derived::Derived;
use super::document::{BlockKind, Delimiter, Document, Host, HostComment, Inline};
use super::lines::line_at;
use super::markdown::Seeker;
use super::tex::{environment_start, is_plain};
use crate::source::Span;
use commands::Role;

/// A LaTeX document, taken apart.
pub fn extract(_path: &str, text: &str) -> Document {
    let mut reader = Reader::new(text);
    reader.preamble();
    while reader.at < text.len() {
        reader.step();
    }
    reader.builder.finish()
}

/// The files that a document includes, in order, as they are named, each with its place.
pub fn included(text: &str) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    for command in ["\\input{", "\\include{", "\\subfile{"] {
        for (at, _) in text.match_indices(command) {
            let line = &text[line_at_start(text, at)..at];
            let start = at + command.len();
            if let Some(length) = text[start..].find(['}', '\n']).filter(|_| !has_comment(line)) {
                found.push((text[start..start + length].trim().to_owned(), Span::new(at, start + length + 1)));
            }
        }
    }
    found.sort_by_key(|(_, span)| *span);
    found
}

fn line_at_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// Whether a comment begins on this part of a line.
fn has_comment(line: &str) -> bool {
    let bytes = line.as_bytes();
    (0..bytes.len()).any(|at| bytes[at] == b'%' && (at == 0 || bytes[at - 1] != b'\\'))
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

    /// What stands before the document begins: macros and comments only.
    fn preamble(&mut self) {
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

    fn title(&mut self, level: u8, argument: Option<Range<usize>>) {
        let Some(range) = argument else { return };
        let span = Span::new(range.start, range.end);
        self.builder.open(BlockKind::Heading(level), None, span);
        let words = self.text[range].replace("\\\\", " ");
        self.builder.text(&words, span);
        self.builder.close();
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

    fn ensure_open(&mut self) {
        if self.builder.is_open() {
            return;
        }
        let enclosing = self.environments.iter().rev().find(|name| commands::is_box(name)).cloned();
        let depth = self.environments.iter().filter(|name| commands::LISTS.contains(&name.as_str())).count();
        let (table, row, column) = self.table;
        let kind = if self.in_table() {
            BlockKind::TableCell { table, row, column }
        } else if depth > 0 {
            BlockKind::ListItem(depth.min(255) as u8)
        } else {
            enclosing.clone().map_or(BlockKind::Paragraph, BlockKind::Admonition)
        };
        self.builder.open(kind, enclosing, Span::at(self.at));
    }

    fn in_table(&self) -> bool {
        self.environments.last().is_some_and(|name| commands::TABLES.contains(&name.as_str()))
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
        let before = &self.text[line_at_start(self.text, self.at)..self.at];
        self.builder.comment(HostComment {
            text: self.text[self.at + 1..line.range.end].to_owned(),
            span: Span::new(self.at, line.range.end),
            text_start: Span::at(self.at + 1).start,
            alone: before.trim().is_empty(),
            formulas_before: 0,
        });
        self.at = if before.trim().is_empty() { line.next } else { line.range.end };
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

    fn begin(&mut self) {
        let rest = self.rest();
        if let Some((name, open)) = environment_start(rest)
            && let Some(end) = self.seek.environment(self.at + open, name)
        {
            let close = name.len() + "\\end{}".len();
            let display = name != "math";
            return if is_plain(name) {
                self.formula(open, end - self.at - open, close, display, Delimiter::Environment);
            } else {
                self.formula(0, end - self.at, close, display, Delimiter::Environment);
            };
        }
        self.at += "\\begin".len();
        let Some(range) = self.argument() else { return };
        let name = self.text[range].trim_end_matches('*').to_owned();
        if commands::VERBATIM.contains(&name.as_str()) {
            let close = format!("\\end{{{name}");
            self.at += self.rest().find(&close).map_or(0, |end| end + close.len());
            self.at += self.rest().find('}').filter(|end| *end < 3).map_or(0, |end| end + 1);
            return;
        }
        self.environment(name);
    }

    /// Enters an environment that holds prose.
    fn environment(&mut self, name: String) {
        self.builder.close();
        let is_table = commands::TABLES.contains(&name.as_str());
        let is_box = commands::is_box(&name);
        self.environments.push(name);
        if is_table {
            self.table = (self.table.0, 0, 0);
            self.option();
            self.argument();
        } else if let Some(title) = self.option().filter(|_| is_box) {
            let span = Span::new(title.start, title.end);
            self.ensure_open();
            self.builder.text(&self.text[title], span);
            self.builder.close();
        }
    }

    fn end(&mut self) {
        self.at += "\\end".len();
        self.builder.close();
        let Some(range) = self.argument() else { return };
        let name = self.text[range].trim_end_matches('*');
        let reach = self.environments.len().saturating_sub(64);
        if let Some(at) = self.environments[reach..].iter().rposition(|open| open == name) {
            self.environments.truncate(reach + at);
        }
        if commands::TABLES.contains(&name) {
            self.table.0 += 1;
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
                self.option();
                for _ in 0..arguments {
                    self.argument();
                    self.option();
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

    /// A block whose text is the argument.
    fn headed(&mut self, kind: BlockKind) {
        self.builder.close();
        self.option();
        if self.rest().starts_with('{') {
            self.builder.open(kind, None, Span::at(self.at));
            self.braces.push(Brace::Block);
            self.at += 1;
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

    fn item(&mut self) {
        self.builder.close();
        if let Some(label) = self.option() {
            let span = Span::new(label.start, label.end);
            self.ensure_open();
            self.builder.text(&self.text[label], span);
            self.builder.text(" ", span);
        }
    }

    /// The definition of a macro whose command has just been passed.
    fn definition(&mut self, name: &str) {
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

    /// Passes an argument in braces (or one character's worth of nothing); gives the range inside.
    fn argument(&mut self) -> Option<Range<usize>> {
        let blanks = self.rest().len() - self.rest().trim_start_matches([' ', '\t']).len();
        let open = self.at + blanks;
        let end = balanced(self.text, open, b'{', b'}')?;
        self.at = end + 1;
        Some(open + 1..end)
    }

    /// Passes an optional argument in brackets.
    fn option(&mut self) -> Option<Range<usize>> {
        let end = balanced(self.text, self.at, b'[', b']')?;
        let range = self.at + 1..end;
        self.at = end + 1;
        Some(range)
    }
}

/// An argument is no longer than this: bounds what an unclosed brace costs.
const LONGEST_ARGUMENT: usize = 4000;

/// Where the bracket closes that opens at `open`.
fn balanced(text: &str, open: usize, left: u8, right: u8) -> Option<usize> {
    let bytes = text.as_bytes();
    if bytes.get(open) != Some(&left) {
        return None;
    }
    let (mut depth, mut at) = (0_usize, open);
    while at < bytes.len().min(open + LONGEST_ARGUMENT) {
        match bytes[at] {
            b'\\' => at += 1,
            byte if byte == left => depth += 1,
            byte if byte == right => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// The name of the command at the start of `rest`: letters, or one other character.
fn command_name(rest: &str) -> &str {
    let letters = rest.bytes().skip(1).take_while(u8::is_ascii_alphabetic).count();
    let length = if letters == 0 { rest[1..].chars().next().map_or(0, char::len_utf8) } else { letters };
    &rest[1..1 + length]
}

/// The closing dollars of a formula; it does not reach over a blank line.
fn closing_dollars(rest: &str, double: bool) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'%' => at += rest[at..].find('\n').unwrap_or(rest.len() - at),
            b'$' if !double => return (at > 0).then_some(at),
            b'$' if rest[at..].starts_with("$$") => return Some(at),
            b'\n' if rest[at + 1..].trim_start_matches([' ', '\t', '\r']).starts_with('\n') => return None,
            _ => {}
        }
        at += 1;
    }
    None
}

/// A range of the source without its comments.
fn without_comments(text: &str, range: Range<usize>) -> Derived {
    let mut derived = Derived::default();
    let bytes = text.as_bytes();
    let (mut start, mut at) = (range.start, range.start);
    while at < range.end {
        match bytes[at] {
            b'\\' => at += 2,
            b'%' => {
                derived.copy(text, start..at);
                start = line_at(text, at).range.end.min(range.end);
                at = start;
            }
            _ => at += 1,
        }
    }
    derived.copy(text, start..range.end);
    derived
}

#[cfg(test)]
mod tests;
