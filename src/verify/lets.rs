//! Definitions that stand beside a formula: `n = 3`, `f(x) = x^2`, `a_k = 2^k`.

use std::collections::BTreeSet;

use super::Given;
use crate::claims::{self, Definition};
use crate::expr::{Expr, Name};
use crate::lower::{Defining, left_side};
use crate::syntax::Node;

/// What each text gives a meaning, and with which letters; an error names the first that gives none.
pub(super) fn defining<'a>(lets: &[(&'a str, &'a [Node])]) -> Result<Vec<Defining<'a>>, String> {
    let mut found: Vec<Defining<'_>> = Vec::new();
    for text in lets {
        let defined = left_side(*text).as_ref().and_then(claims::pattern::defined).filter(|defined| !defined.squared);
        let Some(defined) = defined else { return Err(format!("no definition of a name: `{}`", text.0)) };
        if found.iter().any(|known| known.name == defined.name) {
            return Err(format!("a second definition of {}: `{}`", defined.name, text.0));
        }
        found.push(Defining {
            text: *text,
            function: !defined.parameters.is_empty(),
            letters: [defined.indices, defined.parameters].concat(),
            name: defined.name,
        });
    }
    Ok(found)
}

/// The definitions, so that each stands behind those that it uses; an error names one that leads back to itself.
pub(super) fn definitions(sides: &[(Expr, Expr)], texts: &[String]) -> Result<Vec<Definition>, String> {
    let mut found = Vec::new();
    for ((left, right), text) in sides.iter().zip(texts) {
        match claims::defining(left, right) {
            Some(definition) => found.push(definition),
            None => return Err(format!("no definition, or one by itself: `{text}`")),
        }
    }
    let ordered = claims::in_order_of_use(found.clone());
    let known: BTreeSet<&Name> = ordered.iter().map(|definition| &definition.name).collect();
    match found.iter().find(|definition| !known.contains(&definition.name)) {
        Some(circular) => Err(format!("{} is defined by itself", circular.name)),
        None => Ok(ordered),
    }
}

/// The conditions and definitions by themselves.
pub(super) fn context(given: &Given) -> Result<(Vec<Expr>, Vec<Definition>), String> {
    let (identity, definitions) = super::read("0 = 0", given)?;
    Ok((identity.conditions, definitions))
}

#[cfg(test)]
mod tests {
    use super::super::{Given, verify};
    use crate::decide::Outcome;

    fn outcome(tex: &str, lets: &[&str]) -> Result<Outcome, String> {
        let lets = lets.iter().map(|text| (*text).to_owned()).collect();
        verify(tex, &Given { assume: vec!["x \\in \\mathbb{R}".into()], lets }, 0).map(|verdict| verdict.outcome)
    }

    #[test]
    fn a_name_stands_for_what_it_is_defined_as() {
        let rows: &[(&str, &[&str], Outcome)] = &[
            ("n^2 = 9", &["n = 3"], Outcome::Holds),
            ("n^2 = 8", &["n = 3"], Outcome::Fails),
            ("f(3) = 9", &["f(x) = x^2"], Outcome::Holds),
            ("f(x + 1) - f(x) = 2 x + 1", &["f(x) = x^2"], Outcome::Holds),
            ("f(x + 1) - f(x) = 2 x", &["f(x) = x^2"], Outcome::Fails),
            (
                "\\frac{d}{dx} \\sigma(x) = \\sigma(x) (1 - \\sigma(x))",
                &["\\sigma(x)=\\frac1{1+e^{-x}}"],
                Outcome::Holds,
            ),
            ("\\sigma(x) + \\sigma(-x) = 2", &["\\sigma(x)=\\frac1{1+e^{-x}}"], Outcome::Fails),
            ("g(x) = x^4", &["g(t) = f(f(t))", "f(t) = t^2"], Outcome::Holds),
            ("h(2, 3) = 8", &["h(a, b) = a^b"], Outcome::Holds),
            ("\\sum_{k=0}^{4} a_k = 31", &["a_k = 2^k"], Outcome::Holds),
            ("c_1 + c_2 = 5", &["c_1 = 2", "c_2 = 3"], Outcome::Holds),
            ("\\gamma x = x \\gamma", &["\\gamma = \\frac{1}{2}"], Outcome::Holds),
            ("2 \\gamma = 1", &["\\gamma = \\frac{1}{2}"], Outcome::Holds),
        ];
        for (tex, lets, expected) in rows {
            assert_eq!(outcome(tex, lets).as_ref(), Ok(expected), "{tex} with {lets:?}");
        }
    }

    #[test]
    fn what_defines_nothing_is_an_error() {
        for lets in [&["x + 1 = 2"][..], &["a = b", "b = a"], &["n = n + 1"], &["n = 1", "n = 2"], &["n > 2"], &["f("]]
        {
            assert!(outcome("n = n", lets).is_err(), "{lets:?}");
        }
    }
}
