//! What the words around a formula make of it.
//!
//! Takes a document and its flow; gives one [`StanceInfo`] a formula, from the rows of the cue table: the nearest
//! cue that reaches the formula wins, then a cue of its clause, of its sentence, the heading. Never reads formulas,
//! except for the relation with which a display goes on.

use super::Stance;
use super::cue_scan::{Hit, scan};
use super::cues::{Effect, HEADINGS, Place, Reach};
use super::flow::{BREAK, FORMULA, Flow, Mark};
use super::sections::heading_chain;
use crate::extract::{BlockKind, Document};
use crate::source::Span;

/// The stance of a formula and what it was told from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StanceInfo {
    pub stance: Stance,
    /// The cue that decided, as its row spells it.
    pub cue: Option<&'static str>,
    /// Where the cue stands in the file; the heading for a stance that a heading gives.
    pub place: Option<Span>,
    /// Sentences are counted from the top of the page; formulas with one number share a sentence.
    pub sentence: usize,
    /// Whether the words announce a step from what stands before: "substituting", "it follows", 代入.
    pub derivation: bool,
    /// Whether the formula begins with a relation and so goes on from the display above.
    pub continues: bool,
}

/// Document → the stance of each of its formulas, by index.
pub fn stances(document: &Document) -> Vec<StanceInfo> {
    stances_in(document, &Flow::new(document))
}

/// The same with the flow at hand.
pub fn stances_in(document: &Document, flow: &Flow) -> Vec<StanceInfo> {
    let unread =
        StanceInfo { stance: Stance::Plain, cue: None, place: None, sentence: 0, derivation: false, continues: false };
    let mut infos = vec![unread; document.formulas.len()];
    let hits = scan(&flow.folded);
    let mut hits = hits.as_slice();
    let mut marks = flow.marks.as_slice();
    let mut carried = Carried::default();
    for (number, sentence) in flow.sentences.iter().enumerate() {
        let own_hits = take(&mut hits, |hit| hit.start < sentence.end as usize);
        let own_marks = take(&mut marks, |mark| mark.at < sentence.end as usize);
        let mut walk =
            Walk { flow, text: sentence.of(&flow.folded), start: sentence.start as usize, state: State::default() };
        let asks = walk.text.trim_end_matches(|c: char| c.is_whitespace() || c == BREAK).ends_with(['?', '？']);
        let found = walk.run(own_hits, own_marks);
        let in_item = own_marks.first().and_then(|mark| document.blocks.get(mark.block)).map(|block| &block.kind);
        for (mark, (stance, hit, derivation)) in own_marks.iter().zip(found) {
            let Some(info) = infos.get_mut(mark.formula) else { continue };
            let from_above = carried.hit.filter(|_| matches!(in_item, Some(BlockKind::ListItem(_))));
            *info = settle(document, flow, mark, stance, hit.or(from_above), asks);
            info.sentence = number;
            info.derivation = derivation;
            info.continues =
                document.formulas.get(mark.formula).is_some_and(|formula| begins_with_relation(&formula.tex));
        }
        carried.update(walk.text, own_hits, in_item);
    }
    infos
}

/// The items that stand before a boundary, cut off the front of a slice.
fn take<'a, T>(items: &mut &'a [T], before: impl Fn(&T) -> bool) -> &'a [T] {
    let (front, rest) = items.split_at(items.partition_point(before));
    *items = rest;
    front
}

/// A cue for the list that follows: "常见错误：" and its items.
#[derive(Default)]
struct Carried {
    hit: Option<Hit>,
}

impl Carried {
    fn update(&mut self, text: &str, hits: &[Hit], item: Option<&BlockKind>) {
        let text = text.trim_end_matches(|c: char| c.is_whitespace() || c == BREAK);
        let opens_list = text.ends_with([':', '：']);
        if opens_list {
            self.hit = hits.iter().rev().find(|hit| hit.rules()).copied();
        } else if !text.is_empty() && !matches!(item, Some(BlockKind::ListItem(_))) {
            self.hit = None;
        }
    }
}

/// What is in force while a sentence is read.
#[derive(Clone, Copy, Default)]
struct State {
    next: Option<Hit>,
    clause: Option<Hit>,
    sentence: Option<Hit>,
    /// Whether something was assumed, so that "then" begins what follows from it.
    assumed: bool,
    derivation: bool,
}

struct Walk<'a> {
    flow: &'a Flow,
    text: &'a str,
    start: usize,
    state: State,
}

type Found = (Stance, Option<Hit>, bool);

impl Walk<'_> {
    /// Reads the sentence from left to right; one answer a formula.
    fn run(&mut self, hits: &[Hit], marks: &[Mark]) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::with_capacity(marks.len());
        let (mut hits, mut marks) = (hits.iter().peekable(), marks.iter().peekable());
        let mut outer: Vec<State> = Vec::new();
        for (offset, letter) in self.text.char_indices() {
            let at = self.start + offset;
            while let Some(hit) = hits.next_if(|hit| hit.start <= at) {
                self.meet_cue(hit, &mut found);
            }
            if let Some(mark) = marks.next_if(|mark| mark.at <= at) {
                found.push(self.meet_formula(mark));
                continue;
            }
            match letter {
                '(' | '（' if outer.len() < 8 => {
                    outer.push(self.state);
                    self.state.next = None;
                }
                ')' | '）' => self.state = outer.pop().unwrap_or(self.state),
                ',' | '，' => self.meet_comma(offset + letter.len_utf8()),
                ';' | '；' => self.state = State { derivation: self.state.derivation, ..State::default() },
                _ => {}
            }
        }
        found
    }

    fn meet_cue(&mut self, hit: &Hit, found: &mut [Found]) {
        if hit.cue.place == Place::Behind {
            if let (Some(last), Some(stance)) = (found.last_mut(), hit.stance())
                && !matches!(last.0, Stance::Assumed | Stance::Asked)
            {
                *last = (stance, Some(*hit), last.2);
            }
            return;
        }
        self.state.derivation |= hit.cue.derivation;
        self.state.assumed |= hit.stance() == Some(Stance::Assumed);
        self.state.next = None;
        if hit.cue.effect == Effect::Then && !self.state.assumed {
            return;
        }
        // "If we find a point where …": the condition goes on.
        let within_condition = self.state.clause.and_then(|hit| hit.stance()) == Some(Stance::Assumed);
        match hit.cue.reach {
            Reach::Direct | Reach::Near => self.state.next = Some(*hit),
            Reach::Clause if within_condition && hit.stance() == Some(Stance::Defining) => {}
            Reach::Clause => self.state.clause = Some(*hit),
            Reach::Sentence => {
                self.state.sentence = Some(*hit);
                self.state.clause = None;
            }
        }
    }

    fn meet_formula(&mut self, mark: &Mark) -> Found {
        let before = |hit: &Hit| self.flow.folded.get(hit.end..mark.at).unwrap_or("");
        let direct = self.state.next.filter(|hit| match hit.cue.reach {
            Reach::Direct => before(hit).chars().all(|c| c.is_whitespace() || ":：\"“「'".contains(c)),
            _ => before(hit).chars().count() <= NEAR,
        });
        // A list of formulas is one: "for $a$, $b$ and $c$".
        let after = mark.at + FORMULA.len_utf8();
        if !joins_next(self.flow.folded.get(after..).unwrap_or("")) {
            self.state.next = None;
        } else if let (Some(next), Some(_)) = (self.state.next.as_mut(), direct) {
            next.end = after + joint_length(self.flow.folded.get(after..).unwrap_or(""));
        }
        let near = direct.or(self.state.clause);
        let hit = match self.state.sentence {
            Some(sentence) if sentence.rules() && near.and_then(|hit| hit.stance()) != Some(Stance::Assumed) => {
                Some(sentence)
            }
            sentence => near.or(sentence),
        };
        (hit.and_then(|hit| hit.stance()).unwrap_or(Stance::Plain), hit, self.state.derivation)
    }

    /// A comma ends a clause, except right behind its cue ("hence, …") and between the formulas of a list.
    fn meet_comma(&mut self, after: usize) {
        let before = self.text.get(..after).unwrap_or("").trim_end_matches([',', '，', ' ']);
        let rest = self.text.get(after..).unwrap_or("");
        let end = self.start + before.len();
        let behind_cue = [self.state.clause, self.state.next].into_iter().flatten().any(|hit| hit.end >= end);
        if behind_cue || (before.ends_with(FORMULA) && rest.trim_start().starts_with(FORMULA)) {
            return;
        }
        self.state.clause = None;
        self.state.next = None;
    }
}

/// How many characters may stand between a near cue and its formula.
const NEAR: usize = 48;

/// What joins the formulas of a list.
const JOINTS: [&str; 9] = [", and", ",", "，", "、", " and", "和", "与", "或", " or"];

fn joint_length(rest: &str) -> usize {
    let blanks = rest.len() - rest.trim_start().len();
    let trimmed = rest.trim_start();
    let joint = JOINTS.iter().map(|joint| joint.trim_start()).find(|joint| trimmed.starts_with(joint));
    joint.map_or(0, |joint| blanks + joint.len())
}

fn joins_next(rest: &str) -> bool {
    let length = joint_length(rest);
    length > 0 && rest.get(length..).is_some_and(|rest| rest.trim_start().starts_with(FORMULA))
}

/// The stance after heading and question mark have had their say.
fn settle(document: &Document, flow: &Flow, mark: &Mark, stance: Stance, hit: Option<Hit>, asks: bool) -> StanceInfo {
    let told = hit.and_then(|hit| hit.stance()).unwrap_or(stance);
    let mut info = StanceInfo {
        stance: told,
        cue: hit.map(|hit| hit.cue.words),
        place: hit.map(|hit| flow.to_file(Span::new(hit.start, hit.start + hit.cue.words.len()))),
        sentence: 0,
        derivation: false,
        continues: false,
    };
    if told == Stance::Assumed || (hit.is_some_and(|hit| hit.sets_a_proof()) && !asks) {
        return info;
    }
    if let Some((stance, words, place)) = heading_stance(document, mark.block) {
        (info.stance, info.cue, info.place) = (stance, Some(words), Some(place));
    } else if asks && told != Stance::Denied {
        (info.stance, info.cue) = (Stance::Asked, Some("?"));
    }
    info
}

/// The stance that the headings above a block, or the box it stands in, give to all that stands below.
fn heading_stance(document: &Document, block: usize) -> Option<(Stance, &'static str, Span)> {
    let own = document.blocks.get(block)?;
    if let Some(name) = &own.enclosing {
        let row = HEADINGS.iter().find(|(words, _)| name.contains(words));
        if let Some((words, stance)) = row {
            return Some((*stance, words, own.span));
        }
    }
    heading_chain(document, block).find_map(|(text, span)| {
        let folded = text.to_ascii_lowercase();
        let row = HEADINGS.iter().find(|(words, _)| has_words(&folded, words));
        row.map(|(words, stance)| (*stance, *words, span))
    })
}

/// Whether the words stand in the text, as whole words where they are English.
fn has_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let whole = |c: Option<char>| !words.is_ascii() || !c.is_some_and(|c| c.is_ascii_alphanumeric());
        whole(text.get(..at).and_then(|before| before.chars().next_back()))
            && whole(text.get(at + words.len()..).and_then(|after| after.chars().next()))
    })
}

/// The relations with which a display may go on.
const RELATIONS: [&str; 12] =
    ["=", "\\le", "\\ge", "<", ">", "\\approx", "\\propto", "\\Rightarrow", "\\implies", "\\iff", "\\equiv", "≤"];

fn begins_with_relation(tex: &str) -> bool {
    let mut rest = tex.trim_start();
    loop {
        let shorter = rest.strip_prefix('&').or_else(|| rest.strip_prefix("{}")).or_else(|| after_begin(rest));
        match shorter {
            Some(shorter) => rest = shorter.trim_start(),
            None => break,
        }
    }
    RELATIONS.iter().any(|relation| {
        rest.strip_prefix(relation).is_some_and(|after| {
            !relation.starts_with('\\')
                || !after.starts_with(|c: char| c.is_ascii_alphabetic())
                || after.starts_with('q')
        })
    })
}

/// What follows `\begin{aligned}`.
fn after_begin(tex: &str) -> Option<&str> {
    let rest = tex.strip_prefix("\\begin{")?;
    rest.split_once('}').map(|(_, rest)| rest)
}

/// Words that say wherever they stand that what follows is true, be it below a heading of exercises.
const PROVEN: &[&str] = &["show that", "prove that", "verify that", "we know that", "recall that", "remember that"];

impl Hit {
    /// "Show that …", 求证, "we know that": what is to be proven, or known, is said to be true.
    fn sets_a_proof(&self) -> bool {
        let proves = self.cue.place == Place::Start || PROVEN.contains(&self.cue.words);
        proves && self.stance() == Some(Stance::Asserted)
    }

    /// Whether what stands nearer, other than an assumption, does not change it: a quoted mistake, a question.
    fn rules(&self) -> bool {
        self.cue.reach == Reach::Sentence && matches!(self.stance(), Some(Stance::Denied | Stance::Asked))
    }

    /// The stance that the cue gives, if it gives one.
    pub(super) fn stance(&self) -> Option<Stance> {
        match self.cue.effect {
            Effect::Stance(stance) => Some(stance),
            Effect::Then => Some(Stance::Asserted),
            Effect::Nothing => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::sample::document;

    /// One letter a formula: Asserted, Plain, Assumed `i`, asKed `k`, Denied `n`, Example `e`, Defining `d`.
    fn told(text: &str) -> String {
        let letter = |info: &StanceInfo| match info.stance {
            Stance::Asserted => 'a',
            Stance::Plain => 'p',
            Stance::Assumed => 'i',
            Stance::Asked => 'k',
            Stance::Denied => 'n',
            Stance::Example => 'e',
            Stance::Defining => 'd',
        };
        stances(&document(text)).iter().map(letter).collect()
    }

    #[test]
    fn words_before_a_formula_give_its_stance() {
        let cases = [
            ("Hence, $a = b$.", "a"),
            ("Therefore the sum $a = b$ vanishes.", "a"),
            ("It follows from the rule that $$a = b.$$", "a"),
            ("If $x > 0$, then $a = b$.", "ia"),
            ("若 $x > 0$，则 $a = b$。", "ia"),
            ("设 $x = 2$，$y = 3$，因此 $a = b$。", "iia"),
            ("Suppose that $a = b$ and $c = d$.", "ii"),
            ("The loss is given by $$a = b,$$ where $c = d$.", "dd"),
            ("We define the gate $a = b$. It grows.", "d"),
            ("代入上式可得 $$a = b$$", "a"),
            ("We multiply $a = b$ by two.", "p"),
            ("Let us turn $a = b$ around.", "p"),
            ("$a = b$ 不成立。", "n"),
            ("当 $x = 0$ 时，$a = b$ 成立。", "ip"),
            ("$x = 0$ 时函数有极值。", "i"),
            ("A common mistake is to write $a = b$.", "n"),
            ("For example, $a = b$.", "e"),
            ("Is it true that $a = b$?", "k"),
            ("Compute $a = b$.", "k"),
            ("# 练习\n\n由 $a = b$ 出发。\n\n# 正文\n\n由 $a = b$ 出发。", "kp"),
            ("# Exercises\n\nGiven numbers $a$ and $b$, show that $a = b$.", "iia"),
            ("# Exercises\n\nWe know that $a = b$. Can you find $c = d$?", "ak"),
            ("# Exercises\n\nCan you show that $a = b$?", "k"),
            ("常见错误：\n\n- 写 $a = b$。\n- 写 $c = d$。\n\n正文 $e = f$。", "nnp"),
            ("for $a = 1$, $b = 2$ and $c = 3$", "iii"),
            ("适当的 $a = b$ 与没有 $c = d$", "pp"),
        ];
        for (text, expected) in cases {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn a_step_and_a_continued_display_are_told() {
        let infos =
            stances(&document("Substituting, we get $$a = b$$ so that\n\n$$\\begin{aligned} &= c \\end{aligned}$$"));
        assert!(infos.iter().all(|info| info.derivation));
        assert_eq!(infos.iter().map(|info| info.continues).collect::<Vec<_>>(), [false, true]);
    }

    #[test]
    fn the_cue_has_its_place() {
        let text = "Put differently, 因此 $a = b$";
        let infos = stances(&document(text));
        assert_eq!(infos[0].place.unwrap().of(text), "因此");
    }
}
