//! Equations of a page that are alike, and the one among them that has another sign.
//!
//! Takes the relations of a page; gives the places where one sign stands against several equations of the same form.
//! Three kinds of likeness are strict enough to say so: long sums that differ in the functions that they call, rows of
//! one system, and an equation that the page writes twice. Never looks at values.

use std::collections::BTreeMap;

use crate::claims::Relation;
use crate::expr::{Expr, Kind, Name};
use crate::source::Span;

/// A sign that stands alone against others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Odd {
    pub formula: usize,
    /// The term with the sign, in the formula's text.
    pub span: Span,
    /// Whether the term is subtracted here.
    pub negative: bool,
    /// How many equations have the other sign.
    pub others: usize,
    /// One of those, and its place.
    pub like: (usize, Span),
}

/// Sums with fewer parts are alike by chance.
const LONG: usize = 14;
/// A page with more sums than this is not compared.
const MOST: usize = 400;

/// What a form is made of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Token {
    Text(String),
    /// An index that is a number.
    Index(String),
    /// The sign of a term, and the term's place.
    Sign(bool, Span),
}

/// A form and where it stands.
struct Form {
    formula: usize,
    statement: usize,
    span: Span,
    tokens: Vec<Token>,
    /// The number of its row; its own text, for what is written twice.
    own: String,
}

/// relations of a page → the signs that stand alone.
pub fn odd_signs(relations: &[&Relation]) -> Vec<Odd> {
    let mut found = Vec::new();
    for (forms, votes) in [(sums(relations), 3), (rows(relations), 2), (repeated(relations), 3)] {
        for group in groups(forms) {
            found.extend(outvoted(&group, votes));
        }
    }
    found.sort_by_key(|odd| (odd.formula, odd.span.start));
    found.dedup_by_key(|odd| (odd.formula, odd.span));
    found
}

/// Long sums, whatever the functions in them are called.
fn sums(relations: &[&Relation]) -> Vec<Form> {
    let mut forms = Vec::new();
    for relation in relations {
        for side in [&relation.left, &relation.right] {
            side.visit(&mut |node| {
                if node.is_apply("Add") && forms.len() < MOST {
                    let tokens = spelled(node, &|_| String::new(), &|name| name.to_string());
                    if tokens.len() >= LONG {
                        forms.push(form(relation, node.span, tokens, String::new()));
                    }
                }
            });
        }
    }
    // A later link repeats the side before it.
    forms.dedup_by(|a, b| a.formula == b.formula && a.span == b.span);
    forms
}

/// `o_1 = x_1 w_{11} + b_1`: rows of a system, each with a number of its own.
fn rows(relations: &[&Relation]) -> Vec<Form> {
    let equations = relations.iter().filter(|relation| relation.relation == "Equal" && relation.link == 0);
    let numbered = equations.filter_map(|relation| {
        let tokens = whole(relation, &|name| name.to_string());
        let own = row(&relation.left)?;
        (tokens.len() >= LONG).then(|| form(relation, relation.span, tokens, own))
    });
    numbered.take(MOST).collect()
}

/// `p_h = k_h - 1` and `p_w = k_w - 1`: short equations, whatever the labels of their names are.
fn repeated(relations: &[&Relation]) -> Vec<Form> {
    let equations = relations.iter().filter(|relation| relation.relation == "Equal" && relation.link == 0);
    let forms = equations.filter_map(|relation| {
        let mut labels: Vec<String> = Vec::new();
        for name in names(relation) {
            labels.extend(label(&name).map(str::to_owned).filter(|label| !labels.contains(label)));
        }
        let numbered = |name: &Name| match label(name).and_then(|own| labels.iter().position(|label| label == own)) {
            Some(number) => format!("{}_#{number}", base(name)),
            None => name.to_string(),
        };
        let own: Vec<String> = names(relation).iter().map(Name::to_string).collect();
        let tokens = whole(relation, &numbered);
        (!labels.is_empty()).then(|| form(relation, relation.span, tokens, own.join(" ")))
    });
    forms.take(MOST).collect()
}

fn form(relation: &Relation, span: Span, tokens: Vec<Token>, own: String) -> Form {
    Form { formula: relation.formula, statement: relation.statement, span, tokens, own }
}

/// The names of both sides, in reading order.
fn names(relation: &Relation) -> Vec<Name> {
    let mut names = Vec::new();
    for side in [&relation.left, &relation.right] {
        side.visit(&mut |node| names.extend(node.as_symbol().cloned()));
    }
    names
}

fn base(name: &Name) -> &str {
    name.as_str().split_once('_').map_or(name.as_str(), |(base, _)| base)
}

fn label(name: &Name) -> Option<&str> {
    name.as_str().split_once('_').map(|(_, label)| label).filter(|label| !is_number(label))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|digit| digit.is_ascii_digit())
}

/// The number of `o_1`.
fn row(left: &Expr) -> Option<String> {
    match &left.kind {
        Kind::Symbol(name) => name.as_str().split_once('_').map(|(_, own)| own.to_owned()).filter(|own| is_number(own)),
        Kind::Apply("At" | "AtUpper", parts) => match parts.as_slice() {
            [_, index] => index.as_number().map(|number| number.value.to_string()),
            _ => None,
        },
        _ => None,
    }
}

fn whole(relation: &Relation, name: &dyn Fn(&Name) -> String) -> Vec<Token> {
    let callee = |callee: &Expr| crate::expr::print::plain(callee);
    let mut tokens = spelled(&relation.left, &callee, name);
    tokens.push(Token::Text(relation.relation.into()));
    tokens.extend(spelled(&relation.right, &callee, name));
    tokens
}

/// The tokens of an expression, in reading order.
fn spelled(expr: &Expr, callee: &dyn Fn(&Expr) -> String, name: &dyn Fn(&Name) -> String) -> Vec<Token> {
    let mut tokens = Vec::new();
    spell(expr, callee, name, &mut tokens);
    tokens
}

fn spell(expr: &Expr, callee: &dyn Fn(&Expr) -> String, name: &dyn Fn(&Name) -> String, tokens: &mut Vec<Token>) {
    let text = |text: &str| Token::Text(text.to_owned());
    match &expr.kind {
        Kind::Number(number) => tokens.push(Token::Text(number.value.to_string())),
        Kind::Symbol(own) => match own.as_str().split_once('_').filter(|(_, label)| is_number(label)) {
            Some((base, number)) => tokens.extend([text(base), Token::Index(number.to_owned())]),
            None => tokens.push(Token::Text(name(own))),
        },
        Kind::Opaque(own) => tokens.push(text(own)),
        Kind::Apply("Add", terms) => {
            tokens.push(Token::Text(format!("+{}", terms.len())));
            for term in terms {
                let (negative, inner) = match term.as_apply("Negate") {
                    Some([inner]) => (true, inner),
                    _ => (false, term),
                };
                tokens.push(Token::Sign(negative, term.span));
                spell(inner, callee, name, tokens);
            }
        }
        Kind::Apply("At" | "AtUpper", parts) => {
            tokens.push(text("at"));
            for (place, part) in parts.iter().enumerate() {
                match part.as_number().filter(|_| place > 0) {
                    Some(number) => tokens.push(Token::Index(number.value.to_string())),
                    None => spell(part, callee, name, tokens),
                }
            }
        }
        Kind::Apply(head, parts) => {
            tokens.push(Token::Text(format!("{head}{}", parts.len())));
            parts.iter().for_each(|part| spell(part, callee, name, tokens));
        }
        Kind::Call(own, arguments) => {
            tokens.push(Token::Text(format!("({}){}", callee(own), arguments.len())));
            arguments.iter().for_each(|argument| spell(argument, callee, name, tokens));
        }
        Kind::Bind(binding) => {
            tokens.push(text(binding.head));
            for bound in &binding.bound {
                tokens.push(Token::Text(name(&bound.name)));
                bound.range.parts().iter().for_each(|part| spell(part, callee, name, tokens));
            }
            spell(&binding.body, callee, name, tokens);
        }
    }
}

/// Forms of one structure: the same but for indices and signs.
fn groups(forms: Vec<Form>) -> Vec<Vec<Form>> {
    let mut groups: BTreeMap<Vec<Token>, Vec<Form>> = BTreeMap::new();
    for form in forms {
        let bare = form.tokens.iter().map(|token| match token {
            Token::Text(_) => token.clone(),
            Token::Index(_) => Token::Index(String::new()),
            Token::Sign(..) => Token::Sign(false, Span::default()),
        });
        groups.entry(bare.collect()).or_default().push(form);
    }
    groups.into_values().collect()
}

/// The only form with a sign of its own, where all others agree and are enough.
fn outvoted(group: &[Form], votes: usize) -> Option<Odd> {
    let mut odd = None;
    for (at, form) in group.iter().enumerate() {
        let others: Vec<&Form> =
            group.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, own)| own).collect();
        let [first, rest @ ..] = others.as_slice() else { return None };
        let agree = others.len() >= votes && rest.iter().all(|other| apart(first, other) == Some(Vec::new()));
        let differing = apart(form, first).filter(|_| agree && is_kin(form, &others, votes));
        if let Some([at]) = differing.as_deref()
            && let Some(Token::Sign(negative, span)) = form.tokens.get(*at)
        {
            let odd_one = Odd {
                formula: form.formula,
                span: *span,
                negative: *negative,
                others: others.len(),
                like: (first.formula, first.span),
            };
            if odd.replace(odd_one).is_some() {
                return None;
            }
        }
    }
    odd
}

/// Rows belong to one system; what is written twice is made of the very same names in one place.
fn is_kin(form: &Form, others: &[&Form], votes: usize) -> bool {
    match (form.own.is_empty(), votes) {
        (true, _) => others.iter().all(|other| other.formula != form.formula),
        (false, 2) => others.iter().all(|other| other.formula == form.formula && other.statement != form.statement),
        (false, _) => others.iter().any(|other| other.own == form.own && other.formula != form.formula),
    }
}

/// The places of the signs in which two forms differ; `None` where they differ in more than signs and the numbers of
/// their rows.
fn apart(one: &Form, other: &Form) -> Option<Vec<usize>> {
    let mut signs = Vec::new();
    for (at, pair) in one.tokens.iter().zip(&other.tokens).enumerate() {
        match pair {
            (Token::Sign(a, _), Token::Sign(b, _)) if a != b => signs.push(at),
            (Token::Sign(..), Token::Sign(..)) => {}
            (Token::Index(a), Token::Index(b)) if a == b || *a == one.own && *b == other.own => {}
            (a, b) if a == b => {}
            _ => return None,
        }
    }
    (one.tokens.len() == other.tokens.len()).then_some(signs)
}

#[cfg(test)]
mod tests {
    use crate::testing::findings;

    fn odd(text: &str) -> usize {
        findings("a.md", text).lines().filter(|line| line.contains("odd-one-out")).count()
    }

    const VALUES: &str = "$$V(s) = r(s, a) + \\gamma \\sum_{t} P(t \\mid s, a) V(t)$$ and \
        $$W(s) = r(s, a) + \\gamma \\sum_{t} P(t \\mid s, a) W(t)$$ and \
        $$U(s) = r(s, a) + \\gamma \\sum_{t} P(t \\mid s, a) U(t)$$ and ";

    #[test]
    fn a_sign_against_three_is_odd() {
        let fourth =
            |sign: &str| format!("{VALUES}$$X(s) = r(s, a) {sign} \\gamma \\sum_{{t}} P(t \\mid s, a) X(t).$$");
        assert_eq!(odd(&fourth("-")), 1);
        assert_eq!(odd(&fourth("+")), 0);
    }

    #[test]
    fn a_row_of_a_system_departs() {
        let system = |sign: &str| {
            format!(
                "The outputs are $$\\begin{{aligned}} o_1 &= x_1 w_{{11}} + x_2 w_{{12}} + b_1 \\\\ o_2 &= x_1 w_{{21}} {sign} \
                 x_2 w_{{22}} + b_2 \\\\ o_3 &= x_1 w_{{31}} + x_2 w_{{32}} + b_3 \\end{{aligned}}$$"
            )
        };
        assert_eq!(odd(&system("-")), 1);
        assert_eq!(odd(&system("+")), 0);
        let solved = "Solve $$\\begin{aligned} y_1 &= x_1 + x_2 + x_3 + x_4 + b_1 \\\\ y_2 &= x_1 - x_3 + x_2 + x_4 + b_2 \\\\ \
                      y_3 &= x_2 + x_1 + x_3 + x_4 + b_3 \\end{aligned}$$";
        assert_eq!(odd(solved), 0);
    }

    #[test]
    fn an_equation_is_written_twice() {
        let page = |sign: &str| {
            format!(
                "We set $p_\\text{{h}} = k_\\text{{h}} - 1$ and $p_\\text{{w}} = k_\\text{{w}} - 1$.\n\n\
                 If $p_\\text{{h}} = k_\\text{{h}} {sign} 1$ and $p_\\text{{w}} = k_\\text{{w}} - 1$, the sizes stay.\n"
            )
        };
        assert_eq!(odd(&page("+")), 1);
        assert_eq!(odd(&page("-")), 0);
        assert_eq!(odd("Let $u_a = x_a + y_a$, $u_b = x_b + y_b$, $u_c = x_c + y_c$, $u_d = x_d - y_d$.\n"), 0);
    }
}
