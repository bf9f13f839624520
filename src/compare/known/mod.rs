//! Well-known formulas that a page quotes with one slip.
//!
//! Takes a relation and the words around it; gives the well-known formula that it would be after one edit, where the
//! words call it so and it is none of the ways in which that formula is written. Never uses values.

mod fit;
mod form;
mod rows;

use std::sync::OnceLock;

use fit::Fit;
use form::normal;
use rows::{ROWS, Row};

use super::Words;
use crate::claims::{Relation, pattern};
use crate::decide::slips_of;
use crate::expr::{Expr, Kind, Range};
use crate::lower::lower;
use crate::scope::NoNames;
use crate::syntax::{Macros, parse};

/// A well-known formula, and the slip with which it is quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misquoted {
    /// Index of the relation on its page.
    pub relation: usize,
    /// How everybody calls it.
    pub name: &'static str,
    /// The formula as it is known.
    pub known: String,
    /// What was changed, as an edit of the known one.
    pub slip: String,
}

/// A way of writing a formula, and its sides in one form.
struct Quote {
    tex: &'static str,
    left: Expr,
    right: Expr,
}

/// A quote with a slip in it.
struct Slip {
    what: String,
    left: Expr,
    right: Expr,
    /// The quote that it was made from.
    of: usize,
}

/// A row, read.
struct Known {
    row: &'static Row,
    quotes: Vec<Quote>,
    slips: Vec<Slip>,
}

fn known() -> &'static [Known] {
    static READ: OnceLock<Vec<Known>> = OnceLock::new();
    READ.get_or_init(|| ROWS.iter().map(Known::of).collect())
}

/// misquoted: an equation of a page and the words around it → the well-known formula that it is but for a slip.
pub fn misquoted(at: usize, relation: &Relation, words: &Words) -> Option<Misquoted> {
    let called = |known: &&Known| known.is_called(words);
    if !known().iter().any(|known| called(&known)) || words.announce_another() {
        return None;
    }
    let (left, right) = (&relation.left, normal(&relation.right));
    let is_right =
        |known: &&Known| known.quotes.iter().any(|quote| known.fit(&quote.left, &quote.right, left, &right).is_some());
    let lacks = |known: &Known| known.quotes.iter().any(|quote| known.lacks_square(quote, left, &right));
    // A mean is a mean of anything: it explains no other formula.
    let strong = || known().iter().filter(|known| known.row.only.is_empty());
    if strong().any(|known| is_right(&known) && !(called(&known) && lacks(known))) {
        return None;
    }
    known().iter().filter(called).find_map(|known| {
        if let Some(quote) = known.quotes.iter().find(|quote| known.lacks_square(quote, left, &right)) {
            return Some(known.misquoted(at, quote, "without the square on the left"));
        }
        if is_right(&known) {
            return None;
        }
        let slip = known.slips.iter().find(|slip| {
            let fit = known.fit(&slip.left, &slip.right, left, &right);
            let telling = |fit: Fit| fit.is_of_names() && (!known.row.lettered || fit.has_own_letters());
            fit.is_some_and(telling) && !(slip.is_of_bounds() && is_shifted(&right))
        })?;
        known.quotes.get(slip.of).map(|quote| known.misquoted(at, quote, &slip.what))
    })
}

impl Slip {
    fn is_of_bounds(&self) -> bool {
        self.what.contains("bound")
    }
}

/// Whether a sum compares neighbours: `x_i - x_{i-1}` starts where there is one.
fn is_shifted(right: &Expr) -> bool {
    right.any(&mut |part| match &part.kind {
        Kind::Bind(binding) => binding.body.any(&mut |node| {
            let runs = |term: &Expr| binding.bound.iter().any(|bound| term.as_symbol() == Some(&bound.name));
            node.as_apply("Add").is_some_and(|terms| terms.len() == 2 && terms.iter().any(runs))
                && !matches!(binding.bound.first().map(|bound| &bound.range), Some(Range::Implicit))
        }),
        _ => false,
    })
}

impl Known {
    fn of(row: &'static Row) -> Self {
        let read = |tex: &'static str| {
            let (left, right) = sides(tex)?;
            Some((Quote { tex, left, right: normal(&right) }, right))
        };
        let written: Vec<(Quote, Expr)> = row.forms.iter().filter_map(|tex| read(tex)).collect();
        let also = row.also.iter().filter_map(|tex| read(tex)).map(|(quote, _)| quote);
        let mut slips: Vec<Slip> = Vec::new();
        for (of, (quote, right)) in written.iter().enumerate() {
            for (what, edited) in slips_of(right) {
                slips.push(Slip { what, left: quote.left.clone(), right: normal(&edited), of });
            }
        }
        let quotes = written.into_iter().map(|(quote, _)| quote).chain(also).collect();
        let mut known = Self { row, quotes, slips: Vec::new() };
        slips.retain(|slip| {
            let told = row.only.is_empty() || row.only.iter().any(|word| slip.what.contains(word));
            let is_right = |quote: &Quote| {
                known.fit(&quote.left, &quote.right, &slip.left, &slip.right).is_some()
                    || known.fit(&slip.left, &slip.right, &quote.left, &quote.right).is_some()
            };
            told && !known.quotes.iter().any(is_right)
        });
        known.slips = slips;
        known
    }

    fn misquoted(&self, relation: usize, quote: &Quote, slip: &str) -> Misquoted {
        Misquoted { relation, name: self.row.name, known: quote.tex.to_owned(), slip: slip.to_owned() }
    }

    /// `\sigma = …` where the quote says `\sigma^2 = …`, with the same letter of another alphabet.
    fn lacks_square(&self, quote: &Quote, left: &Expr, right: &Expr) -> bool {
        let root = quote.left.as_apply("Power").and_then(<[Expr]>::first).and_then(Expr::as_symbol);
        let same = root.is_some_and(|root| {
            root.as_str().starts_with('\\')
                && pattern::base_name(left).is_some_and(|own| own.as_str().starts_with(root.as_str()))
        });
        same && !left.is_apply("Power") && !Fit::ordered(self.row.ordered).all(&quote.right, right).is_empty()
    }

    /// Whether the words around a formula call it so.
    fn is_called(&self, words: &Words) -> bool {
        let told = |word: &&str| says(&words.around, word) || says(&words.heading, word);
        self.row.words.iter().any(told) && !self.row.unless.iter().any(told)
    }

    /// The way in which one equation is another.
    fn fit(&self, left: &Expr, right: &Expr, own_left: &Expr, own_right: &Expr) -> Option<Fit> {
        let fits = Fit::ordered(self.row.ordered).all(right, own_right);
        fits.into_iter().find(|fit| stands_for(fit, left, own_left))
    }
}

/// Whether the left side of a quote may stand for that of an equation: a call for a call of the same argument, a square
/// for a square, a letter for whatever has a name.
fn stands_for(fit: &Fit, left: &Expr, own: &Expr) -> bool {
    match (&left.kind, &own.kind) {
        (Kind::Call(_, arguments), Kind::Call(callee, owns)) => {
            let measure = pattern::base_name(callee).is_some_and(pattern::is_measure);
            !measure && arguments.len() == owns.len() && !fit.in_order(arguments, owns).is_empty()
        }
        (Kind::Call(_, arguments), Kind::Apply(_, owns)) => !fit.in_order(arguments, owns).is_empty(),
        (Kind::Call(..), _) => false,
        (Kind::Apply("Power", _), Kind::Apply("Power", _)) => true,
        (Kind::Apply("Power", _), _) => false,
        _ => pattern::base_name(own).is_some() || matches!(own.kind, Kind::Call(..) | Kind::Apply(..)),
    }
}

/// The sides of an equation that is written in TeX.
fn sides(tex: &str) -> Option<(Expr, Expr)> {
    let reading = lower(&parse(tex, &Macros::default()).nodes, tex, 0, &NoNames);
    let statement = reading.statements.into_iter().next()?;
    let link = statement.links.into_iter().next()?;
    Some((statement.first?, link.right))
}

/// Whether a text has a word; a word of letters is none in the middle of another.
fn says(text: &str, word: &str) -> bool {
    let letter = |found: Option<char>| found.is_some_and(|letter| letter.is_ascii_alphanumeric());
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (text.get(..at).unwrap_or(""), text.get(at + word.len()..).unwrap_or(""));
        let after = after.strip_prefix('s').unwrap_or(after);
        !word.is_ascii() || !letter(before.chars().next_back()) && !letter(after.chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_is_read_and_is_none_of_its_slips() {
        for known in known() {
            assert_eq!(known.quotes.len(), known.row.forms.len() + known.row.also.len(), "{}", known.row.name);
            for quote in &known.quotes {
                let fit = known.fit(&quote.left, &quote.right, &quote.left, &quote.right);
                assert!(fit.is_some(), "{}: {} is not like itself", known.row.name, quote.tex);
                for slip in &known.slips {
                    let same = known.fit(&slip.left, &slip.right, &quote.left, &quote.right);
                    assert!(same.is_none(), "{}: {} is {}", known.row.name, quote.tex, slip.what);
                }
            }
            assert!(known.slips.len() >= 2, "{} has no slips", known.row.name);
        }
    }
}
