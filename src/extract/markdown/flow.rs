//! The lines of a Markdown page that are not prose: front matter, code, comments, boxes and display formulas.
//!
//! Takes the text; gives where each stands, so that the Markdown parser can be run on a text of the same length in
//! which they cannot mislead it. A `$$` block may hold list markers, `#`, blank lines and quote marks, which a
//! Markdown parser would take for structure. The first opener wins, as in every Markdown reader.

use std::ops::Range;

use super::dollars::Astray;
use super::fence::{self, Fence};
use super::flavour::Flavour;
use super::pairing;
use super::seek::Seeker;
use crate::extract::builder::Found;
use crate::extract::derived::Derived;
use crate::extract::document::{Delimiter, HostComment};
use crate::extract::lines::{Line, container_prefix, line_at, quote_prefix};
use crate::extract::tex::{environment_start, is_plain};
use crate::source::Span;

/// What a stretch of lines is overwritten with before the Markdown parser sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mask {
    /// A formula: one unbreakable word.
    Word,
    /// A mark that no reader sees: blanks, line ends kept.
    Blank,
    /// The mark of an indented box: reads as a list marker.
    Item,
}

/// A named box: `:::tip`, ```` ```{note} ````, `!!! note`.
#[derive(Clone, Debug)]
pub struct NamedBox {
    pub name: String,
    pub range: Range<usize>,
    pub title: Range<usize>,
}

/// What the lines of a page are.
#[derive(Debug, Default)]
pub struct Flow {
    pub masks: Vec<(Range<usize>, Mask)>,
    pub formulas: Vec<Found>,
    pub boxes: Vec<NamedBox>,
    pub comments: Vec<HostComment>,
    /// Where a `$$` stands at the start of a line that has no partner.
    pub unclosed: Vec<usize>,
    /// Where a `$$` stands that would take prose into a formula, and why it has no partner.
    pub astray: Vec<(usize, Astray)>,
    /// Opening lines of `$$` blocks with text that a strict reader drops.
    pub dropped: Vec<Range<usize>>,
}

/// Reads the lines of a page once from top to bottom.
pub fn scan(text: &str, flavour: Flavour) -> Flow {
    let (seek, flow) = (Seeker::new(text), Flow::default());
    let mut scanner = Scanner { text, flavour, flow, open_boxes: Vec::new(), seek, trailing: None };
    let (mut at, mut start) = (scanner.front_matter(), true);
    while at < text.len() {
        let line = line_at(text, at);
        let step = if start { scanner.line(&line) } else { scanner.within(&line, at, scanner.seek.quotes) };
        start = step >= text.len() || text.as_bytes()[step - 1] == b'\n';
        at = step;
    }
    scanner.close_boxes(text.len(), 0);
    scanner.flow.boxes.sort_by_key(|named| (named.range.start, usize::MAX - named.range.end));
    scanner.flow
}

/// A box whose end has not been seen: its mark's length and what closes it.
struct OpenBox {
    named: usize,
    mark: u8,
    length: usize,
}

/// Every step gives the offset to go on from: the start of a line, or a place in a line behind what ended there.
pub(super) struct Scanner<'a> {
    pub(super) text: &'a str,
    pub(super) flavour: Flavour,
    pub(super) flow: Flow,
    open_boxes: Vec<OpenBox>,
    pub(super) seek: Seeker<'a>,
    /// The last `$$` that ends a line of text and opens nothing.
    pub(super) trailing: Option<usize>,
}

impl Scanner<'_> {
    /// Passes over front matter; gives where the page begins.
    fn front_matter(&self) -> usize {
        let start = if self.text.starts_with('\u{feff}') { 3 } else { 0 };
        let first = line_at(self.text, start);
        let mark = &self.text[first.range.clone()];
        if mark != "---" && mark != "+++" {
            return start;
        }
        let mut at = first.next;
        while at < self.text.len() {
            let line = line_at(self.text, at);
            if &self.text[line.range.clone()] == mark {
                return line.next;
            }
            at = line.next;
        }
        start
    }

    /// Deals with what begins on a line.
    fn line(&mut self, line: &Line) -> usize {
        let prefix = container_prefix(self.text, &line.range);
        let rest = &self.text[prefix.end..line.range.end];
        self.seek.quotes = prefix.quotes;
        if let Some(fence) = fence::opener(rest) {
            return self.fence(line, prefix.end, prefix.quotes, &fence);
        }
        if is_directive_line(rest) {
            self.line_comment(prefix.end..line.range.end);
            return line.next;
        }
        if rest.starts_with(":::") {
            return self.colons(line, prefix.end);
        }
        if let Some(mark) = fence::indented_box(rest) {
            return self.indented(line, prefix.end, &mark);
        }
        if let Some(end) = raw_html_end(&mut self.seek, prefix.end, line) {
            return self.after(end);
        }
        if rest.starts_with("$$") {
            if let Some(next) = self.dollars(line, prefix.end, prefix.quotes) {
                return next;
            }
        } else if let Some(next) = self.brackets(prefix.end, line.range.end, prefix.quotes) {
            return next;
        }
        self.within(line, prefix.end, prefix.quotes)
    }

    /// A fence: code, a formula, or a box that holds Markdown.
    fn fence(&mut self, line: &Line, start: usize, quotes: usize, fence: &Fence) -> usize {
        if let Some(named) = self.closes_box(fence) {
            self.flow.masks.push((start..line.range.end, Mask::Blank));
            self.close_boxes(line.range.start, named);
            return line.next;
        }
        if let Some(name) = fence::prose_directive(fence.info) {
            self.open_box(line, start, name, fence);
            return fence::skip_options(self.text, line.next, &mut self.flow.masks);
        }
        let body = fence::body(self.text, line, quotes, fence);
        if fence::is_maths(fence.info) {
            let content = fence::without_options(self.text, body.content.clone());
            let tex = self.content(content, quotes).trimmed();
            self.formula(start..body.end, tex, Delimiter::Fence);
        }
        body.next
    }

    fn closes_box(&self, fence: &Fence) -> Option<usize> {
        let bare = fence.info.is_empty();
        bare.then(|| self.open_boxes.iter().rposition(|open| open.mark == fence.mark && open.length <= fence.length))
            .flatten()
    }

    /// `:::name title`, `:::{name} title`, `:::`.
    fn colons(&mut self, line: &Line, start: usize) -> usize {
        let fence = fence::colons(&self.text[start..line.range.end]);
        let name = fence.info.trim_matches(|c: char| c == '{' || c == '}' || c == '.' || c.is_whitespace());
        if name.is_empty() {
            self.flow.masks.push((start..line.range.end, Mask::Blank));
            let closed = self.closes_box(&fence).unwrap_or(self.open_boxes.len());
            self.close_boxes(line.range.start, closed);
            return line.next;
        }
        if fence::is_maths(fence.info) {
            let body = fence::body(self.text, line, 0, &fence);
            let content = fence::without_options(self.text, body.content.clone());
            let tex = self.content(content, 0).trimmed();
            self.formula(start..body.end, tex, Delimiter::Fence);
            return body.next;
        }
        let name = fence::directive_name(fence.info);
        self.open_box(line, start, &name, &fence);
        fence::skip_options(self.text, line.next, &mut self.flow.masks)
    }

    fn open_box(&mut self, line: &Line, start: usize, name: &str, fence: &Fence) {
        let title = fence::title(self.text, start..line.range.end, fence);
        self.flow.masks.push((start..line.range.end, Mask::Blank));
        self.open_boxes.push(OpenBox { named: self.flow.boxes.len(), mark: fence.mark, length: fence.length });
        self.flow.boxes.push(NamedBox { name: name.to_lowercase(), range: line.range.start..self.text.len(), title });
    }

    /// Ends the open boxes from `first` on.
    fn close_boxes(&mut self, at: usize, first: usize) {
        for open in self.open_boxes.drain(first.min(self.open_boxes.len())..) {
            if let Some(named) = self.flow.boxes.get_mut(open.named) {
                named.range.end = at;
            }
        }
    }

    /// `!!! note "Title"` with an indented body.
    fn indented(&mut self, line: &Line, start: usize, mark: &fence::IndentedBox) -> usize {
        let indent = start - line.range.start;
        let mut end = line.next;
        while end < self.text.len() {
            let next = line_at(self.text, end);
            let body = quote_prefix(self.text, &next.range, 0).end;
            if body < next.range.end && body - next.range.start < indent + 4 {
                break;
            }
            end = next.next;
        }
        self.flow.masks.push((start..line.range.end, Mask::Item));
        let title = start + mark.title.start..start + mark.title.end;
        let named = NamedBox { name: mark.name.clone(), range: line.range.start..end, title };
        self.flow.boxes.push(named);
        line.next
    }

    /// `\[` or `\begin{align}` at `start`, when it ends on a later line.
    fn brackets(&mut self, start: usize, line_end: usize, quotes: usize) -> Option<usize> {
        let rest = &self.text[start..];
        let (open, body, close, delimiter, whole) = if rest.starts_with("\\[") || rest.starts_with("\\\\[") {
            let open = if rest.starts_with("\\\\[") { 3 } else { 2 };
            let body = pairing::bracket(&mut self.seek, start + open, open == 3)?;
            (open, body, open, Delimiter::Bracket, false)
        } else {
            let (name, open) = environment_start(rest)?;
            let body = self.seek.environment(start + open, name)?;
            (open, body, name.len() + "\\end{}".len(), Delimiter::Environment, !is_plain(name))
        };
        if body <= line_end {
            return None;
        }
        let span = start..body + close;
        let range = if whole { span.clone() } else { start + open..body };
        let tex = self.content(range, quotes).trimmed();
        self.formula(span.clone(), tex, delimiter);
        Some(self.after(span.end))
    }

    /// What begins inside a line of prose and goes on to later lines: comments, and blocks that open there.
    fn within(&mut self, line: &Line, start: usize, quotes: usize) -> usize {
        let mut at = start;
        while let Some(opener) = pairing::next_opener(self.text, at..line.range.end) {
            at = match opener {
                pairing::Opener::HtmlComment(at) => {
                    let end = self.seek.find(at, "-->").map_or(line.range.end, |end| end + 3);
                    if end > line.range.end {
                        return self.after(end);
                    }
                    end
                }
                pairing::Opener::JsxComment(at) => match self.seek.find(at, "*/}") {
                    Some(end) => {
                        let end = end + 3;
                        self.jsx_comment(at..end);
                        if end > line.range.end {
                            return self.after(end);
                        }
                        end
                    }
                    None => at + 3,
                },
                pairing::Opener::Dollars(at) => match self.trailing_dollars(at, line, quotes) {
                    Some(next) => return next,
                    None => at + 2,
                },
                pairing::Opener::Environment(at) => match self.brackets(at, line.range.end, quotes) {
                    Some(next) => return next,
                    None => at + 2,
                },
            };
        }
        line.next
    }

    /// The rest of the line behind something that ended on it.
    pub(super) fn after(&self, at: usize) -> usize {
        let line = line_at(self.text, at);
        if line.range.is_empty() { line.next } else { at }
    }

    fn jsx_comment(&mut self, range: Range<usize>) {
        self.flow.comments.push(super::comment(self.text, range.clone(), 3));
        self.flow.masks.push((range, Mask::Blank));
    }

    /// A line behind a percent sign, the comment of MyST; elsewhere such a line is text, unless it speaks to us.
    fn line_comment(&mut self, range: Range<usize>) {
        self.flow.comments.push(HostComment {
            text: self.text[range.start + 1..range.end].to_owned(),
            span: Span::new(range.start, range.end),
            text_start: Span::at(range.start + 1).start,
            alone: true,
            formulas_before: 0,
        });
        self.flow.masks.push((range, Mask::Blank));
    }

    pub(super) fn formula(&mut self, range: Range<usize>, tex: Derived, delimiter: Delimiter) {
        self.flow.masks.push((range.clone(), Mask::Word));
        if !tex.text.is_empty() {
            let span = Span::new(range.start, range.end);
            self.flow.formulas.push(Found { span, tex, display: true, delimiter });
        }
    }

    /// The content of a block, without the quote marks that its lines begin with.
    pub(super) fn content(&self, range: Range<usize>, quotes: usize) -> Derived {
        let mut derived = Derived::default();
        let mut at = range.start;
        while at < range.end {
            let line = line_at(&self.text[..range.end], at);
            let start = if at == range.start { at } else { content_start(self.text, &line.range, quotes) };
            derived.copy(self.text, start.min(range.end)..line.next.min(range.end));
            at = line.next;
        }
        derived
    }
}

/// Where the text of a line starts behind its quote marks; without any, at the line's start.
fn content_start(text: &str, line: &Range<usize>, quotes: usize) -> usize {
    if quotes == 0 {
        return line.start;
    }
    quote_prefix(text, line, quotes).end
}

/// Whether a line without its container's marks is `% mathlint: …`.
fn is_directive_line(rest: &str) -> bool {
    rest.strip_prefix('%').is_some_and(|rest| rest.trim_start().starts_with("mathlint:"))
}

/// Where a raw HTML element or a comment ends that begins a line; its inside is no Markdown.
fn raw_html_end(seek: &mut Seeker, start: usize, line: &Line) -> Option<usize> {
    let rest = &seek.text[start..line.range.end];
    if !rest.starts_with('<') {
        return None;
    }
    let opens = |open: &str| {
        let head = rest.get(..open.len()).is_some_and(|head| head.eq_ignore_ascii_case(open));
        head && !rest[open.len()..].starts_with(|c: char| c.is_ascii_alphanumeric())
    };
    let (open, close) = RAW_HTML.iter().find(|(open, _)| opens(open))?;
    let end = seek.find(start + open.len(), close)? + close.len();
    Some(end)
}

const RAW_HTML: &[(&str, &str)] =
    &[("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"), ("<pre", "</pre>"), ("<svg", "</svg>")];
