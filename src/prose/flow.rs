//! The words of a page as one text in which each formula is a single mark.
//!
//! Takes a document; gives its prose in reading order with sentences, and the way back to the file. Two texts of the
//! same length are kept: as written, and with ASCII letters in lower case. Never looks into formulas, except for the
//! full stop that ends a display.

use crate::extract::{Block, BlockKind, Document, Inline};
use crate::source::Span;

/// What stands for a formula.
pub const FORMULA: char = '\u{FFFC}';
/// What stands for a reference.
pub const REFERENCE: char = '\u{FFFB}';
/// The end of a block that no sentence runs across; no white space, so that nothing trims it away.
pub const BREAK: char = '\u{FDD0}';

/// The prose of a page.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    /// As the author wrote it.
    pub text: String,
    /// The same with ASCII letters in lower case: same offsets.
    pub folded: String,
    /// The formulas in the order of the text: place of the mark, index of the formula.
    pub marks: Vec<Mark>,
    /// Sentences in order; they cover the text.
    pub sentences: Vec<Span>,
    runs: Vec<Run>,
}

/// A formula in the flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    pub at: usize,
    pub formula: usize,
    /// Index of its block in the document.
    pub block: usize,
}

/// A run of the flow and where it stands in the file.
#[derive(Clone, Copy, Debug)]
struct Run {
    at: usize,
    length: usize,
    file: Span,
}

impl Flow {
    /// Document → flow, in time linear in the text.
    pub fn new(document: &Document) -> Self {
        let mut flow = Self::default();
        let mut before: Option<&Block> = None;
        for (index, block) in document.blocks.iter().enumerate() {
            if let Some(before) = before {
                flow.text.push(if runs_on(before, block) { ' ' } else { BREAK });
            }
            flow.push_block(index, block);
            before = Some(block);
        }
        flow.folded = super::characters::folded(&flow.text);
        flow.sentences = sentences(&flow, document);
        flow
    }

    fn push_block(&mut self, index: usize, block: &Block) {
        for inline in &block.inlines {
            match inline {
                Inline::Text { text, span } | Inline::Code { text, span } => self.push_run(text, *span),
                Inline::Formula(formula) => {
                    self.marks.push(Mark { at: self.text.len(), formula: *formula, block: index });
                    self.text.push(FORMULA);
                }
                Inline::Reference { span, .. } => self.push_run(REFERENCE.encode_utf8(&mut [0; 4]), *span),
                Inline::Emphasis { .. } => {}
            }
        }
    }

    fn push_run(&mut self, text: &str, file: Span) {
        self.runs.push(Run { at: self.text.len(), length: text.len(), file });
        // Marks are ours alone: whoever writes one gets a blank of the same length.
        if text.contains([FORMULA, BREAK]) {
            self.text.push_str(&text.replace([FORMULA, BREAK], "\u{2003}"));
        } else {
            self.text.push_str(text);
        }
    }

    /// The place in the file of a part of the flow; exact where the run was copied as it stands.
    pub fn to_file(&self, part: Span) -> Span {
        Span { start: self.offset(part.start as usize, false), end: self.offset(part.end as usize, true) }
    }

    fn offset(&self, at: usize, closing: bool) -> u32 {
        let after = self.runs.partition_point(|run| run.at + usize::from(closing) <= at);
        let Some(run) = self.runs.get(after.saturating_sub(1)) else { return 0 };
        let within = at.saturating_sub(run.at).min(run.length) as u32;
        if run.length == run.file.len() {
            run.file.start + within
        } else if closing {
            run.file.end
        } else {
            run.file.start
        }
    }

    /// Index of the sentence that holds an offset.
    pub fn sentence_at(&self, at: usize) -> usize {
        self.sentences.partition_point(|span| span.start as usize <= at).saturating_sub(1)
    }
}

/// Whether a sentence may run on from one block into the next: around displays only.
fn runs_on(before: &Block, after: &Block) -> bool {
    use BlockKind::{Admonition, Display, ListItem, Paragraph, Quote};
    let prose = |block: &Block| matches!(block.kind, Paragraph | ListItem(_) | Quote | Display | Admonition(_));
    (before.kind == Display || after.kind == Display) && prose(before) && prose(after)
}

fn sentences(flow: &Flow, document: &Document) -> Vec<Span> {
    let text = flow.text.as_str();
    let mut spans = Vec::new();
    let mut start = 0;
    let mut marks = flow.marks.iter();
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        let rest = text.get(end..).unwrap_or("");
        let ends = match letter {
            BREAK | '。' | '！' | '？' => true,
            '!' | '?' => rest.starts_with(char::is_whitespace) || rest.starts_with(BREAK) || rest.is_empty(),
            '.' => ends_sentence(text.get(start..at).unwrap_or(""), rest),
            FORMULA => marks.next().is_some_and(|mark| display_ends_sentence(document, mark.formula, rest)),
            _ => false,
        };
        if ends {
            spans.push(Span::new(start, end));
            start = end;
        }
    }
    spans.push(Span::new(start, text.len()));
    spans
}

/// Words that end in a full stop without ending a sentence.
const ABBREVIATIONS: [&str; 22] = [
    "e.g", "i.e", "eq", "eqs", "fig", "figs", "sec", "ch", "vs", "cf", "al", "resp", "approx", "w.r.t", "s.t", "a.k.a",
    "no", "dr", "prof", "mr", "ref", "st",
];

fn ends_sentence(before: &str, after: &str) -> bool {
    if !(after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || c == BREAK || c == ')' || c == '"')) {
        return false;
    }
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(' || c == '（').next().unwrap_or("");
    let lower = word.to_ascii_lowercase();
    if lower == "etc" {
        return after.trim_start().starts_with(|c: char| c.is_uppercase());
    }
    let initial = word.len() == 1 && word.chars().all(char::is_uppercase);
    !initial && !ABBREVIATIONS.contains(&lower.as_str())
}

/// Words with which a sentence goes on after a display.
const CONTINUATIONS: [&str; 12] = ["其中", "这里", "即", "则", "且", "并", "而", "以及", "时", "或", "，", ","];

/// A display ends its sentence when it ends in a full stop, or when what follows begins a new one.
fn display_ends_sentence(document: &Document, formula: usize, rest: &str) -> bool {
    let Some(formula) = document.formulas.get(formula).filter(|formula| formula.display) else { return false };
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == REFERENCE);
    let goes_on = rest.starts_with(|c: char| c.is_lowercase())
        || rest.starts_with(FORMULA)
        || CONTINUATIONS.iter().any(|word| rest.starts_with(word));
    !goes_on || (stops(&formula.tex) && !rest.starts_with("where"))
}

/// Whether a display's text ends in a full stop, within its environment or after it.
fn stops(tex: &str) -> bool {
    let mut tex = tex.trim_end();
    while let Some(open) = tex.strip_suffix('}').and_then(|inner| inner.rfind("\\end{")) {
        tex = tex.get(..open).unwrap_or("").trim_end();
    }
    tex.ends_with(['.', '。'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::sample::document;

    fn sentences_of(text: &str) -> Vec<String> {
        let document = document(text);
        let flow = Flow::new(&document);
        let shown = |span: &Span| span.of(&flow.text).replace(FORMULA, "$").replace(BREAK, "").trim().to_owned();
        flow.sentences.iter().map(shown).filter(|text| !text.is_empty()).collect()
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        let cases: [(&str, &[&str]); 5] = [
            ("Let $x$ be real, e.g. one. Then $y$.", &["Let $ be real, e.g. one.", "Then $."]),
            ("设 $x$ 为实数。则 $y$ 亦然。", &["设 $ 为实数。", "则 $ 亦然。"]),
            ("we get $$a=b,$$ where $a$ is 2.5 m. Next", &["we get $ where $ is 2.5 m.", "Next"]),
            ("we get $$a=b.$$ Next $c$", &["we get $", "Next $"]),
            ("因此\n\n$$a=b$$\n\n其中 $a$ 为长度\n\n另一段", &["因此 $ 其中 $ 为长度", "另一段"]),
        ];
        for (text, expected) in cases {
            assert_eq!(sentences_of(text), expected, "{text}");
        }
    }

    #[test]
    fn places_lead_back_to_the_file() {
        let text = "Let $x$ be 正的.";
        let flow = Flow::new(&document(text));
        let at = flow.text.find('正').unwrap();
        assert_eq!(flow.to_file(Span::new(at, at + 6)).of(text), "正的");
    }
}
