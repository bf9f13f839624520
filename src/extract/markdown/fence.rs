//! Fences and boxes of the Markdown families: code fences, MyST directives, `:::` containers, `!!!` boxes.

use std::ops::Range;

use super::flow::Mask;
use crate::extract::lines::{Line, line_at, quote_prefix};

/// An opening fence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fence<'a> {
    pub mark: u8,
    pub length: usize,
    pub info: &'a str,
}

/// What a fence holds.
#[derive(Clone, Debug)]
pub struct Body {
    pub content: Range<usize>,
    /// The end of the closing fence, or of the text.
    pub end: usize,
    pub next: usize,
}

/// Directives that hold prose. Others hold code or data.
const PROSE_DIRECTIVES: &[&str] = &[
    "admonition",
    "algorithm",
    "assumption",
    "attention",
    "axiom",
    "card",
    "caution",
    "conjecture",
    "corollary",
    "criterion",
    "danger",
    "definition",
    "details",
    "dropdown",
    "epigraph",
    "error",
    "example",
    "exercise",
    "exercise-start",
    "hint",
    "important",
    "info",
    "lemma",
    "margin",
    "note",
    "observation",
    "proof",
    "property",
    "proposition",
    "remark",
    "seealso",
    "sidebar",
    "solution",
    "solution-start",
    "tab-item",
    "tab-set",
    "theorem",
    "tip",
    "topic",
    "warning",
];

/// A fence of at least three backticks or tildes at the start of `rest`.
pub fn opener(rest: &str) -> Option<Fence<'_>> {
    let mark = *rest.as_bytes().first()?;
    if mark != b'`' && mark != b'~' {
        return None;
    }
    let length = rest.bytes().take_while(|byte| *byte == mark).count();
    let info = rest[length..].trim();
    (length >= 3 && !(mark == b'`' && info.contains('`'))).then_some(Fence { mark, length, info })
}

/// The colons at the start of `rest` as a fence.
pub fn colons(rest: &str) -> Fence<'_> {
    let length = rest.bytes().take_while(|byte| *byte == b':').count();
    Fence { mark: b':', length, info: rest[length..].trim() }
}

/// Whether the info string says that the fence holds a formula.
pub fn is_maths(info: &str) -> bool {
    let name = info.split_whitespace().next().unwrap_or("");
    matches!(name, "math" | "{math}" | "latex-math" | "{eval-rst-math}")
}

/// The name of a directive that holds prose: `{note}`, `{prf:theorem} Title`.
pub fn prose_directive(info: &str) -> Option<&str> {
    let name = info.strip_prefix('{')?.split('}').next()?;
    let name = name.rsplit(':').next().unwrap_or(name);
    PROSE_DIRECTIVES.contains(&name).then_some(name)
}

/// The name in an info string: `tip`, `{note} Title`, `{.callout-note title="x"}`, `tip[Title]`.
pub fn directive_name(info: &str) -> String {
    let name = info.trim_start_matches(['{', '.', '#', ' ']);
    let end = name.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_' || c == ':')).unwrap_or(name.len());
    let name = name[..end].rsplit(':').next().unwrap_or("");
    name.strip_prefix("callout-").unwrap_or(name).to_lowercase()
}

/// Where the title stands in the opening line of a box.
pub fn title(text: &str, line: Range<usize>, fence: &Fence) -> Range<usize> {
    let start = line.end - (fence.info.len() + trailing_blanks(&text[line.clone()]));
    let info = fence.info;
    let (from, to) = if let Some(open) = info.find('[') {
        (open + 1, info.rfind(']').unwrap_or(info.len()))
    } else if info.starts_with('{') {
        (info.find('}').map_or(info.len(), |end| end + 1), info.len())
    } else {
        (info.find(char::is_whitespace).unwrap_or(info.len()), info.len())
    };
    start + from..start + to.max(from)
}

fn trailing_blanks(line: &str) -> usize {
    line.len() - line.trim_end().len()
}

/// The inside of a fence that opens on `line`; it ends with its closing fence or with its quote.
pub fn body(text: &str, line: &Line, quotes: usize, fence: &Fence) -> Body {
    let mut at = line.next;
    while at < text.len() {
        let next = line_at(text, at);
        let prefix = quote_prefix(text, &next.range, quotes);
        let rest = text[prefix.end..next.range.end].trim_end();
        if prefix.quotes < quotes {
            break;
        }
        if rest.len() >= fence.length && rest.bytes().all(|byte| byte == fence.mark) {
            return Body { content: line.next..at, end: prefix.end + rest.len(), next: next.next };
        }
        at = next.next;
    }
    Body { content: line.next.min(at)..at, end: at, next: at }
}

/// The content of a directive behind its option lines (`:label: name`, or a block between `---`).
pub fn without_options(text: &str, content: Range<usize>) -> Range<usize> {
    let start = options_end(text, content.start).min(content.end);
    start..content.end
}

/// Blanks out the option lines of a directive that holds prose; gives the next line's start.
pub fn skip_options(text: &str, at: usize, masks: &mut Vec<(Range<usize>, Mask)>) -> usize {
    let end = options_end(text, at);
    if end > at {
        masks.push((at..end, Mask::Blank));
    }
    end
}

/// A block of options that is longer is no block of options.
const MOST_OPTIONS: usize = 50;

fn options_end(text: &str, start: usize) -> usize {
    let mut at = start;
    let first = line_at(text, at);
    if text[first.range.clone()].trim() == "---" {
        at = first.next;
        for _ in 0..MOST_OPTIONS {
            let line = line_at(text, at);
            at = line.next;
            if text[line.range].trim() == "---" {
                return at;
            }
        }
        return start;
    }
    while at < text.len() {
        let line = line_at(text, at);
        if !is_option(text[line.range.clone()].trim_start()) {
            break;
        }
        at = line.next;
    }
    at
}

/// `:key: value`, but no role such as ``:label:`x` ``.
fn is_option(line: &str) -> bool {
    let Some((key, value)) = line.strip_prefix(':').and_then(|rest| rest.split_once(':')) else { return false };
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') && !value.starts_with('`')
}

/// A box whose body is indented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndentedBox {
    pub name: String,
    /// Where the title stands in the line.
    pub title: Range<usize>,
}

/// `!!! note "Title"`, `??? tip`, `???+ tip`, `=== "Tab"` at the start of `rest`.
pub fn indented_box(rest: &str) -> Option<IndentedBox> {
    let mark = ["!!!", "???+", "???", "==="].into_iter().find(|mark| rest.starts_with(mark))?;
    let after = rest[mark.len()..].strip_prefix(' ')?;
    let word: String = after.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect();
    let open = rest.find('"').map_or(rest.len(), |at| at + 1);
    let close = rest.rfind('"').filter(|at| *at >= open).unwrap_or(rest.len());
    let name = if mark == "===" { "tab".to_owned() } else { word.to_lowercase() };
    (!name.is_empty() && rest.len() > 4).then_some(IndentedBox { name, title: open..close.max(open) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_open() {
        let fence = |mark, length, info| Some(Fence { mark, length, info });
        assert_eq!(opener("```math"), fence(b'`', 3, "math"));
        assert_eq!(opener("~~~~ {.python .input}"), fence(b'~', 4, "{.python .input}"));
        assert_eq!(opener("```a`b"), None);
        assert_eq!(opener("``"), None);
    }

    #[test]
    fn directives_are_named() {
        assert_eq!(prose_directive("{prf:theorem} Euler"), Some("theorem"));
        assert_eq!(prose_directive("{code-cell} python"), None);
        for (info, name) in
            [("tip[题]", "tip"), ("{.callout-note}", "note"), ("{exercise} x", "exercise"), ("warning 注意", "warning")]
        {
            assert_eq!(directive_name(info), name);
        }
    }

    #[test]
    fn options_are_passed_over() {
        let text = ":label: a\n:nowrap:\n\nx = 1\n";
        assert_eq!(&text[without_options(text, 0..text.len())], "\nx = 1\n");
        assert!(!is_option(":eqlabel:`a`"));
    }
}
