//! What the words say of the sort of a name: domain, rank and facts of its noun, as far as they fit the letter.

use super::characters::folded;
use super::declaration::{Declaration, Scope};
use super::evidence::Evidence;
use super::nouns::{NounFacts, facts_of};
use super::reader::Told;
use crate::expr::{Domain, Fact};

/// Adds what words tell to a declaration.
pub(super) fn apply(declaration: &mut Declaration, told: &Told) {
    declaration.meaning.clone_from(&told.meaning);
    declaration.unit.clone_from(&told.unit);
    if told.local {
        declaration.scope = Scope::Next;
    }
    declaration.shape.clone_from(&told.shape);
    let folded = folded(told.meaning.as_deref().unwrap_or(""));
    let facts = if told.loose { NounFacts::default() } else { facts_of(&folded) };
    // A family's noun may speak of the whole family: its facts are not those of a member.
    let several = told.plural || is_of_several(&folded) && facts.domain == Domain::Real;
    let whole = several && declaration.indices.is_empty() && facts.rank == Some(0);
    let facts = if gathers(&declaration.name, &folded, &facts) { NounFacts::default() } else { facts };
    declaration.domain = if whole { Domain::Unknown } else { facts.domain };
    declaration.rank = told.shape.as_ref().map(Vec::len).or(facts.rank.filter(|_| !whole));
    declaration.facts.extend(facts.facts);
    declaration.function |= facts.function || told.function;
    if told.count {
        declaration.domain = Domain::Natural;
        declaration.rank = Some(0);
        declaration.facts.insert(Fact::Positive);
    }
}

/// "standard deviations": the plural of a noun of several words.
fn is_of_several(noun: &str) -> bool {
    let singular = noun.strip_suffix('s').filter(|one| !one.ends_with('s') && !noun.contains(" of "));
    singular.is_some_and(|one| one.is_ascii() && facts_of(one).rank == Some(0))
}

/// Whether a number's noun may stand for many of them in one array: "variance" of `\Sigma`, 奇异值 of `D`.
pub(super) fn gathers(name: &crate::expr::Name, noun: &str, facts: &NounFacts) -> bool {
    const LISTED: [&str; 8] =
        ["variance", "singular value", "singular values", "eigenvalue", "eigenvalues", "奇异值", "特征值", "方差"];
    const GREEK: [&str; 9] = ["\\Sigma", "\\Lambda", "\\Gamma", "\\Omega", "\\Psi", "\\Phi", "\\Theta", "\\Xi", "\\Pi"];
    let base = name.as_str().split(['_', '^']).next().unwrap_or("");
    let number = facts.rank == Some(0) && !matches!(facts.domain, Domain::Natural | Domain::Integer);
    let array = base.contains("\\mathbf{") || GREEK.contains(&base);
    let small = base.len() == 1 && base.chars().all(|c| c.is_ascii_lowercase());
    if facts.domain == Domain::Set && (small || base.contains("\\mathbf{")) {
        return true;
    }
    let capital = base.len() == 1 && base.chars().all(|c| c.is_ascii_uppercase());
    number && (array || capital && LISTED.iter().any(|word| noun.ends_with(word)))
}

/// A place or an instant is a whole number where the page counts with the letter.
pub(super) fn place(declaration: &mut Declaration, evidence: &Evidence) {
    const PLACES: [&str; 4] = ["position", "位置", "时刻", "instant"];
    let meaning = folded(declaration.meaning.as_deref().unwrap_or(""));
    let name = declaration.name.as_str();
    let place = ["position", "位置"].iter().any(|word| meaning.ends_with(word));
    let usual = place && matches!(name, "i" | "j" | "k" | "m" | "n" | "\\text{pos}");
    let counts = declaration.indices.is_empty() && !declaration.function && (usual || evidence.is_index(name));
    if counts && PLACES.iter().any(|word| meaning.ends_with(word)) {
        declaration.domain = Domain::Integer;
        declaration.rank = Some(0);
    }
}
