//! HTML pages: KaTeX and MathML annotations, MathJax scripts, and formulas between their marks in the text.
//!
//! Takes the text; gives formulas and prose with exact places: entities are decoded with a map back. What KaTeX and
//! MathJax rendered is passed over but for the LaTeX that it carries.

use html5gum::{DefaultEmitter, Token, Tokenizer};

use super::builder::{Builder, Found};
use super::derived::Derived;
use super::document::{BlockKind, Delimiter, Document, Host, HostComment, Inline};
use super::lines::is_alone;
use super::markdown;
use crate::source::Span;

/// Elements that hold prose of their own.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "li",
    "td",
    "th",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "figcaption",
    "caption",
    "dd",
    "dt",
    "section",
    "article",
    "main",
    "body",
    "summary",
    "title",
    "aside",
    "ul",
    "ol",
    "table",
    "tr",
];
/// Elements whose text no reader sees as prose.
const SILENT: &[&str] = &["script", "style", "pre", "svg", "math", "textarea", "noscript", "head", "template"];
/// Elements without an end tag.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
/// An end tag closes an element at most this many levels up.
const REACH: usize = 64;

/// An HTML page, taken apart.
pub fn extract(_path: &str, text: &str) -> Document {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut reader = Reader {
        text,
        builder: Builder::new(Host::Html),
        open: Vec::new(),
        words: Derived::default(),
        depth: 0,
        table: (0, 0, 0),
    };
    for token in Tokenizer::new_with_emitter(text, emitter) {
        match token {
            Ok(token) => reader.token(token),
            Err(never) => match never {},
        }
    }
    reader.flush();
    reader.builder.finish()
}

/// An open element.
struct Element {
    name: String,
    silent: bool,
    /// Whether it holds LaTeX, and whether as a display.
    tex: Option<bool>,
    display: bool,
    start: usize,
}

struct Reader<'a> {
    text: &'a str,
    builder: Builder,
    open: Vec<Element>,
    /// The text of the block that has not been written yet, or of the LaTeX that is being read.
    words: Derived,
    /// How many silent elements are open.
    depth: usize,
    table: (u32, u32, u32),
}

impl Reader<'_> {
    fn token(&mut self, token: Token<usize>) {
        match token {
            Token::StartTag(tag) => {
                let attribute = |name: &[u8]| {
                    let value =
                        tag.attributes.get(name).map(|value| String::from_utf8_lossy(&value.value).into_owned());
                    value.unwrap_or_default()
                };
                let (class, kind, encoding) = (attribute(b"class"), attribute(b"type"), attribute(b"encoding"));
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                let display = class.contains("katex-display") || attribute(b"display") == "block";
                let tex = (name == "annotation" && encoding == "application/x-tex").then(|| self.is_display()).or_else(
                    || (name == "script" && kind.starts_with("math/tex")).then(|| kind.contains("mode=display")),
                );
                let silent = SILENT.contains(&name.as_str()) || class.split(' ').any(|class| class == "katex-html");
                self.start(
                    Element { name, silent, tex, display, start: tag.span.start },
                    tag.self_closing,
                    tag.span.end,
                );
            }
            Token::EndTag(tag) => self.end(&String::from_utf8_lossy(&tag.name), tag.span.end),
            Token::String(string) => {
                self.string(&String::from_utf8_lossy(&string.value), string.span.start, string.span.end)
            }
            Token::Comment(comment) => self.comment(comment.span.start, comment.span.end),
            _ => {}
        }
    }

    fn is_display(&self) -> bool {
        self.open.iter().rev().take(REACH).any(|element| element.display)
    }

    fn start(&mut self, element: Element, closed: bool, end: usize) {
        let name = element.name.as_str();
        if BLOCKS.contains(&name) && self.depth == 0 {
            self.flush();
            self.open_block(name, element.start, end);
        }
        match name {
            "br" => self.words.decoded(" ", element.start..end),
            "em" | "i" => self.mark(false, true, end),
            "strong" | "b" => self.mark(true, true, end),
            _ => {}
        }
        if element.tex.is_some() {
            self.write_words();
        }
        if !closed && !VOID.contains(&name) {
            self.depth += usize::from(element.silent);
            self.open.push(element);
        }
    }

    fn open_block(&mut self, name: &str, start: usize, end: usize) {
        let (table, row, column) = self.table;
        let lists =
            self.open.iter().rev().take(REACH).filter(|element| element.name == "ul" || element.name == "ol").count();
        let kind = match name {
            "li" => BlockKind::ListItem(lists.clamp(1, 255) as u8),
            "td" | "th" => {
                self.table.2 += 1;
                BlockKind::TableCell { table, row: row.saturating_sub(1), column }
            }
            "tr" => {
                self.table = (table, row + 1, 0);
                return;
            }
            "table" => {
                self.table = (table + u32::from(row > 0), 0, 0);
                return;
            }
            "blockquote" => BlockKind::Quote,
            "figcaption" | "caption" => BlockKind::Caption,
            "title" => return,
            _ => match name.strip_prefix('h').and_then(|level| level.parse().ok()) {
                Some(level) => BlockKind::Heading(level),
                None => BlockKind::Paragraph,
            },
        };
        self.builder.open(kind, None, Span::new(start, end));
    }

    fn end(&mut self, name: &str, end: usize) {
        let Some(at) = self.open.iter().rposition(|element| element.name == name) else { return };
        if self.open.len() - at > REACH {
            return;
        }
        for element in self.open.split_off(at) {
            self.depth -= usize::from(element.silent);
            if let Some(display) = element.tex {
                let tex = std::mem::take(&mut self.words).trimmed();
                if !tex.text.is_empty() {
                    self.ensure_open(element.start);
                    let span = Span::new(element.start, end);
                    self.builder.formula(Found { span, tex, display, delimiter: Delimiter::Fence });
                }
            }
        }
        match name {
            "em" | "i" => self.mark(false, false, end),
            "strong" | "b" => self.mark(true, false, end),
            _ if BLOCKS.contains(&name) && self.depth == 0 => self.flush(),
            _ => {}
        }
    }

    fn mark(&mut self, strong: bool, open: bool, at: usize) {
        if self.depth == 0 {
            self.write_words();
            self.builder.inline(Inline::Emphasis { strong, open }, Span::at(at));
        }
    }

    /// Text that a reader sees, or LaTeX.
    fn string(&mut self, value: &str, start: usize, end: usize) {
        let in_tex = self.open.last().is_some_and(|element| element.tex.is_some());
        if self.depth > 0 && !in_tex {
            return;
        }
        if self.open.last().is_some_and(|element| element.name == "code" || element.name == "kbd") {
            self.write_words();
            self.ensure_open(start);
            let span = Span::new(start, end);
            return self.builder.inline(Inline::Code { text: value.to_owned(), span }, span);
        }
        aligned(self.text, value, start..end, &mut self.words);
    }

    fn ensure_open(&mut self, at: usize) {
        if !self.builder.is_open() {
            self.builder.open(BlockKind::Paragraph, None, Span::at(at));
        }
    }

    /// Writes what was gathered into the open block: words, and the formulas between their marks.
    fn write_words(&mut self) {
        let words = std::mem::take(&mut self.words);
        if words.text.trim().is_empty() && !self.builder.is_open() {
            return;
        }
        let whole = words.map.to_file(Span::new(0, words.text.len()));
        self.ensure_open(whole.start as usize);
        let mut at = 0;
        for found in markdown::formulas_between_marks(&words.text) {
            let range = found.span.range();
            self.plain(&words, at..range.start);
            let tex = Derived { map: words.map.compose(&found.tex.map), text: found.tex.text };
            self.builder.formula(Found { span: words.map.to_file(found.span), tex, ..found });
            at = range.end;
        }
        self.plain(&words, at..words.text.len());
    }

    fn plain(&mut self, words: &Derived, range: std::ops::Range<usize>) {
        let span = words.map.to_file(Span::new(range.start, range.end));
        if let Some(text) = words.text.get(range).filter(|text| !text.is_empty()) {
            self.builder.text(text, span);
        }
    }

    fn flush(&mut self) {
        self.write_words();
        self.builder.close();
    }

    fn comment(&mut self, start: usize, end: usize) {
        let whole = self.text.get(start..end).unwrap_or("");
        let from = if whole.starts_with("<!--") { 4 } else { 0 };
        let to = whole.len() - if whole.ends_with("-->") { 3 } else { 0 };
        self.builder.comment(HostComment {
            text: whole.get(from..to.max(from)).unwrap_or("").to_owned(),
            span: Span::new(start, end),
            text_start: Span::at(start + from).start,
            alone: is_alone(self.text, &(start..end)),
            formulas_before: 0,
        });
    }
}

/// Appends a decoded text with its source: entities are single pieces, the rest stands as it is.
fn aligned(text: &str, value: &str, file: std::ops::Range<usize>, derived: &mut Derived) {
    let source = text.get(file.clone()).unwrap_or("");
    let (mut at, mut rest) = (0, value);
    while let Some(entity) = source.get(at..).and_then(|tail| tail.find('&')) {
        let start = at + entity;
        derived.copy(text, file.start + at..file.start + start);
        rest = rest.get(normalised(&source[at..start])..).unwrap_or("");
        let length = source[start..].bytes().take(32).position(|byte| byte == b';').map_or(1, |end| end + 1);
        let decoded = rest.chars().next().filter(|c| length > 1 && *c != '&' || source[start..].starts_with("&amp"));
        let length = if decoded.is_some() { length } else { 1 };
        let c = rest.chars().next().unwrap_or('&');
        derived.decoded(c.encode_utf8(&mut [0; 4]), file.start + start..file.start + start + length);
        rest = rest.get(c.len_utf8()..).unwrap_or("");
        at = start + length;
    }
    derived.copy(text, file.start + at..file.end);
}

/// The length of a text once its line ends are single characters.
fn normalised(source: &str) -> usize {
    source.len() - source.matches("\r\n").count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<h1>On \\(x\\)</h1><p>If $a &lt; b$ then <em>so</em> &amp; \\[c\\]</p><!-- mathlint: let a: R -->\n\
        <p><span class=\"katex-display\"><span class=\"katex\"><span class=\"katex-mathml\"><math><mi>d</mi>\
        <annotation encoding=\"application/x-tex\">d \\ne e</annotation></math></span>\
        <span class=\"katex-html\">d</span></span></span></p><script type=\"math/tex\">f</script>\
        <table><tr><th>g</th></tr><tr><td>$h$</td></tr></table><pre>$no$</pre><code>$no$</code>";

    #[test]
    fn pages_are_taken_apart() {
        let document = extract("a.html", PAGE);
        let tex: Vec<(&str, bool)> =
            document.formulas.iter().map(|found| (found.tex.as_str(), found.display)).collect();
        let expected = [("x", false), ("a < b", false), ("c", true), ("d \\ne e", true), ("f", false), ("h", false)];
        assert_eq!(tex, expected);
        assert_eq!(document.formulas[1].span.of(PAGE), "$a &lt; b$");
        assert_eq!(document.formulas[1].map.to_file(Span::new(2, 3)).of(PAGE), "&lt;");
        assert_eq!(document.blocks[0].kind, BlockKind::Heading(1));
        assert_eq!(document.comments[0].text, " mathlint: let a: R ");
        let cells = document.blocks.iter().filter(|block| matches!(block.kind, BlockKind::TableCell { .. })).count();
        assert_eq!(cells, 2);
    }

    #[test]
    fn broken_pages_are_read() {
        for page in
            ["<p><p><p", "</a></b>", "&", "&#x;&unknown; $x$", "<table><td>$x$", "<!--", "$x<y$", "\r\n&lt;\r\n$x$"]
        {
            for formula in extract("a.html", page).formulas {
                assert_eq!(formula.map.derived_len(), formula.tex.len(), "{page}");
            }
        }
        extract("a.html", &"<div>".repeat(20_000));
        extract("a.html", &"<b></i>".repeat(20_000));
    }
}
