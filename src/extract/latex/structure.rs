//! Blocks of a LaTeX document: environments, items, headings, cells.

use super::{Brace, Reader, commands};
use crate::extract::document::{BlockKind, Delimiter};
use crate::extract::tex::{environment_start, is_plain};
use crate::source::Span;

impl Reader<'_> {
    pub fn begin(&mut self) {
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
    pub fn environment(&mut self, name: String) {
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

    pub fn end(&mut self) {
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

    pub fn item(&mut self) {
        self.builder.close();
        if let Some(label) = self.option() {
            let span = Span::new(label.start, label.end);
            self.ensure_open();
            self.builder.text(&self.text[label], span);
            self.builder.text(" ", span);
        }
    }

    /// A block whose text is the argument.
    pub fn headed(&mut self, kind: BlockKind) {
        self.builder.close();
        self.option();
        if self.rest().starts_with('{') {
            self.builder.open(kind, None, Span::at(self.at));
            self.braces.push(Brace::Block);
            self.at += 1;
        }
    }

    pub fn ensure_open(&mut self) {
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

    pub fn in_table(&self) -> bool {
        self.environments.last().is_some_and(|name| commands::TABLES.contains(&name.as_str()))
    }
}
