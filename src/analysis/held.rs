//! Partial derivatives with what stands between held fixed: `\partial z / \partial x = 2 x y` where `y = x^3` is
//! another input of z.
//!
//! Whether a derivative looks through the definitions of a page is a matter of reading: through all of them in
//! backpropagation, through none in calculus, and in the chain rule through all on the left and none on the right. A
//! page that never differentiates by what stands between looks through it.

use std::collections::{BTreeMap, BTreeSet};

use super::conventional::Reading;
use crate::claims::{Definition, Problem, Relation};
use crate::expr::{Expr, Kind, Name};

/// The names by which a page differentiates.
pub(super) fn varied(relations: &[Relation]) -> BTreeSet<Name> {
    let mut names = BTreeSet::new();
    for side in relations.iter().flat_map(|relation| [&relation.left, &relation.right]) {
        side.visit(&mut |node| {
            if let Some([_, variables @ ..]) = node.as_apply("PartialDerivative") {
                names.extend(variables.iter().filter_map(base));
            }
        });
    }
    names
}

/// The problem with partial derivatives that hold defined names fixed: on both sides, and on the right only. None where
/// that is what they do anyway.
pub(super) fn readings(problem: &Problem, varied: &BTreeSet<Name>) -> Vec<Reading> {
    let held = |side: &Expr| held(side, problem, varied);
    let (left, right) = (held(&problem.left), held(&problem.right));
    let both = Problem { left: left.clone(), right: right.clone(), ..problem.clone() };
    let one = Problem { right: right.clone(), ..problem.clone() };
    let mut readings = Vec::new();
    if left != problem.left || right != problem.right {
        readings.push(reading(both, "the names between are held fixed in partial derivatives"));
    }
    if left != problem.left && right != problem.right {
        readings.push(reading(one, "the names between are held fixed in the derivatives on the right"));
    }
    readings
}

fn reading(problem: Problem, note: &str) -> Reading {
    Reading { problem, said: BTreeMap::new(), note: note.to_owned(), likely: true }
}

fn held(expr: &Expr, problem: &Problem, varied: &BTreeSet<Name>) -> Expr {
    if let Some([body, variables @ ..]) = expr.as_apply("PartialDerivative") {
        let names: Vec<Name> = variables.iter().filter_map(base).collect();
        let between = between(&names, problem);
        let opened = opened(body, problem);
        let fixed = fixed(&opened, &between);
        let differentiated =
            opened.any(&mut |part| base(part).is_some_and(|own| between.contains(&own) && varied.contains(&own)));
        if fixed != opened && differentiated {
            let parts = std::iter::once(fixed).chain(variables.iter().cloned());
            return Expr::apply("PartialDerivative", parts.collect::<Vec<_>>()).at(expr.span);
        }
    }
    expr.map_children(&mut |child| held(child, problem, varied))
}

/// The name of a variable, or of the family that it is a member of.
fn base(variable: &Expr) -> Option<Name> {
    let indexed = variable.as_apply("At").or_else(|| variable.as_apply("AtUpper"));
    indexed.and_then(<[Expr]>::first).unwrap_or(variable).as_symbol().cloned()
}

/// The defined names, without parameters, that depend on the variables, however indirectly.
fn between(variables: &[Name], problem: &Problem) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    loop {
        let depends = |definition: &&Definition| {
            let free = definition.body.free_names();
            let new = definition.parameters.is_empty()
                && !found.contains(&definition.name)
                && !variables.contains(&definition.name);
            new && variables.iter().chain(&found).any(|name| free.contains(name))
        };
        let next: Vec<Name> =
            problem.definitions.iter().filter(depends).map(|definition| definition.name.clone()).collect();
        if next.is_empty() {
            return found;
        }
        found.extend(next);
    }
}

/// What is differentiated, with its own definition in its place.
fn opened(body: &Expr, problem: &Problem) -> Expr {
    let (name, indices) = match body.as_apply("At").or_else(|| body.as_apply("AtUpper")) {
        Some([name, indices @ ..]) => (name, indices),
        _ => (body, [].as_slice()),
    };
    let defines = |definition: &&Definition| {
        Some(&definition.name) == name.as_symbol()
            && definition.parameters.is_empty()
            && definition.indices.len() == indices.len()
    };
    let Some(definition) = problem.definitions.iter().find(defines) else { return body.clone() };
    let pairs = definition.indices.iter().zip(indices);
    pairs.fold(definition.body.clone(), |body, (index, value)| body.substitute(index, value))
}

fn fixed(expr: &Expr, between: &[Name]) -> Expr {
    if base(expr).is_some_and(|name| between.contains(&name)) {
        return Expr::apply("StopGradient", [expr.clone()]).at(expr.span);
    }
    match &expr.kind {
        Kind::Call(callee, arguments) => {
            let arguments = arguments.iter().map(|argument| fixed(argument, between)).collect();
            Expr { kind: Kind::Call(callee.clone(), arguments), ..expr.clone() }
        }
        _ => expr.map_children(&mut |child| fixed(child, between)),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::findings;

    fn errors(text: &str) -> Vec<String> {
        let found = findings("a.md", text);
        found.lines().filter(|line| line.contains("wrong-gradient")).map(str::to_owned).collect()
    }

    #[test]
    fn partial_derivatives_hold_what_stands_between() {
        let total = "Let $z = x^2 y$ and $y = x^3$. Then $$\\frac{\\partial z}{\\partial x} = 2xy$$ and \
            $$\\frac{dz}{dx} = \\frac{\\partial z}{\\partial x} + \\frac{\\partial z}{\\partial y}\\frac{dy}{dx} = 5x^4.$$";
        assert_eq!(errors(total), Vec::<String>::new());
        assert_eq!(errors(&total.replace("= 2xy", "= 3xy")).len(), 1);
        let graph = "Let $a = x^2$, $b = x a$ and $L = a + b$. Then $$\\frac{\\partial L}{\\partial a} = 1, \\quad \
            \\frac{\\partial b}{\\partial x} = a$$ and $$\\frac{\\partial L}{\\partial x} = \\frac{\\partial L}{\\partial a} \
            \\frac{\\partial a}{\\partial x} + \\frac{\\partial L}{\\partial b} \\frac{\\partial b}{\\partial x} + \
            \\frac{\\partial L}{\\partial b} \\frac{\\partial b}{\\partial a} \\frac{\\partial a}{\\partial x}.$$";
        assert_eq!(errors(graph), Vec::<String>::new());
        assert_eq!(errors(&graph.replace("\\partial b}{\\partial x} = a", "\\partial b}{\\partial x} = 4a")).len(), 1);
    }

    #[test]
    fn derivatives_look_through_definitions() {
        let page = "Let $p_i = \\frac{e^{z_i}}{\\sum_{k=1}^{n} e^{z_k}}$ and $L = -\\sum_{i=1}^{n} y_i \\log p_i$ with \
            $\\sum_{i=1}^{n} y_i = 1$. Then $$\\frac{\\partial L}{\\partial z_j} = p_j - y_j.$$";
        assert_eq!(errors(page), Vec::<String>::new());
        assert_eq!(errors(&page.replace("p_j - y_j", "p_j + y_j")).len(), 1);
        let lost = "Let $r = \\sqrt{\\sum_{k=1}^{n} x_k^2}$ and $u_i = \\frac{x_i}{r}$. Hence \
            $$\\frac{\\partial u_i}{\\partial x_i} = \\frac{1}{r}.$$";
        assert_eq!(errors(lost).len(), 1);
        let graph = format!("{lost} Likewise $$\\frac{{\\partial u_i}}{{\\partial r}} = -\\frac{{x_i}}{{r^2}}.$$");
        assert_eq!(errors(&graph), Vec::<String>::new());
    }
}
