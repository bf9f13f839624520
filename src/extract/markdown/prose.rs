//! The blocks of a Markdown page, with words, marks and formulas in the order of the text.
//!
//! Takes the text in which every formula is masked, and the formulas; writes into a [`Builder`].

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CowStr, Event, Parser, Tag, TagEnd};

use super::FILLER;
use super::containers::options;
use super::flow::NamedBox;
use super::seek::Seeker;
use crate::extract::builder::{Builder, Found};
use crate::extract::document::{BlockKind, Inline};
use crate::source::Span;

/// Walks over the page once.
pub fn blocks(source: &str, masked: &str, formulas: Vec<Found>, boxes: &[NamedBox], builder: &mut Builder) {
    let mut reader = Reader {
        source,
        formulas: formulas.into_iter().peekable(),
        boxes,
        next_box: 0,
        open_boxes: Vec::new(),
        stack: Vec::new(),
        table: (0, 0, 0),
        silent: 0,
        seek: Seeker::new(source),
        builder,
    };
    for (event, range) in Parser::new_ext(masked, options()).into_offset_iter() {
        reader.event(event, range);
    }
    reader.builder.close();
    reader.displays_before(usize::MAX);
}

/// What the reader is inside of.
enum Around {
    List,
    Item,
    /// The body of an indented box, which was masked as an item.
    Boxed,
    Quote,
    Alert(&'static str),
    Footnote,
}

struct Reader<'a> {
    source: &'a str,
    formulas: std::iter::Peekable<std::vec::IntoIter<Found>>,
    boxes: &'a [NamedBox],
    next_box: usize,
    /// Indices of the boxes that the reader is in, the innermost last.
    open_boxes: Vec<usize>,
    stack: Vec<Around>,
    /// Number of the table, its row and its column, from 0; the number counts up at a table's start.
    table: (u32, u32, u32),
    /// Depth of code blocks and metadata, whose text is no prose.
    silent: usize,
    seek: Seeker<'a>,
    builder: &'a mut Builder,
}

impl Reader<'_> {
    fn event(&mut self, event: Event, range: Range<usize>) {
        let span = Span::new(range.start, range.end);
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) if self.silent == 0 => self.text(&text, range),
            Event::Code(text) => self.code(&text, range),
            Event::SoftBreak | Event::HardBreak => self.builder.text(" ", span),
            Event::Html(html) => self.html(&html, range),
            Event::InlineHtml(html) => self.comments(&html, range.start),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag, range: Range<usize>) {
        let span = Span::new(range.start, range.end);
        match tag {
            Tag::Paragraph => self.open(None, range),
            Tag::Heading { level, .. } => self.open(Some(BlockKind::Heading(*level as u8)), range),
            Tag::BlockQuote(kind) => self.enter(kind.map_or(Around::Quote, |kind| Around::Alert(alert(kind)))),
            Tag::List(_) => self.enter(Around::List),
            Tag::Item => {
                let boxed = self.source.as_bytes().get(range.start).is_some_and(|byte| b"!?=".contains(byte));
                self.enter(if boxed { Around::Boxed } else { Around::Item });
            }
            Tag::FootnoteDefinition(_) => self.enter(Around::Footnote),
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) => {
                self.builder.close();
                self.displays_before(range.start);
                self.silent += 1;
            }
            Tag::Table(_) => {
                self.builder.close();
                self.table.1 = 0;
            }
            Tag::TableHead | Tag::TableRow => self.table.2 = 0,
            Tag::TableCell => {
                let (table, row, column) = self.table;
                self.open(Some(BlockKind::TableCell { table, row, column }), range);
            }
            Tag::Emphasis | Tag::Strong => {
                self.ensure_open(&range);
                let strong = matches!(tag, Tag::Strong);
                self.builder.inline(Inline::Emphasis { strong, open: true }, Span::at(range.start));
            }
            Tag::HtmlBlock => self.builder.close(),
            Tag::Link { .. } | Tag::Image { .. } => {
                self.ensure_open(&range);
                self.builder.text("", span);
            }
            _ => {}
        }
    }

    fn enter(&mut self, around: Around) {
        self.builder.close();
        self.stack.push(around);
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => self.builder.close(),
            TagEnd::TableCell => {
                self.builder.close();
                self.table.2 += 1;
            }
            TagEnd::TableHead | TagEnd::TableRow => self.table.1 += 1,
            TagEnd::Table => self.table.0 += 1,
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.builder.close();
                self.stack.pop();
            }
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => self.silent = self.silent.saturating_sub(1),
            TagEnd::Emphasis | TagEnd::Strong => {
                let strong = tag == TagEnd::Strong;
                self.builder.inline(Inline::Emphasis { strong, open: false }, Span::at(span.end as usize));
            }
            _ => {}
        }
    }

    fn ensure_open(&mut self, range: &Range<usize>) {
        if !self.builder.is_open() {
            self.open(None, range.clone());
        }
    }

    /// Opens a block of the given kind, or of the kind that the surroundings make it.
    fn open(&mut self, kind: Option<BlockKind>, range: Range<usize>) {
        self.builder.close();
        self.displays_before(range.start);
        let boxed = self.enter_boxes(range.start);
        let alert = self.stack.iter().rev().find_map(|around| match around {
            Around::Alert(name) => Some((*name).to_owned()),
            _ => None,
        });
        let enclosing = alert.or(boxed);
        let kind = kind.unwrap_or_else(|| self.surrounding_kind(enclosing.as_deref()));
        self.builder.open(kind, enclosing, Span::new(range.start, range.end));
    }

    fn surrounding_kind(&self, enclosing: Option<&str>) -> BlockKind {
        let depth = self.stack.iter().filter(|around| matches!(around, Around::Item)).count();
        match self.stack.last() {
            Some(Around::Item) => BlockKind::ListItem(depth.min(255) as u8),
            Some(Around::Quote) => BlockKind::Quote,
            _ => enclosing.map_or(BlockKind::Paragraph, |name| BlockKind::Admonition(name.to_owned())),
        }
    }

    /// Leaves the boxes that end before `at`, enters those that begin, each with its title as a block; gives the
    /// innermost one's name.
    fn enter_boxes(&mut self, at: usize) -> Option<String> {
        let boxes = self.boxes;
        while let Some(next) = boxes.get(self.next_box).filter(|next| next.range.start <= at) {
            self.open_boxes.retain(|open| boxes[*open].range.end > next.range.start);
            self.open_boxes.push(self.next_box);
            self.next_box += 1;
            let title = &self.source[next.title.clone()];
            if !title.trim().is_empty() {
                let span = Span::new(next.title.start, next.title.end);
                self.builder.open(BlockKind::Admonition(next.name.clone()), Some(next.name.clone()), span);
                self.builder.text(title, span);
                self.builder.close();
            }
        }
        self.open_boxes.retain(|open| boxes[*open].range.end > at);
        self.open_boxes.last().map(|open| boxes[*open].name.clone())
    }

    /// Words; the formulas that are masked in them come in between.
    fn text(&mut self, text: &str, range: Range<usize>) {
        self.ensure_open(&range);
        let starts = self.formulas.peek().is_some_and(|found| found.span.start as usize == range.start);
        if !starts && text.starts_with(FILLER) {
            return self.text(&text[1..], range.start + 1..range.end);
        }
        let mut at = range.start;
        while let Some(found) = self.formulas.next_if(|found| (found.span.start as usize) < range.end) {
            let (start, end) = (found.span.start as usize, found.span.end as usize);
            self.words(at..start.max(at));
            self.builder.formula(found);
            at = end;
        }
        if at == range.start {
            self.builder.text(text, Span::new(range.start, range.end));
        } else {
            self.words(at..range.end);
        }
    }

    fn words(&mut self, range: Range<usize>) {
        if let Some(words) = self.source.get(range.clone()).filter(|words| !words.is_empty()) {
            self.builder.text(words, Span::new(range.start, range.end));
        }
    }

    /// A code span: a reference when a role stands before it.
    fn code(&mut self, text: &CowStr, range: Range<usize>) {
        self.ensure_open(&range);
        let span = Span::new(range.start, range.end);
        let role = self.builder.last_text().and_then(|words| {
            let role = ROLES.iter().find(|role| words.ends_with(**role))?;
            words.truncate(words.len() - role.len());
            Some(*role)
        });
        let text = text.trim().to_owned();
        let inline =
            if role.is_some() { Inline::Reference { target: text, span } } else { Inline::Code { text, span } };
        self.builder.inline(inline, span);
    }

    /// A line of an HTML block: formulas of their own line in it, and its comments.
    fn html(&mut self, html: &CowStr, range: Range<usize>) {
        self.displays_before(range.end);
        self.comments(html, range.start);
    }

    fn comments(&mut self, html: &CowStr, start: usize) {
        for (open, _) in html.match_indices("<!--") {
            let start = start + open;
            if let Some(end) = self.seek.find(start, "-->") {
                self.builder.comment(super::comment(self.source, start..end + 3, 4));
            }
        }
    }

    /// Formulas that no paragraph holds, each as a block of its own.
    fn displays_before(&mut self, at: usize) {
        while let Some(found) = self.formulas.next_if(|found| (found.span.start as usize) < at) {
            self.builder.formula(found);
        }
    }
}

/// Roles that refer to something or name it: d2lbook, MyST, Sphinx.
const ROLES: &[&str] = &[
    ":eqref:",
    ":eqlabel:",
    ":label:",
    ":numref:",
    ":ref:",
    ":cite:",
    ":citet:",
    ":citep:",
    ":eq:",
    "{eq}",
    "{ref}",
    "{numref}",
    "{cite}",
    "{cite:p}",
    "{cite:t}",
    "{doc}",
    "{prf:ref}",
];

fn alert(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}
