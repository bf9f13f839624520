//! Slips that only show beside the page's other formulas: a name that stands once where its near twin stands
//! everywhere else.
//!
//! Takes the formulas of a page; adds slips to them. Never looks at the words around, and never decides meaning.

mod calls;
mod ends;
mod gather;
mod names;
mod runs;
mod turned;

use super::Parsed;
use super::slip::Slip;
use gather::Page;

/// Adds to each formula of a page what it lacks beside the others.
pub fn compare(page: &mut [Parsed]) {
    let seen = Page::gather(page.iter().map(|parsed| parsed.nodes.as_slice()));
    let mut found: Vec<(usize, Slip)> = names::look(&seen);
    found.extend(calls::look(&seen));
    found.extend(ends::look(&seen));
    found.extend(turned::look(&seen));
    found.extend(runs::look(&seen));
    for (formula, slip) in found {
        if let Some(parsed) = page.get_mut(formula)
            && parsed.slips.len() < MOST
        {
            parsed.slips.push(slip);
            parsed.slips.sort_by_key(|slip| slip.span);
        }
    }
}

/// A formula with more slips than this is broken otherwise.
const MOST: usize = 64;

#[cfg(test)]
mod tests {
    use super::super::{Macros, parse};
    use super::*;

    /// The messages of a page whose formulas are separated by `;;`.
    fn messages(page: &str) -> Vec<String> {
        let mut page: Vec<Parsed> = page.split(";;").map(|tex| parse(tex.trim(), &Macros::default())).collect();
        compare(&mut page);
        page.iter().flat_map(|parsed| &parsed.slips).map(|slip| slip.message.clone()).collect()
    }

    #[test]
    fn what_stands_once_is_seen_beside_its_twin() {
        for (page, expected) in [
            (r"\mathbf{x}_i ;; y_i = f(\mathbf{x}i)", r"`\mathbf{x}` and `i` stand side by side"),
            (r"w_1 + w_2 ;; w1", "`w` and `1` stand side by side"),
            (r"h_{t-1} ;; h_t = f(h_t-1, x_t)", "only `t` is lowered"),
            (r"\exp(x) ;; y = exp(-x)", "`exp` without a backslash is a product of letters"),
            (r"\mathbf{W}_a ;; \mathbf{W^\top}_a x", "the transpose stands inside of the letter"),
            (r"x \sim N(\mu_o, 1) ;; \mu_0 = 1", r"`\mu_o` has the letter o"),
            (r"Q(s, a) ;; y = r + \max_a Q(s, a')", "this is a value over all a"),
            (r"w_a, W_b ;; \frac{w_b}{w_a}", "`W` stands nowhere else on the page, `w` does"),
            (r"\sum_{t=1}^T a_t ;; \sum_{t=2}^T b_t ;; \sum_{t=1} c_t", "the range of t has no upper end"),
            (
                r"\mathbf{w} ;; \mathbf{w}^\top \mathbf{x} ;; \mathbf{w}^\top \mathbf{z} + w^\top \mathbf{y}",
                r"`w` stands nowhere else on the page, `\mathbf{w}` does",
            ),
            (
                r"h_t = f(x_t, w_h) ;; o_t = g(h_t, w_o) ;; \partial f(x_t, w_h) ;; a = f(z, w_h) ;; \partial g(h_t, w_h)",
                "`g` takes `w_h` here and `w_o` elsewhere on the page",
            ),
        ] {
            let found = messages(page);
            assert!(found.iter().any(|message| message.starts_with(expected)), "{page}: {found:?}");
        }
    }

    #[test]
    fn what_may_be_meant_is_silent() {
        for page in [
            r"x_i ;; \sin(xi)",
            r"\sum_{t=1}^T a_t ;; \sum_{t=1} b_t ;; \sum_{t=1} c_t ;; \sum_{t=1}^T d_t ;; \sum_{n=1} e_n",
            r"x_1 ;; 2x + 1 ;; \mathrm{x1}",
            r"h_{t-1} ;; h_t - 1",
            r"\mathbf{q} \in \mathbb{R}^q ;; \mathbf{q}_1 ;; \mathbf{q}^\top",
            r"x_1, \ldots, x_n ;; \mathbf{x} ;; \mathbf{x}^\top",
            r"w_a, w_b ;; W ;; W_b",
            r"\int p(\mathbf{x}) dx ;; \mathbf{x} ;; \mathbf{x}",
            r"f(x, w_h) ;; g(x, w_o) ;; g(x, w_h)",
            r"\alpha(\mathbf{q}, \mathbf{k}_i) ;; \alpha(\mathbf{q}, \mathbf{k}_j)",
        ] {
            assert_eq!(messages(page), Vec::<String>::new(), "{page}");
        }
    }
}
