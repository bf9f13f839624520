//! Expressions as LaTeX that reads back as the same expression.
//!
//! Products of a name and parentheses are written with a dot, calls with tight `\left(`: the reader then needs no
//! evidence to tell them apart. Heads without a notation of their own are `\operatorname{Head}`.

use super::super::{Binding, Bound, Expr, Kind, Name, Range, Side};

const LIST: u8 = 1;
const LOGIC: u8 = 5;
const RELATION: u8 = 10;
const SUM: u8 = 20;
const PRODUCT: u8 = 30;
const PREFIX: u8 = 29;
const POWER: u8 = 40;
const ATOM: u8 = 50;

/// Heads between their arguments: sign and strength.
static INFIX: &[(&str, &str, u8)] = &[
    ("Iff", r" \iff ", LOGIC),
    ("Implies", r" \implies ", LOGIC + 1),
    ("ImpliedBy", r" \impliedby ", LOGIC + 1),
    ("Or", r" \lor ", LOGIC + 2),
    ("And", r" \land ", LOGIC + 3),
    ("Sequence", ", ", LIST),
    ("Given", r" \mid ", LIST + 1),
    ("Parametrised", "; ", LIST + 1),
    ("Versus", r" \| ", LIST + 1),
    ("Colon", r" \colon ", RELATION - 1),
    ("Equal", " = ", RELATION),
    ("NotEqual", r" \ne ", RELATION),
    ("Less", " < ", RELATION),
    ("LessEqual", r" \le ", RELATION),
    ("Greater", " > ", RELATION),
    ("GreaterEqual", r" \ge ", RELATION),
    ("MuchLess", r" \ll ", RELATION),
    ("MuchGreater", r" \gg ", RELATION),
    ("Approximately", r" \approx ", RELATION),
    ("Proportional", r" \propto ", RELATION),
    ("Similar", r" \sim ", RELATION),
    ("Distributed", r" \sim ", RELATION),
    ("Equivalent", r" \equiv ", RELATION),
    ("Asked", r" \stackrel{?}{=} ", RELATION),
    ("Assign", r" \leftarrow ", RELATION),
    ("Define", " := ", RELATION),
    ("Element", r" \in ", RELATION),
    ("NotElement", r" \notin ", RELATION),
    ("Subset", r" \subset ", RELATION),
    ("SubsetEqual", r" \subseteq ", RELATION),
    ("Superset", r" \supset ", RELATION),
    ("SupersetEqual", r" \supseteq ", RELATION),
    ("To", r" \to ", RELATION),
    ("Function", r" \to ", RELATION),
    ("MapsTo", r" \mapsto ", RELATION),
    ("Orthogonal", r" \perp ", RELATION),
    ("Independent", r" \perp\!\!\!\perp ", RELATION),
    ("Parallel", r" \parallel ", RELATION),
    ("Divides", r" \mid ", RELATION),
    ("Precedes", r" \prec ", RELATION),
    ("PrecedesEqual", r" \preceq ", RELATION),
    ("Succeeds", r" \succ ", RELATION),
    ("SucceedsEqual", r" \succeq ", RELATION),
    ("Corresponds", r" \leftrightarrow ", RELATION),
    ("Models", r" \models ", RELATION),
    ("Union", r" \cup ", SUM - 4),
    ("SetMinus", r" \setminus ", SUM - 3),
    ("Intersection", r" \cap ", SUM - 2),
    ("DirectSum", r" \oplus ", SUM + 2),
    ("Hadamard", r" \odot ", PRODUCT),
    ("HadamardDivide", r" \oslash ", PRODUCT),
    ("KroneckerProduct", r" \otimes ", PRODUCT),
    ("Convolve", r" \ast ", PRODUCT),
    ("Mod", r" \bmod ", PRODUCT),
    ("CartesianProduct", r" \times ", PRODUCT),
    ("Compose", r" \circ ", PRODUCT + 4),
];

/// Heads around their arguments.
static AROUND: &[(&str, &str, &str)] = &[
    ("Abs", r"\left|", r"\right|"),
    ("Cardinality", r"\left|", r"\right|"),
    ("Floor", r"\left\lfloor ", r"\right\rfloor"),
    ("Ceil", r"\left\lceil ", r"\right\rceil"),
    ("Tuple", r"\left(", r"\right)"),
    ("List", r"\left[", r"\right]"),
    ("Set", r"\left\{", r"\right\}"),
    ("InnerProduct", r"\left\langle ", r"\right\rangle"),
    ("Sqrt", r"\sqrt{", "}"),
    ("Conjugate", r"\overline{", "}"),
];

/// Heads behind their argument.
static BEHIND: &[(&str, &str)] = &[
    ("Transpose", r"^{\top}"),
    ("InverseTranspose", r"^{-\top}"),
    ("Inverse", "^{-1}"),
    ("PseudoInverse", r"^{\dagger}"),
    ("ConjugateTranspose", r"^{H}"),
    ("Factorial", "!"),
    ("DoubleFactorial", "!!"),
    ("Percent", r"\%"),
];

static CONSTANTS: &[(&str, &str)] = &[
    ("Pi", r"\pi"),
    ("E", "e"),
    ("I", "i"),
    ("EulerGamma", r"\gamma"),
    ("GoldenRatio", r"\varphi"),
    ("Catalan", "G"),
    ("Glaisher", "A"),
    ("Infinity", r"\infty"),
    ("EmptySet", r"\emptyset"),
    ("Ellipsis", r"\ldots"),
    ("Placeholder", r"\cdot"),
    ("RealNumbers", r"\mathbb{R}"),
    ("ComplexNumbers", r"\mathbb{C}"),
    ("RationalNumbers", r"\mathbb{Q}"),
    ("Integers", r"\mathbb{Z}"),
    ("NaturalNumbers", r"\mathbb{N}"),
    ("UpperHalfPlane", r"\mathbb{H}"),
    ("PrimeNumbers", r"\mathbb{P}"),
    ("True", r"\top"),
    ("False", r"\bot"),
];

/// Functions with a command or an operator name of their own.
static NAMED: &[(&str, &str)] = &[
    ("Exp", r"\exp"),
    ("Log", r"\log"),
    ("Ln", r"\ln"),
    ("Sin", r"\sin"),
    ("Cos", r"\cos"),
    ("Tan", r"\tan"),
    ("Cot", r"\cot"),
    ("Sec", r"\sec"),
    ("Csc", r"\csc"),
    ("Sinh", r"\sinh"),
    ("Cosh", r"\cosh"),
    ("Tanh", r"\tanh"),
    ("Coth", r"\coth"),
    ("Arcsin", r"\arcsin"),
    ("Arccos", r"\arccos"),
    ("Arctan", r"\arctan"),
    ("Argument", r"\arg"),
    ("Determinant", r"\det"),
    ("Gcd", r"\gcd"),
    ("Max", r"\max"),
    ("Min", r"\min"),
    ("Supremum", r"\sup"),
    ("Infimum", r"\inf"),
    ("Softmax", r"\operatorname{softmax}"),
    ("Sigmoid", r"\operatorname{sigmoid}"),
    ("Erf", r"\operatorname{erf}"),
    ("Erfc", r"\operatorname{erfc}"),
    ("Trace", r"\operatorname{tr}"),
    ("Variance", r"\operatorname{Var}"),
    ("Covariance", r"\operatorname{Cov}"),
    ("KLDivergence", r"\operatorname{KL}"),
    ("BigO", "O"),
    ("Normal", r"\mathcal{N}"),
    ("Indicator", r"\mathbb{1}"),
    ("RealPart", r"\operatorname{Re}"),
    ("ImaginaryPart", r"\operatorname{Im}"),
    ("Sign", r"\operatorname{sgn}"),
    ("Arctan2", r"\operatorname{atan2}"),
    ("AGM", r"\operatorname{agm}"),
    ("Gamma", r"\Gamma"),
    ("UpperGamma", r"\Gamma"),
    ("LowerGamma", r"\gamma"),
    ("Digamma", r"\psi"),
    ("Beta", r"\mathrm{B}"),
    ("Zeta", r"\zeta"),
    ("HurwitzZeta", r"\zeta"),
    ("EllipticK", "K"),
    ("EllipticE", "E"),
    ("IncompleteEllipticE", "E"),
    ("IncompleteEllipticF", "F"),
    ("EllipticPi", r"\Pi"),
    ("IncompleteEllipticPi", r"\Pi"),
    ("CarlsonRF", "R_F"),
    ("CarlsonRG", "R_G"),
    ("CarlsonRJ", "R_J"),
    ("CarlsonRD", "R_D"),
    ("CarlsonRC", "R_C"),
    ("DedekindEta", r"\eta"),
    ("ModularJ", "j"),
    ("ModularLambda", r"\lambda"),
    ("WeierstrassP", r"\wp"),
    ("BarnesG", "G"),
    ("Totient", r"\phi"),
    ("MoebiusMu", r"\mu"),
    ("Partitions", "p"),
];

/// Functions whose first argument stands below the letter; without further arguments, numbers with an index.
static INDEXED: &[(&str, &str)] = &[
    ("BesselJ", "J"),
    ("BesselY", "Y"),
    ("BesselI", "I"),
    ("BesselK", "K"),
    ("LegendreP", "P"),
    ("ChebyshevT", "T"),
    ("ChebyshevU", "U"),
    ("HermiteH", "H"),
    ("JacobiTheta", r"\theta"),
    ("EisensteinE", "E"),
    ("EisensteinG", "G"),
    ("Polylog", r"\operatorname{Li}"),
    ("DivisorSigma", r"\sigma"),
    ("BernoulliPolynomial", "B"),
    ("BernoulliNumber", "B"),
    ("Fibonacci", "F"),
    ("HarmonicNumber", "H"),
    ("BellNumber", r"\mathcal{B}"),
    ("NthPrime", "p"),
    ("Stieltjes", r"\gamma"),
    ("CoulombF", "F"),
    ("CoulombG", "G"),
    ("RegularizedBeta", "I"),
    ("IncompleteBeta", r"\mathrm{B}"),
];

static BIG: &[(&str, &str)] = &[
    ("Sum", r"\sum"),
    ("Product", r"\prod"),
    ("BigUnion", r"\bigcup"),
    ("BigIntersection", r"\bigcap"),
    ("BigDirectSum", r"\bigoplus"),
    ("BigKronecker", r"\bigotimes"),
    ("BigAnd", r"\bigwedge"),
    ("BigOr", r"\bigvee"),
    ("Max", r"\max"),
    ("Min", r"\min"),
    ("Supremum", r"\sup"),
    ("Infimum", r"\inf"),
    ("Limit", r"\lim"),
    ("LimitSuperior", r"\limsup"),
    ("LimitInferior", r"\liminf"),
    ("ArgMax", r"\operatorname*{argmax}"),
    ("ArgMin", r"\operatorname*{argmin}"),
];

fn find(table: &[(&'static str, &'static str)], head: &str) -> Option<&'static str> {
    table.iter().find(|(own, _)| *own == head).map(|(_, text)| *text)
}

/// latex: expression → LaTeX of the same meaning.
pub fn latex(expr: &Expr) -> String {
    let mut out = String::new();
    write(expr, &mut out);
    out
}

fn push(expr: &Expr, floor: u8, out: &mut String) {
    let mut text = String::new();
    let strength = write(expr, &mut text);
    if strength < floor {
        fenced(&text, out);
    } else {
        out.push_str(&text);
    }
}

fn fenced(text: &str, out: &mut String) {
    out.push_str(r"\left(");
    out.push_str(text);
    out.push_str(r"\right)");
}

fn braced(expr: &Expr, out: &mut String) {
    out.push('{');
    push(expr, 0, out);
    out.push('}');
}

fn list(parts: &[Expr]) -> String {
    let floor = if parts.len() > 1 { LIST + 1 } else { 0 };
    let parts = parts.iter().map(|part| {
        let mut text = String::new();
        push(part, floor, &mut text);
        text
    });
    parts.collect::<Vec<_>>().join(", ")
}

fn write(expr: &Expr, out: &mut String) -> u8 {
    match &expr.kind {
        Kind::Number(number) => {
            let text = number.to_string();
            match text.split_once('/') {
                Some((above, below)) => out.push_str(&format!(r"\frac{{{above}}}{{{below}}}")),
                None => out.push_str(&text),
            }
            if text.starts_with('-') { SUM } else { ATOM }
        }
        Kind::Symbol(name) => {
            out.push_str(name.as_str());
            if name.as_str().contains('^') { POWER } else { ATOM }
        }
        Kind::Opaque(text) => {
            out.push_str(text.trim());
            LIST
        }
        Kind::Call(callee, arguments) => {
            push(callee, POWER, out);
            fenced(&list(arguments), out);
            POWER + 2
        }
        Kind::Bind(binding) => write_binding(binding, out),
        Kind::Apply(head, arguments) => write_apply(head, arguments, out),
    }
}

fn write_apply(head: &str, arguments: &[Expr], out: &mut String) -> u8 {
    if arguments.is_empty()
        && let Some(text) = find(CONSTANTS, head)
    {
        out.push_str(text);
        return ATOM;
    }
    match (head, arguments) {
        ("Add", [first, rest @ ..]) => write_sum(first, rest, out),
        ("Multiply", parts) => write_product(parts, out),
        ("Negate", [only]) => {
            out.push('-');
            push(only, PRODUCT - 1, out);
            SUM
        }
        ("PlusMinus" | "MinusPlus", parts) => {
            let sign = if head == "PlusMinus" { r"\pm " } else { r"\mp " };
            if let [left, _] = parts {
                push(left, SUM, out);
                out.push(' ');
            }
            out.push_str(sign);
            parts.last().into_iter().for_each(|last| push(last, PRODUCT, out));
            SUM
        }
        ("Divide" | "Binomial", [above, below]) => {
            out.push_str(if head == "Divide" { r"\frac" } else { r"\binom" });
            braced(above, out);
            braced(below, out);
            PRODUCT + 5
        }
        ("StirlingCycle" | "StirlingSubset", [above, below]) => {
            out.push('{');
            push(above, SUM, out);
            out.push_str(if head == "StirlingCycle" { r" \brack " } else { r" \brace " });
            push(below, SUM, out);
            out.push('}');
            ATOM
        }
        ("Power", [base, exponent]) => {
            push(base, POWER + 1, out);
            out.push('^');
            braced(exponent, out);
            POWER
        }
        ("Root", [radicand, index]) => {
            out.push_str(&format!(r"\sqrt[{}]", latex(index)));
            braced(radicand, out);
            ATOM
        }
        ("CartesianPower", [base, sizes @ ..]) => {
            push(base, POWER + 1, out);
            let sizes: Vec<String> = sizes.iter().map(latex).collect();
            out.push_str(&format!("^{{{}}}", sizes.join(r" \times ")));
            POWER
        }
        ("At", [base, indices @ ..]) => {
            push(base, POWER + 2, out);
            out.push_str(&format!("_{{{}}}", list(indices)));
            POWER + 1
        }
        ("AtUpper", [base, indices @ ..]) => {
            push(base, POWER + 1, out);
            out.push_str(&format!(r"^{{\left({}\right)}}", list(indices)));
            POWER
        }
        ("FallingFactorial", [base, count]) => {
            push(base, POWER + 1, out);
            out.push_str(&format!(r"^{{\underline{{{}}}}}", latex(count)));
            POWER
        }
        ("RisingFactorial", [base, count]) => {
            fenced(&latex(base), out);
            out.push_str(&format!("_{{{}}}", latex(count)));
            POWER
        }
        ("Norm", [inside, order @ ..]) => {
            out.push_str(&format!(r"\left\|{}\right\|", latex(inside)));
            if let [order] = order {
                out.push('_');
                braced(order, out);
            }
            ATOM
        }
        ("Slice", ends) => {
            let ends: Vec<String> = ends.iter().map(latex).collect();
            out.push_str(&if ends.is_empty() { ":".into() } else { ends.join(":") });
            LIST + 2
        }
        ("Interval", [low, high]) => {
            let open = |end: &Expr| end.is_apply("Open");
            out.push_str(if open(low) { r"\left(" } else { r"\left[" });
            out.push_str(&list(arguments));
            out.push_str(if open(high) { r"\right)" } else { r"\right]" });
            ATOM
        }
        ("Open" | "Unit", [only]) => write(only, out),
        ("Text", parts) => {
            // A blank inside keeps words apart from what stands beside them.
            let part = |part: &Expr| match part.as_symbol().and_then(|name| name.as_str().strip_suffix('}')) {
                Some(words) if words.starts_with(r"\text{") => format!("{words} }}"),
                _ => latex(part),
            };
            out.push_str(&parts.iter().map(part).collect::<Vec<_>>().join(" "));
            PRODUCT
        }
        ("Quantity", [number, unit]) => {
            push(number, POWER, out);
            out.push_str(r"\,");
            push(unit, POWER, out);
            PRODUCT
        }
        ("Not", [only]) => {
            out.push_str(r"\lnot ");
            push(only, RELATION + 1, out);
            LOGIC + 3
        }
        ("Congruent", [left, right, modulus]) => {
            push(left, RELATION + 1, out);
            out.push_str(r" \equiv ");
            push(right, RELATION + 1, out);
            out.push_str(&format!(r" \pmod{{{}}}", latex(modulus)));
            RELATION
        }
        ("Piecewise", parts) => {
            let rows = parts.chunks(2).map(|pair| match pair {
                [value, condition] if condition.is_apply("True") => format!(r"{} & \text{{otherwise}}", latex(value)),
                [value, condition] => format!("{} & {}", latex(value), latex(condition)),
                _ => list(pair),
            });
            out.push_str(&format!(r"\begin{{cases}} {} \end{{cases}}", rows.collect::<Vec<_>>().join(r" \\ ")));
            ATOM
        }
        ("Matrix", rows) => {
            let row = |row: &Expr| match row.as_apply("List") {
                Some(cells) => cells.iter().map(latex).collect::<Vec<_>>().join(" & "),
                None => latex(row),
            };
            let rows: Vec<String> = rows.iter().map(row).collect();
            out.push_str(&format!(r"\begin{{bmatrix}} {} \end{{bmatrix}}", rows.join(r" \\ ")));
            ATOM
        }
        ("RestrictedSet", [set, condition]) => {
            push(set, ATOM, out);
            let condition = latex(condition);
            out.push_str(&format!("_{{{}}}", condition.strip_prefix(r"\cdot").unwrap_or(&condition).trim()));
            ATOM
        }
        ("Hypergeometric" | "HypergeometricRegularized", [above, below, point]) => {
            let parameters = |list: &Expr| list.as_apply("List").map(<[Expr]>::to_vec).unwrap_or_default();
            let (above, below) = (parameters(above), parameters(below));
            let letter = if head == "Hypergeometric" { "F" } else { r"\tilde{F}" };
            out.push_str(&format!("{{}}_{{{}}}{letter}_{{{}}}", above.len(), below.len()));
            fenced(&format!("{}; {}; {}", list(&above), list(&below), latex(point)), out);
            ATOM
        }
        _ => write_calculus(head, arguments, out),
    }
}

fn write_calculus(head: &str, arguments: &[Expr], out: &mut String) -> u8 {
    match (head, arguments) {
        ("PartialDerivative" | "TotalDerivative", [body, variables @ ..]) => {
            let d = if head == "PartialDerivative" { r"\partial" } else { "d" };
            let order = match variables {
                [only] => only.as_apply("Tuple").and_then(|pair| pair.last()).map(latex),
                _ => Some(variables.len().to_string()),
            };
            let order = order.map_or(String::new(), |order| format!("^{{{order}}}"));
            let below: Vec<String> = match variables {
                [only] => match only.as_apply("Tuple") {
                    Some([variable, _]) => vec![format!("{d} {}{order}", latex(variable))],
                    _ => vec![format!("{d} {}", latex(only))],
                },
                [first, rest @ ..] if rest.iter().all(|variable| variable == first) => {
                    vec![format!("{d} {}{order}", latex(first))]
                }
                _ => variables.iter().map(|variable| format!("{d} {}", latex(variable))).collect(),
            };
            out.push_str(&format!(r"\frac{{{d}{order}}}{{{}}} ", below.join(" ")));
            push(body, POWER, out);
            PREFIX
        }
        ("Gradient", [body, variable @ ..]) => {
            out.push_str(r"\nabla");
            if let [variable] = variable {
                out.push('_');
                braced(variable, out);
            }
            out.push(' ');
            push(body, POWER, out);
            PREFIX
        }
        ("Prime", [body, order @ ..]) => {
            push(body, POWER + 1, out);
            match order {
                [] => out.push('\''),
                _ => out.push_str(&format!("^{{({})}}", list(order))),
            }
            POWER + 1
        }
        ("TimeDerivative", [body, order @ ..]) => {
            out.push_str(if order.is_empty() { r"\dot" } else { r"\ddot" });
            braced(body, out);
            ATOM
        }
        ("Subdifferential", [body]) => {
            out.push_str(r"\partial ");
            push(body, POWER, out);
            PREFIX
        }
        ("Differential", [body]) => {
            out.push_str(r"\partial ");
            push(body, POWER, out);
            PRODUCT
        }
        ("EvaluateAt", [body, places @ ..]) => {
            out.push_str(&format!(r"\left. {} \right|", latex(body)));
            for (mark, place) in ["_", "^"].iter().zip(places) {
                out.push_str(mark);
                braced(place, out);
            }
            ATOM
        }
        ("Expectation", [body]) => {
            out.push_str(&format!(r"\mathbb{{E}}\left[{}\right]", latex(body)));
            ATOM
        }
        ("Expectation", [body, law]) => {
            out.push_str(&format!(r"\mathbb{{E}}_{{{}}}\left[{}\right]", latex(law), latex(body)));
            ATOM
        }
        ("Log", [body, base]) => {
            out.push_str(&format!(r"\log_{{{}}}", latex(base)));
            fenced(&latex(body), out);
            POWER + 2
        }
        ("Polygamma", [order, point]) => {
            out.push_str(&format!(r"\psi^{{({})}}", latex(order)));
            fenced(&latex(point), out);
            POWER + 2
        }
        _ => write_by_table(head, arguments, out),
    }
}

fn write_by_table(head: &str, arguments: &[Expr], out: &mut String) -> u8 {
    if let Some((_, sign, strength)) = INFIX.iter().find(|(own, _, _)| *own == head)
        && arguments.len() > 1
    {
        for (index, part) in arguments.iter().enumerate() {
            if index > 0 {
                out.push_str(sign);
            }
            // `x_{<t}`: the open place of a relation is left out.
            if index > 0 || *strength != RELATION || !part.is_apply("Placeholder") {
                // `a, b \in S`: a list before a relation has no brackets.
                let between = ORDERS.contains(&head) && arguments.first().is_some_and(|low| low.as_number().is_some());
                let listed = (index == 0 || between) && *strength == RELATION && part.is_apply("Sequence");
                push(part, if listed { LIST } else { strength + 1 }, out);
            }
        }
        return *strength;
    }
    if let (Some(behind), [only]) = (find(BEHIND, head), arguments) {
        push(only, POWER + 1, out);
        out.push_str(behind);
        return POWER;
    }
    if let Some((_, left, right)) = AROUND.iter().find(|(own, _, _)| *own == head) {
        out.push_str(&format!("{left}{}{right}", list(arguments)));
        return ATOM;
    }
    match (find(INDEXED, head), arguments) {
        (Some(letter), [index]) => {
            out.push_str(&format!("{letter}_{{{}}}", latex(index)));
            return ATOM;
        }
        (Some(letter), [index, rest @ ..]) => {
            out.push_str(&format!("{letter}_{{{}}}", latex(index)));
            fenced(&list(rest), out);
            return POWER + 2;
        }
        _ => {}
    }
    let name = find(NAMED, head).map_or_else(|| format!(r"\operatorname{{{head}}}"), str::to_owned);
    out.push_str(&name);
    if !arguments.is_empty() {
        fenced(&list(arguments), out);
    }
    POWER + 2
}

fn write_sum(first: &Expr, rest: &[Expr], out: &mut String) -> u8 {
    push(first, if first.is_apply("Negate") { SUM } else { SUM + 1 }, out);
    for term in rest {
        match term.as_apply("Negate") {
            Some([inside]) => {
                out.push_str(" - ");
                push(inside, PREFIX, out);
            }
            _ => {
                out.push_str(" + ");
                push(term, SUM + 1, out);
            }
        }
    }
    SUM
}

/// Factors side by side; a dot before what begins with a parenthesis, a digit or words.
fn write_product(parts: &[Expr], out: &mut String) -> u8 {
    for (index, part) in parts.iter().enumerate() {
        let mut text = String::new();
        // A big operator takes all that follows: it stands last or in parentheses.
        let last = index + 1 == parts.len() && !part.is_apply("Multiply");
        push(part, if last { PREFIX } else { PRODUCT + 1 }, &mut text);
        if index > 0 {
            let dotted = text.starts_with(['(', '[', '-', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
                || [r"\left", r"\text", r"\begin", r"\cdot"].iter().any(|start| text.starts_with(start));
            out.push_str(if dotted { r" \cdot " } else { " " });
        }
        out.push_str(&text);
    }
    PRODUCT
}

/// Relations that a list may stand between: `0 \le x, y \le 1`.
const ORDERS: [&str; 4] = ["Less", "LessEqual", "Greater", "GreaterEqual"];

fn write_binding(binding: &Binding, out: &mut String) -> u8 {
    match binding.head {
        "Integral" => return write_integral(binding, out),
        "Expectation" | "Variance" | "Probability" | "Covariance" => {
            let letter = match binding.head {
                "Expectation" => r"\mathbb{E}",
                "Probability" => r"\Pr",
                "Variance" => r"\operatorname{Var}",
                _ => r"\operatorname{Cov}",
            };
            out.push_str(&format!(r"{letter}_{{{}}}\left[{}\right]", ranges(&binding.bound), latex(&binding.body)));
            return POWER + 2;
        }
        "SetBuilder" => {
            let condition = binding.bound.first().map(|bound| match &bound.range {
                Range::Where(condition) => latex(condition),
                _ => ranges(&binding.bound),
            });
            out.push_str(&format!(r"\left\{{{} : {}\right\}}", latex(&binding.body), condition.unwrap_or_default()));
            return ATOM;
        }
        "Family" => {
            out.push_str(&format!(r"\left\{{{}\right\}}", latex(&binding.body)));
            push_ranges(&binding.bound, out);
            return ATOM;
        }
        "ForAll" | "Exists" => {
            let sign = if binding.head == "ForAll" { r"\forall" } else { r"\exists" };
            out.push_str(&format!("{sign} {}", shared_set(&binding.bound).unwrap_or_else(|| ranges(&binding.bound))));
            if !binding.body.is_apply("True") {
                out.push_str(": ");
                push(&binding.body, 0, out);
            }
            return LOGIC - 1;
        }
        "Lambda" => {
            let names: Vec<&str> = binding.bound.iter().map(|bound| bound.name.as_str()).collect();
            out.push_str(&format!(r"{} \mapsto ", names.join(", ")));
            push(&binding.body, RELATION + 1, out);
            return RELATION;
        }
        _ => {}
    }
    let sign = find(BIG, binding.head).map_or_else(|| format!(r"\operatorname{{{}}}", binding.head), str::to_owned);
    out.push_str(&sign);
    push_ranges(&binding.bound, out);
    out.push(' ');
    push(&binding.body, PREFIX, out);
    PREFIX
}

fn write_integral(binding: &Binding, out: &mut String) -> u8 {
    if let Some((sign, low, high)) = same_ends(&binding.bound) {
        out.push_str(&format!("{sign}_{{{}}}^{{{}}} ", latex(low), latex(high)));
        return write_integrand(binding, out);
    }
    for bound in binding.bound.iter().rev() {
        out.push_str(r"\int");
        match &bound.range {
            Range::Between(low, high) => out.push_str(&format!("_{{{}}}^{{{}}}", latex(low), latex(high))),
            Range::In(set) | Range::Where(set) => out.push_str(&format!("_{{{}}}", latex(set))),
            _ => {}
        }
        out.push(' ');
    }
    write_integrand(binding, out)
}

/// Several variables between the same ends.
fn same_ends(bound: &[Bound]) -> Option<(&'static str, &Expr, &Expr)> {
    let sign = match bound.len() {
        2 => r"\iint",
        3 => r"\iiint",
        _ => return None,
    };
    let (first, rest) = bound.split_first()?;
    let Range::Between(low, high) = &first.range else { return None };
    rest.iter().all(|other| other.range == first.range).then_some((sign, low, high))
}

fn write_integrand(binding: &Binding, out: &mut String) -> u8 {
    push(&binding.body, SUM, out);
    for bound in &binding.bound {
        out.push_str(&format!(r" \, d{}", spaced(bound.name.as_str())));
    }
    PREFIX
}

/// A blank before a letter that would run into `d`.
fn spaced(name: &str) -> String {
    if name.starts_with('\\') { name.to_owned() } else { format!(" {name}") }
}

/// What stands below and above an operator.
fn push_ranges(bound: &[Bound], out: &mut String) {
    if let [Bound { name, range: Range::Between(low, high) }] = bound {
        out.push_str(&format!("_{{{name} = {}}}^{{{}}}", latex(low), latex(high)));
    } else if let [Bound { range: Range::Between(low, high), .. }, rest @ ..] = bound
        && bound.iter().skip(1).all(|other| bound.first().is_some_and(|first| first.range == other.range))
        && !rest.is_empty()
    {
        // `\sum_{i, j = 1}^{n}`: all run between the same ends.
        let names: Vec<&str> = bound.iter().map(|bound| bound.name.as_str()).collect();
        out.push_str(&format!("_{{{} = {}}}^{{{}}}", names.join(", "), latex(low), latex(high)));
    } else if let Some((starts, ends)) = starts_and_ends(bound) {
        out.push_str(&format!("_{{{starts}}}^{{{ends}}}"));
    } else if let [Bound { name, range: Range::Where(condition) }] = bound
        && is_restricted(name, condition)
    {
        out.push_str(&format!(r"_{{{name} : {}}}", latex(condition)));
    } else if !bound.is_empty() {
        out.push_str(&format!("_{{{}}}", ranges(bound)));
    }
}

/// `i = 1, j = 1` and `n, m`: several names, each between ends of its own.
fn starts_and_ends(bound: &[Bound]) -> Option<(String, String)> {
    let between = |bound: &Bound| match &bound.range {
        Range::Between(low, high) => Some((format!("{} = {}", bound.name, latex(low)), latex(high))),
        _ => None,
    };
    let (starts, ends): (Vec<String>, Vec<String>) =
        bound.iter().map(between).collect::<Option<Vec<_>>>()?.into_iter().unzip();
    (bound.len() > 1).then(|| (starts.join(", "), ends.join(", ")))
}

/// `i, j \in S`: several names out of one set.
fn shared_set(bound: &[Bound]) -> Option<String> {
    let (first, rest) = bound.split_first().filter(|(_, rest)| !rest.is_empty())?;
    let Range::In(set) = &first.range else { return None };
    let names: Vec<&str> = bound.iter().map(|bound| bound.name.as_str()).collect();
    rest.iter().all(|other| other.range == first.range).then(|| format!(r"{} \in {}", names.join(", "), latex(set)))
}

/// Whether a condition says less than which name it binds: `x : f(x) = 0`.
fn is_restricted(name: &Name, condition: &Expr) -> bool {
    match &condition.kind {
        Kind::Apply("And", _) => true,
        Kind::Apply("Divides" | "Distributed" | "To" | "Tuple" | "Sequence", _) => false,
        Kind::Apply(_, parts) => {
            parts.first().is_some_and(|left| left.as_symbol() != Some(name) && left.as_number().is_none())
        }
        _ => false,
    }
}

fn ranges(bound: &[Bound]) -> String {
    let shared = |bound: &Bound| matches!(bound.range, Range::Where(_));
    let first_is_shared = bound.first().is_some_and(shared);
    let parts = bound.iter().enumerate().filter_map(|(index, bound)| match &bound.range {
        // Names that are drawn together stand in the condition of the first.
        Range::Implicit if first_is_shared && index > 0 => None,
        range => Some(one_range(bound.name.as_str(), range)),
    });
    parts.collect::<Vec<_>>().join(", ")
}

fn one_range(name: &str, range: &Range) -> String {
    match range {
        Range::Implicit => name.to_owned(),
        Range::Between(low, high) => format!(r"{} \le {name} \le {}", latex(low), latex(high)),
        Range::In(set) => format!(r"{name} \in {}", latex(set)),
        Range::Distributed(law) => format!(r"{name} \sim {}", latex(law)),
        Range::Where(condition) => latex(condition),
        Range::To(point, side) => {
            let mark = match side {
                Some(Side::Above) => "^{+}",
                Some(Side::Below) => "^{-}",
                None => "",
            };
            format!(r"{name} \to {}{mark}", latex(point))
        }
    }
}
