//! Shapes of equations that tell what they are for.

use std::collections::BTreeSet;

use crate::expr::{Expr, Kind, Name};
pub use crate::functions::is_measure;

/// What a left side would define.
pub struct Defined {
    pub name: Name,
    pub indices: Vec<Name>,
    pub parameters: Vec<Name>,
    /// Whether its square is what stands there: `\sigma^2 = …`.
    pub squared: bool,
}

/// `y`, `p_i`, `f(x)`, `f_\theta(x, y)`: a name with index letters and parameter letters, all different.
pub fn defined(left: &Expr) -> Option<Defined> {
    let defined = match &left.kind {
        Kind::Symbol(name) => {
            Defined { name: name.clone(), indices: Vec::new(), parameters: Vec::new(), squared: false }
        }
        Kind::Apply("Power", parts) => match parts.as_slice() {
            [base, two] if *two == Expr::integer(2) && is_name(base) => Defined { squared: true, ..defined(base)? },
            _ => return None,
        },
        Kind::Apply("At" | "AtUpper", parts) => {
            let (base, indices) = parts.split_first()?;
            let mut defined = defined(base)?;
            if !defined.parameters.is_empty() || defined.squared {
                return None;
            }
            defined.indices.extend(symbols(indices)?);
            defined
        }
        Kind::Call(callee, arguments) => {
            let mut defined = defined(callee)?;
            if !defined.parameters.is_empty() || defined.squared {
                return None;
            }
            defined.parameters = symbols(arguments)?;
            defined
        }
        _ => return None,
    };
    let letters: BTreeSet<&Name> = defined.indices.iter().chain(&defined.parameters).collect();
    (letters.len() == defined.indices.len() + defined.parameters.len() && !letters.contains(&defined.name))
        .then_some(defined)
}

fn symbols(parts: &[Expr]) -> Option<Vec<Name>> {
    let mut names = Vec::new();
    for part in parts {
        match &part.kind {
            Kind::Symbol(name) => names.push(name.clone()),
            Kind::Apply("Parametrised" | "Tuple" | "Sequence" | "Given", inner) => names.extend(symbols(inner)?),
            _ => return None,
        }
    }
    Some(names)
}

/// A name, with whatever indices and arguments.
pub fn is_name(side: &Expr) -> bool {
    base_name(side).is_some()
}

/// The name below indices and arguments.
pub fn base_name(side: &Expr) -> Option<&Name> {
    match &side.kind {
        Kind::Symbol(name) => Some(name),
        Kind::Apply("At" | "AtUpper", parts) => parts.first().and_then(base_name),
        Kind::Call(callee, _) => base_name(callee),
        _ => None,
    }
}

/// Numbers and operations on numbers: no name, nothing opaque, and more than nothing to compute.
pub fn is_numeric(side: &Expr) -> bool {
    !side.any(&mut |part| {
        matches!(part.kind, Kind::Symbol(_) | Kind::Opaque(_) | Kind::Call(..) | Kind::Bind(_)) || is_structure(part)
    })
}

fn is_structure(part: &Expr) -> bool {
    matches!(&part.kind, Kind::Apply(head, _) if matches!(*head, "Quantity" | "Unit" | "Text" | "Ellipsis" | "Placeholder" | "Tuple" | "List" | "Sequence" | "Set" | "Matrix" | "Interval" | "True" | "False"))
}

/// A sum or an integral as a whole.
pub fn is_total(side: &Expr) -> bool {
    matches!(&side.kind, Kind::Bind(binding) if matches!(binding.head, "Sum" | "Integral"))
}

/// A literal value or a list of such: `\eta = 0.05`, `k = 1, 2, 3`.
pub fn is_setting(right: &Expr) -> bool {
    match &right.kind {
        Kind::Number(_) => true,
        Kind::Apply("Negate" | "Sequence" | "Percent" | "Quantity", parts) => {
            parts.iter().all(|part| is_setting(part) || matches!(part.kind, Kind::Apply("Ellipsis" | "Unit", _)))
        }
        Kind::Apply("Power" | "Add" | "Multiply" | "Divide" | "Sqrt", parts) => parts.iter().all(is_setting),
        Kind::Apply("Pi" | "E", _) => true,
        _ => false,
    }
}

/// `O(…)` and its kin anywhere at the outer level of sums and products.
pub fn mentions_order(side: &Expr) -> bool {
    match &side.kind {
        Kind::Apply("BigO" | "BigOmega" | "BigTheta" | "LittleO", _) => true,
        Kind::Apply("Add" | "Multiply" | "Negate", parts) => parts.iter().any(mentions_order),
        _ => false,
    }
}

/// The same name on both sides at different steps: `\theta_{t+1} = \theta_t - …`, or literally the same left side.
pub fn is_update(left: &Expr, right: &Expr) -> bool {
    let Some(name) = base_name(left) else { return false };
    if !matches!(left.kind, Kind::Symbol(_) | Kind::Apply("At" | "AtUpper", _)) {
        return false;
    }
    let free = left.free_names();
    right.any(&mut |part| {
        base_name(part) == Some(name) && part != left && is_step_of(part, left) || part == left && free.len() == 1
    })
}

/// Whether two members of a family differ in an index by a shift: `x_t` and `x_{t+1}`.
fn is_step_of(one: &Expr, other: &Expr) -> bool {
    let (Kind::Apply("At" | "AtUpper", a), Kind::Apply("At" | "AtUpper", b)) = (&one.kind, &other.kind) else {
        return false;
    };
    a.len() == b.len() && a.iter().zip(b).skip(1).any(|(a, b)| a != b && shifted(a, b))
}

fn shifted(a: &Expr, b: &Expr) -> bool {
    let plain = |index: &Expr| -> Option<Name> {
        match &index.kind {
            Kind::Symbol(name) => Some(name.clone()),
            Kind::Apply("Add", parts) => parts.first().and_then(Expr::as_symbol).cloned(),
            _ => None,
        }
    };
    plain(a).is_some() && plain(a) == plain(b)
}

/// A derivative or gradient set to zero: an equation to be solved.
pub fn is_stationary(left: &Expr, right: &Expr) -> bool {
    let derivative =
        matches!(&left.kind, Kind::Apply("PartialDerivative" | "TotalDerivative" | "Gradient" | "Prime", _))
            || matches!(&left.kind, Kind::Call(callee, _) if callee.is_apply("Prime"));
    derivative && (right.as_number().is_some_and(|number| number.is_zero()) || right.is_apply("ZeroArray"))
}

/// A derivative of something that the page has defined, or of an explicit expression.
pub fn is_derivative_of_known(left: &Expr, defined: &BTreeSet<Name>) -> bool {
    let Kind::Apply("PartialDerivative" | "TotalDerivative" | "Gradient" | "Hessian", parts) = &left.kind else {
        return matches!(&left.kind, Kind::Call(callee, _) if callee.is_apply("Prime") && callee.free_names().iter().all(|name| defined.contains(name)));
    };
    let Some(function) = parts.first() else { return false };
    match base_name(function) {
        Some(name) => defined.contains(name),
        None => !matches!(function.kind, Kind::Opaque(_)),
    }
}

/// What makes one event of others.
static EVENTS: &[&str] = &["Union", "Intersection", "Or", "And", "Not", "Complement"];

/// The event of which `A^c` or `\bar{A}` is the complement.
pub fn complemented(event: &Expr) -> Option<Expr> {
    let is_event = |name: &str| matches!(name.as_bytes(), [b'A'..=b'H' | b'S']);
    match &event.kind {
        Kind::Apply("Power", parts) => match parts.as_slice() {
            [base, mark] => {
                let marked = mark.as_symbol().is_some_and(|mark| matches!(mark.as_str(), "c" | "C" | "\\text{c}"));
                let named = base.as_symbol().is_some_and(|name| is_event(name.as_str()));
                (marked && named).then(|| base.clone())
            }
            _ => None,
        },
        Kind::Symbol(name) => {
            let inner = ["\\bar{", "\\overline{"].iter().find_map(|bar| name.as_str().strip_prefix(bar))?;
            inner.strip_suffix('}').filter(|inner| is_event(inner)).map(Expr::symbol)
        }
        _ => None,
    }
}

/// `P(A \mid B) = …`, `p(x, y) = …`, `P(A \cup B) = …`, `P(A) = \sum_b P(A, b)` in terms of the same P.
pub fn is_law_of_probability(left: &Expr, right: &Expr) -> bool {
    let Kind::Call(callee, arguments) = &left.kind else { return false };
    let speaks = arguments.len() > 1 && base_name(callee).is_some_and(is_measure)
        || base_name(callee).is_some_and(is_measure) && is_marginal(right, callee)
        || arguments.iter().any(|argument| argument.is_apply("Given"))
        || base_name(callee).is_some_and(is_measure)
            && arguments
                .iter()
                .any(|argument| EVENTS.iter().any(|head| argument.is_apply(head)) || complemented(argument).is_some());
    speaks && right.any(&mut |part| matches!(&part.kind, Kind::Call(own, _) if own == callee))
}

/// A sum or an integral of nothing but products of one measure.
fn is_marginal(side: &Expr, measure: &Expr) -> bool {
    let Kind::Bind(binding) = &side.kind else { return false };
    let own = |part: &Expr| matches!(&part.kind, Kind::Call(callee, _) if **callee == *measure);
    let pure = own(&binding.body) || binding.body.as_apply("Multiply").is_some_and(|parts| parts.iter().all(own));
    matches!(binding.head, "Sum" | "Integral") && pure
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(name: &str, index: Expr) -> Expr {
        Expr::apply("At", [Expr::symbol(name), index])
    }

    #[test]
    fn a_left_side_defines_a_name_with_letters() {
        let f = Expr::call(Expr::symbol("f"), [Expr::symbol("x")]);
        assert_eq!(defined(&f).map(|defined| defined.parameters), Some(vec!["x".into()]));
        assert!(defined(&Expr::call(Expr::symbol("f"), [Expr::integer(0)])).is_none());
        assert!(defined(&Expr::apply("Add", [Expr::symbol("x"), Expr::integer(1)])).is_none());
    }

    #[test]
    fn a_step_is_an_update_and_a_shift_of_another_index_is_none() {
        let t = || Expr::symbol("t");
        let next = at("x", Expr::apply("Add", [t(), Expr::integer(1)]));
        let old = at("x", t());
        assert!(is_update(&next, &Expr::apply("Add", [old.clone(), Expr::symbol("g")])));
        assert!(!is_update(&next, &at("y", t())));
    }
}
