//! Pages of quantum mechanics: letters that may be operators, which do not commute.
//!
//! Takes a page and its verdicts; takes back what rests on the order of a product.

use crate::claims::Problem;
use crate::decide::{self, Outcome, Reason, Verdict};
use crate::expr::{Expr, Name};
use crate::extract::{Document, Inline};

/// Words on pages whose letters may be operators, and signs that only such pages write.
const WORDS: &[&str] = &["operator", "commutator", "hamiltonian", "算符", "对易", "哈密顿"];
const SIGNS: &[&str] = &["\\hbar", "\\dagger", "\\rangle", "\\ket", "\\comm"];

/// Whether letters of a page may be operators.
pub(super) fn are_written(document: &Document) -> bool {
    let speaks = |inline: &Inline| match inline {
        Inline::Text { text, .. } => {
            let text = text.to_lowercase();
            WORDS.iter().any(|word| text.contains(word))
        }
        _ => false,
    };
    document.formulas.iter().any(|formula| SIGNS.iter().any(|sign| formula.tex.contains(sign)))
        && document.blocks.iter().any(|block| block.inlines.iter().any(speaks))
}

/// Where letters may be operators, nothing fails because a product has another order, and nothing holds because of it.
pub(super) fn cautious(verdict: Verdict, problem: &Problem) -> Verdict {
    let told = match verdict.outcome {
        Outcome::Fails => !decide::free_names(problem).is_empty(),
        Outcome::Holds => problem.parts().any(|part| part.any(&mut multiplies_operators)),
        _ => false,
    };
    match told {
        true => Verdict::undecided(Reason::Readings, "letters may be operators here, which do not commute"),
        false => verdict,
    }
}

/// `\hat{x} \hat{p}`, `a_- a_+`, `a^\dagger a`.
fn multiplies_operators(part: &Expr) -> bool {
    let Some(factors) = part.as_apply("Multiply") else { return false };
    let name = |factor: &Expr| factor.free_names().into_iter().find(is_operator);
    let names: Vec<Name> = factors.iter().filter_map(name).collect();
    names.iter().any(|name| names.first() != Some(name)) || factors.iter().any(|factor| factor.is_apply("Adjoint"))
}

fn is_operator(name: &Name) -> bool {
    let text = name.as_str();
    text.contains("\\hat{") || text.contains("dagger") || ["_+", "_-", "_\\pm"].iter().any(|sign| text.ends_with(sign))
}

#[cfg(test)]
mod tests {
    use crate::testing::findings;

    #[test]
    fn the_order_of_operators_decides_nothing() {
        let product = |words: &str| {
            format!(
                "{words} $a_+ = \\frac{{1}}{{\\sqrt{{2\\hbar m\\omega}}}}(-ip + m\\omega x)$ and \
                 $a_- = \\frac{{1}}{{\\sqrt{{2\\hbar m\\omega}}}}(ip + m\\omega x)$. So\n\n\
                 $$a_- a_+ = \\frac{{1}}{{\\hbar\\omega}}H + \\frac12$$\n\n\
                 with $H = \\frac{{1}}{{2m}}[p^2 + (m\\omega x)^2]$.\n"
            )
        };
        assert!(!findings("a.md", &product("The ladder operators are")).contains("false-"));
        assert!(findings("a.md", &product("The two numbers are")).contains("false-"));
    }
}
