//! The document under construction: what every host reader writes into.
//!
//! Takes formulas, blocks and runs in the order of the text; gives a [`Document`] whose indices are consistent.

use super::derived::Derived;
use super::document::{Block, BlockKind, Delimiter, Document, Formula, Host, HostComment, Inline, MacroSource};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// A formula before it has its place among the blocks.
#[derive(Clone, Debug)]
pub struct Found {
    pub span: Span,
    pub tex: Derived,
    pub display: bool,
    pub delimiter: Delimiter,
}

/// Builds a document; at most one block is open at a time.
#[derive(Debug)]
pub struct Builder {
    document: Document,
    open: Option<Block>,
    /// Level and block index of the headings that the next block stands under.
    headings: Vec<(u8, usize)>,
}

impl Builder {
    pub fn new(host: Host) -> Self {
        let document = Document {
            host,
            formulas: Vec::new(),
            blocks: Vec::new(),
            comments: Vec::new(),
            macros: Vec::new(),
            diagnostics: Vec::new(),
        };
        Self { document, open: None, headings: Vec::new() }
    }

    /// Opens a block; one that is still open is closed first.
    pub fn open(&mut self, kind: BlockKind, enclosing: Option<String>, at: Span) {
        self.close();
        if let BlockKind::Heading(level) = kind {
            self.headings.retain(|(other, _)| *other < level);
        }
        let heading = self.headings.last().map(|(_, index)| *index);
        self.open = Some(Block { kind, span: at, inlines: Vec::new(), heading, enclosing });
    }

    /// Whether a heading was seen.
    pub fn has_heading(&self) -> bool {
        !self.headings.is_empty()
    }

    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Closes the open block. One without content is dropped; one with nothing but displays becomes a display.
    pub fn close(&mut self) {
        let Some(mut block) = self.open.take() else { return };
        trim_ends(&mut block.inlines);
        if !block.inlines.iter().any(|inline| !matches!(inline, Inline::Emphasis { .. })) {
            return;
        }
        if self.only_displays(&block) {
            block.kind = BlockKind::Display;
        }
        if let BlockKind::Heading(level) = block.kind {
            self.headings.push((level, self.document.blocks.len()));
        }
        self.document.blocks.push(block);
    }

    fn only_displays(&self, block: &Block) -> bool {
        let display = |index: &usize| self.document.formulas.get(*index).is_some_and(|formula| formula.display);
        let all = block.inlines.iter().all(|inline| match inline {
            Inline::Formula(index) => display(index),
            Inline::Text { text, .. } => text.chars().all(|c| c.is_whitespace() || ".,;，。；".contains(c)),
            Inline::Reference { .. } | Inline::Emphasis { .. } => true,
            Inline::Code { .. } => false,
        });
        let cell = matches!(block.kind, BlockKind::TableCell { .. });
        !cell && all && block.inlines.iter().any(|inline| matches!(inline, Inline::Formula(_)))
    }

    /// Appends words to the open block; white space is one blank.
    pub fn text(&mut self, words: &str, span: Span) {
        let Some(block) = self.open.as_mut() else { return };
        block.span = block.span.join(span);
        if words.is_empty() {
            return;
        }
        if let Some(Inline::Text { text, span: whole }) = block.inlines.last_mut() {
            push_words(text, words);
            *whole = whole.join(span);
        } else {
            let mut text = String::with_capacity(words.len());
            push_words(&mut text, words);
            block.inlines.push(Inline::Text { text, span });
        }
    }

    /// Appends any other run than words or a formula.
    pub fn inline(&mut self, inline: Inline, span: Span) {
        if let Some(block) = self.open.as_mut() {
            block.span = block.span.join(span);
            block.inlines.push(inline);
        }
    }

    /// The words that the open block ends with, to be changed when the next run changes what they are.
    pub fn last_text(&mut self) -> Option<&mut String> {
        match self.open.as_mut()?.inlines.last_mut()? {
            Inline::Text { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Appends a formula to the open block, or as a display of its own.
    pub fn formula(&mut self, found: Found) {
        let index = self.document.formulas.len();
        let alone = self.open.is_none();
        if alone {
            self.open(BlockKind::Display, None, found.span);
        }
        let span = found.span;
        self.document.formulas.push(Formula {
            span,
            tex: found.tex.text,
            map: found.tex.map,
            display: found.display,
            delimiter: found.delimiter,
            block: self.document.blocks.len(),
        });
        self.inline(Inline::Formula(index), span);
        if alone {
            self.close();
        }
    }

    pub fn comment(&mut self, comment: HostComment) {
        self.document.comments.push(comment);
    }

    /// A definition of macros that stands outside of formulas.
    pub fn macros(&mut self, tex: String, span: Span) {
        self.document.macros.push(MacroSource { tex, span });
    }

    pub fn diagnostic(&mut self, diagnostic: Diagnostic) {
        self.document.diagnostics.push(diagnostic);
    }

    /// The finished page: comments counted in, diagnostics in the order of the text.
    pub fn finish(mut self) -> Document {
        self.close();
        let mut document = self.document;
        document.comments.sort_by_key(|comment| comment.span);
        for comment in &mut document.comments {
            comment.formulas_before =
                document.formulas.partition_point(|formula| formula.span.start < comment.span.start);
        }
        document.diagnostics.sort_by_key(|diagnostic| diagnostic.place.span);
        document
    }
}

/// Appends words with every run of white space as one blank.
fn push_words(text: &mut String, words: &str) {
    for c in words.chars() {
        if !c.is_whitespace() || c == '\u{3000}' {
            text.push(c);
        } else if !text.ends_with(' ') {
            text.push(' ');
        }
    }
}

/// Removes blanks where a block begins and ends.
fn trim_ends(inlines: &mut Vec<Inline>) {
    if let Some(Inline::Text { text, .. }) = inlines.first_mut() {
        *text = text.trim_start().to_owned();
    }
    if let Some(Inline::Text { text, .. }) = inlines.last_mut() {
        text.truncate(text.trim_end().len());
    }
    inlines.retain(|inline| !matches!(inline, Inline::Text { text, .. } if text.is_empty()));
}
