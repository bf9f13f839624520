use super::super::{Macros, SlipKind, parse};

fn kinds(tex: &str) -> Vec<SlipKind> {
    parse(tex, &Macros::default()).slips.iter().map(|slip| slip.kind).collect()
}

#[test]
fn slips_that_render_are_found() {
    use SlipKind::{
        DanglingScript, DoubledOperator, MissingArgument, MissingBackslash, StrayCharacter, UnbalancedDelimiter,
        UnbracedArgument,
    };
    for (tex, kind) in [
        (r"\sum{i=1}^n x_i", DanglingScript),
        (r"\lim{x \to 0} f(x)", DanglingScript),
        (r"\sum_{i=1}{n} x_i", DanglingScript),
        (r"\sum_i=1^n x_i", UnbracedArgument),
        (r"\sum_{i=1}^N-1 x_i", UnbracedArgument),
        ("e^-x", UnbracedArgument),
        ("a_ij", UnbracedArgument),
        (r"\theta_t+1 = \theta_t - g", UnbracedArgument),
        (r"A\top B", DanglingScript),
        (r"\mathbf{W^\top}_a^\top x", DoubledOperator),
        (r"{W^\top}^\top x", DoubledOperator),
        (r"\mathbf{x}^\top\top", DanglingScript),
        (r"X \in \mathbb{R}^{n x d}", MissingBackslash),
        ("x^{}", DanglingScript),
        (r"\left[ x + y \right)", UnbalancedDelimiter),
        (r"\left\{ x \right)", UnbalancedDelimiter),
        ("f(x, y, )", DoubledOperator),
        ("f(, y)", DoubledOperator),
        (r"\sum_i (\max(a - b), 0)", UnbalancedDelimiter),
        (r"\|x - y|^2", UnbalancedDelimiter),
        (r"\frac{\partial f}{x}", MissingArgument),
        (r"\frac{L}{\partial w}", MissingArgument),
        (r"\frac{\partial f}{\partial}", MissingArgument),
        (r"\frac{\partial^2 f}{\partial x}", MissingArgument),
        (r"\frac{\partial f}{\partial x \partial y}", MissingArgument),
        (r"\begin{bmatrix} 1 & 2 \\ 3 \end{bmatrix}", MissingArgument),
        (r"\begin{bmatrix} 1 & 2 \ 3 & 4 \end{bmatrix}", StrayCharacter),
        (r"\begin{aligned} a &= b \ &= c \end{aligned}", StrayCharacter),
        (r"\mathbb{R^n}", UnbalancedDelimiter),
        (r"\mathcal{N(0, 1)}", UnbalancedDelimiter),
        ("x < = y", DoubledOperator),
        ("||s^k||^2||", UnbalancedDelimiter),
        ("f(x） + y", UnbalancedDelimiter),
        ("f（x) + y", UnbalancedDelimiter),
    ] {
        assert!(kinds(tex).contains(&kind), "{tex}: {:?}", kinds(tex));
    }
}

#[test]
fn habits_are_silent() {
    for tex in [
        r"\sum{x_i}",
        r"\left( a \left\| b \right) \right.",
        r"\left. \left( a \right| b \right)",
        r"\left\{ x \right.",
        "P||Q = ||a||",
        "||a|| + ||b||^2 = ||c||",
        "D||a|| ||b||",
        "f（x）",
        r"\max{(0, x)}",
        r"\sum_{i=1}^{n} {w_i} = 1",
        r"\sum_{i=1}{w_i x_i}",
        r"\sum_{i=1}^n-2x_i",
        "x_i k(x_i, x)",
        "w_ik(x_i, x)",
        "x_{i}j",
        "x_t+1 = y",
        r"p \to \top",
        r"(W^\top)^\top",
        r"\mathbb{R}^{x}",
        "{}^{} x^{}_{i}",
        r"\left[0, 1\right)",
        r"\left\langle x \middle| y \right\rangle",
        r"\left. f \right|_{0}",
        "(3,)",
        r"(x_1, x_2, \ldots,)",
        r"f(\max(a - b), 0)",
        r"p(x \| y)",
        r"f(x)|_{x=0}",
        r"\frac{\partial f}{\partial x}",
        r"\frac{\partial}{\partial x} f",
        r"\frac{\partial L}{\partial \sigma^2}",
        r"\frac{\partial^2 f}{\partial x^2}",
        r"\frac{\partial^2 f}{\partial x \partial y}",
        r"\frac{\partial^2 f}{\partial \mathbf{x} \partial \mathbf{x}^\top}",
        r"\frac{\delta L}{\partial x}",
        r"\begin{bmatrix} 1 \\ 2 & 3 \end{bmatrix}",
        r"\begin{bmatrix} 1 & 2 \\ \vdots \\ 3 & 4 \end{bmatrix}",
        r"\begin{aligned} a &= b \ \text{and} \ c \\ &= d \end{aligned}",
        r"\mathbb{1}_{x > 0}",
        r"\mathcal{N}(0, 1)",
        "e^- + e^+",
    ] {
        assert_eq!(kinds(tex), [], "{tex}");
    }
}
