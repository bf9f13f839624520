//! Pairs of glyphs and LaTeX in a line of copied text.
//!
//! Takes the characters of a line; gives the pairs of the cheapest way to divide it into prose and pairs. The glyphs of
//! a pair are a subsequence of what its LaTeX renders to, with all letters, digits and brackets there; so where the
//! LaTeX begins and ends says where the glyphs begin.

use super::render::{Glyph, Render};
use super::symbols;

/// A formula in a line: its glyphs end where its LaTeX begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    pub glyphs: usize,
    pub tex: usize,
    pub end: usize,
    /// Whether the LaTeX has a mark that prose has not.
    pub marked: bool,
}

impl Pair {
    /// The same pair in a line with `by` more characters before it.
    pub fn shifted(self, by: usize) -> Self {
        Self { glyphs: self.glyphs + by, tex: self.tex + by, end: self.end + by, ..self }
    }
}

/// More atoms in a row are no formula.
const MOST_ATOMS: usize = 600;
/// Nor are more characters.
const LONGEST: usize = 1500;
/// What may be spent on a line: enough for any line that a person wrote, linear for the others.
const STEPS: usize = 2_000_000;
const STEPS_PER_CHARACTER: usize = 20;
/// Without any LaTeX mark a formula is short.
const MOST_PLAIN: usize = 24;

/// What a stretch of a line costs: prose is cheaper to read as a pair, LaTeX left over in prose is dear.
const PAIR_COST: u32 = 1;
const PROSE_COST: u32 = 1;
const MARK_COST: u32 = 60;

/// The pairs of a line, in order.
pub fn pairs(line: &[char]) -> Vec<Pair> {
    let mut starting: Vec<Vec<Pair>> = vec![Vec::new(); line.len()];
    let mut steps = STEPS + STEPS_PER_CHARACTER * line.len();
    for tex in 1..line.len() {
        for pair in candidates(line, tex, &mut steps) {
            if let Some(here) = starting.get_mut(pair.glyphs) {
                here.push(pair);
            }
        }
    }
    cheapest(line, &starting)
}

/// The letter that a line begins with twice, glued to a word: the first cell of a table row whose other rows begin with
/// formulas. No word begins with two equal consonants (`ll` apart), nor with two capitals before a small letter.
pub fn glued_letter(line: &[char]) -> Option<Pair> {
    let [first, second, third, ..] = line else { return None };
    let case = first.is_uppercase() && third.is_lowercase();
    let consonants = first.is_ascii_lowercase() && third.is_ascii_lowercase() && !"aeioul".contains(*first);
    (first == second && (case || consonants)).then_some(Pair { glyphs: 0, tex: 1, end: 2, marked: false })
}

/// Dynamic programming from the end of the line: prose or a pair at each place.
fn cheapest(line: &[char], starting: &[Vec<Pair>]) -> Vec<Pair> {
    let mut costs = vec![0_u32; line.len() + 1];
    let mut chosen: Vec<Option<Pair>> = vec![None; line.len()];
    for at in (0..line.len()).rev() {
        costs[at] = costs[at + 1].saturating_add(prose_cost(line[at]));
        for pair in &starting[at] {
            let cost = costs[pair.end].saturating_add(PAIR_COST);
            let longer = chosen[at].is_none_or(|other| other.end < pair.end);
            if cost < costs[at] || (cost == costs[at] && longer) {
                costs[at] = cost;
                chosen[at] = Some(*pair);
            }
        }
    }
    let (mut found, mut at) = (Vec::new(), 0);
    while at < line.len() {
        match chosen[at] {
            Some(pair) => {
                found.push(pair);
                at = pair.end;
            }
            None => at += 1,
        }
    }
    found
}

fn prose_cost(c: char) -> u32 {
    match c {
        c if is_mark(c) => MARK_COST,
        c if c.is_whitespace() => 0,
        _ => PROSE_COST,
    }
}

/// Whether a character stands in LaTeX and hardly ever in prose.
fn is_mark(c: char) -> bool {
    matches!(c, '\\' | '_' | '^' | '{' | '}')
}

/// The pairs whose LaTeX begins at `tex`; none when the steps of the line are used up.
fn candidates(line: &[char], tex: usize, steps: &mut usize) -> Vec<Pair> {
    let (mut found, mut glyphs) = (Vec::new(), Vec::new());
    if *steps == 0 || line[tex].is_whitespace() || !may_begin(line, tex) {
        return found;
    }
    let line = &line[..line.len().min(tex + LONGEST)];
    let render = Render { line };
    let (mut at, mut marked) = (tex, false);
    for _ in 0..MOST_ATOMS {
        let next = render.atom(at, &mut glyphs);
        *steps = steps.saturating_sub(next.unwrap_or(line.len()) - at + 1);
        let Some(end) = next.filter(|_| *steps > 0) else { break };
        marked |= line[at..end].iter().copied().any(is_mark);
        if !marked && end - tex > MOST_PLAIN {
            break;
        }
        at = end;
        if !may_end(&line[tex..end]) {
            continue;
        }
        if let Some(start) = match_back(&line[..tex], &glyphs, steps) {
            let pair = Pair { glyphs: start, tex, end, marked };
            let fits = if pair.marked { start < tex || line[tex] == '\\' } else { is_plain_pair(line, pair) };
            if fits {
                found.push(pair);
            }
        }
    }
    found
}

/// A cheap test before anything is rendered: the first letter of the LaTeX stands before it too.
fn may_begin(line: &[char], tex: usize) -> bool {
    let first = line[tex];
    if !first.is_alphanumeric() {
        return is_mark(first) || first.is_ascii_punctuation() || symbols::plain(first) != first;
    }
    line[..tex].iter().rev().take(400).any(|c| symbols::plain(*c) == symbols::plain(first))
}

/// Whether LaTeX may end here: not with a sign that prose goes on with, nor between two bars.
fn may_end(tex: &[char]) -> bool {
    let bars = tex.iter().filter(|c| **c == '|').count();
    match tex {
        [.., '\\', _] => true,
        [.., '|'] => bars % 2 == 0,
        [.., last] => {
            !last.is_whitespace()
                && !matches!(last, '-' | '*' | '~' | '&' | '"')
                && last.is_ascii() | last.is_alphabetic()
        }
        [] => false,
    }
}

/// Matches a rendering against the end of `before`; gives where its glyphs begin. All kept glyphs have to be there, a
/// letter or a digit among them, and nothing else may stand between. Of a formula of signs alone all may be lost.
fn match_back(before: &[char], glyphs: &[Glyph], steps: &mut usize) -> Option<usize> {
    let (mut at, mut named) = (before.len(), false);
    for glyph in glyphs.iter().rev() {
        *steps = steps.saturating_sub(1);
        while at > 0 && symbols::is_invisible(before[at - 1]) {
            at -= 1;
        }
        let last = at.checked_sub(1).map(|last| symbols::plain(before[last]));
        match (glyph, last) {
            (Glyph::Kept(c), Some(last)) if same_letter(*c, last) => {
                at -= 1;
                named |= c.is_alphanumeric();
            }
            (Glyph::Kept(_), _) => return None,
            (Glyph::Lost(signs), Some(last)) if signs.contains(last) => at -= 1,
            (Glyph::Any, Some(last)) if is_sign(last) => at -= 1,
            (Glyph::Blank, Some(last)) if last.is_whitespace() => at -= 1,
            _ => {}
        }
    }
    let signs = glyphs.iter().any(|glyph| matches!(glyph, Glyph::Lost(_)));
    let only_signs = signs && glyphs.iter().all(|glyph| matches!(glyph, Glyph::Lost(_) | Glyph::Blank));
    (named || only_signs).then_some(at)
}

/// Whether a letter is copied as another one: renderers differ in two Greek letters.
fn same_letter(c: char, copied: char) -> bool {
    c == copied || matches!((c, copied), ('ϵ', 'ε') | ('ε', 'ϵ') | ('ϕ', 'φ') | ('φ', 'ϕ') | ('l', 'ℓ'))
}

/// A sign that an accent or an unknown command may leave.
fn is_sign(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace() && !is_mark(c) && c < '\u{2e80}' && !"()[],.=<>+/:;".contains(c)
        || matches!(c, '^' | '_' | 'ˉ' | 'ˆ')
}

/// Whether a pair without any LaTeX mark is one beyond doubt: whole words on both sides, and no word of prose itself.
fn is_plain_pair(line: &[char], pair: Pair) -> bool {
    let inside = &line[pair.tex..pair.end];
    if pair.glyphs == pair.tex
        || !is_boundary(line[..pair.glyphs].iter().rev())
        || !is_boundary(line[pair.end..].iter())
        || !inside.iter().any(|c| c.is_alphabetic())
    {
        return false;
    }
    if inside.iter().any(|c| "=<>+/(|-".contains(*c)) || inside.iter().skip(1).any(|c| *c == ',') {
        return is_formula_like(inside);
    }
    match inside {
        [_] | [_, '\''] | [_, '\'', '\''] => true,
        [a, b] => a.is_alphabetic() && b.is_alphanumeric() && !inside.iter().any(|c| "aeiouAEIOU".contains(*c)),
        _ => false,
    }
}

/// Whether a word ends where these characters go on: no letter, and no dot or slash with a letter behind it.
fn is_boundary<'a>(mut characters: impl Iterator<Item = &'a char>) -> bool {
    match characters.next() {
        Some('.' | '/' | ':' | '@') => !characters.next().is_some_and(|c| is_word(*c) || *c == '/'),
        Some(c) => !is_word(*c) && !is_mark(*c),
        None => true,
    }
}

/// Letters of a word that touches another: Latin and Greek letters and digits, not ideographs.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() && c < '\u{2e80}'
}

/// Whether signs stand between short names: `f(x)`, `a=b`, `n-1`, not words in parentheses or with hyphens.
fn is_formula_like(inside: &[char]) -> bool {
    let mut longest = 0;
    for word in inside.split(|c| !c.is_alphabetic()) {
        longest = longest.max(word.len());
    }
    let (opened, closed) = (inside.iter().filter(|c| **c == '(').count(), inside.iter().filter(|c| **c == ')').count());
    longest <= 2
        && opened == closed
        && inside.first().is_some_and(|c| c.is_alphanumeric() || "([|".contains(*c))
        && inside.last().is_some_and(|c| c.is_alphanumeric() || ")!]|".contains(*c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn solved(text: &str) -> Vec<String> {
        let line: Vec<char> = text.chars().collect();
        pairs(&line).iter().map(|pair| line[pair.tex..pair.end].iter().collect()).collect()
    }

    #[test]
    fn glued_letters_are_told_from_words() {
        for (line, glued) in
            [("BBbatch", true), ("nnumber", true), ("kkclusters", true), ("LLM", false), ("llama", false)]
        {
            let line: Vec<char> = line.chars().collect();
            assert_eq!(glued_letter(&line).is_some(), glued, "{line:?}");
        }
    }

    #[test]
    fn lines_are_solved_as_a_whole() {
        let cases: &[(&str, &[&str])] = &[
            ("KK是簇数", &["K"]),
            ("这里 nn 表示样本数，而 LLM、FFN 与 offset 是词", &["n"]),
            ("Let xx be small and βt\\beta_t large", &["x", "\\beta_t"]),
            ("a,bkeya, b_\\text{key}键的维度", &["a, b_\\text{key}"]),
            ("S=i=1nwixi2S = \\sum_{i=1}^{n} w_i \\, x_i^2", &["S = \\sum_{i=1}^{n} w_i \\, x_i^2"]),
            (
                "若 x1<c\\|x\\|_1 < c,则 uuv/x1u \\leftarrow u - v / \\|x\\|_1",
                &["\\|x\\|_1 < c", "u \\leftarrow u - v / \\|x\\|_1"],
            ),
            ("矩阵 AijA_{ij}ω\\omega 与", &["A_{ij}", "\\omega"]),
            ("f(x)f(x) is even", &["f(x)"]),
            ("RnR^nTransformer", &["R^n"]),
            ("a committee of 11 and 22, see 9.1.29.1.2", &[]),
            ("y^=σ(Wx)\\hat{y} = \\sigma(Wx)", &["\\hat{y} = \\sigma(Wx)"]),
            ("ab\\frac{a}{b} 以及 x^2", &["\\frac{a}{b}"]),
            ("𝔼[X]\\mathbb{E}[X]", &["\\mathbb{E}[X]"]),
            ("策略 πb≠πe\\pi_b ≠\\pi_e", &["\\pi_b ≠\\pi_e"]),
            ("与 πb\\pi_b ≠ 别的, β\\beta-VAE, V|V| 与 yy'", &["\\pi_b", "\\beta", "|V|", "y'"]),
            ("", &[]),
            ("bookkeeper balloon", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(solved(text), *expected, "{text}");
        }
    }
}
