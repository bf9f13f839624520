//! Expressions as plain text that a reader understands.

use super::super::{Binding, Expr, Kind, Number, Range, Side};
use super::names::readable;

/// How strongly the outermost sign of a text binds.
const LIST: u8 = 1;
const LOGIC: u8 = 5;
const RELATION: u8 = 10;
const SUM: u8 = 20;
const PRODUCT: u8 = 30;
const PREFIX: u8 = 35;
const POWER: u8 = 40;
const ATOM: u8 = 50;

/// Heads that are written between their arguments.
static INFIX: &[(&str, &str, u8)] = &[
    ("Iff", " ⇔ ", LOGIC),
    ("Implies", " ⇒ ", LOGIC),
    ("ImpliedBy", " ⇐ ", LOGIC),
    ("Or", " or ", LOGIC + 1),
    ("And", " and ", LOGIC + 2),
    ("Sequence", ", ", LIST),
    ("Given", " | ", LIST + 1),
    ("Parametrised", "; ", LIST + 2),
    ("Versus", " ‖ ", LIST + 1),
    ("Text", " ", LIST + 3),
    ("Colon", " : ", RELATION - 1),
    ("Equal", " = ", RELATION),
    ("NotEqual", " ≠ ", RELATION),
    ("Less", " < ", RELATION),
    ("LessEqual", " ≤ ", RELATION),
    ("Greater", " > ", RELATION),
    ("GreaterEqual", " ≥ ", RELATION),
    ("MuchLess", " ≪ ", RELATION),
    ("MuchGreater", " ≫ ", RELATION),
    ("Approximately", " ≈ ", RELATION),
    ("Proportional", " ∝ ", RELATION),
    ("Similar", " ~ ", RELATION),
    ("Distributed", " ~ ", RELATION),
    ("Equivalent", " ≡ ", RELATION),
    ("Asked", " ≟ ", RELATION),
    ("Assign", " ← ", RELATION),
    ("Define", " := ", RELATION),
    ("Element", " ∈ ", RELATION),
    ("NotElement", " ∉ ", RELATION),
    ("Subset", " ⊂ ", RELATION),
    ("SubsetEqual", " ⊆ ", RELATION),
    ("Superset", " ⊃ ", RELATION),
    ("SupersetEqual", " ⊇ ", RELATION),
    ("To", " → ", RELATION),
    ("Function", " → ", RELATION + 1),
    ("MapsTo", " ↦ ", RELATION),
    ("Orthogonal", " ⊥ ", RELATION),
    ("Independent", " ⫫ ", RELATION),
    ("Parallel", " ∥ ", RELATION),
    ("Divides", " divides ", RELATION),
    ("Precedes", " ≺ ", RELATION),
    ("PrecedesEqual", " ≼ ", RELATION),
    ("Succeeds", " ≻ ", RELATION),
    ("SucceedsEqual", " ≽ ", RELATION),
    ("Corresponds", " ↔ ", RELATION),
    ("Models", " ⊨ ", RELATION),
    ("Union", " ∪ ", SUM - 4),
    ("SetMinus", " ∖ ", SUM - 3),
    ("Intersection", " ∩ ", SUM - 2),
    ("DirectSum", " ⊕ ", SUM + 2),
    ("Multiply", "·", PRODUCT),
    ("Divide", "/", PRODUCT),
    ("Mod", " mod ", PRODUCT),
    ("Hadamard", " ⊙ ", PRODUCT),
    ("HadamardDivide", " ⊘ ", PRODUCT),
    ("KroneckerProduct", " ⊗ ", PRODUCT),
    ("Convolve", " ∗ ", PRODUCT),
    ("CartesianProduct", " × ", PRODUCT),
    ("Compose", "∘", PRODUCT + 2),
];

/// Heads that are written around or behind their one argument.
static AROUND: &[(&str, &str, &str)] = &[
    ("Abs", "|", "|"),
    ("Cardinality", "#", ""),
    ("Floor", "⌊", "⌋"),
    ("Ceil", "⌈", "⌉"),
    ("Round", "⌊", "⌉"),
    ("Tuple", "(", ")"),
    ("List", "[", "]"),
    ("Set", "{", "}"),
    ("Matrix", "[", "]"),
    ("InnerProduct", "⟨", "⟩"),
];

static BEHIND: &[(&str, &str)] = &[
    ("Transpose", "ᵀ"),
    ("Inverse", "⁻¹"),
    ("InverseTranspose", "⁻ᵀ"),
    ("PseudoInverse", "⁺"),
    ("ConjugateTranspose", "ᴴ"),
    ("Factorial", "!"),
    ("DoubleFactorial", "!!"),
    ("Percent", "%"),
];

static CONSTANTS: &[(&str, &str)] = &[
    ("Pi", "π"),
    ("E", "e"),
    ("I", "i"),
    ("Infinity", "∞"),
    ("EmptySet", "∅"),
    ("Ellipsis", "…"),
    ("Placeholder", "·"),
    ("RealNumbers", "ℝ"),
    ("ComplexNumbers", "ℂ"),
    ("RationalNumbers", "ℚ"),
    ("Integers", "ℤ"),
    ("NaturalNumbers", "ℕ"),
    ("True", "true"),
    ("False", "false"),
];

static BIG: &[(&str, &str)] = &[
    ("Sum", "Σ"),
    ("Product", "Π"),
    ("Integral", "∫"),
    ("BigUnion", "⋃"),
    ("BigIntersection", "⋂"),
    ("ForAll", "∀"),
    ("Exists", "∃"),
    ("ExistsUnique", "∃!"),
];

/// plain: expression → one line of Unicode text with as few parentheses as are needed.
pub fn plain(expr: &Expr) -> String {
    let mut out = String::new();
    push(expr, 0, &mut out);
    out
}

fn push(expr: &Expr, floor: u8, out: &mut String) {
    let mut text = String::new();
    let strength = write(expr, &mut text);
    if strength < floor {
        out.push('(');
        out.push_str(&text);
        out.push(')');
    } else {
        out.push_str(&text);
    }
}

/// Writes the expression and tells how strongly it binds.
fn write(expr: &Expr, out: &mut String) -> u8 {
    match &expr.kind {
        Kind::Number(number) => write_number(number, out),
        Kind::Symbol(name) => {
            out.push_str(&readable(name.as_str()));
            ATOM
        }
        Kind::Opaque(text) => {
            out.push('⟪');
            out.push_str(text.trim());
            out.push('⟫');
            ATOM
        }
        Kind::Call(callee, arguments) => {
            push(callee, POWER, out);
            write_arguments(arguments, out);
            ATOM
        }
        Kind::Bind(binding) => write_binding(binding, out),
        Kind::Apply(head, arguments) => write_apply(head, arguments, out),
    }
}

fn write_number(number: &Number, out: &mut String) -> u8 {
    out.push_str(&number.to_string());
    if out.contains('/') { PRODUCT } else { ATOM }
}

fn write_arguments(arguments: &[Expr], out: &mut String) {
    out.push('(');
    write_list(arguments, out);
    out.push(')');
}

fn write_list(parts: &[Expr], out: &mut String) {
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        push(part, if parts.len() > 1 { LIST + 1 } else { 0 }, out);
    }
}

fn write_apply(head: &str, arguments: &[Expr], out: &mut String) -> u8 {
    if arguments.is_empty()
        && let Some((_, text)) = CONSTANTS.iter().find(|(own, _)| *own == head)
    {
        out.push_str(text);
        return ATOM;
    }
    match (head, arguments) {
        ("Add", [first, rest @ ..]) => write_sum(first, rest, out),
        ("Negate", [only]) => {
            out.push('-');
            push(only, PRODUCT, out);
            SUM + 1
        }
        ("PlusMinus" | "MinusPlus", parts) => {
            let sign = if head == "PlusMinus" { "±" } else { "∓" };
            if let [left, _] = parts {
                push(left, SUM, out);
                out.push(' ');
                out.push_str(sign);
                out.push(' ');
            } else {
                out.push_str(sign);
            }
            parts.last().into_iter().for_each(|last| push(last, PRODUCT, out));
            SUM
        }
        ("Power" | "CartesianPower", [base, exponents @ ..]) => {
            push(base, POWER + 1, out);
            out.push('^');
            write_sizes(exponents, out);
            POWER
        }
        ("At", [base, indices @ ..]) => {
            push(base, POWER, out);
            out.push('_');
            write_indices(indices, out);
            POWER + 2
        }
        ("AtUpper", [base, indices @ ..]) => {
            push(base, POWER, out);
            out.push('^');
            write_arguments(indices, out);
            POWER + 2
        }
        ("Norm", [inside, order @ ..]) => {
            out.push('‖');
            push(inside, 0, out);
            out.push('‖');
            if !order.is_empty() {
                out.push('_');
                write_indices(order, out);
            }
            ATOM
        }
        ("Slice", parts) => {
            let ends: Vec<String> = parts.iter().map(plain).collect();
            out.push_str(&if ends.is_empty() { ":".into() } else { ends.join(":") });
            RELATION
        }
        ("Interval", [low, high]) => write_interval(low, high, out),
        ("Quantity", [number, unit]) => {
            push(number, POWER, out);
            out.push(' ');
            push(unit, 0, out);
            PRODUCT
        }
        ("Unit" | "Open", [only]) => write(only, out),
        ("Not", [only]) => {
            out.push_str("not ");
            push(only, RELATION, out);
            LOGIC + 3
        }
        ("PartialDerivative" | "TotalDerivative", [body, variables @ ..]) => {
            let d = if head == "PartialDerivative" { "∂" } else { "d" };
            out.push_str(d);
            push(body, POWER, out);
            for variable in variables {
                out.push('/');
                out.push_str(d);
                push(variable, POWER, out);
            }
            PREFIX
        }
        ("Gradient", [body, variable @ ..]) => {
            out.push('∇');
            if !variable.is_empty() {
                out.push('_');
                write_indices(variable, out);
            }
            out.push(' ');
            push(body, PREFIX, out);
            PREFIX
        }
        ("Prime", [body, order @ ..]) => {
            push(body, POWER, out);
            match order {
                [] => out.push('\''),
                _ => {
                    out.push_str("^(");
                    write_list(order, out);
                    out.push(')');
                }
            }
            POWER + 2
        }
        ("Piecewise", parts) => {
            out.push('{');
            for (index, pair) in parts.chunks(2).enumerate() {
                if index > 0 {
                    out.push_str("; ");
                }
                if let [value, condition] = pair {
                    push(value, LIST + 1, out);
                    out.push_str(" if ");
                    push(condition, 0, out);
                }
            }
            out.push('}');
            ATOM
        }
        ("RestrictedSet", [set, condition]) => {
            push(set, POWER, out);
            out.push('[');
            push(condition, 0, out);
            out.push(']');
            ATOM
        }
        _ => write_by_table(head, arguments, out),
    }
}

fn write_by_table(head: &str, arguments: &[Expr], out: &mut String) -> u8 {
    if let Some((_, sign, strength)) = INFIX.iter().find(|(own, _, _)| *own == head)
        && arguments.len() > 1
    {
        // Left sides may bind as strongly; an equal sign on the right needs parentheses.
        let below = if head == "Divide" { PRODUCT + 1 } else { strength + 1 };
        for (index, part) in arguments.iter().enumerate() {
            if index > 0 {
                out.push_str(sign);
            }
            push(part, if index == 0 && head == "Divide" { *strength } else { below }, out);
        }
        return *strength;
    }
    if let (Some((_, behind)), [only]) = (BEHIND.iter().find(|(own, _)| *own == head), arguments) {
        // `(x!)!` is no double factorial.
        let twice = head == "Factorial" && only.is_apply("Factorial");
        push(only, if twice { ATOM } else { POWER + 1 }, out);
        out.push_str(behind);
        return POWER + 1;
    }
    if let Some((_, left, right)) = AROUND.iter().find(|(own, _, _)| *own == head) {
        out.push_str(left);
        if head == "Cardinality" {
            arguments.iter().for_each(|only| push(only, ATOM, out));
        } else {
            write_list(arguments, out);
        }
        out.push_str(right);
        return ATOM;
    }
    out.push_str(&spoken(head));
    if arguments.is_empty() {
        return ATOM;
    }
    write_arguments(arguments, out);
    ATOM
}

/// `Softmax` is written `softmax`; heads with a capital inside keep theirs.
fn spoken(head: &str) -> String {
    let capitals = head.chars().filter(char::is_ascii_uppercase).count();
    if capitals == 1 && head.len() > 2 { head.to_ascii_lowercase() } else { head.to_owned() }
}

fn write_sum(first: &Expr, rest: &[Expr], out: &mut String) -> u8 {
    push(first, SUM + 1, out);
    for term in rest {
        match term.as_apply("Negate") {
            Some([inside]) => {
                out.push_str(" - ");
                push(inside, PRODUCT, out);
            }
            _ => {
                out.push_str(" + ");
                push(term, SUM + 1, out);
            }
        }
    }
    SUM
}

fn write_sizes(sizes: &[Expr], out: &mut String) {
    match sizes {
        [only] => push(only, POWER + 1, out),
        _ => {
            out.push('(');
            for (index, size) in sizes.iter().enumerate() {
                out.push_str(if index > 0 { "×" } else { "" });
                push(size, PRODUCT, out);
            }
            out.push(')');
        }
    }
}

fn write_indices(indices: &[Expr], out: &mut String) {
    match indices {
        [only] if matches!(only.kind, Kind::Symbol(_) | Kind::Number(_)) || only.is_apply("Infinity") => {
            push(only, ATOM, out)
        }
        _ => {
            out.push('[');
            write_list(indices, out);
            out.push(']');
        }
    }
}

fn write_interval(low: &Expr, high: &Expr, out: &mut String) -> u8 {
    out.push(if low.is_apply("Open") { '(' } else { '[' });
    push(low, LIST + 1, out);
    out.push_str(", ");
    push(high, LIST + 1, out);
    out.push(if high.is_apply("Open") { ')' } else { ']' });
    ATOM
}

fn write_binding(binding: &Binding, out: &mut String) -> u8 {
    match BIG.iter().find(|(head, _)| *head == binding.head) {
        Some((_, sign)) => out.push_str(sign),
        None => out.push_str(&spoken(binding.head)),
    }
    if !binding.bound.is_empty() {
        out.push('{');
        for (index, bound) in binding.bound.iter().enumerate() {
            if index > 0 {
                out.push_str(", ");
            }
            let name = readable(bound.name.as_str());
            write_range(&name, &bound.range, out);
        }
        out.push('}');
    }
    out.push(' ');
    push(&binding.body, PRODUCT, out);
    PREFIX - 6
}

fn write_range(name: &str, range: &Range, out: &mut String) {
    out.push_str(name);
    match range {
        Range::Implicit => {}
        Range::Between(low, high) => {
            out.push('=');
            push(low, SUM, out);
            out.push_str("..");
            push(high, SUM, out);
        }
        Range::In(set) => {
            out.push('∈');
            push(set, SUM, out);
        }
        Range::Distributed(law) => {
            out.push('~');
            push(law, SUM, out);
        }
        Range::Where(condition) => {
            out.push_str(": ");
            push(condition, 0, out);
        }
        Range::To(point, side) => {
            out.push('→');
            push(point, SUM, out);
            out.push_str(match side {
                Some(Side::Above) => "+",
                Some(Side::Below) => "-",
                None => "",
            });
        }
    }
}
