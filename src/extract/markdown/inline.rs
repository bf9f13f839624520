//! Formulas inside a stretch of inline text.
//!
//! Takes a container of the source; gives its formulas from left to right. Code spans, tags and link targets are
//! passed over; whichever opens first wins.

use std::ops::Range;

use super::containers::Container;
use super::flavour::Flavour;
use crate::extract::builder::Found;
use crate::extract::derived::Derived;
use crate::extract::document::Delimiter;
use crate::extract::lines::{line_at, quote_prefix};
use crate::extract::tex::{environment_end, environment_start, is_plain, looks_like_maths};
use crate::source::Span;

/// No inline formula with a text command is longer: bounds the search for its end.
const LONGEST_WITH_TEXT: usize = 4000;

/// The formulas of a container. `skips` are sorted; those before the container are dropped from the front.
pub fn formulas(text: &str, container: &Container, skips: &mut &[Range<usize>], flavour: Flavour) -> Vec<Found> {
    let mut scan =
        Scan { text, container, flavour, at: container.range.start, found: Vec::new(), closed: Closed::default() };
    while scan.at < container.range.end {
        while skips.first().is_some_and(|skip| skip.start < scan.at) {
            *skips = &skips[1..];
        }
        if let Some(skip) = skips.first().filter(|skip| skip.start == scan.at) {
            scan.at = skip.end.max(scan.at + 1);
        } else {
            scan.step(skips.first().map_or(usize::MAX, |skip| skip.start));
        }
    }
    scan.found
}

/// Closing marks that are known not to come any more in this container.
#[derive(Debug, Default)]
struct Closed {
    parenthesis: bool,
    bracket: bool,
    environment: bool,
    dollars: bool,
    dollar: bool,
    /// Lengths of backtick runs without a partner.
    backticks: Vec<usize>,
}

struct Scan<'a> {
    text: &'a str,
    container: &'a Container,
    flavour: Flavour,
    at: usize,
    found: Vec<Found>,
    closed: Closed,
}

impl Scan<'_> {
    fn rest(&self, from: usize) -> &str {
        self.text.get(from..self.container.range.end).unwrap_or("")
    }

    /// Reads what stands here and goes on behind it; plain text is passed over up to `stop`.
    fn step(&mut self, stop: usize) {
        let rest = self.rest(self.at);
        match rest.as_bytes().first() {
            Some(b'`') => self.code(),
            Some(b'\\') => self.backslash(),
            Some(b'$') => self.dollar(),
            _ => {
                let next = rest.bytes().skip(1).position(|byte| matches!(byte, b'`' | b'\\' | b'$'));
                let next = next.map_or(self.container.range.end, |next| self.at + next + 1);
                self.at = next.min(stop.max(self.at + 1));
            }
        }
    }

    /// A code span; after the role `{math}` or `:math:` a formula.
    fn code(&mut self) {
        let rest = self.rest(self.at);
        let run = rest.bytes().take_while(|byte| *byte == b'`').count();
        let start = self.at + run;
        let close = if self.closed.backticks.contains(&run) { None } else { closing_backticks(self.rest(start), run) };
        let Some(close) = close else {
            self.closed.backticks.push(run);
            self.at = start;
            return;
        };
        let before = &self.text[self.container.range.start..self.at];
        let role = ["{math}", ":math:"].into_iter().find(|role| before.ends_with(role));
        let whole = self.at - role.map_or(0, str::len)..start + close + run;
        if role.is_some() {
            self.push(whole.clone(), start..start + close, false, Delimiter::Fence);
        }
        self.at = whole.end;
    }

    /// `\(…\)`, `\[…\]`, both also with doubled backslashes, `\begin{align}`; or an escaped character.
    fn backslash(&mut self) {
        let rest = self.rest(self.at);
        if rest.starts_with("\\\\(") || rest.starts_with("\\(") {
            let open = if rest.starts_with("\\(") { 2 } else { 3 };
            let close = ["\\)", "\\\\)"][open - 2];
            if !self.closed.parenthesis {
                match closing(&rest[open..], close) {
                    Some(end) if looks_like_maths(&rest[open..open + end]) => {
                        return self.take(open, end, close.len(), false, Delimiter::Parenthesis);
                    }
                    Some(_) => {}
                    None => self.closed.parenthesis = open == 2,
                }
            }
        } else if rest.starts_with("\\\\[") || rest.starts_with("\\[") {
            let open = if rest.starts_with("\\[") { 2 } else { 3 };
            let close = ["\\]", "\\\\]"][open - 2];
            if !self.closed.bracket {
                match closing(&rest[open..], close) {
                    Some(end) if looks_like_maths(&rest[open..open + end]) => {
                        return self.take(open, end, close.len(), true, Delimiter::Bracket);
                    }
                    Some(_) => {}
                    None => self.closed.bracket = open == 2,
                }
            }
        } else if let Some((name, open)) = environment_start(rest).filter(|_| !self.closed.environment) {
            let close = name.len() + "\\end{}".len();
            match environment_end(&rest[open..], name) {
                Some(end) => {
                    let whole = self.at..self.at + open + end + close;
                    let content = if is_plain(name) { self.at + open..self.at + open + end } else { whole.clone() };
                    return self.push(whole, content, true, Delimiter::Environment);
                }
                None => self.closed.environment = true,
            }
        }
        self.at += 1 + self.rest(self.at + 1).chars().next().map_or(0, char::len_utf8);
    }

    fn take(&mut self, open: usize, body: usize, close: usize, display: bool, delimiter: Delimiter) {
        let content = self.at + open..self.at + open + body;
        self.push(self.at..content.end + close, content, display, delimiter);
    }

    fn dollar(&mut self) {
        let rest = self.rest(self.at);
        let run = rest.bytes().take_while(|byte| *byte == b'$').count();
        if run == 1 {
            return self.single_dollar();
        }
        let close = if self.closed.dollars || run > 2 { None } else { closing_dollars(&rest[2..]) };
        match close {
            Some(end) if !rest[2..2 + end].trim().is_empty() => {
                let display = self.flavour == Flavour::Lenient || self.is_alone(end + 4);
                self.take(2, end, 2, display, Delimiter::DoubleDollar);
            }
            Some(end) => self.at += end + 4,
            None => {
                self.closed.dollars = run == 2;
                self.at += run;
            }
        }
    }

    /// Whether the container holds nothing but what stands here.
    fn is_alone(&self, length: usize) -> bool {
        self.rest(self.container.range.start).trim().len() == length
    }

    fn single_dollar(&mut self) {
        let rest = self.rest(self.at);
        if rest[1..].starts_with('`')
            && let Some(end) = rest[2..].find("`$")
        {
            return self.take(2, end, 2, false, Delimiter::Dollar);
        }
        let end = if self.closed.dollar { Err(true) } else { closing_dollar(&rest[1..], self.flavour) };
        match end {
            Ok(end) => self.take(1, end, 1, false, Delimiter::Dollar),
            Err(missing) => {
                self.closed.dollar = missing;
                self.at += 1;
            }
        }
    }

    fn push(&mut self, whole: Range<usize>, content: Range<usize>, display: bool, delimiter: Delimiter) {
        self.at = whole.end.max(self.at + 1);
        let tex = self.unpadded(self.content(content), delimiter);
        if !tex.text.is_empty() {
            self.found.push(Found { span: Span::new(whole.start, whole.end), tex, display, delimiter });
        }
    }

    /// Without the blanks at both ends. remark leaves a blank that stands at one end only.
    fn unpadded(&self, tex: Derived, delimiter: Delimiter) -> Derived {
        let blank = |c: Option<char>| c.is_some_and(char::is_whitespace);
        let one_sided = blank(tex.text.chars().next()) != blank(tex.text.chars().last());
        if self.flavour == Flavour::Strict && delimiter == Delimiter::Dollar && one_sided {
            return if tex.text.trim().is_empty() { tex.trimmed() } else { tex };
        }
        tex.trimmed()
    }

    /// The formula's own text: without quote marks at line starts, and with the bars that a table escapes.
    fn content(&self, range: Range<usize>) -> Derived {
        let mut derived = Derived::default();
        let mut at = range.start;
        while at < range.end {
            let line = line_at(&self.text[..range.end], at);
            let start =
                if at == range.start { at } else { quote_prefix(self.text, &line.range, self.container.quotes).end };
            let end = line.next.min(range.end);
            self.copy(&mut derived, start.min(end)..end);
            at = line.next;
        }
        derived
    }

    fn copy(&self, derived: &mut Derived, range: Range<usize>) {
        let mut at = range.start;
        if self.container.cell && self.flavour == Flavour::Lenient {
            for (bar, _) in self.text[range.clone()].match_indices("\\|") {
                let bar = range.start + bar;
                derived.copy(self.text, at..bar);
                derived.decoded("|", bar..bar + 2);
                at = bar + 2;
            }
        }
        derived.copy(self.text, at..range.end);
    }
}

/// The closing run of exactly `run` backticks.
fn closing_backticks(rest: &str, run: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(next) = rest[at..].find('`') {
        let start = at + next;
        let length = rest[start..].bytes().take_while(|byte| *byte == b'`').count();
        if length == run {
            return Some(start);
        }
        at = start + length;
    }
    None
}

/// The first `mark` that no backslash escapes.
fn closing(rest: &str, mark: &str) -> Option<usize> {
    let escaped = |at: usize| rest[..at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
    let single = mark.starts_with("\\\\");
    rest.match_indices(mark).map(|(at, _)| at).find(|at| single || !escaped(*at))
}

/// The closing `$$` of a display that opened in the same container.
fn closing_dollars(rest: &str) -> Option<usize> {
    closing(rest, "$$")
}

/// The closing dollar of an inline formula; `Err(true)` when no dollar follows at all.
///
/// The opening dollar touches what follows and the closing one what precedes it, and no digit follows (so prices are
/// no formulas); blanks inside are let pass when both sides have them and the content is maths beyond doubt. Dollars
/// inside the braces of a text command belong to the formula.
fn closing_dollar(rest: &str, flavour: Flavour) -> Result<usize, bool> {
    let mut at = 0;
    let bytes = rest.as_bytes();
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += text_command(&rest[at..]).unwrap_or(2),
            b'$' if at == 0 => return Err(false),
            b'$' => return if closes(&rest[..at], &rest[at + 1..], flavour) { Ok(at) } else { Err(false) },
            _ => at += 1,
        }
    }
    Err(true)
}

/// The length of `\text{…}` at the start of `rest` if its braces hold a dollar and close.
fn text_command(rest: &str) -> Option<usize> {
    let open = TEXT_COMMANDS.iter().find(|command| rest.starts_with(**command))?.len();
    let mut depth = 1_usize;
    for (at, byte) in rest.bytes().enumerate().take(LONGEST_WITH_TEXT).skip(open) {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (rest[open..at].matches('$').count() == 2).then_some(at + 1);
        }
    }
    None
}

const TEXT_COMMANDS: &[&str] = &["\\text{", "\\mbox{", "\\textrm{", "\\textit{", "\\textbf{", "\\hbox{"];

/// Whether a dollar closes the formula that the dollar before `content` opened.
///
/// remark takes any two dollars for a pair. A price with words behind it is none all the same: what the author meant
/// is read, and that it is torn is told elsewhere.
fn closes(content: &str, after: &str, flavour: Flavour) -> bool {
    let (opens_blank, ends_blank) = (content.starts_with(char::is_whitespace), content.ends_with(char::is_whitespace));
    let padded = opens_blank || ends_blank;
    if flavour == Flavour::Strict {
        return !is_price(content);
    }
    let price = after.starts_with(|c: char| c.is_ascii_digit());
    !price && (!padded || (opens_blank == ends_blank && looks_like_maths(content)))
}

/// Whether text behind a dollar begins with an amount of money and goes on in words.
pub fn is_price(content: &str) -> bool {
    let amount = content.bytes().take_while(|byte| byte.is_ascii_digit() || b",.".contains(byte)).count();
    let rest = content[amount..].trim_start_matches(['K', 'M', 'B', 'k', 'm', '+', '–', '-']);
    let blanks = rest.starts_with(char::is_whitespace) && rest.ends_with(char::is_whitespace);
    let words = blanks && rest.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() > 1);
    let ends = rest.is_empty() && content.ends_with(['.', ',']);
    amount > 0 && (words || ends) && !rest.contains(['\\', '^', '_', '='])
}
