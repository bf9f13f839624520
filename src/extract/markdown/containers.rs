//! Where inline text stands in a Markdown page: paragraphs, headings, items, cells.
//!
//! Takes the masked text; gives the source ranges that inline formulas are looked for in, and what to pass over there.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

/// A stretch of inline text.
#[derive(Clone, Debug)]
pub struct Container {
    pub range: Range<usize>,
    pub quotes: usize,
    /// In a table cell `\|` stands for a bar.
    pub cell: bool,
}

/// The containers of a page, and the ranges inside them that hold no text: tags, link targets.
#[derive(Debug, Default)]
pub struct Containers {
    pub all: Vec<Container>,
    pub skips: Vec<Range<usize>>,
    /// Tables, and how many columns each has.
    pub tables: Vec<(Range<usize>, usize)>,
}

/// The extensions of the Markdown families, without maths, which is read here.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
        | Options::ENABLE_GFM
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// Reads the block structure once.
pub fn containers(masked: &str) -> Containers {
    let mut reader = Reader {
        masked,
        found: Containers::default(),
        open: None,
        quotes: 0,
        cell: false,
        silent: 0,
        links: Vec::new(),
    };
    for (event, range) in Parser::new_ext(masked, options()).into_offset_iter() {
        reader.event(&event, range);
    }
    reader.flush();
    reader.found.skips.sort_by_key(|skip| skip.start);
    reader.found
}

struct Reader<'a> {
    masked: &'a str,
    found: Containers,
    open: Option<Range<usize>>,
    quotes: usize,
    cell: bool,
    /// Depth of code blocks and metadata, whose text is no prose.
    silent: usize,
    /// For each open link: where the last of its children ended.
    links: Vec<usize>,
}

impl Reader<'_> {
    fn event(&mut self, event: &Event, range: Range<usize>) {
        match event {
            Event::Start(tag) if is_inline(tag) => {
                self.extend(&range);
                match tag {
                    Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => {
                        self.found.skips.push(range.clone())
                    }
                    Tag::Link { .. } | Tag::Image { .. } => self.links.push(range.start + 1),
                    _ => {}
                }
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if let Some(inner) = self.links.pop().filter(|inner| *inner < range.end) {
                    self.found.skips.push(inner..range.end);
                }
                self.extend(&range);
            }
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => self.extend(&range),
            Event::Start(tag) => {
                self.flush();
                match tag {
                    Tag::BlockQuote(_) => self.quotes += 1,
                    Tag::Table(columns) => self.found.tables.push((range, columns.len())),
                    Tag::TableCell => self.cell = true,
                    Tag::CodeBlock(_) | Tag::MetadataBlock(_) => self.silent += 1,
                    _ => {}
                }
            }
            Event::End(tag) => {
                self.flush();
                match tag {
                    TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
                    TagEnd::TableCell => self.cell = false,
                    TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => self.silent = self.silent.saturating_sub(1),
                    _ => {}
                }
            }
            Event::InlineHtml(_) => {
                self.found.skips.push(range.clone());
                self.extend(&range);
            }
            Event::Html(_) | Event::Rule => self.flush(),
            Event::Text(_) if self.silent > 0 => {}
            _ => self.extend(&range),
        }
    }

    fn extend(&mut self, range: &Range<usize>) {
        if let Some(end) = self.links.last_mut() {
            *end = (*end).max(range.end);
        }
        let open = self.open.get_or_insert_with(|| range.clone());
        open.start = open.start.min(range.start);
        open.end = open.end.max(range.end);
    }

    fn flush(&mut self) {
        let Some(mut range) = self.open.take() else { return };
        // The parser leaves the backslash of an escape out of the range.
        while range.start > 0 && self.masked.as_bytes()[range.start - 1] == b'\\' {
            range.start -= 1;
        }
        self.found.all.push(Container { range, quotes: self.quotes, cell: self.cell });
    }
}

fn is_inline(tag: &Tag) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}
