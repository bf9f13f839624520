//! Letters above names: a power, or the index of a family?
//!
//! `\sum_l \langle y^l + \xi^l, M^l \beta \rangle`: what a formula writes above many names and binds counts members;
//! `\sum_k a_k x^k` raises one name to a power.

use std::collections::BTreeSet;

/// How many names must carry the letter until it counts.
const FAMILY: usize = 3;

/// Whether a formula writes the letter above so many names, and nowhere in an exponent that only a power can be.
pub(super) fn counts_members(tex: &str, letter: &str) -> bool {
    if !letter.chars().all(|c| c.is_ascii_lowercase()) || letter.len() != 1 {
        return false;
    }
    let mut names = BTreeSet::new();
    for (at, _) in tex.match_indices('^') {
        let (before, behind) = (tex.get(..at).unwrap_or(""), tex.get(at + 1..).unwrap_or("").trim_start());
        match exponent(behind) {
            Some(script) if script == letter => match base(before) {
                Some(name) => {
                    names.insert(name);
                }
                None => return false,
            },
            Some(script) if script.len() > 1 && mentions(script, letter) => return false,
            _ => {}
        }
    }
    let primed = |name: &&str| names.contains(name.trim_matches(['{', '}']).trim_end_matches('\''));
    names.len() >= FAMILY || names.iter().any(|name| name.contains('\'') && primed(name))
}

fn exponent(behind: &str) -> Option<&str> {
    match behind.strip_prefix('{') {
        Some(inside) => inside.split_once('}').map(|(script, _)| script.trim()),
        None => behind.get(..behind.chars().next()?.len_utf8()),
    }
}

fn mentions(script: &str, letter: &str) -> bool {
    super::ranges::mentions(script, &[letter])
}

/// The name that ends a text: a letter, a command, a group in braces; `None` for a number or a parenthesis.
fn base(before: &str) -> Option<&str> {
    let before = before.trim_end();
    let last = before.chars().next_back()?;
    let start = match last {
        '}' => before.rfind('{')?,
        _ if last.is_alphabetic() => {
            let letters = before.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            if letters.ends_with('\\') { letters.len() - 1 } else { before.len() - last.len_utf8() }
        }
        _ => return None,
    };
    before.get(start..)
}

#[cfg(test)]
mod tests {
    use super::counts_members;

    #[test]
    fn a_letter_above_many_names_counts_and_an_exponent_does_not() {
        assert!(counts_members(r"\sum_l y^l + \xi^l \nu^{l}", "l"));
        assert!(counts_members(r"\sum_k (x^k - {x'}^k)^2", "k"));
        for power in [r"\sum_k a_k x^k", r"\sum_k p^k q^{n-k}", r"\sum_n a^n b^n 2^n c^n", r"\sum_i x^i y^i"] {
            assert!(!counts_members(power, "k") && !counts_members(power, "n") && !counts_members(power, "i"));
        }
    }
}
