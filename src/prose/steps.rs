//! Steps of an iteration above names: `x^{k+1} = x^k - \alpha \nabla f(x^k)`.
//!
//! Takes notation; tells which letters above which names count steps. Three things must agree: a formula begins by giving
//! a name at the next step, the name has that letter, and the page speaks of an iteration.

use std::collections::BTreeSet;

use super::canonical::{base_name, script_text, significant};
use super::evidence::is_letter;
use crate::expr::Name;
use crate::syntax::{Node, NodeKind};

/// Words on pages that iterate.
const ITERATING: [&str; 10] =
    ["iterat", "algorithm", "converge", "update rule", "descent", "step size", "迭代", "收敛", "下降", "算法"];

/// Letters that count steps above names.
#[derive(Clone, Debug, Default)]
pub(super) struct Steps {
    /// Letters with which a formula begins: `x^{k+1} = …`.
    letters: BTreeSet<String>,
    /// Names above which a letter with a step stands, and names that a formula gives at a step.
    names: BTreeSet<(Name, String)>,
}

impl Steps {
    /// Forgets all on a page whose words, in lower case, speak of no iteration.
    pub fn weigh(&mut self, words: &str) {
        if !ITERATING.iter().any(|word| words.contains(word)) {
            *self = Self::default();
        }
    }

    /// A formula, or a cell, that begins by giving a name at a step.
    pub fn begin(&mut self, nodes: &[Node]) {
        let nodes = significant(nodes);
        let [first, sign, ..] = nodes.as_slice() else { return };
        let NodeKind::Scripts { base: Some(base), sub: None, sup: Some(sup), primes: 0 } = &first.kind else { return };
        let gives = matches!(&sign.kind, NodeKind::Symbol { text, .. } if GIVING.contains(&text.as_str()));
        let (Some(name), true) = (base_name(base), gives) else { return };
        match next_step(sup) {
            Some(letter) => {
                self.letters.insert(letter.clone());
                self.names.insert((name, letter));
            }
            None => self.names.extend(script_text(sup).filter(|text| is_letter(text)).map(|letter| (name, letter))),
        }
    }

    /// A name with something above it.
    pub fn step(&mut self, name: &Name, sup: &Node) {
        self.names.extend(next_step(sup).map(|letter| (name.clone(), letter)));
    }

    /// Whether the script above the name is a step of what the page iterates.
    pub fn holds(&self, base: &Name, script: &str) -> bool {
        let letter = script.strip_suffix("+1").or_else(|| script.strip_suffix("-1")).unwrap_or(script);
        self.letters.contains(letter) && self.names.contains(&(base.clone(), letter.to_owned()))
    }
}

/// Signs that give a value to what stands before them.
const GIVING: [&str; 6] = ["=", ":=", "\\leftarrow", "\\gets", "\\coloneqq", "\\triangleq"];

/// `k+1`, `k-1` → `k`.
fn next_step(sup: &Node) -> Option<String> {
    let text = script_text(sup)?;
    let letter = text.strip_suffix("+1").or_else(|| text.strip_suffix("-1"))?;
    is_letter(letter).then(|| letter.to_owned())
}

#[cfg(test)]
mod tests {
    use crate::testing::page;

    #[test]
    fn steps_count_where_the_page_iterates() {
        let text = "The iteration $x^{k+1} = x^k + d^k$ uses $q^k$ and $d^k = -g^k$.\n";
        let read = page("a.md", text);
        assert!(read.contains("x^(k + 1) = x^(k) + d^(k)") && read.contains("q^k"), "{read}");
        let powers = page("a.md", "We have $x^{k+1} = x \\cdot x^k$.\n");
        assert!(powers.contains("x·x^k"), "{powers}");
    }

    #[test]
    fn primes_and_letters_mean_what_the_page_makes_of_them() {
        let read = page("a.md", "Here $b = (X'X)^{-1} X'y$, and $C_n^k p^k$ is summed; $P' = A$.\n");
        assert!(read.contains("(Xᵀ·X)^(-1)·Xᵀ·y"), "{read}");
        assert!(read.contains("binomial(n, k)·p^k") && read.contains("P' = A"), "{read}");
        let other = page("a.md", "The constant $C$ and $C_n^k$.\n");
        assert!(other.contains("C_n^k"), "{other}");
    }
}
