//! Members of families as things of their own: `W^{(1)} W^{(2)}`, `\|q - k_i\|^2`.
//!
//! Takes a problem whose shapes do not fit; gives it in the readings that its uses allow: each member that no sum runs
//! over as a name, and shapes by use where those that other sections declare do not fit each other. What holds so holds
//! for all members and all shapes for which both sides have a value.

use std::collections::{BTreeMap, BTreeSet};

use crate::claims::{Definition, Problem, pattern};
use crate::expr::print::latex;
use crate::expr::{Domain, Expr, Kind, Name, Shape, Sort};
use crate::functions::{self, RowKind};

/// The sort that a page declares of a member: `k_i \in \mathbb{R}^d`.
pub type MemberSort<'a> = &'a dyn Fn(&Name, &[Expr]) -> Option<Sort>;

/// A problem in another reading of its shapes.
pub struct Reshaped {
    pub problem: Problem,
    pub said: BTreeMap<Name, Sort>,
    /// Whether all that is known is still said: only then may it fail.
    pub whole: bool,
}

/// The readings of a problem that is stuck on shapes, the nearest to the page first.
pub fn readings(problem: &Problem, said: &BTreeMap<Name, Sort>, member: MemberSort<'_>) -> Vec<Reshaped> {
    let apart = apart(problem, said, member);
    let changed = apart.problem != *problem;
    let by_use = by_use(&apart);
    let differs = by_use.said != apart.said || by_use.problem != apart.problem;
    let valued = with_calls_as_values(if differs { &by_use } else { &apart });
    [changed.then_some(apart), differs.then_some(by_use), valued].into_iter().flatten().collect()
}

/// Calls of functions that nobody defined as values: what holds so holds whatever the functions are.
fn with_calls_as_values(reading: &Reshaped) -> Option<Reshaped> {
    let Reshaped { problem, said, whole } = reading;
    let known = |name: &Name| problem.definitions.iter().any(|own| own.name == *name || own.parameters.contains(name));
    let mut calls: BTreeMap<Expr, Name> = BTreeMap::new();
    let mut plain = problem.definitions.iter().all(|own| !own.body.any(&mut |node| is_call(node)));
    for side in [&problem.left, &problem.right] {
        side.visit(&mut |node| match &node.kind {
            Kind::Call(callee, _) => match pattern::base_name(callee) {
                Some(name) if !known(name) && !pattern::is_measure(name) && !name.as_str().contains("\\mathbf") => {
                    calls.insert(node.clone(), latex(node).into());
                }
                _ => plain = false,
            },
            // A variable that is bound, or derived by, is not a value.
            Kind::Bind(_) => plain = false,
            Kind::Apply(head, _) => plain &= functions::find(head).is_none_or(|row| row.kind != RowKind::Calculus),
            _ => {}
        });
    }
    if !plain || calls.is_empty() {
        return None;
    }
    let mut said = said.clone();
    said.extend(calls.values().map(|name| (name.clone(), Sort::scalar(Domain::Real))));
    let replaced = |expr: &Expr| with_names(expr, &calls);
    let facts = problem.facts.iter().map(replaced).collect();
    let problem = Problem { left: replaced(&problem.left), right: replaced(&problem.right), facts, ..problem.clone() };
    Some(Reshaped { problem, said, whole: *whole })
}

fn is_call(node: &Expr) -> bool {
    matches!(node.kind, Kind::Call(..))
}

/// Every member that no binder runs over as a name.
fn apart(problem: &Problem, said: &BTreeMap<Name, Sort>, member: MemberSort<'_>) -> Reshaped {
    let mut uses = Uses::default();
    for part in problem.values().chain(&problem.facts) {
        uses.look(part, &mut Vec::new());
    }
    for own in &problem.definitions {
        uses.kept.extend([own.name.clone()].into_iter().chain(own.indices.clone()).chain(own.parameters.clone()));
        uses.look(&own.body, &mut [own.indices.clone(), own.parameters.clone()].concat());
    }
    let mut names: BTreeMap<Expr, Name> = BTreeMap::new();
    let mut said = said.clone();
    for (node, base) in &uses.members {
        let indices = node.children().into_iter().skip(1).cloned().collect::<Vec<_>>();
        if uses.kept.contains(base) || node.is_apply("At") && (indices.len() > 1 || uses.bare.contains(base)) {
            continue;
        }
        let name = named(base, node, &indices);
        said.extend(member(base, &indices).map(|sort| (name.clone(), sort)));
        names.insert(node.clone(), name);
    }
    let mut problem = problem.map(|expr| with_names(expr, &names));
    // A condition on an index that is now a part of a name speaks of nothing here.
    let free: BTreeSet<Name> = problem.values().flat_map(Expr::free_names).collect();
    problem.facts.retain(|fact| fact.free_names().is_empty() || !fact.free_names().is_disjoint(&free));
    Reshaped { problem, said, whole: true }
}

fn named(base: &Name, node: &Expr, indices: &[Expr]) -> Name {
    let index = indices.iter().map(latex).collect::<Vec<_>>().join(",");
    if node.is_apply("AtUpper") { format!("{base}^{{({index})}}") } else { format!("{base}_{{{index}}}") }.into()
}

fn with_names(expr: &Expr, names: &BTreeMap<Expr, Name>) -> Expr {
    match names.get(expr) {
        Some(name) => Expr::symbol(name.clone()).at(expr.span),
        None => expr.map_children(&mut |child| with_names(child, names)),
    }
}

/// How the names of a problem stand in it.
#[derive(Default)]
struct Uses {
    /// `x_i`, `W^{(1)}`, each with its base.
    members: BTreeMap<Expr, Name>,
    /// Names that stand by themselves.
    bare: BTreeSet<Name>,
    /// Names over whose members something runs, and names that a definition explains.
    kept: BTreeSet<Name>,
}

impl Uses {
    fn look(&mut self, expr: &Expr, bound: &mut Vec<Name>) {
        let depth = bound.len();
        match &expr.kind {
            Kind::Symbol(name) => {
                self.bare.insert(name.clone());
            }
            Kind::Apply("At" | "AtUpper", parts) if parts.first().is_some_and(|base| base.as_symbol().is_some()) => {
                let indices = parts.get(1..).unwrap_or_default();
                let runs = indices.iter().flat_map(Expr::free_names).any(|name| bound.contains(&name));
                if let Some(base) = parts.first().and_then(Expr::as_symbol) {
                    self.members.insert(expr.clone(), base.clone());
                    self.kept.extend(runs.then(|| base.clone()));
                }
                indices.iter().for_each(|index| self.look(index, bound));
                return;
            }
            Kind::Bind(binding) => bound.extend(binding.bound.iter().map(|bound| bound.name.clone())),
            _ => {}
        }
        expr.children().into_iter().for_each(|child| self.look(child, bound));
        bound.truncate(depth);
    }
}

/// Shapes by use: without the sizes that are declared, without what can only be said of something else of that name,
/// and without definitions that dots leave open.
fn by_use(reading: &Reshaped) -> Reshaped {
    let Reshaped { problem, said, whole } = reading;
    let mut indexed = BTreeSet::new();
    for part in problem.values() {
        part.visit(&mut |node| {
            if let Kind::Apply("At", parts) = &node.kind {
                indexed.extend(parts.first().and_then(Expr::as_symbol).cloned());
            }
        });
    }
    let shapeless = |sort: &Sort| match sort.shape.rank() {
        Some(rank) if rank > 0 => Sort { shape: Shape::Unknown, ..sort.clone() },
        _ => sort.clone(),
    };
    let said: BTreeMap<Name, Sort> = said
        .iter()
        .filter(|(name, _)| !indexed.contains(name))
        .map(|(name, sort)| (name.clone(), shapeless(sort)))
        .collect();
    let of_another = |fact: &Expr| match fact.as_apply("Element") {
        Some([own, set]) => {
            own.as_symbol().is_some_and(|name| indexed.contains(name)) || set.is_apply("CartesianPower")
        }
        _ => false,
    };
    let facts = problem.facts.iter().filter(|fact| !of_another(fact)).cloned().collect();
    let open = |own: &Definition| own.body.any(&mut |part| part.is_apply("Ellipsis"));
    let definitions: Vec<Definition> = problem.definitions.iter().filter(|own| !open(own)).cloned().collect();
    let whole = *whole && definitions.len() == problem.definitions.len() && !speaks_of_measures(problem);
    Reshaped { problem: Problem { facts, definitions, ..problem.clone() }, said, whole }
}

/// Whether every name has as many axes as are declared of it.
pub fn keeps_axes(problem: &Problem, declared: &BTreeMap<Name, Sort>) -> bool {
    problem.sorts.iter().all(|(name, sort)| {
        let own = declared.get(name).and_then(|sort| sort.shape.rank()).filter(|rank| *rank > 0);
        own.is_none_or(|rank| sort.shape.rank() == Some(rank))
    })
}

fn speaks_of_measures(problem: &Problem) -> bool {
    let measure = |node: &Expr| node.as_symbol().is_some_and(pattern::is_measure);
    [&problem.left, &problem.right].iter().any(|side| side.any(&mut |node| measure(node)))
}

#[cfg(test)]
mod tests {
    use crate::testing::page;

    fn verdicts(text: &str) -> String {
        page("a.md", text)
    }

    #[test]
    fn members_are_things_of_their_own() {
        let page = "Hence $$\\mathbf{X} (\\mathbf{W}^{(1)} + \\mathbf{W}^{(2)}) = \\mathbf{X} \\mathbf{W}^{(1)} + \\mathbf{X} \
                    \\mathbf{W}^{(2)}.$$\n";
        assert!(verdicts(page).contains("holds"), "{}", verdicts(page));
        let wrong = page.replace("+ \\mathbf{X}", "- \\mathbf{X}");
        assert!(verdicts(&wrong).contains("fails"), "{}", verdicts(&wrong));
        let squares = "Hence, $$-\\frac{1}{2} \\|\\mathbf{q} - \\mathbf{k}_i\\|^2 = \\mathbf{q}^\\top \\mathbf{k}_i - \\frac{1}{2} \
                       \\|\\mathbf{k}_i\\|^2 - \\frac{1}{2} \\|\\mathbf{q}\\|^2.$$\n";
        assert!(verdicts(squares).contains("holds"), "{}", verdicts(squares));
    }

    #[test]
    fn ranges_of_indices_do_not_bind_members() {
        let page = "Each key $\\mathbf{k}_i \\in \\mathbb{R}^d$ and $\\mathbf{q} \\in \\mathbb{R}^d$ give $$-\\frac{1}{2} \\|\\mathbf{q} - \\mathbf{k}_i\\|^2 \
                    = \\mathbf{q}^\\top \\mathbf{k}_i - \\frac{1}{2} \\|\\mathbf{k}_i\\|^2 + \\frac{1}{2} \\|\\mathbf{q}\\|^2 = 0.$$\n\n\
                    Another key is $\\mathbf{k} \\in \\mathbb{R}^k$, a query $\\mathbf{q} \\in \\mathbb{R}^q$.\n";
        assert!(verdicts(page).contains("fails"), "{}", verdicts(page));
    }

    #[test]
    fn arrays_do_not_become_numbers() {
        let outer = "Let $u, v \\in \\mathbb{R}^n$. Then we have $$u v^\\top = v^\\top u.$$\n";
        assert!(!verdicts(outer).contains("holds"), "{}", verdicts(outer));
        let part = "Let $U_k \\in \\mathbb{R}^{p \\times k}$ and $A \\in \\mathbb{R}^{p \\times p}$. Then we have \
                    $$U_k^\\top A = A U_k.$$\n";
        assert!(!verdicts(part).contains("holds"), "{}", verdicts(part));
    }

    #[test]
    fn calls_of_unknown_functions_are_values() {
        let page = "For each $\\mathbf{x}_i \\in \\mathbb{R}^d$ we get $$\\frac{1/(1 + \\exp(-h(\\mathbf{x}_i)))}{\\exp(-h(\\mathbf{x}_i))/(1 + \
                    \\exp(-h(\\mathbf{x}_i)))} = \\exp(h(\\mathbf{x}_i)).$$\n";
        assert!(verdicts(page).contains("holds"), "{}", verdicts(page));
        let wrong = page.replace("= \\exp(h", "= \\log(h");
        assert!(verdicts(&wrong).contains("fails"), "{}", verdicts(&wrong));
    }

    #[test]
    fn shapes_of_other_sections_do_not_bind() {
        let page = "Let $\\mathbf{A} \\in \\mathbb{R}^{m \\times k}$ and $\\mathbf{B} \\in \\mathbb{R}^{k \\times n}$.\n\n# Sums\n\n\
                    Show that $\\mathbf{A}^\\top + \\mathbf{B}^\\top = (\\mathbf{A} + \\mathbf{B})^\\top$.\n";
        assert!(verdicts(page).contains("holds"), "{}", verdicts(page));
        let wrong = page.replace(")^\\top$.", ")$.");
        assert!(verdicts(&wrong).contains("fails"), "{}", verdicts(&wrong));
    }
}
